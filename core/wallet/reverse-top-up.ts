// A top-up that is taken back 充值冲正: what cash there is goes back, and the rest is owed by the client.
//
// The custodian takes at once what is free there. Here some of it may still be held, for a bid or a withdrawal of
// which the custodian has not heard yet: it will refuse that for want of money, the hold falls, and what was
// taken back is booked then. Until it is, the reversal waits, and the client can hold nothing more.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import type { MutuaEvent } from '../events.ts';
import { assert } from '../kit/assert.ts';
import type { Id } from '../kit/id.ts';
import { invalid, ok, type Result, refuse } from '../kit/result.ts';
import { availableOf } from '../ledger/account.ts';
import { cashAccount, custodyAccount } from '../ledger/addresses.ts';
import { reversalOf, type Transfer } from '../ledger/transfer.ts';
import { type MinorUnits, plus, ZERO } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import { accountNeed, type Need, type World } from '../world.ts';
import type { TopUp } from './money-in-out.ts';

/** Told by the custodian, however it was paid. */
export interface ReverseTopUp {
  readonly kind: 'ReverseTopUp';
  readonly topUpId: Id;
  /** What was free there, and the rest. */
  readonly debited: MinorUnits;
  readonly shortfall: MinorUnits;
  readonly bankDay: Day;
  readonly bankReference?: string;
}

/** Asked by the dispatcher as long as a reversal waits for holds to fall. */
export interface BookReversal {
  readonly kind: 'BookReversal';
  readonly topUpId: Id;
}

export const reverseTopUp: Rule<ReverseTopUp> = {
  kind: 'ReverseTopUp',
  needs: ({ topUpId }, known) => [
    { fact: 'topUp', key: topUpId },
    { fact: 'topUpReversal', key: topUpId },
    ...clientNeeds(known.get('topUp', topUpId)),
  ],
  decide: decideReverse,
};

export const bookReversal: Rule<BookReversal> = {
  kind: 'BookReversal',
  needs: ({ topUpId }, known) => [
    { fact: 'topUp', key: topUpId },
    { fact: 'topUpReversal', key: topUpId },
    ...clientNeeds(known.get('topUp', topUpId)),
  ],
  decide: decideBook,
};

function clientNeeds(topUp: TopUp | undefined): readonly Need[] {
  if (topUp === undefined) return [];
  const { role, clientId, currency } = topUp;
  return [{ fact: 'client', key: clientId }, accountNeed(cashAccount(role, clientId, currency))];
}

function decideReverse(
  world: World,
  command: ReverseTopUp,
  circumstances: Circumstances,
): Result<Decision> {
  const { topUpId, debited, shortfall, bankDay, bankReference } = command;
  if (circumstances.actor.kind !== 'custodian') return refuse('not_allowed');
  const topUp = world.get('topUp', topUpId);
  if (topUp === undefined) return refuse('not_found');
  if (world.get('topUpReversal', topUpId) !== undefined) return decided();
  if (topUp.state !== 'credited') return refuse('wrong_stage', { state: topUp.state });
  if (plus(debited, shortfall) !== topUp.amount) {
    return invalid('debited', 'With the shortfall it must be what was topped up.');
  }
  const { clientId, role, currency, amount } = topUp;
  const told: MutuaEvent = {
    ...{ kind: 'TopUpReversalTold', topUpId, clientId, role, currency, amount },
    ...{ debited, shortfall, bankDay },
    ...(bankReference !== undefined && { bankReference }),
  };
  const debt: readonly MutuaEvent[] =
    shortfall === ZERO
      ? []
      : [
          { kind: 'ClientDebtMade', topUpId, clientId, role, currency, amount: shortfall },
          ...stopOf(world, clientId),
          {
            kind: 'AlarmRaised',
            alarm: {
              ...{ id: circumstances.newId(), kind: 'top_up_reversed', reference: topUpId },
              subjectId: clientId,
            },
          },
        ];
  const booked = bookingOf(world, topUp, { debited, bankReference }, circumstances);
  return ok({ events: [told, ...debt, ...booked.events], transfers: booked.transfers });
}

/** Who owes cannot take money out or commit it, until people have decided otherwise. */
function stopOf(world: World, clientId: Id): readonly MutuaEvent[] {
  const client = world.get('client', clientId);
  assert(client !== undefined, 'A top-up is of a client who exists.');
  return client.status === 'frozen'
    ? []
    : [{ kind: 'ClientFrozen', clientId, reason: 'top_up_reversed' }];
}

function decideBook(
  world: World,
  { topUpId }: BookReversal,
  circumstances: Circumstances,
): Result<Decision> {
  if (circumstances.actor.kind !== 'rule') return refuse('not_allowed');
  const topUp = world.get('topUp', topUpId);
  const reversal = world.get('topUpReversal', topUpId);
  if (topUp === undefined || reversal === undefined) return refuse('not_found');
  if (reversal.state === 'booked') return decided();
  const decision = bookingOf(world, topUp, reversal, circumstances);
  return decision.events.length > 0 ? ok(decision) : refuse('balance_would_be_negative');
}

/** Nothing as long as holds stand in the way. */
function bookingOf(
  world: World,
  topUp: TopUp,
  {
    debited,
    bankReference,
  }: { readonly debited: MinorUnits; readonly bankReference?: string | undefined },
  circumstances: Circumstances,
): Decision {
  const { id: topUpId, role, clientId, currency, transferId } = topUp;
  const told = { ...(bankReference !== undefined && { bankReference }) };
  if (debited === ZERO) {
    return { events: [{ kind: 'TopUpReversalBooked', topUpId, ...told }], transfers: [] };
  }
  const cash = cashAccount(role, clientId, currency);
  if (availableOf(world.account(cash)) < debited) return { events: [], transfers: [] };
  assert(transferId !== undefined, 'A credited top-up has its transfer.');
  const transfer: Transfer = reversalOf(circumstances, {
    ...{ id: transferId, code: 'top_up', debit: custodyAccount(currency), credit: cash },
    ...{ amount: debited, subjectId: clientId },
  });
  return {
    events: [{ kind: 'TopUpReversalBooked', topUpId, ...told, transferId: transfer.id }],
    transfers: [transfer],
  };
}
