// What is done about arrears, by the stage of collection, as data: with which scripts and on which channels, how
// often at most, by whom, and what whoever collects may agree to.
import type { Position } from '../people/actor.ts';
import type { CollectionStage } from './case.ts';
import type { CaseClock } from './case-kind.ts';
import type { ContactChannel, ContactTemplate } from './contact.ts';

export interface CollectionPlan {
  readonly stage: CollectionStage;
  /** The approved texts of each channel; a channel that is not named is not used. */
  readonly scripts: Readonly<Partial<Record<ContactChannel, readonly ContactTemplate[]>>>;
  /** The most contacts that count towards the limits; the law's limit holds where it is less. */
  readonly contactsPerDay: number;
  readonly contactsPerWeek: number;
  readonly mayAct: readonly Position[];
  /** How many days ahead a promise to pay may lie that whoever collects takes. */
  readonly promiseDaysMax: number;
  /** How long the case may lie without a contact, a promise or a step at court. */
  readonly clock: CaseClock;
}

const PLANS: Readonly<Record<CollectionStage, CollectionPlan>> = {
  early: {
    stage: 'early',
    scripts: {
      phone: ['friendly_reminder', 'ways_to_pay'],
      message: ['friendly_reminder', 'ways_to_pay'],
    },
    ...{ contactsPerDay: 1, contactsPerWeek: 3, promiseDaysMax: 7 },
    mayAct: ['service_agent', 'collector'],
    clock: days(3),
  },
  middle: {
    stage: 'middle',
    scripts: {
      phone: ['arrears_statement', 'ways_to_pay'],
      message: ['arrears_statement', 'ways_to_pay'],
      legal_letter: ['demand_letter'],
    },
    ...{ contactsPerDay: 2, contactsPerWeek: 5, promiseDaysMax: 14 },
    mayAct: ['collector'],
    clock: days(5),
  },
  final: {
    stage: 'final',
    scripts: {
      phone: ['default_warning', 'ways_to_pay'],
      message: ['default_warning', 'arrears_statement'],
      legal_letter: ['demand_letter', 'lawyers_letter'],
    },
    ...{ contactsPerDay: 2, contactsPerWeek: 5, promiseDaysMax: 30 },
    mayAct: ['collector', 'risk_analyst'],
    clock: days(7),
  },
  legal: {
    stage: 'legal',
    scripts: { legal_letter: ['lawyers_letter'] },
    ...{ contactsPerDay: 1, contactsPerWeek: 1, promiseDaysMax: 30 },
    mayAct: ['collector', 'risk_analyst'],
    clock: days(30),
  },
};

/** Up to so many days overdue a stage goes, which the days alone bring about. */
const UNTIL_DAYS: readonly (readonly [CollectionStage, number])[] = [
  ['early', 30],
  ['middle', 90],
];

/**
 * The plan of a stage.
 *
 * @example collectionPlanOf('early').contactsPerDay // 1
 */
export function collectionPlanOf(stage: CollectionStage): CollectionPlan {
  return PLANS[stage];
}

/**
 * The stage of so many days overdue; to court it goes by decision only.
 *
 * @example [30, 31, 90, 91].map(stageOfDays) // ['early', 'middle', 'middle', 'final']
 */
export function stageOfDays(daysOverdue: number): CollectionStage {
  return UNTIL_DAYS.find(([, until]) => daysOverdue <= until)?.[0] ?? 'final';
}

function days(amount: number): CaseClock {
  return { amount, unit: 'days', stopsWhileWaiting: true };
}
