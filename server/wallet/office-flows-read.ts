// Top-ups and withdrawals of all clients, for the office, and what of money waits for somebody.
import type {
  MoneyWaiting,
  TopUpInOffice,
  WithdrawalInOffice,
} from '@mutua/contract/office/money-flows.ts';
import { type Instant, isoOf } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import type { PageRequest } from '../http/cursor.ts';
import { moneyOf, present } from '../http/read-fields.ts';

export interface FlowsAsked {
  readonly state: string | undefined;
  readonly now: Instant;
}

interface FlowRow {
  readonly clientId: string;
  readonly clientName: string | null;
  readonly role: string;
  readonly currency: string;
  readonly amount: bigint;
  readonly requestedAt: Date;
}

interface TopUpRow extends FlowRow {
  readonly topUpId: string;
  readonly rail: string;
  readonly state: TopUpInOffice['state'];
  readonly bankReference: string | null;
  readonly bankDay: string | null;
  readonly transferId: bigint | null;
}

/** The newest first. */
export async function readOfficeTopUps(
  pool: pg.Pool,
  { state, now }: FlowsAsked,
  { after, readLimit }: PageRequest,
): Promise<readonly TopUpInOffice[]> {
  const { rows } = await pool.query<TopUpRow>({
    name: 'office top-ups',
    text: `select top_up.id as "topUpId", top_up.client_id as "clientId", identity.name as "clientName",
        top_up.role, top_up.currency, top_up.amount, top_up.rail, top_up.state,
        top_up.requested_at as "requestedAt", top_up.bank_reference as "bankReference",
        top_up.bank_day as "bankDay", top_up.transfer_id as "transferId"
      from wallet.top_up
      left join people.identity on identity.person_id = top_up.client_id
      where ($1::text is null or top_up.state = $1)
        and ($2::timestamptz is null or (top_up.requested_at, top_up.id) < ($2, $3::uuid))
      order by top_up.requested_at desc, top_up.id desc
      limit $4`,
    values: [state ?? null, after?.[0] ?? null, after?.[1] ?? null, readLimit],
  });
  return rows.map((row) => {
    const { topUpId, rail, state: stands, bankReference, bankDay, transferId } = row;
    return {
      ...{ topUpId, rail, state: stands, ...flowOf(row, now), isOpen: stands === 'requested' },
      ...present({ bankReference, bankDay, transferId: transferId?.toString() }),
    };
  });
}

interface WithdrawalRow extends FlowRow {
  readonly withdrawalId: string;
  readonly held: bigint;
  readonly state: WithdrawalInOffice['state'];
  readonly instructionState: string | null;
  readonly instructionId: string;
  readonly reason: string | null;
}

/** The newest first. */
export async function readOfficeWithdrawals(
  pool: pg.Pool,
  { state, now }: FlowsAsked,
  { after, readLimit }: PageRequest,
): Promise<readonly WithdrawalInOffice[]> {
  const { rows } = await pool.query<WithdrawalRow>({
    name: 'office withdrawals',
    text: `select withdrawal.id as "withdrawalId", withdrawal.client_id as "clientId",
        identity.name as "clientName", withdrawal.role, withdrawal.currency, withdrawal.amount,
        withdrawal.held, withdrawal.state, withdrawal.requested_at as "requestedAt",
        withdrawal.instruction_id as "instructionId", instruction.state as "instructionState",
        instruction.reason
      from wallet.withdrawal
      left join people.identity on identity.person_id = withdrawal.client_id
      left join wallet.instruction on instruction.id = withdrawal.instruction_id
      where ($1::text is null or withdrawal.state = $1)
        and ($2::timestamptz is null
          or (withdrawal.requested_at, withdrawal.id) < ($2, $3::uuid))
      order by withdrawal.requested_at desc, withdrawal.id desc
      limit $4`,
    values: [state ?? null, after?.[0] ?? null, after?.[1] ?? null, readLimit],
  });
  return rows.map((row) => {
    const { withdrawalId, held, currency, instructionId, instructionState, reason } = row;
    const isOpen = ['requested', 'sent', 'unknown'].includes(row.state);
    // Of a withdrawal under way the instruction knows more than we do.
    const isSent = isOpen && ['sent', 'unknown'].includes(instructionState ?? '');
    return {
      ...{
        withdrawalId,
        instructionId,
        held: moneyOf(held, currency),
        ...flowOf(row, now),
        isOpen,
      },
      state: isSent ? (instructionState as 'sent' | 'unknown') : row.state,
      ...present({ reason }),
    };
  });
}

interface WaitingRow {
  readonly what: 'topUps' | 'withdrawals' | 'receipts';
  readonly count: number;
  readonly amount: bigint;
  readonly oldestAt: Date | null;
}

/** What waits, by the partial indexes made for it where there are any. */
export async function readMoneyWaiting(pool: pg.Pool): Promise<MoneyWaiting> {
  const [flows, counts] = await Promise.all([
    pool.query<WaitingRow>({
      name: 'office money waiting',
      text: `select 'topUps' as what, count(*)::integer as count, coalesce(sum(amount), 0)::bigint as amount,
          min(requested_at) as "oldestAt"
        from wallet.top_up
        where state = 'requested'
        union all
        select 'withdrawals', count(*)::integer, coalesce(sum(amount), 0)::bigint, min(requested_at)
        from wallet.withdrawal
        where state in ('requested', 'sent', 'unknown')
        union all
        select 'receipts', count(*)::integer, coalesce(sum(amount), 0)::bigint, min(received_at)
        from wallet.receipt
        where state in ('unmatched', 'proposed')`,
    }),
    pool.query<Pick<MoneyWaiting, 'instructions' | 'breaks' | 'alarms'>>({
      name: 'office money waiting: counts',
      text: `select
          (select count(*)::integer from wallet.instruction
           where state in ('created', 'sent', 'unknown')) as instructions,
          (select count(*)::integer from ledger.break where state = 'found') as breaks,
          (select count(*)::integer from wallet.alarm where state = 'open') as alarms`,
    }),
  ]);
  const of = (what: WaitingRow['what']) => {
    const found = flows.rows.find((row) => row.what === what);
    return {
      ...{ count: found?.count ?? 0, amount: moneyOf(found?.amount ?? 0n, 'CNY') },
      ...present({ oldestAt: found?.oldestAt?.toISOString() }),
    };
  };
  const { instructions = 0, breaks = 0, alarms = 0 } = counts.rows[0] ?? {};
  return {
    ...{ topUps: of('topUps'), withdrawals: of('withdrawals'), receipts: of('receipts') },
    ...{ instructions, breaks, alarms },
  };
}

function flowOf(
  { clientId, clientName, role, currency, amount, requestedAt }: FlowRow,
  now: Instant,
) {
  const since = requestedAt.getTime();
  return {
    ...{
      clientId,
      role,
      amount: moneyOf(amount, currency),
      requestedAt: requestedAt.toISOString(),
    },
    ...present({ clientName }),
    ageSeconds: Math.max(0, Math.floor((Date.parse(isoOf(now)) - since) / 1_000)),
  };
}
