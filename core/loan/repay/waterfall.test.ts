import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MinorUnits, minorUnits, minus, plus, sum, ZERO } from '../../money/minor-units.ts';
import { type Day, dayOf } from '../../time/day.ts';
import {
  addToAmount,
  amountsOf,
  COMPONENTS,
  type ComponentAmounts,
  totalOfAmounts,
} from './components.ts';
import {
  BUCKETS,
  bucketOn,
  DEFAULT_WATERFALL,
  type OpenInstalment,
  splitByWaterfall,
  type Waterfall,
  type WaterfallPlace,
  type WaterfallSplit,
} from './waterfall.ts';

type Split = typeof splitByWaterfall;

interface Payment {
  readonly amount: MinorUnits;
  readonly day: Day;
  readonly instalments: readonly OpenInstalment[];
  readonly waterfall: Waterfall;
}

const money = (most: bigint) => fc.bigInt(0n, most).map(minorUnits);

const dayArbitrary = fc.integer({ min: 1, max: 28 }).map((day) => dayOf(2026, 3, day));

const places = BUCKETS.flatMap((bucket) =>
  COMPONENTS.map((component): WaterfallPlace => ({ bucket, component })),
);

const paymentArbitrary: fc.Arbitrary<Payment> = fc.record({
  amount: money(4_000n),
  day: dayArbitrary,
  instalments: fc
    .array(
      fc.record({
        dueDay: dayArbitrary,
        open: fc.record({
          penalty: money(9n),
          fee: money(30n),
          interest: money(90n),
          principal: money(900n),
        }),
      }),
      { maxLength: 6 },
    )
    .map((rows) => rows.sort((one, other) => one.dueDay - other.dueDay)),
  waterfall: fc.record({
    places: fc.shuffledSubarray(places),
    processing: fc.constantFrom('horizontal', 'vertical'),
    inAdvance: fc.constantFrom('next_instalment', 'last_instalment', 'reamortisation'),
  }),
});

/** What is open of every instalment after the parts are paid. */
function openAfter({ instalments }: Payment, { parts }: WaterfallSplit): ComponentAmounts[] {
  const open = instalments.map((one) => one.open);
  for (const { index, component, amount } of parts) {
    const before = open[index];
    if (before) open[index] = addToAmount(before, component, minus(ZERO, amount));
  }
  return open;
}

/** Law: what goes in comes out. */
function conserves(split: Split, payment: Payment): boolean {
  const { parts, left } = run(split, payment);
  return plus(sum(parts.map(({ amount }) => amount)), left) === payment.amount;
}

/** Law: no part, no rest and nothing that stays open is negative. */
function neverNegative(split: Split, payment: Payment): boolean {
  const done = run(split, payment);
  const open = openAfter(payment, done);
  return (
    done.left >= ZERO &&
    done.parts.every(({ amount }) => amount > ZERO) &&
    open.every((one) => COMPONENTS.every((component) => one[component] >= ZERO))
  );
}

/** Law: money is left only when every place in scope has what it asks for. */
function leavesNothingUnpaid(split: Split, payment: Payment): boolean {
  const done = run(split, payment);
  if (done.left === ZERO) return true;
  const open = openAfter(payment, done);
  return payment.waterfall.places.every(({ bucket, component }) =>
    payment.instalments.every(
      ({ dueDay }, index) =>
        bucketOn(payment.day, dueDay) !== bucket || open[index]?.[component] === ZERO,
    ),
  );
}

/** One place of one instalment, in the order in which the waterfall comes to it. */
interface Turn {
  readonly index: number;
  readonly place: WaterfallPlace;
  readonly isEven: boolean;
}

/** The whole order of a payment, written out from the data alone. */
function turnsOf({ instalments, day, waterfall }: Payment): Turn[][] {
  const groups: WaterfallPlace[][] = [];
  for (const place of waterfall.places) {
    const last = groups.at(-1);
    const joins = waterfall.processing === 'horizontal' && last?.[0]?.bucket === place.bucket;
    if (joins) last?.push(place);
    else groups.push([place]);
  }
  return groups.map((group) => {
    const bucket = group[0]?.bucket ?? 'due';
    const isAdvance = bucket === 'in_advance';
    const indexes = [...instalments.keys()].filter(
      (index) => bucketOn(day, instalments[index]?.dueDay ?? day) === bucket,
    );
    if (isAdvance && waterfall.inAdvance === 'last_instalment') indexes.reverse();
    const isEven = isAdvance && waterfall.inAdvance === 'reamortisation';
    return indexes.flatMap((index) => group.map((place) => ({ index, place, isEven })));
  });
}

/** Law: a later turn gets money only when the earlier ones are satisfied (evenly: the earlier steps). */
function keepsOrder(split: Split, payment: Payment): boolean {
  const done = run(split, payment);
  const open = openAfter(payment, done);
  const isOpen = ({ index, place }: Turn) => (open[index]?.[place.component] ?? ZERO) > ZERO;
  const isPaid = ({ index, place }: Turn) =>
    done.parts.some((part) => part.index === index && part.component === place.component);
  let blocked = false;
  for (const step of turnsOf(payment)) {
    if (blocked && step.some(isPaid)) return false;
    for (const turn of step) {
      if (blocked && !turn.isEven && isPaid(turn)) return false;
      if (!turn.isEven && isOpen(turn)) blocked = true;
    }
    if (step.some(isOpen)) blocked = true;
  }
  return true;
}

function run(split: Split, { amount, day, instalments, waterfall }: Payment): WaterfallSplit {
  return split(amount, day, instalments, waterfall);
}

/** Loses a cent of the first part. */
const losesACent: Split = (...payment) => {
  const { parts, left } = splitByWaterfall(...payment);
  const [first, ...others] = parts;
  if (!first) return { parts, left };
  return { parts: [{ ...first, amount: minus(first.amount, minorUnits(1n)) }, ...others], left };
};

/** Does not look at what is open, and pays everything into the first instalment. */
const paysBeyondWhatIsOpen: Split = (amount) => ({
  parts: [{ index: 0, component: 'principal', amount }],
  left: ZERO,
});

/** Stops after the first step. */
const stopsEarly: Split = (amount, day, instalments, waterfall) =>
  splitByWaterfall(amount, day, instalments, {
    ...waterfall,
    places: waterfall.places.slice(0, 1),
  });

/** Takes the order from its end. */
const turnsAround: Split = (amount, day, instalments, waterfall) =>
  splitByWaterfall(amount, day, instalments, {
    ...waterfall,
    places: waterfall.places.toReversed(),
  });

/** Takes horizontal for vertical. */
const alwaysVertical: Split = (amount, day, instalments, waterfall) =>
  splitByWaterfall(amount, day, instalments, { ...waterfall, processing: 'vertical' });

describe('the waterfall', () => {
  const laws = [
    { law: conserves, words: 'lets out what goes in', fault: losesACent },
    { law: neverNegative, words: 'never makes anything negative', fault: paysBeyondWhatIsOpen },
    {
      law: leavesNothingUnpaid,
      words: 'leaves money only when all in scope is paid',
      fault: stopsEarly,
    },
    {
      law: keepsOrder,
      words: 'pays a later place only when earlier ones are satisfied',
      fault: turnsAround,
    },
    {
      law: keepsOrder,
      words: 'finishes an instalment horizontally, a component vertically',
      fault: alwaysVertical,
    },
  ];
  for (const { law, words, fault } of laws) {
    it(words, () => {
      fc.assert(fc.property(paymentArbitrary, (payment) => law(splitByWaterfall, payment)));
    });
    it(`${words}: a fault in it is caught (${fault.name})`, () => {
      const check = fc.check(fc.property(paymentArbitrary, (payment) => law(fault, payment)));
      expect(check.failed).toBe(true);
    });
  }
});

const DUE = dayOf(2026, 3, 1);
const open = (penalty: bigint, fee: bigint, interest: bigint, principal: bigint) =>
  amountsOf({
    ...{ penalty: minorUnits(penalty), fee: minorUnits(fee) },
    ...{ interest: minorUnits(interest), principal: minorUnits(principal) },
  });
const THREE: readonly OpenInstalment[] = [
  { dueDay: dayOf(2026, 2, 1), open: open(1n, 2n, 10n, 100n) },
  { dueDay: DUE, open: open(0n, 0n, 10n, 100n) },
  { dueDay: dayOf(2026, 4, 1), open: open(0n, 5n, 10n, 100n) },
];

describe('a repayment', () => {
  it('finishes the oldest instalment first, by penalty, fee, interest and principal', () => {
    const { parts, left } = splitByWaterfall(minorUnits(130n), DUE, THREE, DEFAULT_WATERFALL);
    expect(parts).toEqual([
      { index: 0, component: 'penalty', amount: 1n },
      { index: 0, component: 'fee', amount: 2n },
      { index: 0, component: 'interest', amount: 10n },
      { index: 0, component: 'principal', amount: 100n },
      { index: 1, component: 'interest', amount: 10n },
      { index: 1, component: 'principal', amount: 7n },
    ]);
    expect(left).toBe(0n);
  });

  it('goes through one component of all instalments at a time when it is vertical', () => {
    const vertical: Waterfall = {
      ...DEFAULT_WATERFALL,
      processing: 'vertical',
      places: [
        { bucket: 'past_due', component: 'interest' },
        { bucket: 'due', component: 'interest' },
        { bucket: 'past_due', component: 'principal' },
      ],
    };
    const { parts, left } = splitByWaterfall(minorUnits(200n), DUE, THREE, vertical);
    expect(parts.map(({ index, component }) => [index, component])).toEqual([
      [0, 'interest'],
      [1, 'interest'],
      [0, 'principal'],
    ]);
    expect(left).toBe(80n);
  });

  it('in advance goes to the next instalment, to the last one, or evenly to all', () => {
    const advance = [1, 2, 3].map((month) => ({
      dueDay: dayOf(2026, 3 + month, 1),
      open: open(0n, 0n, 0n, 100n),
    }));
    const paid = (inAdvance: Waterfall['inAdvance']) => {
      const { parts } = splitByWaterfall(minorUnits(110n), DUE, advance, {
        ...DEFAULT_WATERFALL,
        inAdvance,
      });
      return advance.map((_, index) =>
        sum(parts.filter((part) => part.index === index).map(({ amount }) => amount)),
      );
    };
    expect(paid('next_instalment')).toEqual([100n, 10n, 0n]);
    expect(paid('last_instalment')).toEqual([0n, 10n, 100n]);
    expect(paid('reamortisation')).toEqual([37n, 37n, 36n]);
  });

  it('offers evenly again what a small instalment could not take', () => {
    const advance = [10n, 100n, 100n].map((principal, month) => ({
      dueDay: dayOf(2026, 4 + month, 1),
      open: open(0n, 0n, 0n, principal),
    }));
    const even: Waterfall = { ...DEFAULT_WATERFALL, inAdvance: 'reamortisation' };
    const { parts, left } = splitByWaterfall(minorUnits(90n), DUE, advance, even);
    const paid = [0, 1, 2].map((index) =>
      sum(parts.filter((part) => part.index === index).map(({ amount }) => amount)),
    );
    expect(paid).toEqual([10n, 40n, 40n]);
    expect(left).toBe(0n);
  });

  it('meets charges whose own due day has come before principal that is not due', () => {
    const charged: Waterfall = {
      ...DEFAULT_WATERFALL,
      places: [
        { bucket: 'in_advance', component: 'fee', chargesDueOnly: true },
        { bucket: 'in_advance', component: 'principal' },
        { bucket: 'in_advance', component: 'fee' },
      ],
    };
    const instalment: OpenInstalment = {
      dueDay: dayOf(2026, 4, 1),
      open: open(0n, 50n, 0n, 100n),
      chargesDue: { penalty: ZERO, fee: minorUnits(20n) },
    };
    const { parts } = splitByWaterfall(minorUnits(130n), DUE, [instalment], charged);
    expect(parts.map(({ component, amount }) => [component, amount])).toEqual([
      ['fee', 20n],
      ['principal', 100n],
      ['fee', 10n],
    ]);
  });

  it('of nothing, or over nothing, splits into nothing', () => {
    expect(splitByWaterfall(ZERO, DUE, THREE, DEFAULT_WATERFALL)).toEqual({ parts: [], left: 0n });
    const over = splitByWaterfall(minorUnits(5n), DUE, [], DEFAULT_WATERFALL);
    expect(over).toEqual({ parts: [], left: 5n });
    expect(totalOfAmounts(THREE[0]?.open ?? open(0n, 0n, 0n, 0n))).toBe(113n);
  });
});
