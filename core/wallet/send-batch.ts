// A batch is sent, answered and settled. What the custodian says is written down before it is worked, so that an
// answer is never lost, and one that cannot be worked holds up no other.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import type { Id } from '../kit/id.ts';
import { type Result, refuse } from '../kit/result.ts';
import type { KnownWorld, Need, World } from '../world.ts';
import type { BatchAnswer, BatchItem, BatchPart } from './custody-batch.ts';

/** Asked by the dispatcher before it sends; the batch has the id of the command. */
export interface SendBatch {
  readonly kind: 'SendBatch';
  readonly items: readonly BatchItem[];
  readonly content: string;
}

/** The custodian did not answer the dispatcher. */
export interface RecordSilence {
  readonly kind: 'RecordSilence';
  readonly batchId: Id;
}

/** The custodian refused the batch as a whole, and did nothing of it. */
export interface SplitBatch {
  readonly kind: 'SplitBatch';
  readonly batchId: Id;
  readonly parts: readonly BatchPart[];
}

/** Told by the custodian, by itself or when it was asked. */
export interface RecordAnswers {
  readonly kind: 'RecordAnswers';
  readonly batchId: Id;
  readonly answers: readonly BatchAnswer[];
}

/** Asked by the dispatcher when it has worked so many messages of answers. */
export interface SettleBatch {
  readonly kind: 'SettleBatch';
  readonly batchId: Id;
  readonly told: number;
}

export const sendBatch: Rule<SendBatch> = {
  kind: 'SendBatch',
  needs: ({ items }, known) => itemNeeds(items, known),
  decide: decideSend,
};

export const recordSilence: Rule<RecordSilence> = {
  kind: 'RecordSilence',
  needs: batchNeeds,
  decide: (world, { batchId }, { actor }) => {
    if (actor.kind !== 'rule') return refuse('not_allowed');
    const batch = world.get('custodyBatch', batchId);
    if (batch === undefined) return refuse('not_found');
    return batch.state === 'sent' && batch.told === 0
      ? decided({ kind: 'BatchSilent', batchId })
      : decided();
  },
};

export const splitBatch: Rule<SplitBatch> = {
  kind: 'SplitBatch',
  needs: batchNeeds,
  decide: (world, { batchId, parts }, { actor }) => {
    if (actor.kind !== 'rule') return refuse('not_allowed');
    const batch = world.get('custodyBatch', batchId);
    if (batch === undefined) return refuse('not_found');
    if (batch.state === 'split') return decided();
    const { state, told } = batch;
    if (told > 0 || (state !== 'sent' && state !== 'unknown')) {
      return refuse('wrong_stage', { state });
    }
    return decided({ kind: 'BatchSplit', batchId, parts });
  },
};

export const recordAnswers: Rule<RecordAnswers> = {
  kind: 'RecordAnswers',
  needs: batchNeeds,
  decide: decideAnswers,
};

export const settleBatch: Rule<SettleBatch> = {
  kind: 'SettleBatch',
  needs: batchNeeds,
  decide: (world, { batchId, told }, { actor }) => {
    if (actor.kind !== 'rule') return refuse('not_allowed');
    const batch = world.get('custodyBatch', batchId);
    if (batch === undefined) return refuse('not_found');
    // The custodian said more meanwhile: that has to be worked first.
    if (batch.told !== told) return refuse('changed_meanwhile');
    return batch.state === 'answered' ? decided({ kind: 'BatchSettled', batchId }) : decided();
  },
};

function decideSend(
  world: World,
  { items, content }: SendBatch,
  { actor, commandId }: Circumstances,
): Result<Decision> {
  if (actor.kind !== 'rule') return refuse('not_allowed');
  // What was cancelled or sent since it was read: the dispatcher reads again.
  if (!items.every((item) => isToSend(world, item))) return refuse('changed_meanwhile');
  return decided({ kind: 'BatchSent', batchId: commandId, items, content });
}

function isToSend(world: World, { id, kind, receiptId }: BatchItem): boolean {
  switch (kind) {
    case 'freeze': {
      const bid = world.get('bid', id);
      return bid?.state === 'accepted' && bid.freezeState === 'created';
    }
    case 'instruction':
      return world.get('instruction', id)?.state === 'created';
    case 'receipt': {
      if (receiptId === undefined) return false;
      const receipt = world.get('receipt', receiptId);
      return receipt?.state === 'instructed' && receipt.instructionId === id;
    }
  }
}

function decideAnswers(
  world: World,
  { batchId, answers }: RecordAnswers,
  { actor }: Circumstances,
): Result<Decision> {
  if (actor.kind !== 'custodian') return refuse('not_allowed');
  const batch = world.get('custodyBatch', batchId);
  if (batch === undefined) return refuse('not_found');
  const ids = new Set(batch.items.map(({ id }) => id));
  const known = new Map(batch.answers.map((answer) => [answer.id, answer.outcome]));
  const news = answers.filter(({ id, outcome }) => ids.has(id) && isNews(known.get(id), outcome));
  return news.length === 0 ? decided() : decided({ kind: 'BatchAnswered', batchId, answers: news });
}

/** A last word stays: what comes late or twice says nothing new. */
function isNews(known: BatchAnswer['outcome'] | undefined, told: BatchAnswer['outcome']): boolean {
  if (known === undefined) return true;
  return known === 'awaiting_authorisation' && told !== 'awaiting_authorisation';
}

function batchNeeds({ batchId }: { readonly batchId: Id }, known: KnownWorld): readonly Need[] {
  const batch = known.get('custodyBatch', batchId);
  return [{ fact: 'custodyBatch', key: batchId }, ...itemNeeds(batch?.items ?? [], known)];
}

function itemNeeds(items: readonly BatchItem[], known: KnownWorld): readonly Need[] {
  return items.flatMap(({ id, kind, receiptId }): readonly Need[] => {
    if (kind === 'freeze') return [{ fact: 'bid', key: id }];
    if (kind === 'receipt')
      return receiptId === undefined ? [] : [{ fact: 'receipt', key: receiptId }];
    const isWithdrawal = known.get('instruction', id)?.order.kind === 'withdraw';
    return [
      { fact: 'instruction', key: id },
      ...(isWithdrawal ? [{ fact: 'withdrawal' as const, key: id }] : []),
    ];
  });
}
