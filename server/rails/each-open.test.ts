import type { Id } from '@mutua/core/kit/id.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { eachOpen } from './each-open.ts';
import { Pace } from './pace.ts';

let open: { readonly id: Id }[];
let now: number;
let pace: Pace<Id>;
let acted: Id[];

beforeEach(() => {
  open = Array.from({ length: 450 }, (_, index) => ({ id: `${1_000 + index}` as Id }));
  now = 0;
  pace = new Pace({ firstMs: 100, lastMs: 400, now: () => now });
  acted = [];
});

function look(result = false): Promise<boolean> {
  return eachOpen({
    read: async (after = '' as Id, limit) => open.filter(({ id }) => id > after).slice(0, limit),
    pace,
    act: async ({ id }) => {
      acted.push(id);
      return result;
    },
  });
}

describe('everything that is open', () => {
  it('is looked at once, however much it is', async () => {
    expect(await look(true)).toBe(true);
    expect(acted).toEqual(open.map(({ id }) => id));
  });

  it('is not looked at before its time, and later each time', async () => {
    open = open.slice(0, 1);
    for (now = 0; now <= 1_000; now += 50) await look();
    // At 0, after 100, after 200 more, after 400 more.
    expect(acted).toHaveLength(4);
  });

  it('begins anew when it was closed and is open again', async () => {
    const [first] = open;
    await look();
    open = open.slice(1);
    await look();
    open = first === undefined ? [] : [first];
    acted = [];
    await look();
    expect(acted).toEqual([first?.id]);
  });
});
