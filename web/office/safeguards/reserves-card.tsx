// Risk reserves: what is in each, what was paid in and out, and what a short one does.
import type { MoneyOnWire } from '@mutua/contract/money/on-wire.ts';
import type { ReserveInOffice } from '@mutua/contract/safeguard/reserve.ts';
import { RESERVE_STATE_LABELS, SHORT_RULE_LABELS } from '@mutua/contract/words/case-words.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { Colon } from '../../ui/colon.tsx';
import type { DeclaredFigure } from '../../ui/figure/declare-figures.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Fact, Facts } from '../../ui/kit/facts.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useLanguage, useWords } from '../../ui/words/declare-words.ts';
import { LabelText, StateMark } from '../books/label-text.tsx';
import { SAFEGUARD_FIGURES } from './safeguard-figures.ts';
import { SAFEGUARD_WORDS } from './safeguard-words.ts';

export function ReservesCard() {
  const { t } = useWords(SAFEGUARD_WORDS);
  const reserves = useRead('/api/office/reserves');
  return (
    <Shown read={reserves} lines={8}>
      {({ items }) =>
        items.length === 0 ? (
          <Card title={t('reserves')}>
            <Empty why={t('noReserves')} />
          </Card>
        ) : (
          items.map((reserve) => <ReserveCard key={reserve.schemeId} reserve={reserve} />)
        )
      }
    </Shown>
  );
}

function ReserveCard({ reserve }: { readonly reserve: ReserveInOffice }) {
  const { t } = useWords(SAFEGUARD_WORDS);
  const language = useLanguage();
  const { schemeId, names, state, shortSince, shortRule, trusteeName, contributorName } = reserve;
  const money = (figure: DeclaredFigure, value: MoneyOnWire): Fact => ({
    ...{ key: figure.id, label: <FigureLabel {...figure} /> },
    value: <Figure {...figure} row={schemeId} money={value} size="figure" />,
  });
  return (
    <Card
      title={<Plain>{names[language]}</Plain>}
      links={<StateMark of={RESERVE_STATE_LABELS} state={state} />}
    >
      <Facts
        items={[
          money(SAFEGUARD_FIGURES.reserveBalance, reserve.balance),
          money(SAFEGUARD_FIGURES.reserveContributed, reserve.contributed),
          money(SAFEGUARD_FIGURES.reserveSpent, reserve.spent),
          { key: 'trustee', label: t('trustee'), value: <Plain>{trusteeName ?? '—'}</Plain> },
          {
            ...{ key: 'contributor', label: t('contributor') },
            value: <Plain>{contributorName ?? '—'}</Plain>,
          },
          {
            ...{ key: 'rule', label: t('shortRule') },
            value: <LabelText of={SHORT_RULE_LABELS} value={shortRule} />,
          },
          {
            ...{ key: 'short', label: t('state') },
            value:
              shortSince === undefined ? (
                <StatusMark status="ok" word={t('enough')} />
              ) : (
                <>
                  <StatusMark status="late" word={t('short')} /> {t('since')}{' '}
                  <DayOnPage day={shortSince} />
                </>
              ),
          },
        ]}
      />
      <ReserveApproval reserve={reserve} />
    </Card>
  );
}

function ReserveApproval({
  reserve: { schemeId, proposal, actions },
}: {
  readonly reserve: ReserveInOffice;
}) {
  const { t } = useWords(SAFEGUARD_WORDS);
  const command = useCommand('/api/office/reserves/:schemeId/approval');
  if (proposal === undefined) return null;
  return (
    <>
      <p>
        {t('proposal')}
        <Colon />
        <DayOnPage day={proposal.proposedOn} /> <Plain>{proposal.reason}</Plain>
      </p>
      <Refusal of={command} />
      {actions.includes('approve') && (
        <Button
          isBusy={command.state.kind === 'sending'}
          onClick={() => void command.send({}, { path: { schemeId } })}
        >
          {t('approve')}
        </Button>
      )}
    </>
  );
}
