import { randomUUID } from 'node:crypto';
import type { WithdrawInstruction } from '@mutua/contract/custodian/instructions.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { brokenLaws } from '../books/check-books.ts';
import {
  bookIncoming,
  bounceWithdrawal,
  debitUnauthorised,
  payInOwn,
} from '../dealings/outside.ts';
import { LOAN, TrialBooks, yuan } from '../trial-books.ts';

let trial: TrialBooks;
let lender: string;
beforeEach(() => {
  trial = new TrialBooks();
  lender = trial.funded('lender', '10000');
});

/** With the owner's word for exactly this, unless it is said otherwise. */
function withdrawing(change: Partial<WithdrawInstruction> = {}): WithdrawInstruction {
  const id = randomUUID();
  const amount = yuan('4000');
  const account = change.account ?? lender;
  const asked = { instructionId: id, kind: 'withdraw', account, amount } as const;
  return { kind: 'withdraw', id, account, amount, authorisation: trial.once(asked), ...change };
}

describe('a withdrawal', () => {
  it('leaves for the owner’s own card', () => {
    expect(trial.outcome(withdrawing({ card: '3445' }))).toBe('confirmed');
    expect(trial.standing(lender)).toEqual([6_000n, 0n]);
    expect(brokenLaws(trial.books)).toEqual([]);
  });

  it('is refused without the owner’s word for exactly this', () => {
    const { authorisation: _none, ...without } = withdrawing();
    expect(trial.outcome(without)).toBe('authorisation_missing');
    expect(trial.outcome(withdrawing({ amount: yuan('4001') }))).toBe('authorisation_differs');
    const mandate = trial.mandate(lender);
    expect(trial.outcome(withdrawing({ authorisation: mandate }))).toBe('authorisation_differs');
    const other = trial.funded('lender', '10000');
    const { authorisation: strange } = withdrawing();
    const stolen = { ...withdrawing({ account: other }), authorisation: strange ?? '' };
    expect(trial.outcome(stolen)).toBe('authorisation_differs');
    expect(trial.standing(lender)).toEqual([10_000n, 0n]);
  });

  it('is refused to a card in another name, and to another card', () => {
    expect(trial.outcome(withdrawing({ card: '0000' }))).toBe('card_not_own');
    const account = trial.account('lender', { holder: 'Somebody Else' });
    trial.topUp(account, '10000');
    expect(trial.outcome(withdrawing({ account }))).toBe('card_not_own');
  });

  it('is refused beyond what is available, frozen money not counted', () => {
    trial.frozen(lender, trial.account('borrower'), '6001');
    expect(trial.outcome(withdrawing())).toBe('insufficient_funds');
  });

  it('does not leave from the platform’s own accounts', () => {
    expect(trial.outcome(withdrawing({ account: trial.account('platform') }))).toBe(
      'class_differs',
    );
  });
});

describe('an own payment', () => {
  const payee = { payeeName: '某法院', payeeAccount: '6222 0001', remark: 'R-1' };
  const paying = (account: string, amount = yuan('4000')) =>
    trial.outcome({ kind: 'own_payment', id: randomUUID(), account, amount, ...payee });

  it('leaves from the platform’s account with nobody else’s word, as far as there is money of its own', () => {
    const platform = trial.account('platform');
    trial.turn((turn) => payInOwn(turn, platform, yuan('5000')));
    expect(paying(platform, yuan('5001'))).toBe('insufficient_funds');
    expect(paying(platform)).toBe('confirmed');
    expect(trial.standing(platform)).toEqual([1_000n, 0n]);
    const callbacks = [...trial.books.callbacks.values()].map(({ callback }) => callback);
    const told = callbacks.filter(({ kind }) => kind === 'movement').map(({ data }) => data);
    expect(told.at(-1)).toMatchObject({
      ...{ account: platform, code: 'own_funds_in', amount: yuan('5000') },
    });
    expect(brokenLaws(trial.books)).toEqual([]);
  });

  it('leaves from no account of a client', () => {
    for (const role of ['lender', 'borrower', 'partner'] as const) {
      expect(paying(trial.funded(role, '10000'))).toBe('class_differs');
    }
    expect(trial.standing(lender)).toEqual([10_000n, 0n]);
  });
});

describe('a withdrawal with a fee', () => {
  let platform: string;
  beforeEach(() => {
    platform = trial.account('platform');
  });

  /** 40.00 to the card and 0.50 to the platform, with the owner's word for both as one payment. */
  function charging(
    change: Partial<WithdrawInstruction> = {},
    word: { readonly amount?: string; readonly fees?: string } = {},
  ): WithdrawInstruction {
    const id = randomUUID();
    const authorisation = trial.once({
      ...{ instructionId: id, kind: 'withdraw', account: lender },
      ...{ amount: yuan(word.amount ?? '4050'), fees: yuan(word.fees ?? '50') },
    });
    const fees = [{ account: platform, amount: yuan('50') }];
    const asked = { id, account: lender, amount: yuan('4000'), fees, authorisation };
    return { kind: 'withdraw', ...asked, ...change };
  }

  it('takes both, when the owner has agreed to both', () => {
    expect(trial.outcome(charging())).toBe('confirmed');
    expect(trial.standing(lender)).toEqual([5_950n, 0n]);
    expect(trial.standing(platform)).toEqual([50n, 0n]);
    expect(brokenLaws(trial.books)).toEqual([]);
  });

  it('asks its owner for all of it, and says what of it is the fee', () => {
    const { authorisation: _, ...unasked } = charging();
    expect(trial.outcome({ ...unasked, pageText: 'Withdrawal' })).toBe('awaiting_authorisation');
    const waiting = [...trial.books.authorisations.values()].find(
      ({ state, instructionId }) => state === 'waiting' && instructionId === unasked.id,
    );
    expect(waiting).toMatchObject({ amount: '4050', fees: '50' });
    expect(trial.standing(platform)).toEqual([0n, 0n]);
  });

  it('brings both back when it bounces', () => {
    const asked = charging();
    expect(trial.outcome(asked)).toBe('confirmed');
    const row = trial.books.withdrawals.get(asked.id);
    if (row === undefined) throw new Error('It did not leave.');
    trial.turn((turn) => bounceWithdrawal(turn, row));
    expect(trial.standing(lender)).toEqual([10_000n, 0n]);
    expect(trial.standing(platform)).toEqual([0n, 0n]);
    const told = [...trial.books.callbacks.values()].map(({ callback }) => callback);
    expect(told.find(({ kind }) => kind === 'withdrawal_bounced')?.data).toMatchObject({
      ...{ id: asked.id, amount: yuan('4000'), fees: yuan('50') },
    });
    const moved = told.filter(({ kind }) => kind === 'movement').slice(-2);
    expect(moved.map(({ data }) => data)).toMatchObject([
      { account: lender, code: 'withdrawal_bounced', amount: yuan('4000'), cause: asked.id },
      { account: lender, code: 'fee_refund', amount: yuan('50'), cause: asked.id },
    ]);
    expect(brokenLaws(trial.books)).toEqual([]);
  });

  it('brings the amount back alone where the platform’s account has not even the fee', () => {
    const asked = charging();
    expect(trial.outcome(asked)).toBe('confirmed');
    const row = trial.books.withdrawals.get(asked.id);
    if (row === undefined) throw new Error('It did not leave.');
    trial.turn((turn) => debitUnauthorised(turn, platform, '1'));
    trial.turn((turn) => bounceWithdrawal(turn, row));
    expect(trial.standing(lender)).toEqual([9_950n, 0n]);
    expect(trial.standing(platform)).toEqual([49n, 0n]);
    expect(brokenLaws(trial.books)).toEqual([]);
  });

  it('is refused where the owner agreed to less, or to no fee', () => {
    for (const word of [{ amount: '4000' }, { fees: '0' }, { fees: '49' }]) {
      expect(trial.outcome(charging({}, word))).toBe('authorisation_differs');
    }
    expect(trial.standing(lender)).toEqual([10_000n, 0n]);
  });

  it('is refused where the fee would go to another client, or beyond what is there', () => {
    const other = trial.account('lender', { holder: 'Wang Wei' });
    const fees = [{ account: other, amount: yuan('50') }];
    expect(trial.outcome(charging({ fees }))).toBe('class_differs');
    const dollars = [{ account: platform, amount: { minorUnits: '50', currency: 'USD' } }];
    expect(trial.outcome(charging({ fees: dollars }))).toBe('currency_differs');
    trial.frozen(lender, trial.account('borrower'), '5951');
    expect(trial.outcome(charging())).toBe('insufficient_funds');
  });
});

describe('a receipt that nobody has claimed', () => {
  const payIn = (payerName: string, currency = 'CNY') =>
    trial.turn((turn) =>
      bookIncoming(turn, {
        payerName,
        payerAccount: '6217000010001234567',
        amount: { minorUnits: '500', currency },
        remark: 'top-up',
      }),
    );
  const claim = (bankReference: string, account: string) =>
    trial.outcome({ kind: 'claim_receipt', id: randomUUID(), bankReference, account });
  const sendBack = (bankReference: string) =>
    trial.outcome({ kind: 'send_back', id: randomUUID(), bankReference });

  it('lies apart under its own reference, and is claimed for the client of the payer’s name once', () => {
    const bankReference = payIn('LI  na');
    expect(trial.standing(`unmatched/${bankReference}`)).toEqual([500n, 0n]);
    expect(claim(bankReference, lender)).toBe('confirmed');
    expect(trial.standing(lender)).toEqual([10_500n, 0n]);
    expect(claim(bankReference, lender)).toBe('receipt_ended');
    expect(sendBack(bankReference)).toBe('receipt_ended');
    expect(brokenLaws(trial.books)).toEqual([]);
  });

  it('is not given to another, nor to the platform', () => {
    const bankReference = payIn('Wang Wei');
    expect(claim(bankReference, lender)).toBe('payer_differs');
    expect(claim(bankReference, trial.account('platform', { name: 'Wang Wei' }))).toBe(
      'class_differs',
    );
    expect(claim(bankReference, 'nobody')).toBe('account_unknown');
    expect(claim('B1', lender)).toBe('receipt_unknown');
    expect(claim(payIn('Li Na', 'EUR'), lender)).toBe('currency_differs');
  });

  it('goes back to where it came from', () => {
    const bankReference = payIn('Wang Wei');
    expect(sendBack(bankReference)).toBe('confirmed');
    expect(trial.standing(`unmatched/${bankReference}`)).toEqual([0n, 0n]);
    expect(sendBack('B1')).toBe('receipt_unknown');
    expect(brokenLaws(trial.books)).toEqual([]);
  });
});

describe('an instruction that waits for its owner', () => {
  it('is worked when the owner agrees, and refused when the owner declines', () => {
    for (const agrees of [true, false]) {
      const { authorisation: _none, ...rest } = withdrawing();
      const [result] = trial.batch({ ...rest, pageText: 'Withdrawal' });
      expect(result).toMatchObject({ outcome: 'awaiting_authorisation' });
      expect(result?.pageUrl).toMatch(/^http:\/\/bank\.test\/pages\/[\w-]{43}$/);
      trial.decide(rest.id, agrees);
      const kept = trial.books.results.get(rest.id)?.result;
      expect(kept?.outcome).toBe(agrees ? 'confirmed' : 'refused');
      expect(kept?.reason).toBe(agrees ? undefined : 'authorisation_declined');
    }
    expect(trial.standing(lender)).toEqual([6_000n, 0n]);
  });

  it('asks nobody when the money is not there', () => {
    const lean = { kind: 'withdraw', id: randomUUID(), account: lender } as const;
    const instruction = { ...lean, amount: yuan('10001'), pageText: 'Withdrawal' };
    expect(trial.outcome(instruction)).toBe('insufficient_funds');
    const borrower = trial.account('borrower');
    const freeze = { kind: 'freeze', id: randomUUID(), account: lender, payee: borrower } as const;
    expect(trial.outcome({ ...freeze, loanId: LOAN, amount: yuan('10001'), pageText: 'Bid' })).toBe(
      'insufficient_funds',
    );
  });
});
