// The persons of a demo become what they are like anybody else: they register, are verified, open an account at the
// bank, answer the questionnaire and top up, each by commands and on the bank's own pages; the administrator registers
// the staff, the observers and the partner.
//
// Every step is asked for under an id that follows from the installation and the person, and what is done is not done
// again: so it may stop anywhere, and go on.
import type { DemoPersonOnWire, DemoPersonsOnWire } from '@mutua/contract/installation/demo.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import type { Credentials } from '@mutua/core/people/sign-in.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import type pg from 'pg';
import type { Door } from '../../http/door.ts';
import { commitRegistration } from '../../people/credentials.ts';
import { PasswordWork } from '../../people/password-work.ts';
import { readHashOf } from '../../people/sign-in-read.ts';
import type { Custodian } from '../../rails/custodian/custodian.ts';
import { DemoClients } from './demo-clients.ts';
import {
  DEMO_PASSWORD,
  DEMO_PAYMENT_PASSWORD,
  DEMO_PERSONS,
  DEMO_PHONE_PIN,
  type DemoPerson,
  demoPersonId,
  demoSignInName,
} from './demo-persons.ts';

const VISITOR: Actor = { kind: 'visitor' };
const CONSENTS = [
  { document: 'service_agreement', version: '1' },
  { document: 'personal_data', version: '1' },
] as const;

export interface DemoOptions {
  readonly lane: Door;
  readonly pool: pg.Pool;
  readonly installationId: Id;
  /** In whose name the staff are registered. */
  readonly administratorId: Id;
  readonly custodian: Custodian;
  /** Where the sandbox bank has its pages now. */
  readonly bankUrl: () => string;
  readonly passwordWork?: PasswordWork;
  /** How long one step is waited for. */
  readonly stepMs?: number;
}

export class Demo {
  readonly #options: DemoOptions;
  readonly #passwordWork: PasswordWork;
  readonly #ready = new Set<string>();
  readonly #clients: DemoClients;
  #isStopped = false;

  constructor(options: DemoOptions) {
    this.#options = options;
    this.#passwordWork = options.passwordWork ?? new PasswordWork();
    this.#clients = new DemoClients({ ...options, isStopped: () => this.#isStopped });
  }

  /** What is left to be done is left to the next start. */
  stop(): void {
    this.#isStopped = true;
  }

  /** Prepares whoever is not ready; throws what stood in the way of somebody when all others are. */
  readonly prepare = async (): Promise<boolean> => {
    const left = DEMO_PERSONS.filter(({ key }) => !this.#ready.has(key));
    const settled = await Promise.allSettled(left.map((person) => this.#prepareOne(person)));
    const failed = settled.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected' && !this.#isStopped) throw failed.reason;
    return false;
  };

  /** For the page on which people sign in. */
  persons(): DemoPersonsOnWire {
    return {
      isReady: this.#ready.size === DEMO_PERSONS.length,
      bankUrl: this.#options.bankUrl(),
      persons: DEMO_PERSONS.map((person) => this.#onWire(person)),
    };
  }

  async #prepareOne(person: DemoPerson): Promise<void> {
    const id = this.#idOf(person);
    await this.#register(person, id);
    if (person.kind === 'client' || person.kind === 'partner') {
      await this.#clients.prepare(person, id);
    }
    this.#ready.add(person.key);
  }

  async #register(person: DemoPerson, id: Id): Promise<void> {
    const { pool, lane, administratorId } = this.#options;
    if ((await readHashOf(pool, id)) !== undefined) return;
    const administrator: Actor = {
      ...{ kind: 'person', id: administratorId },
      ...{ roles: ['staff'], positions: ['administrator'] },
    };
    await commitRegistration(
      { pool, lane, passwordWork: this.#passwordWork },
      {
        commandId: id,
        actor: person.kind === 'client' ? VISITOR : administrator,
        chosen: { signInName: demoSignInName(person.key), password: DEMO_PASSWORD },
      },
      (credentials) => registrationOf(person, credentials),
    );
  }

  #idOf({ key }: DemoPerson): Id {
    return demoPersonId(this.#options.installationId, key);
  }

  #onWire(person: DemoPerson): DemoPersonOnWire {
    const { key, name, kind } = person;
    const isClient = kind === 'client' || kind === 'partner';
    return {
      ...{ key, name, signInName: demoSignInName(key), password: DEMO_PASSWORD },
      roles: [kind === 'client' ? person.role : kind],
      positions: kind === 'staff' ? [...person.positions] : [],
      personId: this.#idOf(person),
      isOrganisation: isClient && person.details.clientKind === 'organisation',
      isReady: this.#ready.has(key),
      ...(isClient && {
        atBank: {
          paymentPassword: DEMO_PAYMENT_PASSWORD,
          mobile: person.details.mobile,
          phonePin: DEMO_PHONE_PIN,
        },
      }),
    };
  }
}

function registrationOf(person: DemoPerson, credentials: Credentials): AnyCommand {
  const { name } = person;
  switch (person.kind) {
    case 'client': {
      const { details, role, isInstitution = false } = person;
      return {
        ...{ kind: 'RegisterClient', ...details, credentials, consents: CONSENTS },
        ...{ roles: [role], isInstitution },
      };
    }
    case 'partner':
      return {
        ...{ kind: 'RegisterPartner', ...person.details, credentials },
        partnerKind: person.partnerKind,
      };
    case 'staff':
      return { kind: 'RegisterStaff', name, positions: person.positions, credentials };
    case 'regulator':
    case 'auditor':
      return { kind: 'RegisterObserver', userKind: person.kind, name, credentials };
  }
}
