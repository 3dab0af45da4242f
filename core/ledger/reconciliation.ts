// Reconciliation 对账: the daily comparison of the ledger with one rail, line by line.
//
// It is made once for the custodian and once for the payment provider. Between those two stands the ledger: what
// the provider settles to the custodian is a line of its clearing account and a line of the custody.
import { type MinorUnits, minus, plus, ZERO } from '../money/minor-units.ts';
import { type Day, daysBetween } from '../time/day.ts';

/** Seen from the custody, or from the rail's clearing account: into it, out of it, or within it. */
export type LineDirection = 'credit' | 'debit' | 'internal';

export interface ReconciliationLine {
  /** The name that both books have for it. */
  readonly reference: string;
  readonly direction: LineDirection;
  /** Not negative. */
  readonly amount: MinorUnits;
  /** The day on which it was booked. */
  readonly day: Day;
}

export interface ReconciliationBalance {
  readonly account: string;
  readonly booked: MinorUnits;
  /** Held in the ledger, frozen at the custodian. */
  readonly frozen: MinorUnits;
}

/** Over all accounts, whether they moved or not. */
export interface ControlTotals {
  readonly accounts: number;
  readonly booked: MinorUnits;
  readonly frozen: MinorUnits;
}

/** What one book says of the day. */
export interface ReconciliationSide {
  readonly lines: readonly ReconciliationLine[];
  /** Each account once. An account that one side does not name has nothing there. */
  readonly balances: readonly ReconciliationBalance[];
  readonly controls: ControlTotals;
}

/**
 * A break 对账差异. Ours is the ledger's, theirs the rail's; every difference is theirs less ours. A line that
 * differs in several ways is several breaks.
 */
export type Break =
  | {
      readonly kind: 'missing_in_ledger';
      readonly reference: string;
      readonly theirs: ReconciliationLine;
    }
  | {
      readonly kind: 'missing_at_bank';
      readonly reference: string;
      readonly ours: ReconciliationLine;
    }
  | {
      readonly kind: 'direction_differs';
      readonly reference: string;
      readonly ours: LineDirection;
      readonly theirs: LineDirection;
    }
  | (MoneyDiffers & { readonly kind: 'amount_differs'; readonly reference: string })
  | {
      readonly kind: 'day_differs';
      readonly reference: string;
      readonly ours: Day;
      readonly theirs: Day;
      /** Days by which the rail is later. */
      readonly differenceDays: number;
    }
  | (MoneyDiffers & {
      readonly kind: 'balance_differs';
      readonly account: string;
      readonly part: BalancePart;
    })
  | (MoneyDiffers & { readonly kind: 'control_total_differs'; readonly total: BalancePart })
  | {
      readonly kind: 'control_total_differs';
      readonly total: 'accounts';
      readonly ours: number;
      readonly theirs: number;
      readonly difference: number;
    };

export type BalancePart = 'booked' | 'frozen';

interface MoneyDiffers {
  readonly ours: MinorUnits;
  readonly theirs: MinorUnits;
  readonly difference: MinorUnits;
}

export interface Reconciliation {
  /** By kind, then by reference or account; the same whatever the order of the lines was. */
  readonly breaks: readonly Break[];
  /** Lines that agree in everything, and what they come to. */
  readonly matched: { readonly count: number } & Readonly<Record<LineDirection, MinorUnits>>;
}

const KINDS: readonly Break['kind'][] = [
  'missing_in_ledger',
  'missing_at_bank',
  'direction_differs',
  'amount_differs',
  'day_differs',
  'balance_differs',
  'control_total_differs',
];

const PARTS: readonly BalancePart[] = ['booked', 'frozen'];

/**
 * Compares the two books of one day and one currency. The effort grows with the number of lines and accounts; a
 * difference of one minor unit is a break.
 *
 * Where a reference stands several times, equal lines are paired first and the others by amount; what is left
 * over is missing on the other side, so a line that was booked twice is found.
 *
 * @example reconcile(
 *   { lines: [], balances: [], controls: { accounts: 1, booked: minorUnits(5n), frozen: ZERO } },
 *   { lines: [], balances: [], controls: { accounts: 1, booked: minorUnits(4n), frozen: ZERO } },
 * ).breaks
 * // [{ kind: 'control_total_differs', total: 'booked', ours: 5n, theirs: 4n, difference: -1n }]
 */
export function reconcile(ledger: ReconciliationSide, rail: ReconciliationSide): Reconciliation {
  const matched = { count: 0, credit: ZERO, debit: ZERO, internal: ZERO };
  const lineBreaks = pairsOf(ledger.lines, rail.lines).flatMap(([our, their]) => {
    const found = breaksOf(our, their);
    if (found.length === 0 && our !== undefined) {
      matched.count += 1;
      matched[our.direction] = plus(matched[our.direction], our.amount);
    }
    return found;
  });
  const breaks = lineBreaks
    .concat(balanceBreaks(ledger.balances, rail.balances))
    .concat(controlBreaks(ledger.controls, rail.controls));
  return { breaks: breaks.sort(inOrder), matched };
}

type Pair = readonly [ReconciliationLine | undefined, ReconciliationLine | undefined];

interface Group {
  readonly ours: ReconciliationLine[];
  readonly theirs: ReconciliationLine[];
}

function pairsOf(
  ours: readonly ReconciliationLine[],
  theirs: readonly ReconciliationLine[],
): readonly Pair[] {
  const groups = new Map<string, Group>();
  const groupOf = ({ reference }: ReconciliationLine): Group => {
    const group = groups.get(reference) ?? { ours: [], theirs: [] };
    groups.set(reference, group);
    return group;
  };
  for (const line of ours) groupOf(line).ours.push(line);
  for (const line of theirs) groupOf(line).theirs.push(line);
  return [...groups.values()].flatMap(pairsWithin);
}

/** Equal lines together, the others in the order of their amounts, and the rest alone. */
function pairsWithin({ ours, theirs }: Group): readonly Pair[] {
  // Nearly every reference stands once in each book.
  if (ours.length <= 1 && theirs.length <= 1) return [[ours[0], theirs[0]]];
  ours.sort(byContent);
  theirs.sort(byContent);
  const equal: Pair[] = [];
  const ourRest: ReconciliationLine[] = [];
  const theirRest: ReconciliationLine[] = [];
  for (let [i, j] = [0, 0]; i < ours.length || j < theirs.length; ) {
    const [our, their] = [ours[i], theirs[j]];
    const order = our && their ? byContent(our, their) : our ? -1 : 1;
    if (order === 0) equal.push([our, their]);
    else if (order < 0 && our) ourRest.push(our);
    else if (their) theirRest.push(their);
    if (order <= 0) i += 1;
    if (order >= 0) j += 1;
  }
  const rest = Array.from(
    { length: Math.max(ourRest.length, theirRest.length) },
    (_, index): Pair => [ourRest[index], theirRest[index]],
  );
  return [...equal, ...rest];
}

function byContent(left: ReconciliationLine, right: ReconciliationLine): number {
  return (
    compare(left.amount, right.amount) ||
    compare(left.direction, right.direction) ||
    left.day - right.day
  );
}

function breaksOf(
  our: ReconciliationLine | undefined,
  their: ReconciliationLine | undefined,
): readonly Break[] {
  if (our === undefined || their === undefined) {
    if (their !== undefined) {
      return [{ kind: 'missing_in_ledger', reference: their.reference, theirs: their }];
    }
    return our === undefined
      ? []
      : [{ kind: 'missing_at_bank', reference: our.reference, ours: our }];
  }
  const { reference } = our;
  const breaks: Break[] = [];
  if (our.direction !== their.direction) {
    const [ours, theirs] = [our.direction, their.direction];
    breaks.push({ kind: 'direction_differs', reference, ours, theirs });
  }
  if (our.amount !== their.amount) {
    breaks.push({ kind: 'amount_differs', reference, ...differing(our.amount, their.amount) });
  }
  if (our.day !== their.day) {
    const [ours, theirs] = [our.day, their.day];
    const differenceDays = daysBetween(ours, theirs);
    breaks.push({ kind: 'day_differs', reference, ours, theirs, differenceDays });
  }
  return breaks;
}

function balanceBreaks(
  ours: readonly ReconciliationBalance[],
  theirs: readonly ReconciliationBalance[],
): readonly Break[] {
  const our = new Map(ours.map((balance) => [balance.account, balance]));
  const their = new Map(theirs.map((balance) => [balance.account, balance]));
  const breaks: Break[] = [];
  for (const account of new Set([...our.keys(), ...their.keys()])) {
    const [one, other] = [our.get(account), their.get(account)];
    for (const part of PARTS) {
      const money = differing(one?.[part] ?? ZERO, other?.[part] ?? ZERO);
      if (money.difference !== ZERO) {
        breaks.push({ kind: 'balance_differs', account, part, ...money });
      }
    }
  }
  return breaks;
}

function controlBreaks(ours: ControlTotals, theirs: ControlTotals): readonly Break[] {
  const breaks = PARTS.flatMap((total): Break[] => {
    const money = differing(ours[total], theirs[total]);
    return money.difference === ZERO ? [] : [{ kind: 'control_total_differs', total, ...money }];
  });
  const difference = theirs.accounts - ours.accounts;
  if (difference === 0) return breaks;
  const counts = { ours: ours.accounts, theirs: theirs.accounts, difference };
  return [{ kind: 'control_total_differs', total: 'accounts', ...counts }, ...breaks];
}

function differing(ours: MinorUnits, theirs: MinorUnits): MoneyDiffers {
  return { ours, theirs, difference: minus(theirs, ours) };
}

function inOrder(left: Break, right: Break): number {
  return (
    KINDS.indexOf(left.kind) - KINDS.indexOf(right.kind) ||
    compare(subjectOf(left), subjectOf(right))
  );
}

/** Breaks of one kind and subject were found in an order that does not depend on that of the lines. */
function subjectOf(found: Break): string {
  if (found.kind === 'control_total_differs') return found.total;
  return found.kind === 'balance_differs' ? `${found.account} ${found.part}` : found.reference;
}

function compare<Value extends string | bigint>(left: Value, right: Value): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
