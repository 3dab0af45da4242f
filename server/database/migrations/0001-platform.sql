-- What the installation knows of itself: which one it is, and which migrations made its tables.

create schema platform;

create table platform.migration (
  number integer primary key check (number > 0),
  name text not null unique,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  applied_at timestamptz not null default clock_timestamp()
);

create table platform.installation (
  only_row boolean primary key default true check (only_row),
  installation_id uuid not null unique default gen_random_uuid(),
  created_at timestamptz not null default clock_timestamp()
);

insert into platform.installation default values;

grant usage on schema platform to mutua_application;
grant select on platform.migration, platform.installation to mutua_application;
