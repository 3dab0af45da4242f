// Who stands behind listings, as everybody may see it: the guarantors as they stand now, and what is to be warned of.
import type { SafeguardOnListing } from '@mutua/contract/safeguard/listing-safeguard.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import { payersAsked } from '@mutua/core/safeguard/commitment.ts';
import type { GuarantorStanding } from '@mutua/core/safeguard/guarantor.ts';
import type pg from 'pg';
import { readPacked } from '../database/packed-json.ts';
import { moneyOf, present } from '../http/read-fields.ts';
import { readReserveCovers } from './reserve-read.ts';

/** Who and what stands behind a loan. */
export type BehindListing = Pick<SafeguardOnListing, 'guarantors' | 'reserve'>;

export const NOBODY_BEHIND: BehindListing = { guarantors: [] };

interface Row {
  readonly loanId: string;
  readonly place: number;
  readonly guarantorId: string;
  readonly name: string | null;
  readonly partnerKind: string | null;
  readonly standing: string | null;
  readonly currency: string;
  readonly left: bigint;
}

/** The guarantors of each loan, in the order in which they pay, and the reserve that covers it. */
export async function readBehindListings(
  pool: pg.Pool,
  loanIds: readonly string[],
): Promise<ReadonlyMap<string, BehindListing>> {
  const covers = await readReserveCovers(pool, loanIds);
  const { rows } = await pool.query<Row>(
    `select commitment.loan_id as "loanId", commitment.place,
       commitment.guarantor_id as "guarantorId", identity.name, client.partner_kind as "partnerKind",
       guarantor.standing, commitment.currency,
       commitment.amount - coalesce((
         select sum(principal) from safeguard.compensation
         where compensation.commitment_id = commitment.id and compensation.state = 'paid'
       ), 0)::bigint as left
     from safeguard.commitment
     join safeguard.guarantor on guarantor.id = commitment.guarantor_id
     join people.client on client.id = commitment.guarantor_id
     left join people.identity on identity.person_id = commitment.guarantor_id
     where commitment.loan_id = any ($1::uuid[])
       and commitment.signed_at is not null
     order by commitment.loan_id, commitment.place`,
    [loanIds],
  );
  const found = new Map<string, BehindListing>(
    [...covers].map(([loanId, reserve]) => [loanId, { guarantors: [], reserve }]),
  );
  for (const { loanId, name, partnerKind, standing, currency, left, ...own } of rows) {
    const stands = standing === null ? undefined : (readPacked(standing) as GuarantorStanding);
    const guarantor = {
      // The promise of who has failed covers nothing any more.
      ...{ ...own, coverLeft: moneyOf(stands?.status === 'failed' ? 0n : left, currency) },
      ...present({ name, partnerKind }),
      ...present({ guarantorClass: stands?.guarantorClass, status: stands?.status }),
    };
    const known = found.get(loanId) ?? NOBODY_BEHIND;
    found.set(loanId, { ...known, guarantors: [...known.guarantors, guarantor] });
  }
  return found;
}

function isFailed({ status }: BehindListing['guarantors'][number]): boolean {
  return status === 'failed';
}

/** By the product under which the loan is made, with those who signed for it. */
export function writeListingSafeguard(
  product: ProductTerms,
  safeguard: string | null,
  { guarantors, reserve }: BehindListing,
): SafeguardOnListing {
  const has = (status: string) => guarantors.some((one) => one.status === status);
  const isUncovered = reserve === undefined && guarantors.length > 0 && guarantors.every(isFailed);
  const warnings: SafeguardOnListing['warnings'] = [
    ...(safeguard === 'none' || isUncovered ? (['lender_bears_loss'] as const) : []),
    ...(has('suspended') ? (['guarantor_suspended'] as const) : []),
    ...(has('failed') ? (['guarantor_failed'] as const) : []),
  ];
  const asked = payersAsked(product, safeguard ?? undefined)?.termsFor(1, minorUnits(1n));
  const { principal_only: principalOnly } = product.safeguardTerms ?? {};
  // Where nobody pays before it, the reserve's own cover is that of the loan.
  const alone = asked === undefined ? reserve : undefined;
  return {
    ...present({ cover: asked?.cover ?? alone?.cover, reserve }),
    ...present({
      compensationDay: asked?.compensationDay ?? alone?.compensationDay,
      ceilingPpm: safeguard === 'principal_only' ? principalOnly?.ceilingPpm : undefined,
    }),
    ...{ guarantors, warnings },
  };
}
