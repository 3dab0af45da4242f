// One line of `mutua calc day-count`, in and out.
import { type Static, Type } from 'typebox';

const DayText = Type.String({ 'x-expected': 'a date such as 2026-11-21' });

export const DayCountLine = Type.Object({
  convention: Type.String({
    description: 'A published name, such as Actual/Actual (ISDA), 30E/360 or Act/365F.',
  }),
  start: DayText,
  end: DayText,
  refStart: Type.Optional(DayText),
  refEnd: Type.Optional(DayText),
  terminationDate: Type.Optional(DayText),
});
export type DayCountLine = Static<typeof DayCountLine>;

export const DayCountAnswer = Type.Object({
  days: Type.Integer({ description: 'Days as the convention counts them.' }),
  yearFraction: Type.String({
    description: 'A decimal number, exact or rounded half even to 20 decimals.',
  }),
});
export type DayCountAnswer = Static<typeof DayCountAnswer>;
