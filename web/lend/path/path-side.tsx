// Beside the steps: what the questionnaire decides, where the money is after each step, and what it costs.
import { RISK_TOLERANCE_LABELS } from '@mutua/contract/words/value-lists.ts';
import { GRADES } from '@mutua/core/credit/grade.ts';
import { RISK_QUESTIONNAIRE_1 } from '@mutua/core/people/questionnaire.ts';
import { RISK_TOLERANCES, toleranceFor, toleranceLevel } from '@mutua/core/people/tolerance.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { DataTable } from '../../ui/kit/data-table.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { moneyIn, moneyWords } from '../../ui/money-math.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { PATH_WORDS } from './path-words.ts';

const PLACES = [
  ['whereTopUp', 'atBank'],
  ['whereBid', 'frozen'],
  ['whereFull', 'atBorrower'],
  ['whereFailed', 'released'],
  ['whereBack', 'atBank'],
] as const;
const FEES = [
  ['feeOpen', 'feeNone'],
  ['feeLend', 'feeLendNote'],
  ['feeOut', 'feeOutNote'],
] as const;

export function PathSide() {
  const { t, language } = useWords(PATH_WORDS);
  const { ceilings, currency } = RISK_QUESTIONNAIRE_1;
  return (
    <div className="path-side">
      <Card title={t('decides')}>
        <DataTable
          caption={t('decides')}
          rows={RISK_TOLERANCES}
          rowKey={(tolerance) => tolerance}
          columns={[
            {
              ...{ key: 'class', head: t('klass') },
              cell: (tolerance) => (
                <Plain>
                  C{toleranceLevel(tolerance)} {RISK_TOLERANCE_LABELS[tolerance][language]}
                </Plain>
              ),
            },
            { key: 'grades', head: t('grades'), cell: (one) => gradesOf(toleranceLevel(one)) },
            {
              ...{ key: 'ceiling', head: t('ceiling'), align: 'right' },
              cell: (tolerance) => (
                <Plain>{moneyWords(moneyIn(ceilings[tolerance], currency))}</Plain>
              ),
            },
          ]}
        />
        <p className="quiet">{t('decidesNote')}</p>
      </Card>
      <Card title={t('where')}>
        <Facts
          isList
          items={PLACES.map(([when, where]) => ({ key: when, label: t(when), value: t(where) }))}
        />
      </Card>
      <Card title={t('fees')}>
        <Facts
          isList
          items={FEES.map(([what, much]) => ({ key: what, label: t(what), value: t(much) }))}
        />
      </Card>
    </div>
  );
}

/** `A–D`, of unsecured loans to persons. */
function gradesOf(level: number): string {
  const fit = GRADES.filter((grade) => {
    return toleranceLevel(toleranceFor(grade, 'personal_unsecured')) <= level;
  });
  const [first = ''] = fit;
  const last = fit.at(-1) ?? first;
  return first === last ? first : `${first}–${last}`;
}
