// The laws of risk reserves: what is in one is what was paid in for it and what was used; it was used by its published
// rule, on the loans that it covers, and on nothing else.
import { type Law, sqlLaw } from './law.ts';

/** An amount of the shares of one day, which are kept packed. */
const amount = (field: string) => `substr(share ->> '${field}', 2)::bigint`;

export const RESERVE_LAWS: readonly Law[] = [
  sqlLaw({
    name: 'reserves_are_funded_and_used',
    words: {
      'zh-CN':
        '风险准备金账户余额 = 最近一次已缴计提的应备金额（在保余额 × 计提比例）− 已返还 − 已动用 + 已追回',
      en: 'The balance of a reserve is its percentage of the outstanding principal when it was last accrued, less what was used and given back, and with what was recovered',
    },
    unit: 'loans',
    examined: 'select 1 from loan.loan',
    broken: `select format('Reserve %s has %s; %s was accrued, %s paid in, %s given back, %s used and %s recovered.',
        scheme.id, coalesce(account.posted, 0), coalesce(accrued.target, 0), contributed, released,
        coalesce(used.amount, 0), coalesce(recovered.amount, 0)) as violation
      from safeguard.reserve_scheme as scheme
      left join ledger.account on account.kind = 'risk_reserve' and account.owner = scheme.id::text
      left join (
        select distinct on (scheme_id) scheme_id, funded + asked + returned as target
        from (
          select accrual.*, coalesce((
            select sum(transfer.amount)
            from ledger.transfer
            where code = 425
              and transfer.kind = 'post'
              and subject_id = scheme_id
              and booked_day < accrual.day
          ), 0) as returned
          from safeguard.reserve_accrual as accrual
          where state = 'paid'
        ) as paid
        order by scheme_id, day desc
      ) as accrued on accrued.scheme_id = scheme.id
      left join (
        select reserve_scheme_id, sum(principal + interest) as amount
        from safeguard.compensation
        where state = 'paid' and reserve_scheme_id is not null
        group by reserve_scheme_id
      ) as used on used.reserve_scheme_id = scheme.id
      left join (
        select reserve_scheme_id, sum(principal_received + interest_received + penalty_received) as amount
        from claim.claim
        where reserve_scheme_id is not null
        group by reserve_scheme_id
      ) as recovered on recovered.reserve_scheme_id = scheme.id
      where contributed <> coalesce(accrued.target, 0)
        or coalesce(account.posted, 0)
          <> contributed - released - coalesce(used.amount, 0) + coalesce(recovered.amount, 0)`,
  }),
  sqlLaw({
    name: 'reserves_are_accrued_by_their_share',
    words: {
      'zh-CN': '每日应备金额为在保余额乘以公布的计提比例，不足部分即为当日向缴存方请求的金额',
      en: 'Each day the published share of what is outstanding is compared with what was paid in, and what is missing is asked for',
    },
    unit: 'loans',
    examined: 'select 1 from loan.loan',
    broken: `select format('Reserve %s on %s: %s of %s is not %s, or %s is not what is missing of it beyond %s.', scheme_id,
        day, accrual.accrual_ppm, outstanding, target, asked, funded) as violation
      from safeguard.reserve_accrual as accrual
      join safeguard.reserve_scheme as scheme on scheme.id = scheme_id
      where target <> ceil(outstanding::numeric * accrual.accrual_ppm / 1000000)
        or accrual.accrual_ppm <> scheme.accrual_ppm
        or asked <> greatest(target - funded, 0)
      union all
      select format('Reserve %s was not accrued on %s.', id, accrual_day)
      from safeguard.reserve_scheme
      where accrual_day < (select day from calendar.business_day)`,
  }),
  sqlLaw({
    name: 'reserves_are_shared_by_their_rule',
    words: {
      'zh-CN': '准备金每日偿付按公布的规则分配：足额全付，不足时依顺序或按比例',
      en: 'What a reserve pays on a day is shared by its published rule: all where there is enough, else in order or in proportion',
    },
    unit: 'loans',
    examined: 'select 1 from loan.loan',
    broken: `select format('Reserve %s on %s: loan %s is paid %s of %s.', scheme_id, day, loan, paid, due) as violation
      from (
        select spending.scheme_id, day, short_rule, spending.due as all_due, spending.paid as all_paid,
          share ->> 'loanId' as loan, ${amount('due')} as due, ${amount('paid')} as paid,
          sum(${amount('due')}) over (partition by spending.scheme_id, day order by place) as due_so_far,
          sum(${amount('due')}) over (partition by spending.scheme_id, day) as sum_due,
          sum(${amount('paid')}) over (partition by spending.scheme_id, day) as sum_paid,
          available
        from safeguard.reserve_spending as spending
        cross join lateral json_array_elements(shares) with ordinality as listed (share, place)
      ) as shared
      where sum_due <> all_due
        or sum_paid <> all_paid
        or all_paid <> least(all_due, available)
        or case short_rule
          when 'pro_rata' then abs(paid - due::numeric * all_paid / all_due) >= 1
          else paid <> least(due, greatest(all_paid - (due_so_far - due), 0))
        end
      union all
      select format('Reserve %s on %s: of loan %s %s was claimed, and its share is %s.', spending.scheme_id, day,
        share ->> 'loanId', coalesce(claimed.amount, 0), ${amount('paid')})
      from safeguard.reserve_spending as spending
      cross join lateral json_array_elements(shares) as listed (share)
      left join (
        select loan_id, reserve_scheme_id, claimed_on, sum(principal + interest) as amount
        from safeguard.compensation
        group by loan_id, reserve_scheme_id, claimed_on
      ) as claimed on claimed.loan_id::text = share ->> 'loanId'
        and claimed.reserve_scheme_id = spending.scheme_id
        and claimed.claimed_on = day
      where coalesce(claimed.amount, 0) <> ${amount('paid')}`,
  }),
  sqlLaw({
    name: 'reserves_pay_their_own_bad_debts',
    words: {
      'zh-CN': '准备金只用于其所覆盖的借款，全部付给出借人；追回的款项全部归还准备金',
      en: 'A reserve pays for the loans that it covers, to their lenders and whole; and gets all that comes of its claims',
    },
    unit: 'loans',
    examined: 'select 1 from loan.loan',
    broken: `select format('Transfer %s takes %s of reserve %s for loan %s, which it does not cover.', transfer_id, amount,
        owner, subject_id) as violation
      from ledger.transfer
      join ledger.account on account.account_id = transfer.debit_account
      left join loan.loan on loan.id = subject_id
      where code = 421 and loan.reserve_scheme_id::text is distinct from owner
      union all
      select format('Loan %s: %s was taken of a reserve, %s claimed of it, and its lenders got %s.', subject_id, taken,
        coalesce(claimed, 0), given)
      from (
        select subject_id, coalesce(sum(amount) filter (where code = 421), 0) as taken,
          coalesce(sum(amount) filter (where code in (422, 423)), 0) as given
        from ledger.transfer
        where code in (421, 422, 423) and kind in ('posted', 'post')
        group by subject_id
      ) as booked
      left join (
        select loan_id, sum(principal + interest) as claimed
        from safeguard.compensation
        where reserve_scheme_id is not null and state = 'paid'
        group by loan_id
      ) as paid on paid.loan_id = subject_id
      where taken <> given or taken <> coalesce(claimed, 0)
      union all
      select format('Loan %s: the claim of its reserve has received %s, and the reserve got %s.', loan_id,
        claim.received, coalesce(booked.amount, 0))
      from (
        select loan_id, sum(principal_received + interest_received + penalty_received) as received
        from claim.claim
        where reserve_scheme_id is not null
        group by loan_id
      ) as claim
      full join (
        select subject_id as loan_id, sum(case when reverses_id is null then amount else -amount end) as amount
        from ledger.transfer
        where code = 424
        group by subject_id
      ) as booked using (loan_id)
      where claim.received is distinct from coalesce(booked.amount, 0)`,
  }),
];
