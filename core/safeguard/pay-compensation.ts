// A guarantor pays what it has to by its own hand; without a mandate the custodian asks it for this one payment.
import type { Circumstances, Decision, Rule } from '../decision.ts';
import type { Id } from '../kit/id.ts';
import { ok, type Refused, type Result, refuse } from '../kit/result.ts';
import { compensationDayOf } from '../loan/compensated.ts';
import type { Loan } from '../loan/loan.ts';
import { SERVICED_STATES } from '../loan/repay/work-loan.ts';
import type { Servicing } from '../loan/servicing.ts';
import { loanWorked, upToDate } from '../loan/up-to-date.ts';
import { moneyText } from '../money/figure-text.ts';
import { minus, plus, ZERO } from '../money/minor-units.ts';
import { personIn } from '../people/actor.ts';
import { formatDay } from '../time/day.ts';
import type { KnownWorld, Need, World } from '../world.ts';
import { compensationNeeds, dueOf } from './claim-compensation.ts';
import type { GuaranteeCommitment } from './commitment.ts';
import { nextGuarantor } from './compensation.ts';
import { moneyOfPayer, sendCompensation } from './send-compensation.ts';

/** Asked by the guarantor. */
export interface PayCompensation {
  readonly kind: 'PayCompensation';
  readonly commitmentId: Id;
}

export const payCompensation: Rule<PayCompensation> = {
  kind: 'PayCompensation',
  needs,
  decide,
};

function needs({ commitmentId }: PayCompensation, known: KnownWorld): readonly Need[] {
  const commitment = known.get('commitment', commitmentId);
  const own: Need = { fact: 'commitment', key: commitmentId };
  return commitment === undefined ? [own] : [own, ...compensationNeeds(commitment.loanId, known)];
}

function decide(
  world: World,
  { commitmentId }: PayCompensation,
  circumstances: Circumstances,
): Result<Decision> {
  const { actor, today } = circumstances;
  const payerId = personIn(actor, ['partner']);
  if (payerId === undefined) return refuse('not_allowed');
  const commitment = world.get('commitment', commitmentId);
  if (commitment === undefined || commitment.guarantorId !== payerId) return refuse('not_found');
  if (commitment.state !== 'signed') return refuse('wrong_stage', { state: commitment.state });
  const loan = world.get('loan', commitment.loanId);
  const servicing = world.get('servicing', commitment.loanId);
  if (loan === undefined || servicing === undefined || !isPayable(loan)) {
    return refuse('wrong_stage', { state: loan?.state ?? '' });
  }
  if (servicing.underWay !== undefined) return refuse('money_in_transit');
  const worked = upToDate(loan, servicing, 'asking_day', circumstances);
  const notDue = refusedByDay(worked.servicing, today);
  const refused = notDue ?? refusedByOrder(world, worked.servicing, commitment);
  if (refused !== undefined) return refused;
  const due = dueOf(world, loan, worked.servicing, commitment, circumstances);
  const amount = plus(due.principal, due.interest);
  if (amount === ZERO) return refuse('nothing_owed');
  const { deposit, cash } = moneyOfPayer(world, commitment);
  const available = plus(deposit, cash);
  if (amount > available) {
    return refuse('insufficient_cash', {
      available: moneyText(available, loan.currency),
      missing: moneyText(minus(amount, available), loan.currency),
    });
  }
  const sent = sendCompensation(world, loan, worked.servicing, { commitment, due }, circumstances);
  return ok({
    events: [
      ...worked.events,
      ...sent.events,
      loanWorked(loan, sent.servicing, today, worked.daysOverdue),
    ],
    transfers: [...worked.transfers, ...sent.transfers],
  });
}

function isPayable({ state }: Loan): boolean {
  return SERVICED_STATES.includes(state) || state === 'written_off';
}

/** Another one is called: one who pays before it, or one who pays since it has missed it. */
function refusedByOrder(
  world: World,
  { coveredThrough = 0 }: Servicing,
  { loanId, place }: GuaranteeCommitment,
): Refused | undefined {
  const commitments = world.list('commitmentsOfLoan', loanId);
  const known = world.list('compensationsOfLoan', loanId);
  const next = nextGuarantor(commitments, known, coveredThrough + 1);
  if (next === undefined || next.place === place) return undefined;
  if (next.place < place) return refuse('nothing_owed');
  return refuse('compensation_unpaid', { next: String(next.place) });
}

/** While nothing is unpaid, or before the day on which it is due; what was missed by everybody may be paid late. */
function refusedByDay(servicing: Servicing, today: Circumstances['today']): Refused | undefined {
  const { coveredThrough: _, ...uncovered } = servicing;
  const day = compensationDayOf(uncovered);
  if (day === undefined) return refuse('nothing_owed');
  return day > today ? refuse('compensation_not_due', { day: formatDay(day) }) : undefined;
}
