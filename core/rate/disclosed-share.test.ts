import { describe, expect, it } from 'vitest';
import official from '../../tests/vectors/official-rates.json' with { type: 'json' };
import { invalid, ok } from '../kit/result.ts';
import { formatDecimal, fraction, multiplyFractions } from '../money/fraction.ts';
import { averageDefaultRate, dailyEconomicBenefit } from './disclosed-share.ts';

const percent = fraction(100n);

describe('a share to be disclosed', () => {
  it('is the default rate that a platform published', () => {
    const { expected } = published('ecspr-lande-2024');
    const rate = averageDefaultRate([{ defaulted: 52n, outstanding: 790n }]);
    const text = rate.ok && formatDecimal(multiplyFractions(rate.value, percent), 2, 'half_up');
    expect(text).toBe(expected.default_rate_percent_2dp);
  });

  it('is the daily benefit of the Indonesian illustration', () => {
    const { expected } = published('ojk-seojk19-2023-productive');
    const parts = [30_000n, 50_000n, 5_000n].map((amount) => fraction(amount));
    const share = dailyEconomicBenefit({ funding: fraction(1_000_000n), tenorDays: 90n, parts });
    const text = share.ok && formatDecimal(multiplyFractions(share.value, percent), 4, 'half_up');
    expect(text).toBe(expected.percent_per_day_4dp);
  });

  it('averages windows, each with the same weight', () => {
    const windows = [
      { defaulted: 1n, outstanding: 10n },
      { defaulted: 30n, outstanding: 100n },
    ];
    expect(averageDefaultRate(windows)).toEqual(ok(fraction(400n, 2000n)));
  });

  it('is refused where it has no meaning', () => {
    expect(averageDefaultRate([]).ok).toBe(false);
    expect(averageDefaultRate([{ defaulted: 2n, outstanding: 1n }]).ok).toBe(false);
    expect(averageDefaultRate([{ defaulted: 0n, outstanding: 0n }]).ok).toBe(false);
    const benefit = { funding: fraction(1n), tenorDays: 1n, parts: [] };
    expect(dailyEconomicBenefit({ ...benefit, funding: fraction(0n) })).toEqual(
      invalid('funding', 'It must be greater than 0.'),
    );
    expect(dailyEconomicBenefit({ ...benefit, tenorDays: 0n })).toEqual(
      invalid('tenorDays', 'It must be greater than 0.'),
    );
  });
});

function published(id: string) {
  const found = official.examples.find((example) => example.id === id);
  if (!found) throw new Error(`${id} is published.`);
  return { expected: found.expected as Readonly<Record<string, unknown>> };
}
