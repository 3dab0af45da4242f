// A contact 联系记录: one attempt to reach the borrower about arrears, readable by the borrower; and a promise to
// pay 承诺还款, a day and an amount that the borrower named.
import type { Id } from '../kit/id.ts';
import type { Currency } from '../money/currency.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import type { Instant } from '../time/instant.ts';

export type ContactChannel = (typeof CONTACT_CHANNELS)[number];

export const CONTACT_CHANNELS = ['phone', 'message', 'legal_letter'] as const;

export type ContactOutcome = (typeof CONTACT_OUTCOMES)[number];

export const CONTACT_OUTCOMES = ['reached', 'not_reached', 'promised', 'refused', 'sent'] as const;

/** The scripts and texts that are approved; which of them may be used when, the plan of the stage says. */
export type ContactTemplate = (typeof CONTACT_TEMPLATES)[number];

export const CONTACT_TEMPLATES = [
  'friendly_reminder',
  'arrears_statement',
  'ways_to_pay',
  'default_warning',
  'demand_letter',
  'lawyers_letter',
] as const;

export interface Contact {
  readonly id: Id;
  readonly caseId: Id;
  readonly loanId: Id;
  readonly clientId: Id;
  readonly channel: ContactChannel;
  readonly template: ContactTemplate;
  readonly outcome: ContactOutcome;
  readonly note?: string;
  readonly recordedBy: Id;
  readonly at: Instant;
  /** The calendar date where the operator is: by it contacts are counted. */
  readonly day: Day;
}

export interface PromiseToPay {
  readonly id: Id;
  readonly caseId: Id;
  readonly loanId: Id;
  /** By the end of which day. */
  readonly day: Day;
  readonly amount: MinorUnits;
  readonly currency: Currency;
  /** All that had been paid on the loan when it was made. */
  readonly paidBefore: MinorUnits;
  readonly state: 'open' | 'kept' | 'broken';
  readonly madeAt: Instant;
  /** What was paid since, when it was looked at. */
  readonly paid?: MinorUnits;
}
