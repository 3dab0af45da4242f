import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ok } from '../kit/result.ts';
import { addDays, dayOf, formatDay } from '../time/day.ts';
import {
  checkCharacterOf,
  creditCodeSignOf,
  readCreditCode,
  readIdentityNumber,
} from './identity-number.ts';

const TODAY = dayOf(2026, 11, 22);
const read = (text: string) => readIdentityNumber(text, 'number', TODAY);

describe('an identity number', () => {
  // The two examples of the standard itself.
  it.each([
    ['11010519491231002X', dayOf(1949, 12, 31)],
    ['440524188001010014', dayOf(1880, 1, 1)],
  ])('%s is one, with its day of birth', (number, birthDay) => {
    expect(read(number)).toEqual(ok({ number, birthDay }));
  });

  it('may have blanks around it and a small x', () => {
    expect(read(' 11010519491231002x ')).toEqual(read('11010519491231002X'));
  });

  it.each([
    ['110105194912310021', 'Its check character is wrong.'],
    ['11010519491231002', 'It must have 17 digits and a check character.'],
    ['1101051949123100２X', 'It must have 17 digits and a check character.'],
    ['99010519491231002X', 'Its first two digits name no region.'],
    ['110105194913310021', 'Its day of birth is no day.'],
    ['110105202702290021', 'Its day of birth is no day.'],
    ['110105205001010021', 'Its day of birth is no day.'],
    ['', 'It must have 17 digits and a check character.'],
  ])('%s is none: %s', (number, detail) => {
    expect(read(number)).toMatchObject({ refusal: { data: { field: 'number', detail } } });
  });

  const born = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays(dayOf(1915, 1, 1), days));
  const numbers = fc.tuple(born, fc.integer({ min: 0, max: 999 })).map(([day, sequence]) => {
    const digits = `110105${formatDay(day).replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
    return digits + checkCharacterOf(digits);
  });

  it('is read whatever it is, and no other with one digit changed or two neighbours exchanged is', () => {
    fc.assert(
      fc.property(numbers, fc.nat(16), fc.integer({ min: 1, max: 9 }), (number, place, by) => {
        expect(read(number).ok).toBe(true);
        const digit = (Number(number.charAt(place)) + by) % 10;
        expect(read(`${number.slice(0, place)}${digit}${number.slice(place + 1)}`).ok).toBe(false);
        const [left, right] = [number.charAt(place), number.charAt(place + 1)];
        if (left !== right) {
          const exchanged = `${number.slice(0, place)}${right}${left}${number.slice(place + 2)}`;
          expect(read(exchanged).ok).toBe(false);
        }
      }),
    );
  });
});

describe('a unified social credit code', () => {
  it('is read without its blanks and small letters', () => {
    expect(readCreditCode(' 91350100m000100y43 ', 'code')).toEqual(ok('91350100M000100Y43'));
  });

  it.each(['91350100M000100Y44', '91350100M000100Y4', '91350100I000100Y43', '913501OOM000100Y43'])(
    '%s is none',
    (code) => {
      expect(readCreditCode(code, 'code').ok).toBe(false);
    },
  );

  const sign = fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY');
  const codes = fc.array(sign, { minLength: 17, maxLength: 17 }).map((signs) => signs.join(''));

  it('is read whatever it is, and no other with one sign changed is', () => {
    fc.assert(
      fc.property(codes, fc.nat(16), sign, (first, place, other) => {
        const code = first + creditCodeSignOf(first);
        expect(readCreditCode(code, 'code')).toEqual(ok(code));
        if (code.charAt(place) === other) return;
        const changed = `${code.slice(0, place)}${other}${code.slice(place + 1)}`;
        expect(readCreditCode(changed, 'code').ok).toBe(false);
      }),
    );
  });
});
