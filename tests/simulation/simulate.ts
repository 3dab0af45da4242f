// One town from its first day to its last: what is asked, what the model says of it, and whether the platform says so too.
import type { Id } from '@mutua/core/kit/id.ts';
import { addDays, dayOf } from '@mutua/core/time/day.ts';
import { instantOf, plusMs } from '@mutua/core/time/instant.ts';
import { type Asked, type Move, NOTHING, Told, type Verdict } from './asked.ts';
import { isAvoided } from './avoided.ts';
import { Chance } from './chance.ts';
import { brokenByOperator, compareAccounts, compareAll } from './compare.ts';
import type { Answer, Door } from './doors.ts';
import { JUDGES, MOVES, MOVES_WITH_RESERVES } from './families/all.ts';
import { endOfDayCommand } from './families/calendar.ts';
import { followCases } from './families/cases.ts';
import { claimsWaiting } from './families/compensation.ts';
import { RESERVE_PRANKS } from './families/reserve-moves.ts';
import { found } from './founding.ts';
import { foundReserve } from './founding-reserve.ts';
import { otherContent, spoil } from './mischief.ts';
import { PRANKS } from './pranks.ts';
import { CALENDAR, Town } from './town.ts';

const MS_A_MINUTE = 60_000;
const FIRST_DAY = dayOf(2026, 3, 2);
const MORNING = instantOf('2026-03-02T01:00:00Z');
const COMMANDS = 500;
/** In a town that lives longer. */
const MORE_COMMANDS = 900;
const ILLEGAL_PERCENT = 24;
const ARREARS_PERCENT = 60;
const BUSY_DAYS = 16;
const BUSY_SHARE = 0.6;
/** Of four towns one keeps a reserve; the others live as they would without it. */
const RESERVES_EVERY = 4;
const RESERVES_AT = 2;
/** Of ten towns one lives for more than a year, and two for more than half of one. */
const DAYS = [400, 90, 90, 200, 90, 200, 90, 90, 90, 90] as const;

export interface Life {
  readonly seed: number;
  readonly days: number;
  /** Asked by somebody other than the calendar. */
  readonly commands: number;
  readonly refused: number;
  readonly codes: ReadonlySet<string>;
  readonly transferCodes: ReadonlySet<string>;
  readonly transitions: ReadonlySet<string>;
  /** What was asked and what was said, one after the other. */
  readonly answers: readonly string[];
  /** What is in every account at the end. */
  readonly balances: string;
}

/** The platform and the model do not agree; under the same seed they will not again. */
export class Disagreement extends Error {
  override readonly name = 'Disagreement';
}

type Attempt = Omit<Asked, 'commandId'>;

class Simulation {
  readonly town: Town;
  readonly #keepsReserve: boolean;
  readonly #moves: readonly Move[];
  readonly #ofArrears: readonly Move[];
  readonly #pranks: typeof PRANKS;
  readonly #door: Door;
  readonly #seed: number;
  readonly #accepted = new Map<Id, Attempt>();
  readonly #codes = new Set<string>();
  readonly #transferCodes = new Set<string>();
  readonly #transitions = new Set<string>();
  readonly #trace: string[] = [];
  readonly #answers: string[] = [];
  #commands = 0;
  #refused = 0;

  constructor(seed: number, door: Door) {
    this.#seed = seed;
    this.#door = door;
    this.town = new Town(new Chance(seed), MORNING, FIRST_DAY);
    this.#keepsReserve = seed % RESERVES_EVERY === RESERVES_AT;
    this.#moves = this.#keepsReserve ? MOVES_WITH_RESERVES : MOVES;
    this.#ofArrears = this.#moves.filter(({ isOfArrears }) => isOfArrears);
    this.#pranks = this.#keepsReserve ? [...PRANKS, ...RESERVE_PRANKS] : PRANKS;
  }

  async live(): Promise<Life> {
    const { town } = this;
    const ask = (attempt: Attempt, commandId?: Id) => this.#ask(attempt, commandId);
    if (this.#keepsReserve) await foundReserve(town, ask);
    else await found(town, ask);
    const days = DAYS[this.#seed % DAYS.length] ?? 90;
    const commands = this.#commands;
    const all = days > 90 ? MORE_COMMANDS : COMMANDS;
    for (let day = 1; day <= days; day += 1) {
      const goal = commands + Math.ceil((all - commands) * shareBy(day, days));
      if (town.chance.isIn(70)) await this.#askGuarantors();
      while (this.#commands < goal) await this.#step();
      await this.#endDay();
    }
    const { codes, transferCodes, transitions } = {
      codes: this.#codes,
      transferCodes: this.#transferCodes,
      transitions: this.#transitions,
    };
    const counted = { commands: this.#commands, refused: this.#refused, answers: this.#answers };
    const balances = [...town.purses.all]
      .map(([key, purse]) => `${key} ${purse.posted} ${purse.out} ${purse.in}`)
      .join('\n');
    return { seed: this.#seed, days, ...counted, codes, transferCodes, transitions, balances };
  }

  async #step(): Promise<void> {
    const { town } = this;
    town.now = plusMs(town.now, town.chance.between(1, 90) * MS_A_MINUTE);
    if (town.chance.isIn(ILLEGAL_PERCENT)) await this.#doWrong();
    else {
      const attempt = this.#thinkOf();
      if (attempt !== undefined) await this.#ask(attempt);
    }
  }

  #thinkOf(): Attempt | undefined {
    const isBehind = this.town.loansIn('overdue', 'defaulted', 'written_off').length > 0;
    for (let tries = 0; tries < 60; tries += 1) {
      const isUrgent = isBehind && this.town.chance.isIn(ARREARS_PERCENT);
      const moves = isUrgent ? this.#ofArrears : this.#moves;
      const attempt = this.town.chance.weighed(moves)?.propose(this.town);
      if (attempt !== undefined && !isAvoided(this.town, attempt)) return attempt;
    }
    return undefined;
  }

  /** Something of which the model says that it is refused, if any comes to mind. */
  async #doWrong(): Promise<void> {
    const { town } = this;
    if (town.chance.isIn(6)) return this.#repeat();
    for (let tries = 0; tries < 40; tries += 1) {
      const spoilt = this.#somethingWrong();
      if (spoilt === undefined || isAvoided(town, spoilt.attempt)) continue;
      const commandId = town.chance.newId();
      if (spoilt.attempt.command.kind === 'CloseDay') await this.#casesWaiting();
      if (typeof this.#judge({ ...spoilt.attempt, commandId }) !== 'string') continue;
      await this.#ask(spoilt.attempt, commandId, spoilt.name);
      return;
    }
  }

  #somethingWrong(): { readonly name: string; readonly attempt: Attempt } | undefined {
    const { town } = this;
    if (town.chance.isIn(45)) {
      const attempt = town.chance.of(this.#pranks)?.(town);
      return attempt && { name: 'prank', attempt };
    }
    const attempt = town.chance.of(this.#moves)?.propose(town);
    return attempt && spoil(town, attempt);
  }

  /** Under an id that was used: the same again says the same, and other content is refused. */
  async #repeat(): Promise<void> {
    const { town } = this;
    const [commandId, before] = town.chance.of([...this.#accepted]) ?? [];
    if (commandId === undefined || before === undefined) return;
    const attempt = town.chance.isIn(50) ? before : otherContent(before);
    await this.#ask(attempt, commandId, 'repeated_id');
  }

  #judge(asked: Asked): Verdict {
    const before = this.#accepted.get(asked.commandId);
    if (before !== undefined) {
      const isSame = before.actor === asked.actor && before.command === asked.command;
      return isSame ? NOTHING : 'command_id_reused';
    }
    const judge = JUDGES[asked.command.kind];
    if (judge === undefined) throw new Error(`The model does not know ${asked.command.kind}.`);
    return (judge as (town: Town, asked: Asked) => Verdict)(this.town, asked);
  }

  async #ask(attempt: Attempt, commandId = this.town.chance.newId(), name = 'lawful'): Promise<Id> {
    const asked = { ...attempt, commandId };
    if (asked.command.kind === 'CloseDay') await this.#casesWaiting();
    const isRepeat = this.#accepted.has(commandId);
    const verdict = this.#judge(asked);
    const expected = typeof verdict === 'string' ? verdict : 'accepted';
    this.#trace.push(
      `${this.#commands} ${name} ${actorName(asked)} ${wordsOf(asked.command)} → ${expected}`,
    );
    let answer: Answer;
    try {
      answer = await this.#door.ask(asked, this.town.now);
    } catch (error) {
      throw this.#disagreement([
        `the platform breaks: ${String(error instanceof Error ? error.stack : error)}`,
      ]);
    }
    const given = answer.ok ? 'accepted' : answer.code;
    this.#answers.push(`${this.#answers.length} ${asked.command.kind} ${given}`);
    if (given !== expected) {
      this.#check([
        `the platform says ${given} ${answer.ok ? '' : JSON.stringify(answer.data)}, the model ${expected}`,
      ]);
    }
    if (asked.actor.kind !== 'calendar') this.#commands += 1;
    if (answer.ok) await this.#accept(asked, verdict, answer, isRepeat);
    else this.#note(answer.code);
    return commandId;
  }

  #note(code: string): void {
    this.#codes.add(code);
    this.#refused += 1;
  }

  async #accept(
    asked: Asked,
    verdict: Verdict,
    { events }: Answer & { readonly ok: true },
    isRepeat: boolean,
  ): Promise<void> {
    if (!isRepeat) {
      this.#accepted.set(asked.commandId, { actor: asked.actor, command: asked.command });
      try {
        if (typeof verdict === 'function') verdict(new Told(events));
      } catch (error) {
        this.#check([
          `the model cannot follow: ${String(error)} ${events.map(({ kind }) => kind).join()}`,
        ]);
      }
      for (const { kind } of events) this.#transitions.add(kind);
      followCases(this.town, events);
    }
    const booked = this.#door.takeBooked();
    for (const { code } of booked) this.#transferCodes.add(code);
    const moved = booked.flatMap(({ debit, credit }) => [debit, credit].map(textOf));
    const accounts = [...new Set([...this.town.purses.takeTouched(), ...moved])];
    this.#check([
      ...(await compareAccounts(this.town, this.#door, accounts)),
      ...brokenByOperator(booked),
    ]);
  }

  /** What the calendar does when a day is over, and the look at everything. */
  async #endDay(): Promise<void> {
    const { town } = this;
    const { today } = town;
    if (!town.processing)
      await this.#ask({ actor: CALENDAR, command: { kind: 'StartEndOfDay', day: today } });
    await this.#askGuarantors();
    for (
      let command = endOfDayCommand(town);
      command !== undefined;
      command = endOfDayCommand(town)
    ) {
      await this.#ask({ actor: CALENDAR, command });
    }
    await this.#workCases();
    const isHasty = [...town.breaks.values()].some(({ state }) => state === 'found');
    if (isHasty) await this.#ask({ actor: CALENDAR, command: { kind: 'CloseDay', day: today } });
    await this.#explainBreaks();
    if (town.today === today)
      await this.#ask({ actor: CALENDAR, command: { kind: 'CloseDay', day: today } });
    this.#check(await compareAll(town, this.#door));
    const days = town.today - FIRST_DAY;
    const morning = plusMs(MORNING, days * 24 * 60 * MS_A_MINUTE);
    if (town.now < morning) town.now = morning;
    if (town.today !== addDays(today, 1)) this.#check(['the day was not closed']);
  }

  /** Once in the morning, so that the bank may answer within the day, and once when it is over. */
  async #askGuarantors(): Promise<void> {
    for (const { id: loanId } of claimsWaiting(this.town)) {
      const attempt = { actor: CALENDAR, command: { kind: 'ClaimCompensation', loanId } } as const;
      if (!isAvoided(this.town, attempt)) await this.#ask(attempt);
    }
  }

  /** Which cases wait the platform says itself. */
  async #casesWaiting(): Promise<readonly Id[]> {
    const ids = [...this.town.cases.keys()];
    const known = await this.#door.look(ids.map((key) => ({ fact: 'case', key })));
    const waiting = ids.filter((id) => {
      const next = known.get('case', id)?.nextActionDay;
      return next !== undefined && next <= this.town.today;
    });
    this.town.casesWaiting = waiting.length;
    return waiting;
  }

  async #workCases(): Promise<void> {
    for (const caseId of await this.#casesWaiting()) {
      await this.#ask({ actor: CALENDAR, command: { kind: 'WorkCase', caseId } });
    }
  }

  async #explainBreaks(): Promise<void> {
    const { town } = this;
    for (const { id, state } of [...town.breaks.values()]) {
      if (state !== 'found') continue;
      const command = { kind: 'ExplainBreak', breakId: id, explanation: '银行次日入账' } as const;
      await this.#ask({ actor: town.officer('finance_officer'), command });
    }
  }

  #check(differences: readonly string[]): void {
    if (differences.length > 0) throw this.#disagreement(differences);
  }

  #disagreement(differences: readonly string[]): Disagreement {
    const last = this.#trace.slice(-12).join('\n');
    return new Disagreement(
      `Seed ${this.#seed}, command ${this.#commands}, ${differences.slice(0, 8).join('\n  ')}\nLast commands:\n${last}`,
    );
  }
}

/** A town is busy when it is young: more than half of everything is asked in its first days. */
function shareBy(day: number, days: number): number {
  if (day <= BUSY_DAYS) return (BUSY_SHARE * day) / BUSY_DAYS;
  return BUSY_SHARE + ((1 - BUSY_SHARE) * (day - BUSY_DAYS)) / (days - BUSY_DAYS);
}

/** Lives one town through a door. @throws Disagreement */
export async function simulate(seed: number, door: Door): Promise<Life> {
  try {
    return await new Simulation(seed, door).live();
  } finally {
    await door.close();
  }
}

function textOf({
  kind,
  owner,
  currency,
}: {
  readonly kind: string;
  readonly owner: string;
  readonly currency: string;
}): string {
  return `${kind}/${owner}/${currency}`;
}

function actorName({ actor }: Asked): string {
  if (actor.kind !== 'person') return actor.kind;
  return `${[...actor.roles, ...actor.positions].join('+')} ${actor.id}`;
}

function wordsOf(command: object): string {
  return JSON.stringify(command, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  ).slice(0, 300);
}
