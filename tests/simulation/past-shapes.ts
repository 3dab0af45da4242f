// What has come to a loan from outside since it was paid out, as a plain list, so that its life can be told again.
import type { Id } from '@mutua/core/kit/id.ts';
import type { Day } from '@mutua/core/time/day.ts';

/** How a loan stood when it began, and where people have changed its instalments or others have paid. */
export interface StandingOf<Row> {
  readonly rows: readonly Row[];
  readonly fallen: number;
  readonly meterDay?: Day;
  readonly ceiling: bigint;
}

/** How many odd cents each claim has had after it. */
type Extras = ReadonlyMap<Id, number>;

interface Counted {
  /** For which it counts. */
  readonly day: Day;
}

export interface CameInOf<Row> extends Counted {
  readonly kind: 'payment';
  readonly instructionId: Id;
  /** For the fees of the operator, and for everything else. */
  readonly forFees: bigint;
  readonly rest: bigint;
  /** What came back to who had paid an instalment for the borrower, by its place. */
  readonly back: readonly {
    readonly row: number;
    readonly principal: bigint;
    readonly interest: bigint;
  }[];
  /** Paid early, it made other instalments of what was to come. */
  readonly standing?: StandingOf<Row>;
  readonly extras: Extras;
}

export type HappeningOf<Row> =
  | CameInOf<Row>
  | (Counted & {
      readonly kind: 'waiver';
      readonly amounts: Readonly<Record<'principal' | 'interest' | 'penalty' | 'fee', bigint>>;
    })
  /** Instalments or holders are others by it. */
  | (Counted & {
      readonly kind: 'turn';
      readonly standing: StandingOf<Row>;
      readonly extras?: Extras;
    })
  /** A correction; so much of what was waiting then is principal of the next instalments. */
  | (Counted & {
      readonly kind: 'correction';
      readonly ahead: bigint;
      /** Which was to count from an earlier day. */
      readonly instructionId?: Id;
    });

export interface PastOf<Row> {
  readonly start: StandingOf<Row>;
  /** In the order in which it came. */
  happenings: readonly HappeningOf<Row>[];
}

/** What one payment has brought to one claim. */
export interface Brought {
  principal: bigint;
  interest: bigint;
  penalty: bigint;
}

/** A repayment that was paid out, and what it has brought to each claim by now. */
export interface PaidOutAs<Sent> {
  readonly loanId: Id;
  readonly sent: Sent;
  readonly brought: ReadonlyMap<Id, Brought>;
  /** Under which word the bank took it back. */
  reversedBy?: string;
}
