// The laws of the book: accounts against their lines, holds against pending transfers, and what a transfer may be.
//
// They are written anew here and do not ask the code that keeps them: an auditor does not read the book with the
// eyes of the bookkeeper.
import { CHART } from '@mutua/core/ledger/chart.ts';
import { TRANSFER_CODES } from '@mutua/core/ledger/transfer-codes.ts';
import { type Law, sqlLaw } from './law.ts';

const DEBIT_NORMAL = Object.values(CHART)
  .filter(({ normal }) => normal === 'debit')
  .map(({ number }) => number)
  .join(', ');

/** Every movement that a code allows, as code, debit kind and credit kind. */
const ALLOWED = Object.values(TRANSFER_CODES).flatMap(({ number, pairs }) =>
  pairs.flatMap(({ debit, credit }) =>
    debit.flatMap((from) =>
      credit.map((to) => number * 10_000 + CHART[from].number * 100 + CHART[to].number),
    ),
  ),
);

const MAY_BE_PENDING = Object.values(TRANSFER_CODES)
  .filter(({ mayBePending }) => mayBePending)
  .map(({ number }) => number);

/** Every transfer twice, once from each of its accounts. */
const LINES = `
  select debit_account as account_id, kind, amount, true as is_debit
  from ledger.transfer
  union all
  select credit_account, kind, amount, false
  from ledger.transfer`;

const LINE_SUMS = `
  select account_id,
    coalesce(sum(case when is_debit then amount else -amount end) filter (where kind in ('posted', 'post')), 0)
      * case when account_id / 1000000000000000 in (${DEBIT_NORMAL}) then 1 else -1 end as posted,
    coalesce(sum(case kind when 'pending' then amount else -amount end)
      filter (where is_debit and kind <> 'posted'), 0) as pending_debit,
    coalesce(sum(case kind when 'pending' then amount else -amount end)
      filter (where not is_debit and kind <> 'posted'), 0) as pending_credit
  from (${LINES}) as line
  group by account_id`;

export const BOOK_LAWS: readonly Law[] = [
  sqlLaw({
    name: 'balances_equal_lines',
    words: {
      'zh-CN': '每个账户的余额等于其全部流水之和',
      en: 'The balance of every account is the sum of its lines',
    },
    unit: 'accounts',
    examined: 'select 1 from ledger.account',
    broken: `select format('Account %s (%s/%s/%s) has %s, held %s and %s; its lines come to %s, %s and %s.',
        account_id, kind, owner, currency, account.posted, account.pending_debit, account.pending_credit,
        line.posted, line.pending_debit, line.pending_credit) as violation
      from ledger.account
      full join (${LINE_SUMS}) as line using (account_id)
      where (coalesce(account.posted, 0), coalesce(account.pending_debit, 0), coalesce(account.pending_credit, 0))
          <> (coalesce(line.posted, 0), coalesce(line.pending_debit, 0), coalesce(line.pending_credit, 0))
        or kind is null`,
  }),
  sqlLaw({
    name: 'holds_equal_pending',
    words: {
      'zh-CN': '每笔未了结的待入账流水有且仅有一笔冻结，金额与账户一致',
      en: 'Every pending transfer without an end is an open hold, and every open hold is one',
    },
    unit: 'pending transfers',
    examined: `select 1 from ledger.transfer where kind = 'pending'`,
    broken: `select format('Hold %s: the book has %s, the open holds have %s.', coalesce(open.transfer_id, hold_id),
        coalesce(open.amount::text, 'nothing'), coalesce(hold.amount::text, 'nothing')) as violation
      from (
        select pending.*
        from ledger.transfer as pending
        where kind = 'pending'
          and not exists (select from ledger.transfer as ending where ending.ends_id = pending.transfer_id)
      ) as open
      full join ledger.hold on hold_id = open.transfer_id
      where (open.subject_id, open.code, open.debit_account, open.credit_account, open.amount)
        is distinct from (hold.subject_id, hold.code, hold.debit_account, hold.credit_account, hold.amount)`,
  }),
  sqlLaw({
    name: 'holds_end_once',
    words: {
      'zh-CN': '每笔冻结至多了结一次，且以原金额、原账户、原代码了结',
      en: 'A hold is ended once at most, by a later transfer of the same amount between the same accounts',
    },
    unit: 'ends of holds',
    examined: `select 1 from ledger.transfer where ends_id is not null`,
    broken: `select format('Transfer %s ends %s: %s.', ending.transfer_id, ending.ends_id,
        case when ending.times > 1 then 'it is ended ' || ending.times || ' times' else 'that is another movement' end
      ) as violation
      from (
        select *, count(*) over (partition by ends_id) as times
        from ledger.transfer
        where ends_id is not null
      ) as ending
      left join ledger.transfer as pending on pending.transfer_id = ending.ends_id and pending.kind = 'pending'
      where ending.times > 1
        or ending.transfer_id < ending.ends_id
        or (ending.subject_id, ending.code, ending.debit_account, ending.credit_account, ending.amount)
          is distinct from (pending.subject_id, pending.code, pending.debit_account, pending.credit_account,
            pending.amount)`,
  }),
  sqlLaw({
    name: 'reversals_mirror',
    words: {
      'zh-CN': '冲正流水与原流水金额相同、借贷相反，且每笔至多冲正一次',
      en: 'A reversal is its earlier transfer with the sides exchanged, and there is one at most',
    },
    unit: 'reversals',
    examined: 'select 1 from ledger.transfer where reverses_id is not null',
    broken: `select format('Transfer %s reverses %s, which is another movement or is reversed twice.',
        mirror.transfer_id, mirror.reverses_id) as violation
      from (
        select *, count(*) over (partition by reverses_id) as times
        from ledger.transfer
        where reverses_id is not null
      ) as mirror
      left join ledger.transfer as earlier on earlier.transfer_id = mirror.reverses_id
        and earlier.kind in ('posted', 'post')
      where mirror.times > 1
        or mirror.transfer_id < mirror.reverses_id
        or (mirror.code, mirror.debit_account, mirror.credit_account, mirror.amount)
          is distinct from (earlier.code, earlier.credit_account, earlier.debit_account, earlier.amount)`,
  }),
  sqlLaw({
    name: 'never_below_zero',
    words: {
      'zh-CN': '除通道清算外，任何账户可用余额不为负',
      en: 'Nothing but the clearing of a rail stands below zero, whatever is held',
    },
    unit: 'accounts',
    examined: 'select 1 from ledger.account',
    broken: `select format('Account %s (%s/%s/%s) has %s, of which %s is held.', account_id, kind, owner, currency,
        posted, held) as violation
      from (
        select *, case when account_id / 1000000000000000 in (${DEBIT_NORMAL}) then pending_credit
          else pending_debit end as held
        from ledger.account
      ) as standing
      where (kind <> 'rails_clearing' and posted - held < 0) or pending_debit < 0 or pending_credit < 0`,
  }),
  sqlLaw({
    name: 'accounts_of_the_chart',
    words: {
      'zh-CN': '每个账户均属会计科目表，编号与种类、币种一致',
      en: 'Every account is of a kind of the chart, and its number says its kind and currency',
    },
    unit: 'accounts',
    examined: 'select 1 from ledger.account',
    broken: `select format('Account %s is named %s/%s/%s.', account_id, account.kind, owner, currency) as violation
      from ledger.account
      left join unnest($1::text[], $2::integer[]) as chart (kind, number) on chart.kind = account.kind
      where chart.number is null
        or account_id / 1000000000000000 <> chart.number
        or account_id / 10000000000 % 100000 <> (ascii(substr(currency, 1, 1)) - 65) * 676
          + (ascii(substr(currency, 2, 1)) - 65) * 26 + ascii(substr(currency, 3, 1)) - 65`,
    values: [Object.keys(CHART), Object.values(CHART).map(({ number }) => number)],
  }),
  sqlLaw({
    name: 'transfers_by_their_code',
    words: {
      'zh-CN': '每笔流水金额为正，借贷同侧同币种，科目符合其记账代码',
      en: 'Every transfer moves something, on one side, in one currency, between the kinds of its code',
    },
    unit: 'transfers',
    examined: 'select 1 from ledger.transfer',
    broken: `select format('Transfer %s moves %s by code %s from %s to %s.', transfer_id, amount, code,
        debit_account, credit_account) as violation
      from ledger.transfer
      where amount <= 0
        or debit_account = credit_account
        or (debit_account / 10000000000000000 <= 3) <> (credit_account / 10000000000000000 <= 3)
        or debit_account / 10000000000 % 100000 <> credit_account / 10000000000 % 100000
        or code * 10000 + case
          when reverses_id is null
            then debit_account / 1000000000000000 * 100 + credit_account / 1000000000000000
          else credit_account / 1000000000000000 * 100 + debit_account / 1000000000000000
        end <> all ($1::bigint[])
        or (kind <> 'posted' and code <> all ($2::integer[]))
        or (kind in ('post', 'void')) <> (ends_id is not null)
        or effective_day > booked_day`,
    values: [ALLOWED, MAY_BE_PENDING],
  }),
];
