import { describe, expect, it } from 'vitest';
import { measureInterleaved, median } from './interleaved.ts';

describe('measuring two sides in one run', () => {
  it('lets them take turns, and who goes first changes from round to round', () => {
    const turns: string[] = [];
    const note = (side: string) => () => {
      if (turns.at(-1) !== side) turns.push(side);
    };
    const pace = { rounds: 4, roundMilliseconds: 0, warmUpMilliseconds: 0 };
    const samples = measureInterleaved(note('ours'), note('limit'), pace);
    // After the warm-up: ours limit, limit ours, ours limit, limit ours; a side's two turns in a row are one.
    expect(turns).toEqual(['ours', 'limit', 'ours', 'limit', 'ours', 'limit', 'ours']);
    expect(samples.ours).toHaveLength(4);
    expect(samples.limit).toHaveLength(4);
  });
});

describe('the median', () => {
  it('is the middle one, or the mean of the middle two', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 2, 100])).toBe(3);
    expect(median([7])).toBe(7);
  });

  it('of nothing is no number', () => {
    expect(median([])).toBeNaN();
  });
});
