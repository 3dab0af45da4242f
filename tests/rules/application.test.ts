import { invalid, type Refused, refuse } from '@mutua/core/kit/result.ts';
import type { ApplyForLoan } from '@mutua/core/loan/apply/apply-for-loan.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import { describe, expect, it } from 'vitest';
import {
  aClient,
  anInstalledWorld,
  aPerson,
  application,
  ORGANISATION_APPLICATION,
  organisationRegistration,
  PERSON_FACTS,
  personRegistration,
  STAFF,
  VISITOR,
} from '../trial-house.ts';
import { newTrialId, type TrialWorld } from '../trial-world.ts';

describe('an application', () => {
  it('begins a loan by the version of the product in force, with what its borrower says', () => {
    const trial = anInstalledWorld();
    const borrower = aClient(trial, personRegistration());
    const loanId = trial.done(borrower, application());
    expect(trial.fact('loan', loanId)).toEqual({
      id: loanId,
      borrowerId: borrower.id,
      state: 'applied',
      transitions: 1,
      productCode: 'small_credit_loan',
      productVersion: 1,
      currency: 'CNY',
      loanAmount: minorUnits(5_000_000n),
      termMonths: 12,
      repaymentMethod: 'equal_instalments',
      purpose: 'consumption',
      security: 'unsecured',
      fees: [],
      accepted: 0n,
      frozen: 0n,
    });
    expect(trial.fact('transition', `${loanId} 1`)).toEqual({
      loanId,
      number: 1,
      event: 'LoanApplied',
      to: 'applied',
      actor: `person ${borrower.id}`,
      at: trial.now,
      day: trial.today,
    });
    expect(trial.fact('application', loanId)).toMatchObject({ assessments: 0, preparedBy: [] });
    expect(trial.fact('application', loanId).file.home).toEqual({
      value: PERSON_FACTS.home,
      source: 'borrower',
      asOf: trial.today,
      verified: false,
    });
    expect(trial.fact('borrower', borrower.id).openLoanId).toBe(loanId);
  });

  it('of an organisation is taken like that of a person', () => {
    const trial = anInstalledWorld();
    const borrower = aClient(trial, organisationRegistration());
    const loanId = trial.done(borrower, application(ORGANISATION_APPLICATION));
    expect(trial.fact('loan', loanId).state).toBe('applied');
  });

  it('keeps what a borrower says of himself out of the log', () => {
    const trial = anInstalledWorld();
    const decided = trial.ask(aClient(trial, personRegistration()), application());
    if (!decided.ok) throw new Error(decided.refusal.code);
    const logged = decided.value.events.map((event) => ({ ...event, personal: undefined }));
    expect(Object.keys(logged[0] ?? {})).not.toContain('file');
    expect(logged).not.toHaveProperty('0.facts');
  });

  const RANGE = { minimum: 'CNY 10000.00', maximum: 'CNY 200000.00' };
  const yuan = (amount: bigint) => ({ loanAmount: minorUnits(amount * 100n) });

  it.each<[string, Partial<ApplyForLoan>, Refused | undefined]>([
    ['9,999 yuan', yuan(9_999n), refuse('amount_out_of_range', RANGE)],
    ['10,000 yuan', yuan(10_000n), undefined],
    ['200,000 yuan', yuan(200_000n), undefined],
    ['200,001 yuan', yuan(200_001n), refuse('amount_out_of_range', RANGE)],
    ['half a step', yuan(10_050n), invalid('loanAmount', 'It must be a multiple of 100.00.')],
    ['36 months', { termMonths: 36 }, undefined],
    [
      '37 months',
      { termMonths: 37 },
      refuse('term_out_of_range', { minimum: 'P1M', maximum: 'P36M' }),
    ],
    [
      'a purpose that is never permitted',
      { purpose: 'securities' },
      refuse('purpose_forbidden', { purpose: 'securities', clause: 'cn_measures_10_11' }),
    ],
    [
      'a purpose beyond the product',
      { purpose: 'agriculture' },
      { ...refuse('purpose_forbidden', { purpose: 'agriculture' }) },
    ],
    ['another product', { productCode: 'general_loan' }, refuse('product_not_live')],
    ['no code of a product', { productCode: 'a b' }, refuse('product_not_live')],
    [
      'collateral that the product does not take',
      { security: 'mortgage' },
      invalid('security', 'The product does not offer it.'),
    ],
    [
      'a branch without the borrower’s word',
      { channel: 'branch' },
      refuse('not_confirmed_by_borrower'),
    ],
    [
      'a branch and the borrower’s word',
      { channel: 'branch', confirmedByBorrower: true },
      undefined,
    ],
    ['no consent', { consents: [] }, refuse('consent_missing', { document: 'credit_inquiry' })],
    [
      'a fact missing',
      { facts: { ...PERSON_FACTS, home: undefined as never } },
      invalid('facts.home', 'It is missing.'),
    ],
    [
      'a fact that nobody asks for',
      { facts: { ...PERSON_FACTS, employees: { kind: 'count', count: 3 } } },
      invalid('facts.employees', 'The product does not ask for it.'),
    ],
    [
      'a fact that only a source can say',
      { facts: { ...PERSON_FACTS, overdue_past_6_months: { kind: 'count', count: 0 } } },
      invalid('facts.overdue_past_6_months', 'The product does not ask for it.'),
    ],
    [
      'a fact of the wrong form',
      { facts: { ...PERSON_FACTS, home: { kind: 'choice', choice: 'castle' } } },
      invalid('facts.home', 'It is not among the choices.'),
    ],
    [
      'documents missing',
      { documents: ['income_proof'] },
      refuse('evidence_missing', { items: 'identity_document, credit_report' }),
    ],
    [
      'a document twice',
      { documents: ['income_proof', 'income_proof'] },
      invalid('documents', 'None may stand there twice.'),
    ],
    [
      'too much debt elsewhere',
      {
        facts: {
          ...PERSON_FACTS,
          debt_elsewhere: { kind: 'money', amount: minorUnits(95_000_001n) },
        },
      },
      refuse('total_debt_cap_exceeded', { cap: 'CNY 1000000.00', clause: 'cn_measures_17' }),
    ],
  ])('for %s', (_, changes, refused) => {
    const trial = anInstalledWorld();
    const borrower = aClient(trial, personRegistration());
    const before = trial.world.difference();
    const answer = trial.ask(borrower, application(changes));
    if (refused === undefined) return expect(answer.ok).toBe(true);
    expect(answer).toEqual(refused);
    return expect(trial.world.difference()).toEqual(before);
  });

  it('is refused to whoever is not a verified borrower in good standing', () => {
    const trial = anInstalledWorld();
    const registered = trial.done(VISITOR, personRegistration());
    const who = aPerson(registered, 'borrower');
    expect(trial.ask(who, application())).toEqual(refuse('identity_not_verified'));
    expect(trial.ask(STAFF.loanOfficer, application())).toEqual(refuse('not_allowed'));
    expect(trial.ask(aPerson(newTrialId(), 'borrower'), application())).toEqual(
      refuse('identity_not_verified'),
    );
    const borrower = aClient(trial, personRegistration());
    const client = trial.fact('client', borrower.id);
    trial.given('client', { ...client, isHeld: true });
    expect(trial.ask(borrower, application())).toEqual(refuse('screening_hold'));
    trial.given('client', { ...client, status: 'frozen' });
    expect(trial.ask(borrower, application())).toEqual(refuse('client_frozen'));
    trial.given('client', { ...client, status: 'closed' });
    expect(trial.ask(borrower, application())).toEqual(refuse('identity_not_verified'));
  });

  it('is refused to a related party', () => {
    const trial = anInstalledWorld();
    const borrower = aClient(trial, personRegistration());
    const command = { kind: 'DeclareRelation', clientId: borrower.id, reason: '董事' } as const;
    trial.done(STAFF.compliance, { ...command, isRelatedParty: true });
    expect(trial.ask(borrower, application())).toEqual(
      refuse('related_party_borrower', { clause: 'cn_measures_10_1' }),
    );
  });

  it('is one at a time, and within the cap on what is owed here', () => {
    const trial = anInstalledWorld();
    const borrower = aClient(trial, personRegistration());
    const loanId = trial.done(borrower, application());
    expect(trial.ask(borrower, application())).toEqual(refuse('application_already_open'));
    trial.done(borrower, { kind: 'WithdrawLoan', loanId, reason: '' });
    const owing = trial.fact('borrower', borrower.id);
    trial.given('borrower', { ...owing, owed: minorUnits(15_000_000n) });
    const asked = (amount: bigint) => application({ loanAmount: minorUnits(amount) });
    expect(trial.ask(borrower, asked(5_010_000n))).toEqual(
      refuse('borrower_cap_exceeded', {
        cap: 'CNY 200000.00',
        room: 'CNY 50000.00',
        clause: 'cn_measures_17',
      }),
    );
    expect(trial.ask(borrower, asked(5_000_000n)).ok).toBe(true);
  });

  it('keeps the tariff of its day when a later version changes it', () => {
    const trial = anInstalledWorld();
    const borrower = aClient(trial, personRegistration());
    const first = trial.done(borrower, application());
    newTariff(trial);
    trial.today = dayOf(2026, 4, 1);
    const other = trial.done(aClient(trial, personRegistration()), application());
    expect(trial.fact('loan', first).productVersion).toBe(1);
    expect(trial.fact('loan', other).productVersion).toBe(2);
  });
});

describe('a file', () => {
  const fact = { name: 'monthly_income', value: PERSON_FACTS.monthly_income } as const;
  const value = PERSON_FACTS.monthly_income ?? { kind: 'count', count: 0 };

  it('gets facts from the borrower and from staff, who bear some of them out', () => {
    const trial = anInstalledWorld();
    const borrower = aClient(trial, personRegistration());
    const loanId = trial.done(borrower, application());
    const record = { kind: 'RecordFact', loanId, name: fact.name, value } as const;
    trial.done(borrower, record);
    expect(trial.fact('application', loanId)).toMatchObject({ preparedBy: [] });
    trial.done(STAFF.loanOfficer, record);
    expect(trial.fact('application', loanId).file.monthly_income?.source).toBe('staff');
    trial.done(STAFF.analyst, { ...record, kind: 'VerifyFact', source: 'bank_statement' });
    trial.done(STAFF.analyst, { kind: 'RecordDocument', loanId, document: 'bank_statement' });
    expect(trial.fact('application', loanId)).toMatchObject({
      preparedBy: [STAFF.loanOfficer.id, STAFF.analyst.id],
      changedSince: true,
      file: { monthly_income: { source: 'bank_statement', verified: true } },
      documents: ['identity_document', 'income_proof', 'credit_report', 'bank_statement'],
    });
  });

  it('gets nothing from others, nothing that is not asked, and nothing in another form', () => {
    const trial = anInstalledWorld();
    const borrower = aClient(trial, personRegistration());
    const loanId = trial.done(borrower, application());
    const record = { kind: 'RecordFact', loanId, name: fact.name, value } as const;
    const verify = { ...record, kind: 'VerifyFact', source: 'credit_bureau' } as const;
    const other = aClient(trial, personRegistration());
    expect(trial.ask(other, record)).toEqual(refuse('not_found'));
    expect(trial.ask(borrower, verify)).toEqual(refuse('not_allowed'));
    expect(trial.ask(STAFF.collector, record)).toEqual(refuse('not_allowed'));
    expect(trial.ask(STAFF.analyst, { ...verify, loanId: newTrialId() })).toEqual(
      refuse('not_found'),
    );
    expect(trial.ask(STAFF.analyst, { ...verify, source: 'borrower' })).toEqual(
      invalid('source', 'It is not among the choices.'),
    );
    expect(trial.ask(STAFF.analyst, { ...verify, source: '' })).toEqual(
      invalid('source', 'It must have 1 to 100 characters.'),
    );
    expect(trial.ask(borrower, { ...record, name: 'employees' })).toEqual(
      invalid('name', 'The product does not ask for it.'),
    );
    const overdue = { name: 'overdue_past_6_months', value: { kind: 'count', count: 0 } } as const;
    expect(trial.ask(borrower, { ...record, ...overdue })).toEqual(
      invalid('name', 'The product does not ask for it.'),
    );
    expect(trial.ask(STAFF.analyst, { ...verify, ...overdue }).ok).toBe(true);
    expect(trial.ask(borrower, { ...record, value: { kind: 'count', count: 1 } })).toEqual(
      invalid('value', 'It does not have the right form.'),
    );
  });
});

/** A second version with dearer fees, in force from 1 April. */
function newTariff(trial: TrialWorld): void {
  const { tariff, ...rest } = SMALL_CREDIT_LOAN;
  const terms = {
    ...rest,
    version: 2,
    effectiveFrom: dayOf(2026, 4, 1),
    tariff: { ...tariff, version: 2, effectiveFrom: dayOf(2026, 4, 1) },
  };
  const code = terms.code;
  trial.done(STAFF.productOfficer, { kind: 'ProposeProduct', terms, clientMoney: 'own_accounts' });
  trial.done(STAFF.productLead, { kind: 'ApproveProduct', code, version: 2 });
}
