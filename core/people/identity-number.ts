// Numbers by which people and organisations of mainland China are known: their form and check digits. That
// a number is well formed does not say that it belongs to anybody.
import { invalid, ok, type Result } from '../kit/result.ts';
import { type Day, parseDay } from '../time/day.ts';

/** A citizen identity number that is well formed, and what it says of its owner. */
export interface IdentityNumber {
  /** 18 characters; the last may be X. */
  readonly number: string;
  readonly birthDay: Day;
}

/** The first two digits: provinces, and Hong Kong, Macao and Taiwan where they have numbers of this kind. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
    ' ',
  ),
);

const CHECK_CHARACTERS = '10X98765432';

/**
 * Reads a citizen identity number 公民身份号码. Blanks around it are dropped, and x is X.
 *
 * Source: GB 11643-1999; its check character is ISO 7064 MOD 11-2: the digits weighted by 2^(17 - place)
 * modulo 11 choose one of 1 0 X 9 8 7 6 5 4 3 2.
 *
 * @param field the name under which a refusal speaks of the text.
 * @param today nobody is born after it.
 * @example readIdentityNumber('11010519491231002X', 'identityNumber', dayOf(2026, 11, 22))
 * // ok({ number: '11010519491231002X', birthDay: dayOf(1949, 12, 31) })
 */
export function readIdentityNumber(
  text: string,
  field: string,
  today: Day,
): Result<IdentityNumber> {
  const number = text.trim().toUpperCase();
  const match = /^(\d\d)\d{4}(\d{4})(\d\d)(\d\d)\d{3}[\dX]$/.exec(number);
  if (!match) return invalid(field, 'It must have 17 digits and a check character.');
  const [, province = '', year, month, dayOfMonth] = match;
  if (!PROVINCES.has(province)) return invalid(field, 'Its first two digits name no region.');
  const birthDay = parseDay(`${year}-${month}-${dayOfMonth}`, field);
  if (!birthDay.ok || birthDay.value > today) return invalid(field, 'Its day of birth is no day.');
  return checkCharacterOf(number) === number.at(-1)
    ? ok({ number, birthDay: birthDay.value })
    : invalid(field, 'Its check character is wrong.');
}

/**
 * The check character that belongs to the first 17 digits.
 *
 * @example checkCharacterOf('44052418800101001') // '4'
 */
export function checkCharacterOf(number: string): string {
  let total = 0;
  for (let place = 0; place < 17; place++) {
    total += digitAt(number, place) * (2 ** (17 - place) % 11);
  }
  return CHECK_CHARACTERS.charAt(total % 11);
}

function digitAt(number: string, place: number): number {
  return DIGITS.indexOf(number.charAt(place));
}

const DIGITS = '0123456789';

/** The 31 signs of GB 32100: no I, O, S, V, Z. */
const CREDIT_CODE_SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/**
 * Reads a unified social credit code 统一社会信用代码. Blanks around it are dropped, small letters are capital.
 *
 * Source: GB 32100-2015; its last sign is 31 minus the signs' values weighted by 3^place, modulo 31.
 *
 * @param field the name under which a refusal speaks of the text.
 * @example readCreditCode(' 91350100m000100y43 ', 'creditCode') // ok('91350100M000100Y43')
 */
export function readCreditCode(text: string, field: string): Result<string> {
  const code = text.trim().toUpperCase();
  const signs = [...code];
  if (signs.length !== 18 || signs.some((sign) => !CREDIT_CODE_SIGNS.includes(sign))) {
    return invalid(field, 'It must have 18 digits and capital letters without I, O, S, V and Z.');
  }
  return creditCodeSignOf(code) === code.at(-1)
    ? ok(code)
    : invalid(field, 'Its check character is wrong.');
}

/**
 * The check sign that belongs to the first 17 signs.
 *
 * @example creditCodeSignOf('91350100M000100Y4') // '3'
 */
export function creditCodeSignOf(code: string): string {
  let total = 0;
  let weight = 1;
  for (const sign of code.slice(0, 17)) {
    total += CREDIT_CODE_SIGNS.indexOf(sign) * weight;
    weight = (weight * 3) % 31;
  }
  return CREDIT_CODE_SIGNS.charAt((31 - (total % 31)) % 31);
}
