// A loan in trial with somebody behind it: guarantors with money and mandates at the bank, and days that begin with what
// is due and end as the calendar ends them.
import type { Id } from '@mutua/core/kit/id.ts';
import type { AccountAddress } from '@mutua/core/ledger/account.ts';
import { cashAccount } from '@mutua/core/ledger/addresses.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import { GUARANTEED_LOAN } from '@mutua/core/product/safeguarded-loans.ts';
import { payersAsked } from '@mutua/core/safeguard/commitment.ts';
import { addDays, type Day, dayOf } from '@mutua/core/time/day.ts';
import { plusMs } from '@mutua/core/time/instant.ts';
import { BANK, CALENDAR, CNY, TrialLoan, type TrialTerms } from './trial-loan.ts';
import { newTrialId } from './trial-world.ts';

const MS_A_DAY = 86_400_000;
const CAP = minorUnits(100_000_000_000n);

export type TrialGuarantor = Actor & { readonly id: Id; readonly commitmentId: Id };

export class CoveredLoan extends TrialLoan {
  readonly guarantors: TrialGuarantor[] = [];
  readonly #safeguard: string;
  readonly #product: ProductTerms;

  constructor(safeguard = 'guarantee', terms: Partial<TrialTerms> = {}) {
    const product = terms.product ?? GUARANTEED_LOAN;
    super({ months: 3, ...terms, product });
    this.#safeguard = safeguard;
    this.#product = product;
    this.given('loan', { ...this.loan, safeguard });
  }

  /** One who has signed for the next place, with so much cash, and a mandate that covers everything. */
  aGuarantor(cash: bigint): TrialGuarantor {
    const { id } = this.aClient('partner' as 'lender');
    const place = this.guarantors.length + 1;
    const terms = payersAsked(this.#product, this.#safeguard)?.termsFor(
      place,
      this.loan.loanAmount,
    );
    if (terms === undefined) throw new Error('Nobody stands behind this loan.');
    const commitmentId = newTrialId();
    this.given('guarantor', {
      ...{ id, committed: terms.amount, changes: 1 },
      standing: {
        ...{ status: 'active', line: CAP, currency: CNY, riskControl: 'strong' },
        ...{ guarantorClass: 'A', leveragePpm: 1_000_000 },
      },
    });
    this.given('commitment', {
      ...{ id: commitmentId, loanId: this.loanId, guarantorId: id, ...terms, currency: CNY },
      ...{ state: 'signed', makerId: newTrialId(), askedAt: this.now, signedAt: this.now },
    });
    const guarantor: TrialGuarantor = {
      ...{ kind: 'person', id, roles: ['partner'], positions: [], commitmentId },
    };
    this.guarantors.push(guarantor);
    this.given('mandate', {
      ...{ id: newTrialId(), clientId: id, scope: 'compensation', currency: CNY, cap: CAP },
      ...{ used: minorUnits(0n), loanId: this.loanId, expiresDay: dayOf(2060, 1, 1) },
      ...{ state: 'granted', requestedAt: this.now },
    });
    if (cash > 0n) this.topUp(this.cashAccountOf(guarantor), cash);
    return guarantor;
  }

  /** Disbursed, and spent outside. */
  override disburse(parts?: readonly bigint[]): void {
    super.disburse(parts);
    const cash: bigint = this.cashOf('borrower', this.borrower);
    this.topUpBorrower(-cash);
  }

  cashAccountOf({ id }: { readonly id: Id }): AccountAddress {
    return cashAccount('partner', id, CNY);
  }

  get compensations() {
    this.world.settle([{ list: 'compensationsOfLoan', key: this.loanId }]);
    return this.world.known.list('compensationsOfLoan', this.loanId);
  }

  /** The claim that a guarantor holds. */
  claimOf({ id }: { readonly id: Id }) {
    return this.claims.find(({ holderId }) => holderId === id);
  }

  /** Each day begins with what is due in the morning, and ends as the calendar ends it. */
  override goTo(day: Day): void {
    while (this.today < day) {
      this.endDay();
      this.today = addDays(this.today, 1);
      this.now = plusMs(this.now, MS_A_DAY);
      this.#day('open');
      this.remind();
      this.#claim();
    }
  }

  endDay(): void {
    this.#day('processing');
    this.#claim();
    const { nextActionDay } = this.loan;
    if (nextActionDay !== undefined && nextActionDay <= this.today) {
      this.done(CALENDAR, { kind: 'WorkLoan', loanId: this.loanId });
      this.answerAll();
    }
  }

  revokeMandate({ id }: { readonly id: Id }): void {
    this.world.settle([{ list: 'mandatesOfLoan', key: this.loanId }]);
    for (const mandate of this.world.known.list('mandatesOfLoan', this.loanId)) {
      if (mandate.clientId !== id) continue;
      this.done(BANK, { kind: 'RecordMandate', mandateId: mandate.id, outcome: 'revoked' });
    }
  }

  #claim(): void {
    const { compensationDay } = this.loan;
    if (compensationDay === undefined || compensationDay > this.today) return;
    this.ask(CALENDAR, { kind: 'ClaimCompensation', loanId: this.loanId });
    this.answerAll();
  }

  #day(state: 'open' | 'processing'): void {
    this.given('businessDay', {
      ...{ id: 'current', day: this.today, state, firstTransferId: 1n, firstSequence: 1n },
    });
  }
}
