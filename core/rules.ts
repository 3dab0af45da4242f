// Every rule of the house, by the kind of the command that it decides.
import { openFirstDay } from './calendar/open-first-day.ts';
import { placeBid } from './loan/fund/place-bid.ts';
import { creditTopUp, requestTopUp } from './wallet/top-up.ts';

export const RULES = {
  OpenFirstDay: openFirstDay,
  PlaceBid: placeBid,
  RequestTopUp: requestTopUp,
  CreditTopUp: creditTopUp,
} as const;

export type CommandKind = keyof typeof RULES;

/** Any command that the door takes. */
export type AnyCommand = {
  readonly [Kind in CommandKind]: Parameters<(typeof RULES)[Kind]['decide']>[1];
}[CommandKind];
