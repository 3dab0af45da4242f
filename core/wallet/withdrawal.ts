// A withdrawal 提现: money of a client to the client's own bank card, held here until the custodian has paid it.
import type { Circumstances, Decision, Rule, Stamp } from '../decision.ts';
import { assert } from '../kit/assert.ts';
import type { Id } from '../kit/id.ts';
import { invalid, ok, type Result, refuse } from '../kit/result.ts';
import { availableOf } from '../ledger/account.ts';
import { cashAccount, custodyAccount } from '../ledger/addresses.ts';
import { pendingTransfer, posted, postOfHold, voidOfHold } from '../ledger/transfer.ts';
import type { Currency } from '../money/currency.ts';
import { moneyText } from '../money/figure-text.ts';
import { type MinorUnits, ZERO } from '../money/minor-units.ts';
import { personIn } from '../people/actor.ts';
import type { ClientRole } from '../people/client.ts';
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

/** Asked by the client; the withdrawal and its instruction have the id of the command. */
export interface RequestWithdrawal {
  readonly kind: 'RequestWithdrawal';
  readonly role: ClientRole;
  readonly amount: MinorUnits;
  readonly currency: Currency;
}

/** Told by the custodian: what it had paid out came back. */
export interface RecordBounce {
  readonly kind: 'RecordBounce';
  readonly withdrawalId: Id;
  readonly bankReference: string;
  /** The custodian's own day. */
  readonly bankDay?: Day;
}

export const requestWithdrawal: Rule<RequestWithdrawal> = {
  kind: 'RequestWithdrawal',
  needs: ({ role, currency }, _, { actor }) => {
    const clientId = personIn(actor, [role]);
    if (clientId === undefined) return [];
    return [{ fact: 'client', key: clientId }, accountNeed(cashAccount(role, clientId, currency))];
  },
  decide: decideRequest,
};

export const recordBounce: Rule<RecordBounce> = {
  kind: 'RecordBounce',
  needs: ({ withdrawalId }) => [{ fact: 'withdrawal', key: withdrawalId }],
  decide: decideBounce,
};

function decideRequest(
  world: World,
  { role, amount, currency }: RequestWithdrawal,
  circumstances: Circumstances,
): Result<Decision> {
  const { actor, commandId } = circumstances;
  const clientId = personIn(actor, [role]);
  if (clientId === undefined) return refuse('not_allowed');
  const client = world.get('client', clientId);
  if (client === undefined || client.status === 'registered')
    return refuse('identity_not_verified');
  if (client.status === 'frozen') return refuse('client_frozen');
  const account = client.custodyAccounts[role];
  if (account === undefined) return refuse('custody_account_missing');
  if (amount <= ZERO) return invalid('amount', 'It must be greater than 0.');
  const cash = cashAccount(role, clientId, currency);
  const available = availableOf(world.account(cash));
  if (amount > available) {
    return refuse('exceeds_available', { available: moneyText(available, currency) });
  }
  const hold = pendingTransfer(circumstances, {
    ...{ code: 'withdrawal', debit: cash, credit: custodyAccount(currency) },
    ...{ amount, subjectId: clientId },
  });
  const ids = { withdrawalId: commandId, instructionId: commandId, holdId: hold.id };
  const order = { kind: 'withdraw', account, amount } as const;
  return ok({
    events: [
      { kind: 'WithdrawalRequested', ...ids, clientId, role, amount, currency },
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
          transfers: [postOfHold(circumstances, hold)],
        }
      : {
          events: [{ kind: 'WithdrawalRefused', withdrawalId }],
          transfers: [voidOfHold(circumstances, hold)],
        };
  },
};

function decideBounce(
  world: World,
  { withdrawalId, bankReference, bankDay }: RecordBounce,
  circumstances: Circumstances,
): Result<Decision> {
  if (circumstances.actor.kind !== 'custodian') return refuse('not_allowed');
  const withdrawal = world.get('withdrawal', withdrawalId);
  if (withdrawal === undefined) return refuse('not_found');
  const { state, role, clientId, currency, amount } = withdrawal;
  if (state === 'bounced') return ok({ events: [], transfers: [] });
  // Out of order: it will be told again when its payment is known here.
  if (state !== 'paid') return refuse('wrong_stage', { state });
  const back = posted(circumstances, {
    ...{ code: 'withdrawal_bounced', debit: custodyAccount(currency) },
    ...{ credit: cashAccount(role, clientId, currency), amount, subjectId: clientId },
  });
  return ok({
    events: [
      {
        ...{ kind: 'WithdrawalBounced', withdrawalId, bankReference },
        ...(bankDay !== undefined && { bankDay }),
      },
    ],
    transfers: [back],
  });
}

export function evolveWithdrawalRequested(
  world: WorldDraft,
  { kind: _, withdrawalId, ...terms }: WithdrawalRequested,
  { at }: Stamp,
): void {
  world.put('withdrawal', { id: withdrawalId, ...terms, state: 'requested', requestedAt: at });
}

export function evolveWithdrawalEnded(
  world: WorldDraft,
  { kind, withdrawalId }: WithdrawalPaid | WithdrawalRefused | WithdrawalBounced,
): void {
  const withdrawal = world.get('withdrawal', withdrawalId);
  assert(withdrawal !== undefined, 'An event is about a withdrawal that exists.');
  world.put('withdrawal', { ...withdrawal, state: STATE_AFTER[kind] } satisfies Withdrawal);
}

const STATE_AFTER: Readonly<
  Record<'WithdrawalPaid' | 'WithdrawalRefused' | 'WithdrawalBounced', WithdrawalState>
> = { WithdrawalPaid: 'paid', WithdrawalRefused: 'refused', WithdrawalBounced: 'bounced' };
