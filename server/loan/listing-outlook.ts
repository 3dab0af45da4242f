// What is to be expected of a listing, by its product and terms. Many listings have the same terms, so what was found
// is remembered.

import { newClaims } from '@mutua/core/claim/distribution.ts';
import { lenderSchedules } from '@mutua/core/claim/lender-schedule.ts';
import {
  type ExpectedOutcome,
  expectedOutcome,
  type LentInstalment,
  lgdOf,
} from '@mutua/core/credit/expected-net.ts';
import type { QuotedMethod } from '@mutua/core/loan/quote.ts';
import { makeSchedule } from '@mutua/core/loan/schedule/make-schedule.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { scheduleTermsOf } from '@mutua/core/product/contract-terms.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import { readPacked } from '../database/packed-json.ts';

export interface OutlookTerms {
  readonly annualRatePpm: number;
  readonly termMonths: number;
  readonly repaymentMethod: string;
  readonly expectedLossPpm: number;
  readonly security: string | undefined;
}

interface KnownProduct {
  readonly terms: ProductTerms;
  readonly outlooks: Map<string, ExpectedOutcome | undefined>;
}

/** A round sum and an ordinary day: rates of return do not depend on them but for the last digit. */
const LENT = minorUnits(10_000_000n);
const VALUE_DAY = dayOf(2026, 1, 15);
const PRODUCTS_MAX = 200;
const OUTLOOKS_MAX = 20_000;

/** By the product's terms as they are saved: equal texts are equal terms, in whatever database they stand. */
const known = new Map<string, KnownProduct>();

/** The terms of a product version, from how they are saved. */
export function productTermsIn(packed: string): ProductTerms {
  return knownProduct(packed).terms;
}

/** Nothing where the terms have no rate of return. */
export function outlookOf(packed: string, asked: OutlookTerms): ExpectedOutcome | undefined {
  const { terms, outlooks } = knownProduct(packed);
  const { annualRatePpm, termMonths, repaymentMethod, expectedLossPpm, security } = asked;
  const key = `${annualRatePpm} ${termMonths} ${repaymentMethod} ${expectedLossPpm} ${security}`;
  if (outlooks.has(key)) return outlooks.get(key);
  const found = outlookUnder(terms, asked);
  if (outlooks.size >= OUTLOOKS_MAX) outlooks.clear();
  outlooks.set(key, found);
  return found;
}

function knownProduct(packed: string): KnownProduct {
  const found = known.get(packed);
  if (found !== undefined) return found;
  if (known.size >= PRODUCTS_MAX) known.clear();
  const product = { terms: readPacked(packed) as ProductTerms, outlooks: new Map() };
  known.set(packed, product);
  return product;
}

/** Of a loan under that product. */
export function outlookUnder(
  product: ProductTerms,
  { annualRatePpm, termMonths, repaymentMethod, expectedLossPpm, security }: OutlookTerms,
): ExpectedOutcome | undefined {
  const contract = { loanAmount: LENT, annualRatePpm, termMonths, valueDay: VALUE_DAY };
  const method = repaymentMethod as QuotedMethod;
  const schedule = makeSchedule(scheduleTermsOf(product, { ...contract, repaymentMethod: method }));
  if (!schedule.ok) return undefined;
  const claims = newClaims([{ id: 'lent', amount: LENT }]);
  const lenders = lenderSchedules(schedule.value, claims, product.tariff);
  if (!lenders.ok) return undefined;
  const [{ rows } = { rows: [] }] = lenders.value;
  const isOnce = schedule.value.rows.length === 1;
  const instalments: LentInstalment[] = rows.map(({ number, ...row }) => ({
    ...row,
    month: isOnce ? termMonths : number,
  }));
  const found = expectedOutcome(instalments, { expectedLossPpm, lgdPpm: lgdOf(security) });
  return found.ok ? found.value : undefined;
}
