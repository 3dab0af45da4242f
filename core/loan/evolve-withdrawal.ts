// What the end of a loan before its disbursement changes.
import type { Evolutions } from '../evolutions.ts';

import { endOpenLoan } from './open-loan.ts';
import { loanIn, takeStep } from './take-step.ts';
import type { LoanWithdrawn } from './withdrawal.ts';

export const WITHDRAWAL_EVOLUTIONS: Evolutions<LoanWithdrawn> = {
  LoanWithdrawn: (world, { loanId, reason, note }, stamp) => {
    const { nextActionDay: _, ...loan } = loanIn(world, loanId);
    world.put('loan', loan);
    const step = { event: 'LoanWithdrawn', reason: note ?? reason } as const;
    takeStep(world, loanId, step, stamp, { withdrawReason: reason });
    endOpenLoan(world, loan.borrowerId);
  },
};
