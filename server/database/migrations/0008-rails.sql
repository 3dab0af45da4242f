-- Between the house and its rails: batches on their way, receipts, movements, reversals, breaks and alarms.

alter table wallet.top_up
  add column rail text not null default 'custodian' check (rail in ('custodian', 'card')),
  add column page_url text,
  add column bank_day date,
  add constraint credited_by_a_transfer check (
    (state in ('credited', 'reversed')) = (transfer_id is not null)
  );

-- What a rail still has to be asked or told about, and nothing else.
create index top_up_open on wallet.top_up (id) where state = 'requested';
create index mandate_to_ask on wallet.mandate (id) where state = 'requested';
create index mandate_revoked on wallet.mandate (id) where state = 'revoked';
create index mandate_to_bid on wallet.mandate (client_id) where scope = 'bid' and state = 'granted';

-- What a rail took back, and what it could not: both together are the top-up.
create table wallet.top_up_reversal (
  id uuid primary key references wallet.top_up (id),
  client_id uuid not null,
  role text not null check (role in ('lender', 'borrower', 'partner')),
  currency text not null,
  amount bigint not null check (amount > 0),
  debited bigint not null check (debited >= 0),
  shortfall bigint not null check (shortfall >= 0),
  bank_day date not null,
  bank_reference text,
  state text not null check (state in ('told', 'booked')),
  transfer_id bigint,
  version integer not null,
  constraint nothing_is_lost check (debited + shortfall = amount),
  constraint booked_by_a_transfer check (
    (transfer_id is not null) = (state = 'booked' and debited > 0)
  )
);

create index top_up_reversal_open on wallet.top_up_reversal (id) where state = 'told';

create table wallet.client_debt (
  id uuid primary key references wallet.top_up_reversal (id),
  client_id uuid not null,
  role text not null check (role in ('lender', 'borrower', 'partner')),
  currency text not null,
  amount bigint not null check (amount > 0),
  state text not null check (state in ('owed', 'settled')),
  since timestamptz not null,
  version integer not null
);

create index client_debt_by_client on wallet.client_debt (client_id) where state = 'owed';

-- One row a receipt, one receipt a reference of the custodian: a message that comes twice finds it taken.
create table wallet.receipt (
  id uuid primary key,
  bank_reference text not null unique,
  currency text not null,
  amount bigint not null check (amount > 0),
  bank_day date not null,
  received_at timestamptz not null,
  state text not null check (
    state in ('unmatched', 'proposed', 'instructed', 'sent', 'claimed', 'sent_back')
  ),
  reason text,
  "end" json,
  maker_id uuid,
  note text,
  instruction_id uuid,
  version integer not null,
  constraint instructed_by_name check (
    state not in ('instructed', 'sent', 'claimed', 'sent_back')
    or ("end" is not null and instruction_id is not null)
  )
) with (fillfactor = 80);

create index receipt_waiting on wallet.receipt (id) where state in ('unmatched', 'proposed');
create index receipt_to_send on wallet.receipt (id) where state = 'instructed';

-- Personal data, apart, so that it can be blotted out.
create table wallet.receipt_payer (
  receipt_id uuid primary key references wallet.receipt (id),
  payer_name text not null,
  payer_account text not null,
  remark text not null,
  version integer not null
);

-- The request as it was sent, byte for byte, and the latest answer to each item.
create table wallet.custody_batch (
  id uuid primary key,
  state text not null check (state in ('sent', 'unknown', 'answered', 'done', 'split')),
  items json not null,
  content text not null,
  answers json not null,
  told integer not null check (told >= 0),
  sent_at timestamptz not null,
  last_bank_day date,
  version integer not null
) with (fillfactor = 50);

create index custody_batch_open on wallet.custody_batch (id)
  where state in ('sent', 'unknown', 'answered');
create index custody_batch_by_bank_day on wallet.custody_batch (last_bank_day);

alter table wallet.instruction
  add column batch_id uuid;

create table wallet.own_account (
  purpose text not null check (purpose in ('fees')),
  currency text not null,
  account text not null unique,
  version integer not null,
  primary key (purpose, currency)
);

create table wallet.bank_movement (
  id uuid primary key,
  bank_reference text not null,
  account text not null,
  direction text not null check (direction in ('credit', 'debit')),
  amount bigint not null check (amount > 0),
  currency text not null,
  code text not null,
  cause uuid,
  bank_day date not null,
  state text not null check (state in ('waiting', 'explained', 'unexplained')),
  told_at timestamptz not null,
  version integer not null
);

create index bank_movement_waiting on wallet.bank_movement (id) where state = 'waiting';

create table wallet.alarm (
  id uuid primary key,
  kind text not null check (
    kind in (
      'movement_unexplained', 'top_up_reversed', 'message_unreadable', 'message_refused',
      'answer_refused', 'settlement_differs'
    )
  ),
  reference text not null,
  subject_id uuid,
  detail text,
  raised_at timestamptz not null,
  state text not null check (state in ('open', 'ended')),
  ended_by uuid,
  note text,
  version integer not null,
  constraint ended_by_somebody check ((state = 'ended') = (ended_by is not null and note is not null))
);

create index alarm_open on wallet.alarm (id) where state = 'open';

-- A message of a rail that was signed rightly and could not be read: kept as it came, for people.
create table wallet.unread_message (
  alarm_id uuid primary key,
  rail text not null check (rail in ('custodian', 'payment_provider')),
  came_at timestamptz not null,
  body bytea not null check (octet_length(body) <= 1048576)
);

alter table ledger.break
  add column rail text not null default 'custodian' check (rail in ('custodian', 'payment_provider')),
  add column mended_by uuid,
  drop constraint break_kind_check,
  add constraint break_kind_check check (
    kind in (
      'missing_in_ledger', 'missing_at_bank', 'direction_differs', 'amount_differs', 'day_differs',
      'balance_differs', 'control_total_differs', 'movement_unexplained'
    )
  ),
  drop constraint who_explains_says_what,
  -- What a later comparison finds no more was explained by nobody.
  add constraint who_explains_says_what check (
    case state
      when 'found' then explanation is null and explained_by is null
      when 'explained' then explanation is not null and explained_by is not null
      else explanation is not null
    end
  ),
  add constraint mended_by_another check (mended_by <> explained_by),
  add constraint found_once unique (rail, day, kind, reference);

create index break_explained on ledger.break (rail, state) where state = 'explained';

grant select, insert, update on
  wallet.top_up_reversal, wallet.client_debt,
  wallet.receipt, wallet.receipt_payer,
  wallet.custody_batch, wallet.own_account, wallet.bank_movement, wallet.alarm
  to mutua_application;
grant select, insert on wallet.unread_message to mutua_application;

-- Whose account it is that a statement names, and what of a lender's money the custodian holds.
create index client_by_lender_account on people.client ((custody_accounts ->> 'lender'));
create index client_by_borrower_account on people.client ((custody_accounts ->> 'borrower'));
create index client_by_partner_account on people.client ((custody_accounts ->> 'partner'));
create index bid_frozen on loan.bid (lender_id)
  where freeze_state = 'confirmed' and state <> 'converted';
create index top_up_by_card_day on wallet.top_up (bank_day) where rail = 'card';
create index top_up_reversal_by_day on wallet.top_up_reversal (bank_day);
