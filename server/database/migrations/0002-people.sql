-- Who can sign in, who is signed in, and where signing in failed.

create schema people;

-- Written by the door together with the person; read at every sign-in.
create table people.sign_in (
  person_id uuid primary key,
  kind text not null,
  sign_in_name text not null unique check (sign_in_name ~ '^\S{3,64}$'),
  password_hash text not null check (password_hash ~ '^\$scrypt\$'),
  roles text[] not null check (cardinality(roles) > 0),
  positions text[] not null default '{}',
  created_at timestamptz not null,
  -- Whoever works for the operator or looks on has that one role and never a client's.
  constraint roles_fit_kind check (
    case
      when kind = 'client' then roles <@ array['borrower', 'lender', 'partner']
      when kind in ('staff', 'regulator', 'auditor') then roles = array[kind]
      else false
    end
  ),
  constraint positions_are_of_staff check (
    cardinality(positions) = 0
    or kind = 'staff'
      and positions <@ array[
        'loan_officer', 'loan_officer_lead',
        'risk_analyst', 'risk_analyst_lead',
        'committee_member', 'committee_member_lead',
        'collector', 'collector_lead',
        'finance_officer', 'finance_officer_lead',
        'compliance_officer', 'compliance_officer_lead',
        'service_agent', 'service_agent_lead',
        'marketing_officer', 'marketing_officer_lead',
        'product_officer', 'product_officer_lead',
        'branch_officer', 'branch_officer_lead',
        'internal_auditor', 'internal_auditor_lead',
        'administrator', 'administrator_lead'
      ]
  )
);

-- The token itself is known only to whoever holds it; here stands its SHA-256.
create table people.session (
  token_digest bytea primary key check (octet_length(token_digest) = 32),
  session_id uuid not null unique,
  person_id uuid not null references people.sign_in,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  user_agent text not null check (length(user_agent) <= 200)
);

create index session_of_person on people.session (person_id, created_at);

-- By the SHA-256 of the name that was tried, whether anybody has it or not: the answer to a name that
-- nobody has is then the same, and what people type into the wrong field is kept nowhere.
create table people.sign_in_failure (
  name_digest bytea primary key check (octet_length(name_digest) = 32),
  failed_attempts integer not null check (failed_attempts > 0),
  last_failed_at timestamptz not null,
  locked_until timestamptz
);

create index sign_in_failure_by_age on people.sign_in_failure (last_failed_at);

grant usage on schema people to mutua_application;
grant select, insert on people.sign_in to mutua_application;
-- A hash may be made anew; name, roles and positions do not change under a person's hands.
grant update (password_hash) on people.sign_in to mutua_application;
grant select, insert, delete on people.session to mutua_application;
grant update (last_seen_at, ended_at) on people.session to mutua_application;
grant select, insert, update, delete on people.sign_in_failure to mutua_application;
