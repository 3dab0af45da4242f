// Whatever stands in a line, a calculation answers or refuses, soon, and never breaks.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerLine } from '../../server/cli/calc/run.ts';
import { CALCULATIONS } from '../../server/cli/calc.ts';
import dayCounts from '../vectors/day-counts.json' with { type: 'json' };
import loanLives from '../vectors/loan-lives.json' with { type: 'json' };
import officialRates from '../vectors/official-rates.json' with { type: 'json' };
import returns from '../vectors/returns.json' with { type: 'json' };
import schedules from '../vectors/schedules.json' with { type: 'json' };

/** Lines that can be calculated, to be spoilt. */
const SOUND: Readonly<Record<string, readonly object[]>> = {
  schedule: schedules.cases.map(({ id, inputs }) => ({ id, inputs })),
  returns: returns.cases.map(({ id, fn, input }) => ({ id, fn, input })),
  'day-count': dayCounts.cases.map(
    ({ days, yearFraction, ...line }: Readonly<Record<string, unknown>>) => line,
  ),
  apr: officialRates.examples.map(({ id, kind, inputs }) => ({ id, kind, inputs })),
  life: loanLives.cases.map(({ id, terms, events }) => ({ id, terms, events })),
};

const SOON_MILLISECONDS = 5_000;

/** What tempts a calculation to break: ends of ranges, wrong types, texts that look like numbers. */
const tempting = fc.oneof(
  fc.constantFrom<unknown>(
    ...[0, -0, -1, 1, 2, 0.1, 1e-9, 12, 1200, 1201, 1e6, 1e15, 2 ** 53, 1e21, 1e308, -1e308],
    ...[
      '',
      '0',
      '0.00',
      '-1',
      '0.01',
      '1e5',
      '1e999',
      'NaN',
      'Infinity',
      '0x10',
      ' 1',
      '1,000',
      '٣',
    ],
    ...[
      '9223372036854775807',
      '92233720368547758.07',
      '9'.repeat(59),
      '1'.repeat(5_000),
      '1/0',
      '1/3',
    ],
    ...['0001-01-01', '9999-12-31', '2024-02-29', '2023-02-29', '2026-13-01', '2026-1-1'],
    ...[null, true, false, [], {}, [[]], [null], { length: 1e9 }, 'constructor', '__proto__'],
    ...[
      'DAYS',
      'WEEKS',
      'MONTHS',
      'YEARS',
      'ACTUAL',
      '360',
      'FLAT',
      'CUMULATIVE',
      'PROGRESSIVE',
      'MUTUA',
    ],
  ),
  fc.integer({ min: -400, max: 4_000 }),
  fc.integer({ min: 0, max: 99_999_999 }).map((cents) => (cents / 100).toFixed(2)),
  fc
    .date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  fc.double(),
  fc.string(),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Which of the places in a line is spoilt, and by what; `undefined` takes the field away. */
const spoiling = fc.record({
  line: fc.nat(),
  spots: fc.array(fc.record({ place: fc.nat(), by: fc.option(tempting, { nil: undefined }) }), {
    minLength: 1,
    maxLength: 4,
  }),
});

describe('a spoilt line is answered or refused, and breaks nothing', () => {
  it.each(CALCULATIONS.map(({ name }) => name))('in mutua calc %s', (name) => {
    const calculation = CALCULATIONS.find((one) => one.name === name);
    const sound = SOUND[name] ?? [];
    if (!calculation || sound.length === 0) throw new Error(`There are no lines for ${name}.`);
    const texts = sound.map((line) => JSON.stringify(line));
    fc.assert(
      fc.property(spoiling, ({ line, spots }) => {
        const spoilt = JSON.parse(texts[line % texts.length] ?? '{}');
        for (const { place, by } of spots) spoil(spoilt, place, by);
        const began = performance.now();
        const answer = answerLine(calculation, { number: 1, text: JSON.stringify(spoilt) });
        if (answer.kind !== 'readable') expect.fail(`${answer.text}\nto ${JSON.stringify(spoilt)}`);
        const took = performance.now() - began;
        if (took >= SOON_MILLISECONDS) expect(took).toBeLessThan(SOON_MILLISECONDS);
      }),
    );
  });
});

interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

function spoil(line: Record<string, unknown>, place: number, by: unknown): void {
  const places = placesIn(line);
  const chosen = places[place % places.length];
  if (!chosen || chosen.key === 'id') return;
  // A copy: what one spot put in, a later one may spoil.
  if (by !== undefined) chosen.holder[chosen.key] = structuredClone(by);
  else if (Array.isArray(chosen.holder)) chosen.holder.splice(Number(chosen.key), 1);
  else delete chosen.holder[chosen.key];
}

function placesIn(holder: Record<string, unknown>, places: Place[] = []): readonly Place[] {
  for (const [key, value] of Object.entries(holder)) {
    places.push({ holder, key });
    if (typeof value === 'object' && value !== null) {
      placesIn(value as Record<string, unknown>, places);
    }
  }
  return places;
}
