// Kills in the middle of the end of a day: the platform's process, PostgreSQL, or both, at every step of it; then the
// days go on, and in the end everything is as it would be had nothing been killed.
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { Chance } from '../chance.ts';
import { type LawsLookedAt, lookAtLaws, violationsOfDay } from './day-once.ts';
import { compareEndStates } from './end-state.ts';
import { Ground } from './ground.ts';
import { aimOf, type DayKillKind, dayKillPlan } from './plan.ts';
import { buildTown } from './town.ts';
import { WorkerProcess } from './worker-process.ts';

export interface DayKillsAsked {
  /** The program that lives the days. */
  readonly worker: string;
  /** In the middle of the end of a day; of those that strike beside it, so many more at most. */
  readonly kills: number;
  /** Of which kind the first are; else each kind once. */
  readonly kinds?: readonly string[];
  readonly seed: number;
  /** All laws are looked at after so many kills, and at the end. */
  readonly restEvery: number;
  /** Loans are made on so many days, and on each of them so many. */
  readonly days: number;
  readonly loansADay: number;
  /** At most so many days pass undisturbed before the next kill. */
  readonly quietDaysMax: number;
  readonly onTown?: (town: { readonly loans: number; readonly seconds: number }) => void;
  readonly onStrike?: (strike: DayStrike) => void;
  readonly onRest?: (rested: LawsLookedAt & { readonly day: string }) => void;
  readonly onViolation?: (sentence: string) => void;
  readonly signal?: AbortSignal;
}

export interface DayStrike {
  readonly number: number;
  readonly kind: string;
  /** The day, and at which step its end was. */
  readonly day: string;
  readonly step: string;
  /** Whether the end of the day had begun and was not over. */
  readonly isInTheMiddle: boolean;
  /** Which day was closed next, after how long. */
  readonly closed: string;
  readonly seconds: number;
}

export interface DayKillsSummary {
  readonly seed: number;
  readonly loans: number;
  readonly kills: number;
  readonly inTheMiddle: number;
  readonly byKind: Readonly<Record<string, number>>;
  readonly byStep: Readonly<Record<string, number>>;
  readonly days: number;
  readonly commands: number;
  readonly transfers: number;
  readonly loanStates: Readonly<Record<string, number>>;
  readonly cases: number;
  /** How many commands the calendar gave, of each kind. */
  readonly worked: Readonly<Record<string, number>>;
  readonly laws: number;
  /** Lines of the end state held beside those of the undisturbed run. */
  readonly compared: number;
  readonly differences: number;
  readonly violations: number;
  readonly seconds: number;
}

/** A month and some days after the first loans the first of them are due. */
const FIRST_DUE_DAYS = 33;
/** Four of five have to strike in the middle. */
const STRIKES_A_KILL = 1.25;

export async function runDayKills(asked: DayKillsAsked): Promise<DayKillsSummary> {
  const ground = new Ground();
  const kills = new DayKills(asked, ground);
  try {
    return await kills.run();
  } finally {
    await kills.endWorker();
    await ground.remove();
  }
}

class DayKills {
  readonly #asked: DayKillsAsked;
  readonly #ground: Ground;
  readonly #chance: Chance;
  readonly #strikes: DayStrike[] = [];
  readonly #began = performance.now();
  #worker: WorkerProcess | undefined;
  #violations = 0;
  #laws = 0;

  constructor(asked: DayKillsAsked, ground: Ground) {
    this.#asked = asked;
    this.#ground = ground;
    this.#chance = new Chance(asked.seed);
  }

  async run(): Promise<DayKillsSummary> {
    const { kills, kinds, restEvery, signal } = this.#asked;
    const loans = await this.#settle();
    const most = Math.ceil(kills * STRIKES_A_KILL);
    const plan = dayKillPlan(most, this.#chance.branch(), kinds);
    for (const [index, kind] of plan.entries()) {
      signal?.throwIfAborted();
      await this.#strike(index + 1, kind);
      if (this.#inTheMiddle.length >= kills) break;
      if ((index + 1) % restEvery === 0) await this.#rest();
    }
    await this.#running().close();
    await this.#rest();
    return this.#sumUp(loans, await this.#compare());
  }

  async endWorker(): Promise<void> {
    this.#worker?.kill();
    await this.#worker?.untilEnded();
  }

  /** The town, some days of it, and its copy in which nothing will be killed. */
  async #settle(): Promise<number> {
    const { seed, days, loansADay, onTown } = this.#asked;
    const { data } = this.#ground;
    const town = await buildTown({ folder: data, seed, days, loansADay });
    fs.writeFileSync(this.#town, JSON.stringify(town));
    await this.#ground.start();
    const worker = this.#start(false);
    await this.#live(worker, Math.max(1, FIRST_DUE_DAYS - days));
    await worker.close();
    await this.#ground.copyToCalm();
    onTown?.({ loans: town.loans.length, seconds: this.#seconds() });
    this.#worker = this.#start(false);
    return town.loans.length;
  }

  async #strike(number: number, kind: DayKillKind): Promise<void> {
    const chance = this.#chance;
    const worker = this.#running();
    await this.#live(worker, chance.whole(0, this.#asked.quietDaysMax));
    const { day } = await this.#takeAim(worker);
    const began = performance.now();
    const heard = worker.lines.length;
    const step = lastOf(worker.lines, 'step ');
    this.#kill(kind, worker);
    const next = await this.#comeBack(kind, worker, heard);
    const from = next === worker ? heard : 0;
    const found = await next.hears((line) => /^(day|closed) /.test(line), from);
    const closed = (await next.hears((line) => line.startsWith('closed '), from))?.slice(7) ?? '';
    this.#asked.signal?.throwIfAborted();
    if (closed === '') throw new Error(`${day} is not ended: ${next.complaint}`);
    const strike: DayStrike = {
      ...{ number, kind: kind.name, day, closed },
      step: step === '' ? 'day' : step,
      isInTheMiddle: found === `day ${day} processing`,
      seconds: (performance.now() - began) / 1_000,
    };
    this.#strikes.push(strike);
    this.#asked.onStrike?.(strike);
    this.#noteRefusals(worker);
    await this.#withPool(false, async (pool) => {
      for (const one of new Set([day, closed])) {
        for (const sentence of await violationsOfDay(pool, one)) this.#violate(sentence);
      }
    });
  }

  /** Lets days pass until one of them is at the step that is aimed at, and then some moments more. */
  async #takeAim(worker: WorkerProcess): Promise<{ readonly day: string }> {
    const aim = aimOf(this.#chance);
    for (let days = 0; ; days += 1) {
      const from = worker.lines.length;
      worker.live(1);
      const wanted = days < aim.daysMax ? `step ${aim.step}` : 'step start';
      const heard = await worker.hears(
        (line) => line === wanted || line.startsWith('closed '),
        from,
      );
      if (heard !== wanted) continue;
      await pause(aim.delayMs);
      return { day: lastOf(worker.lines, 'day ').split(' ')[0] ?? '' };
    }
  }

  #kill({ victims }: DayKillKind, worker: WorkerProcess): void {
    if (victims.includes('worker')) worker.kill();
    if (victims.includes('database')) this.#ground.killAll();
    if (victims.includes('postmaster')) this.#ground.killPostmaster();
    if (victims.includes('backend')) this.#ground.killBackend(this.#chance);
  }

  /** The one that goes on: the same if it lives, else a new one that was told to live a day. */
  async #comeBack(
    { victims }: DayKillKind,
    worker: WorkerProcess,
    heard: number,
  ): Promise<WorkerProcess> {
    if (victims.some((victim) => victim !== 'worker')) await this.#ground.untilBack();
    if (!victims.includes('worker')) {
      await worker.hears((line) => /^(day|closed) /.test(line), heard);
      if (worker.isRunning) return worker;
      this.#violate(`The worker ended by itself: ${worker.complaint}`);
    }
    await worker.untilEnded();
    const next = this.#start(false);
    this.#worker = next;
    next.live(1);
    return next;
  }

  async #rest(): Promise<void> {
    const looked = await this.#withPool(false, lookAtLaws);
    this.#laws = looked.laws;
    const day = this.#strikes.at(-1)?.closed ?? '';
    this.#asked.onRest?.({ ...looked, day });
    for (const sentence of looked.violations) this.#violate(sentence);
  }

  /** Lives the same days without a kill, and holds what they have come to beside what the killed ones have. */
  async #compare() {
    const days = await this.#withPool(false, daysClosed);
    const before = await this.#withPool(true, daysClosed);
    const calm = this.#start(true);
    this.#worker = calm;
    await this.#live(calm, days - before);
    await calm.close();
    this.#noteRefusals(calm);
    return this.#withPool(false, (pool) =>
      this.#withPool(true, async (other) => {
        const compared = await compareEndStates(pool, other);
        for (const sentence of compared.differences) this.#violate(sentence);
        return compared;
      }),
    );
  }

  async #sumUp(
    loans: number,
    { lines, differences }: Awaited<ReturnType<typeof compareEndStates>>,
  ): Promise<DayKillsSummary> {
    const struck = this.#inTheMiddle;
    const counts = await this.#withPool(false, readCounts);
    return {
      ...{ seed: this.#asked.seed, loans, kills: this.#strikes.length },
      inTheMiddle: struck.length,
      byKind: tally(this.#strikes.map(({ kind }) => kind)),
      byStep: tally(struck.map(({ step }) => step)),
      ...counts,
      laws: this.#laws,
      ...{ compared: lines, differences: differences.length, violations: this.#violations },
      seconds: Math.round(this.#seconds()),
    };
  }

  get #inTheMiddle(): readonly DayStrike[] {
    return this.#strikes.filter(({ isInTheMiddle }) => isInTheMiddle);
  }

  get #town(): string {
    return path.join(this.#ground.folder, 'town.json');
  }

  #start(isCalm: boolean): WorkerProcess {
    const database = this.#ground.application(isCalm);
    return new WorkerProcess(this.#asked.worker, {
      ...{ database, town: this.#town, seed: this.#asked.seed },
    });
  }

  #running(): WorkerProcess {
    if (this.#worker === undefined) throw new Error('A worker lives the days.');
    return this.#worker;
  }

  /** Lives so many days to their ends. */
  async #live(worker: WorkerProcess, days: number): Promise<void> {
    for (let lived = 0; lived < days; lived += 1) {
      this.#asked.signal?.throwIfAborted();
      const from = worker.lines.length;
      worker.live(1);
      const closed = await worker.hears((line) => line.startsWith('closed '), from);
      if (closed === undefined) throw new Error(`The worker ended: ${worker.complaint}`);
    }
  }

  #noteRefusals({ lines }: WorkerProcess): void {
    const refused = lines.filter((line) => line.startsWith('refused '));
    if (refused.length > 0) this.#violate(`${refused.length} refusals: ${refused[0]}`);
  }

  #violate(sentence: string): void {
    this.#violations += 1;
    this.#asked.onViolation?.(sentence);
  }

  async #withPool<Value>(isCalm: boolean, act: (pool: pg.Pool) => Promise<Value>): Promise<Value> {
    const pool = this.#ground.pool(isCalm);
    try {
      return await act(pool);
    } finally {
      await pool.end();
    }
  }

  #seconds(): number {
    return (performance.now() - this.#began) / 1_000;
  }
}

async function daysClosed(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ days: bigint }>(
    'select count(*) as days from ledger.day_close',
  );
  return Number(rows[0]?.days ?? 0);
}

async function readCounts(pool: pg.Pool) {
  const { rows } = await pool.query<Record<'days' | 'commands' | 'transfers' | 'cases', bigint>>(
    `select
       (select count(*) from ledger.day_close) as days,
       (select count(*) from commit.command) as commands,
       (select count(*) from ledger.transfer) as transfers,
       (select count(*) from work.case) as cases`,
  );
  const { rows: states } = await pool.query<{ state: string; loans: bigint }>(
    'select state, count(*) as loans from loan.loan group by state order by state',
  );
  const { rows: worked } = await pool.query<{ kind: string; commands: bigint }>(
    `select kind, count(*) as commands from commit.command where actor = 'calendar' group by kind order by kind`,
  );
  const [row] = rows;
  return {
    ...{ days: Number(row?.days), commands: Number(row?.commands) },
    ...{ transfers: Number(row?.transfers), cases: Number(row?.cases) },
    worked: Object.fromEntries(worked.map(({ kind, commands }) => [kind, Number(commands)])),
    loanStates: Object.fromEntries(states.map(({ state, loans }) => [state, Number(loans)])),
  };
}

function lastOf(lines: readonly string[], beginning: string): string {
  return lines.findLast((line) => line.startsWith(beginning))?.slice(beginning.length) ?? '';
}

function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
