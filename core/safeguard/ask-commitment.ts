// The office asks a guarantor to stand behind an approved loan; the guarantor alone gives its word.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import type { Id } from '../kit/id.ts';
import { invalid, type Refused, type Result, refuse } from '../kit/result.ts';
import type { Loan } from '../loan/loan.ts';
import { moneyText } from '../money/figure-text.ts';
import { greatest, ZERO } from '../money/minor-units.ts';
import { staffIn } from '../people/actor.ts';
import { productOfLoan, versionNeed } from '../product/version-need.ts';
import type { KnownWorld, Need, World } from '../world.ts';
import { guarantorNeeds, refusedForPartner } from './change-guarantor.ts';
import { type CommitmentTerms, type GuaranteeCommitment, payersAsked } from './commitment.ts';
import { type Guarantor, remainingLine } from './guarantor.ts';

/** The commitment gets the id of the command. */
export interface AskCommitment {
  readonly kind: 'AskCommitment';
  readonly loanId: Id;
  readonly guarantorId: Id;
  /** In which place it pays, from 1. */
  readonly place: number;
}

export const askCommitment: Rule<AskCommitment> = {
  kind: 'AskCommitment',
  needs: needsOf,
  decide,
};

function needsOf({ loanId, guarantorId }: AskCommitment, known: KnownWorld): readonly Need[] {
  const loan = known.get('loan', loanId);
  return [
    { fact: 'loan', key: loanId },
    { list: 'commitmentsOfLoan', key: loanId },
    ...guarantorNeeds({ guarantorId }),
    ...(loan === undefined ? [] : [versionNeed(loan)]),
  ];
}

function decide(
  world: World,
  { loanId, guarantorId, place }: AskCommitment,
  { actor, commandId, today }: Circumstances,
): Result<Decision> {
  const makerId = staffIn(actor, ['risk_analyst', 'loan_officer']);
  if (makerId === undefined) return refuse('not_allowed');
  const loan = world.get('loan', loanId);
  if (loan === undefined) return refuse('not_found');
  if (loan.state !== 'approved') return refuse('wrong_stage', { state: loan.state });
  const partner = refusedForPartner(world, guarantorId, today);
  if (partner !== undefined) return partner;
  const terms = termsAsked(world, loan, guarantorId, place);
  if (!terms.ok) return terms;
  const taken = refusedForOthers(world.list('commitmentsOfLoan', loanId), guarantorId, place);
  if (taken !== undefined) return taken;
  const refused = refusedByStanding(world.get('guarantor', guarantorId), terms.value);
  if (refused !== undefined) return refused;
  return decided({
    ...{ kind: 'CommitmentAsked', commitmentId: commandId, loanId, guarantorId, makerId },
    ...terms.value,
  });
}

/** What is promised, by the product under which the loan is made. */
function termsAsked(
  world: World,
  loan: Loan,
  guarantorId: Id,
  place: number,
): Result<CommitmentTerms> {
  const { safeguard, loanAmount, currency } = loan;
  const asked = payersAsked(productOfLoan(world, loan), safeguard);
  const trades = asked?.payers[place - 1];
  if (asked === undefined || trades === undefined) {
    return invalid('place', 'The safeguard of this loan has no such place.');
  }
  const trade = world.get('client', guarantorId)?.partnerKind;
  if (trade === undefined || !trades.includes(trade)) {
    return invalid('guarantorId', 'Its trade is not among those that the product names.');
  }
  return { ok: true, value: { ...asked.termsFor(place, loanAmount), currency } };
}

/** One in each place, and nobody in two. */
function refusedForOthers(
  commitments: readonly GuaranteeCommitment[],
  guarantorId: Id,
  place: number,
): Refused | undefined {
  const standing = commitments.filter(({ state }) => state === 'asked' || state === 'signed');
  const there = standing.find((one) => one.place === place);
  if (there !== undefined) return refuse('wrong_stage', { state: there.state });
  return standing.some((one) => one.guarantorId === guarantorId)
    ? invalid('guarantorId', 'It stands behind this loan in another place already.')
    : undefined;
}

/**
 * Whether a guarantor may promise so much more.
 *
 * @returns `guarantor_suspended` where it is not active, `currencies_mixed`, `guarantee_line_exceeded`.
 */
export function refusedByStanding(
  guarantor: Guarantor | undefined,
  { amount, currency }: Pick<CommitmentTerms, 'amount' | 'currency'>,
): Refused | undefined {
  const { standing, committed = ZERO } = guarantor ?? {};
  if (standing?.status !== 'active') return refuse('guarantor_suspended');
  if (standing.currency !== currency) return refuse('currencies_mixed');
  const remaining = remainingLine(standing, committed);
  if (amount <= remaining) return undefined;
  const left = moneyText(greatest(remaining, ZERO), currency);
  return refuse('guarantee_line_exceeded', { remaining: left });
}
