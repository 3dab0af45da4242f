// Others pay in the borrower's place: the first who is asked and has the money, or the one behind; and they step in.
import { addDays } from '@mutua/core/time/day.ts';
import { type Family, type Judge, NOTHING, personIs, type Told } from '../asked.ts';
import { place } from '../purses.ts';
import { CALENDAR, Town, type TownLoan } from '../town.ts';
import type { TownCommitment, TownDue } from '../town-guards.ts';
import { wordsAsked, wordsFor } from './commitments.ts';
import { depositOf, suspend } from './guarantors.ts';
import {
  accrued,
  bringUp,
  claimDayOf,
  fallenBy,
  isForOthers,
  mandateFor,
  newClaim,
  openOf,
  plan,
  sumOf,
} from './loan-life.ts';
import { collect, toCollect } from './servicing.ts';
import { claimsOf, dealt } from './shares.ts';
import { noteTurn } from './told-late-past.ts';

const PAYABLE = ['disbursed', 'repaying', 'overdue', 'defaulted', 'written_off'];

/** What comes of asking everybody in their order. */
interface Course {
  /** Who has missed it. */
  readonly missed: readonly { readonly word: TownCommitment; readonly due: TownDue }[];
  readonly pays?: { readonly word: TownCommitment; readonly due: TownDue };
  /** Everybody has missed it, through this instalment. */
  readonly endsThrough?: number;
}

type Misses = TownLoan['misses'];

/** The first who has not missed these instalments; where everything is paid at once, the first who has missed nothing. */
function nextPayer(town: Town, loan: TownLoan, misses: Misses): TownCommitment | undefined {
  return wordsFor(town, loan.id, 'signed').find(
    ({ place: own, cover }) =>
      !misses.some(
        (miss) => miss.place === own && (cover !== 'instalments' || miss.through > loan.answered),
      ),
  );
}

/** What is to be paid today: by nobody in particular, all that is not promised away. */
function dueOf(town: Town, loan: TownLoan, word: TownCommitment | undefined): TownDue {
  const { cover = 'instalments', day = 0 } = wordsAsked(loan) ?? {};
  const lent = sumOf(claimsOf(loan, 'lent').map(({ outstanding }) => outstanding));
  if (cover === 'principal') {
    const left = word === undefined ? lent : word.amount - word.paid;
    const principal = lent < left ? lent : left;
    return { through: loan.fallen, parts: [], principal, interest: 0n };
  }
  if (cover === 'accelerated') {
    // What is due on a day off counts, though it is asked for on the next working day.
    const due = fallenBy(loan, town.today, 'due');
    const ahead = due < loan.rows.length ? accrued(loan, town.today, due) : 0n;
    const interest = sumOf(loan.rows.slice(0, due).map((row) => openOf(row).interest)) + ahead;
    return { through: loan.fallen, parts: [], principal: lent, interest };
  }
  const fallen = loan.rows.slice(0, loan.fallen);
  const parts = fallen.flatMap((row, index) => {
    const hasCome = addDays(row.askDay, day) <= town.today;
    if (!hasCome || !isForOthers(row)) return [];
    const { principal, interest } = openOf(row);
    return [{ index, principal, interest }];
  });
  return {
    ...{ through: (parts.at(-1)?.index ?? -1) + 1, parts },
    principal: sumOf(parts.map(({ principal }) => principal)),
    interest: sumOf(parts.map(({ interest }) => interest)),
  };
}

function amountOf({ principal, interest }: TownDue): bigint {
  return principal + interest;
}

function has(town: Town, { guarantorId }: TownCommitment): bigint {
  const cash = town.purses.free(town.cash('partner', guarantorId));
  return town.purses.free(depositOf(guarantorId)) + cash;
}

function mandateOf(town: Town, loan: TownLoan, { guarantorId }: TownCommitment, amount: bigint) {
  return mandateFor(town, loan, 'compensation', town.today, amount, guarantorId);
}

function mayPay(town: Town, loan: TownLoan, word: TownCommitment, due: TownDue): boolean {
  const amount = amountOf(due);
  return mandateOf(town, loan, word, amount) !== undefined && amount <= has(town, word);
}

/** One with another behind is not waited for; the last has time until the day is over. */
function courseOf(town: Town, loan: TownLoan): Course {
  const missed: { word: TownCommitment; due: TownDue }[] = [];
  for (;;) {
    const misses = [
      ...loan.misses,
      ...missed.map(({ word, due }) => ({ place: word.place, through: due.through })),
    ];
    const word = nextPayer(town, loan, misses);
    const due = dueOf(town, loan, word);
    if (amountOf(due) === 0n) return { missed };
    if (word === undefined) return { missed, endsThrough: due.through };
    if (mayPay(town, loan, word, due)) return { missed, pays: { word, due } };
    const others = wordsFor(town, loan.id, 'signed').some((one) => one.place > word.place);
    if (!town.processing && !others) return { missed };
    missed.push({ word, due });
  }
}

/** Nothing was paid and nobody is past the time. */
function isIdle({ missed, pays, endsThrough }: Course): boolean {
  return missed.length === 0 && pays === undefined && endsThrough === undefined;
}

function take(town: Town, loan: TownLoan, course: Course, told: Told): void {
  for (const { word, due } of course.missed) miss(town, loan, word, due);
  noteAlarms(town, told);
  if (course.endsThrough !== undefined) loan.answered = course.endsThrough;
  if (course.pays !== undefined) sendInstead(town, loan, course.pays, told);
}

function miss(town: Town, loan: TownLoan, word: TownCommitment, { through }: TownDue): void {
  loan.misses.push({ place: word.place, through });
  const guarantor = town.guarantors.get(word.guarantorId);
  if (guarantor !== undefined) suspend(guarantor);
}

function noteAlarms(town: Town, told: Told): void {
  for (const { alarm } of told.all('AlarmRaised')) town.alarms.set(alarm.id, 'open');
}

function sendInstead(
  town: Town,
  loan: TownLoan,
  { word, due }: NonNullable<Course['pays']>,
  told: Told,
): void {
  const amount = amountOf(due);
  const { principal, interest } = due;
  const deposit = town.purses.free(depositOf(word.guarantorId));
  const ofDeposit = deposit < amount ? deposit : amount;
  const ofCash = amount - ofDeposit;
  const mandate = mandateOf(town, loan, word, amount);
  const shares = dealt(loan, claimsOf(loan, 'lent'), { principal, interest, penalty: 0n });
  const { instructionId } = told.one('CompensationClaimed').underWay;
  loan.sent = {
    ...{ instructionId, kind: 'compensation', day: town.today, amount, parts: [] },
    ...{ shares, fees: new Map(), mandates: {} },
    instead: { word, due, ofDeposit, ofCash, ...(mandate !== undefined && { mandate }) },
  };
  town.instructions.set(instructionId, {
    ...{ id: instructionId, for: 'compensate', subject: loan.id, state: 'created' },
  });
  hold(town, loan, 'hold');
}

function hold(town: Town, loan: TownLoan, way: 'hold' | 'unhold'): void {
  const { instead } = loan.sent ?? {};
  if (instead === undefined) throw new Error('What others pay is held of them.');
  const { ofDeposit, ofCash, word } = instead;
  const to = place('loan_repayment', loan.id);
  if (ofDeposit > 0n) town.purses[way](depositOf(word.guarantorId), to, ofDeposit);
  if (ofCash > 0n) town.purses[way](town.cash('partner', word.guarantorId), to, ofCash);
}

/** The loan and the money as they would be when it is brought to today, to see what would come of it. */
export function rehearse(
  town: Town,
  loan: TownLoan,
): { readonly town: Town; readonly loan: TownLoan } {
  const purses = town.purses.copy();
  const clients = new Map(town.clients).set(loan.borrowerId, { ...town.borrowerOf(loan) });
  const other = Object.assign(Object.create(Town.prototype), town, { purses, clients }) as Town;
  const copy = structuredClone(loan);
  bringUp(other, copy, 'asked');
  return { town: other, loan: copy };
}

const CLAIMED: Judge<'ClaimCompensation'> = (town, { actor, command }) => {
  if (actor.kind !== 'calendar') return 'not_allowed';
  const loan = town.loans.get(command.loanId);
  if (loan === undefined) return 'not_found';
  const hasCome = loan.claimDay !== undefined && loan.claimDay <= town.today;
  if (!hasCome || loan.sent !== undefined) return NOTHING;
  const tried = rehearse(town, loan);
  const collects = toCollect(tried.town, tried.loan) !== undefined;
  const course = courseOf(tried.town, tried.loan);
  if (!collects && isIdle(course)) {
    const word = nextPayer(town, tried.loan, loan.misses);
    const due = dueOf(town, tried.loan, word);
    if (word === undefined || amountOf(due) === 0n) return NOTHING;
    const mandate = mandateOf(town, loan, word, amountOf(due));
    return mandate === undefined ? 'condition_open' : 'insufficient_cash';
  }
  return (told) => {
    bringUp(town, loan, 'asked');
    if (collects) collect(town, loan, told);
    else take(town, loan, courseOf(town, loan), told);
    plan(town, loan);
  };
};

const PAID: Judge<'PayCompensation'> = (town, { actor, command }) => {
  const id = personIs(actor, 'partner');
  if (id === undefined) return 'not_allowed';
  const word = town.commitments.get(command.commitmentId);
  if (word === undefined || word.guarantorId !== id) return 'not_found';
  if (word.state !== 'signed') return 'wrong_stage';
  const loan = town.loans.get(word.loanId);
  if (loan === undefined || !PAYABLE.includes(loan.state)) return 'wrong_stage';
  if (loan.sent !== undefined) return 'money_in_transit';
  const tried = rehearse(town, loan).loan;
  const day = claimDayOf(tried, 0);
  if (day === undefined) return 'nothing_owed';
  if (day > town.today) return 'compensation_not_due';
  const next = nextPayer(town, tried, loan.misses);
  if (next !== undefined && next.place < word.place) return 'nothing_owed';
  if (next !== undefined && next.place > word.place) return 'compensation_unpaid';
  const due = dueOf(town, tried, word);
  if (amountOf(due) === 0n || claimsOf(tried, 'lent').length === 0) return 'nothing_owed';
  if (amountOf(due) > has(town, word)) return 'insufficient_cash';
  return (told) => {
    bringUp(town, loan, 'asked');
    sendInstead(town, loan, { word, due: dueOf(town, loan, word) }, told);
    plan(town, loan);
  };
};

/** The bank has answered: whoever paid has a claim of its own now, or the next one is asked. */
export function endCompensation(
  town: Town,
  loan: TownLoan,
  outcome: 'confirmed' | 'refused',
  told: Told,
): void {
  const { sent } = loan;
  const { instead } = sent ?? {};
  if (sent === undefined || instead === undefined) throw new Error('Somebody has sent it.');
  hold(town, loan, 'unhold');
  delete loan.sent;
  if (outcome === 'confirmed') stepIn(town, loan, { ...sent, instead }, told);
  else miss(town, loan, instead.word, instead.due);
  bringUp(town, loan, 'asked');
  if (outcome === 'refused') take(town, loan, courseOf(town, loan), told);
  plan(town, loan);
}

function stepIn(
  town: Town,
  loan: TownLoan,
  {
    day,
    shares,
    instead: { word, due, ofDeposit, ofCash, mandate },
  }: NonNullable<TownLoan['sent']> & {
    readonly instead: NonNullable<NonNullable<TownLoan['sent']>['instead']>;
  },
  told: Told,
): void {
  const { guarantorId } = word;
  town.purses.add(depositOf(guarantorId), -ofDeposit);
  town.purses.add(town.cash('partner', guarantorId), -ofCash);
  for (const { claim, principal, interest, extras } of shares) {
    town.purses.add(town.cash('lender', claim.holderId), principal + interest);
    claim.outstanding -= principal;
    claim.received += principal;
    claim.interest += interest;
    claim.extras = extras;
    town.client(claim.holderId).exposure -= principal;
  }
  if (mandate !== undefined) mandate.used += amountOf(due);
  word.paid += due.principal;
  loan.answered = due.through;
  const claim = claimOfPayer(loan, guarantorId, told);
  claim.outstanding += due.principal;
  for (const { index, principal, interest } of due.parts) {
    const row = loan.rows[index];
    if (row === undefined) continue;
    const back = { principal: 0n, interest: 0n };
    const penaltyBefore = row.due.penalty;
    row.covered = { claimId: claim.id, principal, interest, penaltyBefore, back };
  }
  noteTurn(town, loan, day, shares);
  if (isWhollyPaid(loan, word)) for (const one of claimsOf(loan, 'lent')) one.compensated = true;
}

/** One for each who has paid, however often. */
function claimOfPayer(loan: TownLoan, guarantorId: TownCommitment['guarantorId'], told: Told) {
  const known = loan.claims.find((one) => one.hasSteppedIn && one.holderId === guarantorId);
  if (known !== undefined) return known;
  const { claimId } = told.one('CompensationPaid');
  const made = { ...newClaim(claimId, guarantorId, 0n), hasSteppedIn: true as const };
  loan.claims.push(made);
  return made;
}

/** Nothing of the loan is the lenders' any more: no principal, and no penalty that was charged before. */
function isWhollyPaid(loan: TownLoan, { cover }: TownCommitment): boolean {
  if (claimsOf(loan, 'lent').some(({ outstanding }) => outstanding > 0n)) return false;
  if (cover === 'accelerated') return true;
  const hasPenalty = loan.rows.some((row) => openOf(row).penalty > 0n);
  return cover === 'instalments' && loan.fallen === loan.rows.length && !hasPenalty;
}

export function claimsWaiting(town: Town): TownLoan[] {
  return [...town.loans.values()].filter(
    ({ claimDay }) => claimDay !== undefined && claimDay <= town.today,
  );
}

export const COMPENSATION: Family = {
  judges: { ClaimCompensation: CLAIMED, PayCompensation: PAID },
  moves: [
    { name: 'guarantors are asked once more', weight: 4, isOfArrears: true, propose: asking },
    { name: 'a guarantor pays by hand', weight: 40, isOfArrears: true, propose: paying },
  ],
};

function asking(town: Town) {
  const loan = town.chance.of(claimsWaiting(town).filter(({ sent }) => sent === undefined));
  if (loan === undefined) return undefined;
  return { actor: CALENDAR, command: { kind: 'ClaimCompensation', loanId: loan.id } } as const;
}

/** Who has missed it tries again while the next one is called; and now and then anybody. */
function paying(town: Town) {
  const late = [...town.commitments.values()].find(({ loanId, place: own, state }) => {
    const { misses = [], answered = 0, sent } = town.loans.get(loanId) ?? {};
    const isLate = misses.some((miss) => miss.place === own && miss.through > answered);
    return state === 'signed' && isLate && sent === undefined;
  });
  const isNext = late !== undefined && wordsFor(town, late.loanId, 'signed').at(-1) !== late;
  if (isNext) return payingOf(town, late);
  if (!town.chance.isIn(8)) return undefined;
  const word = town.chance.of(
    [...town.commitments.values()].filter(({ state, loanId }) => {
      const loan = town.loans.get(loanId);
      const isBehind = ['repaying', 'overdue', 'defaulted', 'written_off'].includes(
        loan?.state ?? '',
      );
      return state === 'signed' && isBehind;
    }),
  );
  return word && payingOf(town, word);
}

function payingOf(town: Town, { id, guarantorId }: TownCommitment) {
  const { actor } = town.client(guarantorId);
  return { actor, command: { kind: 'PayCompensation', commitmentId: id } } as const;
}
