// The bank's pages, as owners meet them with a browser or with curl.
import { randomUUID } from 'node:crypto';
import type { OpenAccountAnswer } from '@mutua/contract/custodian/accounts.ts';
import type {
  AuthorisationAtBank,
  MandateAtBank,
} from '@mutua/contract/custodian/authorisations.ts';
import type { TopUpAtBank } from '@mutua/contract/custodian/top-ups.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { confirmPage, openAccountPage, revokeMandatePage } from '../customer.ts';
import { LOAN, PASSWORD, TrialBank, yuan } from '../trial-bank.ts';

let trial: TrialBank;
let lender: string;
let borrower: string;
beforeAll(async () => {
  trial = await TrialBank.start();
  borrower = await trial.account('borrower', '王伟');
});
beforeEach(async () => {
  lender = await trial.funded('lender', '1234567', '<Li> & "Na"');
});
afterAll(() => trial.end());

async function read(url: string, acceptLanguage = 'en'): Promise<string> {
  const answer = await fetch(url, { headers: { 'accept-language': acceptLanguage } });
  return answer.text();
}

async function topUpPage(minorUnits = '1234567'): Promise<TopUpAtBank> {
  const returnUrl = `${trial.platformOrigin}/wallet`;
  const request = { id: randomUUID(), account: lender, amount: yuan(minorUnits), returnUrl };
  return (await trial.ask<TopUpAtBank>('POST', '/api/top-ups', request)).body;
}

async function freezePage(): Promise<AuthorisationAtBank> {
  const { body } = await trial.ask<AuthorisationAtBank>('POST', '/api/authorisations', {
    instructionId: randomUUID(),
    kind: 'freeze',
    account: lender,
    payee: borrower,
    loanId: LOAN,
    amount: yuan('60000'),
    text: 'Bid on <loan> 7',
  });
  return body;
}

async function mandatePage(scope = 'auto_bid'): Promise<MandateAtBank> {
  const request = {
    id: randomUUID(),
    account: lender,
    scope,
    cap: yuan('500000'),
    perInstructionCap: yuan('10000'),
    expiresDay: '2027-11-23',
  };
  return (await trial.ask<MandateAtBank>('POST', '/api/mandates', request)).body;
}

describe('a page', () => {
  it('speaks the reader’s language, or the one that the address names', async () => {
    const { pageUrl } = await topUpPage();
    expect(await read(pageUrl, 'zh-CN,zh;q=0.9,en;q=0.8')).toContain('确认充值');
    expect(await read(pageUrl, 'en-GB,en')).toContain('Confirm your top-up');
    expect(await read(`${pageUrl}?lang=zh`, 'en')).toContain('确认充值');
    expect(await read(`${pageUrl}?lang=en`, 'zh-CN')).toContain('Confirm your top-up');
    for (const language of ['zh', 'en']) {
      expect(await read(`${pageUrl}?lang=${language}`)).toContain('Sandbox bank 沙箱存管银行');
    }
  });

  it('escapes what others wrote, and may run and load nothing of others', async () => {
    const { pageUrl } = await freezePage();
    const text = await read(pageUrl);
    expect(text).toContain('&lt;Li&gt; &amp; &quot;Na&quot;');
    expect(text).toContain('Bid on &lt;loan&gt; 7');
    expect(text).not.toContain('<script');
    const { headers } = await fetch(pageUrl);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('that is unknown is not there', async () => {
    const url = `${trial.bank.url}/pages/${'A'.repeat(43)}`;
    expect((await fetch(url)).status).toBe(404);
    expect((await fetch(url, { method: 'POST', body: new URLSearchParams() })).status).toBe(404);
  });
});

describe('the page of a new account', () => {
  const opening = async (clientId: string = randomUUID()) => {
    const { body } = await trial.ask<OpenAccountAnswer>('POST', '/api/accounts', {
      clientId,
      class: 'lender',
      name: 'Li Na',
      identityNumber: '110101199003070011',
      mobile: '13800000000',
      currency: 'CNY',
    });
    return { pageUrl: body.pageUrl ?? '', readCode: trial.codeOf(body.account) };
  };
  const owner = { password: 'secret-1', holderName: 'Li Na' };

  it('takes a password and the own card, and tells the platform the last four figures alone', async () => {
    const { pageUrl, readCode } = await opening('client-1');
    expect(await read(pageUrl)).toContain('Open your custody account');
    expect(await read(`${pageUrl}?lang=zh`)).toContain('开立存管账户');
    const done = await openAccountPage(pageUrl, owner, readCode);
    expect(done.text).toContain('Your custody account is open.');
    const isThis = (data: { clientId: string }) => data.clientId === 'client-1';
    const [opened] = await trial.hears('account_opened', 1, isThis);
    expect(opened?.data.card).toEqual({ lastFour: '3445', holderNameMatches: true });
    expect(JSON.stringify(trial.heard.callbacks)).not.toContain('secret-1');
    expect(JSON.stringify(trial.heard.callbacks)).not.toContain('6222020200112233445');
  });

  it('cannot be used to set another password later', async () => {
    const { pageUrl, readCode } = await opening('client-2');
    await openAccountPage(pageUrl, owner, readCode);
    const again = await fetch(pageUrl, {
      method: 'POST',
      body: new URLSearchParams({
        password: 'secret-2',
        card: '6222020200112233445',
        holderName: 'Li Na',
        code: await readCode(),
      }),
    });
    expect(await again.text()).toContain('Your custody account is open.');
    const isThis = (data: { clientId: string }) => data.clientId === 'client-2';
    const [opened] = await trial.hears('account_opened', 1, isThis);
    const account = opened?.data.account ?? '';
    const request = { id: randomUUID(), account, amount: yuan('1') };
    const { body } = await trial.ask<TopUpAtBank>('POST', '/api/top-ups', request);
    expect((await confirmPage(body.pageUrl, 'secret-2')).status).toBe(403);
    expect((await confirmPage(body.pageUrl, 'secret-1')).status).toBe(200);
  });

  it('says what is missing, and notes a card in another name', async () => {
    const { pageUrl, readCode } = await opening();
    const open = (change: object) => openAccountPage(pageUrl, { ...owner, ...change }, readCode);
    const refused = await open({ password: '12345' });
    expect(refused).toMatchObject({ status: 400 });
    expect(refused.text).toContain('6 to 64 characters');
    expect((await open({ card: '12' })).text).toContain('card number');
    expect((await open({ holderName: ' ' })).status).toBe(400);
    const misnamed = await open({ holderName: 'Wang Wei' });
    expect(misnamed.text).toContain('The card is not in your name');
  });
});

describe('the page of a decision', () => {
  it('of a top-up shows the amount, credits it once, and leads back to the platform', async () => {
    const { pageUrl, id } = await topUpPage();
    expect(await read(pageUrl)).toContain('12,345.67 CNY');
    const done = await confirmPage(pageUrl, PASSWORD);
    expect(done.text).toContain('The money is in your account.');
    expect(done.text).toContain(`href="${trial.platformOrigin}/wallet"`);
    await confirmPage(pageUrl, PASSWORD);
    expect((await trial.standing(lender))[0]).toBe('2469134');
    const { body } = await trial.ask<TopUpAtBank>('GET', `/api/top-ups/${id}`);
    expect(body).toMatchObject({ state: 'credited', day: '2026-11-23' });
  });

  it('of a top-up that is turned away takes nothing', async () => {
    const { pageUrl, id } = await topUpPage();
    expect((await confirmPage(pageUrl, PASSWORD, 'decline')).text).toContain('did not succeed');
    expect(await trial.hears('top_up_failed', 1, (data) => data.id === id)).toHaveLength(1);
    expect((await trial.standing(lender))[0]).toBe('1234567');
  });

  it('of one payment shows what, to whom and how much, and tells the platform', async () => {
    const { pageUrl, authorisation } = await freezePage();
    const text = await read(pageUrl, 'zh-CN');
    for (const shown of ['600.00 CNY', '王**', LOAN]) expect(text).toContain(shown);
    expect((await confirmPage(`${pageUrl}?lang=zh`, PASSWORD)).text).toContain('您已授权');
    expect(
      await trial.hears('authorised', 1, (data) => data.authorisation === authorisation),
    ).toHaveLength(1);
    const { pageUrl: other, authorisation: declined } = await freezePage();
    expect((await confirmPage(other, PASSWORD, 'decline')).text).toContain('No money moved');
    expect(
      await trial.hears('declined', 1, (data) => data.authorisation === declined),
    ).toHaveLength(1);
  });

  it('of a mandate shows scope, caps and end; the owner can revoke it on the bank’s page', async () => {
    const { pageUrl, mandate } = await mandatePage();
    const text = await read(pageUrl);
    for (const shown of ['Automatic bids', '5,000.00 CNY', '100.00 CNY', '2027-11-23']) {
      expect(text).toContain(shown);
    }
    expect((await confirmPage(pageUrl, PASSWORD)).text).toContain('The mandate holds');
    const owner = { account: lender, password: PASSWORD, mandate };
    const wrong = await revokeMandatePage(trial.bank.url, { ...owner, password: 'guess-1' });
    expect(wrong.status).toBe(403);
    const others = await trial.account('lender');
    await revokeMandatePage(trial.bank.url, { ...owner, account: others });
    const state = async () =>
      (await trial.ask<MandateAtBank>('GET', `/api/mandates/${mandate}`)).body.state;
    expect(await state()).toBe('granted');
    expect((await revokeMandatePage(trial.bank.url, owner)).text).toContain('There is no mandate');
    expect(await state()).toBe('revoked');
    expect(
      await trial.hears('mandate_revoked', 1, (data) => data.mandate === mandate),
    ).toHaveLength(1);
  });

  it('of a mandate may be declined, and the platform may revoke one', async () => {
    const { pageUrl, mandate } = await mandatePage('bid');
    await confirmPage(pageUrl, PASSWORD, 'decline');
    expect(
      await trial.hears('mandate_declined', 1, (data) => data.mandate === mandate),
    ).toHaveLength(1);
    const granted = await trial.mandate(lender, {});
    const { body } = await trial.ask<MandateAtBank>('POST', `/api/mandates/${granted}/revoke`);
    expect(body.state).toBe('revoked');
  });

  it('is over when its time is', async () => {
    const { pageUrl, id } = await topUpPage();
    const { pageUrl: other, authorisation } = await freezePage();
    await trial.control('/sandbox/clock', { advanceMs: 30 * 60_000 + 1 });
    expect((await confirmPage(pageUrl, PASSWORD)).text).toContain('The time is over');
    expect((await confirmPage(other, PASSWORD)).text).toContain('The time is over');
    expect(await trial.hears('top_up_expired', 1, (data) => data.id === id)).toHaveLength(1);
    const isThis = (data: { authorisation: string }) => data.authorisation === authorisation;
    expect(await trial.hears('authorisation_expired', 1, isThis)).toHaveLength(1);
  });
});

describe('the payment password', () => {
  it('is asked for every decision, and locked for 15 minutes after five wrong tries', async () => {
    const { pageUrl } = await topUpPage();
    for (let count = 0; count < 5; count += 1) {
      expect((await confirmPage(pageUrl, 'guess-1')).status).toBe(403);
    }
    const locked = await confirmPage(`${pageUrl}?lang=zh`, PASSWORD);
    expect(locked.status).toBe(429);
    expect(locked.text).toContain('15分钟');
    await trial.reopen();
    const again = pageUrl.replace(/^http:\/\/[^/]+/, trial.bank.url);
    expect((await confirmPage(again, PASSWORD)).status).toBe(429);
    await trial.control('/sandbox/clock', { advanceMs: 15 * 60_000 + 1 });
    expect((await confirmPage(again, PASSWORD)).status).toBe(200);
    expect((await trial.standing(lender))[0]).toBe('2469134');
  });

  it('gives nobody more tries by asking many times at once', async () => {
    const { pageUrl } = await topUpPage();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => confirmPage(pageUrl, 'guess-1')),
    );
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7);
  });

  it('counts from nothing again when it was right', async () => {
    const { pageUrl } = await mandatePage();
    for (let count = 0; count < 4; count += 1) await confirmPage(pageUrl, 'guess-1');
    await confirmPage(pageUrl, PASSWORD);
    const { pageUrl: next } = await mandatePage();
    for (let count = 0; count < 4; count += 1) await confirmPage(next, 'guess-1');
    expect((await confirmPage(next, PASSWORD)).status).toBe(200);
  });
});
