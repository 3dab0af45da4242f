// A town for the door: a database of its own, lenders who have cash, and listings that want it.
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import { accountNumber } from '@mutua/core/ledger/account.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { type MinorUnits, minorUnits } from '@mutua/core/money/minor-units.ts';
import { type Day, dayOf, formatDay } from '@mutua/core/time/day.ts';
import { type Instant, instantOfMs } from '@mutua/core/time/instant.ts';
import { type Lane, openLane } from '@mutua/server/commit/lane.ts';
import type { CommandRequest } from '@mutua/server/commit/request.ts';
import { withClient } from '@mutua/server/database/pool.ts';
import { startTrialDatabase, type TrialDatabase } from '@mutua/server/database/trial-database.ts';

export const CNY = currency('CNY');
export const TODAY = dayOf(2026, 3, 2);
/** 100 yuan: what every bid is. */
export const BID = minorUnits(10_000n);
const NOTICE = 'v1';
const YEAR_MS = 365 * 86_400_000;
/** As the writing lane calls itself in the database. */
const LANE_NAME = 'mutua lane';

export interface OpenDoor {
  readonly lane: Lane;
  /** The database's processes behind it. */
  readonly processIds: readonly number[];
}

export class Town {
  readonly server: TrialDatabase;
  #lenders = 0;
  #listings = 0;

  private constructor(server: TrialDatabase) {
    this.server = server;
  }

  /** An empty town in which the calendar stands open. */
  static async found(): Promise<Town> {
    const server = await startTrialDatabase({ isAsServed: true });
    try {
      const town = new Town(server);
      const { lane } = await town.openDoor();
      await lane.commit({
        commandId: newId(),
        actor: { kind: 'calendar' },
        command: { kind: 'OpenFirstDay', day: TODAY },
      });
      await lane.close();
      return town;
    } catch (error) {
      await server.remove();
      throw error;
    }
  }

  /** A lane that has met nobody yet; the one before it must be closed. */
  async openDoor(): Promise<OpenDoor> {
    const lane = await openLane({
      database: this.server.application,
      clock,
      // Whoever asked is told as well, and stops the run.
      alarm: () => undefined,
    });
    return { lane, processIds: await this.laneProcesses() };
  }

  /** So many further lenders, each with 1,000,000 yuan and free to bid them. */
  async addLenders(count: number): Promise<readonly Id[]> {
    const first = this.#lenders + 1;
    this.#lenders += count;
    const numbers = Array.from({ length: count }, (_, index) => first + index);
    const ids = numbers.map((number) => idAt('1', number));
    await withClient(this.server.owner, async (owner) => {
      await owner.query(
        `insert into people.client
           (id, client_number, kind, roles, status, is_related_party, custody_accounts, version)
         select id, number, 'natural_person', '["lender"]', 'active', false, '{"lender":"L"}', 1
         from unnest($1::uuid[], $2::integer[]) as given (id, number)`,
        [ids, numbers],
      );
      await owner.query(
        `insert into people.lender
           (id, tolerance, exposure_ceiling, questionnaire_until, bidding_stopped, exposure, version)
         select id, 5, 1000000000000, '2030-01-01', false, 0, 1
         from unnest($1::uuid[]) as given (id)`,
        [ids],
      );
      await owner.query(
        `insert into ledger.account
           (account_id, kind, owner, currency, posted, pending_debit, pending_credit, version)
         select number, 'lender_cash', owner, 'CNY', 100000000, 0, 0, 1
         from unnest($1::bigint[], $2::text[]) as given (number, owner)`,
        [numbers.map((number) => accountNumber('lender_cash', CNY, BigInt(number))), ids],
      );
    });
    return ids;
  }

  /** A listing that is open for bids up to this amount, with the account that gathers them. */
  async addListing(loanAmount: MinorUnits): Promise<Id> {
    this.#listings += 1;
    const id = idAt('2', this.#listings);
    const now = clock();
    const funding = {
      ...{ minimumBid: '#10000', bidStep: '#10000', riskNotice: NOTICE, minimumTolerance: 1 },
      ...{ opensAt: now - YEAR_MS, closesAt: now + YEAR_MS },
    };
    await withClient(this.server.owner, async (owner) => {
      await owner.query(
        `insert into loan.loan (id, borrower_id, state, transitions, product_code, product_version,
           currency, loan_amount, term_months, repayment_method, purpose, fees, funding, accepted,
           frozen, version)
         values ($1, $2, 'funding', 1, 'p', 1, 'CNY', $3, 12, 'equal_instalments', 'consumption',
           '[]', $4, 0, 0, 1)`,
        [id, idAt('3', this.#listings), loanAmount, JSON.stringify(funding)],
      );
      await owner.query(
        `insert into ledger.account
           (account_id, kind, owner, currency, posted, pending_debit, pending_credit, version)
         values ($1, 'loan_funding', $2, 'CNY', 0, 0, 0, 1)`,
        [accountNumber('loan_funding', CNY, BigInt(this.#listings)), id],
      );
    });
    return id;
  }

  /** A loan to whose account a repayment came that is larger than all that will be shared of it. */
  async addRepaidLoan(): Promise<Id> {
    this.#listings += 1;
    const id = idAt('2', this.#listings);
    await withClient(this.server.owner, async (owner) => {
      await owner.query(
        `insert into ledger.account
           (account_id, kind, owner, currency, posted, pending_debit, pending_credit, version)
         values ($1, 'loan_repayment', $2, 'CNY', 1000000000000000, 0, 0, 1)`,
        [accountNumber('loan_repayment', CNY, BigInt(this.#listings)), id],
      );
    });
    return id;
  }

  /** Loans that are being repaid and on which nothing happens before that day. */
  async addQuietLoans(count: number, nextActionDay: Day): Promise<void> {
    const ids = Array.from({ length: count }, (_, index) => idAt('4', index + 1));
    await withClient(this.server.owner, async (owner) => {
      await owner.query(
        `insert into loan.loan (id, borrower_id, state, transitions, product_code, product_version,
           currency, loan_amount, term_months, repayment_method, purpose, fees, accepted, frozen,
           next_action_day, version)
         select id, id, 'repaying', 1, 'p', 1, 'CNY', 10000, 12, 'equal_instalments', 'consumption',
           '[]', 10000, 10000, $2, 1
         from unnest($1::uuid[]) as given (id)`,
        [ids, formatDay(nextActionDay)],
      );
    });
  }

  /** The database's processes behind the lane. */
  async laneProcesses(): Promise<readonly number[]> {
    return withClient(this.server.administrator, async (administrator) => {
      const { rows } = await administrator.query<{ pid: number }>(
        'select pid from pg_stat_activity where application_name = $1',
        [LANE_NAME],
      );
      return rows.map(({ pid }) => pid);
    });
  }

  /** How many bids on a listing were accepted, and their sum. */
  async acceptedOn(loanId: Id): Promise<{ readonly bids: bigint; readonly sum: bigint }> {
    return withClient(this.server.owner, async (owner) => {
      const { rows } = await owner.query<{ bids: bigint; sum: bigint }>(
        `select count(*) as bids, coalesce(sum(amount), 0)::bigint as sum
         from loan.bid
         where loan_id = $1`,
        [loanId],
      );
      return rows[0] ?? { bids: 0n, sum: 0n };
    });
  }

  /** Where the naive ways get their numbers: below zero, where no lane gives any. */
  async addSequences(): Promise<void> {
    await withClient(this.server.owner, async (owner) => {
      await owner.query(
        `create schema if not exists bench;
         create sequence if not exists bench.command_sequence increment -1 cache 100;
         create sequence if not exists bench.transfer_sequence start -1000000000000 increment -1 cache 100;
         grant usage on schema bench to mutua_application;
         grant usage on all sequences in schema bench to mutua_application`,
      );
    });
  }

  /** Lets the database write down and tidy up what it put off, so that no way of working pays for the other's. */
  async settle(): Promise<void> {
    await withClient(this.server.administrator, async (administrator) => {
      await administrator.query('checkpoint');
    });
  }

  remove(): Promise<void> {
    return this.server.remove();
  }
}

/** A bid as the door takes it. */
export function bidRequest(lenderId: Id, loanId: Id): CommandRequest {
  return {
    commandId: newId(),
    actor: { kind: 'person', id: lenderId, roles: ['lender'], positions: [] },
    command: { kind: 'PlaceBid', loanId, amount: BID, acknowledgedNotice: NOTICE },
  };
}

export function clock(): Instant {
  return instantOfMs(Date.now());
}

/** A new id as clients make them: version 7, so that later ones sort behind. */
export function newId(): Id {
  made += 1;
  const time = Date.now().toString(16).padStart(12, '0');
  const count = made.toString(16).padStart(12, '0');
  return idOf(`${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${count}`);
}

let made = 0;

function idAt(group: string, number: number): Id {
  return idOf(`00000000-000${group}-7000-8000-${number.toString(16).padStart(12, '0')}`);
}
