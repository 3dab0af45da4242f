// The rules of the contract and the disbursement.

import { refuse } from '@mutua/core/kit/result.ts';
import { feeAccount } from '@mutua/core/ledger/addresses.ts';
import { hashOfText } from '@mutua/core/loan/contract.ts';
import { minorUnits, sum } from '@mutua/core/money/minor-units.ts';
import {
  BOTH_SIDES_TARIFF,
  GENERAL_LOAN,
  SMALL_CREDIT_LOAN,
} from '@mutua/core/product/catalogue.ts';
import type { TariffFee } from '@mutua/core/product/tariff.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import { describe, expect, it } from 'vitest';
import { BANK, CALENDAR, CNY, FINANCE, TrialLoan, type TrialTerms } from '../trial-loan.ts';
import { newTrialId } from '../trial-world.ts';

/** Full, and everything authorised. */
function aFullLoan(terms: Partial<TrialTerms> = {}): TrialLoan {
  const loan = new TrialLoan(terms);
  loan.bid(loan.aLender(400_000n), 400_000n);
  loan.bid(loan.aLender(600_000n), 600_000n);
  loan.answerAll();
  loan.authorise();
  return loan;
}

function sign(loan: TrialLoan) {
  return loan.ask(loan.borrower, { kind: 'SignContract', loanId: loan.loanId });
}

describe('a contract', () => {
  it('is one text with its hash, and any change breaks the hash', () => {
    const loan = aFullLoan();
    expect(sign(loan).ok).toBe(true);
    const contract = loan.fact('contract', loan.loanId);
    expect(hashOfText(contract.document)).toBe(contract.hash);
    expect(loan.loan.contractHash).toBe(contract.hash);
    for (const [said, changed] of [
      ['"loanAmount":"1000000"', '"loanAmount":"1000001"'],
      ['"annualRatePpm":100000', '"annualRatePpm":100001'],
      ['"dueDay":"2026-04-02"', '"dueDay":"2026-04-03"'],
    ] as const) {
      expect(contract.document).toContain(said);
      expect(hashOfText(contract.document.replace(said, changed))).not.toBe(contract.hash);
    }
  });

  it('names every lender with the part lent, the product, and the whole schedule', () => {
    const loan = aFullLoan();
    sign(loan);
    const said = JSON.parse(loan.fact('contract', loan.loanId).document);
    expect(said).toMatchObject({
      ...{ loanId: loan.loanId, borrowerId: loan.borrower.id, pack: 'cn', termMonths: 12 },
      product: { code: 'small_credit_loan', version: 1 },
      lenders: loan.bids.map(({ id, lenderId, amount }) => ({
        ...{ bidId: id, lenderId, amount: String(amount) },
      })),
    });
    expect(said.schedule).toHaveLength(12);
    expect(said.schedule[0]).toMatchObject({
      ...{ number: 1, dueDay: '2026-04-02', interest: '8333' },
      fees: [{ kind: 'service', amount: '1000' }],
    });
  });

  it('is signed by the borrower alone', () => {
    const loan = aFullLoan();
    const command = { kind: 'SignContract', loanId: loan.loanId } as const;
    expect(loan.ask(BANK, command)).toEqual(refuse('not_allowed'));
    expect(loan.ask(loan.aClient('borrower'), command)).toEqual(refuse('not_found'));
    expect(loan.ask(loan.borrower, { ...command, loanId: newTrialId() })).toEqual(
      refuse('not_found'),
    );
  });

  it('is not signed before the loan is full, or twice', () => {
    const loan = new TrialLoan();
    expect(sign(loan)).toEqual(refuse('not_fully_funded'));
    const full = aFullLoan();
    expect(sign(full).ok).toBe(true);
    expect(sign(full)).toEqual(refuse('money_in_transit'));
    full.answerAll();
    expect(sign(full)).toEqual(refuse('wrong_stage', { state: 'repaying' }));
  });

  it('names the mandates that are missing, or too small, or over before the loan is', () => {
    const loan = new TrialLoan();
    loan.bid(loan.aLender(1_000_000n), 1_000_000n);
    loan.answerAll();
    expect(sign(loan)).toEqual(
      refuse('condition_open', { conditions: 'repayment_mandate, fees_mandate' }),
    );
    const grant = (scope: 'repayment' | 'fees', cap: bigint, expiresDay = dayOf(2030, 1, 1)) => {
      const mandateId = loan.done(loan.borrower, {
        ...{ kind: 'RequestMandate', scope, currency: CNY, cap: minorUnits(cap), expiresDay },
        loanId: loan.loanId,
      });
      loan.done(BANK, { kind: 'RecordMandate', mandateId, outcome: 'granted' });
    };
    grant('fees', 12_000n);
    grant('repayment', 1_000_000n);
    grant('repayment', 9_000_000n, dayOf(2027, 3, 1));
    expect(sign(loan)).toEqual(refuse('condition_open', { conditions: 'repayment_mandate' }));
    grant('repayment', 1_070_000n, dayOf(2027, 3, 2));
    expect(sign(loan).ok).toBe(true);
  });

  it('needs a mandate for all that goes to the operator, out of the lenders’ part too', () => {
    const { fees } = BOTH_SIDES_TARIFF;
    const interestSpread = {
      ...({ kind: 'interest_spread', payer: 'lender', due: 'each_instalment' } as const),
      rule: { kind: 'share_of_interest', sharePpm: 100_000 } as const,
    };
    const ofLenders = fees.filter(({ payer }) => payer === 'lender');
    const tariff = { ...BOTH_SIDES_TARIFF, fees: [...ofLenders, interestSpread] };
    const loan = new TrialLoan({ product: { ...SMALL_CREDIT_LOAN, tariff } });
    loan.bid(loan.aLender(400_000n), 400_000n);
    loan.bid(loan.aLender(600_000n), 600_000n);
    loan.answerAll();
    const grant = (scope: 'repayment' | 'fees', cap: bigint) => {
      const mandateId = loan.done(loan.borrower, {
        ...{ kind: 'RequestMandate', scope, currency: CNY, cap: minorUnits(cap) },
        ...{ expiresDay: dayOf(2030, 1, 1), loanId: loan.loanId },
      });
      loan.done(BANK, { kind: 'RecordMandate', mandateId, outcome: 'granted' });
    };
    grant('repayment', 9_000_000n);
    // Of 54,989 of interest 5,499 stay with the operator, and of the rest 2,475 come back from the lenders.
    grant('fees', 7_973n);
    expect(sign(loan)).toEqual(refuse('condition_open', { conditions: 'fees_mandate' }));
    grant('fees', 7_974n);
    expect(sign(loan).ok).toBe(true);
    loan.answerAll();
    loan.topUpBorrower(100_000n);
    loan.goTo(dayOf(2027, 3, 3));
    expect(loan.loan.state).toBe('closed');
    const kept = ['interest_spread', 'lender_management'].map(
      (kind) => loan.account(feeAccount(kind, CNY)).posted,
    );
    expect(sum(kept)).toBe(7_974n);
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('is refused when what really moves does not cost what was quoted', () => {
    const loan = aFullLoan();
    loan.given('loan', { ...loan.loan, allInRatePpm: 100_000 });
    expect(sign(loan)).toMatchObject({ refusal: { code: 'quote_differs' } });
    const { refusal } = sign(loan) as { refusal: { data: Record<string, string> } };
    expect(refusal.data.quoted).toBe('10.00%');
    const actual = Math.round(Number(refusal.data.actual?.slice(0, -1)) * 10_000);
    loan.given('loan', { ...loan.loan, allInRatePpm: actual });
    expect(sign(loan).ok).toBe(true);
  });

  it('is refused for a fee that cannot be taken when the tariff says', () => {
    const rule = { kind: 'fixed', amount: minorUnits(100n) } as const;
    const refusedFor = (...fees: readonly TariffFee[]) => {
      const tariff = { ...SMALL_CREDIT_LOAN.tariff, fees };
      return sign(aFullLoan({ product: { ...SMALL_CREDIT_LOAN, tariff } }));
    };
    const fee = { payer: 'borrower', due: 'each_instalment', rule } as const;
    expect(refusedFor({ ...fee, kind: 'transaction' })).toEqual(
      refuse('contract_check_failed', { clauses: 'transaction' }),
    );
  });

  it('is not signed by a borrower who is frozen', () => {
    const loan = aFullLoan();
    loan.given('client', { ...loan.fact('client', loan.borrower.id), status: 'frozen' });
    expect(sign(loan)).toEqual(refuse('client_frozen'));
  });

  it('needs the borrower’s account at the bank', () => {
    const loan = aFullLoan();
    const client = loan.fact('client', loan.borrower.id);
    loan.given('client', { ...client, custodyAccounts: {} });
    expect(sign(loan)).toEqual(refuse('custody_account_missing'));
  });
});

describe('a disbursement', () => {
  it('moves the whole principal to the borrower, and each fee after it as its own movement', () => {
    const loan = aFullLoan({ product: GENERAL_LOAN });
    sign(loan);
    const [instruction] = loan.instructions;
    expect(instruction?.order).toMatchObject({
      ...{ kind: 'disburse', payee: `borrower-${loan.borrower.id}`, fees: 15_000n },
      freezes: loan.bids.map(({ id, amount }) => ({ freezeId: id, amount })),
    });
    const decided = loan.answer(instruction?.id ?? newTrialId(), 'confirmed');
    const codes = decided.ok ? decided.value.transfers.map(({ code }) => code) : [];
    expect(codes).toEqual(['bid', 'bid', 'disbursement', 'fee_service', 'principal_lent']);
    expect(loan.cashOf('borrower', loan.borrower)).toBe(985_000n);
    expect(loan.account(feeAccount('service', CNY)).posted).toBe(15_000n);
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('makes every bid a claim of its lender, and starts the repayment', () => {
    const loan = aFullLoan();
    sign(loan);
    loan.answerAll();
    expect(loan.loan).toMatchObject({
      ...{ state: 'repaying', valueDay: loan.today, nextActionDay: dayOf(2026, 4, 2) },
    });
    expect(loan.bids.map(({ state }) => state)).toEqual(['converted', 'converted']);
    expect(loan.claims.map(({ id, holderId }) => [id, holderId])).toEqual(
      loan.bids.map(({ id, lenderId }) => [id, lenderId]),
    );
    expect(sum(loan.claims.map(({ outstanding }) => outstanding))).toBe(1_000_000n);
    const borrower = loan.fact('borrower', loan.borrower.id);
    expect(borrower).toMatchObject({ owed: 1_000_000n });
    expect(borrower.openLoanId).toBeUndefined();
    for (const { id } of loan.lenders) expect(loan.fact('lender', id).exposure).toBeGreaterThan(0n);
    expect(loan.servicing.accounts).toHaveLength(12);
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('that the bank refuses leaves everything as it is, until staff has it asked again', () => {
    const loan = aFullLoan();
    sign(loan);
    loan.bank = () => 'refused';
    loan.answerAll();
    expect(loan.loan.state).toBe('funded');
    expect(loan.brokenLaws()).toEqual([]);
    const again = { kind: 'DisburseLoan', loanId: loan.loanId } as const;
    expect(loan.ask(loan.borrower, again)).toEqual(refuse('not_allowed'));
    expect(loan.ask(FINANCE, { ...again, loanId: newTrialId() })).toEqual(refuse('not_found'));
    loan.done(FINANCE, again);
    expect(loan.ask(FINANCE, again)).toEqual(refuse('money_in_transit'));
    loan.bank = () => 'confirmed';
    loan.answerAll();
    expect(loan.loan.state).toBe('repaying');
    expect(loan.ask(FINANCE, again)).toEqual(refuse('wrong_stage', { state: 'repaying' }));
  });

  it('is not asked for before the contract is signed, or the loan full', () => {
    const again = (loan: TrialLoan) =>
      loan.ask(FINANCE, { kind: 'DisburseLoan', loanId: loan.loanId });
    expect(again(new TrialLoan())).toEqual(refuse('not_fully_funded'));
    expect(again(aFullLoan())).toEqual(refuse('contract_unsigned', { party: 'borrower' }));
  });

  it('goes to the payee of the contract and to nobody else', () => {
    const loan = aFullLoan();
    sign(loan);
    loan.bank = () => 'refused';
    loan.answerAll();
    const client = loan.fact('client', loan.borrower.id);
    loan.given('client', { ...client, custodyAccounts: { borrower: 'another' } });
    expect(loan.ask(FINANCE, { kind: 'DisburseLoan', loanId: loan.loanId })).toEqual(
      refuse('payee_differs'),
    );
  });

  it('is told by the bank alone, and once', () => {
    const loan = aFullLoan();
    sign(loan);
    const instructionId = loan.instructions[0]?.id ?? newTrialId();
    const told = { kind: 'RecordInstruction', instructionId, outcome: 'confirmed' } as const;
    expect(loan.ask(CALENDAR, told)).toEqual(refuse('not_allowed'));
    expect(loan.ask(BANK, { ...told, instructionId: newTrialId() })).toEqual(refuse('not_found'));
    loan.done(BANK, told);
    const nothing = { ok: true, value: { events: [], transfers: [] } };
    expect(loan.ask(BANK, told)).toEqual(nothing);
    expect(loan.ask(BANK, { ...told, outcome: 'awaiting_authorisation' })).toEqual(nothing);
    expect(loan.ask(BANK, { ...told, outcome: 'refused' })).toEqual(
      refuse('wrong_stage', { state: 'confirmed' }),
    );
    expect(loan.brokenLaws()).toEqual([]);
  });
});
