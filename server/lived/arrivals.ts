// Who comes to the platform in a past: lenders, borrowers and guarantors, each registered, verified and with an account
// at the bank, as every client is; and the persons of the demo among them.
import type { Id } from '@mutua/core/kit/id.ts';
import { type MinorUnits, minorUnits } from '@mutua/core/money/minor-units.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import { RISK_QUESTIONNAIRE_1 } from '@mutua/core/people/questionnaire.ts';
import type { RegisterClient } from '@mutua/core/people/register-client.ts';
import type { GuarantorStanding } from '@mutua/core/safeguard/guarantor.ts';
import { addMonths, type Day } from '@mutua/core/time/day.ts';
import { PAYMENT_MAX } from '@mutua/core/wallet/money-in-out.ts';
import {
  DEMO_PERSONS,
  type DemoClient,
  type DemoPartner,
  demoSignInName,
} from '../installation/demo/demo-persons.ts';
import { derivedId } from '../rails/rail-door.ts';
import { yuanAmount } from './asked-loans.ts';
import { CNY, type LivedCustodian } from './lived-custodian.ts';
import type { Asked, LivedHouse, Person } from './lived-house.ts';
import {
  aName,
  anEnterprise,
  aRegion,
  creditCodeOfEnterprise,
  identityNumberOf,
  mobileOf,
} from './lived-names.ts';
import type { LivedTown, TownLender } from './lived-town.ts';

const VISITOR: Actor = { kind: 'visitor' };
const IDENTITY_SOURCE: Actor = { kind: 'identity_source', name: 'lived' };
const CONSENTS = [
  { document: 'service_agreement', version: '1' },
  { document: 'personal_data', version: '1' },
] as const;
/** Longer than any past. */
const MANDATE_MONTHS = 120;
/** From the most careful to the boldest answers: how many of each there are among twenty, the class, and the bids. */
const TEMPERS = [
  { weight: 2, tolerance: 2, bidYuan: 3_000 },
  { weight: 3, tolerance: 2, bidYuan: 5_000 },
  { weight: 6, tolerance: 4, bidYuan: 12_000 },
  { weight: 6, tolerance: 4, bidYuan: 20_000 },
  { weight: 3, tolerance: 5, bidYuan: 40_000 },
] as const;
/** Of those who answer boldly throughout. */
const BOLDEST = TEMPERS.length;

type Details = Omit<RegisterClient, 'kind' | 'roles' | 'consents' | 'isInstitution'>;

export class Arrivals {
  readonly #house: LivedHouse;
  readonly #custodian: LivedCustodian;
  readonly #town: LivedTown;

  constructor(house: LivedHouse, custodian: LivedCustodian, town: LivedTown) {
    this.#house = house;
    this.#custodian = custodian;
    this.#town = town;
  }

  /** A lender with a questionnaire, a mandate for bids and some money. */
  lender(): readonly Asked[] {
    const { chance } = this.#town;
    const place = chance.place(TEMPERS.map(({ weight }) => weight));
    const { tolerance, bidYuan } = TEMPERS[place] ?? TEMPERS[0];
    const temper = place + 1;
    const id = this.#house.newId();
    const person = personOf(id, 'lender');
    const details = this.#natural(`town-lender-${this.#town.lenders.length + 1}`);
    const cash = yuanAmount(bidYuan * chance.between(2, 6));
    return [
      ...this.#comes(person, details, {}),
      ...this.#settles(person, { temper, tolerance, bidYuan, weight: chance.between(1, 4) }, cash),
    ];
  }

  /** Somebody with a name like one on a list: held until compliance has looked. */
  held(): { readonly id: Id; readonly asked: readonly Asked[] } {
    const person = personOf(this.#house.newId(), 'lender');
    const details = this.#natural(`town-held-${this.#town.nextNumber()}`);
    return {
      id: person.id,
      asked: [
        {
          ...{ actor: VISITOR, commandId: person.id },
          command: { kind: 'RegisterClient', ...details, roles: ['lender'], consents: CONSENTS },
        },
        {
          actor: IDENTITY_SOURCE,
          command: {
            ...{ kind: 'VerifyIdentity', clientId: person.id, screening: 'hit' },
            answer: { kind: 'verified', reference: `lived ${person.id}` },
          },
        },
      ],
    };
  }

  borrower(isOrganisation: boolean): { readonly person: Person; readonly asked: readonly Asked[] } {
    const person = personOf(this.#house.newId(), 'borrower');
    const name = `town-borrower-${this.#town.nextNumber()}`;
    const details = isOrganisation ? this.#organisation(name) : this.#natural(name);
    this.#town.borrowers.push(person);
    return { person, asked: this.#comes(person, details, {}) };
  }

  /** Those of the demo's clients that are there from the first day. */
  ofDemo(): readonly Asked[] {
    return DEMO_PERSONS.flatMap((person) => {
      if (person.kind === 'partner') return this.#demoPartner(person);
      return person.kind === 'client' && person.isNew !== true ? this.#demoClient(person) : [];
    });
  }

  /** Those who have come just now. */
  newOfDemo(): readonly Asked[] {
    return DEMO_PERSONS.flatMap((person) =>
      person.kind === 'client' && person.isNew === true ? this.#demoClient(person) : [],
    );
  }

  demoPerson(key: string): Person {
    const found = DEMO_PERSONS.find((person) => person.key === key);
    const role = found?.kind === 'client' ? found.role : 'partner';
    return personOf(this.#house.demoId(key), role);
  }

  /** A guarantee company beside the demo's. */
  guarantor(): readonly Asked[] {
    const person = personOf(this.#house.newId(), 'partner');
    const details = this.#organisation(`town-guarantor-${this.#town.nextNumber()}`);
    return this.#guarantees(person, { ...details, name: '恒岳融资担保有限公司' }, 60_000_000n);
  }

  #demoClient(person: DemoClient): readonly Asked[] {
    const { key, role, isInstitution, cashYuan, isNew } = person;
    const one = this.demoPerson(key);
    const details = { ...person.details, credentials: this.#credentials(demoSignInName(key)) };
    const comes = this.#comes(one, details, {
      hasPhone: true,
      ...(isInstitution && { isInstitution }),
    });
    if (role === 'borrower' || isNew === true) return comes;
    // The first top-up of a person of the demo is known by its id.
    const topUpId = derivedId(`demo top-up ${one.id} 1`);
    const cash = minorUnits((cashYuan ?? 0n) * 100n);
    return [...comes, ...this.#settles(one, lenderOf(person), cash, topUpId)];
  }

  #demoPartner({ key, details }: DemoPartner): readonly Asked[] {
    const credentials = this.#credentials(demoSignInName(key));
    return this.#guarantees(this.demoPerson(key), { ...details, credentials }, 80_000_000n);
  }

  /** Registered, verified, and with an account. */
  #comes(
    person: Person,
    details: Details,
    {
      hasPhone = false,
      isInstitution,
    }: { readonly hasPhone?: boolean; readonly isInstitution?: true },
  ): readonly Asked[] {
    const role = person.roles[0] === 'lender' ? 'lender' : 'borrower';
    return [
      {
        ...{ actor: VISITOR, commandId: person.id },
        command: {
          ...{ kind: 'RegisterClient', ...details, roles: [role], consents: CONSENTS },
          ...(isInstitution === true && { isInstitution }),
        },
      },
      ...this.#verified(person, details, role, hasPhone),
    ];
  }

  #verified(
    { id: clientId }: Person,
    { name, number: identityNumber, mobile }: Details,
    role: 'lender' | 'borrower' | 'partner',
    hasPhone: boolean,
  ): readonly Asked[] {
    return [
      {
        actor: IDENTITY_SOURCE,
        command: {
          ...{ kind: 'VerifyIdentity', clientId, screening: 'clear' },
          answer: { kind: 'verified', reference: `lived ${clientId}` },
        },
      },
      this.#custodian.open(clientId, role, { name, identityNumber, mobile, hasPhone }),
    ];
  }

  #settles(
    person: Person,
    lender: Omit<TownLender, 'person' | 'answeredOn'>,
    cash: MinorUnits,
    topUpId?: Id,
  ): readonly Asked[] {
    const house = this.#house;
    this.#town.lenders.push({ person, ...lender, answeredOn: house.day });
    const expiresDay = addMonths(house.day, MANDATE_MONTHS);
    return [
      questionnaireOf(person, lender.temper),
      ...this.#custodian.mandate(person, { scope: 'bid', cap: PAYMENT_MAX, expiresDay }),
      ...(cash > 0n ? this.#custodian.topUp(person, cash, topUpId) : []),
    ];
  }

  #guarantees(person: Person, details: Details, lineYuan: bigint): readonly Asked[] {
    const house = this.#house;
    const guarantorId = person.id;
    this.#town.guarantors.push(person);
    const standing: GuarantorStanding = {
      ...{ status: 'active', line: minorUnits(lineYuan * 100n), currency: CNY },
      ...{ riskControl: 'strong', guarantorClass: 'A', leveragePpm: 4_000_000 },
    };
    return [
      {
        ...{ actor: house.officer('compliance_officer'), commandId: guarantorId },
        command: { kind: 'RegisterPartner', ...details, partnerKind: 'guarantee_company' },
      },
      ...this.#verified(person, details, 'partner', true),
      {
        actor: house.officer('risk_analyst'),
        command: {
          kind: 'ProposeGuarantor',
          guarantorId,
          standing,
          reason: '资本充足，代偿记录良好',
        },
      },
      {
        actor: house.officer('risk_analyst_lead'),
        command: { kind: 'ApproveGuarantor', guarantorId },
      },
      ...this.#custodian.topUp(person, minorUnits(300_000_000n)),
    ];
  }

  #natural(signInName: string): Details {
    const { chance } = this.#town;
    const count = this.#town.nextNumber();
    return {
      ...{ clientKind: 'natural_person', name: aName(chance), number: identityNumberOf(count) },
      ...{ mobile: mobileOf(count), region: aRegion(chance) },
      credentials: this.#credentials(signInName),
    };
  }

  #organisation(signInName: string): Details {
    const { chance } = this.#town;
    const count = this.#town.nextNumber();
    const named = {
      name: aName(chance),
      identityNumber: identityNumberOf(this.#town.nextNumber()),
    };
    const mobile = mobileOf(count);
    return {
      ...{ clientKind: 'organisation', name: anEnterprise(chance), mobile },
      ...{ number: creditCodeOfEnterprise(count), region: aRegion(chance) },
      ...{ legalRepresentative: named, authorisedSignatory: { ...named, mobile } },
      credentials: this.#credentials(signInName),
    };
  }

  #credentials(signInName: string) {
    return { signInName, passwordHash: this.#house.passwordHash };
  }
}

/** How the demo's lenders lend: one boldly, one with care and little, the institution a lot. */
function lenderOf({ key, isInstitution }: DemoClient): Omit<TownLender, 'person' | 'answeredOn'> {
  if (isInstitution === true) return { temper: BOLDEST, tolerance: 5, bidYuan: 60_000, weight: 60 };
  return key === 'lender-two'
    ? { temper: 2, tolerance: 2, bidYuan: 5_000, weight: 10 }
    : { temper: BOLDEST, tolerance: 5, bidYuan: 12_000, weight: 15 };
}

/** The answers of somebody who is careful or bold, from 1 to 5. */
export function questionnaireOf(lender: Person, temper: number): Asked {
  const { version, questions } = RISK_QUESTIONNAIRE_1;
  const answers = Object.fromEntries(
    questions.map(({ code, options }) => {
      const boldest = options.toSorted((one, other) => one.points - other.points);
      const place = Math.round(((boldest.length - 1) * temper) / BOLDEST);
      return [code, boldest[place]?.code ?? ''];
    }),
  );
  return { actor: lender, command: { kind: 'AnswerQuestionnaire', version, answers } };
}

export function isAnsweredAnew({ answeredOn }: TownLender, day: Day): boolean {
  return day > addMonths(answeredOn, 11);
}

function personOf(id: Id, role: 'lender' | 'borrower' | 'partner'): Person {
  return { kind: 'person', id, roles: [role], positions: [] };
}
