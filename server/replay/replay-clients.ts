// The clients of a replay: registered, verified and with an account at the custodian, as every client is.
import { currency } from '@mutua/core/money/currency.ts';
import type { MinorUnits } from '@mutua/core/money/minor-units.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import { checkCharacterOf } from '@mutua/core/people/identity-number.ts';
import { RISK_QUESTIONNAIRE_1 } from '@mutua/core/people/questionnaire.ts';
import { addDays, dayOf, formatDay } from '@mutua/core/time/day.ts';
import { newPlatformId } from '../commit/platform-id.ts';
import { CUSTODIAN } from '../rails/rail-door.ts';
import type { ReplayCustodian } from './replay-custodian.ts';
import { forEach, type ReplayHouse } from './replay-house.ts';

export const USD = currency('USD');

const VISITOR: Actor = { kind: 'visitor' };
const IDENTITY_SOURCE: Actor = { kind: 'identity_source', name: 'replay' };
/** It stands in no list of regions, so the numbers are nobody's. */
const NOBODYS_REGION = '119999';
const FIRST_BIRTHDAY = dayOf(1950, 1, 1);
/** Up to the year 1982: everybody is of age. */
const BIRTHDAYS = 12_000;

export type ReplayClient = Extract<Actor, { kind: 'person' }> & { readonly account: string };

export interface NewClient {
  readonly name: string;
  readonly role: 'borrower' | 'lender';
  readonly region: string;
}

export class ReplayClients {
  readonly #house: ReplayHouse;
  readonly #custodian: ReplayCustodian;
  #registered = 0;

  constructor(house: ReplayHouse, custodian: ReplayCustodian) {
    this.#house = house;
    this.#custodian = custodian;
  }

  async admit(clients: readonly NewClient[]): Promise<readonly ReplayClient[]> {
    const house = this.#house;
    const registered = await forEach(clients, async ({ name, role, region }) => {
      const { commandId: id } = await house.must(VISITOR, {
        ...{ kind: 'RegisterClient', clientKind: 'natural_person', roles: [role] },
        ...{ name, number: this.#nextNumber(), mobile: '15400000000', region },
        consents: [
          { document: 'service_agreement', version: '1' },
          { document: 'personal_data', version: '1' },
        ],
        credentials: {
          signInName: `replay-${role}-${this.#registered}`,
          passwordHash: house.passwordHash,
        },
      });
      return { id, role };
    });
    await forEach(registered, ({ id: clientId }) =>
      house.must(IDENTITY_SOURCE, {
        ...{ kind: 'VerifyIdentity', clientId, screening: 'clear' },
        answer: { kind: 'verified', reference: 'replay' },
      }),
    );
    return forEach(registered, async ({ id: clientId, role }) => {
      const account = this.#custodian.openAccount(clientId, role);
      await house.must(
        CUSTODIAN,
        { kind: 'RecordCustodyAccount', clientId, role, account, currency: USD },
        newPlatformId(house.now),
      );
      return { kind: 'person', id: clientId, roles: [role], positions: [], account };
    });
  }

  /** The boldest answer to every question: a simulated lender bids on anything. */
  async answerQuestionnaire(lenders: readonly ReplayClient[]): Promise<void> {
    const { version, questions } = RISK_QUESTIONNAIRE_1;
    const answers = Object.fromEntries(
      questions.map(({ code, options }) => {
        const [boldest] = options.toSorted((one, other) => other.points - one.points);
        return [code, boldest?.code ?? ''];
      }),
    );
    await forEach(lenders, (lender) =>
      this.#house.must(lender, { kind: 'AnswerQuestionnaire', version, answers }),
    );
  }

  /** Money from outside: asked for here, paid at the custodian, credited when the custodian says so. */
  async topUp(
    payments: readonly { readonly client: ReplayClient; readonly amount: MinorUnits }[],
  ): Promise<void> {
    const house = this.#house;
    await forEach(payments, async ({ client, amount }) => {
      const role = client.roles[0] === 'lender' ? 'lender' : 'borrower';
      const asked = { kind: 'RequestTopUp', role, amount, currency: USD } as const;
      const { commandId: topUpId } = await house.must(client, asked);
      const bankReference = this.#custodian.take(client.account, amount);
      const credit = { kind: 'CreditTopUp', topUpId, amount, bankReference } as const;
      await house.must(CUSTODIAN, credit, newPlatformId(house.now));
    });
  }

  #nextNumber(): string {
    const birthday = addDays(FIRST_BIRTHDAY, this.#registered % BIRTHDAYS);
    const order = Math.floor(this.#registered / BIRTHDAYS);
    this.#registered += 1;
    const digits = formatDay(birthday).replaceAll('-', '');
    const first = `${NOBODYS_REGION}${digits}${String(order).padStart(3, '0')}`;
    return `${first}${checkCharacterOf(first)}`;
  }
}
