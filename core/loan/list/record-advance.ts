// A borrower received money from an account linked to the operator: no loan of this borrower is listed until
// another person has found that it was no advance.
import { decided } from '../../decided.ts';
import type { Circumstances, Decision, Rule } from '../../decision.ts';
import type { Id } from '../../kit/id.ts';
import { invalid, type Result, refuse } from '../../kit/result.ts';
import type { Currency } from '../../money/currency.ts';
import { type MinorUnits, ZERO } from '../../money/minor-units.ts';
import { staffIn } from '../../people/actor.ts';
import type { Day } from '../../time/day.ts';
import type { World } from '../../world.ts';

/** Asked by whoever watches the custodian's statements; the record gets the id of the command. */
export interface RecordAdvance {
  readonly kind: 'RecordAdvance';
  readonly borrowerId: Id;
  /** Whose account it came from. */
  readonly payer: string;
  readonly amount: MinorUnits;
  readonly currency: Currency;
  readonly receivedOn: Day;
}

export interface ExplainAdvance {
  readonly kind: 'ExplainAdvance';
  readonly advanceId: Id;
  readonly reason: string;
}

export const recordAdvance: Rule<RecordAdvance> = {
  kind: 'RecordAdvance',
  needs: ({ borrowerId }) => [{ fact: 'client', key: borrowerId }],
  decide: decideRecord,
};

export const explainAdvance: Rule<ExplainAdvance> = {
  kind: 'ExplainAdvance',
  needs: ({ advanceId }) => [{ fact: 'advance', key: advanceId }],
  decide: decideExplanation,
};

function decideRecord(
  world: World,
  { borrowerId, payer, amount, currency, receivedOn }: RecordAdvance,
  { actor, commandId, today }: Circumstances,
): Result<Decision> {
  const makerId = staffIn(actor, ['compliance_officer', 'finance_officer', 'internal_auditor']);
  if (makerId === undefined) return refuse('not_allowed');
  if (world.get('client', borrowerId) === undefined) return refuse('not_found');
  if (payer.trim() === '') return invalid('payer', 'It is missing.');
  if (amount <= ZERO) return invalid('amount', 'It must be greater than 0.');
  if (receivedOn > today) return invalid('receivedOn', 'It must not be after the business date.');
  return decided({
    kind: 'AdvanceRecorded',
    ...{ advanceId: commandId, borrowerId, payer: payer.trim(), amount, currency, receivedOn },
    makerId,
  });
}

function decideExplanation(
  world: World,
  { advanceId, reason }: ExplainAdvance,
  { actor }: Circumstances,
): Result<Decision> {
  const checkerId = staffIn(actor, ['compliance_officer']);
  if (checkerId === undefined) return refuse('not_allowed');
  const advance = world.get('advance', advanceId);
  if (advance === undefined) return refuse('not_found');
  if (advance.explanation !== undefined) return refuse('wrong_stage', { state: 'explained' });
  if (advance.makerId === checkerId) return refuse('same_person');
  if (reason.trim() === '') return refuse('reason_missing');
  return decided({ kind: 'AdvanceExplained', advanceId, explanation: reason.trim() });
}
