-- What clients pay apart from any loan: its tariff in versions, what of a registration is still to be paid, and what
-- goes to the operator with a withdrawal.

create table product.client_tariff (
  name text not null check (name in ('clients')),
  number integer not null check (number > 0),
  tariff json not null,
  maker_id uuid not null,
  checker_id uuid,
  version integer not null,
  primary key (name, number),
  constraint approved_by_another check (checker_id <> maker_id)
);

grant select, insert, update on product.client_tariff to mutua_application;

alter table people.client add column registration_fees json;

alter table wallet.withdrawal
  add column fees json not null default '[]',
  add column held bigint;
update wallet.withdrawal set held = amount;
alter table wallet.withdrawal
  alter column held set not null,
  add constraint held_with_its_fees check (held >= amount);
