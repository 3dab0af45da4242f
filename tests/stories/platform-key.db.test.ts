// The runaway operator 卷款跑路, past the platform's doors: whoever has the platform's own key at the bank and at the
// payment provider, and knows everything that the platform knows, gives orders about clients' money. The bank does
// none of them: it obeys the money's owner, who decides with a password that the platform never sees.

import type { BatchRequest } from '@mutua/contract/custodian/instructions.ts';
import { instantOfMs } from '@mutua/core/time/instant.ts';
import { reachCustodian } from '@mutua/server/rails/custodian/custodian.ts';
import { newSigningKeyPem, readSigningKey } from '@mutua/server/rails/signed-request.ts';
import { confirmPage } from '@mutua/server/sandbox/bank/customer.ts';
import { TEST_CARDS } from '@mutua/server/sandbox/payment/cards.ts';
import { v7 as newUuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identityNumber } from '../trial-house.ts';
import { type Forged, forge, refusedBy } from './house/forgery.ts';
import { anApprovedLoan, anOffice, bid, disburse, openListing } from './house/loan-stages.ts';
import { inOrOut, withdraw } from './house/money-in-out.ts';
import { type Purses, readPurses } from './house/purses.ts';
import { StoryHouse } from './house/story-house.ts';
import {
  aClient,
  aLender,
  anObserver,
  available,
  type Client,
  yuan,
} from './house/story-people.ts';
import { openAlarms } from './house/watch.ts';

const NUMBER = identityNumber();

let house: StoryHouse;
let lender: Client;
let other: Client;
let stranger: Client;
let borrower: Client;
let second: Client;
/** The one is repaid, the other takes bids. */
let repaying: string;
let funding: string;
/** Bids of the lender: what was frozen for the one is paid out, for the other it stands. */
let usedFreeze: string;
let openFreeze: string;
let card: string;
let fees: string;
let begin: Purses;
let mandates: Readonly<Record<string, string>>;

beforeAll(async () => {
  house = await StoryHouse.open();
  const office = await anOffice(house);
  [lender, other, stranger, borrower, second] = await Promise.all([
    aLender(house, 20_000, { name: '韩梅梅', number: NUMBER }),
    aLender(house, 5_000),
    aLender(house, 1_000),
    aClient(house, { roles: ['borrower'] }),
    aClient(house, { roles: ['borrower'] }),
  ]);
  repaying = await anApprovedLoan(house, office, borrower, { amount: 10_000, months: 6 });
  funding = await anApprovedLoan(house, office, second, { amount: 20_000, months: 12 });
  await openListing(house, office, repaying);
  usedFreeze = await bid(house, lender, repaying, 5_000);
  await bid(house, other, repaying, 5_000);
  await disburse(house, borrower, repaying);
  await openListing(house, office, funding);
  openFreeze = await bid(house, lender, funding, 4_000);
  card = await topUpByCard(300);
  const { account } = await house.bank.asPlatform.openAccount({
    ...{ clientId: 'own_funds', class: 'platform', name: '互信试用平台', identityNumber: 'X' },
    ...{ mobile: '00000', currency: 'CNY' as never },
  });
  fees = account;
  const granted = await house.list<{ mandateId: string; scope: string }>(borrower, '/api/mandates');
  mandates = Object.fromEntries(granted.map(({ scope, mandateId }) => [scope, mandateId]));
  begin = await readPurses(house);
}, 120_000);
afterAll(async () => {
  await house?.close();
});

async function topUpByCard(amount: number): Promise<string> {
  const { commandId } = await house.do(lender, '/api/top-ups', {
    ...{ role: 'lender', amount: yuan(amount), rail: 'card' },
  });
  const find = () => inOrOut(house, lender, commandId);
  const page = await house.until('the page', async () => (await find())?.pageUrl);
  const body = new URLSearchParams({ card: TEST_CARDS.good, holderName: lender.name });
  await fetch(page, { method: 'POST', body });
  await house.until('the top-up', async () => (await find())?.state === 'credited');
  return commandId;
}

const purse = (client: Client, role: 'lender' | 'borrower') => client.accounts[role] ?? '';

async function expectUntouched(): Promise<void> {
  expect(await readPurses(house)).toEqual(begin);
}

/** Each with what the bank says to it. */
async function refusals(orders: readonly (readonly [string, Forged])[]): Promise<string[]> {
  const said: string[] = [];
  for (const [expected, order] of orders) {
    const answer = await forge(house, order);
    if (answer !== expected) said.push(`${JSON.stringify(order)}: ${answer}, not ${expected}`);
  }
  return said;
}

describe('with the platform’s key', () => {
  it('no money leaves to a card, not even to the owner’s own', async () => {
    const account = purse(lender, 'lender');
    const amount = yuan(1_000);
    const { authorisation } = await confirmedOnce(usedFreeze);
    const { repayment = '' } = mandates;
    expect(
      await refusals([
        ['authorisation_missing', { kind: 'withdraw', account, amount }],
        // What the owner once confirmed for something else, and a mandate for something else.
        ['authorisation_differs', { kind: 'withdraw', account, amount, authorisation }],
        [
          'authorisation_differs',
          {
            ...{ kind: 'withdraw', account: purse(borrower, 'borrower'), amount },
            authorisation: repayment,
          },
        ],
      ]),
    ).toEqual([]);
    await expectUntouched();
  });

  it('no borrower pays what was not agreed to, nor to whom, nor fees beyond the mandate', async () => {
    const payer = purse(borrower, 'borrower');
    const to = (account: string, amount = 1_000) => ({
      ...{ kind: 'distribute' as const, payer, loanId: repaying, total: yuan(amount) },
      shares: [{ account, amount: yuan(amount) }],
    });
    const holder = purse(other, 'lender');
    const { repayment = '', fees: feeMandate = '' } = mandates;
    const [authorisation, feesAuthorisation] = [repayment, feeMandate];
    expect(
      await refusals([
        ['authorisation_missing', to(holder)],
        ['authorisation_missing', { ...to(holder), authorisation: newUuid() }],
        ['authorisation_differs', { ...to(holder), authorisation: feeMandate }],
        ['payee_differs', { ...to(purse(stranger, 'lender')), authorisation }],
        ['payee_differs', { ...to(holder), loanId: funding, authorisation }],
        ['authorisation_missing', { ...to(fees), authorisation }],
        ['mandate_cap_exceeded', { ...to(fees, 19_000), authorisation, feesAuthorisation }],
        ['mandate_cap_exceeded', { ...to(holder, 20_001), authorisation }],
        ['class_differs', { ...to(payer), payer: purse(lender, 'lender') }],
      ]),
    ).toEqual([]);
    await expectUntouched();
  });

  it('nothing is disbursed that is not frozen, nor to anybody else, nor twice', async () => {
    const total = yuan(4_000);
    const order = (freezeId: string, payee: string, loanId: string): Forged => ({
      ...{ kind: 'disburse', payee, loanId, total },
      freezes: [{ freezeId, amount: total }],
    });
    const [first, next] = [purse(borrower, 'borrower'), purse(second, 'borrower')];
    expect(
      await refusals([
        ['freeze_unknown', order(newUuid(), next, funding)],
        ['payee_differs', order(openFreeze, first, funding)],
        ['class_differs', order(openFreeze, fees, funding)],
        ['class_differs', order(openFreeze, purse(other, 'lender'), funding)],
        ['loan_differs', order(openFreeze, next, repaying)],
        ['freeze_ended', order(usedFreeze, first, repaying)],
        // Nor is more of it frozen: neither anew, nor under the id of what was done, nor by what was confirmed once.
        ['authorisation_missing', frozen(next, yuan(2_000))],
        ['instruction_differs', { ...frozen(next, yuan(9_000)), id: openFreeze }],
        [
          'authorisation_differs',
          { ...frozen(next, yuan(4_000)), ...(await confirmedOnce(openFreeze)) },
        ],
      ]),
    ).toEqual([]);
    await expectUntouched();
  });

  it('nobody but the owner grants a mandate, or learns by trying what the password is', async () => {
    const id = newUuid();
    const payer = purse(borrower, 'borrower');
    const { pageUrl = '' } = await house.bank.asPlatform.requestMandate({
      ...{ id, account: payer, scope: 'fees', loanId: repaying, cap: yuan(9_000) },
      ...{ expiresDay: '2028-01-01', text: '平台服务费' },
    });
    const order: Forged = {
      ...{ kind: 'distribute', payer, loanId: repaying, total: yuan(1_000) },
      shares: [{ account: fees, amount: yuan(1_000) }],
      ...{ authorisation: mandates.repayment ?? '', feesAuthorisation: id },
    };
    expect(await forge(house, order)).toBe('authorisation_missing');
    for (const guess of ['123456', '000000']) {
      expect((await confirmPage(pageUrl, guess)).status).toBeGreaterThanOrEqual(400);
    }
    expect(await forge(house, order)).toBe('authorisation_missing');
    await expectUntouched();
  });

  it('neither card nor password nor telephone of a client is changed', async () => {
    const account = purse(lender, 'lender');
    const form = async (path: string, fields: Readonly<Record<string, string>>) => {
      const body = new URLSearchParams({ account, ...fields });
      return (await fetch(`${house.bank.url}${path}`, { method: 'POST', body })).status;
    };
    const before = await house.bank.account(account);
    // The platform knows name, identity number and account; the code goes to the owner's phone.
    await form('/reset', { identityNumber: NUMBER, action: 'send' });
    const [password, passwordAgain] = ['123456', '123456'];
    const reset = { identityNumber: NUMBER, code: '000000', password, passwordAgain };
    expect(await form('/reset', { ...reset, action: 'change' })).toBeGreaterThanOrEqual(400);
    const replaced = { password, card: '6222020200998877665', holderName: lender.name };
    expect(await form('/card', { ...replaced, action: 'send' })).toBeGreaterThanOrEqual(400);
    expect(
      await form('/card', { ...replaced, code: '000000', action: 'change' }),
    ).toBeGreaterThanOrEqual(400);
    const own = { clientId: lender.id, class: 'lender', name: lender.name } as const;
    const opened = house.bank.asPlatform.openAccount({
      ...{ ...own, identityNumber: NUMBER, mobile: '13000000000', currency: 'CNY' as never },
    });
    expect(await refusedBy(opened)).toBe('request_differs');
    expect(await house.bank.account(account)).toEqual(before);
    await expectUntouched();
  });

  it('no top-up by card is taken back out of the custody', async () => {
    expect(await refusedBy(house.provider.refund(card))).toBe('wrong_stage');
    await expectUntouched();
  });

  it('and with any other key nothing is even heard', async () => {
    const forger = reachCustodian({
      url: house.bank.url,
      key: readSigningKey(newSigningKeyPem()),
      clock: () => instantOfMs(Date.now()),
    });
    expect(await refusedBy(forger.account(purse(lender, 'lender')))).toBe('signature_wrong');
  });
});

describe('the platform', () => {
  it('hears of orders that it never gave, and tells the regulator', async () => {
    const regulator = await anObserver(house, 'regulator');
    const told = await house.until('the alarm', async () =>
      (await openAlarms(house, regulator)).find(({ kind }) => kind === 'message_refused'),
    );
    expect(house.said).toContain(`Alarm: message_refused, ${told.reference}.`);
  });
});

describe('the owner', () => {
  it('has every cent of it after all that, and alone takes it out', async () => {
    await expectUntouched();
    const free = await available(house, lender, 'lender');
    expect(free).toBe(1_130_000n);
    expect(await withdraw(house, lender, 'lender', Number(free) / 100)).toBe('paid');
    expect(await available(house, lender, 'lender')).toBe(0n);
    expect(await house.violations()).toEqual([]);
  });
});

function frozen(payee: string, amount: ReturnType<typeof yuan>): Forged {
  return { kind: 'freeze', account: purse(lender, 'lender'), payee, loanId: funding, amount };
}

/** What its lender once confirmed for a bid: the bank names it to whoever asks again with the same words. */
async function confirmedOnce(bidId: string): Promise<{ readonly authorisation: string }> {
  const { rows } = await house.pool.query<{ content: string }>(
    `select content from wallet.custody_batch where content like '%' || $1 || '%' order by id limit 1`,
    [bidId],
  );
  const { instructions } = JSON.parse(rows[0]?.content ?? '{}') as BatchRequest;
  const sent = instructions.find(({ id }) => id === bidId);
  if (sent?.kind !== 'freeze') throw new Error('The bid was not sent to the bank.');
  const { account, payee, loanId, amount, pageText = '' } = sent;
  const { authorisation, state } = await house.bank.asPlatform.requestAuthorisation({
    ...{ instructionId: bidId, kind: 'freeze', account, payee, loanId, amount, text: pageText },
  });
  expect(state).toBe('used');
  return { authorisation };
}
