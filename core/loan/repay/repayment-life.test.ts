import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BrokenInvariant } from '../../kit/assert.ts';
import { isAlike, itHoldsTogether } from '../../kit/laws-together.test.ts';
import { invalid, ok, refuse } from '../../kit/result.ts';
import { fraction } from '../../money/fraction.ts';
import { minorUnits, plus, sum, ZERO } from '../../money/minor-units.ts';
import { addDays, addMonths, type Day, dayOf } from '../../time/day.ts';
import { COMPONENTS, totalOfAmounts } from './components.ts';
import { openAccount, openAmounts, payParts } from './instalment-account.ts';
import {
  type RepaymentEvent,
  type RepaymentLife,
  type RepaymentStanding,
  type RepaymentTerms,
  receiveRepaymentEvent,
  replayRepaymentLife,
  type ScheduledRow,
  standingOn,
  startRepaymentLife,
} from './repayment-life.ts';
import { DEFAULT_WATERFALL } from './waterfall.ts';

/** Each case works a whole life, several times over: half as many cases as elsewhere say as much in half the time. */
const HALF = { numRuns: Math.ceil((fc.readConfigureGlobal().numRuns ?? 10_000) / 2) };

const START = dayOf(2026, 1, 15);

/** Equal principal, 1 % a month. */
function rowsOf(principals: readonly bigint[]): ScheduledRow[] {
  let left = principals.reduce((total, one) => total + one, 0n);
  return principals.map((principal, index) => {
    const interest = minorUnits(left / 100n);
    left -= principal;
    return {
      fromDay: addMonths(START, index),
      dueDay: addMonths(START, index + 1),
      principal: minorUnits(principal),
      interest,
      fee: ZERO,
    };
  });
}

const PENALTY_TERMS: RepaymentTerms = {
  waterfall: DEFAULT_WATERFALL,
  penalty: {
    annualRate: fraction(18n, 100n),
    base: 'principal',
    graceDays: 3,
    daysInYear: 360,
    rounding: 'half_up',
    ceilingAnnualRate: fraction(24n, 100n),
  },
};

interface Told {
  readonly rows: readonly ScheduledRow[];
  readonly terms: RepaymentTerms;
  readonly events: readonly RepaymentEvent[];
}

const eventArbitrary = fc.record({
  kind: fc.constantFrom('repayment', 'repayment', 'repayment', 'fee', 'waiver', 'reversal'),
  offset: fc.integer({ min: 0, max: 200 }),
  amount: fc.bigInt(1n, 60_000n),
  component: fc.constantFrom(...COMPONENTS),
  of: fc.nat(7),
});

const toldArbitrary: fc.Arbitrary<Told> = fc
  .record({
    principals: fc.array(fc.bigInt(0n, 50_000n), { minLength: 1, maxLength: 5 }),
    processing: fc.constantFrom('horizontal' as const, 'vertical' as const),
    graceDays: fc.integer({ min: 0, max: 5 }),
    base: fc.constantFrom('principal' as const, 'principal_and_interest' as const),
    annualRatePercent: fc.bigInt(0n, 24n),
    drawn: fc.array(eventArbitrary, { maxLength: 8 }),
  })
  .map(({ principals, processing, graceDays, base, annualRatePercent, drawn }) => ({
    rows: rowsOf(principals),
    terms: {
      waterfall: { ...DEFAULT_WATERFALL, processing },
      penalty: {
        ...{ base, graceDays, daysInYear: 360 as const, rounding: 'half_up' as const },
        annualRate: fraction(annualRatePercent, 100n),
        ceilingAnnualRate: fraction(24n, 100n),
      },
    },
    events: eventsFrom(drawn),
  }));

/** Reversals name an earlier event that is not reversed yet; where there is none they are left out. */
function eventsFrom(
  drawn: readonly {
    readonly kind: string;
    readonly offset: number;
    readonly amount: bigint;
    readonly component: (typeof COMPONENTS)[number];
    readonly of: number;
  }[],
): RepaymentEvent[] {
  const events: RepaymentEvent[] = [];
  const free: string[] = [];
  for (const [index, { kind, offset, amount, component, of }] of drawn.entries()) {
    const base = { id: `e${index}`, day: addDays(START, offset), amount: minorUnits(amount) };
    if (kind === 'reversal') {
      const [reversesId] = free.splice(of % Math.max(1, free.length), 1);
      if (reversesId) events.push({ kind: 'reversal', id: base.id, day: base.day, reversesId });
      continue;
    }
    free.push(base.id);
    if (kind === 'waiver') events.push({ kind, component, ...base });
    else events.push({ kind: kind === 'fee' ? 'fee' : 'repayment', ...base });
  }
  return events;
}

type Live = (life: RepaymentLife, event: RepaymentEvent) => RepaymentLife;
type Replay = (told: Told) => RepaymentLife;

const live: Live = (life, event) => accepted(receiveRepaymentEvent(life, event));
const replay: Replay = ({ rows, terms, events }) =>
  accepted(replayRepaymentLife(rows, terms, events));

function accepted(result: ReturnType<typeof replayRepaymentLife>): RepaymentLife {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

const LAST_DAY = addDays(START, 260);

/** What was told, the life that came of it in one go, and how that stands at the end. */
interface Lived {
  readonly told: Told;
  readonly life: RepaymentLife;
  readonly standing: RepaymentStanding;
}

function lived(tell: Replay, told: Told): Lived {
  const life = tell(told);
  return { told, life, standing: standingOn(life, LAST_DAY) };
}

/** Law: told live, one by one as they came, the loan stands as it does when all is replayed in one go. */
function liveIsReplay(receive: Live, { told, standing }: Lived): boolean {
  let life = replay({ ...told, events: [] });
  for (const event of told.events) life = receive(life, event);
  return same(standingOn(life, LAST_DAY), standing);
}

/** Law: what was reversed might as well never have been. */
function reversedNeverWas({ told, standing }: Lived): boolean {
  const gone = new Set(
    told.events.flatMap((one) => (one.kind === 'reversal' ? [one.reversesId] : [])),
  );
  const events = told.events.filter(({ id, kind }) => kind !== 'reversal' && !gone.has(id));
  const never = standingOn(replay({ ...told, events }), LAST_DAY);
  return same(standing, never);
}

/** Law: no cent is made or lost: what was repaid stands in the accounts or is overpaid. */
function losesNothing({ life }: Lived): boolean {
  const { accounts, overpaid, outcomes } = life.standing;
  const repaid = life.events.filter(({ kind, id }) => kind === 'repayment' && outcomes.has(id));
  const came = sum(repaid.map((event) => ('amount' in event ? event.amount : ZERO)));
  const stands = sum(accounts.map(({ paid }) => totalOfAmounts(paid)));
  return came === plus(stands, overpaid);
}

/** Law: nothing that is open, paid or given up is ever negative, nor more than was asked for. */
function staysWithinBounds({ standing: { accounts, overpaid } }: Lived): boolean {
  return (
    overpaid >= ZERO &&
    accounts.every(({ due, paid, waived }) =>
      COMPONENTS.every(
        (component) =>
          paid[component] >= ZERO &&
          waived[component] >= ZERO &&
          plus(paid[component], waived[component]) <= due[component],
      ),
    )
  );
}

function same(one: RepaymentStanding, other: RepaymentStanding): boolean {
  const told = ({ accounts, overpaid, outcomes }: RepaymentStanding) => ({
    ...{ accounts, overpaid, outcomes },
  });
  return isAlike(told(one), told(other));
}

/** Works every event as if it came in the order of the days. */
const forgetsBackDating: Live = (life, event) => {
  const { standing } = life;
  if (event.kind === 'reversal' || event.day >= standing.day) return live(life, event);
  return live(life, { ...event, day: standing.day });
};

/** Leaves what was reversed where it is. */
const keepsWhatWasReversed: Replay = (told) =>
  replay({ ...told, events: told.events.filter(({ kind }) => kind !== 'reversal') });

/** Loses what was overpaid. */
const losesOverpaid: Replay = (told) => {
  const life = replay(told);
  return { ...life, standing: { ...life.standing, overpaid: ZERO } };
};

/** Pays twice. */
const paysTwice: Replay = (told) => {
  const life = replay(told);
  const accounts = life.standing.accounts.map((account) => ({
    ...account,
    paid: { ...account.paid, principal: plus(account.paid.principal, account.paid.principal) },
  }));
  return { ...life, standing: { ...life.standing, accounts } };
};

describe("a loan's money life", () => {
  const laws = [
    { law: reversedNeverWas, words: 'forgets what was reversed', fault: keepsWhatWasReversed },
    { law: losesNothing, words: 'neither makes nor loses a cent', fault: losesOverpaid },
    { law: staysWithinBounds, words: 'owes nothing negative', fault: paysTwice },
  ];
  itHoldsTogether({
    drawn: toldArbitrary,
    make: (told) => lived(replay, told),
    laws: [
      {
        name: 'told live stands as it does when replayed in one go',
        holds: (one: Lived) => liveIsReplay(live, one),
      },
      ...laws.map(({ law, words }) => ({ name: words, holds: law })),
    ],
    ...HALF,
  });
  for (const { law, words, fault } of laws) {
    it(`${words}: a fault in it is caught (${fault.name})`, () => {
      const check = fc.check(fc.property(toldArbitrary, (told) => law(lived(fault, told))));
      expect(check.failed).toBe(true);
    });
  }

  it('told live: a fault in it is caught (forgetsBackDating)', () => {
    const told = fc.property(toldArbitrary, (one) =>
      liveIsReplay(forgetsBackDating, lived(replay, one)),
    );
    expect(fc.check(told).failed).toBe(true);
  });
});

const ROWS = rowsOf([10_000n, 10_000n]);
const repayment = (id: string, day: Day, amount: bigint): RepaymentEvent => ({
  ...{ kind: 'repayment', id, day },
  amount: minorUnits(amount),
});

describe('an event', () => {
  const life = accepted(startRepaymentLife(ROWS, PENALTY_TERMS));

  it('is refused when its id is taken, its day is before the loan, or its amount is not positive', () => {
    const once = live(life, repayment('a', START, 1n));
    expect(receiveRepaymentEvent(once, repayment('a', START, 1n))).toEqual(
      invalid('id', 'It is already taken.'),
    );
    expect(receiveRepaymentEvent(life, repayment('a', addDays(START, -1), 1n))).toEqual(
      invalid('day', 'It is before the value day.'),
    );
    expect(receiveRepaymentEvent(life, repayment('a', START, 0n))).toEqual(
      invalid('amount', 'It must be greater than 0.'),
    );
  });

  it('reverses what it names, once, and never a reversal', () => {
    const reversal = (id: string, reversesId: string): RepaymentEvent => ({
      ...{ kind: 'reversal', id, day: START, reversesId },
    });
    const paid = live(life, repayment('a', START, 500n));
    const reversed = live(paid, reversal('b', 'a'));
    expect(same(reversed.standing, life.standing)).toBe(true);
    expect(receiveRepaymentEvent(reversed, reversal('c', 'a'))).toEqual(refuse('already_reversed'));
    expect(receiveRepaymentEvent(reversed, reversal('c', 'b'))).toEqual(refuse('not_found'));
    expect(receiveRepaymentEvent(reversed, reversal('c', 'z'))).toEqual(refuse('not_found'));
  });

  it('that is back-dated takes away the penalty that its money would have avoided', () => {
    const due = dayOf(2026, 2, 15);
    const late = live(life, repayment('late', addDays(due, 10), 10_250n));
    expect(late.standing.accounts[0]?.due.penalty).toBe(50n);
    const inTime = live(late, repayment('in time', due, 10_200n));
    expect(inTime.standing.accounts[0]?.due.penalty).toBe(0n);
    expect(inTime.standing.outcomes.get('late')?.parts[0]).toMatchObject({ index: 1 });
  });

  it('that gives something up gives up no more than is open', () => {
    const waiver: RepaymentEvent = {
      ...{ kind: 'waiver', id: 'w', day: START, component: 'interest' },
      amount: minorUnits(1_000n),
    };
    const waived = live(life, waiver).standing;
    expect(waived.outcomes.get('w')).toEqual({ parts: [], left: 700n });
    expect(waived.accounts.map((account) => openAmounts(account).interest)).toEqual([0n, 0n]);
  });

  it('that charges a fee adds it to the instalment of its day, after the last to the last', () => {
    const fee = (id: string, day: Day): RepaymentEvent => ({
      ...{ kind: 'fee', id, day },
      amount: minorUnits(5n),
    });
    const charged = [
      fee('a', START),
      fee('b', dayOf(2026, 2, 15)),
      fee('c', dayOf(2026, 2, 16)),
      fee('d', dayOf(2027, 1, 1)),
    ].reduce(live, life);
    expect(charged.standing.accounts.map(({ due }) => due.fee)).toEqual([10n, 10n]);
  });
});

describe('a life', () => {
  it('has at least one row, and a penalty under its own ceiling', () => {
    expect(startRepaymentLife([], PENALTY_TERMS)).toEqual(
      invalid('rows', 'There must be at least one instalment.'),
    );
    const { penalty } = PENALTY_TERMS;
    const terms = {
      ...PENALTY_TERMS,
      ...(penalty && { penalty: { ...penalty, annualRate: fraction(25n, 100n) } }),
    };
    expect(startRepaymentLife(ROWS, terms)).toEqual(refuse('penalty_above_cap', { cap: '24.00%' }));
  });

  it('without a rule for lateness charges nothing for it', () => {
    const life = accepted(startRepaymentLife(ROWS, { waterfall: DEFAULT_WATERFALL }));
    const { accounts, day } = standingOn(life, LAST_DAY);
    expect(accounts.map(({ due }) => due.penalty)).toEqual([0n, 0n]);
    expect(day).toBe(LAST_DAY);
  });

  it('looked at on an earlier day leaves later events out', () => {
    const life = live(
      accepted(startRepaymentLife(ROWS, PENALTY_TERMS)),
      repayment('a', LAST_DAY, 7n),
    );
    expect(standingOn(life, START).accounts.map(({ paid }) => totalOfAmounts(paid))).toEqual([
      0n,
      0n,
    ]);
    expect(ok(standingOn(life, LAST_DAY).outcomes.size)).toEqual(ok(1));
  });

  it('settles an instalment on the day on which its last cent went', () => {
    const life = [
      repayment('a', dayOf(2026, 2, 1), 10_000n),
      repayment('b', dayOf(2026, 2, 14), 200n),
    ].reduce(live, accepted(startRepaymentLife(ROWS, PENALTY_TERMS)));
    expect(life.standing.accounts.map(({ settledDay }) => settledDay)).toEqual([
      dayOf(2026, 2, 14),
      undefined,
    ]);
    expect(life.standing.accounts[0]).toMatchObject({ paidInAdvance: 10_200n, paidLate: 0n });
  });
});

describe('an account', () => {
  it('takes no more than is open', () => {
    const part = { index: 0, component: 'principal', amount: minorUnits(10_001n) } as const;
    expect(() => payParts(ROWS.map(openAccount), [part], START)).toThrow(BrokenInvariant);
  });
});
