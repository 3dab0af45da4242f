// Every family of commands of the town.
import type { Family, Judges } from '../asked.ts';
import { CALENDAR_FAMILY } from './calendar.ts';
import { CASES } from './cases.ts';
import { CREDIT } from './credit.ts';
import { FUNDING } from './funding.ts';
import { LISTING } from './listing.ts';
import { LOSSES } from './losses.ts';
import { OFFICE } from './office.ts';
import { PAYOUT } from './payout.ts';
import { PEOPLE } from './people.ts';
import { RAILS } from './rails.ts';
import { SERVICING } from './servicing.ts';
import { WALLET } from './wallet.ts';
import { WATCH } from './watch.ts';

export const FAMILIES: readonly Family[] = [
  ...[PEOPLE, OFFICE, CREDIT, LISTING, FUNDING, PAYOUT, SERVICING, LOSSES, WALLET, RAILS],
  ...[CASES, WATCH, CALENDAR_FAMILY],
];

export const JUDGES: Judges = Object.assign({}, ...FAMILIES.map(({ judges }) => judges));
export const MOVES = FAMILIES.flatMap(({ moves }) => moves);
