// At which desk of the office each loan before its disbursement waits: one SQL for the home, the queues and the review.
import type { DeskQueue } from '@mutua/contract/office/home.ts';

/**
 * A common table `desk` of live loans before their disbursement: `part` says what is waited for, `since` from when.
 * It belongs at the beginning of a statement.
 */
export const DESK = `desk as (
    select loan.id, loan.borrower_id, loan.state, loan.loan_amount, loan.currency, loan.term_months,
      loan.purpose, loan.grade, application.prepared_by, application.review,
      assessment.result, transition.at as since,
      case
        when loan.state = 'applied' then 'applied'
        when loan.state = 'assessed' and assessment.result ->> 'decision' = 'refer'
          and (application.review is null or application.changed_since) then 'in_review'
        when loan.state = 'assessed' then 'to_decide'
        when loan.state = 'approved' and loan.terms_accepted_at is null then 'terms_open'
        when loan.state = 'approved' and exists (
          select 1 from safeguard.commitment
          where commitment.loan_id = loan.id and commitment.state = 'asked'
        ) then 'commitment_open'
        when loan.state = 'approved' and exists (
          select 1 from safeguard.collateral
          where collateral.loan_id = loan.id and collateral.state = 'recorded'
        ) then 'collateral_open'
        when loan.state = 'approved' and listing.state = 'prepared' then 'listing_to_publish'
        when loan.state = 'approved' then 'listing_to_prepare'
        else loan.state
      end as part
    from loan.loan
    join loan.transition
      on transition.loan_id = loan.id and transition.number = loan.transitions
    left join loan.application on application.loan_id = loan.id
    left join loan.assessment
      on assessment.loan_id = loan.id and assessment.number = application.assessments
    left join loan.listing on listing.loan_id = loan.id
    where loan.state = any('{applied,assessed,approved,listed,funding,funded}')
  )`;

const HOUR = 3_600;

/** Within how long work at a desk has to be done, in seconds. Cases have deadlines of their own. */
export const DESK_LIMITS: Readonly<Partial<Record<DeskQueue, number>>> = {
  applied: 24 * HOUR,
  in_review: 4 * HOUR,
  to_decide: 2 * HOUR,
  listing_to_prepare: 24 * HOUR,
  listing_to_publish: 4 * HOUR,
  to_disburse: 24 * HOUR,
  step_to_release: 24 * HOUR,
  client_held: 24 * HOUR,
  withdrawal: HOUR,
  receipt: 24 * HOUR,
  break: 24 * HOUR,
  instruction: HOUR,
  alarm: 24 * HOUR,
};
