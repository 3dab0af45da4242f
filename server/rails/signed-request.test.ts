import { type Instant, instantOf, plusMs } from '@mutua/core/time/instant.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  newSigningKeyPem,
  publicKeysOf,
  readSigningKey,
  SeenNonces,
  type Signable,
  signRequest,
  TIMESTAMP_AWAY_MS,
  verifyRequest,
} from './signed-request.ts';

const NOW = instantOf('2026-11-23T08:00:00Z');
const key = readSigningKey(newSigningKeyPem());
const REQUEST: Signable = { method: 'POST', path: '/api/batches?a=1', body: '{"a":1}' };

function verifyWith(
  change: {
    readonly request?: Partial<Signable>;
    readonly headers?: Readonly<Record<string, string | undefined>>;
    readonly now?: Instant;
    readonly nonces?: SeenNonces;
    readonly keys?: ReturnType<typeof publicKeysOf>;
  } = {},
) {
  return verifyRequest({
    request: { ...REQUEST, ...change.request },
    headers: { ...signRequest(key, REQUEST, NOW), ...change.headers },
    keys: change.keys ?? publicKeysOf(key.publicKeyPem),
    nonces: change.nonces ?? new SeenNonces(),
    now: change.now ?? NOW,
  });
}

describe('a signed request', () => {
  it('is taken as it was sent', () => {
    expect(verifyWith()).toMatchObject({ ok: true, keyId: key.keyId, sentAt: NOW });
  });

  it('is refused when its body, path or method is changed', () => {
    const fault = { ok: false, fault: 'signature_wrong' };
    expect(verifyWith({ request: { body: '{"a":2}' } })).toEqual(fault);
    expect(verifyWith({ request: { path: '/api/batches?a=2' } })).toEqual(fault);
    expect(verifyWith({ request: { method: 'GET' } })).toEqual(fault);
  });

  it('is refused when its timestamp or nonce is changed', () => {
    const fault = { ok: false, fault: 'signature_wrong' };
    const later = { 'mutua-timestamp': '2026-11-23T08:00:01.000Z' };
    expect(verifyWith({ headers: later })).toEqual(fault);
    expect(verifyWith({ headers: { 'mutua-nonce': 'AAAAAAAAAAAAAAAAAAAAAAAA' } })).toEqual(fault);
    expect(verifyWith({ headers: { 'mutua-nonce': 'short' } })).toEqual(fault);
  });

  it('is refused when another key signed it, known or not', () => {
    const other = readSigningKey(newSigningKeyPem());
    const forged = { ...signRequest(other, REQUEST, NOW) };
    expect(verifyWith({ headers: forged })).toEqual({ ok: false, fault: 'key_unknown' });
    expect(verifyWith({ headers: { ...forged, 'mutua-key': key.keyId } })).toEqual({
      ok: false,
      fault: 'signature_wrong',
    });
  });

  it('is refused more than five minutes away, before and after', () => {
    expect(verifyWith({ now: plusMs(NOW, TIMESTAMP_AWAY_MS) }).ok).toBe(true);
    expect(verifyWith({ now: plusMs(NOW, -TIMESTAMP_AWAY_MS) }).ok).toBe(true);
    const fault = { ok: false, fault: 'timestamp_away' };
    expect(verifyWith({ now: plusMs(NOW, TIMESTAMP_AWAY_MS + 1) })).toEqual(fault);
    expect(verifyWith({ now: plusMs(NOW, -TIMESTAMP_AWAY_MS - 1) })).toEqual(fault);
    expect(verifyWith({ headers: { 'mutua-timestamp': 'yesterday' } })).toEqual(fault);
  });

  it('is taken once only', () => {
    const nonces = new SeenNonces();
    const headers = { ...signRequest(key, REQUEST, NOW) };
    expect(verifyWith({ headers, nonces }).ok).toBe(true);
    expect(verifyWith({ headers, nonces })).toEqual({ ok: false, fault: 'nonce_seen' });
  });

  it.each(['mutua-key', 'mutua-timestamp', 'mutua-nonce', 'mutua-signature'])(
    'is refused without %s',
    (header) => {
      const fault = { ok: false, fault: 'header_missing' };
      expect(verifyWith({ headers: { [header]: undefined } })).toEqual(fault);
    },
  );

  it('is refused, never with an exception, whatever stands in the headers', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (nonce, signature) => {
        const headers = { 'mutua-nonce': nonce, 'mutua-signature': signature };
        expect(verifyWith({ headers }).ok).toBe(false);
      }),
      // Each case signs once.
      { numRuns: 500 },
    );
  });
});

describe('the memory of nonces', () => {
  it('forgets a nonce only when its timestamp would no longer pass', () => {
    const nonces = new SeenNonces();
    const sentAt = plusMs(NOW, TIMESTAMP_AWAY_MS);
    nonces.take('a', sentAt, NOW);
    expect(nonces.take('a', sentAt, plusMs(NOW, 2 * TIMESTAMP_AWAY_MS))).toBe(false);
    nonces.take('b', sentAt, plusMs(NOW, 5 * TIMESTAMP_AWAY_MS));
    expect(nonces.size).toBe(1);
  });
});
