// Days and moments on a screen, as they come over the wire.

import { clockOf } from './operator-clock.ts';

/** A calendar date as ISO 8601 writes it. */
export function DayOnPage({ day }: { readonly day: string }) {
  return <time dateTime={day}>{day}</time>;
}

/** A moment, to the minute, by the clock of the platform. */
export function MomentOnPage({ at }: { readonly at: string }) {
  const { day, time } = clockOf(new Date(at));
  return (
    <time dateTime={at}>
      {day} {time}
    </time>
  );
}

/** Its hour and minute alone, where the day is known; the whole of it stands in the title. */
export function TimeOnPage({ at }: { readonly at: string }) {
  return (
    <time dateTime={at} title={at}>
      {clockOf(new Date(at)).time}
    </time>
  );
}
