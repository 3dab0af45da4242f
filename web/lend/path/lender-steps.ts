// The six steps of a lender, from what the platform says of each.
import type { GuidedPath, PathStep, ProfileOnWire } from '@mutua/contract/people/client.ts';

export const STEP_NUMBERS = [1, 2, 3, 4, 5, 6] as const;
export type StepNumber = (typeof STEP_NUMBERS)[number];

/** Identity and account are one step to the reader. */
const STEP_OF: Readonly<Partial<Record<PathStep, StepNumber>>> = {
  register: 1,
  verify_identity: 2,
  open_custody_account: 2,
  answer_questionnaire: 3,
  top_up: 4,
  lend: 5,
  receive: 6,
};

export interface LenderStep {
  readonly number: StepNumber;
  readonly state: 'done' | 'next' | 'later';
}

export function lenderPathOf({ paths }: ProfileOnWire): GuidedPath | undefined {
  return paths.find(({ role }) => role === 'lender');
}

export function lenderSteps({ steps }: GuidedPath): readonly LenderStep[] {
  return STEP_NUMBERS.map((number) => {
    const parts = steps.filter(({ step }) => STEP_OF[step] === number);
    const isDone = parts.every(({ state }) => state === 'done');
    const isNext = parts.some(({ state }) => state === 'next');
    return { number, state: isDone ? 'done' : isNext ? 'next' : 'later' };
  });
}
