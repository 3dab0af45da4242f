// How a claim stands, in words: by how late it is, or how it ended.
import type { ClaimRow } from '@mutua/contract/claim/claim.ts';
import { CLAIM_BUCKETS, type ClaimBucket } from '@mutua/core/claim/impairment.ts';
import type { Status } from '../../ui/kit/status-mark.tsx';
import { declareWords, type Say } from '../../ui/words/declare-words.ts';

export const BUCKET_WORDS = declareWords('lend.buckets', {
  current: ['正常', 'On time'],
  grace: ['宽限期', 'In grace'],
  to_15: ['逾期 15 天内', 'Late, up to 15 days'],
  to_30: ['逾期 16–30 天', 'Late 16–30 days'],
  to_60: ['逾期 31–60 天', 'Late 31–60 days'],
  to_90: ['逾期 61–90 天', 'Late 61–90 days'],
  over_90: ['逾期 90 天以上', 'Late over 90 days'],
  graceDay: ['宽限期第 {{count}} 天', 'Day {{count}} of grace'],
  late: ['逾期 {{count}} 天', '{{count}} days late', '{{count}} day late'],
  closed: ['已结清', 'Repaid'],
  lost: ['已核销', 'Written off'],
  compensated: ['已代偿', 'Compensated'],
  assigned: ['已转让', 'Sold'],
  on_sale: ['转让中', 'On sale'],
});

type Key = (typeof BUCKET_WORDS)['keys'][number];

const STATUS: Readonly<Record<ClaimBucket, Status>> = {
  current: 'ok',
  grace: 'grace',
  to_15: 'late',
  to_30: 'late',
  to_60: 'lateDeep',
  to_90: 'lateDeep',
  over_90: 'lost',
};

/** The mark of a bucket. */
export function bucketStatus(bucket: ClaimBucket): Status {
  return STATUS[bucket];
}

/** The bucket of that name; nothing where there is none. */
export function bucketNamed(name: string | null): ClaimBucket | undefined {
  return CLAIM_BUCKETS.find((bucket) => bucket === name);
}

type Standing = Pick<ClaimRow, 'state' | 'loanState' | 'bucket' | 'daysLate' | 'loss'>;

/** The mark and the words of one claim. */
export function claimStanding(
  { state, loanState, bucket = 'current', daysLate, loss }: Standing,
  t: Say<Key>,
): { readonly status: Status; readonly word: string } {
  if (loss !== undefined || loanState === 'written_off') return { status: 'lost', word: t('lost') };
  if (state === 'closed') return { status: 'pending', word: t('closed') };
  if (state !== 'active') return { status: 'pending', word: t(state) };
  const status = STATUS[bucket];
  if (bucket === 'current') return { status, word: t('current') };
  const count = daysLate ?? 0;
  return { status, word: t(bucket === 'grace' ? 'graceDay' : 'late', { count }) };
}
