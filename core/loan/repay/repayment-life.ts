// The money life of a loan after its disbursement: repayments, fees, waivers and reversals over a schedule.
//
// The standing is derived from the schedule and the events alone. Events count by their value day; of one
// day, in the order in which they came. A back-dated event is put where it belongs and what comes after it
// is worked again, so that a life told in any order is the same life.
import { assert, never } from '../../kit/assert.ts';
import { invalid, ok, type Result, refuse } from '../../kit/result.ts';
import { ZERO_FRACTION } from '../../money/fraction.ts';
import { type MinorUnits, minus, plus, ZERO } from '../../money/minor-units.ts';
import type { Day } from '../../time/day.ts';
import type { Instalment } from '../schedule/terms.ts';
import type { Component } from './components.ts';
import {
  chargeAccount,
  type InstalmentAccount,
  openAccount,
  openAmounts,
  payParts,
  waiveOldestFirst,
} from './instalment-account.ts';
import {
  checkPenaltyTerms,
  type PenaltyMeter,
  type PenaltyTerms,
  runMeter,
  startMeter,
} from './penalty.ts';
import { splitByWaterfall, type Waterfall, type WaterfallPart } from './waterfall.ts';

/** The contract's rules for the money that comes and the money that is late. */
export interface RepaymentTerms {
  readonly waterfall: Waterfall;
  /** Absent: nothing is charged for lateness. */
  readonly penalty?: PenaltyTerms;
}

/** Something that happened to the loan's money; `day` is the value day, ids are unique. */
export type RepaymentEvent =
  | {
      readonly kind: 'repayment';
      readonly id: string;
      readonly day: Day;
      readonly amount: MinorUnits;
    }
  | { readonly kind: 'fee'; readonly id: string; readonly day: Day; readonly amount: MinorUnits }
  | {
      readonly kind: 'waiver';
      readonly id: string;
      readonly day: Day;
      readonly component: Component;
      readonly amount: MinorUnits;
    }
  | {
      readonly kind: 'reversal';
      readonly id: string;
      readonly day: Day;
      readonly reversesId: string;
    };

/** What became of one event's money: its parts and what no instalment could take; for a waiver, what it gave up. */
export interface EventOutcome {
  readonly parts: readonly WaterfallPart[];
  readonly left: MinorUnits;
}

/** A loan's money on a day: nothing here that the schedule and the events do not give. */
export interface RepaymentStanding {
  /** The day through which it was worked. */
  readonly day: Day;
  readonly accounts: readonly InstalmentAccount[];
  /** By the event's id; reversed events have none. */
  readonly outcomes: ReadonlyMap<string, EventOutcome>;
  /** Money that was paid and is owed to nobody: it goes back to the borrower's cash. */
  readonly overpaid: MinorUnits;
  readonly meter: PenaltyMeter;
}

/** A life as it is told: what has come so far, and what it made of the loan. */
export interface RepaymentLife {
  readonly rows: readonly ScheduledRow[];
  readonly terms: RepaymentTerms;
  /** In the order in which they came. */
  readonly events: readonly RepaymentEvent[];
  readonly standing: RepaymentStanding;
}

/** What the money life needs of a row of a schedule. */
export type ScheduledRow = Pick<
  Instalment,
  'fromDay' | 'dueDay' | 'principal' | 'interest' | 'fee'
>;

/**
 * A life to which nothing has happened yet.
 *
 * @param rows in the order of their due days, at least one.
 * @returns the life, or `penalty_above_cap` where the rule for lateness breaks its own ceiling.
 * @example startRepaymentLife([], { waterfall: DEFAULT_WATERFALL }).ok // false
 */
export function startRepaymentLife(
  rows: readonly ScheduledRow[],
  terms: RepaymentTerms,
): Result<RepaymentLife> {
  return replayRepaymentLife(rows, terms, []);
}

/**
 * A whole life in one go.
 *
 * @param events in the order in which they came.
 * @returns the life, or the refusal of the first event that cannot stand (`invalid_input`, `not_found`,
 * `already_reversed`).
 * @example
 * replayRepaymentLife([], { waterfall: DEFAULT_WATERFALL }, [])
 * // invalid('rows', 'There must be at least one instalment.')
 */
export function replayRepaymentLife(
  rows: readonly ScheduledRow[],
  terms: RepaymentTerms,
  events: readonly RepaymentEvent[],
): Result<RepaymentLife> {
  if (rows.length === 0) return invalid('rows', 'There must be at least one instalment.');
  if (terms.penalty) {
    const checked = checkPenaltyTerms(terms.penalty, ZERO_FRACTION);
    if (!checked.ok) return checked;
  }
  const known: RepaymentEvent[] = [];
  for (const event of events) {
    const accepted = checkEvent(rows, known, event);
    if (!accepted.ok) return accepted;
    known.push(event);
  }
  return ok({ rows, terms, events, standing: foldEvents(rows, terms, events) });
}

/**
 * The life after one more event. One that comes in the order of the days is worked alone; one that is
 * back-dated, or that reverses another, makes the life be worked again.
 *
 * @returns the life, or `invalid_input`, `not_found` or `already_reversed`.
 * @example
 * receiveRepaymentEvent(
 *   {
 *     rows: [],
 *     terms: { waterfall: DEFAULT_WATERFALL },
 *     events: [],
 *     standing: {
 *       day: dayOf(2026, 1, 1),
 *       accounts: [],
 *       outcomes: new Map(),
 *       overpaid: minorUnits(0n),
 *       meter: startMeter(dayOf(2026, 1, 1)),
 *     },
 *   },
 *   { kind: 'reversal', id: 'r2', day: dayOf(2026, 2, 1), reversesId: 'r1' },
 * )
 * // { ok: false, refusal: { code: 'not_found', data: {} } }
 */
export function receiveRepaymentEvent(
  life: RepaymentLife,
  event: RepaymentEvent,
): Result<RepaymentLife> {
  const { rows, terms, standing } = life;
  const accepted = checkEvent(rows, life.events, event);
  if (!accepted.ok) return accepted;
  const events = [...life.events, event];
  if (event.kind === 'reversal' || event.day < standing.day) {
    return ok({ rows, terms, events, standing: foldEvents(rows, terms, events) });
  }
  const worked = applyEvent(standing, event, terms);
  const outcomes = new Map(standing.outcomes).set(event.id, worked.outcome);
  return ok({ rows, terms, events, standing: { ...worked.state, outcomes } });
}

/**
 * How the loan stands at the end of a day, with the penalty of that day; events after it are left out.
 *
 * @example
 * standingOn(
 *   {
 *     rows: [],
 *     terms: { waterfall: DEFAULT_WATERFALL },
 *     events: [],
 *     standing: {
 *       day: dayOf(2026, 1, 1),
 *       accounts: [],
 *       outcomes: new Map(),
 *       overpaid: minorUnits(0n),
 *       meter: startMeter(dayOf(2026, 1, 1)),
 *     },
 *   },
 *   dayOf(2026, 2, 1),
 * ).day
 * // dayOf(2026, 2, 1)
 */
export function standingOn(life: RepaymentLife, day: Day): RepaymentStanding {
  const { rows, terms, events, standing } = life;
  if (day >= standing.day) return { ...standing, ...workThrough(standing, day, terms) };
  const until = foldEvents(rows, terms, events, day);
  return day >= until.day ? { ...until, ...workThrough(until, day, terms) } : until;
}

function checkEvent(
  rows: readonly ScheduledRow[],
  known: readonly RepaymentEvent[],
  event: RepaymentEvent,
): Result<RepaymentEvent> {
  if (known.some(({ id }) => id === event.id)) return invalid('id', 'It is already taken.');
  if (event.kind === 'reversal') {
    const target = known.find(({ id }) => id === event.reversesId);
    if (target === undefined || target.kind === 'reversal') return refuse('not_found');
    const again = known.some((one) => one.kind === 'reversal' && one.reversesId === target.id);
    return again ? refuse('already_reversed') : ok(event);
  }
  const [first] = rows;
  if (first && event.day < first.fromDay) return invalid('day', 'It is before the value day.');
  if (event.amount <= ZERO) return invalid('amount', 'It must be greater than 0.');
  return ok(event);
}

/** The pure fold: in the order of the days, without what was reversed, and up to a day where one is given. */
function foldEvents(
  rows: readonly ScheduledRow[],
  terms: RepaymentTerms,
  events: readonly RepaymentEvent[],
  until?: Day,
): RepaymentStanding {
  const reversed = new Set(
    events.flatMap((event) => (event.kind === 'reversal' ? [event.reversesId] : [])),
  );
  const standing = events
    .filter(({ id, kind }) => kind !== 'reversal' && !reversed.has(id))
    .filter(({ day }) => until === undefined || day <= until)
    .sort((left, right) => left.day - right.day);
  const outcomes = new Map<string, EventOutcome>();
  let state = firstState(rows);
  for (const event of standing) {
    const worked = applyEvent(state, event, terms);
    outcomes.set(event.id, worked.outcome);
    state = worked.state;
  }
  return { ...state, outcomes };
}

/** The standing without the outcomes, which no rule looks back at. */
type State = Omit<RepaymentStanding, 'outcomes'>;

function firstState(rows: readonly ScheduledRow[]): State {
  const [first] = rows;
  assert(first !== undefined, 'A schedule has at least one row.');
  const day = first.fromDay;
  return {
    day,
    accounts: rows.map(openAccount),
    overpaid: ZERO,
    meter: startMeter(day),
  };
}

function applyEvent(
  before: State,
  event: RepaymentEvent,
  terms: RepaymentTerms,
): { readonly state: State; readonly outcome: EventOutcome } {
  const state: State = { ...before, ...workThrough(before, event.day, terms) };
  switch (event.kind) {
    case 'repayment':
      return applyRepayment(state, event.amount, terms);
    case 'fee':
      return { state: chargeFee(state, event.amount), outcome: { parts: [], left: ZERO } };
    case 'waiver': {
      const { component, amount, day } = event;
      const { accounts, waived } = waiveOldestFirst(state.accounts, component, amount, day);
      return {
        state: { ...state, accounts },
        outcome: { parts: [], left: minus(amount, waived) },
      };
    }
    case 'reversal':
      return { state, outcome: { parts: [], left: ZERO } };
    default:
      return never(event);
  }
}

function applyRepayment(state: State, amount: MinorUnits, terms: RepaymentTerms) {
  const instalments = state.accounts.map((account) => ({
    dueDay: account.dueDay,
    open: openAmounts(account),
  }));
  const { parts, left } = splitByWaterfall(amount, state.day, instalments, terms.waterfall);
  return {
    state: {
      ...state,
      accounts: payParts(state.accounts, parts, state.day),
      overpaid: plus(state.overpaid, left),
    },
    outcome: { parts, left },
  };
}

/** A fee falls due with the instalment in whose interest period it is charged; after the last, with the last. */
function chargeFee(state: State, amount: MinorUnits): State {
  const found = state.accounts.findIndex(({ dueDay }) => dueDay >= state.day);
  const index = found === -1 ? state.accounts.length - 1 : found;
  return {
    ...state,
    accounts: state.accounts.map((account, place) =>
      place === index ? chargeAccount(account, 'fee', amount) : account,
    ),
  };
}

/** The days up to here, in which nothing happened but time. */
function workThrough(state: State, day: Day, terms: RepaymentTerms) {
  if (!terms.penalty) return { day, meter: { ...state.meter, day } };
  const { accounts, meter } = runMeter(state.accounts, state.meter, day, terms.penalty);
  return { day, accounts, meter };
}
