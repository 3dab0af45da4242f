// A loan in trial: its borrower, its lenders with their cash, and a bank in process that answers at once.

import type { Decision } from '@mutua/core/decision.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { Result } from '@mutua/core/kit/result.ts';
import {
  type Account,
  type AccountAddress,
  addressText,
  availableOf,
} from '@mutua/core/ledger/account.ts';
import { cashAccount, custodyAccount } from '@mutua/core/ledger/addresses.ts';
import { loanLaws } from '@mutua/core/ledger/laws.ts';
import type { FreezeResult } from '@mutua/core/loan/fund/record-freezes.ts';
import type { FundingTerms, Loan } from '@mutua/core/loan/loan.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { type MinorUnits, minorUnits, plus, ZERO } from '@mutua/core/money/minor-units.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import type { ClientRole } from '@mutua/core/people/client.ts';
import { SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import { addDays, type Day, dayOf } from '@mutua/core/time/day.ts';
import { plusMs } from '@mutua/core/time/instant.ts';
import { type Instruction, OPEN_INSTRUCTION_STATES } from '@mutua/core/wallet/instruction.ts';
import type { RecordInstruction } from '@mutua/core/wallet/record-instruction.ts';
import type { Need } from '@mutua/core/world.ts';
import { newTrialId, TrialWorld } from './trial-world.ts';

export const CNY = currency('CNY');
export const BANK: Actor = { kind: 'custodian', name: 'bank' };
export const CALENDAR: Actor = { kind: 'calendar' };
export const FINANCE: Actor = {
  kind: 'person',
  id: newTrialId(),
  roles: ['staff'],
  positions: ['finance_officer'],
};

const MS_A_DAY = 86_400_000;
const CAP = minorUnits(100_000_000_000n);

export interface TrialTerms {
  readonly amount: bigint;
  readonly months: number;
  readonly ratePpm: number;
  readonly method: Loan['repaymentMethod'];
  readonly product: ProductTerms;
  readonly funding: Partial<FundingTerms>;
  readonly state: Loan['state'];
}

/** Facts of one loan, and the commands by which it goes on. */
export class TrialLoan extends TrialWorld {
  readonly loanId = newTrialId();
  readonly borrower: Actor & { readonly id: Id };
  readonly lenders: (Actor & { readonly id: Id })[] = [];
  /** The bank says nothing for a while. */
  isSilent = false;
  /** The calendar gives its reminders day by day. */
  isReminding = true;
  /** What the bank answers instead of yes. */
  bank: (asked: Instruction | FreezeResult['bidId']) => 'confirmed' | 'refused' = () => 'confirmed';

  constructor(terms: Partial<TrialTerms> = {}) {
    super();
    this.borrower = this.aClient('borrower');
    const product = terms.product ?? SMALL_CREDIT_LOAN;
    const funding: FundingTerms = {
      ...{ minimumBid: minorUnits(100n), bidStep: minorUnits(1n), riskNotice: 'v1' },
      ...{ minimumTolerance: 1, opensAt: plusMs(this.now, -1000) },
      closesAt: plusMs(this.now, 7 * MS_A_DAY),
      ...terms.funding,
    };
    this.given('productVersion', {
      ...{ code: product.code, number: product.version },
      ...{ terms: product, makerId: newTrialId() },
    });
    this.given('borrower', { id: this.borrower.id, owed: ZERO, openLoanId: this.loanId });
    this.given('loan', {
      ...{ id: this.loanId, borrowerId: this.borrower.id, transitions: 1, fees: [] },
      ...{ state: terms.state ?? 'funding', currency: CNY, purpose: 'consumption', funding },
      ...{ productCode: product.code, productVersion: product.version },
      loanAmount: minorUnits(terms.amount ?? 1_000_000n),
      termMonths: terms.months ?? 12,
      repaymentMethod: terms.method ?? 'equal_instalments',
      annualRatePpm: terms.ratePpm ?? 100_000,
      grade: 'B',
      ...{ accepted: ZERO, frozen: ZERO },
    });
  }

  get loan(): Loan {
    return this.fact('loan', this.loanId);
  }

  get bids() {
    return this.listOf('bidsOfLoan');
  }

  get claims() {
    return this.listOf('claimsOfLoan');
  }

  get instructions() {
    return this.listOf('instructionsOfLoan');
  }

  get servicing() {
    return this.fact('servicing', this.loanId);
  }

  /** Somebody who may act, with an account at the bank. */
  aClient(role: ClientRole): Actor & { readonly id: Id } {
    const id = newTrialId();
    this.given('client', {
      ...{ id, clientNumber: 1, kind: 'natural_person', roles: [role], status: 'active' },
      ...{ isRelatedParty: false, custodyAccounts: { [role]: `${role}-${id}` } },
      ...{ custodyCurrencies: { [role]: CNY } },
    });
    return { kind: 'person', id, roles: ['lender', 'borrower'], positions: [] };
  }

  aLender(cash: bigint): Actor & { readonly id: Id } {
    const lender = this.aClient('lender');
    this.lenders.push(lender);
    this.given('lender', {
      ...{ id: lender.id, tolerance: 5, exposureCeiling: CAP, exposure: ZERO },
      ...{ biddingStopped: false, questionnaireUntil: dayOf(2050, 1, 1) },
    });
    this.topUp(cashAccount('lender', lender.id, CNY), cash);
    return lender;
  }

  /** Money from outside, on both books. */
  topUp(cash: AccountAddress, amount: bigint): void {
    for (const address of [cash, custodyAccount(CNY)]) {
      const account = this.account(address);
      this.given('account', { ...account, posted: plus(account.posted, minorUnits(amount)) });
    }
  }

  topUpBorrower(amount: bigint): void {
    this.topUp(cashAccount('borrower', this.borrower.id, CNY), amount);
  }

  cashOf(role: 'lender' | 'borrower', { id }: { readonly id: Id }): MinorUnits {
    return availableOf(this.account(cashAccount(role, id, CNY)));
  }

  account(address: AccountAddress): Account {
    this.#settle({ fact: 'account', key: addressText(address) });
    return this.world.account(address);
  }

  bid(lender: Actor, amount: bigint): Id {
    return this.done(lender, {
      ...{ kind: 'PlaceBid', loanId: this.loanId, amount: minorUnits(amount) },
      acknowledgedNotice: 'v1',
    });
  }

  /** The bank answers every freeze and every instruction that is open, until nothing is. */
  answerAll(): void {
    if (this.isSilent) return;
    const asked = this.bids.filter(
      ({ state, freezeState }) => state === 'accepted' && freezeState === 'created',
    );
    if (asked.length > 0) {
      const results = asked.map(({ id }) => ({ bidId: id, outcome: this.bank(id) }));
      this.done(BANK, { kind: 'RecordFreezes', results });
    }
    for (;;) {
      const open = this.instructions.find(({ state }) => OPEN_INSTRUCTION_STATES.includes(state));
      if (open === undefined) return;
      this.answer(open.id, this.bank(open));
    }
  }

  answer(instructionId: Id, outcome: RecordInstruction['outcome']): Result<Decision> {
    return this.ask(BANK, { kind: 'RecordInstruction', instructionId, outcome });
  }

  /** Both mandates that a loan needs, granted at the bank. */
  authorise(): void {
    for (const scope of ['repayment', 'fees'] as const) {
      const mandateId = this.done(this.borrower, {
        ...{ kind: 'RequestMandate', scope, currency: CNY, cap: CAP, loanId: this.loanId },
        expiresDay: dayOf(2060, 1, 1),
      });
      this.done(BANK, { kind: 'RecordMandate', mandateId, outcome: 'granted' });
    }
  }

  /** Bids, freezes, signature and disbursement, in one go. */
  disburse(parts: readonly bigint[] = [400_000n, 600_000n]): void {
    const lenders = parts.map((part) => this.aLender(part));
    for (const [index, part] of parts.entries()) this.bid(lenders[index] ?? this.borrower, part);
    this.answerAll();
    this.authorise();
    this.done(this.borrower, { kind: 'SignContract', loanId: this.loanId });
    this.answerAll();
  }

  /** The calendar goes on to a day, and works the loan as it would. */
  goTo(day: Day): void {
    while (this.today < day) {
      this.today = addDays(this.today, 1);
      this.now = plusMs(this.now, MS_A_DAY);
      this.remind();
      const { nextActionDay } = this.loan;
      if (nextActionDay === undefined || nextActionDay > this.today) continue;
      this.done(CALENDAR, { kind: 'WorkLoan', loanId: this.loanId });
      this.answerAll();
    }
  }

  /** The calendar reminds the borrower, if the day for it has come. */
  remind(): void {
    const { reminderDay } = this.loan;
    const hasCome = reminderDay !== undefined && reminderDay <= this.today;
    if (!hasCome || !this.isReminding) return;
    this.done(CALENDAR, { kind: 'RemindBorrower', loanId: this.loanId });
  }

  asBorrower(command: AnyCommand): Result<Decision> {
    return this.ask(this.borrower, command);
  }

  /** Every law of the loan's accounts that is broken. */
  brokenLaws(): readonly string[] {
    const servicing = this.world.known.get('servicing', this.loanId);
    return loanLaws({
      ...{ loan: this.loan, bids: this.bids, claims: this.claims },
      ...(servicing !== undefined && { servicing }),
      account: (address) => this.account(address),
    });
  }

  private listOf<Name extends 'bidsOfLoan' | 'claimsOfLoan' | 'instructionsOfLoan'>(name: Name) {
    this.#settle({ list: name, key: this.loanId });
    return this.world.known.list(name, this.loanId);
  }

  /** What nobody asked for yet is not there; a list is whole. */
  #settle(need: Need): void {
    const missing = this.world.missing([need]);
    if (missing.length > 0) this.world.settle(missing);
  }
}
