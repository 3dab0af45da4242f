-- Cases: work that somebody owes by a moment, with its story; contacts with borrowers who are behind, and what they
-- promised to pay.

create schema work;
grant usage on schema work to mutua_application;

create table work.case (
  id uuid primary key,
  case_kind text not null check (
    case_kind in ('interview', 'collection', 'hardship', 'fraud', 'complaint', 'warning')
  ),
  subject_kind text not null check (subject_kind in ('loan', 'client')),
  subject_id uuid not null,
  client_id uuid not null,
  state text not null check (
    state in ('open', 'in_progress', 'waiting', 'in_check', 'closed', 'cancelled')
  ),
  entries integer not null check (entries > 0),
  fields json not null,
  owner_id uuid,
  maker_id uuid,
  result text,
  steps_done json not null,
  evidence json not null,
  opened_at timestamptz not null,
  opened_on date not null,
  deadline_at timestamptz not null,
  stopped_at timestamptz,
  late boolean not null,
  escalation_level integer not null check (escalation_level >= 0),
  next_action_day date,
  collection json,
  booked_day date,
  interview json,
  interview_said json,
  version integer not null,
  constraint collection_has_its_work check ((case_kind = 'collection') = (collection is not null)),
  constraint interview_has_its_day check (
    (interview is null) = (booked_day is null)
    and (interview is null or case_kind = 'interview')
    and (interview_said is null or interview is not null)
  ),
  constraint closed_with_a_result check (state not in ('closed', 'in_check') or result is not null),
  constraint worked_on_by_somebody check (state <> 'in_progress' or owner_id is not null),
  constraint clock_stands_while_waiting check (stopped_at is null or state = 'waiting')
);

create index case_by_subject on work.case (subject_id);
create index case_by_client on work.case (client_id, id);

-- The queue: what is due first stands first.
create index case_queue on work.case (deadline_at, id)
  where state in ('open', 'in_progress', 'waiting', 'in_check');

-- Who is expected on a day.
create index case_by_booked_day on work.case (booked_day) where booked_day is not null;

-- What the calendar has to look at, and nothing else.
create index case_to_work on work.case (next_action_day, id) where next_action_day is not null;

create table work.entry (
  case_id uuid not null,
  number integer not null check (number > 0),
  event text not null,
  state text not null,
  -- Who had the case from then on, and at which stage of collection it was.
  owner_id uuid,
  stage text check (stage in ('early', 'middle', 'final', 'legal')),
  actor text not null,
  at timestamptz not null,
  day date not null,
  detail text,
  reason text,
  version integer not null,
  primary key (case_id, number)
);

-- Where cases of collection were at the close of each day, read day by day.
create index entry_of_collection on work.entry (day) where stage is not null;

create table work.contact (
  id uuid primary key,
  case_id uuid not null,
  loan_id uuid not null,
  client_id uuid not null,
  channel text not null check (channel in ('phone', 'message', 'legal_letter')),
  template text not null,
  outcome text not null check (outcome in ('reached', 'not_reached', 'promised', 'refused', 'sent')),
  note text,
  recorded_by uuid not null,
  at timestamptz not null,
  day date not null,
  version integer not null
);

create index contact_by_client_and_day on work.contact (client_id, day);
create index contact_by_loan on work.contact (loan_id, at, id);

create table work.promise (
  id uuid primary key,
  case_id uuid not null,
  loan_id uuid not null,
  day date not null,
  amount bigint not null check (amount > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  paid_before bigint not null check (paid_before >= 0),
  state text not null check (state in ('open', 'kept', 'broken')),
  made_at timestamptz not null,
  paid bigint check (paid >= 0),
  version integer not null,
  constraint judged_by_what_was_paid check ((state = 'open') = (paid is null))
);

create index promise_by_case on work.promise (case_id, made_at);

-- What collecting costs, and how its payment out of the operator's own money stands.
create table work.collection_cost (
  id uuid primary key,
  case_id uuid not null,
  loan_id uuid not null,
  amount bigint not null check (amount > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  purpose text not null,
  reference text not null,
  payee_name text not null,
  payee_account text not null,
  recorded_by uuid not null,
  recorded_on date not null,
  state text not null check (state in ('recorded', 'under_way', 'paid', 'declined')),
  checker_id uuid,
  instruction_id uuid,
  hold_id bigint,
  ended_on date,
  reason text,
  version integer not null,
  constraint released_by_another check (
    state not in ('under_way', 'paid') or checker_id is not null and checker_id <> recorded_by
  ),
  constraint held_once_released check (
    (state in ('under_way', 'paid')) = (hold_id is not null)
    and (hold_id is null) = (instruction_id is null)
  ),
  constraint ended_on_a_day check ((state in ('paid', 'declined')) = (ended_on is not null))
);

create index collection_cost_by_case on work.collection_cost (case_id);
create index collection_cost_by_loan on work.collection_cost (loan_id);
create index collection_cost_to_pay on work.collection_cost (currency) where state = 'recorded';

grant select, insert, update on work.case to mutua_application;
grant select, insert on work.entry to mutua_application;
grant select, insert on work.contact to mutua_application;
grant select, insert, update on work.promise to mutua_application;
grant select, insert, update on work.collection_cost to mutua_application;
