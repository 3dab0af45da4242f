import { CustodianStatement } from '@mutua/contract/custodian-statement.ts';
import { invalid } from '@mutua/core/kit/result.ts';
import fc from 'fast-check';
import { Check } from 'typebox/value';
import { expect, it } from 'vitest';
import { anyStatement, PAGE } from './any-statement.test.ts';
import { checkStatement } from './statement-laws.ts';

it('is content with any that was made to add up', () => {
  fc.assert(
    fc.property(anyStatement, (statement) => {
      expect(Check(CustodianStatement, statement)).toBe(true);
      expect(checkStatement(statement)).toEqual({ ok: true, value: statement });
    }),
  );
});

const [E1, E2, E3] = PAGE.entries;
const [A1, A2] = PAGE.accounts;
const { controls } = PAGE;

it.each<[string, object, string, string]>([
  [
    'a closing balance one fen too high',
    { closingBooked: '13001' },
    'closingBooked',
    'It must be 13000.',
  ],
  [
    'an opening balance one fen too low',
    { openingBooked: '9999' },
    'closingBooked',
    'It must be 12999.',
  ],
  [
    'a control total that is not the closing balance',
    { controls: { ...controls, booked: '12999' } },
    'controls.booked',
    'It must be 13000.',
  ],
  [
    'an entry booked on another day',
    { entries: [E1, { ...E2, bookingDay: '2026-11-22' }, E3] },
    'entries[1].bookingDay',
    'The day must be 2026-11-23.',
  ],
  [
    'two entries of one name',
    { entries: [E1, E2, { ...E3, entryReference: 'E1' }] },
    'entries[2].entryReference',
    'It is already taken.',
  ],
  [
    'two accounts of one number',
    { accounts: [A1, { ...A2, account: 'A1' }] },
    'accounts[1].account',
    'It is already taken.',
  ],
  [
    'more frozen on an account than there is',
    { accounts: [A1, { ...A2, frozen: '3001' }] },
    'accounts[1].frozen',
    'It must not be more than what is booked.',
  ],
  [
    'more accounts that moved than there are',
    { controls: { ...controls, accounts: 1 } },
    'controls.accounts',
    'It must be at least 2.',
  ],
  [
    'all accounts shown, and a total that is not theirs',
    { controls: { ...controls, accounts: 2 } },
    'controls.booked',
    'The accounts come to something else.',
  ],
  [
    'accounts that come to more than all',
    { accounts: [A1, { ...A2, booked: '7001' }] },
    'controls.booked',
    'The accounts come to something else.',
  ],
  [
    'more frozen on the accounts shown than on all',
    { controls: { ...controls, frozen: '999' } },
    'controls.frozen',
    'The accounts come to something else.',
  ],
  [
    'more frozen on the other accounts than lies there',
    { controls: { ...controls, frozen: '5001' } },
    'controls.frozen',
    'The accounts come to something else.',
  ],
])('refuses %s', (_, change, field, detail) => {
  expect(checkStatement({ ...PAGE, ...change })).toEqual(invalid(field, detail));
});
