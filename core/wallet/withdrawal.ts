// A withdrawal 提现: money of a client to the client's own bank card, held here until the custodian has paid it.
import type { Circumstances, Decision, Rule, Stamp } from '../decision.ts';
import { assert } from '../kit/assert.ts';
import type { Id } from '../kit/id.ts';
import { invalid, ok, type Result, refuse } from '../kit/result.ts';
import { availableOf } from '../ledger/account.ts';
import { cashAccount, custodyAccount, feeAccount } from '../ledger/addresses.ts';
import {
  type Hold,
  type Movement,
  pendingTransfer,
  posted,
  postOfHold,
  type Transfer,
  voidOfHold,
} from '../ledger/transfer.ts';
import { feeCode } from '../loan/fee-codes.ts';
import type { Currency } from '../money/currency.ts';
import { moneyText } from '../money/figure-text.ts';
import { type MinorUnits, minus, ZERO } from '../money/minor-units.ts';
import { personIn } from '../people/actor.ts';
import type { ClientRole } from '../people/client.ts';
import { CLIENT_TARIFFS_NEED, clientTariffToday } from '../product/client-tariff-need.ts';
import type { Day } from '../time/day.ts';
import { accountNeed, type World, type WorldDraft } from '../world.ts';
import type {
  WithdrawalBounced,
  WithdrawalPaid,
  WithdrawalRefused,
  WithdrawalRequested,
} from './events.ts';
import type { InstructionEnd } from './instruction-end.ts';
import type { Withdrawal, WithdrawalState } from './money-in-out.ts';
import { mostToWithdraw, totalWithdrawn, withdrawalFees } from './withdrawal-fees.ts';

/** Asked by the client; the withdrawal and its instruction have the id of the command. */
export interface RequestWithdrawal {
  readonly kind: 'RequestWithdrawal';
  readonly role: ClientRole;
  readonly amount: MinorUnits;
  readonly currency: Currency;
}

/** Told by the custodian: what it had paid out came back, and with it what it had taken for the operator. */
export interface RecordBounce {
  readonly kind: 'RecordBounce';
  readonly withdrawalId: Id;
  readonly bankReference: string;
  /** The custodian's own day. */
  readonly bankDay?: Day;
}

export const requestWithdrawal: Rule<RequestWithdrawal> = {
  kind: 'RequestWithdrawal',
  needs: ({ role, currency }, _, { actor, commandId }) => {
    const clientId = personIn(actor, [role]);
    if (clientId === undefined) return [];
    return [
      CLIENT_TARIFFS_NEED,
      { fact: 'client', key: clientId },
      accountNeed(cashAccount(role, clientId, currency)),
      { fact: 'instruction', key: commandId },
    ];
  },
  decide: decideRequest,
};

export const recordBounce: Rule<RecordBounce> = {
  kind: 'RecordBounce',
  needs: ({ withdrawalId }, known) => {
    const clientId = known.get('withdrawal', withdrawalId)?.clientId;
    return [
      { fact: 'withdrawal', key: withdrawalId },
      ...(clientId === undefined ? [] : [{ fact: 'client' as const, key: clientId }]),
    ];
  },
  decide: decideBounce,
};

function decideRequest(
  world: World,
  { role, amount, currency }: RequestWithdrawal,
  circumstances: Circumstances,
): Result<Decision> {
  const { actor, commandId, today } = circumstances;
  const clientId = personIn(actor, [role]);
  if (clientId === undefined) return refuse('not_allowed');
  // The instruction gets the id of the command: another's is not written over.
  if (world.get('instruction', commandId) !== undefined) return refuse('command_id_reused');
  const client = world.get('client', clientId);
  if (client === undefined || client.status === 'registered')
    return refuse('identity_not_verified');
  if (client.status === 'frozen') return refuse('client_frozen');
  const account = client.custodyAccounts[role];
  if (account === undefined) return refuse('custody_account_missing');
  if (amount <= ZERO) return invalid('amount', 'It must be greater than 0.');
  const cash = cashAccount(role, clientId, currency);
  const available = availableOf(world.account(cash));
  const terms = { client, role, currency, tariff: clientTariffToday(world, today) };
  const fees = withdrawalFees(terms, amount);
  const held = totalWithdrawn(amount, fees);
  if (held > available) {
    const most = mostToWithdraw(terms, available);
    return refuse('exceeds_available', { available: moneyText(most, currency) });
  }
  const hold = pendingTransfer(circumstances, {
    ...{ code: 'withdrawal', debit: cash, credit: custodyAccount(currency) },
    ...{ amount: held, subjectId: clientId },
  });
  const ids = { withdrawalId: commandId, instructionId: commandId, holdId: hold.id };
  const toOperator = minus(held, amount);
  const order = {
    ...({ kind: 'withdraw', account, amount } as const),
    ...(toOperator > ZERO && { fees: toOperator }),
  };
  return ok({
    events: [
      { kind: 'WithdrawalRequested', ...ids, clientId, role, amount, currency, fees, held },
      { kind: 'InstructionMade', instruction: { id: commandId, currency, clientId, order } },
    ],
    transfers: [hold],
  });
}

/** The custodian has paid a withdrawal out, or has said no. */
export const withdrawalEnd: InstructionEnd = {
  needs({ id }, known) {
    const withdrawal = known.get('withdrawal', id);
    return [
      { fact: 'withdrawal', key: id },
      ...(withdrawal === undefined
        ? []
        : [{ fact: 'hold' as const, key: String(withdrawal.holdId) }]),
    ];
  },
  end(world, { id: withdrawalId }, { outcome }, circumstances) {
    const withdrawal = world.get('withdrawal', withdrawalId);
    assert(withdrawal !== undefined, 'The instruction of a withdrawal has its id.');
    const hold = world.get('hold', String(withdrawal.holdId));
    assert(hold !== undefined, 'The money of a withdrawal under way is held.');
    return outcome === 'confirmed'
      ? {
          events: [{ kind: 'WithdrawalPaid', withdrawalId }],
          transfers: paidOut(withdrawal, hold, circumstances),
        }
      : {
          events: [{ kind: 'WithdrawalRefused', withdrawalId }],
          transfers: [voidOfHold(circumstances, hold)],
        };
  },
};

/** What was held leaves as it was asked for; where fees are part of it, each is a movement of its own. */
function paidOut(
  { clientId, role, currency, amount, fees }: Withdrawal,
  hold: Hold,
  circumstances: Circumstances,
): Transfer[] {
  if (fees.length === 0) return [postOfHold(circumstances, hold)];
  const cash = cashAccount(role, clientId, currency);
  const book = (movement: Pick<Movement, 'code' | 'credit' | 'amount'>) =>
    posted(circumstances, { ...movement, debit: cash, subjectId: clientId });
  return [
    voidOfHold(circumstances, hold),
    book({ code: 'withdrawal', credit: custodyAccount(currency), amount }),
    ...fees.map((fee) =>
      book({
        ...{ code: feeCode(fee.kind, 'cash'), credit: feeAccount(fee.kind, currency) },
        amount: fee.amount,
      }),
    ),
  ];
}

function decideBounce(
  world: World,
  { withdrawalId, bankReference, bankDay }: RecordBounce,
  circumstances: Circumstances,
): Result<Decision> {
  if (circumstances.actor.kind !== 'custodian') return refuse('not_allowed');
  const withdrawal = world.get('withdrawal', withdrawalId);
  if (withdrawal === undefined) return refuse('not_found');
  const { state } = withdrawal;
  if (state === 'bounced') return ok({ events: [], transfers: [] });
  // Out of order: it will be told again when its payment is known here.
  if (state !== 'paid') return refuse('wrong_stage', { state });
  return ok({
    events: [
      {
        ...{ kind: 'WithdrawalBounced', withdrawalId, bankReference },
        ...(bankDay !== undefined && { bankDay }),
      },
    ],
    transfers: cameBack(withdrawal, circumstances),
  });
}

/** The custodian undoes the whole payment: its owner authorised the fees for money that arrives. */
function cameBack(
  { role, clientId, currency, amount, fees }: Withdrawal,
  circumstances: Circumstances,
): Transfer[] {
  const credit = cashAccount(role, clientId, currency);
  const book = (movement: Pick<Movement, 'code' | 'debit' | 'amount'>) =>
    posted(circumstances, { ...movement, credit, subjectId: clientId });
  return [
    book({ code: 'withdrawal_bounced', debit: custodyAccount(currency), amount }),
    ...fees.map((fee) =>
      book({ code: 'fee_refund', debit: feeAccount(fee.kind, currency), amount: fee.amount }),
    ),
  ];
}

export function evolveWithdrawalRequested(
  world: WorldDraft,
  { kind: _, withdrawalId, ...terms }: WithdrawalRequested,
  { at }: Stamp,
): void {
  world.put('withdrawal', { id: withdrawalId, ...terms, state: 'requested', requestedAt: at });
  const { clientId, role, currency, fees } = terms;
  if (!fees.some(({ kind }) => kind === 'registration')) return;
  // It is on its way; what was asked for twice would be paid twice.
  const client = world.get('client', clientId);
  assert(client !== undefined, 'A withdrawal is of a client.');
  const { registrationFees = [], ...rest } = client;
  const others = registrationFees.filter((fee) => fee.role !== role || fee.currency !== currency);
  world.put('client', { ...rest, ...(others.length > 0 && { registrationFees: others }) });
}

export function evolveWithdrawalEnded(
  world: WorldDraft,
  { kind, withdrawalId }: WithdrawalPaid | WithdrawalRefused | WithdrawalBounced,
): void {
  const withdrawal = world.get('withdrawal', withdrawalId);
  assert(withdrawal !== undefined, 'An event is about a withdrawal that exists.');
  world.put('withdrawal', { ...withdrawal, state: STATE_AFTER[kind] } satisfies Withdrawal);
  if (kind !== 'WithdrawalPaid') giveBackRegistration(world, withdrawal);
}

/** It was not paid, or went back, and is still to be. */
function giveBackRegistration(
  world: WorldDraft,
  { clientId, role, currency, fees }: Withdrawal,
): void {
  const fee = fees.find(({ kind }) => kind === 'registration');
  if (fee === undefined || role === 'partner') return;
  const client = world.get('client', clientId);
  assert(client !== undefined, 'A withdrawal is of a client.');
  const registrationFees = [
    ...(client.registrationFees ?? []),
    { role, currency, amount: fee.amount },
  ];
  world.put('client', { ...client, registrationFees });
}

const STATE_AFTER: Readonly<
  Record<'WithdrawalPaid' | 'WithdrawalRefused' | 'WithdrawalBounced', WithdrawalState>
> = { WithdrawalPaid: 'paid', WithdrawalRefused: 'refused', WithdrawalBounced: 'bounced' };
