import { expect, it } from 'vitest';
import { readRailText } from './wire.ts';

it.each([
  ['还款 MU7K2P9QX\tLi\nNa\r\n', '还款 MU7K2P9QX\tLi\nNa\r\n'],
  ['𠮷野 🎉', '𠮷野 🎉'],
  ['a\u0000b', 'a\uFFFDb'],
  ['a\u0007\u001B\u007F\u0085b', 'a\uFFFD\uFFFD\uFFFD\uFFFDb'],
  ['a\uD83C', 'a\uFFFD'],
  ['\uDF89a\u0000', '\uFFFDa\uFFFD'],
])('what a payer wrote comes in as far as a database can keep it: %j', (text, read) => {
  expect(readRailText(text)).toBe(read);
});
