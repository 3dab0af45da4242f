// Products: what is offered now, and how a version comes to be.
import { commandBody } from '@mutua/contract/http/command.ts';
import { PAGE_FIELDS } from '@mutua/contract/http/page.ts';
import {
  ProductApproved,
  ProductVersionOnWire,
  ProposeProductBody,
} from '@mutua/contract/product/product.ts';
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { registerCommand } from '../http/command-route.ts';
import { KEY_PARTS, pageOf } from '../http/cursor.ts';
import { registerList } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { readProductsInForce, readProductVersions } from './product-read.ts';
import { readProductTerms } from './product-terms.ts';

const OFFICERS = { roles: ['staff'], positions: ['product_officer'] } as const;
const CODE = (text: string) => /^[a-z][a-z0-9_]{0,63}$/.test(text);

export function registerProducts(app: FastifyInstance, { pool }: RouteContext): void {
  registerList(app, {
    url: '/api/products',
    access: 'public',
    operationId: 'listProducts',
    tag: 'product',
    summary: 'The products that are offered today',
    item: ProductVersionOnWire,
    key: [CODE],
    read: async ({ page }) =>
      pageOf(await readProductsInForce(pool, page), page, {
        key: ({ terms }) => [terms.code],
        item: (version) => version,
      }),
  });
  registerList(app, {
    url: '/api/office/products',
    access: { roles: ['staff', 'regulator', 'auditor'] },
    operationId: 'listProductVersions',
    tag: 'office',
    summary: 'Every version of every product, drafts too',
    query: Type.Object({ ...PAGE_FIELDS }, { additionalProperties: false }),
    item: ProductVersionOnWire,
    key: [CODE, KEY_PARTS.number],
    read: async ({ page, actor }) =>
      pageOf(await readProductVersions(pool, page, actor), page, {
        key: ({ terms }) => [terms.code, String(terms.version)],
        item: (version) => version,
      }),
  });
}

export function registerProductChanges(app: FastifyInstance, { lane }: RouteContext): void {
  registerCommand(app, lane, {
    url: '/api/office/products',
    access: OFFICERS,
    operationId: 'proposeProduct',
    tag: 'office',
    summary: 'Propose a version of a product, whole',
    description:
      'It is a draft until a second person releases it. Loans keep the version under which they were made.',
    body: ProposeProductBody,
    answer: ProductApproved,
    refusals: [
      ...([
        'forbidden_by_rule',
        'changed_meanwhile',
        'rate_above_cap',
        'purpose_forbidden',
      ] as const),
      ...(['fee_in_advance', 'borrower_cap_exceeded', 'currencies_mixed'] as const),
    ],
    read: ({ body: { terms, clientMoney } }) => ({
      ...{ kind: 'ProposeProduct', terms: readProductTerms(terms, 'terms'), clientMoney },
    }),
    fieldAsSent: (field) => `terms.${field}`,
    write: (events) => {
      const proposed = events.find((event) => event.kind === 'ProductProposed');
      return { code: proposed?.terms.code ?? '', version: proposed?.terms.version ?? 0 };
    },
  });
  registerCommand(app, lane, {
    url: '/api/office/products/:code/versions/:version/approval',
    path: Type.Object({
      code: Type.String({ pattern: '^[a-z][a-z0-9_]{0,63}$', examples: ['small_credit_loan'] }),
      version: Type.String({ pattern: '^[1-9][0-9]{0,5}$', examples: ['1'] }),
    }),
    access: OFFICERS,
    operationId: 'approveProduct',
    tag: 'office',
    summary: 'Release a version of a product, as a second person',
    body: commandBody({}),
    answer: ProductApproved,
    refusals: [
      ...(['not_found', 'same_person', 'wrong_stage', 'rate_above_cap'] as const),
      ...(['forbidden_by_rule', 'purpose_forbidden', 'fee_in_advance'] as const),
      ...(['borrower_cap_exceeded', 'currencies_mixed'] as const),
    ],
    read: ({ path: { code = '', version } }) => ({
      ...{ kind: 'ApproveProduct', code, version: Number(version) },
    }),
    write: (events) => {
      const approved = events.find((event) => event.kind === 'ProductApproved');
      return { code: approved?.code ?? '', version: approved?.version ?? 0 };
    },
  });
}
