// What the town does not try for now: there the platform breaks or says what it should not. What is mended is struck off.

import type { Asked } from './asked.ts';
import type { Town } from './town.ts';

type Attempt = Omit<Asked, 'commandId'>;
type Avoided = (town: Town, command: Attempt['command']) => boolean;

const AVOIDED: readonly Avoided[] = [];

export function isAvoided(town: Town, { command }: Attempt): boolean {
  return AVOIDED.some((avoid) => avoid(town, command));
}
