// How the notices of an event are made: a function of the facts after the event, by the kind of event.
import type { MutuaEvent } from '../events.ts';
import { assert } from '../kit/assert.ts';
import type { Id } from '../kit/id.ts';
import type { Loan } from '../loan/loan.ts';
import type { Servicing } from '../loan/servicing.ts';
import type { FactKind, Facts, KnownWorld, Need } from '../world.ts';
import type { Notice, NoticeFigures, NoticeKind } from './notice.ts';

type EventKind = MutuaEvent['kind'];
type EventOf<Kind extends EventKind> = Extract<MutuaEvent, { readonly kind: Kind }>;

/** What the events of some kinds give. Whoever is not named here is told nothing. */
export type NoticeTable = {
  readonly [Kind in EventKind]?: (
    world: KnownWorld,
    event: EventOf<Kind>,
    /** All events of the same command: what follows may change what one of them means. */
    events: readonly MutuaEvent[],
  ) => readonly Notice[];
};

/** Facts that notices read and the event's own change does not. */
export type NoticeNeedTable = {
  readonly [Kind in EventKind]?: (event: EventOf<Kind>) => readonly Need[];
};

/**
 * A fact that an event has changed or read.
 *
 * @example knownFact({ get: () => ({ id: 'a' }) }, 'loan', 'a') // { id: 'a' }
 * @throws BrokenInvariant when it is not there.
 */
export function knownFact<Kind extends FactKind>(
  world: KnownWorld,
  kind: Kind,
  key: string,
): Facts[Kind] {
  const fact = world.get(kind, key);
  assert(fact !== undefined, 'A notice is about something that is there.');
  return fact;
}

/**
 * To the borrower of a loan.
 *
 * @example toBorrower({ id: 'l', borrowerId: 'b', currency: 'CNY' }, 'loan_rejected').receiverId // 'b'
 */
export function toBorrower(
  { id, borrowerId, currency }: Pick<Loan, 'id' | 'borrowerId' | 'currency'>,
  kind: NoticeKind,
  figures: NoticeFigures = {},
): Notice {
  const subject = { kind: 'loan', id } as const;
  return { receiverId: borrowerId, role: 'borrower', kind, subject, currency, figures };
}

/**
 * To a lender with a bid or a claim on a loan.
 *
 * @example toLender({ id: 'l', currency: 'CNY' }, 'a', 'bid_returned').receiverId // 'a'
 */
export function toLender(
  { id, currency }: Pick<Loan, 'id' | 'currency'>,
  receiverId: Id,
  kind: NoticeKind,
  figures: NoticeFigures = {},
): Notice {
  const subject = { kind: 'loan', id } as const;
  return { receiverId, role: 'lender', kind, subject, currency, figures };
}

/**
 * To a partner who stands behind a loan.
 *
 * @example toPartner({ id: 'l', currency: 'CNY' }, 'a', 'recovery_received').receiverId // 'a'
 */
export function toPartner(
  { id, currency }: Pick<Loan, 'id' | 'currency'>,
  receiverId: Id,
  kind: NoticeKind,
  figures: NoticeFigures = {},
): Notice {
  const subject = { kind: 'loan', id } as const;
  return { receiverId, role: 'partner', kind, subject, currency, figures };
}

/**
 * To everybody who holds a claim on a loan of which something is outstanding, each once.
 *
 * @example toHolders({ list: () => [] }, { id: 'l' }, 'claim_not_paid') // []
 */
export function toHolders(
  world: KnownWorld,
  loan: Loan,
  kind: NoticeKind,
  figures: NoticeFigures = {},
): readonly Notice[] {
  const claims = world
    .list('claimsOfLoan', loan.id)
    // What a guarantor holds it has paid for, and it is told of its own matters.
    .filter(({ origin }) => origin !== 'subrogation')
    .filter(({ state }) => state === 'active' || state === 'on_sale');
  const holders = new Set(claims.map(({ holderId }) => holderId));
  return [...holders].map((holderId) => toLender(loan, holderId, kind, figures));
}

/** The need of `toHolders`. */
export function claimsNeed(loanId: Id): readonly Need[] {
  return [{ list: 'claimsOfLoan', key: loanId }];
}

/** The money life of a loan. */
export function servicingOf(world: KnownWorld, loanId: Id): Servicing {
  return knownFact(world, 'servicing', loanId);
}
