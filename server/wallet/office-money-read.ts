// The office's queues about money: breaks, receipts that are nobody's, alarms, and what the custodian was asked.
import type {
  AlarmOnWire,
  BreakOnWire,
  InstructionOnWire,
  ReceiptOnWire,
} from '@mutua/contract/office/money.ts';
import type pg from 'pg';
import { readPacked } from '../database/packed-json.ts';
import { mayUse, type PersonActor } from '../http/access.ts';
import type { PageRequest } from '../http/cursor.ts';
import { moneyOf, present } from '../http/read-fields.ts';

export interface QueueAsked {
  readonly state: string | undefined;
  readonly actor: PersonActor;
}

const FINANCE = { roles: ['staff'], positions: ['finance_officer'] } as const;
const FINANCE_OR_COMPLIANCE = {
  roles: ['staff'],
  positions: ['finance_officer', 'compliance_officer'],
} as const;

function valuesOf({ state }: QueueAsked, { after, readLimit }: PageRequest): unknown[] {
  return [state ?? null, after?.[0] ?? null, readLimit];
}

export async function readBreaks(
  pool: pg.Pool,
  asked: QueueAsked,
  page: PageRequest,
): Promise<readonly BreakOnWire[]> {
  type Row = { [Name in keyof BreakOnWire]: BreakOnWire[Name] | null };
  const { rows } = await pool.query<Row & Pick<BreakOnWire, 'breakId' | 'day' | 'kind' | 'state'>>(
    `select id as "breakId", rail, day, kind, reference, ours, theirs, state, explanation,
       explained_by as "explainedBy"
     from ledger.break
     where ($1::text is null or state = $1) and ($2::uuid is null or id < $2)
     order by id desc
     limit $3`,
    valuesOf(asked, page),
  );
  return rows.map(({ breakId, day, kind, reference, state, ...row }) => {
    const { rail, ours, theirs, explanation, explainedBy } = row;
    const mayMend = state === 'explained' && explainedBy !== asked.actor.id;
    return {
      ...{ breakId, day, kind, reference: reference ?? '', state },
      ...present({ rail, ours, theirs, explanation, explainedBy }),
      actions: !mayUse(asked.actor, FINANCE)
        ? []
        : [...(state === 'found' ? ['explain'] : []), ...(mayMend ? ['mend'] : [])],
    };
  });
}

interface ReceiptRow {
  readonly receiptId: string;
  readonly currency: string;
  readonly amount: bigint;
  readonly bankReference: string;
  readonly bankDay: string;
  readonly receivedAt: Date;
  readonly state: string;
  readonly reason: string | null;
  readonly payerName: string | null;
  readonly payerAccount: string | null;
  readonly remark: string | null;
  readonly end: string | null;
  readonly makerId: string | null;
  readonly note: string | null;
}

export async function readReceipts(
  pool: pg.Pool,
  asked: QueueAsked,
  page: PageRequest,
): Promise<readonly ReceiptOnWire[]> {
  const { rows } = await pool.query<ReceiptRow>(
    `select receipt.id as "receiptId", receipt.currency, receipt.amount,
       receipt.bank_reference as "bankReference", receipt.bank_day as "bankDay",
       receipt.received_at as "receivedAt", receipt.state, receipt.reason,
       payer.payer_name as "payerName", payer.payer_account as "payerAccount", payer.remark,
       receipt."end", receipt.maker_id as "makerId", receipt.note
     from wallet.receipt
     left join wallet.receipt_payer as payer on payer.receipt_id = receipt.id
     where ($1::text is null or receipt.state = $1) and ($2::uuid is null or receipt.id < $2)
     order by receipt.id desc
     limit $3`,
    valuesOf(asked, page),
  );
  return rows.map(({ currency, amount, receivedAt, end, ...row }) => {
    const { receiptId, bankReference, bankDay, state, reason, payerName, ...rest } = row;
    const { payerAccount, remark, makerId, note } = rest;
    const proposed = end === null ? undefined : (readPacked(end) as { readonly kind: string });
    return {
      ...{ receiptId, bankReference, bankDay, state, amount: moneyOf(amount, currency) },
      receivedAt: receivedAt.toISOString(),
      ...present({ reason, payerName, payerAccount, remark, makerId, note }),
      ...present({ proposedEnd: proposed?.kind }),
      actions: !mayUse(asked.actor, FINANCE) ? [] : receiptActions(state, makerId, asked.actor),
    };
  });
}

function receiptActions(state: string, makerId: string | null, { id }: PersonActor): string[] {
  if (state === 'unmatched') return ['claim', 'send_back'];
  if (state !== 'proposed') return [];
  return makerId === id ? ['reject'] : ['confirm', 'reject'];
}

/** By the moment at which they were raised: the id of most follows from what they are about. */
export async function readAlarms(
  pool: pg.Pool,
  asked: QueueAsked,
  page: PageRequest,
): Promise<readonly AlarmOnWire[]> {
  const { rows } = await pool.query<{
    alarmId: string;
    kind: string;
    reference: string;
    subjectId: string | null;
    detail: string | null;
    raisedAt: Date;
    state: AlarmOnWire['state'];
    note: string | null;
  }>(
    `select id as "alarmId", kind, reference, subject_id as "subjectId", detail,
       raised_at as "raisedAt", state, note
     from wallet.alarm
     where ($1::text is null or state = $1)
       and ($2::timestamptz is null or (raised_at, id) < ($2, $3::uuid))
     order by raised_at desc, id desc
     limit $4`,
    [asked.state ?? null, page.after?.[0] ?? null, page.after?.[1] ?? null, page.readLimit],
  );
  const mayEnd = mayUse(asked.actor, FINANCE_OR_COMPLIANCE);
  return rows.map(({ raisedAt, subjectId, detail, note, ...own }) => ({
    ...own,
    raisedAt: raisedAt.toISOString(),
    ...present({ subjectId, detail, note }),
    actions: mayEnd && own.state === 'open' ? ['end'] : [],
  }));
}

export async function readInstructions(
  pool: pg.Pool,
  asked: QueueAsked,
  page: PageRequest,
): Promise<readonly InstructionOnWire[]> {
  const { rows } = await pool.query<{
    instructionId: string;
    kind: string;
    state: string;
    currency: string;
    loanId: string | null;
    clientId: string | null;
    createdAt: Date;
    bankReference: string | null;
    reason: string | null;
  }>(
    `select id as "instructionId", "order" ->> 'kind' as kind, state, currency,
       loan_id as "loanId", client_id as "clientId", created_at as "createdAt",
       bank_reference as "bankReference", reason
     from wallet.instruction
     where ($1::text is null or state = $1) and ($2::uuid is null or id < $2)
     order by id desc
     limit $3`,
    valuesOf(asked, page),
  );
  const isFinance = mayUse(asked.actor, FINANCE);
  return rows.map(({ createdAt, loanId, clientId, bankReference, reason, ...own }) => ({
    ...own,
    createdAt: createdAt.toISOString(),
    ...present({ loanId, clientId, bankReference, reason }),
    actions: isFinance && own.state === 'refused' && own.kind === 'release' ? ['retry'] : [],
  }));
}
