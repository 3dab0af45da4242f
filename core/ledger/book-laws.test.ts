import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idOf } from '../kit/id.ts';
import { currency } from '../money/currency.ts';
import { minorUnits } from '../money/minor-units.ts';
import { WorldInMemory } from '../world-in-memory.ts';
import { type Account, type AccountAddress, addressText, availableOf } from './account.ts';
import { bookTransfer } from './book.ts';
import { type AccountKind, CHART } from './chart.ts';
import type { Transfer } from './transfer.ts';
import { TRANSFER_CODES, type TransferCode } from './transfer-codes.ts';

const SUBJECT = idOf('00000000-0000-7000-8000-000000000001');

describe('any lines at all', () => {
  const address = fc.constantFrom(
    ...[
      'custody/bank',
      'rails_clearing/card',
      'lender_cash/anna',
      'lender_cash/ben',
      'borrower_cash/carl',
    ],
    ...[
      'loan_funding/one',
      'loan_repayment/one',
      'platform_fees/service',
      'loan_principal/one',
      'loan_owed/one',
    ],
  );
  const code = fc.constantFrom<TransferCode>(
    ...([
      'top_up',
      'withdrawal',
      'bid',
      'disbursement',
      'repayment',
      'principal_paid',
      'fee_service',
    ] as const),
    ...(['rail_settled', 'principal_lent', 'principal_repaid', 'fee_refund'] as const),
  );
  const kind = fc.constantFrom('posted', 'posted', 'posted', 'pending', 'post', 'void');
  const line = fc.record({
    code,
    kind,
    from: address,
    to: address,
    amount: fc.integer({ min: 1, max: 40 }),
    which: fc.nat(5),
  });

  it('leave the book as a bookkeeper with a pencil has it', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const page = new Pages();
        const pencil = new Pencil();
        for (const { code: why, kind: how, from, to, amount, which } of lines) {
          const id = page.lines + 1;
          const hold = pencil.open[which % Math.max(1, pencil.open.length)];
          if (from === to || (how === 'pending' && !TRANSFER_CODES[why].mayBePending)) continue;
          const isEnd = how === 'post' || how === 'void';
          if (isEnd && hold === undefined) continue;
          const own = { id, code: why, from, to, amount };
          const isBooked =
            isEnd && hold ? page.book({ ...hold, id }, how, hold.id) : page.book(own, how);
          const expected = isEnd && hold ? pencil.end(hold, how) : pencil.write(own, how);
          expect([how, own, isBooked]).toEqual([how, own, expected]);
        }
        for (const [name, balance] of pencil.balances) {
          const account = page.account(name);
          expect([name, account.posted, availableOf(account)]).toEqual([
            name,
            balance,
            balance - pencil.heldOn(name),
          ]);
        }
        // On either side of the book debits are credits.
        const signed = (side: string) =>
          [...pencil.balances].reduce((total, [name, balance]) => {
            const row = CHART[name.split('/')[0] as AccountKind];
            return row.side === side
              ? total + (row.normal === 'debit' ? balance : -balance)
              : total;
          }, 0n);
        expect([signed('money'), signed('debt')]).toEqual([0n, 0n]);
      }),
    );
  });
});

interface Scribble {
  readonly id: number;
  readonly code: TransferCode;
  readonly from: string;
  readonly to: string;
  readonly amount: number;
}

/** The same rules, thought out once more and in another way: signed sums and a list of open holds. */
class Pencil {
  readonly balances = new Map<string, bigint>();
  open: Scribble[] = [];

  write(line: Scribble, how: string): boolean {
    const [from, to] = [kindOf(line.from), kindOf(line.to)];
    if (
      !TRANSFER_CODES[line.code].pairs.some(
        ({ debit, credit }) => debit.includes(from) && credit.includes(to),
      )
    )
      return false;
    return this.#try(() => {
      if (how === 'pending') this.open = [...this.open, line];
      else this.#move(line);
    }, line);
  }

  end(hold: Scribble, how: string): boolean {
    return this.#try(() => {
      this.open = this.open.filter(({ id }) => id !== hold.id);
      if (how === 'post') this.#move(hold);
    }, hold);
  }

  /** What open holds would take from the balance of the account. */
  heldOn(name: string): bigint {
    const taking = CHART[kindOf(name)].normal === 'credit' ? 'from' : 'to';
    return this.open
      .filter((hold) => hold[taking] === name)
      .reduce((sum, { amount }) => sum + BigInt(amount), 0n);
  }

  #try(change: () => void, { from, to }: Scribble): boolean {
    const before = { balances: new Map(this.balances), open: this.open };
    change();
    const isBelow = [from, to].some(
      (name) =>
        kindOf(name) !== 'rails_clearing' &&
        (this.balances.get(name) ?? 0n) - this.heldOn(name) < 0n,
    );
    if (!isBelow) return true;
    this.balances.clear();
    for (const [name, balance] of before.balances) this.balances.set(name, balance);
    this.open = before.open;
    return false;
  }

  #move({ from, to, amount }: Scribble): void {
    const add = (name: string, isDebit: boolean) => {
      const sign = (CHART[kindOf(name)].normal === 'debit') === isDebit ? 1n : -1n;
      this.balances.set(name, (this.balances.get(name) ?? 0n) + sign * BigInt(amount));
    };
    add(from, true);
    add(to, false);
  }
}

/** The book itself, a line at a time. */
class Pages {
  readonly #world = new WorldInMemory();
  lines = 0;

  book({ id, code, from, to, amount }: Scribble, kind: string, endsId?: number): boolean {
    const movement = {
      ...{ id: BigInt(id), code, subjectId: SUBJECT, amount: minorUnits(BigInt(amount)) },
      ...{ debit: addressOf(from), credit: addressOf(to) },
    };
    for (const address of [movement.debit, movement.credit]) {
      this.#world.settle([{ fact: 'account', key: addressText(address) }]);
    }
    if (endsId !== undefined) this.#world.settle([{ fact: 'hold', key: String(endsId) }]);
    const ends = endsId === undefined ? {} : { endsId: BigInt(endsId) };
    const isBooked = bookTransfer(this.#world, { ...movement, kind, ...ends } as Transfer).ok;
    if (isBooked) this.lines = id;
    return isBooked;
  }

  account(name: string): Account {
    const address = addressOf(name);
    this.#world.settle([{ fact: 'account', key: addressText(address) }]);
    return this.#world.account(address);
  }
}

function addressOf(name: string): AccountAddress {
  const [, owner = ''] = name.split('/');
  return { kind: kindOf(name), owner, currency: currency('CNY') };
}

function kindOf(name: string): AccountKind {
  return name.split('/')[0] as AccountKind;
}
