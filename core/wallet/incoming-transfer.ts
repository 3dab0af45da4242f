// Money that comes by bank transfer 线下充值: whose it is says the code in the remark, if the name agrees.

import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import { invalid, ok, type Result, refuse } from '../kit/result.ts';
import { custodyAccount, unmatchedAccount } from '../ledger/addresses.ts';
import { posted } from '../ledger/transfer.ts';
import type { Currency } from '../money/currency.ts';
import { type MinorUnits, ZERO } from '../money/minor-units.ts';
import type { Client } from '../people/client.ts';
import type { Day } from '../time/day.ts';
import type { KnownWorld, Need, World } from '../world.ts';
import type { ReceiptEnd, ReceiptReason } from './receipt.ts';
import { matchSlip, readTopUpCode } from './slip.ts';

/** Told by the custodian. What could not be read of it is left out, and the money is taken in all the same. */
export interface RecordIncomingTransfer {
  readonly kind: 'RecordIncomingTransfer';
  readonly bankReference: string;
  readonly currency: Currency;
  readonly amount: MinorUnits;
  readonly bankDay: Day;
  readonly payerName?: string;
  readonly payerAccount?: string;
  readonly remark?: string;
}

const PURSES = ['lender', 'borrower', 'partner'] as const;

/** The receipt gets the id of the command. */
export const recordIncomingTransfer: Rule<RecordIncomingTransfer> = {
  kind: 'RecordIncomingTransfer',
  needs,
  decide,
};

function needs(
  { bankReference, remark }: RecordIncomingTransfer,
  known: KnownWorld,
): readonly Need[] {
  const number = clientNumberIn(remark);
  const [client] = number === undefined ? [] : known.list('clientsOfNumber', String(number));
  const [receipt] = known.list('receiptsOfReference', bankReference);
  return [
    { list: 'receiptsOfReference', key: bankReference },
    ...(receipt === undefined ? [] : [{ fact: 'receiptPayer' as const, key: receipt.id }]),
    ...(number === undefined ? [] : [{ list: 'clientsOfNumber' as const, key: String(number) }]),
    ...(client === undefined ? [] : [{ fact: 'identity' as const, key: client.id }]),
  ];
}

function decide(
  world: World,
  command: RecordIncomingTransfer,
  circumstances: Circumstances,
): Result<Decision> {
  const { bankReference, amount, currency, payerName, payerAccount, remark } = command;
  if (circumstances.actor.kind !== 'custodian') return refuse('not_allowed');
  if (amount <= ZERO) return invalid('amount', 'It must be greater than 0.');
  const personal = {
    payerName: payerName ?? '',
    payerAccount: payerAccount ?? '',
    remark: remark ?? '',
  };
  const [known] = world.list('receiptsOfReference', bankReference);
  if (known !== undefined) {
    // It was taken in before its payer could be read.
    return known.reason === 'unreadable' && known.state === 'unmatched' && payerName !== undefined
      ? decided({ kind: 'ReceiptPayerTold', receiptId: known.id, personal })
      : decided();
  }
  const receiptId = circumstances.commandId;
  const transfer = posted(circumstances, {
    code: 'top_up_unmatched',
    debit: custodyAccount(currency),
    credit: unmatchedAccount(receiptId, currency),
    amount,
    subjectId: receiptId,
  });
  const owner = ownerOf(world, command);
  return ok({
    events: [
      {
        ...{ kind: 'ReceiptRecorded', receiptId, bankReference, currency, amount },
        ...{ bankDay: command.bankDay, transferId: transfer.id },
        ...('end' in owner
          ? { end: owner.end, instructionId: circumstances.newId() }
          : { reason: owner.reason }),
        personal,
      },
    ],
    transfers: [transfer],
  });
}

/** The client's one purse, where code and name agree; else why it is nobody's yet. */
function ownerOf(
  world: World,
  { remark, payerName }: RecordIncomingTransfer,
): { readonly end: ReceiptEnd } | { readonly reason: ReceiptReason } {
  if (remark === undefined || payerName === undefined) return { reason: 'unreadable' };
  const matched = matchSlip({ remark, payerName }, (number) => {
    const [client] = world.list('clientsOfNumber', String(number));
    if (client === undefined) return undefined;
    const verifiedName = verifiedNameOf(world, client);
    return verifiedName === undefined ? undefined : { client, clientNumber: number, verifiedName };
  });
  if (matched.kind === 'unmatched') return { reason: matched.reason };
  const { client } = matched.client;
  const [purse, ...others] = PURSES.flatMap((role) => {
    const account = client.custodyAccounts[role];
    return account === undefined ? [] : [{ role, account }];
  });
  if (purse === undefined) return { reason: 'no_account' };
  if (others.length > 0) return { reason: 'two_purses' };
  return { end: { kind: 'claim', clientId: client.id, ...purse } };
}

function verifiedNameOf(world: World, { id, status }: Client): string | undefined {
  return status === 'registered' ? undefined : world.get('identity', id)?.name;
}

function clientNumberIn(remark: string | undefined): number | undefined {
  const reading = remark === undefined ? undefined : readTopUpCode(remark);
  return reading?.kind === 'code' ? reading.clientNumber : undefined;
}
