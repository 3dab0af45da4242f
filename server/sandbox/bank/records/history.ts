// What is no longer in memory, read from the journal's segments: old results, and the lines of a day.
import type { StatementLine } from '@mutua/contract/custodian/statement-lines.ts';
import { rowsOfSegment } from '../../journal/journal.ts';
import { segmentsIn } from '../../journal/segments.ts';
import type { BatchRow, Effect, MovementRow, ResultRow } from '../books/rows.ts';

/** The results of these instructions, each from the day that is given for it. */
export async function readOldResults(
  folder: string,
  dayById: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, ResultRow>> {
  const found = new Map<string, ResultRow>();
  for (const day of new Set(dayById.values())) {
    for await (const effect of effectsOf(folder, day)) {
      if (effect.is !== 'result') continue;
      const { id } = effect.row.result;
      if (dayById.get(id) === day) found.set(id, effect.row);
    }
  }
  return found;
}

export async function readOldBatch(
  folder: string,
  batchId: string,
  day: string,
): Promise<BatchRow | undefined> {
  for await (const effect of effectsOf(folder, day)) {
    if (effect.is === 'batch' && effect.row.batchId === batchId) return effect.row;
  }
  return undefined;
}

/** What one instruction moved, and what of mandates it used. */
export interface DoneInstruction {
  readonly moved: readonly MovementRow[];
  readonly mandates: readonly { readonly mandate: string; readonly amount: string }[];
}

/** What an instruction did on the day of its result: it stands in the journal right before that. */
export async function readDone(
  folder: string,
  instructionId: string,
  day: string,
): Promise<DoneInstruction> {
  const moved: MovementRow[] = [];
  let mandates: DoneInstruction['mandates'][number][] = [];
  for await (const effect of effectsOf(folder, day)) {
    if (effect.is === 'moved' && effect.row.instructionId === instructionId) moved.push(effect.row);
    if (effect.is === 'mandate_used') mandates.push(effect);
    if (effect.is !== 'result') continue;
    if (effect.row.result.id === instructionId && moved.length > 0) break;
    mandates = [];
  }
  return { moved, mandates: mandates.map(({ mandate, amount }) => ({ mandate, amount })) };
}

export interface LineQuery {
  readonly day: string;
  readonly batchId?: string | undefined;
  /** So many lines are passed over. */
  readonly after: number;
  readonly limit: number;
}

/** The movements of a day in their order, and whether there are more. */
export async function readLines(
  folder: string,
  { day, batchId, after, limit }: LineQuery,
  currencyOf: (account: string) => string,
): Promise<{ readonly lines: StatementLine[]; readonly hasMore: boolean }> {
  const lines: StatementLine[] = [];
  let count = 0;
  for await (const effect of effectsOf(folder, day)) {
    if (effect.is !== 'moved' || effect.row.isHidden) continue;
    const { isAlone: _isAlone, amount, ...row } = effect.row;
    if (batchId !== undefined && row.batchId !== batchId) continue;
    count += 1;
    if (count <= after) continue;
    if (lines.length === limit) return { lines, hasMore: true };
    const currency = currencyOf(row.debit) || currencyOf(row.credit);
    lines.push({ ...row, amount: { minorUnits: amount, currency } });
  }
  return { lines, hasMore: false };
}

async function* effectsOf(folder: string, day: string): AsyncGenerator<Effect> {
  for (const segment of segmentsIn(folder)) {
    if (segment.day === day) yield* rowsOfSegment<Effect>(segment.path);
  }
}
