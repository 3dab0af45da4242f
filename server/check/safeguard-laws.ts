// The laws of safeguards: a line holds what is promised out of it, and nobody lends on a promise or a thing that is not
// there.
import { type Law, sqlLaw } from './law.ts';
import { RESERVE_LAWS } from './reserve-laws.ts';

/** Public, and not at its end. */
const STANDING = `('listed', 'funding', 'funded', 'disbursed', 'repaying', 'overdue', 'defaulted', 'written_off')`;

export const SAFEGUARD_LAWS: readonly Law[] = [
  sqlLaw({
    name: 'lines_hold_what_is_promised',
    words: {
      'zh-CN': '担保人的已用额度等于其已签署且未解除的担保承诺之和',
      en: 'What is used of a guarantor’s line is the sum of what it has signed and is not released from',
    },
    unit: 'guarantors',
    examined: 'select 1 from safeguard.guarantor',
    broken: `select format('Guarantor %s counts %s; its commitments come to %s.', guarantor.id, committed,
        coalesce(signed.amount, 0)) as violation
      from safeguard.guarantor
      left join (
        select guarantor_id, sum(amount) as amount
        from safeguard.commitment
        where state = 'signed'
        group by guarantor_id
      ) as signed on signed.guarantor_id = guarantor.id
      where committed <> coalesce(signed.amount, 0)
      union all
      select format('Commitment %s is of %s, who is no guarantor.', commitment.id, guarantor_id)
      from safeguard.commitment
      where not exists (select from safeguard.guarantor where guarantor.id = guarantor_id)`,
  }),
  sqlLaw({
    name: 'guarantors_stand_behind_their_loans',
    words: {
      'zh-CN': '有担保的标的，每一顺位均有担保人签署承诺；担保人不是平台运营机构，也不是借款人',
      en: 'Behind every loan that is listed with guarantors one has signed in each place, and none is the operator or the borrower',
    },
    unit: 'loans',
    examined: 'select 1 from loan.loan',
    broken: `select format('Loan %s is %s with %s, and %s have signed for it.', loan.id, loan.state, loan.safeguard,
        coalesce(signed.places, 0)) as violation
      from loan.loan
      left join (
        select loan_id, count(distinct place) as places
        from safeguard.commitment
        where signed_at is not null
        group by loan_id
      ) as signed on signed.loan_id = loan.id
      where loan.state in ${STANDING}
        and coalesce(signed.places, 0) <> case loan.safeguard
          when 'dual_guarantee' then 2
          when 'guarantee' then 1
          when 'principal_only' then case when loan.reserve_scheme_id is null then 1 else 0 end
          else 0
        end
      union all
      select format('Commitment %s is of %s, who may not stand behind loan %s.', commitment.id, guarantor_id, loan_id)
      from safeguard.commitment
      join loan.loan on loan.id = commitment.loan_id
      where guarantor_id = loan.borrower_id
        or exists (select from people.operator where operator.id = guarantor_id)`,
  }),
  sqlLaw({
    name: 'secured_loans_keep_their_collateral',
    words: {
      'zh-CN': '有抵质押的标的，结清前其抵质押物均在登记之中，或已为该笔债务处置',
      en: 'Behind every secured loan that is listed, something is registered until it ends, or was sold for it',
    },
    unit: 'loans',
    examined: 'select 1 from loan.loan',
    broken: `select format('Loan %s is %s on %s, and nothing is registered for it.', id, state, security) as violation
      from loan.loan
      where state in ${STANDING}
        and security <> 'unsecured'
        and not exists (
          select from safeguard.collateral
          where collateral.loan_id = loan.id
            and commitment_id is null
            and collateral.state in ('registered', 'disposed')
        )`,
  }),
  sqlLaw({
    name: 'compensation_becomes_a_claim',
    words: {
      'zh-CN':
        '每笔代偿取得的债权，其本金等于付款人就该笔借款已代偿的本金之和，由签署承诺的担保人持有',
      en: 'What a payer holds of a loan by subrogation is the principal that it has paid for it, and it had promised it',
    },
    unit: 'claims',
    examined: 'select 1 from claim.claim',
    broken: `select format('Loan %s: %s has paid %s of principal and holds %s.', loan_id, payer_id,
        coalesce(paid.principal, 0), coalesce(held.principal, 0)) as violation
      from (
        select loan_id, guarantor_id as payer_id, sum(principal) as principal
        from safeguard.compensation
        where state = 'paid'
        group by loan_id, guarantor_id
      ) as paid
      full join (
        select loan_id, holder_id as payer_id, principal
        from claim.claim
        where origin = 'subrogation'
      ) as held using (loan_id, payer_id)
      where paid.principal is distinct from held.principal
      union all
      select format('Compensation %s of loan %s is of %s, who has not signed for it.', compensation.id,
        compensation.loan_id, compensation.guarantor_id)
      from safeguard.compensation
      left join safeguard.commitment on commitment.id = compensation.commitment_id
      left join safeguard.reserve_scheme as scheme on scheme.id = compensation.reserve_scheme_id
      left join loan.loan on loan.id = compensation.loan_id
      where case
        when compensation.reserve_scheme_id is null then
          (commitment.loan_id, commitment.guarantor_id)
            is distinct from (compensation.loan_id, compensation.guarantor_id)
          or commitment.signed_at is null
        else
          (scheme.trustee_id, scheme.id)
            is distinct from (compensation.guarantor_id, loan.reserve_scheme_id)
      end`,
  }),
  sqlLaw({
    name: 'compensation_reaches_the_lenders',
    words: {
      'zh-CN': '每笔借款的代偿款全部付给出借人，等于已付代偿之和，且只出自应付代偿的担保人',
      en: 'What is compensated on a loan comes from its payers alone, goes to its lenders whole, and is what was claimed',
    },
    unit: 'claims',
    examined: 'select 1 from claim.claim',
    broken: `select format('Loan %s: %s was claimed of %s and %s in interest; the book took %s, and paid %s and %s.', loan_id,
        coalesce(claimed.principal, 0), coalesce(claimed.payer, booked.payer), coalesce(claimed.interest, 0),
        coalesce(booked.amount, 0), coalesce(lenders.principal, 0), coalesce(lenders.interest, 0)) as violation
      from (
        select loan_id, guarantor_id::text as payer, sum(principal) as principal, sum(interest) as interest,
          sum(sum(principal)) over (partition by loan_id) as loan_principal,
          sum(sum(interest)) over (partition by loan_id) as loan_interest
        from safeguard.compensation
        where state = 'paid' and reserve_scheme_id is null
        group by loan_id, guarantor_id
      ) as claimed
      full join (
        select subject_id as loan_id, account.owner as payer, sum(amount) as amount
        from ledger.transfer
        join ledger.account on account.account_id = transfer.debit_account
        where code = 410 and transfer.kind = 'post'
        group by subject_id, account.owner
      ) as booked using (loan_id, payer)
      left join (
        select subject_id as loan_id, sum(amount) filter (where code = 411) as principal,
          sum(amount) filter (where code = 412) as interest
        from ledger.transfer
        where code in (411, 412)
        group by subject_id
      ) as lenders using (loan_id)
      where claimed.principal + claimed.interest is distinct from booked.amount
        or claimed.loan_principal <> coalesce(lenders.principal, 0)
        or claimed.loan_interest <> coalesce(lenders.interest, 0)`,
  }),
  sqlLaw({
    name: 'compensation_is_called_in_time',
    words: {
      'zh-CN': '代偿日已过的借款，代偿已支付、在途或被记录为未付',
      en: 'Where the day for compensation has passed, it is paid, on its way, or recorded as missed',
    },
    unit: 'loans',
    examined: 'select 1 from loan.loan',
    broken: `select format('Loan %s: compensation was due on %s, and nobody was called.', loan.id, compensation_day)
        as violation
      from loan.loan
      join loan.servicing on servicing.loan_id = loan.id
      where compensation_day < (select day from calendar.business_day)
        and under_way is null`,
  }),
  ...RESERVE_LAWS,
];
