// Duties that are done over and over: in turn, each for itself, so that one that fails holds up no other.
import { setTimeout as pause } from 'node:timers/promises';
import { Pace } from './pace.ts';

/** While somebody waits for everything to be done. */
const AGAIN_MS = 500;

export interface Duty {
  readonly name: string;
  /** @returns whether something came of it, so that it is worth looking again at once. */
  readonly run: () => Promise<boolean>;
}

export interface DutiesOptions {
  readonly duties: readonly Duty[];
  /** How long nothing is looked at if nobody wakes it. */
  readonly lookMs: number;
  /** How long a duty that failed waits, at first and at most. */
  readonly failedMs: readonly [first: number, last: number];
  /** Told of a duty that failed. */
  readonly onFailed: (duty: string, error: unknown) => void;
}

export class Duties {
  readonly #options: DutiesOptions;
  readonly #failed: Pace<string>;
  #isStopped = false;
  #isAwake = false;
  #hasFailed = false;
  #wake: () => void = () => undefined;
  #round: Promise<boolean> | undefined;
  readonly #running: Promise<void>;

  constructor(options: DutiesOptions) {
    this.#options = options;
    const [firstMs, lastMs] = options.failedMs;
    this.#failed = new Pace({ firstMs, lastMs });
    this.#running = this.#run();
  }

  /** There may be something to do. */
  wake(): void {
    this.#isAwake = true;
    this.#wake();
  }

  /** Does everything that there is to do now, and again what fails; gives up after so long. */
  async finish(timeoutMs: number): Promise<boolean> {
    const until = performance.now() + timeoutMs;
    while (!this.#isStopped && performance.now() < until) {
      this.#failed.clear();
      this.#hasFailed = false;
      const isWorthIt = await this.#once();
      if (!isWorthIt && !this.#hasFailed) return true;
      if (this.#hasFailed) await pause(AGAIN_MS);
    }
    return false;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#isStopped) {
      this.#isAwake = false;
      const isWorthIt = await this.#once();
      if (!isWorthIt && !this.#isAwake) await this.#sleep();
    }
  }

  /** One round at a time, whoever asks. */
  async #once(): Promise<boolean> {
    while (this.#round !== undefined) await this.#round;
    this.#round = this.#all();
    try {
      return await this.#round;
    } finally {
      this.#round = undefined;
    }
  }

  async #all(): Promise<boolean> {
    let isWorthIt = false;
    for (const { name, run } of this.#options.duties) {
      if (this.#isStopped) return false;
      if (!this.#failed.isDue(name)) continue;
      try {
        isWorthIt = (await run()) || isWorthIt;
        this.#failed.forget(name);
      } catch (error) {
        this.#failed.later(name);
        this.#hasFailed = true;
        this.#options.onFailed(name, error);
      }
    }
    return isWorthIt;
  }

  #sleep(): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.#wake = () => undefined;
        resolve();
      };
      const timer = setTimeout(end, this.#options.lookMs);
      this.#wake = end;
    });
  }
}
