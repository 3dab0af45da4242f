// A fact as a table has it against the same fact as the log gives it. Personal data is not in the log and is left out.
import type { FactKind } from '@mutua/core/world.ts';
import { writePackedInOrder } from '../database/packed-json.ts';

/** Facts that consist of personal data, which the log does not have. */
export const PERSONAL_KINDS: ReadonlySet<FactKind> = new Set<FactKind>([
  ...(['identity', 'signIn', 'receiptPayer'] as const),
]);

/** Fields of other facts that hold personal data, or follow from it. */
const PERSONAL_FIELDS: Partial<Readonly<Record<FactKind, readonly string[]>>> = {
  client: ['birthDay'],
  questionnaire: ['answers'],
  surveyAnswer: ['comment'],
  application: ['file'],
  assessment: ['request', 'features'],
  case: ['interviewSaid'],
};

const NO_FIELDS: readonly string[] = [];

type Fields = Readonly<Record<string, unknown>>;

/** The first field in which the row and the log differ, as a sentence; undefined where they are alike. */
export function differenceOf(
  kind: FactKind,
  saved: unknown,
  replayed: unknown,
): string | undefined {
  if (replayed === undefined) return 'it is in the table, and the log knows nothing of it.';
  const [row, log] = [saved as Fields, replayed as Fields];
  const left = PERSONAL_FIELDS[kind] ?? NO_FIELDS;
  const field = differingField(row, log, left);
  if (field === undefined) return undefined;
  return `${field} is ${textOf(row[field])} in the table and ${textOf(log[field])} by the log.`;
}

/** The fact of a row as the log would give it. */
export function withoutPersonal(kind: FactKind, fact: unknown): unknown {
  const left = PERSONAL_FIELDS[kind];
  if (left === undefined || fact === undefined) return fact;
  return Object.fromEntries(
    Object.entries(fact as Fields).filter(([field]) => !left.includes(field)),
  );
}

function textOf(value: unknown): string {
  return value === undefined ? 'empty' : writePackedInOrder(value);
}

function differingField(row: Fields, log: Fields, left: readonly string[]): string | undefined {
  for (const field in row) {
    if (!isAlike(row[field], log[field]) && !left.includes(field)) return field;
  }
  for (const field in log) {
    if (row[field] === undefined && log[field] !== undefined && !left.includes(field)) return field;
  }
  return undefined;
}

/** The same whatever the order of fields; fields without a value are not there. */
function isAlike(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object') return false;
  if (left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    return (
      Array.isArray(left) &&
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((part, index) => isAlike(part, right[index]))
    );
  }
  return differingField(left as Fields, right as Fields, NO_FIELDS) === undefined;
}
