// A top-up 充值: the client asks for it here, pays at the bank or by card at a payment provider, and it counts when
// the bank says that the money is in the client's account there.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule, Stamp } from '../decision.ts';
import { assert } from '../kit/assert.ts';
import type { Id } from '../kit/id.ts';
import { invalid, ok, type Result, refuse } from '../kit/result.ts';
import { cashAccount, custodyAccount } from '../ledger/addresses.ts';
import { posted } from '../ledger/transfer.ts';
import type { Currency } from '../money/currency.ts';
import { moneyText } from '../money/figure-text.ts';
import { type MinorUnits, ZERO } from '../money/minor-units.ts';
import { type Actor, personIn } from '../people/actor.ts';
import type { ClientRole } from '../people/client.ts';
import type { Day } from '../time/day.ts';
import { accountNeed, type Need, type World, type WorldDraft } from '../world.ts';
import type { TopUpCredited, TopUpRequested } from './events.ts';
import { PAYMENT_MAX, type TopUp, type TopUpRail } from './money-in-out.ts';

/** Asked by the client; the top-up gets the id of the command. */
export interface RequestTopUp {
  readonly kind: 'RequestTopUp';
  readonly role: ClientRole;
  readonly amount: MinorUnits;
  readonly currency: Currency;
  /** The custodian itself if left out. */
  readonly rail?: TopUpRail;
}

/** Told by the rail: where the client pays. */
export interface RecordTopUpPage {
  readonly kind: 'RecordTopUpPage';
  readonly topUpId: Id;
  readonly pageUrl: string;
}

/** Told by the custodian, however it was paid. */
export interface CreditTopUp {
  readonly kind: 'CreditTopUp';
  readonly topUpId: Id;
  readonly amount: MinorUnits;
  readonly bankReference: string;
  /** The custodian's own day. */
  readonly bankDay?: Day;
}

/** Told by the rail: nothing was paid. */
export interface EndTopUp {
  readonly kind: 'EndTopUp';
  readonly topUpId: Id;
  readonly outcome: 'failed' | 'expired';
}

export const requestTopUp: Rule<RequestTopUp> = {
  kind: 'RequestTopUp',
  needs: ({ role }, _, { actor }) => {
    const clientId = personIn(actor, [role]);
    return clientId === undefined ? [] : [{ fact: 'client', key: clientId }];
  },
  decide: decideRequest,
};

export const recordTopUpPage: Rule<RecordTopUpPage> = {
  kind: 'RecordTopUpPage',
  needs: ({ topUpId }) => [{ fact: 'topUp', key: topUpId }],
  decide: (world, { topUpId, pageUrl }, { actor }) => {
    const topUp = world.get('topUp', topUpId);
    if (!isRail(actor, topUp)) return refuse('not_allowed');
    if (topUp === undefined) return refuse('not_found');
    if (topUp.pageUrl === pageUrl) return decided();
    return decided({ kind: 'TopUpPageGiven', topUpId, pageUrl });
  },
};

export const creditTopUp: Rule<CreditTopUp> = {
  kind: 'CreditTopUp',
  needs: ({ topUpId }, known) => {
    const topUp = known.get('topUp', topUpId);
    const own: Need = { fact: 'topUp', key: topUpId };
    if (topUp === undefined) return [own];
    // Named here, the accounts of all top-ups of a batch are read together.
    const { role, clientId, currency } = topUp;
    return [own, accountNeed(cashAccount(role, clientId, currency))];
  },
  decide: decideCredit,
};

export const endTopUp: Rule<EndTopUp> = {
  kind: 'EndTopUp',
  needs: ({ topUpId }) => [{ fact: 'topUp', key: topUpId }],
  decide: (world, { topUpId, outcome }, { actor }) => {
    const topUp = world.get('topUp', topUpId);
    if (!isRail(actor, topUp)) return refuse('not_allowed');
    if (topUp === undefined) return refuse('not_found');
    // A message that comes late says nothing against money that has come.
    if (topUp.state !== 'requested') return decided();
    return decided({ kind: 'TopUpEnded', topUpId, outcome });
  },
};

function decideRequest(
  world: World,
  { role, amount, currency, rail = 'custodian' }: RequestTopUp,
  { actor, commandId }: Circumstances,
): Result<Decision> {
  const clientId = personIn(actor, [role]);
  if (clientId === undefined) return refuse('not_allowed');
  const client = world.get('client', clientId);
  if (client === undefined || client.status === 'registered')
    return refuse('identity_not_verified');
  if (client.status === 'frozen') return refuse('client_frozen');
  if (client.custodyAccounts[role] === undefined) return refuse('custody_account_missing');
  if (client.custodyCurrencies?.[role] !== currency) return refuse('currencies_mixed');
  if (amount <= ZERO) return invalid('amount', 'It must be greater than 0.');
  if (amount > PAYMENT_MAX) {
    const most = moneyText(PAYMENT_MAX, currency);
    return invalid('amount', `It must be greater than 0 and at most ${most}.`);
  }
  return ok({
    events: [
      { kind: 'TopUpRequested', topUpId: commandId, clientId, role, amount, currency, rail },
    ],
    transfers: [],
  });
}

function decideCredit(
  world: World,
  { topUpId, amount, bankReference, bankDay }: CreditTopUp,
  circumstances: Circumstances,
): Result<Decision> {
  if (circumstances.actor.kind !== 'custodian') return refuse('not_allowed');
  const topUp = world.get('topUp', topUpId);
  if (topUp === undefined) return refuse('not_found');
  const { state, currency, role, clientId } = topUp;
  // Money that comes after its time has come all the same.
  if (state === 'credited' || state === 'reversed') {
    // The custodian was asked, and its message comes besides: that says nothing new.
    return topUp.bankReference === bankReference ? decided() : refuse('wrong_stage', { state });
  }
  // The bank credits what was asked for; another sum is a break, which somebody has to look at.
  if (amount !== topUp.amount) return invalid('amount', 'It must be what was asked for.');
  const transfer = posted(circumstances, {
    code: 'top_up',
    debit: custodyAccount(currency),
    credit: cashAccount(role, clientId, currency),
    amount,
    subjectId: clientId,
  });
  const told = {
    transferId: transfer.id,
    bankReference,
    ...(bankDay !== undefined && { bankDay }),
  };
  return ok({ events: [{ kind: 'TopUpCredited', topUpId, ...told }], transfers: [transfer] });
}

/** Whether it is the rail of this top-up that speaks; of a top-up that is not there, any of them may be told so. */
function isRail(actor: Actor, topUp: Pick<TopUp, 'rail'> | undefined): boolean {
  if (topUp === undefined) return actor.kind === 'custodian' || actor.kind === 'payment_provider';
  return actor.kind === (topUp.rail === 'card' ? 'payment_provider' : 'custodian');
}

export function evolveTopUpRequested(
  world: WorldDraft,
  event: TopUpRequested,
  { at }: Stamp,
): void {
  const { topUpId, clientId, role, amount, currency, rail = 'custodian' } = event;
  world.put('topUp', {
    ...{ id: topUpId, clientId, role, amount, currency, rail },
    ...{ state: 'requested', requestedAt: at },
  });
}

export function evolveTopUpCredited(world: WorldDraft, event: TopUpCredited): void {
  const topUp = world.get('topUp', event.topUpId);
  assert(topUp !== undefined, 'An event is about a top-up that exists.');
  const { transferId, bankReference, bankDay } = event;
  world.put('topUp', {
    ...{ ...topUp, state: 'credited', transferId, bankReference },
    ...(bankDay !== undefined && { bankDay }),
  });
}
