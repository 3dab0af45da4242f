// A batch of instructions: each is worked once, in order, and its outcome is kept under its id for ever.
import { createHash } from 'node:crypto';
import type {
  BatchRequest,
  Instruction,
  InstructionResult,
} from '@mutua/contract/custodian/instructions.ts';
import { never } from '@mutua/core/kit/assert.ts';
import { storedMoment } from '../books/amounts.ts';
import type { BatchRow, PendingRow, ResultRow } from '../books/rows.ts';
import type { Turn } from '../books/turn.ts';
import { askOwner } from '../dealings/ask-owner.ts';
import { disburse } from './disburse.ts';
import { distribute } from './distribute.ts';
import { freeze, release } from './freeze.ts';
import { type Outcome, refused, type Source } from './outcome.ts';
import { bounceIfToldSo, claimReceipt, payOwn, sendBack, withdraw } from './withdraw.ts';

/** What was found in the journal of results that are no longer in memory. */
export type Remembered = ReadonlyMap<string, ResultRow>;

/** @returns the batch, worked now or before; nothing if the id was used for another batch. */
export function workBatch(
  turn: Turn,
  request: BatchRequest,
  remembered: Remembered,
): BatchRow | undefined {
  const { batchId } = request;
  const digest = digestOf(request.instructions);
  const known = turn.books.batches.get(batchId);
  if (known !== undefined) return known.digest === digest ? known : undefined;
  const results = request.instructions.map((instruction) =>
    workOnce(turn, instruction, batchId, remembered),
  );
  const row = { batchId, digest, day: turn.books.day, results };
  turn.put({ is: 'batch', row });
  turn.call('batch_done', { batchId, results });
  for (const { kind, id } of request.instructions) {
    if (kind === 'withdraw') bounceIfToldSo(turn, id);
  }
  return row;
}

/** Works an instruction that waited, now that its owner has decided. */
export function workPending(
  turn: Turn,
  { batchId, instruction, authorisation }: PendingRow,
  decided: 'authorised' | 'authorisation_declined' | 'authorisation_expired',
): InstructionResult {
  const { id } = instruction;
  const source = { batchId, instructionId: id, isAlone: true } as const;
  const outcome =
    decided === 'authorised'
      ? work(turn, { ...instruction, authorisation } as Instruction, source)
      : refused(decided);
  turn.put({ is: 'pending_ended', id });
  const result = keep(turn, instruction, batchId, outcome);
  turn.call('instruction_done', { batchId, result });
  if (instruction.kind === 'withdraw') bounceIfToldSo(turn, id);
  return result;
}

/** Of content, whatever the order of its fields. */
export function digestOf(content: unknown): string {
  const text = JSON.stringify(content, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

function workOnce(
  turn: Turn,
  instruction: Instruction,
  batchId: string,
  remembered: Remembered,
): InstructionResult {
  const { id } = instruction;
  const known = turn.books.results.get(id) ?? remembered.get(id);
  if (known !== undefined) {
    if (known.digest === digestOf(instruction)) return known.result;
    return { id, outcome: 'refused', reason: 'instruction_differs', day: turn.books.day };
  }
  const source = { batchId, instructionId: id };
  return keep(turn, instruction, batchId, work(turn, instruction, source));
}

function work(turn: Turn, instruction: Instruction, source: Source): Outcome {
  switch (instruction.kind) {
    case 'freeze':
      return freeze(turn, instruction);
    case 'release':
      return release(turn, instruction);
    case 'disburse':
      return disburse(turn, instruction, source);
    case 'distribute':
      return distribute(turn, instruction, source);
    case 'withdraw':
      return withdraw(turn, instruction, source);
    case 'claim_receipt':
      return claimReceipt(turn, instruction, source);
    case 'send_back':
      return sendBack(turn, instruction, source);
    case 'own_payment':
      return payOwn(turn, instruction, source);
    default:
      return never(instruction);
  }
}

function keep(
  turn: Turn,
  instruction: Instruction,
  batchId: string,
  outcome: Outcome,
): InstructionResult {
  const { id, kind } = instruction;
  const result = { id, day: turn.books.day, ...answerTo(turn, instruction, batchId, outcome) };
  turn.put({ is: 'result', row: { batchId, kind, digest: digestOf(instruction), result } });
  return result;
}

function answerTo(
  turn: Turn,
  instruction: Instruction,
  batchId: string,
  outcome: Outcome,
): Omit<InstructionResult, 'id' | 'day'> {
  if (outcome.outcome !== 'awaiting_authorisation') return outcome;
  const { authorisation, token, expiresAt } = askOwner(turn, instruction.id, outcome.question);
  turn.put({ is: 'pending', row: { batchId, instruction, authorisation } });
  return {
    outcome: 'awaiting_authorisation',
    authorisation,
    pageUrl: turn.pageUrl(token),
    expiresAt: storedMoment(expiresAt),
  };
}
