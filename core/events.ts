// Everything that can happen in the house; each room names its own.
import type { CalendarEvent } from './calendar/business-day.ts';
import type { ApplicationEvent } from './loan/apply/events.ts';
import type { AssessmentEvent } from './loan/assess/events.ts';
import type { CollectionEvent } from './loan/collection-events.ts';
import type { CorrectionEvent } from './loan/correction-events.ts';
import type { LoanEvent } from './loan/events.ts';
import type { ListingEvent } from './loan/list/events.ts';
import type { LoanWithdrawn } from './loan/withdrawal.ts';
import type { NoticeEvent } from './notice/events.ts';
import type { PeopleEvent } from './people/events.ts';
import type { ProductEvent } from './product/events.ts';
import type { SafeguardEvent } from './safeguard/events.ts';
import type { WalletEvent } from './wallet/events.ts';
import type { RailEvent } from './wallet/rail-events.ts';
import type { WorkEvent } from './work/events.ts';

export type MutuaEvent =
  | ApplicationEvent
  | AssessmentEvent
  | ListingEvent
  | LoanWithdrawn
  | PeopleEvent
  | ProductEvent
  | CalendarEvent
  | LoanEvent
  | CollectionEvent
  | CorrectionEvent
  | WalletEvent
  | RailEvent
  | NoticeEvent
  | WorkEvent
  | SafeguardEvent;
