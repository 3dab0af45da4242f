import { describe, expect, it } from 'vitest';
import { fraction } from '../../../money/fraction.ts';
import { type MinorUnits, minorUnits, scale, sum, ZERO } from '../../../money/minor-units.ts';
import {
  type PeerLevelPeriod,
  type PeerLevelRules,
  peerLevelInstalment,
  peerLevelRows,
} from './level.ts';

const rules: PeerLevelRules = { rounding: 'half_even', decimals: 2 };

/** So many months at a rate in hundredths of a percent a year. */
function months(count: number, annualHundredths: bigint): PeerLevelPeriod[] {
  const rate = fraction(annualHundredths, 120_000n);
  return Array.from({ length: count }, () => ({
    instalmentRate: rate,
    interestOn: (opening) => scale(opening, rate, 'half_even'),
    lentWithin: ZERO,
  }));
}

function instalment(
  principal: bigint,
  periods: readonly PeerLevelPeriod[],
  changes: Partial<PeerLevelRules> = {},
): MinorUnits {
  return peerLevelInstalment(minorUnits(principal), ZERO, periods, { ...rules, ...changes });
}

function lastRow(principal: bigint, periods: readonly PeerLevelPeriod[], amount: MinorUnits) {
  const last = peerLevelRows(minorUnits(principal), ZERO, periods, amount).at(-1);
  return sum([last?.principal ?? ZERO, last?.interest ?? ZERO]);
}

describe('the level instalment', () => {
  it('is the annuity where the last row is close to it', () => {
    expect(instalment(10_000n, months(6, 700n))).toBe(1701n);
    expect(lastRow(10_000n, months(6, 700n), minorUnits(1701n))).toBe(1700n);
  });

  it('is corrected where the last row is off by more than half as many cents as rows', () => {
    // 0.87 leaves a last row of 0.79, eight cents less; 0.86 one of 0.92.
    expect(lastRow(1_000n, months(12, 700n), minorUnits(87n))).toBe(79n);
    expect(instalment(1_000n, months(12, 700n))).toBe(86n);
    expect(lastRow(1_000n, months(12, 700n), minorUnits(86n))).toBe(92n);
  });

  it('is not corrected twice where that would bring the first difference back', () => {
    expect(instalment(1_000n, months(24, 3500n))).toBe(58n);
  });

  it('is not corrected where the difference would grow', () => {
    expect(instalment(100_100n, months(24, 3300n))).toBe(5753n);
    expect(lastRow(100_100n, months(24, 3300n), minorUnits(5753n))).toBe(5738n);
    expect(lastRow(100_100n, months(24, 3300n), minorUnits(5752n))).toBe(5775n);
  });

  it('stays a multiple of the step', () => {
    expect(instalment(40_000n, months(6, 0n), { instalmentStep: minorUnits(100n) })).toBe(6700n);
    expect(instalment(50_000n, months(6, 700n), { instalmentStep: minorUnits(100n) })).toBe(8500n);
  });

  it('is not rounded to a step that would leave nothing', () => {
    expect(instalment(200n, months(6, 0n), { instalmentStep: minorUnits(100n) })).toBe(33n);
  });

  it('judges the difference in hundredths of a major unit, whatever the decimals of the currency', () => {
    expect(instalment(1_000n, months(12, 700n), { decimals: 3 })).toBe(87n);
    expect(instalment(1_063n, months(12, 1200n), { decimals: 0 })).toBe(95n);
  });

  it('leaves out the rows that pay interest only', () => {
    const [first, ...others] = months(4, 1200n);
    const periods = first ? [{ ...first, isPrincipalGrace: true }, ...others] : [];
    expect(instalment(1_000_000n, periods)).toBe(instalment(1_000_000n, others));
    expect(peerLevelRows(minorUnits(1_000_000n), ZERO, periods, minorUnits(340_022n))[0]).toEqual({
      principal: 0n,
      interest: 10_000n,
      balance: 1_000_000n,
    });
  });
});

describe('the rows of an instalment', () => {
  it('leave to the next row what interest the instalment does not reach', () => {
    const periods = months(3, 120_000n).map((period) => ({
      ...period,
      interestOn: () => minorUnits(100n),
    }));
    expect(peerLevelRows(minorUnits(500n), ZERO, periods, minorUnits(60n))).toEqual([
      { principal: 0n, interest: 60n, balance: 500n },
      { principal: 0n, interest: 60n, balance: 500n },
      { principal: 500n, interest: 180n, balance: 0n },
    ]);
  });

  it('leave deferred interest to the first row that pays interest', () => {
    const [first, ...others] = months(3, 1200n);
    const periods = first ? [{ ...first, isInterestGrace: true }, ...others] : [];
    expect(peerLevelRows(minorUnits(30_000n), ZERO, periods, minorUnits(10_100n))).toEqual([
      { principal: 10_100n, interest: 0n, balance: 19_900n },
      { principal: 9_601n, interest: 499n, balance: 10_299n },
      { principal: 10_299n, interest: 103n, balance: 0n },
    ]);
  });

  it('add what is lent within a period', () => {
    const [first, ...others] = months(2, 0n);
    const periods = first ? [{ ...first, lentWithin: minorUnits(50n) }, ...others] : [];
    expect(instalment(50n, periods)).toBe(50n);
    expect(peerLevelRows(minorUnits(50n), ZERO, periods, minorUnits(50n))).toEqual([
      { principal: 50n, interest: 0n, balance: 50n },
      { principal: 50n, interest: 0n, balance: 0n },
    ]);
  });
});
