// What the events between the house and its rails change.
import type { Evolutions } from '../evolutions.ts';
import { assert } from '../kit/assert.ts';
import type { Id } from '../kit/id.ts';
import type { WorldDraft } from '../world.ts';
import type { BatchAnswer, BatchItem, CustodyBatch } from './custody-batch.ts';
import { type InstructionState, OPEN_INSTRUCTION_STATES } from './instruction.ts';
import type { TopUp } from './money-in-out.ts';
import type { BatchAnswered, BreakFound, RailEvent, ReceiptRecorded } from './rail-events.ts';
import type { UnmatchedReceipt } from './receipt.ts';

export const RAIL_EVOLUTIONS: Evolutions<RailEvent> = {
  TopUpPageGiven: (world, { topUpId, pageUrl }) =>
    world.put('topUp', { ...topUpIn(world, topUpId), pageUrl }),
  TopUpEnded: (world, { topUpId, outcome }) =>
    world.put('topUp', { ...topUpIn(world, topUpId), state: outcome }),
  TopUpReversalTold: (world, { kind: _, topUpId, ...told }) => {
    world.put('topUp', { ...topUpIn(world, topUpId), state: 'reversed' });
    world.put('topUpReversal', { id: topUpId, ...told, state: 'told' });
  },
  TopUpReversalBooked: (world, { topUpId, transferId }) => {
    const reversal = world.get('topUpReversal', topUpId);
    assert(reversal !== undefined, 'What is booked of a reversal was told before.');
    const booked = transferId === undefined ? {} : { transferId };
    world.put('topUpReversal', { ...reversal, ...booked, state: 'booked' });
  },
  ClientDebtMade: (world, { kind: _, topUpId, ...debt }, { at }) =>
    world.put('clientDebt', { id: topUpId, ...debt, state: 'owed', since: at }),

  BatchSent: (world, { batchId, items, content }, { at }) =>
    putSent(world, batchId, { items, content, sentAt: at }),
  BatchSilent: (world, { batchId }) => {
    const batch = batchIn(world, batchId);
    world.put('custodyBatch', { ...batch, state: 'unknown' });
    for (const item of batch.items) markItem(world, item, 'unknown', batchId);
  },
  BatchAnswered: evolveAnswered,
  BatchSettled: (world, { batchId }) => {
    const batch = batchIn(world, batchId);
    world.put('custodyBatch', { ...batch, state: hasLastWords(batch) ? 'done' : 'sent' });
  },
  BatchSplit: (world, { batchId, parts }, { at }) => {
    world.put('custodyBatch', { ...batchIn(world, batchId), state: 'split' });
    for (const { batchId: partId, item, content } of parts) {
      putSent(world, partId, { items: [item], content, sentAt: at });
    }
  },

  ReceiptRecorded: evolveReceipt,
  ReceiptPayerTold: (world, { receiptId, personal }) => {
    world.put('receipt', { ...receiptIn(world, receiptId), reason: 'no_code' });
    if (personal !== undefined) world.put('receiptPayer', { receiptId, ...personal });
  },
  ReceiptEndProposed: (world, { receiptId, end, makerId, note }) =>
    world.put('receipt', {
      ...{ ...receiptIn(world, receiptId), state: 'proposed', end, makerId, note },
    }),
  ReceiptEndDropped: (world, { receiptId, note }) => {
    const { end: _, makerId: __, ...receipt } = receiptIn(world, receiptId);
    world.put('receipt', { ...receipt, state: 'unmatched', note });
  },
  ReceiptEndConfirmed: (world, { receiptId, instructionId }) =>
    world.put('receipt', {
      ...{ ...receiptIn(world, receiptId), state: 'instructed', instructionId },
    }),
  ReceiptEnded: (world, { receiptId }) => {
    const receipt = receiptIn(world, receiptId);
    const state = receipt.end?.kind === 'claim' ? 'claimed' : 'sent_back';
    world.put('receipt', { ...receipt, state });
  },
  ReceiptEndRefused: (world, { receiptId, reason }) => {
    const { end: _, makerId: __, instructionId: ___, ...receipt } = receiptIn(world, receiptId);
    world.put('receipt', { ...receipt, state: 'unmatched', reason });
  },

  MovementTold: (world, { kind: _, movementId, ...told }, { at }) => {
    if (told.state !== 'explained') {
      world.put('bankMovement', { id: movementId, ...told, toldAt: at });
    }
  },
  MovementJudged: (world, { movementId, state }) => {
    const movement = world.get('bankMovement', movementId);
    assert(movement !== undefined, 'A movement that is judged was told of.');
    world.put('bankMovement', { ...movement, state });
  },

  BreakFound: evolveBreakFound,
  BreakChanged: (world, { breakId, ours, theirs }) => {
    const { id, rail, day, kind, reference } = breakIn(world, breakId);
    const figures = {
      ...(ours !== undefined && { ours }),
      ...(theirs !== undefined && { theirs }),
    };
    world.put('break', { id, rail, day, kind, reference, ...figures, state: 'found' });
  },
  BreakExplained: (world, { breakId, explanation, explainedBy }) =>
    world.put('break', {
      ...{ ...breakIn(world, breakId), state: 'explained', explanation, explainedBy },
    }),
  BreakMended: (world, { breakId, note, mendedBy }) => {
    const { explanation = note, ...found } = breakIn(world, breakId);
    const by = mendedBy === undefined ? {} : { mendedBy };
    world.put('break', { ...found, ...by, explanation, state: 'mended' });
  },

  AlarmRaised: (world, { alarm }, { at }) =>
    world.put('alarm', { ...alarm, state: 'open', raisedAt: at }),
  AlarmEnded: (world, { alarmId, endedBy, note }) => {
    const alarm = world.get('alarm', alarmId);
    assert(alarm !== undefined, 'An alarm that ends was raised.');
    world.put('alarm', { ...alarm, state: 'ended', endedBy, note });
  },

  OwnAccountOpened: (world, { kind: _, ...account }) => world.put('ownAccount', account),
  // The book has it; there is nothing else to know.
  OwnFundsReceived: () => undefined,
};

function putSent(
  world: WorldDraft,
  batchId: Id,
  batch: Pick<CustodyBatch, 'items' | 'content' | 'sentAt'>,
): void {
  world.put('custodyBatch', { id: batchId, ...batch, state: 'sent', answers: [], told: 0 });
  for (const item of batch.items) markItem(world, item, 'sent', batchId);
}

/** A bid has no word for an unknown outcome: it stays sent. */
function markItem(
  world: WorldDraft,
  { id, kind, receiptId }: BatchItem,
  state: Extract<InstructionState, 'sent' | 'unknown'>,
  batchId: Id,
): void {
  if (kind === 'freeze') {
    const bid = world.get('bid', id);
    assert(bid !== undefined, 'A freeze has the id of its bid.');
    if (bid.freezeState === 'created') world.put('bid', { ...bid, freezeState: 'sent' });
  } else if (kind === 'receipt') {
    assert(receiptId !== undefined, 'What is done with a receipt names it.');
    const receipt = receiptIn(world, receiptId);
    if (receipt.state === 'instructed') world.put('receipt', { ...receipt, state: 'sent' });
  } else {
    const instruction = world.get('instruction', id);
    assert(instruction !== undefined, 'What is sent was made before.');
    // Its last word came another way, before the batch was known to be silent: it stays the last.
    if (!OPEN_INSTRUCTION_STATES.includes(instruction.state)) return;
    world.put('instruction', { ...instruction, state, batchId });
    if (instruction.order.kind !== 'withdraw') return;
    const withdrawal = world.get('withdrawal', id);
    assert(withdrawal !== undefined, 'A withdrawal has the id of its instruction.');
    world.put('withdrawal', { ...withdrawal, state });
  }
}

function evolveAnswered(world: WorldDraft, { batchId, answers }: BatchAnswered): void {
  const batch = batchIn(world, batchId);
  const all = new Map([...batch.answers, ...answers].map((answer) => [answer.id, answer]));
  const lastBankDay = [...all.values()]
    .map(({ bankDay }) => bankDay)
    .reduce((last, day) => (day > last ? day : last));
  world.put('custodyBatch', {
    ...{ ...batch, state: 'answered', answers: [...all.values()], told: batch.told + 1 },
    lastBankDay,
  });
}

function hasLastWords({ items, answers }: CustodyBatch): boolean {
  const isLast = ({ outcome }: BatchAnswer) => outcome !== 'awaiting_authorisation';
  return answers.filter(isLast).length === items.length;
}

function evolveReceipt(
  world: WorldDraft,
  event: ReceiptRecorded,
  { at }: { readonly at: UnmatchedReceipt['receivedAt'] },
): void {
  const { receiptId, bankReference, currency, amount, bankDay } = event;
  const { reason, end, instructionId, personal } = event;
  const state = end === undefined ? 'unmatched' : 'instructed';
  world.put('receipt', {
    ...{ id: receiptId, bankReference, currency, amount, bankDay, state, receivedAt: at },
    ...(reason !== undefined && { reason }),
    ...(end !== undefined && { end }),
    ...(instructionId !== undefined && { instructionId }),
  });
  if (personal !== undefined) world.put('receiptPayer', { receiptId, ...personal });
}

function evolveBreakFound(world: WorldDraft, event: BreakFound): void {
  const { breakId, rail, day, breakKind, reference, ours, theirs, carried } = event;
  world.put('break', {
    ...{ id: breakId, rail, day, kind: breakKind, reference },
    ...(ours !== undefined && { ours }),
    ...(theirs !== undefined && { theirs }),
    ...(carried === undefined ? { state: 'found' } : { ...carried, state: 'explained' }),
  });
}

function topUpIn(world: WorldDraft, id: Id): TopUp {
  const topUp = world.get('topUp', id);
  assert(topUp !== undefined, 'An event is about a top-up that exists.');
  return topUp;
}

function batchIn(world: WorldDraft, id: Id): CustodyBatch {
  const batch = world.get('custodyBatch', id);
  assert(batch !== undefined, 'An event is about a batch that was sent.');
  return batch;
}

function receiptIn(world: WorldDraft, id: Id): UnmatchedReceipt {
  const receipt = world.get('receipt', id);
  assert(receipt !== undefined, 'An event is about a receipt that was recorded.');
  return receipt;
}

function breakIn(world: WorldDraft, id: Id) {
  const found = world.get('break', id);
  assert(found !== undefined, 'An event is about a break that was found.');
  return found;
}
