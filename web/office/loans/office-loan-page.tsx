// One loan with everything: what happened, what is owed, to whom, who stands behind it, and what was corrected.
import type { LoanInOffice } from '@mutua/contract/office/queues.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { Go } from '../../ui/go.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { usePath } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { ReasonForm } from '../books/reason-form.tsx';
import { OfficeFrame } from '../office-frame.tsx';
import { shortIdOf } from '../parts/short-id.tsx';
import { usePosts } from '../parts/use-posts.ts';
import { LoanSafeguardCard, RepaymentCard } from './loan-behind.tsx';
import { LoanHead } from './loan-head.tsx';
import { ClaimCard, ScheduleCard } from './loan-money.tsx';
import { TimelineCard } from './loan-timeline.tsx';
import { LOANS_WORDS } from './loans-words.ts';

/** The page `/office/loans/$loanId`. */
export function OfficeLoanPage() {
  const { t } = useWords(LOANS_WORDS);
  const { loanId = '' } = usePath();
  return (
    <OfficeFrame
      title={t('title')}
      crumbs={<span data-plain="">{shortIdOf(loanId)}</span>}
      acts={<Go to={`/office/review/${loanId}`}>{t('toReview')}</Go>}
    >
      <OneLoan loanId={loanId} />
    </OfficeFrame>
  );
}

function OneLoan({ loanId }: { readonly loanId: string }) {
  const loan = useRead('/api/office/loans/:loanId', { path: { loanId } });
  return (
    <Shown read={loan} lines={16}>
      {(value) => (
        <>
          <LoanHead loan={value} />
          <LoanCards loan={value} />
        </>
      )}
    </Shown>
  );
}

function LoanCards({ loan }: { readonly loan: LoanInOffice }) {
  const mayReadRepayments = usePosts(
    ...['risk_analyst', 'finance_officer', 'committee_member', 'collector'],
  );
  return (
    <>
      <div className="office-row office-row-2-1">
        <ScheduleCard loan={loan} />
        <TimelineCard loan={loan} />
      </div>
      <div className="office-row office-row-2">
        <ClaimCard loan={loan} />
        <LoanSafeguardCard loanId={loan.loanId} />
      </div>
      {mayReadRepayments && <RepaymentCard loanId={loan.loanId} />}
      {loan.actions.includes('pull') && <PullCard loanId={loan.loanId} />}
    </>
  );
}

/** Before its payout a loan can be stopped; what was bid goes back. */
function PullCard({ loanId }: { readonly loanId: string }) {
  const { t } = useWords(LOANS_WORDS);
  const command = useCommand('/api/office/loans/:loanId/withdrawal');
  return (
    <Card title={t('pull')} note={t('pullNote')}>
      <ReasonForm
        command={command}
        label={t('pullReason')}
        act={t('pull')}
        field="reason"
        kind="danger"
        onSend={async (reason) =>
          (await command.send({ reason }, { path: { loanId } })).kind === 'done'
        }
      />
    </Card>
  );
}
