// Real loans of the past through the whole platform: from registration and application to the last payment, or to
// charge-off, recovery and the end of collection, day by day on the business calendar, through the same door.
import type { Id } from '@mutua/core/kit/id.ts';
import { type MinorUnits, minus, sum, ZERO } from '@mutua/core/money/minor-units.ts';
import { addDays, type Day, daysBetween, formatDay } from '@mutua/core/time/day.ts';
import { checkLaws, everyLaw } from '../check/check.ts';
import { reachDatabase } from '../check/reach-database.ts';
import type { LoggedCommand } from '../commit/log-store.ts';
import { type Difference, differencesOf, RateTable } from './agreement.ts';
import { type InferredLife, inferLife } from './inferred-life.ts';
import { OpenLoans } from './open-loans.ts';
import { originate } from './origination.ts';
import { readRecords } from './read-records.ts';
import { type RecordedLoan, UnreadableRecord } from './recorded-loan.ts';
import { ReplayClients } from './replay-clients.ts';
import { ReplayCustodian } from './replay-custodian.ts';
import { endDay, liveDay } from './replay-day.ts';
import { type HousePlace, ReplayHouse } from './replay-house.ts';
import {
  LENDER_CEILING,
  type LenderReturnFound,
  lendersNeeded,
  ReplayLenders,
} from './replay-lenders.ts';
import { type BookSize, readBookedLoans, readBookSize, readClientCash } from './replay-read.ts';

/** Loans are issued once a week: on the 1st, 8th, 15th and 22nd of a month. */
const ISSUE_WEEKS = 4;
const WEEK_DAYS = 7;
const LENDERS_MIN = 100;
/** A questionnaire counts for a year. */
const QUESTIONNAIRE_DAYS = 360;

export interface ReplayAsked {
  readonly file: string;
  readonly limit: number | undefined;
  readonly lenders: number | undefined;
  readonly place: HousePlace;
  /** Whether the laws of the books are looked at afterwards. */
  readonly isChecked: boolean;
  readonly onProgress: (progress: ReplayProgress) => void;
  readonly signal: AbortSignal;
}

export interface ReplayProgress {
  readonly day: string;
  readonly closed: number;
  readonly of: number;
}

/** One loan when its life is over: the record, and what the ledger says of it. */
export interface ReplayedLoan {
  readonly record: RecordedLoan;
  readonly principal: MinorUnits;
  readonly interest: MinorUnits;
  readonly recovered: MinorUnits;
  readonly netLoss: MinorUnits;
  readonly differences: readonly Difference[];
}

export interface Replayed {
  readonly loans: readonly ReplayedLoan[];
  readonly lenders: readonly LenderReturnFound[];
  readonly size: BookSize;
  readonly days: number;
  /** Where the books of ledger and custodian differ at the end; none if they agree. */
  readonly bookDifferences: readonly string[];
  readonly lawsChecked: number;
  /** The first law that does not hold, with what breaks it. */
  readonly brokenLaws: readonly string[];
}

interface Kept {
  readonly record: RecordedLoan;
  readonly life: InferredLife;
  /** As the contract has it. */
  instalment: MinorUnits;
}

/** What keeps a replay from beginning: a file or a number that cannot be used. */
export class UnusableReplay extends Error {
  override readonly name = 'UnusableReplay';
}

/** @throws UnusableReplay, StartRefused, ReplayRefused */
export async function runReplay(asked: ReplayAsked): Promise<Replayed> {
  const { records, rates } = await readAll(asked);
  const lenderCount = lendersFor(records, asked.lenders);
  const byDay = issueDays(records);
  const [earliest] = [...byDay.keys()].toSorted((one, other) => one - other);
  if (earliest === undefined) throw new UnusableReplay(`There is no loan in ${asked.file}.`);
  const firstDay = addDays(earliest, -1);
  const house = await ReplayHouse.open(asked.place, firstDay);
  try {
    const replayed = await new Replay(house, firstDay, rates, asked).run(byDay, lenderCount);
    return { ...replayed, ...(await lawsOf(asked)) };
  } finally {
    await house.close();
  }
}

class Replay {
  readonly #house: ReplayHouse;
  readonly #firstDay: Day;
  readonly #rates: RateTable;
  readonly #asked: ReplayAsked;
  readonly #open = new OpenLoans();
  readonly #kept = new Map<Id, Kept>();
  #closed = 0;

  constructor(house: ReplayHouse, firstDay: Day, rates: RateTable, asked: ReplayAsked) {
    this.#house = house;
    this.#firstDay = firstDay;
    this.#rates = rates;
    this.#asked = asked;
  }

  async run(
    byDay: ReadonlyMap<Day, readonly RecordedLoan[]>,
    lenderCount: number,
  ): Promise<Omit<Replayed, 'lawsChecked' | 'brokenLaws'>> {
    const house = this.#house;
    let lenders: ReplayLenders | undefined;
    const custodian = new ReplayCustodian(house, (account, day, amount) =>
      lenders?.note(account, day, amount),
    );
    const clients = new ReplayClients(house, custodian);
    lenders = new ReplayLenders(await admitLenders(clients, lenderCount), this.#firstDay);
    house.lane.follow((commands) => this.#note(commands));
    const parts = { house, custodian, clients, lenders };
    const lastIssue = Math.max(...byDay.keys());
    const of = [...byDay.values()].reduce((total, some) => total + some.length, 0);
    let [day, answered] = [this.#firstDay, this.#firstDay];
    while (day <= lastIssue || this.#open.count > 0) {
      house.openDay(day);
      const issued = byDay.get(day) ?? [];
      if (issued.length > 0 && daysBetween(answered, day) >= QUESTIONNAIRE_DAYS) {
        await clients.answerQuestionnaire(lenders.all);
        answered = day;
      }
      if (issued.length > 0) await this.#issue(parts, issued, day);
      await liveDay(parts, this.#open, day);
      await endDay(parts, day);
      this.#asked.onProgress({ day: formatDay(day), closed: this.#closed, of });
      this.#asked.signal.throwIfAborted();
      day = addDays(day, 1);
    }
    const { pool } = house.database;
    return {
      loans: await this.#judge(),
      lenders: lenders.returns(),
      size: await readBookSize(pool),
      days: daysBetween(this.#firstDay, day),
      bookDifferences: await bookDifferences(house, custodian),
    };
  }

  async #issue(
    parts: Parameters<typeof originate>[0],
    records: readonly RecordedLoan[],
    day: Day,
  ): Promise<void> {
    for (const { record, borrower, loanId } of await originate(parts, records, day)) {
      const life = inferLife(record, day);
      this.#kept.set(loanId, { record, life, instalment: this.#instalments.get(loanId) ?? ZERO });
      this.#open.add({ loanId, borrower, life, brought: 0, isClosed: false });
    }
    this.#instalments.clear();
  }

  /** Of contracts that were disbursed just now. */
  readonly #instalments = new Map<Id, MinorUnits>();

  #note(commands: readonly LoggedCommand[]): void {
    for (const { events } of commands) {
      for (const event of events) {
        if (event.kind === 'LoanDisbursed') {
          const due = event.accounts[0]?.due;
          this.#instalments.set(event.loanId, sum([due?.principal ?? ZERO, due?.interest ?? ZERO]));
        }
        if (event.kind === 'LoanClosed') {
          this.#open.close(event.loanId);
          this.#closed += 1;
        }
      }
    }
  }

  async #judge(): Promise<readonly ReplayedLoan[]> {
    const booked = await readBookedLoans(this.#house.database.pool);
    return booked.flatMap(({ loanId, ...ledger }) => {
      const kept = this.#kept.get(loanId);
      if (kept === undefined) throw new Error('Every loan of the book was replayed.');
      const { record, life, instalment } = kept;
      const differences = differencesOf(record, life, { ...ledger, instalment }, this.#rates);
      const { principal, interest, recovered, writtenOffPrincipal } = ledger;
      const netLoss = minus(writtenOffPrincipal, minus(recovered, record.collectionFee));
      return [{ record, principal, interest, recovered, netLoss, differences }];
    });
  }
}

async function readAll({ file, limit }: ReplayAsked) {
  const records: RecordedLoan[] = [];
  const rates = new RateTable();
  try {
    // The rates of the whole file bear out those of each row, however many are replayed.
    for await (const record of readRecords(file)) {
      rates.add(record);
      if (limit === undefined || records.length < limit) records.push(record);
    }
  } catch (error) {
    if (!(error instanceof UnreadableRecord)) throw error;
    throw new UnusableReplay(`${file} cannot be replayed: ${error.message}.`);
  }
  if (records.length === 0) throw new UnusableReplay(`There is no loan in ${file}.`);
  return { records, rates };
}

function lendersFor(records: readonly RecordedLoan[], asked: number | undefined): number {
  const needed = lendersNeeded(sum(records.map(({ loanAmount }) => loanAmount)));
  if (asked === undefined) return Math.max(LENDERS_MIN, needed);
  if (asked >= needed) return asked;
  throw new UnusableReplay(
    `${asked} lenders cannot lend so much: by their questionnaire each may have lent ${LENDER_CEILING / 100n} at most. Take --lenders ${needed} or more.`,
  );
}

/** The record has months; the loans of one are spread over its weeks in the order of the file. */
function issueDays(records: readonly RecordedLoan[]): Map<Day, RecordedLoan[]> {
  const byMonth = new Map<Day, RecordedLoan[]>();
  for (const record of records) {
    const others = byMonth.get(record.issueMonth);
    if (others === undefined) byMonth.set(record.issueMonth, [record]);
    else others.push(record);
  }
  const byDay = new Map<Day, RecordedLoan[]>();
  for (const [month, ofMonth] of byMonth) {
    for (const [index, record] of ofMonth.entries()) {
      const week = Math.floor((index * ISSUE_WEEKS) / ofMonth.length);
      const day = addDays(month, week * WEEK_DAYS);
      const others = byDay.get(day);
      if (others === undefined) byDay.set(day, [record]);
      else others.push(record);
    }
  }
  return byDay;
}

async function admitLenders(clients: ReplayClients, count: number) {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const lenders = await clients.admit(
    numbers.map((number) => ({ name: `Lender ${number}`, role: 'lender', region: 'US-000' })),
  );
  await clients.answerQuestionnaire(lenders);
  return lenders;
}

/** Every account of a client, as the ledger has it and as the custodian has it. */
async function bookDifferences(
  house: ReplayHouse,
  custodian: ReplayCustodian,
): Promise<readonly string[]> {
  const ledger = await readClientCash(house.database.pool);
  const bank = custodian.standing();
  const accounts = new Set([...ledger.keys(), ...bank.keys()]);
  return [...accounts]
    .filter((account) => (ledger.get(account) ?? ZERO) !== (bank.get(account) ?? ZERO))
    .map((account) => `${account}: ${ledger.get(account) ?? ZERO} / ${bank.get(account) ?? ZERO}`);
}

/** What `mutua check` says of the database. */
async function lawsOf({ place, isChecked }: ReplayAsked) {
  if (!isChecked) return { lawsChecked: 0, brokenLaws: [] };
  const database = await reachDatabase(place);
  try {
    const checked = await checkLaws(database.pool, { laws: everyLaw(), stopAtFirst: true });
    const broken = checked.filter((one) => one.broken > 0);
    return {
      lawsChecked: checked.length,
      brokenLaws: broken.map(({ law, violations }) => `${law.name}: ${violations.join(' ')}`),
    };
  } finally {
    await database.close();
  }
}
