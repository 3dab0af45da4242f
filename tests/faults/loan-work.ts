// A borrower with one loan after the other, and the office that works on them: from application to close, or pulled
// while it is funded. Each step looks how the loan stands, so it goes on wherever something broke off.
import type { LoanForBorrower, PayoffOnWire } from '@mutua/contract/loan/servicing.ts';
import type { ListingInOffice } from '@mutua/contract/office/loans.ts';
import type { DayState } from '@mutua/contract/office/money.ts';
import type { LoanInOffice } from '@mutua/contract/office/queues.ts';
import type { MandateOnWire, PurseOnWire } from '@mutua/contract/wallet/money-in-out.ts';
import { addMonths, formatDay, parseDay } from '@mutua/core/time/day.ts';
import { instantOf, isoOf, plusMs } from '@mutua/core/time/instant.ts';
import type { Chance } from './chance.ts';
import { CURRENCY, type Desk, type OpenThings, personOf, yuan } from './desk.ts';

const ENDS = ['closed', 'withdrawn', 'rejected', 'failed'];
const TERM_MONTHS = 6;
const OPENS_AFTER_MS = 1_500;
const FUNDING_DAYS = 5;
/** Of the loans that are being funded or are full, how many are pulled at a look. */
const PULLED = 0.01;
const REASON = 'Part of the trial.';

const COMMON = {
  ...{ monthly_income: yuan(30_000), monthly_debt_payments: yuan(500) },
  ...{ debt_elsewhere: yuan(10_000), industry: 'services', repayment_source: 'Income.' },
};
const ORGANISATION = { monthly_costs: yuan(12_000), months_in_business: 60 };

/** What each of them says, what the office bears out, and the papers. */
const FILES = {
  borrower: {
    facts: { ...COMMON, employment_months: 60, home: 'owned', occupation: 'Engineer' },
    borneOut: { monthly_income: COMMON.monthly_income, debt_elsewhere: COMMON.debt_elsewhere },
    documents: ['identity_document', 'income_proof', 'credit_report'],
  },
  'borrower-organisation': {
    facts: { ...COMMON, ...ORGANISATION, employees: 5 },
    borneOut: {
      ...{ monthly_income: COMMON.monthly_income, debt_elsewhere: COMMON.debt_elsewhere },
      ...ORGANISATION,
    },
    documents: ['business_licence', 'bank_statement', 'credit_report'],
  },
} as const;
export type BorrowerKey = keyof typeof FILES;

interface Items<Item> {
  readonly items: readonly Item[];
}

export class LoanWork {
  readonly #desk: Desk;
  readonly #key: BorrowerKey;
  readonly #chance: Chance;
  readonly #open: OpenThings;

  constructor(desk: Desk, key: BorrowerKey, chance: Chance) {
    this.#desk = desk;
    this.#key = key;
    this.#chance = chance;
    this.#open = desk.open.get(key) as OpenThings;
  }

  readonly step = async (): Promise<void> => {
    const { items } = await this.#read<Items<LoanForBorrower>>('/api/loans?limit=50');
    const current = items.find(({ state }) => !ENDS.includes(state));
    if (current === undefined) return this.#apply();
    const loan = await this.#read<LoanForBorrower>(`/api/loans/${current.loanId}`);
    switch (loan.state) {
      case 'applied':
      case 'assessed':
        return this.#decide(loan);
      case 'approved':
        return this.#list(loan);
      case 'listed':
        return;
      case 'funding':
        return this.#pull(loan);
      case 'funded':
        return this.#sign(loan);
      default:
        return this.#repay(loan);
    }
  };

  async #apply(): Promise<void> {
    const { facts, documents } = FILES[this.#key];
    await this.#send(this.#key, '/api/loans', {
      ...{ productCode: 'small_credit_loan', loanAmount: yuan(1_000 * this.#chance.whole(10, 20)) },
      ...{ termMonths: TERM_MONTHS, repaymentMethod: 'equal_instalments', security: 'unsecured' },
      purpose: this.#key === 'borrower' ? 'consumption' : 'working_capital',
      ...{ facts, documents },
      consents: [
        { document: 'credit_inquiry', version: '1' },
        { document: 'loan_application', version: '1' },
      ],
    });
  }

  /** When all is borne out, the rule assesses by itself. */
  async #decide({ loanId }: LoanForBorrower): Promise<void> {
    const url = `/api/office/loans/${loanId}`;
    const office = await this.#desk.teller.read<LoanInOffice>(
      personOf(this.#desk, 'risk-analyst'),
      url,
    );
    if (office.state === 'applied') {
      const facts = { ...FILES[this.#key].borneOut, overdue_past_6_months: 0 };
      for (const [name, value] of Object.entries(facts)) {
        const fact = { name, value, source: 'credit_bureau' };
        await this.#send('risk-analyst', `${url}/verified-facts`, fact);
      }
      return;
    }
    const isReferred = office.assessments.at(-1)?.decision === 'refer';
    if (isReferred && office.application?.review === undefined) {
      await this.#send('risk-analyst', `${url}/review`, { opinion: 'approve', reason: REASON });
    }
    await this.#send('risk-analyst-lead', `${url}/approval`, { safeguard: 'none', reason: REASON });
  }

  async #list({ loanId, loanAmount, termsAcceptedAt, allInRatePpm }: LoanForBorrower) {
    if (termsAcceptedAt === undefined) {
      return this.#send(this.#key, `/api/loans/${loanId}/terms-acceptance`, { allInRatePpm });
    }
    const url = `/api/office/loans/${loanId}`;
    const { teller } = this.#desk;
    const officer = personOf(this.#desk, 'loan-officer');
    const listings = '/api/office/listings?limit=200';
    const { items } = await teller.read<Items<ListingInOffice>>(officer, listings);
    if (!items.some((one) => one.loanId === loanId)) {
      const { now } = await teller.read<DayState>(officer, '/api/office/days/current');
      return this.#send('loan-officer', `${url}/listing-draft`, {
        ...{
          title: '装修借款',
          summary: '用于自住房屋装修。',
          loanAmount,
          termMonths: TERM_MONTHS,
        },
        ...{ fundingDays: FUNDING_DAYS, opensAt: isoOf(plusMs(instantOf(now), OPENS_AFTER_MS)) },
      });
    }
    const review = { credit: REASON, assets: REASON, purpose: REASON, conclusion: 'fit' };
    return this.#send('loan-officer-lead', `${url}/publication`, { review });
  }

  async #pull({ loanId }: LoanForBorrower): Promise<void> {
    if (!this.#chance.happens(PULLED)) return;
    const url = `/api/office/loans/${loanId}/withdrawal`;
    await this.#send('loan-officer-lead', url, { reason: REASON });
  }

  async #sign(loan: LoanForBorrower): Promise<void> {
    const { loanId, contract } = loan;
    if (contract !== undefined) return;
    await this.#pull(loan);
    const { items } = await this.#read<Items<MandateOnWire>>('/api/mandates?limit=50');
    const ofLoan = items.filter((one) => one.loanId === loanId);
    for (const scope of ['repayment', 'fees'] as const) {
      const states = ofLoan.filter((one) => one.scope === scope).map(({ state }) => state);
      if (states.includes('granted')) continue;
      if (!states.includes('requested')) await this.#askForMandate(loan, scope);
      return;
    }
    await this.#send(this.#key, `/api/loans/${loanId}/contract-signature`);
  }

  async #askForMandate({ loanId, loanAmount }: LoanForBorrower, scope: 'repayment' | 'fees') {
    const officer = personOf(this.#desk, 'loan-officer');
    const url = '/api/office/days/current';
    const { day } = await this.#desk.teller.read<DayState>(officer, url);
    const today = parseDay(day, 'day');
    if (!today.ok) throw new Error(`The platform says that today is ${day}.`);
    const cap = BigInt(loanAmount.minorUnits) * (scope === 'fees' ? 1n : 2n);
    await this.#send(this.#key, `/api/loans/${loanId}/mandates`, {
      ...{ scope, cap: { minorUnits: String(cap), currency: CURRENCY } },
      expiresDay: formatDay(addMonths(today.value, 2 * TERM_MONTHS)),
    });
  }

  /** At first a part, then all of it, out of what is topped up. */
  async #repay({ loanId, isMoneyInTransit, outstanding, loanAmount }: LoanForBorrower) {
    if (isMoneyInTransit || outstanding === undefined) return;
    const { items } = await this.#read<Items<PurseOnWire>>('/api/accounts');
    const available = BigInt(
      items.find(({ role }) => role === 'borrower')?.available.minorUnits ?? '0',
    );
    const url = `/api/loans/${loanId}/early-repayments`;
    if (outstanding.minorUnits === loanAmount.minorUnits) {
      await this.#send(this.#key, url, { how: 'in_part', amount: yuan(2_000) });
      return;
    }
    const { total } = await this.#read<PayoffOnWire>(`/api/loans/${loanId}/payoff`);
    const missing = BigInt(total.minorUnits) - available;
    if (missing <= 0n) {
      await this.#send(this.#key, url, { how: 'in_full' });
    } else if (this.#open.topUps === 0) {
      this.#open.topUps += 1;
      const amount = { minorUnits: String(missing), currency: CURRENCY };
      await this.#send(this.#key, '/api/top-ups', { role: 'borrower', amount });
    }
  }

  #read<Answer>(url: string): Promise<Answer> {
    return this.#desk.teller.read<Answer>(personOf(this.#desk, this.#key), url);
  }

  async #send(key: string, url: string, fields: object = {}): Promise<void> {
    await this.#desk.teller.send(personOf(this.#desk, key), url, fields);
  }
}
