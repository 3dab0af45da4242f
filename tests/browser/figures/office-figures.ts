// What the office's home, its reports and its listings must show, recomputed from accounts, lines and facts.
import { END_OF_DAY_STEPS } from '@mutua/core/calendar/end-of-day.ts';
import { totalOfAmounts } from '@mutua/core/loan/repay/components.ts';
import { openAmounts } from '@mutua/core/loan/repay/instalment-account.ts';
import { askingDay } from '@mutua/core/loan/serviced-accounts.ts';
import type { Servicing } from '@mutua/core/loan/servicing.ts';
import { readPacked } from '@mutua/server/database/packed-json.ts';
import { readAccounts } from '@mutua/server/loan/accounts-column.ts';
import type pg from 'pg';
import {
  asOfNow,
  bigintOf,
  countValue,
  type FigureAsk,
  type FigureQueries,
  type FigureQuery,
  moneyValue,
  rateValue,
} from './figure-query.ts';
import { dayOf } from './office-cases.ts';

/** Of which loans a part of a block consists. */
const PARTS: Readonly<Record<string, string>> = {
  applied: `state = 'applied'`,
  in_review: `state = 'assessed' and needs_review`,
  to_decide: `state = 'assessed' and not needs_review`,
  terms_open: `state = 'approved' and terms_accepted_at is null`,
  commitment_open: `state = 'approved' and terms_accepted_at is not null and asked`,
  collateral_open: `state = 'approved' and terms_accepted_at is not null and not asked and recorded`,
  listing_to_publish: `state = 'approved' and terms_accepted_at is not null and not asked and not recorded and prepared`,
  listing_to_prepare: `state = 'approved' and terms_accepted_at is not null and not asked and not recorded and not prepared`,
  listed: `state = 'listed'`,
  funding: `state = 'funding'`,
  funded: `state = 'funded'`,
  repaying: `state in ('disbursed', 'repaying')`,
  overdue: `state = 'overdue'`,
  defaulted: `state = 'defaulted'`,
  written_off: `state = 'written_off'`,
};

const BLOCKS: Readonly<Record<string, string>> = {
  loan_list: `state in ('applied', 'assessed')`,
  safeguard: `state = 'approved'`,
  funding: `state in ('listed', 'funding', 'funded')`,
  repayment: `state in ('disbursed', 'repaying', 'overdue', 'defaulted', 'written_off')`,
};

const STANDING = `select loan.*,
    coalesce(application.review is null or application.changed_since, true)
      and assessment.result ->> 'decision' = 'refer' as needs_review,
    exists (select 1 from safeguard.commitment as one where one.loan_id = loan.id and one.state = 'asked') as asked,
    exists (select 1 from safeguard.collateral as one where one.loan_id = loan.id and one.state = 'recorded') as recorded,
    exists (select 1 from loan.listing as one where one.loan_id = loan.id and one.state = 'prepared') as prepared,
    coalesce((
      select posted from ledger.account
      where kind = 'loan_principal' and owner = loan.id::text
    ), 0) as principal
  from loan.loan
  left join loan.application on application.loan_id = loan.id
  left join loan.assessment on assessment.loan_id = loan.id
    and assessment.number = application.assessments`;

const BEFORE = `state in ('applied', 'assessed', 'approved', 'listed', 'funding', 'funded')`;

const inCny = `currency = 'CNY'`;

function loansWhere(places: Readonly<Record<string, string>>): FigureQuery {
  return async ({ db, row }) =>
    countValue(
      await bigintOf(
        db,
        `select count(*) from (${STANDING}) as loan where ${inCny} and ${places[row]}`,
      ),
    );
}

function amountWhere(places: Readonly<Record<string, string>>): FigureQuery {
  return async ({ db, row }) =>
    moneyValue(
      await bigintOf(
        db,
        `select sum(case when ${BEFORE} then loan_amount else principal end)
         from (${STANDING}) as loan where ${inCny} and ${places[row]}`,
      ),
    );
}

const CASES = `state in ('open', 'in_progress', 'waiting', 'in_check')`;
const loansIn = (part: string) => `select count(*) from (${STANDING}) as loan where ${PARTS[part]}`;
const cases = (kind: string) =>
  `select count(*) from work.case where case_kind = '${kind}' and ${CASES}`;

const QUEUES: Readonly<Record<string, string>> = {
  applied: loansIn('applied'),
  in_review: loansIn('in_review'),
  interview: cases('interview'),
  to_decide: loansIn('to_decide'),
  listing_to_prepare: loansIn('listing_to_prepare'),
  listing_to_publish: loansIn('listing_to_publish'),
  to_disburse: loansIn('funded'),
  step_to_release: 'select count(*) from loan.servicing where proposal is not null',
  client_held: 'select count(*) from people.client where is_held',
  withdrawal: `select count(*) from wallet.withdrawal where state in ('requested', 'unknown')`,
  receipt: `select count(*) from wallet.receipt where state in ('unmatched', 'proposed')`,
  break: `select count(*) from ledger.break where state = 'found'`,
  instruction: `select count(*) from wallet.instruction where state = 'unknown'`,
  alarm: `select count(*) from wallet.alarm where state = 'open'`,
  collection: cases('collection'),
  hardship: cases('hardship'),
  fraud: cases('fraud'),
  complaint: cases('complaint'),
  warning: cases('warning'),
};

const TODAY = '(select day from calendar.business_day)';

const moved = (where: string) => `select sum(amount) from ledger.transfer
  where booked_day = ${TODAY} and kind in ('posted', 'post') and ${where}`;
const IN = `debit_account / 1000000000000000 in (10, 11) and credit_account / 1000000000000000 not in (10, 11)`;
const OUT = `credit_account / 1000000000000000 in (10, 11) and debit_account / 1000000000000000 not in (10, 11)`;

const WARNINGS: Readonly<Record<string, string>> = {
  alarm: QUEUES.alarm ?? '',
  break: QUEUES.break ?? '',
  case_late: `select count(*) from work.case
    where ${CASES} and stopped_at is null and deadline_at <= now()`,
  instruction_unknown: QUEUES.instruction ?? '',
  client_debt: `select count(*) from wallet.client_debt where state = 'owed'`,
  product_to_release: 'select count(*) from product.product_version where checker_id is null',
  tariff_to_release: 'select count(*) from product.client_tariff where checker_id is null',
  authority_to_release: 'select count(*) from people.authority where checker_id is null',
  guarantor_to_release: 'select count(*) from safeguard.guarantor where proposal is not null',
  reserve_short: 'select count(*) from safeguard.reserve_scheme where short_since is not null',
  guarantor_suspended: `select count(*) from safeguard.guarantor
    where standing ->> 'status' in ('suspended', 'failed')`,
};

const PLACES: Readonly<Record<string, string>> = {
  loans_to_remind_of: 'loan.loan where reminder_day',
  loans_to_compensate: 'loan.loan where compensation_day',
  cases_to_work: 'work.case where next_action_day',
  reserves_to_spend: 'safeguard.reserve_scheme where spend_day',
  reserves_to_accrue: 'safeguard.reserve_scheme where accrual_day',
};

const jobDone: FigureQuery = async ({ db, row }) => {
  const command = END_OF_DAY_STEPS.find(({ name }) => name === row)?.command;
  return countValue(
    await bigintOf(
      db,
      `select count(*) from commit.command where business_date = ${TODAY} and kind = $1`,
      [command],
    ),
  );
};

const jobWaiting: FigureQuery = async ({ db, row }) => {
  const step = END_OF_DAY_STEPS.find(({ name }) => name === row);
  const place = PLACES[step?.finds ?? ''];
  return countValue(
    place === undefined
      ? await bigintOf(
          db,
          `select count(*) from loan.loan where next_action_day <= ${TODAY} and state = any($1)`,
          [step?.states],
        )
      : await bigintOf(db, `select count(*) from ${place} <= ${TODAY}`),
  );
};

interface Falling {
  readonly day: number;
  readonly due: bigint;
  readonly left: bigint;
  readonly isSent: boolean;
}

interface FallingRow {
  readonly accounts: string;
  readonly rules: string;
  readonly underWay: string | null;
  /** How many have fallen due before today. */
  readonly over: number;
}

/** Of every loan that is neither written off nor was closed before today; the page shows those of four days. */
async function readFalling(db: pg.Pool): Promise<readonly Falling[]> {
  const { rows } = await db.query<FallingRow>(
    `select accounts, rules::text as rules, under_way::text as "underWay",
       case when worked_through < ${TODAY} then fallen_due else 0 end as over
     from loan.servicing join loan.loan on loan.id = servicing.loan_id
     where ${inCny} and written_off is null
       and not (loan.state = 'closed' and servicing.worked_through < ${TODAY})`,
  );
  return rows.flatMap(({ accounts, rules, underWay, over }) =>
    readAccounts(accounts)
      .slice(over)
      .map((account) => {
        const due = totalOfAmounts(account.due) - totalOfAmounts(account.waived);
        const left = totalOfAmounts(openAmounts(account));
        const day = askingDay(readPacked(rules) as Servicing['rules'], account.dueDay);
        return { day, due, left, isSent: underWay !== null };
      }),
  );
}

const KEPT_MS = 5_000;
let kept: { readonly at: number; readonly read: Promise<readonly Falling[]> } | undefined;

/** The same for all figures of a page, which are asked for together. */
function falling(db: pg.Pool): Promise<readonly Falling[]> {
  const now = Date.now();
  if (kept === undefined || now - kept.at > KEPT_MS) kept = { at: now, read: readFalling(db) };
  return kept.read;
}

const TAKES: Readonly<Record<string, (one: Falling) => boolean>> = {
  all: () => true,
  paid: ({ left }) => left === 0n,
  underWay: ({ left, isSent }) => left > 0n && isSent,
  open: ({ left, isSent }) => left > 0n && !isSent,
};

async function dueToday({ db, row }: FigureAsk): Promise<readonly Falling[]> {
  const { rows } = await db.query<{ day: string }>(`select ${TODAY}::text as day`);
  const today = dayOf(rows[0]?.day ?? '');
  const all = await falling(db);
  return all.filter((one) => one.day === today && one.due > 0n && TAKES[row]?.(one) === true);
}

async function dueOn({ db, row }: FigureAsk): Promise<readonly Falling[]> {
  const day = dayOf(row);
  return (await falling(db)).filter((one) => one.day === day && one.left > 0n);
}

const sumOf = (rows: readonly Falling[], part: 'due' | 'left') =>
  rows.reduce((total, one) => total + one[part], 0n);

const count =
  (statement: string): FigureQuery =>
  async ({ db }) =>
    countValue(await bigintOf(db, statement));
const money =
  (statement: string): FigureQuery =>
  async ({ db, row }) =>
    moneyValue(await bigintOf(db, statement, statement.includes('$1') ? [row] : []));

const EVENTS: Readonly<Record<string, string>> = {
  begun: `select (select count(*) from loan.loan) + (select count(*) from loan.draft)`,
  applied: 'select count(*) from loan.loan',
  ...Object.fromEntries(
    ['assessed', 'approved', 'listed', 'funded', 'disbursed'].map((state) => [
      state,
      `select count(distinct loan_id) from loan.transition where "to" = '${state}'`,
    ]),
  ),
};

const lendersWith = (condition: string) =>
  `select count(*) from people.client where roles::jsonb ? 'lender' and ${condition}`;
const LENDERS: Readonly<Record<string, string>> = {
  registered: lendersWith('true'),
  verified: lendersWith(
    'id in (select person_id from people.identity where verified_at is not null)',
  ),
  questionnaire: lendersWith('id in (select lender_id from people.questionnaire)'),
  topped_up: lendersWith(
    `id in (select client_id from wallet.top_up where role = 'lender' and state in ('credited', 'reversed'))`,
  ),
  lent: lendersWith('id in (select holder_id from claim.claim)'),
  received: lendersWith(
    'id in (select holder_id from claim.claim where principal_received + interest_received > 0)',
  ),
};

function shareOfBefore(steps: Readonly<Record<string, string>>): FigureQuery {
  return async ({ db, row }) => {
    const names = Object.keys(steps);
    const before = names[names.indexOf(row) - 1] ?? '';
    const [reached, former] = await Promise.all(
      [row, before].map((name) => bigintOf(db, steps[name] ?? 'select 0')),
    );
    return rateValue(Math.round((Number(reached) / Number(former)) * 1_000_000));
  };
}

export const OFFICE_FIGURES: FigureQueries = {
  'office.blockCount': loansWhere(BLOCKS),
  'office.blockAmount': amountWhere(BLOCKS),
  'office.partCount': loansWhere(PARTS),
  'office.partAmount': amountWhere(PARTS),
  'office.queueCount': async ({ db, row }) =>
    countValue(await bigintOf(db, QUEUES[row] ?? 'select -1')),
  'office.queueTotal': async ({ db }) => {
    const counts = await Promise.all(Object.values(QUEUES).map((one) => bigintOf(db, one)));
    return countValue(counts.reduce((total, one) => total + one, 0n));
  },
  'office.breaks': count(QUEUES.break ?? ''),
  'office.moneyIn': money(moved(IN)),
  'office.moneyOut': money(moved(OUT)),
  'office.moneyNet': async ({ db }) =>
    moneyValue((await bigintOf(db, moved(IN))) - (await bigintOf(db, moved(OUT)))),
  'office.disbursed': money(moved('code = 210 and reverses_id is null')),
  'office.repaid': money(moved('code in (220, 221, 410, 421) and reverses_id is null')),
  'office.jobDone': jobDone,
  'office.jobWaiting': jobWaiting,
  'office.dueCount': async (ask) => countValue((await dueToday(ask)).length),
  'office.dueAmount': async (ask) => moneyValue(sumOf(await dueToday(ask), 'due')),
  'office.nextCount': async (ask) => countValue((await dueOn(ask)).length),
  'office.nextAmount': async (ask) => moneyValue(sumOf(await dueOn(ask), 'left')),
  'office.warnings': async ({ db, row }) =>
    countValue(await bigintOf(db, asOfNow(WARNINGS[row] ?? 'select -1'))),
  'reports.reached': async ({ db, row }) =>
    countValue(await bigintOf(db, EVENTS[row] ?? 'select -1')),
  'reports.ofPrevious': shareOfBefore(EVENTS),
  'reports.lendersReached': async ({ db, row }) =>
    countValue(await bigintOf(db, LENDERS[row] ?? 'select -1')),
  'reports.lendersOfPrevious': shareOfBefore(LENDERS),
  'reports.ended': async ({ db, row }) =>
    countValue(await bigintOf(db, 'select count(*) from loan.loan where state = $1', [row])),
  'reports.times': async ({ db, row }) =>
    countValue(
      await bigintOf(
        db,
        'select count(*) from loan.transition where "from" = $1 and "to" = $2',
        row.split(' '),
      ),
    ),
  'listings.loanAmount': money('select loan_amount from loan.loan where id = $1'),
  'listings.listed': money('select loan_amount from loan.listing where loan_id = $1'),
};
