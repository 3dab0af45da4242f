// Nobody checks what he or she entered: one person tries both steps of every decision that takes two, in whatever
// position, and only the second person is let through.
import { refuse } from '@mutua/core/kit/result.ts';
import { describe, expect, it } from 'vitest';
import { codesOfRules } from '../tidy/route-refusals.ts';
import { repositoryFiles } from '../tidy/tree.ts';
import { BEFORE_THE_PAYOUT } from '../trial-two-steps.ts';
import { AFTER_THE_PAYOUT } from '../trial-two-steps-after.ts';

/** The four of which requirement ROL-07 speaks, and what else takes two. */
const DECISIONS = [...BEFORE_THE_PAYOUT, ...AFTER_THE_PAYOUT];

/** It says so of an administrator who would be the operator: nobody has prepared it. */
const NOT_OF_TWO = ['InstallPlatform'];

describe.each(DECISIONS)('%s', (_, kind, steps) => {
  it('is refused to whoever took the first step, and to nobody else who may take the second', () => {
    const { world, first, second, maker, checker, between } = steps();
    expect(second.kind).toBe(kind);
    world.done(maker, first);
    expect(world.ask(maker, second)).toEqual(refuse('same_person'));
    between?.();
    expect(world.ask(checker, second)).toMatchObject({ ok: true });
  });
});

it('every rule that refuses the same person stands among them', () => {
  const rules = [...codesOfRules(repositoryFiles())];
  const takingTwo = rules.flatMap(([kind, codes]) => (codes.includes('same_person') ? [kind] : []));
  const tried = [...new Set(DECISIONS.map(([, kind]) => kind)), ...NOT_OF_TWO];
  expect(tried.toSorted()).toEqual(takingTwo.toSorted());
});
