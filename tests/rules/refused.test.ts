// Refusals that no story comes to: each with what would have been accepted beside it.
import { invalid, refuse } from '@mutua/core/kit/result.ts';
import { rulePackOf } from '@mutua/core/law/packs.ts';
import type { LoanState } from '@mutua/core/loan/life.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { Client } from '@mutua/core/people/client.ts';
import { SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import { checkProduct } from '@mutua/core/product/check-product.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import { describe, expect, it } from 'vitest';
import {
  anInstalledWorld,
  aStaff,
  BANK,
  CALENDAR,
  IDENTITY_SOURCE,
  installation,
  personRegistration,
  VISITOR,
} from '../trial-house.ts';
import { FINANCE, TrialLoan } from '../trial-loan.ts';
import { newTrialId, TrialWorld } from '../trial-world.ts';

const CNY = currency('CNY');

describe('the installation', () => {
  it('needs another id for its administrator than its own', () => {
    const [trial, commandId] = [new TrialWorld(), newTrialId()];
    expect(trial.ask(CALENDAR, installation(commandId), commandId)).toEqual(refuse('same_person'));
    expect(trial.ask(CALENDAR, installation(newTrialId()), commandId).ok).toBe(true);
  });
});

describe('an account at the custodian', () => {
  const told = (changes: Partial<Client>) => {
    const trial = anInstalledWorld();
    const clientId = trial.done(VISITOR, personRegistration());
    const client = trial.fact('client', clientId);
    trial.given('client', { ...client, status: 'verified', ...changes });
    const account = { role: 'borrower', account: 'B1', currency: CNY } as const;
    return trial.ask(BANK, { kind: 'RecordCustodyAccount', clientId, ...account });
  };

  it('is opened for a client who is verified, not held, and still one', () => {
    expect(told({ status: 'registered' })).toEqual(refuse('identity_not_verified'));
    expect(told({ isHeld: true })).toEqual(refuse('screening_hold'));
    expect(told({ status: 'closed' })).toEqual(refuse('wrong_stage', { state: 'closed' }));
    expect(told({}).ok).toBe(true);
  });
});

describe('the identity of a client', () => {
  it('of whom no number is kept cannot be verified', () => {
    const trial = anInstalledWorld();
    const clientId = trial.done(VISITOR, personRegistration());
    const { number: _, ...others } = trial.fact('identity', clientId);
    trial.given('identity', others as never);
    const answer = { kind: 'verified', reference: 'R1' } as const;
    const verify = { kind: 'VerifyIdentity', clientId, answer, screening: 'clear' } as const;
    expect(trial.ask(IDENTITY_SOURCE, verify)).toEqual(refuse('identity_not_verified'));
  });
});

describe('funding', () => {
  it.each<LoanState>(['approved', 'funded', 'failed', 'withdrawn'])(
    'is not opened for a loan that is %s',
    (state) => {
      const loan = new TrialLoan({ state });
      const open = { kind: 'OpenFunding', loanId: loan.loanId } as const;
      expect(loan.ask(CALENDAR, open)).toEqual(refuse('wrong_stage', { state }));
    },
  );
});

describe('a mandate for a loan', () => {
  it('is in the currency of the loan', () => {
    const loan = new TrialLoan();
    const ask = (code: string) =>
      loan.asBorrower({
        ...{ kind: 'RequestMandate', scope: 'repayment', currency: currency(code) },
        ...{ cap: minorUnits(1_000n), loanId: loan.loanId, expiresDay: dayOf(2030, 1, 1) },
      });
    expect(ask('USD')).toEqual(refuse('currencies_mixed'));
    expect(ask('CNY').ok).toBe(true);
  });
});

describe('an early repayment in full', () => {
  it('is not taken for a loan of which nothing is left', () => {
    const loan = new TrialLoan();
    loan.disburse();
    const early = { kind: 'RepayEarly', loanId: loan.loanId, how: 'in_full' } as const;
    loan.topUpBorrower(2_000_000n);
    expect(loan.asBorrower(early).ok).toBe(true);
    loan.answerAll();
    expect(loan.asBorrower(early)).toMatchObject({ ok: false, refusal: { code: 'wrong_stage' } });
  });
});

describe('money that is nobody’s yet', () => {
  const OTHER_OFFICER = aStaff(newTrialId(), 'finance_officer');
  const town = (changes: Partial<Client> = {}) => {
    const loan = new TrialLoan();
    const { id: clientId } = loan.aLender(0n);
    loan.given('client', { ...loan.fact('client', clientId), ...changes });
    const receiptId = loan.done(BANK, {
      ...{ kind: 'RecordIncomingTransfer', bankReference: 'B1', payerName: '林薇' },
      ...{ currency: CNY, amount: minorUnits(1_000n), bankDay: dayOf(2026, 3, 2) },
    });
    return { loan, clientId, receiptId };
  };
  const claimed = (changes: Partial<Client>) => {
    const { loan, ...claim } = town(changes);
    return loan.ask(FINANCE, { kind: 'ClaimReceipt', ...claim, role: 'lender', note: 'Hers.' });
  };

  it('is claimed for a client who is verified, has an account, and has the payer’s name', () => {
    expect(claimed({ status: 'registered' })).toEqual(refuse('identity_not_verified'));
    expect(claimed({ custodyAccounts: {} })).toEqual(refuse('custody_account_missing'));
    expect(claimed({})).toEqual(refuse('payer_differs'));
  });

  it('is sent back as one officer proposes with a reason and another does not drop with one', () => {
    const { loan, receiptId } = town();
    const drop = { kind: 'DropReceiptEnd', receiptId, note: 'Asked the bank.' } as const;
    expect(loan.ask(FINANCE, drop)).toEqual(refuse('wrong_stage', { state: 'unmatched' }));
    const sendBack = { kind: 'SendBackReceipt', receiptId, note: 'Unknown.' } as const;
    expect(loan.ask(FINANCE, { ...sendBack, note: ' ' })).toEqual(refuse('reason_missing'));
    loan.done(FINANCE, sendBack);
    expect(loan.ask(FINANCE, sendBack)).toEqual(refuse('wrong_stage', { state: 'proposed' }));
    expect(loan.ask(OTHER_OFFICER, { ...drop, note: '\t' })).toEqual(refuse('reason_missing'));
    loan.done(OTHER_OFFICER, drop);
    expect(loan.fact('receipt', receiptId).state).toBe('unmatched');
  });
});

describe('a product', () => {
  const checked = (changes: Partial<ProductTerms>) => {
    const pack = rulePackOf('cn');
    if (!pack.ok) throw new Error('There is a pack cn.');
    return checkProduct({ ...SMALL_CREDIT_LOAN, ...changes }, pack.value);
  };

  it('is in the currency in which the law caps what its borrowers may owe', () => {
    expect(checked({ currency: currency('USD') })).toEqual(refuse('currencies_mixed'));
    expect(checked({}).ok).toBe(true);
  });

  it('asks for each fact and each document once', () => {
    const { natural_person: file, ...others } = SMALL_CREDIT_LOAN.requiredFiles;
    if (file === undefined) throw new Error('It is for natural persons.');
    const [fact, document] = [file.facts.slice(0, 1), file.documents.slice(0, 1)];
    const facts = { ...file, facts: [...file.facts, ...fact] };
    const documents = { ...file, documents: [...file.documents, ...document] };
    const field = 'requiredFiles.natural_person';
    expect(checked({ requiredFiles: { ...others, natural_person: facts } })).toEqual(
      invalid(`${field}.facts`, 'None may stand there twice.'),
    );
    expect(checked({ requiredFiles: { ...others, natural_person: documents } })).toEqual(
      invalid(`${field}.documents`, 'None may stand there twice.'),
    );
  });

  it('has the services that belong to every product', () => {
    const services = SMALL_CREDIT_LOAN.services.filter((service) => service !== 'custody');
    expect(checked({ services })).toMatchObject({ refusal: { data: { field: 'services' } } });
  });
});
