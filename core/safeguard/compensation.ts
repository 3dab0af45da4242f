// Compensation 代偿: what a third party, who is neither borrower nor platform, pays to the lenders of a loan.
import type { Id } from '../kit/id.ts';
import type { CompensationPart } from '../loan/compensated.ts';
import type { CompensationRule } from '../loan/servicing.ts';
import type { Currency } from '../money/currency.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import type { GuaranteeCommitment } from './commitment.ts';

/** `claimed` and on its way; `paid` to the lenders; `missed` where it was not there when it was due. */
export type CompensationState = (typeof COMPENSATION_STATES)[number];

export const COMPENSATION_STATES = ['claimed', 'paid', 'missed'] as const;

/** What is claimed of one who has to pay. */
export interface CompensationClaim {
  readonly loanId: Id;
  readonly commitmentId: Id;
  readonly guarantorId: Id;
  readonly place: number;
  readonly cover: CompensationRule['cover'];
  /** The last instalment of which it is. */
  readonly through: number;
  /** By instalments, where the cover is by instalments. */
  readonly parts: readonly CompensationPart[];
  readonly principal: MinorUnits;
  readonly interest: MinorUnits;
}

export interface Compensation extends CompensationClaim {
  readonly id: Id;
  readonly currency: Currency;
  readonly state: CompensationState;
  readonly claimedOn: Day;
  readonly instructionId?: Id;
  /** When it was paid or missed. */
  readonly endedOn?: Day;
  /** Why it was missed: `no_mandate`, `insufficient_funds`, or the custodian's word. */
  readonly reason?: string;
}

/**
 * Who pays next for a loan whose borrower has not: the guarantors in their order, each once for the same instalments.
 * After the last of them the reserve pays where the product has one, and what it does not pay is the lenders' loss.
 *
 * @param commitments those of the loan.
 * @param compensations those of the loan.
 * @param first the oldest instalment that is not paid for, from 1.
 * @example nextPayer([], [], 1) // undefined
 */
export function nextPayer(
  commitments: readonly GuaranteeCommitment[],
  compensations: readonly Pick<Compensation, 'state' | 'place' | 'cover' | 'through'>[],
  first: number,
): GuaranteeCommitment | undefined {
  const missed = compensations.filter(({ state }) => state === 'missed');
  return commitments
    .filter(({ state }) => state === 'signed')
    .toSorted((one, other) => one.place - other.place)
    .find(
      ({ place, cover }) =>
        !missed.some(
          (one) => one.place === place && (cover !== 'instalments' || one.through >= first),
        ),
    );
}
