// The review: applications that wait at the left, one of them in the middle, the decision at the right.
import type { ReviewFile, ReviewItem, ReviewTab } from '@mutua/contract/office/review.ts';
import { useState } from 'react';
import { useSession } from '../../api/session.ts';
import { type ReadState, usePagedRead, useRead } from '../../api/use-read.ts';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown, Skeleton } from '../../ui/kit/shown.tsx';
import { useOpenPage, usePath } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { OfficeFrame } from '../office-frame.tsx';
import type { PageKey } from '../parts/page-key.ts';
import { shortIdOf } from '../parts/short-id.tsx';
import { useKeys } from '../parts/use-keys.ts';
import { DecisionPanel } from './decision-panel.tsx';
import { ReviewCase } from './review-case.tsx';
import { ReviewList } from './review-list.tsx';
import { REVIEW_WORDS } from './review-words.ts';
import { nextTab, useReviewTab } from './use-review-tab.ts';
import './review.css';

/** The pages `/office/review` and `/office/review/$loanId`. */
export function ReviewPage() {
  const { t } = useWords(REVIEW_WORDS);
  const { loanId } = usePath();
  const keys: readonly PageKey[] = [
    { keys: ['J', 'K'], does: t('keyCases') },
    { keys: ['T'], does: t('keyLists') },
    { keys: ['1', '5'], does: t('keyTabs') },
    { keys: ['A', 'R', 'X'], does: t('keyChoices') },
    { keys: ['B'], does: t('keyPapers') },
    { keys: ['Z', 'W'], does: t('keyBack') },
    { keys: ['N'], does: t('keyNote') },
    { keys: ['Ctrl ↵'], does: t('keySubmit') },
  ];
  return (
    <OfficeFrame
      title={t('title')}
      crumbs={loanId === undefined ? undefined : <span data-plain="">{shortIdOf(loanId)}</span>}
      keys={keys}
      isWide={true}
    >
      <ReviewDesk />
    </OfficeFrame>
  );
}

function ReviewDesk() {
  const tab = useReviewTab();
  if (tab === undefined) {
    return (
      <div className="review">
        <div className="review-list">
          <Skeleton lines={10} />
        </div>
        <div className="review-case">
          <Skeleton lines={14} />
        </div>
      </div>
    );
  }
  return <DeskWith tab={tab} />;
}

function DeskWith({ tab }: { readonly tab: ReviewTab }) {
  const { t } = useWords(REVIEW_WORDS);
  const openPage = useOpenPage();
  const { loanId: asked } = usePath();
  const page = usePagedRead('/api/office/review', { query: { tab } });
  const items = page.state.kind === 'ready' ? page.state.value : [];
  const open = (item: Pick<ReviewItem, 'loanId'> | undefined) => {
    if (item !== undefined) openPage(`/office/review/${item.loanId}?tab=${tab}`);
  };
  // Whoever asks for none is shown the one that has waited longest.
  const loanId = asked ?? items[0]?.loanId;
  const at = items.findIndex((item) => item.loanId === loanId);
  useKeys({
    j: () => open(items[at + 1]),
    k: () => open(items[Math.max(0, at - 1)]),
    t: () => openPage(`/office/review?tab=${nextTab(tab)}`),
  });
  const next = items[at + 1] ?? (at > 0 ? items[0] : undefined);
  return (
    <div className="review">
      <ReviewList
        tab={tab}
        page={page}
        loanId={loanId}
        onTab={(chosen) => openPage(`/office/review?tab=${chosen}`)}
        onOpen={open}
      />
      {loanId === undefined ? (
        <div className="review-empty">
          {page.state.kind === 'ready' ? (
            <Empty why={t('none')} to="/office" action={t('otherQueues')} />
          ) : (
            <Skeleton lines={14} />
          )}
        </div>
      ) : (
        <OneCase
          key={loanId}
          loanId={loanId}
          next={next}
          onNext={() => (next === undefined ? openPage('/office/review') : open(next))}
        />
      )}
    </div>
  );
}

interface OneCaseProps {
  readonly loanId: string;
  readonly next: ReviewItem | undefined;
  readonly onNext: () => void;
}

function OneCase({ loanId, next, onNext }: OneCaseProps) {
  const session = useSession();
  const [other, setOther] = useState<string | undefined>();
  const file = useRead('/api/office/loans/:loanId/file', {
    path: { loanId },
    query: { loanAmount: other },
  });
  const shown = useLastShown(file);
  return (
    <Shown read={shown} lines={14}>
      {(value) => (
        <>
          <ReviewCase file={value} />
          <DecisionPanel
            file={value}
            me={session.kind === 'person' ? session.person.personId : ''}
            next={next}
            onNext={onNext}
            onAmount={setOther}
          />
        </>
      )}
    </Shown>
  );
}

/** While another amount is asked about, the case stays as it was. */
function useLastShown(read: ReadState<ReviewFile>): ReadState<ReviewFile> {
  const [last, setLast] = useState<ReviewFile | undefined>();
  if (read.kind === 'ready' && read.value !== last) setLast(read.value);
  if (read.kind !== 'loading' || last === undefined) return read;
  return { kind: 'ready', value: last, again: () => undefined };
}
