-- What crosses a red line is told to people; and what has to be found for that, quickly.

alter table wallet.alarm
  drop constraint alarm_kind_check,
  add constraint alarm_kind_check check (
    kind in (
      'movement_unexplained', 'top_up_reversed', 'message_unreadable', 'message_refused',
      'answer_refused', 'settlement_differs', 'red_line_tried', 'listing_split',
      'compensation_missed', 'reserve_short', 'reserve_contribution_missed'
    )
  );

-- Their ids follow from what they are about, so they are listed by time.
create index alarm_by_time on wallet.alarm (raised_at, id);

-- Nobody made the record of money that the house itself saw coming.
alter table loan.money_advance
  alter column maker_id drop not null,
  add column currency text not null default 'CNY';
alter table loan.money_advance alter column currency drop default;

-- The listings that take money or wait for it: each night they are looked at, however many loans there are.
create index loan_to_look_at on loan.loan (id) where state in ('listed', 'funding', 'funded');
