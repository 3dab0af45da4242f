-- The facts of the rooms: what the rules read and the events change. Each row is written by the door alone;
-- `version` counts its changes, so that a writer that had not seen the last one changes nothing.

create schema calendar;

create table calendar.business_day (
  id text primary key check (id = 'current'),
  day date not null,
  state text not null check (state in ('open', 'processing')),
  end_through date,
  version integer not null
);

create table people.client (
  id uuid primary key,
  client_number integer not null unique check (client_number > 0),
  kind text not null check (kind in ('natural_person', 'organisation')),
  roles json not null,
  status text not null check (
    status in ('registered', 'verified', 'active', 'dormant', 'frozen', 'closed')
  ),
  birth_day date,
  is_related_party boolean not null,
  custody_accounts json not null,
  version integer not null
);

create domain people.tolerance as integer
  constraint tolerance_is_a_level check (value between 0 and 5);

create table people.lender (
  id uuid primary key,
  tolerance people.tolerance not null,
  exposure_ceiling ledger.total not null,
  questionnaire_until date,
  bidding_stopped boolean not null,
  exposure ledger.total not null,
  version integer not null
) with (fillfactor = 70);

create table people.borrower (
  id uuid primary key,
  owed bigint not null check (owed >= 0),
  open_loan_id uuid,
  version integer not null
);

create schema loan;

create domain loan.state as text constraint state_of_a_loan check (
  value = any ('{applied, assessed, approved, listed, funding, funded, disbursed, repaying, overdue, defaulted, written_off, closed, rejected, withdrawn, failed}')
);
create domain loan.count as integer constraint count_is_positive check (value > 0);
create domain loan.rate_ppm as integer constraint rate_is_not_negative check (value >= 0);
create domain loan.hash as text constraint hash_has_64_digits check (
  value ~ '^[0-9a-f]+$' and length(value) = 64
);
create domain loan.bid_source as text constraint source_of_a_bid check (
  value = any ('{manual, mandate}')
);
create domain loan.bid_state as text constraint state_of_a_bid check (
  value = any ('{placed, accepted, lost, cancelled, returned, converted}')
);
create domain loan.freeze_state as text constraint state_of_a_freeze check (
  value = any ('{created, sent, awaiting_authorisation, confirmed, refused, released}')
);

create table loan.loan (
  id uuid primary key,
  borrower_id uuid not null,
  state loan.state not null,
  transitions loan.count not null,
  product_code text not null,
  product_version integer not null,
  currency text not null,
  loan_amount ledger.amount not null,
  term_months loan.count not null,
  repayment_method text not null,
  purpose text not null,
  annual_rate_ppm loan.rate_ppm,
  grade text,
  risk_class text,
  fees json not null,
  maker_id uuid,
  terms_accepted_at timestamptz,
  approved_until date,
  funding json,
  accepted bigint not null,
  frozen bigint not null,
  contract_hash loan.hash,
  value_day date,
  next_action_day date,
  compensation_day date,
  reserve_scheme_id uuid,
  reserve json check ((reserve is null) = (reserve_scheme_id is null)),
  reserve_day date,
  reserve_awaited uuid check (reserve_awaited = reserve_scheme_id),
  close_reason text,
  withdraw_reason text,
  version integer not null,
  -- No more is ever accepted than is lent, and none is frozen that is not accepted.
  constraint never_more_than_the_loan check (frozen >= 0 and accepted >= frozen and loan_amount >= accepted),
  constraint full_when_funded check (
    state <> all ('{funded, disbursed, repaying, overdue, defaulted, written_off, closed}')
    or frozen = loan_amount
  )
) with (fillfactor = 70);

create index loan_by_borrower on loan.loan (borrower_id);
create index loan_by_state on loan.loan (state, id);
-- What the end of a day has to look at, and nothing else.
create index loan_by_next_action on loan.loan (next_action_day) where next_action_day is not null;
-- Bad debts, or what may become one, for which a reserve may have to pay; and all that each reserve covers.
create index loan_awaiting_reserve on loan.loan (reserve_awaited) where reserve_awaited is not null;
create index loan_by_reserve_scheme on loan.loan (reserve_scheme_id) where reserve_scheme_id is not null;
create index loan_by_compensation_day on loan.loan (compensation_day) where compensation_day is not null;

create table loan.transition (
  loan_id uuid not null,
  number integer not null check (number > 0),
  event text not null,
  "from" text,
  "to" text not null,
  actor text not null,
  at timestamptz not null,
  day date not null,
  reason text,
  version integer not null,
  primary key (loan_id, number)
);

create table loan.bid (
  id uuid not null,
  loan_id uuid not null,
  lender_id uuid not null,
  amount ledger.amount not null,
  source loan.bid_source not null,
  state loan.bid_state not null,
  hold_id bigint not null,
  freeze_state loan.freeze_state not null,
  placed_at timestamptz not null,
  version integer not null,
  primary key (id)
) with (fillfactor = 80);

create index bid_by_loan on loan.bid (loan_id, lender_id);
create index bid_to_freeze on loan.bid (id) where freeze_state = 'created' and state = 'accepted';

create table loan.servicing (
  loan_id uuid primary key,
  terms json not null,
  changes json not null,
  accounts text not null,
  fallen_due integer not null check (fallen_due >= 0),
  worked_through date not null,
  under_way json,
  version integer not null
) with (fillfactor = 70);

create schema claim;

create table claim.claim (
  id uuid primary key,
  loan_id uuid not null,
  borrower_id uuid not null,
  holder_id uuid not null,
  reserve_scheme_id uuid check (reserve_scheme_id is null or origin = 'subrogation'),
  origin text not null check (origin in ('disbursement', 'assignment', 'subrogation')),
  state text not null check (state in ('active', 'on_sale', 'assigned', 'compensated', 'closed')),
  principal bigint not null check (principal >= 0),
  outstanding bigint not null check (outstanding between 0 and principal),
  units bigint not null check (units >= 0),
  rounding_units integer not null check (rounding_units >= 0),
  principal_received bigint not null check (principal_received >= 0),
  interest_received bigint not null check (interest_received >= 0),
  penalty_received bigint not null check (penalty_received >= 0),
  version integer not null,
  -- One lender and one borrower, and never the same.
  constraint two_parties check (holder_id <> borrower_id)
) with (fillfactor = 70);

create index claim_by_loan on claim.claim (loan_id);
create index claim_by_holder on claim.claim (holder_id, id);

create schema wallet;

create table wallet.top_up (
  id uuid primary key,
  client_id uuid not null,
  role text not null check (role in ('lender', 'borrower', 'partner')),
  currency text not null,
  amount bigint not null check (amount > 0),
  state text not null check (state in ('requested', 'credited', 'failed', 'expired', 'reversed')),
  requested_at timestamptz not null,
  transfer_id bigint,
  bank_reference text,
  version integer not null
);

-- Lists begin with the latest; an id that a caller chose need not grow with time.
create index top_up_by_client on wallet.top_up (client_id, requested_at, id);
create index top_up_by_moment on wallet.top_up (requested_at, id);

create table wallet.withdrawal (
  id uuid primary key,
  client_id uuid not null,
  role text not null check (role in ('lender', 'borrower', 'partner')),
  currency text not null,
  amount bigint not null check (amount > 0),
  state text not null check (
    state in ('requested', 'sent', 'paid', 'refused', 'unknown', 'cancelled', 'bounced')
  ),
  requested_at timestamptz not null,
  hold_id bigint not null,
  instruction_id uuid not null,
  version integer not null
);

create index withdrawal_by_client on wallet.withdrawal (client_id, requested_at, id);
create index withdrawal_by_moment on wallet.withdrawal (requested_at, id);

create table wallet.instruction (
  id uuid primary key,
  state text not null check (
    state in ('created', 'sent', 'confirmed', 'refused', 'unknown', 'expired')
  ),
  currency text not null,
  loan_id uuid,
  client_id uuid,
  "order" json not null,
  created_at timestamptz not null,
  bank_reference text,
  -- A distribution that the custodian took back: its number of that.
  reversed_by text,
  reason text,
  version integer not null
);

create index instruction_by_loan on wallet.instruction (loan_id) where loan_id is not null;
create index instruction_open on wallet.instruction (id) where state in ('created', 'sent', 'unknown');

grant usage on schema calendar, loan, claim, wallet to mutua_application;
grant select, insert, update on
  calendar.business_day,
  people.client, people.lender, people.borrower,
  loan.loan, loan.bid, loan.servicing,
  claim.claim,
  wallet.top_up, wallet.withdrawal, wallet.instruction
  to mutua_application;
-- What happened to a loan is never rewritten.
grant select, insert on loan.transition to mutua_application;
