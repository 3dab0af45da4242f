// Accounts and claims as queues, read for a trace: which transfers took a stretch out, or brought it in.
//
// Where a stretch lies among all that ever went through an account is found from the totals that the day closes
// wrote down, and from the lines of that one day; so it does not depend on how long the book is.
import { assert } from '@mutua/core/kit/assert.ts';
import type {
  Stretch,
  TraceDirection,
  TracedTransfer,
  TraceQuestion,
} from '@mutua/core/ledger/trace.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { Connection } from './standing.ts';

type Side = 'debit' | 'credit';

/** One row of the book, as a trace needs it. */
export interface BookRow {
  readonly transferId: bigint;
  readonly debit: bigint;
  readonly credit: bigint;
  readonly amount: bigint;
}

/** Lines that are read at a time. */
const LINES = 200;

/** Every row that moved something: a hold moves nothing until it is booked. */
const MOVED = `kind in ('posted', 'post')`;

const CLAIM_REPAID = `code in (230, 411, 422)`;

/**
 * How a lender's money goes through a loan: a bid that was booked opens a claim, and what comes back of the
 * principal takes it out again. `claim loan-funding-account lender-cash-account`.
 */
const CLAIM = 'claim';

export function accountQueue(account: bigint): string {
  return String(account);
}

export function claimQueue(funding: bigint, cash: bigint): string {
  return `${CLAIM} ${funding} ${cash}`;
}

/** The number of the account, or nothing for a claim. */
export function accountOfQueue(queue: string): bigint | undefined {
  return queue.startsWith(CLAIM) ? undefined : BigInt(queue);
}

/** The cash accounts of the person for whom a trace is read; nobody's, for whoever follows the money itself. */
export type OwnCash = ReadonlySet<bigint>;

export async function readTransfers(
  connection: Connection,
  { queue, stretch }: TraceQuestion,
  direction: TraceDirection,
  own: OwnCash,
): Promise<readonly TracedTransfer[]> {
  const account = accountOfQueue(queue);
  const rows =
    account === undefined
      ? await claimRows(connection, queue, direction)
      : await accountRows(
          connection,
          account,
          direction === 'forwards' ? 'debit' : 'credit',
          stretch,
        );
  const transfers: TracedTransfer[] = [];
  for (const { row, place } of rows) {
    if (place.start >= stretch.end || place.end <= stretch.start) continue;
    transfers.push(await tracedRow(connection, row, own, { queue, direction, place }));
  }
  return transfers;
}

/** A transfer with its places in the two queues between which it goes, of which one may be known. */
export async function tracedRow(
  connection: Connection,
  row: BookRow,
  own: OwnCash,
  known?: { queue: string; direction: TraceDirection; place: Stretch },
): Promise<TracedTransfer> {
  const { from, to } = await queuesOf(connection, row, own);
  const id = row.transferId;
  if (known?.direction === 'forwards') {
    return {
      id,
      from: known.queue,
      to,
      out: known.place,
      into: await placeOf(connection, to, 'credit', row),
    };
  }
  const out = await placeOf(connection, from, 'debit', row);
  if (known !== undefined) return { id, from, to: known.queue, out, into: known.place };
  return { id, from, to, out, into: await placeOf(connection, to, 'credit', row) };
}

/** A lender's own bid goes into a claim, and the principal that comes back to the lender comes out of it. */
async function queuesOf(connection: Connection, row: BookRow, own: OwnCash) {
  const plain = { from: accountQueue(row.debit), to: accountQueue(row.credit) };
  if (isKind(row.credit, 23) && own.has(row.debit)) {
    return { ...plain, to: claimQueue(row.credit, row.debit) };
  }
  if (!isKind(row.debit, 24) || !own.has(row.credit)) return plain;
  const { rows } = await connection.query<{ funding: bigint | null; isPrincipal: boolean }>(
    `select funding.account_id as funding, transfer.${CLAIM_REPAID} as "isPrincipal"
     from ledger.transfer
     join ledger.account as repayment on repayment.account_id = transfer.debit_account
     left join ledger.account as funding on funding.owner = repayment.owner
       and funding.kind = 'loan_funding'
       and funding.currency = repayment.currency
     where transfer_id = $1`,
    [row.transferId],
  );
  const [found] = rows;
  if (found?.funding == null || !found.isPrincipal) return plain;
  return { ...plain, from: claimQueue(found.funding, row.credit) };
}

interface PlacedRow {
  readonly row: BookRow;
  readonly place: Stretch;
}

/** The lines on one side of an account that cover the stretch. */
async function accountRows(
  connection: Connection,
  account: bigint,
  side: Side,
  stretch: Stretch,
): Promise<readonly PlacedRow[]> {
  const found: PlacedRow[] = [];
  let { total, after } = await baseOf(connection, account, `total_${side} <= $2`, stretch.start);
  for (;;) {
    const { rows } = await connection.query<BookRow>(
      `select transfer_id as "transferId", debit_account as debit, credit_account as credit, amount
       from ledger.transfer
       where ${side}_account = $1 and transfer_id > $2 and ${MOVED}
       order by transfer_id
       limit ${LINES}`,
      [account, after],
    );
    for (const row of rows) {
      if (total >= stretch.end) return found;
      found.push({ row, place: stretchOf(total, row.amount) });
      total += row.amount;
      after = row.transferId;
    }
    if (rows.length < LINES) return found;
  }
}

/** All that went through one lender's claim on one loan; a loan has few bids of one lender and few instalments. */
async function claimRows(
  connection: Connection,
  queue: string,
  direction: TraceDirection,
): Promise<readonly PlacedRow[]> {
  const { rows } = await connection.query<BookRow>(
    `select transfer_id as "transferId", debit_account as debit, credit_account as credit, amount
     from ledger.transfer
     where ${claimLines(direction === 'forwards' ? 'debit' : 'credit')}
     order by transfer_id`,
    claimAccounts(queue),
  );
  let total = 0n;
  return rows.map((row) => {
    const place = stretchOf(total, row.amount);
    total += row.amount;
    return { row, place };
  });
}

/** What went into a claim (its bids that were booked), or out of it (principal that came back). */
function claimLines(side: Side): string {
  return side === 'credit'
    ? `credit_account = $1 and debit_account = $2 and ${MOVED}`
    : `debit_account = (
         select repayment.account_id
         from ledger.account as funding
         join ledger.account as repayment on repayment.owner = funding.owner
           and repayment.kind = 'loan_repayment'
           and repayment.currency = funding.currency
         where funding.account_id = $1
       )
       and credit_account = $2 and ${CLAIM_REPAID} and ${MOVED}`;
}

function claimAccounts(queue: string): bigint[] {
  const [, funding = '', cash = ''] = queue.split(' ');
  return [BigInt(funding), BigInt(cash)];
}

/** Where a transfer stands among all that ever went through that side of the queue. */
async function placeOf(
  connection: Connection,
  queue: string,
  side: Side,
  { transferId, amount }: BookRow,
): Promise<Stretch> {
  const account = accountOfQueue(queue);
  if (account === undefined) {
    const sum = await sumBefore(connection, `${claimLines(side)} and transfer_id < $3`, [
      ...claimAccounts(queue),
      transferId,
    ]);
    return stretchOf(sum, amount);
  }
  const { total, after } = await baseOf(
    connection,
    account,
    'last_transfer_id < $2',
    transferId,
    side,
  );
  const sum = await sumBefore(
    connection,
    `${side}_account = $1 and transfer_id > $2 and transfer_id < $3 and ${MOVED}`,
    [account, after, transferId],
  );
  return stretchOf(total + sum, amount);
}

async function sumBefore(
  connection: Connection,
  where: string,
  values: readonly unknown[],
): Promise<bigint> {
  const { rows } = await connection.query<{ sum: bigint }>(
    `select coalesce(sum(amount), 0)::bigint as sum
     from ledger.transfer
     where ${where}`,
    [...values],
  );
  return rows[0]?.sum ?? 0n;
}

/** The last day close for which the condition holds, with what had gone through that side of the account by then. */
async function baseOf(
  connection: Connection,
  account: bigint,
  condition: string,
  value: bigint,
  side: Side = condition.includes('total_credit') ? 'credit' : 'debit',
): Promise<{ total: bigint; after: bigint }> {
  const { rows } = await connection.query<{ total: bigint; after: bigint }>(
    `select balance.total_${side} as total, close.last_transfer_id as after
     from ledger.day_balance as balance
     join ledger.day_close as close on close.day = balance.day
     where balance.account_id = $1 and ${condition}
     order by balance.day desc
     limit 1`,
    [account, value],
  );
  return rows[0] ?? { total: 0n, after: 0n };
}

function stretchOf(start: bigint, amount: bigint): Stretch {
  assert(amount > 0n, 'A transfer moves something.');
  return { start: minorUnits(start), end: minorUnits(start + amount) };
}

/** Whether the account is of the kind with these two digits. */
function isKind(account: bigint, digits: number): boolean {
  return account / 1_000_000_000_000_000n === BigInt(digits);
}
