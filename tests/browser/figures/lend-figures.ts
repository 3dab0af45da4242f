// What the lender's own pages must show, recomputed from accounts, lines and facts.
import { type ClaimBucket, IMPAIRMENT_PPM } from '@mutua/core/claim/impairment.ts';
import { addDays, formatDay } from '@mutua/core/time/day.ts';
import { yearlyOfDays } from '../../api/independent-rates.ts';
import {
  bigintOf,
  type FigureAsk,
  type FigureQueries,
  moneyValue,
  rateValue,
} from './figure-query.ts';
import { LEND_CLAIM_FIGURES } from './lend-claim-figures.ts';
import { dayNamed, type Held, type HeldClaim, type HeldLine, heldBy } from './lend-holdings.ts';

const PRINCIPAL = [230, 411, 422];
const EARNED = [231, 232, 412, 423];

const total = (rows: readonly { readonly amount: bigint }[]) =>
  rows.reduce((all, { amount }) => all + amount, 0n);
const booked = ({ lines }: Held) => lines.filter(({ isBooked }) => isBooked);
const coded = (held: Held, ...codes: readonly number[]) =>
  booked(held).filter(({ code }) => codes.includes(code));
const fees = (held: Held) => booked(held).filter(({ code }) => code >= 300 && code < 330);
const border = (held: Held) => booked(held).filter(({ code }) => code >= 100 && code < 200);
const outstanding = (claims: readonly HeldClaim[]) =>
  claims.reduce((all, one) => all + one.outstanding, 0n);
const lostOf = (held: Held) =>
  held.claims.filter((one) => one.loss > 0n || (!one.isLive && one.outstanding > 0n));

function halfEven(numerator: bigint, denominator: bigint): bigint {
  const [whole, rest] = [numerator / denominator, (numerator % denominator) * 2n];
  return rest > denominator || (rest === denominator && whole % 2n === 1n) ? whole + 1n : whole;
}

function impairmentOf(held: Held, bucket: ClaimBucket): bigint {
  const own = outstanding(held.live.filter((one) => one.bucket === bucket));
  return halfEven(own * BigInt(IMPAIRMENT_PPM[bucket]), 1_000_000n);
}

function impairment(held: Held): bigint {
  const buckets = Object.keys(IMPAIRMENT_PPM) as ClaimBucket[];
  return buckets.reduce((all, bucket) => all + impairmentOf(held, bucket), 0n);
}

const accrued = ({ live }: Held) => live.reduce((all, one) => all + one.accrued, 0n);
const value = (held: Held) =>
  total(booked(held)) + outstanding(held.live) + accrued(held) - impairment(held);

const of =
  (reckon: (held: Held, ask: FigureAsk) => bigint | Promise<bigint>) => async (ask: FigureAsk) =>
    moneyValue(await reckon(await own(ask), ask));
const counted =
  (reckon: (held: Held, ask: FigureAsk) => number | Promise<number>) => async (ask: FigureAsk) =>
    String(await reckon(await own(ask), ask));
const rated = (reckon: (held: Held, ask: FigureAsk) => number) => async (ask: FigureAsk) =>
  rateValue(reckon(await own(ask), ask));

function own({ db, person }: FigureAsk): Promise<Held> {
  return heldBy(db, person?.personId ?? '');
}

const onItsWay = ({ db, person }: FigureAsk) =>
  bigintOf(
    db,
    `select sum(held) from wallet.withdrawal
     where client_id = $1 and role = 'lender' and state in ('requested', 'sent', 'unknown')`,
    [person?.personId],
  );
const heldInAll = ({ db, person }: FigureAsk) =>
  bigintOf(
    db,
    `select sum(hold.amount) from ledger.hold
     join ledger.account on account_id = hold.debit_account
     where account.owner = $1::text and account.kind = 'lender_cash'`,
    [person?.personId],
  );

const ACCOUNT: FigureQueries = {
  'lend.account.value': of(value),
  'lend.account.cash': of(async (held, ask) => total(booked(held)) - (await heldInAll(ask))),
  'lend.account.held': of(async (_, ask) => (await heldInAll(ask)) - (await onItsWay(ask))),
  'lend.account.onItsWay': of((_, ask) => onItsWay(ask)),
  'lend.account.bidsHeld': counted(async (_, { db, person }) =>
    Number(
      await bigintOf(
        db,
        `select count(*) from loan.bid where lender_id = $1 and state in ('placed', 'accepted')`,
        [person?.personId],
      ),
    ),
  ),
  'lend.account.outstanding': of(({ live }) => outstanding(live)),
  'lend.account.claims': counted(({ live }) => live.length),
  'lend.account.accrued': of(accrued),
  'lend.account.impairment': of(impairment),
  'lend.account.netDeposited': of((held) => total(border(held))),
  'lend.account.netGain': of((held) => value(held) - total(border(held))),
  'lend.account.interestThisMonth': of((held) =>
    total(
      [...coded(held, ...EARNED), ...fees(held)].filter(({ day }) =>
        day.startsWith(held.today.slice(0, 7)),
      ),
    ),
  ),
};

/** To a hundredth of a percent. */
const level = (ppm: number) => Math.round(ppm / 100) * 100;

/** The same of a rate of return, which is known to a part per million: half a step goes to the even side. */
function levelFound(ppm: number): number {
  const whole = Math.round(ppm);
  const down = Math.floor(whole / 100);
  const rest = whole - down * 100;
  const isUp = rest > 50 || (rest === 50 && down % 2 !== 0);
  return (isUp ? down + 1 : down) * 100;
}

function byDay(lines: readonly HeldLine[], sign: 1 | -1): { day: string; amount: number }[] {
  const days = new Map<string, bigint>();
  for (const { day, amount } of lines) days.set(day, (days.get(day) ?? 0n) + amount);
  return [...days].map(([day, amount]) => ({ day, amount: sign * Number(amount) }));
}

function rateOf(held: Held, worth: bigint): number {
  const flows = byDay(border(held), -1);
  return levelFound(yearlyOfDays([...flows, { day: held.today, amount: Number(worth) }]));
}

/** For each loan: outstanding times days, until it ended with a loss. */
function balanceDays(held: Held): { readonly plain: number; readonly rated: number } {
  let [plain, weighted] = [0, 0];
  for (const claim of new Map(held.claims.map((one) => [one.loanId, one])).values()) {
    const lines = coded(held, 200, ...PRINCIPAL).filter(({ loanId }) => loanId === claim.loanId);
    const ended = held.claims.some(({ loanId, isLive }) => loanId === claim.loanId && !isLive);
    const until = dayNamed(ended ? (endOf.get(claim.loanId) ?? held.today) : held.today);
    for (const { day, amount } of lines) {
      const days = until - dayNamed(day);
      if (days < 0) continue;
      plain -= Number(amount) * days;
      weighted -= Number(amount) * days * claim.annualRatePpm;
    }
  }
  return { plain, rated: weighted };
}

/** The days on which loans were written off or closed. */
const endOf = new Map<string, string>();

async function readEnds({ db }: FigureAsk): Promise<void> {
  const { rows } = await db.query<{ id: string; day: string }>(
    `select loan_id as id, min(day)::text as day from loan.transition
     where "to" in ('written_off', 'closed') group by loan_id`,
  );
  for (const { id, day } of rows) endOf.set(id, day);
}

type Level = 'contract' | 'missing' | 'lost' | 'fees' | 'compounding' | 'idle' | 'impairment';

function levels(held: Held): Readonly<Record<Level, number>> {
  const { plain, rated: weighted } = balanceDays(held);
  const ofLoans = booked(held).filter(({ loanId }) =>
    held.claims.some((claim) => claim.loanId === loanId),
  );
  const feesOnLoans = -total(ofLoans.filter(({ code }) => code >= 300 && code < 330));
  const interest = total(coded(held, ...EARNED)) + accrued(held);
  const lost = lostOf(held).reduce((all, one) => all + one.loss + one.outstanding, 0n);
  const yearly = (amount: bigint) => level((Number(amount) * 365 * 1_000_000) / plain);
  const claims = [
    ...byDay(ofLoans, 1),
    { day: held.today, amount: Number(outstanding(held.live) + accrued(held)) },
  ];
  return {
    contract: level(weighted / plain),
    missing: yearly(interest),
    lost: yearly(interest - lost),
    fees: yearly(interest - lost - feesOnLoans),
    compounding: levelFound(yearlyOfDays(claims)),
    idle: rateOf(held, value(held) + impairment(held)),
    impairment: rateOf(held, value(held)),
  };
}

const STEPS: readonly Level[] = [
  ...(['contract', 'missing', 'lost', 'fees', 'compounding', 'idle', 'impairment'] as const),
];

const returned = (find: (found: Readonly<Record<Level, number>>, row: string) => number) => {
  return async (ask: FigureAsk) => {
    await readEnds(ask);
    return rateValue(find(levels(await own(ask)), ask.row));
  };
};

const RETURNS: FigureQueries = {
  'lend.returns.contract': returned(({ contract }) => contract),
  'lend.returns.actual': returned(({ idle }) => idle),
  'lend.returns.impaired': returned(({ impairment: after }) => after),
  'lend.returns.change': returned((found, row) => {
    const place = STEPS.indexOf(row as Level);
    const [before, after] = [STEPS[place - 1] ?? 'contract', STEPS[place] ?? 'contract'];
    return found[after] - found[before];
  }),
};

const share = (part: bigint, whole: bigint) =>
  whole === 0n ? 0 : Number((part * 2_000_000n + whole) / (whole * 2n));

const inBucket = ({ live }: Held, row: string) => live.filter(({ bucket }) => bucket === row);

const HEALTH: FigureQueries = {
  'lend.health.bucketClaims': counted((held, { row }) => inBucket(held, row).length),
  'lend.health.bucketOutstanding': of((held, { row }) => outstanding(inBucket(held, row))),
  'lend.health.bucketShare': rated((held, { row }) =>
    share(outstanding(inBucket(held, row)), outstanding(held.live)),
  ),
  'lend.health.bucketImpairment': of((held, { row }) =>
    row === 'all' ? -impairment(held) : -impairmentOf(held, row as ClaimBucket),
  ),
  'lend.health.late': counted(
    ({ live }) => live.filter(({ bucket }) => bucket !== 'current' && bucket !== 'grace').length,
  ),
  'lend.health.lostClaims': counted((held) => lostOf(held).length),
  'lend.health.lost': of((held) =>
    lostOf(held).reduce((all, one) => all + one.loss + one.outstanding, 0n),
  ),
};

/** `grade:A`, or `region:rest:110000,120000` for several together. */
function inDivision({ live }: Held, row: string): readonly HeldClaim[] {
  const [division = '', ...rest] = row.split(':');
  const keys = rest[0] === 'rest' ? (rest[1] ?? '').split(',') : [rest.join(':')];
  return live.filter(({ divisions }) => keys.includes(divisions[division] ?? ''));
}

function largestOf({ live }: Held): bigint {
  const sums = new Map<string, bigint>();
  for (const { borrowerId, outstanding: left } of live) {
    sums.set(borrowerId, (sums.get(borrowerId) ?? 0n) + left);
  }
  return [...sums.values()].reduce((most, one) => (one > most ? one : most), 0n);
}

const SPREAD: FigureQueries = {
  'lend.spread.outstanding': of((held, { row }) => outstanding(inDivision(held, row))),
  'lend.spread.share': rated((held, { row }) => {
    const whole = outstanding(held.live);
    const [division = '', kind, keys = ''] = row.split(':');
    if (kind !== 'rest') return share(outstanding(inDivision(held, row)), whole);
    const each = keys.split(',').map((key) => outstanding(inDivision(held, `${division}:${key}`)));
    return each.reduce((all, part) => all + share(part, whole), 0);
  }),
  'lend.spread.largest': of(largestOf),
  'lend.spread.largestShare': rated((held) => share(largestOf(held), outstanding(held.live))),
};

const expected = (held: Held, isIn: (day: string) => boolean, isTimely = false) =>
  held.live
    .filter(({ bucket }) => !isTimely || bucket === 'current' || bucket === 'grace')
    .flatMap(({ toCome }) => toCome.filter(({ day }) => isIn(day)));

function onTimePpm({ claims }: Held): number {
  const asked = claims.reduce((all, one) => all + one.asked, 0);
  const onTime = claims.reduce((all, one) => all + one.onTime, 0);
  return asked === 0 ? 1_000_000 : share(BigInt(onTime), BigInt(asked));
}

const ahead = (held: Held, row: string) => {
  const until = formatDay(addDays(dayNamed(held.today), Number(row)));
  return total(expected(held, (day) => day >= held.today && day < until, true));
};

const CALENDAR: FigureQueries = {
  'lend.calendar.received': of((held, { row }) =>
    total(
      booked(held).filter(
        ({ day, code, loanId }) =>
          day === row &&
          held.claims.some((claim) => claim.loanId === loanId) &&
          ([...PRINCIPAL, ...EARNED].includes(code) || (code >= 300 && code < 330)),
      ),
    ),
  ),
  'lend.calendar.expected': of((held, { row }) => total(expected(held, (day) => day === row))),
  'lend.calendar.claims': counted(
    ({ live }, { row }) =>
      live.filter(({ toCome }) => toCome.some(({ day }) => day === row)).length,
  ),
  'lend.calendar.contractAhead': of((held, { row }) => ahead(held, row)),
  'lend.calendar.expectedAhead': of((held, { row }) =>
    halfEven(ahead(held, row) * BigInt(onTimePpm(held)), 1_000_000n),
  ),
  'lend.calendar.onTime': rated(onTimePpm),
  'lend.calendar.overdue': of((held) => total(expected(held, (day) => day < held.today))),
};

export const LEND_FIGURES: FigureQueries = {
  ...ACCOUNT,
  ...RETURNS,
  ...HEALTH,
  ...SPREAD,
  ...CALENDAR,
  ...LEND_CLAIM_FIGURES,
};
