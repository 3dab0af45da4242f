// The custodian has paid out what a risk reserve owed to the lenders of a loan, or has not. What was paid becomes the
// reserve's claim, held by its trustee; what was not is owed by the reserve as before.
import type { Claim } from '../claim/claim.ts';
import type { Circumstances, Decision } from '../decision.ts';
import type { MutuaEvent } from '../events.ts';
import { assert } from '../kit/assert.ts';
import { postOfHold, voidOfHold } from '../ledger/transfer.ts';
import { badDebt } from '../loan/bad-debt.ts';
import type { Loan } from '../loan/loan.ts';
import type { RepaymentUnderWay, Servicing } from '../loan/servicing.ts';
import { loanWorked, upToDate } from '../loan/up-to-date.ts';
import { type MinorUnits, minus, plus, sum, ZERO } from '../money/minor-units.ts';
import type { Instruction } from '../wallet/instruction.ts';
import type { InstructionOutcome } from '../wallet/instruction-end.ts';
import type { World } from '../world.ts';
import type { Compensation } from './compensation.ts';
import type { CompensationMark, CompensationPaid } from './compensation-events.ts';
import { paidByReserve, withMarks } from './evolve-compensation.ts';
import { payLender } from './pay-lender.ts';
import { isOfLender } from './subrogation.ts';

/** A payment of a reserve that was sent. */
export interface ReservePayment {
  readonly loan: Loan;
  readonly servicing: Servicing;
  readonly underWay: RepaymentUnderWay;
  readonly compensation: Compensation;
}

/** The end of it, with the loan brought up to the business date. */
export function endReservePayment(
  world: World,
  asked: ReservePayment,
  instruction: Instruction,
  { outcome, reason }: InstructionOutcome,
  circumstances: Circumstances,
): Decision {
  const ended =
    outcome === 'confirmed'
      ? paidOut(world, asked, instruction, circumstances)
      : notPaidOut(world, asked, reason, circumstances);
  const { loan } = asked;
  const worked = upToDate(loan, ended.servicing, 'asking_day', circumstances);
  const { today } = circumstances;
  return {
    events: [
      ...ended.events,
      ...worked.events,
      loanWorked(loan, worked.servicing, today, worked.daysOverdue),
    ],
    transfers: [...ended.transfers, ...worked.transfers],
  };
}

const CODES = { principal: 'reserve_principal', interest: 'reserve_interest' } as const;

type Ended = Decision & { readonly servicing: Servicing };

function paidOut(
  world: World,
  { loan, servicing, underWay, compensation }: ReservePayment,
  { order }: Instruction,
  circumstances: Circumstances,
): Ended {
  const { reserveSchemeId, guarantorId, through, principal, interest, parts } = compensation;
  assert(reserveSchemeId !== undefined, 'A payment of a reserve names it.');
  const claims = world.list('claimsOfLoan', loan.id);
  const own = claims.find((claim) => claim.reserveSchemeId === reserveSchemeId);
  const claimId = own?.id ?? circumstances.newId();
  const marks = parts.map((part): CompensationMark => {
    return { ...part, penaltyBefore: servicing.accounts[part.number - 1]?.due.penalty ?? ZERO };
  });
  const { underWay: _, ...before } = servicing;
  const marked: Servicing = {
    ...before,
    accounts: withMarks(servicing.accounts, claimId, marks),
  };
  const terms = { reserveSchemeId, claimId, principal, interest };
  const lenders = claims.filter(isOfLender);
  const left = minus(sum(lenders.map(({ outstanding }) => outstanding)), principal);
  const isWhole =
    owedAfter({ ...marked, ...reserveOf(paidByReserve(servicing.reserve, terms)) }, left) === ZERO;
  const paid: CompensationPaid = {
    ...{ kind: 'CompensationPaid', loanId: loan.id, compensationId: compensation.id, guarantorId },
    ...{ borrowerId: loan.borrowerId, currency: loan.currency, day: underWay.day, through },
    ...{ ...terms, isFirst: own === undefined, marks, payments: underWay.payments, isWhole },
  };
  const mandateId = order.kind === 'distribute' ? order.mandateId : undefined;
  const { amount, payments } = underWay;
  return {
    servicing: { ...marked, ...reserveOf(paidByReserve(servicing.reserve, paid)) },
    events: [
      paid,
      ...(mandateId === undefined ? [] : [{ kind: 'MandateUsed' as const, mandateId, amount }]),
      ...(isWhole ? paidOff(servicing, lenders, left) : []),
    ],
    transfers: [
      postOfHold(circumstances, holdOf(world, underWay)),
      ...payments.flatMap((payment) => payLender(world, loan, payment, CODES, circumstances)),
    ],
  };
}

function reserveOf(reserve: Servicing['reserve']): Pick<Servicing, 'reserve'> {
  return reserve === undefined ? {} : { reserve };
}

function owedAfter(servicing: Servicing, outstanding: MinorUnits): MinorUnits {
  const { principal, interest } = badDebt(servicing, outstanding);
  return plus(principal, interest);
}

/** With their principal and their interest nothing of the loan is the lenders' any more. */
function paidOff(
  { rules }: Servicing,
  lenders: readonly Claim[],
  left: MinorUnits,
): readonly MutuaEvent[] {
  const isAll = rules.reserve?.cover === 'principal_and_interest' && left === ZERO;
  return isAll ? lenders.map(({ id }) => ({ kind: 'ClaimCompensated', claimId: id })) : [];
}

/** What was held is free again; the reserve is asked again on the next day. */
function notPaidOut(
  world: World,
  { servicing, underWay, compensation }: ReservePayment,
  reason: string,
  circumstances: Circumstances,
): Ended {
  const { id: compensationId, state: _, claimedOn: __, ...claim } = compensation;
  const { underWay: ___, ...after } = servicing;
  const { guarantorId: subjectId } = compensation;
  const alarm = { kind: 'compensation_missed', reference: compensationId, detail: reason } as const;
  return {
    servicing: after,
    events: [
      { kind: 'CompensationMissed', ...claim, compensationId, reason },
      { kind: 'AlarmRaised', alarm: { ...alarm, id: circumstances.newId(), subjectId } },
    ],
    transfers: [voidOfHold(circumstances, holdOf(world, underWay))],
  };
}

function holdOf(world: World, { holdId }: RepaymentUnderWay) {
  const hold = world.get('hold', String(holdId));
  assert(hold !== undefined, 'What is under way is held.');
  return hold;
}
