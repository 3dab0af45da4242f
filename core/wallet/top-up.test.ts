import { describe, expect, it } from 'vitest';
import { idOf } from '../kit/id.ts';
import { invalid, refuse } from '../kit/result.ts';
import { cashAccount } from '../ledger/addresses.ts';
import { currency } from '../money/currency.ts';
import { minorUnits, ZERO } from '../money/minor-units.ts';
import type { Actor } from '../people/actor.ts';
import type { Client } from '../people/client.ts';
import { dayOf } from '../time/day.ts';
import { instantOf } from '../time/instant.ts';
import { WorldInMemory } from '../world-in-memory.ts';
import type { TopUp } from './money-in-out.ts';
import { bookReversal, type ReverseTopUp, reverseTopUp } from './reverse-top-up.ts';
import {
  type CreditTopUp,
  creditTopUp,
  endTopUp,
  recordTopUpPage,
  requestTopUp,
} from './top-up.ts';

const CNY = currency('CNY');
const DAY = dayOf(2026, 11, 23);
const CLIENT = idOf('00000000-0000-7000-8000-000000000001');
const TOP_UP = idOf('00000000-0000-7000-8000-000000000002');
const BANK: Actor = { kind: 'custodian', name: 'bank' };
const PROVIDER: Actor = { kind: 'payment_provider', name: 'payment' };
const LENDER: Actor = { kind: 'person', id: CLIENT, roles: ['lender'], positions: [] };

const client = (change: Partial<Client> = {}): Client => ({
  ...{ id: CLIENT, clientNumber: 1, kind: 'natural_person', roles: ['lender'], status: 'active' },
  ...{ isRelatedParty: false, custodyAccounts: { lender: '8801' } },
  ...{ custodyCurrencies: { lender: CNY } },
  ...change,
});

const topUp = (change: Partial<TopUp> = {}): TopUp => ({
  ...{ id: TOP_UP, clientId: CLIENT, role: 'lender', currency: CNY, amount: minorUnits(500n) },
  ...{ state: 'requested', requestedAt: instantOf('2026-11-23T02:00:00Z'), rail: 'custodian' },
  ...change,
});

function circumstances(actor: Actor) {
  let transfers = 10n;
  return {
    ...{ commandId: TOP_UP, actor, now: instantOf('2026-11-23T02:00:00Z'), today: DAY },
    newId: () => idOf('00000000-0000-7000-8000-000000000009'),
    nextTransferId: () => {
      transfers += 1n;
      return transfers;
    },
  };
}

function worldOf(facts: {
  readonly client?: Client;
  readonly topUp?: TopUp;
  readonly cash?: { readonly posted: bigint; readonly held: bigint };
}): WorldInMemory {
  const world = new WorldInMemory();
  if (facts.client) world.load('client', [{ fact: facts.client, version: 1 }]);
  if (facts.topUp) world.load('topUp', [{ fact: facts.topUp, version: 1 }]);
  const cash = cashAccount('lender', CLIENT, CNY);
  const { posted, held } = facts.cash ?? { posted: 0n, held: 0n };
  world.setAccount({
    ...cash,
    ...{ posted: minorUnits(posted), pendingDebit: minorUnits(held), pendingCredit: ZERO },
  });
  for (const fact of ['client', 'topUp', 'topUpReversal'] as const) {
    world.settle([{ fact, key: fact === 'client' ? CLIENT : TOP_UP }]);
  }
  return world;
}

describe('to ask for a top-up', () => {
  const ask = {
    kind: 'RequestTopUp',
    role: 'lender',
    amount: minorUnits(500n),
    currency: CNY,
  } as const;
  const decide = (one: Client | undefined, actor: Actor = LENDER, amount = ask.amount) =>
    requestTopUp.decide(
      worldOf(one === undefined ? {} : { client: one }),
      { ...ask, amount },
      circumstances(actor),
    );

  it('is a client’s own affair, and needs an account at the custodian', () => {
    expect(decide(client(), BANK)).toEqual(refuse('not_allowed'));
    expect(decide(undefined)).toEqual(refuse('identity_not_verified'));
    expect(decide(client({ status: 'registered' }))).toEqual(refuse('identity_not_verified'));
    expect(decide(client({ status: 'frozen' }))).toEqual(refuse('client_frozen'));
    expect(decide(client({ custodyAccounts: {} }))).toEqual(refuse('custody_account_missing'));
    const inDollars = client({ custodyCurrencies: { lender: currency('USD') } });
    expect(decide(inDollars)).toEqual(refuse('currencies_mixed'));
    expect(decide(client(), LENDER, ZERO)).toEqual(invalid('amount', 'It must be greater than 0.'));
    expect(decide(client())).toMatchObject({ ok: true, value: { transfers: [] } });
  });

  it('is bounded, far above what anybody pays, so that no balance outgrows the book', () => {
    const most = 1_000_000_000_000n;
    expect(decide(client(), LENDER, minorUnits(most))).toMatchObject({ ok: true });
    expect(decide(client(), LENDER, minorUnits(most + 1n))).toEqual(
      invalid('amount', 'It must be greater than 0 and at most CNY 10000000000.00.'),
    );
  });
});

describe('a top-up', () => {
  const credit: CreditTopUp = {
    ...{ kind: 'CreditTopUp', topUpId: TOP_UP, amount: minorUnits(500n) },
    ...{ bankReference: 'B1', bankDay: DAY },
  };
  const decide = (one: TopUp | undefined, actor: Actor = BANK, command = credit) =>
    creditTopUp.decide(worldOf(one ? { topUp: one } : {}), command, circumstances(actor));

  it('counts when the custodian says so, however it was paid, and nobody else', () => {
    expect(decide(topUp(), LENDER)).toEqual(refuse('not_allowed'));
    expect(decide(topUp({ rail: 'card' }), PROVIDER)).toEqual(refuse('not_allowed'));
    expect(decide(undefined)).toEqual(refuse('not_found'));
    for (const rail of ['custodian', 'card'] as const) {
      expect(decide(topUp({ rail }))).toMatchObject({
        value: { transfers: [{ code: 'top_up', amount: 500n, kind: 'posted' }] },
      });
    }
  });

  it('counts once, and for what was asked', () => {
    expect(decide(topUp({ state: 'credited' }))).toEqual(
      refuse('wrong_stage', { state: 'credited' }),
    );
    expect(decide(topUp({ state: 'reversed' }))).toEqual(
      refuse('wrong_stage', { state: 'reversed' }),
    );
    const told = { state: 'credited', bankReference: 'B1', transferId: 9n } as const;
    expect(decide(topUp(told))).toEqual({ ok: true, value: { events: [], transfers: [] } });
    const twice = { ...credit, bankReference: 'B2' };
    expect(decide(topUp(told), BANK, twice)).toEqual(refuse('wrong_stage', { state: 'credited' }));
    const other = { ...credit, amount: minorUnits(501n) };
    expect(decide(topUp(), BANK, other)).toEqual(
      invalid('amount', 'It must be what was asked for.'),
    );
  });

  it.each(['failed', 'expired'] as const)(
    'that %s counts all the same when the money comes',
    (state) => {
      expect(decide(topUp({ state }))).toMatchObject({ ok: true });
    },
  );

  it('ends by its own rail only, and never after money has come', () => {
    const end = { kind: 'EndTopUp', topUpId: TOP_UP, outcome: 'failed' } as const;
    const ended = (one: TopUp, actor: Actor) =>
      endTopUp.decide(worldOf({ topUp: one }), end, circumstances(actor));
    expect(ended(topUp(), PROVIDER)).toEqual(refuse('not_allowed'));
    expect(ended(topUp({ rail: 'card' }), BANK)).toEqual(refuse('not_allowed'));
    expect(ended(topUp({ rail: 'card' }), PROVIDER)).toMatchObject({
      value: { events: [{ kind: 'TopUpEnded' }] },
    });
    expect(ended(topUp({ state: 'credited' }), BANK)).toMatchObject({ value: { events: [] } });
  });

  it('has the page of its own rail only', () => {
    const page = {
      kind: 'RecordTopUpPage',
      topUpId: TOP_UP,
      pageUrl: 'https://bank.test/p',
    } as const;
    const given = (one: TopUp, actor: Actor) =>
      recordTopUpPage.decide(worldOf({ topUp: one }), page, circumstances(actor));
    expect(given(topUp(), PROVIDER)).toEqual(refuse('not_allowed'));
    expect(given(topUp(), BANK)).toMatchObject({ value: { events: [{ kind: 'TopUpPageGiven' }] } });
  });
});

describe('a top-up that is taken back', () => {
  const credited = topUp({ state: 'credited', transferId: 7n, bankReference: 'B1', bankDay: DAY });
  const reverse = (debited: bigint, shortfall: bigint): ReverseTopUp => ({
    ...{ kind: 'ReverseTopUp', topUpId: TOP_UP, bankDay: DAY, bankReference: 'B2' },
    ...{ debited: minorUnits(debited), shortfall: minorUnits(shortfall) },
  });
  const decide = (
    cash: { posted: bigint; held: bigint },
    command = reverse(500n, 0n),
    actor: Actor = BANK,
    one = credited,
  ) =>
    reverseTopUp.decide(
      worldOf({ client: client(), topUp: one, cash }),
      command,
      circumstances(actor),
    );
  const kinds = (decided: ReturnType<typeof decide>) =>
    decided.ok ? decided.value.events.map(({ kind }) => kind) : decided;

  it('is told by the custodian, and adds up', () => {
    const cash = { posted: 500n, held: 0n };
    expect(decide(cash, reverse(500n, 0n), LENDER)).toEqual(refuse('not_allowed'));
    expect(decide(cash, reverse(500n, 0n), BANK, topUp())).toEqual(
      refuse('wrong_stage', { state: 'requested' }),
    );
    expect(decide(cash, reverse(500n, 1n))).toEqual(
      invalid('debited', 'With the shortfall it must be what was topped up.'),
    );
  });

  it('goes back whole where the money is still there, and stops nobody', () => {
    const decided = decide({ posted: 500n, held: 0n });
    expect(kinds(decided)).toEqual(['TopUpReversalTold', 'TopUpReversalBooked']);
    expect(decided).toMatchObject({ value: { transfers: [{ amount: 500n, reversesId: 7n }] } });
  });

  it('leaves a debt, a frozen client and an alarm where it is not', () => {
    const decided = decide({ posted: 200n, held: 0n }, reverse(200n, 300n));
    expect(kinds(decided)).toEqual([
      'TopUpReversalTold',
      'ClientDebtMade',
      'ClientFrozen',
      'AlarmRaised',
      'TopUpReversalBooked',
    ]);
    expect(decided).toMatchObject({ value: { transfers: [{ amount: 200n }] } });
  });

  it('moves nothing where nothing is left', () => {
    expect(decide({ posted: 0n, held: 0n }, reverse(0n, 500n))).toMatchObject({
      value: { transfers: [] },
    });
  });

  it('waits as long as a hold stands in the way, and is booked once', () => {
    const decided = decide({ posted: 500n, held: 1n });
    expect(kinds(decided)).toEqual(['TopUpReversalTold']);
    const world = worldOf({ client: client(), topUp: credited, cash: { posted: 500n, held: 1n } });
    world.put('topUpReversal', {
      ...{ id: TOP_UP, clientId: CLIENT, role: 'lender', currency: CNY, state: 'told' },
      ...{ amount: minorUnits(500n), debited: minorUnits(500n), shortfall: ZERO },
      ...{ bankDay: DAY, bankReference: 'B2' },
    });
    const book = { kind: 'BookReversal', topUpId: TOP_UP } as const;
    const rule: Actor = { kind: 'rule', name: 'dispatch' };
    expect(bookReversal.decide(world, book, circumstances(LENDER))).toEqual(refuse('not_allowed'));
    expect(bookReversal.decide(world, book, circumstances(rule))).toEqual(
      refuse('balance_would_be_negative'),
    );
    world.setAccount({ ...world.account(cashAccount('lender', CLIENT, CNY)), pendingDebit: ZERO });
    expect(bookReversal.decide(world, book, circumstances(rule))).toMatchObject({
      value: { transfers: [{ amount: 500n, reversesId: 7n }] },
    });
  });
});
