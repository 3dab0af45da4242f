// A loan's money life as the model keeps it: what falls due, what is open, whose a payment is, and what the loan becomes.
import { addDays, addMonths, type Day, daysBetween } from '@mutua/core/time/day.ts';
import { place } from '../purses.ts';
import type { Parts, Row, SentRepayment, Town, TownClaim, TownLoan } from '../town.ts';
import type { TownMandate } from '../town-money.ts';
import { wordsAsked } from './commitments.ts';
import { chargeLateness, classify } from './lateness.ts';
import { sharesOf } from './shares.ts';
import { askDayOf, halfUp } from './time.ts';

/** In the order in which a payment meets them, the oldest instalment first. */
export const NAMES = ['penalty', 'fee', 'interest', 'principal'] as const;
const GRACE_DAYS = 3;
const DEFAULT_DAYS = 90;

export function openOf(row: Row): Parts {
  const open = { principal: 0n, interest: 0n, penalty: 0n, fee: 0n };
  for (const name of NAMES) open[name] = row.due[name] - row.paid[name] - row.waived[name];
  return open;
}

export function nothing(): Parts {
  return { principal: 0n, interest: 0n, penalty: 0n, fee: 0n };
}

export function totalOf(parts: Parts): bigint {
  return parts.principal + parts.interest + parts.penalty + parts.fee;
}

/** What is open of an instalment once the payment on its way has arrived. */
export function openAsSent(loan: TownLoan, row: Row): bigint {
  const index = loan.rows.indexOf(row);
  const sent = (loan.sent?.parts ?? []).filter((part) => part.row === index);
  return totalOf(openOf(row)) - sent.reduce((total, { amount }) => total + amount, 0n);
}

export function dueNow(loan: TownLoan, fallen = loan.fallen): bigint {
  return loan.rows.slice(0, fallen).reduce((total, row) => total + totalOf(openOf(row)), 0n);
}

export function principalOpen({ rows }: TownLoan): bigint {
  return rows.reduce((total, row) => total + openOf(row).principal, 0n);
}

/** How many instalments have come to their day: that on which they are asked for, or for an eager borrower the due day. */
export function fallenBy(loan: TownLoan, today: Day, by: 'asked' | 'due'): number {
  if (loan.sent?.early !== undefined) return loan.fallen;
  const next = loan.rows.findIndex((row, index) => {
    if (index < loan.fallen) return false;
    return (by === 'asked' ? row.askDay : row.dueDay) > today && row.askDay > today;
  });
  return next === -1 ? loan.rows.length : next;
}

/** Brings a loan to today: what has come falls due, and who is behind for too long is overdue. */
export function bringUp(town: Town, loan: TownLoan, by: 'asked' | 'due'): void {
  if (!isAgreed(loan, town.today)) delete loan.compromise;
  const fallen = fallenBy(loan, town.today, by);
  for (const { due } of loan.rows.slice(loan.fallen, fallen))
    owe(town, loan, due.interest, due.fee);
  loan.fallen = fallen;
  chargeLateness(town, loan);
  const behind = daysBehind(loan, town.today);
  classify(loan, behind);
  loan.behind = behind;
  if (!['disbursed', 'repaying', 'overdue'].includes(loan.state) || behind <= GRACE_DAYS) return;
  loan.state = 'overdue';
  if (behind > DEFAULT_DAYS) becomeDefaulted(loan);
}

export function becomeDefaulted(loan: TownLoan): void {
  loan.state = 'defaulted';
  delete loan.proposal;
}

/** A compromise stands through its last day; what was sent in time counts. */
export function isAgreed({ compromise, sent }: TownLoan, today: Day): boolean {
  return compromise !== undefined && (today <= compromise.until || sent !== undefined);
}

/** Of what is due no more is asked for than what is left of the sum that was agreed. */
export function askedOf(loan: TownLoan, today: Day, due: bigint): bigint {
  if (loan.compromise === undefined || !isAgreed(loan, today)) return due;
  const left = loan.compromise.amount - loan.compromise.paid;
  return due < left ? due : left;
}

export function owe(town: Town, { id }: TownLoan, interest: bigint, fee: bigint): void {
  town.purses.add(place('loan_interest', id), interest);
  town.purses.add(place('loan_fee', id), fee);
  town.purses.add(place('loan_owed', id), interest + fee);
}

/** Since the oldest instalment that is due and unpaid was asked for. */
export function daysBehind(loan: TownLoan, today: Day): number {
  const oldest = loan.rows.slice(0, loan.fallen).find((row) => openAsSent(loan, row) > 0n);
  return oldest === undefined ? 0 : Math.max(0, daysBetween(oldest.askDay, today));
}

/** When somebody has to look at the loan again, after it was looked at today. */
export function plan(town: Town, loan: TownLoan): void {
  const { today } = town;
  const borrower = town.borrowerOf(loan);
  const { behind = 0 } = loan;
  if (behind > GRACE_DAYS && behind > borrower.worstBehind) borrower.worstBehind = behind;
  const from =
    loan.reminder !== undefined && loan.reminder <= today ? loan.reminder : addDays(today, 1);
  setDays(
    loan,
    nextWork(loan, today),
    loan.writtenOff === undefined ? nextReminder(loan, from) : undefined,
  );
  delete loan.claimDay;
  const claimDay = claimDayOf(loan);
  if (claimDay !== undefined) loan.claimDay = claimDay;
  delete loan.reserveDay;
  const reserveDay = reserveDayOf(loan);
  if (reserveDay !== undefined) loan.reserveDay = reserveDay;
}

/** When somebody else is to pay: so many days after the oldest unpaid instalment that nobody has answered for. */
export function claimDayOf(loan: TownLoan, answered = loan.answered): Day | undefined {
  const words = wordsAsked(loan);
  // Nobody is called again for whom a reserve has paid.
  if (loan.byReserve !== undefined) return undefined;
  if (words === undefined || (words.cover !== 'instalments' && answered > 0)) return undefined;
  const oldest = loan.rows
    .slice(0, loan.fallen)
    .find((row, index) => index >= answered && isForOthers(row, sentFor(loan, row)));
  return oldest && addDays(oldest.askDay, words.day);
}

/** Principal or interest is open of it that nobody has paid in the borrower's place. */
export function isForOthers(row: Row, sent: Parts = nothing()): boolean {
  const { principal, interest } = openOf(row);
  return row.covered === undefined && principal + interest > sent.principal + sent.interest;
}

/** When a reserve is to pay: so many days after the oldest instalment of which something is unpaid to the lenders. */
export function reserveDayOf(loan: TownLoan): Day | undefined {
  const oldest = loan.rows[oldestUnpaid(loan)];
  return loan.reserve && oldest && addDays(oldest.askDay, loan.reserve.day);
}

/** Its place; none once the reserve has paid all that it had promised. */
export function oldestUnpaid(loan: TownLoan): number {
  if (loan.byReserve?.isWhole === true) return -1;
  return loan.rows.slice(0, loan.fallen).findIndex((row) => {
    const [open, sent] = [openOf(row), sentFor(loan, row)];
    const isOpen = open.principal > sent.principal || open.interest > sent.interest;
    return isOpen && !isOfAnother(loan, row);
  });
}

/** Somebody other than the reserve has paid it. */
export function isOfAnother({ byReserve }: TownLoan, { covered }: Row): boolean {
  return covered !== undefined && covered.claimId !== byReserve?.claimId;
}

function sentFor(loan: TownLoan, row: Row): Parts {
  const index = loan.rows.indexOf(row);
  const sent = nothing();
  for (const part of loan.sent?.parts ?? []) if (part.row === index) sent[part.name] += part.amount;
  return sent;
}

export function setDays(loan: TownLoan, work: Day | undefined, reminder: Day | undefined): void {
  delete loan.nextWork;
  delete loan.reminder;
  if (work !== undefined) loan.nextWork = work;
  if (reminder !== undefined) loan.reminder = reminder;
}

function nextWork(loan: TownLoan, today: Day): Day | undefined {
  if (loan.writtenOff !== undefined) return undefined;
  const tomorrow = addDays(today, 1);
  const due = loan.rows.slice(0, loan.fallen).filter((row) => !isPutOff(row, today));
  if (due.some((row) => openAsSent(loan, row) > 0n)) return tomorrow;
  const next = loan.rows[loan.fallen];
  if (next === undefined) return undefined;
  return next.askDay > today ? next.askDay : tomorrow;
}

/** Carried into a plan whose first day is still to come. */
export function isPutOff({ isCarried, askDay }: Row, today: Day): boolean {
  return isCarried === true && askDay > today;
}

/** Three days before, one day before and on the day: the first of them that is not past. */
export function nextReminder({ rows }: TownLoan, from: Day): Day | undefined {
  const days = rows
    .filter((row) => totalOf(openOf(row)) > 0n)
    .flatMap(({ askDay }) => [3, 1, 0].map((before) => addDays(askDay, -before)))
    .filter((day) => day >= from);
  return days.length === 0 ? undefined : days.reduce((first, day) => (day < first ? day : first));
}

/** The rows as the platform tells them. */
export function rowsOf(
  accounts: readonly {
    readonly fromDay: Day;
    readonly dueDay: Day;
    readonly due: Readonly<Parts>;
    readonly fees: readonly { readonly kind: string; readonly amount: bigint }[];
  }[],
): Row[] {
  return accounts.map(({ fromDay, dueDay, due, fees }) => ({
    ...{ fromDay, dueDay, askDay: askDayOf(dueDay), fees, exactPenalty: 0n },
    due: { ...due, penalty: 0n },
    paid: nothing(),
    waived: nothing(),
  }));
}

/** Instalments that take the place of others, with the principal that was paid of those before their day. */
export function keepAhead(rows: readonly Row[], before: readonly Row[]): void {
  let left = sumOf(before.map(({ paid }) => paid.principal));
  for (const row of rows) {
    const open = openOf(row).principal;
    const part = open < left ? open : left;
    row.paid.principal += part;
    left -= part;
  }
}

/** What repaying so much principal today costs beside it, and for which day of the schedule it counts. */
export function earlyPart(loan: TownLoan, today: Day, principal: bigint, fallen: number) {
  const last = lastOfPlan(loan, fallen);
  const day = last === undefined || last.dueDay < today ? today : last.dueDay;
  const interest = accrued(loan, today, fallen);
  const charged = loan.product.tariff.fees.some(({ kind }) => kind === 'early_repayment');
  return { day, principal, interest, fee: charged ? halfUp(principal, 5n, 1000n) : 0n };
}

/** The instalment of the plan in force that has fallen due last. */
function lastOfPlan(loan: TownLoan, fallen: number): Row | undefined {
  const { from } = loan.plan ?? {};
  return loan.rows
    .slice(0, fallen)
    .findLast((row) => row.isCarried !== true && (from === undefined || row.fromDay >= from));
}

/** Interest of what has not fallen due, since the last instalment that has. */
export function accrued(loan: TownLoan, today: Day, fallen: number): bigint {
  const from = lastOfPlan(loan, fallen)?.dueDay ?? loan.plan?.from ?? loan.valueDay ?? today;
  const balance = loan.rows.slice(fallen).reduce((total, { due }) => total + due.principal, 0n);
  return interestBetween(loan, balance, from, from > today ? from : today);
}

/** A month is a twelfth of a year, and its days are all alike; rounded once. */
function interestBetween(loan: TownLoan, balance: bigint, from: Day, to: Day): bigint {
  const { annualRatePpm = 0 } = loan;
  let [numerator, denominator] = [0n, 1n];
  for (const { start, end, days: whole, of } of monthsOf(loan, from, to)) {
    const [first, last] = [Math.max(start, from), Math.min(end, to)];
    if (first >= last) continue;
    const days = BigInt(last - first) * whole;
    const all = of * BigInt(daysBetween(start, end));
    numerator = numerator * all + days * denominator;
    denominator *= all;
  }
  return halfUp(balance, BigInt(annualRatePpm) * numerator, 1_000_000n * denominator);
}

/** The months of a plan up to a day; a first one that is none counts by its days, 360 to a year. */
function monthsOf({ plan, valueDay }: TownLoan, from: Day, to: Day) {
  const seed = plan?.first ?? valueDay ?? from;
  const isWhole = plan === undefined || addMonths(plan.from, 1) === plan.first;
  const months: { start: Day; end: Day; days: bigint; of: bigint }[] = [];
  if (plan !== undefined) {
    const part = isWhole
      ? { days: 1n, of: 12n }
      : { days: BigInt(daysBetween(plan.from, plan.first)), of: 360n };
    months.push({ start: plan.from, end: plan.first, ...part });
  }
  for (let month = 0; addMonths(seed, month) < to; month += 1) {
    const [start, end] = [addMonths(seed, month), addMonths(seed, month + 1)];
    months.push({ start, end, days: 1n, of: 12n });
  }
  return months;
}

/** A payment as it goes to the bank. */
export function makePayment(
  town: Town,
  loan: TownLoan,
  asked: Pick<SentRepayment, 'kind' | 'early'> & { readonly due: bigint },
): Omit<SentRepayment, 'instructionId'> {
  const { kind, due, early } = asked;
  const parts = partsOf(loan, due);
  const paid = { principal: 0n, interest: 0n, penalty: 0n, fee: 0n };
  for (const { name, amount } of parts) paid[name] += amount;
  const fees = feesIn(loan, parts);
  if (early !== undefined) {
    paid.principal += early.principal;
    paid.interest += early.interest;
    if (early.fee > 0n)
      fees.set('early_repayment', (fees.get('early_repayment') ?? 0n) + early.fee);
  }
  const shares = sharesOf(loan, paid, parts);
  const amount = due + (early === undefined ? 0n : early.principal + early.interest + early.fee);
  const forOperator = sumOf([...fees.values(), ...shares.map(({ fee }) => fee)]);
  return {
    ...{ kind, day: town.today, amount, parts, shares, fees },
    ...(early !== undefined && { early }),
    mandates: mandatesFor(town, loan, amount, forOperator),
  };
}

function partsOf(loan: TownLoan, due: bigint) {
  let left = due;
  return loan.rows.slice(0, loan.fallen).flatMap((row, index) =>
    NAMES.flatMap((name) => {
      const open = openOf(row)[name];
      const amount = open < left ? open : left;
      left -= amount;
      return amount === 0n ? [] : [{ row: index, name, amount }];
    }),
  );
}

/** The kinds of the fees that are paid, in the order in which an instalment has them. */
function feesIn(loan: TownLoan, parts: SentRepayment['parts']): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const part of parts.filter(({ name }) => name === 'fee')) {
    const row = loan.rows[part.row];
    let before = row?.paid.fee ?? 0n;
    let left = part.amount;
    for (const { kind, amount } of row?.fees ?? []) {
      const passed = before < amount ? before : amount;
      const room = amount - passed;
      const taken = room < left ? room : left;
      before -= passed;
      left -= taken;
      if (taken > 0n) sums.set(kind, (sums.get(kind) ?? 0n) + taken);
    }
  }
  return sums;
}

export function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

/** Under which words of its owner the bank pays without asking; both have to cover it, or none is used. */
function mandatesFor(
  town: Town,
  loan: TownLoan,
  amount: bigint,
  forOperator: bigint,
): SentRepayment['mandates'] {
  const repayment = mandateFor(town, loan, 'repayment', town.today, amount);
  if (repayment === undefined) return {};
  if (forOperator === 0n) return { repayment };
  const fees = mandateFor(town, loan, 'fees', town.today, forOperator);
  return fees === undefined ? {} : { repayment, fees };
}

export function mandateFor(
  town: Town,
  loan: TownLoan,
  scope: TownMandate['scope'],
  day: Day,
  amount: bigint,
  ownerId = loan.borrowerId,
): TownMandate | undefined {
  return [...town.mandates.values()]
    .filter((one) => one.loanId === loan.id && one.scope === scope && one.state === 'granted')
    .filter(({ clientId }) => clientId === ownerId)
    .filter(({ until, cap, used }) => until >= day && cap - used >= amount)
    .toSorted((a, b) => b.until - a.until || (a.id < b.id ? -1 : 1))[0];
}

/** A claim as it begins. */
export function newClaim(
  id: TownClaim['id'],
  holderId: TownClaim['holderId'],
  lent: bigint,
): TownClaim {
  return {
    id,
    holderId,
    lent,
    outstanding: lent,
    extras: 0,
    received: 0n,
    interest: 0n,
    penalty: 0n,
    loss: 0n,
    closed: false,
  };
}
