// A loan in trial that a risk reserve covers, with the reserve's partners, their money and their mandates, and days that
// end as the calendar ends them.
import type { Id } from '@mutua/core/kit/id.ts';
import type { Account } from '@mutua/core/ledger/account.ts';
import { cashAccount, reserveAccount } from '@mutua/core/ledger/addresses.ts';
import { minorUnits, sum, ZERO } from '@mutua/core/money/minor-units.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import type { ReserveTerms } from '@mutua/core/product/safeguard-terms.ts';
import { RISK_MANAGED_LOAN } from '@mutua/core/product/safeguarded-loans.ts';
import {
  type ReserveScheme,
  type ReserveSchemeTerms,
  reserveRuleFor,
} from '@mutua/core/safeguard/reserve-scheme.ts';
import { addDays, type Day, dayOf } from '@mutua/core/time/day.ts';
import type { Alarm } from '@mutua/core/wallet/alarm.ts';
import { OPEN_INSTRUCTION_STATES } from '@mutua/core/wallet/instruction.ts';
import { CoveredLoan } from './trial-compensation.ts';
import { CALENDAR, CNY } from './trial-loan.ts';
import { newTrialId } from './trial-world.ts';

const CAP = minorUnits(100_000_000_000n);

export class ReservedLoan extends CoveredLoan {
  readonly schemeId = newTrialId();
  readonly trustee: Actor & { readonly id: Id };
  readonly contributor: Actor & { readonly id: Id };

  constructor(terms: Partial<ReserveSchemeTerms> = {}, safeguard = 'reserve') {
    super(safeguard, { product: RISK_MANAGED_LOAN });
    this.trustee = this.aClient('partner' as 'lender');
    this.contributor = this.aClient('partner' as 'lender');
    const scheme: ReserveScheme = {
      ...{
        id: this.schemeId,
        code: 'general_reserve',
        names: { 'zh-CN': '准备金', en: 'Reserve' },
      },
      ...{ trusteeId: this.trustee.id, contributorId: this.contributor.id, currency: CNY },
      ...{ accrualPpm: 100_000, cover: 'principal_and_interest', ceilingPpm: 1_000_000 },
      ...{ shortRule: 'oldest_first', state: 'active', stateSince: this.today },
      ...{ contributed: ZERO, released: ZERO, waiting: ZERO },
      ...{ spendDay: this.today, accrualDay: this.today },
      ...terms,
    };
    this.given('reserveScheme', scheme);
    const reserve = RISK_MANAGED_LOAN.safeguardTerms?.reserve as ReserveTerms;
    const rule = reserveRuleFor(scheme, reserve, this.loan.loanAmount);
    this.given('loan', { ...this.loan, reserve: rule, reserveSchemeId: this.schemeId });
    for (const { id } of [this.trustee, this.contributor]) {
      this.given('mandate', {
        ...{ id: newTrialId(), clientId: id, scope: 'reserve', currency: CNY, cap: CAP },
        ...{ used: ZERO, expiresDay: dayOf(2060, 1, 1) },
        ...{ state: 'granted', requestedAt: this.now },
      });
    }
    this.world.settle(
      [this.trustee, this.contributor].map(({ id }) => ({ list: 'reserveMandates', key: id })),
    );
  }

  get scheme(): ReserveScheme {
    return this.fact('reserveScheme', this.schemeId);
  }

  get reserve(): Account {
    return this.account(reserveAccount(this.schemeId, CNY));
  }

  /** What people were told of, in its order. */
  get alarms(): readonly string[] {
    return this.world.difference().flatMap(({ kind, fact }) => {
      if (kind !== 'alarm' || fact === undefined) return [];
      const { kind: alarm, detail } = fact as Alarm;
      return [`${alarm} ${detail}`];
    });
  }

  /** So much more lies in it, from before. */
  fill(amount: bigint): void {
    this.topUp(reserveAccount(this.schemeId, CNY), amount);
  }

  /** Its contributor has so much cash. */
  fund(amount: bigint): void {
    this.topUp(cashAccount('partner', this.contributor.id, CNY), amount);
  }

  override endDay(): void {
    super.endDay();
    this.spend();
    this.accrue();
  }

  spend(): void {
    this.world.settle([{ list: 'loansAwaitingReserve', key: this.schemeId }]);
    this.done(CALENDAR, { kind: 'SpendReserve', schemeId: this.schemeId, day: this.today });
    this.answerAll();
  }

  accrue(): void {
    const lenders = this.claims.filter(
      ({ origin, state }) => origin !== 'subrogation' && state === 'active',
    );
    const outstanding = sum(lenders.map((claim) => claim.outstanding));
    this.world.forget('reserveStanding');
    const isPromised = ['listed', 'funding', 'funded'].includes(this.loan.state);
    const fact = { schemeId: this.schemeId, outstanding, isPromised };
    this.world.load('reserveStanding', [{ fact, version: 0 }]);
    this.done(CALENDAR, { kind: 'AccrueReserve', schemeId: this.schemeId, day: this.today });
    const { move } = this.scheme;
    if (move === undefined || this.isSilent) return;
    const instruction = this.fact('instruction', move.instructionId);
    if (OPEN_INSTRUCTION_STATES.includes(instruction.state)) {
      this.answer(move.instructionId, this.bank(instruction));
    }
  }

  /** The day on which the reserve pays, if nobody does before. */
  get reserveDay(): Day {
    return addDays(this.servicing.accounts[0]?.dueDay ?? this.today, 30);
  }
}
