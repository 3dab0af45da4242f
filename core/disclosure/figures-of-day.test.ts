import { describe, expect, it } from 'vitest';
import { idOf } from '../kit/id.ts';
import { minorUnits, ZERO } from '../money/minor-units.ts';
import { addDays, addMonths, type Day, dayOf } from '../time/day.ts';
import type { DisclosedBook, HouseOnDay } from './book-on-day.ts';
import { figureText } from './disclosed-figure.ts';
import { DISCLOSED_FIGURES, type FigureId } from './figure-catalogue.ts';
import { figuresOfDay } from './figures-of-day.ts';
import { LOAN_SUMS, type LoanMove, type LoanRecord, type LoanSum } from './loan-record.ts';
import { restatedFigures } from './restatement.ts';
import { timedLoan } from './timed-loan.ts';

const START = dayOf(2026, 1, 15);
const HOUSE: HouseOnDay = {
  ...{ lendersCash: minorUnits(100n), reserveBalance: minorUnits(50n) },
  ...{ lendersCashDays: minorUnits(6_000n), operatingCost: minorUnits(30n) },
  ...{ registeredClients: 5, activeUsers: 2, segments: [] },
};

let count = 0;
function newId() {
  count += 1;
  return idOf(`00000000-0000-7000-8000-${String(count).padStart(12, '0')}`);
}

type Moved = Partial<Record<LoanSum, bigint>>;

function move(day: Day, moved: Moved): LoanMove {
  const sums = Object.fromEntries(
    LOAN_SUMS.map((name) => [name, minorUnits(moved[name] ?? 0n)]),
  ) as LoanMove['sums'];
  return { day, sums };
}

/** Three instalments of 100 and 3 interest, a month apart; everything of it may be told otherwise. */
function loan(changes: Partial<LoanRecord> = {}): LoanRecord {
  const valueDay = changes.valueDay ?? START;
  const instalments = [1, 2, 3].map((month) => ({
    ...{ askingDay: addMonths(valueDay, month), dueDay: addMonths(valueDay, month) },
    ...{ principal: minorUnits(100n), interest: minorUnits(3n), lendersInterest: minorUnits(3n) },
  }));
  return {
    ...{ loanId: newId(), borrowerId: newId(), isRelatedParty: false, region: '110000' },
    industry: 'trade',
    ...{ productCode: 'small', purpose: 'consumption', grade: 'B', safeguard: 'none' },
    ...{ termMonths: 3, repaymentMethod: 'equal_principal', annualRatePpm: 120_000 },
    ...{ expectedLossPpm: 20_000, isReserveCovered: false, guarantorIds: [], lenderIds: [newId()] },
    ...{ amount: minorUnits(300n), valueDay, instalments, contractPlan: instalments },
    plannedInterest: [{ from: valueDay, interest: minorUnits(9n) }],
    ...{ moves: [], defaults: [] },
    ...changes,
  };
}

/** The borrower pays an instalment, and the lenders get it. */
const paid = (day: Day) =>
  move(day, {
    ...{ principalRepaid: 100n, interestRepaid: 3n, lendersPrincipal: 100n, lendersInterest: 3n },
  });

const NOTHING_ELSE = { compensations: [], lenderRegions: new Map(), collection: [] };

function bookOf(...records: readonly LoanRecord[]): DisclosedBook {
  return { loans: records.map(timedLoan), ...NOTHING_ELSE };
}

function figureOf(book: DisclosedBook, day: Day, figure: FigureId, row = ''): string | undefined {
  const found = figuresOfDay(book, HOUSE, day).find(
    (one) => one.figure === figure && one.row === row,
  );
  return found && figureText(found.value);
}

const FIRST_DUE = addMonths(START, 1);

describe('the public figures of a day', () => {
  it('are none but those of the catalogue, in its order, each once', () => {
    const book = bookOf(loan(), loan({ grade: 'A', moves: [paid(FIRST_DUE)] }));
    const figures = figuresOfDay(book, HOUSE, addDays(FIRST_DUE, 3));
    const places = figures.map(({ figure }) => Object.keys(DISCLOSED_FIGURES).indexOf(figure));
    expect(places).toEqual(places.toSorted((left, right) => left - right));
    expect(places).not.toContain(-1);
    const keys = figures.map(({ figure, row }) => `${figure} ${row}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { figure, value, row } of figures) {
      expect(value.kind, figure).toBe(DISCLOSED_FIGURES[figure].unit);
      expect(row === '', figure).toBe(DISCLOSED_FIGURES[figure].rows === 'none');
    }
  });

  it('say where the money went: lent less repaid, written off and given up is outstanding', () => {
    const book = bookOf(
      loan({ moves: [paid(FIRST_DUE)] }),
      loan({
        moves: [
          move(FIRST_DUE, { principalWaived: 40n }),
          move(addDays(FIRST_DUE, 5), { principalWrittenOff: 260n }),
          move(addDays(FIRST_DUE, 9), { principalRecovered: 60n, lendersPrincipal: 60n }),
        ],
      }),
    );
    const day = addDays(FIRST_DUE, 10);
    const of = (figure: FigureId) => BigInt(figureOf(book, day, figure) ?? '-1');
    expect(of('totalLent')).toBe(600n);
    expect(of('principalRepaid')).toBe(160n);
    expect(of('writtenOffLeft')).toBe(200n);
    expect(of('principalWaived')).toBe(40n);
    expect(of('balance')).toBe(
      of('totalLent') - of('principalRepaid') - of('writtenOffLeft') - of('principalWaived'),
    );
    expect(of('loansOutstanding')).toBe(1n);
    expect(of('loansWrittenOff')).toBe(1n);
    expect(of('interestOutstanding')).toBe(6n);
  });

  it('count from the day after the due day, without grace', () => {
    const book = bookOf(loan());
    expect(figureOf(book, FIRST_DUE, 'overdueAmount')).toBe('0');
    expect(figureOf(book, addDays(FIRST_DUE, 1), 'overdueAmount')).toBe('103');
    expect(figureOf(book, addDays(FIRST_DUE, 1), 'overduePrincipal')).toBe('300');
    expect(figureOf(book, addDays(FIRST_DUE, 1), 'overdueRate')).toBe('1000000ppm');
  });

  it('end the overdue amount, and not the overdue principal, with what a guarantor has paid', () => {
    const compensated = move(addDays(FIRST_DUE, 2), {
      ...{ lendersPrincipal: 100n, lendersInterest: 3n, compensated: 103n },
    });
    const book = bookOf(loan({ moves: [compensated] }));
    const day = addDays(FIRST_DUE, 4);
    expect(figureOf(book, day, 'overdueAmount')).toBe('0');
    expect(figureOf(book, day, 'overduePrincipal')).toBe('300');
    expect(figureOf(book, day, 'compensatedAmount')).toBe('103');
    expect(figureOf(book, addDays(FIRST_DUE, 1), 'overdueAmount')).toBe('103');
  });

  it('leave day 90 out of what is over 90 days', () => {
    const book = bookOf(loan());
    expect(figureOf(book, addDays(FIRST_DUE, 90), 'over90Loans')).toBe('0');
    expect(figureOf(book, addDays(FIRST_DUE, 91), 'over90Loans')).toBe('1');
    expect(figureOf(book, addDays(FIRST_DUE, 91), 'over90Principal')).toBe('300');
  });

  it('add up over bands of days, and over the places to which a band went', () => {
    const book = bookOf(
      loan(),
      loan({ moves: [paid(FIRST_DUE)], grade: 'A' }),
      loan({ valueDay: addDays(START, -40) }),
    );
    const day = addDays(FIRST_DUE, 40);
    const figures = figuresOfDay(book, HOUSE, day);
    const sumOf = (figure: FigureId, starts = '') =>
      figures
        .filter((one) => one.figure === figure && one.row.startsWith(starts))
        .map(({ value }) => BigInt(value.kind === 'money' ? value.amount : ZERO))
        .reduce((total, one) => total + one, 0n);
    expect(String(sumOf('bucketPrincipal'))).toBe(figureOf(book, day, 'balance'));
    for (const { row: band } of figures.filter(({ figure }) => figure === 'rollPrincipal')) {
      const shares = figures
        .filter(({ figure, row }) => figure === 'rollShare' && row.startsWith(`${band}/`))
        .map(({ value }) => (value.kind === 'rate' ? value.ppm : 0));
      const total = shares.reduce((sum, ppm) => sum + ppm, 0);
      expect(Math.abs(total - 1_000_000)).toBeLessThanOrEqual(shares.length);
    }
    expect(figureOf(book, day, 'rollShare', 'd1_30/d31_60')).toBe('1000000ppm');
  });

  it('draw a quarter only as far as the whole of it has come', () => {
    const late = loan({ valueDay: dayOf(2026, 1, 2) });
    const book = bookOf(late, loan({ valueDay: dayOf(2026, 3, 30) }));
    const rows = figuresOfDay(book, HOUSE, dayOf(2026, 8, 30))
      .filter(({ figure }) => figure === 'vintageShare')
      .map(({ row, value }) => `${row} ${figureText(value)}`);
    expect(rows).toEqual([
      ...['00', '01', '02', '03'].map((age) => `2026-Q1/${age} 0ppm`),
      '2026-Q1/04 500000ppm',
    ]);
    const later = figuresOfDay(book, HOUSE, dayOf(2026, 9, 30)).filter(
      ({ figure, row }) => figure === 'vintageShare' && row === '2026-Q1/05',
    );
    // Of the first loan 91 days end on 4 May, in its fifth month; of the second on 30 July, when it is four months old.
    expect(later.map(({ value }) => figureText(value))).toEqual(['1000000ppm']);
  });

  it('hold what came of a grade against a forecast that an early repayment does not change', () => {
    const record = loan();
    const early = {
      ...record,
      instalments: record.instalments.slice(0, 1),
      moves: [move(addDays(START, 5), { principalRepaid: 300n, lendersPrincipal: 300n })],
    };
    const day = addDays(START, 20);
    const [before, after] = [record, early].map((one) =>
      figureOf(bookOf(one), day, 'gradeExpectedLoss', 'B'),
    );
    expect(after).toBe(before);
    expect(figureOf(bookOf(early), day, 'gradeActualLoss', 'B')).toBe('0ppm');
  });

  it('earn by the day what a loan that is on time pays, and lose with one that is not', () => {
    const year = loan({
      moves: [move(addDays(START, 365), { lendersInterest: 36n, interestRepaid: 36n })],
      instalments: [],
    });
    expect(figureOf(bookOf(year), addDays(START, 365), 'netReturn')).toBe('120000ppm');
    const lost = loan({ moves: [move(addDays(START, 365), { principalWrittenOff: 300n })] });
    expect(figureOf(bookOf(lost), addDays(START, 365), 'netReturn')).toBe('-1000000ppm');
  });

  it('know who owes most, and whose money waits', () => {
    const [one, other] = [newId(), newId()];
    const book = bookOf(
      loan({ borrowerId: one }),
      loan({ borrowerId: one, isRelatedParty: true }),
      loan({ borrowerId: other, region: '310000' }),
    );
    const day = addDays(START, 1);
    expect(figureOf(book, day, 'topOneShare')).toBe('666667ppm');
    expect(figureOf(book, day, 'largestRegionShare')).toBe('666667ppm');
    expect(figureOf(book, day, 'relatedPrincipal')).toBe('300');
    expect(figureOf(book, day, 'borrowersEver')).toBe('2');
    expect(figureOf(book, day, 'fundUtilisation')).toBe('900000ppm');
    expect(figureOf(book, day, 'idleDays')).toBe('7');
    expect(figureOf(book, day, 'costPerLoan')).toBe('10');
  });

  it('measure who paid for borrowers on time, and how much of what was guaranteed', () => {
    const guaranteed = loan({
      safeguard: 'guarantee',
      guarantorIds: [newId()],
      moves: [
        move(addDays(FIRST_DUE, 2), { ...{ compensated: 103n, lendersPrincipal: 100n } }),
        move(addDays(FIRST_DUE, 3), { lendersInterest: 3n }),
      ],
    });
    const book = {
      ...bookOf(guaranteed),
      compensations: [
        { claimedOn: addDays(FIRST_DUE, 2), endedOn: addDays(FIRST_DUE, 2), isPaid: true },
        { claimedOn: addDays(FIRST_DUE, 2), endedOn: addDays(FIRST_DUE, 2), isPaid: false },
        { claimedOn: addDays(FIRST_DUE, 9), isPaid: false },
      ],
    };
    const day = addDays(FIRST_DUE, 4);
    expect(figureOf(book, day, 'compensationOnTime')).toBe('500000ppm');
    expect(figureOf(book, day, 'compensationRate')).toBe('343333ppm');
    expect(figureOf(book, day, 'largestGuarantorShare')).toBe('1000000ppm');
  });

  it('hold the reserve against what it covers, and against its bad debt', () => {
    const book = bookOf(
      loan({ isReserveCovered: true }),
      loan({
        isReserveCovered: true,
        defaults: [{ day: addDays(START, 2), isDefaulted: true }],
      }),
      loan(),
    );
    const day = addDays(START, 3);
    expect(figureOf(book, day, 'reserveRatio')).toBe('83333ppm');
    expect(figureOf(book, day, 'reserveCoverage')).toBe('166667ppm');
    expect(figureOf(book, day, 'badDebtRate')).toBe('333333ppm');
    expect(figureOf(book, day, 'productBadDebtRate', 'small')).toBe('333333ppm');
    expect(figureOf(book, day, 'regionBadDebtRate', '110000')).toBe('333333ppm');
    expect(figureOf(book, day, 'yearBadDebtRate', '2026')).toBe('333333ppm');
  });

  it('follow what comes back after a default', () => {
    const book = bookOf(
      loan({
        defaults: [{ day: addDays(FIRST_DUE, 10), isDefaulted: true }],
        moves: [
          paid(FIRST_DUE),
          move(addDays(FIRST_DUE, 20), { principalRepaid: 50n, lendersPrincipal: 50n }),
        ],
      }),
    );
    expect(figureOf(book, addDays(FIRST_DUE, 15), 'defaultRecovery')).toBe('0ppm');
    expect(figureOf(book, addDays(FIRST_DUE, 25), 'defaultRecovery')).toBe('250000ppm');
  });

  it('find what borrowers paid a year, fees with it, from what really moved', () => {
    const moves = [
      move(START, { borrowerFees: 6n }),
      move(addDays(START, 365), { principalRepaid: 300n, interestRepaid: 36n }),
    ];
    const book = bookOf(loan({ moves, instalments: [] }));
    const cost = figureOf(book, addDays(START, 365), 'productBorrowerCost', 'small');
    // 294 in hand become 336.
    expect(cost).toBe(`${Math.round((336 / 294 - 1) * 1_000_000)}ppm`);
  });

  it('find what lenders earned a year, after fees, from what really moved', () => {
    const day = addDays(START, 365);
    const repaid = { principalRepaid: 300n, interestRepaid: 36n };
    const received = { lendersPrincipal: 300n, lendersInterest: 36n, lendersFees: 6n };
    const book = bookOf(loan({ moves: [move(day, { ...repaid, ...received })], instalments: [] }));
    // 300 become 330.
    expect(figureOf(book, day, 'productNetReturn', 'small')).toBe('100000ppm');
  });

  it('count claims at what they are worth: with interest so far, and late ones at three tenths', () => {
    const yearly = (changes: Partial<LoanRecord>, days: number) =>
      figureOf(bookOf(loan(changes)), addDays(START, days), 'productNetReturn', 'small');
    const instalment = {
      ...{ principal: minorUnits(300n), interest: minorUnits(60n) },
      lendersInterest: minorUnits(60n),
    };
    const due = (days: number) => [
      { ...instalment, askingDay: addDays(START, days), dueDay: addDays(START, days) },
    ];
    // Half of the interest is earned half way: 300 are worth 330 after a year.
    expect(yearly({ instalments: due(730) }, 365)).toBe('100000ppm');
    // On day 90 nothing of it is lost yet; a year after the payout it is worth 90, without interest.
    expect(yearly({ instalments: due(275) }, 365)).toBe('200000ppm');
    expect(yearly({ instalments: due(274) }, 365)).toBe('-700000ppm');
    const lost = [move(addDays(START, 300), { principalWrittenOff: 300n })];
    expect(yearly({ instalments: due(100), moves: lost }, 365)).toBe('-1000000ppm');
  });

  it('know how much hangs on an industry, and leave out those that nobody has stated', () => {
    const book = bookOf(
      loan({ industry: 'services' }),
      ...[1, 2].map(() => loan({ industry: 'unknown' })),
      loan({ industry: 'trade', moves: [paid(FIRST_DUE)] }),
    );
    const of = (figure: FigureId, row = '') => figureOf(book, FIRST_DUE, figure, row);
    expect(of('largestIndustryShare')).toBe('272727ppm');
    expect([of('industryLoans', 'services'), of('industryBalance', 'services')]).toEqual([
      ...['1', '300'],
    ]);
    expect([of('industryLoans', 'trade'), of('industryBalance', 'trade')]).toEqual(['1', '200']);
    expect([of('industryLoans', 'unknown'), of('industryBalance', 'unknown')]).toEqual([
      ...['2', '600'],
    ]);
  });

  it('count each person once: by region and at the end of each month, while something is outstanding', () => {
    const [borrower, north, south] = [newId(), newId(), newId()];
    const ended = move(addDays(FIRST_DUE, 1), { principalRepaid: 300n, lendersPrincipal: 300n });
    const book = {
      ...bookOf(
        loan({ borrowerId: borrower, lenderIds: [north, south] }),
        loan({ borrowerId: borrower, lenderIds: [south] }),
        loan({ region: '310000', lenderIds: [north], moves: [ended] }),
      ),
      lenderRegions: new Map([[north, '110000']]),
    };
    const day = addDays(FIRST_DUE, 2);
    const of = (figure: FigureId, row: string) => figureOf(book, day, figure, row);
    expect([of('regionBorrowers', '110000'), of('regionBorrowers', '310000')]).toEqual(['1', '0']);
    expect([of('regionLenders', '110000'), of('regionLenders', 'unknown')]).toEqual(['1', '1']);
    expect(of('regionLenders', '310000')).toBeUndefined();
    const months = (['historyLoans', 'historyBorrowers', 'historyLenders'] as const).map(
      (figure) => [of(figure, '2026-01'), of(figure, '2026-02')],
    );
    expect(months).toEqual([
      ['3', '2'],
      ['2', '1'],
      ['2', '2'],
    ]);
    expect(figureOf(book, day, 'lendersCurrent')).toBe('2');
  });

  it('say nothing where there is nothing of which it could be a part', () => {
    const figures = figuresOfDay({ loans: [], ...NOTHING_ELSE }, HOUSE, START);
    expect(figures.find(({ figure }) => figure === 'overdueRate')).toBeUndefined();
    expect(figures.find(({ figure }) => figure === 'balance')?.value).toEqual({
      ...{ kind: 'money', amount: ZERO },
    });
  });
});

describe('a restatement', () => {
  it('names each figure that differs, with what it was and what it is', () => {
    const [before, after] = [bookOf(loan()), bookOf(loan({ moves: [paid(FIRST_DUE)] }))].map(
      (book) => figuresOfDay(book, HOUSE, addDays(FIRST_DUE, 1)),
    );
    const changes = restatedFigures(before ?? [], after ?? []);
    expect(changes.find(({ figure }) => figure === 'balance')).toMatchObject({
      before: { amount: 300n },
      after: { amount: 200n },
    });
    expect(changes.map(({ figure }) => figure)).not.toContain('totalLent');
    expect(restatedFigures(before ?? [], before ?? [])).toEqual([]);
  });
});
