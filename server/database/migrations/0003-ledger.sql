-- The book and the door: accounts, transfers and holds; the log of what was accepted; who may write.

create schema ledger;

-- What one column may hold stands in a domain: it is asked where a value is written, and not again by every
-- update of another column, nor read anew by every statement, as a constraint of the table is.
create domain ledger.amount as bigint constraint amount_is_positive check (value > 0);
create domain ledger.total as bigint constraint total_is_not_negative check (value >= 0);
create domain ledger.currency as text constraint currency_is_three_letters check (value ~ '^[A-Z]{3}$');
create domain ledger.owner as text constraint owner_is_a_name check (
  value ~ '^[0-9a-z_-]+$' and length(value) <= 64
);

-- An account's number says its kind (two digits), its currency (five) and its place among its like (ten).
create table ledger.account (
  account_id bigint primary key,
  kind text not null,
  owner ledger.owner not null,
  currency ledger.currency not null,
  -- Counted towards the normal side.
  posted bigint not null,
  pending_debit ledger.total not null,
  pending_credit ledger.total not null,
  version integer not null,
  unique (owner, kind, currency),
  constraint number_fits_kind check (
    kind || account_id / 1000000000000000 = any ('{
      custody10,
      rails_clearing11,
      lender_cash20,
      borrower_cash21,
      partner_cash22,
      loan_funding23,
      loan_repayment24,
      claim_sale25,
      guarantee_deposit26,
      risk_reserve27,
      unmatched28,
      tax_withheld29,
      platform_fees30,
      platform_funds31,
      loan_principal40,
      loan_interest41,
      loan_penalty42,
      loan_fee43,
      loan_written_off44,
      loan_owed50
    }'::text[])
  ),
  -- Its letters, base 26: 45695 is what three letters A come to in ASCII.
  constraint number_fits_currency check (
    account_id / 10000000000 % 100000
      = ascii(currency) * 676 + ascii(substr(currency, 2)) * 26 + ascii(substr(currency, 3)) - 45695
  ),
  -- What holds take is gone from what is available; the mirror of a rail alone may stand on either side.
  constraint never_below_zero check (
    case
      when account_id / 1000000000000000 = any ('{10,40,41,42,43,44}'::bigint[])
        then posted >= pending_credit
      else posted >= pending_debit or account_id / 1000000000000000 = 11
    end
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
  amount ledger.amount not null,
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
    (debit_account < 40000000000000000) = (credit_account < 40000000000000000)
  ),
  constraint one_currency check (
    debit_account / 10000000000 % 100000 = credit_account / 10000000000 % 100000
  ),
  constraint only_an_end_names_a_hold check (
    (kind = any ('{post,void}')) = (ends_id is not null)
  ),
  constraint only_posted_reverses check (reverses_id is null or kind = 'posted'),
  constraint may_be_pending check (kind = 'posted' or code in (110, 200, 220, 240, 410, 420, 421, 425, 500)),
  -- Between which kinds of account each code may move: code, debit kind, credit kind; a line for each code,
  -- what stands here most often first. A reversal has its sides exchanged. One constant, since every
  -- statement that inserts reads the constraint anew, and a list of single numbers takes five times as long.
  constraint code_fits_accounts check (
    code * 10000 + case
      when reverses_id is null
        then debit_account / 1000000000000000 * 100 + credit_account / 1000000000000000
      else credit_account / 1000000000000000 * 100 + debit_account / 1000000000000000
    end::integer = any ('{
      2002023,
      2302420,2302422,
      2312420,2312422,
      6105040,
      6115041,
      6014150,
      2202124,
      1001020,1001021,1001022,1001120,1001121,1001122,
      1011028,
      1022820,1022821,1022822,
      1032810,
      1102010,1102011,1102110,1102111,1102210,1102211,
      1111020,1111021,1111022,
      1201011,1201110,
      1301020,1301021,1301022,1301031,
      2102321,
      2112122,2112110,
      2212224,
      2322420,2322422,
      2402025,
      2412520,
      3002030,3002130,3002230,
      3012130,3012430,
      3022030,3022130,3022230,3022430,
      3032030,3032130,3032230,
      3042030,
      3052530,
      3062030,3062130,3062230,
      3072430,3072420,3072422,
      3082430,
      3092430,
      3203020,3203021,3203022,
      3213022,
      3223010,3223110,
      3231031,
      3303120,3303121,3303122,
      3313120,3313121,3313122,
      3323120,3323121,3323122,
      3402029,3402229,
      3412910,
      4002226,
      4012622,
      4022122,4022422,
      4102224,4102624,
      4112420,
      4122420,
      4202127,4202227,
      4212724,
      4222420,
      4232420,
      4242427,
      4252721,4252722,
      5003110,
      5012431,
      6004050,
      6024250,
      6034350,
      6125042,
      6135043,
      6205040,6205041,6205042,6205043,
      6214041,
      6304440,6304441,6304442,6304443,
      6315044,
      6325044
    }'::integer[])
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
  amount ledger.amount not null
);

create schema commit;

create domain commit.digest as bytea constraint digest_has_32_bytes check (octet_length(value) = 32);

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
  digest commit.digest not null,
  events json not null,
  at timestamptz not null,
  business_date date not null
);

-- What changes a loan's plan may book nothing: it is found by this when the loan's life is told again.
create index command_changes_plan on commit.command (sequence)
  where kind in ('AccelerateLoan', 'RescheduleLoan');

grant usage on schema ledger, commit to mutua_application;
grant select, insert, update on ledger.account to mutua_application;
grant select, insert on ledger.transfer to mutua_application;
grant select, insert, delete on ledger.hold to mutua_application;
grant select, update on commit.lease to mutua_application;
grant select, insert on commit.command to mutua_application;
