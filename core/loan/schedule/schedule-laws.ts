// What holds for every schedule, whatever its terms and however often it was changed.
import { minus, sum, ZERO } from '../../money/minor-units.ts';
import type { Instalment, Schedule } from './terms.ts';

/**
 * The laws that a schedule breaks, as sentences; none for a sound one.
 *
 * Rows are numbered from 1 and follow one another without a gap in time; nothing is negative; each balance
 * is the one before less the principal; no row follows when nothing is left, and at the end nothing is;
 * the principal of all rows adds up to what was lent.
 *
 * @example scheduleFaults({
 *   terms: { valueDay: dayOf(2026, 1, 31) }, changes: [], principal: minorUnits(5n), feeAtDisbursement: ZERO,
 *   rows: [{
 *     number: 1, kind: 'instalment', fromDay: dayOf(2026, 1, 31), dueDay: dayOf(2026, 2, 28),
 *     principal: minorUnits(4n), interest: ZERO, fee: ZERO, balance: minorUnits(1n),
 *   }],
 * }) // ['Something is left after the last row.', 'The principal does not add up to what was lent.']
 */
export function scheduleFaults(schedule: Schedule): readonly string[] {
  const { rows, principal, terms, feeAtDisbursement } = schedule;
  const faults = rows.flatMap((row, index) => {
    const before = rows[index - 1];
    const balance = before?.balance ?? principal;
    return rowFaults(row, index, before?.dueDay ?? terms.valueDay).concat(
      balance <= 0n ? [`Row ${row.number} follows when nothing is left.`] : [],
      row.balance === minus(balance, row.principal)
        ? []
        : [`The balance of row ${row.number} is not the one before less its principal.`],
    );
  });
  if (rows.at(-1)?.balance !== ZERO) faults.push('Something is left after the last row.');
  if (sum(rows.map((row) => row.principal)) !== principal) {
    faults.push('The principal does not add up to what was lent.');
  }
  if (feeAtDisbursement < 0n) faults.push('The fee at disbursement is negative.');
  return faults;
}

function rowFaults(row: Instalment, index: number, before: number): string[] {
  const faults: string[] = [];
  if (row.number !== index + 1) faults.push(`Row ${index + 1} has the number ${row.number}.`);
  if (row.fromDay !== before || row.dueDay < row.fromDay) {
    faults.push(`The interest period of row ${row.number} does not follow the one before.`);
  }
  for (const component of ['principal', 'interest', 'fee'] as const) {
    if (row[component] < 0n) faults.push(`The ${component} of row ${row.number} is negative.`);
  }
  return faults;
}
