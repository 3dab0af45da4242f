// The tariff for clients: seen by everybody, proposed by one person and released by another.
import { commandBody } from '@mutua/contract/http/command.ts';
import {
  ClientTariffMade,
  ClientTariffOnWire,
  ClientTariffToday,
  ProposeClientTariffBody,
} from '@mutua/contract/product/tariff.ts';
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { eventOf, registerCommand } from '../http/command-route.ts';
import { KEY_PARTS, pageOf } from '../http/cursor.ts';
import { registerList, registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { readClientTariff, readClientTariffs } from './client-tariff-read.ts';
import { readTariffTerms, writeTariffTerms } from './product-terms.ts';

/** By the rules of the operator's pack, as both steps are held against it. */
const BY_PACK = [
  ...(['function_switched_off', 'not_found', 'fee_in_advance', 'forbidden_by_rule'] as const),
] as const;
const OFFICERS = { roles: ['staff'], positions: ['product_officer'] } as const;

export function registerClientTariff(app: FastifyInstance, { pool }: RouteContext): void {
  registerRead(app, {
    url: '/api/tariff',
    access: 'public',
    operationId: 'getClientTariff',
    tag: 'product',
    summary: 'What a registration and a withdrawal cost today',
    answer: ClientTariffToday,
    read: async () => {
      const tariff = await readClientTariff(pool);
      return tariff === undefined ? {} : { tariff: writeTariffTerms(tariff) };
    },
  });
}

export function registerClientTariffChanges(
  app: FastifyInstance,
  { lane, pool }: RouteContext,
): void {
  registerList(app, {
    url: '/api/office/client-tariffs',
    access: { roles: ['staff', 'regulator', 'auditor'] },
    operationId: 'listClientTariffs',
    tag: 'office',
    summary: 'What clients pay apart from any loan, every version that ever was',
    item: ClientTariffOnWire,
    key: [KEY_PARTS.number],
    read: async ({ actor, page }) =>
      actor &&
      pageOf(await readClientTariffs(pool, actor, page), page, {
        key: ({ number }) => [String(number)],
        item: (version) => version,
      }),
  });
  registerCommand(app, lane, {
    url: '/api/office/client-tariffs',
    access: OFFICERS,
    operationId: 'proposeClientTariff',
    tag: 'office',
    summary: 'Propose what clients pay apart from any loan, whole',
    description:
      'It is a draft until a second person releases it. Whoever is registered by then owes what held on that day.',
    body: ProposeClientTariffBody,
    answer: ClientTariffMade,
    refusals: [...BY_PACK],
    read: ({ body: { tariff } }) => ({
      kind: 'ProposeClientTariff',
      tariff: readTariffTerms(tariff, 'tariff'),
    }),
    write: (events) => ({ number: eventOf(events, 'ClientTariffProposed').number }),
  });
  registerCommand(app, lane, {
    url: '/api/office/client-tariffs/:number/approval',
    path: Type.Object({ number: Type.String({ pattern: '^[1-9][0-9]{0,5}$', examples: ['1'] }) }),
    access: OFFICERS,
    operationId: 'approveClientTariff',
    tag: 'office',
    summary: 'Release a tariff for clients, as a second person',
    body: commandBody({}),
    answer: ClientTariffMade,
    refusals: [...BY_PACK, 'wrong_stage', 'same_person'],
    read: ({ path: { number } }) => ({ kind: 'ApproveClientTariff', number: Number(number) }),
    write: (events) => ({ number: eventOf(events, 'ClientTariffApproved').number }),
  });
}
