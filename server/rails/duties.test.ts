import { afterEach, describe, expect, it } from 'vitest';
import { Duties, type Duty } from './duties.ts';

let duties: Duties | undefined;

afterEach(() => duties?.stop());

function start(...some: readonly Duty[]): { readonly failed: string[]; readonly duties: Duties } {
  const failed: string[] = [];
  duties = new Duties({
    ...{ duties: some, lookMs: 60_000, failedMs: [60_000, 60_000] },
    onFailed: (name) => failed.push(name),
  });
  return { failed, duties };
}

/** Fails so often; then it has something to do so often. */
function duty(name: string, fails: number, works: number): Duty & { readonly runs: () => number } {
  let runs = 0;
  const run = async () => {
    runs += 1;
    if (runs <= fails) throw new Error('Not now.');
    return runs <= fails + works;
  };
  return { name, run, runs: () => runs };
}

describe('to finish', () => {
  it('is to do what there is to do, until nothing is', async () => {
    const one = duty('one', 0, 5);
    const { duties, failed } = start(one);
    expect(await duties.finish(5_000)).toBe(true);
    expect(one.runs()).toBeGreaterThanOrEqual(6);
    expect(failed).toEqual([]);
  });

  it('is to do again what fails, and not to call it done before', async () => {
    const [one, other] = [duty('one', 3, 2), duty('other', 0, 0)];
    const { duties, failed } = start(one, other);
    expect(await duties.finish(10_000)).toBe(true);
    expect(failed).toEqual(['one', 'one', 'one']);
    expect(one.runs()).toBeGreaterThanOrEqual(6);
  });

  it('is given up in time, and said', async () => {
    const { duties } = start(duty('one', Number.POSITIVE_INFINITY, 0));
    expect(await duties.finish(300)).toBe(false);
  });
});
