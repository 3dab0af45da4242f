// The repayments of a loan, as they were made and as they were corrected, from its history.
import type { RepaymentInOffice, RepaymentOfLoan } from '@mutua/contract/loan/repayments.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { CorrectionEvent, HolderAmounts } from '@mutua/core/loan/correction-events.ts';
import type { RepaymentDistributed } from '@mutua/core/loan/events.ts';
import type { ComponentAmounts } from '@mutua/core/loan/repay/components.ts';
import type { Currency } from '@mutua/core/money/currency.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { moneyOf } from '../http/read-fields.ts';
import { type LoanEvents, readLoanEvents } from './loan-history-read.ts';

/** For the office: with who stands for what, and what it made of each claim. */
export async function readRepayments(
  pool: pg.Pool,
  loanId: Id,
  currency: Currency,
): Promise<RepaymentInOffice[]> {
  const history = await readLoanEvents(loanId, async ({ text, values }) => {
    const { rows } = await pool.query<Readonly<Record<string, unknown>>>(text, [...values]);
    return rows;
  });
  return eventsOf(history, 'RepaymentDistributed').map(({ event }) =>
    writeOne(history, event, currency),
  );
}

/** For the borrower: of the holders nothing. */
export function forBorrower({ corrections, ...repayment }: RepaymentInOffice): RepaymentOfLoan {
  return {
    ...repayment,
    corrections: corrections.map(
      ({ makerId: _, checkerId: __, evidence: ___, bankReference: ____, holders: _____, ...one }) =>
        one,
    ),
  };
}

function writeOne(
  history: readonly LoanEvents[],
  { instructionId, repayment, day, amount, paid }: RepaymentDistributed,
  currency: Currency,
): RepaymentInOffice {
  const backDated = eventsOf(history, 'RepaymentBackDated');
  const reversed = eventsOf(history, 'RepaymentReversed');
  const corrections = [...backDated, ...reversed].filter(
    ({ event }) => event.instructionId === instructionId,
  );
  const last = corrections.at(-1)?.event.kind;
  return {
    ...{ instructionId, kind: repayment, day: formatDay(day), amount: moneyOf(amount, currency) },
    paid: writeAmounts(paid),
    state: last === undefined ? 'standing' : KINDS[last],
    corrections: corrections.map(({ event, bookedOn }) => writeCorrection(event, bookedOn)),
  };
}

const KINDS = { RepaymentBackDated: 'back_dated', RepaymentReversed: 'reversed' } as const;

function writeCorrection(
  event: CorrectionEvent,
  bookedOn: Day,
): RepaymentInOffice['corrections'][number] {
  const { paid, penalty, holders } = event;
  return {
    ...{ kind: KINDS[event.kind], bookedOn: formatDay(bookedOn) },
    ...{ before: writeAmounts(paid.before), after: writeAmounts(paid.after) },
    ...{ penaltyBefore: String(penalty.before), penaltyAfter: String(penalty.after) },
    holders: holders.map(({ claimId, before, after }) => ({
      ...{ claimId, before: writeHolder(before), after: writeHolder(after) },
    })),
    ...(event.kind === 'RepaymentReversed' && { bankReference: event.bankReference }),
    ...(event.kind === 'RepaymentBackDated' && {
      ...{ day: formatDay(event.day), reason: event.reason, evidence: event.evidence },
      ...{ makerId: event.makerId, checkerId: event.checkerId },
    }),
  };
}

function writeAmounts({ principal, interest, penalty, fee }: ComponentAmounts) {
  return { ...writeHolder({ principal, interest, penalty }), fee: String(fee) };
}

function writeHolder({ principal, interest, penalty }: HolderAmounts) {
  return {
    principal: String(principal),
    interest: String(interest),
    penalty: String(penalty),
  };
}

type Told = LoanEvents['events'][number];

function eventsOf<Kind extends Told['kind']>(history: readonly LoanEvents[], kind: Kind) {
  return history.flatMap(({ day: bookedOn, events }) =>
    events.flatMap((event) =>
      event.kind === kind ? [{ event: event as Extract<Told, { kind: Kind }>, bookedOn }] : [],
    ),
  );
}
