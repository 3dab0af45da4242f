// Whoever collects takes a promise to pay: a day and an amount that the borrower named. The case waits for that day,
// at whose close it is kept or broken.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import { assert } from '../kit/assert.ts';
import { invalid, type Result, refuse } from '../kit/result.ts';
import type { Currency } from '../money/currency.ts';
import { type MinorUnits, ZERO } from '../money/minor-units.ts';
import { addDays, type Day } from '../time/day.ts';
import type { KnownWorld, Need, World } from '../world.ts';
import { type CaseAsked, caseForOwner, caseNeeds } from './case-checks.ts';
import { collectionPlanOf } from './collection-plan.ts';
import { paidSoFar } from './paid-so-far.ts';

/** Asked by the owner of a case of collection; the promise gets the id of the command. */
export interface RecordPromise extends CaseAsked {
  readonly kind: 'RecordPromise';
  readonly day: Day;
  readonly amount: MinorUnits;
  readonly currency: Currency;
}

export const recordPromise: Rule<RecordPromise> = {
  kind: 'RecordPromise',
  needs: (command, known) => [...caseNeeds(command, known), ...servicingOfCase(command, known)],
  decide,
};

/** The money life of the loan that a case is about. */
export function servicingOfCase({ caseId }: CaseAsked, known: KnownWorld): readonly Need[] {
  const loanId = known.get('case', caseId)?.subjectId;
  return loanId === undefined ? [] : [{ fact: 'servicing', key: loanId }];
}

function decide(
  world: World,
  command: RecordPromise,
  circumstances: Circumstances,
): Result<Decision> {
  const given = caseForOwner(world, command, circumstances);
  if (!given.ok) return given;
  const { found } = given.value;
  const { collection, subjectId: loanId, state } = found;
  if (collection === undefined || collection.promiseId !== undefined) {
    return refuse('wrong_stage', { state });
  }
  const { caseId, day, amount, currency } = command;
  if (currency !== collection.currency) return refuse('currencies_mixed');
  if (amount <= ZERO) return invalid('amount', 'It must be greater than 0.');
  const { commandId: id, today } = circumstances;
  const { promiseDaysMax, clock } = collectionPlanOf(collection.stage);
  if (day < today || day > addDays(today, promiseDaysMax)) {
    return invalid('day', `It must lie within the next ${promiseDaysMax} days.`);
  }
  const servicing = world.get('servicing', loanId);
  assert(servicing !== undefined, 'What is collected is serviced.');
  const paidBefore = paidSoFar(servicing);
  return decided(
    { kind: 'PromiseMade', id, caseId, loanId, day, amount, currency, paidBefore },
    {
      ...{ kind: 'CasePaused', caseId, cause: 'promise', nextActionDay: day },
      isClockStopped: clock.stopsWhileWaiting,
    },
  );
}
