// `mutua calc schedule` with a peer's engine: the published fields as its terms.
import type { ScheduleInputs } from '@mutua/contract/calculator/schedule.ts';
import { invalid, ok, type Result } from '@mutua/core/kit/result.ts';
import {
  PEER_DEFAULTS,
  type PeerDayCount,
  type PeerEngine,
  type PeerTerms,
  type PeerUnit,
  PROGRESSIVE_PRECISION_DIGITS,
} from '@mutua/core/loan/peer/schedule/terms.ts';
import { type Day, dayOf, parseDay } from '@mutua/core/time/day.ts';
import { startReading } from './reading.ts';
import type { ScheduleFields } from './schedule-fields.ts';

/** Fields that say nothing to a peer's engine. */
export const IGNORED_BY_PEERS: readonly (keyof ScheduleInputs)[] = [
  'custom',
  'holidays',
  'fees',
  'endOfMonth',
];
/** Fields that say nothing to the older one of them. */
export const IGNORED_BY_CUMULATIVE: readonly (keyof ScheduleInputs)[] = [
  ...IGNORED_BY_PEERS,
  'feb29PeriodOnly',
  'interestOnDisbursementDate',
  'mathPrecisionDigits',
];

const UNITS: Readonly<Record<NonNullable<ScheduleInputs['unit']>, PeerUnit>> = {
  DAYS: 'days',
  WEEKS: 'weeks',
  MONTHS: 'months',
  YEARS: 'years',
};

/** The terms of a peer's engine; what no field says is as `PEER_DEFAULTS` has it. */
export function readPeerTerms(
  inputs: ScheduleInputs,
  fields: ScheduleFields,
  engine: PeerEngine,
): Result<PeerTerms> {
  const reading = startReading();
  const { amortization = 'EQUAL_INSTALLMENTS' } = inputs;
  if (amortization !== 'EQUAL_INSTALLMENTS' && amortization !== 'EQUAL_PRINCIPAL') {
    return invalid(
      'inputs.amortization',
      'This engine knows only "EQUAL_INSTALLMENTS" and "EQUAL_PRINCIPAL".',
    );
  }
  const submittedDay = reading.take(startOf(fields), dayOf(1970, 1, 1));
  const dayCount = reading.take(readPeerDayCount(inputs.dayCount), PEER_DEFAULTS.dayCount);
  const periods = inputs.periods?.map(([from, due], index): [Day, Day] => [
    reading.take(parseDay(from, `inputs.periods[${index}][0]`), submittedDay),
    reading.take(parseDay(due, `inputs.periods[${index}][1]`), submittedDay),
  ]);
  const { graceOnPrincipal, graceOnInterest, graceOnInterestCharged, mathPrecisionDigits } = inputs;
  return (
    reading.refused() ??
    ok({
      ...fields,
      engine,
      submittedDay,
      instalments: inputs.installments,
      every: inputs.every ?? PEER_DEFAULTS.every,
      unit: inputs.unit === undefined ? PEER_DEFAULTS.unit : UNITS[inputs.unit],
      dayCount,
      interestCalculationPeriod:
        inputs.interestCalculationPeriod === 'SAME_AS_REPAYMENT_PERIOD'
          ? 'same_as_repayment_period'
          : 'daily',
      partialPeriodInterest: inputs.partialPeriodInterest === true,
      interestMethod: inputs.interestMethod === 'FLAT' ? 'flat' : 'declining_balance',
      amortisation: amortization === 'EQUAL_PRINCIPAL' ? 'equal_principal' : 'equal_instalments',
      repaymentStart:
        inputs.repaymentStartDate === 'SUBMITTED_ON' ? 'submitted_day' : 'disbursement_day',
      february29PeriodOnly: inputs.feb29PeriodOnly === true,
      interestOnDisbursementDay: inputs.interestOnDisbursementDate === true,
      ...(graceOnPrincipal !== undefined && { principalGraceInstalments: graceOnPrincipal }),
      ...(graceOnInterest !== undefined && { interestGraceInstalments: graceOnInterest }),
      ...(graceOnInterestCharged !== undefined && {
        interestFreeInstalments: graceOnInterestCharged,
      }),
      // The steps of the newer engine are known to the digit; the older one is calculated exactly.
      ...(engine === 'progressive' && {
        precisionDigits: mathPrecisionDigits ?? PROGRESSIVE_PRECISION_DIGITS,
      }),
      ...(periods && { periods }),
    })
  );
}

/** The day of the application; who leaves it out means the day of the first disbursement. */
function startOf({ submittedDay, disbursements }: ScheduleFields): Result<Day> {
  const day = submittedDay ?? disbursements[0]?.day;
  if (day !== undefined) return ok(day);
  return invalid('inputs.submittedOn', 'It is missing; this engine counts its days from it.');
}

function readPeerDayCount(dayCount: ScheduleInputs['dayCount']): Result<PeerDayCount> {
  if (dayCount === undefined) return ok(PEER_DEFAULTS.dayCount);
  if (typeof dayCount === 'string') {
    return invalid('inputs.dayCount', 'For this engine it must be an object with year and month.');
  }
  const year = String(dayCount.year).toLowerCase();
  const month = String(dayCount.month).toLowerCase();
  if (year !== '360' && year !== '364' && year !== '365' && year !== 'actual') {
    return invalid('inputs.dayCount.year', 'It must be one of "360", "364", "365", "ACTUAL".');
  }
  if (month !== '30' && month !== 'actual') {
    return invalid('inputs.dayCount.month', 'It must be one of "30", "ACTUAL".');
  }
  return ok({ year, month });
}
