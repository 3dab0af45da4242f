// From what happened to who is told of it: one statement a kind of thing, however much happened.
import type { LiveEvent } from '@mutua/contract/http/live-event.ts';
import type { MutuaEvent } from '@mutua/core/events.ts';
import type pg from 'pg';
import { moneyOf } from './read-fields.ts';

export interface Movement {
  readonly event: LiveEvent;
  /** The persons who may see it. */
  readonly to: 'everybody' | readonly string[];
}

/** The things that events spoke of, by the names of the fields in which they do. */
const THINGS = ['bidId', 'topUpId', 'withdrawalId', 'mandateId', 'loanId'] as const;
const PEOPLE = ['clientId', 'lenderId'] as const;
type Thing = (typeof THINGS)[number];

export class Touched {
  readonly people = new Set<string>();
  /** Who was told something. */
  readonly receivers = new Set<string>();
  isDayTouched = false;
  readonly #things = new Map<Thing, Set<string>>();

  get isEmpty(): boolean {
    const isNobody = this.people.size === 0 && this.receivers.size === 0;
    return this.#things.size === 0 && isNobody && !this.isDayTouched;
  }

  add(event: MutuaEvent): void {
    const fields = event as unknown as Readonly<Record<string, unknown>>;
    for (const name of THINGS) {
      const id = fields[name];
      if (typeof id !== 'string') continue;
      this.#things.set(name, (this.#things.get(name) ?? new Set()).add(id));
    }
    const isAboutPerson = !THINGS.some((name) => fields[name] !== undefined);
    for (const name of PEOPLE) {
      const id = fields[name];
      if (isAboutPerson && typeof id === 'string') this.people.add(id);
    }
    if (/^(Day|EndOfDay)/.test(event.kind)) this.isDayTouched = true;
  }

  ids(thing: Thing): readonly string[] {
    return [...(this.#things.get(thing) ?? [])];
  }
}

export async function readMovements(pool: pg.Pool, touched: Touched): Promise<readonly Movement[]> {
  const bids = await bidMovements(pool, touched.ids('bidId'));
  const loanIds = [...new Set([...touched.ids('loanId'), ...bids.map(({ loanId }) => loanId)])];
  const others = await Promise.all([
    ownMovements(pool, touched.ids('topUpId'), 'top_up'),
    ownMovements(pool, touched.ids('withdrawalId'), 'withdrawal'),
    ownMovements(pool, touched.ids('mandateId'), 'mandate'),
    loanMovements(pool, loanIds),
  ]);
  return [
    ...bids.map(({ movement }) => movement),
    ...others.flat(),
    ...[...touched.people].map(
      (id): Movement => ({ event: { type: 'profile_moved', data: {} }, to: [id] }),
    ),
    ...(touched.receivers.size > 0
      ? [{ event: { type: 'notices_given', data: {} }, to: [...touched.receivers] } as const]
      : []),
    ...(touched.isDayTouched
      ? [{ event: { type: 'day_moved', data: {} }, to: [] } satisfies Movement]
      : []),
  ];
}

async function bidMovements(
  pool: pg.Pool,
  ids: readonly string[],
): Promise<readonly { readonly loanId: string; readonly movement: Movement }[]> {
  if (ids.length === 0) return [];
  const { rows } = await pool.query<Record<string, string>>(
    `select id, loan_id as "loanId", lender_id as "lenderId", state, freeze_state as "freezeState"
     from loan.bid
     where id = any ($1::uuid[])`,
    [ids],
  );
  return rows.map(({ id = '', loanId = '', lenderId = '', state = '', freezeState = '' }) => ({
    loanId,
    movement: {
      event: { type: 'bid_moved', data: { bidId: id, loanId, state, freezeState } },
      to: [lenderId],
    },
  }));
}

const OWN = {
  top_up: {
    table: 'wallet.top_up',
    event: (id: string, state: string): LiveEvent => ({
      type: 'top_up_moved',
      data: { topUpId: id, state },
    }),
  },
  withdrawal: {
    table: 'wallet.withdrawal',
    event: (id: string, state: string): LiveEvent => ({
      type: 'withdrawal_moved',
      data: { withdrawalId: id, state },
    }),
  },
  mandate: {
    table: 'wallet.mandate',
    event: (id: string, state: string): LiveEvent => ({
      type: 'mandate_moved',
      data: { mandateId: id, state },
    }),
  },
} as const;

async function ownMovements(
  pool: pg.Pool,
  ids: readonly string[],
  kind: keyof typeof OWN,
): Promise<readonly Movement[]> {
  if (ids.length === 0) return [];
  const { table, event } = OWN[kind];
  const { rows } = await pool.query<{ id: string; clientId: string; state: string }>(
    `select id, client_id as "clientId", state from ${table} where id = any ($1::uuid[])`,
    [ids],
  );
  return rows.map(({ id, clientId, state }) => ({ event: event(id, state), to: [clientId] }));
}

interface LoanRow {
  readonly id: string;
  readonly borrowerId: string;
  readonly state: string;
  readonly currency: string;
  readonly loanAmount: bigint;
  readonly accepted: bigint;
  readonly bids: number;
  readonly holders: string[];
}

async function loanMovements(pool: pg.Pool, ids: readonly string[]): Promise<readonly Movement[]> {
  if (ids.length === 0) return [];
  const { rows } = await pool.query<LoanRow>(
    `select
       loan.id, loan.borrower_id as "borrowerId", loan.state, loan.currency,
       loan.loan_amount as "loanAmount", loan.accepted,
       (select count(*)::integer from loan.bid
        where loan_id = loan.id and state in ('placed', 'accepted', 'converted')) as bids,
       array(select holder_id::text from claim.claim where loan_id = loan.id) as holders
     from loan.loan
     where loan.id = any ($1::uuid[])`,
    [ids],
  );
  return rows.flatMap(({ id, borrowerId, state, currency, bids, holders, ...money }) => {
    const moved: Movement = {
      event: { type: 'loan_moved', data: { loanId: id, state } },
      to: [borrowerId, ...holders],
    };
    if (!PUBLIC_STATES.includes(state)) return [moved];
    const loanAmount = moneyOf(money.loanAmount, currency);
    const accepted = moneyOf(money.accepted, currency);
    const funding: Movement = {
      event: { type: 'funding_moved', data: { loanId: id, state, loanAmount, accepted, bids } },
      to: 'everybody',
    };
    return [moved, funding];
  });
}

/** While a listing takes bids or has just ended. */
const PUBLIC_STATES: readonly string[] = ['listed', 'funding', 'funded', 'failed'];
