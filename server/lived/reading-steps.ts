// The persons of the demo have read their notices up to a few days before the present; the latest are unread.
import { DEMO_PERSONS } from '../installation/demo/demo-persons.ts';
import type { Arrivals } from './arrivals.ts';
import type { Asked, LivedHouse } from './lived-house.ts';
import type { LivedTown } from './lived-town.ts';

/** Days before the present; lenders look more often. */
const READ_AGO = 30;
const LENDER_READ_AGO = 6;

export class ReadingSteps {
  readonly #house: LivedHouse;
  readonly #town: LivedTown;
  readonly #arrivals: Arrivals;
  #sequence = 0n;

  constructor(house: LivedHouse, town: LivedTown, arrivals: Arrivals) {
    this.#house = house;
    this.#town = town;
    this.#arrivals = arrivals;
    house.lane.follow((commands) => {
      this.#sequence = commands.at(-1)?.sequence ?? this.#sequence;
    });
  }

  today(): readonly Asked[] {
    const ago = this.#town.today - this.#house.day;
    if (ago !== READ_AGO && ago !== LENDER_READ_AGO) return [];
    const through = { sequence: this.#sequence, place: 0 };
    return DEMO_PERSONS.flatMap((person) => {
      if (person.kind !== 'partner' && (person.kind !== 'client' || person.isNew)) return [];
      const actor = this.#arrivals.demoPerson(person.key);
      if (ago === LENDER_READ_AGO && !actor.roles.includes('lender')) return [];
      return [{ actor, command: { kind: 'MarkNoticesRead', through } } as const];
    });
  }
}
