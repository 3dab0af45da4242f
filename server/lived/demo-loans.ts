// What the persons of the demo have to see: loans of their own in every state that matters, settled beforehand.
import { addDays, type Day } from '@mutua/core/time/day.ts';
import type { Settled } from './applying-steps.ts';
import type { Arrivals } from './arrivals.ts';
import type { LoanWanted } from './asked-loans.ts';
import type { Fate } from './borrower-behaviour.ts';
import type { Person } from './lived-house.ts';
import { workingDay } from './lived-town.ts';

/** The riskier end. */
const SECURED = { product: 'secured_loan', standing: 'poor', purpose: 'working_capital' } as const;
/** An officer looks at an application so many days after it came, at most. */
const OPINION_DAYS = 2;
const AS_SCHEDULED: Fate = { kind: 'as_scheduled' };

type Change = Omit<Partial<Settled>, 'day' | 'borrower' | 'wanted'>;

interface Asked extends Partial<LoanWanted> {
  readonly yuan: number;
  readonly termMonths: number;
}

/** Those that fit into the past. */
export function demoLoans(arrivals: Arrivals, firstDay: Day, today: Day): readonly Settled[] {
  const settle = (
    borrower: Person | 'somebody',
    days: number,
    asked: Asked,
    change: Change = {},
  ): Settled => ({
    ...{ day: addDays(today, -days), borrower, wanted: wanted(asked), fate: AS_SCHEDULED },
    ...change,
  });
  return [
    ...borrowersLoans(arrivals, settle),
    ...lendersClaims(arrivals, settle),
    ...riskierEnd(settle),
    ...underReview(settle, today),
  ].filter(({ day }) => day >= firstDay);
}

type Settle = (
  borrower: Person | 'somebody',
  days: number,
  asked: Asked,
  change?: Change,
) => Settled;

/** One repaid, one being repaid, one late, and one asked for; the organisation has one on the market besides. */
function borrowersLoans(arrivals: Arrivals, settle: Settle): readonly Settled[] {
  const person = arrivals.demoPerson('borrower');
  const enterprise = arrivals.demoPerson('borrower-organisation');
  const guarantor = arrivals.demoPerson('guarantor');
  const lenders = ['lender-one', 'lender-institution'].map((key) => arrivals.demoPerson(key));
  const trade = { isOrganisation: true, purpose: 'trade' } as const;
  const guaranteed = { ...trade, product: 'guaranteed_loan' } as const;
  return [
    settle(person, 640, { yuan: 30_000, termMonths: 12 }),
    settle(person, 205, { yuan: 60_000, termMonths: 24 }, { lenders }),
    settle(person, 79, { yuan: 20_000, termMonths: 6 }, { lenders, fate: stops(1) }),
    settle(person, 1, { yuan: 15_000, termMonths: 12 }, { waitsBefore: 'verifying' }),
    settle(enterprise, 560, { ...trade, yuan: 50_000, termMonths: 6 }),
    settle(
      enterprise,
      310,
      { ...guaranteed, yuan: 80_000, termMonths: 18 },
      { lenders, guarantor },
    ),
    settle(enterprise, 8, { ...trade, yuan: 120_000, termMonths: 12 }),
  ];
}

/** What became of some of the first lender's claims: lost, in default, late, paid by the guarantor, repaid early. */
function lendersClaims(arrivals: Arrivals, settle: Settle): readonly Settled[] {
  const one = arrivals.demoPerson('lender-one');
  const lenders = [one, arrivals.demoPerson('lender-institution')];
  const careful = [arrivals.demoPerson('lender-two'), one];
  const guarantor = arrivals.demoPerson('guarantor');
  const lost = (days: number, yuan: number, fate: Fate, asked: Partial<LoanWanted> = {}) =>
    settle(
      'somebody',
      days,
      { yuan, termMonths: 12, standing: 'weak', ...asked },
      { lenders, fate },
    );
  const guaranteed = (days: number, yuan: number, change: Change) =>
    settle(
      'somebody',
      days,
      { yuan, termMonths: 12, product: 'guaranteed_loan', standing: 'fair' },
      { lenders, guarantor, ...change },
    );
  return [
    // Written off and ended, with something recovered and with nothing.
    lost(460, 15_000, stops(3, 22)),
    lost(520, 14_000, stops(2), SECURED),
    // Written off, and collected still.
    lost(334, 12_000, stops(3, 15)),
    // In default, and late by two months and more, by one and more, by weeks, by days.
    lost(250, 20_000, stops(3), SECURED),
    lost(204, 18_000, stops(3), SECURED),
    lost(143, 15_000, stops(2)),
    lost(120, 12_000, stops(2)),
    settle('somebody', 76, { yuan: 20_000, termMonths: 12 }, { lenders: careful, fate: stops(1) }),
    guaranteed(300, 50_000, { fate: stops(4) }),
    guaranteed(120, 30_000, { fate: stops(2) }),
    guaranteed(5, 60_000, { waitsBefore: 'committing' }),
    guaranteed(4, 40_000, { waitsBefore: 'committing' }),
    settle(
      'somebody',
      280,
      { yuan: 50_000, termMonths: 24 },
      { lenders: careful, fate: { kind: 'early', after: 4 } },
    ),
  ];
}

/** The riskier end of the market today. */
function riskierEnd(settle: Settle): readonly Settled[] {
  return [11, 10, 9, 9, 8, 8, 7, 7, 6].map((days) =>
    settle('somebody', days, {
      ...{ yuan: 40_000 + 5_000 * days, termMonths: 6 + 6 * (days % 3), standing: 'poor' },
      ...{ product: 'secured_loan', purpose: days % 2 === 0 ? 'working_capital' : 'renovation' },
      overdueElsewhere: days % 3 === 0 ? 0 : 1,
    }),
  );
}

/** One that the rules leave to a person waits for an opinion, and one with an opinion for the second person. */
function underReview(settle: Settle, today: Day): readonly Settled[] {
  const referred = { yuan: 26_000, termMonths: 12, overdueElsewhere: 1 } as const;
  return [
    settle('somebody', 1, referred, { waitsBefore: 'reviewing' }),
    settle('somebody', daysToOpinion(today), referred, { waitsBefore: 'deciding' }),
  ];
}

/** How many days ago somebody applied, at the latest, whose opinion was given on a working day before today. */
function daysToOpinion(today: Day): number {
  let days = OPINION_DAYS + 1;
  while (workingDay(addDays(today, OPINION_DAYS - days)) >= today) days += 1;
  return days;
}

function stops(after: number, recoveredPercent = 0): Fate {
  return { kind: 'stops', after, recoveredPercent };
}

function wanted(asked: Asked): LoanWanted {
  return {
    ...{ product: 'small_credit_loan', standing: 'good', isOrganisation: false },
    ...{ method: 'equal_instalments', purpose: 'consumption', overdueElsewhere: 0 },
    ...asked,
  };
}
