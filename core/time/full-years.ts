// Age in full years.
import { civilOf, type Day } from './day.ts';

/**
 * The full years from a day of birth to a day: one more on each birthday. Who was born on 29 February has
 * the birthday on 1 March in other years.
 *
 * @example fullYears(dayOf(2008, 2, 29), dayOf(2026, 2, 28)) // 17
 */
export function fullYears(birthDay: Day, day: Day): number {
  const [born, now] = [civilOf(birthDay), civilOf(day)];
  const before =
    now.month < born.month || (now.month === born.month && now.dayOfMonth < born.dayOfMonth);
  return now.year - born.year - (before ? 1 : 0);
}
