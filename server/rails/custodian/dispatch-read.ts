// What has to be asked of the custodian, or asked after: found by the partial indexes made for it.
import { assert } from '@mutua/core/kit/assert.ts';
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import { type Currency, currency } from '@mutua/core/money/currency.ts';
import { type MinorUnits, minorUnits } from '@mutua/core/money/minor-units.ts';
import { type Day, formatDay, parseDay } from '@mutua/core/time/day.ts';
import type { BankMovement } from '@mutua/core/wallet/bank-movement.ts';
import type {
  BatchAnswer,
  BatchItem,
  CustodyBatchState,
} from '@mutua/core/wallet/custody-batch.ts';
import type { InstructionOrder } from '@mutua/core/wallet/instruction.ts';
import type { TopUpRail } from '@mutua/core/wallet/money-in-out.ts';
import type { PaymentMandate } from '@mutua/core/wallet/payment-mandate.ts';
import type { ReceiptEnd } from '@mutua/core/wallet/receipt.ts';
import type pg from 'pg';
import { readPacked } from '../../database/packed-json.ts';
import type { FreezeToSend, InstructionToSend, ReceiptToSend } from './instruction-writing.ts';

type Row = Readonly<Record<string, unknown>>;

export interface OpenBatch {
  readonly id: Id;
  readonly state: CustodyBatchState;
  readonly items: readonly BatchItem[];
  readonly content: string;
  readonly answers: readonly BatchAnswer[];
  readonly told: number;
}

export interface OpenTopUp {
  readonly id: Id;
  readonly clientId: Id;
  readonly role: string;
  readonly money: { readonly minorUnits: string; readonly currency: string };
  readonly account: string | undefined;
  readonly pageUrl: string | undefined;
  readonly name: string | undefined;
}

export type MandateToAsk = Pick<
  PaymentMandate,
  'id' | 'scope' | 'cap' | 'currency' | 'loanId' | 'expiresDay' | 'pageUrl'
> & { readonly account: string };

/** Accepted bids of which the custodian has not heard, with the longest mandate that may cover each. */
export async function readFreezesToSend(
  pool: pg.Pool,
  today: Day,
  limit: number,
): Promise<readonly FreezeToSend[]> {
  const rows = await rowsOf(
    pool,
    'freezes to send',
    `select bid.id, bid.loan_id, bid.amount, loan.currency,
        lender.custody_accounts ->> 'lender' as account,
        borrower.custody_accounts ->> 'borrower' as payee,
        (select mandate.id
          from wallet.mandate
          where mandate.client_id = bid.lender_id
            and mandate.scope = 'bid'
            and mandate.state = 'granted'
            and mandate.currency = loan.currency
            and mandate.expires_day >= $1::date
            and mandate.cap >= bid.amount
          order by mandate.expires_day desc, mandate.id
          limit 1) as mandate_id
      from loan.bid
      join loan.loan on loan.id = bid.loan_id
      join people.client as lender on lender.id = bid.lender_id
      join people.client as borrower on borrower.id = loan.borrower_id
      where bid.freeze_state = 'created'
        and bid.state = 'accepted'
        and lender.custody_accounts ->> 'lender' is not null
        and borrower.custody_accounts ->> 'borrower' is not null
      order by bid.id
      limit $2`,
    [formatDay(today), limit],
  );
  return rows.map((row) => ({
    bidId: idOf(String(row.id)),
    loanId: idOf(String(row.loan_id)),
    currency: currency(String(row.currency)),
    amount: minorUnits(row.amount as bigint),
    account: String(row.account),
    payee: String(row.payee),
    ...(row.mandate_id !== null && { mandateId: idOf(String(row.mandate_id)) }),
  }));
}

export async function readInstructionsToSend(
  pool: pg.Pool,
  limit: number,
): Promise<readonly InstructionToSend[]> {
  const rows = await rowsOf(
    pool,
    'instructions to send',
    `select id, currency, loan_id, "order"
      from wallet.instruction
      where state = 'created'
      order by id
      limit $1`,
    [limit],
  );
  return rows.map((row) => ({
    id: idOf(String(row.id)),
    currency: currency(String(row.currency)),
    ...(row.loan_id !== null && { loanId: idOf(String(row.loan_id)) }),
    order: readPacked(textOf(row.order)) as InstructionOrder,
  }));
}

/** In which something waits to be paid out of the operator's own account. */
export async function readCostCurrencies(pool: pg.Pool): Promise<readonly Currency[]> {
  const text = `select distinct currency from work.collection_cost where state = 'recorded'`;
  const rows = await rowsOf(pool, 'currencies of costs', text, []);
  return rows.map((row) => currency(String(row.currency)));
}

export async function readReceiptsToSend(
  pool: pg.Pool,
  limit: number,
): Promise<readonly ReceiptToSend[]> {
  const rows = await rowsOf(
    pool,
    'receipts to send',
    `select id, instruction_id, bank_reference, "end"
      from wallet.receipt
      where state = 'instructed'
      order by id
      limit $1`,
    [limit],
  );
  return rows.map((row) => ({
    receiptId: idOf(String(row.id)),
    instructionId: idOf(String(row.instruction_id)),
    bankReference: String(row.bank_reference),
    end: readPacked(textOf(row.end)) as ReceiptEnd,
  }));
}

export async function readBatches(
  pool: pg.Pool,
  states: readonly CustodyBatchState[],
  after: Id | undefined,
  limit: number,
): Promise<readonly OpenBatch[]> {
  const rows = await rowsOf(
    pool,
    'open batches',
    `select id, state, items, content, answers, told
      from wallet.custody_batch
      where state in ('sent', 'unknown', 'answered')
        and state = any($1::text[])
        and ($2::uuid is null or id > $2::uuid)
      order by id
      limit $3`,
    [states, after ?? null, limit],
  );
  return rows.map(batchOf);
}

/** The batch in which an instruction went, if any did. */
export async function readBatch(pool: pg.Pool, id: string): Promise<OpenBatch | undefined> {
  const [row] = await rowsOf(
    pool,
    'one batch',
    `select id, state, items, content, answers, told
      from wallet.custody_batch
      where id = $1::uuid`,
    [id],
  );
  return row === undefined ? undefined : batchOf(row);
}

export async function readBatchOfInstruction(
  pool: pg.Pool,
  instructionId: Id,
): Promise<OpenBatch | undefined> {
  const [row] = await rowsOf(
    pool,
    'batch of instruction',
    `select batch.id, batch.state, batch.items, batch.content, batch.answers, batch.told
      from wallet.custody_batch as batch
      join wallet.instruction on instruction.batch_id = batch.id
      where instruction.id = $1::uuid`,
    [instructionId],
  );
  return row === undefined ? undefined : batchOf(row);
}

export async function readOpenTopUps(
  pool: pg.Pool,
  rail: TopUpRail,
  after: Id | undefined,
  limit: number,
): Promise<readonly OpenTopUp[]> {
  const rows = await rowsOf(
    pool,
    'open top-ups',
    `select top_up.id, top_up.client_id, top_up.role, top_up.amount, top_up.currency,
        top_up.page_url, client.custody_accounts ->> top_up.role as account, identity.name
      from wallet.top_up
      join people.client on client.id = top_up.client_id
      left join people.identity on identity.person_id = top_up.client_id
      where top_up.state = 'requested'
        and top_up.rail = $1::text
        and ($2::uuid is null or top_up.id > $2::uuid)
      order by top_up.id
      limit $3`,
    [rail, after ?? null, limit],
  );
  return rows.map((row) => ({
    id: idOf(String(row.id)),
    clientId: idOf(String(row.client_id)),
    role: String(row.role),
    money: { minorUnits: String(row.amount), currency: String(row.currency) },
    account: row.account === null ? undefined : String(row.account),
    pageUrl: row.page_url === null ? undefined : String(row.page_url),
    name: row.name === null ? undefined : String(row.name),
  }));
}

export async function readMandatesToAsk(
  pool: pg.Pool,
  after: Id | undefined,
  limit: number,
): Promise<readonly MandateToAsk[]> {
  const rows = await rowsOf(
    pool,
    'mandates to ask',
    `select mandate.id, mandate.scope, mandate.cap, mandate.currency, mandate.loan_id,
        mandate.expires_day, mandate.page_url,
        client.custody_accounts ->> case mandate.scope
          when 'bid' then 'lender'
          when 'compensation' then 'partner'
          when 'reserve' then 'partner'
          else 'borrower'
        end as account
      from wallet.mandate
      join people.client on client.id = mandate.client_id
      where mandate.state = 'requested'
        and ($1::uuid is null or mandate.id > $1::uuid)
      order by mandate.id
      limit $2`,
    [after ?? null, limit],
  );
  return rows.map((row) => ({
    id: idOf(String(row.id)),
    scope: row.scope as PaymentMandate['scope'],
    cap: minorUnits(row.cap as bigint),
    currency: currency(String(row.currency)),
    expiresDay: dayOfRow(row.expires_day),
    account: String(row.account),
    ...(row.loan_id !== null && { loanId: idOf(String(row.loan_id)) }),
    ...(row.page_url !== null && { pageUrl: String(row.page_url) }),
  }));
}

/** Mandates that their owners took back here, and that the custodian would still let pass. */
export async function readMandatesRevoked(
  pool: pg.Pool,
  today: Day,
  after: Id | undefined,
  limit: number,
): Promise<readonly Id[]> {
  const rows = await rowsOf(
    pool,
    'mandates revoked',
    `select id
      from wallet.mandate
      where state = 'revoked'
        and expires_day >= $1::date
        and ($2::uuid is null or id > $2::uuid)
      order by id
      limit $3`,
    [formatDay(today), after ?? null, limit],
  );
  return rows.map((row) => idOf(String(row.id)));
}

export type WaitingMovement = Pick<
  BankMovement,
  'id' | 'bankReference' | 'code' | 'cause' | 'amount' | 'currency' | 'bankDay'
>;

export async function readWaitingMovements(
  pool: pg.Pool,
  limit: number,
): Promise<readonly WaitingMovement[]> {
  const rows = await rowsOf(
    pool,
    'waiting movements',
    `select id, bank_reference, code, cause, amount, currency, bank_day
      from wallet.bank_movement
      where state = 'waiting'
      order by id
      limit $1`,
    [limit],
  );
  return rows.map((row) => ({
    id: idOf(String(row.id)),
    bankReference: String(row.bank_reference),
    code: row.code as BankMovement['code'],
    amount: minorUnits(row.amount as bigint),
    currency: currency(String(row.currency)),
    bankDay: dayOfRow(row.bank_day),
    ...(row.cause !== null && { cause: idOf(String(row.cause)) }),
  }));
}

export async function readTopUpAmount(pool: pg.Pool, id: Id): Promise<MinorUnits | undefined> {
  const text = 'select amount from wallet.top_up where id = $1::uuid';
  const [row] = await rowsOf(pool, 'amount of top-up', text, [id]);
  return row === undefined ? undefined : minorUnits(row.amount as bigint);
}

export async function readReversalsToBook(pool: pg.Pool, limit: number): Promise<readonly Id[]> {
  const rows = await rowsOf(
    pool,
    'reversals to book',
    `select id
      from wallet.top_up_reversal
      where state = 'told'
      order by id
      limit $1`,
    [limit],
  );
  return rows.map((row) => idOf(String(row.id)));
}

function batchOf(row: Row): OpenBatch {
  return {
    id: idOf(String(row.id)),
    state: row.state as CustodyBatchState,
    items: readPacked(textOf(row.items)) as readonly BatchItem[],
    content: String(row.content),
    answers: readPacked(textOf(row.answers)) as readonly BatchAnswer[],
    told: Number(row.told),
  };
}

async function rowsOf(
  pool: pg.Pool,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<readonly Row[]> {
  const { rows } = await pool.query<Row>({ name: `rails: ${name}`, text, values: [...values] });
  return rows;
}

function textOf(stored: unknown): string {
  assert(typeof stored === 'string', 'JSON comes as its text.');
  return stored;
}

function dayOfRow(stored: unknown): Day {
  const day = parseDay(String(stored), 'day');
  assert(day.ok, 'A date of the database is a day.');
  return day.value;
}
