// What becomes of money that is nobody's yet 待认领处理: one finance officer proposes, another one bears it out,
// and the custodian does it, who asks once more whether the names agree.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import { assert } from '../kit/assert.ts';
import type { Id } from '../kit/id.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import { cashAccount, custodyAccount, unmatchedAccount } from '../ledger/addresses.ts';
import { posted } from '../ledger/transfer.ts';
import { staffIn } from '../people/actor.ts';
import type { ClientRole } from '../people/client.ts';
import type { World } from '../world.ts';
import type { UnmatchedReceipt } from './receipt.ts';
import { plainName } from './slip.ts';

/** It belongs to this client. */
export interface ClaimReceipt {
  readonly kind: 'ClaimReceipt';
  readonly receiptId: Id;
  readonly clientId: Id;
  readonly role: ClientRole;
  readonly note: string;
}

/** It goes back to where it came from. */
export interface SendBackReceipt {
  readonly kind: 'SendBackReceipt';
  readonly receiptId: Id;
  readonly note: string;
}

/** Another person agrees; the custodian is asked. */
export interface ConfirmReceiptEnd {
  readonly kind: 'ConfirmReceiptEnd';
  readonly receiptId: Id;
}

/** Another person, or the one who proposed it, takes the proposal away. */
export interface DropReceiptEnd {
  readonly kind: 'DropReceiptEnd';
  readonly receiptId: Id;
  readonly note: string;
}

/** What the custodian did about a receipt. */
export interface RecordReceiptEnd {
  readonly kind: 'RecordReceiptEnd';
  readonly receiptId: Id;
  readonly instructionId: Id;
  readonly outcome: 'confirmed' | 'refused';
  readonly reason?: string;
  readonly bankReference?: string;
}

export const claimReceipt: Rule<ClaimReceipt> = {
  kind: 'ClaimReceipt',
  needs: ({ receiptId, clientId }) => [
    { fact: 'receipt', key: receiptId },
    { fact: 'receiptPayer', key: receiptId },
    { fact: 'client', key: clientId },
    { fact: 'identity', key: clientId },
  ],
  decide: decideClaim,
};

export const sendBackReceipt: Rule<SendBackReceipt> = {
  kind: 'SendBackReceipt',
  needs: ({ receiptId }) => [{ fact: 'receipt', key: receiptId }],
  decide: (world, { receiptId, note }, { actor }) => {
    const makerId = staffIn(actor, ['finance_officer']);
    if (makerId === undefined) return refuse('not_allowed');
    const refused = refusedToPropose(world, receiptId, note);
    if (refused !== undefined) return refused;
    const end = { kind: 'send_back' } as const;
    return decided({ kind: 'ReceiptEndProposed', receiptId, end, makerId, note });
  },
};

export const confirmReceiptEnd: Rule<ConfirmReceiptEnd> = {
  kind: 'ConfirmReceiptEnd',
  needs: ({ receiptId }) => [{ fact: 'receipt', key: receiptId }],
  decide: (world, { receiptId }, { actor, newId }) => {
    const checkerId = staffIn(actor, ['finance_officer']);
    if (checkerId === undefined) return refuse('not_allowed');
    const receipt = world.get('receipt', receiptId);
    if (receipt === undefined) return refuse('not_found');
    const { state, makerId } = receipt;
    if (state !== 'proposed') return refuse('wrong_stage', { state });
    if (makerId === checkerId) return refuse('same_person');
    return decided({ kind: 'ReceiptEndConfirmed', receiptId, checkerId, instructionId: newId() });
  },
};

export const dropReceiptEnd: Rule<DropReceiptEnd> = {
  kind: 'DropReceiptEnd',
  needs: ({ receiptId }) => [{ fact: 'receipt', key: receiptId }],
  decide: (world, { receiptId, note }, { actor }) => {
    if (staffIn(actor, ['finance_officer']) === undefined) return refuse('not_allowed');
    const receipt = world.get('receipt', receiptId);
    if (receipt === undefined) return refuse('not_found');
    const { state } = receipt;
    if (state !== 'proposed') return refuse('wrong_stage', { state });
    if (note.trim() === '') return refuse('reason_missing');
    return decided({ kind: 'ReceiptEndDropped', receiptId, note });
  },
};

export const recordReceiptEnd: Rule<RecordReceiptEnd> = {
  kind: 'RecordReceiptEnd',
  needs: ({ receiptId }) => [{ fact: 'receipt', key: receiptId }],
  decide: decideEnd,
};

function decideClaim(
  world: World,
  { receiptId, clientId, role, note }: ClaimReceipt,
  { actor }: Circumstances,
): Result<Decision> {
  const makerId = staffIn(actor, ['finance_officer']);
  if (makerId === undefined) return refuse('not_allowed');
  const refused = refusedToPropose(world, receiptId, note);
  if (refused !== undefined) return refused;
  const client = world.get('client', clientId);
  if (client === undefined) return refuse('not_found');
  if (client.status === 'registered') return refuse('identity_not_verified');
  const account = client.custodyAccounts[role];
  if (account === undefined) return refuse('custody_account_missing');
  const name = plainName(world.get('identity', clientId)?.name ?? '');
  const payer = plainName(world.get('receiptPayer', receiptId)?.payerName ?? '');
  if (name === '' || name !== payer) return refuse('payer_differs');
  const end = { kind: 'claim', clientId, role, account } as const;
  return decided({ kind: 'ReceiptEndProposed', receiptId, end, makerId, note });
}

function refusedToPropose(world: World, receiptId: Id, note: string) {
  const receipt = world.get('receipt', receiptId);
  if (receipt === undefined) return refuse('not_found');
  const { state } = receipt;
  if (state !== 'unmatched') return refuse('wrong_stage', { state });
  return note.trim() === '' ? refuse('reason_missing') : undefined;
}

function decideEnd(
  world: World,
  { receiptId, instructionId, outcome, reason, bankReference }: RecordReceiptEnd,
  circumstances: Circumstances,
): Result<Decision> {
  if (circumstances.actor.kind !== 'custodian') return refuse('not_allowed');
  const receipt = world.get('receipt', receiptId);
  if (receipt === undefined) return refuse('not_found');
  if (receipt.state !== 'sent' || receipt.instructionId !== instructionId) return decided();
  if (outcome === 'refused') {
    return decided({
      ...{ kind: 'ReceiptEndRefused', receiptId },
      reason: reason ?? 'custodian_refused',
    });
  }
  const transfer = posted(circumstances, movementOf(receipt));
  return ok({
    events: [
      {
        ...{ kind: 'ReceiptEnded', receiptId, instructionId, transferId: transfer.id },
        bankReference: bankReference ?? receipt.bankReference,
      },
    ],
    transfers: [transfer],
  });
}

function movementOf({ id, currency, amount, end }: UnmatchedReceipt) {
  assert(end !== undefined, 'What is instructed for a receipt was said before.');
  const debit = unmatchedAccount(id, currency);
  return end.kind === 'claim'
    ? {
        ...{ code: 'unmatched_claimed' as const, debit, amount, subjectId: end.clientId },
        credit: cashAccount(end.role, end.clientId, currency),
      }
    : {
        ...{ code: 'unmatched_sent_back' as const, debit, amount, subjectId: id },
        credit: custodyAccount(currency),
      };
}
