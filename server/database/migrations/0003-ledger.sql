-- The book and the door: accounts, transfers and holds; the log of what was accepted; who may write.

create schema ledger;

-- An account's number says its kind (two digits), its currency (five) and its place among its like (ten).
create table ledger.account (
  account_id bigint primary key,
  kind text not null,
  owner text not null check (owner ~ '^[0-9a-z_-]{1,64}$'),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- Counted towards the normal side.
  posted bigint not null,
  pending_debit bigint not null check (pending_debit >= 0),
  pending_credit bigint not null check (pending_credit >= 0),
  version integer not null,
  unique (owner, kind, currency),
  constraint number_fits_kind check (
    account_id / 1000000000000000 = case kind
      when 'custody' then 10
      when 'rails_clearing' then 11
      when 'lender_cash' then 20
      when 'borrower_cash' then 21
      when 'partner_cash' then 22
      when 'loan_funding' then 23
      when 'loan_repayment' then 24
      when 'claim_sale' then 25
      when 'guarantee_deposit' then 26
      when 'risk_reserve' then 27
      when 'unmatched' then 28
      when 'tax_withheld' then 29
      when 'platform_fees' then 30
      when 'platform_funds' then 31
      when 'loan_principal' then 40
      when 'loan_interest' then 41
      when 'loan_penalty' then 42
      when 'loan_fee' then 43
      when 'loan_written_off' then 44
      when 'loan_owed' then 50
      else 0
    end
  ),
  constraint number_fits_currency check (
    account_id / 10000000000 % 100000
      = (ascii(substr(currency, 1, 1)) - 65) * 676
      + (ascii(substr(currency, 2, 1)) - 65) * 26
      + (ascii(substr(currency, 3, 1)) - 65)
  ),
  -- What holds take is gone from what is available; the mirror of a rail alone may stand on either side.
  constraint never_below_zero check (
    account_id / 1000000000000000 = 11
    or posted - case
      when account_id / 1000000000000000 in (10, 40, 41, 42, 43, 44) then pending_credit
      else pending_debit
    end >= 0
  )
) with (fillfactor = 70);

create type ledger.transfer_kind as enum ('posted', 'pending', 'post', 'void');

-- A row never changes. A hold is ended by one further row; a mistake is mended by a further row.
create table ledger.transfer (
  transfer_id bigint not null,
  -- The loan, or where there is none the person: what a distributed database divides by.
  subject_id uuid not null,
  kind ledger.transfer_kind not null,
  code smallint not null,
  debit_account bigint not null,
  credit_account bigint not null,
  amount bigint not null check (amount > 0),
  booked_day date not null,
  effective_day date not null check (effective_day <= booked_day),
  -- The command that brought it about, by its place in the log.
  command_sequence bigint not null,
  ends_id bigint,
  reverses_id bigint,
  primary key (transfer_id, subject_id),
  constraint two_accounts check (debit_account <> credit_account),
  -- 1 to 3 begin the money side, 4 and 5 the debt side.
  constraint one_side check (
    (debit_account / 10000000000000000 <= 3) = (credit_account / 10000000000000000 <= 3)
  ),
  constraint one_currency check (
    debit_account / 10000000000 % 100000 = credit_account / 10000000000 % 100000
  ),
  constraint only_an_end_names_a_hold check ((kind in ('post', 'void')) = (ends_id is not null)),
  constraint only_posted_reverses check (reverses_id is null or kind = 'posted'),
  constraint may_be_pending check (kind = 'posted' or code in (110, 200, 220, 240)),
  -- Between which kinds of account each code may move: code, debit kind, credit kind. A reversal has its
  -- sides exchanged. What stands here most often comes first.
  constraint code_fits_accounts check (
    code * 10000 + case
      when reverses_id is null
        then debit_account / 1000000000000000 * 100 + credit_account / 1000000000000000
      else credit_account / 1000000000000000 * 100 + debit_account / 1000000000000000
    end in (
      2002023, -- bid
      2302420, 2302422, -- principal_paid
      2312420, 2312422, -- interest_paid
      6105040, -- principal_repaid
      6115041, -- interest_repaid
      6014150, -- interest_due
      2202124, -- repayment
      1001020, 1001021, 1001022, 1001120, 1001121, 1001122, -- top_up
      1011028, -- top_up_unmatched
      1022820, 1022821, 1022822, -- unmatched_claimed
      1032810, -- unmatched_sent_back
      1102010, 1102011, 1102110, 1102111, 1102210, 1102211, -- withdrawal
      1111020, 1111021, 1111022, -- withdrawal_bounced
      1201011, 1201110, -- rail_settled
      1301020, 1301021, 1301022, 1301031, -- custody_interest
      2102321, -- disbursement
      2112122, 2112110, -- entrusted_payment
      2212224, -- payer_repayment
      2322420, 2322422, -- penalty_paid
      2402025, -- purchase
      2412520, -- sale_proceeds
      3002030, 3002130, 3002230, -- fee_registration
      3012130, 3012430, -- fee_service
      3022030, 3022130, 3022230, 3022430, -- fee_account_management
      3032030, 3032130, 3032230, -- fee_transaction
      3042030, -- fee_lender_management
      3052530, -- fee_assignment
      3062030, 3062130, 3062230, -- fee_withdrawal
      3072430, 3072420, 3072422, -- fee_early_repayment
      3082430, -- fee_overdue
      3092430, -- fee_interest_spread
      3203020, 3203021, 3203022, -- fee_refund
      3213022, -- revenue_share
      3223010, 3223110, -- own_funds_out
      3231031, -- own_funds_in
      3303120, 3303121, 3303122, -- bonus
      3313120, 3313121, 3313122, -- commission
      3323120, 3323121, 3323122, -- correction_paid
      3402029, 3402229, -- tax_withheld
      3412910, -- tax_paid
      4002226, -- guarantee_deposit_in
      4012622, -- guarantee_deposit_out
      4022122, 4022422, -- guarantee_fee
      4102224, 4102624, -- compensation
      4112420, -- compensated_principal
      4122420, -- compensated_interest
      4202127, 4202227, -- reserve_contribution
      4212724, -- reserve_spent
      4222420, -- reserve_principal
      4232420, -- reserve_interest
      4242427, -- reserve_refilled
      4252721, 4252722, -- reserve_released
      5003110, -- collection_cost
      5012431, -- collection_cost_recovered
      6004050, -- principal_lent
      6024250, -- penalty_charged
      6034350, -- fee_due
      6125042, -- penalty_repaid
      6135043, -- fee_repaid
      6205040, 6205041, 6205042, 6205043, -- debt_waived
      6214041, -- interest_capitalised
      6304440, 6304441, 6304442, 6304443, -- written_off
      6315044, -- written_off_recovered
      6325044 -- written_off_ended
    )
  )
);

create index transfer_by_debit on ledger.transfer (debit_account, transfer_id);
create index transfer_by_credit on ledger.transfer (credit_account, transfer_id);
create index transfer_back_dated on ledger.transfer (effective_day, transfer_id)
  where effective_day < booked_day;
create unique index transfer_reversed_once on ledger.transfer (reverses_id, subject_id)
  where reverses_id is not null;

-- The holds that are open; the row goes with the transfer that ends the hold, so a second end finds nothing.
create table ledger.hold (
  hold_id bigint primary key,
  subject_id uuid not null,
  code smallint not null,
  debit_account bigint not null,
  credit_account bigint not null,
  amount bigint not null check (amount > 0)
);

create schema commit;

-- Whoever holds the lease writes, and nobody else: every writing transaction reads this row and its epoch.
create table commit.lease (
  only_row boolean primary key default true check (only_row),
  epoch bigint not null,
  holder text not null,
  taken_at timestamptz not null
);

insert into commit.lease (epoch, holder, taken_at)
values (0, 'nobody', clock_timestamp());

-- Everything that was accepted: event, idempotency record and outbox in one row. Never changed, never removed.
create table commit.command (
  sequence bigint primary key,
  command_id uuid not null unique,
  -- Commands that were saved together; readers follow this number.
  batch bigint not null,
  kind text not null,
  actor text not null,
  -- SHA-256 of the decoded command: the same id with another command is refused.
  digest bytea not null check (octet_length(digest) = 32),
  events json not null,
  at timestamptz not null,
  business_date date not null
);

grant usage on schema ledger, commit to mutua_application;
grant select, insert, update on ledger.account to mutua_application;
grant select, insert on ledger.transfer to mutua_application;
grant select, insert, delete on ledger.hold to mutua_application;
grant select, update on commit.lease to mutua_application;
grant select, insert on commit.command to mutua_application;
