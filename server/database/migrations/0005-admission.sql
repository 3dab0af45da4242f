-- Admission and the loan's life until its listing: who may take part, products, applications, assessments, listings.

alter table people.client
  add column region text check (region ~ '^[0-9A-Z-]{2,12}$'),
  add column is_institution boolean,
  add column partner_kind text check (
    partner_kind in (
      'guarantee_company', 'small_loan_company', 'factoring_company', 'leasing_company', 'asset_manager',
      'securities_company', 'bank', 'core_enterprise', 'commerce_partner'
    )
  ),
  add column custody_currencies json,
  add column is_held boolean,
  add column freeze_asked json,
  add column status_before_freeze text check (
    status_before_freeze in ('registered', 'verified', 'active', 'dormant')
  ),
  -- Only an organisation lends as an institution.
  add constraint institutions_are_organisations check (
    is_institution is not true or kind = 'organisation'
  );

alter table people.borrower
  add column loans_repaid integer check (loans_repaid >= 0),
  add column worst_days_overdue integer check (worst_days_overdue >= 0);

-- Personal data, apart from everything else, so that it can be blotted out.
create table people.identity (
  person_id uuid primary key,
  name text not null check (length(name) between 1 and 100),
  mobile text,
  number text,
  number_digest text check (number_digest ~ '^[0-9a-f]{64}$'),
  legal_representative json,
  authorised_signatory json,
  verified_at timestamptz,
  verification_reference text,
  version integer not null,
  constraint a_number_has_its_digest check ((number is null) = (number_digest is null)),
  constraint only_a_number_is_verified check (verified_at is null or number is not null)
);

-- One identity is one client, from the verification on.
create unique index identity_verified_once on people.identity (number_digest)
  where verified_at is not null;
create index identity_by_number on people.identity (number_digest);

create table people.operator (
  key text primary key check (key = 'operator'),
  id uuid not null,
  name text not null,
  credit_code text not null,
  pack_id text not null,
  licences json not null,
  time json not null,
  version integer not null
);

create table people.counter (
  name text primary key check (name in ('client')),
  value integer not null check (value > 0),
  version integer not null
);

-- Who may decide on loans up to which amount and grade.
create table people.authority (
  name text not null check (name in ('loan_decision')),
  number integer not null check (number > 0),
  limits json not null,
  effective_from date not null,
  maker_id uuid not null,
  checker_id uuid,
  version integer not null,
  primary key (name, number),
  constraint approved_by_another check (checker_id <> maker_id)
);

create table people.questionnaire (
  id uuid primary key,
  lender_id uuid not null,
  questions_version integer not null check (questions_version > 0),
  answers json not null,
  points integer not null check (points >= 0),
  tolerance integer not null check (tolerance between 1 and 5),
  exposure_ceiling bigint not null check (exposure_ceiling >= 0),
  answered_on date not null,
  valid_until date not null check (valid_until >= answered_on),
  version integer not null
);

create index questionnaire_by_lender on people.questionnaire (lender_id, id);

-- How content a client is, once in a quarter for each role. The comment is the office's alone.
create table people.survey_answer (
  id uuid not null unique,
  client_id uuid not null,
  role text not null check (role in ('lender', 'borrower')),
  quarter text not null check (quarter ~ '^[0-9]{4}-Q[1-4]$'),
  score integer not null check (score between 1 and 5),
  answered_on date not null,
  comment text check (comment <> ''),
  version integer not null,
  primary key (client_id, role, quarter),
  constraint answered_in_its_quarter check (
    left(quarter, 4)::integer = extract(year from answered_on)
    and right(quarter, 1)::integer = extract(quarter from answered_on)
  )
);

create index survey_answer_by_quarter on people.survey_answer (quarter, answered_on, id);

create schema product;

create table product.product_version (
  code text not null check (code ~ '^[a-z][a-z0-9_]*$'),
  number integer not null check (number > 0),
  terms json not null,
  maker_id uuid not null,
  checker_id uuid,
  approved_on date,
  version integer not null,
  primary key (code, number),
  constraint approved_by_another check (checker_id <> maker_id),
  constraint approved_on_a_day check ((checker_id is null) = (approved_on is null))
);

create domain loan.part_ppm as integer constraint part_of_a_million check (value between 0 and 1000000);
create domain loan.security as text constraint security_of_a_loan check (
  value = any ('{unsecured, mortgage, pledge, receivable, lease}')
);
create domain loan.safeguard as text constraint safeguard_of_a_loan check (
  value = any ('{none, guarantee, dual_guarantee, reserve, principal_only}')
);

alter table loan.loan
  add column all_in_rate_ppm loan.rate_ppm,
  add column expected_loss_ppm loan.part_ppm,
  add column security loan.security,
  add column safeguard loan.safeguard;

create table loan.application (
  loan_id uuid primary key,
  channel text not null check (channel in ('online', 'branch')),
  security text not null check (
    security in ('unsecured', 'mortgage', 'pledge', 'receivable', 'lease')
  ),
  file json not null,
  documents json not null,
  consents json not null,
  prepared_by json not null,
  assessments integer not null check (assessments >= 0),
  changed_since boolean not null,
  review json,
  version integer not null
);

create table loan.assessment (
  loan_id uuid not null,
  number integer not null check (number > 0),
  pack_id text not null,
  assessed_on date not null,
  result json not null,
  request json,
  features json,
  version integer not null,
  primary key (loan_id, number)
);

create table loan.listing (
  loan_id uuid primary key,
  borrower_id uuid not null,
  state text not null check (state in ('prepared', 'published')),
  maker_id uuid not null,
  title text not null check (length(title) between 1 and 60),
  summary text not null check (length(summary) <= 2000),
  loan_amount bigint not null check (loan_amount > 0),
  term_months integer not null check (term_months > 0),
  opens_at timestamptz not null,
  funding_days integer not null check (funding_days > 0),
  collateral_ids json not null,
  face json,
  review json,
  checker_id uuid,
  published_on date,
  version integer not null,
  constraint published_by_another check (checker_id <> maker_id),
  constraint published_whole check (
    (state = 'published') = (face is not null)
    and (state = 'published') = (review is not null)
    and (state = 'published') = (checker_id is not null)
    and (state = 'published') = (published_on is not null)
  )
);

create index listing_by_borrower on loan.listing (borrower_id);

-- What the market is searched by, of what was frozen when it was published.
alter table loan.listing
  add column region text generated always as (face -> 'items' ->> 'borrower_region') stored,
  add column industry text generated always as (face -> 'items' ->> 'borrower_industry') stored;

create table loan.money_advance (
  id uuid primary key,
  borrower_id uuid not null,
  payer text not null,
  amount bigint not null check (amount > 0),
  received_on date not null,
  maker_id uuid not null,
  explanation text,
  version integer not null
);

create index money_advance_by_borrower on loan.money_advance (borrower_id);

-- An application that is not filed yet. It is no fact: no event tells of it, and it is deleted when it is filed.
create table loan.draft (
  borrower_id uuid not null,
  product_code text not null check (product_code ~ '^[a-z][a-z0-9_]*$'),
  fields json not null,
  started_at timestamptz not null,
  saved_at timestamptz not null,
  primary key (borrower_id, product_code)
);

grant usage on schema product to mutua_application;
grant select, insert, update on
  people.identity, people.operator, people.counter, people.authority,
  product.product_version,
  loan.application, loan.listing, loan.money_advance
  to mutua_application;
grant select, insert, update, delete on loan.draft to mutua_application;
-- What was answered and what was assessed is never rewritten.
grant select, insert on people.questionnaire, people.survey_answer, loan.assessment to mutua_application;
