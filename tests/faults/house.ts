// A house of its own for the faults: the platform as it is built, on a data folder of its own, with the database and
// the sandboxes that it starts itself.
import fs from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DemoPersonOnWire, DemoPersonsOnWire } from '@mutua/contract/installation/demo.ts';
import { OWNER_ROLE } from '@mutua/server/database/roles.ts';
import type pg from 'pg';
import { postmasterPid, removeDatabase } from '../start/database-process.ts';
import {
  childrenOf,
  type Ended,
  eventually,
  isAlive,
  type Process,
  startProcess,
} from '../start/processes.ts';
import type { Chance } from './chance.ts';

/** However busy the machine is. */
const READY_MS = 120_000;
const LOOK_MS = 20;
const ANSWER_MS = 5_000;
/** Below the ports that outgoing connections are given. */
const PORTS = [20_000, 30_000] as const;
/** In which line of its record a running PostgreSQL says where its socket is. */
const SOCKET_LINE = 4;
/** What the platform says when everything of it has started. */
const OPEN = '  Open ';
/** PostgreSQL is brought back so often; then the platform ends in order, and says why. */
const GIVEN_UP = /^The platform stops: PostgreSQL died \d+ times within 5 minutes\.$/m;

export type Victim = 'server' | 'bank' | 'postmaster' | 'database' | 'backend';

export interface HouseOptions {
  /** The folder of the build. */
  readonly dist: string;
  readonly chance: Chance;
  readonly onViolation: (sentence: string) => void;
}

export class House {
  readonly data: string;
  readonly #folder: string;
  readonly #options: HouseOptions;
  readonly #ports: { readonly platform: number; readonly bank: number; readonly payment: number };
  #process: Process | undefined;
  #ended: Ended | undefined;
  /** Processes that were killed, or end because of it: without them everything has come back. */
  #gone: ReadonlySet<number> = new Set();
  #isKilled = false;
  /** How often the platform was started, and how often it had ended by itself. */
  starts = 0;
  gaveUp = 0;

  private constructor(options: HouseOptions, ports: readonly number[]) {
    this.#options = options;
    const [platform = 0, bank = 0, payment = 0] = ports;
    this.#ports = { platform, bank, payment };
    this.#folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mutua-faults-'));
    // The database's own user has to reach it.
    fs.chmodSync(this.#folder, 0o755);
    this.data = path.join(this.#folder, 'data');
  }

  static async open(options: HouseOptions): Promise<House> {
    const house = new House(options, await freePorts(3, options.chance));
    try {
      await house.#start();
      await house.untilReady();
      return house;
    } catch (error) {
      await house.close();
      throw error;
    }
  }

  get url(): string {
    return `http://127.0.0.1:${this.#ports.platform}`;
  }

  get bankUrl(): string {
    return `http://127.0.0.1:${this.#ports.bank}`;
  }

  /** What the platform that runs now has said on standard error. */
  get said(): string {
    return this.#process?.stderr() ?? '';
  }

  /** Waits until everybody who is to be tried out is ready. */
  async persons(): Promise<ReadonlyMap<string, DemoPersonOnWire>> {
    let demo: DemoPersonsOnWire | undefined;
    await eventually(
      'the persons are ready',
      async () => {
        demo = (await (await fetch(`${this.url}/api/demo/persons`)).json()) as DemoPersonsOnWire;
        return demo.isReady;
      },
      READY_MS,
    );
    return new Map(demo?.persons.map((person) => [person.key, person]));
  }

  /** Kills them all, without any delay in between. */
  kill(victims: readonly Victim[]): void {
    const pids = victims.map((victim) => this.#pidsOf(victim));
    const postmaster = postmasterPid(this.data);
    // When one of its processes is killed, PostgreSQL ends all others and starts them anew.
    const others =
      postmaster === undefined || !victims.includes('backend') ? [] : pidsUnder(postmaster);
    if (victims.includes('server')) this.#isKilled = true;
    const struck = pids.map((some) => some.filter(killIfThere));
    if (struck.some((some) => some.length === 0)) {
      throw new Error(`There was nothing to kill: ${victims.join(', ')}.`);
    }
    this.#gone = new Set([...pids.flat(), ...others]);
  }

  /** Comes back when everything runs and answers again; what has ended is started, as its operator would. */
  async untilReady(): Promise<void> {
    const until = Date.now() + READY_MS;
    while (!(await this.#isReady())) {
      if (this.#ended !== undefined) await this.#startAgain(this.#ended);
      if (Date.now() > until) {
        throw new Error(`The platform does not come back. It said:\n${this.said}`);
      }
      await pause(LOOK_MS);
    }
    this.#gone = new Set();
  }

  /** To look at the tables, without the right to change anything. */
  connection(): pg.ClientConfig {
    const record = fs.readFileSync(path.join(this.data, 'postgres', 'postmaster.pid'), 'utf8');
    const secrets = fs.readFileSync(path.join(this.data, 'secrets.json'), 'utf8');
    const { owner: password } = JSON.parse(secrets) as { readonly owner: string };
    return {
      ...{ host: record.split('\n')[SOCKET_LINE]?.trim() ?? '', database: 'mutua' },
      ...{ user: OWNER_ROLE, password, options: '-c default_transaction_read_only=on' },
    };
  }

  /** Ends everything, and leaves nothing behind. */
  async close(): Promise<void> {
    const { pid } = this.#process ?? {};
    const children = pid === undefined ? [] : childrenOf(pid).map((child) => child.pid);
    this.#process?.kill('SIGINT');
    const isOver = () => this.#process === undefined || this.#ended !== undefined;
    await eventually('the platform stops', isOver).catch(() => this.#process?.kill('SIGKILL'));
    await eventually('its children stop', () => !children.some(isAlive)).catch(() => {
      for (const child of children.filter(isAlive)) killIfThere(child);
    });
    if (fs.existsSync(path.join(this.data, 'mutua.json'))) await removeDatabase(this.data);
    fs.rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  async #start(): Promise<void> {
    const { platform, bank, payment } = this.#ports;
    const program = path.join(this.#options.dist, 'mutua.mjs');
    this.#ended = undefined;
    this.#isKilled = false;
    this.starts += 1;
    const started = startProcess(
      process.execPath,
      [program, 'start', '--port', String(platform), '--data', this.data],
      {
        cwd: '/',
        // Ctrl-C in the terminal is for the command, which stops it when it is done.
        detached: true,
        env: {
          ...{
            PATH: process.env.PATH,
            HOME: '/',
            MUTUA_DEMO: 'on',
            MUTUA_PAST: 'off',
            MUTUA_END_OF_DAY: 'by_hand',
          },
          ...{ MUTUA_BANK_PORT: String(bank), MUTUA_PAYMENT_PORT: String(payment) },
        },
      },
    );
    this.#process = started;
    void started.ended.then((ended) => {
      if (this.#process === started) this.#ended = ended;
    });
  }

  async #startAgain({ status, stderr }: Ended): Promise<void> {
    if (!this.#isKilled) {
      const gaveUp = GIVEN_UP.test(stderr);
      this.gaveUp += gaveUp ? 1 : 0;
      if (!gaveUp) this.#options.onViolation(`The platform ended (${status}): ${stderr.trim()}`);
    }
    await this.#start();
  }

  async #isReady(): Promise<boolean> {
    const { pid } = this.#process ?? {};
    if (pid === undefined || this.#ended !== undefined || this.#gone.has(pid)) return false;
    if (this.#process?.stdout().includes(OPEN) !== true) return false;
    const [postmaster, [bank]] = [postmasterPid(this.data), this.#pidsOf('bank')];
    if (postmaster === undefined || bank === undefined) return false;
    const isOld = (one: number) => this.#gone.has(one);
    if ([postmaster, bank, ...pidsUnder(postmaster)].some(isOld)) return false;
    return (await isOk(`${this.url}/health`)) && (await isOk(`${this.bankUrl}/owner`));
  }

  #pidsOf(victim: Victim): readonly number[] {
    const server = this.#process?.pid ?? 0;
    const postmaster = postmasterPid(this.data);
    switch (victim) {
      case 'server':
        return [server];
      case 'bank':
        return childrenOf(server)
          .filter(({ name }) => name.includes('sandbox-bank'))
          .map(({ pid }) => pid);
      case 'postmaster':
        return postmaster === undefined ? [] : [postmaster];
      case 'database':
        return postmaster === undefined ? [] : [postmaster, ...pidsUnder(postmaster)];
      case 'backend': {
        const backend = this.#options.chance.pick(
          postmaster === undefined ? [] : pidsUnder(postmaster),
        );
        return backend === undefined ? [] : [backend];
      }
    }
  }
}

function pidsUnder(postmaster: number): readonly number[] {
  return childrenOf(postmaster).map(({ pid }) => pid);
}

/** It may be gone already, as a victim of another one. */
function killIfThere(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}

async function isOk(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) })).ok;
  } catch {
    return false;
  }
}

async function freePorts(count: number, chance: Chance): Promise<readonly number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = chance.whole(...PORTS);
    if (await isFree(port)) ports.add(port);
  }
  return [...ports];
}

function isFree(port: number): Promise<boolean> {
  const trial = createServer();
  return new Promise((resolve) => {
    trial.once('error', () => resolve(false));
    trial.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      trial.close(() => resolve(true));
    });
  });
}
