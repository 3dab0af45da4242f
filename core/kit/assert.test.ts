import { expect, it } from 'vitest';
import { assert, BrokenInvariant, never } from './assert.ts';

it('lets pass what is true', () => {
  expect(assert(true, 'It holds.')).toBeUndefined();
});

it('throws a broken invariant with its sentence for what is false', () => {
  const breaking = () => assert(1 > 2, 'One is greater than two.');
  expect(breaking).toThrow(BrokenInvariant);
  expect(breaking).toThrow('One is greater than two.');
  expect(new BrokenInvariant('It broke.').name).toBe('BrokenInvariant');
});

it('tells the compiler what holds from there on', () => {
  const value: string | undefined = ['a'].at(0);
  assert(value !== undefined, 'There is a first letter.');
  expect(value.length).toBe(1);
});

it('never lets a value from outside its union pass', () => {
  expect(() => never('other' as never)).toThrow('The value other is outside its union.');
});
