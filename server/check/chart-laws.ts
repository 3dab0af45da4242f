// The laws of the chart (glossary 6), over the whole book; and that no lender's money can become another's.
import { CASH_KINDS, CHART } from '@mutua/core/ledger/chart.ts';
import { type Law, sqlLaw } from './law.ts';
import { PRINCIPAL_WRITTEN_OFF } from './loss-laws.ts';

const CASH = CASH_KINDS.map((kind) => CHART[kind].number).join(', ');
const PLATFORM = [CHART.platform_fees.number, CHART.platform_funds.number].join(', ');
const OF_ONE_LOAN = Object.values(CHART)
  .filter(({ owner }) => owner === 'loan')
  .map(({ number }) => number)
  .join(', ');
/** Money of a client that a code lets pass straight to a partner, on the client's own authorisation. */
const BETWEEN_CASH = '211, 402';

const LOANS = 'select 1 from loan.loan';

function digits(side: 'debit' | 'credit'): string {
  return `${side}_account / 1000000000000000`;
}

export const CHART_LAWS: readonly Law[] = [
  sqlLaw({
    name: 'custody_equals_client_money',
    words: {
      'zh-CN': '存管存款与通道清算之和等于资金侧其余账户之和（章法一）',
      en: 'Custody and clearing are what all other money accounts have (law 1)',
    },
    unit: 'money accounts',
    examined: `select 1 from ledger.account where account_id < 40000000000000000`,
    broken: `select format('%s: %s at the custodian and on the way, %s in the other accounts.', currency,
        coalesce(sum(posted) filter (where kind in ('custody', 'rails_clearing')), 0),
        coalesce(sum(posted) filter (where kind not in ('custody', 'rails_clearing')), 0)) as violation
      from ledger.account
      where account_id < 40000000000000000
      group by currency
      having sum(case when kind in ('custody', 'rails_clearing') then posted else -posted end) <> 0`,
  }),
  sqlLaw({
    name: 'debt_equals_owed',
    words: {
      'zh-CN': '每笔借款的各项应还之和等于债务对方（章法二）',
      en: 'For each loan the components of its debt are what is owed (law 2)',
    },
    unit: 'debt accounts',
    examined: `select 1 from ledger.account where account_id >= 40000000000000000`,
    broken: `select format('Loan %s: the components differ from what is owed by %s %s.', owner, currency,
        sum(case kind when 'loan_owed' then -posted else posted end)) as violation
      from ledger.account
      where account_id >= 40000000000000000
      group by owner, currency
      having sum(case kind when 'loan_owed' then -posted else posted end) <> 0`,
  }),
  sqlLaw({
    name: 'claims_equal_principal',
    words: {
      'zh-CN': '每笔借款的债权剩余本金之和等于账上应还本金与已核销本金之和（章法三）',
      en: 'For each loan the outstanding principal of its claims is the principal in the book, written off or not (law 3)',
    },
    unit: 'claims',
    examined: 'select 1 from claim.claim',
    broken: `select format('Loan %s: its claims have %s outstanding, the book has %s, and %s written off.', loan.id,
        coalesce(claims.outstanding, 0), coalesce(debt.posted, 0), coalesce(written_off.principal, 0)) as violation
      from loan.loan
      left join (select * from ledger.account where kind = 'loan_principal') as debt on debt.owner = loan.id::text
      left join (
        select loan_id, sum(outstanding) as outstanding
        from claim.claim
        group by loan_id
      ) as claims on claims.loan_id = loan.id
      left join (${PRINCIPAL_WRITTEN_OFF}) as written_off on written_off.loan_id = loan.id
      where coalesce(claims.outstanding, 0) <> coalesce(debt.posted, 0) + coalesce(written_off.principal, 0)`,
  }),
  sqlLaw({
    name: 'funding_equals_bids',
    words: {
      'zh-CN': '每笔借款募集户的待入账贷方等于其有效投标之和，且已入账余额为零（章法四）',
      en: 'For each loan the held credits of its funding account are its standing bids, and nothing rests there (law 4)',
    },
    unit: 'loans',
    examined: LOANS,
    broken: `select format('Loan %s: %s held and %s booked for funding, %s of standing bids.', owner,
        coalesce(account.pending_credit, 0), coalesce(account.posted, 0), coalesce(bid.amount, 0)) as violation
      from (select * from ledger.account where kind = 'loan_funding') as account
      full join (
        select loan_id::text as owner, sum(amount) as amount
        from loan.bid
        where state in ('placed', 'accepted')
        group by loan_id
      ) as bid using (owner)
      where coalesce(account.pending_credit, 0) <> coalesce(bid.amount, 0)
        or coalesce(account.posted, 0) <> 0
        or coalesce(account.pending_debit, 0) <> 0`,
  }),
  sqlLaw({
    name: 'repayments_pass_through',
    words: {
      'zh-CN': '每次提交转入还款清分户的金额等于转出的金额（章法五）',
      en: 'What comes into a repayment account goes out of it by the same command (law 5)',
    },
    unit: 'repayment lines',
    examined: `select 1
      from ledger.transfer
      where 24 in (${digits('debit')}, ${digits('credit')})
        and kind in ('posted', 'post')`,
    broken: `select format('Command %s leaves %s in account %s.', command_sequence, sum(amount), account_id) as violation
      from (
        select debit_account as account_id, command_sequence, -amount as amount
        from ledger.transfer
        where kind in ('posted', 'post') and ${digits('debit')} = 24
        union all
        select credit_account, command_sequence, amount
        from ledger.transfer
        where kind in ('posted', 'post') and ${digits('credit')} = 24
      ) as line
      group by account_id, command_sequence
      having sum(amount) <> 0`,
  }),
  sqlLaw({
    name: 'operator_by_its_codes',
    words: {
      'zh-CN': '运营机构账户只按费用与催收代码与客户、借款账户往来（章法六）',
      en: "The operator's accounts meet cash and loan accounts by the codes of fees and collection only (law 6)",
    },
    unit: 'transfers of the operator',
    examined: `select 1
      from ledger.transfer
      where ${digits('debit')} in (${PLATFORM}) or ${digits('credit')} in (${PLATFORM})`,
    broken: `select format('Transfer %s moves money between the operator and a client by code %s.', transfer_id, code)
        as violation
      from ledger.transfer
      where (
          ${digits('debit')} in (${PLATFORM}) and ${digits('credit')} in (${CASH}, ${OF_ONE_LOAN})
          or ${digits('credit')} in (${PLATFORM}) and ${digits('debit')} in (${CASH}, ${OF_ONE_LOAN})
        )
        and code not between 300 and 399
        and code not between 500 and 599`,
  }),
  sqlLaw({
    name: 'no_cash_to_cash',
    words: {
      'zh-CN': '没有流水把一位客户的现金直接变成另一位客户的现金',
      en: "No transfer turns one client's cash into another's",
    },
    unit: 'transfers',
    examined: 'select 1 from ledger.transfer',
    broken: `select format('Transfer %s moves cash from %s to %s by code %s.', transfer_id, debit_account,
        credit_account, code) as violation
      from ledger.transfer
      where ${digits('debit')} in (${CASH})
        and ${digits('credit')} in (${CASH})
        and code not in (${BETWEEN_CASH})`,
  }),
  sqlLaw({
    name: 'loan_money_stays_with_its_loan',
    words: {
      'zh-CN': '借款账户只与同一笔借款往来：募集款只给其借款人，回款只给其债权人',
      en: 'The accounts of a loan meet only that loan: its funding its borrower, its repayments its holders',
    },
    unit: 'transfers of loans',
    examined: `select 1
      from ledger.transfer
      where ${digits('debit')} in (${OF_ONE_LOAN}) or ${digits('credit')} in (${OF_ONE_LOAN})`,
    broken: `select format('Transfer %s of loan %s goes from %s/%s to %s/%s.', transfer_id, subject_id, debit.kind,
        debit.owner, credit.kind, credit.owner) as violation
      from ledger.transfer
      join ledger.account as debit on debit.account_id = transfer.debit_account
      join ledger.account as credit on credit.account_id = transfer.credit_account
      where ${digits('debit')} in (${OF_ONE_LOAN}) and debit.owner <> subject_id::text
        or ${digits('credit')} in (${OF_ONE_LOAN}) and credit.owner <> subject_id::text
        or code = 210 and not exists (
          select from loan.loan where loan.id = subject_id and loan.borrower_id::text = credit.owner
        )
        or code in (220, 621) and ${digits('debit')} = 21 and not exists (
          select from loan.loan where loan.id = subject_id and loan.borrower_id::text = debit.owner
        )
        or code in (230, 231, 232, 411, 412, 422, 423) and not exists (
          select from claim.claim
          where claim.loan_id = subject_id
            -- A reversal has its sides exchanged.
            and claim.holder_id::text = case when reverses_id is null then credit.owner else debit.owner end
        )`,
  }),
];
