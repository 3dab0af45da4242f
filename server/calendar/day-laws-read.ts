// The laws of the chart that hold loan by loan or commit by commit, over what a day changed (glossary 6, 2 to 5).
//
// Law 1 is seen in the trial balance; law 6 stands in the codes, between whose kinds nothing else can move.
import type { Statement } from '../database/fact-table.ts';

/** More of them would not tell more. */
const FOUND_MAX = 5;

/** Loans of which an account of these kinds moved. */
function loansMoved(kinds: string): string {
  return `select distinct account.owner, account.currency
    from moved
    join ledger.account on account.account_id = moved.account_id
    where account.account_id / 1000000000000000 in (${kinds})`;
}

/** Asked with the first and last number of the day's transfers; a row for each loan that breaks a law. */
export const BROKEN_LAWS: Statement = {
  name: 'broken laws of the day',
  text: `with moved as (
      select debit_account as account_id
      from ledger.transfer
      where transfer_id between $1 and $2
      union
      select credit_account
      from ledger.transfer
      where transfer_id between $1 and $2
    ),
    debt as (
      select loan.owner,
        sum(case account.kind when 'loan_owed' then -account.posted else account.posted end) as unbalanced,
        coalesce(sum(account.posted) filter (where account.kind = 'loan_principal'), 0) as principal,
        coalesce(sum(account.posted) filter (where account.kind = 'loan_written_off'), 0) as written_off
      from (${loansMoved('40, 41, 42, 43, 44, 50')}) as loan
      join ledger.account on account.owner = loan.owner
        and account.currency = loan.currency
        and account.account_id / 1000000000000000 >= 40
      group by loan.owner, loan.currency
    )
    select 2 as law, owner
    from debt
    where unbalanced <> 0
    union all
    select 3, debt.owner
    from debt
    left join lateral (
      select coalesce(sum(outstanding), 0) as outstanding
      from claim.claim
      where claim.loan_id = debt.owner::uuid
    ) as claims on true
    where claims.outstanding not between debt.principal and debt.principal + debt.written_off
    union all
    select 4, funding.owner
    from (${loansMoved('23')}) as funding
    join ledger.account on account.owner = funding.owner
      and account.kind = 'loan_funding'
      and account.currency = funding.currency
    left join lateral (
      select coalesce(sum(amount), 0) as bids
      from loan.bid
      where bid.loan_id = funding.owner::uuid
        and bid.state in ('placed', 'accepted')
    ) as bid on true
    where account.pending_credit <> bid.bids or account.posted <> 0
    union all
    select 5, account.owner
    from (
      select debit_account as account_id, command_sequence, -amount as amount
      from ledger.transfer
      where transfer_id between $1 and $2
        and kind in ('posted', 'post')
        and debit_account / 1000000000000000 = 24
      union all
      select credit_account, command_sequence, amount
      from ledger.transfer
      where transfer_id between $1 and $2
        and kind in ('posted', 'post')
        and credit_account / 1000000000000000 = 24
    ) as repaid
    join ledger.account on account.account_id = repaid.account_id
    group by account.owner, repaid.command_sequence
    having sum(repaid.amount) <> 0
    limit ${FOUND_MAX}`,
  values: [],
  rows: -1,
};
