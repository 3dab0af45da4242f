// The operator pays money of its own into its own account at the custodian 自有资金转入: out of it, it pays what the
// house owes, and never anything for a client.
import type { Circumstances, Decision, Rule } from '../decision.ts';
import { invalid, ok, type Result, refuse } from '../kit/result.ts';
import { custodyAccount, ownFundsAccount } from '../ledger/addresses.ts';
import { posted } from '../ledger/transfer.ts';
import type { Currency } from '../money/currency.ts';
import { type MinorUnits, ZERO } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import type { World } from '../world.ts';
import { unexplainedMovement } from './judge-movement.ts';
import { ownAccountKey } from './own-account.ts';

/** Told by the custodian. */
export interface RecordOwnFunds {
  readonly kind: 'RecordOwnFunds';
  readonly bankReference: string;
  readonly account: string;
  readonly amount: MinorUnits;
  readonly currency: Currency;
  readonly bankDay: Day;
}

export const recordOwnFunds: Rule<RecordOwnFunds> = {
  kind: 'RecordOwnFunds',
  needs: ({ currency }) => [
    { fact: 'ownAccount', key: ownAccountKey({ purpose: 'fees', currency }) },
  ],
  decide,
};

function decide(
  world: World,
  { kind: _, ...told }: RecordOwnFunds,
  circumstances: Circumstances,
): Result<Decision> {
  if (circumstances.actor.kind !== 'custodian') return refuse('not_allowed');
  const { account, amount, currency } = told;
  if (amount <= ZERO) return invalid('amount', 'It must be greater than 0.');
  const own = world.get('ownAccount', ownAccountKey({ purpose: 'fees', currency }));
  if (own?.account !== account) {
    // It came to an account that is nobody's here.
    const movement = { ...told, direction: 'credit', code: 'other' } as const;
    return ok({ events: unexplainedMovement(movement, circumstances), transfers: [] });
  }
  const transfer = posted(circumstances, {
    ...{ code: 'own_funds_in', debit: custodyAccount(currency) },
    ...{ credit: ownFundsAccount(currency), amount, subjectId: circumstances.commandId },
  });
  return ok({
    events: [{ kind: 'OwnFundsReceived', ...told, transferId: transfer.id }],
    transfers: [transfer],
  });
}
