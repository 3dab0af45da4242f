// Who may ask the bank: the platform and payment providers by their signatures, each at its own routes, and the
// sandbox's operator by a key of their own.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  faultOfHeaders,
  type PublicKeys,
  type SignatureFault,
  verifyRequest,
} from '../../../rails/signed-request.ts';
import type { BankContext } from './context.ts';
import { RequestRefused } from './problems.ts';
import { rawBodyOf } from './raw-body.ts';

/** Who signed each request. */
const signers = new WeakMap<FastifyRequest, string>();

/** Takes only what the platform signed, once. */
export function guardBySignature(api: FastifyInstance, context: BankContext): void {
  guard(api, context, {
    keys: () => context.platformKeys,
    nameOf: () => 'platform',
  });
}

/** Takes only what a payment provider that the bank knows signed, once. */
export function guardByProvider(api: FastifyInstance, context: BankContext): void {
  const { providers } = context;
  guard(api, context, {
    keys: () => providers.keys,
    nameOf: (keyId) => providers.nameOf(keyId) ?? '',
  });
}

/** The provider that signed the request. */
export function providerOf(request: FastifyRequest): string | undefined {
  return signers.get(request);
}

interface Signers {
  readonly keys: () => PublicKeys;
  readonly nameOf: (keyId: string) => string;
}

function guard(api: FastifyInstance, context: BankContext, { keys, nameOf }: Signers): void {
  const { bank, nonces } = context;
  // The body of whoever has no key is not even read.
  api.addHook('onRequest', async ({ headers }) => {
    const fault = faultOfHeaders({ headers, keys: keys(), now: bank.signatureClock() });
    if (fault !== undefined) throw signatureRefused(fault);
  });
  api.addHook('preValidation', async (request) => {
    const verified = verifyRequest({
      request: { method: request.method, path: request.url, body: rawBodyOf(request) },
      headers: request.headers,
      keys: keys(),
      nonces,
      now: bank.signatureClock(),
    });
    if (!verified.ok) throw signatureRefused(verified.fault);
    signers.set(request, nameOf(verified.keyId));
    if (request.method === 'GET') return;
    // Known after a restart too. It is on the disk before the answer, which waits for all before it.
    const nonce = `${verified.keyId} ${verified.nonce}`;
    const { sentAt } = verified;
    bank.turn((turn) => turn.put({ is: 'nonce', nonce, sentAt })).catch(bank.fail);
  });
}

function signatureRefused(fault: SignatureFault): RequestRefused {
  return new RequestRefused('signature_wrong', `The signature is refused: ${fault}.`);
}

export function guardByKey(sandbox: FastifyInstance, { sandboxKey }: BankContext): void {
  sandbox.addHook('onRequest', async (request) => {
    const given = request.headers['mutua-sandbox-key'];
    if (typeof given === 'string' && timingSafeEqual(digest(given), digest(sandboxKey))) return;
    throw new RequestRefused('sandbox_key_wrong', 'The header mutua-sandbox-key is wrong.');
  });
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
