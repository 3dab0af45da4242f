// Public figures in tables, by a second program: the row says of which loans they are.
import { addDays, civilOf, type Day, daysBetween } from '@mutua/core/time/day.ts';
import type { NaiveLoan } from './disclosure-book.ts';
import {
  badDebt,
  bigSum,
  type NaiveDay,
  naiveDayOf,
  naiveLoss,
  naiveNetReturn,
  naiveShare,
  rounded,
} from './disclosure-day.ts';
import { borrowersCost, lendersReturn } from './disclosure-rates.ts';
import {
  daysLateBy,
  linesSum,
  type NaiveStanding,
  principalBy,
  repaidBy,
} from './disclosure-standing.ts';
import {
  bigintOf,
  countValue,
  type FigureQueries,
  type FigureQuery,
  moneyValue,
  rateValue,
} from './figure-query.ts';

type Row = NaiveDay & { readonly rows: readonly NaiveStanding[] };

const inRow =
  (keyOf: (loan: NaiveLoan) => string, say: (row: Row) => string): FigureQuery =>
  async (ask) => {
    const day = await naiveDayOf(ask);
    const rows = day.made.filter(({ loan }) => ask.row === 'all' || keyOf(loan) === ask.row);
    return say({ ...day, rows });
  };

const lentOf = ({ rows }: Row) => bigSum(rows, ({ loan }) => loan.amount);
const loans = ({ rows }: Row) => countValue(rows.length);
const lent = (row: Row) => moneyValue(lentOf(row));
const left = ({ rows }: Row) => moneyValue(bigSum(rows, ({ principal }) => principal));
const repaid = (row: Row) =>
  naiveShare(
    bigSum(row.rows, (one) => one.repaid + one.recovered),
    lentOf(row),
  );
const actual = (row: Row) => naiveShare(bigSum(row.rows, naiveLoss), lentOf(row));
const netReturn = ({ rows, day }: Row) => naiveNetReturn(rows, day);
const bad = (row: Row) =>
  naiveShare(badDebt({ ...row, made: row.rows, open: [] }) as bigint, lentOf(row));

/** The contract's principal × its days × the yearly forecast, to the end or to the day. */
const expected = (isToDay: boolean) => (row: Row) =>
  naiveShare(
    bigSum(row.rows, ({ loan }) => {
      const exposure = bigSum(loan.contract, ({ due, principal }) => {
        const until = isToDay && row.day < due ? row.day : due;
        return principal * BigInt(Math.max(0, daysBetween(loan.valueDay, until)));
      });
      return rounded(exposure * loan.lossPpm, 365_000_000n);
    }),
    lentOf(row),
  );

const rate = (row: Row) =>
  rateValue(
    rounded(
      bigSum(row.rows, ({ loan }) => loan.amount * loan.ratePpm),
      lentOf(row),
    ),
  );

const BANDS: readonly (readonly [string, number])[] = [
  ...([
    ['current', 0],
    ['d1_30', 30],
    ['d31_60', 60],
    ['d61_90', 90],
  ] as const),
  ...([
    ['d91_180', 180],
    ['d180_plus', Number.POSITIVE_INFINITY],
  ] as const),
];

const bandOf = (days: number) => BANDS.find(([, last]) => days <= last)?.[0] ?? '';

const inBand =
  (say: (band: readonly NaiveStanding[], day: NaiveDay) => string): FigureQuery =>
  async (ask) => {
    const day = await naiveDayOf(ask);
    const band = day.open.filter(({ daysLate }) => bandOf(daysLate) === ask.row);
    return say(band, day);
  };
const principalOf = (rows: readonly NaiveStanding[]) => bigSum(rows, ({ principal }) => principal);

/** The loans of a band thirty days ago, and what they owed then. */
function bandThen({ made, day }: NaiveDay, band: string) {
  const before = addDays(day, -30);
  return made
    .map((one) => ({ ...one, earlier: principalBy(one.loan, before), before }))
    .filter(({ loan, earlier }) => earlier > 0n && bandOf(daysLateBy(loan, before)) === band);
}

const rolled: FigureQuery = async (ask) => {
  const day = await naiveDayOf(ask);
  const [from = '', to = ''] = ask.row.split('/');
  const band = bandThen(day, from);
  const waivedSince = (loan: NaiveLoan, before: Day) => {
    const waived = (until: Day) =>
      linesSum(loan, until, ({ code, component }) => code === 620 && component === 'principal');
    return waived(day.day) - waived(before);
  };
  const part = bigSum(band, ({ loan, earlier, before, principal, daysLate }) => {
    const gone = repaidBy(loan, day.day) - repaidBy(loan, before) + waivedSince(loan, before);
    if (to === 'repaid') return gone;
    const place = principal > 0n ? bandOf(daysLate) : 'written_off';
    return place === to ? earlier - gone : 0n;
  });
  return naiveShare(
    part,
    bigSum(band, ({ earlier }) => earlier),
  );
};

/** Current lenders whom the register has there. */
const lendersOfRegion: FigureQuery = async (ask) => {
  const { open } = await naiveDayOf(ask);
  const earning = open.filter(({ lendersPrincipal }) => lendersPrincipal > 0n);
  const lenders = [...new Set(earning.flatMap(({ loan }) => loan.lenders))];
  const found = await bigintOf(
    ask.db,
    `select count(*) from people.client
     where id = any ($1::uuid[]) and coalesce(region, 'unknown') = $2`,
    [lenders, ask.row],
  );
  return countValue(found);
};

/** Each figure of a table, under the name that the table's figures begin with. */
function table(
  name: string,
  keyOf: (loan: NaiveLoan) => string,
  says: Readonly<Record<string, (row: Row) => string>>,
): FigureQueries {
  const entries = Object.entries(says).map(([figure, say]) => [
    `disclosed.${name}${figure}`,
    inRow(keyOf, say),
  ]);
  return Object.fromEntries(entries) as FigureQueries;
}

export const GROUP_FIGURES: FigureQueries = {
  ...table('grade', ({ grade }) => grade, {
    ...{ Loans: loans, Lent: lent, RepaidShare: repaid, Balance: left, Rate: rate },
    ...{ ExpectedLoss: expected(false), ExpectedByNow: expected(true) },
    ...{ ActualLoss: actual, NetReturn: netReturn },
  }),
  ...table('year', ({ valueDay }) => String(civilOf(valueDay).year), {
    ...{ Loans: loans, Lent: lent, RepaidShare: repaid, ExpectedLoss: expected(false) },
    ...{ ExpectedByNow: expected(true), ActualLoss: actual, BadDebtRate: bad },
  }),
  ...table('region', ({ region }) => region, {
    ...{ Loans: loans, Lent: lent, Balance: left, BadDebtRate: bad },
  }),
  ...table('product', ({ product }) => product, {
    ...{ Loans: loans, Lent: lent, Balance: left, BadDebtRate: bad },
    BorrowerCost: ({ rows, day }) => borrowersCost(rows, day),
    NetReturn: ({ rows, day }) => lendersReturn(rows, day),
  }),
  'disclosed.regionBorrowers': inRow(
    ({ region }) => region,
    ({ rows }) => {
      const open = rows.filter(({ principal }) => principal > 0n);
      return countValue(new Set(open.map(({ loan }) => loan.borrower)).size);
    },
  ),
  'disclosed.regionLenders': lendersOfRegion,
  ...table('purpose', ({ purpose }) => purpose, { Loans: loans, Balance: left }),
  ...table('industry', ({ industry }) => industry, { Loans: loans, Balance: left }),
  'disclosed.bucketLoans': inBand((band) => countValue(band.length)),
  'disclosed.bucketPrincipal': inBand((band) => moneyValue(principalOf(band))),
  'disclosed.bucketShare': inBand((band, { open }) =>
    naiveShare(principalOf(band), principalOf(open)),
  ),
  'disclosed.rollPrincipal': async (ask) =>
    moneyValue(bigSum(bandThen(await naiveDayOf(ask), ask.row), ({ earlier }) => earlier)),
  'disclosed.rollShare': rolled,
};
