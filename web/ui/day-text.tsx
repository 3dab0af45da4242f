// A calendar date on a screen.
import { type Day, formatDay } from '@mutua/core/time/day.ts';

/** The date as ISO 8601 writes it, which both languages read the same way. */
export function DayText({ day }: { readonly day: Day }) {
  const text = formatDay(day);
  return <time dateTime={text}>{text}</time>;
}
