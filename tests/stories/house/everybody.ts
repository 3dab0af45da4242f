// One of the staff in every position, and everybody else who can ask for something.
import { POSITIONS } from '@mutua/contract/people/role.ts';
import type { Person, StoryHouse } from './story-house.ts';
import { aColleague, anObserver } from './story-people.ts';

export interface Colleague extends Person {
  readonly position: string;
}

/** In every position, leads too. */
export function everyColleague(house: StoryHouse): Promise<readonly Colleague[]> {
  return Promise.all(
    POSITIONS.map(async (position) => ({ ...(await aColleague(house, position)), position })),
  );
}

export function everyObserver(house: StoryHouse): Promise<readonly Person[]> {
  return Promise.all([anObserver(house, 'regulator'), anObserver(house, 'auditor')]);
}
