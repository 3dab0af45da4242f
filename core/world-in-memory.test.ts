import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Id, idOf } from './kit/id.ts';
import { cashAccount, loanAccount } from './ledger/addresses.ts';
import type { Hold } from './ledger/transfer.ts';
import type { Bid } from './loan/fund/bid.ts';
import { currency } from './money/currency.ts';
import { minorUnits } from './money/minor-units.ts';
import { instantOfMs } from './time/instant.ts';
import type { Need } from './world.ts';
import { WorldInMemory } from './world-in-memory.ts';

const CNY = currency('CNY');
const LOANS = [id(101), id(102)];
const LENDER = id(201);

/** What may be done to the World, with small numbers so that the same things are met again and again. */
type Step =
  | { readonly kind: 'put bid'; readonly bid: Bid }
  | { readonly kind: 'open hold'; readonly hold: Hold }
  | { readonly kind: 'end hold'; readonly number: bigint }
  | { readonly kind: 'look at bid'; readonly bidId: Id }
  | { readonly kind: 'look at loan'; readonly loanId: Id }
  | { readonly kind: 'save' }
  | { readonly kind: 'take back' }
  | { readonly kind: 'forget' };

const change = fc.oneof(
  fc
    .record({ number: fc.nat(5), loan: fc.nat(1), amount: fc.nat(3) })
    .map(
      ({ number, loan, amount }) => ({ kind: 'put bid', bid: bid(number, loan, amount) }) as const,
    ),
  fc.nat(3).map((number) => ({ kind: 'open hold', hold: hold(number) }) as const),
  fc.nat(3).map((number) => ({ kind: 'end hold', number: BigInt(number) }) as const),
);
const look = fc.oneof(
  fc.nat(5).map((number) => ({ kind: 'look at bid', bidId: id(number) }) as const),
  fc.constantFrom(...LOANS).map((loanId) => ({ kind: 'look at loan', loanId }) as const),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: change },
  { weight: 4, arbitrary: look },
  fc.constant({ kind: 'save' } as const),
  fc.constant({ kind: 'take back' } as const),
  fc.constant({ kind: 'forget' } as const),
);
const attempt = fc.record({
  steps: fc.array(fc.oneof(change, look), { maxLength: 6 }),
  end: fc.constantFrom('kept', 'given up', 'broken'),
});

describe('the World in memory', () => {
  it('shows what a plain map would show, whatever is loaded, tried, given up, saved, taken back and forgotten', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(step, attempt), { maxLength: 25 }), (work) => {
        const town = new Town();
        for (const one of work) {
          if ('steps' in one) town.attempt(one.steps, one.end);
          else town.take(one);
        }
        town.take({ kind: 'save' });
        expect(town.saved).toEqual(town.now);
      }),
    );
  });

  it('does not answer for what no need has named', () => {
    const world = new WorldInMemory();
    expect(() => world.get('bid', id(1))).toThrow('reads only facts that it needs');
    expect(() => world.list('bidsOfLoan', id(101))).toThrow('reads only lists that it needs');
    expect(world.known.get('bid', id(1))).toBeUndefined();
    expect(world.known.list('bidsOfLoan', id(101))).toEqual([]);
  });

  it('forgets what was new some time after it is saved, but not what stands in a list that is whole', () => {
    const world = new WorldInMemory(1);
    world.settle([{ list: 'bidsOfLoan', key: LOANS[0] ?? '' }]);
    world.put('bid', bid(1, 0, 1));
    world.put('bid', bid(2, 1, 1));
    world.saved();
    expect(world.difference()).toEqual([]);
    expect(world.missing([need(id(2))])).toEqual([]);
    world.put('bid', bid(3, 1, 1));
    world.saved();
    expect(world.missing([need(id(1)), need(id(2)), need(id(3))])).toEqual([need(id(2))]);
    expect(world.list('bidsOfLoan', LOANS[0] ?? '')).toEqual([bid(1, 0, 1)]);
  });
});

/** The World beside a plain map of what is so and one of what is saved, which plays the database. */
class Town {
  readonly world = new WorldInMemory(2);
  now = new Map<string, Bid | Hold>();
  saved = new Map<string, Bid | Hold>();
  /** What was changed since the last save, and not given up. */
  touched = new Set<string>();
  readonly #versions = new Map<string, number>();

  take(one: Step): void {
    switch (one.kind) {
      case 'put bid':
        this.#need({ fact: 'bid', key: one.bid.id });
        this.world.put('bid', one.bid);
        this.now.set(`bid ${one.bid.id}`, one.bid);
        this.touched.add(`bid ${one.bid.id}`);
        return;
      case 'open hold':
        this.#need({ fact: 'hold', key: String(one.hold.id) });
        this.world.openHold(one.hold);
        this.now.set(`hold ${one.hold.id}`, one.hold);
        this.touched.add(`hold ${one.hold.id}`);
        return;
      case 'end hold':
        this.#need({ fact: 'hold', key: String(one.number) });
        this.world.endHold(one.number);
        this.now.delete(`hold ${one.number}`);
        this.touched.add(`hold ${one.number}`);
        return;
      case 'look at bid':
        this.#need({ fact: 'bid', key: one.bidId });
        expect(this.world.get('bid', one.bidId)).toEqual(this.now.get(`bid ${one.bidId}`));
        return;
      case 'look at loan':
        this.#need({ list: 'bidsOfLoan', key: one.loanId });
        expect(this.world.list('bidsOfLoan', one.loanId)).toEqual(this.#bidsOf(one.loanId));
        return;
      case 'save':
        this.#save();
        return;
      case 'take back':
        // As where a batch met a command that was accepted before.
        this.world.takeBack();
        this.now = new Map(this.saved);
        this.touched.clear();
        return;
      case 'forget':
        // As after a batch that could not be saved.
        this.world.clear();
        this.now = new Map(this.saved);
        this.touched.clear();
    }
  }

  attempt(steps: readonly Step[], end: 'kept' | 'given up' | 'broken'): void {
    const before = { now: new Map(this.now), touched: new Set(this.touched) };
    const work = () =>
      this.world.attempt(() => {
        for (const one of steps) this.take(one);
        if (end === 'broken') throw new Error('A rule broke its promise.');
        return end === 'kept';
      });
    if (end === 'broken') expect(work).toThrow('A rule broke');
    else work();
    if (end !== 'kept') Object.assign(this, before);
  }

  /** What the door does before a rule reads. */
  #need(need: Need): void {
    if (this.world.missing([need]).length === 0) return;
    for (const [place, fact] of this.saved) {
      const version = this.#versions.get(place) ?? 0;
      const isAsked =
        'list' in need
          ? 'loanId' in fact && fact.loanId === need.key
          : place === `${need.fact} ${need.key}`;
      if (!isAsked) continue;
      if ('loanId' in fact) this.world.load('bid', [{ fact, version }]);
      else this.world.load('hold', [{ fact, version }]);
    }
    this.world.settle([need]);
  }

  #save(): void {
    const difference = this.world.difference();
    expect(new Set(difference.map(({ kind, key }) => `${kind} ${key}`))).toEqual(this.touched);
    for (const { kind, key, fact, saved, savedVersion } of difference) {
      const place = `${kind} ${key}`;
      expect(saved).toEqual(this.saved.get(place));
      expect(savedVersion).toBe(this.saved.has(place) ? this.#versions.get(place) : 0);
      this.#versions.set(place, savedVersion + 1);
      if (fact === undefined) this.saved.delete(place);
      else this.saved.set(place, fact as Bid | Hold);
    }
    this.world.saved();
    this.touched.clear();
  }

  #bidsOf(loanId: Id): readonly Bid[] {
    return [...this.now.values()]
      .filter((fact): fact is Bid => 'loanId' in fact && fact.loanId === loanId)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }
}

function bid(number: number, loan: number, amount: number): Bid {
  return {
    ...{ id: id(number), loanId: LOANS[loan] ?? id(0), lenderId: LENDER, holdId: 1n },
    ...{ amount: minorUnits(BigInt(amount)), source: 'manual', state: 'accepted' },
    ...{ freezeState: 'created', placedAt: instantOfMs(0) },
  };
}

function hold(number: number): Hold {
  const loan = { id: LOANS[0] ?? id(0), currency: CNY };
  return {
    ...{ id: BigInt(number), code: 'bid', amount: minorUnits(1n), subjectId: loan.id },
    debit: cashAccount('lender', LENDER, CNY),
    credit: loanAccount('loan_funding', loan),
  };
}

function need(bidId: Id): Need {
  return { fact: 'bid', key: bidId };
}

function id(number: number): Id {
  return idOf(`00000000-0000-7000-8000-${String(number).padStart(12, '0')}`);
}
