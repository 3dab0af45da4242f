// A risk reserve pays on a day what it owes to the lenders of all its bad debts, decided at once and alone: after the
// borrower's own cash and after every guarantor, by its published rule where it is not enough, and for nothing else.
import type { Circumstances, Decision, Rule } from '../decision.ts';
import type { MutuaEvent } from '../events.ts';
import type { Id } from '../kit/id.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import { availableOf } from '../ledger/account.ts';
import { reserveAccount } from '../ledger/addresses.ts';
import type { Transfer } from '../ledger/transfer.ts';
import { badDebt, oldestBadDebt, partOfBadDebt, reserveDayOf } from '../loan/bad-debt.ts';
import type { CompensationDue } from '../loan/compensated.ts';
import type { Loan } from '../loan/loan.ts';
import { collect } from '../loan/repay/work-loan.ts';
import type { Servicing } from '../loan/servicing.ts';
import { servicingNeeds } from '../loan/servicing-needs.ts';
import { loanWorked, type UpToDate, upToDate } from '../loan/up-to-date.ts';
import { moneyText } from '../money/figure-text.ts';
import { least, type MinorUnits, plus, sum, ZERO } from '../money/minor-units.ts';
import { staffIn } from '../people/actor.ts';
import { type Day, formatDay } from '../time/day.ts';
import { mandateInForce } from '../wallet/payment-mandate.ts';
import { accountNeed, type KnownWorld, type Need, type World } from '../world.ts';
import { nextPayer } from './compensation.ts';
import type { ReserveScheme, ReserveShare } from './reserve-scheme.ts';
import { sendFromReserve } from './send-from-reserve.ts';
import { shareReserve } from './share-reserve.ts';
import { isOfLender } from './subrogation.ts';

/** Asked by the calendar, once for each day. */
export interface SpendReserve {
  readonly kind: 'SpendReserve';
  readonly schemeId: Id;
  readonly day: Day;
}

/** Asked by finance, for a loan: it is paid with everything else that the reserve owes, or not at all. */
export interface AskReserve {
  readonly kind: 'AskReserve';
  readonly schemeId: Id;
  readonly loanId: Id;
}

export const spendReserve: Rule<SpendReserve> = {
  kind: 'SpendReserve',
  isAlone: true,
  needs: ({ schemeId }, known, { today }) => spendingNeeds(schemeId, known, today),
  decide,
};

export const askReserve: Rule<AskReserve> = {
  kind: 'AskReserve',
  isAlone: true,
  needs: ({ schemeId, loanId }, known, { today }) => [
    { fact: 'loan', key: loanId },
    ...spendingNeeds(schemeId, known, today),
  ],
  decide: decideAsked,
};

function spendingNeeds(schemeId: Id, known: KnownWorld, today: Day): readonly Need[] {
  const scheme = known.get('reserveScheme', schemeId);
  const own: Need = { fact: 'reserveScheme', key: schemeId };
  if (scheme === undefined) return [own];
  const { trusteeId, currency } = scheme;
  return [
    own,
    accountNeed(reserveAccount(schemeId, currency)),
    { fact: 'client', key: trusteeId },
    { list: 'reserveMandates', key: trusteeId },
    { list: 'loansAwaitingReserve', key: schemeId },
    ...dueLoans(known.list('loansAwaitingReserve', schemeId), today).flatMap(
      ({ id }): readonly Need[] => [
        ...servicingNeeds(id, known),
        { list: 'commitmentsOfLoan', key: id },
        { list: 'compensationsOfLoan', key: id },
      ],
    ),
  ];
}

/** The oldest first. */
function dueLoans(loans: readonly Loan[], today: Day): readonly Loan[] {
  return loans
    .filter(({ reserveDay }) => reserveDay !== undefined && reserveDay <= today)
    .toSorted(
      (one, other) =>
        (one.reserveDay ?? today) - (other.reserveDay ?? today) || (one.id < other.id ? -1 : 1),
    );
}

function decide(
  world: World,
  { schemeId, day }: SpendReserve,
  circumstances: Circumstances,
): Result<Decision> {
  const { actor, today } = circumstances;
  if (actor.kind !== 'calendar') return refuse('not_allowed');
  const scheme = world.get('reserveScheme', schemeId);
  if (scheme === undefined) return refuse('not_found');
  const isDue = scheme.spendDay !== undefined && scheme.spendDay <= today && day === today;
  // What was done for the day is done.
  if (!isDue) return ok({ events: [], transfers: [] });
  return ok(spent(world, scheme, debtsOf(world, scheme, circumstances), circumstances));
}

function decideAsked(
  world: World,
  { schemeId, loanId }: AskReserve,
  circumstances: Circumstances,
): Result<Decision> {
  const { actor, today } = circumstances;
  if (staffIn(actor, ['finance_officer']) === undefined) return refuse('not_allowed');
  const scheme = world.get('reserveScheme', schemeId);
  const loan = world.get('loan', loanId);
  if (scheme === undefined || loan === undefined) return refuse('not_found');
  const found = debtsOf(world, scheme, circumstances);
  const own = found.debts.find((debt) => debt.loan.id === loanId);
  if (own === undefined) return refuse('reserve_use_forbidden');
  if (scheme.spendDay !== undefined && scheme.spendDay > today) {
    // Everything that it owes on a day is shared at once.
    return refuse('compensation_not_due', { day: formatDay(scheme.spendDay) });
  }
  if (availableIn(world, scheme) === ZERO) {
    return refuse('reserve_exhausted', { paid: moneyText(ZERO, scheme.currency) });
  }
  return ok(spent(world, scheme, found, circumstances));
}

function availableIn(world: World, { id, currency }: ReserveScheme): MinorUnits {
  return availableOf(world.account(reserveAccount(id, currency)));
}

/** A bad debt for which the reserve is the next to pay. */
interface Debt {
  readonly loan: Loan;
  readonly worked: UpToDate;
  readonly since: Day;
  readonly due: CompensationDue;
}

interface Debts extends Decision {
  readonly debts: readonly Debt[];
}

/** What the reserve owes; of borrowers who have money of their own, that is taken first. */
function debtsOf(world: World, scheme: ReserveScheme, circumstances: Circumstances): Debts {
  const { today } = circumstances;
  const events: MutuaEvent[] = [];
  const transfers: Transfer[] = [];
  const debts: Debt[] = [];
  const payers = new Set<Id>();
  for (const loan of dueLoans(world.list('loansAwaitingReserve', scheme.id), today)) {
    const servicing = world.get('servicing', loan.id);
    // Whatever is under way is waited for: nobody pays what somebody else has paid.
    if (servicing === undefined || servicing.underWay !== undefined) continue;
    // Nobody's cash is taken twice: what is left of it is for the next day.
    if (payers.has(loan.borrowerId)) continue;
    const worked = upToDate(loan, servicing, 'asking_day', circumstances);
    const collected = collect(world, loan, worked.servicing, circumstances);
    if (collected.servicing.underWay !== undefined) {
      const after = loanWorked(loan, collected.servicing, today, worked.daysOverdue);
      events.push(...worked.events, ...collected.events, after);
      transfers.push(...worked.transfers, ...collected.transfers);
      payers.add(loan.borrowerId);
      continue;
    }
    const debt = debtOf(world, loan, worked, today);
    if (debt !== undefined) debts.push(debt);
  }
  return { debts, events, transfers };
}

function debtOf(world: World, loan: Loan, worked: UpToDate, today: Day): Debt | undefined {
  const { servicing } = worked;
  const since = reserveDayOf(servicing);
  const oldest = oldestBadDebt(servicing);
  if (since === undefined || since > today || oldest === undefined) return undefined;
  const commitments = world.list('commitmentsOfLoan', loan.id);
  const known = world.list('compensationsOfLoan', loan.id);
  const { reserve } = servicing.rules;
  const payer = nextPayer(commitments, known, oldest.number, reserve);
  if (payer?.kind !== 'reserve') return undefined;
  const due = badDebt(servicing, outstandingOf(world, servicing));
  return totalOf(due) === ZERO ? undefined : { loan, worked, since, due };
}

function outstandingOf(world: World, { loanId }: Servicing): MinorUnits {
  const lenders = world.list('claimsOfLoan', loanId).filter(isOfLender);
  return sum(lenders.map(({ outstanding }) => outstanding));
}

function totalOf({ principal, interest }: CompensationDue): MinorUnits {
  return plus(principal, interest);
}

/** All of it where there is enough, else what there is by the published rule. */
function spent(
  world: World,
  scheme: ReserveScheme,
  { debts, events, transfers }: Debts,
  circumstances: Circumstances,
): Decision {
  const { id: schemeId, shortRule, trusteeId } = scheme;
  const { today: day } = circumstances;
  const due = sum(debts.map((debt) => totalOf(debt.due)));
  const available = availableIn(world, scheme);
  const paid = least(due, available);
  const mandates = world.list('reserveMandates', trusteeId);
  const isAuthorised = mandateInForce(mandates, 'reserve', day, paid) !== undefined;
  if (due === ZERO || paid === ZERO || !isAuthorised) {
    return {
      events: [...events, ...rested(scheme, due, due > ZERO && paid > ZERO, circumstances)],
      transfers,
    };
  }
  const parts = shareReserve(
    debts.map((debt) => totalOf(debt.due)),
    paid,
    shortRule,
  );
  const shares: ReserveShare[] = [];
  const sent: MutuaEvent[] = [];
  const moved = [...transfers];
  for (const [index, { loan, worked, since, due: debt }] of debts.entries()) {
    const part = parts[index] ?? ZERO;
    shares.push({ loanId: loan.id, since, due: totalOf(debt), paid: part });
    if (part === ZERO) continue;
    const asked = { scheme, due: partOfBadDebt(debt, part) };
    const then = sendFromReserve(world, loan, worked.servicing, asked, circumstances);
    const after = loanWorked(loan, then.servicing, day, worked.daysOverdue);
    sent.push(...worked.events, ...then.events, after);
    moved.push(...worked.transfers, ...then.transfers);
  }
  return {
    events: [
      ...events,
      { kind: 'ReserveSpent', schemeId, day, available, due, paid, shortRule, shares },
      ...(paid < due ? shortAlarm(scheme, shortRule, circumstances) : []),
      ...sent,
    ],
    transfers: moved,
  };
}

/** Nothing is owed, or nothing can be paid of it. */
function rested(
  scheme: ReserveScheme,
  due: MinorUnits,
  isUnauthorised: boolean,
  circumstances: Circumstances,
): readonly MutuaEvent[] {
  const { id: schemeId } = scheme;
  const { today: day } = circumstances;
  const event: MutuaEvent = { kind: 'ReserveRested', schemeId, day, due };
  const detail = isUnauthorised ? 'no_mandate' : 'nothing_left';
  return due === ZERO ? [event] : [event, ...shortAlarm(scheme, detail, circumstances)];
}

/** People are told once, until everything that is owed was paid. */
function shortAlarm(
  { id, shortSince, trusteeId }: ReserveScheme,
  detail: string,
  { newId }: Circumstances,
): readonly MutuaEvent[] {
  if (shortSince !== undefined) return [];
  const alarm = { kind: 'reserve_short', reference: id, subjectId: trusteeId } as const;
  return [{ kind: 'AlarmRaised', alarm: { ...alarm, id: newId(), detail } }];
}
