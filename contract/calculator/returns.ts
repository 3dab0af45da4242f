// One line of `mutua calc returns`, in and out.
import { type Static, Type } from 'typebox';

/** Most amounts in one line. */
const FLOWS_MAX = 100_000;

const Guess = Type.Optional(
  Type.Number({
    exclusiveMinimum: -1,
    description: 'Where the search starts when several rates fit; 0.1 if left out.',
  }),
);
const Begin = Type.Optional(
  Type.Boolean({ description: 'Payments at the start of each period; false if left out.' }),
);
const DayText = Type.String({ 'x-expected': 'a date such as 2026-11-21' });
const Flows = Type.Array(Type.Tuple([DayText, Type.Number()]), { maxItems: FLOWS_MAX });
const Values = Type.Array(Type.Number(), { maxItems: FLOWS_MAX });
const YearBasisFields = {
  dayCount: Type.Optional(
    Type.String({ description: 'A published name; Actual/365 (Fixed) if left out.' }),
  ),
  daysPerYear: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
};

/** Functions of a few numbers, in the order of spreadsheets: FV, PV, PMT, NPER, IPMT, PPMT, EFFECT … */
export const NumbersInput = Type.Object({
  args: Type.Array(Type.Number(), { minItems: 1, maxItems: 6 }),
  begin: Begin,
});
/** RATE. */
export const RateInput = Type.Object({
  args: Type.Array(Type.Number(), { minItems: 3, maxItems: 6 }),
  begin: Begin,
  guess: Guess,
});
/** FVSCHEDULE. */
export const RatesInput = Type.Object({
  args: Type.Tuple([Type.Number(), Values]),
});
/** NPV. */
export const NpvInput = Type.Object({
  rate: Type.Number(),
  values: Values,
  firstFlowAt: Type.Optional(Type.Union([Type.Literal(0), Type.Literal(1)])),
});
/** NFV. */
export const NfvInput = Type.Object({
  rate: Type.Number(),
  nper: Type.Number(),
  values: Values,
});
/** IRR. */
export const IrrInput = Type.Object({ values: Values, guess: Guess });
/** MIRR. */
export const MirrInput = Type.Object({
  values: Values,
  financeRate: Type.Number(),
  reinvestRate: Type.Number(),
});
/** XIRR. */
export const XirrInput = Type.Object({ flows: Flows, guess: Guess, ...YearBasisFields });
/** XNPV and XNFV. */
export const XnpvInput = Type.Object({ rate: Type.Number(), flows: Flows, ...YearBasisFields });
/** XFV: start, day of the flow, end, rate to the day, rate to the end, amount. */
export const XfvInput = Type.Object({
  args: Type.Tuple([DayText, DayText, DayText, Type.Number(), Type.Number(), Type.Number()]),
  ...YearBasisFields,
});

export const ReturnsLine = Type.Object({
  fn: Type.String({ description: 'A function by its name in spreadsheets, such as XIRR.' }),
  input: Type.Object({}),
});
export type ReturnsLine = Static<typeof ReturnsLine>;

export const ReturnsAnswer = Type.Object({
  value: Type.Number({ description: 'With all the digits of a double.' }),
  otherRates: Type.Optional(
    Type.Array(Type.Number(), { description: 'The other rates that fit, rising.' }),
  ),
  ignored: Type.Optional(Type.Array(Type.String())),
});
export type ReturnsAnswer = Static<typeof ReturnsAnswer>;
