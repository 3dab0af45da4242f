// One loan in the list: what it is, how it stands, what comes next.
import type { LoanRow } from '@mutua/contract/loan/servicing.ts';
import { LOAN_STATE_LABELS, wordOf } from '@mutua/contract/words/office-words.ts';
import { PURPOSE_LABELS } from '@mutua/contract/words/value-lists.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Go } from '../../ui/go.tsx';
import { ProductName } from '../../ui/kit/product-name.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { DayOnPage, MomentOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { BORROW_FIGURES } from '../borrow-figures.ts';
import { isOwnTurn, nextStepOf, statusOf } from '../parts/loan-stand.ts';
import { STAND_WORDS } from '../parts/stand-words.ts';
import { HOME_WORDS } from './home-words.ts';

interface LoanCardProps {
  readonly loan: LoanRow;
  readonly isPrimary: boolean;
}

/** The whole row leads to the loan. */
export function LoanCard({ loan, isPrimary }: LoanCardProps) {
  const { t, language } = useWords(HOME_WORDS);
  const { t: say } = useWords(STAND_WORDS);
  const { loanId, loanAmount, termMonths, purpose, state, appliedAt } = loan;
  const step = nextStepOf(loan);
  return (
    <li className="loan-row" data-testid={`loan-${loanId}`}>
      <div className="loan-row-what">
        <p className="loan-row-amount">
          <Figure {...BORROW_FIGURES.loanAmount} money={loanAmount} row={loanId} size="figure" />
        </p>
        <p className="quiet">
          <ProductName code={loan.productCode} /> ·{' '}
          <Plain>{t('term', { count: termMonths })}</Plain> ·{' '}
          {wordOf(PURPOSE_LABELS, purpose, language)}
        </p>
      </div>
      <div>
        <p>
          <StatusMark status={statusOf(loan)} word={wordOf(LOAN_STATE_LABELS, state, language)} />
        </p>
        {step !== 'ended' && <p className="quiet">{say(step)}</p>}
        {loan.nextDueDay === undefined && appliedAt !== undefined && (
          <p className="quiet">
            {t('appliedAt')} <MomentOnPage at={appliedAt} />
          </p>
        )}
      </div>
      <Due loan={loan} />
      <Go to={`/borrow/loans/${loanId}`} className={isPrimary ? 'button button-primary' : 'button'}>
        {t(isOwnTurn(step) ? 'goDo' : 'look')}
      </Go>
    </li>
  );
}

function Due({ loan }: { readonly loan: LoanRow }) {
  const { t } = useWords(HOME_WORDS);
  const { nextDueAmount, nextDueDay, loanId, arrears } = loan;
  if (arrears !== undefined) {
    return (
      <div className="loan-row-due late-text">
        <p>
          <FigureLabel {...BORROW_FIGURES.arrearsTotal} />
        </p>
        <p>
          <Figure
            {...BORROW_FIGURES.arrearsTotal}
            money={arrears.total}
            row={loanId}
            size="figure"
          />
        </p>
      </div>
    );
  }
  if (nextDueAmount === undefined || nextDueDay === undefined) return <div />;
  return (
    <div className="loan-row-due">
      <p className="quiet">
        <FigureLabel {...BORROW_FIGURES.nextDueAmount} /> · {t('dueOn')}{' '}
        <DayOnPage day={nextDueDay} />
      </p>
      <p>
        <Figure
          {...BORROW_FIGURES.nextDueAmount}
          money={nextDueAmount}
          row={loanId}
          size="figure"
        />
      </p>
    </div>
  );
}
