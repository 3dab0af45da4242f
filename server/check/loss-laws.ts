// The laws of loss: what is written off, what of it is principal, and who bears what is missing at the end.
import { CHART } from '@mutua/core/ledger/chart.ts';
import { type Law, sqlLaw } from './law.ts';

/** Whoever could stand behind a loan with money of one's own. */
const PAYERS = (['guarantee_deposit', 'risk_reserve', 'platform_fees', 'platform_funds'] as const)
  .map((kind) => CHART[kind].number)
  .join(', ');
const OF_ONE_LOAN = Object.values(CHART)
  .filter(({ owner }) => owner === 'loan')
  .map(({ number }) => number)
  .join(', ');

/** A reversal takes back what its earlier transfer did. */
const SIGNED = 'case when reverses_id is null then amount else -amount end';

/**
 * For each loan that was ever written off, the principal inside what is written off. The account does not tell the
 * components apart, so it is counted from the lines: what code 630 took from the principal, less what lenders were
 * paid (230) without its leaving the principal (610). When collection has ended (632) none of it is left; `missing`
 * is what it was by then.
 */
export const PRINCIPAL_WRITTEN_OFF = `
  select loan_id, missing, case when is_ended then 0 else missing end as principal, is_ended
  from (
    select subject_id as loan_id,
      coalesce(sum(${SIGNED}) filter (
        where code = 630
          and ${CHART.loan_principal.number} in (
            debit_account / 1000000000000000, credit_account / 1000000000000000
          )
      ), 0)
        - coalesce(sum(${SIGNED}) filter (where code = 230), 0)
        -- Principal that came back to a reserve, which gets all components in one line.
        - coalesce((
          select sum(principal_received)
          from claim.claim
          where claim.loan_id = subject_id and reserve_scheme_id is not null
        ), 0)
        + coalesce(sum(${SIGNED}) filter (where code = 610), 0) as missing,
      coalesce(sum(${SIGNED}) filter (where code = 632), 0) > 0 as is_ended
    from ledger.transfer
    where code in (230, 610, 630, 632)
      and subject_id in (select subject_id from ledger.transfer where code = 630)
    group by subject_id
  ) as written_off`;

export const LOSS_LAWS: readonly Law[] = [
  sqlLaw({
    name: 'written_off_stands_apart',
    words: {
      'zh-CN': '已核销借款的债务全部在已核销债务户，其余借款的该户为零',
      en: 'The debt of a loan that is written off stands in one account, and no other loan has anything there',
    },
    unit: 'debt accounts',
    examined: `select 1 from ledger.account where account_id >= 40000000000000000`,
    broken: `select format('Loan %s is %s; %s stands in its components, and %s is written off.', loan.id, loan.state,
        debt.components, debt.written_off) as violation
      from loan.loan
      join (
        select owner,
          coalesce(sum(posted) filter (where kind <> 'loan_written_off'), 0) as components,
          coalesce(sum(posted) filter (where kind = 'loan_written_off'), 0) as written_off
        from ledger.account
        where kind in ('loan_principal', 'loan_interest', 'loan_penalty', 'loan_fee', 'loan_written_off')
        group by owner
      ) as debt on debt.owner = loan.id::text
      where case
        when loan.state = 'written_off' then debt.components <> 0 or debt.written_off = 0
        else debt.written_off <> 0
      end`,
  }),
  sqlLaw({
    name: 'losses_are_what_is_missing',
    words: {
      'zh-CN':
        '已终结的借款，各债权的损失之和等于终止催收时未收回的本金与减免的本金之和；其余债权无损失',
      en: 'The losses of the claims of a loan are the principal that was waived or never came; no other claim has one',
    },
    unit: 'claims',
    examined: 'select 1 from claim.claim',
    broken: `select format('Loan %s: its claims have lost %s; the book misses %s.', loan_id, claims.loss,
        case when written_off.is_ended then written_off.missing else 0 end + coalesce(waived.principal, 0)) as violation
      from (
        select loan_id, coalesce(sum(loss), 0) as loss
        from claim.claim
        group by loan_id
      ) as claims
      left join (${PRINCIPAL_WRITTEN_OFF}) as written_off using (loan_id)
      left join (
        select subject_id as loan_id, sum(${SIGNED}) as principal
        from ledger.transfer
        where code = 620
          and ${CHART.loan_principal.number} in (
            debit_account / 1000000000000000, credit_account / 1000000000000000
          )
        group by subject_id
      ) as waived using (loan_id)
      where claims.loss
        <> case when written_off.is_ended then written_off.missing else 0 end + coalesce(waived.principal, 0)`,
  }),
  sqlLaw({
    name: 'penalty_stops_at_write_off',
    words: {
      'zh-CN': '借款核销之后不再计收罚息',
      en: 'No penalty is charged on a loan once it is written off',
    },
    unit: 'charges of penalty',
    examined: 'select 1 from ledger.transfer where code = 602',
    broken: `select format('Transfer %s charges %s of penalty on loan %s, which was written off by then.', transfer_id,
        amount, subject_id) as violation
      from ledger.transfer
      join (
        select subject_id, max(transfer_id) as last
        from ledger.transfer
        where code = 630 and reverses_id is null
        group by subject_id
      ) as written_off using (subject_id)
      where code = 602 and reverses_id is null and transfer_id > last`,
  }),
  sqlLaw({
    name: 'nobody_stands_behind_none',
    words: {
      'zh-CN': '无第三方保障的借款，没有担保人、准备金或运营机构为其付款',
      en: 'Nobody pays for a loan without a safeguard: no guarantor, no reserve, no operator',
    },
    unit: 'transfers of loans without a safeguard',
    examined: `select 1
      from ledger.transfer
      join loan.loan on loan.id = subject_id
      where safeguard = 'none'`,
    broken: `select format('Transfer %s of loan %s moves %s by code %s for a loan without a safeguard.', transfer_id,
        subject_id, amount, code) as violation
      from ledger.transfer
      join loan.loan on loan.id = subject_id
      where safeguard = 'none'
        and (
          code between 400 and 499
          or debit_account / 1000000000000000 in (${PAYERS})
            and credit_account / 1000000000000000 in (${OF_ONE_LOAN})
            and reverses_id is null
        )`,
  }),
];
