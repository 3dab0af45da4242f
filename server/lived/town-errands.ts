// What people of a lived past do at a running platform: by a command, and where their money is asked for on the bank's own
// page. What the rules refuse is not done; nobody here insists.
import { setTimeout as pause } from 'node:timers/promises';
import type { Id } from '@mutua/core/kit/id.ts';
import type { MinorUnits } from '@mutua/core/money/minor-units.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import type { Day } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { DEMO_PAYMENT_PASSWORD } from '../installation/demo/demo-persons.ts';
import { derivedId, type RailLane } from '../rails/rail-door.ts';
import { confirmPage } from '../sandbox/bank/customer.ts';
import { CNY } from './lived-custodian.ts';
import type { Person } from './lived-house.ts';
import { type AskedOnPage, readPage } from './town-life-read.ts';

const LOOK_MS = 100;
/** Who waits in vain comes again on another day. */
const PATIENCE_MS = 15_000;

export interface TownErrandsOptions {
  readonly lane: Pick<RailLane, 'commit'>;
  readonly pool: pg.Pool;
  /** How long somebody waits for the bank's page. */
  readonly patienceMs?: number;
}

export class TownErrands {
  readonly #options: TownErrandsOptions;

  constructor(options: TownErrandsOptions) {
    this.#options = options;
  }

  /** @param reason by which it is known: asked again for the same, it is the same. */
  async ask(actor: Person, command: AnyCommand, reason: string): Promise<Id | undefined> {
    const commandId = derivedId(`town ${command.kind} ${actor.id} ${reason}`);
    const outcome = await this.#options.lane.commit({ commandId, actor, command });
    return outcome.ok ? commandId : undefined;
  }

  async topUp(actor: Person, amount: MinorUnits, reason: string): Promise<void> {
    const role = actor.roles[0] === 'lender' ? 'lender' : 'borrower';
    const command = { kind: 'RequestTopUp', role, amount, currency: CNY } as const;
    await this.#confirmed('top_up', await this.ask(actor, command, reason));
  }

  async withdraw(actor: Person, amount: MinorUnits, reason: string): Promise<void> {
    const command = { kind: 'RequestWithdrawal', role: 'lender', amount, currency: CNY } as const;
    await this.#confirmed('instruction', await this.ask(actor, command, reason));
  }

  async grant(
    actor: Person,
    scope: 'repayment' | 'fees' | 'compensation',
    terms: { readonly loanId: Id; readonly cap: MinorUnits; readonly expiresDay: Day },
  ): Promise<void> {
    const command = { kind: 'RequestMandate', scope, currency: CNY, ...terms } as const;
    await this.#confirmed('mandate', await this.ask(actor, command, `${scope} ${terms.loanId}`));
  }

  /** On the bank's page, as soon as there is one. */
  async #confirmed(what: AskedOnPage, id: Id | undefined): Promise<void> {
    if (id === undefined) return;
    const { pool, patienceMs = PATIENCE_MS } = this.#options;
    const end = performance.now() + patienceMs;
    let isConfirmed = false;
    while (performance.now() < end) {
      const { isWaiting, pageUrl } = await readPage(pool, what, id);
      if (!isWaiting) return;
      if (pageUrl !== undefined && !isConfirmed) {
        isConfirmed = true;
        await confirmPage(pageUrl, DEMO_PAYMENT_PASSWORD);
      }
      await pause(LOOK_MS);
    }
  }
}
