// The laws of corrections: what a holder received changes its components and never its owner, unless the custodian took
// the whole repayment back.
import { CHART } from '@mutua/core/ledger/chart.ts';
import { type Law, sqlLaw } from './law.ts';

const POOL = CHART.loan_repayment.number;

/** Reversals of what holders received; there is an index on what reverses. */
const RESTATED = `
  select transfer_id, command_sequence, subject_id
  from ledger.transfer
  where reverses_id is not null and code in (230, 231, 232)`;

/** Every line between the loan's repayment account and another account, by the commands that restate. */
const LINES = `
  select restating.command_sequence, restating.subject_id, line.other, line.amount, line.code
  from (select distinct command_sequence, subject_id from (${RESTATED}) as restated) as restating
  join ledger.account as pool on pool.owner = restating.subject_id::text
    and pool.account_id / 1000000000000000 = ${POOL}
  cross join lateral (
    select credit_account as other, -amount as amount, code
    from ledger.transfer
    where debit_account = pool.account_id
      and command_sequence = restating.command_sequence
      and kind in ('posted', 'post')
    union all
    select debit_account, amount, code
    from ledger.transfer
    where credit_account = pool.account_id
      and command_sequence = restating.command_sequence
      and kind in ('posted', 'post')
  ) as line`;

export const CORRECTION_LAWS: readonly Law[] = [
  sqlLaw({
    name: 'corrections_move_no_money',
    words: {
      'zh-CN': '更正已分配的回款只改变其构成，不改变任何人的资金；存管银行整笔撤回的除外',
      en: 'A correction of what holders received changes its components and nobody’s money, unless all of it was taken back',
    },
    unit: 'reversals of claim payments',
    examined: RESTATED,
    broken: `select format('Command %s restates repayments of loan %s, and account %s has %s less by it.',
        command_sequence, subject_id, other, sum(amount)) as violation
      from (
        select *, bool_or(code = 220) over (partition by command_sequence, subject_id) as is_taken_back
        from (${LINES}) as line
      ) as line
      where not is_taken_back
      group by command_sequence, subject_id, other
      having sum(amount) <> 0`,
  }),
  sqlLaw({
    name: 'repayments_are_taken_back_whole',
    words: {
      'zh-CN': '存管银行撤回的每笔分配，账上恰有一笔还款被冲正，反之亦然',
      en: 'For every distribution that the custodian took back one repayment is reversed in the book, and no other is',
    },
    unit: 'repayments taken back',
    examined: 'select 1 from ledger.transfer where reverses_id is not null and code = 220',
    broken: `select format('Loan %s: the custodian took back %s repayments, the book reverses %s.', loan_id,
        coalesce(told.count, 0), coalesce(booked.count, 0)) as violation
      from (
        select loan_id, count(*) as count
        from wallet.instruction
        where reversed_by is not null
        group by loan_id
      ) as told
      full join (
        select subject_id as loan_id, count(*) as count
        from ledger.transfer
        where reverses_id is not null and code = 220
        group by subject_id
      ) as booked using (loan_id)
      where told.count is distinct from booked.count`,
  }),
];
