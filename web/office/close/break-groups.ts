// Breaks that one and the same money makes: a line, a balance and a total that differ by the same amount are one
// thing to a person, and are explained together.
import type { BreakInClose } from '@mutua/contract/office/day-close.ts';

export interface BreakGroup {
  readonly key: string;
  /** The one that says most: that of an account before a line, and a line before a total. */
  readonly lead: BreakInClose;
  readonly members: readonly BreakInClose[];
}

const MOST_SAYING: readonly string[] = [
  ...['balance_differs', 'amount_differs', 'missing_in_ledger', 'missing_at_bank'],
  ...['movement_unexplained', 'day_differs', 'direction_differs', 'control_total_differs'],
];

/** In the order in which their first members stand. */
export function breakGroups(breaks: readonly BreakInClose[]): readonly BreakGroup[] {
  const groups = new Map<string, BreakInClose[]>();
  for (const one of breaks) {
    const key = keyOf(one);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups].flatMap(([key, members]) => {
    const [lead] = members.toSorted((left, right) => placeOf(left) - placeOf(right));
    return lead === undefined ? [] : [{ key, lead, members }];
  });
}

function keyOf({ rail, day, difference, reference, state, explanation }: BreakInClose): string {
  const size = difference?.minorUnits.replace('-', '') ?? reference;
  const isOpen = state === 'found' ? 'open' : (explanation ?? state);
  return [rail, day, size, isOpen].join(' ');
}

function placeOf({ kind }: BreakInClose): number {
  const place = MOST_SAYING.indexOf(kind);
  return place === -1 ? MOST_SAYING.length : place;
}
