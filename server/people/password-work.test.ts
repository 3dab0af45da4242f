import { ok, refuse } from '@mutua/core/kit/result.ts';
import { describe, expect, it } from 'vitest';
import { verifyPassword } from './password.ts';
import { PasswordWork } from './password-work.ts';

/** Work that ends when it is told to, in the order in which it began. */
function workshop(work: PasswordWork) {
  const begun: (() => void)[] = [];
  const ask = () =>
    work.inTurn(async () => {
      await new Promise<void>((resolve) => begun.push(resolve));
      return ok('done');
    });
  return { begun, ask };
}

describe('work with passwords', () => {
  it('is done a few at once, in order, and refused before it begins when too many wait', async () => {
    const { begun, ask } = workshop(new PasswordWork({ atOnce: 2, waitingMax: 3 }));
    const asked = [ask(), ask(), ask(), ask(), ask()];
    expect(begun).toHaveLength(2);
    expect(await ask()).toEqual(refuse('busy'));
    for (let index = 0; index < asked.length; index += 1) {
      begun[index]?.();
      expect(await asked[index]).toEqual(ok('done'));
    }
    expect(begun).toHaveLength(5);
    // All places are free again, none more than before.
    const more = [ask(), ask(), ask()];
    expect(begun).toHaveLength(7);
    for (const end of begun.slice(5)) end();
    await Promise.all(more.slice(0, 2));
    begun[7]?.();
    await more[2];
  });

  it('gives its place to the next when it fails', async () => {
    const work = new PasswordWork({ atOnce: 1 });
    const failing = work.inTurn(async () => {
      throw new Error('It broke.');
    });
    const next = work.inTurn(async () => ok('done'));
    await expect(failing).rejects.toThrow('It broke.');
    expect(await next).toEqual(ok('done'));
  });

  it('makes hashes at its cost', async () => {
    const work = new PasswordWork({ cost: { costLog2: 10, blockSize: 8, parallelization: 1 } });
    const hash = await work.hash('correct horse');
    expect(hash).toMatchObject({ ok: true, value: expect.stringContaining('ln=10,') });
    expect(hash.ok && (await verifyPassword('correct horse', hash.value))).toBe(true);
  });
});
