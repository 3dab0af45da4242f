// A callback of the custodian becomes a command, under the callback's own id: so one that comes again is the same
// command again. What cannot be so here raises an alarm and is taken all the same, or it would come for ever.
import type { Callback } from '@mutua/contract/custodian/callbacks.ts';
import { never } from '@mutua/core/kit/assert.ts';
import { type Id, readId } from '@mutua/core/kit/id.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import type { MovementCode } from '@mutua/core/wallet/bank-movement.ts';
import { CUSTODIAN, commitFor, type RailLane, raiseAlarm } from '../rail-door.ts';
import { readAmount, readMoney, readRailCurrency, readRailDay, readRailText } from '../wire.ts';
import { readResult } from './answers.ts';
import type { OwnerPages } from './owner-pages.ts';
import type { Watch } from './watch.ts';

export interface CallbackTaker {
  readonly lane: RailLane;
  readonly watch: Watch;
  readonly ownerPages: OwnerPages;
}

/**
 * Settles when what the callback says is durable.
 *
 * @throws RailUnreadable, LaneBusy, and whatever the lane throws: then it has to come again.
 */
export async function takeCallback(taker: CallbackTaker, callback: Callback): Promise<void> {
  const id = readId(callback.id, 'id');
  const code = id.ok ? await codeOf(taker, callback, id.value) : 'invalid_input';
  if (code === 'taken') return;
  const detail = `${callback.kind} ${code}`;
  await raiseAlarm(taker.lane, { alarm: 'message_refused', reference: callback.id, detail });
}

async function codeOf(taker: CallbackTaker, callback: Callback, id: Id): Promise<string> {
  const { lane, watch, ownerPages } = taker;
  if (callback.kind === 'withdrawal_bounced') {
    const withdrawalId = readId(callback.data.id, 'id');
    if (!withdrawalId.ok) return 'invalid_input';
    const { bankReference, day } = callback.data;
    return watch.recordBounce(withdrawalId.value, bankReference, readRailDay(day), id);
  }
  const command = commandOf(callback);
  if (command === undefined) return 'taken';
  const outcome = await commitFor(lane, CUSTODIAN, command, id);
  if (outcome.ok) return 'taken';
  if (command.kind !== 'ReverseTopUp' || outcome.refusal.code !== 'wrong_stage') {
    return outcome.refusal.code;
  }
  // It came before the message that the top-up was credited.
  await ownerPages.askAfterTopUp(command.topUpId);
  const again = await commitFor(lane, CUSTODIAN, command, id);
  return again.ok ? 'taken' : again.refusal.code;
}

/** Nothing where the message says only what another one brings about. */
function commandOf(
  callback: Exclude<Callback, { kind: 'withdrawal_bounced' }>,
): AnyCommand | undefined {
  switch (callback.kind) {
    case 'account_opened': {
      const { class: role, clientId, account, currency: code } = callback.data;
      if (role === 'platform') return undefined;
      const currency = readRailCurrency(code);
      return { kind: 'RecordCustodyAccount', clientId: clientId as Id, role, account, currency };
    }
    case 'top_up_credited': {
      const { id, amount, bankReference, day } = callback.data;
      const money = { amount: readAmount(amount), bankReference, bankDay: readRailDay(day) };
      return { kind: 'CreditTopUp', topUpId: id as Id, ...money };
    }
    case 'top_up_failed':
      return { kind: 'EndTopUp', topUpId: callback.data.id as Id, outcome: 'failed' };
    case 'top_up_expired':
      return { kind: 'EndTopUp', topUpId: callback.data.id as Id, outcome: 'expired' };
    case 'top_up_reversed': {
      const { id, debited, shortfall, bankReference, day } = callback.data;
      return {
        ...{ kind: 'ReverseTopUp', topUpId: id as Id, bankDay: readRailDay(day) },
        ...{ debited: readAmount(debited), shortfall: readAmount(shortfall) },
        ...(bankReference !== undefined && { bankReference }),
      };
    }
    case 'distribution_reversed': {
      const { id, bankReference, day } = callback.data;
      const bankDay = readRailDay(day);
      return { kind: 'RecordRepaymentReversal', instructionId: id as Id, bankReference, bankDay };
    }
    case 'incoming_transfer': {
      const { bankReference, payerName, payerAccount, amount, remark, day } = callback.data;
      return {
        ...{ kind: 'RecordIncomingTransfer', bankReference, ...readMoney(amount) },
        ...{ payerName: readRailText(payerName), payerAccount: readRailText(payerAccount) },
        ...{ remark: readRailText(remark), bankDay: readRailDay(day) },
      };
    }
    case 'mandate_granted':
      return mandateCommand(callback.data.mandate, 'granted');
    case 'mandate_declined':
      return mandateCommand(callback.data.mandate, 'declined');
    case 'mandate_revoked':
      return mandateCommand(callback.data.mandate, 'revoked');
    case 'batch_done': {
      const { batchId, results } = callback.data;
      return { kind: 'RecordAnswers', batchId: batchId as Id, answers: results.map(readResult) };
    }
    case 'instruction_done': {
      const { batchId, result } = callback.data;
      return { kind: 'RecordAnswers', batchId: batchId as Id, answers: [readResult(result)] };
    }
    case 'movement':
      return movementCommand(callback.data);
    // What follows from them comes with the instruction's own result.
    case 'authorised':
    case 'declined':
    case 'authorisation_expired':
      return undefined;
    default:
      return never(callback);
  }
}

function mandateCommand(mandate: string, outcome: 'granted' | 'declined' | 'revoked'): AnyCommand {
  return { kind: 'RecordMandate', mandateId: mandate as Id, outcome };
}

const EXPLAINABLE: readonly string[] = [
  'top_up',
  'top_up_reversed',
  'incoming_transfer',
  'withdrawal_bounced',
  'fee_refund',
  'distribution_reversed',
];

function movementCommand(data: Extract<Callback, { kind: 'movement' }>['data']): AnyCommand {
  const { bankReference, account, direction, amount, code, cause, day } = data;
  if (code === 'own_funds_in' && direction === 'credit') {
    const told = { bankReference, account, bankDay: readRailDay(day), ...readMoney(amount) };
    return { kind: 'RecordOwnFunds', ...told };
  }
  return {
    ...{ kind: 'RecordMovement', bankReference, account, direction, bankDay: readRailDay(day) },
    ...readMoney(amount),
    code: EXPLAINABLE.includes(code) ? (code as MovementCode) : 'other',
    ...(cause !== undefined && { cause: cause as Id }),
  };
}
