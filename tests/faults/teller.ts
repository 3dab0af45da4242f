// The persons' side of the counter: every command is written down before it is sent, and so is what came back.
import { setTimeout as pause } from 'node:timers/promises';
import type { DemoPersonOnWire } from '@mutua/contract/installation/demo.ts';
import { v7 as newId } from 'uuid';

/** Longer than the platform itself gives a request. */
const ANSWER_MS = 40_000;
const AGAIN_MS = 200;

/** Nobody answers, or not now. */
export class NotNow extends Error {
  override readonly name = 'NotNow';
}

export interface Accepted {
  readonly acceptedAt: string;
  readonly businessDate: string;
  readonly isRepeat: boolean;
  readonly result: unknown;
}

export interface SentCommand {
  readonly id: string;
  readonly person: DemoPersonOnWire;
  readonly url: string;
  readonly fields: object;
  /** Of all attempts together; `unknown` as long as nobody has said what came of it. */
  state: 'sent' | 'acknowledged' | 'refused' | 'unknown';
  /** The first one that came. */
  accepted?: Accepted;
  /** Why it was refused. */
  code?: string;
  /** Of one that is unknown: whether the log had it, once somebody has looked. */
  isLogged?: boolean;
  isUnderWay: boolean;
}

interface NewCommand extends Pick<SentCommand, 'person' | 'url' | 'fields'> {
  readonly isCommit: boolean;
}

/** One sending of a command. */
interface Attempt {
  /** Whether it is expected to be done: it asks for nothing impossible, and it was not done before. */
  readonly isCommit: boolean;
  outcome: Outcome | undefined;
}

type Outcome =
  | { readonly state: 'acknowledged'; readonly accepted: Accepted }
  | { readonly state: 'refused' | 'unknown'; readonly code: string };

export interface TellerOptions {
  readonly url: () => string;
  /** Told of every answer that must not be. */
  readonly onViolation: (sentence: string) => void;
}

export class Teller {
  readonly #options: TellerOptions;
  readonly #tokens = new Map<string, Promise<string>>();
  readonly #commands: SentCommand[] = [];
  readonly #underWay = new Set<Attempt>();
  #since: Set<SentCommand> = new Set();
  /** How many answers said that the platform has met a bug. */
  internalErrors = 0;

  constructor(options: TellerOptions) {
    this.#options = options;
  }

  /** Every command that was ever sent. */
  get commands(): readonly SentCommand[] {
    return this.#commands;
  }

  /** The commits that are asked for and not answered at this moment; asked later, how many of them never were. */
  underWay(): { cut(): number } {
    const attempts = [...this.#underWay].filter(({ isCommit }) => isCommit);
    return { cut: () => attempts.filter(({ outcome }) => outcome?.state === 'unknown').length };
  }

  /** How many that were sent since then have been answered. */
  get answered(): number {
    return [...this.#since].filter(({ state }) => state === 'acknowledged').length;
  }

  /** The commands that were sent, for the first time or again, since this was asked last. */
  takeSent(): readonly SentCommand[] {
    const taken = [...this.#since];
    this.#since = new Set();
    return taken;
  }

  send(person: DemoPersonOnWire, url: string, fields: object = {}): Promise<SentCommand> {
    return this.#sendNew({ person, url, fields, isCommit: true });
  }

  /** Something that has to be refused. */
  async sendInVain(person: DemoPersonOnWire, url: string, fields: object = {}): Promise<void> {
    const command = await this.#sendNew({ person, url, fields, isCommit: false });
    if (command.state === 'acknowledged') this.#say(command, 'is impossible, and was accepted');
  }

  /** The same once more: whoever was answered gets the same answer. */
  async repeat(command: SentCommand): Promise<void> {
    if (command.isUnderWay || command.state === 'refused') return;
    const isCommit = command.state === 'unknown';
    const outcome = await this.#attempt(command, { fields: command.fields, isCommit });
    if (outcome.state === 'acknowledged') this.#requireSame(command, outcome.accepted);
    const wasDone = command.state === 'acknowledged' || command.isLogged === true;
    if (outcome.state === 'refused' && wasDone) {
      this.#say(command, `was done, and is refused when it is repeated: ${outcome.code}`);
    }
    if (command.state === 'unknown') this.#settle(command, outcome);
  }

  /** Another command under the same id: nobody may do it. */
  async misuse(command: SentCommand, fields: object): Promise<void> {
    if (command.isUnderWay || command.state !== 'acknowledged') return;
    const outcome = await this.#attempt(command, { fields, isCommit: false });
    if (outcome.state !== 'acknowledged') return;
    this.#say(command, 'was done, and another command under its id is accepted');
  }

  /** @throws NotNow */
  async read<Answer>(person: DemoPersonOnWire | undefined, url: string): Promise<Answer> {
    const answer = await this.#ask('GET', url, person);
    if (!answer.ok) throw new NotNow(`${url} is answered with ${answer.status}.`);
    return answer.content as Answer;
  }

  /** Read again until somebody answers. */
  async readPatiently<Answer>(person: DemoPersonOnWire, url: string): Promise<Answer> {
    const until = Date.now() + ANSWER_MS;
    for (;;) {
      try {
        return await this.read<Answer>(person, url);
      } catch (error) {
        if (!(error instanceof NotNow) || Date.now() > until) throw error;
        await pause(AGAIN_MS);
      }
    }
  }

  async #sendNew(asked: NewCommand): Promise<SentCommand> {
    const { isCommit, ...content } = asked;
    const command: SentCommand = { id: newId(), ...content, state: 'sent', isUnderWay: false };
    await this.signIn(command.person);
    this.#commands.push(command);
    this.#settle(command, await this.#attempt(command, asked));
    return command;
  }

  async #attempt(
    command: SentCommand,
    { fields, isCommit }: Pick<NewCommand, 'fields' | 'isCommit'>,
  ): Promise<Outcome> {
    const attempt: Attempt = { isCommit, outcome: undefined };
    this.#since.add(command);
    this.#underWay.add(attempt);
    command.isUnderWay = true;
    try {
      attempt.outcome = await this.#outcomeOf(command, fields);
      return attempt.outcome;
    } finally {
      command.isUnderWay = false;
      this.#underWay.delete(attempt);
    }
  }

  async #outcomeOf({ id, person, url }: SentCommand, fields: object): Promise<Outcome> {
    try {
      const { ok, status, content } = await this.#ask('POST', url, person, {
        ...{ commandId: id, ...fields },
      });
      if (ok) return { state: 'acknowledged', accepted: content as Accepted };
      const { code } = content as { readonly code: string };
      return { state: status >= 500 ? 'unknown' : 'refused', code };
    } catch (error) {
      if (error instanceof NotNow) return { state: 'unknown', code: 'no answer' };
      throw error;
    }
  }

  #settle(command: SentCommand, outcome: Outcome): void {
    command.state = outcome.state;
    delete command.isLogged;
    if (outcome.state === 'acknowledged') command.accepted = outcome.accepted;
    else command.code = outcome.code;
  }

  #requireSame(command: SentCommand, { isRepeat, ...again }: Accepted): void {
    const { state, isLogged, accepted } = command;
    if (state === 'unknown') {
      if (isLogged !== undefined && isLogged !== isRepeat) {
        const said = isRepeat ? 'not there, and was done before' : 'there, and is done once more';
        this.#say(command, `was ${said} when it is repeated`);
      }
      return;
    }
    const first = { ...accepted, isRepeat: undefined };
    const isSame = JSON.stringify({ ...again, isRepeat: undefined }) === JSON.stringify(first);
    if (isSame && isRepeat) return;
    this.#say(command, `answered ${JSON.stringify(first)}, and now ${JSON.stringify(again)}`);
  }

  #say({ id, url }: SentCommand, words: string): void {
    this.#options.onViolation(`Command ${id} (${url}) ${words}.`);
  }

  /** Signs in at the first time, and once more when the session is over. @throws NotNow */
  async #ask(method: 'GET' | 'POST', url: string, person?: DemoPersonOnWire, body?: object) {
    if (person === undefined) return this.#send(method, url, undefined, body);
    const answer = await this.#send(method, url, await this.signIn(person), body);
    if (answer.status !== 401) return answer;
    this.#tokens.delete(person.key);
    return this.#send(method, url, await this.signIn(person), body);
  }

  /** Gives the token of the person's session. @throws NotNow */
  signIn(person: DemoPersonOnWire): Promise<string> {
    const known = this.#tokens.get(person.key);
    if (known !== undefined) return known;
    const signing = this.#openSession(person);
    this.#tokens.set(person.key, signing);
    signing.catch(() => this.#tokens.delete(person.key));
    return signing;
  }

  async #openSession({ key, signInName, password }: DemoPersonOnWire): Promise<string> {
    const body = { signInName, password, sessionKind: 'bearer' };
    const { ok, content } = await this.#send('POST', '/api/sign-in', undefined, body);
    if (!ok) throw new NotNow(`${key} cannot sign in: ${JSON.stringify(content)}`);
    return (content as { readonly token: string }).token;
  }

  async #send(method: 'GET' | 'POST', url: string, token?: string, body?: object) {
    try {
      const answer = await fetch(`${this.#options.url()}${url}`, {
        method,
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      const content: unknown = await answer.json();
      if (answer.status === 500) this.internalErrors += 1;
      return { ok: answer.ok, status: answer.status, content };
    } catch (cause) {
      throw new NotNow(`${url} is not answered.`, { cause });
    }
  }
}
