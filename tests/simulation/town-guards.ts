// Who stands behind the town's loans, and what does: guarantors, what they have promised, and registered things.
import type { Id } from '@mutua/core/kit/id.ts';
import type { CollateralDetails } from '@mutua/core/safeguard/collateral.ts';
import type { GuarantorStanding } from '@mutua/core/safeguard/guarantor.ts';

export interface TownGuarantor {
  readonly id: Id;
  readonly trade: string;
  standing?: GuarantorStanding;
  proposal?: { readonly standing: GuarantorStanding; readonly by: Id };
  /** The sum of what it has signed and is not free of. */
  committed: bigint;
}

/** What is paid for the borrower: single instalments, everything at once, or no more than principal. */
export type TownCover = 'instalments' | 'accelerated' | 'principal';

export interface TownCommitment {
  readonly id: Id;
  readonly loanId: Id;
  readonly guarantorId: Id;
  readonly place: number;
  readonly cover: TownCover;
  readonly amount: bigint;
  state: 'asked' | 'signed' | 'declined' | 'released';
  /** How much principal it has paid. */
  paid: bigint;
}

export interface TownThing {
  readonly id: Id;
  readonly loanId: Id;
  readonly commitmentId?: Id;
  readonly condition?: 'commitment_ended' | 'loan_closed';
  readonly makerId: Id;
  readonly rank: number;
  readonly priorDebts: bigint;
  value: bigint;
  valuedOn: CollateralDetails['valuedOn'];
  state: 'recorded' | 'registered' | 'released' | 'disposed';
  number?: string;
  saleAsked?: { readonly proceeds: bigint; readonly by: Id };
}

/** What a guarantor is to pay. */
export interface TownDue {
  readonly through: number;
  /** Of which instalments, where it is of instalments. */
  readonly parts: readonly {
    readonly index: number;
    readonly principal: bigint;
    readonly interest: bigint;
  }[];
  readonly principal: bigint;
  readonly interest: bigint;
}

/** What a guarantor has sent in the borrower's place: so much of its deposit, and the rest of its cash. */
export interface PaidInstead {
  readonly word: TownCommitment;
  readonly due: TownDue;
  readonly ofDeposit: bigint;
  readonly ofCash: bigint;
  readonly mandate?: { used: bigint };
}
