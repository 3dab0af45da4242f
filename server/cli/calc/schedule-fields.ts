// The fields of `mutua calc schedule` that mean the same to every engine, read from their text.
import type { ScheduleInputs } from '@mutua/contract/calculator/schedule.ts';
import { invalid, ok, type Result } from '@mutua/core/kit/result.ts';
import { currency, exponentOf, readCurrency } from '@mutua/core/money/currency.ts';
import { type Fraction, parseDecimal, ZERO_FRACTION } from '@mutua/core/money/fraction.ts';
import { type MinorUnits, parseMajor, ZERO } from '@mutua/core/money/minor-units.ts';
import type { Rounding } from '@mutua/core/money/rounding.ts';
import { type Day, dayOf, parseDay } from '@mutua/core/time/day.ts';
import { type Reading, startReading } from './reading.ts';

/** Money paid out on a day; without an amount it is the whole principal. */
export interface DisbursementField {
  readonly day: Day;
  readonly amount: MinorUnits;
}

export interface RateChangeField {
  readonly day: Day;
  readonly annualRate: Fraction;
}

/** What every engine is told. Days and shares that were not given are left out. */
export interface ScheduleFields {
  /** Decimals of the currency. */
  readonly decimals: number;
  readonly principal: MinorUnits;
  /** A share, not percent. */
  readonly annualRate: Fraction;
  readonly rateChanges: readonly RateChangeField[];
  readonly submittedDay?: Day;
  /** In date order. */
  readonly disbursements: readonly DisbursementField[];
  readonly firstDueDay?: Day;
  readonly instalmentStep?: MinorUnits;
  readonly downPaymentShare?: Fraction;
  readonly rounding: Rounding;
}

const PRODUCT_CURRENCY = currency('CNY');

const ROUNDINGS: Readonly<Record<NonNullable<ScheduleInputs['rounding']>, Rounding>> = {
  HALF_EVEN: 'half_even',
  HALF_UP: 'half_up',
  UP: 'up',
  DOWN: 'down',
};

/** Reads the common fields; the first that cannot be read is refused as `inputs.…`. */
export function readScheduleFields(inputs: ScheduleInputs): Result<ScheduleFields> {
  const reading = startReading();
  const decimals = reading.take(readDecimals(inputs), 2);
  const amount = (text: string, field: string) =>
    reading.take(parseMajor(text, decimals, `inputs.${field}`), ZERO);
  const day = (text: string, field: string) =>
    reading.take(parseDay(text, `inputs.${field}`), NO_DAY);

  const principal = amount(inputs.principal, 'principal');
  const fields: ScheduleFields = {
    decimals,
    principal,
    annualRate: share(reading, inputs.annualRatePercent, 'annualRatePercent'),
    ...(inputs.submittedOn !== undefined && {
      submittedDay: day(inputs.submittedOn, 'submittedOn'),
    }),
    disbursements: (inputs.disbursements ?? [])
      .map((one, index, all) => {
        const path = `disbursements[${index}]`;
        if (one.amount === undefined && all.length > 1) {
          reading.take(missing(`${path}.amount`), ZERO);
        }
        return {
          day: day(one.date, `${path}.date`),
          amount: one.amount === undefined ? principal : amount(one.amount, `${path}.amount`),
        };
      })
      .sort(byDay),
    rateChanges: (inputs.rateChanges ?? [])
      .map((one, index) => ({
        day: day(one.date, `rateChanges[${index}].date`),
        annualRate: share(
          reading,
          one.annualRatePercent,
          `rateChanges[${index}].annualRatePercent`,
        ),
      }))
      .sort(byDay),
    ...(inputs.firstRepaymentDate !== undefined && {
      firstDueDay: day(inputs.firstRepaymentDate, 'firstRepaymentDate'),
    }),
    ...(inputs.installmentMultipleOf !== undefined && {
      instalmentStep: amount(String(inputs.installmentMultipleOf), 'installmentMultipleOf'),
    }),
    ...(inputs.downPaymentPercent !== undefined && {
      downPaymentShare: share(reading, inputs.downPaymentPercent, 'downPaymentPercent'),
    }),
    rounding: ROUNDINGS[inputs.rounding ?? 'HALF_EVEN'],
  };
  return reading.refused() ?? ok(fields);
}

/** A stand-in for a day that was refused. */
const NO_DAY = dayOf(1970, 1, 1);

/** Percent as a share: 12.5 is 125/1000. */
export function share(reading: Reading, percent: string | number, field: string): Fraction {
  const read = reading.take(parseDecimal(String(percent), `inputs.${field}`), ZERO_FRACTION);
  return { numerator: read.numerator, denominator: read.denominator * 100n };
}

function readDecimals(inputs: ScheduleInputs): Result<number> {
  if (inputs.currency === undefined) {
    return ok(inputs.currencyDecimals ?? exponentOf(PRODUCT_CURRENCY));
  }
  const named = readCurrency(inputs.currency, 'inputs.currency');
  if (!named.ok) return named;
  const decimals = exponentOf(named.value);
  if (inputs.currencyDecimals !== undefined && inputs.currencyDecimals !== decimals) {
    return invalid('inputs.currencyDecimals', `${inputs.currency} has ${decimals} decimals.`);
  }
  return ok(decimals);
}

function missing(field: string): Result<MinorUnits> {
  return invalid(
    `inputs.${field}`,
    'It is missing; with several disbursements each has its amount.',
  );
}

function byDay(left: { readonly day: Day }, right: { readonly day: Day }): number {
  return left.day - right.day;
}
