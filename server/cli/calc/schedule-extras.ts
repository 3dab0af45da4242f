// What only the engine of the house knows: custom repayments, fees and holidays, read from their fields.
import type { ScheduleInputs } from '@mutua/contract/calculator/schedule.ts';
import { invalid, ok, type Result } from '@mutua/core/kit/result.ts';
import type {
  CustomRepayment,
  FeeAmount,
  Holiday,
  InstalmentStep,
  PartOfPrincipal,
  ScheduleFee,
} from '@mutua/core/loan/schedule/terms.ts';
import { parseMajor, ZERO } from '@mutua/core/money/minor-units.ts';
import { type Reading, startReading } from './reading.ts';
import { share } from './schedule-fields.ts';

type CustomField = NonNullable<ScheduleInputs['custom']>;
type FeeField = NonNullable<ScheduleInputs['fees']>[number];
type HolidayField = NonNullable<ScheduleInputs['holidays']>[number];
/** An amount or a share of something: one of the two. */
interface AmountOrShare {
  readonly amount?: string;
  readonly percent?: string | number;
}

export function readCustom(
  { amortization, custom }: ScheduleInputs,
  decimals: number,
): Result<CustomRepayment | undefined> {
  if (custom === undefined && amortization !== 'CUSTOM') return ok(undefined);
  if (custom === undefined) return invalid('inputs.custom', 'It is missing; it says how to repay.');
  if (amortization !== 'CUSTOM') {
    return invalid('inputs.custom', 'It is given with amortization "CUSTOM" only.');
  }
  const reading = startReading();
  const repayment = customRepayment(reading, custom, decimals);
  return reading.refused() ?? ok(repayment);
}

function customRepayment(reading: Reading, custom: CustomField, decimals: number): CustomRepayment {
  switch (custom.kind) {
    case 'SEASONAL':
      return {
        kind: 'seasonal',
        months: custom.months,
        repeats: custom.repeats === 'PRINCIPAL' ? 'principal' : 'instalment',
      };
    case 'STEPPED':
      return {
        kind: 'stepped',
        steps: custom.steps.map(
          (step, index): InstalmentStep => ({
            from: step.from,
            ...amountOrShare(reading, step, `custom.steps[${index}]`, decimals),
          }),
        ),
      };
    case 'BALLOON':
      return { kind: 'balloon', balloon: amountOrShare(reading, custom, 'custom', decimals) };
    case 'PRINCIPALS':
      return {
        kind: 'principals',
        principals: custom.principals.map((text, index) =>
          reading.take(parseMajor(text, decimals, `inputs.custom.principals[${index}]`), ZERO),
        ),
      };
  }
}

function amountOrShare(
  reading: Reading,
  { amount, percent }: AmountOrShare,
  path: string,
  decimals: number,
): PartOfPrincipal {
  if ((amount === undefined) === (percent === undefined)) {
    reading.take(invalid(`inputs.${path}`, 'It must have either amount or percent.'), ZERO);
  }
  if (percent !== undefined)
    return { kind: 'share', share: share(reading, percent, `${path}.percent`) };
  const read = parseMajor(amount ?? '0', decimals, `inputs.${path}.amount`);
  return { kind: 'amount', amount: reading.take(read, ZERO) };
}

export function readFees(
  { fees }: ScheduleInputs,
  decimals: number,
): Result<ScheduleFee[] | undefined> {
  if (fees === undefined) return ok(undefined);
  const reading = startReading();
  const read = fees.map(
    (fee, index): ScheduleFee => ({
      name: fee.name ?? 'service',
      charged: CHARGED[fee.charged],
      amount: feeAmount(reading, fee, `fees[${index}]`, decimals),
    }),
  );
  return reading.refused() ?? ok(read);
}

const CHARGED = {
  EACH_INSTALLMENT: 'each_instalment',
  FINANCED: 'financed',
  AT_DISBURSEMENT: 'at_disbursement',
} as const;

function feeAmount(reading: Reading, fee: FeeField, path: string, decimals: number): FeeAmount {
  const { amount, percentOfPrincipal, percentOfOutstanding } = fee;
  const given = [amount, percentOfPrincipal, percentOfOutstanding].filter(
    (one) => one !== undefined,
  );
  if (given.length !== 1) {
    const detail = 'It must have one of amount, percentOfPrincipal and percentOfOutstanding.';
    reading.take(invalid(`inputs.${path}`, detail), ZERO);
  }
  if (percentOfPrincipal !== undefined) {
    const read = share(reading, percentOfPrincipal, `${path}.percentOfPrincipal`);
    return { kind: 'share_of_principal', share: read };
  }
  if (percentOfOutstanding !== undefined) {
    const read = share(reading, percentOfOutstanding, `${path}.percentOfOutstanding`);
    return { kind: 'share_of_outstanding', share: read };
  }
  const read = parseMajor(amount ?? '0', decimals, `inputs.${path}.amount`);
  return { kind: 'fixed', amount: reading.take(read, ZERO) };
}

export function readHolidays({ holidays }: ScheduleInputs): Result<Holiday[] | undefined> {
  if (holidays === undefined) return ok(undefined);
  const reading = startReading();
  const read = holidays.map((holiday, index) => holidayOf(reading, holiday, `holidays[${index}]`));
  return reading.refused() ?? ok(read);
}

function holidayOf(reading: Reading, field: HolidayField, path: string): Holiday {
  const { from, to, months, interest = 'PAID' } = field;
  if ((months === undefined) === (from === undefined)) {
    reading.take(invalid(`inputs.${path}`, 'It must have either from (and to) or months.'), ZERO);
  }
  return {
    on: months
      ? { kind: 'months', months }
      : { kind: 'instalments', from: from ?? 1, to: to ?? from ?? 1 },
    interest: RELIEF[interest],
  };
}

const RELIEF = { PAID: 'paid', DEFERRED: 'deferred', FREE: 'free' } as const;
