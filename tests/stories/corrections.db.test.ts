// Repayments are corrected: one counts from the day on which its money came, one the bank takes back. Everybody whose
// money it concerns reads what it was, what it is and why, and both books say the same.
import { addDays, type Day, formatDay, parseDay } from '@mutua/core/time/day.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  anApprovedLoan,
  anOffice,
  bid,
  disburse,
  firstDueDay,
  type Office,
  openListing,
} from './house/loan-stages.ts';
import { withdraw } from './house/money-in-out.ts';
import { StoryHouse } from './house/story-house.ts';
import { aClient, aLender, available, type Client, topUp, yuan } from './house/story-people.ts';

let house: StoryHouse;
let office: Office;
let borrower: Client;
let lenders: readonly [Client, Client];
let loanId: string;
let due: Day;

interface Repayments {
  readonly repayments: readonly {
    readonly instructionId: string;
    readonly state: string;
    readonly amount: { readonly minorUnits: string };
    readonly corrections: readonly Readonly<Record<string, unknown>>[];
  }[];
}

beforeAll(async () => {
  house = await StoryHouse.open();
  const [staff, ...clients] = await Promise.all([
    anOffice(house),
    aClient(house, { roles: ['borrower'] }),
    aLender(house, 5_000),
    aLender(house, 5_000),
  ]);
  office = staff;
  borrower = clients[0];
  lenders = [clients[1], clients[2]];
  loanId = await anApprovedLoan(house, office, borrower, { amount: 10_000, months: 6 });
  await openListing(house, office, loanId);
  await bid(house, lenders[0], loanId, 5_000);
  await bid(house, lenders[1], loanId, 5_000);
  await disburse(house, borrower, loanId);
  await withdraw(house, borrower, 'borrower', 10_000);
  due = await firstDueDay(house, borrower, loanId);
}, 60_000);
afterAll(async () => {
  await house?.close();
});

function loanOf() {
  return house.read<{
    readonly state: string;
    readonly schedule: readonly {
      readonly dueDay: string;
      readonly penalty: string;
      readonly open: string;
    }[];
  }>(borrower, `/api/loans/${loanId}`);
}

const repaymentsFor = (who: Client | Office['finance'], url: string) =>
  house.read<Repayments>(who, `${url}/loans/${loanId}/repayments`);

async function pay(amount: number): Promise<void> {
  await topUp(house, borrower, 'borrower', amount);
  await house.do(borrower, `/api/loans/${loanId}/repayments`, { amount: yuan(amount) });
  await house.until('the repayment', async () => {
    await house.finish();
    return (await repaymentsFor(office.finance, '/api/office')).repayments.length > 0;
  });
}

async function kindsTold(who: Client): Promise<readonly string[]> {
  const notices = await house.list<{ readonly kind: string }>(who, '/api/notices');
  return notices.map(({ kind }) => kind);
}

const cashOf = () => Promise.all(lenders.map((one) => available(house, one, 'lender')));

describe('a repayment that was late here and not at the bank', () => {
  it('counts from its own day, and no money moves', async () => {
    await house.goTo(addDays(due, 8));
    expect(await loanOf()).toMatchObject({ state: 'overdue' });
    await pay(1_700);
    const before = await cashOf();
    const [made] = (await repaymentsFor(office.finance, '/api/office')).repayments;
    const url = `/api/office/loans/${loanId}/back-dating`;
    await house.do(office.finance, `${url}-proposal`, {
      ...{ instructionId: made?.instructionId, day: formatDay(addDays(due, 1)) },
      ...{ evidence: 'B20260403000000001', reason: '款项已于该日到达存管账户，系统迟认领。' },
    });
    await house.do(office.analystLead, url, { reason: '凭证核实无误。' });
    await house.finish();
    expect(await cashOf()).toEqual(before);
    const { repayments } = await repaymentsFor(borrower, '/api');
    expect(repayments).toMatchObject([
      {
        state: 'back_dated',
        corrections: [{ day: formatDay(addDays(due, 1)), reason: '凭证核实无误。' }],
      },
    ]);
    expect(repayments[0]?.corrections[0]).not.toHaveProperty('holders');
    for (const lender of lenders) {
      expect(await kindsTold(lender)).toContain('claim_payment_corrected');
    }
    expect(await kindsTold(borrower)).toContain('repayment_back_dated');
    const statement = await house.read<object>(
      lenders[0],
      `/api/accounts/lender/CNY/statement?from=2026-03-02&to=${formatDay(addDays(due, 8))}`,
    );
    expect(JSON.stringify(statement)).toContain('Reversal: Penalty received');
    expect(await house.violations()).toEqual([]);
  }, 60_000);
});

describe('a repayment that the bank takes back', () => {
  it('is owed again from its own day, and everybody gives back what it was', async () => {
    const [cash, owedBefore] = [await cashOf(), await loanOf()];
    const [made] = (await repaymentsFor(office.finance, '/api/office')).repayments;
    const paid = Number(made?.amount.minorUnits);
    await house.bank.control(`distributions/${made?.instructionId}/reverse`, {});
    await house.until('the reversal', async () => {
      await house.finish();
      return (await repaymentsFor(borrower, '/api')).repayments[0]?.state === 'reversed';
    });
    expect(await available(house, borrower, 'borrower')).toBe(BigInt(paid));
    const after = await cashOf();
    expect(after.every((one, index) => one < (cash[index] ?? 0n))).toBe(true);
    const { schedule } = await loanOf();
    expect(Number(schedule[0]?.penalty)).toBeGreaterThan(
      Number(owedBefore.schedule[0]?.penalty ?? 0),
    );
    expect((await repaymentsFor(borrower, '/api')).repayments).toMatchObject([
      { state: 'reversed', corrections: [{ kind: 'back_dated' }, { kind: 'reversed' }] },
    ]);
    expect(await kindsTold(borrower)).toContain('repayment_reversed');
    expect(await kindsTold(lenders[1])).toContain('claim_payment_reversed');
    expect(await house.violations()).toEqual([]);
  }, 60_000);

  it('and the days on which it all happened agree with the bank’s statements', async () => {
    await house.goTo(addDays(due, 9));
    await house.finish();
    const breaks = await house.list(office.finance, '/api/office/breaks');
    expect(breaks).toEqual([]);
    expect(house.said).toEqual([]);
    expect(await house.violations()).toEqual([]);
  }, 60_000);
});

describe('a repayment after a holiday', () => {
  it('is taken back like any other: the new plan stands', async () => {
    // What the bank took back lies in the borrower’s account.
    await house.do(borrower, `/api/loans/${loanId}/repayments`, { amount: yuan(1_700) });
    await house.until('the repayment', async () => {
      await house.finish();
      return Number((await loanOf()).schedule[0]?.open) < 1_000;
    });
    await pay(10);
    await house.until('the end of the arrears', async () => {
      await house.finish();
      return (await loanOf()).state === 'repaying';
    });
    const url = `/api/office/loans/${loanId}/reschedule`;
    await house.do(office.analyst, `${url}-proposal`, {
      ...{ how: 'payment_holiday', instalments: 1, interest: 'paid', keeps: 'term' },
      reason: '家中有人生病，先付利息一期。',
    });
    await house.do(borrower, `/api/loans/${loanId}/reschedule-acceptance`, {});
    await house.do(office.analystLead, url, { reason: '材料齐全，同意。' });
    const second = parseDay((await loanOf()).schedule[1]?.dueDay ?? '', 'dueDay');
    if (!second.ok) throw new Error('The schedule has a second row.');
    await house.goTo(second.value);
    const repayments = async () =>
      (await repaymentsFor(office.finance, '/api/office')).repayments.filter(
        ({ state }) => state !== 'reversed',
      );
    const earlier = await repayments();
    await pay(50);
    await house.until('the repayment', async () => {
      await house.finish();
      return (await repayments()).length > earlier.length;
    });
    const made = await repayments();
    await house.bank.control(`distributions/${made.at(-1)?.instructionId}/reverse`, {});
    await house.until('the reversal', async () => {
      await house.finish();
      return (await repayments()).length === made.length - 1;
    });
    expect(house.said).toEqual([]);
    expect(await house.violations()).toEqual([]);
  }, 60_000);
});
