// A rate on a screen, from parts per million, always with two decimals.
import { placePoint } from '@mutua/core/money/fraction.ts';
import { divideRounded } from '@mutua/core/money/rounding.ts';

/** 126000 parts per million are 12.60 %. */
export function RateText({ ppm }: { readonly ppm: bigint }) {
  const negative = ppm < 0n;
  const hundredths = divideRounded(negative ? -ppm : ppm, 100n, 'half_up');
  return (
    <span className="rate">
      {negative && '−'}
      {placePoint(hundredths, 2)}
      <span className="rate-sign">%</span>
    </span>
  );
}
