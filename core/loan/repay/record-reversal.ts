// The custodian takes a distribution back that it did wrongly. It leads for its own books: the repayment is reversed
// transfer by transfer, and the debt stands again as if it had never been paid.
import { decided } from '../../decided.ts';
import type { Circumstances, Decision, Rule } from '../../decision.ts';
import type { MutuaEvent } from '../../events.ts';
import type { Id } from '../../kit/id.ts';
import { ok, type Result, refuse } from '../../kit/result.ts';
import { type MinorUnits, negate, ZERO } from '../../money/minor-units.ts';
import type { Day } from '../../time/day.ts';
import type { InstructionOrder } from '../../wallet/instruction.ts';
import { accountNeed, type KnownWorld, type Need, type World } from '../../world.ts';
import { daysBehind, fallBehind } from '../arrears.ts';
import { correctRepayment } from '../correct-repayment.ts';
import type { RepaymentReversed } from '../correction-events.ts';
import { withCorrection } from '../evolve-corrections.ts';
import { repaymentOf } from '../loan-history.ts';
import { reclassified } from '../reclassified.ts';
import { servicingNeeds } from '../servicing-needs.ts';
import { isCovered, receiversOf } from '../taken-back.ts';
import { loanAfter, loanWorked, upToDate } from '../up-to-date.ts';
import { SERVICED_STATES } from './work-loan.ts';

/** Told by the custodian. */
export interface RecordRepaymentReversal {
  readonly kind: 'RecordRepaymentReversal';
  readonly instructionId: Id;
  readonly bankReference: string;
  readonly bankDay: Day;
}

export const recordRepaymentReversal: Rule<RecordRepaymentReversal> = {
  kind: 'RecordRepaymentReversal',
  isAlone: true,
  needs,
  decide,
};

function needs({ instructionId }: RecordRepaymentReversal, known: KnownWorld): readonly Need[] {
  const instruction = known.get('instruction', instructionId);
  const loanId = instruction?.loanId;
  if (loanId === undefined) return [{ fact: 'instruction', key: instructionId }];
  const history = known.get('loanHistory', loanId);
  const loan = known.get('loan', loanId);
  const repayment = history === undefined ? undefined : repaymentOf(history, instructionId);
  return [
    { fact: 'instruction', key: instructionId },
    { fact: 'loanHistory', key: loanId },
    ...servicingNeeds(loanId, known),
    ...mandatesUsed(instruction?.order, ZERO).map((event) => ({
      ...{ fact: 'mandate' as const, key: event.mandateId },
    })),
    ...(loan === undefined ? [] : [{ list: 'listingsOfBorrower' as const, key: loan.borrowerId }]),
    ...(loan === undefined || repayment === undefined
      ? []
      : receiversOf(known.list('claimsOfLoan', loanId), loan.currency, repayment.event)
    ).map(({ address }) => accountNeed(address)),
  ];
}

function decide(
  world: World,
  { instructionId, bankReference, bankDay }: RecordRepaymentReversal,
  circumstances: Circumstances,
): Result<Decision> {
  const { actor, today } = circumstances;
  if (actor.kind !== 'custodian') return refuse('not_allowed');
  const instruction = world.get('instruction', instructionId);
  const loanId = instruction?.loanId;
  if (instruction === undefined || loanId === undefined) return refuse('not_found');
  if (instruction.reversedBy !== undefined) {
    // Told again, it is the same reversal.
    return instruction.reversedBy === bankReference ? decided() : refuse('already_reversed');
  }
  const loan = world.get('loan', loanId);
  const history = world.get('loanHistory', loanId);
  const repayment = history === undefined ? undefined : repaymentOf(history, instructionId);
  if (loan === undefined || history === undefined || repayment === undefined) {
    return refuse('wrong_stage', { state: instruction.state });
  }
  const servicing = world.get('servicing', loanId);
  if (servicing === undefined || !SERVICED_STATES.includes(loan.state)) {
    return refuse('wrong_stage', { state: loan.state });
  }
  if (servicing.underWay !== undefined) return refuse('money_in_transit');
  const worked = upToDate(loan, servicing, 'due_day', circumstances);
  const asked = { loan, servicing: worked.servicing, history, repayment };
  const received = receiversOf(world.list('claimsOfLoan', loanId), loan.currency, repayment.event);
  if (!isCovered(world, received)) return refuse('balance_would_be_negative');
  const made = correctRepayment(world, asked, circumstances);
  if (!made.ok) return made;
  const event: RepaymentReversed = {
    ...{ kind: 'RepaymentReversed', ...made.value.corrected, bankReference, bankDay },
  };
  const after = withCorrection(worked.servicing, event);
  const daysOverdue = daysBehind(after, today);
  const {
    event: { amount },
  } = repayment;
  const loanNow = loanAfter(loan, worked);
  return ok({
    events: [
      ...worked.events,
      event,
      ...mandatesUsed(instruction.order, amount),
      ...fallBehind(loanNow, after, today),
      ...reclassified(loanNow, after, { daysOverdue, today }),
      loanWorked(loan, after, today, daysOverdue),
    ],
    transfers: [...worked.transfers, ...made.value.transfers],
  });
}

/** What had counted against the caps of the borrower's mandates counts no more. */
function mandatesUsed(order: InstructionOrder | undefined, amount: MinorUnits) {
  if (order?.kind !== 'distribute') return [];
  const used = (mandateId: Id | undefined, part: MinorUnits) =>
    mandateId === undefined
      ? []
      : [{ kind: 'MandateUsed' as const, mandateId, amount: negate(part) }];
  return [
    ...used(order.mandateId, amount),
    ...used(order.feesMandateId, order.fees),
  ] satisfies MutuaEvent[];
}
