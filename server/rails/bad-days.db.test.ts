// Days on which the bank answers late, twice, in the wrong order or not at all, and on which something breaks.
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CNY, newTrialId, personOf, type TrialClient, TrialRails } from './trial-rails.ts';

let trial: TrialRails;

beforeAll(async () => {
  trial = await TrialRails.start();
}, 60_000);
afterAll(() => trial.end());
afterEach(async () => {
  await trial.control('behaviours', { behaviours: [], replace: true });
});

describe('on a bad day', () => {
  it.each([
    ['is not answered after it has executed', { kind: 'answer_never', path: '/api/batches' }],
    ['calls twice', { kind: 'callback_twice', count: 3 }],
    ['calls in the wrong order', { kind: 'callbacks_out_of_order', count: 2 }],
    ['calls hours late', { kind: 'callback_late', milliseconds: 10_000_000, count: 2 }],
    ['never calls', { kind: 'callback_lost', count: 3 }],
  ])('a bank that %s freezes once', async (_, behaviour) => {
    const [lender, borrower] = [
      await trial.funded('lender', 500_000n),
      await trial.client('borrower'),
    ];
    const loanId = await trial.loan(borrower, 1_000_000n);
    await trial.control('behaviours', { behaviours: [behaviour] });
    const bidIds = [
      await trial.bid(lender, loanId, 200_000n),
      await trial.bid(lender, loanId, 100_000n),
    ];
    for (const bidId of bidIds) await trial.authoriseBid(bidId);
    for (const bidId of bidIds) {
      await trial.until(async () => (await trial.bidState(bidId)) === 'accepted confirmed');
    }
    await trial.control('clock', { advanceMs: 10_000_000 });
    await trial.rails.finish(5_000);
    expect(await trial.atBank(lender.account)).toBe('500000 300000');
    expect(await trial.cash(lender)).toBe('500000 300000');
  });

  it.each([
    ['twice', { kind: 'callback_twice', count: 2 }],
    ['never', { kind: 'callback_lost', callback: 'top_up_credited' }],
    ['in the wrong order', { kind: 'callbacks_out_of_order', count: 2 }],
  ])(
    'a top-up that the bank tells of %s is credited once, without an alarm',
    async (_, behaviour) => {
      const lender = await trial.client('lender');
      const alarms = trial.alarms.length;
      const topUpId = await trial.topUp(lender, 90_000n);
      await trial.topUpPage(topUpId);
      await trial.control('behaviours', { behaviours: [behaviour] });
      await trial.pay(topUpId);
      await trial.until(async () => (await trial.cash(lender)) === '90000 0');
      await trial.rails.finish(3_000);
      expect(await trial.cash(lender)).toBe('90000 0');
      expect(trial.alarms.slice(alarms)).toEqual([]);
    },
  );

  it('a bank that stops between the instruction and its answer freezes once', async () => {
    const [lender, borrower] = [
      await trial.funded('lender', 500_000n),
      await trial.client('borrower'),
    ];
    const loanId = await trial.loan(borrower, 1_000_000n);
    await trial.closeBank();
    const bidId = await trial.bid(lender, loanId, 200_000n);
    await trial.until(
      async () =>
        (await trial.value(`select state from wallet.custody_batch order by id desc limit 1`)) ===
        'unknown',
    );
    await trial.openBank();
    await trial.authoriseBid(bidId);
    await trial.until(async () => (await trial.bidState(bidId)) === 'accepted confirmed');
    expect(await trial.atBank(lender.account)).toBe('500000 200000');
  });

  it('a platform that ends between the instruction and its answer finds it again', async () => {
    const [lender, borrower] = [
      await trial.funded('lender', 500_000n),
      await trial.client('borrower'),
    ];
    const loanId = await trial.loan(borrower, 1_000_000n);
    await trial.control('behaviours', {
      behaviours: [
        { kind: 'answer_never', path: '/api/batches' },
        { kind: 'callback_lost', count: 2 },
      ],
    });
    const bidId = await trial.bid(lender, loanId, 200_000n);
    await trial.until(async () => (await trial.bidState(bidId)) === 'accepted sent');
    await trial.restartPlatform();
    await trial.authoriseBid(bidId);
    await trial.until(async () => (await trial.bidState(bidId)) === 'accepted confirmed');
    expect(await trial.atBank(lender.account)).toBe('500000 200000');
  });
});

describe('an instruction that cannot be sent', () => {
  it('is refused alone, and the others of its batch are carried out', async () => {
    const [lender, odd] = [
      await trial.funded('lender', 500_000n),
      await trial.funded('lender', 9_000n),
    ];
    const borrower = await trial.client('borrower');
    const loanId = await trial.loan(borrower, 1_000_000n);
    // No bank has such a number: the custodian refuses the whole request.
    await trial.setCustodyAccount(odd, 'no such number');
    await trial.closeBank();
    const [bidId, withdrawalId] = [
      await trial.bid(lender, loanId, 200_000n),
      await requestWithdrawal(odd, 1_000n),
    ];
    await trial.openBank();
    await trial.until(async () => (await withdrawalState(withdrawalId)) === 'refused');
    expect(await trial.cash(odd)).toBe('9000 0');
    await trial.authoriseBid(bidId);
    await trial.until(async () => (await trial.bidState(bidId)) === 'accepted confirmed');
  });

  it('waits with an alarm when it is a bug, and holds up no other', async () => {
    const [lender, borrower] = [
      await trial.funded('lender', 500_000n),
      await trial.client('borrower'),
    ];
    const id = newTrialId();
    await trial.town.run(
      `insert into wallet.instruction (id, state, currency, "order", created_at, version)
        values ($1, 'created', 'CNY', '{"kind":"withdraw","account":"8801","amount":"#5"}', now(), 1)`,
      [id],
    );
    const bidId = await trial.bid(lender, await trial.loan(borrower, 1_000_000n), 200_000n);
    await trial.authoriseBid(bidId);
    await trial.until(async () => (await trial.bidState(bidId)) === 'accepted confirmed');
    expect(trial.alarms).toContain(`answer_refused ${id}`);
    await trial.town.run(`update wallet.instruction set state = 'refused' where id = $1`, [id]);
  });
});

function requestWithdrawal({ id, role }: TrialClient, amount: bigint) {
  return trial.must(personOf(id, [role]), {
    ...{ kind: 'RequestWithdrawal', role, amount: minorUnits(amount), currency: CNY },
  });
}

function withdrawalState(id: string): Promise<unknown> {
  return trial.value('select state from wallet.withdrawal where id = $1', [id]);
}
