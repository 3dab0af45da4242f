// Tells the custodian of payments, signed, until it has acknowledged each advice. What it refuses is told again too:
// an account may open later, and the money is its client's all the same.
import { setTimeout as delay } from 'node:timers/promises';
import {
  ProviderReversalTaken,
  ProviderSettlementTaken,
} from '@mutua/contract/custodian/provider-settlements.ts';
import { BankProblem } from '@mutua/contract/custodian/wire.ts';
import type { Instant } from '@mutua/core/time/instant.ts';
import { Check } from 'typebox/value';
import { type SigningKey, signRequest } from '../../rails/signed-request.ts';
import type { AdviceRow, Books } from './books.ts';

const ANSWER_MS = 10_000;
const FIRST_RETRY_MS = 200;
const LAST_RETRY_MS = 30_000;
const LOOK_MS = 50;
/** So many advices are under way together, so that one without an answer holds up few others. */
const AT_ONCE = 16;

type Taken = ProviderSettlementTaken | ProviderReversalTaken;

export interface SettlerOptions {
  readonly books: Books;
  readonly key: SigningKey;
  /** The real clock: signatures and retries go by it. */
  readonly clock: () => Instant;
  /** The bank's address; nothing as long as it has none. */
  readonly bankUrl: () => string | undefined;
  /** How long an answer is waited for; 10 s if left out. */
  readonly answerMs?: number | undefined;
  /** Settles when what has happened is on the disk: nobody is told of what may still be lost. */
  readonly settled: () => Promise<void>;
  readonly onTaken: (id: string, taken: Taken) => Promise<void>;
}

/** How the attempts at an advice went. */
export interface Attempts {
  readonly count: number;
  readonly refused?: string;
}

export class Settler {
  readonly #options: SettlerOptions;
  readonly #stop = new AbortController();
  readonly #attempts = new Map<string, Attempts & { readonly nextAt: number }>();
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #done: Promise<void>;

  constructor(options: SettlerOptions) {
    this.#options = options;
    this.#done = this.#run();
  }

  attemptsOf(id: string): Attempts {
    return this.#attempts.get(id) ?? { count: 0 };
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#done;
    await Promise.all(this.#underWay.values());
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      for (const advice of this.#options.books.advices.values()) {
        if (this.#underWay.size >= AT_ONCE) break;
        if (!this.#isDue(advice.id)) continue;
        const telling = this.#tell(advice).finally(() => this.#underWay.delete(advice.id));
        this.#underWay.set(advice.id, telling);
      }
      await delay(LOOK_MS, undefined, { ref: false });
    }
  }

  #isDue(id: string): boolean {
    return !this.#underWay.has(id) && (this.#attempts.get(id)?.nextAt ?? 0) <= performance.now();
  }

  async #tell(advice: AdviceRow): Promise<void> {
    const { settled, onTaken } = this.#options;
    const { id } = advice;
    await settled();
    const answer = await this.#post(advice);
    if (answer !== undefined && !('code' in answer)) {
      await onTaken(id, answer);
      if (!this.#options.books.advices.has(id)) {
        this.#attempts.delete(id);
        return;
      }
    }
    const count = this.attemptsOf(id).count + 1;
    const waitMs = Math.min(FIRST_RETRY_MS * 2 ** (count - 1), LAST_RETRY_MS);
    const refused = answer !== undefined && 'code' in answer ? answer.code : undefined;
    this.#attempts.set(id, {
      count,
      nextAt: performance.now() + waitMs,
      ...(refused !== undefined && { refused }),
    });
  }

  /** What the bank says; nothing when nobody knows whether it was done. */
  async #post({ kind, body: content }: AdviceRow): Promise<Taken | BankProblem | undefined> {
    const { bankUrl, key, clock, answerMs = ANSWER_MS } = this.#options;
    const origin = bankUrl();
    if (origin === undefined) return undefined;
    const path = `/api/provider/${kind}s`;
    const body = JSON.stringify(content);
    const headers = signRequest(key, { method: 'POST', path, body }, clock());
    try {
      const answer = await fetch(new URL(path, origin), {
        method: 'POST',
        body,
        redirect: 'error',
        headers: { ...headers, 'content-type': 'application/json' },
        signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(answerMs)]),
      });
      const said: unknown = await answer.json();
      if (!answer.ok) return Check(BankProblem, said) ? said : undefined;
      const form = kind === 'settlement' ? ProviderSettlementTaken : ProviderReversalTaken;
      return Check(form, said) ? said : undefined;
    } catch (error) {
      // No answer is no error of ours: the advice is sent again.
      if (error instanceof Error) return undefined;
      throw error;
    }
  }
}
