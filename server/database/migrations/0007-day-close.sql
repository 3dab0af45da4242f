-- The close of a day: its lock, its trial balance and its digest; balances at the end of each day; breaks.

-- Where the transfers and the commands of the day begin: a day is a range of numbers.
alter table calendar.business_day
  add column first_transfer_id bigint not null check (first_transfer_id > 0),
  add column first_sequence bigint not null check (first_sequence > 0);

-- One row a closed day. Never changed, never removed; each names the digest of the one before.
create table ledger.day_close (
  day date primary key,
  closed_at timestamptz not null,
  first_transfer_id bigint not null,
  last_transfer_id bigint not null,
  first_sequence bigint not null,
  last_sequence bigint not null,
  transfers bigint not null check (transfers >= 0),
  commands bigint not null check (commands >= 0),
  accounts_changed bigint not null check (accounts_changed >= 0),
  trial_balance json not null,
  in_transit json not null,
  content_digest text not null check (content_digest ~ '^[0-9a-f]+$' and length(content_digest) = 64),
  previous_digest text unique references ledger.day_close (digest),
  digest text not null unique check (digest ~ '^[0-9a-f]+$' and length(digest) = 64),
  version integer not null,
  constraint ranges_go_forward check (
    last_transfer_id >= first_transfer_id - 1 and last_sequence >= first_sequence - 1
  )
);

-- Only the first day has none before it.
create unique index day_close_begins_once on ledger.day_close ((true)) where previous_digest is null;
create unique index day_close_by_last_transfer on ledger.day_close (last_transfer_id, day);

-- How an account stood at the end of a day that changed it; on any other day it stood as on the last one here.
create table ledger.day_balance (
  account_id bigint not null,
  day date not null,
  posted bigint not null,
  pending_debit bigint not null check (pending_debit >= 0),
  pending_credit bigint not null check (pending_credit >= 0),
  -- All that was ever booked on either side: where a trace finds an amount.
  total_debit bigint not null check (total_debit >= 0),
  total_credit bigint not null check (total_credit >= 0),
  primary key (account_id, day),
  constraint balance_is_what_was_booked check (
    posted = case
      when account_id / 1000000000000000 in (10, 11, 40, 41, 42, 43, 44)
        then total_debit - total_credit
      else total_credit - total_debit
    end
  )
);

-- What was booked for an earlier day, account by account: a balance by effective day reads these and no others.
create index transfer_back_dated_debit on ledger.transfer (debit_account, effective_day)
  where effective_day < booked_day;
create index transfer_back_dated_credit on ledger.transfer (credit_account, effective_day)
  where effective_day < booked_day;

-- A day that is closed is never written: what the application books bears the open day.
alter table ledger.transfer enable row level security;
create policy everything_is_read on ledger.transfer
  for select using (true);
create policy booked_on_the_open_day on ledger.transfer
  for insert to mutua_application
  with check (booked_day = (select day from calendar.business_day));

-- A line or an amount that one book has and another has not; open until a person has explained it.
create table ledger.break (
  id uuid primary key,
  day date not null,
  kind text not null check (
    kind in (
      'missing_in_ledger', 'missing_at_bank', 'direction_differs', 'amount_differs', 'day_differs',
      'balance_differs', 'control_total_differs'
    )
  ),
  reference text not null,
  ours text,
  theirs text,
  state text not null check (state in ('found', 'explained', 'mended')),
  explanation text,
  explained_by uuid,
  version integer not null,
  constraint who_explains_says_what check (
    (state = 'found') = (explanation is null) and (explanation is null) = (explained_by is null)
  )
);

create index break_open on ledger.break (id) where state = 'found';
create index break_by_day on ledger.break (day, id);

grant select, insert on ledger.day_close, ledger.day_balance to mutua_application;
grant select, insert, update on ledger.break to mutua_application;
