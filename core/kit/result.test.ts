import { expect, it } from 'vitest';
import { invalid, ok, type Result, refuse } from './result.ts';

it('carries the value of a yes', () => {
  expect(ok(3)).toEqual({ ok: true, value: 3 });
});

it('carries the code of a no and the data of its text', () => {
  expect(refuse('unknown_function', { name: 'XYZ' })).toEqual({
    ok: false,
    refusal: { code: 'unknown_function', data: { name: 'XYZ' } },
  });
  expect(refuse('days_out_of_order').refusal.data).toEqual({});
});

it('names the field of an invalid input and what is wrong with it', () => {
  expect(invalid('inputs.principal', 'It must be greater than 0.')).toEqual(
    refuse('invalid_input', {
      field: 'inputs.principal',
      detail: 'It must be greater than 0.',
    }),
  );
});

it('is told apart by its first field alone', () => {
  const results: readonly Result<number>[] = [ok(1), refuse('no_solution'), ok(2)];
  expect(results.map((result) => (result.ok ? result.value : result.refusal.code))).toEqual([
    1,
    'no_solution',
    2,
  ]);
});
