// A platform for the tests of the payment sandbox: signs its requests and takes callbacks.
import { rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ProviderCallback } from '@mutua/contract/payment/callbacks.ts';
import { type Instant, instantOf } from '@mutua/core/time/instant.ts';
import { Check } from 'typebox/value';
import { expect, it } from 'vitest';
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
import { type RunningPaymentProvider, runPaymentProvider } from './main.ts';
import type { ProviderConfiguration } from './provider.ts';

export const SANDBOX_KEY = 'sandbox-key-of-the-tests';
const NOW = instantOf('2026-11-23T02:00:00.000Z');
const PATIENCE_MS = 5_000;

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export class TrialPlatform {
  readonly folder = makeTrialFolder('payment-');
  readonly key: SigningKey = readSigningKey(newSigningKeyPem());
  readonly callbacks: ProviderCallback[] = [];
  /** What the platform answers to a callback. */
  status = 204;
  now: Instant = NOW;
  readonly #server: Server = createServer();
  #provider: RunningPaymentProvider | undefined;

  get provider(): RunningPaymentProvider {
    if (this.#provider === undefined) throw new Error('The provider is not running.');
    return this.#provider;
  }

  get origin(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async open(): Promise<this> {
    const nonces = new SeenNonces();
    this.#server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks);
        const { method = '', url = '', headers } = request;
        const keys = publicKeysOf(this.provider.publicKey);
        const signed = { method, path: url, body };
        const verified = verifyRequest({ request: signed, headers, keys, nonces, now: this.now });
        const callback: unknown = JSON.parse(body.toString());
        const isRight = verified.ok && Check(ProviderCallback, callback);
        if (isRight) this.callbacks.push(callback);
        response.writeHead(isRight ? this.status : 400).end();
      });
    });
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    await this.start();
    return this;
  }

  async start(terms: Partial<ProviderConfiguration> = {}): Promise<void> {
    this.#provider = await runPaymentProvider({
      host: '127.0.0.1',
      port: 0,
      folder: this.folder,
      day: '2026-11-23',
      platformPublicKey: this.key.publicKeyPem,
      callbackUrl: () => `${this.origin}/rails/payment?from=provider`,
      sandboxKey: SANDBOX_KEY,
      clock: () => this.now,
      ...terms,
    });
  }

  async stop(): Promise<void> {
    await this.#provider?.close();
    this.#provider = undefined;
  }

  async close(): Promise<void> {
    await this.stop();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    rmSync(this.folder, { recursive: true });
  }

  /** A signed request. */
  async ask(method: string, target: string, content?: unknown, signal?: AbortSignal) {
    const body = content === undefined ? '' : JSON.stringify(content);
    const signature = signRequest(this.key, { method, path: target, body }, this.now);
    return this.send(method, target, { ...signature }, body, signal);
  }

  async send(
    method: string,
    target: string,
    headers: Readonly<Record<string, string>>,
    body: string,
    signal?: AbortSignal,
  ): Promise<Answer> {
    const answer = await fetch(`${this.provider.url}${target}`, {
      method,
      headers: body === '' ? headers : { ...headers, 'content-type': 'application/json' },
      ...(body !== '' && { body }),
      ...(signal !== undefined && { signal }),
    });
    return { status: answer.status, body: (await answer.json()) as Answer['body'] };
  }

  /** A control of the sandbox. */
  control(target: string, content: unknown): Promise<Answer> {
    const headers = { 'mutua-sandbox-key': SANDBOX_KEY };
    return this.send('POST', `/sandbox/${target}`, headers, JSON.stringify(content));
  }

  /** What the payer types into the page. */
  pay(pageUrl: unknown, card: string, holderName = '李雷'): Promise<Response> {
    return fetch(String(pageUrl), {
      method: 'POST',
      body: new URLSearchParams({ card, holderName }),
    });
  }

  /** Waits for so many callbacks in all. */
  async called(count: number): Promise<readonly ProviderCallback[]> {
    const started = performance.now();
    while (this.callbacks.length < count && performance.now() - started < PATIENCE_MS) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return this.callbacks;
  }
}

let count = 0;

export const newPayment = (minorUnits = '10000') => {
  count += 1;
  return {
    id: `01930000-0000-7000-8000-${String(count).padStart(12, '0')}`,
    clientId: 'client-1',
    account: '8801000000000001',
    amount: { minorUnits, currency: 'CNY' },
    holderName: '李雷',
  };
};

it('makes another payment each time', () => {
  expect(newPayment().id).not.toBe(newPayment().id);
});
