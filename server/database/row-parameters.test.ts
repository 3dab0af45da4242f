import { describe, expect, it } from 'vitest';
import { arrayOf, scalarOf } from './array-parameter.ts';
import { type SentColumn, sentRows } from './row-parameters.ts';

interface Bid {
  readonly number: bigint;
  readonly state: string;
  readonly page?: string;
}

const COLUMNS: readonly SentColumn<Bid>[] = [
  { type: 'bigint', read: ({ number }) => number },
  { type: 'text', becomes: 'loan.state', read: ({ state }) => state, isOftenAlike: true },
  { type: 'text', read: ({ page }) => page ?? null, isOftenAlike: true },
];

describe('rows that are sent', () => {
  it('send once what all of them say alike, and nothing where all say nothing', () => {
    const rows = [
      { number: 1n, state: 'accepted' },
      { number: 2n, state: 'accepted' },
    ];
    expect(sentRows(COLUMNS, rows)).toEqual({
      selected: 'unnest($1::bigint[]), $2::text::loan.state, $3::text',
      values: [arrayOf('bigint', rows, ({ number }) => number), scalarOf('text', 'accepted'), null],
      form: 'alike',
    });
  });

  it('send everything of each as soon as one of them says something else', () => {
    const rows = [
      { number: 1n, state: 'accepted' },
      { number: 2n, state: 'accepted', page: '/2' },
    ];
    expect(sentRows(COLUMNS, rows)).toEqual({
      selected: 'unnest($1::bigint[]), unnest($2::text[])::loan.state, unnest($3::text[])',
      values: [
        arrayOf('bigint', rows, ({ number }) => number),
        arrayOf('text', rows, ({ state }) => state),
        arrayOf('text', rows, ({ page }) => page ?? null),
      ],
      form: 'each',
    });
  });

  it('keep as an array what tells them apart, even where it is the same or there is but one', () => {
    const rows = [{ number: 1n, state: 'accepted' }];
    expect(sentRows(COLUMNS, rows).selected).toContain('unnest($1::bigint[])');
    expect(sentRows(COLUMNS, [...rows, ...rows]).form).toBe('alike');
    expect(sentRows(COLUMNS, [...rows, ...rows]).selected).toContain('unnest($1::bigint[])');
  });

  it('need a column that tells how many they are', () => {
    expect(() => sentRows(COLUMNS.slice(1), [{ number: 1n, state: 'accepted' }])).toThrow('apart');
  });
});
