// A bank whose past is lived in the process of whoever asks: the same books and the same rules as the sandbox bank's,
// without pages and messages. At the end it leaves a folder from which the sandbox bank opens and goes on.
//
// Nothing of it is durable before `keep`: a past that is broken off is lived again from its first day.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { OpenAccountRequest } from '@mutua/contract/custodian/accounts.ts';
import type { MandateScope } from '@mutua/contract/custodian/authorisations.ts';
import type { Instruction, InstructionResult } from '@mutua/contract/custodian/instructions.ts';
import type { CustodianStatement } from '@mutua/contract/custodian-statement.ts';
import {
  formatMinorUnits,
  type MinorUnits,
  plus,
  sum,
  ZERO,
} from '@mutua/core/money/minor-units.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import { type Instant, plusMs } from '@mutua/core/time/instant.ts';
import { v7 as newUuid } from 'uuid';
import { writeCamt053 } from '../../rails/statement/camt053-write.ts';
import { Journal } from '../journal/journal.ts';
import { amountOf } from './books/amounts.ts';
import { Books } from './books/books.ts';
import type { Effect, PasswordRow } from './books/rows.ts';
import { snapshotRows } from './books/snapshot-rows.ts';
import { makeStatement } from './books/statement.ts';
import { Turn } from './books/turn.ts';
import { openAccount, requestAccount } from './dealings/accounts.ts';
import { newToken } from './dealings/deadlines.ts';
import { bookIncoming, bounceWithdrawal, payInOwn } from './dealings/outside.ts';
import { hashSecret } from './dealings/secrets.ts';
import { decideTopUp, requestTopUp } from './dealings/top-ups.ts';
import { workBatch } from './instructions/batch.ts';
import { keepStatement } from './records/statements.ts';

const CARD = '6222020200112233445';
const AUTHORISED_MS = 600_000;

export interface LivedBankOptions {
  /** That of the sandbox bank. */
  readonly folder: string;
  readonly currency: string;
  readonly firstDay: Day;
  readonly clock: () => Instant;
  /** The payment password that every owner chooses, and the PIN of their phones. */
  readonly secrets: { readonly password: string; readonly phonePin: string };
}

/** Who opens an account; those with a phone of the sandbox can read it there. */
export interface LivedOwner extends OpenAccountRequest {
  readonly hasPhone?: boolean;
}

/** What somebody pays from another bank. */
export interface LivedPayment {
  readonly payerName: string;
  readonly payerAccount: string;
  readonly amount: MinorUnits;
  readonly remark: string;
}

export interface LivedMandate {
  readonly id: string;
  readonly account: string;
  readonly scope: MandateScope;
  readonly cap: MinorUnits;
  readonly loanId?: string;
  readonly expiresDay: Day;
}

export class LivedBank {
  readonly #options: LivedBankOptions;
  readonly #books: Books;
  readonly #password: PasswordRow;
  readonly #pin: PasswordRow;
  readonly #statements: CustodianStatement[] = [];

  private constructor(options: LivedBankOptions, password: PasswordRow, pin: PasswordRow) {
    this.#options = options;
    this.#password = password;
    this.#pin = pin;
    this.#books = new Books((books, day, dayBook, at) => {
      this.#statements.push(makeStatement(books, day, dayBook, at));
    });
    const { currency, firstDay } = options;
    this.#books.apply({ is: 'opened', day: formatDay(firstDay), currency });
  }

  static async open(options: LivedBankOptions): Promise<LivedBank> {
    const { password, phonePin } = options.secrets;
    return new LivedBank(options, await hashSecret(password), await hashSecret(phonePin));
  }

  /** Opened with password and card, as its owner does on the bank's page; the operator's own needs neither. */
  openAccount({ hasPhone, ...request }: LivedOwner): string {
    const turn = this.#turn();
    const row = requestAccount(turn, request);
    if (row === undefined) throw new Error('The client has an account under another name.');
    if (row.state === 'open') return row.account;
    openAccount(turn, row, this.#password, { number: CARD, holderName: row.name });
    if (hasPhone === true) turn.put({ is: 'phone_pin', mobile: row.mobile, pin: this.#pin });
    return row.account;
  }

  /** Money from outside, asked for by the platform and paid by the owner. */
  topUp(id: string, account: string, amount: MinorUnits): string {
    const turn = this.#turn();
    const row = requestTopUp(turn, { id, account, amount: this.#money(amount) });
    if (row === undefined) throw new Error('The id of a top-up is its own.');
    decideTopUp(turn, row, true);
    return this.#books.topUps.get(id)?.bankReference ?? '';
  }

  /** The owner agrees on the bank's page. */
  grant({ id, account, scope, cap, loanId, expiresDay }: LivedMandate): void {
    const turn = this.#turn();
    turn.put({
      is: 'mandate',
      row: {
        ...{ mandate: id, account, scope, cap: formatMinorUnits(cap), token: newToken() },
        ...{ expiresDay: formatDay(expiresDay), expiresAt: turn.now, state: 'granted' },
        ...(loanId !== undefined && { loanId }),
      },
    });
  }

  /** Money that comes by bank transfer, whoever's it is. */
  receive(from: LivedPayment): string {
    const { amount, ...payer } = from;
    const reference = bookIncoming(this.#turn(), { ...payer, amount: this.#money(amount) });
    this.#books.callbacks.clear();
    return reference;
  }

  /** The operator pays money of its own into its own account. */
  payInOwn(account: string, amount: MinorUnits): string {
    const reference = payInOwn(this.#turn(), account, this.#money(amount));
    this.#books.callbacks.clear();
    return reference;
  }

  /** The receiving bank sends a withdrawal back; nothing where none was paid. */
  bounce(withdrawalId: string): string | undefined {
    const row = this.#books.withdrawals.get(withdrawalId);
    if (row === undefined || row.isBounced) return undefined;
    bounceWithdrawal(this.#turn(), row);
    const told = [...this.#books.callbacks.values()].find(
      ({ callback }) => callback.kind === 'withdrawal_bounced',
    );
    this.#books.callbacks.clear();
    return told?.callback.kind === 'withdrawal_bounced'
      ? told.callback.data.bankReference
      : undefined;
  }

  /** Works a batch as the bank does; the owner of a withdrawal was asked before, and declined those that are named. */
  workBatch(
    batchId: string,
    instructions: readonly Instruction[],
    declined: ReadonlySet<string> = new Set(),
  ): readonly InstructionResult[] {
    const turn = this.#turn();
    for (const one of instructions) {
      if (one.kind !== 'withdraw' || one.authorisation === undefined) continue;
      this.#authorise(turn, one, declined.has(one.id) ? 'declined' : 'authorised');
    }
    const row = workBatch(turn, { batchId, instructions: [...instructions] }, new Map());
    this.#books.callbacks.clear();
    if (row === undefined) throw new Error('The id of a batch is its own.');
    return row.results;
  }

  availableOf(account: string): MinorUnits {
    return this.#books.availableOf(account);
  }

  /** Everything that lies here. */
  get total(): MinorUnits {
    return this.#books.totalsOf(this.#options.currency).booked;
  }

  /** Closes every day before this one, and makes their statements. */
  setDay(day: Day): void {
    this.#turn().put({ is: 'day', day: formatDay(day), at: this.#options.clock() });
  }

  /** The statement of a day that is closed, as the platform reads it. */
  statementXml(day: string): string {
    const statement = this.#statements.findLast((one) => one.day === day);
    if (statement === undefined) throw new Error(`${day} is not closed at the bank.`);
    return writeCamt053(statement);
  }

  /** Leaves books and statements in the folder of the sandbox bank, which is new. */
  async keep(): Promise<void> {
    const folder = (name: string) => path.join(this.#options.folder, name);
    for (const name of ['journal', 'statements']) {
      mkdirSync(folder(name), { recursive: true, mode: 0o700 });
    }
    // All were told of in the process; nobody waits for a message.
    this.#books.callbacks.clear();
    const { day } = this.#books;
    const journal = await Journal.open<Effect>(folder('journal'), day, () => {
      throw new Error('The bank has a past already.');
    });
    await journal.alone(() => journal.roll(day, snapshotRows(this.#books)));
    await journal.close();
    for (const statement of this.#statements) keepStatement(folder('statements'), statement);
  }

  #money(amount: MinorUnits) {
    return { minorUnits: formatMinorUnits(amount), currency: this.#options.currency };
  }

  #authorise(
    turn: Turn,
    instruction: Extract<Instruction, { kind: 'withdraw' }>,
    state: 'authorised' | 'declined',
  ): void {
    const { id, account, amount, fees = [], authorisation = '' } = instruction;
    const forFees = sum(fees.map((fee) => amountOf(fee.amount.minorUnits)));
    const total = formatMinorUnits(plus(amountOf(amount.minorUnits), forFees));
    turn.put({
      is: 'authorisation',
      row: {
        ...{ authorisation, instructionId: id, kind: 'withdraw', account, amount: total },
        ...(forFees > ZERO && { fees: formatMinorUnits(forFees) }),
        ...{ text: '提现至本人银行卡 · Withdrawal to your own card', state },
        ...{ token: newToken(), expiresAt: plusMs(turn.now, AUTHORISED_MS) },
      },
    });
  }

  #turn(): Turn {
    const { clock } = this.#options;
    return new Turn(this.#books, { now: clock(), newId: newUuid, pageUrl: (token) => token });
  }
}
