// `mutua calc schedule` with the engine of the house: the published fields as the terms of a contract.
import type { ScheduleInputs } from '@mutua/contract/calculator/schedule.ts';
import { invalid, ok, type Refused, type Result } from '@mutua/core/kit/result.ts';
import { applyChange } from '@mutua/core/loan/schedule/apply-change.ts';
import { makeSchedule } from '@mutua/core/loan/schedule/make-schedule.ts';
import type {
  InterestBasis,
  RepaymentMethod,
  Schedule,
  ScheduleTerms,
} from '@mutua/core/loan/schedule/terms.ts';
import { addDays, addMonths, type Day, dayOf } from '@mutua/core/time/day.ts';
import { dayCountNamed } from '@mutua/core/time/day-count-names.ts';
import { startReading } from './reading.ts';
import { readCustom, readFees, readHolidays } from './schedule-extras.ts';
import type { ScheduleFields } from './schedule-fields.ts';

/** Fields that say nothing to this engine. */
export const IGNORED_BY_OWN: readonly (keyof ScheduleInputs)[] = [
  'periods',
  'feb29PeriodOnly',
  'interestOnDisbursementDate',
  'mathPrecisionDigits',
];

/** Where no day is named and none matters, the rows are reckoned from here and shown without days. */
const ANY_DAY = dayOf(2001, 1, 1);

/**
 * The schedule by the house's own engine. What is left out takes the product's default: monthly equal
 * instalments, interest by equal periods (rate × months / 12), rounded half even. The first
 * disbursement is the value day, or without one the day of the application.
 */
export function makeOwnSchedule(inputs: ScheduleInputs, fields: ScheduleFields): Result<Schedule> {
  const terms = readOwnTerms(inputs, fields);
  if (!terms.ok) return terms;
  let made = makeSchedule(terms.value);
  for (const [index, { day, annualRate }] of fields.rateChanges.entries()) {
    if (!made.ok) return published(made, '');
    made = applyChange(made.value, { kind: 'rate_change', day, annualRate, keeps: 'term' });
    if (!made.ok) return published(made, `rateChanges[${index}]`);
  }
  return made.ok ? made : published(made, '');
}

/** Whether the inputs name a day, so that rows have due days to show. */
export function hasDays({ submittedDay, disbursements }: ScheduleFields): boolean {
  return submittedDay !== undefined || disbursements.length > 0;
}

function readOwnTerms(inputs: ScheduleInputs, fields: ScheduleFields): Result<ScheduleTerms> {
  const lent = refuseLending(fields);
  if (lent) return lent;
  const reading = startReading();
  const basis = reading.take(readBasis(inputs), { kind: 'equal_periods', daysInYear: 360 });
  const valueDay = reading.take(readValueDay(inputs, fields, basis), ANY_DAY);
  const method = reading.take(readMethod(inputs), 'equal_instalments');
  const custom = reading.take(readCustom(inputs, fields.decimals), undefined);
  const fees = reading.take(readFees(inputs, fields.decimals), undefined);
  const holidays = reading.take(readHolidays(inputs), undefined);
  const grace = reading.take(readInterestGrace(inputs), undefined);
  const years = inputs.unit === 'YEARS' ? 12 : 1;
  const unit = inputs.unit === 'DAYS' ? 'days' : inputs.unit === 'WEEKS' ? 'weeks' : 'months';
  const every = (inputs.every ?? 1) * years;
  const firstDueDay = fields.firstDueDay ?? dueFromApplication(inputs, fields, every, unit);
  const { rounding, downPaymentShare, instalmentStep } = fields;
  return (
    reading.refused() ??
    ok({
      principal: fields.principal,
      annualRate: fields.annualRate,
      valueDay,
      instalmentCount: inputs.installments,
      every,
      unit,
      repaymentMethod: method,
      interestBasis: basis,
      rounding: { interest: rounding, instalment: rounding },
      ...(custom && { custom }),
      ...(instalmentStep !== undefined && { instalmentMultiple: instalmentStep }),
      ...(firstDueDay !== undefined && { firstDueDay }),
      ...(inputs.partialPeriodInterest === true && { oddFirstPeriod: 'periods_and_days' as const }),
      ...(inputs.endOfMonth !== undefined && { endOfMonth: inputs.endOfMonth }),
      ...(downPaymentShare &&
        downPaymentShare.numerator !== 0n && {
          downPayment: { kind: 'share' as const, share: downPaymentShare },
        }),
      ...(inputs.graceOnPrincipal !== undefined && { graceOnPrincipal: inputs.graceOnPrincipal }),
      ...(grace && { graceOnInterest: grace }),
      ...(holidays && { holidays }),
      ...(fees && { fees }),
    })
  );
}

function refuseLending({ disbursements, principal }: ScheduleFields): Refused | undefined {
  if (disbursements.length > 1) {
    return invalid('inputs.disbursements', 'This engine lends the whole principal at once.');
  }
  if (disbursements.some(({ amount }) => amount !== principal)) {
    return invalid('inputs.disbursements[0].amount', 'It must be the principal.');
  }
  return undefined;
}

/** Days of the day count, unless interest goes by periods, as it does where no day count is named. */
function readBasis({
  dayCount,
  interestCalculationPeriod,
  unit,
}: ScheduleInputs): Result<InterestBasis> {
  const isByPeriods = interestCalculationPeriod === 'SAME_AS_REPAYMENT_PERIOD';
  if (dayCount === undefined || (isByPeriods && typeof dayCount === 'string')) {
    return ok({ kind: 'equal_periods', daysInYear: 360 });
  }
  if (typeof dayCount === 'string') {
    const named = dayCountNamed(dayCount);
    return named.ok ? ok({ kind: 'day_count', dayCount: named.value }) : named;
  }
  const year = String(dayCount.year).toUpperCase();
  const month = String(dayCount.month).toUpperCase();
  if (isByPeriods) return ok({ kind: 'equal_periods', daysInYear: year === '360' ? 360 : 365 });
  if (
    month === '30' &&
    year === '360' &&
    (unit === undefined || unit === 'MONTHS' || unit === 'YEARS')
  ) {
    return ok({ kind: 'equal_periods', daysInYear: 360 });
  }
  const known = {
    '360/30': 'actual_360',
    '360/ACTUAL': 'actual_360',
    '364/ACTUAL': 'actual_364',
    '365/ACTUAL': 'actual_365_fixed',
    'ACTUAL/ACTUAL': 'actual_actual_isda',
  } as const;
  const name = `${year}/${month}`;
  if (Object.hasOwn(known, name)) {
    return ok({ kind: 'day_count', dayCount: known[name as keyof typeof known] });
  }
  return invalid(
    'inputs.dayCount',
    'For this engine: 30 with 360, or ACTUAL with 360, 364, 365 or ACTUAL.',
  );
}

/** The day from which interest runs; any day where none is named and none matters. */
function readValueDay(
  inputs: ScheduleInputs,
  fields: ScheduleFields,
  basis: InterestBasis,
): Result<Day> {
  const named = fields.disbursements[0]?.day ?? fields.submittedDay;
  if (named !== undefined) return ok(named);
  const needsDay =
    basis.kind === 'day_count' ||
    fields.firstDueDay !== undefined ||
    inputs.endOfMonth === true ||
    inputs.custom?.kind === 'SEASONAL' ||
    inputs.holidays?.some(({ months }) => months !== undefined) === true ||
    fields.rateChanges.length > 0;
  if (!needsDay) return ok(ANY_DAY);
  return invalid('inputs.submittedOn', 'It is missing, and the interest depends on the dates.');
}

/** Due days may be counted from the application although the money came later. */
function dueFromApplication(
  inputs: ScheduleInputs,
  fields: ScheduleFields,
  every: number,
  unit: ScheduleTerms['unit'],
): Day | undefined {
  const { submittedDay, disbursements } = fields;
  if (inputs.repaymentStartDate !== 'SUBMITTED_ON' || submittedDay === undefined) return undefined;
  if (disbursements.length === 0 || disbursements[0]?.day === submittedDay) return undefined;
  if (unit === 'months') return addMonths(submittedDay, every);
  return addDays(submittedDay, unit === 'weeks' ? every * 7 : every);
}

function readMethod({
  amortization = 'EQUAL_INSTALLMENTS',
  interestMethod,
}: ScheduleInputs): Result<RepaymentMethod> {
  if (interestMethod !== 'FLAT') return ok(METHODS[amortization]);
  if (amortization.startsWith('EQUAL_') || amortization === 'FLAT') return ok('flat');
  return invalid('inputs.interestMethod', 'With this amortization it must be "DECLINING_BALANCE".');
}

const METHODS: Readonly<Record<NonNullable<ScheduleInputs['amortization']>, RepaymentMethod>> = {
  EQUAL_INSTALLMENTS: 'equal_instalments',
  EQUAL_PRINCIPAL: 'equal_principal',
  FLAT: 'flat',
  INTEREST_FIRST: 'interest_first',
  BULLET: 'bullet',
  CUSTOM: 'custom',
};

function readInterestGrace(inputs: ScheduleInputs): Result<ScheduleTerms['graceOnInterest']> {
  const { graceOnInterest: deferred = 0, graceOnInterestCharged: free = 0 } = inputs;
  if (deferred > 0 && free > 0) {
    return invalid('inputs.graceOnInterestCharged', 'It cannot be given beside graceOnInterest.');
  }
  if (deferred > 0) return ok({ instalments: deferred, relief: 'deferred' });
  return ok(free > 0 ? { instalments: free, relief: 'free' } : undefined);
}

/** How the engine's own fields are named where the published ones have another name. */
const PUBLISHED_NAMES: Readonly<Record<string, string>> = {
  annualRate: 'annualRatePercent',
  instalmentCount: 'installments',
  instalmentMultiple: 'installmentMultipleOf',
  interestBasis: 'dayCount',
  firstDueDay: 'firstRepaymentDate',
  valueDay: 'submittedOn',
  downPayment: 'downPaymentPercent',
  repaymentMethod: 'amortization',
};

/** The same refusal, naming the field as the sender wrote it: `custom.steps.0` as `inputs.custom.steps[0]`. */
function published(refused: Refused, change: string): Refused {
  const { field } = refused.refusal.data;
  if (field === undefined) return refused;
  const [first = '', ...rest] = field.split('.');
  const name = PUBLISHED_NAMES[first] ?? first;
  const isInner = rest.length > 0 && name === first;
  const inner = isInner ? rest.map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`)) : [];
  const path = change === '' ? `inputs.${name}${inner.join('')}` : `inputs.${change}`;
  return {
    ...refused,
    refusal: { ...refused.refusal, data: { ...refused.refusal.data, field: path } },
  };
}
