// The past of the town's loans, and what was paid out of them.
import type { CameInOf, HappeningOf, PaidOutAs, PastOf, StandingOf } from './past-shapes.ts';
import type { Row, SentRepayment } from './town.ts';

export type Standing = StandingOf<Row>;
export type CameIn = CameInOf<Row>;
export type Happening = HappeningOf<Row>;
export type Past = PastOf<Row>;
export type PaidOut = PaidOutAs<SentRepayment>;

export const BROUGHT = ['penalty', 'interest', 'principal'] as const;
