// The single movements behind a statement's entries, on request.
import Type, { type Static } from 'typebox';
import { MovementCode } from './callbacks.ts';
import { providerNameOnWire } from './provider-settlements.ts';
import { accountOnWire, movedMoney, referenceOnWire, uuidOnWire } from './wire.ts';

export const StatementLine = Type.Object({
  bankReference: referenceOnWire('Of the instruction or the movement.'),
  batchId: Type.Optional(uuidOnWire('The platform’s batch, where it came in one.')),
  instructionId: Type.Optional(uuidOnWire('The platform’s instruction, where it is one.')),
  provider: Type.Optional(providerNameOnWire),
  settlementId: Type.Optional(
    referenceOnWire('The payment provider’s settlement, where it came in one.'),
  ),
  debit: accountOnWire('Who paid; `outside/CNY` for the world outside the custody.'),
  credit: accountOnWire('Who got it; `unmatched/…` for a receipt nobody has claimed yet.'),
  amount: movedMoney('The amount.'),
  code: MovementCode,
});
export type StatementLine = Static<typeof StatementLine>;

/** `GET /api/statements/{day}/lines?batch=&after=&limit=`, in the order of booking. */
export const StatementLinesPage = Type.Object({
  lines: Type.Array(StatementLine),
  next: Type.Optional(Type.String({ description: 'Give it as `after`; absent on the last page.' })),
});
export type StatementLinesPage = Static<typeof StatementLinesPage>;
