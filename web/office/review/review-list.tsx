// The applications that wait, the one that has waited longest first.
import type { ReviewItem, ReviewTab } from '@mutua/contract/office/review.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import { REASON_LABELS } from '@mutua/contract/words/value-lists.ts';
import type { PagedRead } from '../../api/use-read.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { GradeBadge } from '../../ui/kit/grade-badge.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { useDesk } from '../office-frame.tsx';
import { ShortId } from '../parts/short-id.tsx';
import { Waited } from '../parts/waited.tsx';
import { REVIEW_FIGURES } from './review-figures.ts';
import { REVIEW_WORDS } from './review-words.ts';

interface ReviewListProps {
  readonly tab: ReviewTab;
  readonly page: PagedRead<ReviewItem>;
  readonly loanId: string | undefined;
  readonly onTab: (tab: ReviewTab) => void;
  readonly onOpen: (item: ReviewItem) => void;
}

/** Two lines a case. */
export function ReviewList({ tab, page, loanId, onTab, onOpen }: ReviewListProps) {
  const { t } = useWords(REVIEW_WORDS);
  const desk = useDesk();
  const limitOf = (waitsFor: string) =>
    desk.kind === 'ready'
      ? desk.value.queues.find(({ queue }) => queue === waitsFor)?.limitSeconds
      : undefined;
  return (
    <section className="review-list" aria-label={t('list')}>
      <ReviewTabs tab={tab} onTab={onTab} />
      <p className="quiet review-order">{t('longest')}</p>
      <Shown read={page.state} lines={10}>
        {(items) =>
          items.length === 0 ? (
            <Empty why={t('none')} />
          ) : (
            <ul>
              {items.map((item) => (
                <li key={item.loanId}>
                  <ItemButton
                    item={item}
                    limit={limitOf(item.waitsFor)}
                    isCurrent={item.loanId === loanId}
                    onOpen={() => onOpen(item)}
                  />
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      {page.hasMore && (
        <button type="button" className="link review-more" onClick={page.more}>
          {t('more')}
        </button>
      )}
    </section>
  );
}

const TABS = ['in_review', 'to_decide', 'applied', 'mine'] as const satisfies readonly ReviewTab[];

function ReviewTabs({ tab, onTab }: Pick<ReviewListProps, 'tab' | 'onTab'>) {
  const { t } = useWords(REVIEW_WORDS);
  const desk = useDesk();
  const countOf = (one: ReviewTab) => {
    if (desk.kind !== 'ready') return undefined;
    if (one === 'mine') return desk.value.mine;
    return desk.value.queues.find(({ queue }) => queue === one)?.count ?? 0;
  };
  return (
    <fieldset className="choice choice-tabs review-tabs">
      <legend className="unseen">{t('list')}</legend>
      {TABS.map((one) => (
        <button key={one} type="button" aria-pressed={one === tab} onClick={() => onTab(one)}>
          {t(one)} <Figure {...REVIEW_FIGURES.waiting} row={one} count={countOf(one)} />
        </button>
      ))}
    </fieldset>
  );
}

interface ItemButtonProps {
  readonly item: ReviewItem;
  /** In seconds. */
  readonly limit: number | undefined;
  readonly isCurrent: boolean;
  readonly onOpen: () => void;
}

function ItemButton({ item, limit, isCurrent, onOpen }: ItemButtonProps) {
  const { t, language } = useWords(REVIEW_WORDS);
  const { loanId, borrowerName, grade, waitedSeconds, loanAmount, termMonths } = item;
  const [reason] = item.reasonCodes;
  return (
    <button
      type="button"
      className="review-item"
      aria-current={isCurrent ? 'true' : undefined}
      onClick={onOpen}
      data-testid="review-item"
    >
      {grade === undefined ? (
        <span className="grade grade-none">·</span>
      ) : (
        <GradeBadge grade={grade} />
      )}
      <span className="review-item-name">
        <strong data-plain="">{borrowerName ?? t('noName')}</strong>{' '}
        <span className="quiet">
          <ShortId id={loanId} />
        </span>
      </span>
      <Waited seconds={waitedSeconds} limit={limit} />
      <span className="review-item-loan">
        <Figure {...REVIEW_FIGURES.amount} row={loanId} money={loanAmount} />
        <span data-plain=""> · {t('months', { count: termMonths })}</span>
      </span>
      <span className="quiet review-item-why" data-plain="">
        {item.opinion === undefined
          ? reason !== undefined && wordOf(REASON_LABELS, reason, language)
          : t(item.opinion === 'approve' ? 'opinionApprove' : 'opinionReject')}
        {item.isOwn && ` · ${t('ownWork')}`}
      </span>
    </button>
  );
}
