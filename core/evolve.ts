// What each event changes: one entry for everything that can happen.
import { CALENDAR_EVOLUTIONS } from './calendar/evolve-calendar.ts';
import type { Stamp } from './decision.ts';
import type { MutuaEvent } from './events.ts';
import { APPLICATION_EVOLUTIONS } from './loan/apply/evolve-application.ts';
import { ASSESSMENT_EVOLUTIONS } from './loan/assess/evolve-assessment.ts';
import { CLOSING_EVOLUTIONS } from './loan/close/evolve-closing.ts';
import { COLLECTION_EVOLUTIONS } from './loan/collect/evolve-collection.ts';
import { DISBURSEMENT_EVOLUTIONS } from './loan/disburse/evolve-disbursement.ts';
import { CORRECTION_EVOLUTIONS } from './loan/evolve-corrections.ts';
import { WITHDRAWAL_EVOLUTIONS } from './loan/evolve-withdrawal.ts';
import { FUNDING_EVOLUTIONS } from './loan/fund/evolve-bids.ts';
import { LISTING_EVOLUTIONS } from './loan/list/evolve-listing.ts';
import { SERVICING_EVOLUTIONS } from './loan/repay/evolve-servicing.ts';
import { NOTICE_EVOLUTIONS } from './notice/evolve-notices.ts';
import { PEOPLE_EVOLUTIONS } from './people/evolve-people.ts';
import { PRODUCT_EVOLUTIONS } from './product/evolve-products.ts';
import { SAFEGUARD_EVOLUTIONS } from './safeguard/evolve-safeguard.ts';
import { RAIL_EVOLUTIONS } from './wallet/evolve-rails.ts';
import { WALLET_EVOLUTIONS } from './wallet/evolve-wallet.ts';
import { WORK_EVOLUTIONS } from './work/evolve-work.ts';
import type { WorldDraft } from './world.ts';

type EventKind = MutuaEvent['kind'];
type EventOf<Kind extends EventKind> = Extract<MutuaEvent, { readonly kind: Kind }>;
type Evolution<Kind extends EventKind> = (
  world: WorldDraft,
  event: EventOf<Kind>,
  stamp: Stamp,
) => void;

const EVOLUTIONS: { readonly [Kind in EventKind]: Evolution<Kind> } = {
  ...PEOPLE_EVOLUTIONS,
  ...PRODUCT_EVOLUTIONS,
  ...APPLICATION_EVOLUTIONS,
  ...ASSESSMENT_EVOLUTIONS,
  ...LISTING_EVOLUTIONS,
  ...WITHDRAWAL_EVOLUTIONS,
  ...CALENDAR_EVOLUTIONS,
  ...FUNDING_EVOLUTIONS,
  ...DISBURSEMENT_EVOLUTIONS,
  ...SERVICING_EVOLUTIONS,
  ...COLLECTION_EVOLUTIONS,
  ...CLOSING_EVOLUTIONS,
  ...CORRECTION_EVOLUTIONS,
  ...WALLET_EVOLUTIONS,
  ...RAIL_EVOLUTIONS,
  ...NOTICE_EVOLUTIONS,
  ...WORK_EVOLUTIONS,
  ...SAFEGUARD_EVOLUTIONS,
};

/**
 * Changes the facts as the event says. It never refuses: what may not happen was refused before; and it reads
 * no clock and makes no id, so that the log, played again, gives the same facts.
 *
 * @example evolve({ get: () => undefined, put: (kind, fact) => fact }, { kind: 'DayOpened', day: dayOf(2026, 3, 2), firstTransferId: 1n, firstSequence: 1n }, {})
 * // undefined
 */
export function evolve<Kind extends EventKind>(
  world: WorldDraft,
  event: EventOf<Kind>,
  stamp: Stamp,
): void {
  const evolution: Evolution<Kind> = EVOLUTIONS[event.kind as Kind];
  evolution(world, event, stamp);
}
