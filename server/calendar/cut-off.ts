// The cut-off as people write it: hours and minutes since the beginning of the calendar date.
import { isCutOff } from '@mutua/core/calendar/business-date.ts';
import { invalid, ok, type Result } from '@mutua/core/kit/result.ts';

/** The minutes of a text such as 22:30; `field` is the name under which a refusal speaks of it. */
export function readCutOff(text: string, field: string): Result<number> {
  const [, hours, minutes] = /^(\d{2}):([0-5]\d)$/.exec(text) ?? [];
  const cutOff = Number(hours) * 60 + Number(minutes);
  if (hours !== undefined && isCutOff(cutOff)) return ok(cutOff);
  return invalid(field, 'It must be hours and minutes from 12:00 to 36:00, such as 24:00.');
}

/** 1500 is 25:00. */
export function cutOffText(minutes: number): string {
  const digits = (value: number) => String(value).padStart(2, '0');
  return `${digits(Math.floor(minutes / 60))}:${digits(minutes % 60)}`;
}
