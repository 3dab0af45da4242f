// A message that a rail signed and that cannot be read in full. Money that it tells of is taken in all the same.
import { createHash } from 'node:crypto';
import type { Instant } from '@mutua/core/time/instant.ts';
import type { RecordIncomingTransfer } from '@mutua/core/wallet/incoming-transfer.ts';
import type pg from 'pg';
import { CUSTODIAN, commitFor, derivedId, type RailLane, raiseAlarm } from './rail-door.ts';
import { keepUnreadMessage } from './rails-read.ts';
import { messageIn } from './raw-body.ts';
import { type MoneyOnRail, RailUnreadable, readMoney, readRailDay, readRailText } from './wire.ts';

const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9.-]{0,34}$/;
const TEXT_LENGTH_MAX = 300;

export interface UnreadableTaker {
  readonly lane: RailLane;
  readonly pool: pg.Pool;
  readonly clock: () => Instant;
  readonly rail: 'custodian' | 'payment_provider';
}

/** Kept for people, with an alarm; and if it is money that came in, its amount is booked, without an owner. */
export async function takeUnreadable(taker: UnreadableTaker, body: Buffer): Promise<void> {
  const { lane, pool, clock, rail } = taker;
  const digest = createHash('sha256').update(body).digest('hex');
  const receipt = rail === 'custodian' ? readableReceipt(body) : undefined;
  if (receipt !== undefined) {
    await commitFor(lane, CUSTODIAN, receipt, derivedId(`receipt ${receipt.bankReference}`));
  }
  const alarmId = await raiseAlarm(lane, {
    ...{ alarm: 'message_unreadable', reference: receipt?.bankReference ?? digest.slice(0, 32) },
    detail: rail,
  });
  await keepUnreadMessage(pool, { alarmId, rail, cameAt: clock(), body });
}

/** Of money that came in, what can be read: the reference, the amount and the day at least. */
function readableReceipt(body: Buffer): RecordIncomingTransfer | undefined {
  const message = fieldsOf(messageIn(body));
  if (message.kind !== 'incoming_transfer') return undefined;
  const { bankReference, amount, day, payerName, payerAccount, remark } = fieldsOf(message.data);
  if (typeof bankReference !== 'string' || !REFERENCE.test(bankReference)) return undefined;
  try {
    const money = readMoney(fieldsOf(amount) as unknown as MoneyOnRail);
    return {
      ...{ kind: 'RecordIncomingTransfer', bankReference, ...money },
      bankDay: readRailDay(String(day)),
      ...(isText(payerName) && { payerName: readRailText(payerName) }),
      ...(isText(payerAccount) && { payerAccount: readRailText(payerAccount) }),
      ...(isText(remark) && { remark: readRailText(remark) }),
    };
  } catch (error) {
    if (error instanceof RailUnreadable) return undefined;
    throw error;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= TEXT_LENGTH_MAX;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
