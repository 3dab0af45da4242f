// A claim 债权: the right of one holder against one borrower to a part of one loan.
import type { Id } from '../kit/id.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { ClaimStanding } from './distribution.ts';

export type ClaimState = 'active' | 'on_sale' | 'assigned' | 'compensated' | 'closed';
export type ClaimOrigin = 'disbursement' | 'assignment' | 'subrogation';

/** A claim from a disbursement has the id of its bid. */
export interface Claim extends ClaimStanding {
  readonly id: Id;
  readonly loanId: Id;
  readonly borrowerId: Id;
  readonly holderId: Id;
  /** Held for a risk reserve, which gets what comes of it; the holder is its trustee. */
  readonly reserveSchemeId?: Id;
  readonly origin: ClaimOrigin;
  readonly state: ClaimState;
  /** What was lent under it at the start. */
  readonly principal: MinorUnits;
  readonly principalReceived: MinorUnits;
  readonly interestReceived: MinorUnits;
  readonly penaltyReceived: MinorUnits;
  /** Principal that was still missing when collection ended. */
  readonly loss?: MinorUnits;
}
