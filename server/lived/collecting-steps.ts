// What collectors do in a past: they take the cases that arrears bring, speak to the borrower within the plan of the
// stage, take promises, and go to court where nothing else helps. What is due last is left for the present.
import type { StaffPosition } from '@mutua/core/people/actor.ts';
import { addDays, type Day } from '@mutua/core/time/day.ts';
import type { CollectionStage } from '@mutua/core/work/case.ts';
import { collectionPlanOf } from '@mutua/core/work/collection-plan.ts';
import type { ContactChannel, ContactOutcome, ContactTemplate } from '@mutua/core/work/contact.ts';
import { CourtSteps } from './court-steps.ts';
import { CNY } from './lived-custodian.ts';
import type { Asked, LivedHouse, Person } from './lived-house.ts';
import {
  type LivedTown,
  type TownCase,
  type TownLoan,
  workingDay,
  workingDayBy,
} from './lived-town.ts';

/** Within the clock of the stage. */
const CONTACT_DAYS: Readonly<Record<CollectionStage, number>> = {
  early: 3,
  middle: 5,
  final: 7,
  legal: 28,
};
/** What is said in which way, by the stage. */
export const SCRIPTS: Readonly<
  Record<CollectionStage, { readonly channel: ContactChannel; readonly template: ContactTemplate }>
> = {
  early: { channel: 'phone', template: 'friendly_reminder' },
  middle: { channel: 'phone', template: 'arrears_statement' },
  final: { channel: 'phone', template: 'default_warning' },
  legal: { channel: 'legal_letter', template: 'lawyers_letter' },
};
const NOTES: Readonly<Partial<Record<ContactOutcome, readonly [string, ...string[]]>>> = {
  reached: [
    '借款人表示近期收入减少，会尽快安排还款。',
    '借款人称工资延迟发放，正在筹款。',
    '已说明欠款与罚息，借款人表示知悉。',
    '借款人询问可否部分还款，已告知还款方式。',
  ],
  promised: ['借款人给出了还款日期和金额。', '借款人承诺到账后即还。'],
  not_reached: ['无人接听。', '号码占线，稍后再拨。', '关机。'],
  refused: ['借款人拒绝给出还款日期。', '借款人对罚息有异议，不愿还款。'],
  sent: ['律师函已寄出。'],
};
/** Of a hundred cases, those of the lead. */
const LEADS_PERCENT = 20;
/** Who does not mean to pay promises all the same, in thousandths of those who are reached. */
const EMPTY_PROMISE_PERMILLE = 110;
/** In the last days more, so that some promises are open in the present. */
const LAST_DAYS = 4;
const LAST_PROMISE_PERMILLE = 650;
const COURT_PERMILLE = 160;

export class CollectingSteps {
  readonly #house: LivedHouse;
  readonly #town: LivedTown;
  readonly #court: CourtSteps;

  constructor(house: LivedHouse, town: LivedTown) {
    this.#house = house;
    this.#town = town;
    this.#court = new CourtSteps(house, town);
  }

  /** Since yesterday evening: somebody takes it today or tomorrow. */
  opened(loan: TownLoan): void {
    const { day } = this.#house;
    const taken = workingDayBy(addDays(day, this.#town.chance.between(0, 1)), day);
    this.#town.will(taken, () => this.#taken(loan));
  }

  contacted(loan: TownLoan): readonly Asked[] {
    const { collection } = loan;
    if (collection?.owner === undefined || !isCollected(loan)) return [];
    const { owner, caseId, stage } = collection;
    const { chance } = this.#town;
    const outcome =
      stage === 'legal'
        ? 'sent'
        : chance.among('reached', 'reached', 'reached', 'not_reached', 'not_reached', 'refused');
    const promisedOn = outcome === 'reached' ? this.#promised(loan, stage) : undefined;
    const told = promisedOn === undefined ? outcome : 'promised';
    const notes = NOTES[told];
    this.#planContact(loan, stage, promisedOn);
    return [
      {
        actor: owner,
        command: {
          ...{ kind: 'RecordContact', caseId, person: 'borrower', ...SCRIPTS[stage] },
          outcome: told,
          ...(notes !== undefined && { note: chance.among(...notes) }),
        },
        // Paid meanwhile; or it was often enough for a week, or help is asked for.
        ifRefused: (code) => {
          if (code === 'wrong_stage') this.#forget(loan);
        },
      },
      ...(promisedOn === undefined ? [] : this.#promise(loan, { owner, caseId }, promisedOn)),
      ...(stage === 'final' && chance.isIn(COURT_PERMILLE)
        ? this.#court.decided(loan, collection)
        : []),
    ];
  }

  courtStage(loan: TownLoan): readonly Asked[] {
    return isCollected(loan) ? this.#court.reached(loan) : [];
  }

  /** Whoever takes it speaks to the borrower at once. */
  #taken(loan: TownLoan): readonly Asked[] {
    const { collection } = loan;
    if (collection === undefined || !isCollected(loan)) return [];
    const { chance } = this.#town;
    const position: StaffPosition =
      chance.below(100) < LEADS_PERCENT ? 'collector_lead' : 'collector';
    const owner = this.#house.officer(position);
    loan.collection = { ...collection, owner };
    return [
      {
        ...{ actor: owner, command: { kind: 'TakeCase', caseId: collection.caseId } },
        // What was late was paid meanwhile.
        ifRefused: () => this.#forget(loan),
      },
      ...this.contacted(loan),
    ];
  }

  /** On which day the borrower says that the money will come; most who mean to come say so, and others say something. */
  #promised({ comesOn }: TownLoan, stage: CollectionStage): Day | undefined {
    const { chance, today } = this.#town;
    const { day } = this.#house;
    const isLast = today - day <= LAST_DAYS;
    const latest = addDays(day, collectionPlanOf(stage).promiseDaysMax);
    if (comesOn !== undefined && comesOn > day) {
      // Some are too hopeful.
      const said = chance.isIn(120) ? addDays(comesOn, -2) : comesOn;
      return said > day && said <= latest ? said : undefined;
    }
    return chance.isIn(isLast ? LAST_PROMISE_PERMILLE : EMPTY_PROMISE_PERMILLE)
      ? addDays(day, chance.between(3, stage === 'early' ? 6 : 10))
      : undefined;
  }

  #promise(
    { instalments, brought }: TownLoan,
    { owner, caseId }: { readonly owner: Person; readonly caseId: TownCase['caseId'] },
    day: Day,
  ): readonly Asked[] {
    const next = instalments[brought];
    if (next === undefined) return [];
    return [
      {
        actor: owner,
        command: { kind: 'RecordPromise', caseId, day, amount: next.total, currency: CNY },
        ifRefused: () => undefined,
      },
    ];
  }

  /** Before the clock of the stage runs out, or when the promise is over. */
  #planContact(loan: TownLoan, stage: CollectionStage, promisedOn?: Day): void {
    const tomorrow = addDays(this.#house.day, 1);
    const day =
      promisedOn === undefined
        ? workingDayBy(addDays(this.#house.day, CONTACT_DAYS[stage]), tomorrow)
        : workingDay(addDays(promisedOn, 2));
    this.#town.plan(day, { kind: 'contact', loan });
  }

  #forget(loan: TownLoan): void {
    delete loan.collection;
  }
}

function isCollected({ state }: TownLoan): boolean {
  return state === 'running' || state === 'written_off';
}
