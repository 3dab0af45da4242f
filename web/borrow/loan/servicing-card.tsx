// The home of a loan that is being repaid: what is due next, or what is in arrears, and the ways to pay.
import type { LoanForBorrower } from '@mutua/contract/loan/servicing.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Go } from '../../ui/go.tsx';
import { ButtonLink } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { NoticeBox } from '../../ui/kit/notice-box.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { BORROW_FIGURES } from '../borrow-figures.ts';
import { BankStep } from '../parts/bank-step.tsx';
import { nextStepOf } from '../parts/loan-stand.ts';
import { leftOf, moneyWire, units } from '../parts/schedule-sums.ts';
import { PurseBox, useAvailable } from '../repay/purse-box.tsx';
import { SERVICING_WORDS } from './servicing-words.ts';

export function ServicingCard({ loan }: { readonly loan: LoanForBorrower }) {
  const { t } = useWords(SERVICING_WORDS);
  const { loanId, actions, arrears, outstanding, isMoneyInTransit, pageUrl, state } = loan;
  const mayPay = actions.includes('repay');
  const isTurnToPay = nextStepOf(loan) === 'repay';
  return (
    <Card title={t(arrears === undefined ? 'nextTitle' : 'lateTitle')} className="next-card">
      {arrears === undefined ? <NextDue loan={loan} /> : <Arrears loan={loan} />}
      <p>
        <FigureLabel {...BORROW_FIGURES.outstanding} />{' '}
        {outstanding !== undefined && (
          <Figure {...BORROW_FIGURES.outstanding} money={outstanding} row={loanId} />
        )}{' '}
        · <FigureLabel {...BORROW_FIGURES.instalmentsLeft} />{' '}
        <Figure {...BORROW_FIGURES.instalmentsLeft} count={leftOf(loan)} row={loanId} />
      </p>
      {state === 'written_off' && <NoticeBox tone="lost">{t('writtenOff')}</NoticeBox>}
      {isMoneyInTransit && (
        <NoticeBox>
          {t('transit')}
          {pageUrl !== undefined && <BankStep pageUrl={pageUrl} />}
        </NoticeBox>
      )}
      <div className="form-acts">
        <Go to={`/borrow/loans/${loanId}/help`}>{t('help')}</Go>
        <span className="acts">
          {actions.includes('repay_early') && (
            <ButtonLink to={`/borrow/loans/${loanId}/early`}>{t('early')}</ButtonLink>
          )}
          {mayPay && (
            <ButtonLink
              to={`/borrow/loans/${loanId}/pay`}
              kind={isTurnToPay ? 'primary' : 'default'}
            >
              {t('payNow')}
            </ButtonLink>
          )}
        </span>
      </div>
    </Card>
  );
}

function NextDue({ loan }: { readonly loan: LoanForBorrower }) {
  const { t } = useWords(SERVICING_WORDS);
  const { nextDueAmount, nextDueDay, loanId } = loan;
  const available = useAvailable();
  if (nextDueAmount === undefined || nextDueDay === undefined) return null;
  return (
    <>
      <p className="hero-pair">
        <Figure {...BORROW_FIGURES.nextDueAmount} money={nextDueAmount} row={loanId} size="hero" />
        <span>
          {t('dueOn')} <DayOnPage day={nextDueDay} />
        </span>
      </p>
      <p className="quiet">{t('collected')}</p>
      <PurseBox
        needed={nextDueAmount}
        available={available}
        isPrimary={nextStepOf(loan) === 'wait_due'}
      />
    </>
  );
}

function Arrears({ loan }: { readonly loan: LoanForBorrower }) {
  const { t } = useWords(SERVICING_WORDS);
  const { arrears, loanId, loanAmount } = loan;
  if (arrears === undefined) return null;
  const penalty = moneyWire(units(arrears.penalty), loanAmount.currency);
  return (
    <>
      <p className="hero-pair">
        <Figure {...BORROW_FIGURES.arrearsTotal} money={arrears.total} row={loanId} size="hero" />
        <span>
          <FigureLabel {...BORROW_FIGURES.daysOverdue} />{' '}
          <Figure {...BORROW_FIGURES.daysOverdue} count={arrears.daysOverdue} row={loanId} />
        </span>
      </p>
      <p className="quiet">
        {t('lateSince')} <DayOnPage day={arrears.since} /> · {t('latePenalty')}{' '}
        <Figure {...BORROW_FIGURES.arrearsPenalty} money={penalty} row={loanId} />
      </p>
      <NoticeBox tone="late">{t('lateWhy')}</NoticeBox>
    </>
  );
}
