// The tour asks the HTTP API as each of the persons in turn. Their tokens stay in this page's memory.
import type { Problem } from '@mutua/contract/http/problem.ts';
import type { DemoPersonOnWire } from '@mutua/contract/installation/demo.ts';
import type { OpenedSessionOnWire } from '@mutua/contract/people/sign-in.ts';
import type { Language } from '@mutua/contract/words/language.ts';

export const LENDERS = ['lender-one', 'lender-two', 'lender-institution'] as const;
export type LenderKey = (typeof LENDERS)[number];
export type PersonKey =
  | 'borrower'
  | LenderKey
  | 'risk-analyst'
  | 'risk-analyst-lead'
  | 'loan-officer'
  | 'loan-officer-lead'
  | 'finance-officer';

/** The API said no, in its own words. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly problem: Pick<Problem, 'code' | 'detail'>;

  constructor(problem: Pick<Problem, 'code' | 'detail'>) {
    super(problem.detail);
    this.problem = problem;
  }
}

interface Asked {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body?: object;
}

export class TourClient {
  readonly #persons: readonly DemoPersonOnWire[];
  readonly #language: () => Language;
  readonly #tokens = new Map<PersonKey, Promise<string>>();
  /** A command that was sent and not accepted goes again under its id: it is done once at most. */
  readonly #commandIds = new Map<string, string>();

  constructor(persons: readonly DemoPersonOnWire[], language: () => Language) {
    this.#persons = persons;
    this.#language = language;
  }

  /** @throws Refused when this demo has no such person. */
  person(key: PersonKey): DemoPersonOnWire {
    const person = this.#persons.find((one) => one.key === key);
    if (person === undefined) throw new Refused({ code: 'not_found', detail: key });
    return person;
  }

  /** @throws Refused with the problem document. */
  async read<Answer>(key: PersonKey, url: string): Promise<Answer> {
    return (await this.#askAs(key, { method: 'GET', url })) as Answer;
  }

  /** @throws Refused with the problem document. */
  async previewAs<Answer>(key: PersonKey, url: string, body: object): Promise<Answer> {
    return (await this.#askAs(key, { method: 'POST', url, body })) as Answer;
  }

  /**
   * Sends a command, and gives its result.
   *
   * @throws Refused with the problem document.
   */
  async act<Result>(key: PersonKey, url: string, fields: object = {}): Promise<Result> {
    const name = JSON.stringify([key, url, fields]);
    const commandId = this.#commandIds.get(name) ?? crypto.randomUUID();
    this.#commandIds.set(name, commandId);
    const body = { commandId, ...fields };
    const answer = await this.#askAs(key, { method: 'POST', url, body });
    this.#commandIds.delete(name);
    return (answer as { readonly result: Result }).result;
  }

  /** Signs in at the first time, and once more when the session is over. */
  async #askAs(key: PersonKey, asked: Asked): Promise<unknown> {
    const token = await this.#tokenOf(key);
    try {
      return await this.#send(asked, token);
    } catch (error) {
      if (!(error instanceof Refused) || error.problem.code !== 'sign_in_required') throw error;
      this.#tokens.delete(key);
      return this.#send(asked, await this.#tokenOf(key));
    }
  }

  #tokenOf(key: PersonKey): Promise<string> {
    const known = this.#tokens.get(key);
    if (known !== undefined) return known;
    const signingIn = this.#signIn(key);
    this.#tokens.set(key, signingIn);
    signingIn.catch(() => this.#tokens.delete(key));
    return signingIn;
  }

  async #signIn(key: PersonKey): Promise<string> {
    const { signInName, password } = this.person(key);
    const body = { signInName, password, sessionKind: 'bearer' };
    const answer = await this.#send({ method: 'POST', url: '/api/sign-in', body });
    return (answer as OpenedSessionOnWire).token ?? '';
  }

  async #send({ method, url, body }: Asked, token?: string): Promise<unknown> {
    const answer = await fetch(url, {
      ...{ method, credentials: 'omit' },
      headers: {
        'accept-language': this.#language(),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const said: unknown = await answer.json();
    if (!answer.ok) throw new Refused(said as Problem);
    return said;
  }
}
