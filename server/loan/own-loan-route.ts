// What a borrower reads of one loan beside its figures: its file, and what an early repayment would change.
import {
  EarlyOutlookOnWire,
  EarlyOutlookQuery,
  LoanFileOnWire,
} from '@mutua/contract/loan/own-loan.ts';
import { refuse } from '@mutua/core/kit/result.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { FastifyInstance } from 'fastify';
import { readBusinessDate } from '../calendar/business-date-read.ts';
import { Refused } from '../http/problems.ts';
import { idIn } from '../http/read-fields.ts';
import { registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { earlyOutlook } from './early-outlook.ts';
import { readOwnFile } from './own-file-read.ts';
import { readLoan, readServicing } from './servicing-read.ts';

const BORROWER = { roles: ['borrower'] } as const;

export function registerOwnLoanReads(app: FastifyInstance, { pool, clock }: RouteContext): void {
  registerRead(app, {
    url: '/api/loans/:loanId/file',
    access: BORROWER,
    operationId: 'getLoanFile',
    tag: 'loan',
    summary: 'What the product asks of you, what is there, and what is borne out',
    answer: LoanFileOnWire,
    read: async ({ actor, path }) =>
      actor && readOwnFile(pool, actor.id, idIn(path.loanId, 'loanId')),
  });
  registerRead(app, {
    url: '/api/loans/:loanId/early-outlook',
    access: BORROWER,
    operationId: 'getEarlyOutlook',
    tag: 'loan',
    summary: 'What an early repayment in part would change, compared both ways',
    description:
      'Today, by the schedule in force. A way in which the rest could not be repaid is left out; the preview of the early repayment says what it costs and what it would be refused for.',
    query: EarlyOutlookQuery,
    answer: EarlyOutlookOnWire,
    refusals: ['wrong_stage'],
    read: async ({ actor, path, query }) => {
      const loanId = idIn(path.loanId, 'loanId');
      const [loan, servicing, today] = await Promise.all([
        readLoan(pool, loanId),
        readServicing(pool, loanId),
        readBusinessDate(pool),
      ]);
      if (loan === undefined || today === undefined || loan.borrowerId !== actor?.id) {
        return undefined;
      }
      if (servicing === undefined || loan.state === 'closed') {
        throw new Refused(refuse('wrong_stage', { state: loan.state }).refusal);
      }
      const principal = minorUnits(BigInt(query.principal));
      return earlyOutlook(loan, servicing, principal, { today, now: clock() });
    },
  });
}
