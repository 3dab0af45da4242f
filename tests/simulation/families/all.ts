// Every family of commands of the town.
import type { Family, Judges } from '../asked.ts';
import { APPLICATIONS } from './applications.ts';
import { BATCHES } from './batches.ts';
import { CALENDAR_FAMILY } from './calendar.ts';
import { CASES } from './cases.ts';
import { CLASSES_FAMILY } from './classes.ts';
import { COLLATERAL } from './collateral.ts';
import { COMMITMENTS } from './commitments.ts';
import { COMPENSATION } from './compensation.ts';
import { CONTACTS } from './contacts.ts';
import { COURTS } from './courts.ts';
import { DECISIONS } from './decisions.ts';
import { FUNDING } from './funding.ts';
import { GUARANTORS } from './guarantors.ts';
import { LISTING } from './listing.ts';
import { LOSSES } from './losses.ts';
import { MANDATES } from './mandates.ts';
import { OFFICE } from './office.ts';
import { OPENED_CASES } from './opened-cases.ts';
import { PAYOUT } from './payout.ts';
import { PEOPLE } from './people.ts';
import { PLANS } from './plans.ts';
import { RECEIPTS } from './receipts.ts';
import { RELIEF } from './relief.ts';
import { RESERVE_SPENDING } from './reserve-spending.ts';
import { RESERVES } from './reserves.ts';
import { REVERSALS } from './reversals.ts';
import { SERVICING } from './servicing.ts';
import { STANDING } from './standing.ts';
import { TOLD_LATE } from './told-late.ts';
import { WALLET } from './wallet.ts';
import { WATCH } from './watch.ts';

export const FAMILIES: readonly Family[] = [
  ...[
    PEOPLE,
    STANDING,
    OFFICE,
    APPLICATIONS,
    DECISIONS,
    LISTING,
    FUNDING,
    MANDATES,
    PAYOUT,
    SERVICING,
    REVERSALS,
    TOLD_LATE,
    LOSSES,
    CLASSES_FAMILY,
    RELIEF,
    PLANS,
    WALLET,
    RECEIPTS,
    BATCHES,
  ],
  ...[GUARANTORS, COMMITMENTS, COLLATERAL, COMPENSATION],
  ...[CASES, OPENED_CASES, COURTS, CONTACTS, WATCH, CALENDAR_FAMILY],
];

/** Only in some towns. */
const OF_RESERVES: readonly Family[] = [RESERVES, RESERVE_SPENDING];

export const JUDGES: Judges = Object.assign(
  {},
  ...[...FAMILIES, ...OF_RESERVES].map(({ judges }) => judges),
);
export const MOVES = FAMILIES.flatMap(({ moves }) => moves);
export const MOVES_WITH_RESERVES = [...MOVES, ...OF_RESERVES.flatMap(({ moves }) => moves)];
