// What the close of a day and the calendar must show, recomputed from accounts, lines, breaks and the log.
import { END_OF_DAY_STEPS } from '@mutua/core/calendar/end-of-day.ts';
import type pg from 'pg';
import {
  bigintOf,
  countValue,
  type FigureQueries,
  type FigureQuery,
  moneyValue,
} from './figure-query.ts';

const TODAY = '(select day from calendar.business_day)';
const SINCE = '(select first_transfer_id from calendar.business_day)';
const LOGGED = '(select first_sequence from calendar.business_day)';
const BOOKED = `kind in ('posted', 'post')`;

/** The day's lines on one side of all accounts of a kind. */
function movedSql(side: 'debit' | 'credit', when: string): string {
  return `select coalesce(sum(transfer.amount), 0)
    from ledger.transfer
    join ledger.account on account.account_id = transfer.${side}_account
    where account.kind = $1 and transfer.${BOOKED} and ${when}`;
}

/** Debit accounts grow by debits; what a rail still has to bring stands against the rest. */
const DEBIT_KINDS: readonly string[] = ['custody', 'rails_clearing'];

async function movedToday(db: pg.Pool, kind: string, way: 'in' | 'out'): Promise<bigint> {
  const isReversed = kind === 'rails_clearing';
  const grows = DEBIT_KINDS.includes(kind) ? 'debit' : 'credit';
  const falls = grows === 'debit' ? 'credit' : 'debit';
  const side = (way === 'in') === isReversed ? falls : grows;
  return bigintOf(db, movedSql(side, `transfer.transfer_id >= ${SINCE}`), [kind]);
}

async function ledgerOf(db: pg.Pool, kind: string): Promise<bigint> {
  const text = 'select coalesce(sum(posted), 0) from ledger.account where kind = $1';
  const posted = await bigintOf(db, text, [kind]);
  return kind === 'rails_clearing' ? -posted : posted;
}

/** Of the breaks of the day that the last comparison still found. */
const STANDING = `day = ${TODAY} and (state <> 'mended' or mended_by is not null)`;
const GAP = `coalesce(theirs, '0')::bigint - coalesce(ours, '0')::bigint`;

/** On which kind of account a difference of balance stands, as text of SQL. */
const KIND_OF_ACCOUNT = `case
    when account like 'unmatched/%' then 'unmatched'
    when exists (select 1 from wallet.own_account as own where own.account = found.account) then 'platform_fees'
    else coalesce((
      select held.role || '_cash'
      from people.client, (values ('lender'), ('borrower'), ('partner')) as held (role)
      where client.custody_accounts ->> held.role = found.account
      limit 1
    ), '')
  end`;

async function differenceOf(db: pg.Pool, kind: string): Promise<bigint> {
  if (kind === 'custody') {
    return bigintOf(
      db,
      `select coalesce(sum(${GAP}), 0) from ledger.break
       where ${STANDING} and kind = 'control_total_differs' and reference = 'booked'`,
    );
  }
  if (kind === 'rails_clearing') {
    return bigintOf(
      db,
      `select coalesce(sum(case when reference like '% reversal%' then -(${GAP}) else ${GAP} end), 0)
       from ledger.break
       where ${STANDING} and rail = 'payment_provider'
         and kind in ('missing_in_ledger', 'missing_at_bank', 'amount_differs')`,
    );
  }
  return bigintOf(
    db,
    `select coalesce(sum(gap), 0) from (
       select ${GAP} as gap, regexp_replace(reference, ' [a-z]+( #[0-9]+)?$', '') as account
       from ledger.break
       where ${STANDING} and kind = 'balance_differs' and reference ~ ' booked( #[0-9]+)?$'
     ) as found
     where ${KIND_OF_ACCOUNT} = $1`,
    [kind],
  );
}

const breaksOnKind: FigureQuery = async ({ db, row }) => {
  if (row === 'custody') {
    return countValue(
      await bigintOf(
        db,
        `select count(*) from ledger.break
         where ${STANDING} and kind = 'control_total_differs' and reference = 'booked'`,
      ),
    );
  }
  if (row === 'rails_clearing') {
    return countValue(
      await bigintOf(
        db,
        `select count(*) from ledger.break
         where ${STANDING} and rail = 'payment_provider'
           and kind in ('missing_in_ledger', 'missing_at_bank', 'amount_differs')`,
      ),
    );
  }
  return countValue(
    await bigintOf(
      db,
      `select count(*) from (
         select regexp_replace(reference, ' [a-z]+( #[0-9]+)?$', '') as account
         from ledger.break
         where ${STANDING} and kind = 'balance_differs' and reference ~ ' booked( #[0-9]+)?$'
       ) as found
       where ${KIND_OF_ACCOUNT} = $1`,
      [row],
    ),
  );
};

const theirs: FigureQuery = async ({ db, row }) =>
  moneyValue((await ledgerOf(db, row)) + (await differenceOf(db, row)));

const WAITING = `(select count(*) from loan.loan where next_action_day <= ${TODAY})
  + (select count(*) from loan.loan where reminder_day <= ${TODAY})
  + (select count(*) from loan.loan where compensation_day <= ${TODAY})
  + (select count(*) from safeguard.reserve_scheme where spend_day <= ${TODAY})
  + (select count(*) from safeguard.reserve_scheme where accrual_day <= ${TODAY})
  + (select count(*) from work.case where next_action_day <= ${TODAY})`;

const stepCount: FigureQuery = async ({ db, row }) => {
  const commands = END_OF_DAY_STEPS.map(({ command }) => `'${command}'`).join(', ');
  const worked = `select count(*) from commit.command
    where sequence >= ${LOGGED} and kind in (${commands})`;
  const texts: Readonly<Record<string, string>> = {
    stop_bookings: `select count(*) from ledger.transfer where transfer_id >= ${SINCE}`,
    work_due: `select case
        when (select state from calendar.business_day) = 'processing' and ${WAITING} = 0 then (${worked})
        else ${WAITING}
      end`,
    compare_rails: `select count(*) from ledger.break where state = 'found'`,
    explain_breaks: `select count(*) from ledger.break where state = 'found'`,
    check_laws: 'select 6',
  };
  return countValue(await bigintOf(db, texts[row] ?? 'select -1'));
};

const MOVED = `(
    select debit_account as account_id from ledger.transfer where transfer_id >= ${SINCE}
    union
    select credit_account from ledger.transfer where transfer_id >= ${SINCE}
  ) as moved
  join ledger.account on account.account_id = moved.account_id`;

const lawExamined: FigureQuery = async ({ db, row }) => {
  const ofKind = (kinds: string) =>
    `select count(*) from ${MOVED} where account.kind in (${kinds})`;
  const debts = `select count(distinct account.owner) from ${MOVED}
    where account.kind in ('loan_principal', 'loan_interest', 'loan_penalty', 'loan_fee', 'loan_written_off',
      'loan_owed')`;
  const texts: Readonly<Record<string, string>> = {
    1: `select count(*) from ledger.transfer where transfer_id >= ${SINCE}`,
    2: debts,
    3: debts,
    4: ofKind(`'loan_funding'`),
    5: ofKind(`'loan_repayment'`),
    6: `select count(*) from ledger.transfer where transfer_id >= ${SINCE} and exists (
        select 1 from ledger.account
        where account_id in (debit_account, credit_account)
          and kind in ('platform_fees', 'platform_funds'))`,
  };
  return countValue(await bigintOf(db, texts[row] ?? 'select -1'));
};

const jobWaiting: FigureQuery = async ({ db, row }) => {
  const step = END_OF_DAY_STEPS.find(({ name }) => name === row);
  const places: Readonly<Record<string, string>> = {
    loans_to_work: `loan.loan where next_action_day <= ${TODAY} and state = any ($1::text[])`,
    loans_to_remind_of: `loan.loan where reminder_day <= ${TODAY} and $1::text[] is not null`,
    loans_to_compensate: `loan.loan where compensation_day <= ${TODAY} and $1::text[] is not null`,
    reserves_to_spend: `safeguard.reserve_scheme where spend_day <= ${TODAY} and $1::text[] is not null`,
    reserves_to_accrue: `safeguard.reserve_scheme where accrual_day <= ${TODAY} and $1::text[] is not null`,
    cases_to_work: `work.case where next_action_day <= ${TODAY} and $1::text[] is not null`,
  };
  const place = places[step?.finds ?? ''] ?? 'loan.loan where false';
  return countValue(await bigintOf(db, `select count(*) from ${place}`, [step?.states ?? []]));
};

const jobDone: FigureQuery = async ({ db, row }) => {
  const step = END_OF_DAY_STEPS.find(({ name }) => name === row);
  const text = `select count(*) from commit.command where sequence >= ${LOGGED} and kind = $1`;
  return countValue(await bigintOf(db, text, [step?.command ?? '']));
};

const oneOf =
  (text: string): FigureQuery =>
  async ({ db, row }) =>
    moneyValue(await bigintOf(db, text, [row]));

export const OFFICE_CLOSE_FIGURES: FigureQueries = {
  'officeClose.opening': async ({ db, row }) => {
    const before = (side: 'debit' | 'credit') =>
      bigintOf(db, movedSql(side, `transfer.transfer_id < ${SINCE}`), [row]);
    const [debit, credit] = [await before('debit'), await before('credit')];
    // What a rail still has to bring stands against the rest.
    return moneyValue(row === 'custody' ? debit - credit : credit - debit);
  },
  'officeClose.moneyIn': async ({ db, row }) => moneyValue(await movedToday(db, row, 'in')),
  'officeClose.moneyOut': async ({ db, row }) => moneyValue(await movedToday(db, row, 'out')),
  'officeClose.ledger': async ({ db, row }) => moneyValue(await ledgerOf(db, row)),
  'officeClose.custodian': theirs,
  'officeClose.provider': theirs,
  'officeClose.difference': async ({ db, row }) => moneyValue(await differenceOf(db, row)),
  'officeClose.groupBreaks': breaksOnKind,
  'officeClose.stepCount': stepCount,
  'officeClose.lawExamined': lawExamined,
  'officeClose.openBreaks': async ({ db }) =>
    countValue(await bigintOf(db, `select count(*) from ledger.break where state = 'found'`)),
  'officeClose.breakDifference': oneOf(`select ${GAP} from ledger.break where id = $1::uuid`),
  'officeClose.compared': oneOf(
    'select coalesce(theirs, ours)::bigint from ledger.break where id = $1::uuid',
  ),
  'officeClose.booked': oneOf('select amount from ledger.transfer where transfer_id = $1::bigint'),
  'officeClose.asked': oneOf('select amount from wallet.top_up where id = $1::uuid'),
  'officeClose.atBank': oneOf(
    `select coalesce(
       (select max(amount) from wallet.receipt where bank_reference = $1),
       (select max(amount) from wallet.bank_movement where bank_reference = $1)
     )`,
  ),
  'officeClose.closedTransfers': async ({ db, row }) =>
    countValue(
      await bigintOf(
        db,
        `select count(*) from ledger.transfer, ledger.day_close as close
         where close.day = $1::date
           and transfer.transfer_id between close.first_transfer_id and close.last_transfer_id`,
        [row],
      ),
    ),
  'officeClose.closedCustody': oneOf(
    `select coalesce(sum(case account.account_id when debit_account then amount else -amount end), 0)
     from ledger.transfer
     join ledger.account on account.account_id in (debit_account, credit_account)
     where account.kind = 'custody' and transfer.${BOOKED} and transfer.transfer_id
       <= (select last_transfer_id from ledger.day_close where day = $1::date)`,
  ),
  'officeClose.closedBreaks': async ({ db, row }) =>
    countValue(await bigintOf(db, 'select count(*) from ledger.break where day = $1::date', [row])),
  'officeCalendar.jobWaiting': jobWaiting,
  'officeCalendar.jobDone': jobDone,
};
