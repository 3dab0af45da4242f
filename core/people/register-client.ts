// Somebody becomes a client: a natural person or an organisation, as borrower, lender or both; or staff
// register a partner.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import { invalid, type Refused, type Result, refuse } from '../kit/result.ts';
import { registrationFees } from '../product/client-tariff.ts';
import { CLIENT_TARIFFS_NEED, clientTariffToday } from '../product/client-tariff-need.ts';
import type { Need, World } from '../world.ts';
import { staffIn } from './actor.ts';
import type { ClientKind, ClientRole, PartnerKind } from './client.ts';
import { type Consent, checkConsents, REGISTRATION_CONSENTS } from './consent.ts';
import {
  type AuthorisedSignatory,
  type Identity,
  type NamedPerson,
  numberDigestOf,
} from './identity.ts';
import { readCreditCode, readIdentityNumber } from './identity-number.ts';
import { refusedForName } from './name.ts';
import type { Operator } from './operator.ts';
import { OPERATOR_NEED } from './operator-need.ts';
import type { Credentials } from './sign-in.ts';
import { signInNeed, takenName } from './sign-in-need.ts';

const REGION = /^[0-9A-Z-]{2,12}$/;
const MOBILE = /^\+?\d{6,15}$/;

/** What a person or an organisation says of itself. */
export interface ClientDetails {
  readonly clientKind: ClientKind;
  readonly name: string;
  /** The identity number of a person, the unified social credit code of an organisation. */
  readonly number: string;
  readonly mobile: string;
  /** Code of the region of the address. */
  readonly region: string;
  /** Asked of organisations, and of them only. */
  readonly legalRepresentative?: NamedPerson;
  readonly authorisedSignatory?: AuthorisedSignatory;
  readonly credentials: Credentials;
}

/** Asked by a visitor; the client gets the id of the command. */
export interface RegisterClient extends ClientDetails {
  readonly kind: 'RegisterClient';
  readonly roles: readonly Exclude<ClientRole, 'partner'>[];
  /** An organisation that lends as an institution, such as a bank or a fund. */
  readonly isInstitution?: boolean;
  readonly consents: readonly Consent[];
}

/** Asked by staff; the partner gets the id of the command. */
export interface RegisterPartner extends ClientDetails {
  readonly kind: 'RegisterPartner';
  readonly partnerKind: PartnerKind;
}

export const registerClient: Rule<RegisterClient> = {
  kind: 'RegisterClient',
  needs: needsOf,
  decide: decideClient,
};

export const registerPartner: Rule<RegisterPartner> = {
  kind: 'RegisterPartner',
  needs: needsOf,
  decide: decidePartner,
};

function needsOf({ number, credentials }: ClientDetails): readonly Need[] {
  return [
    OPERATOR_NEED,
    CLIENT_TARIFFS_NEED,
    { fact: 'counter', key: 'client' },
    signInNeed(credentials),
    { list: 'identitiesOfNumber', key: numberDigestOf(normalNumber(number)) },
  ];
}

function decideClient(
  world: World,
  command: RegisterClient,
  circumstances: Circumstances,
): Result<Decision> {
  if (circumstances.actor.kind !== 'visitor') return refuse('not_allowed');
  const { roles, isInstitution = false, clientKind, consents } = command;
  if (roles.length === 0) return invalid('roles', 'There must be at least one.');
  if (new Set(roles).size < roles.length) return invalid('roles', 'None may stand there twice.');
  if (isInstitution && !(clientKind === 'organisation' && roles.includes('lender'))) {
    return invalid('isInstitution', 'Only an organisation that lends can be one.');
  }
  const agreed = checkConsents(consents, REGISTRATION_CONSENTS);
  return agreed.ok ? register(world, command, roles, circumstances) : agreed;
}

function decidePartner(
  world: World,
  command: RegisterPartner,
  circumstances: Circumstances,
): Result<Decision> {
  const { actor } = circumstances;
  if (staffIn(actor, ['compliance_officer', 'administrator']) === undefined) {
    return refuse('not_allowed');
  }
  if (command.clientKind !== 'organisation') {
    return invalid('clientKind', 'It is not among the choices.');
  }
  return register(world, command, ['partner'], circumstances);
}

/** What every client has to bring, whoever asks. */
function register(
  world: World,
  command: RegisterClient | RegisterPartner,
  roles: readonly ClientRole[],
  { commandId, today }: Circumstances,
): Result<Decision> {
  const operator = world.get('operator', 'operator');
  // Without an operator there is no law by which anybody could be admitted.
  if (operator === undefined) return refuse('function_switched_off');
  const number = readNumber(command, today);
  if (!number.ok) return number;
  const refused =
    refusedForDetails(command, today) ??
    refusedForNumber(world, operator, number.value) ??
    takenName(world, command.credentials);
  if (refused !== undefined) return refused;

  const { clientKind, region, credentials } = command;
  const payers = roles.filter((role) => role !== 'partner');
  const fees = registrationFees(clientTariffToday(world, today), payers);
  const clientNumber = (world.get('counter', 'client')?.value ?? 0) + 1;
  return decided({
    kind: 'ClientRegistered',
    clientId: commandId,
    ...{ clientNumber, clientKind, roles, region },
    isInstitution: command.kind === 'RegisterClient' && command.isInstitution === true,
    consents: command.kind === 'RegisterClient' ? command.consents : [],
    ...(command.kind === 'RegisterPartner' ? { partnerKind: command.partnerKind } : {}),
    ...(fees.length > 0 && { registrationFees: fees }),
    personal: { identity: identityOf(commandId, command, number.value), credentials },
  });
}

function readNumber(
  { clientKind, number }: ClientDetails,
  today: Circumstances['today'],
): Result<string> {
  if (clientKind === 'organisation') return readCreditCode(number, 'number');
  const read = readIdentityNumber(number, 'number', today);
  return read.ok ? { ok: true, value: read.value.number } : read;
}

function refusedForDetails(
  details: ClientDetails,
  today: Circumstances['today'],
): Refused | undefined {
  const { clientKind, name, mobile, region, legalRepresentative, authorisedSignatory } = details;
  const named = refusedForName(name, 'name');
  if (named !== undefined) return named;
  if (!MOBILE.test(mobile)) return invalid('mobile', 'It does not have the right form.');
  if (!REGION.test(region)) return invalid('region', 'It does not have the right form.');
  if (clientKind === 'natural_person') {
    if (legalRepresentative) return invalid('legalRepresentative', 'There is no such field here.');
    if (authorisedSignatory) return invalid('authorisedSignatory', 'There is no such field here.');
    return undefined;
  }
  if (!authorisedSignatory) return invalid('authorisedSignatory', 'It is missing.');
  if (!MOBILE.test(authorisedSignatory.mobile)) {
    return invalid('authorisedSignatory.mobile', 'It does not have the right form.');
  }
  return (
    refusedForPerson(legalRepresentative, 'legalRepresentative', today) ??
    refusedForPerson(authorisedSignatory, 'authorisedSignatory', today)
  );
}

function refusedForPerson(
  person: NamedPerson | undefined,
  field: string,
  today: Circumstances['today'],
): Refused | undefined {
  if (!person) return invalid(field, 'It is missing.');
  const named = refusedForName(person.name, `${field}.name`);
  if (named !== undefined) return named;
  const number = readIdentityNumber(person.identityNumber, `${field}.identityNumber`, today);
  return number.ok ? undefined : number;
}

/** The operator is never a party, and one identity is one client. */
function refusedForNumber(world: World, operator: Operator, number: string): Refused | undefined {
  if (number === operator.creditCode) return refuse('platform_as_party');
  const others = world.list('identitiesOfNumber', numberDigestOf(number));
  // Whoever only wrote the number down does not keep its owner out.
  const isTaken = others.some(({ verifiedAt }) => verifiedAt !== undefined);
  return isTaken ? refuse('identity_already_used') : undefined;
}

function identityOf(
  personId: Circumstances['commandId'],
  { name, mobile, legalRepresentative, authorisedSignatory }: ClientDetails,
  number: string,
): Identity {
  return {
    ...{ personId, name: name.trim(), mobile, number, numberDigest: numberDigestOf(number) },
    ...(legalRepresentative ? { legalRepresentative } : {}),
    ...(authorisedSignatory ? { authorisedSignatory } : {}),
  };
}

/** As both readers of numbers give it. */
function normalNumber(number: string): string {
  return number.trim().toUpperCase();
}
