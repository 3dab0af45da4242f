// The office of a lived past goes on while the business date advances: what has lain there for days its staff do, as
// anybody of the staff does; what is younger is left for whoever tries the demo.
import { CHINA_TIME } from '@mutua/core/calendar/business-date.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { least, plus } from '@mutua/core/money/minor-units.ts';
import type { StaffPosition } from '@mutua/core/people/actor.ts';
import { weekendsOnly } from '@mutua/core/time/calendar.ts';
import { addMonths, type Day, formatDay } from '@mutua/core/time/day.ts';
import { type Instant, plusMs } from '@mutua/core/time/instant.ts';
import { interviewSlots } from '@mutua/core/work/interview-slots.ts';
import type pg from 'pg';
import { DEMO_PERSONS, demoPersonId } from '../installation/demo/demo-persons.ts';
import { BORNE_OUT, inSteps, verificationsOf } from './asked-loans.ts';
import { Chance } from './chance.ts';
import { SCRIPTS } from './collecting-steps.ts';
import type { Person } from './lived-house.ts';
import {
  COMMITMENT_MONTHS,
  LEAD_AMOUNT_MAX,
  LEAST_AMOUNT,
  listingOf,
  REASONS,
  REVIEW,
  thingFor,
} from './office-papers.ts';
import type { TownErrands } from './town-errands.ts';
import {
  readTownCollections,
  readTownDesk,
  readTownGuarantor,
  readTownInterviews,
  readWrittenFacts,
  type TownApplication,
  type TownCollection,
} from './town-office-read.ts';

const APPLICATIONS_A_DAY = 24;
const CASES_A_DAY = 40;
/** Long enough for the second person to publish it. */
const OPENS_AFTER_MS = 5_000;
const OVERDUE_ELSEWHERE_PERMILLE = 80;
const REFERRED_AWAY_PERMILLE = 220;

export interface TownOfficeOptions {
  readonly pool: pg.Pool;
  readonly clock: () => Instant;
  readonly installationId: Id;
  readonly errands: TownErrands;
  readonly seed: number;
}

export class TownOffice {
  readonly #options: TownOfficeOptions;

  constructor(options: TownOfficeOptions) {
    this.#options = options;
  }

  async decide(day: Day): Promise<void> {
    await this.#book(day);
    const waiting = await readTownDesk(this.#options.pool, day, APPLICATIONS_A_DAY);
    for (const one of waiting) await this.#workOn(one, day);
  }

  async collect(day: Day): Promise<void> {
    for (const one of await readTownCollections(this.#options.pool, day, CASES_A_DAY)) {
      await this.#speak(one, day);
    }
  }

  /** Whoever is asked to an interview chooses a time; what somebody has taken meanwhile is another day's. */
  async #book(day: Day): Promise<void> {
    const { pool, seed, errands } = this.#options;
    const slots = interviewSlots(day, CHINA_TIME, weekendsOnly());
    for (const { loanId, borrowerId } of await readTownInterviews(pool, APPLICATIONS_A_DAY)) {
      const reason = `${loanId} ${formatDay(day)}`;
      const at = slots[Chance.of(reason, seed).below(slots.length)]?.at;
      if (at === undefined) continue;
      const borrower: Person = {
        kind: 'person',
        id: borrowerId,
        roles: ['borrower'],
        positions: [],
      };
      await errands.ask(borrower, { kind: 'BookInterview', loanId, at, way: 'video' }, reason);
    }
  }

  async #workOn(one: TownApplication, day: Day): Promise<void> {
    switch (one.desk) {
      case 'applied':
        return this.#bearOut(one);
      case 'in_review':
        return this.#review(one);
      case 'to_decide':
        return this.#decide(one);
      case 'listing_to_prepare':
      case 'listing_to_publish':
        return this.#list(one, day);
    }
  }

  /** The platform assesses by itself what is complete. */
  async #bearOut({ loanId }: TownApplication): Promise<void> {
    const { pool, seed } = this.#options;
    const chance = Chance.of(loanId, seed);
    const written = await readWrittenFacts(pool, loanId, BORNE_OUT);
    const overdue = chance.isIn(OVERDUE_ELSEWHERE_PERMILLE) ? 1 : 0;
    const found = new Map(written).set('overdue_past_6_months', { kind: 'count', count: overdue });
    for (const command of verificationsOf(loanId, found)) {
      await this.#ask('loan_officer', command, `${loanId} ${command.name}`);
    }
  }

  async #review({ loanId }: TownApplication): Promise<void> {
    const isGood = !Chance.of(loanId, this.#options.seed).isIn(REFERRED_AWAY_PERMILLE);
    const reason = isGood ? REASONS.reviewApprove : REASONS.reviewReject;
    const opinion = isGood ? 'approve' : 'reject';
    await this.#ask('risk_analyst', { kind: 'ReviewLoan', loanId, opinion, reason }, loanId);
    if (!isGood) await this.#reject(loanId, REASONS.reject);
  }

  async #decide(one: TownApplication): Promise<void> {
    const { loanId, grade = 'G', limit = one.loanAmount, productCode } = one;
    const loanAmount = inSteps(least(one.loanAmount, limit));
    if (loanAmount < LEAST_AMOUNT || grade > 'E') return this.#reject(loanId, REASONS.byRule);
    const isForLead = grade <= 'C' && loanAmount <= LEAD_AMOUNT_MAX;
    const safeguard = productCode === 'guaranteed_loan' ? 'guarantee' : 'none';
    const done = await this.#ask(
      isForLead ? 'risk_analyst_lead' : 'committee_member',
      { kind: 'ApproveLoan', loanId, loanAmount, safeguard, reason: REASONS.approve },
      loanId,
    );
    // Such as after an opinion against it, or where the price is out of bounds.
    if (done === undefined) await this.#reject(loanId, REASONS.reject);
  }

  async #reject(loanId: Id, reason: string): Promise<void> {
    await this.#ask('risk_analyst_lead', { kind: 'RejectLoan', loanId, reason }, loanId);
  }

  /** When somebody or something stands behind it, where that is asked for. */
  async #list(one: TownApplication, day: Day): Promise<void> {
    const { loanId, loanAmount, termMonths, purpose, productCode } = one;
    const chance = Chance.of(`${loanId} listing`, this.#options.seed);
    if (productCode === 'guaranteed_loan' && !one.hasCommitment) await this.#guarantee(one, day);
    const collateralId =
      productCode === 'secured_loan'
        ? (one.collateralId ?? (await this.#secure(one, day)))
        : undefined;
    const opensAt = plusMs(this.#options.clock(), OPENS_AFTER_MS);
    const listing = listingOf(
      { loanId, loanAmount, termMonths, purpose, collateralId, opensAt },
      chance,
    );
    const reason = `${loanId} ${formatDay(day)}`;
    await this.#ask('loan_officer', listing, reason);
    await this.#ask('loan_officer_lead', { kind: 'ListLoan', loanId, review: REVIEW }, reason);
  }

  async #guarantee({ loanId, loanAmount, termMonths }: TownApplication, day: Day): Promise<void> {
    const { pool, errands } = this.#options;
    const guarantorId = await readTownGuarantor(pool);
    if (guarantorId === undefined) return;
    const asked = { kind: 'AskCommitment', loanId, guarantorId, place: 1 } as const;
    const commitmentId = await this.#ask('risk_analyst', asked, loanId);
    if (commitmentId === undefined) return;
    const guarantor: Person = {
      kind: 'person',
      id: guarantorId,
      roles: ['partner'],
      positions: [],
    };
    await errands.ask(guarantor, { kind: 'SignCommitment', commitmentId }, loanId);
    await errands.grant(guarantor, 'compensation', {
      ...{ loanId, cap: plus(loanAmount, loanAmount) },
      expiresDay: addMonths(day, termMonths + COMMITMENT_MONTHS),
    });
  }

  async #secure({ loanId, loanAmount }: TownApplication, day: Day): Promise<Id | undefined> {
    const chance = Chance.of(`${loanId} thing`, this.#options.seed);
    const { details, register } = thingFor(loanAmount, day, chance);
    const recorded = { kind: 'RecordCollateral', loanId, details } as const;
    const collateralId = await this.#ask('loan_officer', recorded, loanId);
    if (collateralId === undefined) return undefined;
    const registrationNumber = `DY-${loanId.slice(-8)}`;
    return this.#ask(
      'risk_analyst',
      {
        ...{ kind: 'RegisterCollateral', collateralId, register, registrationNumber },
        registeredOn: day,
      },
      loanId,
    ).then(() => collateralId);
  }

  /** Whose case it is speaks to the borrower, where the hour allows it. */
  async #speak({ caseId, stage, ownerId }: TownCollection, day: Day): Promise<void> {
    const collector = this.#officer('collector');
    const owner = ownerId === undefined ? collector : this.#officerOf(ownerId);
    if (owner === undefined) return;
    const reason = `${caseId} ${formatDay(day)}`;
    const { errands, seed } = this.#options;
    if (ownerId === undefined) await errands.ask(owner, { kind: 'TakeCase', caseId }, reason);
    const outcome =
      stage === 'legal'
        ? 'sent'
        : Chance.of(reason, seed).among('reached', 'reached', 'not_reached', 'refused');
    const said = { person: 'borrower', ...SCRIPTS[stage], outcome } as const;
    await errands.ask(owner, { kind: 'RecordContact', caseId, ...said }, reason);
  }

  async #ask(
    position: StaffPosition,
    command: Parameters<TownErrands['ask']>[1],
    reason: string,
  ): Promise<Id | undefined> {
    return this.#options.errands.ask(this.#officer(position), command, reason);
  }

  #officer(position: StaffPosition): Person {
    const found = this.#staff().find(({ positions }) => positions.includes(position));
    if (found === undefined) throw new Error(`Nobody of the demo is ${position}.`);
    return found;
  }

  #officerOf(id: Id): Person | undefined {
    return this.#staff().find((one) => one.id === id);
  }

  #staff(): readonly Person[] {
    const { installationId } = this.#options;
    return DEMO_PERSONS.flatMap((person): Person[] => {
      if (person.kind !== 'staff') return [];
      const id = demoPersonId(installationId, person.key);
      return [{ kind: 'person', id, roles: ['staff'], positions: [...person.positions] }];
    });
  }
}
