// The worker as a process: started, told to live a day, listened to, and killed.
import { type ChildProcess, spawn } from 'node:child_process';
import readline from 'node:readline';
import type { WorkerTask } from './worker.ts';

/** However busy the machine is, a day is over sooner. */
const PATIENCE_MS = 60_000;

interface Listener {
  readonly isIt: (line: string) => boolean;
  readonly settle: (line: string | undefined) => void;
}

export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];
  readonly #listeners = new Set<Listener>();
  readonly #ended: Promise<void>;
  #said = '';
  #hasEnded = false;

  /** @param file the program, put together. */
  constructor(file: string, task: WorkerTask) {
    this.#child = spawn(process.execPath, [file], {
      env: { PATH: process.env.PATH, MUTUA_WORKER: JSON.stringify(task) },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    // It may be gone when it is told something.
    this.#child.stdin?.on('error', () => undefined);
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#said += text;
    });
    if (this.#child.stdout !== null) {
      readline
        .createInterface({ input: this.#child.stdout })
        .on('line', (line) => this.#hear(line));
    }
    this.#ended = new Promise((resolve) => {
      this.#child.once('close', () => {
        this.#hasEnded = true;
        for (const { settle } of this.#listeners) settle(undefined);
        resolve();
      });
    });
  }

  /** Everything it has said. */
  get lines(): readonly string[] {
    return this.#lines;
  }

  get isRunning(): boolean {
    return !this.#hasEnded;
  }

  /** What it said on standard error. */
  get complaint(): string {
    return this.#said.trim();
  }

  /** Lets it live so many days more. */
  live(days: number): void {
    this.#child.stdin?.write('day\n'.repeat(days));
  }

  /** The first line from that place on that is it; undefined where the worker ended before it. */
  async hears(
    isIt: (line: string) => boolean,
    from = this.#lines.length,
    patienceMs = PATIENCE_MS,
  ): Promise<string | undefined> {
    const said = this.#lines.slice(from).find(isIt);
    if (said !== undefined || this.#hasEnded) return said;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        this.#listeners.delete(listener);
        const last = this.#lines.slice(-5).join(' | ');
        reject(new Error(`The worker does not come to it. It said: ${last} ${this.complaint}`));
      }, patienceMs);
      const settle = (line: string | undefined) => {
        clearTimeout(late);
        this.#listeners.delete(listener);
        resolve(line);
      };
      const listener = { isIt, settle };
      this.#listeners.add(listener);
    });
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** Waits until it is gone. */
  async untilEnded(): Promise<void> {
    await this.#ended;
  }

  /** Lets it end what it is at, and end. */
  async close(): Promise<void> {
    this.#child.stdin?.end();
    const late = setTimeout(() => this.kill(), PATIENCE_MS);
    await this.#ended;
    clearTimeout(late);
  }

  #hear(line: string): void {
    this.#lines.push(line);
    for (const { isIt, settle } of this.#listeners) if (isIt(line)) settle(line);
  }
}
