// What the custodian says of a batch: written down first, then worked, item by item.
import type { InstructionResult } from '@mutua/contract/custodian/instructions.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import type { BatchAnswer, BatchItem } from '@mutua/core/wallet/custody-batch.ts';
import {
  CUSTODIAN,
  commitFor,
  DISPATCH,
  isPassing,
  type RailLane,
  raiseAlarm,
} from '../rail-door.ts';
import { readRailDay } from '../wire.ts';
import type { OpenBatch } from './dispatch-read.ts';

/** So many bids are recorded in one command. */
const FREEZES_AT_ONCE = 500;
/** In an alarm, where a refusal would have its code: a fault of ours or of the database. */
const FAILURE = 'bug';
/** So many instructions wait in the lane together. */
const INSTRUCTIONS_AT_ONCE = 100;

/** @throws RailUnreadable */
export function readResult({
  id,
  outcome,
  reason,
  bankReference,
  day,
  pageUrl,
}: InstructionResult): BatchAnswer {
  return {
    ...{ id: id as Id, outcome, bankDay: readRailDay(day) },
    ...(reason !== undefined && { reason }),
    ...(bankReference !== undefined && { bankReference }),
    ...(pageUrl !== undefined && { pageUrl }),
  };
}

/** Those that say something that is not known. */
export function newAnswers(
  { answers: known, items }: Pick<OpenBatch, 'answers' | 'items'>,
  told: readonly BatchAnswer[],
): readonly BatchAnswer[] {
  const ids = new Set(items.map(({ id }) => id));
  const before = new Map(known.map(({ id, outcome }) => [id, outcome]));
  return told.filter(({ id, outcome }) => {
    const last = before.get(id);
    const isNews =
      last === undefined ||
      (last === 'awaiting_authorisation' && outcome !== 'awaiting_authorisation');
    return ids.has(id) && isNews;
  });
}

/**
 * Records what is known of each item where it belongs. What the door refuses raises an alarm and holds up
 * nothing; what is worked again says what is known already, and changes nothing.
 *
 * @returns false where recording an answer failed without a refusal: the others are recorded, and the batch is not
 *   settled, because the answer would be lost with it. It has to be worked again.
 */
export async function workAnswers(lane: RailLane, batch: OpenBatch): Promise<boolean> {
  const answers = new Map(batch.answers.map((answer) => [answer.id, answer]));
  const told = batch.items.flatMap((item) => {
    const answer = answers.get(item.id);
    return answer === undefined ? [] : [{ item, answer }];
  });
  const freezes = told.filter(({ item }) => item.kind === 'freeze');
  const results: Taken[] = [];
  for (const some of inParts(freezes, FREEZES_AT_ONCE)) {
    results.push(await recordFreezes(lane, some));
  }
  const others = told.filter(({ item }) => item.kind !== 'freeze');
  for (const some of inParts(others, INSTRUCTIONS_AT_ONCE)) {
    const ends = await Promise.all(some.map(({ item, answer }) => recordOne(lane, item, answer)));
    results.push(...ends);
  }
  if (results.includes('failed')) return false;
  await commitFor(lane, DISPATCH, { kind: 'SettleBatch', batchId: batch.id, told: batch.told });
  return true;
}

interface Told {
  readonly item: BatchItem;
  readonly answer: BatchAnswer;
}

/** `failed`: not recorded, and not refused either; whoever knows why may mend it. */
type Taken = 'worked' | 'failed';

async function recordFreezes(lane: RailLane, some: readonly Told[]): Promise<Taken> {
  const command = freezesCommand(some);
  const how = await tried(() => commitFor(lane, CUSTODIAN, command));
  if (how === 'taken') return 'worked';
  const [only, ...others] = some;
  if (only === undefined) return 'worked';
  if (others.length === 0) return reportRefused(lane, only.answer, how);
  // One of them cannot be recorded; the others are.
  const results: Taken[] = [];
  for (const one of some) results.push(await recordFreezes(lane, [one]));
  return results.includes('failed') ? 'failed' : 'worked';
}

function freezesCommand(some: readonly Told[]): AnyCommand {
  return {
    kind: 'RecordFreezes',
    results: some.map(({ answer: { id, outcome, reason, bankReference, pageUrl } }) => ({
      ...{ bidId: id, outcome },
      ...(reason !== undefined && { reason }),
      ...(bankReference !== undefined && { bankReference }),
      ...(pageUrl !== undefined && { pageUrl }),
    })),
  };
}

async function recordOne(lane: RailLane, item: BatchItem, answer: BatchAnswer): Promise<Taken> {
  const command = commandFor(item, answer);
  if (command === undefined) return 'worked';
  const how = await tried(() => commitFor(lane, CUSTODIAN, command));
  return how === 'taken' ? 'worked' : reportRefused(lane, answer, how);
}

function commandFor(item: BatchItem, answer: BatchAnswer): AnyCommand | undefined {
  const { outcome, reason, bankReference, pageUrl } = answer;
  const told = {
    ...(reason !== undefined && { reason }),
    ...(bankReference !== undefined && { bankReference }),
  };
  if (item.kind === 'instruction') {
    const page = pageUrl === undefined ? {} : { pageUrl };
    return { kind: 'RecordInstruction', instructionId: item.id, outcome, ...told, ...page };
  }
  // The custodian asks nobody about a receipt.
  if (outcome === 'awaiting_authorisation' || item.receiptId === undefined) return undefined;
  const { receiptId, id: instructionId } = item;
  return { kind: 'RecordReceiptEnd', receiptId, instructionId, outcome, ...told };
}

/** `taken`, or why not: the code of a refusal, or a failure. What surely passes is thrown on. */
async function tried(commit: () => ReturnType<typeof commitFor>): Promise<string> {
  try {
    const outcome = await commit();
    return outcome.ok ? 'taken' : outcome.refusal.code;
  } catch (error) {
    if (isPassing(error)) throw error;
    return FAILURE;
  }
}

async function reportRefused(lane: RailLane, { id }: BatchAnswer, code: string): Promise<Taken> {
  await raiseAlarm(lane, { alarm: 'answer_refused', reference: id, detail: code });
  return code === FAILURE ? 'failed' : 'worked';
}

function inParts<Value>(values: readonly Value[], size: number): readonly (readonly Value[])[] {
  const count = Math.ceil(values.length / size);
  return Array.from({ length: count }, (_, part) => values.slice(part * size, (part + 1) * size));
}
