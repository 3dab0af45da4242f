// What the events of products change.
import type { Evolutions } from '../evolutions.ts';
import { assert } from '../kit/assert.ts';
import type { ProductEvent } from './events.ts';
import { versionKey } from './version-need.ts';
import { draftProduct } from './versions.ts';

export const PRODUCT_EVOLUTIONS: Evolutions<ProductEvent> = {
  ProductProposed: (world, { terms, makerId }) =>
    world.put('productVersion', {
      code: terms.code,
      version: terms.version,
      product: draftProduct(terms, makerId),
    }),
  ProductApproved: (world, { code, version, checkerId, approvedOn }) => {
    const fact = world.get('productVersion', versionKey(code, version));
    assert(fact !== undefined, 'Only a version that was proposed is approved.');
    const approval = { checker: checkerId, approvedOn };
    world.put('productVersion', { ...fact, product: { ...fact.product, approval } });
  },
};
