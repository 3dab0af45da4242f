// For tests: a loan whose repayments are corrected, with its history as the log and the book have it.
import type { Decision } from '@mutua/core/decision.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { Result } from '@mutua/core/kit/result.ts';
import type { TransferId } from '@mutua/core/ledger/transfer.ts';
import { type HistoryEntry, isOfLoan } from '@mutua/core/loan/loan-history.ts';
import { payoffOf } from '@mutua/core/loan/repay/payoff.ts';
import { upToDate } from '@mutua/core/loan/up-to-date.ts';
import { least, sum, ZERO } from '@mutua/core/money/minor-units.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import { SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import type { Day } from '@mutua/core/time/day.ts';
import { expect } from 'vitest';
import { ANALYST_LEAD, emptyPockets, FINANCE_OFFICER, REASON } from './trial-collection.ts';
import { BANK } from './trial-loan.ts';
import { newTrialId } from './trial-world.ts';
import { moneySide, replayed, WatchedLoan } from './watched-loan.ts';

const READING: readonly AnyCommand['kind'][] = [
  'ProposeBackDating',
  'BackDateRepayment',
  'RecordRepaymentReversal',
];

/** Reads its history where a command asks for it, as the door does. */
export class CorrectedLoan extends WatchedLoan {
  override ask(actor: Actor, command: AnyCommand, commandId = newTrialId()): Result<Decision> {
    if (READING.includes(command.kind)) {
      this.world.forget('loanHistory');
      const fact = { loanId: this.loanId, entries: this.entries() };
      this.world.load('loanHistory', [{ fact, version: 0 }]);
    }
    return super.ask(actor, command, commandId);
  }

  /** The instructions under which repayments were distributed, the oldest first. */
  repayments(): readonly Id[] {
    return this.decided.flatMap(({ decision }) =>
      decision.events.flatMap((event) =>
        event.kind === 'RepaymentDistributed' ? [event.instructionId] : [],
      ),
    );
  }

  backDate(instructionId: Id, day: Day): void {
    const { loanId } = this;
    const asked = { instructionId, day, evidence: 'receipt 1' };
    this.done(FINANCE_OFFICER, { kind: 'ProposeBackDating', loanId, reason: REASON, ...asked });
    this.done(ANALYST_LEAD, { kind: 'BackDateRepayment', loanId, reason: REASON });
  }

  takeBack(instructionId: Id, bankReference = 'B9'): Result<Decision> {
    const told = { instructionId, bankReference, bankDay: this.today };
    return this.ask(BANK, { kind: 'RecordRepaymentReversal', ...told });
  }

  private entries(): readonly HistoryEntry[] {
    const reversed = new Set<TransferId>();
    for (const transfer of this.booked) {
      if (transfer.kind === 'posted' && transfer.reversesId !== undefined) {
        reversed.add(transfer.reversesId);
      }
    }
    return this.decided.map(({ decision: { events, transfers }, stamp }) => ({
      day: stamp.day,
      events: events.filter((event) => isOfLoan(event, this.loanId)),
      transfers: transfers
        .filter(({ kind }) => kind === 'posted' || kind === 'post')
        .filter((one) => one.kind !== 'posted' || one.reversesId === undefined)
        .filter(({ id, subjectId }) => subjectId === this.loanId && !reversed.has(id))
        .map((one) => ({ ...one, bookedDay: stamp.day })),
    }));
  }
}

/** At 6 % with 9 % of penalty from the first day, and no fee. */
const PLAIN: ProductTerms = {
  ...SMALL_CREDIT_LOAN,
  workingDayRule: 'none',
  tariff: {
    ...SMALL_CREDIT_LOAN.tariff,
    fees: SMALL_CREDIT_LOAN.tariff.fees.filter(({ kind }) => kind !== 'service'),
  },
  penalty: { ...SMALL_CREDIT_LOAN.penalty, graceDays: 0 },
};

export function aLoan(parts: readonly bigint[] = [400_000n, 600_000n], months = 12): CorrectedLoan {
  const amount = parts.reduce((total, part) => total + part, 0n);
  const loan = new CorrectedLoan({ product: PLAIN, ratePpm: 60_000, months, amount });
  loan.disburse(parts);
  emptyPockets(loan);
  return loan;
}

/** The borrower gets so much, and pays of it what is due. */
export function pay(loan: CorrectedLoan, amount: bigint): void {
  loan.topUpBorrower(amount);
  payWhatIsThere(loan);
}

export function payWhatIsThere(loan: CorrectedLoan): void {
  const cash = loan.cashOf('borrower', loan.borrower);
  if (cash === ZERO || loan.loan.state === 'closed') return;
  // Today's interest and penalty with it.
  const worked = loan.servicing.workedThrough < loan.today ? upToDay(loan) : loan.servicing;
  const amount = least(cash, payoffOf(worked, loan.today).total);
  const paid = loan.asBorrower({ kind: 'RepayLoan', loanId: loan.loanId, amount });
  if (!paid.ok && paid.refusal.code !== 'nothing_owed') throw new Error(paid.refusal.code);
  loan.answerAll();
}

export function upToDay({ loan, servicing, today }: CorrectedLoan) {
  const numbers = { nextTransferId: () => 0n, newId: newTrialId };
  return upToDate(loan, servicing, 'due_day', { ...numbers, today } as never).servicing;
}

export function expectLaws(loan: CorrectedLoan): void {
  expect(loan.brokenLaws()).toEqual([]);
  expect(moneySide(loan)).toBe(ZERO);
  expect(replayed(loan).filter((fact) => !fact.startsWith('case'))).toEqual([]);
}

/** What each claim has received, and how the loan stands. */
export function standingOf(loan: CorrectedLoan) {
  const { accounts, fallenDue, changes, meter } = loan.servicing;
  const { state, assetClass, nextActionDay } = loan.loan;
  const claims = loan.claims.map(
    ({ id: _, holderId: __, loanId: ___, borrowerId: ____, ...claim }) => claim,
  );
  return { accounts, fallenDue, changes, meter, state, assetClass, nextActionDay, claims };
}

export const totalOf = (loan: CorrectedLoan) =>
  loan.claims.map(({ principalReceived, interestReceived, penaltyReceived }) =>
    sum([principalReceived, interestReceived, penaltyReceived]),
  );
