// The calendar claims compensation when its day has come: of the guarantors in their order, after the borrower's own
// cash. One with another behind it is not waited for, so that the lenders are paid on the day; the last one has time
// until the day ends.
import { BUSINESS_DAY_NEED } from '../calendar/business-day-need.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import type { MutuaEvent } from '../events.ts';
import type { Id } from '../kit/id.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import { cashAccount } from '../ledger/addresses.ts';
import type { Transfer } from '../ledger/transfer.ts';
import { type CompensationDue, compensationDue } from '../loan/compensated.ts';
import type { Loan } from '../loan/loan.ts';
import type { WorkedServicing } from '../loan/repay/fall-due.ts';
import { collect } from '../loan/repay/work-loan.ts';
import type { Servicing } from '../loan/servicing.ts';
import { servicingNeeds } from '../loan/servicing-needs.ts';
import { loanWorked, upToDate } from '../loan/up-to-date.ts';
import { moneyText } from '../money/figure-text.ts';
import { greatest, minus, plus, sum, ZERO } from '../money/minor-units.ts';
import { accountNeed, type KnownWorld, type Need, type World } from '../world.ts';
import type { GuaranteeCommitment } from './commitment.ts';
import { type Compensation, nextGuarantor } from './compensation.ts';
import {
  compensationMandate,
  depositAccount,
  moneyOfPayer,
  sendCompensation,
} from './send-compensation.ts';
import { isOfLender } from './subrogation.ts';

/** Asked by the calendar. */
export interface ClaimCompensation {
  readonly kind: 'ClaimCompensation';
  readonly loanId: Id;
}

export const claimCompensation: Rule<ClaimCompensation> = {
  kind: 'ClaimCompensation',
  needs: ({ loanId }, known, { today }) => {
    const loan = known.get('loan', loanId);
    return loan === undefined || !isDue(loan, today)
      ? [{ fact: 'loan', key: loanId }]
      : compensationNeeds(loanId, known);
  },
  decide,
};

/** A loan's money with all who have to pay for its borrower, and what they have. */
export function compensationNeeds(loanId: Id, known: KnownWorld): readonly Need[] {
  return [
    BUSINESS_DAY_NEED,
    ...servicingNeeds(loanId, known),
    { list: 'commitmentsOfLoan', key: loanId },
    { list: 'compensationsOfLoan', key: loanId },
    ...known
      .list('commitmentsOfLoan', loanId)
      .flatMap(({ guarantorId, currency }) => [
        { fact: 'client' as const, key: guarantorId },
        { fact: 'guarantor' as const, key: guarantorId },
        accountNeed(cashAccount('partner', guarantorId, currency)),
        accountNeed(depositAccount(guarantorId, currency)),
      ]),
  ];
}

function isDue({ compensationDay }: Loan, today: Circumstances['today']): boolean {
  return compensationDay !== undefined && compensationDay <= today;
}

function decide(
  world: World,
  { loanId }: ClaimCompensation,
  circumstances: Circumstances,
): Result<Decision> {
  const { actor, today } = circumstances;
  if (actor.kind !== 'calendar') return refuse('not_allowed');
  const loan = world.get('loan', loanId);
  if (loan === undefined) return refuse('not_found');
  const servicing = isDue(loan, today) ? world.get('servicing', loanId) : undefined;
  const nothing: Decision = { events: [], transfers: [] };
  // Whatever is under way is waited for: nobody pays what somebody else has paid.
  if (servicing === undefined || servicing.underWay !== undefined) return ok(nothing);
  const worked = upToDate(loan, servicing, 'asking_day', circumstances);
  const collected = collect(world, loan, worked.servicing, circumstances);
  const then =
    collected.servicing.underWay === undefined
      ? claimInOrder(world, loan, worked.servicing, [], circumstances)
      : collected;
  if (then.events.length === 0) return waiting(world, loan, worked.servicing, circumstances);
  return ok({
    events: [
      ...worked.events,
      ...then.events,
      loanWorked(loan, then.servicing, today, worked.daysOverdue),
    ],
    transfers: [...worked.transfers, ...then.transfers],
  });
}

/** Nothing came of it yet. What is refused leaves no trace, however often it is asked until the day ends. */
function waiting(
  world: World,
  loan: Loan,
  servicing: Servicing,
  circumstances: Circumstances,
): Result<Decision> {
  const known = world.list('compensationsOfLoan', loan.id);
  const commitments = world.list('commitmentsOfLoan', loan.id);
  const commitment = nextGuarantor(commitments, known, oldestUnpaid(servicing));
  const due = dueOf(world, loan, servicing, commitment, circumstances);
  const amount = plus(due.principal, due.interest);
  if (commitment === undefined || amount === ZERO) return ok({ events: [], transfers: [] });
  if (reasonNotToPay(world, commitment, due, circumstances) === 'no_mandate') {
    return refuse('condition_open', { conditions: 'guarantor_mandate' });
  }
  const { deposit, cash } = moneyOfPayer(world, commitment);
  const available = plus(deposit, cash);
  return refuse('insufficient_cash', {
    available: moneyText(available, loan.currency),
    missing: moneyText(greatest(minus(amount, available), ZERO), loan.currency),
  });
}

/**
 * Claims of the first who has the money and has authorised it. Who has not misses it if somebody else is to be called,
 * and the last one at the end of the day.
 *
 * @param missed beside what is known of the loan.
 */
export function claimInOrder(
  world: World,
  loan: Loan,
  servicing: Servicing,
  missed: readonly Compensation[],
  circumstances: Circumstances,
): WorkedServicing {
  const isOver = world.get('businessDay', 'current')?.state === 'processing';
  const commitments = world.list('commitmentsOfLoan', loan.id);
  const known = [...world.list('compensationsOfLoan', loan.id), ...missed];
  const events: MutuaEvent[] = [];
  const transfers: Transfer[] = [];
  for (;;) {
    const first = oldestUnpaid(servicing);
    const commitment = nextGuarantor(commitments, known, first);
    const due = dueOf(world, loan, servicing, commitment, circumstances);
    if (plus(due.principal, due.interest) === ZERO) return { servicing, events, transfers };
    if (commitment === undefined) {
      const { through } = due;
      events.push({ kind: 'CompensationEnded', loanId: loan.id, through });
      return { servicing: { ...servicing, coveredThrough: through }, events, transfers };
    }
    const reason = reasonNotToPay(world, commitment, due, circumstances);
    if (reason === undefined) {
      const asked = { commitment, due };
      const sent = sendCompensation(world, loan, servicing, asked, circumstances);
      return { ...sent, events: [...events, ...sent.events] };
    }
    const behind = commitments.some(({ place, state }) => {
      return state === 'signed' && place > commitment.place;
    });
    if (!isOver && !behind) return { servicing, events, transfers };
    const compensationId = circumstances.newId();
    const miss = missOf(loan, commitment, due, { compensationId, reason });
    known.push({ ...miss, id: compensationId, state: 'missed', claimedOn: circumstances.today });
    events.push(...missEvents(world, miss, circumstances));
  }
}

function oldestUnpaid({ coveredThrough = 0 }: Servicing): number {
  return coveredThrough + 1;
}

/** What is due of a payer; of nobody in particular, what is not covered. Where no lender is left, nothing is. */
export function dueOf(
  world: World,
  loan: Loan,
  servicing: Servicing,
  commitment: Pick<GuaranteeCommitment, 'id' | 'amount'> | undefined,
  { today }: Pick<Circumstances, 'today'>,
): CompensationDue {
  const lenders = world.list('claimsOfLoan', loan.id).filter(isOfLender);
  if (lenders.length === 0) {
    return { through: servicing.fallenDue, parts: [], principal: ZERO, interest: ZERO };
  }
  const outstanding = sum(lenders.map((claim) => claim.outstanding));
  const paid = world
    .list('compensationsOfLoan', loan.id)
    .filter(({ state, commitmentId }) => state === 'paid' && commitmentId === commitment?.id);
  const ceiling =
    commitment === undefined
      ? outstanding
      : minus(commitment.amount, sum(paid.map(({ principal }) => principal)));
  return compensationDue(servicing, outstanding, greatest(ceiling, ZERO), today);
}

/** Why a payer cannot be charged now. */
function reasonNotToPay(
  world: World,
  commitment: GuaranteeCommitment,
  { principal, interest }: CompensationDue,
  { today }: Circumstances,
): string | undefined {
  const amount = plus(principal, interest);
  if (compensationMandate(world, commitment, amount, today) === undefined) return 'no_mandate';
  const { deposit, cash } = moneyOfPayer(world, commitment);
  return amount <= plus(deposit, cash) ? undefined : 'insufficient_funds';
}

type Miss = Extract<MutuaEvent, { readonly kind: 'CompensationMissed' }>;

function missOf(
  { id: loanId, currency }: Loan,
  { id: commitmentId, guarantorId, place, cover }: GuaranteeCommitment,
  due: CompensationDue,
  { compensationId, reason }: Pick<Miss, 'compensationId' | 'reason'>,
): Miss {
  return {
    ...{ kind: 'CompensationMissed', compensationId, loanId, commitmentId, guarantorId, place },
    ...{ cover, ...due, currency, reason },
  };
}

/** It was missed: people are told, and the guarantor promises nothing more. */
export function missEvents(
  world: World,
  miss: Miss,
  circumstances: Pick<Circumstances, 'newId'>,
): readonly MutuaEvent[] {
  const { guarantorId, compensationId, reason } = miss;
  const standing = world.get('guarantor', guarantorId)?.standing;
  const alarm = { kind: 'compensation_missed', reference: compensationId } as const;
  return [
    miss,
    {
      kind: 'AlarmRaised',
      alarm: { ...alarm, id: circumstances.newId(), subjectId: guarantorId, detail: reason },
    },
    ...(standing?.status === 'active'
      ? [
          {
            ...({ kind: 'GuarantorSet', guarantorId, reason: 'compensation_missed' } as const),
            standing: { ...standing, status: 'suspended' as const },
          },
        ]
      : []),
  ];
}
