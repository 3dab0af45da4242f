// The red lines: which refusals are told to people, and money from the operator's side for a borrower.
import type { Id } from '@mutua/core/kit/id.ts';
import { refuse } from '@mutua/core/kit/result.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { redLineTried } from '@mutua/core/red-lines.ts';
import { topUpCodeOf } from '@mutua/core/wallet/slip.ts';
import { describe, expect, it } from 'vitest';
import {
  aClient,
  anApprovedLoan,
  anInstalledWorld,
  aPerson,
  BANK,
  listingOf,
  personRegistration,
  REVIEW,
  STAFF,
  VISITOR,
} from '../trial-house.ts';
import { newTrialId, type TrialWorld } from '../trial-world.ts';

const CNY = currency('CNY');

describe('a refusal at a red line', () => {
  const loanId = newTrialId();
  const listing = listingOf(loanId, anInstalledWorld().now);

  it('says who asked for what, about which loan', () => {
    expect(redLineTried(listing, STAFF.loanOfficer, 'term_split')).toEqual({
      reference: `PrepareListing by person ${STAFF.loanOfficer.id}`,
      ...{ detail: 'term_split', subjectId: loanId, part: '' },
    });
    const publish = { kind: 'ListLoan', loanId, review: REVIEW } as const;
    expect(redLineTried(publish, STAFF.loanOfficerLead, 'money_advanced')).toMatchObject({
      detail: 'money_advanced',
      subjectId: loanId,
    });
  });

  it('tells the roles of a registration apart, and names no person who is not there yet', () => {
    const parts = (['lender', 'borrower'] as const).map((role) =>
      redLineTried(personRegistration({ roles: [role] }), VISITOR, 'platform_as_party'),
    );
    expect(parts).toEqual([
      { reference: 'RegisterClient by visitor', detail: 'platform_as_party', part: 'lender' },
      { reference: 'RegisterClient by visitor', detail: 'platform_as_party', part: 'borrower' },
    ]);
  });

  it('is no slip: what anybody may get wrong is told to nobody', () => {
    expect(redLineTried(listing, STAFF.loanOfficer, 'invalid_input')).toBeUndefined();
    expect(redLineTried(listing, STAFF.loanOfficer, 'not_allowed')).toBeUndefined();
    const publish = { kind: 'ListLoan', loanId, review: REVIEW } as const;
    expect(redLineTried(publish, STAFF.loanOfficer, 'listing_already_exists')).toBeUndefined();
    expect(redLineTried({ kind: 'OpenFirstDay', day: 0 as never }, VISITOR, 'term_split')).toBe(
      undefined,
    );
  });
});

describe('money for a borrower by bank transfer', () => {
  const OPERATOR = '互信网络借贷信息中介有限公司';

  it.each([
    ['the operator', OPERATOR, 'operator'],
    ['the operator, written otherwise', ' 互信网络借贷信息 中介有限公司', 'operator'],
    ['a related person', '周启明', 'related'],
  ])('from %s keeps the listing back by itself, with an alarm', (_, payerName, payer) => {
    const { trial, borrower, related } = aWorld();
    const events = paid(trial, borrower, payerName);
    expect(events.map(({ kind }) => kind)).toEqual([
      ...['ReceiptRecorded', 'AdvanceRecorded', 'AlarmRaised'],
    ]);
    expect(events[0]).toMatchObject({ reason: 'payer_differs' });
    expect(events[1]).toMatchObject({
      ...{ borrowerId: borrower, payer: payer === 'related' ? related : payer },
      ...{ amount: minorUnits(700n), currency: CNY, receivedOn: trial.today },
    });
    expect(events[1]).not.toHaveProperty('makerId');
    expect(events[2]).toMatchObject({
      alarm: { kind: 'red_line_tried', detail: 'money_advanced', subjectId: borrower },
    });
  });

  it('blocks the publication until anybody of compliance has explained it', () => {
    const { trial, borrower } = aWorld();
    const loanId = anApprovedLoan(trial, aPerson(borrower, 'borrower'));
    trial.done(STAFF.loanOfficer, listingOf(loanId, trial.now));
    const advance = paid(trial, borrower, OPERATOR).find(({ kind }) => kind === 'AdvanceRecorded');
    const publish = () =>
      trial.ask(STAFF.loanOfficerLead, { kind: 'ListLoan', loanId, review: REVIEW });
    expect(publish()).toEqual(refuse('money_advanced'));
    const { advanceId } = advance as unknown as { readonly advanceId: Id };
    trial.done(STAFF.compliance, { kind: 'ExplainAdvance', advanceId, reason: '误付' });
    expect(publish().ok).toBe(true);
  });

  it.each([
    ['anybody else', '王芳'],
    ['the borrower', '林薇'],
  ])('from %s is no advance', (_, payerName) => {
    const { trial, borrower } = aWorld();
    expect(paid(trial, borrower, payerName).map(({ kind }) => kind)).toEqual(['ReceiptRecorded']);
  });

  it('is none either where the client only lends, nor from a person who is no longer related', () => {
    const { trial, lender, borrower, related } = aWorld();
    expect(paid(trial, lender, OPERATOR).map(({ kind }) => kind)).toEqual(['ReceiptRecorded']);
    relate(trial, related, false);
    expect(paid(trial, borrower, '周启明').map(({ kind }) => kind)).toEqual(['ReceiptRecorded']);
  });
});

interface World {
  readonly trial: TrialWorld;
  readonly borrower: Id;
  readonly lender: Id;
  readonly related: Id;
}

function aWorld(): World {
  const trial = anInstalledWorld();
  const { id: borrower } = aClient(trial, personRegistration());
  const { id: lender } = aClient(trial, personRegistration({ roles: ['lender'] }));
  const { id: related } = aClient(trial, personRegistration({ roles: ['lender'], name: '周启明' }));
  relate(trial, related, true);
  return { trial, borrower, lender, related };
}

function relate(trial: TrialWorld, clientId: Id, isRelatedParty: boolean): void {
  const reason = '控股股东';
  trial.done(STAFF.compliance, { kind: 'DeclareRelation', clientId, isRelatedParty, reason });
}

function paid(trial: TrialWorld, payee: Id, payerName: string) {
  const { clientNumber } = trial.fact('client', payee);
  const decided = trial.ask(BANK, {
    ...{ kind: 'RecordIncomingTransfer', bankReference: `B${newTrialId()}`, currency: CNY },
    ...{ amount: minorUnits(700n), bankDay: trial.today, payerName, payerAccount: '6222' },
    remark: topUpCodeOf(clientNumber),
  });
  if (!decided.ok) throw new Error(decided.refusal.code);
  return decided.value.events;
}
