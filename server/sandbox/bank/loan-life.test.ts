// One loan's money at the bank: topped up, frozen, disbursed, repaid, withdrawn.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LOAN, problemCode, TrialBank, yuan } from './trial-bank.ts';

let trial: TrialBank;
beforeAll(async () => {
  trial = await TrialBank.start();
});
afterAll(() => trial.end());

it('goes from the lender to the borrower and back, to the cent, and out to the own card', async () => {
  const lender = await trial.funded('lender', '1000000', 'Li Na');
  const borrower = await trial.account('borrower', 'Wang Wei');
  const fees = await trial.account('platform', 'Mutua');
  const bids = await trial.mandate(lender, { scope: 'bid' });
  const feeMandate = await trial.mandate(borrower, {
    scope: 'fees',
    loanId: LOAN,
    cap: yuan('5000'),
  });
  const freezeId = randomUUID();
  const frozen = await trial.outcome({
    kind: 'freeze',
    id: freezeId,
    account: lender,
    payee: borrower,
    loanId: LOAN,
    amount: yuan('600000'),
    authorisation: bids,
  });
  expect(frozen).toBe('confirmed');
  expect(await trial.standing(lender)).toEqual(['1000000', '600000']);
  const disbursed = await trial.outcome({
    kind: 'disburse',
    id: randomUUID(),
    payee: borrower,
    loanId: LOAN,
    freezes: [{ freezeId, amount: yuan('600000') }],
    total: yuan('600000'),
    fees: [{ account: fees, amount: yuan('3000'), authorisation: feeMandate }],
  });
  expect(disbursed).toBe('confirmed');
  expect(await trial.standing(lender)).toEqual(['400000', '0']);
  expect(await trial.standing(borrower)).toEqual(['597000', '0']);
  expect(await trial.standing(fees)).toEqual(['3000', '0']);

  const repayment = await trial.mandate(borrower, { scope: 'repayment', loanId: LOAN });
  const repaid = await trial.outcome({
    kind: 'distribute',
    id: randomUUID(),
    payer: borrower,
    loanId: LOAN,
    authorisation: repayment,
    shares: [{ account: lender, amount: yuan('100001') }],
    total: yuan('100001'),
  });
  expect(repaid).toBe('confirmed');
  expect(await trial.standing(lender)).toEqual(['500001', '0']);

  const id = randomUUID();
  const amount = yuan('500001');
  const authorisation = await trial.authorisation({
    instructionId: id,
    kind: 'withdraw',
    account: lender,
    amount,
  });
  expect(
    await trial.outcome({ kind: 'withdraw', id, account: lender, amount, authorisation }),
  ).toBe('confirmed');
  expect(await trial.standing(lender)).toEqual(['0', '0']);

  const [opened] = await trial.hears('account_opened', 2);
  expect(opened?.data.card).toEqual({ lastFour: '3445', holderNameMatches: true });
  expect(await trial.hears('batch_done', 4)).toHaveLength(4);
  expect(trial.heard.forged).toBe(0);
});

it('gives back to its payer what was distributed wrongly, once, and only where it still lies', async () => {
  const lender = await trial.funded('lender', '1000', 'Li Na');
  const borrower = await trial.account('borrower', 'Wang Wei');
  await trial.lend(lender, borrower, '1000');
  const repaid = await trial.repay(borrower, lender, '400');
  expect(await trial.standing(lender)).toEqual(['400', '0']);
  const takeBack = (id: string) => trial.control(`/sandbox/distributions/${id}/reverse`);
  expect((await takeBack(repaid)).status).toBe(200);
  expect(await trial.standing(lender)).toEqual(['0', '0']);
  expect(await trial.standing(borrower)).toEqual(['1000', '0']);
  const [told] = await trial.hears('distribution_reversed');
  expect(told?.data).toMatchObject({ id: repaid, account: borrower, amount: yuan('400') });
  expect(problemCode(await takeBack(repaid))).toBe('wrong_stage');
  const again = await trial.repay(borrower, lender, '400');
  await trial.lend(lender, borrower, '1');
  expect(problemCode(await takeBack(again))).toBe('insufficient_funds');
  expect(await trial.standing(lender)).toEqual(['399', '0']);
});
