// Ids of a past that is lived: they follow from the moment and from how many there were before, so the same past has
// the same ids, and they sort by time.
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import type { Instant } from '@mutua/core/time/instant.ts';

const MOMENT_DIGITS = 12;
const COUNT_DIGITS = 15;
const NODE_DIGITS = 3;

export class LivedIds {
  #count = 0;

  /** As people give them to what they ask for. */
  readonly ofPerson = (now: Instant): Id => this.#next(now, 7);

  /** Of what the platform makes itself. */
  readonly ofPlatform = (now: Instant): Id => this.#next(now, 8);

  #next(now: Instant, version: 7 | 8): Id {
    this.#count += 1;
    const moment = now.toString(16).padStart(MOMENT_DIGITS, '0');
    const count = this.#count.toString(16).padStart(COUNT_DIGITS, '0');
    return idOf(
      [
        ...[moment.slice(0, 8), moment.slice(8), `${version}000`],
        `8${count.slice(0, NODE_DIGITS)}`,
        count.slice(NODE_DIGITS),
      ].join('-'),
    );
  }
}
