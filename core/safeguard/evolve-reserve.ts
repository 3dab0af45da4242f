// What the events of risk reserves change.
import type { Stamp } from '../decision.ts';
import type { Evolutions } from '../evolutions.ts';
import { assert } from '../kit/assert.ts';
import type { Id } from '../kit/id.ts';
import { minus, plus, ZERO } from '../money/minor-units.ts';
import { addDays } from '../time/day.ts';
import type { WorldDraft } from '../world.ts';
import type {
  ReserveAccrued,
  ReserveContributionMissed,
  ReserveEvent,
  ReserveMoved,
  ReserveProposed,
  ReserveSet,
  ReserveSpent,
} from './reserve-events.ts';
import { type ReserveAccrual, type ReserveScheme, reserveDayKey } from './reserve-scheme.ts';

export const RESERVE_EVOLUTIONS: Evolutions<ReserveEvent> = {
  ReserveProposed: evolveProposed,
  ReserveSet: evolveSet,
  ReserveAccrued: evolveAccrued,
  ReserveContributionMissed: evolveMissed,
  ReserveReleaseSent: (world, { schemeId, move }) =>
    world.put('reserveScheme', {
      ...{ ...schemeIn(world, schemeId), move },
      accrualDay: addDays(move.day, 1),
    }),
  ReserveMoved: evolveMoved,
  ReserveReleaseReturned: (world, { schemeId }) => {
    const { move: _, ...scheme } = schemeIn(world, schemeId);
    world.put('reserveScheme', scheme);
  },
  ReserveSpent: evolveSpent,
  ReserveRested: (world, { schemeId, day, due }) => {
    const { shortSince = day, ...scheme } = schemeIn(world, schemeId);
    const short = due > ZERO ? { shortSince } : {};
    world.put('reserveScheme', { ...scheme, ...short, waiting: due, spendDay: addDays(day, 1) });
  },
};

function evolveProposed(world: WorldDraft, { schemeId, terms, proposal }: ReserveProposed): void {
  const known = terms === undefined ? schemeIn(world, schemeId) : undefined;
  const begun = terms && {
    ...{ ...terms, id: schemeId, state: 'proposed' as const },
    ...{ contributed: ZERO, released: ZERO, waiting: ZERO },
  };
  const scheme = known ?? begun;
  assert(scheme !== undefined, 'What is proposed is known, or has its terms.');
  world.put('reserveScheme', { ...scheme, proposal });
}

function evolveSet(world: WorldDraft, { schemeId, state }: ReserveSet, { day }: Stamp): void {
  const { proposal: _, ...scheme } = schemeIn(world, schemeId);
  const days = state === 'active' ? { spendDay: day, accrualDay: day } : {};
  world.put('reserveScheme', { ...scheme, ...days, state, stateSince: day });
}

function evolveAccrued(world: WorldDraft, { kind: _, move, ...accrual }: ReserveAccrued): void {
  const scheme = schemeIn(world, accrual.schemeId);
  world.put('reserveAccrual', accrual);
  world.put('reserveScheme', {
    ...{ ...scheme, accrualDay: addDays(accrual.day, 1) },
    ...(move !== undefined && { move }),
  });
}

function evolveMissed(
  world: WorldDraft,
  { schemeId, day, reason }: ReserveContributionMissed,
  stamp: Stamp,
): void {
  const { move: _, ...scheme } = schemeIn(world, schemeId);
  world.put('reserveAccrual', { ...accrualIn(world, { schemeId, day }), state: 'missed', reason });
  world.put('reserveScheme', { ...scheme, missedSince: scheme.missedSince ?? stamp.day });
}

function evolveMoved(world: WorldDraft, { schemeId, move }: ReserveMoved): void {
  const { move: _, ...scheme } = schemeIn(world, schemeId);
  if (move.kind === 'release') {
    world.put('reserveScheme', { ...scheme, released: plus(scheme.released, move.amount) });
    return;
  }
  const { missedSince: __, ...own } = scheme;
  world.put('reserveAccrual', {
    ...accrualIn(world, { schemeId, day: move.day }),
    state: 'paid',
  });
  world.put('reserveScheme', { ...own, contributed: plus(own.contributed, move.amount) });
}

function evolveSpent(world: WorldDraft, { kind: _, ...spending }: ReserveSpent): void {
  const { schemeId, day, due, paid } = spending;
  const { shortSince, ...scheme } = schemeIn(world, schemeId);
  world.put('reserveSpending', spending);
  world.put('reserveScheme', {
    ...{ ...scheme, spendDay: addDays(day, 1), waiting: minus(due, paid) },
    ...(paid < due && { shortSince: shortSince ?? day }),
  });
}

function schemeIn(world: WorldDraft, id: Id): ReserveScheme {
  const scheme = world.get('reserveScheme', id);
  assert(scheme !== undefined, 'An event is about a reserve that is known.');
  return scheme;
}

function accrualIn(
  world: WorldDraft,
  asked: Pick<ReserveAccrual, 'schemeId' | 'day'>,
): ReserveAccrual {
  const accrual = world.get('reserveAccrual', reserveDayKey(asked));
  assert(accrual !== undefined, 'What is paid into a reserve was asked for on a day.');
  return accrual;
}
