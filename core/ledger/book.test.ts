import { describe, expect, it } from 'vitest';
import { idOf } from '../kit/id.ts';
import { type Result, refuse } from '../kit/result.ts';
import { currency } from '../money/currency.ts';
import { minorUnits } from '../money/minor-units.ts';
import { WorldInMemory } from '../world-in-memory.ts';
import { type Account, type AccountAddress, addressText, availableOf } from './account.ts';
import { bookTransfer, bookTransfers } from './book.ts';
import type { AccountKind } from './chart.ts';
import { type Transfer, type TransferId, voidOfHold } from './transfer.ts';
import type { TransferCode } from './transfer-codes.ts';

const SUBJECT = idOf('00000000-0000-7000-8000-000000000001');

describe('the book', () => {
  it('keeps the page of a loan: top-up, bid, disbursement, repayment', () => {
    const page = new Page();
    page.write(`
      1 posted   top_up          custody/bank/CNY         lender_cash/anna/CNY      500
      2 pending  bid             lender_cash/anna/CNY     loan_funding/one/CNY      300
      3 post     bid             lender_cash/anna/CNY     loan_funding/one/CNY      300  2
      4 posted   disbursement    loan_funding/one/CNY     borrower_cash/carl/CNY    300
      5 posted   principal_lent  loan_principal/one/CNY   loan_owed/one/CNY         300
      6 posted   repayment       borrower_cash/carl/CNY   loan_repayment/one/CNY    110
      7 posted   principal_paid  loan_repayment/one/CNY   lender_cash/anna/CNY      100
      8 posted   interest_paid   loan_repayment/one/CNY   lender_cash/anna/CNY      10
      9 posted   principal_repaid loan_owed/one/CNY       loan_principal/one/CNY    100
    `);
    expect(page.balances()).toEqual([
      'borrower_cash/carl/CNY 190',
      'custody/bank/CNY 500',
      'lender_cash/anna/CNY 310',
      'loan_funding/one/CNY 0',
      'loan_owed/one/CNY 200',
      'loan_principal/one/CNY 200',
      'loan_repayment/one/CNY 0',
    ]);
  });

  it('holds what is pending: it is booked already nowhere, and available no more', () => {
    const page = new Page();
    page.write(`
      1 posted   top_up  custody/bank/CNY      lender_cash/anna/CNY   500
      2 pending  bid     lender_cash/anna/CNY  loan_funding/one/CNY   300
    `);
    expect(page.standing('lender_cash/anna/CNY')).toEqual({
      posted: 500n,
      held: 300n,
      available: 200n,
    });
    expect(page.standing('loan_funding/one/CNY')).toEqual({ posted: 0n, held: 0n, available: 0n });
    expect(page.account('loan_funding/one/CNY').pendingCredit).toBe(300n);
  });

  it('gives back what a voided hold had held', () => {
    const page = new Page();
    page.write(`
      1 posted   top_up  custody/bank/CNY      lender_cash/anna/CNY   500
      2 pending  bid     lender_cash/anna/CNY  loan_funding/one/CNY   300
      3 void     bid     lender_cash/anna/CNY  loan_funding/one/CNY   300  2
    `);
    expect(page.standing('lender_cash/anna/CNY')).toEqual({
      posted: 500n,
      held: 0n,
      available: 500n,
    });
    expect(page.balances()).toContain('loan_funding/one/CNY 0');
  });

  it('takes a transfer back by its mirror, under the same code', () => {
    const page = new Page();
    page.write(`
      1 posted   top_up  custody/bank/CNY      lender_cash/anna/CNY   500
      2 reversal top_up  lender_cash/anna/CNY  custody/bank/CNY       500  1
    `);
    expect(page.balances()).toEqual(['custody/bank/CNY 0', 'lender_cash/anna/CNY 0']);
  });

  it('takes back as one component what comes again as another, though it has gone on meanwhile', () => {
    const received = `
      1 posted   top_up        custody/bank/CNY        borrower_cash/carl/CNY  30
      2 posted   repayment     borrower_cash/carl/CNY  loan_repayment/one/CNY  30
      3 posted   penalty_paid  loan_repayment/one/CNY  lender_cash/anna/CNY    30
      4 pending  bid           lender_cash/anna/CNY    loan_funding/two/CNY    30
    `;
    const reversal = '5 reversal penalty_paid  lender_cash/anna/CNY  loan_repayment/one/CNY  30  3';
    const again = (cents: number) =>
      `6 posted interest_paid  loan_repayment/one/CNY  lender_cash/anna/CNY  ${cents}`;
    const page = new Page();
    page.write(received);
    expect(page.bookTogether([reversal, again(30)])).toEqual({ ok: true, value: undefined });
    const short = new Page();
    short.write(received);
    expect(short.bookTogether([reversal, again(29)])).toEqual(refuse('balance_would_be_negative'));
  });

  it('gives it back in parts, of which the first alone does not make it whole', () => {
    const page = new Page();
    page.write(`
      1 posted   top_up          custody/bank/CNY        borrower_cash/carl/CNY  30
      2 posted   repayment       borrower_cash/carl/CNY  loan_repayment/one/CNY  30
      3 posted   principal_paid  loan_repayment/one/CNY  lender_cash/anna/CNY    30
      4 pending  bid             lender_cash/anna/CNY    loan_funding/two/CNY    30
    `);
    const parts = [
      '5 reversal principal_paid  lender_cash/anna/CNY    loan_repayment/one/CNY  30  3',
      '6 posted   principal_paid  loan_repayment/one/CNY  lender_cash/anna/CNY    20',
      '7 posted   interest_paid   loan_repayment/one/CNY  lender_cash/anna/CNY    10',
    ];
    expect(page.bookTogether(parts)).toEqual({ ok: true, value: undefined });
    expect(page.standing('lender_cash/anna/CNY').available).toBe(0n);
  });

  it('lets the clearing of a rail alone stand on either side', () => {
    const page = new Page();
    page.write('1 posted rail_settled custody/bank/CNY rails_clearing/card/CNY 50');
    expect(page.balances()).toEqual(['custody/bank/CNY 50', 'rails_clearing/card/CNY -50']);
  });
});

describe('a transfer is refused, and nothing changes,', () => {
  const given = `
    1 posted   top_up  custody/bank/CNY      lender_cash/anna/CNY   500
    2 pending  bid     lender_cash/anna/CNY  loan_funding/one/CNY   300
  `;
  it.each([
    [
      'sides_mixed',
      'between the money side and the debt side',
      '3 posted bid lender_cash/anna/CNY loan_principal/one/CNY 1',
    ],
    [
      'currencies_mixed',
      'between two currencies',
      '3 posted top_up custody/bank/EUR lender_cash/anna/CNY 1',
    ],
    [
      'classes_mixed',
      "from one lender's cash to another's",
      '3 posted bid lender_cash/anna/CNY lender_cash/ben/CNY 1',
    ],
    [
      'classes_mixed',
      "from a lender's cash to a borrower's",
      '3 posted bid lender_cash/anna/CNY borrower_cash/carl/CNY 1',
    ],
    [
      'classes_mixed',
      'from the operator to a loan',
      '3 posted bid platform_funds/own/CNY loan_funding/one/CNY 1',
    ],
    [
      'classes_mixed',
      'by a code for other accounts',
      '3 posted withdrawal lender_cash/anna/CNY loan_funding/one/CNY 1',
    ],
    [
      'classes_mixed',
      'the wrong way round',
      '3 posted bid loan_funding/one/CNY lender_cash/anna/CNY 1',
    ],
    [
      'balance_would_be_negative',
      'of more than there is',
      '3 posted withdrawal lender_cash/anna/CNY custody/bank/CNY 501',
    ],
    [
      'balance_would_be_negative',
      'of what is held',
      '3 posted withdrawal lender_cash/anna/CNY custody/bank/CNY 201',
    ],
    [
      'balance_would_be_negative',
      'that would hold more than there is',
      '3 pending bid lender_cash/anna/CNY loan_funding/one/CNY 201',
    ],
    [
      'balance_would_be_negative',
      'out of custody that has it not',
      '3 posted own_funds_in custody/bank/EUR platform_funds/own/EUR 1\n4 posted withdrawal lender_cash/anna/EUR custody/bank/EUR 1',
    ],
    [
      'transfer_not_pending',
      'that ends what was never held',
      '3 post bid lender_cash/anna/CNY loan_funding/one/CNY 300 1',
    ],
    [
      'transfer_not_pending',
      'that ends a hold in part',
      '3 post bid lender_cash/anna/CNY loan_funding/one/CNY 299 2',
    ],
    [
      'transfer_not_pending',
      "that ends another lender's hold",
      '3 post bid lender_cash/ben/CNY loan_funding/one/CNY 300 2',
    ],
    [
      'transfer_not_pending',
      'that ends a hold for another loan',
      '3 void bid lender_cash/anna/CNY loan_funding/two/CNY 300 2',
    ],
    [
      'transfer_not_pending',
      'that ends a hold a second time',
      '3 void bid lender_cash/anna/CNY loan_funding/one/CNY 300 2\n4 void bid lender_cash/anna/CNY loan_funding/one/CNY 300 2',
    ],
  ] as const)('%s: %s', (code, _, lines) => {
    const page = new Page();
    page.write(given);
    const all = lines.split('\n');
    page.write(all.slice(0, -1).join('\n'));
    const before = page.balances();
    expect(page.book(all.at(-1) ?? '')).toEqual(refuse(code));
    expect(page.balances()).toEqual(before);
  });

  it('and what is no transfer at all is a bug', () => {
    const page = new Page();
    page.write(given);
    expect(() => page.book('3 posted bid lender_cash/anna/CNY loan_funding/one/CNY 0')).toThrow(
      'moves something',
    );
    expect(() => page.book('3 pending top_up custody/bank/CNY lender_cash/anna/CNY 1')).toThrow(
      'may be pending',
    );
  });
});

/** A page of lines: number, kind, code, debit, credit, amount, and the number of an earlier line where it names one. */
class Page {
  readonly #world = new WorldInMemory();
  readonly #used = new Set<string>();
  count = 0;

  write(lines: string): void {
    for (const line of lines.split('\n')) {
      if (line.trim() === '') continue;
      expect([line, this.book(line).ok]).toEqual([line, true]);
    }
  }

  book(line: string): Result<undefined> {
    const transfer = transferOf(line);
    for (const address of [transfer.debit, transfer.credit]) {
      this.#world.settle([{ fact: 'account', key: addressText(address) }]);
    }
    if ('endsId' in transfer) this.#world.settle([{ fact: 'hold', key: String(transfer.endsId) }]);
    const booked = bookTransfer(this.#world, transfer);
    if (!booked.ok) return booked;
    this.count = Number(transfer.id);
    for (const address of [transfer.debit, transfer.credit]) this.#used.add(addressText(address));
    return booked;
  }

  bookTogether(lines: readonly string[]): Result<undefined> {
    return bookTransfers(this.#world, lines.map(transferOf));
  }

  account(text: string): Account {
    const address = addressOf(text);
    this.#world.settle([{ fact: 'account', key: text }]);
    return this.#world.account(address);
  }

  standing(text: string) {
    const account = this.account(text);
    return { posted: account.posted, held: account.pendingDebit, available: availableOf(account) };
  }

  balances(): string[] {
    return [...this.#used].toSorted().map((text) => `${text} ${this.account(text).posted}`);
  }
}

function transferOf(line: string): Transfer {
  const [id = '', kind, code, debit = '', credit = '', amount = '', earlier = ''] = line
    .trim()
    .split(/\s+/);
  const movement = {
    ...{ id: BigInt(id) as TransferId, code: code as TransferCode, subjectId: SUBJECT },
    ...{ debit: addressOf(debit), credit: addressOf(credit), amount: minorUnits(BigInt(amount)) },
  };
  if (kind === 'reversal') return { ...movement, kind: 'posted', reversesId: BigInt(earlier) };
  if (kind === 'posted' || kind === 'pending') return { ...movement, kind };
  const ended = voidOfHold(
    { nextTransferId: () => movement.id },
    { ...movement, id: BigInt(earlier) },
  );
  return { ...ended, kind: kind as 'post' | 'void' } as Transfer;
}

function addressOf(text: string): AccountAddress {
  const [kind, owner = '', letters = ''] = text.split('/');
  return { kind: kind as AccountKind, owner, currency: currency(letters) };
}
