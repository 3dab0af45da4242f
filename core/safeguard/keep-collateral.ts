// What staff do about recorded collateral: bear out its registration, value it anew, let it go, sell it for the debt.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import type { Id } from '../kit/id.ts';
import { invalid, ok, type Refused, type Result, refuse } from '../kit/result.ts';
import { FINAL_STATES, type LoanState } from '../loan/life.ts';
import type { Loan } from '../loan/loan.ts';
import { totalOfAmounts } from '../loan/repay/components.ts';
import { wholeDebt } from '../loan/written-off.ts';
import type { Currency } from '../money/currency.ts';
import { moneyText } from '../money/figure-text.ts';
import { type MinorUnits, ZERO } from '../money/minor-units.ts';
import { type Position, staffIn } from '../people/actor.ts';
import type { KnownWorld, Need, World } from '../world.ts';
import {
  type Collateral,
  isStandingCollateral,
  type Registration,
  type Valuation,
} from './collateral.ts';
import { refusedForValuation } from './record-collateral.ts';

/** Asked by another than who recorded it, with what the register says. */
export interface RegisterCollateral extends Registration {
  readonly kind: 'RegisterCollateral';
  readonly collateralId: Id;
}

export interface ValueCollateral extends Valuation {
  readonly kind: 'ValueCollateral';
  readonly collateralId: Id;
  readonly currency: Currency;
}

export interface ReleaseCollateral {
  readonly kind: 'ReleaseCollateral';
  readonly collateralId: Id;
  readonly reason: string;
}

/** The first officer asks; a second one bears it out with the same command. */
export interface DisposeCollateral {
  readonly kind: 'DisposeCollateral';
  readonly collateralId: Id;
  /** What came of it, which is paid to the loan as any other recovery. */
  readonly proceeds: MinorUnits;
  readonly currency: Currency;
  readonly reason: string;
}

export const registerCollateral: Rule<RegisterCollateral> = {
  kind: 'RegisterCollateral',
  needs: (command, known) => [
    ...collateralNeeds(command, known),
    ...(isNumber(command.registrationNumber)
      ? [{ list: 'collateralOfNumber' as const, key: command.registrationNumber }]
      : []),
  ],
  decide: decideRegistration,
};

export const valueCollateral: Rule<ValueCollateral> = {
  kind: 'ValueCollateral',
  needs: collateralNeeds,
  decide: decideValuation,
};

export const releaseCollateral: Rule<ReleaseCollateral> = {
  kind: 'ReleaseCollateral',
  needs: collateralNeeds,
  decide: decideRelease,
};

export const disposeCollateral: Rule<DisposeCollateral> = {
  kind: 'DisposeCollateral',
  needs: collateralNeeds,
  decide: decideDisposal,
};

const KEEPERS: readonly Position[] = ['loan_officer', 'risk_analyst'];
const SELLERS: readonly Position[] = ['risk_analyst', 'finance_officer'];
/** Before anybody lends on it, what was recorded in error may go again. */
const BEFORE_LISTING: readonly LoanState[] = ['applied', 'assessed', 'approved'];
/** Only a debt that is not paid lets a thing be sold for it. */
const IN_DEFAULT: readonly LoanState[] = ['defaulted', 'written_off'];

function collateralNeeds(
  { collateralId }: { readonly collateralId: Id },
  known: KnownWorld,
): readonly Need[] {
  const collateral = known.get('collateral', collateralId);
  return [
    { fact: 'collateral', key: collateralId },
    ...(collateral === undefined
      ? []
      : [
          { fact: 'loan' as const, key: collateral.loanId },
          { fact: 'servicing' as const, key: collateral.loanId },
        ]),
    ...(collateral?.commitmentId === undefined
      ? []
      : [{ fact: 'commitment' as const, key: collateral.commitmentId }]),
  ];
}

function decideRegistration(
  world: World,
  { collateralId, register, registrationNumber, registeredOn }: RegisterCollateral,
  { actor, today }: Circumstances,
): Result<Decision> {
  const checkerId = staffIn(actor, KEEPERS);
  if (checkerId === undefined) return refuse('not_allowed');
  const collateral = world.get('collateral', collateralId);
  if (collateral === undefined) return refuse('not_found');
  const { state, makerId, rank } = collateral;
  if (state !== 'recorded') return refuse('wrong_stage', { state });
  if (makerId === checkerId) return refuse('same_person');
  if (register.trim() === '') return invalid('register', 'It is missing.');
  if (!isNumber(registrationNumber)) {
    return invalid('registrationNumber', 'It does not have the right form.');
  }
  if (registeredOn > today) {
    return invalid('registeredOn', 'It must not be after the business date.');
  }
  // One thing has one debt of each rank: the former one has to be let go first.
  const isTaken = world
    .list('collateralOfNumber', registrationNumber)
    .some((other) => other.rank === rank && isStandingCollateral(other));
  if (isTaken) return refuse('collateral_not_released');
  return decided({
    kind: 'CollateralRegistered',
    ...{ collateralId, register: register.trim(), registrationNumber, registeredOn },
  });
}

function decideValuation(
  world: World,
  { kind: _, collateralId, currency, ...valuation }: ValueCollateral,
  { actor, today }: Circumstances,
): Result<Decision> {
  if (staffIn(actor, KEEPERS) === undefined) return refuse('not_allowed');
  const collateral = standingIn(world, collateralId);
  if (!collateral.ok) return collateral;
  if (collateral.value.currency !== currency) return refuse('currencies_mixed');
  const refused = refusedForValuation(valuation, today);
  if (refused !== undefined) return refused;
  if (valuation.valuedOn <= collateral.value.valuedOn) {
    return invalid('valuedOn', 'It must be after the valuation before.');
  }
  return decided({ kind: 'CollateralValued', collateralId, ...valuation });
}

function decideRelease(
  world: World,
  { collateralId, reason }: ReleaseCollateral,
  { actor }: Circumstances,
): Result<Decision> {
  if (staffIn(actor, KEEPERS) === undefined) return refuse('not_allowed');
  const collateral = standingIn(world, collateralId);
  if (!collateral.ok) return collateral;
  if (reason.trim() === '') return refuse('reason_missing');
  const refused = refusedWhileNeeded(world, collateral.value);
  if (refused !== undefined) return refused;
  return decided({ kind: 'CollateralReleased', collateralId, reason: reason.trim() });
}

/** As long as somebody may have to be paid out of it, it stays. */
function refusedWhileNeeded(
  world: World,
  { loanId, commitmentId, releaseCondition }: Collateral,
): Refused | undefined {
  const loan = world.get('loan', loanId);
  if (loan === undefined || FINAL_STATES.includes(loan.state)) return undefined;
  const commitment = commitmentId === undefined ? undefined : world.get('commitment', commitmentId);
  if (commitment === undefined) {
    return BEFORE_LISTING.includes(loan.state) ? undefined : refusedForDebt(world, loan);
  }
  const hasEnded = commitment.state === 'declined' || commitment.state === 'released';
  return hasEnded && releaseCondition === 'commitment_ended'
    ? undefined
    : refusedForDebt(world, loan);
}

/** What is listed and not paid out yet is no debt, and stays as it was disclosed. */
function refusedForDebt(world: World, { id, state, currency }: Loan): Refused {
  const servicing = world.get('servicing', id);
  if (servicing === undefined) return refuse('wrong_stage', { state });
  const owed = totalOfAmounts(wholeDebt(servicing));
  return refuse('still_owed', { amount: moneyText(owed, currency) });
}

function decideDisposal(
  world: World,
  { collateralId, proceeds, currency, reason }: DisposeCollateral,
  { actor }: Circumstances,
): Result<Decision> {
  const staffId = staffIn(actor, SELLERS);
  if (staffId === undefined) return refuse('not_allowed');
  const found = standingIn(world, collateralId);
  if (!found.ok) return found;
  const { loanId, disposalAsked } = found.value;
  const state = world.get('loan', loanId)?.state ?? 'closed';
  if (!IN_DEFAULT.includes(state)) return refuse('not_defaulted');
  if (found.value.currency !== currency) return refuse('currencies_mixed');
  if (proceeds < ZERO) return invalid('proceeds', 'It must not be negative.');
  if (reason.trim() === '') return refuse('reason_missing');
  const asked = { proceeds, reason: reason.trim(), makerId: staffId };
  // Another sum is another sale, which somebody else has to bear out.
  if (disposalAsked === undefined || disposalAsked.proceeds !== proceeds) {
    return decided({ kind: 'CollateralDisposalAsked', collateralId, asked });
  }
  if (disposalAsked.makerId === staffId) return refuse('same_person');
  return decided({
    ...{ kind: 'CollateralDisposed', collateralId, proceeds, reason: disposalAsked.reason },
  });
}

function standingIn(world: World, collateralId: Id): Result<Collateral> {
  const collateral = world.get('collateral', collateralId);
  if (collateral === undefined) return refuse('not_found');
  const { state } = collateral;
  return isStandingCollateral(collateral) ? ok(collateral) : refuse('wrong_stage', { state });
}

/** Under a number a thing is found again; no register writes one with a space. */
function isNumber(text: string): boolean {
  return /^\S{3,60}$/u.test(text);
}
