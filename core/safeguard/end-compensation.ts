// The custodian has paid a compensation out, or has not: it is booked as it was sent and becomes the payer's claim, or
// the payer has missed it and the next one is called.
import type { Claim } from '../claim/claim.ts';
import type { Circumstances, Decision } from '../decision.ts';
import type { MutuaEvent } from '../events.ts';
import { assert } from '../kit/assert.ts';
import type { Id } from '../kit/id.ts';
import { type Hold, postOfHold, voidOfHold } from '../ledger/transfer.ts';
import type { Loan } from '../loan/loan.ts';
import type { WorkedServicing } from '../loan/repay/fall-due.ts';
import type { RepaymentUnderWay, Servicing } from '../loan/servicing.ts';
import { loanWorked, upToDate } from '../loan/up-to-date.ts';
import { minus, plus, sum, ZERO } from '../money/minor-units.ts';
import type { Instruction } from '../wallet/instruction.ts';
import type { InstructionEnd, InstructionOutcome } from '../wallet/instruction-end.ts';
import type { World } from '../world.ts';
import { claimInOrder, compensationNeeds, missEvents } from './claim-compensation.ts';
import type { Compensation } from './compensation.ts';
import type { CompensationMark, CompensationPaid } from './compensation-events.ts';
import { endReservePayment } from './end-reserve-payment.ts';
import { withMarks } from './evolve-compensation.ts';
import { payLender } from './pay-lender.ts';
import { isOfLender } from './subrogation.ts';

/** The end of a compensation, and the loan brought up to the business date after it. */
export const compensationEnd: InstructionEnd = {
  needs: ({ loanId, order }, known) => [
    ...(loanId === undefined ? [] : compensationNeeds(loanId, known)),
    // That of a trustee is of no loan.
    ...(order.kind === 'distribute' && order.mandateId !== undefined
      ? [{ fact: 'mandate' as const, key: order.mandateId }]
      : []),
  ],
  end,
};

function end(
  world: World,
  instruction: Instruction,
  { outcome, reason }: InstructionOutcome,
  circumstances: Circumstances,
): Decision {
  const { id, loanId = id } = instruction;
  const loan = world.get('loan', loanId);
  const servicing = world.get('servicing', loanId);
  const compensation = world
    .list('compensationsOfLoan', loanId)
    .find(({ instructionId }) => instructionId === id);
  assert(loan !== undefined && servicing !== undefined, 'A compensation is of a loan.');
  assert(compensation !== undefined, 'A compensation that is sent is known.');
  const { underWay } = servicing;
  assert(underWay?.instructionId === id, 'A compensation that is open is the one under way.');
  const asked = { loan, servicing, underWay, compensation };
  if (compensation.reserveSchemeId !== undefined) {
    return endReservePayment(world, asked, instruction, { outcome, reason }, circumstances);
  }
  const ended =
    outcome === 'confirmed'
      ? paidOut(world, asked, instruction, circumstances)
      : notPaidOut(world, asked, reason, circumstances);
  const worked = upToDate(loan, ended.servicing, 'asking_day', circumstances);
  const next =
    outcome === 'confirmed'
      ? { servicing: worked.servicing, events: [], transfers: [] }
      : claimInOrder(
          world,
          loan,
          worked.servicing,
          [{ ...compensation, state: 'missed' }],
          circumstances,
        );
  const { today } = circumstances;
  return {
    events: [
      ...ended.events,
      ...worked.events,
      ...next.events,
      loanWorked(loan, next.servicing, today, worked.daysOverdue),
    ],
    transfers: [...ended.transfers, ...worked.transfers, ...next.transfers],
  };
}

const CODES = { principal: 'compensated_principal', interest: 'compensated_interest' } as const;

interface CompensationUnderWay {
  readonly loan: Loan;
  readonly servicing: Servicing;
  readonly underWay: RepaymentUnderWay;
  readonly compensation: Compensation;
}

/** Into the loan's repayment account and out of it again, to every lender. The borrower owes as before. */
function paidOut(
  world: World,
  { loan, servicing, underWay, compensation }: CompensationUnderWay,
  { order }: Instruction,
  circumstances: Circumstances,
): WorkedServicing {
  const claims = world.list('claimsOfLoan', loan.id);
  const { guarantorId, through, principal, interest, parts } = compensation;
  const own = claims.find(
    ({ origin, holderId }) => origin === 'subrogation' && holderId === guarantorId,
  );
  const marks = parts.map(({ number, ...amounts }): CompensationMark => {
    const penaltyBefore = servicing.accounts[number - 1]?.due.penalty ?? ZERO;
    return { number, ...amounts, penaltyBefore };
  });
  const claimId = own?.id ?? circumstances.newId();
  const paid: CompensationPaid = {
    ...{ kind: 'CompensationPaid', loanId: loan.id, compensationId: compensation.id, guarantorId },
    ...{ borrowerId: loan.borrowerId, currency: loan.currency, day: underWay.day, through },
    ...{ principal, interest, claimId, isFirst: own === undefined, marks },
    payments: underWay.payments,
  };
  const { underWay: _, ...before } = servicing;
  const after: Servicing = {
    ...before,
    accounts: withMarks(servicing.accounts, claimId, marks),
    coveredThrough: through,
  };
  const mandateId = order.kind === 'distribute' ? order.mandateId : undefined;
  const { amount } = underWay;
  return {
    servicing: after,
    events: [
      paid,
      ...(mandateId === undefined ? [] : [{ kind: 'MandateUsed' as const, mandateId, amount }]),
      ...paidOff(after, claims, compensation, underWay),
    ],
    transfers: [
      ...holdsOfCompensation(world, underWay).map((hold) => postOfHold(circumstances, hold)),
      ...underWay.payments.flatMap((payment) =>
        payLender(world, loan, payment, CODES, circumstances),
      ),
    ],
  };
}

/** The claims of which everything that was left has been paid: nothing of the loan is their lenders' any more. */
function paidOff(
  { accounts, fallenDue }: Servicing,
  claims: readonly Claim[],
  { cover, principal }: Compensation,
  _: RepaymentUnderWay,
): readonly MutuaEvent[] {
  const lenders = claims.filter(isOfLender);
  const left = minus(sum(lenders.map((claim) => claim.outstanding)), principal);
  const hasPenalty = accounts.some(({ due, paid, waived }) => {
    return due.penalty > plus(paid.penalty, waived.penalty);
  });
  const isWhole = cover === 'instalments' && fallenDue === accounts.length && !hasPenalty;
  if (left > ZERO || !(cover === 'accelerated' || isWhole)) return [];
  return lenders.map(({ id }) => ({ kind: 'ClaimCompensated', claimId: id }));
}

/** What was held is free again, and the payer has missed it. */
function notPaidOut(
  world: World,
  { loan, servicing, underWay, compensation }: CompensationUnderWay,
  reason: string,
  circumstances: Circumstances,
): WorkedServicing {
  const { id: compensationId, instructionId, state: _, claimedOn: __, ...claim } = compensation;
  const { underWay: ___, ...after } = servicing;
  const asked = instructionId === undefined ? {} : { instructionId };
  const missed = {
    ...({ kind: 'CompensationMissed', ...claim, loanId: loan.id } as const),
    ...{ compensationId, reason, ...asked },
  };
  return {
    servicing: after,
    events: missEvents(world, missed, circumstances),
    transfers: holdsOfCompensation(world, underWay).map((hold) => voidOfHold(circumstances, hold)),
  };
}

/** What is held of the payer for a compensation under way. */
function holdsOfCompensation(
  world: World,
  { holdId, cashHoldId }: RepaymentUnderWay,
): readonly Hold[] {
  const ids = cashHoldId === undefined ? [holdId] : [holdId, cashHoldId];
  return ids.map((id): Hold => {
    const hold = world.get('hold', String(id));
    assert(hold !== undefined, 'What is under way is held.');
    return hold;
  });
}

/**
 * Whether an instruction is one of a compensation: it is the one distribution of a partner's own money.
 *
 * @example isCompensation({ order: { kind: 'release' } }) // false
 */
export function isCompensation({
  order,
  clientId,
}: Pick<Instruction, 'order' | 'clientId'> & { readonly clientId?: Id }): boolean {
  return order.kind === 'distribute' && clientId !== undefined;
}
