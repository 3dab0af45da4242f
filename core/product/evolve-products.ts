// What the events of products and tariffs change.
import type { Evolutions } from '../evolutions.ts';
import { assert } from '../kit/assert.ts';
import type { ProductEvent } from './events.ts';
import { versionKey } from './version-need.ts';

export const PRODUCT_EVOLUTIONS: Evolutions<ProductEvent> = {
  ProductProposed: (world, { terms, makerId }) =>
    world.put('productVersion', {
      ...{ code: terms.code, number: terms.version, terms, makerId },
    }),
  ProductApproved: (world, { code, version, checkerId, approvedOn }) => {
    const fact = world.get('productVersion', versionKey(code, version));
    assert(fact !== undefined, 'Only a version that was proposed is approved.');
    world.put('productVersion', { ...fact, checkerId, approvedOn });
  },
  ClientTariffProposed: (world, { number, tariff, makerId }) =>
    world.put('clientTariff', { name: 'clients', number, tariff, makerId }),
  ClientTariffApproved: (world, { number, checkerId }) => {
    const version = world.get('clientTariff', `clients ${number}`);
    assert(version !== undefined, 'Only a tariff that was proposed is released.');
    world.put('clientTariff', { ...version, checkerId });
  },
};
