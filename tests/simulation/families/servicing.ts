// What a borrower pays: by the calendar, by hand, and early; and what becomes of it when the bank has paid it out or not.
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import { addDays } from '@mutua/core/time/day.ts';
import { type Family, type Judge, NOTHING, personIs, type Told } from '../asked.ts';
import { place } from '../purses.ts';
import type { Parts, SentRepayment, Town, TownClaim, TownLoan } from '../town.ts';
import { reservePurse } from '../town-reserves.ts';
import { endByGivingUp } from './giving-up.ts';
import { latenessOf } from './lateness.ts';
import {
  askedOf,
  bringUp,
  dueNow,
  earlyPart,
  fallenBy,
  isPutOff,
  keepAhead,
  makePayment,
  nextReminder,
  openOf,
  owe,
  plan,
  rowsOf,
  setDays,
  totalOf,
} from './loan-life.ts';
import { aheadOf } from './told-late-life.ts';
import { backOf, notePayment } from './told-late-past.ts';

export const SERVICED = ['disbursed', 'repaying', 'overdue', 'defaulted'];
const PART_MINIMUM = 100_000n;

const WORKED: Judge<'WorkLoan'> = (town, { actor, command }) => {
  if (actor.kind !== 'calendar') return 'not_allowed';
  const loan = town.loans.get(command.loanId);
  if (loan === undefined) return 'not_found';
  const hasCome = loan.nextWork !== undefined && loan.nextWork <= town.today;
  if (!SERVICED.includes(loan.state) || !hasCome) return NOTHING;
  return (told) => {
    bringUp(town, loan, 'asked');
    collect(town, loan, told);
    plan(town, loan);
  };
};

/** As much of what is due as the borrower has, if the borrower has authorised it. */
export function collect(town: Town, loan: TownLoan, told: Told): void {
  const payment = toCollect(town, loan);
  if (payment !== undefined) send(town, loan, payment, told);
}

export function toCollect(town: Town, loan: TownLoan) {
  const cash = town.purses.free(town.cash('borrower', loan.borrowerId));
  const putOff = loan.rows.filter((row) => isPutOff(row, town.today)).map((row) => openOf(row));
  const asked = dueNow(loan) - putOff.reduce((total, row) => total + totalOf(row), 0n);
  const open = askedOf(loan, town.today, asked);
  const due = open < cash ? open : cash;
  if (loan.sent !== undefined || due === 0n) return undefined;
  const payment = makePayment(town, loan, { kind: 'instalment', due });
  return payment.mandates.repayment === undefined ? undefined : payment;
}

function send(
  town: Town,
  loan: TownLoan,
  payment: Omit<SentRepayment, 'instructionId'>,
  told: Told,
): void {
  const said = told.all('RepaymentSent').find(({ loanId }) => loanId === loan.id);
  if (said === undefined) throw new Error('What is collected is sent.');
  const { instructionId } = said.underWay;
  loan.sent = { ...payment, instructionId };
  town.instructions.set(instructionId, {
    ...{ id: instructionId, for: 'distribute', subject: loan.id, state: 'created' },
  });
  const cash = town.cash('borrower', loan.borrowerId);
  town.purses.hold(cash, place('loan_repayment', loan.id), payment.amount);
}

/** The borrower's own loan, on which something may be paid now. */
function payable(town: Town, actor: Actor, loanId: TownLoan['id'], states: readonly string[]) {
  const id = personIs(actor, 'borrower');
  if (id === undefined) return 'not_allowed';
  const loan = town.loans.get(loanId);
  if (loan === undefined || loan.borrowerId !== id) return 'not_found';
  if (!states.includes(loan.state)) return 'wrong_stage';
  return loan.sent === undefined ? loan : 'money_in_transit';
}

/** What ends the loan today: all that is due, and the rest with its interest and its fee. */
export function payoffOf(town: Town, loan: TownLoan) {
  const fallen = fallenBy(loan, town.today, 'due');
  const late = latenessOf(loan, town.today, fallen)?.total ?? 0n;
  const due = askedOf(loan, town.today, dueNow(loan, fallen) + late);
  if (fallen === loan.rows.length) return { due, total: due, ahead: 0n };
  const ahead = loan.rows.slice(fallen).reduce((total, row) => total + openOf(row).principal, 0n);
  // What a correction has paid ahead is repaid early too: its fee is charged with the rest.
  const whole = ahead + aheadOf({ rows: loan.rows, fallen });
  const early = { ...earlyPart(loan, town.today, whole, fallen), principal: ahead };
  return { due, early, ahead, total: due + ahead + early.interest + early.fee };
}

const REPAID: Judge<'RepayLoan'> = (town, { actor, command }) => {
  const loan = payable(town, actor, command.loanId, [...SERVICED, 'written_off']);
  if (typeof loan === 'string') return loan;
  if (command.amount <= 0n) return 'invalid_input';
  const payoff = payoffOf(town, loan);
  if (payoff.due === 0n) return 'nothing_owed';
  if (command.amount > payoff.total) return 'exceeds_payoff';
  const due = command.amount < payoff.due ? command.amount : payoff.due;
  if (due > town.purses.free(town.cash('borrower', loan.borrowerId))) return 'insufficient_cash';
  return (told) => {
    bringUp(town, loan, 'due');
    const kind = loan.writtenOff === undefined ? 'instalment' : 'recovery';
    send(town, loan, makePayment(town, loan, { kind, due }), told);
    plan(town, loan);
  };
};

const EARLY: Judge<'RepayEarly'> = (town, { actor, command }) => {
  const loan = payable(town, actor, command.loanId, SERVICED);
  if (typeof loan === 'string') return loan;
  const { due, early: inFull, ahead, total } = payoffOf(town, loan);
  let early = inFull;
  if (command.how === 'in_full') {
    if (total === 0n) return 'nothing_owed';
    const { payoffAmount } = command;
    if (payoffAmount !== undefined && payoffAmount > total) return 'exceeds_payoff';
    if (payoffAmount !== undefined && payoffAmount < total) return 'payoff_expired';
  } else {
    if (inFull === undefined) return 'nothing_owed';
    if (command.amount < PART_MINIMUM) return 'part_below_minimum';
    if (command.amount >= ahead) return 'exceeds_payoff';
    early = earlyPart(loan, town.today, command.amount, fallenBy(loan, town.today, 'due'));
  }
  const cost = early === undefined ? due : due + early.principal + early.interest + early.fee;
  if (cost > town.purses.free(town.cash('borrower', loan.borrowerId))) return 'insufficient_cash';
  return (told) => {
    bringUp(town, loan, 'due');
    const kind = early === undefined ? 'instalment' : (`early_${command.how}` as const);
    const asked = { kind, due, ...(early !== undefined && { early }) } as const;
    send(town, loan, makePayment(town, loan, asked), told);
    plan(town, loan);
  };
};

/** The bank has answered: the payment is booked as it was sent, or its money is free again. */
export function endRepayment(
  town: Town,
  loan: TownLoan,
  outcome: 'confirmed' | 'refused',
  told: Told,
): void {
  const { sent } = loan;
  if (sent === undefined) throw new Error('What the bank was asked to distribute was sent.');
  const cash = town.cash('borrower', loan.borrowerId);
  if (outcome === 'confirmed' && sent.early !== undefined)
    owe(town, loan, sent.early.interest, sent.early.fee);
  town.purses.unhold(cash, place('loan_repayment', loan.id), sent.amount);
  delete loan.sent;
  if (outcome === 'confirmed') {
    town.purses.add(cash, -sent.amount);
    payOut(town, loan, sent);
    const back = backOf(loan, sent);
    payRows(loan, sent, told);
    notePayment(town, loan, sent, back);
    if (loan.compromise !== undefined) {
      loan.compromise.paid += sent.amount;
      if (loan.compromise.paid >= loan.compromise.amount) {
        endByGivingUp(town, loan);
        return;
      }
    }
  }
  bringUp(town, loan, 'asked');
  if (outcome === 'confirmed') makeGood(loan);
  plan(town, loan);
  if (outcome === 'confirmed') closeIfPaid(town, loan);
}

function payOut(town: Town, loan: TownLoan, sent: SentRepayment): void {
  const { purses } = town;
  const paid = paidBy(sent);
  for (const { claim, principal, interest, penalty, fee, extras, back } of sent.shares) {
    purses.add(purseOf(town, claim), principal + interest + penalty - fee);
    purses.add(place('platform_fees', 'lender_management'), fee);
    claim.outstanding -= principal;
    claim.received += principal;
    claim.interest += interest;
    claim.penalty += penalty;
    claim.extras = extras;
    if (!claim.hasSteppedIn) town.client(claim.holderId).exposure -= principal;
    for (const [row, parts] of back ?? []) {
      if (row.covered === undefined) continue;
      row.covered.back.principal += parts.principal;
      row.covered.back.interest += parts.interest;
    }
  }
  for (const [kind, amount] of sent.fees) purses.add(place('platform_fees', kind), amount);
  purses.add(place('loan_owed', loan.id), -totalOf(paid));
  if (loan.writtenOff === undefined) {
    for (const name of ['principal', 'interest', 'penalty', 'fee'] as const) {
      purses.add(place(`loan_${name}`, loan.id), -paid[name]);
    }
  } else purses.add(place('loan_written_off', loan.id), -totalOf(paid));
  town.borrowerOf(loan).owed -= paid.principal;
  const { repayment, fees } = sent.mandates;
  const forOperator = [...sent.fees.values(), ...sent.shares.map(({ fee }) => fee)];
  if (repayment !== undefined) repayment.used += sent.amount;
  if (fees !== undefined) fees.used += forOperator.reduce((total, amount) => total + amount, 0n);
}

export function purseOf(town: Town, { ofReserve, hasSteppedIn, holderId }: TownClaim): string {
  if (ofReserve !== undefined) return reservePurse(ofReserve);
  return town.cash(hasSteppedIn ? 'partner' : 'lender', holderId);
}

function paidBy({ parts, early }: SentRepayment): Parts {
  const paid = { principal: 0n, interest: 0n, penalty: 0n, fee: 0n };
  for (const { name, amount } of parts) paid[name] += amount;
  if (early !== undefined) {
    paid.principal += early.principal;
    paid.interest += early.interest;
    paid.fee += early.fee;
  }
  return paid;
}

/** An early repayment is a row of its own, and what comes after it is told anew. */
function payRows(loan: TownLoan, { parts, early }: SentRepayment, told: Told): void {
  for (const { row, name, amount } of parts) {
    const paid = loan.rows[row]?.paid;
    if (paid !== undefined) paid[name] += amount;
  }
  if (early === undefined) return;
  const [own, ...rest] = rowsOf(told.one('RepaymentDistributed').changed ?? []);
  if (own === undefined) throw new Error('An early repayment tells its row.');
  const before = loan.rows.slice(loan.fallen);
  keepAhead(rest.length === 0 ? [own] : rest, before);
  Object.assign(own.paid, own.due);
  loan.rows = [...loan.rows.slice(0, loan.fallen), own, ...rest];
  loan.fallen += 1;
  loan.changes += 1;
}

export function makeGood(loan: TownLoan): void {
  const isPaid = loan.rows.every((row) => totalOf(openOf(row)) === 0n);
  if (isPaid || dueNow(loan) > 0n) return;
  if (loan.state !== 'overdue' && loan.state !== 'defaulted') return;
  loan.state = 'repaying';
  delete loan.proposal;
}

function closeIfPaid(town: Town, loan: TownLoan): void {
  if (town.purses.of(place('loan_owed', loan.id)).posted !== 0n) return;
  loan.state = 'closed';
  setDays(loan, undefined, undefined);
  delete loan.proposal;
  delete loan.claimDay;
  delete loan.reserveDay;
  for (const claim of loan.claims) if (!claim.compensated) claim.closed = true;
}

const REMINDED: Judge<'RemindBorrower'> = (town, { actor, command }) => {
  if (actor.kind !== 'calendar') return 'not_allowed';
  const loan = town.loans.get(command.loanId);
  if (loan === undefined) return 'not_found';
  if (loan.reminder === undefined || loan.reminder > town.today) return NOTHING;
  return () => {
    const next = SERVICED.includes(loan.state)
      ? nextReminder(loan, addDays(town.today, 1))
      : undefined;
    setDays(loan, loan.nextWork, next);
  };
};

export const SERVICING: Family = {
  judges: { WorkLoan: WORKED, RepayLoan: REPAID, RepayEarly: EARLY, RemindBorrower: REMINDED },
  moves: [
    { name: 'a borrower pays what is due', weight: 20, isOfArrears: true, propose: paying },
    { name: 'a borrower pays early', weight: 8, propose: payingEarly },
  ],
};

function paying(town: Town) {
  const open = town
    .loansIn('repaying', 'overdue', 'defaulted', 'written_off')
    .filter((loan) => loan.sent === undefined && payoffOf(town, loan).due > 0n)
    .filter((loan) => town.purses.free(town.cash('borrower', loan.borrowerId)) > 0n);
  const loan = town.chance.of(open);
  if (loan === undefined) return undefined;
  const { due, total } = payoffOf(town, loan);
  const cash = town.purses.free(town.cash('borrower', loan.borrowerId));
  const most = due < cash ? due : cash;
  const part = town.chance.isIn(50) ? most : (most * BigInt(town.chance.between(1, 99))) / 100n;
  const amount = part > 0n && part <= total ? part : most;
  const command = { kind: 'RepayLoan', loanId: loan.id, amount: minorUnits(amount) } as const;
  return { actor: town.borrowerOf(loan).actor, command };
}

function payingEarly(town: Town) {
  const open = town
    .loansIn('repaying', 'overdue')
    .filter((loan) => loan.sent === undefined && loan.changes < 3);
  const loan = town.chance.of(open);
  if (loan === undefined) return undefined;
  const { id: loanId } = loan;
  const { actor } = town.borrowerOf(loan);
  const { total, ahead } = payoffOf(town, loan);
  const cash = town.purses.free(town.cash('borrower', loan.borrowerId));
  if (town.chance.isIn(40) && total <= cash) {
    const payoffAmount = minorUnits(total);
    return {
      actor,
      command: { kind: 'RepayEarly', loanId, how: 'in_full', payoffAmount },
    } as const;
  }
  const amount = minorUnits((ahead * BigInt(town.chance.between(10, 80))) / 100n);
  if (amount < PART_MINIMUM || amount * 2n > cash) return undefined;
  return { actor, command: { kind: 'RepayEarly', loanId, how: 'in_part', amount } } as const;
}
