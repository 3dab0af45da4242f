import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectSame, isAlike, itHoldsTogether } from '../../../kit/laws-together.test.ts';
import { fraction } from '../../../money/fraction.ts';
import { type MinorUnits, minorUnits, minus, plus, sum, ZERO } from '../../../money/minor-units.ts';
import { addDays, type Day, dayOf } from '../../../time/day.ts';
import { COMPONENTS, totalOfAmounts } from '../../repay/components.ts';
import { openAmounts } from '../../repay/instalment-account.ts';
import type { InAdvanceRule } from '../../repay/waterfall.ts';
import { PEER_DEFAULTS, type PeerTerms } from '../schedule/terms.ts';
import type { Book } from './book.ts';
import type { Operation, OperationAct } from './operations.ts';
import { addOperation, emptyReplay, type Replay, remake } from './replay.ts';
import { peerLifeSchedule } from './schedule.ts';
import { type PeerAllocation, type PeerLifeTerms, peerLifeTerms } from './terms.ts';

/** Each case works a whole life, several times over: half as many cases as elsewhere say as much in half the time. */
const HALF = { numRuns: Math.ceil((fc.readConfigureGlobal().numRuns ?? 10_000) / 2) };

const START = dayOf(2026, 1, 1);
/** After every due day and every operation. */
const END = addDays(START, 200);
const LENT = minorUnits(30_000n);

interface Told {
  readonly terms: PeerLifeTerms;
  readonly operations: readonly Operation[];
}

type Add = typeof addOperation;

const ruleArbitrary = fc.constantFrom<InAdvanceRule>(
  ...(['next_instalment', 'last_instalment', 'reamortisation'] as const),
);

const termsArbitrary = fc.record({
  annualRatePercent: fc.bigInt(1n, 60n),
  instalments: fc.integer({ min: 1, max: 3 }),
  isActual: fc.boolean(),
  hasDownPayment: fc.boolean(),
  payOffInterest: fc.constantFrom('till_pay_off_day' as const, 'till_due_day' as const),
  rest: fc.constantFrom('daily' as const, 'same_as_repayment' as const),
});

type Drawn = typeof termsArbitrary extends fc.Arbitrary<infer One> ? One : never;

function termsOf(drawn: Drawn, isRecalculated = true): PeerLifeTerms {
  const { annualRatePercent, instalments, isActual, payOffInterest, rest } = drawn;
  const scheduled: PeerTerms = {
    ...PEER_DEFAULTS,
    ...{ submittedDay: START, principal: LENT, instalments },
    annualRate: fraction(annualRatePercent, 100n),
    ...(isActual && { dayCount: { year: 'actual', month: 'actual' } as const }),
    ...(drawn.hasDownPayment && { downPaymentShare: fraction(1n, 4n) }),
  };
  return peerLifeTerms(
    peerLifeSchedule(scheduled, isRecalculated ? { payOffInterest, rest } : undefined),
  );
}

const operationArbitrary = fc.record({
  kind: fc.constantFrom(
    ...(['payment', 'payment', 'payment', 'charge', 'credit_balance_refund'] as const),
    ...(['interest_waiver', 'disbursement'] as const),
  ),
  offset: fc.integer({ min: 0, max: 110 }),
  amount: fc.bigInt(1n, 20_000n),
  rule: ruleArbitrary,
});

const toldArbitrary: fc.Arbitrary<Told> = fc
  .record({ terms: termsArbitrary, drawn: fc.array(operationArbitrary, { maxLength: 3 }) })
  .map(({ terms, drawn }) => ({
    terms: termsOf(terms),
    operations: [
      operation(0, START, { kind: 'disbursement', amount: LENT }),
      ...drawn.map(({ kind, offset, amount, rule }, index) => {
        const day = addDays(START, kind === 'disbursement' ? offset % 28 : offset);
        return operation(index + 1, day, actOf(kind, day, minorUnits(amount), rule));
      }),
    ],
  }));

function actOf(
  kind: 'payment' | 'charge' | 'credit_balance_refund' | 'interest_waiver' | 'disbursement',
  day: Day,
  amount: MinorUnits,
  rule: InAdvanceRule,
): OperationAct {
  if (kind === 'payment') {
    return { kind, payment: 'repayment', amount, allocation: allocationOf(rule) };
  }
  if (kind !== 'charge') return { kind, amount };
  return { kind, component: 'fee', dueDay: day, amount, waived: ZERO, waivedDay: day };
}

function allocationOf(inAdvance: InAdvanceRule): PeerAllocation {
  return {
    ...{ kind: 'rules', processing: 'horizontal' },
    rules: [{ transaction: 'default', inAdvance }],
  };
}

function operation(index: number, day: Day, act: OperationAct): Operation {
  return { id: index + 1, event: index + 1, day, submittedDay: day, act };
}

/** What was told, how it is worked, and the book that it made, one operation after the other. */
interface Lived {
  readonly add: Add;
  readonly told: Told;
  readonly replay: Replay;
}

/** Shown after each operation as of one late day, from which the next one must not go on. */
function live(add: Add, told: Told): Lived {
  const replay = { ...emptyReplay(), asOf: END };
  for (const one of told.operations) expectSame(add(replay, one, told.terms).ok, true);
  return { add, told, replay };
}

/** Law: done live, one by one, the book is what it is when all operations are done in one go. */
function liveIsReplay({ told, replay }: Lived): boolean {
  const inOneGo = { ...emptyReplay(), asOf: END };
  remake(inOneGo, told.operations, told.terms);
  return isSameBook(replay.book, inOneGo.book);
}

function isSameBook(one: Book, other: Book): boolean {
  const told = ({ rows, charges, overpaid, splits }: Book) => ({ rows, charges, overpaid, splits });
  return isAlike(told(one), told(other));
}

/** Law: the rows ask for what was lent and what is owed again, no more and no less. */
function principalAddsUp({ replay: { book } }: Lived): boolean {
  const due = sum(book.rows.map((row) => minus(row.due.principal, row.creditedPrincipal)));
  return due === sum(book.disbursements.map(({ amount }) => amount));
}

/** Law: nothing that is due or open is negative. */
function nothingIsNegative({ replay: { book } }: Lived): boolean {
  return book.rows.every((row) =>
    COMPONENTS.every((one) => row.due[one] >= ZERO && openAmounts(row)[one] >= ZERO),
  );
}

/** Law: what was paid in stands in the rows, is overpaid, or went out again. */
function losesNothing({ replay: { book, operations } }: Lived): boolean {
  const amountOf = (kind: OperationAct['kind']) =>
    sum(operations.map(({ act }) => (act.kind === kind && 'amount' in act ? act.amount : ZERO)));
  const refunds = operations.filter(({ act }) => act.kind === 'credit_balance_refund');
  const unpaid = sum(refunds.map(({ id }) => book.splits.get(id)?.amounts.principal ?? ZERO));
  const credited = sum(book.rows.map(({ creditedPrincipal }) => creditedPrincipal));
  const paid = sum(book.rows.map((row) => totalOfAmounts(row.paid)));
  const owedAgain = minus(credited, unpaid);
  const refunded = minus(amountOf('credit_balance_refund'), unpaid);
  return amountOf('payment') === plus(minus(paid, owedAgain), plus(book.overpaid, refunded));
}

/** Law: money that comes before the first due day never makes the interest of the loan more. */
function earlyIsNeverDearer({ add, told: { terms, operations } }: Lived): boolean {
  const [lent, ...others] = operations;
  const payment = others.find(({ act }) => act.kind === 'payment');
  if (!lent || !payment) return true;
  const day = addDays(START, (payment.day - START) % 28);
  const early = { ...payment, day, submittedDay: day };
  return (
    interestOf(done(add, terms, [lent, early])) <= interestOf(done(addOperation, terms, [lent]))
  );
}

function done(add: Add, terms: PeerLifeTerms, operations: readonly Operation[]): Book {
  const replay = emptyReplay();
  for (const one of operations) add(replay, one, terms);
  return replay.book;
}

function interestOf({ rows }: Book): MinorUnits {
  return sum(rows.map(({ due }) => due.interest));
}

/** Does every operation to the book as it stands, in whatever order they come. */
const neverReplays: Add = (replay, one, terms) => {
  const added = addOperation({ ...replay, operations: [] }, one, terms);
  replay.operations = [...replay.operations, one];
  return added;
};

/** Goes on from the rows as they were shown, and not as the last operation left them. */
const goesOnFromWhatWasShown: Add = (replay, one, terms) => {
  delete replay.standing;
  return addOperation(replay, one, terms);
};

/** Asks for a cent more of the last row's principal. */
const asksForMore: Add = (replay, one, terms) =>
  tampered(replay, one, terms, (due) => ({
    ...due,
    principal: plus(due.principal, minorUnits(1n)),
  }));

/** Asks for less interest than was paid. */
const asksForLess: Add = (replay, one, terms) =>
  tampered(replay, one, terms, (due) => ({ ...due, interest: minorUnits(-1n) }));

/** Charges a cent more of interest for each payment. */
const chargesMore: Add = (replay, one, terms) =>
  one.act.kind === 'payment'
    ? tampered(replay, one, terms, () => ({
        ...{ penalty: ZERO, fee: ZERO, principal: ZERO },
        interest: LENT,
      }))
    : addOperation(replay, one, terms);

/** Forgets overpaid money. */
const forgetsOverpaid: Add = (replay, one, terms) => {
  const added = addOperation(replay, one, terms);
  replay.book.overpaid = ZERO;
  return added;
};

function tampered(
  replay: Replay,
  one: Operation,
  terms: PeerLifeTerms,
  change: (due: Book['rows'][number]['due']) => Book['rows'][number]['due'],
) {
  const added = addOperation(replay, one, terms);
  const { rows } = replay.book;
  replay.book.rows = rows.map((row, index) =>
    index === rows.length - 1 ? { ...row, due: change(row.due) } : row,
  );
  return added;
}

describe('a book whose interest follows the payments', () => {
  const laws = [
    {
      law: liveIsReplay,
      words: 'is the same live and replayed',
      faults: [neverReplays, goesOnFromWhatWasShown],
    },
    { law: principalAddsUp, words: 'asks for the principal that was lent', faults: [asksForMore] },
    { law: nothingIsNegative, words: 'asks for nothing negative', faults: [asksForLess] },
    { law: losesNothing, words: 'neither makes nor loses a cent', faults: [forgetsOverpaid] },
    { law: earlyIsNeverDearer, words: 'charges no more for early money', faults: [chargesMore] },
  ];
  itHoldsTogether({
    drawn: toldArbitrary,
    make: (told) => live(addOperation, told),
    laws: laws.map(({ law, words }) => ({ name: words, holds: law })),
    ...HALF,
  });
  for (const { law, words, faults } of laws) {
    for (const fault of faults) {
      it(`${words}: a fault in it is caught (${fault.name})`, () => {
        const check = fc.check(fc.property(toldArbitrary, (told) => law(live(fault, told))));
        expect(check.failed).toBe(true);
      });
    }
  }
});
