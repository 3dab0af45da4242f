// What must be true of a custodian's statement whatever format it came in.
import type {
  CustodianStatement,
  StatementAccount,
  StatementEntry,
} from '@mutua/contract/custodian-statement.ts';
import { invalid, ok, type Result } from '@mutua/core/kit/result.ts';
import {
  formatMinorUnits,
  type MinorUnits,
  minorUnits,
  minus,
  plus,
  sum,
} from '@mutua/core/money/minor-units.ts';

/**
 * The same statement if it adds up: closing = opening + credits − debits; entries and accounts are named
 * once, each entry booked on the statement's day; nothing frozen that is not there; and the accounts that
 * moved fit into the control totals, which equal the closing balance.
 *
 * @returns `invalid_input` naming the field as the statement has it, such as `entries[2].bookingDay`.
 */
export function checkStatement(statement: CustodianStatement): Result<CustodianStatement> {
  const { openingBooked, closingBooked, controls, entries, accounts } = statement;
  const moved = minus(sumOf(entries, 'credit'), sumOf(entries, 'debit'));
  const closing = formatMinorUnits(plus(amountOf(openingBooked), moved));
  if (closingBooked !== closing) return invalid('closingBooked', `It must be ${closing}.`);
  if (controls.booked !== closing) return invalid('controls.booked', `It must be ${closing}.`);
  const checked = checkEntries(statement);
  if (!checked.ok) return checked;
  const accountsChecked = checkAccounts(accounts);
  if (!accountsChecked.ok) return accountsChecked;
  const controlsChecked = checkControls(statement);
  return controlsChecked.ok ? ok(statement) : controlsChecked;
}

function checkEntries({ day, entries }: CustodianStatement): Result<true> {
  const references = new Set<string>();
  for (const [index, { entryReference, bookingDay }] of entries.entries()) {
    if (bookingDay !== day) {
      return invalid(`entries[${index}].bookingDay`, `The day must be ${day}.`);
    }
    if (references.has(entryReference)) {
      return invalid(`entries[${index}].entryReference`, 'It is already taken.');
    }
    references.add(entryReference);
  }
  return ok(true);
}

function checkAccounts(accounts: readonly StatementAccount[]): Result<true> {
  const numbers = new Set<string>();
  for (const [index, { account, booked, frozen }] of accounts.entries()) {
    if (numbers.has(account)) return invalid(`accounts[${index}].account`, 'It is already taken.');
    if (amountOf(frozen) > amountOf(booked)) {
      return invalid(`accounts[${index}].frozen`, 'It must not be more than what is booked.');
    }
    numbers.add(account);
  }
  return ok(true);
}

/** The accounts that moved are some of all; what is left for the others is not negative, nor all frozen and more. */
function checkControls({ accounts, controls }: CustodianStatement): Result<true> {
  const others = controls.accounts - accounts.length;
  if (others < 0) return invalid('controls.accounts', `It must be at least ${accounts.length}.`);
  const booked = minus(amountOf(controls.booked), sum(accounts.map((one) => amountOf(one.booked))));
  const frozen = minus(amountOf(controls.frozen), sum(accounts.map((one) => amountOf(one.frozen))));
  if (booked < 0n || (others === 0 && booked !== 0n)) {
    return invalid('controls.booked', 'The accounts come to something else.');
  }
  if (frozen < 0n || frozen > booked) {
    return invalid('controls.frozen', 'The accounts come to something else.');
  }
  return ok(true);
}

function sumOf(
  entries: readonly StatementEntry[],
  direction: StatementEntry['direction'],
): MinorUnits {
  return sum(entries.filter((entry) => entry.direction === direction).map(entrySum));
}

function entrySum(entry: StatementEntry): MinorUnits {
  return amountOf(entry.sum);
}

/** An amount whose form the schema has checked. */
function amountOf(text: string): MinorUnits {
  return minorUnits(BigInt(text));
}
