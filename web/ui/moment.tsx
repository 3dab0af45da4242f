// Days and moments on a screen, as they come over the wire.

/** A calendar date as ISO 8601 writes it. */
export function DayOnPage({ day }: { readonly day: string }) {
  return <time dateTime={day}>{day}</time>;
}

/** A moment, to the minute, by the clock of the reader. */
export function MomentOnPage({ at }: { readonly at: string }) {
  const moment = new Date(at);
  const pad = (value: number) => value.toString().padStart(2, '0');
  const day = `${moment.getFullYear()}-${pad(moment.getMonth() + 1)}-${pad(moment.getDate())}`;
  return (
    <time dateTime={at}>
      {day} {pad(moment.getHours())}:{pad(moment.getMinutes())}
    </time>
  );
}
