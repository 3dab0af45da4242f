// A reserve pays what nobody else has paid to the lenders, all its bad debts of a day at once; and what comes of them later
// is its own.
import { addDays } from '@mutua/core/time/day.ts';
import { type Family, type Judge, NOTHING, staffIs, type Told, type Verdict } from '../asked.ts';
import { place } from '../purses.ts';
import type { Row, Town, TownClaim, TownLoan } from '../town.ts';
import {
  type PaidOfReserve,
  type ReserveDue,
  reservePurse,
  type TownReserve,
} from '../town-reserves.ts';
import { wordsFor } from './commitments.ts';
import { rehearse } from './compensation.ts';
import {
  bringUp,
  isOfAnother,
  newClaim,
  oldestUnpaid,
  openOf,
  plan,
  reserveDayOf,
  sumOf,
} from './loan-life.ts';
import { expectAlarms, loansOf, wordOf } from './reserves.ts';
import { collect, toCollect } from './servicing.ts';
import { claimsOf, deal, dealt } from './shares.ts';
import { noteTurn } from './told-late-past.ts';

interface BadDebt {
  readonly loan: TownLoan;
  readonly due: ReserveDue;
}

/** What a day of a reserve comes to. */
interface Reckoning {
  /** Their borrowers have money of their own. */
  readonly collecting: readonly TownLoan[];
  /** The oldest first. */
  readonly debts: readonly BadDebt[];
}

function amountOf({ principal, interest }: ReserveDue): bigint {
  return principal + interest;
}

/** Principal up to the ceiling, and where it is covered the interest that has fallen due. */
function dueOf(loan: TownLoan): ReserveDue {
  const { reserve, byReserve } = loan;
  if (reserve === undefined) return { parts: [], principal: 0n, interest: 0n };
  const lent = sumOf(claimsOf(loan, 'lent').map(({ outstanding }) => outstanding));
  const left = reserve.ceiling - (byReserve?.principal ?? 0n);
  const principal = lent < left ? lent : left;
  const fallen = reserve.cover === 'principal' ? [] : loan.rows.slice(0, loan.fallen);
  const parts = fallen.flatMap((row, index) => {
    const interest = interestOf(loan, row);
    return interest > 0n ? [{ index, interest }] : [];
  });
  return { parts, principal, interest: sumOf(parts.map(({ interest }) => interest)) };
}

/** What nobody has paid of it, and the reserve not yet. */
function interestOf(loan: TownLoan, row: Row): bigint {
  if (isOfAnother(loan, row)) return 0n;
  const { interest = 0n, back } = row.covered ?? {};
  return openOf(row).interest - (interest - (back?.interest ?? 0n));
}

/** Everybody who stands before the reserve has missed what is unpaid. */
function hadTheirDay(town: Town, loan: TownLoan, oldest: number): boolean {
  return wordsFor(town, loan.id, 'signed').every(({ place: own, cover }) =>
    loan.misses.some(
      (miss) => miss.place === own && (cover !== 'instalments' || miss.through > oldest),
    ),
  );
}

function reckon(town: Town, reserve: TownReserve): Reckoning {
  const waiting = loansOf(town, reserve)
    .flatMap((loan) => (loan.reserveDay === undefined ? [] : [{ loan, day: loan.reserveDay }]))
    .filter(({ loan, day }) => day <= town.today && loan.sent === undefined)
    .toSorted((a, b) => a.day - b.day || (a.loan.id < b.loan.id ? -1 : 1));
  const collecting: TownLoan[] = [];
  const debts: BadDebt[] = [];
  for (const { loan } of waiting) {
    // What is left of a borrower's cash is looked at on the next day.
    if (collecting.some(({ borrowerId }) => borrowerId === loan.borrowerId)) continue;
    const tried = rehearse(town, loan);
    if (toCollect(tried.town, tried.loan) !== undefined) {
      collecting.push(loan);
      continue;
    }
    const day = reserveDayOf(tried.loan);
    const due = dueOf(tried.loan);
    const isDue = day !== undefined && day <= town.today && amountOf(due) > 0n;
    if (isDue && hadTheirDay(town, loan, oldestUnpaid(tried.loan))) debts.push({ loan, due });
  }
  return { collecting, debts };
}

const SPENT: Judge<'SpendReserve'> = (town, { actor, command }) => {
  if (actor.kind !== 'calendar') return 'not_allowed';
  const reserve = town.reserves.get(command.schemeId);
  if (reserve === undefined) return 'not_found';
  const hasCome = reserve.spendDay !== undefined && reserve.spendDay <= town.today;
  if (!hasCome || command.day !== town.today) return NOTHING;
  return spending(town, reserve, reckon(town, reserve));
};

const ASKED: Judge<'AskReserve'> = (town, { actor, command }) => {
  if (staffIs(actor, 'finance_officer') === undefined) return 'not_allowed';
  const reserve = town.reserves.get(command.schemeId);
  if (reserve === undefined || !town.loans.has(command.loanId)) return 'not_found';
  const reckoning = reckon(town, reserve);
  if (!reckoning.debts.some(({ loan }) => loan.id === command.loanId))
    return 'reserve_use_forbidden';
  if (reserve.spendDay !== undefined && reserve.spendDay > town.today)
    return 'compensation_not_due';
  if (town.purses.free(reservePurse(reserve.id)) === 0n) return 'reserve_exhausted';
  return spending(town, reserve, reckoning);
};

/** All of it where there is enough, else what there is, by the published rule. */
function spending(town: Town, reserve: TownReserve, { collecting, debts }: Reckoning): Verdict {
  const dues = debts.map(({ due }) => amountOf(due));
  const owed = sumOf(dues);
  const there = town.purses.free(reservePurse(reserve.id));
  const most = owed < there ? owed : there;
  const mandate = wordOf(town, reserve.terms.trusteeId, most);
  const paid = mandate === undefined ? 0n : most;
  return (told) => {
    expectAlarms(town, told, ...alarmFor(reserve, { owed, paid, there }));
    reserve.spendDay = addDays(town.today, 1);
    reserve.waiting = owed - paid;
    if (reserve.waiting > 0n) reserve.shortSince ??= town.today;
    else delete reserve.shortSince;
    for (const loan of collecting) {
      bringUp(town, loan, 'asked');
      collect(town, loan, told);
      plan(town, loan);
    }
    const parts = sharedOut(reserve, dues, paid);
    for (const [index, { loan }] of debts.entries()) {
      send(town, reserve, loan, parts[index] ?? 0n, told);
    }
  };
}

/** People are told once, until everything that is owed was paid. */
function alarmFor(
  { shortSince, terms }: TownReserve,
  { owed, paid, there }: { readonly owed: bigint; readonly paid: bigint; readonly there: bigint },
): readonly string[] {
  if (shortSince !== undefined || paid === owed) return [];
  if (paid > 0n) return [terms.shortRule];
  return [there > 0n ? 'no_mandate' : 'nothing_left'];
}

function sharedOut({ terms }: TownReserve, dues: readonly bigint[], paid: bigint): bigint[] {
  if (terms.shortRule === 'pro_rata') {
    return deal(
      paid,
      dues,
      dues.map(() => 0),
    );
  }
  let left = paid;
  return dues.map((due) => {
    const part = due < left ? due : left;
    left -= part;
    return part;
  });
}

/** Principal first, and then the interest of the oldest instalment. */
function partOf({ principal: all, parts }: ReserveDue, amount: bigint): ReserveDue {
  const principal = all < amount ? all : amount;
  let left = amount - principal;
  const interests = parts.map(({ index, interest: open }) => {
    const interest = open < left ? open : left;
    left -= interest;
    return { index, interest };
  });
  return {
    parts: interests.filter(({ interest }) => interest > 0n),
    ...{ principal, interest: amount - principal },
  };
}

function send(
  town: Town,
  { id: reserveId, terms }: TownReserve,
  loan: TownLoan,
  amount: bigint,
  told: Told,
): void {
  if (amount === 0n) return;
  bringUp(town, loan, 'asked');
  const due = partOf(dueOf(loan), amount);
  const mandate = wordOf(town, terms.trusteeId, amount);
  const said = told.all('CompensationClaimed').find(({ loanId }) => loanId === loan.id);
  if (mandate === undefined || said === undefined) throw new Error('What is paid is sent.');
  const { principal, interest } = due;
  const { instructionId } = said.underWay;
  loan.sent = {
    ...{ instructionId, kind: 'compensation', day: town.today, amount, parts: [] },
    shares: dealt(loan, claimsOf(loan, 'lent'), { principal, interest, penalty: 0n }),
    ...{ fees: new Map(), mandates: {}, ofReserve: { reserveId, due, mandate } },
  };
  town.instructions.set(instructionId, {
    ...{ id: instructionId, for: 'reserve_payment', subject: loan.id, state: 'created' },
  });
  town.purses.hold(reservePurse(reserveId), place('loan_repayment', loan.id), amount);
  plan(town, loan);
}

/** The bank has paid the lenders, or has not: then it is owed as before. */
export function endReservePayment(
  town: Town,
  loan: TownLoan,
  outcome: 'confirmed' | 'refused',
  told: Told,
): void {
  const { sent } = loan;
  const { ofReserve } = sent ?? {};
  if (sent === undefined || ofReserve === undefined) throw new Error('A reserve has sent it.');
  const purse = reservePurse(ofReserve.reserveId);
  town.purses.unhold(purse, place('loan_repayment', loan.id), sent.amount);
  delete loan.sent;
  expectAlarms(town, told, ...(outcome === 'refused' ? ['custodian_refused'] : []));
  if (outcome === 'confirmed') {
    town.purses.add(purse, -sent.amount);
    ofReserve.mandate.used += sent.amount;
    payLenders(town, sent.shares);
    stepIn(loan, claimOf(town, loan, ofReserve, told), ofReserve);
    noteTurn(town, loan, sent.day, sent.shares);
  }
  bringUp(town, loan, 'asked');
  plan(town, loan);
}

function payLenders(town: Town, shares: NonNullable<TownLoan['sent']>['shares']): void {
  for (const { claim, principal, interest, extras } of shares) {
    town.purses.add(town.cash('lender', claim.holderId), principal + interest);
    claim.outstanding -= principal;
    claim.received += principal;
    claim.interest += interest;
    claim.extras = extras;
    town.client(claim.holderId).exposure -= principal;
  }
}

/** Its keeper holds one for each loan, however often it pays. */
function claimOf(town: Town, loan: TownLoan, { reserveId }: PaidOfReserve, told: Told): TownClaim {
  const known = loan.claims.find(({ ofReserve }) => ofReserve === reserveId);
  const keeper = town.reserves.get(reserveId)?.terms.trusteeId;
  if (known !== undefined || keeper === undefined) return known as TownClaim;
  const { claimId } = told.one('CompensationPaid');
  const own = { hasSteppedIn: true, ofReserve: reserveId } as const;
  const made = { ...newClaim(claimId, keeper, 0n), ...own };
  loan.claims.push(made);
  return made;
}

function stepIn(loan: TownLoan, claim: TownClaim, { due }: PaidOfReserve): void {
  claim.outstanding += due.principal;
  for (const { index, interest } of due.parts) {
    const row = loan.rows[index];
    if (row !== undefined) cover(row, claim, interest);
  }
  const principal = (loan.byReserve?.principal ?? 0n) + due.principal;
  loan.byReserve = { claimId: claim.id, principal, isWhole: false };
  const isWhole = amountOf(dueOf(loan)) === 0n;
  loan.byReserve = { ...loan.byReserve, isWhole };
  const lent = claimsOf(loan, 'lent');
  const isAll = lent.every(({ outstanding }) => outstanding === 0n);
  if (!isWhole || !isAll || loan.reserve?.cover !== 'principal_and_interest') return;
  for (const one of lent) one.compensated = true;
}

function cover(row: Row, { id: claimId }: TownClaim, more: bigint): void {
  const before = row.covered ?? {
    ...{ claimId, principal: 0n, interest: 0n, penaltyBefore: row.due.penalty },
    back: { principal: 0n, interest: 0n },
  };
  row.covered = { ...before, interest: before.interest + more };
}

export const RESERVE_SPENDING: Family = {
  judges: { SpendReserve: SPENT, AskReserve: ASKED },
  moves: [],
};
