// The tariff for clients: made by two persons under the operator's pack, and what it does to a withdrawal.
import type { Id } from '@mutua/core/kit/id.ts';
import { invalid, refuse } from '@mutua/core/kit/result.ts';
import { cashAccount, custodyAccount, feeAccount } from '@mutua/core/ledger/addresses.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import type { ProposeClientTariff } from '@mutua/core/product/change-client-tariff.ts';
import type { TariffFee } from '@mutua/core/product/tariff.ts';
import { addDays, dayOf } from '@mutua/core/time/day.ts';
import { describe, expect, it } from 'vitest';
import {
  aClient,
  anInstalledWorld,
  BANK,
  installation,
  personRegistration,
  STAFF,
} from '../trial-house.ts';
import { CALENDAR, CNY } from '../trial-loan.ts';
import { newTrialId, TrialWorld } from '../trial-world.ts';

const FROM = dayOf(2026, 3, 2);
const fee = (kind: TariffFee['kind'], payer: TariffFee['payer'], amount: bigint): TariffFee => ({
  ...{ kind, payer, due: 'event', rule: { kind: 'fixed', amount: minorUnits(amount) } },
});
const FEES = [fee('registration', 'lender', 1_000n), fee('withdrawal', 'lender', 200n)];

function propose(
  fees: readonly TariffFee[] = FEES,
  changes: Partial<ProposeClientTariff['tariff']> = {},
): ProposeClientTariff {
  const tariff = { currency: CNY, effectiveFrom: FROM, rounding: 'half_up', fees } as const;
  return { kind: 'ProposeClientTariff', tariff: { ...tariff, ...changes } };
}

const RULE: Actor = { kind: 'rule', name: 'dispatch' };
const APPROVE = { kind: 'ApproveClientTariff', number: 1 } as const;

describe('the tariff for clients', () => {
  it('is proposed by one person and released by a lead who is another', () => {
    const trial = anInstalledWorld();
    trial.done(STAFF.productOfficer, propose());
    expect(trial.fact('clientTariff', 'clients 1')).toMatchObject({
      ...{ number: 1, makerId: STAFF.productOfficer.id },
      tariff: { code: 'clients', version: 1, fees: FEES },
    });
    expect(trial.ask(STAFF.productOfficer, APPROVE)).toEqual(refuse('same_person'));
    trial.done(STAFF.productLead, APPROVE);
    expect(trial.ask(STAFF.productLead, APPROVE)).toEqual(
      refuse('wrong_stage', { state: 'approved' }),
    );
    trial.done(STAFF.productLead, propose([]));
    const second = { ...APPROVE, number: 2 };
    expect(trial.ask(STAFF.productLead, second)).toEqual(refuse('same_person'));
    expect(trial.ask(STAFF.productOfficer, second)).toEqual(refuse('not_allowed'));
    expect(trial.ask(STAFF.productLead, { ...APPROVE, number: 3 })).toEqual(refuse('not_found'));
  });

  it('is nobody else’s to make, and there is none before the platform belongs to an operator', () => {
    const trial = anInstalledWorld();
    expect(trial.ask(STAFF.administrator, propose())).toEqual(refuse('not_allowed'));
    expect(trial.ask(STAFF.loanOfficerLead, APPROVE)).toEqual(refuse('not_allowed'));
    const empty = new TrialWorld();
    expect(empty.ask(STAFF.productOfficer, propose())).toEqual(refuse('function_switched_off'));
  });

  it('is held against the law of the operator when it is proposed, and again when it is released', () => {
    const ofBorrowers = propose([fee('withdrawal', 'borrower', 200n)]);
    const inChina = anInstalledWorld();
    const inAdvance = refuse('fee_in_advance', { clause: 'cn_circular_141' });
    expect(inChina.ask(STAFF.productOfficer, ofBorrowers)).toEqual(inAdvance);
    const elsewhere = aNeutralWorld();
    elsewhere.done(STAFF.productOfficer, ofBorrowers);
    elsewhere.given('operator', { ...elsewhere.fact('operator', 'operator'), packId: 'cn' });
    expect(elsewhere.ask(STAFF.productLead, APPROVE)).toEqual(inAdvance);
    elsewhere.given('operator', { ...elsewhere.fact('operator', 'operator'), packId: 'neutral' });
    elsewhere.done(STAFF.productLead, APPROVE);
  });

  it('begins on no day that has passed, and has no fee of a loan', () => {
    const trial = anInstalledWorld();
    const ask = (command: ProposeClientTariff) => trial.ask(STAFF.productOfficer, command);
    expect(ask(propose(FEES, { effectiveFrom: addDays(FROM, -1) }))).toEqual(
      invalid('tariff.effectiveFrom', 'It must not be before the business date.'),
    );
    const service: TariffFee = {
      ...fee('service', 'borrower', 1n),
      ...{ due: 'each_instalment' },
    };
    expect(ask(propose([service]))).toEqual(
      invalid('tariff.fees.0.kind', 'A fee of this kind stands in the tariff of a product.'),
    );
    expect(ask(propose([fee('assignment', 'lender', 1n)]))).toEqual(
      invalid('tariff.fees.0.kind', 'The platform charges no fee of this kind.'),
    );
  });

  it('holds from its first day until the day before its last, and the newest of several counts', () => {
    const trial = anInstalledWorld();
    const owed = () => {
      const { id } = aClient(trial, personRegistration({ roles: ['lender'] }));
      return trial.fact('client', id).registrationFees?.[0]?.amount;
    };
    const release = (command: ProposeClientTariff, number: number) => {
      trial.done(STAFF.productOfficer, command);
      expect(owed()).toBe(number === 1 ? undefined : 1_000n);
      trial.done(STAFF.productLead, { ...APPROVE, number });
    };
    const effectiveTo = addDays(FROM, 9);
    release(propose(FEES, { effectiveFrom: addDays(FROM, 1), effectiveTo }), 1);
    expect(owed()).toBeUndefined();
    trial.today = addDays(FROM, 1);
    expect(owed()).toBe(1_000n);
    release(propose([fee('registration', 'lender', 500n)], { effectiveFrom: trial.today }), 2);
    expect(owed()).toBe(500n);
  });

  it('charges each role its own registration, and a partner none', () => {
    const trial = aNeutralWorld();
    trial.done(
      STAFF.productOfficer,
      propose([fee('registration', 'lender', 1_000n), fee('registration', 'borrower', 300n)]),
    );
    trial.done(STAFF.productLead, APPROVE);
    const { id } = aClient(trial, personRegistration({ roles: ['borrower', 'lender'] }));
    expect(trial.fact('client', id).registrationFees).toEqual([
      { role: 'borrower', amount: 300n, currency: CNY },
      { role: 'lender', amount: 1_000n, currency: CNY },
    ]);
  });
});

describe('a withdrawal with fees', () => {
  it('holds amount and fees, and says how much can be paid out beside them', () => {
    const { trial, lender } = aLenderWith(10_000n);
    expect(withdraw(trial, lender, 8_801n)).toEqual(
      refuse('exceeds_available', { available: 'CNY 88.00' }),
    );
    expect(withdraw(trial, lender, 8_800n).ok).toBe(true);
    expect(account(trial, lender)).toMatchObject({ posted: 10_000n, pendingDebit: 10_000n });
    const [{ amount, fees, held } = { amount: 0n, fees: [], held: 0n }] = withdrawalsOf(trial);
    expect({ amount, fees, held }).toEqual({
      ...{ amount: 8_800n, held: 10_000n },
      fees: [
        { kind: 'withdrawal', amount: 200n },
        { kind: 'registration', amount: 1_000n },
      ],
    });
  });

  it('is authorised whole: the bank is asked for both, the fees apart', () => {
    const { trial, lender } = aLenderWith(10_000n);
    withdraw(trial, lender, 5_000n);
    const [{ id } = { id: newTrialId() }] = withdrawalsOf(trial);
    expect(trial.fact('instruction', id).order).toEqual({
      ...{ kind: 'withdraw', account: `lender-${lender.id}`, amount: 5_000n, fees: 1_200n },
    });
  });

  it('that the bank refuses costs nothing, and the registration is still to be paid', () => {
    const { trial, lender } = aLenderWith(10_000n);
    const owed = trial.fact('client', lender.id).registrationFees;
    withdraw(trial, lender, 5_000n);
    expect(trial.fact('client', lender.id).registrationFees).toBeUndefined();
    // A second one, while the first is on its way, does not pay it again.
    withdraw(trial, lender, 100n);
    const [first, second] = withdrawalsOf(trial);
    expect(second?.fees).toEqual([{ kind: 'withdrawal', amount: 200n }]);
    for (const one of [first, second]) {
      const instructionId = one?.id ?? newTrialId();
      trial.done(BANK, { kind: 'RecordInstruction', instructionId, outcome: 'refused' });
    }
    expect(account(trial, lender)).toMatchObject({ posted: 10_000n, pendingDebit: 0n });
    expect(trial.fact('client', lender.id).registrationFees).toEqual(owed);
  });

  it('that bounces brings back the amount and every fee, and the registration is still to be paid', () => {
    const { trial, lender } = aLenderWith(10_000n);
    const owed = trial.fact('client', lender.id).registrationFees;
    withdraw(trial, lender, 5_000n);
    const [{ id } = { id: newTrialId() }] = withdrawalsOf(trial);
    trial.done(BANK, { kind: 'RecordInstruction', instructionId: id, outcome: 'confirmed' });
    expect(trial.world.account(custodyAccount(CNY)).posted).toBe(5_000n);
    expect(trial.fact('client', lender.id).registrationFees).toBeUndefined();
    const before = trial.booked.length;
    const bounce = { kind: 'RecordBounce', withdrawalId: id, bankReference: 'R2' } as const;
    trial.done(BANK, bounce);
    trial.done(BANK, bounce);
    expect(trial.booked.slice(before).map(({ code, amount }) => [code, amount])).toEqual([
      ['withdrawal_bounced', 5_000n],
      ['fee_refund', 200n],
      ['fee_refund', 1_000n],
    ]);
    expect(account(trial, lender)).toMatchObject({ posted: 10_000n, pendingDebit: 0n });
    expect(trial.world.account(feeAccount('withdrawal', CNY)).posted).toBe(0n);
    expect(trial.world.account(feeAccount('registration', CNY)).posted).toBe(0n);
    expect(trial.fact('client', lender.id).registrationFees).toEqual(owed);
    // The next one pays it.
    withdraw(trial, lender, 100n);
    expect(withdrawalsOf(trial).at(-1)?.fees).toContainEqual({
      ...{ kind: 'registration', amount: 1_000n },
    });
  });

  it('that bounces explains what the bank tells of its two movements', () => {
    const { trial, lender } = aLenderWith(10_000n);
    withdraw(trial, lender, 5_000n);
    const [{ id } = { id: newTrialId() }] = withdrawalsOf(trial);
    trial.done(BANK, { kind: 'RecordInstruction', instructionId: id, outcome: 'confirmed' });
    const told = (code: 'withdrawal_bounced' | 'fee_refund', amount: bigint) =>
      trial.done(BANK, {
        ...{ kind: 'RecordMovement', bankReference: 'R2', account: `lender-${lender.id}` },
        ...{ direction: 'credit', currency: CNY, amount: minorUnits(amount), code, cause: id },
        bankDay: trial.today,
      });
    const waiting = [told('withdrawal_bounced', 5_000n), told('fee_refund', 1_200n)];
    const tooMuch = told('fee_refund', 1_201n);
    const stateOf = (movement: Id) => trial.world.known.get('bankMovement', movement)?.state;
    expect([...waiting, tooMuch].map(stateOf)).toEqual(['waiting', 'waiting', 'unexplained']);
    trial.done(BANK, { kind: 'RecordBounce', withdrawalId: id, bankReference: 'R2' });
    for (const movementId of waiting) trial.done(RULE, { kind: 'JudgeMovement', movementId });
    expect(waiting.map(stateOf)).not.toContain('unexplained');
  });
});

function aNeutralWorld(): TrialWorld {
  const trial = new TrialWorld();
  const command = installation(STAFF.administrator.id);
  trial.done(CALENDAR, { ...command, operator: { ...command.operator, packId: 'neutral' } });
  return trial;
}

/** Registered under the fees above, with so much cash. */
function aLenderWith(cash: bigint) {
  const trial = anInstalledWorld();
  trial.done(STAFF.productOfficer, propose());
  trial.done(STAFF.productLead, APPROVE);
  const lender = aClient(trial, personRegistration({ roles: ['lender'] }));
  const amount = minorUnits(cash);
  const topUpId = trial.done(lender, {
    ...{ kind: 'RequestTopUp', role: 'lender', currency: CNY, amount },
  });
  trial.done(BANK, { kind: 'CreditTopUp', topUpId, amount, bankReference: 'R1' });
  return { trial, lender };
}

const asked: Id[] = [];

function withdraw(trial: TrialWorld, lender: Parameters<TrialWorld['ask']>[0], amount: bigint) {
  const id = newTrialId();
  const command = { kind: 'RequestWithdrawal', role: 'lender', currency: CNY } as const;
  const decided = trial.ask(lender, { ...command, amount: minorUnits(amount) }, id);
  if (decided.ok) asked.push(id);
  return decided;
}

function withdrawalsOf(trial: TrialWorld) {
  return asked.flatMap((id) => trial.world.known.get('withdrawal', id) ?? []);
}

function account(trial: TrialWorld, { id }: { readonly id: Id }) {
  return trial.world.account(cashAccount('lender', id, CNY));
}
