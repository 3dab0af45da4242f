// The limit beside our schedules: the same rows by decimal.js, the library that JavaScript usually
// reckons money with. Same terms, same rounding, same due days, same shape of row.
import { addMonths, type Day } from '@mutua/core/time/day.ts';
import { Decimal } from 'decimal.js';

const Exact = Decimal.clone({ precision: 20, rounding: Decimal.ROUND_HALF_EVEN });

export interface DecimalTerms {
  /** Major units, two decimals. */
  readonly principal: Decimal;
  readonly annualRatePercent: Decimal;
  readonly instalmentCount: number;
  readonly valueDay: Day;
}

export interface DecimalRow {
  readonly number: number;
  readonly fromDay: Day;
  readonly dueDay: Day;
  readonly principal: Decimal;
  readonly interest: Decimal;
  readonly balance: Decimal;
}

export function decimalTerms(
  principal: string,
  annualRatePercent: string,
  instalmentCount: number,
  valueDay: Day,
): DecimalTerms {
  return {
    principal: new Exact(principal),
    annualRatePercent: new Exact(annualRatePercent),
    instalmentCount,
    valueDay,
  };
}

/** Equal monthly instalments; interest half even to the cent per row; the last row takes the rest. */
export function decimalSchedule(terms: DecimalTerms): DecimalRow[] {
  const { principal, annualRatePercent, instalmentCount, valueDay } = terms;
  const periodRate = annualRatePercent.div(1200);
  const growth = periodRate.plus(1).pow(instalmentCount);
  const instalment = principal.mul(periodRate).mul(growth).div(growth.minus(1)).toDecimalPlaces(2);

  const rows: DecimalRow[] = [];
  let balance = principal;
  let fromDay = valueDay;
  for (let number = 1; number <= instalmentCount; number++) {
    const interest = balance.mul(periodRate).toDecimalPlaces(2);
    const repaid = number === instalmentCount ? balance : instalment.minus(interest);
    const dueDay = addMonths(valueDay, number);
    balance = balance.minus(repaid);
    rows.push({ number, fromDay, dueDay, principal: repaid, interest, balance });
    fromDay = dueDay;
  }
  return rows;
}
