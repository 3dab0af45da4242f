// Compensation 代偿: what a third party, who is neither borrower nor platform, pays to the lenders of a loan.
import type { Id } from '../kit/id.ts';
import type { CompensationPart } from '../loan/compensated.ts';
import type { CompensationRule, ReserveRule } from '../loan/servicing.ts';
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
  /** Of a guarantor, by what it has promised. */
  readonly commitmentId?: Id;
  /** Of a risk reserve. */
  readonly reserveSchemeId?: Id;
  /** Who pays: the guarantor, or the trustee of the reserve. */
  readonly guarantorId: Id;
  /** From 1; the reserve stands after all guarantors. */
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

/** The place of the reserve: after that of the last guarantor. */
export const RESERVE_PLACE = 3;

/** Who has to pay for a borrower. */
export type Payer =
  | { readonly kind: 'guarantor'; readonly commitment: GuaranteeCommitment }
  | { readonly kind: 'reserve'; readonly reserve: ReserveRule };

/**
 * Who pays next for a loan whose borrower has not: the guarantors in their order, each once for the same instalments.
 * After the last of them the reserve pays where one covers the loan, and what it does not pay is the lenders' loss.
 *
 * @param commitments those of the loan.
 * @param compensations those of the loan.
 * @param first the oldest instalment that is not paid for, from 1.
 * @param reserve the rule of the loan's contract.
 * @example nextPayer([], [], 1, undefined) // undefined
 */
export function nextPayer(
  commitments: readonly GuaranteeCommitment[],
  compensations: readonly Pick<Compensation, 'state' | 'place' | 'cover' | 'through'>[],
  first: number,
  reserve: ReserveRule | undefined,
): Payer | undefined {
  const missed = compensations.filter(({ state }) => state === 'missed');
  const commitment = commitments
    .filter(({ state }) => state === 'signed')
    .toSorted((one, other) => one.place - other.place)
    .find(
      ({ place, cover }) =>
        !missed.some(
          (one) => one.place === place && (cover !== 'instalments' || one.through >= first),
        ),
    );
  if (commitment !== undefined) return { kind: 'guarantor', commitment };
  return reserve === undefined ? undefined : { kind: 'reserve', reserve };
}

/**
 * The guarantor among those who pay next; a reserve is called at its own time.
 *
 * @example nextGuarantor([], [], 1) // undefined
 */
export function nextGuarantor(
  commitments: readonly GuaranteeCommitment[],
  compensations: Parameters<typeof nextPayer>[1],
  first: number,
): GuaranteeCommitment | undefined {
  const payer = nextPayer(commitments, compensations, first, undefined);
  return payer?.kind === 'guarantor' ? payer.commitment : undefined;
}
