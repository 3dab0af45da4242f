// Everything that can happen in the house; each room names its own.
import type { CalendarEvent } from './calendar/business-day.ts';
import type { LoanEvent } from './loan/events.ts';
import type { WalletEvent } from './wallet/events.ts';

export type MutuaEvent = CalendarEvent | LoanEvent | WalletEvent;
