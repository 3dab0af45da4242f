// All collateral on record, for the office.
import { PAGE_FIELDS } from '@mutua/contract/http/page.ts';
import { CollateralOnWire } from '@mutua/contract/safeguard/collateral.ts';
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { RoleAccess } from '../http/access.ts';
import { KEY_PARTS, pageOf } from '../http/cursor.ts';
import { present } from '../http/read-fields.ts';
import { registerList } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { readCollateral } from './collateral-read.ts';

const READERS: RoleAccess = {
  roles: ['staff', 'regulator', 'auditor'],
  positions: [
    ...(['risk_analyst', 'compliance_officer', 'loan_officer', 'committee_member'] as const),
    ...(['finance_officer', 'internal_auditor', 'collector'] as const),
  ],
};

export function registerCollateralList(app: FastifyInstance, { pool }: RouteContext): void {
  registerList(app, {
    url: '/api/office/collateral',
    access: READERS,
    operationId: 'listCollateral',
    tag: 'office',
    summary: 'All collateral on record, in the order in which it was recorded',
    query: Type.Object(
      { ...PAGE_FIELDS, state: Type.Optional(CollateralOnWire.properties.state) },
      { additionalProperties: false },
    ),
    item: CollateralOnWire,
    key: [KEY_PARTS.id],
    read: async ({ page, query: { state } }) =>
      pageOf(await readCollateral(pool, { ...present({ state }), page }), page, {
        key: ({ collateralId }) => [collateralId],
        item: (one) => one,
      }),
  });
}
