// The rules of mandates, withdrawals, and what staff may have the bank asked again.
import { refuse } from '@mutua/core/kit/result.ts';
import { cashAccount, custodyAccount } from '@mutua/core/ledger/addresses.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { addDays, dayOf } from '@mutua/core/time/day.ts';
import { plusMs } from '@mutua/core/time/instant.ts';
import type { RequestMandate } from '@mutua/core/wallet/mandate.ts';
import type { RetryInstruction } from '@mutua/core/wallet/retry-instruction.ts';
import type { RequestWithdrawal } from '@mutua/core/wallet/withdrawal.ts';
import { describe, expect, it } from 'vitest';
import { BANK, CALENDAR, CNY, FINANCE, TrialLoan } from '../trial-loan.ts';
import { newTrialId } from '../trial-world.ts';

const NOTHING = { ok: true, value: { events: [], transfers: [] } };

describe('a withdrawal', () => {
  const asked = (amount: bigint): RequestWithdrawal => ({
    ...{ kind: 'RequestWithdrawal', role: 'lender', currency: CNY },
    amount: minorUnits(amount),
  });

  it('holds the money, and leaves when the bank has paid it', () => {
    const town = new TrialLoan();
    const lender = town.aLender(50_000n);
    const id = town.done(lender, asked(30_000n));
    expect(town.cashOf('lender', lender)).toBe(20_000n);
    expect(town.fact('instruction', id).order).toEqual({
      ...{ kind: 'withdraw', account: `lender-${lender.id}`, amount: 30_000n },
    });
    town.done(BANK, { kind: 'RecordInstruction', instructionId: id, outcome: 'confirmed' });
    expect(town.fact('withdrawal', id).state).toBe('paid');
    expect(town.account(cashAccount('lender', lender.id, CNY))).toMatchObject({
      ...{ posted: 20_000n, pendingDebit: 0n },
    });
    expect(town.account(custodyAccount(CNY)).posted).toBe(20_000n);
  });

  it('that the bank refuses, or its owner does not authorise, is free again', () => {
    const town = new TrialLoan();
    const lender = town.aLender(50_000n);
    const id = town.done(lender, asked(30_000n));
    const page = { pageUrl: 'http://bank/page' };
    const tell = { kind: 'RecordInstruction', instructionId: id } as const;
    town.done(BANK, { ...tell, outcome: 'awaiting_authorisation', ...page });
    town.done(BANK, { ...tell, outcome: 'refused', reason: 'authorisation_expired' });
    expect(town.fact('withdrawal', id).state).toBe('refused');
    expect(town.fact('instruction', id).reason).toBe('authorisation_expired');
    expect(town.cashOf('lender', lender)).toBe(50_000n);
  });

  it('does not write over an instruction that is there', () => {
    const town = new TrialLoan();
    const lender = town.aLender(50_000n);
    const first = town.done(lender, asked(10_000n));
    expect(town.ask(lender, asked(20_000n), first)).toEqual(refuse('command_id_reused'));
    expect(town.fact('instruction', first).order).toMatchObject({ amount: 10_000n });
  });

  it('that bounces is back in cash, once, and not before it was paid', () => {
    const town = new TrialLoan();
    const lender = town.aLender(50_000n);
    const id = town.done(lender, asked(30_000n));
    const bounce = { kind: 'RecordBounce', withdrawalId: id, bankReference: 'R1' } as const;
    expect(town.ask(BANK, bounce)).toEqual(refuse('wrong_stage', { state: 'requested' }));
    town.done(BANK, { kind: 'RecordInstruction', instructionId: id, outcome: 'confirmed' });
    expect(town.ask(lender, bounce)).toEqual(refuse('not_allowed'));
    expect(town.ask(BANK, { ...bounce, withdrawalId: newTrialId() })).toEqual(refuse('not_found'));
    town.done(BANK, bounce);
    expect(town.ask(BANK, bounce)).toEqual(NOTHING);
    expect(town.cashOf('lender', lender)).toBe(50_000n);
    expect(town.account(custodyAccount(CNY)).posted).toBe(50_000n);
  });

  it('is refused beyond what is available, held bids apart', () => {
    const town = new TrialLoan();
    const lender = town.aLender(50_000n);
    town.bid(lender, 20_000n);
    expect(town.ask(lender, asked(30_001n))).toEqual(
      refuse('exceeds_available', { available: 'CNY 300.00' }),
    );
    expect(town.ask(lender, asked(0n))).toMatchObject({ refusal: { data: { field: 'amount' } } });
    expect(town.ask(lender, asked(30_000n)).ok).toBe(true);
  });

  it('is for verified clients with an account at the bank who are not frozen', () => {
    const town = new TrialLoan();
    const lender = town.aLender(50_000n);
    const client = town.fact('client', lender.id);
    expect(town.ask(BANK, asked(1n))).toEqual(refuse('not_allowed'));
    town.given('client', { ...client, status: 'registered' });
    expect(town.ask(lender, asked(1n))).toEqual(refuse('identity_not_verified'));
    town.given('client', { ...client, status: 'frozen' });
    expect(town.ask(lender, asked(1n))).toEqual(refuse('client_frozen'));
    town.given('client', { ...client, custodyAccounts: {} });
    expect(town.ask(lender, asked(1n))).toEqual(refuse('custody_account_missing'));
  });
});

describe('a mandate', () => {
  const asked = (town: TrialLoan, changes: Partial<RequestMandate> = {}): RequestMandate => ({
    ...{ kind: 'RequestMandate', scope: 'repayment', currency: CNY, cap: minorUnits(5n) },
    ...{ loanId: town.loanId, expiresDay: dayOf(2030, 1, 1), ...changes },
  });

  it('is granted at the bank and counts until its last day', () => {
    const town = new TrialLoan();
    const id = town.done(town.borrower, asked(town));
    expect(town.fact('mandate', id)).toMatchObject({ state: 'requested', used: 0n });
    const tell = { kind: 'RecordMandate', mandateId: id } as const;
    const page = { pageUrl: 'http://bank/mandate' };
    town.done(BANK, { ...tell, outcome: 'awaiting_authorisation', ...page });
    expect(town.fact('mandate', id)).toMatchObject({ state: 'requested', ...page });
    town.done(BANK, { ...tell, outcome: 'granted', bankReference: 'M1' });
    expect(town.ask(BANK, { ...tell, outcome: 'granted' })).toEqual(NOTHING);
    expect(town.ask(BANK, { ...tell, outcome: 'declined' })).toEqual(NOTHING);
    expect(town.fact('mandate', id)).toMatchObject({ state: 'granted', bankReference: 'M1' });
    town.done(BANK, { ...tell, outcome: 'expired' });
    expect(town.ask(BANK, { ...tell, outcome: 'granted' })).toEqual(NOTHING);
    expect(town.fact('mandate', id).state).toBe('expired');
  });

  it('is recorded by the bank alone', () => {
    const town = new TrialLoan();
    const tell = { kind: 'RecordMandate', mandateId: newTrialId(), outcome: 'granted' } as const;
    expect(town.ask(town.borrower, tell)).toEqual(refuse('not_allowed'));
    expect(town.ask(BANK, tell)).toEqual(refuse('not_found'));
  });

  it('is taken back by its owner, once', () => {
    const town = new TrialLoan();
    const mandateId = town.done(town.borrower, asked(town));
    const revoke = { kind: 'RevokeMandate', mandateId } as const;
    expect(town.ask(CALENDAR, revoke)).toEqual(refuse('not_allowed'));
    expect(town.ask(town.aClient('borrower'), revoke)).toEqual(refuse('not_found'));
    town.done(town.borrower, revoke);
    expect(town.ask(town.borrower, revoke)).toEqual(refuse('wrong_stage', { state: 'revoked' }));
  });

  it('is for the own loan, and only while something can be paid for it', () => {
    const town = new TrialLoan();
    const ask = (changes: Partial<RequestMandate>) => town.ask(town.borrower, asked(town, changes));
    expect(ask({ loanId: newTrialId() })).toEqual(refuse('not_found'));
    expect(town.ask(town.aClient('borrower'), asked(town))).toEqual(refuse('not_found'));
    town.given('loan', { ...town.loan, state: 'closed' });
    expect(ask({})).toEqual(refuse('wrong_stage', { state: 'closed' }));
  });

  it('names a loan where it is for one, a cap, and a day to come', () => {
    const town = new TrialLoan();
    const lender = town.aLender(1n);
    const field = (command: RequestMandate, who = town.borrower) => {
      const asking = town.ask(who, command);
      return asking.ok ? 'ok' : (asking.refusal.data.field ?? asking.refusal.code);
    };
    const { loanId: _, ...noLoan } = asked(town);
    expect(field(noLoan)).toBe('loanId');
    expect(field({ ...noLoan, scope: 'bid' }, lender)).toBe('ok');
    expect(field(asked(town, { scope: 'bid' }), lender)).toBe('loanId');
    expect(field(asked(town, { cap: minorUnits(0n) }))).toBe('cap');
    expect(field(asked(town, { expiresDay: addDays(town.today, -1) }))).toBe('expiresDay');
    expect(field(asked(town, { expiresDay: town.today }))).toBe('ok');
    expect(field(asked(town, { cap: minorUnits(1_000_000_000_001n) }))).toBe('cap');
  });

  it('is for verified clients with an account at the bank who are not frozen', () => {
    const town = new TrialLoan();
    const client = town.fact('client', town.borrower.id);
    const ask = () => town.ask(town.borrower, asked(town));
    expect(town.ask(BANK, asked(town))).toEqual(refuse('not_allowed'));
    town.given('client', { ...client, status: 'registered' });
    expect(ask()).toEqual(refuse('identity_not_verified'));
    town.given('client', { ...client, status: 'frozen' });
    expect(ask()).toEqual(refuse('client_frozen'));
    town.given('client', { ...client, custodyAccounts: {} });
    expect(ask()).toEqual(refuse('custody_account_missing'));
  });

  it('is used up by what is paid under it', () => {
    const town = new TrialLoan();
    town.disburse();
    town.goTo(dayOf(2026, 4, 2));
    const used = town.world.known
      .list('mandatesOfLoan', town.loanId)
      .map(({ scope, used: sum }) => [scope, sum]);
    expect(used).toEqual([
      ['repayment', 88_916n],
      ['fees', 1_000n],
    ]);
  });
});

describe('a release that the bank refused', () => {
  it('is asked for again by staff, as long as the bank has it frozen', () => {
    const town = new TrialLoan();
    town.bid(town.aLender(400_000n), 400_000n);
    town.answerAll();
    town.now = plusMs(town.now, 8 * 86_400_000);
    town.done(CALENDAR, { kind: 'CloseFunding', loanId: town.loanId });
    town.bank = () => 'refused';
    town.answerAll();
    const [refused] = town.instructions;
    const again: RetryInstruction = {
      kind: 'RetryInstruction',
      instructionId: refused?.id ?? newTrialId(),
    };
    expect(town.ask(town.borrower, again)).toEqual(refuse('not_allowed'));
    expect(town.ask(FINANCE, { ...again, instructionId: newTrialId() })).toEqual(
      refuse('not_found'),
    );
    town.done(FINANCE, again);
    town.bank = () => 'confirmed';
    town.answerAll();
    expect(town.bids).toMatchObject([{ state: 'returned', freezeState: 'released' }]);
    expect(town.ask(FINANCE, again)).toEqual(refuse('wrong_stage', { state: 'released' }));
    const done = town.instructions.find(({ state }) => state === 'confirmed');
    expect(town.ask(FINANCE, { ...again, instructionId: done?.id ?? newTrialId() })).toEqual(
      refuse('wrong_stage', { state: 'confirmed' }),
    );
  });
});
