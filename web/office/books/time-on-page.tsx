// The time of day of a moment, to the minute, by the clock of the reader; the whole of it stands in the title.
export function TimeOnPage({ at }: { readonly at: string }) {
  const moment = new Date(at);
  const pad = (value: number) => value.toString().padStart(2, '0');
  return (
    <time dateTime={at} title={at}>
      {pad(moment.getHours())}:{pad(moment.getMinutes())}
    </time>
  );
}
