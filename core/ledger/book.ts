// The law of the book: what a transfer must obey, and what it does to the accounts and holds that it names.
import { assert, never } from '../kit/assert.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import { type MinorUnits, minus, negate, plus, ZERO } from '../money/minor-units.ts';
import { type Account, type AccountAddress, addressText, availableOf } from './account.ts';
import { CHART, type NormalSide } from './chart.ts';
import type { Hold, Transfer, TransferId } from './transfer.ts';
import { mayMove, TRANSFER_CODES, type TransferCode } from './transfer-codes.ts';

/** What the law reads and changes: the accounts, and the holds that are open. */
export interface AccountBook {
  account(address: AccountAddress): Account;
  hold(id: TransferId): Hold | undefined;
  setAccount(account: Account): void;
  openHold(hold: Hold): void;
  endHold(id: TransferId): void;
}

/**
 * Books one transfer, or refuses it and changes nothing.
 *
 * In this order: both accounts on one side of the book (`sides_mixed`), in one currency (`currencies_mixed`),
 * of kinds between which this code may move (`classes_mixed`); a hold that is to be ended is open and the same
 * (`transfer_not_pending`); no balance and nothing available falls below zero (`balance_would_be_negative`). What a
 * holder received may be reversed though it has gone on: by the same command the holder has it again as another
 * component, and `bookTransfers` sees to it that nothing is below zero after that.
 *
 * @example bookTransfer(new WorldInMemory(), {
 *   id: 1n, kind: 'posted', code: 'bid', amount: minorUnits(5n),
 *   debit: { kind: 'lender_cash', owner: 'a', currency: currency('CNY') },
 *   credit: { kind: 'lender_cash', owner: 'b', currency: currency('CNY') },
 * }) // refuse('classes_mixed')
 */
export function bookTransfer(book: AccountBook, transfer: Transfer): Result<undefined> {
  assert(transfer.amount > ZERO, 'A transfer moves something.');
  const refused = refusedByChart(transfer);
  if (refused !== undefined) return refused;
  const debit = book.account(transfer.debit);
  const credit = book.account(transfer.credit);
  assert(addressText(debit) !== addressText(credit), 'A transfer has two accounts.');
  switch (transfer.kind) {
    case 'posted':
      return setBoth(
        book,
        move(debit, 'debit', transfer.amount),
        move(credit, 'credit', transfer.amount),
        isRestated(transfer),
      );
    case 'pending': {
      assert(TRANSFER_CODES[transfer.code].mayBePending, 'Only some codes may be pending first.');
      const done = setBoth(
        book,
        reserve(debit, 'debit', transfer.amount),
        reserve(credit, 'credit', transfer.amount),
      );
      if (done.ok) book.openHold(holdOf(transfer));
      return done;
    }
    case 'post':
    case 'void': {
      const hold = book.hold(transfer.endsId);
      if (hold === undefined || !isSameMovement(hold, transfer))
        return refuse('transfer_not_pending');
      const released = negate(transfer.amount);
      const freedDebit = reserve(debit, 'debit', released);
      const freedCredit = reserve(credit, 'credit', released);
      const done =
        transfer.kind === 'void'
          ? setBoth(book, freedDebit, freedCredit)
          : setBoth(
              book,
              move(freedDebit, 'debit', transfer.amount),
              move(freedCredit, 'credit', transfer.amount),
            );
      if (done.ok) book.endHold(transfer.endsId);
      return done;
    }
    default:
      return never(transfer);
  }
}

/**
 * Books the transfers of one command, or says why not; what was booked before the refusal is the caller's to undo.
 *
 * As each by itself, and at the end no account is below zero either through which a reversal passed.
 *
 * @example bookTransfers(new WorldInMemory(), []) // ok(undefined)
 */
export function bookTransfers(
  book: AccountBook,
  transfers: readonly Transfer[],
): Result<undefined> {
  for (const transfer of transfers) {
    const booked = bookTransfer(book, transfer);
    if (!booked.ok) return booked;
  }
  for (const transfer of transfers) {
    if (isRestated(transfer) && isBelowZero(book.account(transfer.debit))) {
      return refuse('balance_would_be_negative');
    }
  }
  return ok(undefined);
}

/** Components of what a holder received, of which one may become another. */
const RESTATED: readonly TransferCode[] = ['principal_paid', 'interest_paid', 'penalty_paid'];

function isRestated(transfer: Transfer): boolean {
  const isReversal = transfer.kind === 'posted' && transfer.reversesId !== undefined;
  return isReversal && RESTATED.includes(transfer.code);
}

function isBelowZero(account: Account): boolean {
  return !CHART[account.kind].mayBeNegative && availableOf(account) < ZERO;
}

function refusedByChart(transfer: Transfer): Result<never> | undefined {
  const { code, debit, credit } = transfer;
  if (CHART[debit.kind].side !== CHART[credit.kind].side) return refuse('sides_mixed');
  if (debit.currency !== credit.currency) return refuse('currencies_mixed');
  const isReversal = transfer.kind === 'posted' && transfer.reversesId !== undefined;
  const [from, to] = isReversal ? [credit.kind, debit.kind] : [debit.kind, credit.kind];
  return mayMove(code, from, to) ? undefined : refuse('classes_mixed');
}

/** The account after so much was booked on one of its sides. */
function move(account: Account, side: NormalSide, amount: MinorUnits): Account {
  const change = CHART[account.kind].normal === side ? amount : negate(amount);
  return { ...account, posted: plus(account.posted, change) };
}

/** The account after so much more was held on one of its sides. */
function reserve(account: Account, side: NormalSide, amount: MinorUnits): Account {
  return side === 'debit'
    ? { ...account, pendingDebit: plus(account.pendingDebit, amount) }
    : { ...account, pendingCredit: plus(account.pendingCredit, amount) };
}

function setBoth(
  book: AccountBook,
  debit: Account,
  credit: Account,
  isRestated = false,
): Result<undefined> {
  for (const account of isRestated ? [credit] : [debit, credit]) {
    if (isBelowZero(account) && !isRising(book, account))
      return refuse('balance_would_be_negative');
  }
  for (const account of [debit, credit]) {
    assert(account.pendingDebit >= ZERO && account.pendingCredit >= ZERO, 'No hold ends twice.');
    book.setAccount(account);
  }
  return ok(undefined);
}

/** What rises is below zero only since a reversal of the same command, and need not be above it at once. */
function isRising(book: AccountBook, account: Account): boolean {
  return availableOf(account) > availableOf(book.account(account));
}

function holdOf({ id, code, debit, credit, amount, subjectId }: Transfer): Hold {
  return { id, code, debit, credit, amount, subjectId };
}

function isSameMovement(hold: Hold, transfer: Transfer): boolean {
  return (
    hold.code === transfer.code &&
    minus(hold.amount, transfer.amount) === ZERO &&
    addressText(hold.debit) === addressText(transfer.debit) &&
    addressText(hold.credit) === addressText(transfer.credit)
  );
}
