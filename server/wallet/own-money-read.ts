// A client's purses, top-ups, withdrawals and mandates, each with the bank's page where one waits for its owner.
import type {
  MandateOnWire,
  PurseOnWire,
  TopUpOnWire,
  WithdrawalOnWire,
} from '@mutua/contract/wallet/money-in-out.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { ClientRole } from '@mutua/core/people/client.ts';
import type { WithdrawalFee } from '@mutua/core/wallet/money-in-out.ts';
import type pg from 'pg';
import { readPacked } from '../database/packed-json.ts';
import type { PageRequest } from '../http/cursor.ts';
import { moneyOf, present } from '../http/read-fields.ts';

/** Which of a client's things: a page of them, or the one with an id. */
export interface OwnAsked {
  readonly clientId: Id;
  readonly id?: Id;
  readonly page?: PageRequest;
}

/** The values of `$1` to `$5` in every statement here: the newest first, after the one where the page before ended. */
function valuesOf({ clientId, id, page }: OwnAsked): unknown[] {
  const [at = null, lastId = null] = page?.after ?? [];
  return [clientId, id ?? null, at, lastId, page?.readLimit ?? 1];
}

// By the moment, as an id of a caller's own need not grow with time.
const OWN = `client_id = $1 and ($2::uuid is null or id = $2)
  and ($3::timestamptz is null or (requested_at, id) < ($3, $4::uuid))
  order by requested_at desc, id desc limit $5`;

interface PurseRow {
  readonly status: string;
  readonly accounts: string;
  readonly kind: string | null;
  readonly currency: string | null;
  readonly posted: bigint | null;
  readonly held: bigint | null;
}

const NO_PURSE = { currency: null, posted: null, held: null };

/** One purse for each role, also where nothing was paid in yet; of each currency that was ever in it. */
export async function readPurses(
  pool: pg.Pool,
  clientId: Id,
  roles: readonly ClientRole[],
): Promise<readonly PurseOnWire[]> {
  const { rows } = await pool.query<PurseRow>(
    `select client.status, client.custody_accounts as accounts,
       account.kind, account.currency, account.posted, account.pending_debit as held
     from people.client
     left join ledger.account as account
       on account.owner = client.id::text
       and account.kind in ('lender_cash', 'borrower_cash', 'partner_cash')
     where client.id = $1
     order by account.kind, account.currency`,
    [clientId],
  );
  const [first] = rows;
  if (first === undefined) return [];
  const accounts = readPacked(first.accounts) as Partial<Record<ClientRole, string>>;
  return roles.flatMap((role) => {
    const known = rows.filter(({ kind }) => kind === `${role}_cash`);
    const account = accounts[role];
    const mayMove = account !== undefined && first.status !== 'frozen';
    return (known.length > 0 ? known : [NO_PURSE]).map(({ currency, posted, held }) => {
      const [cash, frozen] = [posted ?? 0n, held ?? 0n];
      const say = (value: bigint) => moneyOf(value, currency ?? 'CNY');
      return {
        ...{ role, ...present({ account }) },
        ...{ cash: say(cash), held: say(frozen), available: say(cash - frozen) },
        actions: [
          ...(mayMove ? ['top_up'] : []),
          ...(mayMove && cash > frozen ? ['withdraw'] : []),
          ...(account === undefined ? ['open_custody_account'] : []),
        ],
      };
    });
  });
}

interface TopUpRow {
  readonly topUpId: string;
  readonly role: string;
  readonly currency: string;
  readonly amount: bigint;
  readonly rail: string;
  readonly state: TopUpOnWire['state'];
  readonly requestedAt: Date;
  readonly pageUrl: string | null;
  readonly bankReference: string | null;
  readonly bankDay: string | null;
}

export async function readTopUps(pool: pg.Pool, asked: OwnAsked): Promise<readonly TopUpOnWire[]> {
  const { rows } = await pool.query<TopUpRow>(
    `select id as "topUpId", role, currency, amount, rail, state, requested_at as "requestedAt",
       page_url as "pageUrl", bank_reference as "bankReference", bank_day as "bankDay"
     from wallet.top_up
     where ${OWN}`,
    valuesOf(asked),
  );
  return rows.map(({ currency, amount, requestedAt, pageUrl, bankReference, bankDay, ...own }) => ({
    ...own,
    amount: moneyOf(amount, currency),
    requestedAt: requestedAt.toISOString(),
    ...present({ pageUrl: own.state === 'requested' ? pageUrl : null, bankReference, bankDay }),
  }));
}

/** The owner may still be asked at the bank. */
const OPEN_WITHDRAWALS: readonly WithdrawalOnWire['state'][] = ['requested', 'sent', 'unknown'];

interface WithdrawalRow {
  readonly withdrawalId: string;
  readonly role: string;
  readonly currency: string;
  readonly amount: bigint;
  readonly held: bigint;
  readonly fees: string;
  readonly state: WithdrawalOnWire['state'];
  readonly instructionState: string;
  readonly requestedAt: Date;
  readonly pageUrl: string | null;
  readonly reason: string | null;
}

export async function readWithdrawals(
  pool: pg.Pool,
  asked: OwnAsked,
): Promise<readonly WithdrawalOnWire[]> {
  const { rows } = await pool.query<WithdrawalRow>(
    `select withdrawal.id as "withdrawalId", withdrawal.role, withdrawal.currency, withdrawal.amount,
       withdrawal.held, withdrawal.fees, withdrawal.state,
       coalesce(instruction.state, '') as "instructionState",
       withdrawal.requested_at as "requestedAt",
       instruction.page_url as "pageUrl", instruction.reason
     from (select * from wallet.withdrawal where ${OWN}) as withdrawal
     left join wallet.instruction on instruction.id = withdrawal.instruction_id
     order by withdrawal.requested_at desc, withdrawal.id desc`,
    valuesOf(asked),
  );
  return rows.map(({ instructionState, currency, amount, requestedAt, pageUrl, ...row }) => {
    const { reason, held, fees, ...own } = row;
    const isUnderWay = OPEN_WITHDRAWALS.includes(own.state);
    // Of a withdrawal under way the instruction knows more than we do.
    const isSent = isUnderWay && ['sent', 'unknown'].includes(instructionState);
    return {
      ...own,
      state: isSent ? (instructionState as 'sent' | 'unknown') : own.state,
      ...{ amount: moneyOf(amount, currency), total: moneyOf(held, currency) },
      fees: (readPacked(fees) as readonly WithdrawalFee[]).map((fee) => ({
        ...{ kind: fee.kind, amount: String(fee.amount) },
      })),
      requestedAt: requestedAt.toISOString(),
      ...present({ pageUrl: isUnderWay ? pageUrl : null, reason }),
    };
  });
}

interface MandateRow {
  readonly mandateId: string;
  readonly scope: string;
  readonly loanId: string | null;
  readonly currency: string;
  readonly cap: bigint;
  readonly used: bigint;
  readonly expiresDay: string;
  readonly state: MandateOnWire['state'];
  readonly requestedAt: Date;
  readonly pageUrl: string | null;
}

export async function readMandates(
  pool: pg.Pool,
  asked: OwnAsked,
): Promise<readonly MandateOnWire[]> {
  const { rows } = await pool.query<MandateRow>(
    `select id as "mandateId", scope, loan_id as "loanId", currency, cap, used,
       expires_day as "expiresDay", state, requested_at as "requestedAt", page_url as "pageUrl"
     from wallet.mandate
     where ${OWN}`,
    valuesOf(asked),
  );
  return rows.map(({ currency, cap, used, requestedAt, loanId, pageUrl, ...own }) => ({
    ...own,
    cap: moneyOf(cap, currency),
    // Freezes are counted by the custodian alone.
    ...(own.scope === 'bid' ? {} : { used: moneyOf(used, currency) }),
    requestedAt: requestedAt.toISOString(),
    ...present({ loanId, pageUrl: own.state === 'requested' ? pageUrl : null }),
    actions: own.state === 'requested' || own.state === 'granted' ? ['revoke'] : [],
  }));
}

/** The number from which a client's transfer code is made. */
export async function readClientNumber(pool: pg.Pool, clientId: Id): Promise<number | undefined> {
  const { rows } = await pool.query<{ number: number }>(
    'select client_number as number from people.client where id = $1',
    [clientId],
  );
  return rows[0]?.number;
}
