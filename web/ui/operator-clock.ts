// The clock of the platform: moments are told by the operator's time, by which its days end, wherever the reader is.

interface ClockTime {
  /** As ISO 8601 writes it. */
  readonly day: string;
  /** Hour and minute of 24 hours. */
  readonly time: string;
}

/** The first page names the operator's zone; before there is an operator the reader's own is taken. */
const zone = document.querySelector<HTMLMetaElement>('meta[name="time-zone"]')?.content ?? '';

const format = clockIn(zone) ?? clockIn(undefined);

/** Nothing where the browser knows no zone of that name, as where another server gives the first page as it was built. */
function clockIn(timeZone: string | undefined): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en', {
      ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
      hourCycle: 'h23',
      timeZone,
    });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

export function clockOf(moment: Date): ClockTime {
  const parts = Object.fromEntries(
    (format?.formatToParts(moment) ?? []).map(({ type, value }) => [type, value]),
  );
  const { year = '', month = '', day = '', hour = '', minute = '' } = parts;
  return { day: `${year.padStart(4, '0')}-${month}-${day}`, time: `${hour}:${minute}` };
}

/** The moment at which that clock shows the text of an input, such as `2026-11-23T09:30`. */
export function momentByClock(text: string): Date {
  const asUtc = Date.parse(`${text}Z`);
  const shown = clockOf(new Date(asUtc));
  const ahead = Date.parse(`${shown.day}T${shown.time}Z`) - asUtc;
  return new Date(asUtc - ahead);
}
