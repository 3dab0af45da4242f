// Which HTTP status a refusal has: one table. What is not in it is 422, a rule that refuses; a wrong field
// (`invalid_input`) is 400.
import type { RefusalCode } from '@mutua/core/kit/refusal-codes.ts';

const STATUS_OF_REFUSAL: Readonly<Partial<Record<RefusalCode, number>>> = {
  invalid_input: 400,

  // Nobody is signed in.
  sign_in_required: 401,

  // Somebody is signed in, but not one who may.
  not_allowed: 403,
  step_up_required: 403,
  second_factor_wrong: 403,
  same_person: 403,
  training_expired: 403,
  screening_hold: 403,
  client_frozen: 403,
  conflict_of_interest: 403,
  authority_exceeded: 403,
  collector_may_not: 403,
  claim_not_held: 403,
  not_case_owner: 403,
  signature_wrong: 403,

  not_found: 404,

  // It does not agree with how things stand; it may after a look at them.
  wrong_stage: 409,
  command_id_reused: 409,
  changed_meanwhile: 409,
  identity_already_used: 409,
  application_already_open: 409,
  listing_already_exists: 409,
  transfer_not_pending: 409,
  already_reversed: 409,
  sale_offer_ended: 409,
  day_closed: 409,
  previous_day_open: 409,
  break_open: 409,
  end_of_day_unfinished: 409,

  // The same again, but later.
  too_many_requests: 429,
  sign_in_locked: 429,
  busy: 503,
};

export function statusOfRefusal(code: RefusalCode): number {
  return STATUS_OF_REFUSAL[code] ?? 422;
}
