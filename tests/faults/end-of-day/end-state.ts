// What the days have come to, in words that do not depend on the order in which things were given their ids: so two
// runs of the same days can be held beside each other.
import type pg from 'pg';

interface View {
  readonly name: string;
  /** One column, `line`. */
  readonly query: string;
}

const ALL_BUT_VERSION = `(to_jsonb(one) - 'version')::text`;

const VIEWS: readonly View[] = [
  {
    name: 'accounts',
    query: `select concat_ws(' ', kind, owner, currency, posted, pending_debit, pending_credit) as line
      from ledger.account`,
  },
  {
    name: 'transfers',
    query: `select concat_ws(' ', booked_day, effective_day, transfer.kind, code, amount, subject_id,
        debit.kind, debit.owner, credit.kind, credit.owner, ends_id is not null) as line
      from ledger.transfer
      join ledger.account as debit on debit.account_id = debit_account
      join ledger.account as credit on credit.account_id = credit_account`,
  },
  { name: 'loans', query: `select ${ALL_BUT_VERSION} as line from loan.loan as one` },
  { name: 'loan states', query: `select ${ALL_BUT_VERSION} as line from loan.transition as one` },
  { name: 'instalments', query: `select ${ALL_BUT_VERSION} as line from loan.servicing as one` },
  {
    name: 'bids',
    query: `select (to_jsonb(one) - 'version' - 'hold_id')::text as line from loan.bid as one`,
  },
  { name: 'claims', query: `select ${ALL_BUT_VERSION} as line from claim.claim as one` },
  { name: 'borrowers', query: `select ${ALL_BUT_VERSION} as line from people.borrower as one` },
  { name: 'lenders', query: `select ${ALL_BUT_VERSION} as line from people.lender as one` },
  { name: 'mandates', query: `select ${ALL_BUT_VERSION} as line from wallet.mandate as one` },
  {
    name: 'top-ups',
    query: `select ${ALL_BUT_VERSION.replace(`'version'`, `'version' - 'transfer_id'`)} as line from wallet.top_up as one`,
  },
  {
    name: 'cases',
    query: `select (to_jsonb(one) - 'version' - 'id')::text as line from work.case as one`,
  },
  {
    name: 'case entries',
    query: `select concat_ws(' ', subject_id, case_kind, opened_on, number, event, one.state, actor, day,
        detail, reason) as line
      from work.entry as one
      join work.case on work.case.id = one.case_id`,
  },
  {
    name: 'notices',
    query: `select concat_ws(' ', business_date, kind, client_id, role, subject_kind, subject_id,
        currency, figures::jsonb) as line
      from notice.notice`,
  },
  {
    name: 'instructions',
    query: `select concat_ws(' ', state, currency, loan_id, client_id, created_at, reason, "order"::jsonb) as line
      from wallet.instruction`,
  },
  {
    name: 'days',
    query: `select concat_ws(' ', day, transfers, accounts_changed, trial_balance::jsonb, in_transit::jsonb) as line
      from ledger.day_close`,
  },
  {
    name: 'work done',
    query: `select concat_ws(' ', business_date, kind, actor, count(*)) as line
      from commit.command
      where kind <> all ('{SendBatch,RecordAnswers,SettleBatch}'::text[])
      group by business_date, kind, actor`,
  },
  {
    name: 'alarms',
    query: `select concat_ws(' ', kind, reference, detail) as line from wallet.alarm`,
  },
];

export interface Compared {
  /** How many lines were held beside each other. */
  readonly lines: number;
  /** The first few. */
  readonly differences: readonly string[];
}

const SHOWN = 3;

/** Whether both have come to the same, line by line. */
export async function compareEndStates(killed: pg.Pool, calm: pg.Pool): Promise<Compared> {
  let lines = 0;
  const differences: string[] = [];
  for (const { name, query } of VIEWS) {
    const [left, right] = [await linesOf(killed, query), await linesOf(calm, query)];
    lines += right.length;
    const extra = minus(left, right).map((line) => `${name}, only after kills: ${line}`);
    const missing = minus(right, left).map((line) => `${name}, only undisturbed: ${line}`);
    differences.push(...extra.slice(0, SHOWN), ...missing.slice(0, SHOWN));
  }
  return { lines, differences };
}

async function linesOf(pool: pg.Pool, query: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ line: string }>(query);
  return rows.map(({ line }) => line);
}

/** What is in the one more often than in the other. */
function minus(some: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return some.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}
