// A top-up 充值: the client asks for it here, pays at the bank, and it counts when the bank says so.
import type { Circumstances, Decision, Rule, Stamp } from '../decision.ts';
import { assert } from '../kit/assert.ts';
import type { Id } from '../kit/id.ts';
import { invalid, ok, type Result, refuse } from '../kit/result.ts';
import { cashAccount, custodyAccount } from '../ledger/addresses.ts';
import { posted } from '../ledger/transfer.ts';
import type { Currency } from '../money/currency.ts';
import { type MinorUnits, ZERO } from '../money/minor-units.ts';
import { personIn } from '../people/actor.ts';
import type { ClientRole } from '../people/client.ts';
import type { World, WorldDraft } from '../world.ts';
import type { TopUpCredited, TopUpRequested } from './events.ts';

/** Asked by the client; the top-up gets the id of the command. */
export interface RequestTopUp {
  readonly kind: 'RequestTopUp';
  readonly role: ClientRole;
  readonly amount: MinorUnits;
  readonly currency: Currency;
}

/** Told by the custodian. */
export interface CreditTopUp {
  readonly kind: 'CreditTopUp';
  readonly topUpId: Id;
  readonly amount: MinorUnits;
  readonly bankReference: string;
}

export const requestTopUp: Rule<RequestTopUp> = {
  kind: 'RequestTopUp',
  needs: ({ role }, _, { actor }) => {
    const clientId = personIn(actor, [role]);
    return clientId === undefined ? [] : [{ fact: 'client', key: clientId }];
  },
  decide: decideRequest,
};

export const creditTopUp: Rule<CreditTopUp> = {
  kind: 'CreditTopUp',
  needs: ({ topUpId }) => [{ fact: 'topUp', key: topUpId }],
  decide: decideCredit,
};

function decideRequest(
  world: World,
  { role, amount, currency }: RequestTopUp,
  { actor, commandId }: Circumstances,
): Result<Decision> {
  const clientId = personIn(actor, [role]);
  if (clientId === undefined) return refuse('not_allowed');
  const client = world.get('client', clientId);
  if (client === undefined || client.status === 'registered')
    return refuse('identity_not_verified');
  if (client.status === 'frozen') return refuse('client_frozen');
  if (client.custodyAccounts[role] === undefined) return refuse('custody_account_missing');
  if (amount <= ZERO) return invalid('amount', 'It must be greater than 0.');
  return ok({
    events: [{ kind: 'TopUpRequested', topUpId: commandId, clientId, role, amount, currency }],
    transfers: [],
  });
}

function decideCredit(
  world: World,
  { topUpId, amount, bankReference }: CreditTopUp,
  circumstances: Circumstances,
): Result<Decision> {
  if (circumstances.actor.kind !== 'custodian') return refuse('not_allowed');
  const topUp = world.get('topUp', topUpId);
  if (topUp === undefined) return refuse('not_found');
  if (topUp.state !== 'requested') return refuse('wrong_stage', { state: topUp.state });
  // The bank credits what was asked for; another sum is a break, which somebody has to look at.
  if (amount !== topUp.amount) return invalid('amount', 'It must be what was asked for.');
  const transfer = posted(circumstances, {
    code: 'top_up',
    debit: custodyAccount(topUp.currency),
    credit: cashAccount(topUp.role, topUp.clientId, topUp.currency),
    amount,
    subjectId: topUp.clientId,
  });
  return ok({
    events: [{ kind: 'TopUpCredited', topUpId, transferId: transfer.id, bankReference }],
    transfers: [transfer],
  });
}

export function evolveTopUpRequested(
  world: WorldDraft,
  event: TopUpRequested,
  { at }: Stamp,
): void {
  const { topUpId, clientId, role, amount, currency } = event;
  world.put('topUp', {
    ...{ id: topUpId, clientId, role, amount, currency },
    ...{ state: 'requested', requestedAt: at },
  });
}

export function evolveTopUpCredited(world: WorldDraft, event: TopUpCredited): void {
  const topUp = world.get('topUp', event.topUpId);
  assert(topUp !== undefined, 'An event is about a top-up that exists.');
  const { transferId, bankReference } = event;
  world.put('topUp', { ...topUp, state: 'credited', transferId, bankReference });
}
