-- What happens by itself: whose identity is still to be asked for, and what is due at a moment of the day.

-- One row a client, taken in by the number of the client; `next_at` says when the identity source is asked again.
create table people.identity_check (
  client_id uuid primary key,
  client_number integer not null unique check (client_number > 0),
  state text not null check (state in ('waiting', 'answered', 'refused', 'given_up')),
  attempts integer not null check (attempts >= 0),
  next_at timestamptz,
  reason text,
  constraint asked_again_while_waiting check ((state = 'waiting') = (next_at is not null)),
  constraint refused_for_a_reason check ((state = 'refused') = (reason is not null))
);

create index identity_check_due on people.identity_check (next_at) where state = 'waiting';

grant select, insert, update on people.identity_check to mutua_application;

-- What comes to its time, and nothing else; a look at which nothing is due reads nothing.
create index loan_to_open on loan.loan (((funding ->> 'opensAt')::bigint), id)
  where state = 'listed';
create index loan_to_close on loan.loan (((funding ->> 'closesAt')::bigint), id)
  where state = 'funding';
create index loan_full_in_funding on loan.loan (id)
  where state = 'funding' and frozen = loan_amount;
create index loan_to_sign on loan.loan (funded_at, id)
  where state = 'funded' and contract_hash is null;
create index loan_approved on loan.loan (next_action_day, id)
  where state = 'approved' and next_action_day is not null;
