// A sandbox bank for one test: in a folder of its own, with a platform that signs and takes callbacks.
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  AccountAtBank,
  AccountClass,
  OpenAccountAnswer,
} from '@mutua/contract/custodian/accounts.ts';
import type {
  AuthorisationAtBank,
  MandateAtBank,
  MandateRequest,
} from '@mutua/contract/custodian/authorisations.ts';
import type { Callback, CallbackKind } from '@mutua/contract/custodian/callbacks.ts';
import type {
  BatchAtBank,
  Instruction,
  InstructionResult,
} from '@mutua/contract/custodian/instructions.ts';
import type { TopUpAtBank } from '@mutua/contract/custodian/top-ups.ts';
import type { BankProblem } from '@mutua/contract/custodian/wire.ts';
import { type Instant, instantOf, plusMs } from '@mutua/core/time/instant.ts';
import {
  newSigningKeyPem,
  publicKeysOf,
  readSigningKey,
  SeenNonces,
  type SigningKey,
  signRequest,
  verifyRequest,
} from '../../rails/signed-request.ts';
import { makeTrialFolder } from '../../trial-folder.ts';
import { codeFromMessages, confirmPage, openAccountPage, type ReadCode } from './customer.ts';
import { type BankConfiguration, type RunningBank, runBank } from './main.ts';

export const PASSWORD = 'lotus-314';
export const MOBILE = '13800000000';
export const START_DAY = '2026-11-23';
export const LOAN = '00000000-0000-7000-8000-00000000a001';

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

/** What the platform has heard from the bank. */
export interface Heard {
  readonly callbacks: Callback[];
  /** The platform takes nothing while this is true. */
  isDeaf: boolean;
  /** Callbacks whose signature was wrong. */
  forged: number;
}

type RunBank = (configuration: BankConfiguration) => Promise<RunningBank>;

type DataOf<Kind extends CallbackKind> = CallbackOf<Kind>['data'];
type CallbackOf<Kind extends CallbackKind> = Extract<Callback, { readonly kind: Kind }>;

export class TrialBank {
  readonly folder: string;
  readonly heard: Heard = { callbacks: [], isDeaf: false, forged: 0 };
  readonly platformKey: SigningKey = readSigningKey(newSigningKeyPem());
  /** What the injected clock says; a test may move it. */
  now: Instant = instantOf('2026-11-23T08:00:00Z');
  /** The platform's and the bank's. */
  clock: () => Instant = () => this.now;
  #bank: RunningBank | undefined;
  readonly #platform: Server;
  readonly #run: RunBank;

  private constructor(folder: string, run: RunBank) {
    this.folder = folder;
    this.#run = run;
    this.#platform = createServer((request, reply) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        reply.statusCode = this.#hear(request.headers, request.url ?? '', Buffer.concat(chunks));
        reply.end();
      });
    });
  }

  /** @param run how the bank is run; in this process, by the trial's own clock, if left out. */
  static async start(run: RunBank = runBank): Promise<TrialBank> {
    const trial = new TrialBank(makeTrialFolder('mutua-bank-'), run);
    await new Promise<void>((resolve) => trial.#platform.listen(0, '127.0.0.1', resolve));
    await trial.open();
    return trial;
  }

  get bank(): RunningBank {
    if (this.#bank === undefined) throw new Error('The bank is closed.');
    return this.#bank;
  }

  get platformOrigin(): string {
    return `http://127.0.0.1:${(this.#platform.address() as AddressInfo).port}`;
  }

  async open(): Promise<void> {
    this.#bank = await this.#run({
      folder: this.folder,
      host: '127.0.0.1',
      port: 0,
      platformPublicKey: this.platformKey.publicKeyPem,
      callbackUrl: `${this.platformOrigin}/bank/callbacks`,
      platformOrigin: this.platformOrigin,
      startDay: START_DAY,
      clock: () => this.clock(),
    });
  }

  async close(): Promise<void> {
    await this.#bank?.close();
    this.#bank = undefined;
  }

  async reopen(): Promise<void> {
    await this.close();
    await this.open();
  }

  async end(): Promise<void> {
    await this.close();
    this.#platform.closeAllConnections();
    await new Promise((resolve) => this.#platform.close(resolve));
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A signed request of the platform. */
  async ask<Body>(method: string, target: string, content?: unknown): Promise<Answer<Body>> {
    const body = content === undefined ? '' : JSON.stringify(content);
    const signature = signRequest(this.platformKey, { method, path: target, body }, this.clock());
    return this.send(method, target, body, { ...signature });
  }

  /** A request to the sandbox's controls. */
  async control<Body>(target: string, content?: unknown, method = 'POST'): Promise<Answer<Body>> {
    const body = content === undefined ? '' : JSON.stringify(content);
    return this.send(method, target, body, { 'mutua-sandbox-key': this.bank.sandboxKey });
  }

  async send<Body>(
    method: string,
    target: string,
    body: string,
    headers: Record<string, string>,
  ): Promise<Answer<Body>> {
    const answer = await fetch(`${this.bank.url}${target}`, {
      method,
      headers: body === '' ? headers : { ...headers, 'content-type': 'application/json' },
      ...(body !== '' && { body }),
    });
    const text = await answer.text();
    return { status: answer.status, body: (text === '' ? undefined : JSON.parse(text)) as Body };
  }

  /** An open account; a client's with password and own card. */
  async account(accountClass: AccountClass, name = 'Li Na'): Promise<string> {
    const clientId = randomUUID();
    const request = {
      clientId,
      class: accountClass,
      name,
      identityNumber: '110101199003070011',
      mobile: MOBILE,
      currency: 'CNY',
    };
    const { body } = await this.ask<OpenAccountAnswer>('POST', '/api/accounts', request);
    if (body.pageUrl !== undefined) {
      const owner = { password: PASSWORD, holderName: name };
      await openAccountPage(body.pageUrl, owner, this.codeOf(body.account));
    }
    return body.account;
  }

  /** The newest code that the bank sent about an account. */
  codeOf(account: string): ReadCode {
    const { url: bankUrl, sandboxKey } = this.bank;
    return codeFromMessages({ bankUrl, sandboxKey, mobile: MOBILE, account });
  }

  /** Puts money on an account by a top-up that its owner confirms. */
  async topUp(account: string, minorUnits: string): Promise<string> {
    const id = randomUUID();
    const request = { id, account, amount: yuan(minorUnits) };
    const { body } = await this.ask<TopUpAtBank>('POST', '/api/top-ups', request);
    await confirmPage(body.pageUrl, PASSWORD);
    return id;
  }

  async funded(accountClass: AccountClass, minorUnits: string, name?: string): Promise<string> {
    const account = await this.account(accountClass, name);
    await this.topUp(account, minorUnits);
    return account;
  }

  /** A mandate that the owner has granted. */
  async mandate(account: string, terms: Partial<Omit<MandateRequest, 'account'>>): Promise<string> {
    const id = randomUUID();
    const asked = { scope: 'bid', cap: yuan('1000000'), expiresDay: '2027-11-23', ...terms };
    const request = { id, account, ...asked };
    const { body } = await this.ask<MandateAtBank>('POST', '/api/mandates', request);
    await confirmPage(body.pageUrl, PASSWORD);
    return id;
  }

  /** The owner's consent to one payment. */
  async authorisation(request: Record<string, unknown>): Promise<string> {
    const content = { text: 'Test', ...request };
    const { body } = await this.ask<AuthorisationAtBank>('POST', '/api/authorisations', content);
    await confirmPage(body.pageUrl, PASSWORD);
    return body.authorisation;
  }

  /** Sends a batch and reads its results. */
  async batch(...instructions: readonly Instruction[]): Promise<readonly InstructionResult[]> {
    const batchId = randomUUID();
    await this.ask('POST', '/api/batches', { batchId, instructions });
    const { body } = await this.ask<BatchAtBank>('GET', `/api/batches/${batchId}`);
    return body.results;
  }

  /** Sends one instruction and gives `confirmed`, `awaiting_authorisation`, or why it was refused. */
  async outcome(instruction: Instruction): Promise<string> {
    const [result] = await this.batch(instruction);
    return result?.reason ?? result?.outcome ?? 'nothing';
  }

  /** Freezes and pays out, without fees; the mandates are given on the bank's own page. */
  async lend(lender: string, borrower: string, minorUnits: string): Promise<void> {
    const [freezeId, amount] = [randomUUID(), yuan(minorUnits)];
    const authorisation = await this.mandate(lender, { scope: 'bid' });
    const frozen = { account: lender, payee: borrower, loanId: LOAN, amount, authorisation };
    await this.outcome({ kind: 'freeze', id: freezeId, ...frozen });
    const paid = { payee: borrower, loanId: LOAN, total: amount, fees: [] };
    const freezes = [{ freezeId, amount }];
    await this.outcome({ kind: 'disburse', id: randomUUID(), freezes, ...paid });
  }

  /** Gives the id of the distribution. */
  async repay(borrower: string, lender: string, minorUnits: string): Promise<string> {
    const [id, total] = [randomUUID(), yuan(minorUnits)];
    const authorisation = await this.mandate(borrower, { scope: 'repayment', loanId: LOAN });
    const shares = [{ account: lender, amount: total }];
    const paid = { payer: borrower, loanId: LOAN, authorisation, shares, total };
    await this.outcome({ kind: 'distribute', id, ...paid });
    return id;
  }

  /** Booked and frozen, as the bank shows them. */
  async standing(account: string): Promise<readonly [booked: string, frozen: string]> {
    const { body } = await this.ask<AccountAtBank>('GET', `/api/accounts/${account}`);
    return [body.booked.minorUnits, body.frozen.minorUnits];
  }

  /** Waits until the platform has heard so many callbacks of a kind, and gives them. */
  async hears<Kind extends CallbackKind>(
    kind: Kind,
    count = 1,
    fits: (data: DataOf<Kind>) => boolean = () => true,
  ): Promise<readonly CallbackOf<Kind>[]> {
    const until = performance.now() + 10_000;
    for (;;) {
      const found = this.heard.callbacks
        .filter((one): one is CallbackOf<Kind> => one.kind === kind)
        .filter((one) => fits(one.data as DataOf<Kind>));
      if (found.length >= count) return found;
      if (performance.now() > until) throw new Error(`${found.length} callbacks ${kind} came.`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  #hear(headers: Record<string, string | string[] | undefined>, url: string, body: Buffer): number {
    if (this.heard.isDeaf) return 503;
    const verified = verifyRequest({
      request: { method: 'POST', path: url, body },
      headers,
      keys: publicKeysOf(this.bank.publicKey),
      nonces: this.#nonces,
      now: this.clock(),
    });
    if (!verified.ok) {
      this.heard.forged += 1;
      return 401;
    }
    this.heard.callbacks.push(JSON.parse(body.toString('utf8')) as Callback);
    return 204;
  }

  readonly #nonces = new SeenNonces();

  pass(milliseconds: number): void {
    this.now = plusMs(this.now, milliseconds);
  }
}

export function yuan(minorUnits: string): { minorUnits: string; currency: string } {
  return { minorUnits, currency: 'CNY' };
}

/** Whether the answer is a problem of this code. */
export function problemCode(answer: Answer<unknown>): string {
  return (answer.body as BankProblem).code;
}
