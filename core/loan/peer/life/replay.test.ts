import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectSame, isAlike, itHoldsTogether } from '../../../kit/laws-together.test.ts';
import { fraction } from '../../../money/fraction.ts';
import { type MinorUnits, minorUnits, minus, plus, sum, ZERO } from '../../../money/minor-units.ts';
import { addDays, type Day, dayOf } from '../../../time/day.ts';
import { COMPONENTS, totalOfAmounts } from '../../repay/components.ts';
import { openAmounts } from '../../repay/instalment-account.ts';
import { BUCKETS, placesInOrder } from '../../repay/waterfall.ts';
import { PEER_DEFAULTS } from '../schedule/terms.ts';
import { earlierOf } from './accruals.ts';
import type { Book } from './book.ts';
import type { Operation, OperationAct } from './operations.ts';
import { addOperation, emptyReplay, type Replay, remake } from './replay.ts';
import { peerLifeSchedule } from './schedule.ts';
import { PEER_STRATEGIES } from './strategies.ts';
import type { PeerAllocation, PeerLifeTerms, PeerStrategy } from './terms.ts';

const START = dayOf(2026, 1, 1);

interface Told {
  readonly terms: PeerLifeTerms;
  readonly operations: readonly Operation[];
}

type Add = typeof addOperation;

const strategies = Object.keys(PEER_STRATEGIES) as PeerStrategy[];

const allocationArbitrary: fc.Arbitrary<PeerAllocation> = fc.oneof(
  fc.record({ kind: fc.constant('strategy' as const), strategy: fc.constantFrom(...strategies) }),
  fc
    .record({
      processing: fc.constantFrom('horizontal' as const, 'vertical' as const),
      inAdvance: fc.constantFrom(
        ...(['next_instalment', 'last_instalment', 'reamortisation'] as const),
      ),
      places: fc.shuffledSubarray([...placesInOrder(BUCKETS, COMPONENTS)], { minLength: 12 }),
    })
    .map(({ processing, ...rule }) => ({
      ...{ kind: 'rules' as const, processing },
      rules: [{ transaction: 'default' as const, ...rule }],
    })),
);

const drawnArbitrary = fc.record({
  kind: fc.constantFrom(
    ...(['payment', 'payment', 'payment', 'charge', 'charge', 'credit_balance_refund'] as const),
    ...(['interest_waiver', 'disbursement'] as const),
  ),
  offset: fc.integer({ min: 0, max: 80 }),
  component: fc.constantFrom('penalty' as const, 'fee' as const),
  dueOffset: fc.integer({ min: 0, max: 130 }),
  amount: fc.bigInt(1n, 40_000n),
});

const toldArbitrary: fc.Arbitrary<Told> = fc
  .record({
    engine: fc.constantFrom('progressive' as const, 'cumulative' as const),
    allocation: allocationArbitrary,
    annualRatePercent: fc.bigInt(0n, 30n),
    drawn: fc.array(drawnArbitrary, { maxLength: 7 }),
  })
  .map(({ engine, allocation, annualRatePercent, drawn }) => ({
    terms: {
      allocation,
      schedule: peerLifeSchedule({
        ...PEER_DEFAULTS,
        ...{ engine, submittedDay: START, principal: minorUnits(30_000n), instalments: 3 },
        annualRate: fraction(annualRatePercent, 100n),
      }),
      ...{ downPaymentAutoRepaid: false, accrualActivity: false, chargeAccrual: 'due_day' },
    },
    operations: [
      operation(0, START, START, { kind: 'disbursement', amount: minorUnits(30_000n) }),
      ...drawn.map((one, index) => drawnOperation(index + 1, one, allocation)),
    ],
  }));

function drawnOperation(
  id: number,
  drawn: {
    readonly kind: Exclude<OperationAct['kind'], 'chargeback' | 'charge_off' | 'charge_waiver'>;
    readonly offset: number;
    readonly component: 'penalty' | 'fee';
    readonly dueOffset: number;
    readonly amount: bigint;
  },
  allocation: PeerAllocation,
): Operation {
  const { kind, component } = drawn;
  const day = addDays(START, drawn.offset);
  const amount = minorUnits(drawn.amount);
  if (kind === 'payment')
    return operation(id, day, day, { kind, payment: 'repayment', amount, allocation });
  if (kind !== 'charge') return operation(id, day, day, { kind, amount });
  const dueDay = addDays(START, drawn.dueOffset);
  const act = { kind, component, dueDay, amount, waived: ZERO, waivedDay: day };
  return operation(id, earlierOf(dueDay, day), day, act);
}

function operation(id: number, day: Day, submittedDay: Day, act: OperationAct): Operation {
  return { id: id + 1, event: id + 1, day, submittedDay, act };
}

/** What was told, and the book that it made, one operation after the other. */
interface Lived {
  readonly told: Told;
  readonly replay: Replay;
}

function live(add: Add, told: Told): Lived {
  const replay = emptyReplay();
  for (const one of told.operations) expectSame(add(replay, one, told.terms).ok, true);
  return { told, replay };
}

/** Law: done live, one by one, the book is what it is when all operations are done in one go. */
function liveIsReplay({ told, replay }: Lived): boolean {
  const inOneGo = emptyReplay();
  remake(inOneGo, told.operations, told.terms);
  return isSameBook(replay.book, inOneGo.book);
}

function isSameBook(one: Book, other: Book): boolean {
  const told = ({ rows, charges, overpaid, splits }: Book) => ({ rows, charges, overpaid, splits });
  return isAlike(told(one), told(other));
}

/** Law: no cent is made or lost: what came in stands in the rows, is overpaid, or went out again. */
function losesNothing({ replay: { book, operations } }: Lived): boolean {
  const amountOf = (kind: OperationAct['kind']) =>
    sum(operations.map(({ act }) => (act.kind === kind && 'amount' in act ? act.amount : ZERO)));
  const paid = sum(book.rows.map((row) => totalOfAmounts(row.paid)));
  const credited = sum(book.rows.map(({ creditedPrincipal }) => creditedPrincipal));
  const refunded = minus(amountOf('credit_balance_refund'), unpaidRefunds(book, operations));
  const owedAgain = minus(credited, unpaidRefunds(book, operations));
  const stands = plus(minus(paid, owedAgain), plus(book.overpaid, refunded));
  return amountOf('payment') === stands;
}

/** What went out beyond what was overpaid: it is owed, and never was paid. */
function unpaidRefunds(book: Book, operations: readonly Operation[]): MinorUnits {
  const refunds = operations.filter(({ act }) => act.kind === 'credit_balance_refund');
  return sum(refunds.map(({ id }) => book.splits.get(id)?.amounts.principal ?? ZERO));
}

/** Law: every payment is its split and what it overpaid; nothing that is open is negative. */
function splitsAddUp({ replay: { book, operations } }: Lived): boolean {
  const payments = operations.flatMap(({ act, id }) =>
    act.kind === 'payment' ? [{ amount: act.amount, split: book.splits.get(id) }] : [],
  );
  return (
    payments.every(({ amount, split }) => {
      return split && plus(totalOfAmounts(split.amounts), split.overpaid) === amount;
    }) && book.rows.every((row) => COMPONENTS.every((one) => openAmounts(row)[one] >= ZERO))
  );
}

/** Does every operation to the book as it stands, in whatever order they come. */
const neverReplays: Add = (replay, one, terms) => {
  const added = addOperation({ ...replay, operations: [] }, one, terms);
  replay.operations = [...replay.operations, one];
  return added;
};

/** Forgets overpaid money. */
const forgetsOverpaid: Add = (replay, one, terms) => {
  const added = addOperation(replay, one, terms);
  replay.book.overpaid = ZERO;
  return added;
};

/** Writes a split down without a cent of its principal. */
const losesACent: Add = (replay, one, terms) => {
  const added = addOperation(replay, one, terms);
  const split = replay.book.splits.get(one.id);
  if (split && split.amounts.principal > ZERO) {
    const principal = minus(split.amounts.principal, minorUnits(1n));
    replay.book.splits.set(one.id, { ...split, amounts: { ...split.amounts, principal } });
  }
  return added;
};

describe('the book of a peer', () => {
  const laws = [
    { law: liveIsReplay, words: 'is the same live and replayed', fault: neverReplays },
    { law: losesNothing, words: 'neither makes nor loses a cent', fault: forgetsOverpaid },
    { law: splitsAddUp, words: 'splits every payment to the cent', fault: losesACent },
  ];
  itHoldsTogether({
    drawn: toldArbitrary,
    make: (told) => live(addOperation, told),
    laws: laws.map(({ law, words }) => ({ name: words, holds: law })),
  });
  for (const { law, words, fault } of laws) {
    it(`${words}: a fault in it is caught (${fault.name})`, () => {
      const check = fc.check(fc.property(toldArbitrary, (told) => law(live(fault, told))));
      expect(check.failed).toBe(true);
    });
  }

  it('sets free what a further disbursement makes too much in a row that is paid', () => {
    const allocation: PeerAllocation = {
      kind: 'rules',
      processing: 'horizontal',
      rules: [
        {
          transaction: 'default',
          inAdvance: 'last_instalment',
          places: placesInOrder(BUCKETS, COMPONENTS),
        },
      ],
    };
    const lend = (id: number, day: Day, cents: bigint) =>
      operation(id, day, day, { kind: 'disbursement', amount: minorUnits(cents) });
    const payment = { kind: 'payment', payment: 'repayment', allocation } as const;
    const told: Told = {
      terms: {
        allocation,
        schedule: peerLifeSchedule({
          ...PEER_DEFAULTS,
          ...{ engine: 'progressive', submittedDay: START, principal: minorUnits(30_000n) },
          ...{ instalments: 3, annualRate: fraction(0n) },
        }),
        ...{ downPaymentAutoRepaid: false, accrualActivity: false, chargeAccrual: 'due_day' },
      },
      operations: [
        lend(0, START, 30_000n),
        lend(1, START, 2_923n),
        operation(2, START, START, { ...payment, amount: minorUnits(11_057n) }),
        lend(3, addDays(START, 1), 1n),
      ],
    };
    const lived = live(addOperation, told);
    expect(splitsAddUp(lived)).toBe(true);
    expect(losesNothing(lived)).toBe(true);
    expect(liveIsReplay(lived)).toBe(true);
  });
});
