// What collectors recovered of what was assigned to them, on the wire.
import Type, { type Static } from 'typebox';
import { CurrencyOnWire, DayOnWire, MoneyOnWire, PpmOnWire } from '../money/on-wire.ts';

const money = (description: string) =>
  Type.Object(MoneyOnWire.properties, { additionalProperties: false, description });

export const CollectorRecovery = Type.Object({
  collectorId: Type.String({ format: 'uuid', description: 'Who had the cases.' }),
  collectorName: Type.Optional(Type.String({ description: 'The name of who had them.' })),
  cases: Type.Integer({ minimum: 0, description: 'How many cases they had, each once.' }),
  assigned: money(
    'Principal and interest overdue at the close of the day on which each case came to them.',
  ),
  recovered: money(
    'What its borrower paid from the day after through the day on which it left them; of each case at most what was assigned.',
  ),
  recoveryRatePpm: Type.Optional(PpmOnWire('Recovered ÷ assigned.')),
});
export type CollectorRecovery = Static<typeof CollectorRecovery>;

/** Where no day is closed yet there is neither day nor currency. */
export const CollectorRecoveries = Type.Object({
  day: Type.Optional(DayOnWire('At whose close it was so.')),
  currency: Type.Optional(CurrencyOnWire),
  collectors: Type.Array(CollectorRecovery, {
    description: 'Those who ever had a case, what was assigned most standing first.',
  }),
});
export type CollectorRecoveries = Static<typeof CollectorRecoveries>;
