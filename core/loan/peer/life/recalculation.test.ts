import { describe, expect, it } from 'vitest';
import { fraction } from '../../../money/fraction.ts';
import { minorUnits } from '../../../money/minor-units.ts';
import { type Day, dayOf } from '../../../time/day.ts';
import { totalOfAmounts } from '../../repay/components.ts';
import { openAmounts } from '../../repay/instalment-account.ts';
import type { InAdvanceRule } from '../../repay/waterfall.ts';
import { PEER_DEFAULTS } from '../schedule/terms.ts';
import type { OperationAct } from './operations.ts';
import { addOperation, emptyReplay } from './replay.ts';
import { peerLifeSchedule } from './schedule.ts';
import { type PeerLifeTerms, peerLifeTerms } from './terms.ts';

const START = dayOf(2026, 1, 1);

/** 100.00 at 7 % in six months of 30 days: instalments of 17.01. */
const HUNDRED = peerLifeTerms(
  peerLifeSchedule(
    {
      ...PEER_DEFAULTS,
      ...{ submittedDay: START, principal: minorUnits(10_000n), instalments: 6 },
      annualRate: fraction(7n, 100n),
    },
    { payOffInterest: 'till_pay_off_day', rest: 'daily' },
  ),
);

/** Principal, interest, paid and open of each row, as of the last day. */
function rowsAfter(
  payments: readonly (readonly [day: Day, amount: bigint])[],
  { rule = 'next_instalment', asOf, terms = HUNDRED }: Shown = {},
) {
  const replay = emptyReplay();
  const rules = [{ transaction: 'default' as const, inAdvance: rule }];
  const allocation = { kind: 'rules' as const, processing: 'horizontal' as const, rules };
  const acts: [Day, OperationAct][] = payments.map(([day, amount]) => [
    day,
    { kind: 'payment', payment: 'repayment', amount: minorUnits(amount), allocation },
  ]);
  acts.unshift([START, { kind: 'disbursement', amount: minorUnits(10_000n) }]);
  for (const [index, [day, act]] of acts.entries()) {
    replay.asOf = asOf ?? day;
    const operation = { id: index + 1, event: index + 1, day, submittedDay: day, act };
    expect(addOperation(replay, operation, terms).ok).toBe(true);
  }
  return replay.book.rows.map((row) =>
    [
      row.due.principal,
      row.due.interest,
      totalOfAmounts(row.paid),
      totalOfAmounts(openAmounts(row)),
    ].map(Number),
  );
}

interface Shown {
  readonly rule?: InAdvanceRule;
  readonly asOf?: Day;
  readonly terms?: PeerLifeTerms;
}

const FEBRUARY = dayOf(2026, 2, 1);

describe('interest that follows the payments', () => {
  it('is what was agreed while all is paid on its day', () => {
    expect(rowsAfter([[FEBRUARY, 1_701n]])).toEqual([
      [1_643, 58, 1_701, 0],
      [1_652, 49, 0, 1_701],
      [1_662, 39, 0, 1_701],
      [1_672, 29, 0, 1_701],
      [1_681, 20, 0, 1_701],
      [1_690, 10, 0, 1_700],
    ]);
  });

  it('stops on the day of an early payment: the instalment stays, and the last row shrinks', () => {
    // 14 of 28 days on 83.57: 0.24; then 14 days on 68.81: 0.20.
    expect(
      rowsAfter([
        [FEBRUARY, 1_701n],
        [dayOf(2026, 2, 15), 1_500n],
      ]),
    ).toEqual([
      [1_643, 58, 1_701, 0],
      [1_657, 44, 1_500, 201],
      [1_662, 39, 0, 1_701],
      [1_672, 29, 0, 1_701],
      [1_681, 20, 0, 1_701],
      [1_685, 10, 0, 1_695],
    ]);
  });

  it('of a period that is paid ahead is due with the next one', () => {
    // 15 of 31 days on 100.00: 0.28 is due; the other 16 days on 83.27 come to 0.25.
    const [first, second] = rowsAfter([[dayOf(2026, 1, 16), 1_701n]]);
    expect(first).toEqual([1_673, 28, 1_701, 0]);
    expect(second).toEqual([1_627, 49 + 25, 0, 1_701]);
  });

  it('becomes less in every row when the last one is paid first', () => {
    const paid = rowsAfter(
      [
        [FEBRUARY, 1_701n],
        [dayOf(2026, 2, 15), 1_500n],
      ],
      {
        rule: 'last_instalment',
      },
    );
    expect(paid.map(([, interest]) => interest)).toEqual([58, 44, 30, 21, 11, 1]);
    expect(paid.at(-1)).toEqual([1_659, 1, 1_500, 160]);
  });

  it('is shared by all rows when an early payment is', () => {
    const paid = rowsAfter(
      [
        [FEBRUARY, 1_701n],
        [dayOf(2026, 2, 15), 1_500n],
      ],
      {
        rule: 'reamortisation',
      },
    );
    expect(paid.map(([, , amount]) => amount)).toEqual([1_701, 300, 300, 300, 300, 300]);
  });

  it('ends when the loan is paid off, and later rows have none', () => {
    expect(
      rowsAfter([
        [FEBRUARY, 1_701n],
        [dayOf(2026, 2, 15), 8_381n],
      ]),
    ).toEqual([
      [1_643, 58, 1_701, 0],
      [1_677, 24, 1_701, 0],
      [1_701, 0, 1_701, 0],
      [1_701, 0, 1_701, 0],
      [1_701, 0, 1_701, 0],
      [1_577, 0, 1_577, 0],
    ]);
  });

  it('runs on what is past due, to the day and at most to the end of the term', () => {
    const unpaid = (asOf: Day) => rowsAfter([], { asOf }).map(([, interest]) => interest);
    // 16.43 since 1 February: 14 of 28 days come to 0.05.
    expect(unpaid(dayOf(2026, 2, 15))).toEqual([58, 54, 39, 29, 20, 10]);
    expect(unpaid(dayOf(2026, 7, 1))).toEqual([58, 58, 58, 58, 58, 58]);
    expect(unpaid(dayOf(2027, 7, 1))).toEqual([58, 58, 58, 58, 58, 58]);
  });

  it('goes to the next due day where that is agreed', () => {
    const terms = (rest: 'daily' | 'same_as_repayment') => ({
      ...HUNDRED,
      schedule: peerLifeSchedule(
        {
          ...PEER_DEFAULTS,
          ...{ submittedDay: START, principal: minorUnits(10_000n), instalments: 6 },
          annualRate: fraction(7n, 100n),
        },
        { payOffInterest: 'till_due_day', rest },
      ),
    });
    const day = dayOf(2026, 1, 16);
    expect(rowsAfter([[day, 1_701n]], { terms: terms('daily') })[0]?.[1]).toBe(28);
    expect(rowsAfter([[day, 1_701n]], { terms: terms('same_as_repayment') })[0]?.[1]).toBe(58);
    expect(rowsAfter([[day, 11_000n]], { terms: terms('daily') })[0]?.[1]).toBe(58);
  });
});
