-- Who stands behind loans, and what: guarantors with their standing, what they promise, and registered collateral.

create schema safeguard;

create table safeguard.guarantor (
  id uuid primary key,
  standing json,
  proposal json,
  committed bigint not null check (committed >= 0),
  changes integer not null check (changes >= 0),
  version integer not null,
  constraint only_a_guarantor_promises check (standing is not null or committed = 0),
  constraint a_standing_was_set check ((standing is null) = (changes = 0))
);

-- Standings that wait for a second person.
create index guarantor_proposed on safeguard.guarantor (id) where proposal is not null;

create table safeguard.guarantor_change (
  guarantor_id uuid not null,
  number integer not null check (number > 0),
  standing json not null,
  reason text not null,
  -- None where the rule that watches compensations suspended it.
  maker_id uuid,
  checker_id uuid check (checker_id <> maker_id),
  at timestamptz not null,
  day date not null,
  version integer not null,
  primary key (guarantor_id, number),
  constraint a_rule_only_suspends check (
    maker_id is not null or checker_id is null and standing ->> 'status' = 'suspended'
  )
);

create table safeguard.commitment (
  id uuid primary key,
  loan_id uuid not null,
  guarantor_id uuid not null,
  safeguard text not null check (safeguard in ('guarantee', 'dual_guarantee', 'principal_only')),
  place integer not null check (place between 1 and 2),
  cover text not null check (cover in ('instalments', 'accelerated', 'principal')),
  compensation_day integer not null check (compensation_day > 0),
  amount bigint not null check (amount > 0),
  currency text not null,
  state text not null check (state in ('asked', 'signed', 'declined', 'released')),
  maker_id uuid not null,
  asked_at timestamptz not null,
  signed_at timestamptz,
  ended_at timestamptz,
  end_reason text,
  version integer not null,
  constraint who_signed_is_bound check (state <> 'signed' or signed_at is not null),
  constraint an_end_has_its_time check ((state in ('declined', 'released')) = (ended_at is not null))
);

-- One guarantor in each place of a loan.
create unique index commitment_in_place on safeguard.commitment (loan_id, place)
  where state in ('asked', 'signed');
create index commitment_of_loan on safeguard.commitment (loan_id);
create index commitment_of_guarantor on safeguard.commitment (guarantor_id, id);
-- What has to be released when its loan has ended.
create index commitment_standing on safeguard.commitment (id) where state in ('asked', 'signed');

create table safeguard.collateral (
  id uuid primary key,
  loan_id uuid not null,
  commitment_id uuid,
  release_condition text check (release_condition in ('commitment_ended', 'loan_closed')),
  kind text not null check (
    kind in (
      'real_estate', 'vehicle', 'equipment', 'inventory', 'receivable', 'shares', 'cash_deposit',
      'intellectual_property', 'leased_asset'
    )
  ),
  description text not null,
  owner text not null,
  currency text not null,
  value bigint not null check (value > 0),
  valuer text not null,
  valued_on date not null,
  rank integer not null check (rank between 1 and 20),
  prior_debts bigint not null check (prior_debts >= 0),
  state text not null check (state in ('recorded', 'registered', 'released', 'disposed')),
  maker_id uuid not null,
  register text,
  registration_number text,
  registered_on date,
  disposal_asked json,
  ended_on date,
  end_reason text,
  proceeds bigint check (proceeds >= 0),
  version integer not null,
  constraint a_registered_thing_is_found check (
    state <> 'registered'
    or register is not null and registration_number is not null and registered_on is not null
  ),
  constraint an_end_has_its_day check ((state in ('released', 'disposed')) = (ended_on is not null)),
  constraint a_sale_has_its_proceeds check ((state = 'disposed') = (proceeds is not null)),
  constraint a_pledge_has_its_condition check ((commitment_id is null) = (release_condition is null))
);

-- One thing stands for one debt of each rank.
create unique index collateral_registered_once on safeguard.collateral (registration_number, rank)
  where state = 'registered';
create index collateral_of_number on safeguard.collateral (registration_number);
create index collateral_of_loan on safeguard.collateral (loan_id);
create index collateral_of_commitment on safeguard.collateral (commitment_id)
  where commitment_id is not null;
create index collateral_standing on safeguard.collateral (id)
  where state in ('recorded', 'registered');

-- What is paid to lenders by one who is neither borrower nor platform, or was not paid when it was due.
create table safeguard.compensation (
  id uuid primary key,
  loan_id uuid not null,
  commitment_id uuid,
  reserve_scheme_id uuid,
  -- The guarantor, or the trustee of the reserve.
  guarantor_id uuid not null,
  place integer not null check (place between 1 and 3),
  cover text not null check (cover in ('instalments', 'accelerated', 'principal')),
  through integer not null check (through > 0),
  parts json not null,
  principal bigint not null check (principal >= 0),
  interest bigint not null check (interest >= 0),
  currency text not null,
  state text not null check (state in ('claimed', 'paid', 'missed')),
  claimed_on date not null,
  instruction_id uuid,
  ended_on date,
  reason text,
  version integer not null,
  constraint one_payer check (
    (commitment_id is null) <> (reserve_scheme_id is null) and (place = 3) = (commitment_id is null)
  ),
  constraint something_is_compensated check (principal + interest > 0),
  constraint principal_only_is_no_interest check (cover <> 'principal' or interest = 0),
  constraint what_is_not_claimed_has_ended check ((state = 'claimed') = (ended_on is null)),
  constraint what_is_missed_has_its_reason check ((state = 'missed') = (reason is not null)),
  constraint the_custodian_was_asked check (state = 'missed' or instruction_id is not null)
);

create index compensation_of_loan on safeguard.compensation (loan_id);
create index compensation_of_reserve on safeguard.compensation (reserve_scheme_id, id)
  where reserve_scheme_id is not null;
create index compensation_of_guarantor on safeguard.compensation (guarantor_id, id);
-- A loan is compensated by one at a time.
create unique index compensation_under_way on safeguard.compensation (loan_id) where state = 'claimed';

-- Money in a separate custody account, accrued by a published share of what is outstanding.
create table safeguard.reserve_scheme (
  id uuid primary key,
  code text not null check (code ~ '^[a-z][a-z0-9_]{0,63}$'),
  names json not null,
  trustee_id uuid not null,
  contributor_id uuid not null check (contributor_id <> trustee_id),
  currency text not null,
  accrual_ppm integer not null check (accrual_ppm between 1 and 1000000),
  cover text not null check (cover in ('principal', 'principal_and_interest')),
  ceiling_ppm integer not null check (ceiling_ppm between 1 and 1000000),
  short_rule text not null check (short_rule in ('oldest_first', 'pro_rata')),
  state text not null check (state in ('proposed', 'active', 'ended')),
  proposal json,
  state_since date,
  contributed bigint not null check (contributed >= 0),
  -- With what was recovered it may be more than was ever paid in.
  released bigint not null check (released >= 0),
  spend_day date,
  accrual_day date,
  move json,
  missed_since date,
  short_since date,
  waiting bigint not null check (waiting >= 0),
  version integer not null,
  constraint set_by_two_persons check ((state = 'proposed') = (state_since is null)),
  constraint what_waits_has_its_day check ((waiting > 0) = (short_since is not null))
);

-- One reserve of a name, and one in the account of each trustee.
create unique index reserve_scheme_active on safeguard.reserve_scheme (code) where state = 'active';
create unique index reserve_scheme_apart on safeguard.reserve_scheme (trustee_id) where state <> 'proposed';
create index reserve_scheme_of_code on safeguard.reserve_scheme (code);
create index reserve_scheme_of_trustee on safeguard.reserve_scheme (trustee_id);
create index reserve_scheme_of_contributor on safeguard.reserve_scheme (contributor_id);
create index reserve_scheme_to_spend on safeguard.reserve_scheme (spend_day) where spend_day is not null;
create index reserve_scheme_to_accrue on safeguard.reserve_scheme (accrual_day)
  where accrual_day is not null;

create table safeguard.reserve_accrual (
  scheme_id uuid not null,
  day date not null,
  outstanding bigint not null check (outstanding >= 0),
  accrual_ppm integer not null,
  target bigint not null check (target >= 0),
  balance bigint not null check (balance >= 0),
  funded bigint not null check (funded >= 0),
  asked bigint not null check (asked >= 0),
  state text not null check (state in ('enough', 'asked', 'paid', 'missed', 'waiting')),
  reason text,
  version integer not null,
  primary key (scheme_id, day),
  constraint what_is_missed_has_its_reason check ((state = 'missed') = (reason is not null)),
  constraint enough_asks_nothing check ((state = 'enough') = (asked = 0))
);

create table safeguard.reserve_spending (
  scheme_id uuid not null,
  day date not null,
  available bigint not null check (available >= 0),
  due bigint not null check (due > 0),
  paid bigint not null check (paid between 0 and least(available, due)),
  short_rule text not null,
  shares json not null,
  version integer not null,
  primary key (scheme_id, day)
);

grant usage on schema safeguard to mutua_application;
grant select, insert, update on
  safeguard.guarantor,
  safeguard.commitment,
  safeguard.collateral,
  safeguard.compensation,
  safeguard.reserve_scheme,
  safeguard.reserve_accrual
to mutua_application;
grant select, insert on safeguard.guarantor_change, safeguard.reserve_spending to mutua_application;
