// When a loan has ended, whoever stood behind it is free at once, and what stood behind it is released: by rule, so that
// nobody has to think of it.
import type { Id } from '@mutua/core/kit/id.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import type pg from 'pg';
import type { LoggedCommand } from '../commit/log-store.ts';
import { commitFor, derivedId, type RailLane } from '../rails/rail-door.ts';
import { readEndedAndBound } from './release-by-rule-read.ts';

const RELEASE: Actor = { kind: 'rule', name: 'release' };
const AT_ONCE = 50;

export interface ReleasesOptions {
  readonly lane: Pick<RailLane, 'commit'>;
  readonly pool: pg.Pool;
}

export class ReleasesByRule {
  readonly #options: ReleasesOptions;
  readonly #ended = new Set<Id>();
  /** Whether what was left by the run before was looked for. */
  #areAllLookedThrough = false;

  constructor(options: ReleasesOptions) {
    this.#options = options;
  }

  /** Whether one of these ended a loan. */
  note(commands: readonly LoggedCommand[]): boolean {
    for (const event of commands.flatMap(({ events }) => events)) {
      const isEnd =
        event.kind === 'LoanClosed' ||
        event.kind === 'LoanRejected' ||
        event.kind === 'LoanWithdrawn' ||
        event.kind === 'FundingFailed';
      if (isEnd) this.#ended.add(event.loanId);
    }
    return this.#ended.size > 0;
  }

  readonly release = async (): Promise<boolean> => {
    if (!this.#areAllLookedThrough) {
      const left = await readEndedAndBound(this.#options.pool, undefined, AT_ONCE);
      for (const loanId of left) this.#ended.add(loanId);
      this.#areAllLookedThrough = left.length < AT_ONCE;
    }
    const ended = [...this.#ended].slice(0, AT_ONCE);
    if (ended.length > 0) await this.#release(ended);
    return this.#ended.size > 0 || !this.#areAllLookedThrough;
  };

  async #release(ended: readonly Id[]): Promise<void> {
    const { lane, pool } = this.#options;
    const bound = await readEndedAndBound(pool, ended, AT_ONCE);
    const asked = bound.map((loanId) =>
      commitFor(
        lane,
        RELEASE,
        { kind: 'ReleaseSafeguards', loanId },
        derivedId(`release safeguards ${loanId}`),
      ),
    );
    await Promise.all(asked);
    // What failed is thrown before, and stays to be asked for again.
    for (const loanId of ended) this.#ended.delete(loanId);
  }
}
