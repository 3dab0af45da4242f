// Money that comes by bank transfer 线下充值: whose it is says the code in the remark, if the name agrees.
//
// What the operator, or somebody linked to it, sends under a borrower's code is credited to nobody. It is an advance
// all the same: nothing of this borrower is listed until somebody has explained it.

import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import type { MutuaEvent } from '../events.ts';
import type { Id } from '../kit/id.ts';
import { invalid, ok, type Result, refuse } from '../kit/result.ts';
import { custodyAccount, unmatchedAccount } from '../ledger/addresses.ts';
import { posted } from '../ledger/transfer.ts';
import type { Currency } from '../money/currency.ts';
import { type MinorUnits, ZERO } from '../money/minor-units.ts';
import type { Client } from '../people/client.ts';
import { OPERATOR_NEED } from '../people/operator-need.ts';
import type { Day } from '../time/day.ts';
import { type KnownWorld, type Need, RELATED_PARTY, type World } from '../world.ts';
import type { ReceiptEnd, ReceiptReason } from './receipt.ts';
import { matchSlip, plainName, readTopUpCode } from './slip.ts';

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
    ...(client?.roles.includes('borrower') === true ? linkedNeeds(known) : []),
  ];
}

/** The operator, and the names of those who are linked to it. */
function linkedNeeds(known: KnownWorld): readonly Need[] {
  const related = known.list('clientsByRelation', RELATED_PARTY);
  return [
    OPERATOR_NEED,
    { list: 'clientsByRelation', key: RELATED_PARTY },
    ...related.map(({ id }) => ({ fact: 'identity' as const, key: id })),
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
      ...advanceEvents(world, command, circumstances.newId),
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

/** Of money from the operator's side for a borrower: the record that keeps its listing back, and an alarm. */
function advanceEvents(
  world: World,
  { remark, payerName, amount, currency, bankDay, bankReference }: RecordIncomingTransfer,
  newId: () => Id,
): readonly MutuaEvent[] {
  const number = clientNumberIn(remark);
  if (number === undefined || payerName === undefined) return [];
  const [client] = world.list('clientsOfNumber', String(number));
  if (client?.roles.includes('borrower') !== true) return [];
  const payer = linkedPayer(world, payerName, client);
  if (payer === undefined) return [];
  const told = { reference: bankReference, subjectId: client.id, detail: 'money_advanced' };
  return [
    {
      ...{ kind: 'AdvanceRecorded', advanceId: newId(), borrowerId: client.id },
      ...{ payer, amount, currency, receivedOn: bankDay },
    },
    { kind: 'AlarmRaised', alarm: { id: newId(), kind: 'red_line_tried', ...told } },
  ];
}

/** Who paid, if it was the operator or a related client: by id, since the log has no names of persons. */
function linkedPayer(world: World, payerName: string, payee: Client): string | undefined {
  const payer = plainName(payerName);
  const isNamed = (name: string | undefined) => name !== undefined && plainName(name) === payer;
  if (isNamed(world.get('operator', 'operator')?.name)) return 'operator';
  return world
    .list('clientsByRelation', RELATED_PARTY)
    .find((one) => one.id !== payee.id && isNamed(verifiedNameOf(world, one)))?.id;
}

function verifiedNameOf(world: World, { id, status }: Client): string | undefined {
  return status === 'registered' ? undefined : world.get('identity', id)?.name;
}

function clientNumberIn(remark: string | undefined): number | undefined {
  const reading = remark === undefined ? undefined : readTopUpCode(remark);
  return reading?.kind === 'code' ? reading.clientNumber : undefined;
}
