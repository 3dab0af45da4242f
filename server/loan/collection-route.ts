// What the office decides about a loan whose borrower does not pay: each step is prepared by one and released by
// another.
import { Done } from '@mutua/contract/http/command.ts';
import { DecideBody } from '@mutua/contract/office/loans.ts';
import type { RefusalCode } from '@mutua/core/kit/refusal-codes.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import type { FastifyInstance } from 'fastify';
import type { RoleAccess } from '../http/access.ts';
import { registerCommand } from '../http/command-route.ts';
import { idIn } from '../http/read-fields.ts';
import type { RouteContext } from '../http/route-context.ts';

const staff = (...positions: NonNullable<RoleAccess['positions']>): RoleAccess => ({
  roles: ['staff'],
  positions,
});

/** Who collects is let in, and told that it is not theirs to give up. */
const MAKERS = staff('risk_analyst', 'finance_officer', 'collector');
const CHECKERS = staff('risk_analyst', 'committee_member', 'collector');

const PROPOSED = ['not_found', 'wrong_stage', 'reason_missing'] as const;
const RELEASED = [
  ...(['not_found', 'wrong_stage', 'step_skipped', 'same_person', 'reason_missing'] as const),
  ...(['money_in_transit', 'authority_exceeded'] as const),
] as const;

type StepKind =
  | `Propose${'Default' | 'WriteOff' | 'CollectionEnd' | 'Acceleration'}`
  | 'ClassifyLoan'
  | 'AccelerateLoan'
  | 'WaiveDebt'
  | 'AgreeCompromise'
  | 'RescheduleLoan'
  | 'BackDateRepayment'
  | 'DeclareDefault'
  | 'WriteOffLoan'
  | 'EndCollection'
  | 'ReturnCollectionStep';

interface StepRoute {
  readonly kind: StepKind;
  /** Behind the address of the loan. */
  readonly url: string;
  readonly access: RoleAccess;
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly refusals: readonly RefusalCode[];
}

const STEPS: readonly StepRoute[] = [
  {
    ...{ kind: 'ProposeDefault', url: 'default-proposal', access: MAKERS },
    operationId: 'proposeDefault',
    summary: 'Propose that a borrower is unlikely to pay',
    description: 'By the days overdue a loan comes into default by itself.',
    refusals: PROPOSED,
  },
  {
    ...{ kind: 'DeclareDefault', url: 'default', operationId: 'declareDefault' },
    access: staff('risk_analyst', 'committee_member'),
    summary: 'Declare a loan in default, as a second person',
    description: 'Nothing becomes due by it.',
    refusals: RELEASED,
  },
  {
    ...{ kind: 'ClassifyLoan', url: 'asset-class', operationId: 'classifyLoan' },
    access: staff('risk_analyst', 'committee_member'),
    summary: 'Put a proposed asset class in force, as a second person',
    refusals: RELEASED,
  },
  {
    ...{ kind: 'ProposeAcceleration', url: 'acceleration-proposal', access: MAKERS },
    operationId: 'proposeAcceleration',
    summary: 'Propose that by the contract the whole loan becomes due',
    refusals: PROPOSED,
  },
  {
    ...{ kind: 'AccelerateLoan', url: 'acceleration', operationId: 'accelerateLoan' },
    access: staff('risk_analyst', 'committee_member'),
    summary: 'Accelerate a loan, as a second person',
    description:
      'The whole principal is due today with its interest to the day; the loan is in default.',
    refusals: RELEASED,
  },
  {
    ...{ kind: 'WaiveDebt', url: 'waiver', access: CHECKERS, operationId: 'waiveDebt' },
    summary: 'Waive debt, as a second person',
    description: 'Of what was paid meanwhile nothing is waived.',
    refusals: [...RELEASED, 'collector_may_not', 'nothing_owed'],
  },
  {
    ...{ kind: 'AgreeCompromise', url: 'compromise', access: CHECKERS },
    operationId: 'agreeCompromise',
    summary: 'Agree to a compromise, as a second person',
    description: 'Not paid by its day it lapses, and everything is owed as before.',
    refusals: [...RELEASED, 'collector_may_not'],
  },
  {
    ...{ kind: 'RescheduleLoan', url: 'reschedule', operationId: 'rescheduleLoan' },
    access: staff('risk_analyst', 'committee_member'),
    summary: 'Put a new plan in force to which the borrower has agreed, as a second person',
    description: 'Not while an instalment is open that somebody else has paid for the borrower.',
    refusals: [
      ...RELEASED,
      ...(['reschedule_not_approved', 'reschedule_changes_total', 'number_too_large'] as const),
      'changed_meanwhile',
    ],
  },
  {
    ...{ kind: 'BackDateRepayment', url: 'back-dating', operationId: 'backDateRepayment' },
    access: staff('risk_analyst', 'committee_member'),
    summary: 'Let a repayment count from the earlier day that is proposed, as a second person',
    description:
      'No money moves: each holder keeps the total received, and its components are others.',
    refusals: [...RELEASED, 'already_reversed', 'changed_meanwhile', 'exceeds_payoff'],
  },
  {
    ...{ kind: 'ProposeWriteOff', url: 'write-off-proposal', access: MAKERS },
    operationId: 'proposeWriteOff',
    summary: 'Propose that a loan in default is written off',
    refusals: [...PROPOSED, 'not_defaulted', 'collector_may_not'],
  },
  {
    ...{ kind: 'WriteOffLoan', url: 'write-off', access: CHECKERS, operationId: 'writeOffLoan' },
    summary: 'Write a loan off, as a second person',
    description:
      'The debt stays owed and every later payment reaches the lenders; nothing more is asked for. Within the authority of the position for the principal that is outstanding.',
    refusals: [...RELEASED, 'not_defaulted', 'collector_may_not'],
  },
  {
    ...{ kind: 'ProposeCollectionEnd', url: 'collection-end-proposal', access: MAKERS },
    operationId: 'proposeCollectionEnd',
    summary: 'Propose that nothing more is collected on a loan that is written off',
    refusals: [...PROPOSED, 'collector_may_not'],
  },
  {
    ...{ kind: 'EndCollection', url: 'collection-end', access: CHECKERS },
    operationId: 'endCollection',
    summary: 'End the collection of a loan that is written off, as a second person',
    description: 'The loan is closed, and what is missing is lost to its lenders.',
    refusals: [...RELEASED, 'collector_may_not'],
  },
  {
    ...{ kind: 'ReturnCollectionStep', url: 'proposal-return', operationId: 'returnStep' },
    access: staff('risk_analyst', 'finance_officer', 'committee_member'),
    summary: 'Return a proposed step of collection',
    refusals: PROPOSED,
  },
];

export function registerCollection(app: FastifyInstance, { lane }: RouteContext): void {
  for (const { kind, url, ...route } of STEPS) {
    registerCommand(app, lane, {
      ...route,
      url: `/api/office/loans/:loanId/${url}`,
      tag: 'office',
      body: DecideBody,
      answer: Done,
      read: ({ body: { reason }, path }): AnyCommand => ({
        ...{ kind, loanId: idIn(path.loanId, 'loanId'), reason },
      }),
      write: () => ({}),
    });
  }
}
