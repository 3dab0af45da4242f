import { idOf } from '@mutua/core/kit/id.ts';
import { ZERO } from '@mutua/core/money/minor-units.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClosedSums, type LinesAsked } from './closed-sums.ts';
import type { PortfolioAccount } from './portfolio-account-read.ts';

/** An account with lines that are numbered, and its closes. */
class TrialAccount {
  readonly lines: { readonly id: bigint; readonly amount: number }[] = [];
  readonly asked: LinesAsked[] = [];
  closedThrough = 0n;
  isBroken = false;

  readonly sums = new ClosedSums<number>({
    read: async (asked) => {
      if (this.isBroken) throw new Error('Nothing answers.');
      this.asked.push(asked);
      return this.lines
        .filter(({ id }) => id > asked.after && id <= asked.through)
        .reduce((sum, { amount }) => sum + amount, 0);
    },
    together: (before, more) => before + more,
    sizeOf: () => 1,
  });

  book(amount: number): void {
    this.lines.push({ id: BigInt(this.lines.length + 1), amount });
  }

  close(): void {
    this.closedThrough = BigInt(this.lines.length);
  }

  read(): Promise<number> {
    const account: PortfolioAccount = {
      ...{ holderId: idOf('018f0000-0000-7000-8000-000000000001'), accountId: 1n, currency: 'CNY' },
      ...{ posted: ZERO, held: ZERO, today: dayOf(2026, 3, 2), sequence: 0n },
      closedThrough: this.closedThrough,
    };
    return this.sums.of(account);
  }

  get whole(): number {
    return this.lines.reduce((sum, { amount }) => sum + amount, 0);
  }
}

describe('sums of which those of closed days are kept', () => {
  it('are those of all lines, whenever days are closed and whoever asks between', async () => {
    const step = fc.oneof(fc.integer({ min: -99, max: 99 }), fc.constantFrom('close', 'read'));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const account = new TrialAccount();
        for (const one of steps) {
          if (typeof one === 'number') account.book(one);
          else if (one === 'close') account.close();
          else expect(await account.read()).toBe(account.whole);
        }
        expect(await account.read()).toBe(account.whole);
      }),
    );
  });

  it('read no line of a closed day a second time', async () => {
    const account = new TrialAccount();
    for (const amount of [1, 2, 3]) account.book(amount);
    account.close();
    await account.read();
    account.book(4);
    account.close();
    account.asked.length = 0;
    expect(await account.read()).toBe(10);
    expect(account.asked.map(({ after }) => after).toSorted()).toEqual([3n, 4n]);
  });

  it('are read again where they could not be read', async () => {
    const account = new TrialAccount();
    account.book(5);
    account.close();
    account.isBroken = true;
    await expect(account.read()).rejects.toThrow('Nothing answers.');
    account.isBroken = false;
    expect(await account.read()).toBe(5);
  });
});
