import { describe, expect, it } from 'vitest';
import { twoAtATime } from './two-at-a-time.ts';

describe('two rounds at a time', () => {
  it('the next begins before the one ends, and the one after it not', async () => {
    const story: string[] = [];
    const rounds = ['one', 'two', 'three'];
    await twoAtATime(async () => {
      const name = rounds.shift();
      if (name === undefined) return undefined;
      story.push(`${name} begins`);
      return [new Promise<void>((resolve) => setImmediate(resolve)).then(() => story.push(name))];
    });
    expect(story).toEqual([
      ...['one begins', 'two begins', 'one'],
      ...['three begins', 'two', 'three'],
    ]);
  });

  it('the first failure is thrown, and nothing more is begun', async () => {
    let begun = 0;
    const failing = twoAtATime(async () => {
      begun += 1;
      return [Promise.reject(new Error(`Round ${begun} failed.`))];
    });
    await expect(failing).rejects.toThrow('Round 1 failed.');
    expect(begun).toBe(2);
  });
});
