import type { Id } from '@mutua/core/kit/id.ts';
import { invalid, refuse } from '@mutua/core/kit/result.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import { describe, expect, it } from 'vitest';
import {
  aClient,
  anInstalledWorld,
  aPerson,
  BANK,
  IDENTITY_SOURCE,
  identityNumber,
  organisationRegistration,
  personRegistration,
  STAFF,
  VISITOR,
} from '../trial-house.ts';
import { newTrialId, TrialWorld } from '../trial-world.ts';

const VERIFIED = { kind: 'verified', reference: 'R1' } as const;

describe('the verification of an identity', () => {
  it('makes a person verified, with the birthday of the number', () => {
    const trial = anInstalledWorld();
    const id = trial.done(VISITOR, personRegistration({ number: identityNumber('19900307') }));
    verify(trial, id);
    expect(trial.fact('client', id)).toMatchObject({
      status: 'verified',
      birthDay: dayOf(1990, 3, 7),
    });
    expect(trial.fact('identity', id)).toMatchObject({
      verifiedAt: trial.now,
      verificationReference: 'R1',
    });
    expect(askVerify(trial, id)).toEqual(refuse('wrong_stage', { state: 'verified' }));
  });

  it('makes an organisation verified, which has no birthday', () => {
    const trial = anInstalledWorld();
    const id = trial.done(VISITOR, organisationRegistration());
    verify(trial, id);
    expect(trial.fact('client', id).status).toBe('verified');
    expect(trial.fact('client', id).birthDay).toBeUndefined();
  });

  it('needs eighteen full years, on the birthday and not the day before', () => {
    const trial = anInstalledWorld();
    const id = trial.done(VISITOR, personRegistration({ number: identityNumber('20080303') }));
    expect(askVerify(trial, id)).toEqual(
      refuse('age_not_met', { age: '18', clause: 'cn_civil_code_17' }),
    );
    trial.today = dayOf(2026, 3, 3);
    verify(trial, id);
  });

  it.each([
    ['mismatch', refuse('identity_mismatch')],
    ['representative_mismatch', refuse('representative_mismatch')],
    ['no_answer', refuse('check_unanswered', { check: 'identity' })],
  ] as const)('is refused where the source says %s', (kind, refused) => {
    const trial = anInstalledWorld();
    const clientId = trial.done(VISITOR, organisationRegistration());
    const command = { kind: 'VerifyIdentity', clientId, answer: { kind } } as const;
    expect(trial.ask(IDENTITY_SOURCE, { ...command, screening: 'clear' })).toEqual(refused);
    expect(trial.fact('client', clientId).status).toBe('registered');
  });

  it('is the source’s to tell, of somebody who is there', () => {
    const trial = anInstalledWorld();
    const clientId = trial.done(VISITOR, personRegistration());
    const command = { kind: 'VerifyIdentity', answer: VERIFIED, screening: 'clear' } as const;
    expect(trial.ask(STAFF.administrator, { ...command, clientId })).toEqual(refuse('not_allowed'));
    expect(trial.ask(IDENTITY_SOURCE, { ...command, clientId: newTrialId() })).toEqual(
      refuse('not_found'),
    );
  });

  it('holds whom a list may know, until a compliance officer has looked', () => {
    const trial = anInstalledWorld();
    const clientId = trial.done(VISITOR, personRegistration());
    const command = { kind: 'VerifyIdentity', clientId, answer: VERIFIED } as const;
    trial.done(IDENTITY_SOURCE, { ...command, screening: 'hit' });
    expect(trial.fact('client', clientId)).toMatchObject({ status: 'registered', isHeld: true });
    expect(askVerify(trial, clientId)).toEqual(refuse('screening_hold'));
    const clear = { kind: 'ClearClient', clientId, reason: '同名不同人' } as const;
    expect(trial.ask(STAFF.loanOfficer, clear)).toEqual(refuse('not_allowed'));
    expect(trial.ask(STAFF.compliance, { ...clear, reason: ' ' })).toEqual(
      refuse('reason_missing'),
    );
    expect(trial.ask(STAFF.compliance, { ...clear, clientId: newTrialId() })).toEqual(
      refuse('not_found'),
    );
    trial.done(STAFF.compliance, clear);
    expect(trial.ask(STAFF.compliance, clear)).toEqual(
      refuse('wrong_stage', { state: 'registered' }),
    );
    trial.done(IDENTITY_SOURCE, { ...command, screening: 'hit' });
    expect(trial.fact('client', clientId).status).toBe('verified');
  });
});

describe('an account at the custodian', () => {
  it('makes a verified client active; told again it changes nothing', () => {
    const trial = anInstalledWorld();
    const clientId = trial.done(VISITOR, personRegistration({ roles: ['borrower', 'lender'] }));
    const command = {
      kind: 'RecordCustodyAccount',
      clientId,
      role: 'lender',
      account: 'L1',
      currency: currency('CNY'),
    } as const;
    expect(trial.ask(BANK, command)).toEqual(refuse('identity_not_verified'));
    verify(trial, clientId);
    trial.done(BANK, command);
    expect(trial.fact('client', clientId)).toMatchObject({
      ...{ status: 'active', custodyAccounts: { lender: 'L1' } },
      ...{ custodyCurrencies: { lender: 'CNY' } },
    });
    expect(trial.ask(BANK, command)).toMatchObject({ ok: true, value: { events: [] } });
    expect(trial.ask(BANK, { ...command, account: 'L2' })).toEqual(
      invalid('account', 'Another one is open already.'),
    );
  });

  it('is the custodian’s to tell, for a role that the client has', () => {
    const trial = anInstalledWorld();
    const { id: clientId } = aClient(trial, personRegistration());
    const command = {
      kind: 'RecordCustodyAccount',
      clientId,
      role: 'lender',
      account: 'L1',
      currency: currency('CNY'),
    } as const;
    expect(trial.ask(STAFF.administrator, command)).toEqual(refuse('not_allowed'));
    expect(trial.ask(BANK, command)).toEqual(invalid('role', 'The client does not have it.'));
    expect(trial.ask(BANK, { ...command, clientId: newTrialId() })).toEqual(refuse('not_found'));
    const other = trial.done(VISITOR, personRegistration());
    verify(trial, other);
    expect(
      trial.ask(BANK, { ...command, clientId: other, role: 'borrower', account: 'a b' }),
    ).toEqual(invalid('account', 'It does not have the right form.'));
  });
});

describe('a freeze', () => {
  const reason = '可疑交易核查';

  it('needs two compliance officers to begin, and two to end', () => {
    const trial = anInstalledWorld();
    const { id: clientId } = aClient(trial, personRegistration());
    const freeze = { kind: 'FreezeClient', clientId, reason } as const;
    const unfreeze = { kind: 'UnfreezeClient', clientId, reason } as const;
    expect(trial.ask(STAFF.compliance, unfreeze)).toEqual(
      refuse('wrong_stage', { state: 'active' }),
    );
    trial.done(STAFF.compliance, freeze);
    expect(trial.fact('client', clientId).status).toBe('active');
    expect(trial.ask(STAFF.compliance, freeze)).toEqual(refuse('same_person'));
    trial.done(STAFF.complianceLead, freeze);
    expect(trial.fact('client', clientId)).toMatchObject({
      status: 'frozen',
      statusBeforeFreeze: 'active',
    });
    expect(trial.ask(STAFF.compliance, freeze)).toEqual(refuse('wrong_stage', { state: 'frozen' }));
    trial.done(STAFF.complianceLead, unfreeze);
    expect(trial.ask(STAFF.complianceLead, unfreeze)).toEqual(refuse('same_person'));
    trial.done(STAFF.compliance, unfreeze);
    expect(trial.fact('client', clientId).status).toBe('active');
    expect(trial.fact('client', clientId).statusBeforeFreeze).toBeUndefined();
  });

  it('is refused to others, without a reason, and for nobody', () => {
    const trial = anInstalledWorld();
    const { id: clientId } = aClient(trial, personRegistration());
    const freeze = { kind: 'FreezeClient', clientId, reason } as const;
    expect(trial.ask(STAFF.loanOfficerLead, freeze)).toEqual(refuse('not_allowed'));
    expect(trial.ask(STAFF.compliance, { ...freeze, reason: '' })).toEqual(
      refuse('reason_missing'),
    );
    expect(trial.ask(STAFF.compliance, { ...freeze, clientId: newTrialId() })).toEqual(
      refuse('not_found'),
    );
  });

  it('does not make a client of somebody whom nobody has verified', () => {
    const trial = anInstalledWorld();
    const clientId = trial.done(VISITOR, personRegistration());
    freeze(trial, clientId);
    const account = {
      kind: 'RecordCustodyAccount',
      clientId,
      role: 'borrower',
      account: 'B1',
    } as const;
    expect(trial.ask(BANK, { ...account, currency: currency('CNY') })).toEqual(
      refuse('identity_not_verified'),
    );
    const unfreeze = { kind: 'UnfreezeClient', clientId, reason } as const;
    trial.done(STAFF.compliance, unfreeze);
    trial.done(STAFF.complianceLead, unfreeze);
    expect(trial.fact('client', clientId).status).toBe('registered');
  });

  it('outlasts an account that opens meanwhile', () => {
    const trial = anInstalledWorld();
    const clientId = trial.done(VISITOR, personRegistration());
    verify(trial, clientId);
    const freeze = { kind: 'FreezeClient', clientId, reason } as const;
    trial.done(STAFF.compliance, freeze);
    trial.done(STAFF.complianceLead, freeze);
    trial.done(BANK, {
      kind: 'RecordCustodyAccount',
      clientId,
      role: 'borrower',
      account: 'B1',
      currency: currency('CNY'),
    });
    expect(trial.fact('client', clientId)).toMatchObject({
      status: 'frozen',
      statusBeforeFreeze: 'active',
    });
  });
});

describe('what is declared of clients and of the operator', () => {
  it('is a compliance officer’s, with a reason', () => {
    const trial = anInstalledWorld();
    const { id: clientId } = aClient(trial, personRegistration());
    const command = {
      kind: 'DeclareRelation',
      clientId,
      isRelatedParty: true,
      reason: '持股6%',
    } as const;
    expect(trial.ask(STAFF.administrator, command)).toEqual(refuse('not_allowed'));
    expect(trial.ask(STAFF.compliance, { ...command, reason: '' })).toEqual(
      refuse('reason_missing'),
    );
    expect(trial.ask(STAFF.compliance, { ...command, clientId: newTrialId() })).toEqual(
      refuse('not_found'),
    );
    trial.done(STAFF.compliance, command);
    expect(trial.fact('client', clientId).isRelatedParty).toBe(true);
  });

  it('renews a licence or adds one', () => {
    const trial = anInstalledWorld();
    const command = { kind: 'RecordLicence', name: 'ICP', validUntil: dayOf(2030, 1, 1) } as const;
    expect(trial.ask(STAFF.administrator, command)).toEqual(refuse('not_allowed'));
    expect(trial.ask(STAFF.compliance, { ...command, name: '' })).toEqual(
      invalid('name', 'It must have 1 to 100 characters.'),
    );
    expect(new TrialWorld().ask(STAFF.compliance, command)).toEqual(refuse('not_found'));
    trial.done(STAFF.compliance, command);
    trial.done(STAFF.compliance, { ...command, name: 'EDI' });
    expect(trial.fact('operator', 'operator').licences).toEqual([
      { name: 'ICP', validUntil: dayOf(2030, 1, 1) },
      { name: 'EDI', validUntil: dayOf(2030, 1, 1) },
    ]);
  });
});

describe('an account in the book', () => {
  it.each(['pool', 'platform_lending', 'toString'])('of the kind %s cannot be opened', (kind) => {
    const trial = anInstalledWorld();
    expect(trial.ask(STAFF.administrator, { kind: 'OpenAccount', accountKind: kind })).toEqual(
      refuse('account_kind_unknown'),
    );
  });

  it('opens by itself for its owner and for nobody who asks', () => {
    const trial = anInstalledWorld();
    const command = { kind: 'OpenAccount', accountKind: 'lender_cash' } as const;
    expect(trial.ask(STAFF.administrator, command)).toEqual(
      refuse('forbidden_by_rule', { clause: 'house_intermediary' }),
    );
    expect(trial.ask(aPerson(newTrialId(), 'lender'), command)).toEqual(refuse('not_allowed'));
  });
});

describe('a lender', () => {
  const answers = {
    age: 'from_30',
    yearly_income: 'from_500000',
    liquid_assets: 'from_1000000',
    share_to_lend: 'under_10_percent',
    experience: 'shares_or_lending',
    knowledge: 'good',
    horizon: 'from_12_months',
    need_of_money: 'not_foreseen',
    loss_accepted: 'up_to_20_percent',
    reaction_to_overdue: 'wait_and_see',
  };

  it('has a tolerance, a ceiling and a last day from the questionnaire', () => {
    const trial = anInstalledWorld();
    const lender = aClient(trial, personRegistration({ roles: ['lender'] }));
    const takingId = trial.done(lender, { kind: 'AnswerQuestionnaire', version: 1, answers });
    expect(trial.fact('lender', lender.id)).toMatchObject({
      tolerance: 5,
      exposureCeiling: 100_000_000n,
      questionnaireUntil: dayOf(2027, 3, 1),
    });
    expect(trial.fact('questionnaire', takingId)).toMatchObject({ answers, points: 83 });
  });

  it('is refused before the verification, with answers that are none, and for others', () => {
    const trial = anInstalledWorld();
    const command = { kind: 'AnswerQuestionnaire', version: 1, answers } as const;
    const registered = trial.done(VISITOR, personRegistration({ roles: ['lender'] }));
    expect(trial.ask(aPerson(registered, 'lender'), command)).toEqual(
      refuse('identity_not_verified'),
    );
    expect(trial.ask(STAFF.loanOfficer, command)).toEqual(refuse('not_allowed'));
    const lender = aClient(trial, personRegistration({ roles: ['lender'] }));
    expect(trial.ask(lender, { ...command, answers: {} })).toEqual(
      invalid('answers.age', 'It is missing.'),
    );
    expect(trial.ask(lender, { ...command, version: 9 })).toEqual(refuse('not_found'));
    freeze(trial, lender.id);
    expect(trial.ask(lender, command)).toEqual(refuse('client_frozen'));
  });

  it('switches bidding off and on', () => {
    const trial = anInstalledWorld();
    const lender = aClient(trial, personRegistration({ roles: ['lender'] }));
    trial.done(lender, { kind: 'StopBidding' });
    expect(trial.fact('lender', lender.id).biddingStopped).toBe(true);
    trial.done(lender, { kind: 'ResumeBidding' });
    expect(trial.fact('lender', lender.id).biddingStopped).toBe(false);
    expect(trial.ask(STAFF.administrator, { kind: 'StopBidding' })).toEqual(refuse('not_allowed'));
    expect(trial.ask(aPerson(newTrialId(), 'lender'), { kind: 'StopBidding' })).toEqual(
      refuse('identity_not_verified'),
    );
  });
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

function freeze(trial: TrialWorld, clientId: Id): void {
  const command = { kind: 'FreezeClient', clientId, reason: '核查' } as const;
  trial.done(STAFF.compliance, command);
  trial.done(STAFF.complianceLead, command);
}
