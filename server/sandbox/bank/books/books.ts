// The bank's books in memory: what all effects so far come to. It changes by `apply` alone, live and when the
// journal is read again, so both give the same books.
import { assert } from '@mutua/core/kit/assert.ts';
import { type MinorUnits, minus, plus, ZERO } from '@mutua/core/money/minor-units.ts';
import { addDays, formatDay } from '@mutua/core/time/day.ts';
import { TIMESTAMP_AWAY_MS } from '../../../rails/signed-request.ts';
import { amountOf } from './amounts.ts';
import { DayBook } from './day-book.ts';
import { readStoredDay } from './days.ts';
import { PhoneBook } from './phone-book.ts';
import { ProviderBook } from './provider-book.ts';
import {
  type AccountRow,
  type AuthorisationRow,
  type BatchRow,
  type BehaviourRow,
  type CallbackRow,
  type Counters,
  type Effect,
  type FreezeRow,
  isOutside,
  isUnmatched,
  type MandateRow,
  type MovementRow,
  type PendingRow,
  type ReceiptRow,
  type ResultRow,
  type TopUpRow,
  type TriesRow,
  unmatchedAccount,
  type WithdrawalRow,
} from './rows.ts';

/** So many days the results of instructions stay in memory; older ones are read from the journal. */
const RESULT_DAYS = 7;

export interface Balance {
  readonly currency: string;
  booked: MinorUnits;
  frozen: MinorUnits;
}

export interface Totals {
  accounts: number;
  booked: MinorUnits;
  frozen: MinorUnits;
}

/** Called for each day that is closed, with the books as they stood at its end. */
export type OnClosed = (books: Books, day: string, dayBook: DayBook, at: number) => void;

export class Books {
  day = '';
  /** In which there is a statement every day. */
  currency = '';
  /** Milliseconds by which the bank's clock is ahead. */
  clockOffset = 0;
  counters: Counters = { accounts: 0, references: 0, callbacks: 0, asked: 0 };
  behaviours: readonly BehaviourRow[] = [];
  /** The sequences of the callbacks that were last told to come in reversed order. */
  reversed: readonly [first: number, last: number] | undefined = undefined;

  readonly accounts = new Map<string, AccountRow>();
  /** By client, class and currency. */
  readonly accountsByClient = new Map<string, string>();
  readonly balances = new Map<string, Balance>();
  readonly outside = new Map<string, MinorUnits>();
  readonly totals = new Map<string, Totals>();
  readonly tries = new Map<string, TriesRow>();
  readonly phones = new PhoneBook();
  readonly cards = new ProviderBook();
  readonly topUps = new Map<string, TopUpRow>();
  readonly receipts = new Map<string, ReceiptRow>();
  readonly authorisations = new Map<string, AuthorisationRow>();
  /** The latest one for each instruction. */
  readonly authorisationsByInstruction = new Map<string, string>();
  readonly mandates = new Map<string, MandateRow>();
  readonly mandatesUsed = new Map<string, MinorUnits>();
  readonly freezes = new Map<string, FreezeRow>();
  /** To whose accounts repayments of a loan may go. */
  readonly holders = new Map<string, Set<string>>();
  readonly pending = new Map<string, PendingRow>();
  readonly results = new Map<string, ResultRow>();
  readonly batches = new Map<string, BatchRow>();
  /** Of earlier results and batches only the day; what they were stands in the journal. */
  readonly oldResults = new Map<string, string>();
  readonly oldBatches = new Map<string, string>();
  readonly withdrawals = new Map<string, WithdrawalRow>();
  readonly reversedDistributions = new Set<string>();
  readonly callbacks = new Map<string, CallbackRow>();
  readonly nonces = new Map<string, number>();
  readonly dayBooks = new Map<string, DayBook>();
  /** What a page's token opens: `account`, `top_up`, `authorisation` or `mandate`, and its id. */
  readonly pages = new Map<string, { readonly of: PageOf; readonly id: string }>();
  /** The tokens of pages on which an owner may still decide, or whose authorisation may still be used. */
  readonly waiting = new Set<string>();
  #numbers: readonly string[] | undefined;
  readonly #onClosed: OnClosed;

  constructor(onClosed: OnClosed) {
    this.#onClosed = onClosed;
  }

  /** All accounts with a balance, sorted. */
  accountNumbers(): readonly string[] {
    this.#numbers ??= [...this.balances.keys()].sort();
    return this.#numbers;
  }

  bookedOf(account: string): MinorUnits {
    return this.balances.get(account)?.booked ?? ZERO;
  }

  availableOf(account: string): MinorUnits {
    const balance = this.balances.get(account);
    return balance === undefined ? ZERO : minus(balance.booked, balance.frozen);
  }

  isHolder(loanId: string, account: string): boolean {
    return this.holders.get(loanId)?.has(account) ?? false;
  }

  usedOf(mandate: string): MinorUnits {
    return this.mandatesUsed.get(mandate) ?? ZERO;
  }

  apply(effect: Effect): void {
    (this.#appliers[effect.is] as (effect: Effect) => void)(effect);
  }

  readonly #appliers: Appliers = {
    opened: ({ day, currency }) => this.#open(day, currency),
    account: ({ row }) => this.#putAccount(row),
    tries: ({ row }) => this.tries.set(row.subject, row),
    top_up: ({ row }) => {
      this.topUps.set(row.id, row);
      this.cards.noteReversal(row);
      this.#putPage(row, 'top_up', row.id);
    },
    settlement: ({ row }) => this.cards.putSettlement(row),
    provider: ({ row }) => this.cards.providers.set(row.name, row),
    code: ({ row }) => this.phones.putCode(row),
    message: ({ row }) => this.phones.putMessage(row),
    phone_pin: ({ mobile, pin }) => this.phones.pins.set(mobile, pin),
    receipt: ({ row }) => this.#putReceipt(row),
    authorisation: ({ row }) => this.#putAuthorisation(row),
    mandate: ({ row }) => {
      this.mandates.set(row.mandate, row);
      this.#putPage(row, 'mandate', row.mandate);
    },
    mandate_used: ({ mandate, amount }) => this.#useMandate(mandate, amountOf(amount)),
    frozen: ({ row }) => {
      this.freezes.set(row.id, row);
      this.#freeze(row.account, amountOf(row.amount));
    },
    unfrozen: ({ id }) => this.#unfreeze(id),
    holder: ({ loanId, account }) => this.#putHolder(loanId, account),
    moved: ({ row }) => this.#move(row),
    balance: ({ account, booked }) => this.#book(account, amountOf(booked)),
    pending: ({ row }) => this.pending.set(row.instruction.id, row),
    pending_ended: ({ id }) => this.pending.delete(id),
    result: ({ row }) => {
      // To the end: the order is that of the days.
      this.results.delete(row.result.id);
      this.results.set(row.result.id, row);
    },
    batch: ({ row }) => this.batches.set(row.batchId, row),
    old: ({ what, id, day }) =>
      (what === 'result' ? this.oldResults : this.oldBatches).set(id, day),
    withdrawal: ({ row }) => this.withdrawals.set(row.id, row),
    distribution_reversed: ({ instructionId }) => this.reversedDistributions.add(instructionId),
    callback: ({ row }) => {
      this.callbacks.set(row.callback.id, row);
      this.reversed = row.reversed ?? this.reversed;
    },
    delivered: ({ id }) => this.callbacks.delete(id),
    behaviours: ({ rows }) => {
      this.behaviours = rows;
    },
    nonce: ({ nonce, sentAt }) => this.#putNonce(nonce, sentAt),
    clock: ({ offset }) => {
      this.clockOffset = offset;
    },
    day: ({ day, at }) => this.#closeUntil(day, at),
    counters: ({ row }) => {
      this.counters = row;
    },
    day_book: ({ row }) => this.dayBooks.set(row.currency, new DayBook(row)),
  };

  totalsOf(currency: string): Totals {
    let totals = this.totals.get(currency);
    if (totals === undefined) {
      totals = { accounts: 0, booked: ZERO, frozen: ZERO };
      this.totals.set(currency, totals);
    }
    return totals;
  }

  dayBookOf(currency: string): DayBook {
    let dayBook = this.dayBooks.get(currency);
    if (dayBook === undefined) {
      const opening = String(this.totalsOf(currency).booked);
      dayBook = new DayBook({ currency, opening, entries: [], touched: [] });
      this.dayBooks.set(currency, dayBook);
    }
    return dayBook;
  }

  #open(day: string, currency: string): void {
    this.day = day;
    this.currency = currency;
    this.dayBookOf(currency);
  }

  #putAccount(row: AccountRow): void {
    this.accounts.set(row.account, row);
    this.accountsByClient.set(clientKey(row), row.account);
    this.pages.set(row.token, { of: 'account', id: row.account });
    this.#openBalance(row.account, row.currency);
  }

  #putReceipt(row: ReceiptRow): void {
    this.receipts.set(row.bankReference, row);
    if (row.isOpen) this.#openBalance(unmatchedAccount(row.bankReference), row.currency);
  }

  #openBalance(account: string, currency: string): void {
    if (this.balances.has(account)) return;
    this.#numbers = undefined;
    this.balances.set(account, { currency, booked: ZERO, frozen: ZERO });
    this.dayBookOf(currency);
    this.totalsOf(currency).accounts += 1;
  }

  #putAuthorisation(row: AuthorisationRow): void {
    this.authorisations.set(row.authorisation, row);
    this.authorisationsByInstruction.set(row.instructionId, row.authorisation);
    this.#putPage(row, 'authorisation', row.authorisation);
  }

  #putPage(
    { token, state }: { readonly token: string; readonly state: string },
    of: PageOf,
    id: string,
  ) {
    this.pages.set(token, { of, id });
    if (OPEN_STATES.has(state)) this.waiting.add(token);
    else this.waiting.delete(token);
  }

  #putHolder(loanId: string, account: string): void {
    const holders = this.holders.get(loanId) ?? new Set();
    this.holders.set(loanId, holders.add(account));
  }

  #useMandate(mandate: string, amount: MinorUnits): void {
    const used = plus(this.usedOf(mandate), amount);
    assert(used >= 0n, 'A mandate is never used less than not at all.');
    this.mandatesUsed.set(mandate, used);
  }

  #freeze(account: string, amount: MinorUnits): void {
    const balance = this.#balance(account);
    balance.frozen = plus(balance.frozen, amount);
    assert(balance.frozen >= 0n, 'Not less than nothing is frozen.');
    assert(balance.frozen <= balance.booked, 'No more is frozen than is there.');
    const totals = this.totalsOf(balance.currency);
    totals.frozen = plus(totals.frozen, amount);
    this.dayBookOf(balance.currency).touched.add(account);
  }

  #unfreeze(id: string): void {
    const freeze = this.freezes.get(id);
    assert(freeze !== undefined, 'Only what is frozen is set free.');
    this.freezes.delete(id);
    this.#freeze(freeze.account, minus(ZERO, amountOf(freeze.amount)));
  }

  #move(row: MovementRow): void {
    const amount = amountOf(row.amount);
    assert(amount > 0n, 'A movement has an amount.');
    const currency = this.#currencyOf(row.debit) ?? this.#currencyOf(row.credit);
    assert(currency !== undefined, 'A movement concerns an account.');
    this.dayBookOf(currency).note(row, amount);
    for (const [account, by] of [
      [row.debit, minus(ZERO, amount)],
      [row.credit, amount],
    ] as const) {
      this.#book(account, by);
      if (!isOutside(account)) this.dayBookOf(currency).touched.add(account);
    }
  }

  #book(account: string, by: MinorUnits): void {
    if (isOutside(account)) {
      this.outside.set(account, plus(this.outside.get(account) ?? ZERO, by));
      return;
    }
    const balance = this.#balance(account);
    balance.booked = plus(balance.booked, by);
    assert(balance.booked >= balance.frozen, 'An account pays no more than it has available.');
    const totals = this.totalsOf(balance.currency);
    totals.booked = plus(totals.booked, by);
  }

  #balance(account: string): Balance {
    const balance = this.balances.get(account);
    assert(balance !== undefined, 'Money is booked on accounts that are there.');
    return balance;
  }

  #currencyOf(account: string): string | undefined {
    return this.balances.get(account)?.currency;
  }

  #putNonce(nonce: string, sentAt: number): void {
    this.nonces.set(nonce, sentAt);
    for (const [old, oldSentAt] of this.nonces) {
      if (oldSentAt >= sentAt - 2 * TIMESTAMP_AWAY_MS) break;
      this.nonces.delete(old);
    }
  }

  #closeUntil(day: string, at: number): void {
    while (this.day < day) {
      for (const dayBook of this.dayBooks.values()) this.#onClosed(this, this.day, dayBook, at);
      const currencies = [...this.dayBooks.keys()];
      this.#dropEmptiedReceipts();
      this.dayBooks.clear();
      for (const currency of currencies) this.dayBookOf(currency);
      this.day = formatDay(addDays(readStoredDay(this.day), 1));
    }
    this.#forgetOldResults(formatDay(addDays(readStoredDay(day), -RESULT_DAYS)));
  }

  #dropEmptiedReceipts(): void {
    for (const dayBook of this.dayBooks.values()) {
      for (const account of dayBook.touched) {
        if (!isUnmatched(account) || this.bookedOf(account) > 0n) continue;
        this.#numbers = undefined;
        this.balances.delete(account);
        this.totalsOf(dayBook.currency).accounts -= 1;
      }
    }
  }

  #forgetOldResults(before: string): void {
    for (const [id, { result }] of this.results) {
      if (result.day >= before) break;
      if (result.outcome === 'awaiting_authorisation') continue;
      this.results.delete(id);
      this.oldResults.set(id, result.day);
    }
    for (const [id, { day }] of this.batches) {
      if (day >= before) break;
      this.batches.delete(id);
      this.oldBatches.set(id, day);
    }
  }
}

const OPEN_STATES: ReadonlySet<string> = new Set(['requested', 'waiting', 'authorised']);

export type PageOf = 'account' | 'top_up' | 'authorisation' | 'mandate';

type Appliers = {
  readonly [Is in Effect['is']]: (effect: Extract<Effect, { readonly is: Is }>) => unknown;
};

/** A client has one account of each class and currency. */
export function clientKey(row: Pick<AccountRow, 'clientId' | 'class' | 'currency'>): string {
  return `${row.class} ${row.currency} ${row.clientId}`;
}
