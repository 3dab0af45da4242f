// Signed requests over HTTP to a rail.
//
// A call that times out may have been carried out. So everything that is asked has an id of ours under which the
// rail does it once, and may be asked for again or asked after.
import type { Instant } from '@mutua/core/time/instant.ts';
import { type SigningKey, signRequest } from './signed-request.ts';

const ANSWER_MS = 10_000;
/** A clock that went wrong, a key that is being exchanged, a fault of the other side. */
const PASSING_PROBLEMS: readonly string[] = ['signature_wrong', 'unavailable', 'internal_error'];
/** It took too long to come, or too much came at once. */
const PASSING_STATUSES: readonly number[] = [408, 429];

/** The rail did not answer, or not in words that can be read: what was asked may have been done. */
export class RailSilent extends Error {
  override readonly name: string = 'RailSilent';
}

/** The rail answered no; nothing was done. */
export class RailRefused extends Error {
  override readonly name: string = 'RailRefused';
  readonly status: number;
  readonly problem: { readonly code: string; readonly detail: string };

  constructor(status: number, problem: { readonly code: string; readonly detail: string }) {
    super(`${problem.code}: ${problem.detail}`);
    this.status = status;
    this.problem = problem;
  }

  /** It says nothing about what was asked: the same is asked again later. */
  get isPassing(): boolean {
    return PASSING_STATUSES.includes(this.status) || PASSING_PROBLEMS.includes(this.problem.code);
  }
}

export interface SignedClientOptions {
  /** Without a slash at its end; asked at each call, since a sandbox may come back elsewhere. */
  readonly url: string | (() => string);
  readonly key: SigningKey;
  /** The real clock: signatures go by it. */
  readonly clock: () => Instant;
  readonly answerMs?: number;
}

/** Every method throws RailSilent or RailRefused where there is no answer to give. */
export class SignedClient {
  readonly #options: SignedClientOptions;

  constructor(options: SignedClientOptions) {
    this.#options = options;
  }

  async get<Answer>(path: string): Promise<Answer> {
    return parsed(await this.ask('GET', path)) as Answer;
  }

  async post<Answer>(path: string, content: unknown): Promise<Answer> {
    return parsed(await this.ask('POST', path, content)) as Answer;
  }

  /** The answer as the rail wrote it. */
  async ask(method: 'GET' | 'POST', path: string, content?: unknown): Promise<string> {
    const { url, key, clock, answerMs = ANSWER_MS } = this.#options;
    const body = content === undefined ? '' : JSON.stringify(content);
    const signature = signRequest(key, { method, path, body }, clock());
    const type = body === '' ? {} : { 'content-type': 'application/json' };
    let answer: Response;
    let text: string;
    try {
      answer = await fetch(`${typeof url === 'string' ? url : url()}${path}`, {
        method,
        headers: { ...type, ...signature },
        ...(body === '' ? {} : { body }),
        redirect: 'error',
        signal: AbortSignal.timeout(answerMs),
      });
      text = await answer.text();
    } catch (cause) {
      throw new RailSilent(`The rail did not answer ${method} ${path}.`, { cause });
    }
    if (answer.ok) return text;
    if (answer.status >= 500) {
      throw new RailSilent(`The rail answered ${method} ${path} with ${answer.status}.`);
    }
    throw new RailRefused(answer.status, problemIn(text));
  }
}

function problemIn(text: string): { readonly code: string; readonly detail: string } {
  const problem = parsed(text) as { readonly code?: unknown; readonly detail?: unknown } | null;
  return { code: String(problem?.code), detail: String(problem?.detail) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RailSilent('The rail answered something that is no JSON.', { cause });
  }
}
