import type { Id } from '@mutua/core/kit/id.ts';
import { invalid, refuse } from '@mutua/core/kit/result.ts';
import { DISCLOSURE_ITEMS } from '@mutua/core/law/disclosure-item.ts';
import type { PrepareListing } from '@mutua/core/loan/list/prepare-listing.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import { SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import { addDays } from '@mutua/core/time/day.ts';
import { plusMs } from '@mutua/core/time/instant.ts';
import { describe, expect, it } from 'vitest';
import {
  aClient,
  anApprovedLoan,
  anInstalledWorld,
  application,
  listingOf,
  ORGANISATION_APPLICATION,
  organisationRegistration,
  personRegistration,
  REVIEW,
  STAFF,
} from '../trial-house.ts';
import { newTrialId, type TrialWorld } from '../trial-world.ts';

const MS_A_DAY = 86_400_000;

describe('a listing', () => {
  it('is prepared by one person and published by another, and then it is fixed', () => {
    const { trial, loanId, borrower } = aPreparedListing();
    trial.done(STAFF.loanOfficerLead, { kind: 'ListLoan', loanId, review: REVIEW });
    const loan = trial.fact('loan', loanId);
    const opensAt = plusMs(trial.now, 3_600_000);
    const nextActionDay = addDays(trial.today, 2);
    expect(loan).toMatchObject({ state: 'listed', makerId: STAFF.loanOfficer.id, nextActionDay });
    expect(loan.funding).toEqual({
      minimumBid: minorUnits(10_000n),
      bidStep: minorUnits(10_000n),
      maximumBid: minorUnits(2_500_000n),
      opensAt,
      closesAt: plusMs(opensAt, 5 * MS_A_DAY),
      riskNotice: 'risk_notice_1',
      minimumTolerance: 1,
    });
    expect(trial.fact('listing', loanId)).toMatchObject({
      state: 'published',
      borrowerId: borrower.id,
      makerId: STAFF.loanOfficer.id,
      checkerId: STAFF.loanOfficerLead.id,
      publishedOn: trial.today,
      review: REVIEW,
    });
    expect(trial.fact('transition', `${loanId} 4`)).toMatchObject({
      event: 'LoanListed',
      actor: `person ${STAFF.loanOfficerLead.id}`,
    });
  });

  it('says what it has to, from the facts and not from what somebody typed', () => {
    const { trial, loanId } = aPreparedListing();
    trial.done(STAFF.complianceLead, { kind: 'ListLoan', loanId, review: REVIEW });
    const { face } = trial.fact('listing', loanId);
    expect(face).toMatchObject({ safeguard: 'none', security: 'unsecured', collateralIds: [] });
    expect(face?.items).toMatchObject({
      listing_name: '装修借款',
      loan_amount: 'CNY 50000.00',
      term: 'P12M',
      purpose: 'consumption',
      repayment_method: 'equal_instalments',
      borrower_kind: 'natural_person',
      borrower_region: '110000',
      borrower_income: 'CNY 20000.00',
      borrower_debts: 'CNY 0.00',
      debts_on_other_platforms: 'CNY 10000.00',
      overdue_past_6_months: '0',
      repayment_source: '工资收入',
      interest_spread: '0.00%',
      risk_class: 'personal_unsecured',
    });
    const apart = ['safeguard', 'security'];
    const said = DISCLOSURE_ITEMS.filter((item) => !apart.includes(item));
    expect(Object.keys(face?.items ?? {}).toSorted()).toEqual(said.toSorted());
  });

  it('of one grade and another class of risk says both', () => {
    const trial = anInstalledWorld();
    const faces = (['consumption', 'working_capital'] as const).map((purpose) => {
      const borrower = aClient(trial, personRegistration());
      const loanId = anApprovedLoan(trial, borrower, application({ purpose }));
      trial.done(STAFF.loanOfficer, listingOf(loanId, trial.now));
      trial.done(STAFF.loanOfficerLead, { kind: 'ListLoan', loanId, review: REVIEW });
      return trial.fact('listing', loanId).face?.items;
    });
    const [personal, business] = faces;
    expect(personal).toMatchObject({ grade: 'A', risk_class: 'personal_unsecured' });
    expect(business).toMatchObject({ grade: 'A', risk_class: 'business_unsecured' });
  });

  it('of an organisation says what kind of risk it is, and is not for the most careful', () => {
    const trial = anInstalledWorld();
    const borrower = aClient(trial, organisationRegistration());
    const loanId = anApprovedLoan(trial, borrower, application(ORGANISATION_APPLICATION));
    trial.done(STAFF.loanOfficer, listingOf(loanId, trial.now));
    trial.done(STAFF.loanOfficerLead, { kind: 'ListLoan', loanId, review: REVIEW });
    expect(trial.fact('listing', loanId).face?.items.risk_class).toBe('business_unsecured');
    expect(trial.fact('loan', loanId).funding?.minimumTolerance).toBe(2);
  });

  it('is not published by whoever prepared it, however high', () => {
    const { trial, loanId } = anAcceptedLoan();
    trial.done(STAFF.loanOfficerLead, listingOf(loanId, trial.now));
    expect(publish(trial, loanId)).toEqual(refuse('same_person'));
    expect(publish(trial, loanId, STAFF.loanOfficer)).toEqual(refuse('not_allowed'));
    expect(publish(trial, loanId, STAFF.analystLead)).toEqual(refuse('not_allowed'));
    expect(publish(trial, loanId, STAFF.complianceLead).ok).toBe(true);
  });

  it.each([{ credit: '' }, { assets: ' ' }, { purpose: '' }, { conclusion: 'unfit' }] as const)(
    'is not published with the review %o',
    (changes) => {
      const { trial, loanId } = aPreparedListing();
      const review = { ...REVIEW, ...changes };
      expect(trial.ask(STAFF.loanOfficerLead, { kind: 'ListLoan', loanId, review })).toEqual(
        refuse('review_missing'),
      );
      expect(trial.fact('listing', loanId).state).toBe('prepared');
    },
  );

  it('comes after the terms were accepted, and after it was prepared', () => {
    const { trial, loanId } = anAcceptedLoan();
    expect(publish(trial, loanId)).toEqual(refuse('step_skipped', { step: 'prepare_listing' }));
    const { termsAcceptedAt: _, ...loan } = trial.fact('loan', loanId);
    trial.given('loan', loan);
    expect(trial.ask(STAFF.loanOfficer, listingOf(loanId, trial.now))).toEqual(
      refuse('step_skipped', { step: 'accept_terms' }),
    );
  });

  it('has no gap: each missing item is named, and nothing is published', () => {
    const { trial, loanId } = aPreparedListing();
    const filed = trial.fact('application', loanId);
    const { industry: _, repayment_source: __, ...file } = filed.file;
    trial.given('application', { ...filed, file });
    expect(publish(trial, loanId)).toEqual(
      refuse('disclosure_incomplete', { items: 'repayment_source, borrower_industry' }),
    );
    trial.given('application', filed);
    trial.given('listing', { ...trial.fact('listing', loanId), summary: ' ' });
    expect(publish(trial, loanId)).toEqual(
      refuse('disclosure_incomplete', { items: 'listing_summary' }),
    );
  });

  it('states its safeguard, and the collateral of a secured loan', () => {
    const { trial, loanId } = aPreparedListing();
    const loan = trial.fact('loan', loanId);
    const { safeguard: _, ...without } = loan;
    trial.given('loan', without);
    expect(publish(trial, loanId)).toEqual(refuse('safeguard_missing'));
    trial.given('loan', { ...loan, security: 'mortgage' });
    expect(publish(trial, loanId)).toEqual(refuse('disclosure_incomplete', { items: 'security' }));
    const version = trial.fact('productVersion', 'small_credit_loan 1');
    const terms = { ...SMALL_CREDIT_LOAN, securities: ['mortgage'] as const };
    trial.given('productVersion', { ...version, terms });
    expect(publish(trial, loanId)).toEqual(refuse('collateral_missing'));
  });

  it('is one for each loan, of its whole term and amount', () => {
    const { trial, loanId } = anAcceptedLoan();
    const prepare = (changes: Partial<PrepareListing>) =>
      trial.ask(STAFF.loanOfficer, listingOf(loanId, trial.now, changes));
    const clause = { clause: 'cn_measures_10_6' };
    expect(prepare({ termMonths: 2 })).toEqual(refuse('term_split', clause));
    expect(prepare({ loanAmount: minorUnits(2_500_000n) })).toEqual(refuse('amount_split', clause));
    trial.done(STAFF.loanOfficer, listingOf(loanId, trial.now));
    const listing = trial.fact('listing', loanId);
    trial.given('listing', { ...listing, termMonths: 2 });
    expect(publish(trial, loanId)).toEqual(refuse('term_split', clause));
    trial.given('listing', { ...listing, loanAmount: minorUnits(100n) });
    expect(publish(trial, loanId)).toEqual(refuse('amount_split', clause));
    trial.given('listing', listing);
    expect(publish(trial, loanId).ok).toBe(true);
    expect(publish(trial, loanId)).toEqual(refuse('listing_already_exists'));
    expect(prepare({})).toEqual(refuse('listing_already_exists'));
  });

  it('is blocked where its borrower was paid by a related account before, until that is explained', () => {
    const { trial, loanId, borrower } = aPreparedListing();
    const advanceId = trial.done(STAFF.compliance, {
      kind: 'RecordAdvance',
      borrowerId: borrower.id,
      payer: '关联公司',
      amount: minorUnits(5_000_000n),
      currency: currency('CNY'),
      receivedOn: trial.today,
    });
    expect(publish(trial, loanId)).toEqual(refuse('money_advanced'));
    const explain = { kind: 'ExplainAdvance', advanceId, reason: '货款' } as const;
    expect(trial.ask(STAFF.compliance, explain)).toEqual(refuse('same_person'));
    expect(trial.ask(STAFF.loanOfficer, explain)).toEqual(refuse('not_allowed'));
    expect(trial.ask(STAFF.complianceLead, { ...explain, reason: '' })).toEqual(
      refuse('reason_missing'),
    );
    expect(trial.ask(STAFF.complianceLead, { ...explain, advanceId: newTrialId() })).toEqual(
      refuse('not_found'),
    );
    trial.done(STAFF.complianceLead, explain);
    expect(trial.ask(STAFF.complianceLead, explain)).toEqual(
      refuse('wrong_stage', { state: 'explained' }),
    );
    expect(publish(trial, loanId).ok).toBe(true);
  });

  it('is blocked by what can be an advance only', () => {
    const { trial, borrower } = aPreparedListing();
    const command = {
      kind: 'RecordAdvance',
      borrowerId: borrower.id,
      payer: '关联公司',
      amount: minorUnits(1n),
      currency: currency('CNY'),
      receivedOn: trial.today,
    } as const;
    const ask = (changes: object, actor: Actor = STAFF.compliance) =>
      trial.ask(actor, { ...command, ...changes });
    expect(ask({}, STAFF.loanOfficer)).toEqual(refuse('not_allowed'));
    expect(ask({ borrowerId: newTrialId() })).toEqual(refuse('not_found'));
    expect(ask({ payer: ' ' })).toEqual(invalid('payer', 'It is missing.'));
    expect(ask({ amount: minorUnits(0n) })).toEqual(
      invalid('amount', 'It must be greater than 0.'),
    );
    expect(ask({ receivedOn: addDays(trial.today, 1) })).toEqual(
      invalid('receivedOn', 'It must not be after the business date.'),
    );
  });

  it('waits while a licence of the operator has expired: its last day still counts', () => {
    const { trial, loanId } = aPreparedListing();
    const licence = { kind: 'RecordLicence', name: 'ICP' } as const;
    trial.done(STAFF.compliance, { ...licence, validUntil: addDays(trial.today, -1) });
    expect(publish(trial, loanId)).toEqual(
      refuse('licence_expired', { licence: 'ICP', day: '2026-03-01' }),
    );
    trial.done(STAFF.compliance, { ...licence, validUntil: trial.today });
    expect(publish(trial, loanId).ok).toBe(true);
  });

  it('promises nothing, in the words of the officer or of the borrower', () => {
    const { trial, loanId } = anAcceptedLoan();
    const words = refuse('forbidden_words', { words: '保本', clause: 'cn_measures_10_3' });
    const prepare = (changes: Partial<PrepareListing>) =>
      trial.ask(STAFF.loanOfficer, listingOf(loanId, trial.now, changes));
    expect(prepare({ title: '保本借款' })).toEqual(words);
    expect(prepare({ summary: '到期保 本。' })).toEqual(words);
    trial.done(STAFF.loanOfficer, listingOf(loanId, trial.now));
    const filed = trial.fact('application', loanId);
    const source = filed.file.repayment_source;
    if (source === undefined) throw new Error('It says from what it is repaid.');
    const value = { kind: 'text', text: '保本经营' } as const;
    const file = { ...filed.file, repayment_source: { ...source, value } };
    trial.given('application', { ...filed, file });
    expect(publish(trial, loanId)).toEqual(words);
  });

  it('is not published above a cap that has fallen meanwhile', () => {
    const { trial, loanId } = aPreparedListing();
    trial.given('loan', { ...trial.fact('loan', loanId), annualRatePpm: 120_001 });
    expect(publish(trial, loanId)).toMatchObject({ refusal: { code: 'rate_above_cap' } });
  });

  it('opens in the future, for whole days, at most as many as the product has', () => {
    const { trial, loanId } = anAcceptedLoan();
    const prepare = (changes: Partial<PrepareListing>) =>
      trial.ask(STAFF.loanOfficer, listingOf(loanId, trial.now, changes));
    expect(prepare({ opensAt: trial.now })).toEqual(
      invalid('opensAt', 'It must be later than now.'),
    );
    expect(prepare({ opensAt: plusMs(trial.now, 61 * MS_A_DAY) })).toEqual(
      invalid('opensAt', 'It is out of bounds.'),
    );
    for (const fundingDays of [0, 8, 1.5]) {
      expect(prepare({ fundingDays })).toEqual(
        invalid('fundingDays', 'It must be a whole number from 1 to 7.'),
      );
    }
    expect(prepare({ title: ' ' })).toEqual(invalid('title', 'It must have 1 to 60 characters.'));
    expect(prepare({ summary: 'x'.repeat(2001) })).toEqual(
      invalid('summary', 'It must have at most 2000 characters.'),
    );
    expect(prepare({ collateralIds: [' '] })).toEqual(
      invalid('collateralIds', 'It does not have the right form.'),
    );
    trial.done(STAFF.loanOfficer, listingOf(loanId, trial.now, { fundingDays: 7 }));
    trial.now = plusMs(trial.now, 3_600_000);
    expect(publish(trial, loanId)).toEqual(invalid('opensAt', 'It must be later than now.'));
  });

  it('is prepared by a loan officer, for a client in good standing', () => {
    const { trial, loanId, borrower } = anAcceptedLoan();
    const command = listingOf(loanId, trial.now);
    expect(trial.ask(STAFF.analyst, command)).toEqual(refuse('not_allowed'));
    expect(trial.ask(STAFF.loanOfficer, { ...command, loanId: newTrialId() })).toEqual(
      refuse('not_found'),
    );
    const client = trial.fact('client', borrower.id);
    trial.given('client', { ...client, status: 'frozen' });
    expect(trial.ask(STAFF.loanOfficer, command)).toEqual(refuse('client_frozen'));
  });
});

interface Accepted {
  readonly trial: TrialWorld;
  readonly loanId: Id;
  readonly borrower: Actor & { readonly id: Id };
}

function anAcceptedLoan(): Accepted {
  const trial = anInstalledWorld();
  const borrower = aClient(trial, personRegistration());
  return { trial, loanId: anApprovedLoan(trial, borrower), borrower };
}

function aPreparedListing(): Accepted {
  const accepted = anAcceptedLoan();
  accepted.trial.done(STAFF.loanOfficer, listingOf(accepted.loanId, accepted.trial.now));
  return accepted;
}

function publish(trial: TrialWorld, loanId: Id, actor: Actor = STAFF.loanOfficerLead) {
  return trial.ask(actor, { kind: 'ListLoan', loanId, review: REVIEW });
}
