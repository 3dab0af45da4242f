import { describe, expect, it } from 'vitest';
import { idOf } from '../kit/id.ts';
import { minorUnits, ZERO } from '../money/minor-units.ts';
import { addDays, addMonths, type Day, dayOf } from '../time/day.ts';
import type { DisclosedBook, HouseOnDay } from './book-on-day.ts';
import type { CaseMoment } from './collection-stay.ts';
import { figureText } from './disclosed-figure.ts';
import type { FigureId } from './figure-catalogue.ts';
import { figuresOfDay } from './figures-of-day.ts';
import { LOAN_SUMS, type LoanMove, type LoanRecord, type LoanSum } from './loan-record.ts';
import { recoveryByCollector } from './recovery-figures.ts';
import { timedLoan } from './timed-loan.ts';

const id = (number: number) => idOf(`00000000-0000-7000-8000-00000000000${number}`);
const LOAN = id(1);
const CASE = id(2);
const ONE = id(3);
const OTHER = id(4);

const HOUSE: HouseOnDay = {
  ...{ lendersCash: ZERO, reserveBalance: ZERO, lendersCashDays: ZERO, operatingCost: ZERO },
  ...{ registeredClients: 0, activeUsers: 0, segments: [] },
};

const START = dayOf(2026, 1, 15);
/** The day after the first instalment fell due. */
const CAME = addDays(addMonths(START, 1), 1);
/** The second is due and unpaid as well. */
const MOVED = addDays(CAME, 30);

function move(day: Day, moved: Partial<Record<LoanSum, bigint>>): LoanMove {
  const sums = Object.fromEntries(
    LOAN_SUMS.map((name) => [name, minorUnits(moved[name] ?? 0n)]),
  ) as LoanMove['sums'];
  return { day, sums };
}

/** Three instalments of 100 and 3 interest, a month apart. */
function loanWith(moves: readonly LoanMove[]): LoanRecord {
  const instalments = [1, 2, 3].map((month) => ({
    ...{ askingDay: addMonths(START, month), dueDay: addMonths(START, month) },
    ...{ principal: minorUnits(100n), interest: minorUnits(3n), lendersInterest: minorUnits(3n) },
  }));
  return {
    ...{ loanId: LOAN, borrowerId: id(5), isRelatedParty: false, region: '110000' },
    ...{ industry: 'trade', productCode: 'small', purpose: 'consumption', grade: 'B' },
    ...{ safeguard: 'none', termMonths: 3, repaymentMethod: 'equal_principal' },
    ...{ annualRatePpm: 120_000, expectedLossPpm: 20_000, isReserveCovered: false },
    ...{ guarantorIds: [], lenderIds: [id(6)], amount: minorUnits(300n), valueDay: START },
    ...{ instalments, contractPlan: instalments, moves, defaults: [] },
    plannedInterest: [{ from: START, interest: minorUnits(9n) }],
  };
}

/** 10 on the day on which the case came, 40 five days later, 20 on the day of the next stage, and then all of it. */
const MOVES = [
  move(CAME, { principalRepaid: 10n }),
  move(addDays(CAME, 5), { principalRepaid: 40n }),
  move(MOVED, { principalRepaid: 20n }),
  move(addDays(MOVED, 3), { principalRepaid: 150n, interestRepaid: 6n }),
];

function at(day: Day, event: string, changes: Partial<CaseMoment> = {}): CaseMoment {
  return {
    ...{ caseId: CASE, loanId: LOAN, event, day, stage: 'early' },
    ...{ state: 'in_progress', ...changes },
  };
}

const STORY = [
  at(CAME, 'CaseOpened', { state: 'open' }),
  at(MOVED, 'CollectionStageMoved', { stage: 'middle' }),
  at(addDays(MOVED, 3), 'CaseClosed', { stage: 'middle', state: 'closed', detail: 'cured' }),
];

function bookOf(collection: readonly CaseMoment[], moves: readonly LoanMove[]): DisclosedBook {
  return {
    loans: [timedLoan(loanWith(moves))],
    ...{ compensations: [], lenderRegions: new Map(), collection },
  };
}

/** The named figures of a row, in their order. */
function valuesOf(book: DisclosedBook, day: Day, row: string, ids: readonly FigureId[]) {
  const figures = figuresOfDay(book, HOUSE, day);
  return ids.map((name) => {
    const found = figures.find(({ figure, row: own }) => figure === name && own === row);
    return found && figureText(found.value);
  });
}

const BY_STAGE: readonly FigureId[] = [
  ...(['stageCases', 'stageAssigned', 'stageRecovered', 'recoveryByStage'] as const),
];
const BY_MONTH: readonly FigureId[] = [
  ...(['assignedInMonth', 'recoveredInMonth', 'recoveryInMonth'] as const),
];
const NOTHING = [undefined, undefined, undefined, undefined];
const END = addDays(MOVED, 10);

describe('recovery', () => {
  it('holds what was overdue when a case came to a stage against what was paid while it was there', () => {
    const book = bookOf(STORY, MOVES);
    const of = (day: Day, stage: string) => valuesOf(book, day, stage, BY_STAGE);
    expect(of(CAME, 'early')).toEqual(NOTHING);
    expect(of(addDays(CAME, 2), 'early')).toEqual(['1', '93', '0', '0ppm']);
    expect(of(addDays(CAME, 5), 'early')).toEqual(['1', '93', '40', '430108ppm']);
    expect(of(END, 'early')).toEqual(['1', '93', '60', '645161ppm']);
    // Of 156 that came 20 were not due yet.
    expect(of(END, 'middle')).toEqual(['1', '136', '136', '1000000ppm']);
    expect(of(END, 'final')).toEqual(NOTHING);
  });

  it('begins anew with each month, with what is overdue then', () => {
    const book = bookOf(STORY, MOVES);
    const of = (month: string) => valuesOf(book, END, month, BY_MONTH);
    expect(of('2026-02')).toEqual(['93', '40', '430108ppm']);
    expect(of('2026-03')).toEqual(['53', '53', '1000000ppm']);
  });

  it('counts what comes on the last day of a month in the next one alone', () => {
    const book = bookOf([at(dayOf(2026, 2, 28), 'CaseOpened', { state: 'open' })], MOVES);
    const of = (month: string) => valuesOf(book, END, month, BY_MONTH);
    expect(of('2026-02')).toEqual(NOTHING.slice(1));
    expect(of('2026-03')).toEqual(['53', '53', '1000000ppm']);
  });

  it('goes on while a promise is awaited, and ends with it; a reopened case is not assigned again', () => {
    const closed = at(addDays(CAME, 3), 'CaseClosed', { state: 'closed', detail: 'promised' });
    const judged = (event: string) => at(addDays(CAME, 6), event, { state: 'closed' });
    const begun = [...STORY.slice(0, 1), closed];
    const kept = bookOf([...begun, judged('PromiseKept')], MOVES);
    expect(valuesOf(kept, END, 'early', BY_STAGE)).toEqual(['1', '93', '40', '430108ppm']);
    const reopened = at(addDays(CAME, 6), 'CaseReopened');
    const broken = bookOf([...begun, judged('PromiseBroken'), reopened], MOVES);
    const day = addDays(MOVED, 1);
    expect(valuesOf(broken, day, 'early', BY_STAGE)).toEqual(['1', '93', '60', '645161ppm']);
  });

  it('counts what is paid after a write-off', () => {
    const story = [at(MOVED, 'CaseOpened', { state: 'open', stage: 'legal' })];
    const moves = [
      move(addDays(MOVED, -1), { principalWrittenOff: 300n }),
      move(addDays(MOVED, 2), { paidAfterWriteOff: 80n, principalRecovered: 80n }),
    ];
    expect(valuesOf(bookOf(story, moves), END, 'legal', BY_STAGE)).toEqual([
      ...['1', '206', '80', '388350ppm'],
    ]);
  });

  it('is that of whoever had the case at the close of the day before', () => {
    const taken = at(addDays(CAME, 2), 'CaseTaken', { ownerId: ONE });
    const given = at(addDays(CAME, 7), 'CaseHandedOver', { ownerId: OTHER });
    const moved = STORY.slice(1).map((moment) => ({ ...moment, ownerId: OTHER }));
    const book = bookOf([...STORY.slice(0, 1), taken, given, ...moved], MOVES);
    const found = recoveryByCollector(book, END);
    expect([...found]).toEqual([
      [ONE, { cases: 1, assigned: 93n, recovered: 40n }],
      [OTHER, { cases: 1, assigned: 53n, recovered: 53n }],
    ]);
    expect([...recoveryByCollector(book, addDays(CAME, 2))]).toEqual([]);
  });
});
