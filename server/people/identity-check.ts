// Whoever has registered is asked for at the identity source, and what it says goes through the door.
//
// Who is asked for next, and when, stands in the database: a restart forgets nothing. What is sent to the source is
// read for that alone, and kept nowhere.
import type { Id } from '@mutua/core/kit/id.ts';
import type { RefusalCode } from '@mutua/core/kit/refusal-codes.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import type { VerifyIdentity } from '@mutua/core/people/verify-identity.ts';
import { type Instant, plusMs } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import type { LoggedCommand } from '../commit/log-store.ts';
import type { IdentityAnswer, IdentitySource } from '../rails/identity.ts';
import { commitFor, derivedId, type RailLane } from '../rails/rail-door.ts';
import {
  endCheck,
  hastenChecks,
  type IdentityCheck,
  putOffCheck,
  readChecksDue,
  takeInClients,
} from './identity-check-store.ts';
import { type KnownIdentity, readIdentity } from './identity-read.ts';

const IDENTITY_SOURCE: Actor = { kind: 'identity_source', name: 'source' };
const AT_ONCE = 20;
/** A source that says nothing for so long does not answer. */
const ANSWER_MS = 10_000;
const FIRST_PAUSE_MS = 5_000;
const LAST_PAUSE_MS = 6 * 60 * 60_000;
/** About two weeks with the pauses between; from then on the client has to ask. */
const ATTEMPTS_MAX = 64;
/** Whoever is held waits for a person. */
const HELD_PAUSE_MS = 60 * 60_000;

export interface IdentityChecksOptions {
  readonly lane: Pick<RailLane, 'commit'>;
  readonly pool: pg.Pool;
  readonly clock: () => Instant;
  readonly source: IdentitySource;
  /** Asks the lists of sanctions, office holders and evaders; left out where none is connected. */
  readonly screen?: (identity: KnownIdentity) => Promise<VerifyIdentity['screening']>;
  readonly answerMs?: number;
}

export class IdentityChecks {
  readonly #options: IdentityChecksOptions;
  readonly #cleared = new Set<Id>();

  constructor(options: IdentityChecksOptions) {
    this.#options = options;
  }

  /** Whether one of these makes it worth looking again. */
  note(commands: readonly LoggedCommand[]): boolean {
    let isWorthIt = false;
    for (const event of commands.flatMap(({ events }) => events)) {
      if (event.kind === 'ClientCleared') this.#cleared.add(event.clientId);
      isWorthIt ||= event.kind === 'ClientCleared' || event.kind === 'ClientRegistered';
    }
    return isWorthIt;
  }

  readonly check = async (): Promise<boolean> => {
    const { pool, clock } = this.#options;
    const cleared = [...this.#cleared];
    if (cleared.length > 0) await hastenChecks(pool, cleared, clock());
    for (const clientId of cleared) this.#cleared.delete(clientId);
    const takenIn = await takeInClients(pool, clock());
    const due = await readChecksDue(pool, clock(), AT_ONCE);
    const failed: unknown[] = [];
    await Promise.all(
      due.map((one) => this.#checkOne(one).catch((error: unknown) => failed.push(error))),
    );
    if (failed.length > 0) throw failed[0];
    return takenIn > 0 || due.length > 0;
  };

  async #checkOne(check: IdentityCheck): Promise<void> {
    try {
      await this.#settle(check);
    } catch (error) {
      // Whoever cannot be worked does not stand before the others at the next turn.
      const { pool, clock } = this.#options;
      await putOffCheck(pool, check, plusMs(clock(), FIRST_PAUSE_MS));
      throw error;
    }
  }

  async #settle(check: IdentityCheck): Promise<void> {
    const { lane, pool, clock } = this.#options;
    const { clientId, attempts } = check;
    const identity = await readIdentity(pool, clientId);
    if (identity?.status !== 'registered') return endCheck(pool, clientId, { state: 'answered' });
    if (identity.isHeld) return putOffCheck(pool, check, plusMs(clock(), HELD_PAUSE_MS));

    const answer = await this.#ask(identity);
    const screening = (await this.#options.screen?.(identity)) ?? 'clear';
    const command: VerifyIdentity = { kind: 'VerifyIdentity', clientId, answer, screening };
    // The answer of a source may be worded anew each time, so its words are part of the id.
    const said = `${answer.kind} ${answer.kind === 'verified' ? answer.reference : ''} ${screening}`;
    const commandId = derivedId(`identity ${clientId} ${attempts} ${said}`);
    const outcome = await commitFor(lane, IDENTITY_SOURCE, command, commandId);
    if (!outcome.ok) return this.#afterRefusal(check, outcome.refusal.code);
    const isHeld = outcome.command.events.some(({ kind }) => kind === 'ClientHeld');
    if (isHeld) return putOffCheck(pool, nextOf(check), plusMs(clock(), HELD_PAUSE_MS));
    return endCheck(pool, clientId, { state: 'answered' });
  }

  async #afterRefusal(check: IdentityCheck, code: RefusalCode): Promise<void> {
    const { pool, clock } = this.#options;
    const { clientId, attempts } = check;
    switch (code) {
      case 'check_unanswered':
        if (attempts + 1 >= ATTEMPTS_MAX) return endCheck(pool, clientId, { state: 'given_up' });
        return putOffCheck(pool, nextOf(check), plusMs(clock(), pauseAfter(attempts)));
      case 'screening_hold':
        return putOffCheck(pool, check, plusMs(clock(), HELD_PAUSE_MS));
      // Somebody was faster, such as the client on a page.
      case 'wrong_stage':
        return endCheck(pool, clientId, { state: 'answered' });
      default:
        return endCheck(pool, clientId, { state: 'refused', reason: code });
    }
  }

  async #ask(identity: KnownIdentity): Promise<IdentityAnswer> {
    const { source, answerMs = ANSWER_MS } = this.#options;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<IdentityAnswer>((resolve) => {
      timer = setTimeout(() => resolve({ kind: 'no_answer' }), answerMs);
    });
    // A source that cannot be reached says as little as one that is silent.
    const asked = askSource(source, identity).catch((): IdentityAnswer => ({ kind: 'no_answer' }));
    try {
      return await Promise.race([asked, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** What the source says of somebody. */
export async function askSource(
  source: IdentitySource,
  { kind, name, number, legalRepresentative }: KnownIdentity,
): Promise<IdentityAnswer> {
  if (kind === 'natural_person') return source.checkPerson({ name, identityNumber: number });
  const representative = legalRepresentative ?? { name: '', identityNumber: '' };
  return source.checkOrganisation({ name, creditCode: number, representative });
}

function nextOf({ clientId, attempts }: IdentityCheck): IdentityCheck {
  return { clientId, attempts: attempts + 1 };
}

/** Twice as long each time, up to the longest. */
function pauseAfter(attempts: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts, 20), LAST_PAUSE_MS);
}
