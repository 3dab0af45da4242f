// The other persons of a walk: they act through the API, and at the bank's own pages, while one person uses the web.
import { randomUUID } from 'node:crypto';
import type { DemoPersonOnWire, DemoPersonsOnWire } from '@mutua/contract/installation/demo.ts';
import type { BidOnWire } from '@mutua/contract/market/bid.ts';
import type { DayState } from '@mutua/contract/office/money.ts';
import type { LoanInOffice } from '@mutua/contract/office/queues.ts';
import type { PurseOnWire, TopUpOnWire } from '@mutua/contract/wallet/money-in-out.ts';
import { instantOf, isoOf, plusMs } from '@mutua/core/time/instant.ts';
import type { BrowserContext } from 'playwright-core';
import { eventually } from '../../start/processes.ts';

const PATIENCE_MS = 60_000;
const yuan = (minorUnits: string) => ({ minorUnits, currency: 'CNY' });
/** What the credit bureau bears out: as the borrower of the walk says it. */
const BORNE_OUT = {
  ...{ monthly_income: yuan('3000000'), debt_elsewhere: yuan('1000000') },
  overdue_past_6_months: 0,
};

export class DemoActors {
  readonly #url: string;
  readonly #persons: readonly DemoPersonOnWire[];
  readonly #tokens = new Map<string, string>();

  private constructor(url: string, persons: readonly DemoPersonOnWire[]) {
    this.#url = url;
    this.#persons = persons;
  }

  /** When every person of the demo is ready. */
  static async open(url: string): Promise<DemoActors> {
    let found: DemoPersonsOnWire | undefined;
    await eventually(
      'the persons of the demo are ready',
      async () => {
        found = (await (await fetch(`${url}/api/demo/persons`)).json()) as DemoPersonsOnWire;
        return found.isReady;
      },
      90_000,
    );
    return new DemoActors(url, found?.persons ?? []);
  }

  /** @throws Error where the demo has no such person. */
  person(key: string): DemoPersonOnWire {
    const person = this.#persons.find((one) => one.key === key);
    if (person === undefined) throw new Error(`The demo has no person “${key}”.`);
    return person;
  }

  async read<Answer>(key: string, path: string): Promise<Answer> {
    return (await this.#ask(key, 'GET', path)) as Answer;
  }

  /** A command, which has to be accepted. */
  async act<Result>(key: string, path: string, fields: object = {}): Promise<Result> {
    const body = { commandId: randomUUID(), ...fields };
    return ((await this.#ask(key, 'POST', path, body)) as { result: Result }).result;
  }

  /** An application is borne out, and assessed by rule. */
  async assess(loanId: string): Promise<void> {
    const path = `/api/office/loans/${loanId}`;
    for (const [name, value] of Object.entries(BORNE_OUT)) {
      await this.act('risk-analyst', `${path}/verified-facts`, {
        ...{ name, value, source: 'credit_bureau' },
      });
    }
    await this.until('it is assessed', async () => (await this.#loan(path)).state === 'assessed');
  }

  /** It is approved by another person than the one who looks at what the rules refer. */
  async approve(loanId: string): Promise<void> {
    const path = `/api/office/loans/${loanId}`;
    const opinion = { opinion: 'approve', reason: '收入稳定，负债不高。' };
    const { assessments } = await this.#loan(path);
    if (assessments.at(-1)?.decision === 'refer') {
      await this.act('risk-analyst', `${path}/review`, opinion);
    }
    await this.act('risk-analyst-lead', `${path}/approval`, {
      ...{ safeguard: 'none', reason: '同意。' },
    });
  }

  /** Accepted terms become a listing that takes bids. */
  async list(loanId: string): Promise<void> {
    const path = `/api/office/loans/${loanId}`;
    const { loanAmount, termMonths } = await this.#loan(path);
    const { now } = await this.read<DayState>('loan-officer', '/api/office/days/current');
    await this.act('loan-officer', `${path}/listing-draft`, {
      ...{ title: '家庭装修借款', summary: '用于自住房屋装修。', loanAmount, termMonths },
      ...{ fundingDays: 5, opensAt: isoOf(plusMs(instantOf(now), 2_000)) },
    });
    const found = '资料齐全，用途清楚。';
    const review = { credit: found, assets: found, purpose: found, conclusion: 'fit' };
    await this.act('loan-officer-lead', `${path}/publication`, { review });
    await this.until('it takes bids', async () => (await this.#loan(path)).state === 'funding');
  }

  /** Lenders bid the whole, and authorise each bid at the bank. */
  async fund(loanId: string, bids: Readonly<Record<string, string>>, at: BrowserContext) {
    for (const [key, amount] of Object.entries(bids)) {
      await this.#topUp(key, amount, at);
      const listing = await this.read<{ bidRules: { riskNotice: string } }>(
        key,
        `/api/listings/${loanId}`,
      );
      const { bidId } = await this.act<{ bidId: string }>(key, `/api/loans/${loanId}/bids`, {
        ...{ amount: yuan(amount), acknowledgedNotice: listing.bidRules.riskNotice },
      });
      let bid: BidOnWire | undefined;
      await this.until('the bank asks the lender, or finds a mandate', async () => {
        bid = await this.read<BidOnWire>(key, `/api/bids/${bidId}`);
        return bid.pageUrl !== undefined || bid.freezeState === 'confirmed';
      });
      if (bid?.pageUrl !== undefined) await this.authorise(at, bid.pageUrl, key);
    }
  }

  /** On the bank's own page, with the payment password. */
  async authorise(context: BrowserContext, pageUrl: string, key: string): Promise<void> {
    const bank = await context.newPage();
    await bank.goto(pageUrl);
    await bank.locator('#password').fill(this.person(key).atBank?.paymentPassword ?? '');
    await bank.locator('button[value=confirm]').click();
    await bank.locator('.done').waitFor();
    await bank.close();
  }

  until(what: string, isSo: () => Promise<boolean>): Promise<void> {
    return eventually(what, isSo, PATIENCE_MS);
  }

  /** What a bid needs and a lender lacks is paid in at the bank. */
  async #topUp(key: string, needed: string, at: BrowserContext): Promise<void> {
    const purses = await this.read<{ items: PurseOnWire[] }>(key, '/api/accounts');
    const available = purses.items.find(({ role }) => role === 'lender')?.available.minorUnits;
    const missing = BigInt(needed) - BigInt(available ?? '0');
    if (missing <= 0n) return;
    const amount = yuan(String(missing));
    const { topUpId } = await this.act<{ topUpId: string }>(key, '/api/top-ups', {
      ...{ role: 'lender', amount },
    });
    const topUp = () => this.read<TopUpOnWire>(key, `/api/top-ups/${topUpId}`);
    let pageUrl: string | undefined;
    await this.until('the bank has a page for the top-up', async () => {
      pageUrl = (await topUp()).pageUrl;
      return pageUrl !== undefined;
    });
    await this.authorise(at, pageUrl ?? '', key);
    await this.until('it is credited', async () => (await topUp()).state === 'credited');
  }

  #loan(path: string): Promise<LoanInOffice> {
    return this.read<LoanInOffice>('risk-analyst', path);
  }

  async #ask(key: string, method: string, path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${this.#url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.#tokenOf(key)}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const said: unknown = await answer.json();
    if (!answer.ok) throw new Error(`${key} ${path}: ${answer.status} ${JSON.stringify(said)}`);
    return said;
  }

  async #tokenOf(key: string): Promise<string> {
    const known = this.#tokens.get(key);
    if (known !== undefined) return known;
    const { signInName, password } = this.person(key);
    const answer = await fetch(`${this.#url}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ signInName, password, sessionKind: 'bearer' }),
    });
    const { token } = (await answer.json()) as { token: string };
    this.#tokens.set(key, token);
    return token;
  }
}
