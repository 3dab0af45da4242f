import { describe, expect, it } from 'vitest';
import { ok, refuse } from '../kit/result.ts';
import { DAY_COUNTS, dayCountName, dayCountNamed } from './day-count-names.ts';

describe('the name of a day count', () => {
  it.each([
    ['Actual/Actual (ISDA)', 'actual_actual_isda'],
    ['ACT/ACT ISDA', 'actual_actual_isda'],
    ['act/act', 'actual_actual_isda'],
    ['A/A', 'actual_actual_isda'],
    ['Actual/Actual (Historical)', 'actual_actual_isda'],
    ['ACT/ACT ISMA', 'actual_actual_icma'],
    ['Actual/Actual (ICMA)', 'actual_actual_icma'],
    ['Actual/Actual (Bond)', 'actual_actual_icma'],
    ['ACT/ACT AFB', 'actual_actual_afb'],
    ['Actual/Actual (Euro)', 'actual_actual_afb'],
    ['Actual/360', 'actual_360'],
    ['A/360', 'actual_360'],
    ['Actual/360 (inc)', 'actual_360_inclusive'],
    ['NL/360', 'actual_360_no_leap'],
    ['Act/364', 'actual_364'],
    ['Act/365F', 'actual_365_fixed'],
    ['Actual/365 (Fixed)', 'actual_365_fixed'],
    ['A/365', 'actual_365_fixed'],
    ['a365f', 'actual_365_fixed'],
    ['Actual365Fixed', 'actual_365_fixed'],
    ['actual-365-fixed', 'actual_365_fixed'],
    ['NL/365', 'actual_365_no_leap'],
    ['Actual/365 (No Leap)', 'actual_365_no_leap'],
    ['ACT/365.25', 'actual_365_25'],
    ['ACT/366', 'actual_366'],
    ['Act/365A', 'actual_365_a'],
    ['ACT/365L', 'actual_365_l'],
    ['Actual/365 (Fixed) Canadian Bond', 'actual_365_canadian'],
    ['1/1', 'one_one'],
    ['30/360', 'thirty_360_bond_basis'],
    ['30/360 BOND_BASIS', 'thirty_360_bond_basis'],
    ['30/360 (Bond Basis)', 'thirty_360_bond_basis'],
    ['30/360 ISDA', 'thirty_360_bond_basis'],
    ['30/360 NASD', 'thirty_360_bond_basis'],
    ['30/360 US', 'thirty_360_us'],
    ['30U/360', 'thirty_360_us'],
    ['30/360 PSA', 'thirty_360_psa'],
    ['30/360 Italian', 'thirty_360_italian'],
    ['30E/360', 'thirty_e_360'],
    ['30E/360 (Eurobond Basis)', 'thirty_e_360'],
    ['Eurobond Basis', 'thirty_e_360'],
    ['30/360 European', 'thirty_e_360'],
    ['30E/360 ISDA', 'thirty_e_360_isda'],
    ['30E/360 German', 'thirty_e_360_isda'],
    ['30/360 (German)', 'thirty_e_360_isda'],
    ['30E+/360', 'thirty_e_plus_360'],
    ['30E/365', 'thirty_e_365'],
    ['thirty_e_360', 'thirty_e_360'],
  ])('%s means %s', (name, dayCount) => {
    expect(dayCountNamed(name)).toEqual(ok(dayCount));
    expect(dayCountNamed(` ${name.toUpperCase()} `)).toEqual(ok(dayCount));
  });

  it('is never that of two, and the one that is shown leads back', () => {
    for (const dayCount of DAY_COUNTS) {
      expect(dayCountNamed(dayCountName(dayCount))).toEqual(ok(dayCount));
      expect(dayCountNamed(dayCount)).toEqual(ok(dayCount));
    }
  });

  it.each(['', '31/360', 'Actual', '365', 'BUS/252', '30/360 of the moon', 'constructor'])(
    'is refused as it was written where nobody knows it: "%s"',
    (name) => {
      expect(dayCountNamed(name)).toEqual(refuse('unknown_convention', { name }));
    },
  );

  it('is refused by its beginning where it is without end', () => {
    expect(dayCountNamed('9'.repeat(1_000_000))).toEqual(
      refuse('unknown_convention', { name: '9'.repeat(80) }),
    );
  });
});
