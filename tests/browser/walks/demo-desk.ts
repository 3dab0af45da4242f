// What the other persons of a demo do while one of them is walked through the pages: over the API, as themselves.
import type { DemoPersonOnWire, DemoPersonsOnWire } from '@mutua/contract/installation/demo.ts';
import type { LoanForBorrower } from '@mutua/contract/loan/servicing.ts';
import type { BidOnWire } from '@mutua/contract/market/bid.ts';
import type { DayState } from '@mutua/contract/office/money.ts';
import type { LoanInOffice } from '@mutua/contract/office/queues.ts';
import { confirmPage } from '@mutua/server/sandbox/bank/customer.ts';

/** A loan that is brought to the market. */
export interface Wanted {
  /** Minor units. */
  readonly amount: string;
  readonly termMonths: number;
  readonly title: string;
}

const yuan = (minorUnits: string) => ({ minorUnits, currency: 'CNY' });
const BORNE_OUT = { monthly_income: yuan('3000000'), debt_elsewhere: yuan('1000000') };
const PATIENCE_MS = 60_000;
const LOOK_MS = 200;
const OPENS_AFTER_MS = 3_000;

export class DemoDesk {
  readonly url: string;
  readonly #persons = new Map<string, DemoPersonOnWire>();
  readonly #tokens = new Map<string, string>();

  private constructor(url: string, persons: readonly DemoPersonOnWire[]) {
    this.url = url;
    for (const person of persons) this.#persons.set(person.key, person);
  }

  static async open(url: string): Promise<DemoDesk> {
    const answer = await fetch(`${url}/api/demo/persons`);
    const { persons } = (await answer.json()) as DemoPersonsOnWire;
    return new DemoDesk(url, persons);
  }

  /** @throws Error where the demo has no such person. */
  person(key: string): DemoPersonOnWire {
    const person = this.#persons.get(key);
    if (person === undefined) throw new Error(`The demo has no person “${key}”.`);
    return person;
  }

  async read<Answer>(key: string, url: string): Promise<Answer> {
    return (await this.#ask(key, 'GET', url)) as Answer;
  }

  async preview<Answer>(key: string, url: string, body: object): Promise<Answer> {
    return (await this.#ask(key, 'POST', url, body)) as Answer;
  }

  /** A command; gives its result. */
  async act<Result>(key: string, url: string, fields: object = {}): Promise<Result> {
    const body = { commandId: crypto.randomUUID(), ...fields };
    const { result } = (await this.#ask(key, 'POST', url, body)) as { result: Result };
    return result;
  }

  async until(what: string, isSo: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    while (!(await isSo())) {
      if (Date.now() > end) throw new Error(`It did not come about: ${what}.`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  /** From the application to the moment when it takes bids; gives the loan's id. */
  async bringToMarket({ amount, termMonths, title }: Wanted): Promise<string> {
    const loanId = await this.#apply(amount, termMonths);
    const office = `/api/office/loans/${loanId}`;
    const seen = () => this.read<LoanInOffice>('risk-analyst', office);
    for (const [name, value] of Object.entries({ ...BORNE_OUT, overdue_past_6_months: 0 })) {
      const fact = { name, value, source: 'credit_bureau' };
      await this.act('risk-analyst', `${office}/verified-facts`, fact);
    }
    await this.until('the rule assesses', async () => (await seen()).state !== 'applied');
    const reason = '收入与负债均已核实，符合条件。';
    if ((await seen()).assessments.at(-1)?.decision === 'refer') {
      await this.act('risk-analyst', `${office}/review`, { opinion: 'approve', reason });
    }
    await this.act('risk-analyst-lead', `${office}/approval`, { safeguard: 'none', reason });
    const loan = await this.read<LoanForBorrower>('borrower', `/api/loans/${loanId}`);
    const { allInRatePpm, loanAmount } = loan;
    await this.act('borrower', `/api/loans/${loanId}/terms-acceptance`, { allInRatePpm });
    const { now } = await this.read<DayState>('loan-officer', '/api/office/days/current');
    await this.act('loan-officer', `${office}/listing-draft`, {
      ...{ title, summary: '用于自住房屋装修。', loanAmount, termMonths, fundingDays: 5 },
      opensAt: new Date(Date.parse(now) + OPENS_AFTER_MS).toISOString(),
    });
    const finding = '已核实，未见异常。';
    const review = { credit: finding, assets: finding, purpose: finding, conclusion: 'fit' };
    await this.act('loan-officer-lead', `${office}/publication`, { review });
    await this.until('it takes bids', async () => (await seen()).state === 'funding');
    return loanId;
  }

  async #apply(amount: string, termMonths: number): Promise<string> {
    const { loanId } = await this.act<{ loanId: string }>('borrower', '/api/loans', {
      ...{ productCode: 'small_credit_loan', termMonths, repaymentMethod: 'equal_instalments' },
      ...{ purpose: 'renovation', security: 'unsecured', loanAmount: yuan(amount) },
      facts: {
        ...{ ...BORNE_OUT, monthly_debt_payments: yuan('50000'), employment_months: 60 },
        ...{
          home: 'owned',
          industry: 'services',
          occupation: '工程师',
          repayment_source: '工资收入',
        },
      },
      documents: ['identity_document', 'income_proof', 'credit_report'],
      consents: [
        { document: 'credit_inquiry', version: '1' },
        { document: 'loan_application', version: '1' },
      ],
    });
    return loanId;
  }

  /** The owner confirms at the bank's own page. */
  async confirmAtBank(key: string, pageUrl: string): Promise<void> {
    const { paymentPassword = '' } = this.person(key).atBank ?? {};
    const { status } = await confirmPage(pageUrl, paymentPassword);
    if (status >= 400) throw new Error(`The bank did not take it from ${key}: ${status}`);
  }

  /** A bid that the bank has frozen. */
  async bid(key: string, loanId: string, minorUnits: string): Promise<void> {
    const { bidId } = await this.act<{ bidId: string }>(key, `/api/loans/${loanId}/bids`, {
      ...{ amount: yuan(minorUnits), acknowledgedNotice: 'risk_notice_1' },
    });
    const read = () => this.read<BidOnWire>(key, `/api/bids/${bidId}`);
    await this.until('the bank asks for the bid, or has a mandate for it', async () => {
      const { pageUrl, freezeState } = await read();
      return pageUrl !== undefined || freezeState === 'confirmed';
    });
    const { pageUrl } = await read();
    if (pageUrl !== undefined) await this.confirmAtBank(key, pageUrl);
  }

  /** Signs a full loan with everything that it needs, until the bank has paid it out. */
  async signAndPayOut(loanId: string): Promise<void> {
    const url = `/api/loans/${loanId}`;
    const read = () => this.read<LoanForBorrower>('borrower', url);
    const { loanAmount, termMonths } = await read();
    const [day] = new Date().toISOString().split('T');
    const expiresDay = `${Number(day?.slice(0, 4)) + 3}-12-31`;
    const twice = { ...loanAmount, minorUnits: String(2n * BigInt(loanAmount.minorUnits)) };
    const caps = { repayment: twice, fees: loanAmount };
    for (const [scope, cap] of Object.entries(caps)) {
      const { mandateId } = await this.act<{ mandateId: string }>('borrower', `${url}/mandates`, {
        ...{ scope, cap, expiresDay },
      });
      await this.#grant(mandateId);
    }
    await this.until('it may be signed', async () => (await read()).missing.length === 0);
    await this.act('borrower', `${url}/contract-signature`);
    await this.until(`${termMonths} months begin`, async () => {
      return ['disbursed', 'repaying'].includes((await read()).state);
    });
  }

  async #grant(mandateId: string): Promise<void> {
    const read = () =>
      this.read<{ state: string; pageUrl?: string }>('borrower', `/api/mandates/${mandateId}`);
    await this.until('the bank has its page', async () => (await read()).pageUrl !== undefined);
    await this.confirmAtBank('borrower', (await read()).pageUrl ?? '');
    await this.until('it is granted', async () => (await read()).state === 'granted');
  }

  /** Ends one business day after the other until something is so. */
  async endDaysUntil(what: string, isSo: () => Promise<boolean>): Promise<void> {
    const url = '/api/office/days/current';
    for (let count = 0; count < 70; count += 1) {
      if (await isSo()) return;
      const { day } = await this.read<DayState>('finance-officer', url);
      await this.act('finance-officer', `${url}/end-of-day`, { day });
      await this.until(`the day after ${day}`, async () => {
        return (await this.read<DayState>('finance-officer', url)).day !== day;
      });
    }
    throw new Error(`It did not come about in 70 days: ${what}.`);
  }

  async #tokenOf(key: string): Promise<string> {
    const known = this.#tokens.get(key);
    if (known !== undefined) return known;
    const { signInName, password } = this.person(key);
    const answer = await fetch(`${this.url}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ signInName, password, sessionKind: 'bearer' }),
    });
    const { token } = (await answer.json()) as { token: string };
    this.#tokens.set(key, token);
    return token;
  }

  async #ask(key: string, method: 'GET' | 'POST', url: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${this.url}${url}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.#tokenOf(key)}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const said: unknown = await answer.json();
    if (!answer.ok) throw new Error(`${key} ${url}: ${answer.status} ${JSON.stringify(said)}`);
    return said;
  }
}
