// A statement of a custodian as a bookkeeper's page, and any other that adds up, for the properties.
import type { CustodianStatement, StatementEntry } from '@mutua/contract/custodian-statement.ts';
import { ok } from '@mutua/core/kit/result.ts';
import { CURRENCIES } from '@mutua/core/money/currency.ts';
import { dayOf, formatDay } from '@mutua/core/time/day.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkStatement } from './statement-laws.ts';

/** 100.00 in at the start, 50.00 topped up, 20.00 withdrawn, 30.00 lent from one account to another. */
export const PAGE: CustodianStatement = {
  statementId: 'S-20261123',
  custodyAccount: '6217000012345678',
  day: '2026-11-23',
  currency: 'CNY',
  createdAt: '2026-11-23T16:00:00.000Z',
  openingBooked: '10000',
  closingBooked: '13000',
  entries: [
    {
      entryReference: 'E1',
      bankReference: 'B1',
      instructionId: '01930000-0000-7000-8000-000000000001',
      kind: 'top_up',
      direction: 'credit',
      count: 1,
      sum: '5000',
      bookingDay: '2026-11-23',
      valueDay: '2026-11-23',
    },
    {
      entryReference: 'E2',
      bankReference: 'B2',
      kind: 'withdrawal',
      direction: 'debit',
      count: 2,
      sum: '2000',
      bookingDay: '2026-11-23',
      valueDay: '2026-11-24',
    },
    {
      entryReference: 'E3',
      bankReference: 'B3',
      batchId: '01930000-0000-7000-8000-000000000002',
      kind: 'disbursement',
      direction: 'internal',
      count: 3,
      sum: '3000',
      bookingDay: '2026-11-23',
      valueDay: '2026-11-23',
    },
  ],
  accounts: [
    { account: 'A1', booked: '6000', frozen: '1000' },
    { account: 'A2', booked: '3000', frozen: '0' },
  ],
  controls: { accounts: 3, booked: '13000', frozen: '1500' },
};

const LETTERS = 'ABCXYZabcxyz019';

const anyReference = (length: number) =>
  fc
    .tuple(
      fc.constantFrom(...LETTERS),
      fc.string({ unit: fc.constantFrom(...LETTERS, '.', '-'), maxLength: length - 1 }),
    )
    .map((parts) => parts.join(''));

/** Sums of forty of them still have at most 18 digits. */
const anyAmount = fc.oneof(fc.bigInt(0n, 200n), fc.bigInt(0n, 10n ** 16n));

const anyDay = fc
  .tuple(fc.integer({ min: 1970, max: 2100 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => formatDay(dayOf(year, month, 28)));

type LooseEntry = Omit<StatementEntry, 'bookingDay'>;

const anyEntry: fc.Arbitrary<LooseEntry> = fc
  .record(
    {
      entryReference: anyReference(33),
      bankReference: anyReference(35),
      batchId: fc.uuid(),
      instructionId: fc.uuid(),
      kind: fc.constantFrom('top_up', 'withdrawal', 'disbursement', 'x', 'k'.repeat(35)),
      direction: fc.constantFrom('credit' as const, 'debit' as const, 'internal' as const),
      count: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 999_999_999_999_999 })),
      sum: anyAmount.map(String),
      valueDay: anyDay,
    },
    {
      requiredKeys: [
        ...(['entryReference', 'bankReference', 'kind', 'direction'] as const),
        ...(['count', 'sum', 'valueDay'] as const),
      ],
    },
  )
  .map((entry) => entry);

const anyAccount = fc.tuple(fc.uuid(), anyAmount, anyAmount).map(([id, one, other]) => ({
  account: `lender_cash/${id}`,
  booked: String(one > other ? one : other),
  frozen: String(one > other ? other : one),
}));

/** Opening, closing and control totals are made so that they fit the entries and the accounts. */
export const anyStatement: fc.Arbitrary<CustodianStatement> = fc
  .record({
    statementId: anyReference(35),
    custodyAccount: anyReference(34),
    day: anyDay,
    currency: fc.constantFrom('CNY', 'JPY', 'KWD', ...CURRENCIES),
    createdAt: fc
      .date({ min: new Date(0), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
      .map((date) => date.toISOString()),
    entries: fc.uniqueArray(anyEntry, {
      selector: ({ entryReference }) => entryReference,
      maxLength: 5,
    }),
    accounts: fc.uniqueArray(anyAccount, { selector: ({ account }) => account, maxLength: 5 }),
    otherAccounts: fc.nat(1_000_000),
    slack: anyAmount,
  })
  .map(({ otherAccounts, slack, ...statement }) => {
    const { day, entries, accounts } = statement;
    const total = (amounts: readonly string[]) =>
      amounts.reduce((sum, amount) => sum + BigInt(amount), 0n);
    const moved = (direction: string) =>
      total(entries.filter((entry) => entry.direction === direction).map(({ sum }) => sum));
    const [credits, debits] = [moved('credit'), moved('debit')];
    const shown = total(accounts.map(({ booked }) => booked));
    // The day's credits may stand on the accounts; what is more stood there before.
    const least = debits > shown ? debits : shown;
    const closing = (credits > least ? credits : least) + slack;
    return {
      ...statement,
      entries: entries.map((entry) => ({ ...entry, bookingDay: day })),
      openingBooked: String(closing - credits + debits),
      closingBooked: String(closing),
      controls: {
        accounts: accounts.length + 1 + otherAccounts,
        booked: String(closing),
        frozen: String(total(accounts.map(({ frozen }) => frozen))),
      },
    };
  });

it('is a page that adds up', () => {
  expect(checkStatement(PAGE)).toEqual(ok(PAGE));
});
