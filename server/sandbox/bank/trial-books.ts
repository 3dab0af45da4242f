// Books in memory alone, for tests of what an instruction does to them.
import type { AccountClass } from '@mutua/contract/custodian/accounts.ts';
import type {
  AuthorisationRequest,
  MandateRequest,
} from '@mutua/contract/custodian/authorisations.ts';
import type { Instruction, InstructionResult } from '@mutua/contract/custodian/instructions.ts';
import { type Instant, instantOf } from '@mutua/core/time/instant.ts';
import { Books } from './books/books.ts';
import type { Effect } from './books/rows.ts';
import { Turn } from './books/turn.ts';
import { openAccount, requestAccount } from './dealings/accounts.ts';
import {
  decideAuthorisation,
  decideMandate,
  requestAuthorisation,
  requestMandate,
} from './dealings/authorisations.ts';
import { decideTopUp, requestTopUp } from './dealings/top-ups.ts';
import { workBatch } from './instructions/batch.ts';

export const LOAN = '00000000-0000-7000-8000-00000000a001';
export const OTHER_LOAN = '00000000-0000-7000-8000-00000000a002';

interface Owner {
  readonly name?: string;
  readonly currency?: string;
  /** The name on the card, if it is not the owner's. */
  readonly holder?: string;
}

export class TrialBooks {
  readonly books = new Books(() => undefined);
  /** Everything that was put, as a journal would hold it. */
  readonly effects: Effect[] = [];
  now: Instant = instantOf('2026-11-23T08:00:00Z');
  #ids = 0;

  constructor() {
    this.turn((turn) => turn.put({ is: 'opened', day: '2026-11-23', currency: 'CNY' }));
  }

  /** The next of many: what is random takes longer, and differs from one run to the next. */
  newId(): string {
    this.#ids += 1;
    return `${this.#ids.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
  }

  turn<Value>(act: (turn: Turn) => Value): Value {
    const pageUrl = (token: string) => `http://bank.test/pages/${token}`;
    const turn = new Turn(this.books, { now: this.now, newId: () => this.newId(), pageUrl });
    const value = act(turn);
    this.effects.push(...turn.finish());
    return value;
  }

  /** An account that its owner has opened, with a card in the owner's name. */
  account(accountClass: AccountClass, owner: Owner = {}): string {
    const { name = 'Li Na', currency = 'CNY' } = owner;
    const holder = owner.holder ?? name;
    const requested = this.requested(accountClass, name, currency);
    return this.turn((turn) => {
      const row = turn.books.accounts.get(requested);
      if (row?.state === 'opening') {
        const card = { number: '6222020200112233445', holderName: holder };
        openAccount(turn, row, { salt: '', hash: '' }, card);
      }
      return requested;
    });
  }

  /** An account that its owner has not opened yet. */
  requested(accountClass: AccountClass, name = 'Li Na', currency = 'CNY'): string {
    const identity = { identityNumber: '110101199003070011', mobile: '13800000000' };
    const request = { clientId: this.newId(), class: accountClass, name, currency, ...identity };
    return this.turn((turn) => requestAccount(turn, request)?.account ?? '');
  }

  topUp(account: string, minorUnits: string): string {
    const id = this.newId();
    this.turn((turn) => {
      const currency = turn.books.accounts.get(account)?.currency ?? '';
      const row = requestTopUp(turn, { id, account, amount: { minorUnits, currency } });
      if (row !== undefined) decideTopUp(turn, row, true);
    });
    return id;
  }

  funded(accountClass: AccountClass, minorUnits: string): string {
    const account = this.account(accountClass);
    this.topUp(account, minorUnits);
    return account;
  }

  /** A mandate of the owner; granted unless it is said otherwise. */
  mandate(account: string, terms: Partial<MandateRequest> = {}, agrees = true): string {
    const id = this.newId();
    const cap = { minorUnits: '10000000', currency: 'CNY' };
    const request = { id, account, scope: 'bid', cap, expiresDay: '2027-11-23', ...terms } as const;
    this.turn((turn) => {
      const row = requestMandate(turn, request);
      if (row !== undefined) decideMandate(turn, row, agrees);
    });
    return id;
  }

  /** The owner's answer to one question. */
  once(
    request: Omit<AuthorisationRequest, 'text'>,
    answer: 'agrees' | 'declines' | 'waits' = 'agrees',
  ): string {
    return this.turn((turn) => {
      const row = requestAuthorisation(turn, { text: 'Test', ...request });
      if (row !== undefined && answer !== 'waits') {
        decideAuthorisation(turn, row, answer === 'agrees');
      }
      return row?.authorisation ?? '';
    });
  }

  /** The owner decides on an instruction that waits. */
  decide(instructionId: string, agrees: boolean): void {
    this.turn((turn) => {
      const { authorisations, authorisationsByInstruction } = turn.books;
      const row = authorisations.get(authorisationsByInstruction.get(instructionId) ?? '');
      if (row !== undefined) decideAuthorisation(turn, row, agrees);
    });
  }

  batch(...instructions: readonly Instruction[]): readonly InstructionResult[] {
    const request = { batchId: this.newId(), instructions: [...instructions] };
    return this.turn((turn) => workBatch(turn, request, new Map())?.results ?? []);
  }

  /** `confirmed`, `awaiting_authorisation`, or why it was refused. */
  outcome(instruction: Instruction): string {
    const [result] = this.batch(instruction);
    return result?.reason ?? result?.outcome ?? 'nothing';
  }

  /** A freeze under a mandate of its own. */
  frozen(account: string, payee: string, minorUnits: string, loanId = LOAN): string {
    const id = this.newId();
    const amount = { minorUnits, currency: 'CNY' };
    const authorisation = this.mandate(account);
    this.batch({ kind: 'freeze', id, account, payee, loanId, amount, authorisation });
    return id;
  }

  /** Lends a little to a borrower, so that the lenders hold a part of the loan. */
  lend(payee: string, ...lenders: readonly string[]): void {
    const freezes = lenders.map((lender) => {
      this.topUp(lender, '1');
      return { freezeId: this.frozen(lender, payee, '1'), amount: yuan('1') };
    });
    const total = yuan(String(lenders.length));
    this.batch({ kind: 'disburse', id: this.newId(), payee, loanId: LOAN, freezes, total });
  }

  /** Booked and frozen. */
  standing(account: string): readonly [booked: bigint, frozen: bigint] {
    const balance = this.books.balances.get(account);
    return [balance?.booked ?? 0n, balance?.frozen ?? 0n];
  }
}

export function yuan(minorUnits: string): { minorUnits: string; currency: string } {
  return { minorUnits, currency: 'CNY' };
}
