// A process that is kept running: started, started again when it ends, and stopped when it is told.
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

const FIRST_PAUSE_MS = 200;
const LAST_PAUSE_MS = 10_000;
/** An earlier one may still be ending, and have its books and its port. */
const START_MS = 30_000;
const STOP_MS = 10_000;
/** Having run so long, it is not one that cannot start. */
const STEADY_MS = 10_000;
const WORDS_KEPT = 2_000;

export interface KeptProcessOptions {
  /** For the person at the terminal. */
  readonly name: string;
  /** The program, as Node runs it. */
  readonly program: string;
  readonly programArguments: (port: number) => readonly string[];
  readonly environment: (port: number) => Readonly<Record<string, string>>;
  /** 0 takes any free one, and keeps it at each new start. */
  readonly port: number;
  readonly say: (line: string) => void;
  /** How long it is tried. */
  readonly startMs?: number;
}

/** What a process says of itself in one line of JSON when it is ready. */
export interface ReadyProcess {
  readonly url: string;
  readonly publicKey: string;
}

export class KeptProcess {
  readonly #options: KeptProcessOptions;
  #child: ChildProcess | undefined;
  #ready: ReadyProcess | undefined;
  #isStopping = false;
  #lastWords = '';
  #kept: Promise<void> = Promise.resolve();

  private constructor(options: KeptProcessOptions) {
    this.#options = options;
  }

  /** Starts it and waits until it is ready. @throws Error with its last words when it does not start. */
  static async start(options: KeptProcessOptions): Promise<KeptProcess> {
    const kept = new KeptProcess(options);
    const until = performance.now() + (options.startMs ?? START_MS);
    let pause = FIRST_PAUSE_MS;
    for (;;) {
      const ended = await kept.#spawn();
      if (kept.#ready !== undefined) {
        kept.#kept = kept.#keep(ended);
        return kept;
      }
      if (performance.now() + pause > until) {
        throw new Error(`${options.name} does not start: ${kept.#lastWords.trim()}`);
      }
      await delay(pause);
      pause = Math.min(2 * pause, LAST_PAUSE_MS);
    }
  }

  get ready(): ReadyProcess {
    if (this.#ready === undefined) throw new Error(`${this.#options.name} is not running.`);
    return this.#ready;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Ends it in order; what does not end is ended. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    const child = this.#child;
    child?.kill('SIGTERM');
    const cut = setTimeout(() => child?.kill('SIGKILL'), STOP_MS);
    await this.#kept;
    clearTimeout(cut);
  }

  async #keep(first: Ended): Promise<void> {
    let ended = first;
    let pause = FIRST_PAUSE_MS;
    while (!this.#isStopping) {
      const began = performance.now();
      const how = await ended.exit;
      if (this.#isStopping) return;
      if (performance.now() - began > STEADY_MS) pause = FIRST_PAUSE_MS;
      this.#options.say(`${this.#options.name} ended (${how}); it is started again.`);
      await delay(pause);
      pause = Math.min(2 * pause, LAST_PAUSE_MS);
      if (this.#isStopping) return;
      ended = await this.#spawn();
    }
    await ended.exit;
  }

  /** Starts it once. Settles when it is ready, or has ended before. */
  async #spawn(): Promise<Ended> {
    const { program, programArguments, environment, port } = this.#options;
    const ownPort = this.#ready === undefined ? port : Number(new URL(this.#ready.url).port);
    const child = spawn(process.execPath, [program, ...programArguments(ownPort)], {
      env: { ...process.env, ...environment(ownPort) },
      // Ctrl-C in the terminal is for us alone: we stop it when we no longer need it. Its input ends when we do,
      // however we end.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.#lastWords = '';
    child.stdin?.on('error', () => undefined);
    child.stderr?.on('data', (words: Buffer) => {
      this.#lastWords = `${this.#lastWords}${words}`.slice(-WORDS_KEPT);
      process.stderr.write(words);
    });
    const exit = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ?? `exit status ${code}`));
    });
    const isReady = await Promise.race([firstLine(child), exit.then(() => undefined)]);
    if (isReady !== undefined) this.#ready = JSON.parse(isReady) as ReadyProcess;
    if (this.#isStopping) child.kill('SIGTERM');
    return { exit };
  }
}

interface Ended {
  /** How it ended. */
  readonly exit: Promise<string>;
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    child.stdout?.on('data', (part: Buffer) => {
      text += part.toString('utf8');
      const [line, ...rest] = text.split('\n');
      if (rest.length > 0 && line !== undefined) resolve(line);
    });
  });
}
