// The runaway operator 卷款跑路, by the platform's own doors: all of the staff together, with the administrator, a
// regulator and an auditor, ask for everything that the API has for them, about real clients with real money. None of
// it moves a cent of a client's money, or touches the keys to it. And what moves at the bank past everybody is alarmed
// within seconds.
import { addDays, formatDay } from '@mutua/core/time/day.ts';
import { v7 as newUuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Described,
  isCommand,
  type Operation,
  operationsOf,
  sampleBody,
  sampleUrl,
} from '../api/api-sample.ts';
import { organisationRegistration } from '../trial-house.ts';
import { type Colleague, everyColleague, everyObserver } from './house/everybody.ts';
import { aPartner } from './house/guarantors.ts';
import { anApprovedLoan, anOffice, bid, disburse, openListing } from './house/loan-stages.ts';
import { losses, type Purses, readPurses } from './house/purses.ts';
import { type Done, type Person, StoryHouse } from './house/story-house.ts';
import { aClient, aLender, type Client, yuan } from './house/story-people.ts';
import { openAlarms, refusalOf } from './house/watch.ts';

let house: StoryHouse;
let colleagues: readonly Colleague[];
let observers: readonly Person[];
let lender: Client;
let borrower: Client;
let commands: readonly Described[];
/** What the commands are about, by the name that the API has for it. */
let things: Readonly<Record<string, readonly string[]>>;
/** What their bodies say, where the sample is of nobody who is there. */
let fields: Readonly<Record<string, unknown>>;
let withdrawal: Done;
let begin: Purses;

beforeAll(async () => {
  house = await StoryHouse.open();
  const office = await anOffice(house);
  [colleagues, observers, lender, borrower] = await Promise.all([
    everyColleague(house),
    everyObserver(house),
    aLender(house, 30_000, { name: '韩梅梅' }),
    aClient(house, { roles: ['borrower'], name: '李雷' }),
  ]);
  const second = await aClient(house, { roles: ['borrower'] });
  // One loan is repaid under mandates, one takes bids: of the lender's money some is lent, some frozen, some free.
  const repaying = await anApprovedLoan(house, office, borrower, { amount: 10_000, months: 6 });
  const funding = await anApprovedLoan(house, office, second, { amount: 20_000, months: 12 });
  await openListing(house, office, repaying);
  await bid(house, lender, repaying, 5_000);
  await bid(house, await aLender(house, 5_000), repaying, 5_000);
  await disburse(house, borrower, repaying);
  await openListing(house, office, funding);
  await bid(house, lender, funding, 4_000);
  await house.bank.control('incoming-transfers', {
    ...{ payerName: lender.name, payerAccount: '62220001', amount: yuan(700), remark: '充值' },
  });
  withdrawal = await house.do(lender, '/api/withdrawals', { role: 'lender', amount: yuan(1_000) });
  const advance = await house.do(holding('finance_officer'), '/api/office/advances', {
    ...{ borrowerId: borrower.id, payer: '关联公司', amount: yuan(1), receivedOn: '2026-03-01' },
  });
  await refusalOf(house, holding('administrator'), '/api/office/accounts', { accountKind: 'pool' });
  const complaint = await house.do(holding('service_agent'), '/api/office/cases', {
    ...{ caseKind: 'complaint', subject: { kind: 'client', id: lender.id }, reason: '来电投诉' },
    fields: [{ name: 'matter', text: '手续费重复收取' }],
  });
  const third = await aClient(house, { roles: ['borrower'] });
  const approved = await anApprovedLoan(house, office, third, { amount: 20_000, months: 12 });
  const flat = await house.do(holding('loan_officer'), `/api/office/loans/${approved}/collateral`, {
    ...{ kind: 'real_estate', description: '89平方米住宅', owner: 'borrower', rank: 1 },
    ...{ priorDebts: yuan(0), value: yuan(900_000), valuer: '恒信评估' },
    valuedOn: '2026-02-01',
  });
  begin = await readPurses(house);
  const ids = async (url: string, name: string) =>
    (await house.list<Record<string, string>>(observers[0] as Person, url)).map(
      (one) => one[name] ?? '',
    );
  const [product] = await house.list<{ terms: { version: number } }>(undefined, '/api/products');
  const day = formatDay(await house.today());
  const version = (product?.terms.version ?? 0) + 1;
  things = {
    ...{ loanId: [repaying, funding], clientId: [lender.id, borrower.id] },
    alarmId: (await openAlarms(house, observers[0] as Person)).map(({ alarmId }) => alarmId),
    advanceId: [advance.commandId],
    instructionId: (await ids('/api/office/instructions', 'instructionId')).slice(0, 3),
    caseId: [complaint.commandId],
    collateralId: [flat.commandId],
    guarantorId: [(await aPartner(house, '安信担保')).id],
    receiptId: await ids('/api/office/unmatched', 'receiptId'),
  };
  fields = {
    ...{ clientId: lender.id, borrowerId: borrower.id },
    ...{ day, receivedOn: day, effectiveFrom: day },
    terms: { ...product?.terms, version, effectiveFrom: day },
  };
  const document = await house.read<Parameters<typeof operationsOf>[0]>(
    undefined,
    '/api/openapi.json',
  );
  commands = operationsOf(document).filter(isCommand);
}, 120_000);
afterAll(async () => {
  await house?.close();
});

function holding(position: string): Person {
  const found = colleagues.find((one) => one.position === position);
  if (found === undefined) throw new Error(`Nobody is ${position}.`);
  return found;
}

/** What the sample, which is of any client, leaves out. */
const OF_A_PARTNER = (({ number, legalRepresentative, authorisedSignatory }) => ({
  ...{ number, legalRepresentative, authorisedSignatory, clientKind: 'organisation' },
}))(organisationRegistration());

const nameOf = ({ method, path }: Described) => `${method} ${path}`;
const isForStaff = ({ operation }: Described) => operation['x-roles']?.includes('staff') === true;

function isLetIn({ position }: Colleague, { 'x-positions': positions }: Operation): boolean {
  return (
    positions === undefined || positions.some((one) => [one, `${one}_lead`].includes(position))
  );
}

/** The request about the first, the second … of what there is. */
function requestsOf(described: Described): readonly { url: string; body: object }[] {
  const named = Object.keys(things).filter((name) => described.path.includes(`{${name}}`));
  const rounds = Math.max(1, ...named.map((name) => things[name]?.length ?? 0));
  return Array.from({ length: rounds }, (_, round) => {
    const path = named.reduce(
      (filled, name) => filled.replace(`{${name}}`, things[name]?.[round] ?? ''),
      described.path,
    );
    return {
      url: sampleUrl({ ...described, path }),
      body: {
        ...(aboutThings(sampleBody(described.operation)) as object),
        ...(described.operation.operationId === 'registerPartner' ? OF_A_PARTNER : {}),
      },
    };
  });
}

/** The sample, about the client: who is named there is somebody, and the day is today. */
function aboutThings(value: unknown, field = ''): unknown {
  if (field === 'signInName') return `name-${newUuid()}`;
  if (Object.hasOwn(fields, field)) return fields[field];
  if (Array.isArray(value)) return value.map((one) => aboutThings(one));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [name, aboutThings(part, name)]),
    );
  }
  return value;
}

describe('the staff together', () => {
  it('can ask for what the API says is theirs; nothing of it takes money or keys from a client', async () => {
    const answers = new Map<string, Set<string>>();
    for (const described of commands.filter(isForStaff)) {
      const name = nameOf(described);
      const said = answers.get(name) ?? new Set<string>();
      answers.set(name, said);
      const before = await readPurses(house);
      for (const who of colleagues.filter((one) => isLetIn(one, described.operation))) {
        for (const { url, body } of requestsOf(described)) {
          const told = await house.ask(who, described.method, url, body);
          said.add(told.status === 200 ? 'accepted' : String(told.body.code));
          expect([name, told.status >= 500]).toEqual([name, false]);
        }
      }
      expect([name, losses(before, await readPurses(house))]).toEqual([name, []]);
    }
    expect(answers.size).toBeGreaterThan(35);
    // It is no empty exercise: most of what they asked for was about things that are there.
    const isReal = (said: ReadonlySet<string>) =>
      [...said].some((one) => !['not_found', 'invalid_input', 'not_allowed'].includes(one));
    const unreal = [...answers].filter(([, said]) => !isReal(said)).map(([name]) => name);
    expect(unreal.length).toBeLessThan(answers.size / 5);
    expect(losses(begin, await readPurses(house))).toEqual([]);
  }, 60_000);

  it('can ask for nothing that is the clients’ own, and observers for nothing at all', async () => {
    const before = await readPurses(house);
    for (const described of commands) {
      if (described.operation['x-roles'] === undefined) continue;
      const refused = isForStaff(described) ? observers : [...colleagues, ...observers];
      for (const who of refused) {
        for (const { url, body } of requestsOf(described).slice(0, 1)) {
          const { status, body: told } = await house.ask(who, described.method, url, body);
          expect([nameOf(described), status, told.code]).toEqual([
            ...[nameOf(described), 403, 'not_allowed'],
          ]);
        }
      }
    }
    expect(losses(before, await readPurses(house))).toEqual([]);
  }, 60_000);
});

describe('money that leaves a client’s account at the bank past everybody', () => {
  const account = () => lender.accounts.lender ?? '';

  it('is alarmed within seconds, to the regulator too, and the check names the account', async () => {
    const [regulator] = observers;
    const began = performance.now();
    await house.bank.control(`accounts/${account()}/debit`, { amount: yuan(0.01) });
    const alarm = await house.until('the alarm', async () => {
      const alarms = await openAlarms(house, regulator as Person);
      return alarms.find(({ kind }) => kind === 'movement_unexplained');
    });
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(house.said).toContain(`Alarm: movement_unexplained, ${alarm.reference}.`);
    const violations = await house.violations();
    expect(violations.join('\n')).toContain(`${account()}: the bank says`);
    expect(violations.join('\n')).toContain('custodian_agrees');
  });

  it('keeps the day open until a finance officer has explained it, and nobody else can', async () => {
    const finance = holding('finance_officer');
    const today = await house.today();
    const day = formatDay(today);
    const endOfDay = '/api/office/days/current';
    await house.do(finance, `${endOfDay}/end-of-day`, { day });
    await house.until('the break is found at the close', async () => {
      const said = await refusalOf(house, finance, `${endOfDay}/close`, { day });
      return said === '409 break_open';
    });
    expect(await house.today()).toBe(today);
    const breaks = () =>
      house.list<{ breakId: string; reference: string }>(finance, '/api/office/breaks?state=found');
    const [first] = await breaks();
    const explanation = { explanation: '银行误扣一分，已要求更正' };
    for (const who of [...colleagues, ...observers]) {
      if ('position' in who && String(who.position).startsWith('finance_officer')) continue;
      const url = `/api/office/breaks/${first?.breakId}/explanation`;
      expect(await refusalOf(house, who, url, explanation)).toBe('403 not_allowed');
    }
    // Each of them: the movement itself, and what the comparison of the day finds.
    await house.until('the close', async () => {
      for (const { breakId } of await breaks()) {
        await house.command(finance, `/api/office/breaks/${breakId}/explanation`, explanation);
      }
      return (await house.today()) === addDays(today, 1);
    });
    // The bank puts it right; both books say the same again, to the cent.
    await house.bank.control(`accounts/${account()}/tamper`, { by: '1' });
    expect(losses(begin, await readPurses(house))).toEqual([]);
  });

  it('and its owner alone pays out what was asked for before all that', async () => {
    interface Row {
      readonly withdrawalId: string;
      readonly state: string;
      readonly pageUrl?: string;
    }
    const find = async () =>
      (await house.list<Row>(lender, '/api/withdrawals')).find(
        ({ withdrawalId }) => withdrawalId === withdrawal.commandId,
      );
    const page = await house.until('the page', async () => (await find())?.pageUrl);
    await house.bank.confirm(page);
    await house.until('the payout', async () => (await find())?.state === 'paid');
    expect(await house.violations()).toEqual([]);
  });
});
