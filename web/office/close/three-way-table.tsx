// The books side by side: each kind of account from its opening to the ledger's figure, beside what custodian and
// payment provider said. A difference stands in the row where it arose.

import type { MoneyOnWire } from '@mutua/contract/money/on-wire.ts';
import type { AccountGroup, CloseView } from '@mutua/contract/office/day-close.ts';
import { ACCOUNT_KIND_LABELS } from '@mutua/contract/words/book-words.ts';
import type { DeclaredFigure } from '../../ui/figure/declare-figures.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Go } from '../../ui/go.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import { useLanguage, useWords } from '../../ui/words/declare-words.ts';
import { CLOSE_FIGURES } from './close-figures.ts';
import { CLOSE_WORDS } from './close-words.ts';

const COLUMNS = [
  ...(['opening', 'moneyIn', 'moneyOut', 'ledger', 'custodian', 'provider', 'difference'] as const),
];

/** The custody itself stands last, as the sum. */
export function ThreeWayTable({ view }: { readonly view: CloseView }) {
  const { t } = useWords(CLOSE_WORDS);
  const { groups, comparedAt } = view;
  return (
    <Card
      title={t('threeWay')}
      note={t('threeWayNote')}
      links={
        comparedAt === undefined ? (
          <span className="quiet">{t('notCompared')}</span>
        ) : (
          <span className="quiet">
            {t('comparedAt')} <MomentOnPage at={comparedAt} />
          </span>
        )
      }
    >
      <div className="table-frame three-way">
        <table className="data-table">
          <caption className="unseen">{t('threeWay')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('group')}</th>
              {COLUMNS.map((name) => (
                <th key={name} scope="col" data-align="right">
                  <FigureLabel {...CLOSE_FIGURES[name]} />
                </th>
              ))}
              <th scope="col">{t('verdict')}</th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <GroupRow key={group.kind} group={group} />
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function GroupRow({ group }: { readonly group: AccountGroup }) {
  const { t } = useWords(CLOSE_WORDS);
  const language = useLanguage();
  const { kind, difference, breaks } = group;
  const differs = breaks > 0 && difference !== undefined;
  return (
    <tr
      data-differs={differs ? '' : undefined}
      className={kind === 'custody' ? 'sum-row' : ''}
      data-testid={`group-${kind}`}
    >
      <td>
        <Go to={`/office/ledger/kinds/${kind}`}>
          {kind === 'custody' ? t('total') : ACCOUNT_KIND_LABELS[kind][language]}
        </Go>
      </td>
      {COLUMNS.map((name) => (
        <td
          key={name}
          data-align="right"
          className={differs && name === 'difference' ? 'differs' : ''}
        >
          <span className="cell-head">{CLOSE_FIGURES[name].label[language === 'en' ? 1 : 0]}</span>
          <GroupMoney figure={CLOSE_FIGURES[name]} row={kind} money={group[name]} />
        </td>
      ))}
      <td data-end="">
        <Verdict group={group} />
      </td>
    </tr>
  );
}

function GroupMoney({
  figure,
  row,
  money,
}: {
  readonly figure: DeclaredFigure;
  readonly row: string;
  readonly money: MoneyOnWire | undefined;
}) {
  if (money === undefined) return '·';
  return <Figure {...figure} row={row} money={money} sign={false} />;
}

function Verdict({ group: { kind, difference, breaks } }: { readonly group: AccountGroup }) {
  const { t } = useWords(CLOSE_WORDS);
  if (difference === undefined) return <span className="quiet">·</span>;
  if (breaks === 0) return <StatusMark status="ok" word={t('agrees')} />;
  return (
    <>
      <StatusMark status="late" word={t('differs')} />{' '}
      <Figure {...CLOSE_FIGURES.groupBreaks} row={kind} count={breaks} /> {t('places')}
    </>
  );
}
