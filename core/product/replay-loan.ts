// The product under which real loans of the past are lived through again: 36 months in equal monthly instalments,
// rounded up to the cent, without fees and without penalty.
import { DEFAULT_WATERFALL } from '../loan/repay/waterfall.ts';
import { currency } from '../money/currency.ts';
import { minorUnits } from '../money/minor-units.ts';
import { dayOf } from '../time/day.ts';
import { ESSENTIAL_SERVICES, type ProductTerms } from './product.ts';

const START = dayOf(2015, 4, 1);
const USD = currency('USD');

/** 36个月历史借款: the record says amount, grade and rate; staff bear them out. */
export const REPLAY_LOAN: ProductTerms = {
  code: 'replay_loan',
  version: 1,
  names: { 'zh-CN': '36个月历史借款', en: 'Past loan of 36 months' },
  effectiveFrom: START,
  packId: 'replay',
  currency: USD,
  borrowerKinds: ['natural_person'],
  purposes: ['consumption'],
  regions: 'all',
  channels: ['online'],
  requiredFiles: {
    natural_person: {
      facts: [
        { name: 'recorded_sub_grade', askedOf: 'source', verified: true },
        { name: 'recorded_rate', askedOf: 'source', verified: true },
      ],
      documents: [],
    },
  },
  // A few records are a cent away from whole dollars.
  amount: {
    minimum: minorUnits(50_000n),
    maximum: minorUnits(4_000_000n),
    step: minorUnits(1n),
  },
  termMonths: { minimum: 36, maximum: 36 },
  annualRatePpm: { minimum: 10_000, maximum: 400_000, step: 1 },
  offlineAbove: minorUnits(4_000_000n),
  securities: ['unsecured'],
  safeguards: ['none'],
  services: [...ESSENTIAL_SERVICES, 'collection'],
  repaymentMethods: ['equal_instalments'],
  interestBasis: { kind: 'equal_periods', daysInYear: 360 },
  oddFirstPeriod: 'by_days',
  rounding: { interest: 'half_up', instalment: 'up' },
  workingDayRule: 'none',
  // Whoever borrowed in the past can be reminded no more.
  reminderDays: [],
  waterfall: DEFAULT_WATERFALL,
  earlyRepayment: {
    fullAllowed: true,
    partAllowed: true,
    partMinimum: minorUnits(1n),
    effect: 'shorter_term',
  },
  penalty: {
    ofAnnualRatePpm: 0,
    base: 'principal',
    graceDays: 15,
    daysInYear: 360,
    rounding: 'half_up',
  },
  bids: {
    minimum: minorUnits(2_500n),
    step: minorUnits(1n),
    maximumSharePpm: 1_000_000,
    allocation: 'first_come',
    gradesBeyondTolerance: 1,
  },
  fundingDays: 14,
  approvalValidDays: 30,
  tariff: {
    code: 'replay_without_fees',
    version: 1,
    currency: USD,
    effectiveFrom: START,
    rounding: 'half_up',
    fees: [],
  },
  creditPolicy: 'as_recorded_1',
};
