// What the events of people change.
import type { Evolutions } from '../evolutions.ts';
import { assert } from '../kit/assert.ts';
import type { Id } from '../kit/id.ts';
import type { Instant } from '../time/instant.ts';
import type { WorldDraft } from '../world.ts';
import { type Client, newBorrower, newLender } from './client.ts';
import type {
  ClientRegistered,
  PeopleEvent,
  PersonalData,
  QuestionnaireAnswered,
} from './events.ts';
import type { SignIn } from './sign-in.ts';

export const PEOPLE_EVOLUTIONS: Evolutions<PeopleEvent> = {
  OperatorInstalled: (world, { operatorId, name, creditCode, packId, licences, time }) =>
    world.put('operator', {
      ...{ key: 'operator', id: operatorId, name, creditCode, packId, licences, time },
    }),
  OperatorTimeSet: (world, { time }) => {
    const operator = world.get('operator', 'operator');
    assert(operator !== undefined, 'A time is set for an operator that is installed.');
    world.put('operator', { ...operator, time });
  },
  LicenceRecorded: (world, { name, validUntil }) => {
    const operator = world.get('operator', 'operator');
    assert(operator !== undefined, 'A licence is of an operator that is installed.');
    const others = operator.licences.filter((licence) => licence.name !== name);
    world.put('operator', { ...operator, licences: [...others, { name, validUntil }] });
  },
  AuthorityProposed: (world, { kind: _, ...table }) =>
    world.put('authority', { ...table, name: 'loan_decision' }),
  AuthorityApproved: (world, { number, checkerId }) => {
    const table = world.get('authority', `loan_decision ${number}`);
    assert(table !== undefined, 'Only limits that were proposed are released.');
    world.put('authority', { ...table, checkerId });
  },
  ClientRegistered: evolveClientRegistered,
  UserRegistered: (world, { userId, userKind, positions, personal }, { at }) =>
    putPersonal(world, personal, {
      ...{ personId: userId, kind: userKind, roles: [userKind], positions, createdAt: at },
    }),
  IdentityVerified: (world, { clientId, reference, personal }, { at }) => {
    const client = clientIn(world, clientId);
    const birthDay = personal?.birthDay === undefined ? {} : { birthDay: personal.birthDay };
    world.put('client', { ...client, ...birthDay, status: 'verified' });
    noteVerified(world, clientId, at, reference);
  },
  ClientHeld: (world, { clientId }) =>
    world.put('client', { ...clientIn(world, clientId), isHeld: true }),
  ClientCleared: (world, { clientId }) =>
    world.put('client', { ...clientIn(world, clientId), isHeld: false }),
  CustodyAccountOpened: (world, { clientId, role, account, currency }) => {
    const client = clientIn(world, clientId);
    const custodyAccounts = { ...client.custodyAccounts, [role]: account };
    const custodyCurrencies = { ...client.custodyCurrencies, [role]: currency };
    // A freeze stays; the client is active when it ends.
    const status: Partial<Client> =
      client.status === 'frozen' ? { statusBeforeFreeze: 'active' } : { status: 'active' };
    world.put('client', { ...client, ...status, custodyAccounts, custodyCurrencies });
  },
  QuestionnaireAnswered: evolveQuestionnaire,
  SurveyAnswered: (world, { kind: _, answerId, personal, ...answer }) =>
    world.put('surveyAnswer', { ...answer, ...personal, id: answerId }),
  BiddingStopped: (world, { lenderId }) => stopBidding(world, lenderId, true),
  BiddingResumed: (world, { lenderId }) => stopBidding(world, lenderId, false),
  FreezeRequested: (world, { clientId, asked, makerId, reason }) =>
    world.put('client', {
      ...clientIn(world, clientId),
      freezeAsked: { asked, makerId, reason },
    }),
  ClientFrozen: (world, { clientId }) => {
    const { freezeAsked: _, ...client } = clientIn(world, clientId);
    world.put('client', { ...client, statusBeforeFreeze: client.status, status: 'frozen' });
  },
  ClientUnfrozen: (world, { clientId }) => {
    const { freezeAsked: _, statusBeforeFreeze, ...client } = clientIn(world, clientId);
    world.put('client', { ...client, status: statusBeforeFreeze ?? 'verified' });
  },
  RelationDeclared: (world, { clientId, isRelatedParty }) =>
    world.put('client', { ...clientIn(world, clientId), isRelatedParty }),
};

function evolveClientRegistered(
  world: WorldDraft,
  event: ClientRegistered,
  { at }: { readonly at: Instant },
): void {
  const { clientId, clientNumber, clientKind, roles, region, isInstitution, partnerKind } = event;
  const { registrationFees } = event;
  world.put('counter', { name: 'client', value: clientNumber });
  world.put('client', {
    ...{ id: clientId, clientNumber, kind: clientKind, roles, region, isInstitution },
    ...{ status: 'registered', isRelatedParty: false, custodyAccounts: {} },
    ...(partnerKind === undefined ? {} : { partnerKind }),
    ...(registrationFees === undefined ? {} : { registrationFees }),
  });
  if (roles.includes('lender')) world.put('lender', newLender(clientId));
  if (roles.includes('borrower')) world.put('borrower', newBorrower(clientId));
  putPersonal(world, event.personal, {
    ...{ personId: clientId, kind: 'client', roles, positions: [], createdAt: at },
  });
}

/** In a log that is played again the personal data is not there any more. */
function putPersonal(
  world: WorldDraft,
  personal: PersonalData | undefined,
  signIn: Omit<SignIn, 'signInName' | 'passwordHash'>,
): void {
  if (personal === undefined) return;
  world.put('identity', personal.identity);
  world.put('signIn', { ...signIn, ...personal.credentials });
}

function noteVerified(world: WorldDraft, personId: Id, at: Instant, reference: string): void {
  const identity = world.get('identity', personId);
  if (identity === undefined) return;
  world.put('identity', { ...identity, verifiedAt: at, verificationReference: reference });
}

function evolveQuestionnaire(world: WorldDraft, event: QuestionnaireAnswered): void {
  const { kind: _, takingId, personal, ...taken } = event;
  const { lenderId, tolerance, exposureCeiling, validUntil } = taken;
  world.put('questionnaire', { ...taken, id: takingId, answers: personal?.answers ?? {} });
  const lender = world.get('lender', lenderId) ?? newLender(lenderId);
  world.put('lender', { ...lender, tolerance, exposureCeiling, questionnaireUntil: validUntil });
}

function stopBidding(world: WorldDraft, lenderId: Id, biddingStopped: boolean): void {
  const lender = world.get('lender', lenderId) ?? newLender(lenderId);
  world.put('lender', { ...lender, biddingStopped });
}

function clientIn(world: WorldDraft, clientId: Id): Client {
  const client = world.get('client', clientId);
  assert(client !== undefined, 'An event is about a client who exists.');
  return client;
}
