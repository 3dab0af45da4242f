// How an application or a loan has ended, and why.
import type { LoanForBorrower } from '@mutua/contract/loan/servicing.ts';
import { NOTICE_REASON_LABELS } from '@mutua/contract/words/notice-reasons.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import { REASON_LABELS } from '@mutua/contract/words/value-lists.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { ButtonLink } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { BORROW_FIGURES } from '../borrow-figures.ts';
import { repaidOf } from '../parts/schedule-sums.ts';
import { LOAN_WORDS } from './loan-words.ts';

const ENDS = {
  rejected: 'endRejected',
  withdrawn: 'endWithdrawn',
  failed: 'endFailed',
} as const;

/** A refusal says its reasons in words. */
export function EndCard({ loan }: { readonly loan: LoanForBorrower }) {
  const { t } = useWords(LOAN_WORDS);
  const { state, timeline, loanId } = loan;
  const last = timeline.at(-1);
  const said = state in ENDS ? ENDS[state as keyof typeof ENDS] : 'endClosed';
  return (
    <Card
      title={t(said)}
      className="next-card"
      {...(last === undefined ? {} : { note: <MomentOnPage at={last.at} /> })}
    >
      {state === 'closed' ? (
        <p>
          <FigureLabel {...BORROW_FIGURES.repaid} />{' '}
          <Figure {...BORROW_FIGURES.repaid} money={repaidOf(loan)} row={loanId} size="figure" />
        </p>
      ) : (
        last?.reason !== undefined && <Reasons reason={last.reason} />
      )}
      <div className="form-acts">
        <span />
        <ButtonLink to="/borrow/apply" kind="primary">
          {t('again')}
        </ButtonLink>
      </div>
    </Card>
  );
}

/** Codes of the rule have their words; what a person wrote stands as it was written. */
function Reasons({ reason }: { readonly reason: string }) {
  const { t, language } = useWords(LOAN_WORDS);
  const labels = { ...NOTICE_REASON_LABELS, ...REASON_LABELS };
  const codes = reason.split(', ');
  const isCoded = codes.every((code) => code in labels);
  if (!isCoded) {
    return (
      <p>
        {t('reason')}
        <Plain>{reason}</Plain>
      </p>
    );
  }
  return (
    <ul className="need-list">
      {codes.map((code) => (
        <li key={code}>
          <Plain>{wordOf(labels, code, language)}</Plain>
        </li>
      ))}
    </ul>
  );
}
