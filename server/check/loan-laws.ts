// The laws of loans, bids, claims and people against each other and against the book.
import { TRANSITIONS } from '@mutua/core/loan/life.ts';
import { type Law, sqlLaw } from './law.ts';
import { PRINCIPAL_WRITTEN_OFF } from './loss-laws.ts';

/** Every step that the map of a loan's life has: event, from, to. */
const STEPS = Object.entries(TRANSITIONS).flatMap(([event, { from, to }]) =>
  from.length === 0 ? [`${event}  ${to}`] : from.map((state) => `${event} ${state} ${to}`),
);

export const LOAN_LAWS: readonly Law[] = [
  sqlLaw({
    name: 'loans_follow_their_transitions',
    words: {
      'zh-CN': '每笔借款的状态是其流转记录的末态，流转连续且均属允许',
      en: 'The state of every loan is where its transitions lead, one after the other, each of them allowed',
    },
    unit: 'transitions',
    examined: 'select 1 from loan.transition',
    broken: `select format('Loan %s is %s after %s steps; its transitions say %s after %s.', loan.id, loan.state,
        loan.transitions, coalesce(steps.state, 'nothing'), coalesce(steps.count, 0)) as violation
      from loan.loan
      left join (
        select loan_id, count(*) as count, (array_agg("to" order by number desc))[1] as state
        from loan.transition
        group by loan_id
      ) as steps on steps.loan_id = loan.id
      where (loan.state, loan.transitions) is distinct from (steps.state, steps.count)
      union all
      select format('Transition %s of loan %s: %s from %s to %s may not be.', number, loan_id, event,
        coalesce("from", 'nothing'), "to")
      from (
        select *,
          lag("to") over (partition by loan_id order by number) as before,
          row_number() over (partition by loan_id order by number) as place
        from loan.transition
      ) as step
      where number <> place
        or "from" is distinct from before
        or not (event || ' ' || coalesce("from", '') || ' ' || "to" = any ($1::text[]))`,
    values: [STEPS],
  }),
  sqlLaw({
    name: 'bids_are_held',
    words: {
      'zh-CN': '每笔有效投标有一笔等额冻结，其余投标没有',
      en: 'Every standing bid has an open hold of its amount, and no other bid has one',
    },
    unit: 'bids',
    examined: 'select 1 from loan.bid',
    broken: `select format('Bid %s of %s is %s; its hold %s has %s.', bid.id, bid.amount, bid.state, bid.hold_id,
        coalesce(hold.amount::text, 'nothing')) as violation
      from loan.bid
      left join ledger.hold on hold.hold_id = bid.hold_id
      left join ledger.account as cash on cash.account_id = hold.debit_account
      where case
        when bid.state in ('placed', 'accepted') then
          (hold.amount, hold.subject_id, hold.code, cash.owner)
            is distinct from (bid.amount, bid.loan_id, 200::smallint, bid.lender_id::text)
        else hold.hold_id is not null
      end
      union all
      select format('Hold %s of %s is held for no bid.', hold_id, hold.amount)
      from ledger.hold
      where code = 200 and not exists (select from loan.bid where bid.hold_id = hold.hold_id)`,
  }),
  sqlLaw({
    name: 'loans_count_their_bids',
    words: {
      'zh-CN': '每笔借款的已投、已冻结金额等于其投标之和，不超过借款金额',
      en: 'What a loan counts as accepted and as frozen are the sums of its bids, and never more than the loan',
    },
    unit: 'loans',
    examined: 'select 1 from loan.loan',
    broken: `select format('Loan %s of %s counts %s accepted and %s frozen; its bids come to %s and %s.', loan.id,
        loan_amount, accepted, frozen, coalesce(bid.accepted_bids, 0), coalesce(bid.frozen_bids, 0)) as violation
      from loan.loan
      left join (
        select loan_id,
          sum(amount) filter (where state in ('placed', 'accepted', 'converted')) as accepted_bids,
          sum(amount) filter (where state in ('placed', 'accepted', 'converted') and freeze_state = 'confirmed')
            as frozen_bids
        from loan.bid
        group by loan_id
      ) as bid on bid.loan_id = loan.id
      where (accepted, frozen) <> (coalesce(bid.accepted_bids, 0), coalesce(bid.frozen_bids, 0))
        or accepted > loan_amount`,
  }),
  sqlLaw({
    name: 'claims_are_between_borrower_and_lender',
    words: {
      'zh-CN': '每份债权的债务人是该笔借款的借款人，债权人是出借人，平台及其运营机构均不是当事方',
      en: 'The debtor of every claim is the borrower of its loan, its holder a lender, and the operator neither',
    },
    unit: 'claims',
    examined: 'select 1 from claim.claim',
    broken: `select format('Claim %s on loan %s of %s is of %s against %s.', claim.id, claim.loan_id,
        coalesce(loan.borrower_id::text, 'nobody'), claim.holder_id, claim.borrower_id) as violation
      from claim.claim
      left join loan.loan on loan.id = claim.loan_id
      left join people.lender on lender.id = claim.holder_id
      left join people.client as holder on holder.id = claim.holder_id
      where loan.borrower_id is distinct from claim.borrower_id
        -- By subrogation a partner holds what it has paid.
        or lender.id is null and (claim.origin <> 'subrogation' or holder.partner_kind is null)
        or exists (
          select from people.operator where id in (claim.holder_id, claim.borrower_id)
        )`,
  }),
  sqlLaw({
    name: 'claims_add_up',
    words: {
      'zh-CN': '每份债权的剩余本金、已收本金与损失之和即其本金，终止催收前没有损失',
      en: 'What is outstanding of a claim, has come back or is lost is what was lent under it; none is lost before the end',
    },
    unit: 'claims',
    examined: 'select 1 from claim.claim',
    broken: `select format('Claim %s of %s has %s outstanding, %s received and %s lost.', id, principal, outstanding,
        principal_received, coalesce(loss, 0)) as violation
      from claim.claim
      where outstanding < 0
        or outstanding + principal_received + coalesce(loss, 0) > principal
        or state = 'active' and outstanding + principal_received <> principal
        or state = 'closed' and outstanding <> 0
        or state = 'closed' and origin = 'disbursement'
          and principal_received + coalesce(loss, 0) <> principal
        or state <> 'closed' and loss is not null
        or holder_id = borrower_id`,
  }),
  sqlLaw({
    name: 'claims_received_what_was_paid',
    words: {
      'zh-CN': '各债权人就每笔借款已收的本金、利息、罚息等于账上付给其的流水之和',
      en: 'What the claims of a holder on a loan have received is what the book paid to the holder',
    },
    unit: 'holders of loans',
    examined: 'select distinct loan_id, holder_id from claim.claim',
    broken: `select format('Loan %s, holder %s: the claims have received %s, %s and %s; the book paid %s, %s and %s.',
        claims.loan_id, holder_id, claims.principal, claims.interest, claims.penalty,
        coalesce(paid.principal, 0), coalesce(paid.interest, 0), coalesce(paid.penalty, 0)) as violation
      from (
        -- By subrogation a partner holds what it has paid.
        select loan_id, holder_id, sum(principal_received) as principal, sum(interest_received) as interest,
          sum(penalty_received) as penalty,
          case origin when 'subrogation' then 'partner_cash' else 'lender_cash' end as kind
        from claim.claim
        -- What comes of the claim of a reserve goes into the reserve, by a law of its own.
        where reserve_scheme_id is null
        group by loan_id, holder_id, 6
      ) as claims
      left join (
        select subject_id as loan_id, account.owner, account.kind,
          sum(signed) filter (where code in (230, 411, 422)) as principal,
          sum(signed) filter (where code in (231, 412, 423)) as interest,
          sum(signed) filter (where code = 232) as penalty
        from (
          -- A reversal takes from the holder what its earlier transfer gave.
          select subject_id, code,
            case when reverses_id is null then amount else -amount end as signed,
            case when reverses_id is null then credit_account else debit_account end as holder_account
          from ledger.transfer
          where code in (230, 231, 232, 411, 412, 422, 423)
        ) as payment
        join ledger.account on account.account_id = payment.holder_account
        group by subject_id, account.owner, account.kind
      ) as paid on paid.loan_id = claims.loan_id
        and paid.owner = claims.holder_id::text
        and paid.kind = claims.kind
      where (claims.principal, claims.interest, claims.penalty)
          <> (coalesce(paid.principal, 0), coalesce(paid.interest, 0), coalesce(paid.penalty, 0))`,
  }),
  sqlLaw({
    name: 'exposure_is_what_is_committed',
    words: {
      'zh-CN': '出借人的在投余额等于其债权剩余本金与有效投标之和',
      en: "A lender's exposure is the outstanding principal of the claims and the standing bids",
    },
    unit: 'lenders',
    examined: 'select 1 from people.lender',
    broken: `select format('Lender %s has an exposure of %s; claims come to %s and bids to %s.', lender.id,
        lender.exposure, coalesce(claims.outstanding, 0), coalesce(bids.amount, 0)) as violation
      from people.lender
      left join (
        select holder_id, sum(outstanding) as outstanding
        from claim.claim
        where origin <> 'subrogation'
        group by holder_id
      ) as claims on claims.holder_id = lender.id
      left join (
        select lender_id, sum(amount) as amount
        from loan.bid
        where state in ('placed', 'accepted')
        group by lender_id
      ) as bids on bids.lender_id = lender.id
      where lender.exposure <> coalesce(claims.outstanding, 0) + coalesce(bids.amount, 0)`,
  }),
  sqlLaw({
    name: 'borrowers_owe_their_principal',
    words: {
      'zh-CN': '借款人的借款余额等于其各笔借款账上应还本金与已核销本金之和',
      en: 'What a borrower owes is the principal of the loans in the book, written off or not',
    },
    unit: 'borrowers',
    examined: 'select 1 from people.borrower',
    broken: `select format('Borrower %s owes %s; the book has %s.', borrower.id, borrower.owed,
        coalesce(debt.principal, 0)) as violation
      from people.borrower
      left join (
        select loan.borrower_id,
          sum(account.posted + coalesce(written_off.principal, 0)) as principal
        from loan.loan
        join ledger.account on account.owner = loan.id::text and account.kind = 'loan_principal'
        left join (${PRINCIPAL_WRITTEN_OFF}) as written_off on written_off.loan_id = loan.id
        group by loan.borrower_id
      ) as debt on debt.borrower_id = borrower.id
      where borrower.owed <> coalesce(debt.principal, 0)`,
  }),
  sqlLaw({
    name: 'listings_are_whole_loans',
    words: {
      'zh-CN':
        '每个标的为一笔借款的全部金额与全部期限，与借款人所申请的一致；同一借款人同时只有一个标的',
      en: 'Every listing is the whole of one loan, as its borrower applied for it, and a borrower has one at a time',
    },
    unit: 'listings',
    examined: `select 1 from loan.listing where state = 'published'`,
    broken: `select format('Listing %s shows %s over %s months; the loan is %s over %s months.', loan_id,
        listing.loan_amount, listing.term_months, coalesce(loan.loan_amount::text, 'nothing'),
        coalesce(loan.term_months::text, 'no')) as violation
      from loan.listing
      left join loan.loan on loan.id = listing.loan_id
      where listing.state = 'published'
        and (listing.loan_amount, listing.term_months) is distinct from (loan.loan_amount, loan.term_months)
      union all
      select format('Listing %s is of %s months; its borrower applied for %s.', loan.id, loan.term_months,
        event ->> 'termMonths')
      from loan.listing
      join loan.loan on loan.id = listing.loan_id
      join commit.command on command_id = loan.id
      cross join lateral json_array_elements(events) as event
      where listing.state = 'published'
        and event ->> 'kind' = 'LoanApplied'
        and (event ->> 'termMonths')::integer <> loan.term_months
      union all
      select format('Borrower %s has %s listings at once: %s.', loan.borrower_id, count(*),
        string_agg(loan.id::text, ', ' order by loan.id))
      from loan.listing
      join loan.loan on loan.id = listing.loan_id
      where listing.state = 'published' and loan.state in ('listed', 'funding', 'funded')
      group by loan.borrower_id
      having count(*) > 1`,
  }),
  sqlLaw({
    name: 'contracts_keep_their_hash',
    words: {
      'zh-CN': '每份合同的哈希与其文本一致，且与借款所记相同',
      en: 'The hash of every contract is that of its text, and the one that its loan names',
    },
    unit: 'contracts',
    examined: 'select 1 from loan.contract',
    broken: `select format('Loan %s names the contract %s; the record has %s.', coalesce(contract.loan_id, loan.id),
        coalesce(loan.contract_hash, 'nothing'), coalesce(contract.hash, 'nothing')) as violation
      from loan.contract
      full join (select * from loan.loan where contract_hash is not null) as loan on loan.id = contract.loan_id
      where loan.contract_hash is distinct from contract.hash
        or contract.hash <> encode(sha256(convert_to(contract.document, 'UTF8')), 'hex')`,
  }),
  sqlLaw({
    name: 'accounts_have_their_owner',
    words: {
      'zh-CN': '每个账户均有其主：客户、借款、待认领款、存管银行或平台自身',
      en: 'Every account has its owner: a client, a loan, a receipt, the custodian, or the operator for its own',
    },
    unit: 'accounts',
    examined: 'select 1 from ledger.account',
    broken: `select format('Account %s (%s) is of %s, and there is no such owner.', account_id, account.kind, owner)
        as violation
      from ledger.account
      left join people.client on client.id::text = owner
      left join loan.loan on loan.id::text = owner
      left join wallet.receipt on receipt.id::text = owner
      where not case
        when account.kind in ('lender_cash', 'borrower_cash', 'partner_cash')
          then coalesce(client.roles::jsonb ? replace(account.kind, '_cash', ''), false)
        when account.kind like 'loan%' then loan.id is not null
        when account.kind = 'unmatched' then receipt.id is not null
        when account.kind = 'custody' then owner = 'custodian'
        else true
      end`,
  }),
  sqlLaw({
    name: 'withdrawals_are_held',
    words: {
      'zh-CN': '每笔办理中的提现有一笔等于其金额与费用之和的冻结，已了结的没有',
      en: 'Every withdrawal under way has an open hold of its amount and fees, and no other has one',
    },
    unit: 'withdrawals',
    examined: 'select 1 from wallet.withdrawal',
    broken: `select format('Withdrawal %s of %s is %s; its hold %s has %s.', withdrawal.id, withdrawal.held,
        withdrawal.state, withdrawal.hold_id, coalesce(hold.amount::text, 'nothing')) as violation
      from wallet.withdrawal
      left join ledger.hold on hold.hold_id = withdrawal.hold_id
      where case
        when withdrawal.state in ('requested', 'sent', 'unknown') then hold.amount is distinct from withdrawal.held
        else hold.hold_id is not null
      end`,
  }),
  sqlLaw({
    name: 'repayments_are_asked_for',
    words: {
      'zh-CN': '每笔在途还款恰有一条未结的存管分配指令',
      en: 'Every repayment under way has its open instruction to the custodian, and every such instruction its repayment',
    },
    unit: 'loans',
    examined: 'select 1 from loan.servicing',
    broken: `select format('Loan %s: the repayment under way is asked for by %s; the open instruction is %s.',
        coalesce(under_way.loan_id, asked.loan_id), coalesce(under_way.instruction_id, 'nothing'),
        coalesce(asked.id::text, 'none')) as violation
      from (
        select loan_id, under_way ->> 'instructionId' as instruction_id
        from loan.servicing
        where under_way is not null
      ) as under_way
      full join (
        select id, loan_id
        from wallet.instruction
        where state in ('created', 'sent', 'unknown')
          and "order" ->> 'kind' = 'distribute'
      ) as asked on asked.loan_id = under_way.loan_id and asked.id::text = under_way.instruction_id
      where under_way.loan_id is null or asked.id is null`,
  }),
  sqlLaw({
    name: 'withdrawals_that_bounce_cost_nothing',
    words: {
      'zh-CN': '客户为提现所付的费用，等于其已到账的各笔提现的费用之和',
      en: 'What a client has paid for withdrawals is the fees of those that were paid out and did not come back',
    },
    unit: 'withdrawals',
    examined: 'select 1 from wallet.withdrawal',
    broken: `select format('Client %s has paid %s for withdrawals; the fees of those paid out are %s.', client_id,
        coalesce(booked.fees, 0), coalesce(withdrawn.fees, 0)) as violation
      from (
        select client_id, sum(held - amount) filter (where state = 'paid') as fees
        from wallet.withdrawal
        group by client_id
      ) as withdrawn
      full join (
        select subject_id as client_id, sum(
          case when (code = 320) = (reverses_id is null) then -amount else amount end
        ) as fees
        from ledger.transfer
        where code in (300, 306, 320)
        group by subject_id
      ) as booked using (client_id)
      where coalesce(booked.fees, 0) <> coalesce(withdrawn.fees, 0)`,
  }),
];
