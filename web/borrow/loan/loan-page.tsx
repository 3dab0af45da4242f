// One loan of a borrower, from application to close: everything about it is reached from here.
import type { LoanForBorrower } from '@mutua/contract/loan/servicing.ts';
import { LOAN_STATE_LABELS, wordOf } from '@mutua/contract/words/office-words.ts';
import { PURPOSE_LABELS, REPAYMENT_METHOD_LABELS } from '@mutua/contract/words/value-lists.ts';
import { useRead } from '../../api/use-read.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { PersonFrame } from '../../ui/frame/person-frame.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { usePath } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import '../borrow.css';
import { ProductName } from '../../ui/kit/product-name.tsx';
import { BORROW_FIGURES } from '../borrow-figures.ts';
import { isOwed, nextStepOf, statusOf } from '../parts/loan-stand.ts';
import { EndCard } from './end-card.tsx';
import { FileCard } from './file-card.tsx';
import { DecisionAhead } from './interview-card.tsx';
import { LOAN_WORDS } from './loan-words.ts';
import { MandatesCard } from './mandates-card.tsx';
import { PlanCard } from './plan-card.tsx';
import { ContactsCard, RepaymentsCard } from './records-cards.tsx';
import { ScheduleCard } from './schedule-card.tsx';
import { ServicingCard } from './servicing-card.tsx';
import { AcceptTerms, ContractCard, SignContract, TermsFacts } from './terms-cards.tsx';
import { Tracker } from './tracker.tsx';
import { WaitCard } from './wait-card.tsx';
import { WithdrawCard } from './withdraw-card.tsx';

const LOOK_MS = 4_000;

/** The page at /borrow/loans/…; while the bank is awaited it looks by itself. */
export function BorrowedLoanPage() {
  const { t } = useWords(LOAN_WORDS);
  const { loanId = '' } = usePath();
  const loan = useRead('/api/loans/:loanId', { path: { loanId } });
  const isAwaited =
    loan.kind === 'ready' && (loan.value.state === 'funded' || loan.value.isMoneyInTransit);
  useRead('/api/loans/:loanId', { path: { loanId }, isOn: isAwaited, everyMs: LOOK_MS });
  return (
    <PersonFrame area="borrow" title={t('title')}>
      <Shown read={loan} lines={10}>
        {(value) => <BorrowedLoan loan={value} />}
      </Shown>
    </PersonFrame>
  );
}

function BorrowedLoan({ loan }: { readonly loan: LoanForBorrower }) {
  const { language } = useWords(LOAN_WORDS);
  const isBefore = loan.schedule.length === 0;
  return (
    <>
      <p className="loan-line" data-testid="loan-state" data-state={loan.state}>
        <strong>
          <Figure {...BORROW_FIGURES.loanAmount} money={loan.loanAmount} row={loan.loanId} />
        </strong>{' '}
        <ProductName code={loan.productCode} />{' '}
        <StatusMark
          status={statusOf(loan)}
          word={wordOf(LOAN_STATE_LABELS, loan.state, language)}
        />
      </p>
      <div className="two-thirds">
        <div className="stack">
          <NextCard loan={loan} />
          {loan.proposedPlan !== undefined && <PlanCard loan={loan} plan={loan.proposedPlan} />}
          {isBefore ? <FileCard loan={loan} /> : <ScheduleCard loan={loan} />}
          {!isBefore && <RepaymentsCard loanId={loan.loanId} />}
          <ContractCard loan={loan} />
          {!isBefore && <ContactsCard loanId={loan.loanId} />}
        </div>
        <div className="stack">
          <LoanFacts loan={loan} />
          <Tracker loan={loan} />
          {loan.actions.includes('withdraw') && <WithdrawCard loanId={loan.loanId} />}
        </div>
      </div>
    </>
  );
}

/** What comes next, with the one primary act of the page. */
function NextCard({ loan }: { readonly loan: LoanForBorrower }) {
  const step = nextStepOf(loan);
  if (step === 'accept_terms') return <AcceptTerms loan={loan} />;
  if (step === 'request_mandate') return <MandatesCard loan={loan} />;
  if (step === 'sign_contract') return <SignContract loan={loan} />;
  if (step === 'ended') return <EndCard loan={loan} />;
  if (step === 'wait_decision') return <DecisionAhead loan={loan} step={step} />;
  return isOwed(loan) ? <ServicingCard loan={loan} /> : <WaitCard loan={loan} step={step} />;
}

function LoanFacts({ loan }: { readonly loan: LoanForBorrower }) {
  const { t, language } = useWords(LOAN_WORDS);
  const { termMonths, repaymentMethod, purpose, loanId } = loan;
  return (
    <Card title={t('loanFacts')}>
      {!['accept_terms', 'sign_contract'].includes(nextStepOf(loan)) && <TermsFacts loan={loan} />}
      <Facts
        isList
        items={[
          {
            key: 'term',
            label: t('term'),
            value: <Plain>{t('months', { count: termMonths })}</Plain>,
          },
          {
            key: 'method',
            label: t('method'),
            value: wordOf(REPAYMENT_METHOD_LABELS, repaymentMethod, language),
          },
          { key: 'purpose', label: t('purpose'), value: wordOf(PURPOSE_LABELS, purpose, language) },
          { key: 'number', label: t('number'), value: <Plain>{loanId.slice(0, 8)}</Plain> },
        ]}
      />
    </Card>
  );
}
