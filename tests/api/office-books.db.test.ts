// What the office reads of money, the ledger, collection and people, in a town with a past: it adds up, it is paged, and
// it says as much as the reader's position may see.
import type {
  AccountInBook,
  AccountKindInBook,
  TransferInBook,
} from '@mutua/contract/ledger/book.ts';
import type { ClosedDay, CloseView, DayJob } from '@mutua/contract/office/day-close.ts';
import type {
  MoneyWaiting,
  TopUpInOffice,
  WithdrawalInOffice,
} from '@mutua/contract/office/money-flows.ts';
import type { ClientStanding, StaffInOffice } from '@mutua/contract/office/people-standing.ts';
import type {
  CollectionBoard,
  ContactConductOnWire,
} from '@mutua/contract/work/collection-board.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Citizen } from '../stories/house/town-house.ts';
import { aPortfolioTown, type PortfolioTown } from './portfolio-town.ts';

let story: PortfolioTown;
let finance: Citizen;
let collector: Citizen;
let compliance: Citizen;
const read = <Body>(who: Citizen, url: string): Promise<Body> => story.town.read<Body>(who, url);
const page = <Item>(who: Citizen, url: string) =>
  read<{ readonly items: readonly Item[]; readonly next?: string }>(who, url);

beforeAll(async () => {
  story = await aPortfolioTown();
  ({ finance, compliance } = story.town.office);
  collector = await story.town.colleague('collector');
}, 180_000);
afterAll(async () => {
  await story?.town.close();
}, 60_000);

describe('Finance', () => {
  it('sees what waits, and each top-up and withdrawal with whose it is', async () => {
    const waiting = await read<MoneyWaiting>(finance, '/api/office/money-waiting');
    expect(waiting.withdrawals).toMatchObject({ count: 1, amount: { minorUnits: '200000' } });
    const { items } = await page<WithdrawalInOffice>(finance, '/api/office/withdrawals');
    expect(items[0]).toMatchObject({
      ...{ clientId: story.lender.id, role: 'lender', isOpen: true },
      ...{ amount: { minorUnits: '200000' }, held: { minorUnits: '200000' } },
    });
    const first = await page<TopUpInOffice>(finance, '/api/office/top-ups?limit=2');
    expect(first.items).toHaveLength(2);
    const url = `/api/office/top-ups?limit=2&cursor=${first.next}`;
    const second = await page<TopUpInOffice>(finance, url);
    const ids = [...first.items, ...second.items].map(({ topUpId }) => topUpId);
    expect(new Set(ids).size).toBe(4);
    const { items: failed } = await page<TopUpInOffice>(
      finance,
      '/api/office/top-ups?state=failed',
    );
    expect(failed).toEqual([]);
  });

  it('looks through the book: kinds that balance, accounts of a kind, lines with their command', async () => {
    const { items: kinds } = await page<AccountKindInBook>(finance, '/api/office/account-kinds');
    for (const side of ['money', 'debt'] as const) {
      const sumOf = (normal: 'debit' | 'credit') =>
        kinds
          .filter((one) => one.side === side && one.normal === normal)
          .reduce((sum, { balance }) => sum + BigInt(balance.minorUnits), 0n);
      expect(sumOf('debit'), side).toBe(sumOf('credit'));
    }
    const list = '/api/office/account-kinds/lender_cash/accounts';
    const { items: accounts } = await page<AccountInBook>(finance, list);
    const total = kinds.find(({ kind }) => kind === 'lender_cash');
    const sum = accounts.reduce((all, { balance }) => all + BigInt(balance.minorUnits), 0n);
    expect([String(sum), accounts.length]).toEqual([total?.balance.minorUnits, total?.count]);
    const own = await page<AccountInBook>(finance, `${list}?owner=${story.lender.id}`);
    expect(own.items).toMatchObject([{ owner: story.lender.id, held: { minorUnits: '200000' } }]);

    const { items: latest } = await page<TransferInBook>(finance, '/api/office/transfers?limit=1');
    const [hold] = latest;
    expect(hold).toMatchObject({
      ...{ kind: 'pending', code: 'withdrawal', commandKind: 'RequestWithdrawal', actor: 'person' },
      ...{ debit: { kind: 'lender_cash', owner: story.lender.id }, credit: { kind: 'custody' } },
    });
    const one = `/api/office/transfers/${hold?.transferId}`;
    expect(await read<TransferInBook>(finance, one)).toEqual(hold);
    const { house } = story.town;
    expect((await house.get(finance.id, '/api/office/transfers/999999999')).status).toBe(404);
    expect((await house.get(story.lender.id, '/api/office/transfers')).status).toBe(403);
  });

  it('sees the jobs of the day and the days that are closed, the newest first', async () => {
    const { items: jobs } = await page<DayJob>(finance, '/api/office/days/current/jobs');
    expect(jobs.map(({ step }) => step)).toContain('work_loans');
    const first = await page<ClosedDay>(finance, '/api/office/days?limit=3');
    expect(first.items.map(({ closedBy }) => closedBy)).toEqual(Array(3).fill('calendar'));
    const next = await page<ClosedDay>(finance, `/api/office/days?limit=1&cursor=${first.next}`);
    expect((next.items[0]?.day ?? '') < (first.items[2]?.day ?? '')).toBe(true);
    const view = await read<CloseView>(finance, '/api/office/days/current/close-view');
    const custody = view.groups.at(-1);
    const others = view.groups.slice(0, -1);
    const parts = others.reduce((sum, { ledger }) => sum + BigInt(ledger.minorUnits), 0n);
    expect(String(parts)).toBe(custody?.ledger.minorUnits);
    expect(view.closed[0]?.day).toBe(first.items[0]?.day);
  });
});

describe('Who collects', () => {
  it('sees the board by stage, with what is owed, and own cases alone when asked for', async () => {
    const board = await read<CollectionBoard>(collector, '/api/office/collection-board');
    const counts = board.stages.reduce((sum, { count }) => sum + count, 0);
    expect(counts).toBe(board.cards.length);
    const late = board.cards.find(({ loanId }) => loanId === story.loans.later);
    expect(late?.daysOverdue).toBeGreaterThan(30);
    expect(BigInt(late?.overdue.minorUnits ?? '0')).toBeGreaterThan(0n);
    const mine = '/api/office/collection-board?only=mine';
    expect((await read<CollectionBoard>(collector, mine)).cards).toEqual([]);
    await story.town.house.post(collector.id, `/api/office/cases/${late?.caseId}/taking`);
    expect((await read<CollectionBoard>(collector, mine)).cards).toMatchObject([
      { caseId: late?.caseId, isMine: true, state: 'in_progress' },
    ]);
    const conduct = `/api/office/cases/${late?.caseId}/conduct`;
    expect(await read<ContactConductOnWire>(collector, conduct)).toMatchObject({
      ...{
        from: '08:00',
        to: '21:00',
        isWithinHours: true,
        isPaused: false,
        today: 0,
        todayMax: 2,
      },
      mayContactThirdParties: false,
    });
    await story.town.house.post(collector.id, `/api/office/cases/${late?.caseId}/contacts`, {
      ...{ person: 'borrower', channel: 'phone', template: 'ways_to_pay', outcome: 'reached' },
    });
    expect(await read<ContactConductOnWire>(collector, conduct)).toMatchObject({
      ...{ today: 1, week: 1, weekMax: 5 },
    });
  });
});

describe('A client', () => {
  it('is seen with money, claims and loans by all, and with covered numbers by those who need them', async () => {
    const url = `/api/office/clients/${story.lender.id}/standing`;
    const seen = await read<ClientStanding>(compliance, url);
    expect(seen.numberMasked).toMatch(/^\S{4}\*+\S{4}$/);
    expect(seen.lender?.claims).toBeGreaterThan(0);
    expect(seen.purses).toMatchObject([{ role: 'lender', held: { minorUnits: '200000' } }]);
    const byCollector = await read<ClientStanding>(collector, url);
    expect(byCollector.numberMasked).toBeUndefined();
    expect(byCollector.mobileMasked).toBeUndefined();
    expect(byCollector.purses[0]?.account).toBeUndefined();
  });

  it('does not stand among the staff, whom the administrator and compliance see', async () => {
    const { items } = await page<StaffInOffice>(compliance, '/api/office/staff?limit=200');
    expect(items.some(({ personId }) => personId === collector.id)).toBe(true);
    expect(items.some(({ personId }) => personId === story.lender.id)).toBe(false);
    expect((await story.town.house.get(collector.id, '/api/office/staff')).status).toBe(403);
  });
});
