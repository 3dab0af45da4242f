// Collateral is recorded: by staff, behind a loan; by a guarantor, behind its own commitment.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import type { Id } from '../kit/id.ts';
import { invalid, type Refused, type Result, refuse } from '../kit/result.ts';
import type { LoanState } from '../loan/life.ts';
import { ZERO } from '../money/minor-units.ts';
import { personIn, staffIn } from '../people/actor.ts';
import type { Day } from '../time/day.ts';
import type { World } from '../world.ts';
import type { CollateralDetails, ReleaseCondition, Valuation } from './collateral.ts';

const TEXT_LENGTH_MAX = 200;
const RANK_MAX = 20;

/** Asked by staff; the collateral gets the id of the command. */
export interface RecordCollateral {
  readonly kind: 'RecordCollateral';
  readonly loanId: Id;
  readonly details: CollateralDetails;
}

/** Asked by a guarantor, of what it holds against its own commitment. */
export interface RecordPledge {
  readonly kind: 'RecordPledge';
  readonly commitmentId: Id;
  readonly details: CollateralDetails;
  readonly releaseCondition: ReleaseCondition;
}

export const recordCollateral: Rule<RecordCollateral> = {
  kind: 'RecordCollateral',
  needs: ({ loanId }) => [{ fact: 'loan', key: loanId }],
  decide: decideCollateral,
};

export const recordPledge: Rule<RecordPledge> = {
  kind: 'RecordPledge',
  needs: ({ commitmentId }) => [{ fact: 'commitment', key: commitmentId }],
  decide: decidePledge,
};

const BEFORE_LISTING: readonly LoanState[] = ['applied', 'assessed', 'approved'];

function decideCollateral(
  world: World,
  { loanId, details }: RecordCollateral,
  { actor, commandId, today }: Circumstances,
): Result<Decision> {
  const makerId = staffIn(actor, ['loan_officer', 'risk_analyst']);
  if (makerId === undefined) return refuse('not_allowed');
  const loan = world.get('loan', loanId);
  if (loan === undefined) return refuse('not_found');
  const { state, currency } = loan;
  if (!BEFORE_LISTING.includes(state)) return refuse('wrong_stage', { state });
  if (currency !== details.currency) return refuse('currencies_mixed');
  const refused = refusedForDetails(details, today);
  if (refused !== undefined) return refused;
  return decided({
    kind: 'CollateralRecorded',
    ...{ collateralId: commandId, loanId, details, makerId },
  });
}

function decidePledge(
  world: World,
  { commitmentId, details, releaseCondition }: RecordPledge,
  { actor, commandId, today }: Circumstances,
): Result<Decision> {
  const makerId = personIn(actor, ['partner']);
  if (makerId === undefined) return refuse('not_allowed');
  const commitment = world.get('commitment', commitmentId);
  if (commitment?.guarantorId !== makerId) return refuse('not_found');
  const { state, loanId, currency } = commitment;
  if (state !== 'asked' && state !== 'signed') return refuse('wrong_stage', { state });
  if (currency !== details.currency) return refuse('currencies_mixed');
  const refused = refusedForDetails(details, today);
  if (refused !== undefined) return refused;
  return decided({
    kind: 'CollateralRecorded',
    ...{ collateralId: commandId, loanId, commitmentId, releaseCondition, details, makerId },
  });
}

function refusedForDetails(details: CollateralDetails, today: Day): Refused | undefined {
  const { description, owner, rank, priorDebts } = details;
  if (!isText(description)) {
    return invalid('description', `It must have 1 to ${TEXT_LENGTH_MAX} characters.`);
  }
  if (!isText(owner)) return invalid('owner', `It must have 1 to ${TEXT_LENGTH_MAX} characters.`);
  if (!Number.isInteger(rank) || rank < 1 || rank > RANK_MAX) {
    return invalid('rank', `It must be a whole number from 1 to ${RANK_MAX}.`);
  }
  if (priorDebts < ZERO) return invalid('priorDebts', 'It must not be negative.');
  return refusedForValuation(details, today);
}

/** Whether a valuation can be one. */
export function refusedForValuation(
  { value, valuer, valuedOn }: Valuation,
  today: Day,
): Refused | undefined {
  if (value <= ZERO) return invalid('value', 'It must be greater than 0.');
  if (!isText(valuer)) return invalid('valuer', `It must have 1 to ${TEXT_LENGTH_MAX} characters.`);
  return valuedOn > today
    ? invalid('valuedOn', 'It must not be after the business date.')
    : undefined;
}

function isText(text: string): boolean {
  return text.trim() !== '' && text.length <= TEXT_LENGTH_MAX;
}
