// The names under which day counts are published and asked for, and what each of them means here.
import { ok, type Result, refuse } from '../kit/result.ts';
import type { DayCount } from './day-count.ts';

/**
 * The first name of each is the one that is shown; any of them is understood, whatever its case,
 * blanks, slashes, dashes, underscores or brackets, with `Actual`, `Act` or `A`.
 *
 * Where sources use one name for two rules the newer standard decides: `30/360` alone is ISDA 2006,
 * 4.16 (f); `30/360 ICMA` and `ISMA` are the rule book of that body, 30E/360; `Act/365` alone is Fixed.
 */
const NAMES: Readonly<Record<DayCount, readonly string[]>> = {
  actual_actual_isda: [
    'Actual/Actual (ISDA)',
    'Actual/Actual',
    'Actual/Actual (Historical)',
    'Actual/Actual (Actual365)',
  ],
  actual_actual_icma: [
    'Actual/Actual (ICMA)',
    'Actual/Actual (ISMA)',
    'Actual/Actual (Bond)',
    'ICMA',
    'ISMA',
    'Bond',
    'ISMA-99',
  ],
  actual_actual_afb: ['Actual/Actual (AFB)', 'Actual/Actual (Euro)', 'AFB', 'Euro'],
  actual_360: ['Actual/360'],
  actual_360_inclusive: ['Actual/360 (inc)', 'Actual/360 (incl)', 'Actual/360 (inclusive)'],
  actual_360_no_leap: ['NL/360', 'Actual/360 (No Leap)', 'Actual/360 (NL)'],
  actual_364: ['Actual/364'],
  actual_364_inclusive: ['Actual/364 (inc)', 'Actual/364 (incl)', 'Actual/364 (inclusive)'],
  actual_365_fixed: ['Actual/365 (Fixed)', 'Actual/365F', 'Actual/365', 'Actual/Fixed 365'],
  actual_365_fixed_inclusive: [
    'Actual/365 (Fixed) (inc)',
    'Actual/365F (inc)',
    'Actual/365 (inc)',
    'Actual/365 (incl)',
    'Actual/365 (inclusive)',
    'Actual/365 (Fixed, inclusive)',
  ],
  actual_365_no_leap: [
    'NL/365',
    'NL365',
    'Actual/365 (No Leap)',
    'Actual/365 (NL)',
    'Actual/365 (Fixed) No Leap',
    'No Leap',
  ],
  actual_365_25: ['Actual/365.25'],
  actual_365_25_inclusive: [
    'Actual/365.25 (inc)',
    'Actual/365.25 (incl)',
    'Actual/365.25 (inclusive)',
  ],
  actual_366: ['Actual/366'],
  actual_366_inclusive: ['Actual/366 (inc)', 'Actual/366 (incl)', 'Actual/366 (inclusive)'],
  actual_365_a: ['Actual/365A', 'Actual/365 (Actual)'],
  actual_365_l: ['Actual/365L', 'Actual/365 (Leap)', 'ISMA Year', 'ISMA-Year'],
  actual_365_canadian: [
    'Actual/365 (Canadian)',
    'Actual/365 (Fixed) Canadian Bond',
    'Actual/365 (Fixed) Canadian',
    'Actual/365 (Canadian Bond)',
    'Actual/365 (CA)',
    'Canadian',
  ],
  one_one: ['1/1', 'One/One'],
  thirty_360_bond_basis: [
    '30/360 (Bond Basis)',
    '30/360',
    '30/360 (ISDA)',
    '30/360 (NASD)',
    '30/360 (US NEOM)',
    '30U/360 (NEOM)',
    '30/360 (NEOM)',
    '30A/360',
    '360/360',
    'Bond Basis',
  ],
  thirty_360_us: [
    '30/360 (US)',
    '30U/360',
    '30US/360',
    '30/360 (USA)',
    '30/360 (SIA)',
    '30/360 (EOM)',
    '30/360 (US EOM)',
    '30U/360 (EOM)',
  ],
  thirty_360_psa: ['30/360 (PSA)', 'PSA'],
  thirty_360_italian: ['30/360 (Italian)', '30/360 (IT)', 'Italian'],
  thirty_e_360: [
    '30E/360',
    '30E/360 (Eurobond Basis)',
    '30/360 (Eurobond Basis)',
    '30/360 (European)',
    '30/360 (EU)',
    '30/360E',
    '30/360 (ICMA)',
    '30/360 (ISMA)',
    '30E/360 (ICMA)',
    '30E/360 (ISMA)',
    '30S/360',
    'Eurobond Basis',
    'Eurobond',
  ],
  thirty_e_360_isda: [
    '30E/360 (ISDA)',
    '30E/360 (German)',
    '30/360 (German)',
    '30E/360 (ISDA 2006)',
    'German',
  ],
  thirty_e_plus_360: ['30E+/360', '30E+/360 (ISDA)', '30E+360'],
  thirty_e_365: ['30E/365', '30/365'],
};

/** Longest name that is looked at and given back in a refusal. */
const NAME_LENGTH_MAX = 80;

/** Every day count of the house. */
export const DAY_COUNTS = Object.keys(NAMES) as readonly DayCount[];

const BY_NAME: ReadonlyMap<string, DayCount> = new Map(
  DAY_COUNTS.flatMap((dayCount) =>
    [dayCount, ...NAMES[dayCount]].map((name): [string, DayCount] => [plainName(name), dayCount]),
  ),
);

/**
 * The day count of a published name, or of the code of the house.
 *
 * @returns `unknown_convention` with the name as it was written.
 * @example dayCountNamed('A/365 fixed') // { ok: true, value: 'actual_365_fixed' }
 */
export function dayCountNamed(name: string): Result<DayCount> {
  const dayCount = name.length <= NAME_LENGTH_MAX ? BY_NAME.get(plainName(name)) : undefined;
  return dayCount === undefined
    ? refuse('unknown_convention', { name: name.slice(0, NAME_LENGTH_MAX) })
    : ok(dayCount);
}

/**
 * The name under which a day count is shown.
 *
 * @example dayCountName('thirty_e_360') // '30E/360'
 */
export function dayCountName(dayCount: DayCount): string {
  return NAMES[dayCount][0] ?? dayCount;
}

/** One spelling for all that differ only in case, marks, or `Actual`, `Act`, `A`. */
function plainName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('actual', 'act')
    .replace(/(?<![a-z0-9])a(?=\s*\/|3\d\d)/g, 'act')
    .replace(/(?<=\/\s*)a(?![a-z0-9])/g, 'act')
    .replace(/fixed/g, 'f')
    .replace(/[\s/()[\]_,:–-]/g, '');
}
