// Breaks are recorded after each comparison, explained by a finance officer, and mended as another one has seen. No
// day is closed before they are explained.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import type { MutuaEvent } from '../events.ts';
import type { Id } from '../kit/id.ts';
import { type Result, refuse } from '../kit/result.ts';
import type { Break } from '../ledger/reconciliation.ts';
import { staffIn } from '../people/actor.ts';
import { type Day, formatDay } from '../time/day.ts';
import type { World } from '../world.ts';
import type { BreakKind, BreakRail, FoundBreak, RecordedBreak } from './break.ts';

/** Asked by the calendar after each comparison, with all that it found; what it no longer finds is mended. */
export interface RecordBreaks {
  readonly kind: 'RecordBreaks';
  readonly rail: BreakRail;
  readonly day: Day;
  readonly breaks: readonly (FoundBreak & { readonly kind: Break['kind'] })[];
}

export interface ExplainBreak {
  readonly kind: 'ExplainBreak';
  readonly breakId: Id;
  readonly explanation: string;
}

/** The cause is put right, as another person than the one who explained it has seen. */
export interface MendBreak {
  readonly kind: 'MendBreak';
  readonly breakId: Id;
  readonly note: string;
}

export const recordBreaks: Rule<RecordBreaks> = {
  kind: 'RecordBreaks',
  needs: ({ rail, day }) => [
    { list: 'breaksOfDay', key: `${rail} ${formatDay(day)}` },
    { list: 'breaksExplained', key: `${rail} explained` },
  ],
  decide: decideRecord,
};

export const explainBreak: Rule<ExplainBreak> = {
  kind: 'ExplainBreak',
  needs: ({ breakId }) => [{ fact: 'break', key: breakId }],
  decide: (world, { breakId, explanation }, { actor }) => {
    const explainedBy = staffIn(actor, ['finance_officer']);
    if (explainedBy === undefined) return refuse('not_allowed');
    const found = world.get('break', breakId);
    if (found === undefined) return refuse('not_found');
    if (found.state !== 'found') return refuse('wrong_stage', { state: found.state });
    if (explanation.trim() === '') return refuse('reason_missing');
    return decided({ kind: 'BreakExplained', breakId, explanation, explainedBy });
  },
};

export const mendBreak: Rule<MendBreak> = {
  kind: 'MendBreak',
  needs: ({ breakId }) => [{ fact: 'break', key: breakId }],
  decide: (world, { breakId, note }, { actor }) => {
    const mendedBy = staffIn(actor, ['finance_officer']);
    if (mendedBy === undefined) return refuse('not_allowed');
    const found = world.get('break', breakId);
    if (found === undefined) return refuse('not_found');
    if (found.state !== 'explained') return refuse('wrong_stage', { state: found.state });
    if (found.explainedBy === mendedBy) return refuse('same_person');
    if (note.trim() === '') return refuse('reason_missing');
    return decided({ kind: 'BreakMended', breakId, note, mendedBy });
  },
};

function decideRecord(
  world: World,
  { rail, day, breaks }: RecordBreaks,
  { actor, newId }: Circumstances,
): Result<Decision> {
  if (actor.kind !== 'calendar') return refuse('not_allowed');
  const known = new Map(
    world.list('breaksOfDay', `${rail} ${formatDay(day)}`).map((one) => [nameOf(one), one]),
  );
  const standing = world
    .list('breaksExplained', `${rail} explained`)
    .filter(({ state }) => state === 'explained');
  const events: MutuaEvent[] = [];
  for (const { kind: breakKind, ...found } of breaks) {
    const before = known.get(nameOf({ kind: breakKind, ...found }));
    if (before === undefined) {
      const carried = carriedFrom(standing, breakKind, found);
      events.push({
        kind: 'BreakFound',
        breakId: newId(),
        rail,
        day,
        breakKind,
        ...found,
        ...carried,
      });
    } else if (before.ours !== found.ours || before.theirs !== found.theirs) {
      const { ours, theirs } = found;
      const figures = {
        ...(ours !== undefined && { ours }),
        ...(theirs !== undefined && { theirs }),
      };
      events.push({ kind: 'BreakChanged', breakId: before.id, ...figures });
    }
  }
  const names = new Set(breaks.map(nameOf));
  for (const before of known.values()) {
    // The comparison knows nothing of single movements: those are told of as they happen.
    const isGone = !names.has(nameOf(before)) && before.kind !== 'movement_unexplained';
    if (!isGone || before.state === 'mended') continue;
    events.push({ kind: 'BreakMended', breakId: before.id, note: 'not_found_again' });
  }
  return decided(...events);
}

/** A difference that was explained on an earlier day and still stands needs no second explanation. */
function carriedFrom(
  standing: readonly RecordedBreak[],
  kind: BreakKind,
  found: FoundBreak,
): { readonly carried?: { readonly explanation: string; readonly explainedBy: Id } } {
  const gap = differenceOf(found);
  if (gap === undefined) return {};
  const same = standing.find(
    (one) => one.kind === kind && one.reference === found.reference && differenceOf(one) === gap,
  );
  if (same?.explanation === undefined || same.explainedBy === undefined) return {};
  return { carried: { explanation: same.explanation, explainedBy: same.explainedBy } };
}

/** Theirs less ours, where both are figures. */
function differenceOf({ ours, theirs }: FoundBreak): bigint | undefined {
  const figure = /^-?\d{1,19}$/;
  if (ours === undefined || theirs === undefined) return undefined;
  return figure.test(ours) && figure.test(theirs) ? BigInt(theirs) - BigInt(ours) : undefined;
}

function nameOf({ kind, reference }: { readonly kind: BreakKind; readonly reference: string }) {
  return `${kind} ${reference}`;
}
