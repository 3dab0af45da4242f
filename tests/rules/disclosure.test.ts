// Nothing that has to be disclosed may be missing: item by item, a listing that lacks it does not open.
import type { FactName } from '@mutua/core/credit/fact.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { refuse } from '@mutua/core/kit/result.ts';
import { DISCLOSURE_ITEMS, type DisclosureItem } from '@mutua/core/law/disclosure-item.ts';
import { SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import type { TariffFee } from '@mutua/core/product/tariff.ts';
import type { Facts } from '@mutua/core/world.ts';
import { describe, expect, it } from 'vitest';
import {
  aClient,
  anApprovedLoan,
  anInstalledWorld,
  CALENDAR,
  listingOf,
  personRegistration,
  REVIEW,
  STAFF,
} from '../trial-house.ts';
import type { TrialWorld } from '../trial-world.ts';

/** How each item is made to be missing from the facts of which the listing is made. */
const TAKEN_AWAY: Readonly<
  Partial<Record<DisclosureItem, (trial: TrialWorld, loanId: Id, borrowerId: Id) => void>>
> = {
  listing_name: withListing({ title: ' ' }),
  listing_summary: withListing({ summary: '' }),
  annual_rate: withoutOfLoan('annualRatePpm'),
  expected_return: withoutOfLoan('annualRatePpm'),
  all_in_rate: withoutOfLoan('allInRatePpm'),
  expected_loss: withoutOfLoan('expectedLossPpm'),
  grade: withoutOfLoan('grade'),
  risk_class: withoutOfLoan('riskClass'),
  safeguard: withoutOfLoan('safeguard'),
  security: withoutOfLoan('security'),
  purpose: withLoan({ purpose: '' }),
  repayment_method: withLoan({ repaymentMethod: '' as never }),
  borrower_kind: withClient({ kind: '' as never }),
  borrower_region: withClient({ region: '' }),
  borrower_industry: withoutFact('industry'),
  borrower_income: withoutFact('monthly_income'),
  repayment_source: withoutFact('repayment_source'),
  overdue_past_6_months: withoutFact('overdue_past_6_months'),
  debts_on_other_platforms: withoutFact('debt_elsewhere'),
  interest_spread: (trial, loanId) => {
    // Said wherever one is taken; and nothing can be said of it without the rate.
    const version = trial.fact('productVersion', 'small_credit_loan 1');
    const spread: TariffFee = {
      ...{ kind: 'interest_spread', payer: 'lender', due: 'each_instalment' },
      rule: { kind: 'share_of_interest', sharePpm: 100_000 },
    };
    const terms = { ...SMALL_CREDIT_LOAN, tariff: { ...SMALL_CREDIT_LOAN.tariff, fees: [spread] } };
    trial.given('productVersion', { ...version, terms });
    withoutOfLoan('annualRatePpm')(trial, loanId);
  },
};

/** What no fact can lack: sums, days and the house's own words. */
const THERE_BY_ITSELF: readonly DisclosureItem[] = [
  ...(['loan_amount', 'term', 'value_day', 'funding_deadline', 'borrower_debts'] as const),
  'risk_notice',
];

function withListing(changes: Partial<Facts['listing']>) {
  return (trial: TrialWorld, loanId: Id) =>
    trial.given('listing', { ...trial.fact('listing', loanId), ...changes });
}

function withLoan(changes: Partial<Facts['loan']>) {
  return (trial: TrialWorld, loanId: Id) =>
    trial.given('loan', { ...trial.fact('loan', loanId), ...changes });
}

function withoutOfLoan(field: keyof Facts['loan']) {
  return (trial: TrialWorld, loanId: Id) => {
    const { [field]: _, ...rest } = trial.fact('loan', loanId);
    trial.given('loan', rest as Facts['loan']);
  };
}

function withClient(changes: Partial<Facts['client']>) {
  return (trial: TrialWorld, _: Id, borrowerId: Id) =>
    trial.given('client', { ...trial.fact('client', borrowerId), ...changes });
}

function withoutFact(name: FactName) {
  return (trial: TrialWorld, loanId: Id) => {
    const filed = trial.fact('application', loanId);
    const { [name]: _, ...file } = filed.file;
    trial.given('application', { ...filed, file });
  };
}

describe('a listing', () => {
  it.each(Object.entries(TAKEN_AWAY))('does not open without its %s', (item, takeAway) => {
    const { trial, loanId, borrower } = aPreparedListing();
    takeAway(trial, loanId, borrower.id);
    const asked = publish(trial, loanId);
    if (item === 'safeguard') expect(asked).toEqual(refuse('safeguard_missing'));
    else {
      expect(asked).toMatchObject({ refusal: { code: 'disclosure_incomplete' } });
      const missing = asked.ok ? '' : (asked.refusal.data.items ?? '');
      expect(missing.split(', ')).toContain(item);
    }
    expect(trial.fact('listing', loanId).state).toBe('prepared');
    expect(trial.ask(CALENDAR, { kind: 'OpenFunding', loanId })).toEqual(
      refuse('wrong_stage', { state: 'approved' }),
    );
  });

  it('has every item that is disclosed, taken away above or there by itself', () => {
    const all = [...Object.keys(TAKEN_AWAY), ...THERE_BY_ITSELF];
    expect(all.toSorted()).toEqual([...DISCLOSURE_ITEMS].toSorted());
    const { trial, loanId } = aPreparedListing();
    expect(publish(trial, loanId).ok).toBe(true);
  });
});

function aPreparedListing() {
  const trial = anInstalledWorld();
  const borrower = aClient(trial, personRegistration());
  const loanId = anApprovedLoan(trial, borrower);
  trial.done(STAFF.loanOfficer, listingOf(loanId, trial.now));
  return { trial, loanId, borrower };
}

function publish(trial: TrialWorld, loanId: Id) {
  return trial.ask(STAFF.loanOfficerLead, { kind: 'ListLoan', loanId, review: REVIEW });
}
