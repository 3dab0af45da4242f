-- Notices: what clients were told, as figures, written with the commands that cause them and never changed; how far
-- each client has read; and on which day the borrower of a loan is to be reminded next.

create schema notice;
grant usage on schema notice to mutua_application;

-- What there are notices of, and from which command and day on they are given: what happened before a kind was
-- known has none of it.
create table notice.kind (
  kind text primary key,
  since_sequence bigint not null check (since_sequence > 0),
  since_day date
);

insert into notice.kind (kind, since_sequence, since_day)
select kind, coalesce((select max(sequence) from commit.command), 0) + 1,
  (select day from calendar.business_day)
from unnest(array[
  'interview_asked', 'interview_booked', 'interview_moved', 'interview_held',
  'loan_approved', 'loan_rejected', 'loan_listed', 'loan_funded', 'funding_failed',
  'loan_withdrawn', 'loan_disbursed', 'repayment_due', 'repayment_collected',
  'repayment_collected_in_part', 'repayment_not_collected', 'repayment_returned',
  'early_repayment_made', 'loan_overdue', 'arrears_cleared', 'loan_defaulted', 'loan_written_off',
  'loan_accelerated', 'debt_waived', 'compromise_agreed', 'compromise_lapsed',
  'reschedule_proposed', 'loan_rescheduled', 'claim_downgraded', 'claim_accelerated',
  'claim_debt_waived', 'claim_compromise_agreed', 'claim_compromise_lapsed', 'claim_rescheduled',
  'repayment_back_dated', 'repayment_reversed', 'claim_payment_corrected', 'claim_payment_reversed',
  'recovery_reversed', 'loan_closed', 'bid_returned', 'claim_made', 'claim_paid', 'claim_paid_in_part',
  'claim_paid_early', 'claim_not_paid', 'claim_overdue', 'claim_arrears_cleared', 'claim_defaulted',
  'claim_written_off', 'claim_in_legal_action',
  'loan_in_legal_action', 'hardship_received', 'hardship_answered', 'claim_closed', 'commitment_asked', 'commitment_released', 'compensation_paid', 'compensation_missed', 'recovery_received',
  'loan_compensated', 'claim_compensated', 'claim_not_compensated', 'claim_guarantor_failed', 'top_up_credited', 'top_up_failed', 'top_up_reversed',
  'withdrawal_paid', 'withdrawal_refused', 'withdrawal_bounced'
]) as known (kind);

-- Its place is behind the command that caused it, and there is one notice in one place. It begins with its
-- receiver, whose notices so lie together.
create table notice.notice (
  client_id uuid not null,
  sequence bigint not null,
  place integer not null check (place >= 0),
  role text not null check (role in ('borrower', 'lender', 'partner')),
  kind text not null references notice.kind (kind),
  subject_kind text not null check (subject_kind in ('loan', 'top_up', 'withdrawal', 'receipt')),
  subject_id uuid not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  figures json not null,
  at timestamptz not null,
  business_date date not null,
  primary key (client_id, sequence, place),
  constraint reminder_has_its_day check (
    kind <> 'repayment_due' or ((figures ->> 'day') is not null and (figures ->> 'daysBefore') in ('0', '1', '3'))
  )
);

create index notice_by_subject on notice.notice (subject_id, sequence, place);

-- Nobody is reminded twice of the same day, whatever the calendar does.
create unique index reminder_once on notice.notice
  (subject_id, ((figures ->> 'day')::integer), ((figures ->> 'daysBefore')::integer))
  where kind = 'repayment_due';

create table notice.reading (
  client_id uuid primary key,
  sequence bigint not null check (sequence > 0),
  place integer not null check (place >= 0),
  version integer not null
);

alter table loan.loan
  add column reminder_day date;

-- Those of whom somebody has to be reminded, and nobody else: a day without any reads nothing.
create index loan_to_remind on loan.loan (reminder_day, id) where reminder_day is not null;

grant select on notice.kind to mutua_application;
grant select, insert on notice.notice to mutua_application;
grant select, insert, update on notice.reading to mutua_application;
