-- What was published of each closed day: added to, and never changed. A figure that turns out otherwise, since money
-- was booked later for an earlier day, is published again as a further version that says what it was.

create schema disclosure;

create table disclosure.published (
  day date not null references ledger.day_close (day),
  currency ledger.currency not null,
  version integer not null check (version > 0),
  -- The last closed day whose bookings it knows.
  known_through date not null references ledger.day_close (day) check (known_through >= day),
  figures json not null,
  -- Each figure that was otherwise, before and after.
  changes json,
  cause text check (cause in ('booked_later')),
  published_at timestamptz not null,
  primary key (day, currency, version),
  constraint a_restatement_says_what_and_why check (
    (version = 1) = (changes is null) and (changes is null) = (cause is null)
  )
);

create index published_again on disclosure.published (day, version) where version > 1;

grant usage on schema disclosure to mutua_application;
grant select, insert on disclosure.published to mutua_application;
