// The tariff for clients: what holds today, and every version that ever was.
import type { ClientTariffOnWire } from '@mutua/contract/product/tariff.ts';
import { clientTariffInForce } from '@mutua/core/product/client-tariff.ts';
import type { Tariff } from '@mutua/core/product/tariff.ts';
import type pg from 'pg';
import { readBusinessDate } from '../calendar/business-date-read.ts';
import { mayUse, type PersonActor } from '../http/access.ts';
import type { PageRequest } from '../http/cursor.ts';
import { rowsOf } from '../loan/servicing-read.ts';
import { clientTariffTable } from './product-store.ts';
import { writeTariffTerms } from './product-terms.ts';

const CHECKERS = { roles: ['staff'], positions: ['product_officer_lead'] } as const;

const readVersions = (pool: pg.Pool) =>
  rowsOf(pool, clientTariffTable, clientTariffTable.loadList('clientTariffs', ['clients']));

/** Nothing where a registration and a withdrawal are free. */
export async function readClientTariff(pool: pg.Pool): Promise<Tariff | undefined> {
  const [versions, today] = await Promise.all([readVersions(pool), readBusinessDate(pool)]);
  return today === undefined ? undefined : clientTariffInForce(versions, today);
}

/** The first one first. */
export async function readClientTariffs(
  pool: pg.Pool,
  actor: PersonActor,
  { after, readLimit }: PageRequest,
): Promise<readonly ClientTariffOnWire[]> {
  const from = Number(after?.[0] ?? 0);
  const versions = await readVersions(pool);
  return versions
    .filter(({ number }) => number > from)
    .toSorted((left, right) => left.number - right.number)
    .slice(0, readLimit)
    .map(({ number, tariff, makerId, checkerId }) => {
      const mayRelease = checkerId === undefined && makerId !== actor.id && mayUse(actor, CHECKERS);
      return {
        ...{ number, tariff: writeTariffTerms(tariff), isApproved: checkerId !== undefined },
        actions: mayRelease ? ['approve'] : [],
      };
    });
}
