// The faults: server, bank and database are killed at random moments while people work with their money, and after
// each kill every command that was acknowledged is there once, and nothing is there by half.
import { setTimeout as pause } from 'node:timers/promises';
import type { DayState } from '@mutua/contract/office/money.ts';
import { type Audited, auditCommands, auditStrangers } from './audit.ts';
import { Chance } from './chance.ts';
import { DAY_URL, type Rested, rest } from './checkpoint.ts';
import { BORROWERS, type Desk, LENDERS, personOf, type Worker, work } from './desk.ts';
import { Gate } from './gate.ts';
import { House } from './house.ts';
import { type KillKind, killPlan, strikesBank, strikesPlatform } from './kill-plan.ts';
import { lenderStep, marketStep } from './lender-work.ts';
import { LoanWork } from './loan-work.ts';
import {
  BEGINNING,
  type Mark,
  readHalves,
  readIdsOf,
  reading,
  readLogged,
  readMark,
  readPagesLeft,
  readTraces,
} from './log-read.ts';
import { ownerStep } from './owner-work.ts';
import { type DecisionsSeen, Owners } from './owners.ts';
import { NotNow, type SentCommand, Teller } from './teller.ts';

const LOAD_MS = [200, 1_500] as const;
/** No kill before so many commands were answered since the one before, or so long. */
const ANSWERED_MIN = 15;
const BUSY_MS = 10_000;
/** How long it goes on after one that leaves the server alive. */
const GOES_ON_MS = [0, 600] as const;
const WORKERS_A_LENDER = 4;
/**
 * So many business days begin to end under load, spread over all kills; one more ends at the last rest. More would lead
 * too far from the machine's clock, by which deadlines run: a full loan may wait three days for its contract, and no day
 * is closed over one that it has to end.
 */
const DAYS_UNDER_LOAD = 4;
/** Then nothing is left to be learned. */
const VIOLATIONS_MAX = 30;
const WORKING = [
  ...[...LENDERS, ...BORROWERS, 'loan-officer', 'loan-officer-lead'],
  ...['risk-analyst', 'risk-analyst-lead', 'finance-officer'],
];
const UNKNOWN_REMEMBERED = 100;

export interface FaultsOptions {
  readonly kills: number;
  readonly seed: number;
  /** How long the load goes on before a kill, in milliseconds. */
  readonly loadMs?: readonly [least: number, most: number];
  /** After so many kills all comes to rest and is checked; at the end it always does. */
  readonly restEvery: number;
  /** The folder of the build. */
  readonly dist: string;
  readonly onStrike?: (strike: Strike) => void;
  readonly onRest?: (rested: Rested) => void;
  readonly onViolation?: (sentence: string) => void;
  /** Aborted when somebody wants it to end. */
  readonly signal?: AbortSignal;
}

/** One kill, and what was seen afterwards. */
export interface Strike {
  readonly number: number;
  readonly kind: KillKind;
  /** Commits that were asked for before it and never answered. */
  readonly cut: { readonly platform: number; readonly bank: number };
  readonly audited: Audited;
  readonly decisions: DecisionsSeen;
  readonly halves: number;
  readonly readySeconds: number;
}

export interface Summary {
  readonly kills: number;
  readonly seed: number;
  readonly byKind: Readonly<Record<string, number>>;
  /** Kills with at least one commit in flight. */
  readonly inFlight: number;
  readonly sent: number;
  readonly acknowledged: number;
  readonly found: number;
  readonly refused: number;
  readonly unknown: number;
  readonly unknownFound: number;
  /** Decisions that the bank's pages had answered, and those of them that the bank still knew after a kill. */
  readonly decided: number;
  readonly decidedFound: number;
  readonly lost: number;
  readonly doubled: number;
  readonly halves: number;
  readonly internalErrors: number;
  /** How often the platform was started, and how often it had ended because its database died too often. */
  readonly starts: number;
  readonly gaveUp: number;
  readonly violations: number;
  readonly seconds: number;
}

/** Runs the whole of it, and leaves nothing behind. */
export async function runFaults(options: FaultsOptions): Promise<Summary> {
  const run = new FaultRun(options);
  try {
    await run.begin();
    await run.strikeAll();
    return await run.end();
  } finally {
    await run.close();
  }
}

class FaultRun {
  readonly #options: FaultsOptions;
  readonly #chance: Chance;
  readonly #stopping = new AbortController();
  readonly #strikes: Strike[] = [];
  readonly #began = performance.now();
  #house: House | undefined;
  #desk: Desk | undefined;
  #working: Promise<unknown> = Promise.resolve();
  #crash: { readonly cause: unknown } | undefined;
  #mark: Mark = BEGINNING;
  #daysEnded = 0;
  readonly #violations = new Set<string>();

  constructor(options: FaultsOptions) {
    this.#options = options;
    this.#chance = new Chance(options.seed);
  }

  async begin(): Promise<void> {
    const { dist } = this.#options;
    const chance = this.#chance.branch();
    const house = await House.open({ dist, chance, onViolation: this.#violation });
    this.#house = house;
    const persons = await house.persons();
    this.#desk = {
      ...{ persons, gate: new Gate(), listings: [], unknown: [], stopping: this.#stopping.signal },
      teller: new Teller({ url: () => house.url, onViolation: this.#violation }),
      owners: new Owners(this.#violation),
      open: new Map(
        [...LENDERS, ...BORROWERS].map((key) => [key, { topUps: 0, withdrawals: 0, mandates: 0 }]),
      ),
    };
    for (const key of WORKING) await this.#desk.teller.signIn(personOf(this.#desk, key));
    this.#mark = await reading(() => house.connection(), readMark);
    const working = workersOf(this.#desk, this.#chance).map((one) => work(this.#there.desk, one));
    this.#working = Promise.all(working).catch((cause: unknown) => {
      this.#crash = { cause };
    });
  }

  async strikeAll(): Promise<void> {
    const { kills, restEvery, signal } = this.#options;
    const plan = killPlan(kills, this.#chance.branch());
    for (const [index, kind] of plan.entries()) {
      signal?.throwIfAborted();
      if (this.#violations.size >= VIOLATIONS_MAX) return;
      const strike = await this.#strike(index + 1, kind);
      this.#strikes.push(strike);
      this.#options.onStrike?.(strike);
      const isLast = index + 1 === plan.length;
      if (!isLast && (index + 1) % restEvery === 0) await this.#rest(false);
      if (this.#crash !== undefined) throw this.#crash.cause;
    }
  }

  /** Comes to rest once more, and looks at every command that was ever sent. */
  async end(): Promise<Summary> {
    const { house, desk } = this.#there;
    const { teller } = desk;
    if (this.#violations.size < VIOLATIONS_MAX) await this.#rest(true);
    this.#stopping.abort();
    desk.gate.open();
    await this.#working;
    await this.#audit(teller.takeSent());
    const all = await this.#lookUp(teller.commands);
    for (const sentence of all.violations) this.#violation(sentence);
    const sum = (count: (strike: Strike) => number) =>
      this.#strikes.reduce((total, strike) => total + count(strike), 0);
    const byKind: Record<string, number> = {};
    for (const { kind } of this.#strikes) byKind[kind.name] = (byKind[kind.name] ?? 0) + 1;
    const { acknowledged, found, refused, unknown, unknownFound, lost, doubled } = all;
    return {
      ...{ kills: this.#strikes.length, seed: this.#options.seed, byKind },
      inFlight: this.#strikes.filter(({ cut }) => cut.platform + cut.bank > 0).length,
      ...{ sent: teller.commands.length, acknowledged, found, refused, unknown, unknownFound },
      decided: sum(({ decisions }) => decisions.acknowledged),
      decidedFound: sum(({ decisions }) => decisions.found),
      ...{ lost, doubled, halves: sum(({ halves }) => halves) },
      internalErrors: teller.internalErrors,
      ...{ starts: house.starts, gaveUp: house.gaveUp, violations: this.#violations.size },
      seconds: Math.round((performance.now() - this.#began) / 1_000),
    };
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    this.#desk?.gate.open();
    await this.#working;
    await this.#house?.close();
  }

  get #there(): { readonly house: House; readonly desk: Desk } {
    if (this.#house === undefined || this.#desk === undefined) throw new Error('Begin first.');
    return { house: this.#house, desk: this.#desk };
  }

  readonly #violation = (sentence: string): void => {
    // The last look at everything finds once more what was found before.
    if (this.#violations.has(sentence)) return;
    this.#violations.add(sentence);
    this.#options.onViolation?.(sentence);
  };

  async #strike(number: number, kind: KillKind): Promise<Strike> {
    const { house, desk } = this.#there;
    const { gate, teller, owners } = desk;
    gate.open();
    const ending = this.#isDayOver(number) ? this.#startEndOfDay().catch(unlessNotNow) : undefined;
    await pause(this.#chance.whole(...(this.#options.loadMs ?? LOAD_MS)));
    await this.#untilBusy();
    const [commands, decisions] = [teller.underWay(), owners.underWay()];
    const killedAt = performance.now();
    house.kill(kind.victims);
    if (!kind.victims.includes('server')) await pause(this.#chance.whole(...GOES_ON_MS));
    await Promise.all([gate.close(), house.untilReady(), ending]);
    const readySeconds = (performance.now() - killedAt) / 1_000;
    const { audited, halves } = await this.#audit(teller.takeSent());
    return {
      ...{ number, kind, audited, halves, readySeconds },
      cut: {
        platform: strikesPlatform(kind) ? commands.cut() : 0,
        bank: strikesBank(kind) ? decisions.cut() : 0,
      },
      decisions: await owners.look(),
    };
  }

  #isDayOver(number: number): boolean {
    return Math.floor((number * DAYS_UNDER_LOAD) / this.#options.kills) > this.#daysEnded;
  }

  /** The kill may strike in the middle of it. */
  async #startEndOfDay(): Promise<void> {
    const { gate, teller, persons } = this.#there.desk;
    const officer = personOf({ persons }, 'finance-officer');
    this.#daysEnded += 1;
    await gate.through(async () => {
      const { day, state } = await teller.readPatiently<DayState>(officer, DAY_URL);
      if (state === 'open') await teller.send(officer, `${DAY_URL}/end-of-day`, { day });
    });
  }

  /** A slow machine takes longer, and is tried as much. */
  async #untilBusy(): Promise<void> {
    const { teller } = this.#there.desk;
    const until = performance.now() + BUSY_MS;
    while (teller.answered < ANSWERED_MIN && performance.now() < until) await pause(20);
    await pause(this.#chance.whole(0, 20));
  }

  /** What was sent since the last audit, beside the log; and whether anything in the tables since then is half. */
  async #audit(sent: readonly SentCommand[]) {
    const { house, desk } = this.#there;
    const { teller, persons, unknown } = desk;
    const audited = await this.#lookUp(sent);
    const ids = new Set(teller.commands.map(({ id }) => id));
    const clients = [...LENDERS, ...BORROWERS].map((key) => persons.get(key)?.personId ?? '');
    const notThere = sent.filter(
      ({ state, isLogged }) => state !== 'acknowledged' && isLogged !== true,
    );
    const { halves, strangers, mark } = await reading(
      () => house.connection(),
      async (client) => ({
        mark: await readMark(client),
        halves: [
          ...(await readHalves(client, this.#mark)),
          ...(await readTraces(
            client,
            notThere.map(({ id }) => id),
          )),
        ],
        strangers: auditStrangers(await readIdsOf(client, clients, this.#mark), ids),
      }),
    );
    this.#mark = mark;
    for (const sentence of [...audited.violations, ...halves, ...strangers])
      this.#violation(sentence);
    unknown.push(...sent.filter(({ state }) => state === 'unknown'));
    unknown.splice(0, Math.max(0, unknown.length - UNKNOWN_REMEMBERED));
    return { audited, halves: halves.length };
  }

  async #lookUp(sent: readonly SentCommand[]): Promise<Audited> {
    const { house } = this.#there;
    const ids = sent.map(({ id }) => id);
    const logged = await reading(
      () => house.connection(),
      (client) => readLogged(client, ids),
    );
    for (const command of sent) {
      if (command.state === 'unknown') command.isLogged = logged.has(command.id);
    }
    return auditCommands(sent, logged);
  }

  async #rest(endsDay: boolean): Promise<void> {
    const { house, desk } = this.#there;
    const { dist, onRest } = this.#options;
    const steps = [...LENDERS, ...BORROWERS].map((key) =>
      ownerStep(desk, key, this.#chance, () => true),
    );
    const password = personOf(desk, 'lender-one').atBank?.paymentPassword ?? '';
    const decideAll = async () => {
      for (const step of steps) await step().catch(unlessNotNow);
      const left = await reading(() => house.connection(), readPagesLeft);
      for (const pageUrl of left) await desk.owners.decide(pageUrl, password, 'confirm');
    };
    const rested = await rest({ house, desk, dist, decideAll, endsDay });
    for (const sentence of rested.violations) this.#violation(sentence);
    onRest?.(rested);
  }
}

/** It is tried again. */
function unlessNotNow(error: unknown): void {
  if (!(error instanceof NotNow)) throw error;
}

function workersOf(desk: Desk, chance: Chance): readonly Worker[] {
  const lenders = LENDERS.flatMap((key) =>
    Array.from({ length: WORKERS_A_LENDER }, () => {
      const own = chance.branch();
      return { step: lenderStep(desk, key, own), chance: own, pauseMs: 30 };
    }),
  );
  const owners = [...LENDERS, ...BORROWERS].map((key) => {
    const own = chance.branch();
    return { step: ownerStep(desk, key, own), chance: own, pauseMs: 200 };
  });
  const borrowers = BORROWERS.map((key) => {
    const own = chance.branch();
    return { step: new LoanWork(desk, key, own).step, chance: own, pauseMs: 100 };
  });
  const market = { step: marketStep(desk), chance: chance.branch(), pauseMs: 300 };
  return [...lenders, ...owners, ...borrowers, market];
}
