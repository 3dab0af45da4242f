-- A loan's life from the freeze of a bid to its close: contracts, mandates, and what the money of a loan needs.

alter table loan.loan
  add column funded_at timestamptz;

alter table loan.bid
  add column authorise_until timestamptz,
  add column page_url text,
  -- Nothing is lent that the custodian has not frozen, and nothing is released that still counts.
  add constraint lent_when_frozen check (state <> 'converted' or freeze_state = 'confirmed'),
  add constraint released_when_back check (
    freeze_state <> 'released' or state = any ('{returned, cancelled, lost}')
  );

create index bid_to_expire on loan.bid (authorise_until)
  where freeze_state = 'awaiting_authorisation' and state = 'accepted';

-- What a borrower signed is never rewritten.
create table loan.contract (
  loan_id uuid primary key,
  borrower_id uuid not null,
  payee text not null,
  document text not null,
  hash text not null check (hash = encode(sha256(convert_to(document, 'UTF8')), 'hex')),
  signed_at timestamptz not null,
  version integer not null
);

alter table loan.servicing
  add column rules json not null,
  -- Through which instalment somebody has paid for the borrower, or nobody is left who would.
  add column covered_through integer check (covered_through >= 0),
  add column reserve json,
  -- Nothing falls due beyond the schedule.
  add constraint due_within_schedule check (fallen_due <= cardinality(string_to_array(accounts, ';')));

alter table claim.claim
  -- What was lent under it is outstanding or has come back.
  add constraint claim_adds_up check (outstanding + principal_received <= principal),
  add constraint nothing_left_when_closed check (state <> 'closed' or outstanding = 0);

create table wallet.mandate (
  id uuid primary key,
  client_id uuid not null,
  scope text not null check (scope in ('bid', 'repayment', 'fees', 'compensation', 'reserve')),
  currency text not null,
  cap bigint not null check (cap > 0),
  used bigint not null check (used between 0 and cap),
  loan_id uuid,
  expires_day date not null,
  state text not null check (state in ('requested', 'granted', 'declined', 'revoked', 'expired')),
  requested_at timestamptz not null,
  page_url text,
  bank_reference text,
  version integer not null,
  constraint one_loan_where_it_is_for_one check ((scope in ('bid', 'reserve')) = (loan_id is null))
);

create index mandate_by_loan on wallet.mandate (loan_id) where loan_id is not null;
create index mandate_by_client on wallet.mandate (client_id, id);

alter table wallet.instruction
  add column page_url text;

-- A loan has one disbursement under way or done, and one repayment under way. Looked at when a batch is saved,
-- since a batch may hold the end of one and the beginning of the next.
alter table wallet.instruction
  add constraint disburses_once exclude using btree (loan_id with =)
    where ("order" ->> 'kind' = 'disburse' and state <> 'refused')
    deferrable initially deferred,
  add constraint distributes_one_at_a_time exclude using btree (loan_id with =)
    where ("order" ->> 'kind' = 'distribute' and state in ('created', 'sent', 'unknown'))
    deferrable initially deferred;

grant select, insert on loan.contract to mutua_application;
grant select, insert, update on wallet.mandate to mutua_application;
