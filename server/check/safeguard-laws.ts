// The laws of safeguards: a line holds what is promised out of it, and nobody lends on a promise or a thing that is not
// there.
import { type Law, sqlLaw } from './law.ts';

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
          when 'principal_only' then 1
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
];
