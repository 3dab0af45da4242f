// A time of day as people read it.

/**
 * Minutes after midnight as hour and minute of 24 hours.
 *
 * @example clockText(480) // '08:00'
 */
export function clockText(minutes: number): string {
  const digits = (value: number) => String(value).padStart(2, '0');
  return `${digits(Math.floor(minutes / 60))}:${digits(minutes % 60)}`;
}
