-- What regulator and auditor looked at: written before they are answered, and never changed or removed.

create schema supervision;

create table supervision.view (
  view_id bigint generated always as identity primary key,
  observer_id uuid not null,
  session_id uuid not null,
  at timestamptz not null,
  operation text not null check (operation ~ '^[A-Za-z]{1,100}$'),
  address text not null check (length(address) between 1 and 2000)
);

create index view_by_observer on supervision.view (observer_id, view_id);

grant usage on schema supervision to mutua_application;
grant select, insert on supervision.view to mutua_application;
