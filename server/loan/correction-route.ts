// Repayments that were distributed, and what finance proposes where one is to count from an earlier day.
import { Done } from '@mutua/contract/http/command.ts';
import { RepaymentsInOffice, RepaymentsOfLoan } from '@mutua/contract/loan/repayments.ts';
import { ProposeBackDatingBody } from '@mutua/contract/office/arrears.ts';
import type { FastifyInstance } from 'fastify';
import type { RoleAccess } from '../http/access.ts';
import { registerCommand } from '../http/command-route.ts';
import { dayIn, idIn } from '../http/read-fields.ts';
import { registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { forBorrower, readRepayments } from './repayments-read.ts';
import { readLoan } from './servicing-read.ts';

/** Those who work on what borrowers pay, and those who look at it. */
const READERS: RoleAccess = {
  roles: ['staff', 'auditor'],
  positions: ['risk_analyst', 'finance_officer', 'committee_member', 'collector'],
};

export function registerCorrections(app: FastifyInstance, { lane, pool }: RouteContext): void {
  registerCommand(app, lane, {
    ...{ tag: 'office', answer: Done, write: () => ({}) },
    url: '/api/office/loans/:loanId/back-dating-proposal',
    access: { roles: ['staff'], positions: ['finance_officer'] },
    operationId: 'proposeBackDating',
    summary: 'Propose that a repayment counts from an earlier day',
    description: 'Its money was at the custodian on that day. A second person releases it.',
    body: ProposeBackDatingBody,
    refusals: [
      ...(['not_found', 'wrong_stage', 'reason_missing', 'money_in_transit'] as const),
      ...(['already_reversed', 'changed_meanwhile', 'exceeds_payoff'] as const),
    ],
    read: ({ body: { instructionId, day, evidence, reason }, path }) => ({
      ...{ kind: 'ProposeBackDating', loanId: idIn(path.loanId, 'loanId'), reason, evidence },
      ...{ instructionId: idIn(instructionId, 'instructionId'), day: dayIn(day, 'day') },
    }),
  });
  registerRead(app, {
    url: '/api/office/loans/:loanId/repayments',
    access: READERS,
    operationId: 'listRepaymentsInOffice',
    tag: 'office',
    summary: 'The repayments of a loan, with what was corrected, by whom and why',
    answer: RepaymentsInOffice,
    read: async ({ path }) => {
      const loan = await readLoan(pool, idIn(path.loanId, 'loanId'));
      if (loan === undefined) return undefined;
      return { repayments: await readRepayments(pool, loan.id, loan.currency) };
    },
  });
  registerRead(app, {
    url: '/api/loans/:loanId/repayments',
    access: { roles: ['borrower'] },
    operationId: 'listRepayments',
    tag: 'loan',
    summary: 'Your repayments of one of your loans, with what was corrected and why',
    answer: RepaymentsOfLoan,
    read: async ({ actor, path }) => {
      const loan = await readLoan(pool, idIn(path.loanId, 'loanId'));
      if (loan === undefined || loan.borrowerId !== actor?.id) return undefined;
      const repayments = await readRepayments(pool, loan.id, loan.currency);
      return { repayments: repayments.map(forBorrower) };
    },
  });
}
