// The cumulative engine: what is repeated is fixed at the start, and the last row takes whatever is left.
import { invalid, ok, type Result } from '../../../kit/result.ts';
import { greatest, least, minus, plus, sum, ZERO } from '../../../money/minor-units.ts';
import { cumulativeDeclining } from './cumulative-declining.ts';
import { cumulativeFlat } from './cumulative-flat.ts';
import { lentParts } from './disbursements.ts';
import { peerPeriods } from './due-days.ts';
import { downPaymentRow, instalmentRow, isFinanced, lateDownPayments } from './rows.ts';
import type { PeerRow, PeerTerms } from './terms.ts';

/**
 * The rows of the cumulative engine. It ends with the row that repays the last of the principal; interest
 * that is still deferred then is due with this row.
 *
 * @param terms with every disbursement inside of the term.
 * @returns refuses when interest of a row is more than the instalment.
 * @example cumulativeRows({ ...PEER_DEFAULTS, submittedDay: dayOf(2024, 1, 1), principal: minorUnits(10000n), annualRate: fraction(12n, 100n), instalments: 2 })
 *   .value.map((row) => [row.principal, row.interest]) // [[4975n, 100n], [5025n, 50n]]
 */
export function cumulativeRows(terms: PeerTerms): Result<PeerRow[]> {
  const periods = peerPeriods(terms);
  const parts = lentParts(terms);
  const method =
    terms.interestMethod === 'flat'
      ? cumulativeFlat(terms, periods, parts)
      : cumulativeDeclining(terms, parts);
  const rows: PeerRow[] = [];
  let balance = ZERO;
  let deferred = ZERO;
  let interestSoFar = ZERO;
  let financedSoFar = ZERO;
  for (const [index, period] of periods.entries()) {
    const lentAtStart = index === 0 ? parts.filter((part) => part.day === period.fromDay) : [];
    const lentWithin = parts.filter(
      (part) => part.day > period.fromDay && part.day <= period.dueDay,
    );
    const opening = plus(balance, sum(lentAtStart.map((part) => part.financed)));
    let owed = balance;
    for (const part of [...lentAtStart, ...lentWithin]) {
      owed = plus(owed, part.financed);
      if (part.downPayment > 0n) rows.push(downPaymentRow(rows.length + 1, part, owed));
    }
    const later = parts.filter((part) => part.day > period.dueDay);
    if (owed === 0n && !isFinanced(later))
      return ok([...rows, ...lateDownPayments(later, rows.length)]);
    const isLast = index === periods.length - 1;
    financedSoFar = plus(financedSoFar, minus(owed, balance));
    const due = method({
      ...period,
      ...{ index, isLast, opening, financedSoFar, lentWithin, deferred, interestSoFar },
    });
    if (due.principal < 0n && !isLast) return uncovered(rows.length + 1);
    const principal = isLast ? owed : least(greatest(due.principal, ZERO), owed);
    balance = minus(owed, principal);
    const ends = balance === 0n && !isFinanced(later);
    const interest = ends ? plus(due.interest, due.deferred) : due.interest;
    deferred = due.deferred;
    interestSoFar = plus(interestSoFar, interest);
    rows.push(instalmentRow(rows.length + 1, period, principal, interest, balance));
    if (ends) return ok([...rows, ...lateDownPayments(later, rows.length)]);
  }
  return ok(rows);
}

function uncovered(number: number): Result<PeerRow[]> {
  return invalid(
    'annualRatePercent',
    `The instalment would not cover the interest of row ${number}.`,
  );
}
