import type { Id } from '@mutua/core/kit/id.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import { describe, expect, it } from 'vitest';
import { custodyLines } from './ledger-lines.ts';
import type { BookedPart } from './reconcile-read.ts';

const DAY = dayOf(2026, 4, 2);
const BATCH = '01984d6e-6b1a-7c3e-9d55-0a4c1f2b3d4e' as Id;
const INSTRUCTION = '01984d6e-6b1a-7c3e-9d55-0a4c1f2b3d4f' as Id;

const part = (
  [debit, credit]: readonly [BookedPart['debit'], BookedPart['credit']],
  code: BookedPart['code'],
  amount: bigint,
): BookedPart => ({
  ...{ sequence: 7n, code, debit, credit, amount: minorUnits(amount), bookedDay: DAY },
});

function linesOf(parts: readonly BookedPart[]) {
  const ended = { kind: 'InstructionEnded', instructionId: INSTRUCTION, outcome: 'confirmed' };
  const answer = { id: INSTRUCTION, outcome: 'confirmed', bankReference: 'B1', bankDay: DAY };
  return custodyLines({
    ...{ day: DAY, parts, reversals: [], alone: new Set<string>() },
    events: new Map([[7n, [ended as never]]]),
    batches: [{ id: BATCH, items: [], content: '', answers: [answer as never] }],
  }).lines;
}

describe('the lines of a distribution', () => {
  it('are one at the custodian, whoever is paid by it, with the fees of both sides in it', () => {
    expect(
      linesOf([
        part(['borrower_cash', 'loan_repayment'], 'repayment', 1_005_833n),
        part(['loan_repayment', 'lender_cash'], 'principal_paid', 1_000_000n),
        part(['loan_repayment', 'lender_cash'], 'interest_paid', 4_833n),
        part(['loan_repayment', 'platform_fees'], 'fee_service', 1_000n),
        // Of what lenders are paid the custodian moves only what is left.
        part(['lender_cash', 'platform_fees'], 'fee_lender_management', 242n),
      ]),
    ).toEqual([
      {
        ...{ reference: `${BATCH} distribution`, direction: 'internal', day: DAY },
        amount: 1_005_833n,
      },
    ]);
  });
});

describe('the lines of the operator’s own money', () => {
  it('are one for each payment that the custodian made out of it', () => {
    expect(linesOf([part(['platform_funds', 'custody'], 'collection_cost', 5_000n)])).toEqual([
      { reference: `${BATCH} own_payment`, direction: 'debit', day: DAY, amount: 5_000n },
    ]);
  });

  it('are one for what was paid in, by the custodian’s own number and day', () => {
    const received = { kind: 'OwnFundsReceived', bankReference: 'B7', bankDay: DAY };
    const { lines } = custodyLines({
      ...{ day: DAY, reversals: [], alone: new Set<string>(), batches: [] },
      parts: [part(['custody', 'platform_funds'], 'own_funds_in', 8_000n)],
      events: new Map([[7n, [received as never]]]),
    });
    expect(lines).toEqual([
      { reference: 'B7 own_funds_in', direction: 'credit', day: DAY, amount: 8_000n },
    ]);
  });
});

describe('the lines of a disbursement', () => {
  it('are the principal and, each as its own movement, the fees after it', () => {
    expect(
      linesOf([
        part(['lender_cash', 'loan_funding'], 'bid', 1_000_000n),
        part(['loan_funding', 'borrower_cash'], 'disbursement', 1_000_000n),
        part(['borrower_cash', 'platform_fees'], 'fee_service', 15_000n),
      ]),
    ).toEqual([
      { reference: `${BATCH} disbursement`, direction: 'internal', day: DAY, amount: 1_000_000n },
      { reference: `${BATCH} fee`, direction: 'internal', day: DAY, amount: 15_000n },
    ]);
  });
});
