// What clients of a demo do after they have registered: on the platform by commands, at the bank on its own pages.
import { setTimeout as pause } from 'node:timers/promises';
import type { Id } from '@mutua/core/kit/id.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import type { ClientRole } from '@mutua/core/people/client.ts';
import { RISK_QUESTIONNAIRE_1 } from '@mutua/core/people/questionnaire.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import type pg from 'pg';
import type { Custodian } from '../../rails/custodian/custodian.ts';
import { CUSTODIAN, commitFor, derivedId, type RailLane } from '../../rails/rail-door.ts';
import { codeFromPhone, confirmPage, openAccountPage } from '../../sandbox/bank/customer.ts';
import { openCustodyAccount } from '../../wallet/custody-account.ts';
import {
  DEMO_PAYMENT_PASSWORD,
  DEMO_PHONE_PIN,
  type DemoClient,
  type DemoPartner,
} from './demo-persons.ts';
import { type DemoStanding, readStanding, readTopUp } from './demo-read.ts';

const CNY = currency('CNY');
const LOOK_MS = 50;
const STEP_MS = 30_000;
const TOP_UPS_MAX = 20;
const MINOR_UNITS_A_YUAN = 100n;

export interface DemoClientsOptions {
  readonly lane: Pick<RailLane, 'commit'>;
  readonly pool: pg.Pool;
  readonly custodian: Custodian;
  readonly bankUrl: () => string;
  readonly isStopped: () => boolean;
  readonly stepMs?: number;
}

export class DemoClients {
  readonly #options: DemoClientsOptions;

  constructor(options: DemoClientsOptions) {
    this.#options = options;
  }

  async prepare(person: DemoClient | DemoPartner, id: Id): Promise<void> {
    const role = person.kind === 'client' ? person.role : 'partner';
    const { pool } = this.#options;
    // The identity is asked for by itself, as of everybody who registers.
    const verified = await this.#until(`the identity of ${person.key}`, async () => {
      const standing = await readStanding(pool, id);
      return standing !== undefined && standing.status !== 'registered' ? standing : undefined;
    });
    await this.#openAccount(person, id, role, verified);
    const isNew = person.kind === 'client' && person.isNew === true;
    if (role === 'lender' && !isNew && !verified.hasAnswered) await this.#answerQuestionnaire(id);
    if (person.kind === 'client' && person.cashYuan !== undefined) {
      await this.#topUp(person, id, person.cashYuan * MINOR_UNITS_A_YUAN);
    }
  }

  async #openAccount(
    { key, details: { name, mobile } }: DemoClient | DemoPartner,
    clientId: Id,
    role: ClientRole,
    { custodyAccounts }: DemoStanding,
  ): Promise<void> {
    if (custodyAccounts[role] !== undefined) return;
    const { lane, pool, custodian, bankUrl } = this.#options;
    const opened = await openCustodyAccount({ pool, custodian }, { clientId, role, currency: CNY });
    if (!opened.ok) throw new Error(`The account of ${key} is refused: ${opened.refusal.code}`);
    const { account, state, pageUrl } = opened.value;
    if (state === 'open') {
      const command = {
        kind: 'RecordCustodyAccount',
        clientId,
        role,
        account,
        currency: CNY,
      } as const;
      const commandId = derivedId(`custody account ${clientId} ${role} ${account}`);
      await commitFor(lane, CUSTODIAN, command, commandId);
    } else if (pageUrl !== undefined) {
      const owner = { password: DEMO_PAYMENT_PASSWORD, holderName: name };
      const { status } = await openAccountPage(
        pageUrl,
        owner,
        codeFromPhone(bankUrl(), mobile, DEMO_PHONE_PIN),
      );
      if (status >= 400) throw new Error(`The bank did not open the account of ${key}: ${status}`);
    }
    await this.#until(`the account of ${key}`, async () => {
      const standing = await readStanding(pool, clientId);
      return standing?.custodyAccounts[role];
    });
  }

  async #answerQuestionnaire(id: Id): Promise<void> {
    const { version, questions } = RISK_QUESTIONNAIRE_1;
    const answers = Object.fromEntries(
      questions.map(({ code, options }) => {
        const [boldest] = options.toSorted((one, other) => other.points - one.points);
        return [code, boldest?.code ?? ''];
      }),
    );
    const command = { kind: 'AnswerQuestionnaire', version, answers } as const;
    await this.#must(aClient(id, 'lender'), command, derivedId(`demo questionnaire ${id}`));
  }

  async #topUp({ key, role }: DemoClient, id: Id, amount: bigint): Promise<void> {
    const { pool } = this.#options;
    for (let number = 1; number <= TOP_UPS_MAX; number += 1) {
      const topUpId = derivedId(`demo top-up ${id} ${number}`);
      const asked = { amount: minorUnits(amount), currency: CNY };
      const command = { kind: 'RequestTopUp', role, ...asked } as const;
      if ((await readTopUp(pool, topUpId)) === undefined) {
        await this.#must(aClient(id, role), command, topUpId);
      }
      const shown = await this.#until(`the top-up page of ${key}`, async () => {
        const topUp = await readTopUp(pool, topUpId);
        return topUp?.state !== 'requested' || topUp.pageUrl !== undefined ? topUp : undefined;
      });
      if (shown.state === 'requested' && shown.pageUrl !== undefined) {
        await confirmPage(shown.pageUrl, DEMO_PAYMENT_PASSWORD);
      }
      const ended = await this.#until(`the top-up of ${key}`, async () => {
        const topUp = await readTopUp(pool, topUpId);
        return topUp?.state === 'requested' ? undefined : topUp;
      });
      // One that expired while the platform was off is asked for anew.
      if (ended.state === 'credited' || ended.state === 'reversed') return;
    }
    throw new Error(`No top-up of ${key} came about.`);
  }

  async #must(actor: Actor, command: AnyCommand, commandId: Id): Promise<void> {
    const outcome = await commitFor(this.#options.lane, actor, command, commandId);
    if (outcome.ok) return;
    const { code, data } = outcome.refusal;
    throw new Error(`${command.kind} is refused: ${code} ${JSON.stringify(data)}`);
  }

  /** Waits for what others do: the identity source, the bank, the rails. */
  async #until<Value>(what: string, look: () => Promise<Value | undefined>): Promise<Value> {
    const { isStopped, stepMs = STEP_MS } = this.#options;
    const end = performance.now() + stepMs;
    for (;;) {
      const value = await look();
      if (value !== undefined) return value;
      if (isStopped()) throw new Error('The demo was stopped.');
      if (performance.now() > end) throw new Error(`The demo waits for ${what}.`);
      await pause(LOOK_MS);
    }
  }
}

function aClient(id: Id, role: ClientRole): Actor {
  return { kind: 'person', id, roles: [role], positions: [] };
}
