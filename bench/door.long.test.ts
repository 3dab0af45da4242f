import { describe, expect, it } from 'vitest';
import { measureDoor } from './door.ts';
import { doorTable } from './door-report.ts';
import { RUSH_ROOM } from './door-rounds.ts';

describe("the door's benchmark", () => {
  it('measures every part of itself, small, and tells of each', async () => {
    const result = await measureDoor({
      ...{ rounds: 1, milliseconds: 50, regulars: 2_100, firstBids: 200, days: 1 },
      ...{ rush: 1_000, naiveRush: RUSH_ROOM + 10, rushRounds: 1 },
    });
    expect(result.parts.map(({ name }) => name)).toEqual([
      ...['bids', 'many_bids', 'first_bids', 'rush', 'transfers', 'empty_day'],
    ]);
    for (const { ours, limit, ratio } of result.parts) {
      for (const { perSecond } of [ours, limit]) expect(perSecond.median).toBeGreaterThan(0);
      expect(ratio).toBeGreaterThan(0);
    }
    const rush = result.parts.find(({ name }) => name === 'rush');
    expect(rush?.promised).toMatchObject([{ value: 0, held: true }]);
    expect(doorTable(result)).toContain('times as fast as the naive way');
    expect(JSON.parse(JSON.stringify(result))).toMatchObject({ name: 'door', unit: 'bids/s' });
  });
});
