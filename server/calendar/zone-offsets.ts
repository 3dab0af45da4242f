// The offsets of a time zone, from the machine's own copy of the IANA database.
import { invalid, ok, type Result } from '@mutua/core/kit/result.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import { type Instant, instantOfMs, startOfDay } from '@mutua/core/time/instant.ts';
import type { ZoneOffset } from '@mutua/core/time/zone.ts';

/** Years for which they are kept; where a zone's rules change, they are set anew. */
const FIRST_YEAR = 2010;
const LAST_YEAR = 2075;

const MS_A_MINUTE = 60_000;
/** No zone has ever changed its clocks twice in a week. */
const MS_A_WEEK = 7 * 1_440 * MS_A_MINUTE;

/**
 * How the clocks of a zone stand through the years.
 *
 * @param field the name under which a refusal speaks of the zone.
 */
export function zoneOffsets(zone: string, field: string): Result<readonly ZoneOffset[]> {
  const minutesAt = minutesOf(zone);
  // The database knows signs such as +08:00 too, which are no places.
  if (minutesAt === undefined || !/^[A-Z]/i.test(zone)) {
    return invalid(field, 'It must be a time zone.');
  }
  const end = startOfDay(dayOf(LAST_YEAR + 1, 1, 1), 0);
  const offsets: ZoneOffset[] = [];
  let from = startOfDay(dayOf(FIRST_YEAR, 1, 1), 0);
  let before: number | undefined;
  while (from < end) {
    const minutes = minutesAt(from);
    if (before !== undefined && minutes !== before) {
      const since = changeBetween(instantOfMs(from - MS_A_WEEK), from, minutesAt);
      offsets.push({ since, minutes });
    } else if (before === undefined) {
      offsets.push({ since: from, minutes });
    }
    before = minutes;
    from = instantOfMs(from + MS_A_WEEK);
  }
  return ok(offsets);
}

/** The first minute with another offset than at `from`; at `to` it is another one. */
function changeBetween(from: Instant, to: Instant, minutesAt: (moment: Instant) => number) {
  const before = minutesAt(from);
  let [earliest, latest] = [from / MS_A_MINUTE, to / MS_A_MINUTE];
  while (latest - earliest > 1) {
    const middle = Math.floor((earliest + latest) / 2);
    if (minutesAt(instantOfMs(middle * MS_A_MINUTE)) === before) earliest = middle;
    else latest = middle;
  }
  return instantOfMs(latest * MS_A_MINUTE);
}

/** Undefined where there is no such zone. */
function minutesOf(zone: string): ((moment: Instant) => number) | undefined {
  const format = formatOf(zone);
  if (format === undefined) return undefined;
  return (moment) => {
    const name = format.formatToParts(moment).find(({ type }) => type === 'timeZoneName')?.value;
    const [, sign, hours, minutes = '0'] = /^GMT([+-])(\d{2}):?(\d{2})?$/.exec(name ?? '') ?? [];
    if (hours === undefined) return 0;
    const size = Number(hours) * 60 + Number(minutes);
    return sign === '-' ? -size : size;
  };
}

function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
