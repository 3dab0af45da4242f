import type { Id } from '@mutua/core/kit/id.ts';
import { invalid, refuse } from '@mutua/core/kit/result.ts';
import type { RegisterClient } from '@mutua/core/people/register-client.ts';
import { SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import { describe, expect, it } from 'vitest';
import {
  anInstalledWorld,
  CALENDAR,
  credentials,
  creditCode,
  IDENTITY_SOURCE,
  identityNumber,
  installation,
  OPERATOR_CODE,
  organisationRegistration,
  personRegistration,
  STAFF,
  VISITOR,
} from '../trial-house.ts';
import { TrialWorld } from '../trial-world.ts';

const VERIFIED = { kind: 'verified', reference: 'R1' } as const;

describe('the installation', () => {
  it('makes the operator, the first administrator and the products, once', () => {
    const trial = new TrialWorld();
    const command = installation(STAFF.administrator.id);
    const operatorId = trial.done(CALENDAR, command);
    expect(trial.fact('operator', 'operator')).toMatchObject({ id: operatorId, packId: 'cn' });
    expect(trial.fact('signIn', STAFF.administrator.id)).toMatchObject({
      kind: 'staff',
      roles: ['staff'],
      positions: ['administrator'],
    });
    const version = trial.fact('productVersion', 'small_credit_loan 1');
    expect([version.makerId, version.checkerId]).toEqual([operatorId, STAFF.administrator.id]);
    expect(trial.ask(CALENDAR, command)).toEqual(refuse('wrong_stage', { state: 'installed' }));
  });

  it('is nobody else’s to ask for', () => {
    const trial = new TrialWorld();
    const command = installation(STAFF.administrator.id);
    expect(trial.ask(STAFF.administrator, command)).toEqual(refuse('not_allowed'));
  });

  it('wants a credit code, a pack and products that can be', () => {
    const trial = new TrialWorld();
    const { operator, ...rest } = installation(STAFF.administrator.id);
    const ask = (changes: object) => trial.ask(CALENDAR, { ...rest, operator, ...changes });
    expect(ask({ operator: { ...operator, creditCode: '1' } })).toMatchObject({
      refusal: { data: { field: 'operator.creditCode' } },
    });
    expect(ask({ operator: { ...operator, packId: 'mars' } })).toEqual(
      invalid('operator.packId', 'It is not among the choices.'),
    );
    expect(ask({ products: [{ ...SMALL_CREDIT_LOAN, packId: 'mars' }] })).toMatchObject({
      refusal: { code: 'invalid_input' },
    });
    expect(ask({ products: [{ ...SMALL_CREDIT_LOAN, code: 'A' }] })).toEqual(
      invalid('code', 'It must be in snake case.'),
    );
  });

  it('comes before anybody is admitted', () => {
    expect(new TrialWorld().ask(VISITOR, personRegistration())).toEqual(
      refuse('function_switched_off'),
    );
  });
});

describe('a registration', () => {
  it('makes a client who may sign in, with a number that is counted on', () => {
    const trial = anInstalledWorld();
    const command = personRegistration({ roles: ['borrower', 'lender'] });
    const first = trial.done(VISITOR, command);
    const second = trial.done(VISITOR, personRegistration());
    expect(trial.fact('client', first)).toEqual({
      id: first,
      clientNumber: 1,
      kind: 'natural_person',
      roles: ['borrower', 'lender'],
      ...{ status: 'registered', isRelatedParty: false, custodyAccounts: {}, region: '110000' },
      isInstitution: false,
    });
    expect(trial.fact('client', second).clientNumber).toBe(2);
    expect(trial.fact('lender', first).tolerance).toBe(0);
    expect(trial.fact('borrower', first).owed).toBe(0n);
    expect(trial.fact('signIn', first).signInName).toBe(command.credentials.signInName);
    expect(trial.fact('identity', first)).toMatchObject({ name: '林薇', number: command.number });
  });

  it('keeps everything personal apart from what the log keeps', () => {
    const trial = anInstalledWorld();
    const command = organisationRegistration();
    const decided = trial.ask(VISITOR, command);
    if (!decided.ok) throw new Error(decided.refusal.code);
    const [event] = decided.value.events;
    const logged = JSON.stringify({ ...event, personal: undefined });
    const { name, number, mobile, authorisedSignatory, credentials: secret } = command;
    for (const text of [name, number, mobile, secret.signInName, secret.passwordHash]) {
      expect(logged).not.toContain(text);
    }
    expect(logged).not.toContain(authorisedSignatory?.identityNumber);
  });

  it('takes an organisation with its representative and signatory, and marks an institution', () => {
    const trial = anInstalledWorld();
    const command = organisationRegistration({ roles: ['lender'], isInstitution: true });
    const id = trial.done(VISITOR, command);
    expect(trial.fact('client', id)).toMatchObject({ kind: 'organisation', isInstitution: true });
    expect(trial.fact('identity', id).legalRepresentative?.name).toBe('陈志');
  });

  it('is for visitors', () => {
    const trial = anInstalledWorld();
    expect(trial.ask(STAFF.loanOfficer, personRegistration())).toEqual(refuse('not_allowed'));
  });

  it.each<[string, Partial<RegisterClient>, ReturnType<typeof refuse>]>([
    ['roles', { roles: [] }, invalid('roles', 'There must be at least one.')],
    [
      'a role twice',
      { roles: ['lender', 'lender'] },
      invalid('roles', 'None may stand there twice.'),
    ],
    [
      'an institution that is a person',
      { roles: ['lender'], isInstitution: true },
      invalid('isInstitution', 'Only an organisation that lends can be one.'),
    ],
    ['no consent', { consents: [] }, refuse('consent_missing', { document: 'service_agreement' })],
    [
      'consent to nothing in particular',
      {
        consents: [
          { document: 'service_agreement', version: '1' },
          { document: 'personal_data', version: '' },
        ],
      },
      refuse('consent_missing', { document: 'personal_data' }),
    ],
    ['no name', { name: ' ' }, invalid('name', 'It must have 1 to 100 characters.')],
    ['a wrong mobile', { mobile: '12' }, invalid('mobile', 'It does not have the right form.')],
    ['a wrong region', { region: 'x' }, invalid('region', 'It does not have the right form.')],
    [
      'a wrong number',
      { number: '110105199003070010' },
      invalid('number', 'Its check character is wrong.'),
    ],
    [
      'a signatory of a person',
      {
        authorisedSignatory: {
          name: '林薇',
          identityNumber: identityNumber(),
          mobile: '13800138000',
        },
      },
      invalid('authorisedSignatory', 'There is no such field here.'),
    ],
    [
      'a representative of a person',
      { legalRepresentative: { name: '林薇', identityNumber: identityNumber() } },
      invalid('legalRepresentative', 'There is no such field here.'),
    ],
  ])('of a person is refused with %s', (_, changes, refused) => {
    const trial = anInstalledWorld();
    const before = trial.world.difference();
    expect(trial.ask(VISITOR, personRegistration(changes))).toEqual(refused);
    expect(trial.world.difference()).toEqual(before);
  });

  it('of an organisation is refused without representative or signatory, or with a wrong one', () => {
    const trial = anInstalledWorld();
    const whole = organisationRegistration();
    const { legalRepresentative: _, ...withoutRepresentative } = whole;
    const { authorisedSignatory: __, ...withoutSignatory } = whole;
    expect(trial.ask(VISITOR, withoutRepresentative)).toEqual(
      invalid('legalRepresentative', 'It is missing.'),
    );
    expect(trial.ask(VISITOR, withoutSignatory)).toEqual(
      invalid('authorisedSignatory', 'It is missing.'),
    );
    const signatory = { name: '陈志', identityNumber: identityNumber(), mobile: '13900139000' };
    const withSignatory = (changes: object) =>
      trial.ask(VISITOR, { ...whole, authorisedSignatory: { ...signatory, ...changes } });
    expect(withSignatory({ mobile: '' })).toEqual(
      invalid('authorisedSignatory.mobile', 'It does not have the right form.'),
    );
    expect(withSignatory({ name: '' })).toEqual(
      invalid('authorisedSignatory.name', 'It must have 1 to 100 characters.'),
    );
    expect(withSignatory({ identityNumber: '1' })).toEqual(
      invalid(
        'authorisedSignatory.identityNumber',
        'It must have 17 digits and a check character.',
      ),
    );
  });

  it('is refused under a sign-in name that somebody has', () => {
    const trial = anInstalledWorld();
    const command = personRegistration({ credentials: credentials('admin') });
    expect(trial.ask(VISITOR, command)).toEqual(
      invalid('credentials.signInName', 'Somebody else has this sign-in name.'),
    );
  });

  it.each(['borrower', 'lender'] as const)('never makes the operator a %s', (role) => {
    const trial = anInstalledWorld();
    const command = organisationRegistration({ number: OPERATOR_CODE, roles: [role] });
    expect(trial.ask(VISITOR, command)).toEqual(refuse('platform_as_party'));
  });

  it('never makes the operator a partner', () => {
    const trial = anInstalledWorld();
    const { kind: _, roles: __, consents: ___, ...details } = organisationRegistration();
    const partner = {
      ...details,
      kind: 'RegisterPartner',
      partnerKind: 'guarantee_company',
    } as const;
    expect(trial.ask(STAFF.compliance, { ...partner, number: OPERATOR_CODE })).toEqual(
      refuse('platform_as_party'),
    );
    expect(trial.ask(VISITOR, partner)).toEqual(refuse('not_allowed'));
    const { legalRepresentative: _r, authorisedSignatory: _s, ...person } = partner;
    const number = identityNumber();
    expect(
      trial.ask(STAFF.compliance, { ...person, number, clientKind: 'natural_person' }),
    ).toEqual(invalid('clientKind', 'It is not among the choices.'));
    const id = trial.done(STAFF.compliance, partner);
    expect(trial.fact('client', id)).toMatchObject({
      roles: ['partner'],
      partnerKind: 'guarantee_company',
    });
  });

  it('with a number that somebody only wrote down is taken; with a verified one it is not', () => {
    const trial = anInstalledWorld();
    const number = identityNumber();
    const first = trial.done(VISITOR, personRegistration({ number }));
    const second = trial.done(VISITOR, personRegistration({ number: number.toLowerCase() }));
    verify(trial, second);
    expect(trial.ask(VISITOR, personRegistration({ number }))).toEqual(
      refuse('identity_already_used'),
    );
    expect(askVerify(trial, first)).toEqual(refuse('identity_already_used'));
  });
});

describe('staff and observers', () => {
  const staff = {
    kind: 'RegisterStaff',
    name: '王强',
    positions: ['risk_analyst', 'collector_lead'],
    credentials: credentials('wang.qiang'),
  } as const;

  it('are let in by an administrator', () => {
    const trial = anInstalledWorld();
    const id = trial.done(STAFF.administrator, staff);
    expect(trial.fact('signIn', id)).toMatchObject({ kind: 'staff', positions: staff.positions });
    const observer = { ...staff, kind: 'RegisterObserver', userKind: 'regulator' } as const;
    const regulator = trial.done(STAFF.administrator, {
      kind: observer.kind,
      userKind: observer.userKind,
      name: '金融局',
      credentials: credentials('regulator'),
    });
    expect(trial.fact('signIn', regulator)).toMatchObject({
      kind: 'regulator',
      roles: ['regulator'],
      positions: [],
    });
  });

  it('are let in by nobody else, under a free name, in at least one position', () => {
    const trial = anInstalledWorld();
    expect(trial.ask(STAFF.complianceLead, staff)).toEqual(refuse('not_allowed'));
    const ask = (changes: object) => trial.ask(STAFF.administrator, { ...staff, ...changes });
    expect(ask({ positions: [] })).toEqual(invalid('positions', 'There must be at least one.'));
    expect(ask({ positions: ['collector', 'collector'] })).toEqual(
      invalid('positions', 'None may stand there twice.'),
    );
    expect(ask({ name: '' })).toEqual(invalid('name', 'It must have 1 to 100 characters.'));
    expect(ask({ credentials: credentials('admin') })).toEqual(
      invalid('credentials.signInName', 'Somebody else has this sign-in name.'),
    );
  });
});

it('has a credit code whose check sign is right', () => {
  expect(creditCode('91350100M000100Y4')).toBe('91350100M000100Y43');
});

function askVerify(trial: TrialWorld, clientId: Id) {
  return trial.ask(IDENTITY_SOURCE, {
    kind: 'VerifyIdentity',
    clientId,
    answer: VERIFIED,
    screening: 'clear',
  });
}

function verify(trial: TrialWorld, clientId: Id): void {
  expect(askVerify(trial, clientId).ok).toBe(true);
}
