// Codes to the owner's phone: without the phone nobody sets or resets a payment password, or changes a card.
import { randomUUID } from 'node:crypto';
import type { AccountAtBank, OpenAccountAnswer } from '@mutua/contract/custodian/accounts.ts';
import type { PhoneMessages } from '@mutua/contract/custodian/sandbox.ts';
import type { TopUpAtBank } from '@mutua/contract/custodian/top-ups.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  changeCardPage,
  codeFromPhone,
  confirmPage,
  openAccountPage,
  resetPasswordPage,
} from '../customer.ts';
import { runBank } from '../main.ts';
import { problemCode, TrialBank, yuan } from '../trial-bank.ts';

const CARD = '6222020200112233445';
const MINUTE_MS = 60_000;
const IDENTITY = '110101199003070011';

let trial: TrialBank;
let said = '';
let numbers = 13_900_000_000;
beforeAll(async () => {
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  trial = await TrialBank.start((configuration) =>
    runBank({ ...configuration, logLevel: 'trace' }),
  );
});
afterAll(async () => {
  await trial.end();
  vi.restoreAllMocks();
});

/** An account that is asked for, with a phone of its own. */
async function opening() {
  numbers += 1;
  const mobile = String(numbers);
  const { body } = await trial.ask<OpenAccountAnswer>('POST', '/api/accounts', {
    ...{ clientId: randomUUID(), class: 'lender', name: 'Li Na', currency: 'CNY' },
    ...{ identityNumber: IDENTITY, mobile },
  });
  const { account, pageUrl = '' } = body;
  const readCode = async () => (await messagesTo(mobile)).find(({ code }) => code)?.code ?? '';
  return { account, pageUrl, mobile, readCode };
}

async function opened() {
  const one = await opening();
  const owner = { password: 'first-1', holderName: 'Li Na' };
  expect((await openAccountPage(one.pageUrl, owner, one.readCode)).status).toBe(200);
  return one;
}

async function messagesTo(mobile: string): Promise<PhoneMessages['messages']> {
  const target = `/sandbox/messages?mobile=${mobile}`;
  return (await trial.control<PhoneMessages>(target, undefined, 'GET')).body.messages;
}

const pass = (advanceMs: number) => trial.control('/sandbox/clock', { advanceMs });
const post = async (url: string, form: Record<string, string>) => {
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(form) });
  return { status: answer.status, text: await answer.text() };
};
const stateOf = async (account: string) =>
  (await trial.ask<AccountAtBank>('GET', `/api/accounts/${account}`)).body.state;
/** Six figures that are not the code. */
const otherThan = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

async function isPassword(account: string, password: string): Promise<boolean> {
  const request = { id: randomUUID(), account, amount: yuan('1') };
  const { body } = await trial.ask<TopUpAtBank>('POST', '/api/top-ups', request);
  return (await confirmPage(body.pageUrl, password)).status === 200;
}

describe('the first payment password', () => {
  const form = { password: 'first-1', passwordAgain: 'first-1', card: CARD, holderName: 'Li Na' };

  it('is set by nobody without the code that came to the phone', async () => {
    const { account, pageUrl, readCode } = await opening();
    expect((await post(pageUrl, form)).status).toBe(400);
    expect(await readCode()).toBe('');
    const shown = await (await fetch(pageUrl)).text();
    expect(shown).toContain('****');
    const code = await readCode();
    expect(code).toMatch(/^\d{6}$/);
    expect(shown).not.toContain(code);
    for (const typed of ['', otherThan(code), `${code}0`, code.slice(1)]) {
      const refused = await post(pageUrl, { ...form, code: typed });
      expect([refused.status, refused.text]).toEqual([
        403,
        expect.stringContaining('The code is not right'),
      ]);
    }
    expect(await stateOf(account)).toBe('opening');
  });

  it('is set with it, once', async () => {
    const { account, pageUrl, readCode } = await opening();
    await fetch(pageUrl);
    const code = await readCode();
    const typed = `${code.slice(0, 3)} ${code.slice(3)}`;
    expect((await post(pageUrl, { ...form, code: typed })).status).toBe(200);
    expect(await stateOf(account)).toBe('open');
    await post(pageUrl, { ...form, password: 'other-1', passwordAgain: 'other-1', code });
    expect(await isPassword(account, 'other-1')).toBe(false);
    expect(await isPassword(account, 'first-1')).toBe(true);
  });

  it('is not set with the code of another account', async () => {
    const [one, other] = [await opening(), await opening()];
    await fetch(one.pageUrl);
    await fetch(other.pageUrl);
    const code = await other.readCode();
    if (code === (await one.readCode())) return;
    expect((await post(one.pageUrl, { ...form, code })).status).toBe(403);
  });

  it('five wrong codes lock for 15 minutes, and the code is over', async () => {
    const { pageUrl, readCode } = await opening();
    await fetch(pageUrl);
    const code = await readCode();
    const wrong = () => post(pageUrl, { ...form, code: otherThan(code) });
    const answers = await Promise.all(Array.from({ length: 8 }, wrong));
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(3);
    expect((await post(pageUrl, { ...form, code })).status).toBe(429);
    expect((await post(pageUrl, { action: 'send' })).status).toBe(429);
    await trial.reopen();
    const again = pageUrl.replace(/^http:\/\/[^/]+/, trial.bank.url);
    expect((await post(again, { ...form, code })).status).toBe(429);
    await pass(15 * MINUTE_MS + 1);
    expect((await post(again, { ...form, code })).status).toBe(400);
    await post(again, { action: 'send' });
    expect((await post(again, { ...form, code: await readCode() })).status).toBe(200);
  });

  it('a code is good for ten minutes, and only the newest is', async () => {
    const { pageUrl, readCode, mobile } = await opening();
    await fetch(pageUrl);
    const first = await readCode();
    const hurried = await post(`${pageUrl}?lang=zh`, { action: 'send' });
    expect([hurried.status, hurried.text]).toEqual([429, expect.stringContaining('一分钟')]);
    await pass(MINUTE_MS);
    await fetch(pageUrl);
    expect(await messagesTo(mobile)).toHaveLength(1);
    const sent = await post(pageUrl, { action: 'send' });
    expect([sent.status, sent.text]).toEqual([200, expect.stringContaining('on its way')]);
    const second = await readCode();
    if (first !== second) {
      expect((await post(pageUrl, { ...form, code: first })).status).toBe(403);
    }
    await pass(10 * MINUTE_MS);
    const late = await post(pageUrl, { ...form, code: second });
    expect([late.status, late.text]).toEqual([400, expect.stringContaining('no longer good')]);
    await fetch(pageUrl);
    expect(await messagesTo(mobile)).toHaveLength(3);
    expect((await post(pageUrl, { ...form, code: await readCode() })).status).toBe(200);
  });
});

describe('a forgotten payment password', () => {
  it('is replaced with code and identity number; what waits goes on waiting', async () => {
    const { account, readCode, mobile } = await opened();
    const request = { id: randomUUID(), account, amount: yuan('100') };
    const { body } = await trial.ask<TopUpAtBank>('POST', '/api/top-ups', request);
    for (let count = 0; count < 5; count += 1) await confirmPage(body.pageUrl, 'guess-1');
    expect((await confirmPage(body.pageUrl, 'first-1')).status).toBe(429);
    await pass(MINUTE_MS);
    const owner = { account, identityNumber: IDENTITY, password: 'second-2' };
    const done = await resetPasswordPage(trial.bank.url, owner, readCode);
    expect([done.status, done.text]).toEqual([200, expect.stringContaining('is changed')]);
    expect((await messagesTo(mobile))[0]?.purpose).toBe('password_changed');
    expect((await confirmPage(body.pageUrl, 'first-1')).status).toBe(403);
    expect((await confirmPage(body.pageUrl, 'second-2')).text).toContain('is in your account');
  });

  it('is not replaced without the phone, or for who does not know the identity number', async () => {
    const { account, readCode, mobile } = await opened();
    const url = `${trial.bank.url}/reset`;
    const change = { password: 'theirs-1', passwordAgain: 'theirs-1', action: 'change' };
    const reset = (typed: object) =>
      post(url, { account, identityNumber: IDENTITY, ...change, ...typed });
    const send = (typed: object) =>
      post(url, { account, identityNumber: IDENTITY, action: 'send', ...typed });
    const answers = [
      await send({ identityNumber: '1' }),
      await send({ account: '1' }),
      await send({}),
      await send({}),
    ];
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const codes = (await messagesTo(mobile)).filter((one) => one.purpose === 'reset_password');
    expect(codes).toHaveLength(1);
    const code = await readCode();
    const refusals = [
      await reset({ code, identityNumber: '1' }),
      await reset({ code: otherThan(code) }),
      await reset({ code, account: '1' }),
    ];
    expect(refusals.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect(new Set(refusals.map(({ text }) => /role="alert">([^<]*)/.exec(text)?.[1])).size).toBe(
      1,
    );
    expect((await reset({ code, passwordAgain: 'theirs-2' })).status).toBe(400);
    for (let count = 0; count < 3; count += 1) await reset({ code: otherThan(code) });
    expect((await reset({ code })).status).toBe(429);
    expect(await isPassword(account, 'first-1')).toBe(true);
  });

  it('is none of an account of the platform, or one that is not open', async () => {
    const account = await trial.account('platform');
    const { account: waiting, mobile } = await opening();
    for (const one of [account, waiting]) {
      const typed = { account: one, identityNumber: IDENTITY, action: 'send' };
      expect((await post(`${trial.bank.url}/reset`, typed)).status).toBe(200);
    }
    expect(await messagesTo(mobile)).toEqual([]);
  });
});

describe('another bank card', () => {
  const card = '6222020200998877665';

  it('is named with payment password and code', async () => {
    const { account, readCode, mobile } = await opened();
    const owner = { account, password: 'first-1', card, holderName: 'Wang Wei' };
    const wrong = await changeCardPage(trial.bank.url, { ...owner, password: 'guess-1' }, readCode);
    expect(wrong.status).toBe(403);
    expect((await messagesTo(mobile)).map(({ purpose }) => purpose)).toEqual(['set_up']);
    const done = await changeCardPage(trial.bank.url, owner, readCode);
    expect(done.text).toContain('Your bank card is changed.');
    const { body } = await trial.ask<AccountAtBank>('GET', `/api/accounts/${account}`);
    expect(body.card).toEqual({ lastFour: '7665', holderNameMatches: false });
    const setUpCode = (await messagesTo(mobile)).at(-1)?.code ?? '';
    const typed = { ...owner, action: 'change' };
    expect((await post(`${trial.bank.url}/card`, { ...typed, code: setUpCode })).status).toBe(400);
  });
});

describe('the sandbox phone', () => {
  const unlock = (mobile: string, pin: string, lang = 'en') =>
    post(`${trial.bank.url}/phone?lang=${lang}`, { mobile, pin });

  it('is unlocked with the PIN that was set at its first use, and shows its messages alone', async () => {
    const [one, other] = [await opening(), await opening()];
    await fetch(one.pageUrl);
    await fetch(other.pageUrl);
    const first = await unlock(one.mobile, '2580');
    expect(first.text).toContain(await one.readCode());
    expect((await unlock(one.mobile, '2580', 'zh')).text).toContain('验证码');
    expect((await unlock(one.mobile, '0000')).status).toBe(403);
    expect((await unlock(one.mobile, '12')).status).toBe(400);
    expect((await unlock('none', '2580')).status).toBe(400);
    const token = /name="unlocked" value="([^"]*)"/.exec(first.text)?.[1] ?? '';
    await trial.control('/sandbox/clock', { advanceMs: MINUTE_MS });
    await post(one.pageUrl, { action: 'send' });
    const again = await post(`${trial.bank.url}/phone`, { unlocked: token, mobile: other.mobile });
    expect(again.text).toContain(await one.readCode());
    expect(again.text).not.toContain(other.mobile);
    const forged = await post(`${trial.bank.url}/phone`, { unlocked: 'x', mobile: one.mobile });
    expect(forged.text).not.toContain(await one.readCode());
    await trial.control('/sandbox/clock', { advanceMs: 30 * MINUTE_MS });
    const late = await post(`${trial.bank.url}/phone`, { unlocked: token });
    expect(late.text).not.toContain('is your code');
  });

  it('locks after five wrong PINs', async () => {
    const { mobile } = await opening();
    await unlock(mobile, '2580');
    const answers = await Promise.all(Array.from({ length: 7 }, () => unlock(mobile, '0000')));
    expect(answers.map(({ status }) => status).sort()).toEqual([403, 403, 403, 403, 403, 429, 429]);
    expect((await unlock(mobile, '2580')).status).toBe(429);
  });

  it('is what a person opens an account with', async () => {
    const { account, pageUrl, mobile } = await opening();
    const owner = { password: 'first-1', holderName: 'Li Na' };
    await openAccountPage(pageUrl, owner, codeFromPhone(trial.bank.url, mobile, '2580'));
    expect(await stateOf(account)).toBe('open');
  });

  it('is read by a test with the sandbox key alone', async () => {
    const answer = await trial.ask('GET', '/sandbox/messages?mobile=13900000001');
    expect(problemCode(answer)).toBe('sandbox_key_wrong');
  });
});

describe('a code', () => {
  const answers: string[] = [];
  afterEach(() => {
    answers.length = 0;
  });

  it('stands in no answer but the phone’s, in no log and in no callback', async () => {
    const { account, pageUrl, mobile, readCode } = await opening();
    const note = async (answer: Promise<{ text: string }>) => answers.push((await answer).text);
    await note(fetch(pageUrl).then(async (page) => ({ text: await page.text() })));
    const setUp = await readCode();
    await note(post(pageUrl, { code: otherThan(setUp), password: 'first-1', card: CARD }));
    const owner = { password: 'first-1', holderName: 'Li Na' };
    await note(openAccountPage(pageUrl, owner, readCode));
    const identity = { account, identityNumber: IDENTITY };
    await note(post(`${trial.bank.url}/reset`, { ...identity, action: 'send' }));
    const resetCode = await readCode();
    await note(resetPasswordPage(trial.bank.url, { ...identity, password: 'second-2' }, readCode));
    const changed = { account, password: 'second-2', card: CARD, holderName: 'Li Na' };
    await note(changeCardPage(trial.bank.url, changed, readCode));
    const codes = (await messagesTo(mobile)).flatMap(({ code }) => code ?? []);
    expect(codes).toHaveLength(3);
    expect(codes).toEqual(expect.arrayContaining([setUp, resetCode]));
    await trial.hears('account_opened', 1, (data) => data.account === account);
    for (const target of [`/api/accounts/${account}`, '/api/balances']) {
      answers.push(JSON.stringify((await trial.ask('GET', target)).body));
    }
    const state = await trial.control('/sandbox/state', undefined, 'GET');
    answers.push(JSON.stringify(state.body), JSON.stringify(trial.heard.callbacks));
    expect(said).toContain('Server listening');
    for (const code of codes) {
      for (const text of [...answers, said]) {
        expect(new RegExp(`(?<![0-9a-f-])${code}(?![0-9a-f])`).test(text)).toBe(false);
      }
    }
  });
});
