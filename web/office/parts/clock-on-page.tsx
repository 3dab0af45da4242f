// A moment by its hour and minute alone, where the day is known.
export function ClockOnPage({ at }: { readonly at: string }) {
  const moment = new Date(at);
  const pad = (value: number) => String(value).padStart(2, '0');
  return (
    <time dateTime={at} title={at}>
      {pad(moment.getHours())}:{pad(moment.getMinutes())}
    </time>
  );
}
