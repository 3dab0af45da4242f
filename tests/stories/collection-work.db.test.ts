// One loan whose borrower falls behind, and those who collect it: a queue, a plan for each stage, contacts that are
// refused and contacts that are allowed, a promise kept and one broken, a request for help that pauses them, and in the
// end the court. Whatever is done to the borrower, the borrower can read.
import { endOfMonth } from '@mutua/core/disclosure/month.ts';
import { addDays, type Day, formatDay } from '@mutua/core/time/day.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  anApprovedLoan,
  anOffice,
  bid,
  disburse,
  firstDueDay,
  type Office,
  openListing,
  stateOf,
} from './house/loan-stages.ts';
import { withdraw } from './house/money-in-out.ts';
import { type Person, StoryHouse } from './house/story-house.ts';
import { aClient, aColleague, aLender, type Client, topUp, yuan } from './house/story-people.ts';

let house: StoryHouse;
let office: Office;
let borrower: Client;
let lender: Client;
let collector: Person;
let collectorLead: Person;
let loanId: string;
let caseId: string;
let dueDay: Day;

const HOUR_MS = 3_600_000;
const AMOUNT = 12_000;

beforeAll(async () => {
  house = await StoryHouse.open();
  office = await anOffice(house);
  [collector, collectorLead] = await Promise.all([
    aColleague(house, 'collector'),
    aColleague(house, 'collector_lead'),
  ]);
  borrower = await aClient(house, { roles: ['borrower'] });
  const lenders = await Promise.all([aLender(house, AMOUNT / 2), aLender(house, AMOUNT / 2)]);
  [lender] = lenders;
  loanId = await anApprovedLoan(house, office, borrower, { amount: AMOUNT, months: 12 });
  await openListing(house, office, loanId);
  for (const one of lenders) await bid(house, one, loanId, AMOUNT / 2);
  await disburse(house, borrower, loanId);
  dueDay = await firstDueDay(house, borrower, loanId);
});
afterAll(async () => {
  await house?.close();
});

interface CaseRow {
  readonly caseId: string;
  readonly state: string;
  readonly stage: string;
  readonly isLate: boolean;
  readonly escalationLevel: number;
  readonly actions: readonly string[];
  readonly promises: readonly { readonly state: string }[];
  readonly story: readonly { readonly event: string; readonly detail?: string }[];
}

const url = (step: string) => `/api/office/cases/${caseId}/${step}`;
const readCase = () => house.read<CaseRow>(collector, `/api/office/cases/${caseId}`);
const contact = (changes: object = {}, who: Person = collector) =>
  house.command(who, url('contacts'), {
    ...{ person: 'borrower', channel: 'phone', template: 'friendly_reminder', outcome: 'reached' },
    ...changes,
  });

async function noticesOf(who: Person): Promise<readonly string[]> {
  const notices = await house.list<{ kind: string }>(who, '/api/notices');
  return notices.map(({ kind }) => kind);
}

interface Instalment {
  readonly principal: string;
  readonly interest: string;
}

interface Published {
  readonly figure: string;
  readonly row: string;
  readonly money?: { readonly minorUnits: string };
}

const minorYuan = (amount: bigint) => ({ minorUnits: String(amount), currency: 'CNY' });

/** On which days the case came to each place, from its story. */
async function daysOfStory() {
  const { rows } = await house.pool.query<{ day: string; entry: string }>(
    `select day::text as day, concat_ws(' ', event, case event when 'CollectionStageMoved' then detail end) as entry
     from work.entry where case_id = $1 order by number`,
    [caseId],
  );
  const on = (entry: string) => rows.find((row) => row.entry === entry)?.day ?? 'never';
  return {
    ...{ opened: on('CaseOpened'), taken: on('CaseTaken'), closed: on('CaseClosed') },
    ...{ middle: on('CollectionStageMoved middle'), legal: on('CollectionStageMoved legal') },
  };
}

/** Principal and interest that the borrower repaid after one day through another; from the start where none is named. */
async function paidBetween(after: string, through: string): Promise<bigint> {
  const { rows } = await house.pool.query<{ paid: bigint }>(
    `select coalesce(sum(case when reverses_id is null then amount else -amount end), 0)::bigint as paid
     from ledger.transfer
     where subject_id = $1 and code in (610, 611) and kind in ('posted', 'post')
       and effective_day > coalesce(nullif($2, '')::date, date '0001-01-01') and effective_day <= $3::date`,
    [loanId, after, through],
  );
  return BigInt(rows[0]?.paid ?? 0);
}

describe('a loan whose borrower falls behind', () => {
  it('stands in the queue of those who collect, and one of them takes it', async () => {
    // What the borrower has is gone before the first instalment falls due.
    expect(await withdraw(house, borrower, 'borrower', AMOUNT - 200)).toBe('paid');
    await house.goTo(addDays(dueDay, 6));
    expect(await stateOf(house, loanId)).toBe('overdue');
    const queue = await house.list<CaseRow>(collector, '/api/office/cases?caseKind=collection');
    expect(queue).toMatchObject([
      { state: 'open', stage: 'early', subject: { kind: 'loan', id: loanId }, actions: ['take'] },
    ]);
    caseId = queue[0]?.caseId ?? '';
    expect(await house.command(office.loanOfficer, url('taking'))).toMatchObject({ status: 403 });
    await house.do(collector, url('taking'));
    expect(await house.list(collector, '/api/office/cases?only=mine')).toHaveLength(1);
    expect(await contact({}, await aColleague(house, 'collector'))).toMatchObject({
      body: { code: 'not_case_owner' },
    });
  });

  it('is spoken of with its borrower alone, by day, in approved words, and not too often', async () => {
    expect(await contact({ person: 'third_party' })).toMatchObject({
      body: { code: 'contact_third_party' },
    });
    expect(await contact({ template: 'lawyers_letter' })).toMatchObject({
      body: { code: 'message_not_approved' },
    });
    house.pass(11 * HOUR_MS);
    expect(await contact()).toMatchObject({ body: { code: 'contact_outside_hours' } });
    house.pass(-11 * HOUR_MS);
    expect(await contact({ note: '已说明还款方式。' })).toMatchObject({ status: 200 });
    expect(await contact()).toMatchObject({ body: { code: 'contact_limit_reached' } });
    const { items } = await house.read<{ items: readonly object[] }>(
      borrower,
      `/api/loans/${loanId}/contacts`,
    );
    expect(items).toMatchObject([{ channel: 'phone', note: '已说明还款方式。' }]);
    expect(await house.ask(lender, 'GET', `/api/loans/${loanId}/contacts`)).toMatchObject({
      status: 403,
    });
  });

  it('is promised to be paid: once the promise is kept, and once it is broken', async () => {
    const promise = async (amount: number) =>
      house.do(collector, url('promises'), {
        ...{ day: formatDay(addDays(await house.today(), 2)), amount: yuan(amount) },
      });
    await promise(100);
    expect(await readCase()).toMatchObject({ state: 'waiting', promises: [{ state: 'open' }] });
    await topUp(house, borrower, 'borrower', 100);
    await house.goTo(addDays(await house.today(), 3));
    expect(await readCase()).toMatchObject({
      ...{ state: 'in_progress', escalationLevel: 0, promises: [{ state: 'kept' }] },
    });
    await promise(100);
    await house.goTo(addDays(await house.today(), 3));
    expect(await readCase()).toMatchObject({
      ...{ state: 'in_progress', escalationLevel: 1 },
      promises: [{ state: 'kept' }, { state: 'broken', paid: yuan(0) }],
    });
  });

  it('is left in peace while its borrower asks for help', async () => {
    const { result } = await house.do(borrower, `/api/loans/${loanId}/hardship-requests`, {
      ...{ relief: 'payment_holiday', circumstances: '五月失业，正在找工作。' },
    });
    const { caseId: hardshipId } = result as { readonly caseId: string };
    expect(await contact()).toMatchObject({ body: { code: 'contact_paused' } });
    const help = (step: string) => `/api/office/cases/${hardshipId}/${step}`;
    const { analyst, analystLead } = office;
    await house.do(analyst, help('taking'));
    await house.do(analyst, help('steps'), {
      ...{ step: 'gather_facts', reason: '已核实失业证明。' },
      evidence: [{ kind: 'hardship_proof', reference: 'H-17' }],
    });
    await house.do(analyst, help('steps'), {
      ...{ step: 'propose_relief', reason: '无稳定收入。', evidence: [] },
    });
    const refusal = { result: 'refused', reason: '无还款来源，宽限无益。' };
    await house.do(analyst, help('submission'), refusal);
    const release = { reason: '同意。' };
    expect(await house.command(analyst, help('release'), release)).toMatchObject({
      body: { code: 'same_person' },
    });
    await house.do(analystLead, help('release'), release);
    expect(await house.list(borrower, '/api/hardship-requests')).toMatchObject([
      { caseId: hardshipId, state: 'closed', result: 'refused' },
    ]);
    expect(await noticesOf(borrower)).toEqual(
      expect.arrayContaining(['hardship_received', 'hardship_answered']),
    );
    expect(await contact()).toMatchObject({ status: 200 });
  });

  it('gets a new plan after thirty days, and goes to the next position when it lies', async () => {
    await house.goTo(addDays(dueDay, 32));
    const found = await readCase();
    expect(found).toMatchObject({ stage: 'middle', plan: { contactsPerDay: 2 } });
    expect(found.story.map(({ event, detail }) => `${event} ${detail}`)).toEqual(
      expect.arrayContaining([
        'CaseEscalated late risk_analyst_lead',
        'CollectionStageMoved middle',
      ]),
    );
    expect(await contact()).toMatchObject({ body: { code: 'message_not_approved' } });
    expect(await contact({ template: 'arrears_statement' })).toMatchObject({ status: 200 });
  });

  it('goes to court by the decision of others, who are told to its lender', async () => {
    const { analyst, analystLead } = office;
    const reason = { reason: '经核实，借款人已无还款来源。' };
    await house.do(analyst, `/api/office/loans/${loanId}/default-proposal`, reason);
    await house.do(analystLead, `/api/office/loans/${loanId}/default`, reason);
    const papers = [
      { kind: 'loan_contract', reference: 'C-1' },
      { kind: 'debt_statement', reference: 'S-1' },
    ];
    await house.do(collectorLead, url('legal-action'), { ...reason, evidence: papers });
    expect(await noticesOf(lender)).toContain('claim_in_legal_action');
    await house.do(collector, url('court-stages'), {
      ...{ courtStage: 'filed', reference: '(2026)京0105民初1号' },
      evidence: [{ kind: 'court_document', reference: 'D-1' }],
    });
  });

  it('costs the operator its own money, which another person releases and the bank pays out', async () => {
    const finance = await aColleague(house, 'finance_officer');
    const spend = async (amount: number, reference: string) => {
      const payee = { payeeName: '北京市朝阳区人民法院', payeeAccount: '6222 0200 0017' };
      const asked = { amount: yuan(amount), purpose: '诉讼费', reference, ...payee };
      return (await house.do(collector, url('costs'), asked)).commandId;
    };
    const [costId, twice] = [await spend(50, 'R-1'), await spend(50, 'R-1')];
    const cost = (step: string) => `/api/office/collection-costs/${costId}/${step}`;
    expect(await house.command(collector, cost('release'))).toMatchObject({ status: 403 });
    expect(await house.command(finance, cost('release'))).toMatchObject({
      body: { code: 'insufficient_cash' },
    });
    const own = await house.until('the operator’s own account', async () => {
      const { items } = await house.read<{ items: readonly { readonly account: string }[] }>(
        finance,
        '/api/office/own-accounts',
      );
      return items[0]?.account;
    });
    await house.bank.control(`accounts/${own}/own-funds`, { amount: yuan(80) });
    await house.finish();
    const before = BigInt((await house.bank.account(own)).booked.minorUnits);
    const waiting = await house.list(finance, '/api/office/collection-costs?state=recorded');
    expect(waiting).toContainEqual(
      expect.objectContaining({ costId, actions: ['release', 'decline'] }),
    );
    await house.do(finance, cost('release'));
    await house.do(finance, `/api/office/collection-costs/${twice}/refusal`, {
      reason: '同一发票已登记。',
    });
    await house.finish();
    const found = await house.read<{ readonly costs: readonly object[] }>(
      collector,
      `/api/office/cases/${caseId}`,
    );
    expect(found.costs).toMatchObject([
      { costId, amount: yuan(50), state: 'paid' },
      { costId: twice, state: 'declined' },
    ]);
    expect(await house.read(collector, `/api/office/loans/${loanId}/collection-costs`)).toEqual({
      ...{ recorded: yuan(0), underWay: yuan(0), paid: yuan(50) },
    });
    const after = BigInt((await house.bank.account(own)).booked.minorUnits);
    expect([before >= 8_000n, before - after]).toEqual([true, 5_000n]);
  });

  it('is paid after all, and its books agree with the bank’s', async () => {
    await topUp(house, borrower, 'borrower', 3_000);
    await house.goTo(addDays(await house.today(), 2));
    expect(await stateOf(house, loanId)).toBe('repaying');
    const found = await house.read<
      CaseRow & { readonly legal: { recovered: { minorUnits: string } } }
    >(collector, `/api/office/cases/${caseId}`);
    expect(found).toMatchObject({ state: 'closed', result: 'cured', stage: 'legal' });
    expect(BigInt(found.legal.recovered.minorUnits)).toBeGreaterThan(100_000n);
    expect(await house.list(collector, '/api/office/cases')).toEqual([]);
    const finance = await aColleague(house, 'finance_officer');
    expect(await house.list(finance, '/api/office/breaks')).toEqual([]);
    expect(await house.violations()).toEqual([]);
  });

  it('is recovered by stage, by month and by who collected as its transfers have it', async () => {
    await house.goTo(addDays(await house.today(), 1));
    const days = await daysOfStory();
    const { opened, taken, middle, legal, closed } = days;
    const { schedule } = await house.read<{ readonly schedule: readonly Instalment[] }>(
      borrower,
      `/api/loans/${loanId}`,
    );
    const first = BigInt(schedule[0]?.principal ?? 0) + BigInt(schedule[0]?.interest ?? 0);
    const { figures } = await house.read<{ readonly figures: readonly Published[] }>(
      undefined,
      '/api/disclosure/figures',
    );
    const sumOf = (figure: string, row: string) =>
      BigInt(
        figures.find((one) => one.figure === figure && one.row === row)?.money?.minorUnits ?? -1,
      );
    const capped = (assigned: bigint, paid: bigint) => (paid < assigned ? paid : assigned);
    const stays = { early: [opened, middle], middle: [middle, legal], legal: [legal, closed] };
    for (const [stage, [from = '', until = '']] of Object.entries(stays)) {
      const assigned = sumOf('stageAssigned', stage);
      expect(assigned, stage).toBeGreaterThan(0n);
      const paid = await paidBetween(from, until);
      expect(sumOf('stageRecovered', stage), stage).toBe(capped(assigned, paid));
    }
    expect(sumOf('stageAssigned', 'early')).toBe(first - (await paidBetween('', opened)));
    // The promise of a hundred was kept while it was early, a little of it for penalty; in the end all of it came.
    expect(sumOf('stageRecovered', 'early')).toBeGreaterThan(5_000n);
    expect(sumOf('stageRecovered', 'legal')).toBe(sumOf('stageAssigned', 'legal'));
    const [month, end] = [opened.slice(0, 7), formatDay(endOfMonth(addDays(dueDay, 1)))];
    const inMonth = capped(sumOf('assignedInMonth', month), await paidBetween(opened, end));
    expect(sumOf('recoveredInMonth', month)).toBe(inMonth);
    const url = '/api/office/collector-recovery';
    const assigned = first - (await paidBetween('', taken));
    const recovered = capped(assigned, await paidBetween(taken, closed));
    expect(await house.read(collectorLead, url)).toMatchObject({
      collectors: [
        {
          ...{ collectorId: collector.id, cases: 1 },
          ...{ assigned: minorYuan(assigned), recovered: minorYuan(recovered) },
        },
      ],
    });
    expect(await house.ask(collector, 'GET', url)).toMatchObject({ status: 403 });
  });
});
