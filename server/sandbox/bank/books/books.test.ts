// Properties of the books: whatever is asked, no money is made or lost, and what is refused changes nothing.
import type { Instruction } from '@mutua/contract/custodian/instructions.ts';
import { sum } from '@mutua/core/money/minor-units.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bookIncoming, bounceWithdrawal, payInOwn, reverseTopUp } from '../dealings/outside.ts';
import { settlePayments, takeBackPayment } from '../dealings/settlements.ts';
import { LOAN, TrialBooks, yuan } from '../trial-books.ts';
import { amountOf } from './amounts.ts';
import { Books } from './books.ts';
import { brokenLaws } from './check-books.ts';
import { isOutside } from './rows.ts';
import { snapshotRows } from './snapshot-rows.ts';

const KINDS = [
  'top_up',
  'incoming',
  'settle',
  'take_back',
  'reverse',
  'bounce',
  'day',
  'freeze',
  'release',
  'disburse',
  'distribute',
  'withdraw',
  'claim_receipt',
  'send_back',
  'own_payment',
] as const;

/** One thing that happens: what, to which of a few accounts, and how much. */
const happening = fc.record({
  kind: fc.constantFrom(...KINDS),
  first: fc.nat({ max: 7 }),
  second: fc.nat({ max: 7 }),
  amount: fc.integer({ min: 1, max: 4_000 }),
});
type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never;

/** How often each kind of instruction was done: a property that never gets there shows nothing. */
const done = new Map<string, number>();

describe('whatever happens to the books', () => {
  it('no money is made or lost, nothing is negative, and no more is frozen than is there', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 25 }), (happenings) => {
        const town = new Town();
        for (const one of happenings) town.let(one);
        const { books, effects } = town.trial;
        expect(brokenLaws(books)).toEqual([]);
        const moved = effects.flatMap((effect) => (effect.is === 'moved' ? [effect.row] : []));
        const flow = (side: 'debit' | 'credit') =>
          sum(moved.filter((row) => isOutside(row[side])).map(({ amount }) => amountOf(amount)));
        expect(books.totalsOf('CNY').booked).toBe(flow('debit') - flow('credit'));
      }),
    );
    for (const kind of KINDS.slice(KINDS.indexOf('freeze'))) {
      expect(done.get(kind), kind).toBeGreaterThan(100);
    }
  });

  it('they are the same when they are built again, from all effects or from a snapshot', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 25 }), (happenings) => {
        const town = new Town();
        for (const one of happenings) town.let(one);
        const rows = JSON.stringify([...snapshotRows(town.trial.books)]);
        const again = new Books(() => undefined);
        // As they come from a file.
        for (const effect of JSON.parse(JSON.stringify(town.trial.effects))) again.apply(effect);
        expect(JSON.stringify([...snapshotRows(again)])).toBe(rows);
        const fromSnapshot = new Books(() => undefined);
        for (const effect of JSON.parse(rows)) fromSnapshot.apply(effect);
        expect(JSON.stringify([...snapshotRows(fromSnapshot)])).toBe(rows);
        expect(brokenLaws(fromSnapshot)).toEqual([]);
      }),
      // Each case builds the books three times.
      { numRuns: 2_000 },
    );
  });
});

/** A few accounts of each class, and the names of what has happened. */
class Town {
  readonly trial = new TrialBooks();
  readonly #accounts: readonly string[];
  readonly #mandates: readonly string[];
  readonly #freezes: { readonly id: string; readonly amount: string }[] = [];
  readonly #receipts: string[] = [];
  readonly #topUps: string[] = [];
  #days = 0;

  constructor() {
    const { trial } = this;
    const [lender, other] = [trial.funded('lender', '5000'), trial.funded('lender', '3000')];
    const [borrower, next] = [trial.account('borrower'), trial.funded('borrower', '1000')];
    this.#accounts = [lender, other, borrower, next, trial.account('partner')];
    this.#accounts = [...this.#accounts, trial.account('platform'), trial.requested('lender')];
    const platform = this.#account(5);
    trial.turn((turn) => payInOwn(turn, platform, yuan('2000')));
    trial.lend(borrower, lender, other);
    const cap = yuan('9000');
    this.#mandates = [
      trial.mandate(lender, { cap }),
      trial.mandate(other, { cap }),
      trial.mandate(borrower, { scope: 'repayment', loanId: LOAN, cap }),
      trial.mandate(next, { scope: 'repayment', loanId: LOAN, cap }),
      trial.mandate(borrower, { scope: 'fees', loanId: LOAN, cap }),
    ];
  }

  let({ kind, first, second, amount: minorUnits }: Happening): void {
    const { trial } = this;
    const amount = yuan(String(minorUnits));
    const account = this.#account(first);
    switch (kind) {
      case 'top_up':
        if (trial.books.accounts.get(account)?.state === 'open') {
          this.#topUps.push(trial.topUp(account, amount.minorUnits));
        }
        break;
      case 'settle':
        this.#settle(account, amount);
        break;
      case 'take_back':
        this.#takeBack(first);
        break;
      case 'incoming': {
        const payIn = { payerName: 'Li Na', payerAccount: '1', amount, remark: '' };
        this.#receipts.push(trial.turn((turn) => bookIncoming(turn, payIn)));
        break;
      }
      case 'reverse': {
        const row = trial.books.topUps.get(pick(this.#topUps, first) ?? '');
        if (row?.state === 'credited') trial.turn((turn) => reverseTopUp(turn, row));
        break;
      }
      case 'bounce': {
        const row = pick([...trial.books.withdrawals.values()], first);
        if (row?.isBounced === false) trial.turn((turn) => bounceWithdrawal(turn, row));
        break;
      }
      case 'day': {
        this.#days += 1;
        const day = `2026-12-${String(this.#days).padStart(2, '0')}`;
        trial.turn((turn) => turn.put({ is: 'day', day, at: trial.now }));
        break;
      }
      default:
        this.#instruct(
          minorUnits % 4 === 0
            ? this.#instruction(kind, account, this.#account(second), amount, first)
            : this.#sensible(kind, first, second, amount),
        );
    }
  }

  /** A payment by card; now and then it is told of again in another advice. */
  #settle(account: string, amount: { minorUnits: string; currency: string }): void {
    const { trial } = this;
    const row = trial.books.accounts.get(account);
    if (row?.state !== 'open' || row.class === 'platform') return;
    const paymentId = trial.newId();
    const day = trial.books.day;
    for (const settlementId of [`${paymentId.slice(0, 8)}`, `${paymentId.slice(0, 8)}.2`]) {
      const lines = [{ paymentId, account, amount }];
      const advice = { settlementId, provider: 'card-pay', day, lines, total: amount };
      const taken = trial.turn((turn) => settlePayments(turn, advice));
      expect(taken?.lines).toHaveLength(1);
    }
    this.#topUps.push(paymentId);
  }

  #takeBack(index: number): void {
    const { trial } = this;
    const row = trial.books.topUps.get(pick(this.#topUps, index) ?? '');
    if (row?.provider === undefined) return;
    const { id: paymentId, account, provider } = row;
    const amount = yuan(row.amount);
    const reversalId = `R${paymentId.slice(0, 8)}`;
    const asked = { reversalId, provider, day: trial.books.day, paymentId, account, amount };
    trial.turn((turn) => takeBackPayment(turn, row, asked));
  }

  /** What is refused changes no balance. */
  #instruct(instruction: Instruction): void {
    const { trial } = this;
    const before = standings(trial.books);
    const outcome = trial.outcome(instruction);
    if (outcome !== 'confirmed') {
      expect(standings(trial.books)).toEqual(before);
      return;
    }
    done.set(instruction.kind, (done.get(instruction.kind) ?? 0) + 1);
    if (instruction.kind === 'freeze') {
      this.#freezes.push({ id: instruction.id, amount: instruction.amount.minorUnits });
    }
  }

  /** With parties that could do it, if only there is the money. */
  #sensible(
    kind: Instruction['kind'],
    first: number,
    second: number,
    amount: ReturnType<typeof yuan>,
  ): Instruction {
    const [lender, borrower] = [first % 2, 2 + (second % 2)];
    switch (kind) {
      case 'freeze':
        return this.#instruction(kind, this.#account(lender), this.#account(2), amount, lender);
      case 'distribute': {
        const payer = this.#account(borrower);
        return this.#instruction(kind, payer, this.#account(lender), amount, borrower);
      }
      case 'disburse':
        return this.#instruction(kind, '', this.#account(2), amount, 4);
      default: {
        const few = yuan(String(1 + (Number(amount.minorUnits) % 500)));
        return this.#instruction(kind, this.#account(lender), '', few, lender);
      }
    }
  }

  #instruction(
    kind: Instruction['kind'],
    account: string,
    other: string,
    amount: ReturnType<typeof yuan>,
    chance: number,
  ): Instruction {
    const [id, loanId] = [this.trial.newId(), LOAN];
    const authorisation = pick(this.#mandates, chance) ?? '';
    const some = this.#freezes.slice(-1 - (chance % 2));
    const freezes = some.map((one) => ({ freezeId: one.id, amount: yuan(one.amount) }));
    const total = yuan(String(some.reduce((all, one) => all + Number(one.amount), 0) || 1));
    const bankReference = pick(this.#receipts, chance) ?? 'B1';
    switch (kind) {
      case 'freeze':
        return { kind, id, account, payee: other, loanId, amount, authorisation };
      case 'release':
        return { kind, id, freezeId: pick(this.#freezes, chance)?.id ?? id };
      case 'disburse': {
        const fee = { account: this.#account(5), amount: yuan('7'), authorisation };
        return {
          kind,
          id,
          payee: other,
          loanId,
          freezes,
          total,
          fees: chance % 4 === 0 ? [fee] : [],
        };
      }
      case 'distribute': {
        const shares = [{ account: other, amount }];
        return { kind, id, payer: account, loanId, authorisation, shares, total: amount };
      }
      case 'withdraw': {
        const asked = { instructionId: id, kind, account, amount } as const;
        return { kind, id, account, amount, authorisation: this.trial.once(asked) };
      }
      case 'claim_receipt':
        return { kind, id, bankReference, account };
      case 'send_back':
        return { kind, id, bankReference };
      case 'own_payment': {
        const payee = { payeeName: '某法院', payeeAccount: '6222', remark: 'R-1' };
        return { kind, id, account: this.#account(chance % 2 === 0 ? 5 : 0), amount, ...payee };
      }
    }
  }

  #account(chance: number): string {
    return pick(this.#accounts, chance) ?? 'nobody';
  }
}

function pick<Value>(values: readonly Value[], chance: number): Value | undefined {
  return values[chance % (values.length + 1)];
}

function standings({ balances }: Books) {
  return [...balances].map(([account, { booked, frozen }]) => [account, booked, frozen]);
}
