// An application whose file has become complete is assessed by itself; what the rules refer waits for a person.
//
// Whether a file is complete says the rule: it refuses as long as it is not, and a refusal changes nothing. So it is
// asked once for each change of a file, and once for every open application when the platform starts.
import type { Id } from '@mutua/core/kit/id.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import type pg from 'pg';
import type { LoggedCommand } from '../commit/log-store.ts';
import { commitFor, derivedId, type RailLane } from '../rails/rail-door.ts';
import { readApplied, readStillApplied } from './assessment-by-rule-read.ts';

const ASSESSMENT: Actor = { kind: 'rule', name: 'assessment' };
const AT_ONCE = 50;

export interface AssessmentsOptions {
  readonly lane: Pick<RailLane, 'commit'>;
  readonly pool: pg.Pool;
}

export class AssessmentsByRule {
  readonly #options: AssessmentsOptions;
  readonly #changed = new Set<Id>();
  /** How far the open applications were looked through since the start. */
  #lookedThrough: Id | undefined;
  #areAllLookedThrough = false;

  constructor(options: AssessmentsOptions) {
    this.#options = options;
  }

  /** Whether one of these makes it worth looking again. */
  note(commands: readonly LoggedCommand[]): boolean {
    for (const event of commands.flatMap(({ events }) => events)) {
      const isOfFile =
        event.kind === 'LoanApplied' ||
        event.kind === 'FactRecorded' ||
        event.kind === 'DocumentRecorded';
      if (isOfFile) this.#changed.add(event.loanId);
    }
    return this.#changed.size > 0;
  }

  readonly assess = async (): Promise<boolean> => {
    if (!this.#areAllLookedThrough) await this.#lookThrough();
    const changed = [...this.#changed].slice(0, AT_ONCE);
    if (changed.length > 0) await this.#assess(changed);
    return this.#changed.size > 0 || !this.#areAllLookedThrough;
  };

  async #lookThrough(): Promise<void> {
    const page = await readApplied(this.#options.pool, this.#lookedThrough, AT_ONCE);
    for (const loanId of page) this.#changed.add(loanId);
    this.#lookedThrough = page.at(-1) ?? this.#lookedThrough;
    this.#areAllLookedThrough = page.length === 0;
  }

  async #assess(changed: readonly Id[]): Promise<void> {
    const { lane, pool } = this.#options;
    // Taken out before they are asked for: what changes meanwhile comes in again.
    for (const loanId of changed) this.#changed.delete(loanId);
    const applied = await readStillApplied(pool, changed).catch((error: unknown) => {
      for (const loanId of changed) this.#changed.add(loanId);
      throw error;
    });
    const failed: unknown[] = [];
    const asked = applied.map(async (loanId) => {
      try {
        const commandId = derivedId(`assess ${loanId}`);
        await commitFor(lane, ASSESSMENT, { kind: 'AssessLoan', loanId }, commandId);
      } catch (error) {
        this.#changed.add(loanId);
        failed.push(error);
      }
    });
    await Promise.all(asked);
    if (failed.length > 0) throw failed[0];
  }
}
