// A process that lives day after day: what borrowers bring, then the end of the day. It is there to be killed.
//
// It is told by a line on its standard input to live one more day, ends with its input, and says on its standard
// output where it is.
import fs from 'node:fs';
import readline from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { END_OF_DAY_STEPS } from '@mutua/core/calendar/end-of-day.ts';
import { idOf } from '@mutua/core/kit/id.ts';
import { currency } from '@mutua/core/money/currency.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import { type Day, dayOf, formatDay } from '@mutua/core/time/day.ts';
import { type Instant, plusMs, startOfDay } from '@mutua/core/time/instant.ts';
import { runEndOfDay } from '@mutua/server/calendar/end-of-day.ts';
import { type Read, readBusinessDay } from '@mutua/server/calendar/end-of-day-read.ts';
import { type Lane, openLane } from '@mutua/server/commit/lane.ts';
import type { CommandRequest, Outcome } from '@mutua/server/commit/request.ts';
import { dayColumn } from '@mutua/server/database/column.ts';
import { makePool } from '@mutua/server/database/pool.ts';
import { CUSTODIAN, derivedId } from '@mutua/server/rails/rail-door.ts';
import type pg from 'pg';
import { answerAll } from './bank.ts';
import { type Payment, paymentsOf, type TownFile } from './borrowers.ts';
import { type Must, openOffice, type SparePeople } from './office.ts';

const OFFSET_MINUTES = 480;
const OPENING_HOUR_MS = 9 * 3_600_000;
const AGAIN_MS = 30;
const USD = currency('USD');

/** What the worker is started with. */
export interface WorkerTask {
  readonly database: pg.ClientConfig;
  /** The file with the loans of the town. */
  readonly town: string;
  readonly seed: number;
}

/** Which step the command of each kind belongs to. */
const STEP_OF: ReadonlyMap<string, string> = new Map([
  ...END_OF_DAY_STEPS.map(({ name, command }) => [command, name] as const),
  ['StartEndOfDay', 'start'],
  ['CloseDay', 'close_day'],
]);

/** Written at once: what was said before a kill is read after it. */
function say(line: string): void {
  fs.writeSync(1, `${line}\n`);
}

interface WorkerGround {
  readonly lane: Lane;
  readonly pool: pg.Pool;
  readonly payments: ReadonlyMap<Day, readonly Payment[]>;
  readonly spare: SparePeople;
  readonly clock: { now: Instant };
}

class Worker {
  readonly #lane: Lane;
  readonly #pool: pg.Pool;
  readonly #payments: WorkerGround['payments'];
  readonly #spare: SparePeople;
  readonly #clock: { now: Instant };
  #step = '';
  /** Of commands that are no step's own. */
  #otherStep = '';

  constructor(ground: WorkerGround) {
    this.#lane = ground.lane;
    this.#pool = ground.pool;
    this.#payments = ground.payments;
    this.#spare = ground.spare;
    this.#clock = ground.clock;
  }

  /** Ends one day, however often it takes. */
  async liveDay(): Promise<void> {
    for (;;) {
      try {
        if (await this.#endDay()) return;
      } catch (error) {
        const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
        say(`broke ${said.replaceAll('\n', ' ')}`);
      }
      await pause(AGAIN_MS);
    }
  }

  async #endDay(): Promise<boolean> {
    const current = await readBusinessDay(this.#read);
    if (current === undefined) throw new Error('A town has its day.');
    const { day, state } = current;
    say(`day ${formatDay(day)} ${state}`);
    this.#clock.now = openingOf(day);
    this.#step = '';
    this.#otherStep = 'day';
    if (state === 'open') {
      await this.#bring(day);
      await openOffice(this.#spare, day, this.#clock.now, this.#must);
    }
    this.#otherStep = 'reconcile';
    const ended = await runEndOfDay({
      ...{ lane: { commit: this.#commit }, read: this.#read },
      reconcile: () => answerAll(this.#pool, this.#must, day),
      onRefused: ({ command }, outcome) =>
        say(`refused ${command.kind} ${outcome.ok ? '' : outcome.refusal.code}`),
    });
    if (ended.ok) say(`closed ${formatDay(day)}`);
    else say(`refused CloseDay ${ended.refusal.code} ${JSON.stringify(ended.refusal.data)}`);
    return ended.ok;
  }

  /** Under ids that follow from day and borrower: what was brought before a kill is not brought again. */
  async #bring(day: Day): Promise<void> {
    const payments = this.#payments.get(day) ?? [];
    await Promise.all(
      payments.map(async ({ borrowerId: id, amount }) => {
        const borrower: Actor = { kind: 'person', id, roles: ['borrower'], positions: [] };
        const topUpId = derivedId(`brought ${formatDay(day)} ${id}`);
        const asked = { kind: 'RequestTopUp', role: 'borrower', amount, currency: USD } as const;
        await this.#must(borrower, asked, topUpId);
        const paid = {
          kind: 'CreditTopUp',
          topUpId,
          amount,
          bankReference: `P${topUpId}`,
        } as const;
        await this.#must(CUSTODIAN, paid, derivedId(`credited ${topUpId}`));
      }),
    );
  }

  readonly #read: Read = async ({ name, text, values }) => {
    const asked = { name, text, values: [...values] };
    return (await this.#pool.query<Record<string, unknown>>(asked)).rows;
  };

  readonly #must: Must = async (actor, command, commandId) => {
    const outcome = await this.#commit({ commandId: idOf(commandId), actor, command });
    if (outcome.ok) return outcome.command;
    // What was sent or settled since it was read is read again.
    if (outcome.refusal.code !== 'changed_meanwhile') {
      say(`refused ${command.kind} ${outcome.refusal.code}`);
    }
    throw new Error(`${command.kind} is refused: ${outcome.refusal.code}`);
  };

  readonly #commit = (request: CommandRequest): Promise<Outcome> => {
    const step = STEP_OF.get(request.command.kind) ?? this.#otherStep;
    if (step !== this.#step) say(`step ${step}`);
    this.#step = step;
    return this.#lane.commit(request);
  };
}

function openingOf(day: Day): Instant {
  return plusMs(startOfDay(day, OFFSET_MINUTES), OPENING_HOUR_MS);
}

async function run({ database, town, seed }: WorkerTask): Promise<void> {
  const file = JSON.parse(fs.readFileSync(town, 'utf8')) as TownFile;
  const spare = {
    firstDay: dayColumn.read(file.spareFrom),
    ...{ borrowers: file.spareBorrowers, lenders: file.spareLenders },
  };
  const clock = { now: openingOf(dayOf(2015, 4, 1)) };
  const lane = await openLane({ database, clock: () => clock.now, alarm: () => undefined });
  const pool = makePool(database);
  const worker = new Worker({ lane, pool, clock, spare, payments: paymentsOf(file.loans, seed) });
  say('ready');
  for await (const line of readline.createInterface({ input: process.stdin })) {
    if (line === 'day') await worker.liveDay();
  }
  await lane.close();
  await pool.end();
}

await run(JSON.parse(process.env.MUTUA_WORKER ?? '{}') as WorkerTask);
