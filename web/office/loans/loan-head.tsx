// What a loan is, in short: its facts, its arrears, and the step that waits for a second person.
import type { LoanInOffice } from '@mutua/contract/office/queues.ts';
import {
  ASSET_CLASS_LABELS,
  COLLECTION_STEP_LABELS,
  LOAN_STATE_LABELS,
  wordOf,
} from '@mutua/contract/words/office-words.ts';
import {
  PURPOSE_LABELS,
  REPAYMENT_METHOD_LABELS,
  SAFEGUARD_LABELS,
  SECURITY_LABELS,
} from '@mutua/contract/words/value-lists.ts';
import type { ReactNode } from 'react';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Go } from '../../ui/go.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Fact, Facts } from '../../ui/kit/facts.tsx';
import { GradeBadge } from '../../ui/kit/grade-badge.tsx';
import { NoticeBox } from '../../ui/kit/notice-box.tsx';
import { ProductName } from '../../ui/kit/product-name.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { LoanStateMark } from '../parts/loan-state-mark.tsx';
import { ShortId } from '../parts/short-id.tsx';
import { LOANS_FIGURES } from './loans-figures.ts';
import { LOANS_WORDS } from './loans-words.ts';

/** The head of the page of one loan. */
export function LoanHead({ loan }: { readonly loan: LoanInOffice }) {
  const { t, language } = useWords(LOANS_WORDS);
  const { grade, state, proposal } = loan;
  const title = (
    <>
      {grade !== undefined && <GradeBadge grade={grade} />} <BorrowerLink loan={loan} /> ·{' '}
      {wordOf(PURPOSE_LABELS, loan.purpose, language)}{' '}
      <LoanStateMark state={state} word={wordOf(LOAN_STATE_LABELS, state, language)} />
    </>
  );
  return (
    <Card title={title} note={<ProductName code={loan.productCode} />}>
      {proposal !== undefined && (
        <NoticeBox tone="late">
          <strong>{t('proposal')}</strong> {wordOf(COLLECTION_STEP_LABELS, proposal.step, language)}{' '}
          · <Plain>{proposal.reason}</Plain> · <DayOnPage day={proposal.proposedOn} />
        </NoticeBox>
      )}
      <Facts items={[...useFacts(loan), ...useTroubles(loan)]} />
    </Card>
  );
}

function BorrowerLink({ loan: { borrowerId, names } }: { readonly loan: LoanInOffice }) {
  const name = names.find(({ personId }) => personId === borrowerId)?.name;
  return (
    <Go to={`/office/people/${borrowerId}`}>
      {name === undefined ? <ShortId id={borrowerId} /> : <Plain>{name}</Plain>}
    </Go>
  );
}

/** From its bids to its payout: afterwards they say nothing more. */
const FUNDED_IN = ['listed', 'funding', 'funded'];

function useFacts(loan: LoanInOffice): readonly Fact[] {
  const { t, language } = useWords(LOANS_WORDS);
  const { loanId, termMonths, valueDay } = loan;
  const said = (key: string, label: string, value: ReactNode): Fact => ({ key, label, value });
  return [
    {
      key: 'amount',
      label: <FigureLabel {...LOANS_FIGURES.loanAmount} />,
      value: <Figure {...LOANS_FIGURES.loanAmount} row={loanId} money={loan.loanAmount} />,
      note: <Plain>{t('months', { count: termMonths })}</Plain>,
    },
    {
      key: 'rate',
      label: <FigureLabel {...LOANS_FIGURES.rate} />,
      value: <Figure {...LOANS_FIGURES.rate} row={loanId} ratePpm={loan.annualRatePpm} />,
    },
    {
      key: 'allIn',
      label: <FigureLabel {...LOANS_FIGURES.allIn} />,
      value: <Figure {...LOANS_FIGURES.allIn} row={loanId} ratePpm={loan.allInRatePpm} />,
    },
    ...(FUNDED_IN.includes(loan.state) ? bidFacts(loan) : []),
    said('method', t('method'), wordOf(REPAYMENT_METHOD_LABELS, loan.repaymentMethod, language)),
    said('safeguard', t('safeguard'), wordOf(SAFEGUARD_LABELS, loan.safeguard, language)),
    said('security', t('security'), wordOf(SECURITY_LABELS, loan.security, language)),
    said('valueDay', t('valueDay'), valueDay === undefined ? '—' : <DayOnPage day={valueDay} />),
    ...(loan.assetClass === undefined
      ? []
      : [said('class', t('assetClass'), wordOf(ASSET_CLASS_LABELS, loan.assetClass, language))]),
  ];
}

function bidFacts({ loanId, accepted, frozen }: LoanInOffice): readonly Fact[] {
  return [
    {
      key: 'accepted',
      label: <FigureLabel {...LOANS_FIGURES.accepted} />,
      value: <Figure {...LOANS_FIGURES.accepted} row={loanId} money={accepted} />,
    },
    {
      key: 'frozen',
      label: <FigureLabel {...LOANS_FIGURES.frozen} />,
      value: <Figure {...LOANS_FIGURES.frozen} row={loanId} money={frozen} />,
    },
  ];
}

function useTroubles({ loanId, arrears, writtenOff }: LoanInOffice): readonly Fact[] {
  const { t } = useWords(LOANS_WORDS);
  return [
    ...(arrears === undefined
      ? []
      : [
          {
            key: 'arrears',
            label: <FigureLabel {...LOANS_FIGURES.arrears} />,
            value: (
              <span className="late-text">
                <Figure {...LOANS_FIGURES.arrears} row={loanId} money={arrears.total} />
              </span>
            ),
            note: (
              <>
                {t('overdueFor')}{' '}
                <Figure {...LOANS_FIGURES.daysOverdue} row={loanId} count={arrears.daysOverdue} />{' '}
                {t('daysUnit')} · {t('since')} <DayOnPage day={arrears.since} />
              </>
            ),
          },
        ]),
    ...(writtenOff === undefined
      ? []
      : [
          {
            key: 'writtenOff',
            label: <FigureLabel {...LOANS_FIGURES.writtenOff} />,
            value: <Figure {...LOANS_FIGURES.writtenOff} row={loanId} money={writtenOff.total} />,
            note: (
              <>
                {t('recovered')}{' '}
                <Figure {...LOANS_FIGURES.recovered} row={loanId} money={writtenOff.recovered} /> ·{' '}
                {t('leftOver')}{' '}
                <Figure {...LOANS_FIGURES.leftOver} row={loanId} money={writtenOff.left} />
              </>
            ),
          },
        ]),
  ];
}
