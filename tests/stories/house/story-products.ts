// Products of a story: data that one officer proposes over the wire and another releases.
import { businessModelOf, productOfModel } from '@mutua/core/product/models.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import { writeProductTerms } from '@mutua/server/product/product-terms.ts';
import type { StoryHouse } from './story-house.ts';
import { aColleague } from './story-people.ts';

/** The product of a row of the requirements, in force from today on; its code. */
export async function aModelProduct(house: StoryHouse, model: string): Promise<string> {
  const found = businessModelOf(model);
  if (!found.ok) throw new Error(`There is no model ${model}.`);
  return releaseProduct(house, productOfModel(found.value));
}

/** Proposed by an officer, and released by a lead who did not make it; in force from today on. */
export async function releaseProduct(house: StoryHouse, terms: ProductTerms): Promise<string> {
  const [officer, lead] = await Promise.all([
    aColleague(house, 'product_officer'),
    aColleague(house, 'product_officer_lead'),
  ]);
  const wire = writeProductTerms({ ...terms, effectiveFrom: await house.today() });
  const proposal = { terms: wire, clientMoney: 'own_accounts' };
  await house.do(officer, '/api/office/products', proposal);
  const approval = `/api/office/products/${terms.code}/versions/${terms.version}/approval`;
  const own = await house.command(officer, approval);
  if (own.body.code !== 'same_person') throw new Error(`Its maker released ${terms.code}.`);
  await house.do(lead, approval);
  return terms.code;
}
