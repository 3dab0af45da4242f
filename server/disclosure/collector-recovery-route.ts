// What each collector recovered, for those who lead and check collection: the public recovery by another division. Who it
// was is not for everybody.
import { FiguresQuery } from '@mutua/contract/disclosure/figures.ts';
import {
  CollectorRecoveries,
  type CollectorRecovery,
} from '@mutua/contract/work/collector-recovery.ts';
import { shareOf } from '@mutua/core/disclosure/disclosed-figure.ts';
import { recoveryByCollector } from '@mutua/core/disclosure/recovery-figures.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import type { RoleAccess } from '../http/access.ts';
import { moneyOf, present } from '../http/read-fields.ts';
import { registerRead } from '../http/read-route.ts';
import { readNames } from '../people/staff-names-read.ts';
import { keyOf } from './disclosure-files.ts';
import type { PublishedKey } from './published-store.ts';
import type { Publisher } from './publisher.ts';

/** Not those who collect themselves: one does not read of the other. */
const READERS: RoleAccess = {
  roles: ['staff', 'regulator', 'auditor'],
  positions: [
    ...(['collector_lead', 'risk_analyst', 'committee_member'] as const),
    ...(['compliance_officer', 'internal_auditor'] as const),
  ],
};

export function registerCollectorRecovery(
  app: FastifyInstance,
  { publisher, pool }: { readonly publisher: Publisher; readonly pool: pg.Pool },
): void {
  registerRead(app, {
    url: '/api/office/collector-recovery',
    access: READERS,
    operationId: 'getCollectorRecovery',
    tag: 'office',
    summary: 'What each collector was assigned and recovered until the close of a day',
    query: FiguresQuery,
    answer: CollectorRecoveries,
    refusals: ['not_found'],
    read: async ({ query }) => {
      const key = await keyOf(publisher, query);
      const isAsked = query.day !== undefined || query.currency !== undefined;
      if (key === undefined) return isAsked ? undefined : { collectors: [] };
      return {
        ...{ day: formatDay(key.day), currency: key.currency },
        collectors: await readRecoveries(publisher, pool, key),
      };
    },
  });
}

async function readRecoveries(
  publisher: Publisher,
  pool: pg.Pool,
  { day, currency }: PublishedKey,
): Promise<CollectorRecovery[]> {
  const found = recoveryByCollector(await publisher.bookOf(currency), day);
  const named = await readNames(pool, [...found.keys()]);
  const names = new Map<string, string>(named.map(({ personId, name }) => [personId, name]));
  return [...found]
    .toSorted(([, left], [, right]) => (left.assigned > right.assigned ? -1 : 1))
    .map(([collectorId, { cases, assigned, recovered }]) => ({
      ...{ collectorId, cases },
      ...{ assigned: moneyOf(assigned, currency), recovered: moneyOf(recovered, currency) },
      ...present({
        collectorName: names.get(collectorId),
        recoveryRatePpm: shareOf(recovered, assigned),
      }),
    }));
}
