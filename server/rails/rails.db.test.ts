import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { topUpCodeOf } from '@mutua/core/wallet/slip.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { confirmPage } from '../sandbox/bank/customer.ts';
import { readWithdrawals } from '../wallet/own-money-read.ts';
import {
  CNY,
  financeOfficer,
  newTrialId,
  PASSWORD,
  personOf,
  type TrialClient,
  TrialRails,
} from './trial-rails.ts';

let trial: TrialRails;

beforeAll(async () => {
  trial = await TrialRails.start();
}, 60_000);
afterAll(() => trial.end());
afterEach(async () => {
  await trial.control('behaviours', { behaviours: [], replace: true });
});

async function expectSameBooks(...clients: readonly TrialClient[]): Promise<void> {
  for (const client of clients) {
    const [posted] = (await trial.cash(client)).split(' ');
    const [booked] = (await trial.atBank(client.account)).split(' ');
    expect(posted).toBe(booked);
  }
}

describe('a top-up at the bank', () => {
  it('shows the bank’s page, and counts when the bank says so', async () => {
    const lender = await trial.funded('lender', 500_000n);
    expect(await trial.cash(lender)).toBe('500000 0');
    expect(await trial.atBank(lender.account)).toBe('500000 0');
  });

  it('fails when its owner says no', async () => {
    const lender = await trial.client('lender');
    const topUpId = await trial.topUp(lender, 500_000n);
    await confirmPage(await trial.topUpPage(topUpId), PASSWORD, 'decline');
    await trial.until(async () => (await trial.topUpState(topUpId)) === 'failed');
    expect(await trial.cash(lender)).toBe('0 0');
  });
});

describe('a bid', () => {
  it('is frozen at the bank when its lender has authorised it there', async () => {
    const [lender, borrower] = [
      await trial.funded('lender', 500_000n),
      await trial.client('borrower'),
    ];
    const bidId = await trial.bid(lender, await trial.loan(borrower, 1_000_000n), 200_000n);
    await trial.until(
      async () => (await trial.bidState(bidId)) === 'accepted awaiting_authorisation',
    );
    expect(await trial.atBank(lender.account)).toBe('500000 0');
    await trial.authoriseBid(bidId);
    await trial.until(async () => (await trial.bidState(bidId)) === 'accepted confirmed');
    expect(await trial.cash(lender)).toBe('500000 200000');
    expect(await trial.atBank(lender.account)).toBe('500000 200000');
  });

  it('is frozen at once under a mandate that the lender has granted there', async () => {
    const [lender, borrower] = [
      await trial.funded('lender', 500_000n),
      await trial.client('borrower'),
    ];
    const mandateId = await trial.must(personOf(lender.id, ['lender']), {
      ...{ kind: 'RequestMandate', scope: 'bid', currency: CNY, cap: minorUnits(400_000n) },
      expiresDay: (await trial.businessDate()) as never,
    });
    const page = () =>
      trial.value('select page_url from wallet.mandate where id = $1', [mandateId]);
    await trial.until(async () => (await page()) !== null);
    await confirmPage(String(await page()), PASSWORD);
    const state = () => trial.value('select state from wallet.mandate where id = $1', [mandateId]);
    await trial.until(async () => (await state()) === 'granted');
    const bidId = await trial.bid(lender, await trial.loan(borrower, 1_000_000n), 200_000n);
    await trial.until(async () => (await trial.bidState(bidId)) === 'accepted confirmed');
    expect(await trial.atBank(lender.account)).toBe('500000 200000');
  });

  it('goes back when the bank refuses its freeze', async () => {
    const [lender, borrower] = [
      await trial.funded('lender', 500_000n),
      await trial.client('borrower'),
    ];
    await trial.control('behaviours', { behaviours: [{ kind: 'refuse_freeze' }] });
    const bidId = await trial.bid(lender, await trial.loan(borrower, 1_000_000n), 200_000n);
    await trial.until(async () => (await trial.bidState(bidId)) === 'returned refused');
    expect(await trial.cash(lender)).toBe('500000 0');
    await expectSameBooks(lender);
  });
});

describe('a withdrawal', () => {
  it('is paid once its owner has authorised it, and comes back when it bounces', async () => {
    const lender = await trial.funded('lender', 500_000n);
    const withdrawalId = await withdraw(lender, 120_000n);
    await trial.until(async () => (await withdrawalState(withdrawalId)) === 'paid');
    expect(await trial.cash(lender)).toBe('380000 0');
    await trial.control(`withdrawals/${withdrawalId}/bounce`, {});
    await trial.until(async () => (await withdrawalState(withdrawalId)) === 'bounced');
    expect(await trial.cash(lender)).toBe('500000 0');
    await expectSameBooks(lender);
  });

  it('shows its owner the bank’s page until it is paid', async () => {
    const lender = await trial.funded('lender', 500_000n);
    const id = await requestWithdrawal(lender, 120_000n);
    const read = async () => (await readWithdrawals(trial.pool, { clientId: lender.id, id }))[0];
    await trial.until(async () => (await read())?.pageUrl !== undefined);
    expect(await read()).toMatchObject({ state: 'sent' });
    await confirmPage(String((await read())?.pageUrl), PASSWORD);
    await trial.until(async () => (await read())?.state === 'paid');
    expect(await read()).not.toHaveProperty('pageUrl');
  });

  it('comes back although the bank says so before it says that it was paid', async () => {
    const lender = await trial.funded('lender', 500_000n);
    await trial.control('behaviours', {
      behaviours: [
        { kind: 'bounce_withdrawal' },
        { kind: 'callback_lost', callback: 'instruction_done' },
      ],
    });
    const withdrawalId = await withdraw(lender, 120_000n);
    await trial.until(async () => (await withdrawalState(withdrawalId)) === 'bounced');
    expect(await trial.cash(lender)).toBe('500000 0');
    await expectSameBooks(lender);
  });
});

describe('a transfer from outside', () => {
  it('is its payer’s whose code and name it bears', async () => {
    const lender = await trial.client('lender', '韩梅梅');
    await payIn(
      { payerName: '韩梅梅', remark: `充值 ${topUpCodeOf(lender.clientNumber)}` },
      '70000',
    );
    await trial.until(async () => (await trial.cash(lender)) === '70000 0');
    expect(await trial.atBank(lender.account)).toBe('70000 0');
  });

  it('waits for two finance officers when the name is another', async () => {
    const lender = await trial.client('lender', '王芳');
    const bankReference = await payIn({ payerName: '王 芳', remark: 'no code here' }, '30000');
    const [maker, checker] = [financeOfficer(), financeOfficer()];
    const receiptId = await receiptOf(bankReference);
    const stranger = await trial.client('lender', '李娜');
    const claim = { kind: 'ClaimReceipt', receiptId, role: 'lender', note: 'slip 7' } as const;
    expect(await trial.commit(maker, { ...claim, clientId: stranger.id })).toMatchObject({
      refusal: { code: 'payer_differs' },
    });
    await trial.must(maker, { ...claim, clientId: lender.id });
    expect(await trial.commit(maker, { kind: 'ConfirmReceiptEnd', receiptId })).toMatchObject({
      refusal: { code: 'same_person' },
    });
    await trial.must(checker, { kind: 'ConfirmReceiptEnd', receiptId });
    await trial.until(async () => (await trial.cash(lender)) === '30000 0');
    await expectSameBooks(lender);
  });

  it('goes back when nobody knows whose it is', async () => {
    const bankReference = await payIn({ payerName: '无名', remark: '' }, '12345');
    const receiptId = await receiptOf(bankReference);
    const [maker, checker] = [financeOfficer(), financeOfficer()];
    await trial.must(maker, { kind: 'SendBackReceipt', receiptId, note: 'unknown' });
    await trial.must(checker, { kind: 'ConfirmReceiptEnd', receiptId });
    const state = () => trial.value('select state from wallet.receipt where id = $1', [receiptId]);
    await trial.until(async () => (await state()) === 'sent_back');
    const posted = 'select posted from ledger.account where owner = $1';
    expect(await trial.value(posted, [receiptId])).toBe(0n);
  });
});

describe('a top-up that is reversed', () => {
  it('goes back as far as there is cash; the rest is owed, and its client is stopped', async () => {
    const [lender, borrower] = [await trial.client('lender'), await trial.client('borrower')];
    const topUpId = await trial.topUp(lender, 500_000n);
    await trial.pay(topUpId);
    await trial.until(async () => (await trial.topUpState(topUpId)) === 'credited');
    const loanId = await trial.loan(borrower, 1_000_000n);
    const bidId = await trial.bid(lender, loanId, 300_000n);
    await trial.authoriseBid(bidId);
    await trial.until(async () => (await trial.bidState(bidId)) === 'accepted confirmed');
    await trial.control(`top-ups/${topUpId}/reverse`, {});
    await trial.until(async () => (await trial.cash(lender)) === '300000 300000');
    await expectSameBooks(lender);
    const debt = 'select amount from wallet.client_debt where client_id = $1';
    expect(await trial.value(debt, [lender.id])).toBe(300_000n);
    const refused = await trial.commit(personOf(lender.id, ['lender']), {
      ...{ kind: 'RequestWithdrawal', role: 'lender', amount: minorUnits(1n), currency: CNY },
    });
    expect(refused).toMatchObject({ refusal: { code: 'client_frozen' } });
    await trial.until(async () => trial.alarms.includes(`top_up_reversed ${topUpId}`));
  });

  it('waits for a hold of which the bank has not heard, and is booked when that falls', async () => {
    const [lender, borrower] = [await trial.client('lender'), await trial.client('borrower')];
    const topUpId = await trial.topUp(lender, 500_000n);
    await trial.pay(topUpId);
    await trial.until(async () => (await trial.topUpState(topUpId)) === 'credited');
    const bidId = await trial.bid(lender, await trial.loan(borrower, 1_000_000n), 300_000n);
    await trial.until(
      async () => (await trial.bidState(bidId)) === 'accepted awaiting_authorisation',
    );
    await trial.control(`top-ups/${topUpId}/reverse`, {});
    await trial.until(async () => (await trial.topUpState(topUpId)) === 'reversed');
    expect(await trial.cash(lender)).toBe('500000 300000');
    await trial.authoriseBid(bidId);
    await trial.until(async () => (await trial.bidState(bidId)) === 'returned refused');
    await trial.until(async () => (await trial.cash(lender)) === '0 0');
    await expectSameBooks(lender);
  });
});

describe('nobody but its owner moves client money', () => {
  it('an instruction without authorisation is refused by the bank and changes nothing', async () => {
    const lender = await trial.funded('lender', 500_000n);
    const id = newTrialId();
    const amount = { minorUnits: '500000', currency: 'CNY' };
    await trial.custodian.sendBatch({
      batchId: newTrialId(),
      instructions: [
        { kind: 'withdraw', id, account: lender.account, amount, authorisation: newTrialId() },
      ],
    });
    const { result } = await trial.custodian.instruction(id);
    expect(result).toMatchObject({ outcome: 'refused', reason: 'authorisation_missing' });
    expect(await trial.atBank(lender.account)).toBe('500000 0');
    expect(await trial.cash(lender)).toBe('500000 0');
  });

  it('a debit that nobody authorised raises an alarm within seconds, and a break', async () => {
    const lender = await trial.funded('lender', 500_000n);
    const began = performance.now();
    const { bankReference } = (await trial.control(`accounts/${lender.account}/debit`, {
      amount: { minorUnits: '100', currency: 'CNY' },
    })) as { bankReference: string };
    await trial.until(async () => trial.alarms.includes(`movement_unexplained ${bankReference}`));
    expect(performance.now() - began).toBeLessThan(5_000);
    const found = `select state || ' ' || theirs from ledger.break where reference = $1`;
    expect(await trial.value(found, [bankReference])).toBe('found 100');
  });
});

function requestWithdrawal({ id, role }: TrialClient, amount: bigint) {
  return trial.must(personOf(id, [role]), {
    ...{ kind: 'RequestWithdrawal', role, amount: minorUnits(amount), currency: CNY },
  });
}

async function withdraw(client: TrialClient, amount: bigint) {
  const withdrawalId = await requestWithdrawal(client, amount);
  const page = () =>
    trial.value('select page_url from wallet.instruction where id = $1', [withdrawalId]);
  await trial.until(async () => (await page()) !== null);
  await confirmPage(String(await page()), PASSWORD);
  return withdrawalId;
}

function withdrawalState(id: string): Promise<unknown> {
  return trial.value('select state from wallet.withdrawal where id = $1', [id]);
}

async function payIn(
  payer: { readonly payerName: string; readonly remark: string },
  minorUnits: string,
): Promise<string> {
  const { bankReference } = (await trial.control('incoming-transfers', {
    ...{ payerAccount: '6222000011112222', amount: { minorUnits, currency: 'CNY' } },
    ...payer,
  })) as { bankReference: string };
  return bankReference;
}

async function receiptOf(bankReference: string) {
  const text = 'select id from wallet.receipt where bank_reference = $1';
  await trial.until(async () => (await trial.value(text, [bankReference])) !== undefined);
  return (await trial.value(text, [bankReference])) as ReturnType<typeof newTrialId>;
}
