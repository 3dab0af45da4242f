// Which list of the review stands open: the one that is asked for, else that of the case, else the first with cases.
import { REVIEW_TABS, type ReviewTab } from '@mutua/contract/office/review.ts';
import { useRead } from '../../api/use-read.ts';
import { usePath, useQueryString } from '../../ui/page-route.ts';
import { useDesk } from '../office-frame.tsx';

/** Nothing while it is not known yet. */
export function useReviewTab(): ReviewTab | undefined {
  const [query] = useQueryString();
  const { loanId = '' } = usePath();
  const desk = useDesk();
  const asked = tabOf(query.get('tab'));
  const isCase = loanId !== '' && asked === undefined;
  const file = useRead('/api/office/loans/:loanId/file', { path: { loanId }, isOn: isCase });
  if (asked !== undefined) return asked;
  if (isCase && file.kind === 'loading') return undefined;
  const ofCase = isCase && file.kind === 'ready' ? tabOf(file.value.waitsFor) : undefined;
  if (ofCase !== undefined) return ofCase;
  switch (desk.kind) {
    case 'loading':
      return undefined;
    case 'failed':
      return REVIEW_TABS[0];
    case 'ready': {
      const { queues, mine } = desk.value;
      const countOf = (tab: ReviewTab) =>
        tab === 'mine' ? mine : queues.find(({ queue }) => queue === tab)?.count;
      return REVIEW_TABS.find((tab) => (countOf(tab) ?? 0) > 0) ?? REVIEW_TABS[0];
    }
  }
}

/** The list after this one, and the first after the last. */
export function nextTab(tab: ReviewTab): ReviewTab {
  return REVIEW_TABS[(REVIEW_TABS.indexOf(tab) + 1) % REVIEW_TABS.length] ?? REVIEW_TABS[0];
}

function tabOf(text: string | null | undefined): ReviewTab | undefined {
  return REVIEW_TABS.find((tab) => tab === text);
}
