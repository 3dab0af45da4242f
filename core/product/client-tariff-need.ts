// Where the tariff for clients is found.
import type { Day } from '../time/day.ts';
import type { Need, World } from '../world.ts';
import { clientTariffInForce } from './client-tariff.ts';
import type { Tariff } from './tariff.ts';

export const CLIENT_TARIFFS_NEED: Need = { list: 'clientTariffs', key: 'clients' };

/**
 * The tariff for clients today; needs `CLIENT_TARIFFS_NEED`.
 *
 * @example clientTariffToday({ list: () => [] }, dayOf(2026, 11, 22)) // undefined
 */
export function clientTariffToday(world: World, today: Day): Tariff | undefined {
  return clientTariffInForce(world.list('clientTariffs', 'clients'), today);
}
