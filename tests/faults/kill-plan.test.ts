import { describe, expect, it } from 'vitest';
import { Chance } from './chance.ts';
import { KILL_KINDS, killPlan, strikesBank, strikesPlatform } from './kill-plan.ts';

const namesOf = (kills: number, seed: number) =>
  killPlan(kills, new Chance(seed)).map(({ name }) => name);

describe('the plan of kills', () => {
  it('strikes by each kind once, and then by chance, as often as its weight says', () => {
    const names = namesOf(10_000, 1);
    expect(names.slice(0, KILL_KINDS.length)).toEqual(KILL_KINDS.map(({ name }) => name));
    const weights = KILL_KINDS.reduce((sum, { weight }) => sum + weight, 0);
    for (const { name, weight } of KILL_KINDS) {
      const share = names.filter((one) => one === name).length / names.length;
      expect(share).toBeCloseTo(weight / weights, 1);
    }
  });

  it('is the same for the same seed, and another one for another', () => {
    expect(namesOf(200, 7)).toEqual(namesOf(200, 7));
    expect(namesOf(200, 7)).not.toEqual(namesOf(200, 8));
  });

  it('strikes the bank with the platform that keeps it, and the platform with its database', () => {
    const striking = (strikes: typeof strikesBank) =>
      KILL_KINDS.filter(strikes).map(({ name }) => name);
    expect(striking(strikesBank)).toEqual([
      ...['server', 'bank', 'server+database', 'server+bank', 'bank+postmaster'],
    ]);
    expect(striking(strikesPlatform)).toEqual(
      KILL_KINDS.map(({ name }) => name).filter((name) => name !== 'bank'),
    );
  });
});
