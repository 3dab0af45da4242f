import { invalid } from '@mutua/core/kit/result.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import { dayAt, instantOf, instantOfMs, isoOf } from '@mutua/core/time/instant.ts';
import { areZoneOffsets, offsetMinutesAt } from '@mutua/core/time/zone.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zoneOffsets } from './zone-offsets.ts';

const ZONES = ['Asia/Shanghai', 'Europe/Vilnius', 'America/New_York', 'Asia/Kolkata', 'UTC'];
const FROM = instantOf('2010-01-01T00:00:00Z');
const TO = instantOf('2075-12-31T00:00:00Z');

describe('the offsets of a zone', () => {
  it('are those of its summer and winter, to the minute', () => {
    const offsets = offsetsOf('Europe/Vilnius');
    const of2026 = offsets.map(({ since, minutes }) => `${isoOf(since)} ${minutes}`);
    expect(of2026.filter((text) => text.startsWith('2026'))).toEqual([
      '2026-03-29T01:00:00.000Z 180',
      '2026-10-25T01:00:00.000Z 120',
    ]);
    expect(offsetsOf('Asia/Shanghai')).toEqual([{ since: FROM, minutes: 480 }]);
    expect(offsetsOf('UTC')).toEqual([{ since: FROM, minutes: 0 }]);
  });

  it('give the date that the clocks there show, at any moment', () => {
    const known = new Map(ZONES.map((zone) => [zone, offsetsOf(zone)]));
    const clocks = new Map(
      ZONES.map((timeZone) => [timeZone, new Intl.DateTimeFormat('sv-SE', { timeZone })]),
    );
    const moment = fc.integer({ min: FROM, max: TO }).map(instantOfMs);
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), moment, (zone, at) => {
        const day = dayAt(at, offsetMinutesAt(known.get(zone) ?? [], at));
        expect(formatDay(day)).toBe(clocks.get(zone)?.format(at));
      }),
    );
  });

  it.each(['Mars/Base', '', '+08:00'])('are none of what is no zone: "%s"', (zone) => {
    expect(zoneOffsets(zone, 'timeZone')).toEqual(invalid('timeZone', 'It must be a time zone.'));
  });
});

function offsetsOf(zone: string) {
  const offsets = zoneOffsets(zone, 'zone');
  if (!offsets.ok) throw new Error(`${zone} is a zone.`);
  expect(areZoneOffsets(offsets.value)).toBe(true);
  return offsets.value;
}
