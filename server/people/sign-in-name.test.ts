import { ok } from '@mutua/core/kit/result.ts';
import { expect, it } from 'vitest';
import { nameDigest, readSignInName } from './sign-in-name.ts';

it.each([
  ['lin.wei@example.org', 'lin.wei@example.org'],
  [' Lin.Wei ', 'lin.wei'],
  ['ＬＩＮ１２３', 'lin123'],
  ['林薇2026', '林薇2026'],
  ['+8613800138000', '+8613800138000'],
])('%s is the name %s', (name, kept) => {
  expect(readSignInName(name)).toEqual(ok(kept));
});

it.each(['', 'li', 'lin wei', 'a\u0000bc', '<script>', 'x'.repeat(65), 'lin\u200bwei', "o'neil"])(
  '%j is no name',
  (name) => {
    expect(readSignInName(name)).toMatchObject({
      refusal: { code: 'invalid_input', data: { field: 'signInName' } },
    });
  },
);

it('has its failures counted under one digest, however it is typed', () => {
  expect(nameDigest(' LIN.wei')).toEqual(nameDigest('lin.wei'));
  expect(nameDigest('lin.wei')).toHaveLength(32);
  expect(nameDigest('lin.wej')).not.toEqual(nameDigest('lin.wei'));
});
