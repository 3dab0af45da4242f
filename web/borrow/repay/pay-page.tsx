// Paying what is due, without waiting for the bank's collection.
import type { LoanForBorrower, RepaymentSent } from '@mutua/contract/loan/servicing.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { PersonFrame } from '../../ui/frame/person-frame.tsx';
import { Go } from '../../ui/go.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { usePath } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import '../borrow.css';
import { BORROW_FIGURES } from '../borrow-figures.ts';
import { dueNowOf } from '../parts/schedule-sums.ts';
import { missingFor, PurseBox, useAvailable } from './purse-box.tsx';
import { Receipt } from './receipt.tsx';
import { REPAY_WORDS } from './repay-words.ts';

/** The page at /borrow/loans/…/pay. */
export function PayPage() {
  const { t } = useWords(REPAY_WORDS);
  const { loanId = '' } = usePath();
  const loan = useRead('/api/loans/:loanId', { path: { loanId } });
  return (
    <PersonFrame area="borrow" title={t('payTitle')}>
      <div className="narrow stack">
        <Shown read={loan}>{(value) => <Pay loan={value} />}</Shown>
        <p>
          <Go to={`/borrow/loans/${loanId}`}>{t('back')}</Go>
        </p>
      </div>
    </PersonFrame>
  );
}

function Pay({ loan }: { readonly loan: LoanForBorrower }) {
  const { t } = useWords(REPAY_WORDS);
  const { loanId, actions } = loan;
  const repay = useCommand<RepaymentSent>('/api/loans/:loanId/repayments');
  const available = useAvailable();
  const due =
    loan.state === 'written_off' ? (loan.writtenOff?.left ?? dueNowOf(loan)) : dueNowOf(loan);
  if (repay.state.kind === 'done') return <Receipt sent={repay.state.result} loanId={loanId} />;
  if (!actions.includes('repay')) {
    return (
      <Empty why={t('nothingDue')} to={`/borrow/loans/${loanId}/early`} action={t('toEarly')} />
    );
  }
  return (
    <Card title={t('dueNow')} className="next-card">
      <p>
        <FigureLabel {...BORROW_FIGURES.dueNow} />{' '}
        <Figure {...BORROW_FIGURES.dueNow} money={due} row={loanId} size="hero" />
      </p>
      <p className="quiet">{t('payWhy')}</p>
      <PurseBox needed={due} available={available} />
      <Refusal of={repay} />
      {available !== undefined && missingFor(due, available) === undefined && (
        <div className="form-acts">
          <span />
          <Button
            kind="primary"
            isBusy={repay.state.kind === 'sending'}
            onClick={() => void repay.send({ amount: due }, { path: { loanId } })}
          >
            {t('pay')}
            <Figure {...BORROW_FIGURES.dueNow} money={due} row={loanId} />
          </Button>
        </div>
      )}
    </Card>
  );
}
