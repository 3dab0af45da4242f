// A trace of an amount through the book, for the person whose money it is.
//
// A lender's money goes into a loan and comes back as principal: between the two stands the claim, and what the
// borrower does with the money is the borrower's business. So for a client the trace goes through the client's own
// claims and ends at the cash of others; for an auditor it follows the money itself, from account to account.
import type { LedgerTrace, TraceEnd, TraceHop } from '@mutua/contract/ledger/trace.ts';
import type { Language } from '@mutua/contract/words/language.ts';
import { transferWords } from '@mutua/contract/words/transfer-words.ts';
import { assert } from '@mutua/core/kit/assert.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { invalid, ok, type Result, refuse } from '@mutua/core/kit/result.ts';
import { type AccountKind, CASH_KINDS, kindOfNumber } from '@mutua/core/ledger/chart.ts';
import {
  lengthOf,
  type Stretch,
  type Trace,
  type TraceDirection,
  type TracedPart,
  traceFrom,
} from '@mutua/core/ledger/trace.ts';
import { codeOfNumber } from '@mutua/core/ledger/transfer-codes.ts';
import { formatMinorUnits, minorUnits, ZERO } from '@mutua/core/money/minor-units.ts';
import type pg from 'pg';
import {
  accountOfQueue,
  type BookRow,
  type OwnCash,
  readTransfers,
  tracedRow,
} from './queue-read.ts';
import { type Connection, inSnapshot } from './standing.ts';

export interface TraceAsked {
  readonly transferId: bigint;
  readonly direction: TraceDirection;
  /** Which minor units of the transfer; the whole of it, if left out. */
  readonly part?: Stretch;
  /** The person for whom it is read; left out for an auditor, who follows the money itself. */
  readonly owner?: Id;
  readonly language: Language;
  /** How many hops are followed; 500 if left out. */
  readonly hopsMax?: number;
}

const HOPS_MAX = 500;
const NOBODY: OwnCash = new Set();

/** Where money enters and leaves the house, and what is the operator's own: nobody's trace goes further. */
const EDGES: ReadonlySet<AccountKind> = new Set([
  ...(['custody', 'rails_clearing'] as const),
  ...(['platform_fees', 'platform_funds', 'tax_withheld'] as const),
]);

interface HopRow {
  readonly transferId: bigint;
  readonly code: number;
  readonly kind: 'posted' | 'post';
  readonly isReversal: boolean;
  readonly debit: bigint;
  readonly credit: bigint;
  readonly subjectId: string;
  readonly bookedDay: string;
  readonly currency: string;
}

/** @returns `not_found` where no transfer of that number moved money, `invalid_input` naming `part`. */
export async function readTrace(pool: pg.Pool, asked: TraceAsked): Promise<Result<LedgerTrace>> {
  return inSnapshot(pool, async (connection) => {
    const row = await bookRow(connection, asked.transferId);
    if (row === undefined) return refuse('not_found');
    const whole = { start: ZERO, end: minorUnits(row.amount) };
    const part = asked.part ?? whole;
    if (part.start < ZERO || part.end > whole.end || part.start >= part.end) {
      return invalid('part', 'It must lie within the transfer.');
    }
    const own = await ownCash(connection, asked.owner);
    const start = { transfer: await tracedRow(connection, row, own), part };
    const trace = await follow(connection, start, { ...asked, own });
    return ok(await traceOnWire(connection, start, trace, asked));
  });
}

async function follow(
  connection: Connection,
  start: TracedPart,
  { direction, owner, own, hopsMax = HOPS_MAX }: TraceAsked & { readonly own: OwnCash },
): Promise<Trace> {
  const isEdge = (queue: string) => isEdgeFor(queue, owner === undefined ? undefined : own);
  const trace = traceFrom(start, { direction, hopsMax, isEdge });
  let step = trace.next();
  while (step.done !== true) {
    const answers = [];
    for (const question of step.value) {
      answers.push(await readTransfers(connection, question, direction, own));
    }
    step = trace.next(answers);
  }
  const hops = [...step.value.hops];
  for (const hop of step.value.hops) hops.push(...(await besideClaim(connection, hop)));
  return { ...step.value, hops };
}

/**
 * What the claim stands for: the disbursement in which a lender's part went to the borrower, and the repayment
 * out of which a lender's principal came.
 */
async function besideClaim(
  connection: Connection,
  hop: TracedPart,
): Promise<readonly TracedPart[]> {
  const intoClaim = accountOfQueue(hop.transfer.to) === undefined;
  const outOfClaim = accountOfQueue(hop.transfer.from) === undefined;
  if (!intoClaim && !outOfClaim) return [];
  const row = await bookRow(connection, hop.transfer.id);
  assert(row !== undefined, 'A hop is a transfer of the book.');
  const direction = intoClaim ? 'forwards' : 'backwards';
  const transfer = await tracedRow(connection, row, NOBODY);
  const start = { transfer, part: hop.part };
  const trace = traceFrom(start, { direction, hopsMax: 1, isEdge: () => false });
  const asked = trace.next();
  if (asked.done === true) return [];
  const answers = [];
  for (const question of asked.value) {
    answers.push(await readTransfers(connection, question, direction, NOBODY));
  }
  const done = trace.next(answers);
  assert(done.done === true, 'One hop beside a claim is all.');
  return done.value.hops.filter(({ transfer: { id } }) => id !== hop.transfer.id);
}

function isEdgeFor(queue: string, own: OwnCash | undefined): boolean {
  const account = accountOfQueue(queue);
  const kind = account === undefined ? undefined : kindOfNumber(account);
  if (account === undefined || kind === undefined) return false;
  const isOthers = own !== undefined && CASH_KINDS.some((one) => one === kind) && !own.has(account);
  return EDGES.has(kind) || isOthers;
}

async function ownCash(connection: Connection, owner: Id | undefined): Promise<OwnCash> {
  if (owner === undefined) return NOBODY;
  const { rows } = await connection.query<{ account: bigint }>(
    `select account_id as account
     from ledger.account
     where owner = $1 and kind = any($2::text[])`,
    [owner, CASH_KINDS],
  );
  return new Set(rows.map(({ account }) => account));
}

async function bookRow(connection: Connection, transferId: bigint): Promise<BookRow | undefined> {
  const { rows } = await connection.query<BookRow>(
    `select transfer_id as "transferId", debit_account as debit, credit_account as credit, amount
     from ledger.transfer
     where transfer_id = $1 and kind in ('posted', 'post')
       and debit_account < 40000000000000000`,
    [transferId],
  );
  return rows[0];
}

async function traceOnWire(
  connection: Connection,
  start: TracedPart,
  { hops, ends }: Trace,
  asked: TraceAsked,
): Promise<LedgerTrace> {
  const { rows } = await connection.query<HopRow>(
    `select transfer_id as "transferId", code, transfer.kind, reverses_id is not null as "isReversal",
       debit_account as debit, credit_account as credit, subject_id as "subjectId",
       booked_day as "bookedDay", account.currency
     from ledger.transfer
     join ledger.account on account.account_id = transfer.debit_account
     where transfer_id = any($1::bigint[])`,
    [hops.map(({ transfer }) => transfer.id)],
  );
  const rowOf = new Map(rows.map((row) => [row.transferId, row]));
  return {
    currency: rows[0]?.currency ?? '',
    amount: formatMinorUnits(lengthOf(start.part)),
    hops: hops
      .toSorted((left, right) => Number(left.transfer.id - right.transfer.id))
      .map((hop) => hopOnWire(hop, rowOf.get(hop.transfer.id), asked.language)),
    ends: ends.map(({ queue, amount, why, last }): TraceEnd => {
      const account = accountOfQueue(queue);
      return {
        where: account === undefined ? 'claim' : kindIn(account),
        ...{ amount: formatMinorUnits(amount), why },
        ...(why === 'not_followed' ? { again: againAt(last, asked.direction) } : {}),
      };
    }),
  };
}

function againAt({ transfer, part }: TracedPart, direction: TraceDirection) {
  return {
    ...{ transferId: String(transfer.id), direction },
    ...{ from: formatMinorUnits(part.start), to: formatMinorUnits(part.end) },
  };
}

function hopOnWire({ part }: TracedPart, row: HopRow | undefined, language: Language): TraceHop {
  const code = row === undefined ? undefined : codeOfNumber(row.code);
  assert(row !== undefined && code !== undefined, 'A hop is a transfer of the book.');
  return {
    transferId: String(row.transferId),
    ...{
      code,
      words: transferWords({ code, kind: row.kind, isReversal: row.isReversal }, language),
    },
    ...{ fromKind: kindIn(row.debit), toKind: kindIn(row.credit) },
    ...{ subjectId: row.subjectId, bookedDay: row.bookedDay },
    amount: formatMinorUnits(lengthOf(part)),
    ...{ from: formatMinorUnits(part.start), to: formatMinorUnits(part.end) },
  };
}

function kindIn(account: bigint): AccountKind {
  const kind = kindOfNumber(account);
  assert(kind !== undefined, 'The book has only kinds of ours.');
  return kind;
}
