// The sandbox bank as a whole: books, delivery of callbacks and HTTP server, put together and taken apart.
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { type Instant, instantOfMs } from '@mutua/core/time/instant.ts';
import type { FastifyInstance } from 'fastify';
import { publicKeysOf, SeenNonces, type SigningKey } from '../../rails/signed-request.ts';
import { lockFolder } from '../folder-lock.ts';
import { Bank } from './bank.ts';
import { Delivery } from './callbacks/delivery.ts';
import { expire, hasExpired } from './dealings/expiry.ts';
import { buildBankApp } from './http/app.ts';
import { Providers } from './providers.ts';
import { readBankSecrets } from './secrets.ts';

const EXPIRY_LOOK_MS = 500;

export interface BankConfiguration {
  /** The bank's own folder: journal, statements, keys. */
  readonly folder: string;
  readonly host: string;
  /** 0 takes any free port; owners' pages then have another address after each start. */
  readonly port: number;
  /** PEM; whose signature the API takes. */
  readonly platformPublicKey: string;
  /** The payment providers that may settle into custody; others may be named by a control of the sandbox. */
  readonly providers?: readonly BankProvider[];
  /** Where callbacks are posted to. */
  readonly callbackUrl: string;
  /** Where owners may be sent back to, such as `http://127.0.0.1:3000`. */
  readonly platformOrigin: string;
  /** In which there is a statement every day; CNY if left out. */
  readonly currency?: string;
  /** The first day of a new bank, such as `2026-11-23`. */
  readonly startDay: string;
  readonly clock: () => Instant;
  /** The origin under which owners reach the pages, if it is not the address it listens on. */
  readonly pagesOrigin?: string;
  readonly logLevel?: string;
  /** Told when the bank cannot go on; it then answers nothing any more. */
  readonly onFailure?: (error: unknown) => void;
}

export interface BankProvider {
  /** Such as `sandbox-pay`. */
  readonly name: string;
  /** PEM. */
  readonly publicKey: string;
}

export interface RunningBank {
  readonly url: string;
  /** PEM: with which the platform checks callbacks. */
  readonly publicKey: string;
  /** For the header `mutua-sandbox-key`. */
  readonly sandboxKey: string;
  close(): Promise<void>;
}

/** Runs the bank until it is closed. @throws Error when the folder or the port cannot be used. */
export async function runBank(configuration: BankConfiguration): Promise<RunningBank> {
  const { folder, startDay, clock, currency = 'CNY' } = configuration;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(folder);
  let app: FastifyInstance | undefined;
  try {
    const { key, sandboxKey } = readBankSecrets(folder);
    let url = configuration.pagesOrigin ?? '';
    const bank = await Bank.open({
      folder,
      startDay,
      currency,
      clock,
      origin: () => url,
      onFailure: configuration.onFailure ?? reportFailure,
    });
    const parts = await listen(configuration, bank, key, sandboxKey);
    app = parts.app;
    const address = addressOf(configuration.host, app);
    url = configuration.pagesOrigin ?? address;
    const delivery = parts.start();
    const expiry = setInterval(() => {
      if (!hasExpired(bank.books, bank.now())) return;
      bank.turn((turn) => expire(turn)).catch(bank.fail);
    }, EXPIRY_LOOK_MS);
    const listening = app;
    return {
      url: address,
      publicKey: key.publicKeyPem,
      sandboxKey,
      close: async () => {
        clearInterval(expiry);
        listening.server.closeAllConnections();
        await listening.close();
        await delivery.stop();
        await bank.close();
        unlock();
      },
    };
  } catch (error) {
    await app?.close();
    unlock();
    throw error;
  }
}

/** Callbacks are sent only when owners' pages have their address, which comes with listening. */
async function listen(
  configuration: BankConfiguration,
  bank: Bank,
  key: SigningKey,
  sandboxKey: string,
): Promise<{ readonly app: FastifyInstance; readonly start: () => Delivery }> {
  const { platformPublicKey, platformOrigin, callbackUrl, host, port } = configuration;
  const nonces = new SeenNonces();
  for (const [nonce, sentAt] of bank.books.nonces) nonces.remember(nonce, instantOfMs(sentAt));
  let delivery: Delivery | undefined;
  const app = await buildBankApp({
    bank,
    key,
    platformKeys: publicKeysOf(platformPublicKey),
    providers: new Providers(configuration.providers ?? [], bank.books.cards),
    nonces,
    platformOrigin: new URL(platformOrigin).origin,
    sandboxKey,
    attemptsOf: (id) => delivery?.attemptsOf(id) ?? 0,
    logLevel: configuration.logLevel ?? 'error',
  });
  await app.listen({ host, port });
  return {
    app,
    start: () => {
      const started = new Delivery(bank, key, callbackUrl);
      delivery = started;
      bank.onTurn = () => started.wake();
      return started;
    },
  };
}

function addressOf(host: string, app: FastifyInstance): string {
  const { port } = app.server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function reportFailure(error: unknown): void {
  process.stderr.write(`The sandbox bank cannot go on: ${String(error)}\n`);
}
