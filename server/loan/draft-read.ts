// Drafts of applications as their borrower sees them: with what each step still asks for under the product in force.
import type { LoanDraftOnWire, SaveLoanDraftBody } from '@mutua/contract/loan/draft.ts';
import type { FactName, FactValue } from '@mutua/core/credit/fact.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { invalid, ok, type Result, refuse } from '@mutua/core/kit/result.ts';
import type { Currency } from '@mutua/core/money/currency.ts';
import type { Client } from '@mutua/core/people/client.ts';
import type { Product, RequiredFile } from '@mutua/core/product/product.ts';
import { type ProductVersion, productOfVersion } from '@mutua/core/product/product-version.ts';
import { versionInForce } from '@mutua/core/product/versions.ts';
import type { Day } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { readBusinessDate } from '../calendar/business-date-read.ts';
import { readMoney } from '../http/read-fields.ts';
import { clientTable } from '../people/client-store.ts';
import { productVersionTable } from '../product/product-store.ts';
import { type DraftTerms, missingByStep, refusedInDraft } from './draft-check.ts';
import type { DraftKey, StoredDraft } from './draft-store.ts';
import { readFactValue } from './fact-values.ts';
import { rowsOf } from './servicing-read.ts';

/** What this borrower is asked by the version of the product that is in force. */
export interface DraftRules {
  readonly product: Product;
  readonly file: RequiredFile;
}

interface Offer {
  readonly versions: readonly ProductVersion[];
  readonly client: Client | undefined;
  readonly today: Day | undefined;
}

export async function readOffer(
  pool: pg.Pool,
  { borrowerId, productCode }: DraftKey,
): Promise<Offer> {
  const [versions, [client], today] = await Promise.all([
    rowsOf(
      pool,
      productVersionTable,
      productVersionTable.loadList('versionsOfProduct', [productCode]),
    ),
    rowsOf(pool, clientTable, clientTable.loadByKey([borrowerId])),
    readBusinessDate(pool),
  ]);
  return { versions, client, today };
}

/** @returns `product_not_live`; `invalid_input` where the product is for other borrowers. */
export function draftRules({ versions, client, today }: Offer): Result<DraftRules> {
  if (client === undefined || today === undefined) return refuse('product_not_live');
  const live = versionInForce(versions.map(productOfVersion), today);
  if (!live.ok) return live;
  const file = live.value.requiredFiles[client.kind];
  return file === undefined
    ? invalid('productCode', 'The product is not for borrowers of this kind.')
    : ok({ product: live.value, file });
}

/** Each part in its form, and such as the product offers or asks for. */
export function checkedDraft(rules: DraftRules, given: SaveLoanDraftBody): Result<DraftTerms> {
  const read = readTerms(given, rules.product.currency);
  if (!read.ok) return read;
  return refusedInDraft(rules.product, rules.file, read.value) ?? read;
}

function readTerms(given: SaveLoanDraftBody, currency: Currency): Result<DraftTerms> {
  const { loanAmount: asked, facts: written, step: _, ...own } = given;
  const facts: Partial<Record<FactName, FactValue>> = {};
  for (const [key, value] of Object.entries(written)) {
    const name = key as FactName;
    if (value === undefined) continue;
    const fact = readFactValue(name, value, `facts.${name}`);
    if (!fact.ok) return fact;
    if (fact.value.currency !== undefined && fact.value.currency !== currency) {
      return refuse('currencies_mixed');
    }
    facts[name] = fact.value.value;
  }
  if (asked === undefined) return ok({ ...own, facts });
  const money = readMoney(asked, 'loanAmount');
  if (!money.ok) return money;
  return money.value.currency === currency
    ? ok({ ...own, facts, loanAmount: money.value.amount })
    : refuse('currencies_mixed');
}

/** Nothing where the product is offered no more. */
export async function writeDraft(
  pool: pg.Pool,
  borrowerId: Id,
  draft: StoredDraft,
): Promise<LoanDraftOnWire | undefined> {
  const { productCode, fields, startedAt, savedAt } = draft;
  const rules = draftRules(await readOffer(pool, { borrowerId, productCode }));
  if (!rules.ok) return undefined;
  const terms = readTerms(fields, rules.value.product.currency);
  if (!terms.ok) return undefined;
  return {
    ...{ productCode, ...fields, steps: missingByStep(rules.value.file, terms.value) },
    ...{ startedAt: startedAt.toISOString(), savedAt: savedAt.toISOString() },
  };
}
