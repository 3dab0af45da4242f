// Who comes into the town and how they are let in: registration, identity, accounts at the bank.

import type { Id } from '@mutua/core/kit/id.ts';
import type { RefusalCode } from '@mutua/core/kit/refusal-codes.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { checkCharacterOf } from '@mutua/core/people/identity-number.ts';
import { civilOf, type Day } from '@mutua/core/time/day.ts';
import {
  type Asked,
  type Family,
  isBlank,
  type Judge,
  NOTHING,
  personIs,
  staffIs,
} from '../asked.ts';
import { BANK, REGISTER, type Town, type TownClient, VISITOR } from '../town.ts';
import type { CashRole } from '../town-money.ts';

export const CNY = currency('CNY');

/** A citizen identity number of somebody born in that year. */
export function identityNumber(year: number, place: number): string {
  const first = `110105${year}0307${String(place % 1000).padStart(3, '0')}`;
  return `${first}${checkCharacterOf(first)}`;
}

const REGISTRATION: Judge<'RegisterClient'> = (town, { commandId, actor, command }) => {
  if (actor.kind !== 'visitor') return 'not_allowed';
  const { roles, consents, number, name, mobile, credentials } = command;
  if (roles.length === 0 || new Set(roles).size < roles.length) return 'invalid_input';
  const agreed = consents.map(({ document }) => document);
  if (!agreed.includes('service_agreement') || !agreed.includes('personal_data')) {
    return 'consent_missing';
  }
  if (!town.installed) return 'function_switched_off';
  if (command.clientKind === 'organisation' && number === town.operatorName)
    return 'platform_as_party';
  if (number.length !== 18 || isBlank(name) || mobile.length < 6) return 'invalid_input';
  const others = [...town.clients.values()].filter((one) => one.identityNumber === number);
  if (others.some(isVerified)) return 'identity_already_used';
  if (town.signInNames.has(credentials.signInName)) return 'invalid_input';
  return () => {
    town.signInNames.add(credentials.signInName);
    town.clients.set(commandId, newClient(town, { commandId, name, number, roles }));
  };
};

function isVerified({ status, before }: TownClient): boolean {
  return (before ?? status) !== 'registered';
}

export function newClient(
  town: Town,
  {
    commandId,
    name,
    number,
    roles,
  }: {
    readonly commandId: Asked['commandId'];
    readonly name: string;
    readonly number: string;
    readonly roles: readonly CashRole[];
  },
): TownClient {
  const { registration = 0n } = tariffToday(town) ?? {};
  const fees =
    roles.includes('lender') && registration > 0n ? [['lender', registration] as const] : [];
  return {
    ...{ id: commandId, number: town.clients.size + 1, name, identityNumber: number, roles },
    actor: { kind: 'person', id: commandId, roles: [...roles], positions: [] },
    age: ageOf(number, town.today),
    registrationFees: new Map(fees),
    ...{ status: 'registered', related: false, accounts: new Map() },
    ...{ tolerance: 0, ceiling: 0n, biddingStopped: false, exposure: 0n, owed: 0n, worstBehind: 0 },
  };
}

/** What clients pay by the last tariff that was released and has begun. */
export function tariffToday(town: Town) {
  return town.tariffs.findLast(({ approved, from }) => approved && from <= town.today);
}

/** In full years: everybody here is born on the seventh of March. */
function ageOf(number: string, today: Day): number {
  const { year, month, dayOfMonth } = civilOf(today);
  const hadBirthday = month > 3 || (month === 3 && dayOfMonth >= 7);
  return year - Number(number.slice(6, 10)) - (hadBirthday ? 0 : 1);
}

const IDENTITY: Judge<'VerifyIdentity'> = (town, { actor, command }) => {
  if (actor.kind !== 'identity_source') return 'not_allowed';
  const client = town.clients.get(command.clientId);
  if (client === undefined) return 'not_found';
  if (client.status !== 'registered') return 'wrong_stage';
  if (command.screening === 'hit' && client.held === undefined) {
    return () => {
      client.held = true;
    };
  }
  if (client.held === true) return 'screening_hold';
  switch (command.answer.kind) {
    case 'mismatch':
      return 'identity_mismatch';
    case 'representative_mismatch':
      return 'representative_mismatch';
    case 'no_answer':
      return 'check_unanswered';
    case 'verified':
      break;
  }
  const isPerson = /^\d{17}[\dX]$/.test(client.identityNumber);
  if (isPerson && ageOf(client.identityNumber, town.today) < 18) return 'age_not_met';
  const others = [...town.clients.values()].filter(
    (one) => one !== client && one.identityNumber === client.identityNumber,
  );
  if (others.some(isVerified)) return 'identity_already_used';
  return () => {
    client.status = 'verified';
  };
};

const ACCOUNT: Judge<'RecordCustodyAccount'> = (town, { actor, command }) => {
  const { clientId, role, account } = command;
  if (actor.kind !== 'custodian') return 'not_allowed';
  const client = town.clients.get(clientId);
  if (client === undefined) return 'not_found';
  // A freeze does not stand for a check of the identity.
  if (!isVerified(client)) return 'identity_not_verified';
  if (client.held === true) return 'screening_hold';
  if (!client.roles.includes(role)) return 'invalid_input';
  const open = client.accounts.get(role);
  if (open !== undefined && open !== account) return 'invalid_input';
  if (isBlank(account)) return 'invalid_input';
  if (open === account) return NOTHING;
  return () => {
    client.accounts.set(role, account);
    if (client.status === 'frozen') client.before = 'active';
    else client.status = 'active';
  };
};

/** Each account stands for the one owner whom the chart names; nobody opens another. */
const BOOK_ACCOUNT: Judge<'OpenAccount'> = (_, { actor, command }) => {
  if (staffIs(actor, 'finance_officer', 'administrator') === undefined) return 'not_allowed';
  return command.accountKind === 'lender_cash' ? 'forbidden_by_rule' : 'account_kind_unknown';
};

const STAFF: Judge<'RegisterStaff'> = (town, { actor, command }) => {
  const { positions, credentials, name } = command;
  if (positions.length === 0) return 'invalid_input';
  if (staffIs(actor, 'administrator') === undefined) return 'not_allowed';
  if (isBlank(name) || town.signInNames.has(credentials.signInName)) return 'invalid_input';
  return () => {
    town.signInNames.add(credentials.signInName);
  };
};

const OBSERVER: Judge<'RegisterObserver'> = (town, { actor, command }) => {
  if (staffIs(actor, 'administrator') === undefined) return 'not_allowed';
  const { name, credentials } = command;
  if (isBlank(name) || town.signInNames.has(credentials.signInName)) return 'invalid_input';
  return () => {
    town.signInNames.add(credentials.signInName);
  };
};

const PARTNER: Judge<'RegisterPartner'> = (town, { commandId, actor, command }) => {
  const { number, name, mobile, credentials, clientKind } = command;
  if (staffIs(actor, 'compliance_officer', 'administrator') === undefined) return 'not_allowed';
  if (clientKind !== 'organisation') return 'invalid_input';
  if (number.length !== 18 || isBlank(name) || mobile.length < 6) return 'invalid_input';
  const others = [...town.clients.values()].filter((one) => one.identityNumber === number);
  if (others.some(isVerified)) return 'identity_already_used';
  if (town.signInNames.has(credentials.signInName)) return 'invalid_input';
  return () => {
    town.signInNames.add(credentials.signInName);
    town.clients.set(commandId, newClient(town, { commandId, name, number, roles: ['partner'] }));
    town.guarantors.set(commandId, { id: commandId, trade: command.partnerKind, committed: 0n });
  };
};

/** The notices of a client are read up to one of them; an earlier mark says nothing new. */
const READING: Judge<'MarkNoticesRead'> = (_, { actor }) =>
  personIs(actor, 'borrower', 'lender', 'partner') === undefined ? 'not_allowed' : NOTHING;

const INSTALLED: Judge<'InstallPlatform'> = (town, { actor }) => {
  if (actor.kind !== 'calendar') return 'not_allowed';
  return town.installed ? 'wrong_stage' : NOTHING;
};

/** Of a person who has just come: what registration asks for. */
export function registration(town: Town, roles: readonly ('borrower' | 'lender')[]) {
  const place = town.clients.size + 1;
  const isYoung = town.chance.isIn(4);
  const [twin] = town.chance.isIn(4) ? [...town.clients.values()] : [];
  const number =
    twin?.identityNumber ?? identityNumber(isYoung ? 2012 : 1960 + (place % 40), place);
  return {
    kind: 'RegisterClient',
    clientKind: 'natural_person',
    ...{ roles, name: `居民${place}`, number, mobile: '13800138000', region: '110000' },
    consents: [
      { document: 'service_agreement', version: '1' },
      { document: 'personal_data', version: '1' },
    ],
    credentials: {
      signInName: `person${place}`,
      passwordHash: '$scrypt$ln=15,r=8,p=1$c2FsdA$a2V5',
    },
  } as const;
}

export function anyone(town: Town): TownClient | undefined {
  return town.chance.of([...town.clients.values()]);
}

export const PEOPLE: Family = {
  judges: {
    RegisterClient: REGISTRATION,
    RegisterPartner: PARTNER,
    RegisterStaff: STAFF,
    RegisterObserver: OBSERVER,
    InstallPlatform: INSTALLED,
    VerifyIdentity: IDENTITY,
    RecordCustodyAccount: ACCOUNT,
    OpenAccount: BOOK_ACCOUNT,
    MarkNoticesRead: READING,
  },
  moves: [
    {
      name: 'somebody comes',
      weight: 3,
      propose: (town) => ({
        actor: VISITOR,
        command: registration(
          town,
          town.chance.among(['borrower'], ['lender'], ['borrower', 'lender']),
        ),
      }),
    },
    { name: 'the register answers', weight: 6, propose: verification },
    { name: 'the bank opens an account', weight: 8, propose: opening },
    {
      name: 'a client has read the notices',
      weight: 1,
      propose: (town) => {
        const client = anyone(town);
        if (client === undefined) return undefined;
        const through = { sequence: BigInt(town.chance.between(1, 1000)), place: 0 };
        return { actor: client.actor, command: { kind: 'MarkNoticesRead', through } };
      },
    },
  ],
};

function verification(town: Town) {
  const client = town.chance.of(
    [...town.clients.values()].filter(({ status }) => status === 'registered'),
  );
  if (client === undefined) return undefined;
  const { id: clientId } = client;
  const answer = town.chance.isIn(88)
    ? ({ kind: 'verified', reference: 'R1' } as const)
    : ({ kind: town.chance.among('mismatch', 'representative_mismatch', 'no_answer') } as const);
  const screening = client.held === undefined && town.chance.isIn(8) ? 'hit' : 'clear';
  return {
    actor: REGISTER,
    command: { kind: 'VerifyIdentity', clientId, answer, screening },
  } as const;
}

function opening(town: Town) {
  const without = [...town.clients.values()].filter(
    ({ status, roles, accounts }) => status !== 'registered' && accounts.size < roles.length,
  );
  const client = town.chance.of(without);
  const role = client?.roles.find((one) => !client.accounts.has(one));
  if (client === undefined || role === undefined) return undefined;
  const told = { clientId: client.id, role, account: `${role}-${client.id}`, currency: CNY };
  return { actor: BANK, command: { kind: 'RecordCustodyAccount', ...told } } as const;
}

/** Nothing is moved for a client who is not known, is frozen, or has no account at the custodian in that role. */
export function refusedForAccount(town: Town, id: Id, role: CashRole): RefusalCode | undefined {
  const client = town.clients.get(id);
  if (client === undefined || client.status === 'registered') return 'identity_not_verified';
  if (client.status === 'frozen') return 'client_frozen';
  return client.accounts.has(role) ? undefined : 'custody_account_missing';
}
