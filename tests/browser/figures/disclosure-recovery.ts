// Recovery by a second program: each case is gone through day by day, and each day's payments are laid to where the case
// was at the close of the day before.
import { addDays, civilOf, type Day, formatDay } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { type NaiveLoan, naiveDay } from './disclosure-book.ts';
import { type NaiveDay, naiveDayOf, naiveShare } from './disclosure-day.ts';
import { linesSum } from './disclosure-standing.ts';
import {
  countValue,
  type FigureAsk,
  type FigureQueries,
  type FigureQuery,
  moneyValue,
} from './figure-query.ts';

interface Entry {
  readonly caseId: string;
  readonly loanId: string;
  readonly number: number;
  readonly day: string;
  readonly event: string;
  readonly state: string;
  readonly detail: string | null;
  readonly stage: string;
  readonly owner: string | null;
}

interface Totals {
  readonly cases: number;
  readonly assigned: bigint;
  readonly recovered: bigint;
}

/** Where a case was at the close of a day, as the entry says it that was the last until then. */
type PlaceOf = (entry: Entry, day: Day) => string | undefined;

/** Of every case of collection what happened until the close of the day, in its order. */
async function readStories(db: pg.Pool, day: Day): Promise<readonly (readonly Entry[])[]> {
  const { rows } = await db.query<Entry>(
    `select case_id::text as "caseId", subject_id::text as "loanId", number, entry.day::text as day,
       event, entry.state, detail, entry.stage, entry.owner_id::text as owner
     from work.entry
     join work.case as own on own.id = case_id
     where own.case_kind = 'collection' and entry.day <= $1
     order by case_id, number`,
    [formatDay(day)],
  );
  const found = new Map<string, Entry[]>();
  for (const row of rows) found.set(row.caseId, [...(found.get(row.caseId) ?? []), row]);
  return [...found.values()];
}

/** The last entry until the close of the day, of a case that is collected then. */
function entryAt(story: readonly Entry[], day: string): Entry | undefined {
  const until = story.filter((entry) => entry.day <= day);
  const last = until.at(-1);
  if (last === undefined || last.state !== 'closed') return last;
  const closed = until.findLast(({ event }) => event === 'CaseClosed');
  const isPromised = closed?.detail === 'promised';
  const isJudged = until.some(
    ({ event, number }) => /^Promise(Kept|Broken)$/.test(event) && number > (closed?.number ?? 0),
  );
  return isPromised && !isJudged ? last : undefined;
}

/** What was overdue of principal and interest at the close of the day. */
function overdueAt(loan: NaiveLoan, day: Day): bigint {
  let [principal, interest] = [0n, 0n];
  for (const instalment of loan.instalments) {
    if (instalment.asked >= day) continue;
    principal += instalment.principal;
    interest += instalment.interest;
  }
  principal -= linesSum(
    loan,
    day,
    ({ code, component }) => code === 610 || (code === 620 && component === 'principal'),
  );
  interest -= linesSum(
    loan,
    day,
    ({ code, component }) => code === 611 || (code === 620 && component === 'interest'),
  );
  const open = (principal > 0n ? principal : 0n) + (interest > 0n ? interest : 0n);
  const later = linesSum(loan, day, ({ code }) => code === 631);
  return open > later ? open - later : 0n;
}

const PAYMENTS = new Set([610, 611, 631]);

function paidOn(loan: NaiveLoan, day: Day): bigint {
  const lines = loan.lines.filter((line) => line.day === day && PAYMENTS.has(line.code));
  return lines.reduce((total, { amount }) => total + amount, 0n);
}

/** Each stay begins anew where the place is another than on the day before. */
function totalsOf(
  { loans, day }: NaiveDay,
  cases: readonly (readonly Entry[])[],
  placeOf: PlaceOf,
) {
  const places = new Map<string, { ids: Set<string>; assigned: bigint; recovered: bigint }>();
  for (const story of cases) {
    const [first] = story;
    const loan = loans.find(({ id }) => id === first?.loanId);
    if (first === undefined || loan === undefined) continue;
    let stay: { place: string; assigned: bigint; paid: bigint } | undefined;
    const end = () => {
      const total = stay && places.get(stay.place);
      if (stay === undefined || total === undefined) return;
      const paid = stay.paid > 0n ? stay.paid : 0n;
      total.recovered += paid < stay.assigned ? paid : stay.assigned;
      stay = undefined;
    };
    for (let on = addDays(naiveDay(first.day), 1); on <= day; on = addDays(on, 1)) {
      const before = addDays(on, -1);
      const entry = entryAt(story, formatDay(before));
      const place = entry && placeOf(entry, on);
      if (place !== stay?.place) end();
      if (place === undefined) continue;
      const total = places.get(place) ?? { ids: new Set<string>(), assigned: 0n, recovered: 0n };
      places.set(place, total);
      if (stay === undefined) {
        stay = { place, assigned: overdueAt(loan, before), paid: 0n };
        total.assigned += stay.assigned;
        total.ids.add(first.caseId);
      }
      stay.paid += paidOn(loan, on);
    }
    end();
  }
  return places;
}

const PLACES: Readonly<Record<'stage' | 'month' | 'collector', PlaceOf>> = {
  stage: ({ stage }) => stage,
  month: (_, day) => {
    const { year, month } = civilOf(day);
    return `${year}-${String(month).padStart(2, '0')}`;
  },
  collector: ({ owner }) => owner ?? undefined,
};

const known = new WeakMap<pg.Pool, Map<string, Promise<ReturnType<typeof totalsOf>>>>();

async function totalsFor(ask: FigureAsk, by: keyof typeof PLACES): Promise<Totals> {
  const day = await naiveDayOf(ask);
  const found = known.get(ask.db) ?? new Map<string, Promise<ReturnType<typeof totalsOf>>>();
  known.set(ask.db, found);
  const key = `${by} ${day.day}`;
  const read =
    found.get(key) ??
    readStories(ask.db, day.day).then((cases) => totalsOf(day, cases, PLACES[by]));
  found.set(key, read);
  const { ids, assigned, recovered } = (await read).get(ask.row) ?? {
    ...{ ids: new Set(), assigned: -1n, recovered: -1n },
  };
  return { cases: ids.size, assigned, recovered };
}

const by =
  (place: keyof typeof PLACES, say: (totals: Totals) => string): FigureQuery =>
  async (ask) =>
    say(await totalsFor(ask, place));

const cases = (totals: Totals) => countValue(totals.cases);
const assigned = (totals: Totals) => moneyValue(totals.assigned);
const recovered = (totals: Totals) => moneyValue(totals.recovered);
const rate = (totals: Totals) => naiveShare(totals.recovered, totals.assigned);

export const RECOVERY_FIGURES: FigureQueries = {
  'disclosed.stageCases': by('stage', cases),
  'disclosed.stageAssigned': by('stage', assigned),
  'disclosed.stageRecovered': by('stage', recovered),
  'disclosed.recoveryByStage': by('stage', rate),
  'disclosed.assignedInMonth': by('month', assigned),
  'disclosed.recoveredInMonth': by('month', recovered),
  'disclosed.recoveryInMonth': by('month', rate),
};

/** Of the office, whose page is of the last closed day. */
export const COLLECTOR_FIGURES: FigureQueries = {
  'officeCollection.collectorCases': by('collector', cases),
  'officeCollection.collectorAssigned': by('collector', assigned),
  'officeCollection.collectorRecovered': by('collector', recovered),
  'officeCollection.collectorRecovery': by('collector', rate),
};
