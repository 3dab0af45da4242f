// Collateral in the office: recorded, borne out by the register, valued, released and sold.
import { Done } from '@mutua/contract/http/command.ts';
import {
  CollateralMade,
  DisposalAnswer,
  DisposeCollateralBody,
  LoanSafeguard,
  RecordCollateralBody,
  RegisterCollateralBody,
  ReleaseCollateralBody,
  ValueCollateralBody,
} from '@mutua/contract/safeguard/collateral.ts';
import type { FastifyInstance } from 'fastify';
import type { RoleAccess } from '../http/access.ts';
import { registerCommand } from '../http/command-route.ts';
import { dayIn, idIn, moneyIn } from '../http/read-fields.ts';
import { registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { readDetails, readSum } from './collateral-fields.ts';
import { readLoanSafeguard } from './collateral-read.ts';

const KEEPERS: RoleAccess = { roles: ['staff'], positions: ['loan_officer', 'risk_analyst'] };
const SELLERS: RoleAccess = { roles: ['staff'], positions: ['risk_analyst', 'finance_officer'] };
const READERS: RoleAccess = {
  roles: ['staff', 'regulator', 'auditor'],
  positions: [
    ...(['risk_analyst', 'compliance_officer', 'loan_officer', 'committee_member'] as const),
    ...(['finance_officer', 'internal_auditor', 'collector'] as const),
  ],
};

export function registerCollateral(app: FastifyInstance, { lane, pool }: RouteContext): void {
  registerCommand(app, lane, {
    url: '/api/office/loans/:loanId/collateral',
    access: KEEPERS,
    operationId: 'recordCollateral',
    tag: 'office',
    summary: 'Record what is to stand behind a loan',
    body: RecordCollateralBody,
    answer: CollateralMade,
    refusals: ['not_found', 'wrong_stage', 'currencies_mixed'],
    read: ({ body: { commandId: _, ...details }, path }) => ({
      ...{ kind: 'RecordCollateral', loanId: idIn(path.loanId, 'loanId') },
      details: readDetails(details),
    }),
    write: (_, commandId) => ({ collateralId: commandId }),
  });
  registerCommand(app, lane, {
    url: '/api/office/collateral/:collateralId/registration',
    access: KEEPERS,
    operationId: 'registerCollateral',
    tag: 'office',
    summary: 'Bear out that collateral is registered, as a second person',
    body: RegisterCollateralBody,
    answer: Done,
    refusals: ['not_found', 'wrong_stage', 'same_person', 'collateral_not_released'],
    read: ({ body: { register, registrationNumber, registeredOn }, path }) => ({
      ...{ kind: 'RegisterCollateral', collateralId: idIn(path.collateralId, 'collateralId') },
      ...{ register, registrationNumber, registeredOn: dayIn(registeredOn, 'registeredOn') },
    }),
    write: () => ({}),
  });
  registerCommand(app, lane, {
    url: '/api/office/collateral/:collateralId/valuation',
    access: KEEPERS,
    operationId: 'valueCollateral',
    tag: 'office',
    summary: 'Record a later valuation of collateral',
    body: ValueCollateralBody,
    answer: Done,
    refusals: ['not_found', 'wrong_stage', 'currencies_mixed'],
    read: ({ body: { value: money, valuer, valuedOn }, path }) => {
      const { amount: value, currency } = moneyIn(money, 'value');
      return {
        ...{ kind: 'ValueCollateral', collateralId: idIn(path.collateralId, 'collateralId') },
        ...{ value, currency, valuer, valuedOn: dayIn(valuedOn, 'valuedOn') },
      };
    },
    write: () => ({}),
  });
  registerRead(app, {
    url: '/api/office/loans/:loanId/safeguard',
    access: READERS,
    operationId: 'getLoanSafeguard',
    tag: 'office',
    summary: 'Who and what stands behind a loan',
    answer: LoanSafeguard,
    read: ({ path }) => readLoanSafeguard(pool, idIn(path.loanId, 'loanId')),
  });
}

export function registerCollateralEnds(app: FastifyInstance, { lane }: RouteContext): void {
  registerCommand(app, lane, {
    url: '/api/office/collateral/:collateralId/release',
    access: KEEPERS,
    operationId: 'releaseCollateral',
    tag: 'office',
    summary: 'Release collateral that is not needed',
    description: 'When its loan has ended it is released by itself.',
    body: ReleaseCollateralBody,
    answer: Done,
    refusals: ['not_found', 'wrong_stage', 'reason_missing', 'still_owed'],
    read: ({ body: { reason }, path }) => ({
      ...{ kind: 'ReleaseCollateral', collateralId: idIn(path.collateralId, 'collateralId') },
      reason,
    }),
    write: () => ({}),
  });
  registerCommand(app, lane, {
    url: '/api/office/collateral/:collateralId/disposal',
    access: SELLERS,
    operationId: 'disposeCollateral',
    tag: 'office',
    summary: 'Record that collateral was sold for a debt in default',
    description:
      'The first officer asks; a second one bears it out with the same sum. The proceeds are paid to the loan as any recovery.',
    body: DisposeCollateralBody,
    answer: DisposalAnswer,
    refusals: [
      ...(['not_found', 'wrong_stage', 'not_defaulted', 'currencies_mixed'] as const),
      ...(['reason_missing', 'same_person'] as const),
    ],
    read: ({ body: { proceeds: money, reason }, path }) => {
      const { amount: proceeds, currency } = readSum(money, 'proceeds');
      return {
        ...{ kind: 'DisposeCollateral', collateralId: idIn(path.collateralId, 'collateralId') },
        ...{ proceeds, currency, reason },
      };
    },
    write: (events) => {
      const isAsked = events.some((event) => event.kind === 'CollateralDisposalAsked');
      return { state: isAsked ? ('asked' as const) : ('done' as const) };
    },
  });
}
