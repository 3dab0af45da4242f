// What an owner has to agree to at the custodian beside single payments: top-ups and mandates. The custodian is
// asked for its page, which is kept where the owner finds it, and asked after when no callback came.
import type { MandateScope } from '@mutua/contract/custodian/authorisations.ts';
import type { TopUpAtBank } from '@mutua/contract/custodian/top-ups.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { eachOpen } from '../each-open.ts';
import { Pace } from '../pace.ts';
import { CUSTODIAN, commitFor, type RailLane, raiseAlarm } from '../rail-door.ts';
import { readBusinessDate } from '../rails-read.ts';
import { moneyOnRail, readAmount, readRailDay } from '../wire.ts';
import { type Custodian, CustodianRefused } from './custodian.ts';
import {
  type MandateToAsk,
  type OpenTopUp,
  readMandatesRevoked,
  readMandatesToAsk,
  readOpenTopUps,
} from './dispatch-read.ts';

/** To the custodian what is paid for a borrower is a repayment too: from another account, by its own owner's word. */
const SCOPE_AT_BANK = {
  ...{ bid: 'bid', repayment: 'repayment', fees: 'fees' },
  ...{ compensation: 'repayment', reserve: 'reserve' },
} as const satisfies Record<MandateToAsk['scope'], MandateScope>;

export interface OwnerPagesOptions {
  readonly lane: RailLane;
  readonly pool: pg.Pool;
  readonly custodian: Custodian;
  /** How long a callback is waited for before the custodian is asked. */
  readonly answerMs: number;
  readonly answerLastMs: number;
  /** Where its pages send the owner back to. */
  readonly returnUrl?: string | undefined;
}

export class OwnerPages {
  readonly #options: OwnerPagesOptions;
  readonly #topUps: Pace<Id>;
  readonly #mandates: Pace<Id>;
  /** At a start it is not known who was told; afterwards it is known when there is somebody to tell. */
  #mayBeRevoked = true;
  readonly #told = new Set<Id>();

  constructor(options: OwnerPagesOptions) {
    this.#options = options;
    const pace = { firstMs: options.answerMs, lastMs: options.answerLastMs };
    this.#topUps = new Pace(pace);
    this.#mandates = new Pace(pace);
  }

  hurry(): void {
    this.#topUps.clear();
    this.#mandates.clear();
  }

  readonly askForTopUps = (): Promise<boolean> =>
    eachOpen({
      read: (after, limit) => readOpenTopUps(this.#options.pool, 'custodian', after, limit),
      pace: this.#topUps,
      act: (topUp) =>
        topUp.pageUrl === undefined ? this.#requestTopUp(topUp) : this.askAfterTopUp(topUp.id),
    });

  /** What the custodian says of a top-up is recorded. @returns whether it said anything that counts. */
  async askAfterTopUp(id: Id): Promise<boolean> {
    const { lane } = this.#options;
    const atBank = await this.#topUpAtBank(id);
    if (atBank === undefined) return false;
    const { state, amount, bankReference, day } = atBank;
    if (state === 'failed' || state === 'expired') {
      await commitFor(lane, CUSTODIAN, { kind: 'EndTopUp', topUpId: id, outcome: state });
      return true;
    }
    if (bankReference === undefined || day === undefined) return false;
    const credited = await commitFor(lane, CUSTODIAN, {
      ...{ kind: 'CreditTopUp', topUpId: id, amount: readAmount(amount), bankReference },
      bankDay: readRailDay(day),
    });
    return credited.ok;
  }

  /** Nothing as long as a payment by card is on its way to the custodian. */
  async #topUpAtBank(id: Id): Promise<TopUpAtBank | undefined> {
    try {
      return await this.#options.custodian.topUp(id);
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  readonly askForMandates = (): Promise<boolean> =>
    eachOpen({
      read: (after, limit) => readMandatesToAsk(this.#options.pool, after, limit),
      pace: this.#mandates,
      act: (mandate) => this.#requestMandate(mandate),
    });

  /** A mandate was taken back here. */
  noteRevoked(): void {
    this.#mayBeRevoked = true;
  }

  /** Told once by each process: told again, the custodian does nothing more. */
  readonly tellRevoked = async (): Promise<boolean> => {
    const { pool, custodian } = this.#options;
    const today = await readBusinessDate(pool);
    if (!this.#mayBeRevoked || today === undefined) return false;
    this.#mayBeRevoked = false;
    try {
      return await this.#tellAll(pool, custodian, today);
    } catch (error) {
      this.#mayBeRevoked = true;
      throw error;
    }
  };

  #tellAll(pool: pg.Pool, custodian: Custodian, today: Day): Promise<boolean> {
    return eachOpen({
      read: async (after, limit) =>
        (await readMandatesRevoked(pool, today, after, limit)).map((id) => ({ id })),
      act: async ({ id }) => {
        if (this.#told.has(id)) return false;
        try {
          await custodian.revokeMandate(id);
        } catch (error) {
          // It never heard of the mandate, so there is nothing to take back.
          if (!isNotFound(error)) throw error;
        }
        this.#told.add(id);
        return true;
      },
    });
  }

  async #requestTopUp({ id, account, money }: OpenTopUp): Promise<boolean> {
    const { lane, custodian, returnUrl } = this.#options;
    if (account === undefined) return false;
    try {
      const back = returnUrl === undefined ? {} : { returnUrl };
      const { pageUrl } = await custodian.requestTopUp({ id, account, amount: money, ...back });
      await commitFor(lane, CUSTODIAN, { kind: 'RecordTopUpPage', topUpId: id, pageUrl });
    } catch (error) {
      if (!(error instanceof CustodianRefused) || error.isPassing) throw error;
      await commitFor(lane, CUSTODIAN, { kind: 'EndTopUp', topUpId: id, outcome: 'failed' });
      const detail = error.problem.code;
      await raiseAlarm(lane, { alarm: 'message_refused', reference: id, detail });
    }
    return true;
  }

  async #requestMandate(mandate: MandateToAsk): Promise<boolean> {
    const { lane, custodian, returnUrl } = this.#options;
    const { id, account, scope, cap, currency, loanId, expiresDay, pageUrl: known } = mandate;
    try {
      const { state, pageUrl } = await custodian.requestMandate({
        ...{ id, account, scope: SCOPE_AT_BANK[scope], cap: moneyOnRail(cap, currency) },
        ...(loanId !== undefined && { loanId }),
        expiresDay: formatDay(expiresDay),
        ...(returnUrl !== undefined && { returnUrl }),
      });
      if (state === 'waiting' && pageUrl === known) return false;
      const outcome = state === 'waiting' ? 'awaiting_authorisation' : state;
      await commitFor(lane, CUSTODIAN, { kind: 'RecordMandate', mandateId: id, outcome, pageUrl });
    } catch (error) {
      if (!(error instanceof CustodianRefused) || error.isPassing) throw error;
      const outcome = 'declined';
      await commitFor(lane, CUSTODIAN, { kind: 'RecordMandate', mandateId: id, outcome });
      const detail = error.problem.code;
      await raiseAlarm(lane, { alarm: 'message_refused', reference: id, detail });
    }
    return true;
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof CustodianRefused && error.problem.code === 'not_found';
}
