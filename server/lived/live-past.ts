// A past for a demo: some years of a platform, lived through its own door from the first day to yesterday, with the
// bank in the same process. The present goes on from there.
import path from 'node:path';
import type { OperatorTime } from '@mutua/core/calendar/business-date.ts';
import { GENERAL_LOAN, SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import { GUARANTEED_LOAN, SECURED_LOAN } from '@mutua/core/product/safeguarded-loans.ts';
import { addDays, addMonths, type Day, daysBetween } from '@mutua/core/time/day.ts';
import type { Database } from '../database/database.ts';
import { DEMO_PAYMENT_PASSWORD, DEMO_PHONE_PIN } from '../installation/demo/demo-persons.ts';
import { TRIAL_OPERATOR } from '../installation/install.ts';
import type { OperatorDetails } from '../installation/operator-details.ts';
import { LivedBank } from '../sandbox/bank/lived-bank.ts';
import { ApplyingSteps } from './applying-steps.ts';
import { Arrivals } from './arrivals.ts';
import { CaseSteps } from './case-steps.ts';
import { CollectingSteps } from './collecting-steps.ts';
import { demoLoans } from './demo-loans.ts';
import { CNY, LivedCustodian } from './lived-custodian.ts';
import { type DayParts, liveDay } from './lived-days.ts';
import { LivedHouse } from './lived-house.ts';
import { livedSeed, PAST_SEED } from './lived-seed.ts';
import { LivedTown } from './lived-town.ts';
import { MarketSteps } from './market-steps.ts';
import { MoneySteps } from './money-steps.ts';
import { OfficeSteps } from './office-steps.ts';
import { ReadingSteps } from './reading-steps.ts';
import { RepayingSteps } from './repaying-steps.ts';
import { SurveySteps } from './survey-steps.ts';

const LENDERS = 240;
const WHOLE = 100;
/** So many of a hundred lenders are there on the first day. */
const FIRST_LENDERS_PERCENT = 12;
/** Before its first day a bank of the past has no present. */
const SANDBOX_BANK = path.join('sandbox', 'bank');

export interface PastOptions {
  readonly database: Database;
  readonly dataFolder: string;
  /** The day that is not lived any more: the present. */
  readonly today: Day;
  readonly months: number;
  readonly seed?: number;
  /** How many people come, in per cent of a whole past. */
  readonly sizePercent?: number;
  readonly operator?: OperatorDetails | undefined;
  readonly operatorTime: Partial<OperatorTime>;
  readonly administratorPassword: string | undefined;
  readonly onProgress: (progress: {
    readonly day: Day;
    readonly done: number;
    readonly of: number;
  }) => void;
  readonly signal: AbortSignal;
}

/** @throws LivedRefused where a rule does not let the past go on, which is a bug. */
export async function livePast(options: PastOptions): Promise<void> {
  const { dataFolder, today, months, onProgress, signal } = options;
  const firstDay = addMonths(today, -months);
  const house = await LivedHouse.open({ ...options, firstDay, products: productsFrom(firstDay) });
  try {
    const bank = await LivedBank.open({
      ...{ folder: path.join(dataFolder, SANDBOX_BANK), currency: CNY, firstDay },
      clock: house.clock,
      secrets: { password: DEMO_PAYMENT_PASSWORD, phonePin: DEMO_PHONE_PIN },
    });
    const parts = await begin(house, bank, options, firstDay);
    const of = daysBetween(firstDay, today);
    const lenders = Math.ceil((LENDERS * (options.sizePercent ?? WHOLE)) / WHOLE);
    for (let done = 0; done < of; done += 1) {
      const day = addDays(firstDay, done);
      await liveDay(parts, day, lendersOn(done, of, lenders));
      onProgress({ day, done: done + 1, of });
      signal.throwIfAborted();
    }
    house.openPresent(today);
    await house.all([...parts.money.thisMorning(), ...parts.arrivals.newOfDemo()]);
    await bank.keep();
  } finally {
    await house.close();
  }
}

async function begin(
  house: LivedHouse,
  bank: LivedBank,
  { seed = PAST_SEED, today, operator = TRIAL_OPERATOR, sizePercent = WHOLE }: PastOptions,
  firstDay: Day,
): Promise<DayParts> {
  const custodian = new LivedCustodian(house, bank);
  const town = new LivedTown(house, livedSeed(seed), today);
  const arrivals = new Arrivals(house, custodian, town);
  await custodian.openFees(operator);
  const money = new MoneySteps(house, { custodian, town, arrivals });
  await house.all([money.ownFunds(), ...arrivals.ofDemo(), ...arrivals.guarantor()]);
  const settled = demoLoans(arrivals, firstDay, today);
  return {
    ...{ house, custodian, town, arrivals },
    applying: new ApplyingSteps(house, town, { arrivals, settled, sizePercent }),
    office: new OfficeSteps(house, custodian, town),
    market: new MarketSteps(house, custodian, town),
    repaying: new RepayingSteps(house, custodian, town, arrivals.demoPerson('lender-one').id),
    collecting: new CollectingSteps(house, town),
    cases: new CaseSteps(house, town, arrivals),
    money,
    reading: new ReadingSteps(house, town, arrivals),
    survey: new SurveySteps(house, town),
  };
}

/** The demo's products, and two with somebody or something behind the debt, in force from the first day on. */
function productsFrom(effectiveFrom: Day): readonly ProductTerms[] {
  return [SMALL_CREDIT_LOAN, GENERAL_LOAN, GUARANTEED_LOAN, SECURED_LOAN].map((terms) => ({
    ...{ ...terms, effectiveFrom, tariff: { ...terms.tariff, effectiveFrom } },
    // One reminder is enough for a past.
    reminderDays: [3],
  }));
}

/** Some are there at once, the others come little by little, and more of them from month to month. */
function lendersOn(done: number, of: number, all: number): number {
  const first = Math.ceil((all * FIRST_LENDERS_PERCENT) / 100);
  const until = (days: number) =>
    first + Math.floor(((all - first) * days * Math.sqrt(days)) / (of * Math.sqrt(of)));
  return done === 0 ? until(1) : until(done + 1) - until(done);
}
