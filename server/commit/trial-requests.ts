// For tests: requests as a client makes them, and the id of what was accepted.
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import { v7 as uuid } from 'uuid';
import type { Outcome } from './request.ts';

export function newId(): Id {
  return idOf(uuid());
}

export function person(id: Id): Actor {
  return { kind: 'person', id, roles: ['lender', 'borrower'], positions: [] };
}

export function acceptedId(outcome: Outcome): Id {
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.command.commandId;
}

export function topUpRequest(lender: Id, amount: bigint) {
  const command = {
    kind: 'RequestTopUp',
    role: 'lender',
    amount: minorUnits(amount),
    currency: currency('CNY'),
  } as const;
  return { commandId: newId(), actor: person(lender), command };
}

export function bidRequest(lender: Id, loanId: Id, amount: bigint, commandId = newId()) {
  const command = {
    kind: 'PlaceBid',
    loanId,
    amount: minorUnits(amount),
    acknowledgedNotice: 'v1',
  } as const;
  return { commandId, actor: person(lender), command };
}
