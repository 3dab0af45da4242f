// One loan for regulator and auditor, with all that is kept of it.
import { useRead } from '../../api/use-read.ts';
import { NoPage } from '../../ui/frame/no-page.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { usePath } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { isNotThere } from '../is-not-there.ts';
import { SuperviseFrame } from '../supervise-frame.tsx';
import { BidTable, ClaimTable } from './bids-and-claims.tsx';
import { EVIDENCE_WORDS } from './evidence-words.ts';
import { LoanTerms } from './loan-terms.tsx';
import { LoanTimeline } from './loan-timeline.tsx';
import { TransferTable } from './transfer-table.tsx';

/** `/supervise/loans/$loanId` */
export function EvidencePage() {
  const { t } = useWords(EVIDENCE_WORDS);
  const { loanId = '' } = usePath();
  const loan = useRead('/api/supervision/loans/:loanId', { path: { loanId } });
  if (isNotThere(loan)) return <NoPage />;
  return (
    <SuperviseFrame title={t('title')} lead={t('lead')}>
      <Shown read={loan} lines={16}>
        {(value) => (
          <>
            <LoanTerms loan={value} />
            <LoanTimeline timeline={value.timeline} />
            <BidTable bids={value.bids} />
            <ClaimTable claims={value.claims} />
          </>
        )}
      </Shown>
      <Card title={t('lines')}>
        <TransferTable loanId={loanId} />
      </Card>
    </SuperviseFrame>
  );
}
