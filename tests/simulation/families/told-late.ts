// A repayment of which it is told late that its money was at the bank earlier: asked by finance, released by another.
import { addDays } from '@mutua/core/time/day.ts';
import { type Family, isBlank, type Judge, staffIs } from '../asked.ts';
import type { Town, TownLoan } from '../town.ts';
import type { PaidOut } from '../town-past.ts';
import { classify } from './lateness.ts';
import { bringUp, daysBehind, openOf, plan, setDays, totalOf } from './loan-life.ts';
import { FROM, released } from './losses.ts';
import { SERVICED } from './servicing.ts';
import { broughtAfter, correct, correctionOf, worstAfter } from './told-late-correction.ts';

const GRACE_DAYS = 3;
const REASON = '款项早已到达存管账户，入账有误。';

type Asked = NonNullable<NonNullable<TownLoan['proposal']>['backDating']>;

/** Why it cannot be, or what comes of it. */
function backDating(town: Town, loan: TownLoan, { instructionId, day }: Asked) {
  const paid = town.paidOut.get(instructionId);
  if (paid === undefined || paid.loanId !== loan.id) return 'not_found';
  if (paid.reversedBy !== undefined) return 'already_reversed';
  if (loan.valueDay === undefined || day < loan.valueDay || day >= paid.sent.day)
    return 'invalid_input';
  if (paid.sent.early !== undefined) return 'changed_meanwhile';
  const correction = correctionOf(town, loan, paid, day);
  return typeof correction === 'string' ? correction : { paid, correction };
}

const PROPOSED: Judge<'ProposeBackDating'> = (town, { actor, command }) => {
  const by = staffIs(actor, 'finance_officer');
  if (by === undefined) return 'not_allowed';
  const { loanId, reason, instructionId, day, evidence } = command;
  const loan = town.loans.get(loanId);
  if (loan === undefined) return 'not_found';
  if (!FROM.back_dating.includes(loan.state)) return 'wrong_stage';
  if (isBlank(reason)) return 'reason_missing';
  if (isBlank(evidence)) return 'invalid_input';
  if (loan.sent !== undefined) return 'money_in_transit';
  const asked = { instructionId, day, evidence };
  const found = backDating(town, loan, asked);
  if (typeof found === 'string') return found;
  return () => {
    loan.proposal = { step: 'back_dating', by, backDating: asked };
  };
};

const RELEASED: Judge<'BackDateRepayment'> = (town, { actor, command }) => {
  const loan = released(town, 'back_dating', command, actor);
  if (typeof loan === 'string') return loan;
  const asked = loan.proposal?.backDating;
  if (asked === undefined) throw new Error('Who back-dates says which payment.');
  const found = backDating(town, loan, asked);
  if (typeof found === 'string') return found;
  const { paid, correction } = found;
  return () => {
    const borrower = town.borrowerOf(loan);
    const worst = worstAfter(town, loan, borrower.worstBehind, correction);
    bringUp(town, loan, 'due');
    delete loan.proposal;
    town.paidOut.set(asked.instructionId, { ...paid, brought: broughtAfter(paid, correction) });
    correct(town, loan, correction, asked.instructionId);
    borrower.worstBehind = worst;
    goOn(town, loan);
  };
};

/** It is what its days of today make of it; where nothing is owed any more it is closed. */
function goOn(town: Town, loan: TownLoan): void {
  const behind = daysBehind(loan, town.today);
  if (isPaid(loan)) {
    loan.state = 'closed';
    setDays(loan, undefined, undefined);
    delete loan.claimDay;
    for (const claim of loan.claims) if (!claim.compensated) claim.closed = true;
    return;
  }
  if (behind <= GRACE_DAYS && ['overdue', 'defaulted'].includes(loan.state))
    loan.state = 'repaying';
  classify(loan, behind);
  bringUp(town, loan, 'due');
  plan(town, loan);
}

/** Interest that is not due is not owed. */
function isPaid({ rows, fallen }: TownLoan): boolean {
  return rows.every((row, index) => {
    const open = openOf(row);
    return (index < fallen ? totalOf(open) : open.principal) === 0n;
  });
}

export const TOLD_LATE: Family = {
  judges: { ProposeBackDating: PROPOSED, BackDateRepayment: RELEASED },
  moves: [
    { name: 'a receipt found its owner late', weight: 20, isOfArrears: true, propose: asking },
    {
      name: 'a payment counts from its own day',
      weight: 40,
      isOfArrears: true,
      propose: releasing,
    },
  ],
};

function asking(town: Town) {
  const all = [...town.paidOut].flatMap(([instructionId, paid]) => {
    const loan = town.loans.get(paid.loanId);
    return loan && FROM.back_dating.includes(loan.state) ? [{ instructionId, paid, loan }] : [];
  });
  const one = town.chance.of(all);
  if (one === undefined) return undefined;
  const { instructionId, loan, paid } = one;
  const isHasty = loan.sent !== undefined || loan.proposal !== undefined;
  if ((isHasty || paid.reversedBy !== undefined) && !town.chance.isIn(5)) return undefined;
  const day = addDays(paid.sent.day, -daysEarlier(town, paid));
  const told = { loanId: loan.id, instructionId, day, reason: REASON, evidence: '存管回单' };
  const actor = town.officer('finance_officer');
  return { actor, command: { kind: 'ProposeBackDating', ...told } } as const;
}

function daysEarlier(town: Town, { sent: { day } }: PaidOut): number {
  const most = Math.max(1, day - town.today + 60);
  return town.chance.isIn(70) ? town.chance.between(1, 10) : town.chance.between(1, most);
}

function releasing(town: Town) {
  const loan = town.chance.of(
    [...town.loans.values()].filter(
      ({ proposal, state }) => proposal?.step === 'back_dating' && SERVICED.includes(state),
    ),
  );
  if (loan === undefined) return undefined;
  const actor = town.officer(
    town.chance.among('committee_member', 'committee_member_lead', 'risk_analyst_lead'),
  );
  return {
    actor,
    command: { kind: 'BackDateRepayment', loanId: loan.id, reason: REASON },
  } as const;
}
