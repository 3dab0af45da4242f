// What collectors do in a past: they take the cases that arrears bring, speak to the borrower within the plan of the
// stage, and write down what was said. The latest cases are left for the office of the present.
import type { Position } from '@mutua/core/people/actor.ts';
import { addDays, daysBetween } from '@mutua/core/time/day.ts';
import type { CollectionStage } from '@mutua/core/work/case.ts';
import type { ContactChannel, ContactOutcome, ContactTemplate } from '@mutua/core/work/contact.ts';
import type { Asked, LivedHouse } from './lived-house.ts';
import { type LivedTown, type TownLoan, workingDay } from './lived-town.ts';

const CONTACT_DAYS = 12;
/** Younger cases wait in the queue. */
const UNTAKEN_DAYS = 3;

const SCRIPTS: Readonly<
  Record<CollectionStage, { readonly channel: ContactChannel; readonly template: ContactTemplate }>
> = {
  early: { channel: 'phone', template: 'friendly_reminder' },
  middle: { channel: 'phone', template: 'arrears_statement' },
  final: { channel: 'phone', template: 'default_warning' },
  legal: { channel: 'legal_letter', template: 'lawyers_letter' },
};
const NOTES: Readonly<Partial<Record<ContactOutcome, string>>> = {
  reached: '借款人表示近期收入减少，会尽快安排还款。',
  not_reached: '无人接听。',
  refused: '借款人拒绝给出还款日期。',
};
const COLLECTOR: Position = 'collector';

export class CollectingSteps {
  readonly #house: LivedHouse;
  readonly #town: LivedTown;

  constructor(house: LivedHouse, town: LivedTown) {
    this.#house = house;
    this.#town = town;
  }

  /** Somebody takes it on one of the next days. */
  opened(loan: TownLoan): void {
    const { chance, today } = this.#town;
    const { day } = this.#house;
    if (daysBetween(day, today) <= UNTAKEN_DAYS) return;
    this.#town.plan(workingDay(addDays(day, chance.between(1, 3))), { kind: 'take_case', loan });
  }

  taken(loan: TownLoan): readonly Asked[] {
    const { collection } = loan;
    if (collection === undefined || loan.state !== 'running') return [];
    this.#planContact(loan, 1);
    return [
      {
        actor: this.#house.officer(COLLECTOR),
        command: { kind: 'TakeCase', caseId: collection.caseId },
        // What was late was paid meanwhile.
        ifRefused: () => this.#forget(loan),
      },
    ];
  }

  contacted(loan: TownLoan): readonly Asked[] {
    const { collection } = loan;
    if (collection === undefined || loan.state !== 'running') return [];
    const { caseId, stage } = collection;
    const outcome = this.#town.chance.among('reached', 'reached', 'not_reached', 'refused');
    const note = NOTES[outcome];
    this.#planContact(loan, CONTACT_DAYS);
    return [
      {
        actor: this.#house.officer(COLLECTOR),
        command: {
          ...{ kind: 'RecordContact', caseId, person: 'borrower', ...SCRIPTS[stage], outcome },
          ...(note !== undefined && { note }),
        },
        ifRefused: () => this.#forget(loan),
      },
    ];
  }

  #planContact(loan: TownLoan, days: number): void {
    this.#town.plan(workingDay(addDays(this.#house.day, days)), { kind: 'contact', loan });
  }

  #forget(loan: TownLoan): void {
    delete loan.collection;
  }
}
