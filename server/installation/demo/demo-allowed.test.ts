import { describe, expect, it } from 'vitest';
import { demoAllowed } from './demo-allowed.ts';

const HERE = { host: '127.0.0.1', databaseUrl: undefined, isSandboxBank: true };

describe('a demo', () => {
  it.each(['127.0.0.1', '127.8.0.1', '::1', '[::1]', 'localhost'])('may be on %s', (host) => {
    expect(demoAllowed({ ...HERE, host })).toBeUndefined();
  });

  it.each(['0.0.0.0', '::', '10.0.0.4', '127.0.0.1.example.org', 'localhost.example.org', ''])(
    'is refused on %s, which others may reach',
    (host) => {
      expect(demoAllowed({ ...HERE, host })).toMatch(/^A demo .* listens on this machine alone/);
    },
  );

  it('is refused on a database of the operator’s own', () => {
    const databaseUrl = 'postgres://db.example.org/mutua';
    expect(demoAllowed({ ...HERE, databaseUrl })).toMatch(/embedded database alone/);
  });

  it('is refused with a bank that is no sandbox', () => {
    expect(demoAllowed({ ...HERE, isSandboxBank: false })).toMatch(/sandbox bank alone/);
  });
});
