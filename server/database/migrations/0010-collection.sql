-- A borrower who does not pay: what one person proposes and another releases, what is written off, and what each
-- lender has lost when collection has ended.

alter table loan.servicing
  add column proposal json,
  add column meter json,
  add column written_off json,
  add column chosen_class text check (
    chosen_class in ('normal', 'special_mention', 'substandard', 'doubtful', 'loss')
  ),
  add column accelerated json,
  add column compromise json,
  add column earlier_rows integer check (earlier_rows between 1 and fallen_due),
  add column plan_number integer check (plan_number >= 2);

-- Steps of collection that wait for a second person.
create index servicing_proposed on loan.servicing (loan_id) where proposal is not null;

alter table loan.loan
  add column asset_class text check (
    asset_class in ('normal', 'special_mention', 'substandard', 'doubtful', 'loss')
  ),
  add constraint closed_for_a_reason check (
    (state = 'closed') = (close_reason is not null)
    and close_reason in (
      'repaid', 'repaid_early', 'recovered', 'compromise', 'waived', 'collection_ended'
    )
  );

alter table claim.claim
  add column loss bigint check (loss > 0),
  drop constraint claim_adds_up,
  -- What was lent under it is outstanding, has come back, or is lost.
  add constraint claim_adds_up check (
    outstanding + principal_received + coalesce(loss, 0) <= principal
  ),
  -- Until the loan is at its end nobody knows what is lost.
  add constraint loss_at_the_end check (loss is null or state = 'closed');
