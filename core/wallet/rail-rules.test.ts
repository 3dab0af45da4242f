import { describe, expect, it } from 'vitest';
import { evolve } from '../evolve.ts';
import { type Id, idOf } from '../kit/id.ts';
import { refuse } from '../kit/result.ts';
import { currency } from '../money/currency.ts';
import { minorUnits, ZERO } from '../money/minor-units.ts';
import type { Actor } from '../people/actor.ts';
import type { Client } from '../people/client.ts';
import { type AnyCommand, RULES } from '../rules.ts';
import { dayOf } from '../time/day.ts';
import { instantOf } from '../time/instant.ts';
import type { FactKind, Facts } from '../world.ts';
import { WorldInMemory } from '../world-in-memory.ts';
import { topUpCodeOf } from './slip.ts';

const CNY = currency('CNY');
const DAY = dayOf(2026, 11, 23);
const NOW = instantOf('2026-11-23T02:00:00Z');
const BANK: Actor = { kind: 'custodian', name: 'bank' };
const RULE: Actor = { kind: 'rule', name: 'dispatch' };
const CALENDAR: Actor = { kind: 'calendar' };

const id = (number: number): Id =>
  idOf(`00000000-0000-7000-8000-${String(number).padStart(12, '0')}`);
const CLIENT = id(1);
const COMMAND = id(50);

const officer = (number: number): Actor => ({
  ...{ kind: 'person', id: id(number), roles: ['staff'], positions: ['finance_officer'] },
});

const client: Client = {
  ...{ id: CLIENT, clientNumber: 7, kind: 'natural_person', roles: ['lender'], status: 'active' },
  ...{ isRelatedParty: false, custodyAccounts: { lender: '8801' } },
};

/** A world in which facts that nobody put are not there. */
class Town {
  readonly world = new WorldInMemory();
  #ids = 100;
  #transfers = 0n;

  put<Kind extends FactKind>(kind: Kind, fact: Facts[Kind]): this {
    this.world.put(kind, fact);
    return this;
  }

  /** Decides, and if it is accepted lets happen what it says. */
  decide(actor: Actor, command: AnyCommand, commandId = COMMAND) {
    const rule = RULES[command.kind];
    const circumstances = {
      ...{ commandId, actor, now: NOW, today: DAY },
      newId: () => {
        this.#ids += 1;
        return id(this.#ids);
      },
      nextTransferId: () => {
        this.#transfers += 1n;
        return this.#transfers;
      },
    };
    for (let round = 0; round < 5; round += 1) {
      this.world.settle(rule.needs(command as never, this.world.known, circumstances));
    }
    const decided = rule.decide(this.world, command as never, circumstances);
    if (!decided.ok) return decided;
    const stamp = { at: NOW, day: DAY, actor: 'x' };
    for (const event of decided.value.events) evolve(this.world, event, stamp);
    return decided;
  }

  kinds(actor: Actor, command: AnyCommand): unknown {
    const decided = this.decide(actor, command);
    return decided.ok ? decided.value.events.map(({ kind }) => kind) : decided;
  }
}

const known = () =>
  new Town()
    .put('client', client)
    .put('identity', { personId: CLIENT, name: '李雷', number: '1', numberDigest: '0'.repeat(64) });

describe('money that comes by transfer', () => {
  const incoming = (change: object = {}): AnyCommand => ({
    ...{ kind: 'RecordIncomingTransfer', bankReference: 'B1', currency: CNY, bankDay: DAY },
    ...{ amount: minorUnits(700n), payerName: '李 雷', payerAccount: '6222' },
    ...{ remark: topUpCodeOf(7), ...change },
  });

  it('is told by the custodian, and is something', () => {
    expect(known().decide(officer(9), incoming())).toEqual(refuse('not_allowed'));
    expect(known().decide(BANK, incoming({ amount: ZERO }))).toMatchObject({
      refusal: { code: 'invalid_input' },
    });
  });

  it.each([
    ['of the client whose code and name it bears', {}, { state: 'instructed' }],
    ['nobody’s without a code', { remark: '' }, { state: 'unmatched', reason: 'no_code' }],
    [
      'nobody’s with the code of nobody',
      { remark: topUpCodeOf(8) },
      { state: 'unmatched', reason: 'unknown_code' },
    ],
    [
      'nobody’s when the name is another',
      { payerName: '韩梅梅' },
      { state: 'unmatched', reason: 'payer_differs' },
    ],
    [
      'nobody’s when the payer cannot be read',
      { payerName: undefined },
      { state: 'unmatched', reason: 'unreadable' },
    ],
  ])('is %s', (_, change, found) => {
    const town = known();
    const decided = town.decide(BANK, incoming(change));
    expect(decided).toMatchObject({
      value: { transfers: [{ code: 'top_up_unmatched', amount: 700n }] },
    });
    expect(town.world.known.get('receipt', COMMAND)).toMatchObject(found);
  });

  it('is nobody’s while its client is not verified, has no purse, or several', () => {
    const reasonOf = (change: Partial<Client>) => {
      const town = known().put('client', { ...client, ...change });
      town.decide(BANK, incoming());
      return town.world.known.get('receipt', COMMAND)?.reason;
    };
    expect(reasonOf({ status: 'registered' })).toBe('unknown_code');
    expect(reasonOf({ custodyAccounts: {} })).toBe('no_account');
    expect(reasonOf({ custodyAccounts: { lender: '8801', borrower: '8802' } })).toBe('two_purses');
  });

  it('is booked once, however often and under however many ids it is told', () => {
    const town = known();
    town.decide(BANK, incoming());
    expect(town.decide(BANK, incoming(), id(51))).toMatchObject({
      value: { events: [], transfers: [] },
    });
  });
});

describe('a receipt that is nobody’s', () => {
  const RECEIPT = id(60);
  const waiting = (change: Partial<Facts['receipt']> = {}) =>
    known()
      .put('receipt', {
        ...{ id: RECEIPT, bankReference: 'B1', currency: CNY, amount: minorUnits(700n) },
        ...{ bankDay: DAY, receivedAt: NOW, state: 'unmatched' },
        ...change,
      })
      .put('receiptPayer', {
        ...{ receiptId: RECEIPT, payerName: '李雷', payerAccount: '6222', remark: '' },
      });
  const claim: AnyCommand = {
    ...{ kind: 'ClaimReceipt', receiptId: RECEIPT, clientId: CLIENT, role: 'lender', note: 'slip' },
  };
  const confirm: AnyCommand = { kind: 'ConfirmReceiptEnd', receiptId: RECEIPT };

  it('is claimed for a client of the payer’s name, by a finance officer, with a reason', () => {
    const lender: Actor = { kind: 'person', id: CLIENT, roles: ['lender'], positions: [] };
    expect(waiting().decide(lender, claim)).toEqual(refuse('not_allowed'));
    expect(waiting({ state: 'claimed' }).decide(officer(2), claim)).toEqual(
      refuse('wrong_stage', { state: 'claimed' }),
    );
    expect(waiting().decide(officer(2), { ...claim, note: ' ' } as AnyCommand)).toEqual(
      refuse('reason_missing'),
    );
    const stranger = { ...claim, clientId: id(3) } as AnyCommand;
    expect(waiting().decide(officer(2), stranger)).toEqual(refuse('not_found'));
    const town = waiting();
    town.put('identity', { personId: CLIENT, name: '韩梅梅' });
    expect(town.decide(officer(2), claim)).toEqual(refuse('payer_differs'));
    expect(waiting().kinds(officer(2), claim)).toEqual(['ReceiptEndProposed']);
  });

  it('is asked of the custodian only when another officer bears it out', () => {
    const town = waiting();
    expect(town.decide(officer(4), confirm)).toEqual(refuse('wrong_stage', { state: 'unmatched' }));
    town.decide(officer(2), claim);
    expect(town.decide(officer(2), confirm)).toEqual(refuse('same_person'));
    expect(town.kinds(officer(4), confirm)).toEqual(['ReceiptEndConfirmed']);
  });

  it('moves when the custodian has moved it, and waits again when it has not', () => {
    const town = waiting();
    town.decide(officer(2), claim);
    town.decide(officer(4), confirm);
    const instructionId = town.world.known.get('receipt', RECEIPT)?.instructionId ?? COMMAND;
    const item = { id: instructionId, kind: 'receipt', receiptId: RECEIPT } as const;
    town.decide(RULE, { kind: 'SendBatch', items: [item], content: '{}' });
    const end = { kind: 'RecordReceiptEnd', receiptId: RECEIPT, instructionId } as const;
    expect(town.decide(officer(2), { ...end, outcome: 'confirmed' })).toEqual(
      refuse('not_allowed'),
    );
    const refused = { ...end, outcome: 'refused', reason: 'payer_differs' } as const;
    expect(town.kinds(BANK, refused)).toEqual(['ReceiptEndRefused']);
    expect(town.world.known.get('receipt', RECEIPT)).toMatchObject({
      ...{ state: 'unmatched', reason: 'payer_differs' },
    });
    // An answer about what was asked before says nothing of what is asked now.
    expect(town.kinds(BANK, { ...end, outcome: 'confirmed', bankReference: 'B2' })).toEqual([]);
  });

  it('goes back by two persons too', () => {
    const town = waiting();
    const back: AnyCommand = { kind: 'SendBackReceipt', receiptId: RECEIPT, note: 'unknown' };
    expect(town.kinds(officer(2), back)).toEqual(['ReceiptEndProposed']);
    const drop: AnyCommand = { kind: 'DropReceiptEnd', receiptId: RECEIPT, note: 'wait' };
    expect(town.kinds(officer(4), drop)).toEqual(['ReceiptEndDropped']);
    expect(town.world.known.get('receipt', RECEIPT)?.state).toBe('unmatched');
  });
});

describe('a movement at the custodian', () => {
  const movement = (change: object): AnyCommand => ({
    ...{ kind: 'RecordMovement', bankReference: 'B1', account: '8801', direction: 'debit' },
    ...{ amount: minorUnits(100n), currency: CNY, code: 'other', bankDay: DAY, ...change },
  });
  const alarmed = ['MovementTold', 'AlarmRaised', 'BreakFound'];

  it('that nothing here explains is an alarm and a break at once', () => {
    expect(known().kinds(BANK, movement({}))).toEqual(alarmed);
    expect(known().kinds(BANK, movement({ code: 'top_up' }))).toEqual(alarmed);
    expect(known().kinds(BANK, movement({ code: 'top_up', cause: id(5) }))).toEqual(alarmed);
    expect(known().decide(officer(1), movement({}))).toEqual(refuse('not_allowed'));
  });

  it('that a top-up explains is none; one that may yet be explained waits, and then is one', () => {
    const topUp = (change: Partial<Facts['topUp']>) =>
      known().put('topUp', {
        ...{ id: id(5), clientId: CLIENT, role: 'lender', currency: CNY, amount: minorUnits(100n) },
        ...{ state: 'requested', requestedAt: NOW, rail: 'custodian', ...change },
      });
    const told = movement({ code: 'top_up', cause: id(5), direction: 'credit' });
    const credited = { state: 'credited', bankReference: 'B1', transferId: 1n } as const;
    expect(topUp(credited).kinds(BANK, told)).toEqual(['MovementTold']);
    expect(topUp({ ...credited, bankReference: 'B0' }).kinds(BANK, told)).toEqual(alarmed);
    expect(topUp({ amount: minorUnits(99n) }).kinds(BANK, told)).toEqual(alarmed);
    const town = topUp({});
    expect(town.kinds(BANK, told)).toEqual(['MovementTold']);
    const judge: AnyCommand = { kind: 'JudgeMovement', movementId: COMMAND };
    expect(town.kinds(RULE, judge)).toEqual(['MovementJudged', 'AlarmRaised', 'BreakFound']);
    expect(town.kinds(RULE, judge)).toEqual([]);
  });
});

describe('breaks', () => {
  const found = (ours: string, theirs: string) =>
    ({ kind: 'balance_differs', reference: '8801 booked', ours, theirs }) as const;
  const record = (day: number, ...breaks: ReturnType<typeof found>[]): AnyCommand => ({
    ...{ kind: 'RecordBreaks', rail: 'custodian', day: dayOf(2026, 11, day), breaks },
  });
  const only = (town: Town) => town.world.known.get('break', id(101));

  it('are found once, change with their figures, and are mended when they are gone', () => {
    const town = new Town();
    expect(town.decide(officer(1), record(23))).toEqual(refuse('not_allowed'));
    expect(town.kinds(CALENDAR, record(23, found('5', '4')))).toEqual(['BreakFound']);
    expect(town.kinds(CALENDAR, record(23, found('5', '4')))).toEqual([]);
    expect(town.kinds(CALENDAR, record(23, found('5', '3')))).toEqual(['BreakChanged']);
    expect(only(town)).toMatchObject({ state: 'found', theirs: '3' });
    expect(town.kinds(CALENDAR, record(23))).toEqual(['BreakMended']);
    expect(only(town)).toMatchObject({ state: 'mended' });
  });

  it('are explained by a finance officer and mended by another', () => {
    const town = new Town();
    town.decide(CALENDAR, record(23, found('5', '4')));
    const explain: AnyCommand = { kind: 'ExplainBreak', breakId: id(101), explanation: 'known' };
    const mend: AnyCommand = { kind: 'MendBreak', breakId: id(101), note: 'seen' };
    expect(town.decide(CALENDAR, explain)).toEqual(refuse('not_allowed'));
    expect(town.decide(officer(2), { ...explain, explanation: '' } as AnyCommand)).toEqual(
      refuse('reason_missing'),
    );
    expect(town.decide(officer(2), mend)).toEqual(refuse('wrong_stage', { state: 'found' }));
    town.decide(officer(2), explain);
    expect(town.decide(officer(2), explain)).toEqual(refuse('wrong_stage', { state: 'explained' }));
    expect(town.decide(officer(2), mend)).toEqual(refuse('same_person'));
    expect(town.decide(officer(3), { ...mend, note: '' } as AnyCommand)).toEqual(
      refuse('reason_missing'),
    );
    expect(town.kinds(officer(3), mend)).toEqual(['BreakMended']);
  });

  it('that stand on the next day by the same difference are explained already, others are not', () => {
    const town = new Town();
    town.decide(CALENDAR, record(23, found('5', '4')));
    town.decide(officer(2), { kind: 'ExplainBreak', breakId: id(101), explanation: 'known' });
    town.decide(CALENDAR, record(24, found('9', '8')));
    expect(town.world.known.get('break', id(102))).toMatchObject({ state: 'explained' });
    town.decide(CALENDAR, record(25, found('9', '7')));
    expect(town.world.known.get('break', id(103))).toMatchObject({ state: 'found' });
  });
});

describe('a batch', () => {
  const BID = id(70);
  const item = { id: BID, kind: 'freeze' } as const;
  const town = () =>
    new Town().put('bid', {
      ...{ id: BID, loanId: id(71), lenderId: CLIENT, amount: minorUnits(5n), source: 'manual' },
      ...{ state: 'accepted', holdId: 1n, freezeState: 'created', placedAt: NOW },
    });
  const send: AnyCommand = { kind: 'SendBatch', items: [item], content: '{}' };
  const answer = (outcome: 'confirmed' | 'refused' | 'awaiting_authorisation'): AnyCommand => ({
    ...{ kind: 'RecordAnswers', batchId: COMMAND },
    answers: [{ id: BID, outcome, bankDay: DAY }],
  });
  const batchOf = (one: Town) => one.world.known.get('custodyBatch', COMMAND);

  it('is sent once, by the house itself', () => {
    const one = town();
    expect(one.decide(BANK, send)).toEqual(refuse('not_allowed'));
    expect(one.kinds(RULE, send)).toEqual(['BatchSent']);
    expect(one.world.known.get('bid', BID)?.freezeState).toBe('sent');
    expect(one.decide(RULE, send, id(51))).toEqual(refuse('changed_meanwhile'));
  });

  it('keeps the last word of an item, whatever comes later or twice', () => {
    const one = town();
    one.decide(RULE, send);
    expect(one.decide(RULE, answer('confirmed'))).toEqual(refuse('not_allowed'));
    expect(one.kinds(BANK, answer('awaiting_authorisation'))).toEqual(['BatchAnswered']);
    expect(one.kinds(BANK, answer('awaiting_authorisation'))).toEqual([]);
    expect(one.kinds(BANK, answer('confirmed'))).toEqual(['BatchAnswered']);
    expect(one.kinds(BANK, answer('refused'))).toEqual([]);
    expect(batchOf(one)).toMatchObject({ state: 'answered', told: 2, lastBankDay: DAY });
    const stranger = {
      ...answer('confirmed'),
      answers: [{ id: id(9), outcome: 'confirmed', bankDay: DAY }],
    };
    expect(one.kinds(BANK, stranger as AnyCommand)).toEqual([]);
  });

  it('is done when all that was said is worked', () => {
    const one = town();
    one.decide(RULE, send);
    one.decide(BANK, answer('awaiting_authorisation'));
    one.decide(RULE, { kind: 'SettleBatch', batchId: COMMAND, told: 1 });
    expect(batchOf(one)?.state).toBe('sent');
    one.decide(BANK, answer('confirmed'));
    expect(one.decide(RULE, { kind: 'SettleBatch', batchId: COMMAND, told: 1 })).toEqual(
      refuse('changed_meanwhile'),
    );
    one.decide(RULE, { kind: 'SettleBatch', batchId: COMMAND, told: 2 });
    expect(batchOf(one)?.state).toBe('done');
  });

  it('is unknown when the custodian is silent, and is split only when it said nothing', () => {
    const one = town();
    one.decide(RULE, send);
    expect(one.kinds(RULE, { kind: 'RecordSilence', batchId: COMMAND })).toEqual(['BatchSilent']);
    expect(batchOf(one)?.state).toBe('unknown');
    const parts = [{ batchId: id(80), item, content: '{}' }];
    const split: AnyCommand = { kind: 'SplitBatch', batchId: COMMAND, parts };
    expect(one.kinds(RULE, split)).toEqual(['BatchSplit']);
    expect(one.world.known.get('custodyBatch', id(80))?.state).toBe('sent');
    const other = town();
    other.decide(RULE, send);
    other.decide(BANK, answer('confirmed'));
    expect(other.decide(RULE, split)).toEqual(refuse('wrong_stage', { state: 'answered' }));
  });
});

describe('an alarm', () => {
  it('is raised by the house, and ended by staff with a note', () => {
    const town = new Town();
    const raise: AnyCommand = { kind: 'RaiseAlarm', alarm: 'message_refused', reference: 'R' };
    expect(town.decide(officer(1), raise)).toEqual(refuse('not_allowed'));
    expect(town.kinds(RULE, raise)).toEqual(['AlarmRaised']);
    const end: AnyCommand = { kind: 'EndAlarm', alarmId: COMMAND, note: 'seen' };
    expect(town.decide(BANK, end)).toEqual(refuse('not_allowed'));
    expect(town.decide(officer(1), { ...end, note: '' } as AnyCommand)).toEqual(
      refuse('reason_missing'),
    );
    expect(town.kinds(officer(1), end)).toEqual(['AlarmEnded']);
    expect(town.decide(officer(1), end)).toEqual(refuse('wrong_stage', { state: 'ended' }));
  });
});

it('the operator’s account at the custodian is one for ever', () => {
  const town = new Town();
  const account: AnyCommand = {
    kind: 'RecordOwnAccount',
    purpose: 'fees',
    currency: CNY,
    account: '1',
  };
  expect(town.decide(RULE, account)).toEqual(refuse('not_allowed'));
  expect(town.kinds(BANK, account)).toEqual(['OwnAccountOpened']);
  expect(town.kinds(BANK, account)).toEqual([]);
  expect(town.decide(BANK, { ...account, account: '2' } as AnyCommand)).toEqual(
    refuse('changed_meanwhile'),
  );
});
