// The one place where a loan changes its state, and where that is written down.
import type { Stamp } from '../decision.ts';
import { assert } from '../kit/assert.ts';
import type { Id } from '../kit/id.ts';
import type { WorldDraft } from '../world.ts';
import { mayHappen, TRANSITIONS, type TransitionName } from './life.ts';
import type { Loan } from './loan.ts';
import type { Servicing } from './servicing.ts';

/**
 * Brings a loan to where the event leads, with whatever else the event changes on it.
 *
 * @example
 * takeStep(
 *   { get: () => ({ id: 'a', state: 'listed', transitions: 4 }), put: () => undefined },
 *   'a', { event: 'FundingOpened' }, {},
 * )
 * // undefined
 * @throws BrokenInvariant when the event may not follow the state: the rule had to refuse before.
 */
export function takeStep(
  world: WorldDraft,
  loanId: Id,
  step: { readonly event: TransitionName; readonly reason?: string },
  stamp: Stamp,
  changes: Partial<Loan> = {},
): void {
  const loan = loanIn(world, loanId);
  assert(mayHappen(step.event, loan.state), `${step.event} may follow ${loan.state}.`);
  const { to } = TRANSITIONS[step.event];
  const number = loan.transitions + 1;
  world.put('loan', { ...loan, ...changes, state: to, transitions: number });
  world.put('transition', { loanId, number, from: loan.state, to, ...step, ...stamp });
}

/**
 * The loan that an event is about.
 *
 * @example loanIn({ get: () => ({ id: 'a', state: 'listed' }) }, 'a').state // 'listed'
 * @throws BrokenInvariant when there is no such loan.
 */
export function loanIn(world: WorldDraft, loanId: Id): Loan {
  const loan = world.get('loan', loanId);
  assert(loan !== undefined, 'An event is about a loan that exists.');
  return loan;
}

/**
 * The money life of the loan that an event is about.
 *
 * @example servicingIn({ get: () => ({ loanId: 'a', fallenDue: 2 }) }, 'a').fallenDue // 2
 * @throws BrokenInvariant when the loan is not serviced.
 */
export function servicingIn(world: WorldDraft, loanId: Id): Servicing {
  const servicing = world.get('servicing', loanId);
  assert(servicing !== undefined, 'An event is about a loan that is serviced.');
  return servicing;
}
