// Batches of instructions on their way to the bank and back.
import { formatDay } from '@mutua/core/time/day.ts';
import { type Family, type Judge, NOTHING } from '../asked.ts';
import { BANK, RULE, type Town } from '../town.ts';
import type { TownBatch } from '../town-office.ts';

const OUTCOMES = ['confirmed', 'refused', 'awaiting_authorisation'] as const;

function isToSend(town: Town, { id, kind, receiptId }: TownBatch['items'][number]): boolean {
  if (kind === 'freeze') {
    const bid = town.bids.get(id);
    return bid?.state === 'accepted' && bid.freeze === 'created';
  }
  if (kind === 'instruction') return town.instructions.get(id)?.state === 'created';
  const receipt = receiptId === undefined ? undefined : town.receipts.get(receiptId);
  return receipt !== undefined && receipt.state === 'instructed' && receipt.instructionId === id;
}

function mark(
  town: Town,
  { id, kind, receiptId }: TownBatch['items'][number],
  state: 'sent' | 'unknown',
): void {
  const bid = town.bids.get(id);
  const instruction = town.instructions.get(id);
  const withdrawal = town.withdrawals.get(id);
  const receipt = receiptId && town.receipts.get(receiptId);
  if (kind === 'freeze' && bid?.freeze === 'created') bid.freeze = 'sent';
  // Its last word may have come another way meanwhile: it stays the last.
  const isOpen = instruction !== undefined && !['confirmed', 'refused'].includes(instruction.state);
  if (kind === 'instruction' && isOpen) instruction.state = state;
  if (kind === 'instruction' && isOpen && withdrawal !== undefined) withdrawal.state = state;
  if (receipt && receipt.state === 'instructed') receipt.state = 'sent';
}

const SENT: Judge<'SendBatch'> = (town, { commandId, actor, command }) => {
  if (actor.kind !== 'rule') return 'not_allowed';
  if (!command.items.every((item) => isToSend(town, item))) return 'changed_meanwhile';
  return () => {
    town.batches.set(commandId, {
      id: commandId,
      items: command.items,
      state: 'sent',
      told: 0,
      last: new Map(),
    });
    for (const item of command.items) mark(town, item, 'sent');
  };
};

const SILENT: Judge<'RecordSilence'> = (town, { actor, command }) => {
  if (actor.kind !== 'rule') return 'not_allowed';
  const batch = town.batches.get(command.batchId);
  if (batch === undefined) return 'not_found';
  if (batch.state !== 'sent' || batch.told > 0) return NOTHING;
  return () => {
    batch.state = 'unknown';
    for (const item of batch.items) mark(town, item, 'unknown');
  };
};

const SPLIT: Judge<'SplitBatch'> = (town, { actor, command }) => {
  if (actor.kind !== 'rule') return 'not_allowed';
  const batch = town.batches.get(command.batchId);
  if (batch === undefined) return 'not_found';
  if (batch.state === 'split') return NOTHING;
  if (batch.told > 0 || (batch.state !== 'sent' && batch.state !== 'unknown')) return 'wrong_stage';
  return () => {
    batch.state = 'split';
    for (const { batchId: id, item } of command.parts) {
      town.batches.set(id, { id, items: [item], state: 'sent', told: 0, last: new Map() });
      mark(town, item, 'sent');
    }
  };
};

const BATCH_ANSWERED: Judge<'RecordAnswers'> = (town, { actor, command }) => {
  if (actor.kind !== 'custodian') return 'not_allowed';
  const batch = town.batches.get(command.batchId);
  if (batch === undefined) return 'not_found';
  const news = command.answers.filter(({ id, outcome }) => {
    const known = batch.last.get(id);
    if (!batch.items.some((item) => item.id === id)) return false;
    return known === undefined || (known === 'awaiting_authorisation' && outcome !== known);
  });
  if (news.length === 0) return NOTHING;
  return () => {
    for (const { id, outcome } of news) batch.last.set(id, outcome);
    batch.state = 'answered';
    batch.told += 1;
  };
};

const SETTLED: Judge<'SettleBatch'> = (town, { actor, command }) => {
  if (actor.kind !== 'rule') return 'not_allowed';
  const batch = town.batches.get(command.batchId);
  if (batch === undefined) return 'not_found';
  if (batch.told !== command.told) return 'changed_meanwhile';
  if (batch.state !== 'answered') return NOTHING;
  return () => {
    const isDone = batch.items.every(
      ({ id }) => (batch.last.get(id) ?? 'awaiting_authorisation') !== 'awaiting_authorisation',
    );
    batch.state = isDone ? 'done' : 'sent';
  };
};

export const BATCHES: Family = {
  judges: {
    SendBatch: SENT,
    RecordSilence: SILENT,
    SplitBatch: SPLIT,
    RecordAnswers: BATCH_ANSWERED,
    SettleBatch: SETTLED,
  },
  moves: [
    { name: 'a batch goes to the bank', weight: 4, propose: sending },
    { name: 'a batch is answered', weight: 4, propose: batches },
  ],
};

function sending(town: Town) {
  const items: TownBatch['items'] = [
    ...[...town.bids.values()].map(({ id }) => ({ id, kind: 'freeze' as const })),
    ...[...town.instructions.values()].map(({ id }) => ({ id, kind: 'instruction' as const })),
    ...[...town.receipts.values()].flatMap(({ id: receiptId, instructionId: id }) =>
      id === undefined ? [] : [{ id, kind: 'receipt' as const, receiptId }],
    ),
  ].filter((item) => isToSend(town, item));
  if (items.length === 0) return undefined;
  return {
    actor: RULE,
    command: { kind: 'SendBatch', items: items.slice(-3), content: formatDay(town.today) },
  } as const;
}

function batches(town: Town) {
  const batch = town.chance.of(
    [...town.batches.values()].filter(({ state }) => state !== 'done' && state !== 'split'),
  );
  if (batch === undefined) return undefined;
  const { id: batchId, items, state, told } = batch;
  if (state === 'answered')
    return { actor: RULE, command: { kind: 'SettleBatch', batchId, told } } as const;
  const isUntouched = told === 0;
  if (isUntouched && state === 'sent' && town.chance.isIn(20)) {
    return { actor: RULE, command: { kind: 'RecordSilence', batchId } } as const;
  }
  if (isUntouched && town.chance.isIn(10)) {
    const parts = items.map((item) => ({ batchId: town.chance.newId(), item, content: 'part' }));
    return { actor: RULE, command: { kind: 'SplitBatch', batchId, parts } } as const;
  }
  const answers = items.map(({ id }) => {
    const outcome = town.chance.among<(typeof OUTCOMES)[number]>('confirmed', ...OUTCOMES);
    return { id, outcome, bankDay: town.today } as const;
  });
  return { actor: BANK, command: { kind: 'RecordAnswers', batchId, answers } } as const;
}
