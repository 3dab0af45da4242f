// People of a story: they register over HTTP, are verified by themselves, and open their accounts on the bank's pages.
import { RISK_QUESTIONNAIRE_1 } from '@mutua/core/people/questionnaire.ts';
import { identityNumber, organisationRegistration } from '../../trial-house.ts';
import { type Done, PASSWORD, type Person, type StoryHouse } from './story-house.ts';

export type Purse = 'lender' | 'borrower' | 'partner';

export interface Client extends Person {
  readonly name: string;
  readonly mobile: string;
  /** Numbers of its accounts at the bank. */
  readonly accounts: Readonly<Partial<Record<Purse, string>>>;
}

export const yuan = (amount: number) => ({
  minorUnits: String(Math.round(amount * 100)),
  currency: 'CNY',
});

let people = 0;

/** One of the staff, registered by the administrator. */
export async function aColleague(
  house: StoryHouse,
  ...positions: readonly string[]
): Promise<Person> {
  const signInName = nextName('colleague');
  const registered = await house.do(house.administrator, '/api/office/staff', {
    ...{ name: `同事${people}`, positions, signInName, password: PASSWORD },
  });
  return { id: idIn(registered, 'userId'), signInName };
}

/** A regulator or an auditor. */
export async function anObserver(
  house: StoryHouse,
  userKind: 'regulator' | 'auditor',
): Promise<Person> {
  const signInName = nextName(userKind);
  const registered = await house.do(house.administrator, '/api/office/observers', {
    ...{ userKind, name: `观察员${people}`, signInName, password: PASSWORD },
  });
  return { id: idIn(registered, 'userId'), signInName };
}

export interface ClientWishes {
  readonly roles: readonly Purse[];
  readonly name?: string;
  /** A small enterprise, or an institution that lends. */
  readonly isOrganisation?: boolean;
  /** Left out: one of nobody else. */
  readonly number?: string;
}

/** Verified, with an open account at the bank in each role. */
export async function aClient(house: StoryHouse, wishes: ClientWishes): Promise<Client> {
  const { roles, isOrganisation = false, name = isOrganisation ? '清茶商贸' : '林薇' } = wishes;
  const signInName = nextName('client');
  const mobile = `138${String(people).padStart(8, '0')}`;
  const own = isOrganisation ? organisation(mobile) : { clientKind: 'natural_person' };
  const { commandId: id } = await house.do(undefined, '/api/clients', {
    ...{ ...own, name, mobile, roles, region: '110000', signInName, password: PASSWORD },
    ...(isOrganisation && roles.includes('lender') ? { isInstitution: true } : {}),
    number:
      wishes.number ?? (isOrganisation ? organisationRegistration().number : identityNumber()),
    consents: [
      { document: 'service_agreement', version: '1' },
      { document: 'personal_data', version: '1' },
    ],
  });
  const person = { id, signInName };
  await house.until(`${name} is verified`, async () => {
    const { status } = await house.read<{ status: string }>(person, '/api/clients/me');
    return status !== 'registered';
  });
  const accounts: Partial<Record<Purse, string>> = {};
  for (const role of roles)
    accounts[role] = await openAccount(house, { person, name, mobile, role });
  return { ...person, name, mobile, accounts };
}

/** A lender who may take any risk, with so many yuan at the bank. */
export async function aLender(
  house: StoryHouse,
  cash: number,
  wishes: Omit<ClientWishes, 'roles'> = {},
): Promise<Client> {
  const lender = await aClient(house, { ...wishes, roles: ['lender'] });
  await answerBoldly(house, lender);
  if (cash > 0) await topUp(house, lender, 'lender', cash);
  return lender;
}

export async function answerBoldly(house: StoryHouse, lender: Person): Promise<void> {
  const { version, questions } = RISK_QUESTIONNAIRE_1;
  const answers = Object.fromEntries(
    questions.map(({ code, options }) => [
      code,
      options.toSorted((one, other) => other.points - one.points)[0]?.code ?? '',
    ]),
  );
  await house.do(lender, '/api/questionnaire-answers', { version, answers });
}

/** Asked for here, confirmed by its owner at the bank, and credited. */
export async function topUp(
  house: StoryHouse,
  client: Client,
  role: Purse,
  amount: number,
): Promise<string> {
  const { commandId } = await house.do(client, '/api/top-ups', { role, amount: yuan(amount) });
  interface TopUp {
    readonly topUpId: string;
    readonly state: string;
    readonly pageUrl?: string;
  }
  const find = async () => {
    const all = await house.list<TopUp>(client, '/api/top-ups');
    return all.find(({ topUpId }) => topUpId === commandId);
  };
  const page = await house.until('the page of the top-up', async () => (await find())?.pageUrl);
  await house.bank.confirm(page);
  await house.until('the top-up', async () => (await find())?.state === 'credited');
  return commandId;
}

/** What can be spent of a purse, in minor units. */
export async function available(house: StoryHouse, client: Client, role: Purse): Promise<bigint> {
  interface PurseRow {
    readonly role: string;
    readonly available: { readonly minorUnits: string };
  }
  const purses = await house.list<PurseRow>(client, '/api/accounts');
  return BigInt(purses.find((one) => one.role === role)?.available.minorUnits ?? 0);
}

/** What lies at the bank, in minor units. */
export async function atBank(
  house: StoryHouse,
  client: Client,
  role: Purse,
): Promise<{ readonly booked: bigint; readonly frozen: bigint }> {
  const { booked, frozen } = await house.bank.account(client.accounts[role] ?? '');
  return { booked: BigInt(booked.minorUnits), frozen: BigInt(frozen.minorUnits) };
}

export async function openAccount(
  house: StoryHouse,
  owner: {
    readonly person: Person;
    readonly name: string;
    readonly mobile: string;
    readonly role: Purse;
  },
): Promise<string> {
  const { person, name, mobile, role } = owner;
  const asked = { role, currency: 'CNY' };
  interface Asked {
    readonly account: string;
    readonly state: string;
    readonly pageUrl?: string;
  }
  const { body } = await house.ask<Asked>(person, 'POST', '/api/custody-accounts', asked);
  if (body.pageUrl === undefined) throw new Error(`No page: ${JSON.stringify(body)}`);
  await house.bank.openAccount(body.pageUrl, { name, mobile, account: body.account });
  await house.until(`the account of ${name}`, async () => {
    interface Me {
      readonly custodyAccounts: readonly { readonly role: string }[];
    }
    const { custodyAccounts } = await house.read<Me>(person, '/api/clients/me');
    return custodyAccounts.some((one) => one.role === role);
  });
  return body.account;
}

export function organisation(mobile: string): object {
  const representative = { name: '陈志', identityNumber: identityNumber('19800101') };
  return {
    clientKind: 'organisation',
    legalRepresentative: representative,
    authorisedSignatory: { ...representative, mobile },
  };
}

export function nextName(kind: string): string {
  people += 1;
  return `${kind}-${people}`;
}

function idIn({ result }: Done, field: string): string {
  return (result as Readonly<Record<string, string>>)[field] ?? '';
}
