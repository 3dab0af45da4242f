// Who stands behind listings, as everybody may see it: the guarantors as they stand now, and what is to be warned of.
import type { SafeguardOnListing } from '@mutua/contract/safeguard/listing-safeguard.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import { payersAsked } from '@mutua/core/safeguard/commitment.ts';
import type { GuarantorStanding } from '@mutua/core/safeguard/guarantor.ts';
import type pg from 'pg';
import { readPacked } from '../database/packed-json.ts';
import { moneyOf, present } from '../http/read-fields.ts';

type Guarantors = SafeguardOnListing['guarantors'];

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

/** The guarantors of each loan, in the order in which they pay. */
export async function readListingGuarantors(
  pool: pg.Pool,
  loanIds: readonly string[],
): Promise<ReadonlyMap<string, Guarantors>> {
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
  const found = new Map<string, Guarantors>();
  for (const { loanId, name, partnerKind, standing, currency, left, ...own } of rows) {
    const known = standing === null ? undefined : (readPacked(standing) as GuarantorStanding);
    const guarantor = {
      ...{ ...own, coverLeft: moneyOf(left, currency) },
      ...present({ name, partnerKind }),
      ...present({ guarantorClass: known?.guarantorClass, status: known?.status }),
    };
    found.set(loanId, [...(found.get(loanId) ?? []), guarantor]);
  }
  return found;
}

/** By the product under which the loan is made, with those who signed for it. */
export function writeListingSafeguard(
  product: ProductTerms,
  safeguard: string | null,
  guarantors: Guarantors,
): SafeguardOnListing {
  const has = (status: string) => guarantors.some((one) => one.status === status);
  const warnings: SafeguardOnListing['warnings'] = [
    ...(safeguard === 'none' ? (['lender_bears_loss'] as const) : []),
    ...(has('suspended') ? (['guarantor_suspended'] as const) : []),
    ...(has('failed') ? (['guarantor_failed'] as const) : []),
  ];
  const asked = payersAsked(product, safeguard ?? undefined)?.termsFor(1, minorUnits(1n));
  const { reserve, principal_only: principalOnly } = product.safeguardTerms ?? {};
  const isReserve = safeguard === 'reserve';
  return {
    ...present({ cover: asked?.cover }),
    ...present({
      compensationDay: isReserve ? reserve?.compensationDay : asked?.compensationDay,
      ceilingPpm: safeguard === 'principal_only' ? principalOnly?.ceilingPpm : undefined,
    }),
    ...{ guarantors, warnings },
  };
}
