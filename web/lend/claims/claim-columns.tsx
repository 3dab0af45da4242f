// The columns of a table of claims, and the row of a long list.
import type { ClaimRow } from '@mutua/contract/claim/claim.ts';
import type { Language } from '@mutua/contract/words/language.ts';
import { regionName } from '@mutua/contract/words/region-words.ts';
import { PURPOSE_LABELS } from '@mutua/contract/words/value-lists.ts';
import { memo } from 'react';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { Go } from '../../ui/go.tsx';
import { GradeBadge } from '../../ui/kit/grade-badge.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { together } from '../../ui/money-math.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { BUCKET_WORDS, claimStanding } from './bucket-words.ts';
import { CLAIM_FIGURES as F } from './claim-figures.ts';
import { CLAIMS_WORDS } from './claims-words.ts';

/**
 * One claim in a list: a row on a desk, a card on a phone. Drawn anew only when the claim itself has changed: a list of
 * thousands scrolls under it.
 */
export const ClaimLine = memo(function ClaimLine({ claim }: { readonly claim: ClaimRow }) {
  const { claimId, grade, principal, outstanding, annualRatePpm } = claim;
  const received = together(claim.principalReceived, claim.interestReceived);
  return (
    <Go to={`/lend/claims/${claimId}`} className="claim-line">
      <span className="claim-name">
        <ClaimName claim={claim} />
      </span>
      <span>{grade !== undefined && <GradeBadge grade={grade} />}</span>
      <span className="claim-desk">
        <Figure {...F.rate} ratePpm={annualRatePpm} row={claimId} />
      </span>
      <span className="claim-desk">
        <Figure {...F.principal} money={principal} row={claimId} sign={false} />
      </span>
      <span className="claim-desk">
        <Figure {...F.came} money={received} row={claimId} sign={false} />
      </span>
      <strong>
        <Figure {...F.outstanding} money={outstanding} row={claimId} sign={false} />
      </strong>
      <span className="claim-desk">
        <Plain>
          {isWrittenOff(claim) ? '—' : `${claim.instalmentsReceived} / ${claim.instalments}`}
        </Plain>
      </span>
      <span className="claim-next">
        <NextPayment claim={claim} />
      </span>
      <span className="claim-status">
        <ClaimStatus claim={claim} />
      </span>
    </Go>
  );
});

/** Its instalments are at an end, whether they were received or not. */
function isWrittenOff({ loanState }: ClaimRow): boolean {
  return loanState === 'written_off';
}

/** The heads over those rows, on a desk. */
export function ClaimHeads() {
  const { t } = useWords(CLAIMS_WORDS);
  return (
    <div className="claim-line claim-heads" aria-hidden="true">
      {(
        ['listing', 'grade', 'rate', 'lent', 'received', 'outstanding', 'instalments'] as const
      ).map((key) => (
        <span key={key}>{t(key)}</span>
      ))}
      <span>{t('next')}</span>
      <span>{t('status')}</span>
    </div>
  );
}

/** Title, purpose and place. */
export function ClaimName({ claim }: { readonly claim: ClaimRow }) {
  const { t, language } = useWords(CLAIMS_WORDS);
  const about = aboutClaim(claim, language);
  return (
    <>
      <span data-plain="">{claim.title ?? t('untitled')}</span>
      <span className="quiet" data-plain="">
        {about}
      </span>
    </>
  );
}

/** The number of the loan, for what and where it was borrowed. */
export function aboutClaim(
  { loanId, purpose, region }: Pick<ClaimRow, 'loanId' | 'purpose' | 'region'>,
  language: Language,
): string {
  const labels: Readonly<Record<string, Readonly<Record<Language, string>>>> = PURPOSE_LABELS;
  return [
    loanId.slice(-8),
    ...(purpose === undefined ? [] : [labels[purpose]?.[language] ?? purpose]),
    ...(region === undefined ? [] : [regionName(region, language)]),
  ].join(' · ');
}

/** The mark and its word. */
export function ClaimStatus({ claim }: { readonly claim: ClaimRow }) {
  const { t } = useWords(BUCKET_WORDS);
  return (
    <Plain>
      <StatusMark {...claimStanding(claim, t)} />
    </Plain>
  );
}

function NextPayment({ claim }: { readonly claim: ClaimRow }) {
  const { t } = useWords(CLAIMS_WORDS);
  const { claimId, nextDueDay, nextAmount, daysLate } = claim;
  if (nextDueDay === undefined || nextAmount === undefined) return <Plain>—</Plain>;
  return (
    <>
      {daysLate !== undefined && `${t('wasDue')} `}
      <DayOnPage day={nextDueDay} />
      {' · '}
      <Figure {...F.next} money={nextAmount} row={claimId} sign={false} />
    </>
  );
}
