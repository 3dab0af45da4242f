// People of a past say how content they are: some of those who have lent or borrowed, most of them on the first day of
// a quarter, when they are asked. The persons of the demo leave it to whoever tries them.
import { type ClientSegment, clientSegment } from '@mutua/core/disclosure/client-segment.ts';
import { quarterOf } from '@mutua/core/disclosure/month.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { ClientKind } from '@mutua/core/people/client.ts';
import type { SurveyRole } from '@mutua/core/people/survey.ts';
import { addDays, type Day, daysBetween } from '@mutua/core/time/day.ts';
import type { LoggedCommand } from '../commit/log-store.ts';
import { demoPersonIds } from '../installation/demo/demo-persons.ts';
import { derivedId } from '../rails/rail-door.ts';
import { Chance } from './chance.ts';
import { livedAnswerOf } from './lived-answer.ts';
import type { Asked, LivedHouse } from './lived-house.ts';
import type { LivedTown } from './lived-town.ts';

/** As many of a segment answer in a quarter, of whom so many do at once. */
const ANSWERS_OF_SEGMENT = 9;
const AT_ONCE = 6;
const LATER_DAYS = 25;
/** What befell somebody is remembered so long. */
const REMEMBERED_DAYS = 270;

/** A client in one role, from its first loan or claim that was paid out. */
interface Surveyed {
  readonly clientId: Id;
  readonly role: SurveyRole;
  readonly paidOutId: Id;
}

export class SurveySteps {
  readonly #house: LivedHouse;
  readonly #town: LivedTown;
  readonly #demo: ReadonlySet<Id>;
  readonly #kinds = new Map<Id, ClientKind>();
  readonly #borrowerOf = new Map<Id, Id>();
  readonly #lendersOf = new Map<Id, Id[]>();
  readonly #surveyed = new Map<ClientSegment, Map<Id, Surveyed>>();
  readonly #hurtOn = new Map<Id, Day>();
  readonly #later = new Map<Day, Surveyed[]>();

  constructor(house: LivedHouse, town: LivedTown) {
    this.#house = house;
    this.#town = town;
    this.#demo = new Set(demoPersonIds(house.installed.installationId));
    house.lane.follow((commands) => this.#note(commands));
  }

  today(): readonly Asked[] {
    const { day } = this.#house;
    const isFirst = quarterOf(addDays(day, -1)) !== quarterOf(day);
    const asked = isFirst ? this.#chosen(day) : [];
    const others = this.#later.get(day) ?? [];
    this.#later.delete(day);
    return [...asked, ...others].map((one) => this.#answer(one, day));
  }

  /** Those who answer at once; the others come on a day of the next weeks. */
  #chosen(day: Day): readonly Surveyed[] {
    const chance = Chance.of(`survey ${quarterOf(day)}`, this.#town.seed);
    return [...this.#surveyed.values()].flatMap((clients) => {
      const some = chance.shuffled([...clients.values()]).slice(0, ANSWERS_OF_SEGMENT);
      for (const one of some.slice(AT_ONCE)) {
        const later = addDays(day, chance.between(1, LATER_DAYS));
        this.#later.set(later, [...(this.#later.get(later) ?? []), one]);
      }
      return some.slice(0, AT_ONCE);
    });
  }

  #answer({ clientId, role, paidOutId }: Surveyed, day: Day): Asked {
    const quarter = quarterOf(day);
    const hurtOn = this.#hurtOn.get(clientId);
    const isHurt = hurtOn !== undefined && daysBetween(hurtOn, day) <= REMEMBERED_DAYS;
    const answer = livedAnswerOf({ clientId, role, quarter }, { isHurt, seed: this.#town.seed });
    return {
      actor: { kind: 'person', id: clientId, roles: [role], positions: [] },
      // An id of its own: those that are counted stay as they are.
      commandId: derivedId(`lived survey ${clientId} ${role} ${quarter}`),
      command: { kind: 'AnswerSurvey', role, paidOutId, ...answer },
      // Somebody may be frozen.
      ifRefused: () => undefined,
    };
  }

  #note(commands: readonly LoggedCommand[]): void {
    for (const { events } of commands) for (const event of events) this.#noteEvent(event);
  }

  #noteEvent(event: LoggedCommand['events'][number]): void {
    switch (event.kind) {
      case 'ClientRegistered':
        this.#kinds.set(event.clientId, event.clientKind);
        break;
      case 'LoanApplied':
        this.#borrowerOf.set(event.loanId, event.borrowerId);
        break;
      case 'ClaimMade': {
        const { claimId, loanId, borrowerId, holderId } = event;
        this.#lendersOf.set(loanId, [...(this.#lendersOf.get(loanId) ?? []), holderId]);
        this.#meet({ clientId: borrowerId, role: 'borrower', paidOutId: loanId });
        this.#meet({ clientId: holderId, role: 'lender', paidOutId: claimId });
        break;
      }
      case 'LoanRejected':
        this.#hurt(this.#borrowerOf.get(event.loanId));
        break;
      case 'CaseOpened':
        if (event.collection !== undefined) this.#hurt(this.#borrowerOf.get(event.subject.id));
        break;
      case 'LoanWrittenOff':
        for (const lenderId of this.#lendersOf.get(event.loanId) ?? []) this.#hurt(lenderId);
        break;
      default:
    }
  }

  #meet(one: Surveyed): void {
    const { clientId, role } = one;
    if (this.#demo.has(clientId)) return;
    const segment = clientSegment(role, this.#kinds.get(clientId) ?? 'natural_person');
    const clients = this.#surveyed.get(segment) ?? new Map<Id, Surveyed>();
    this.#surveyed.set(segment, clients);
    if (!clients.has(clientId)) clients.set(clientId, one);
  }

  #hurt(clientId: Id | undefined): void {
    if (clientId !== undefined) this.#hurtOn.set(clientId, this.#house.day);
  }
}
