// What is awaited from others before the payout, and how far the funding is.
import type { LoanForBorrower } from '@mutua/contract/loan/servicing.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Bar } from '../../ui/kit/bar.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { BORROW_FIGURES } from '../borrow-figures.ts';
import type { NextStep } from '../parts/loan-stand.ts';
import { LOAN_WORDS } from './loan-words.ts';

interface WaitCardProps {
  readonly loan: LoanForBorrower;
  readonly step: NextStep;
}

/** Since when, and for what. */
export function WaitCard({ loan, step }: WaitCardProps) {
  const { t } = useWords(LOAN_WORDS);
  const since = loan.timeline.at(-1)?.at;
  return (
    <Card
      title={t('next')}
      className="next-card"
      {...(since === undefined ? {} : { note: <MomentOnPage at={since} /> })}
    >
      <p>{t(WAITS[step] ?? 'wait_payout')}</p>
      {(loan.state === 'funding' || loan.state === 'listed') && <Funding loan={loan} />}
    </Card>
  );
}

const WAITS: Readonly<
  Partial<Record<NextStep, 'wait_check' | 'wait_decision' | 'wait_listing' | 'wait_funding'>>
> = {
  wait_check: 'wait_check',
  wait_decision: 'wait_decision',
  wait_listing: 'wait_listing',
  wait_funding: 'wait_funding',
};

function Funding({ loan }: { readonly loan: LoanForBorrower }) {
  const { t } = useWords(LOAN_WORDS);
  const { accepted, loanAmount, loanId, funding } = loan;
  const percent = (BigInt(accepted.minorUnits) * 100n) / BigInt(loanAmount.minorUnits);
  const share = Number(percent) / 100;
  return (
    <>
      <p>
        <FigureLabel {...BORROW_FIGURES.accepted} />{' '}
        <Figure {...BORROW_FIGURES.accepted} money={accepted} row={loanId} size="figure" />{' '}
        <Plain>{`${percent}%`}</Plain>
      </p>
      <Bar label={t('fundedShare')} parts={[{ key: 'accepted', share, tone: 'yours' }]} />
      {funding !== undefined && (
        <p className="quiet">
          {t(loan.state === 'listed' ? 'opensAt' : 'closesAt')}{' '}
          <MomentOnPage at={loan.state === 'listed' ? funding.opensAt : funding.closesAt} />
        </p>
      )}
    </>
  );
}
