import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchSlip, plainName, readTopUpCode, topUpCodeOf } from './slip.ts';

const SIGNS = [...'23456789ABCDEFGHJKLMNPQRSTVWXYZ'];
const anyNumber = fc.oneof(
  fc.integer({ min: 1, max: 1_000 }),
  fc.integer({ min: 1, max: 887_503_680 }),
);
const anySign = fc.constantFrom(...SIGNS);
/** Words of a remark; none of them has a letter or digit that could be taken for a part of a code. */
const anyWords = fc.string({
  unit: fc.constantFrom(...'充值借款投资谢谢！。，、（）'),
  maxLength: 12,
});

const fullWidth = (text: string) =>
  [...text].map((sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0)).join('');

describe('a top-up code', () => {
  it('is MU, six signs and a check sign, another for each client', () => {
    expect(topUpCodeOf(1)).toBe('MU222223A');
    expect(topUpCodeOf(887_503_680)).toBe('MUZZZZZZ5');
    fc.assert(
      fc.property(anyNumber, anyNumber, (one, other) => {
        expect(topUpCodeOf(one)).toMatch(/^MU[2-9A-HJ-NP-TV-Z]{7}$/);
        expect(topUpCodeOf(one) === topUpCodeOf(other)).toBe(one === other);
      }),
    );
  });

  it.each([0, -1, 1.5, 887_503_681, Number.NaN])(
    'is not made for the client number %d',
    (number) => {
      expect(() => topUpCodeOf(number)).toThrow('A client number has six signs at most.');
    },
  );

  it('is found in any text around it, however it is spelt', () => {
    const spelling = fc.record({
      number: anyNumber,
      before: anyWords,
      after: anyWords,
      separators: fc.array(fc.constantFrom('', ' ', '-', '·', '　', ' -', '.'), {
        minLength: 7,
        maxLength: 7,
      }),
      small: fc.boolean(),
      wide: fc.boolean(),
      times: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(spelling, ({ number, before, after, separators, small, wide, times }) => {
        const code = topUpCodeOf(number);
        const cased = small ? code.toLowerCase() : code;
        const shown = wide ? fullWidth(cased) : cased;
        const signs = [...shown].slice(2).map((sign, index) => `${separators[index]}${sign}`);
        const spelt = `${shown.slice(0, 2)}${signs.join('')}`;
        const remark = Array.from({ length: times }, () => `${before}${spelt}，${after}`).join(
          '；',
        );
        expect(readTopUpCode(remark)).toEqual({ kind: 'code', clientNumber: number });
      }),
    );
  });

  it('with one wrong sign is nobody’s', () => {
    fc.assert(
      fc.property(anyNumber, fc.integer({ min: 2, max: 8 }), anySign, (number, at, sign) => {
        const code = topUpCodeOf(number);
        fc.pre(code[at] !== sign);
        const wrong = `${code.slice(0, at)}${sign}${code.slice(at + 1)}`;
        expect(readTopUpCode(wrong)).toEqual({ kind: 'none', reason: 'unknown_code' });
      }),
    );
  });

  it('with two signs exchanged is nobody’s', () => {
    const place = fc.integer({ min: 2, max: 8 });
    fc.assert(
      fc.property(anyNumber, place, place, (number, one, other) => {
        const signs = [...topUpCodeOf(number)];
        fc.pre(signs[one] !== signs[other]);
        [signs[one], signs[other]] = [signs[other] ?? '', signs[one] ?? ''];
        expect(readTopUpCode(signs.join(''))).toEqual({ kind: 'none', reason: 'unknown_code' });
      }),
    );
  });

  it('of two clients in one remark names neither', () => {
    fc.assert(
      fc.property(anyNumber, anyNumber, anyWords, (one, other, words) => {
        fc.pre(one !== other);
        const remark = `${topUpCodeOf(one)}，${words} ${topUpCodeOf(other)}`;
        expect(readTopUpCode(remark)).toEqual({ kind: 'none', reason: 'two_codes' });
      }),
    );
  });

  it.each([
    '',
    '充值',
    '2026年11月 充值 5000元',
    'MU',
    'MU12',
    'XMU222223A',
    'MU222223A8',
    '222223A',
  ])('is not in the remark %j', (remark) => {
    expect(readTopUpCode(remark)).toEqual({ kind: 'none', reason: 'no_code' });
  });

  it('is no code for client number 0, and with a sign that no code has', () => {
    expect(readTopUpCode('MU2222222')).toEqual({ kind: 'none', reason: 'unknown_code' });
    expect(readTopUpCode('MU22222O2')).toEqual({ kind: 'none', reason: 'unknown_code' });
  });

  it('is looked for in any text at all without ado', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (remark) => {
        expect(['code', 'none']).toContain(readTopUpCode(remark).kind);
      }),
    );
    const started = performance.now();
    readTopUpCode('MU 2 2 2 2 2 '.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('a slip', () => {
  const clients = new Map([
    [1, { clientNumber: 1, verifiedName: '李雷' }],
    [2, { clientNumber: 2, verifiedName: 'Anna Müller' }],
    [3, { clientNumber: 3, verifiedName: '阿依古丽·买买提' }],
    [4, { clientNumber: 4, verifiedName: '' }],
  ]);
  const match = (clientNumber: number, payerName: string) =>
    matchSlip({ remark: `充值 ${topUpCodeOf(clientNumber)}`, payerName }, (number) =>
      clients.get(number),
    );

  it.each<[number, string]>([
    [1, '李雷'],
    [1, ' 李　雷 '],
    [2, 'ANNA MÜLLER'],
    [2, 'ＡＮＮＡ　Mu\u0308ller'],
    [3, '阿依古丽•买买提'],
    [3, '阿依古丽．买买提'],
  ])('is that of client %d when %j pays', (clientNumber, payerName) => {
    const client = clients.get(clientNumber);
    expect(match(clientNumber, payerName)).toEqual({ kind: 'matched', client });
  });

  it.each<[number, string]>([
    [1, '李蕾'],
    [1, '李雷雷'],
    [1, ''],
    [2, 'Anna Muller'],
    [4, ''],
  ])('is not taken for client %d when %j pays', (clientNumber, payerName) => {
    expect(match(clientNumber, payerName)).toEqual({
      kind: 'unmatched',
      reason: 'payer_differs',
    });
  });

  it('whose code is of no client is unmatched', () => {
    expect(match(5, '李雷')).toEqual({ kind: 'unmatched', reason: 'unknown_code' });
  });

  it.each<[string, string]>([
    ['充值', 'no_code'],
    ['MU222223T', 'unknown_code'],
    [`${topUpCodeOf(1)} ${topUpCodeOf(2)}`, 'two_codes'],
  ])('with the remark %j is unmatched, and no client is asked for', (remark, reason) => {
    const slip = { remark, payerName: '李雷' };
    const ask = () => expect.unreachable('No client is asked for.');
    expect(matchSlip(slip, ask)).toEqual({ kind: 'unmatched', reason });
  });

  it('never goes to a client whose name is not the payer’s', () => {
    const anyName = fc.constantFrom('李雷', '韩梅梅', 'Anna', 'anna ', '王 芳', '王芳', '');
    fc.assert(
      fc.property(fc.constantFrom(...clients.keys()), anyName, anyName, (number, payer, owner) => {
        const outcome = matchSlip({ remark: topUpCodeOf(number), payerName: payer }, () => ({
          clientNumber: number,
          verifiedName: owner,
        }));
        const same = payer !== '' && plainName(payer) === plainName(owner);
        expect(outcome.kind === 'matched').toBe(same);
      }),
    );
  });
});
