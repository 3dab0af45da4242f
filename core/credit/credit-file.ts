// The credit file: whether it has what the product asks for, in the right form, borne out where it must be.

import { assert } from '../kit/assert.ts';
import { invalid, ok, type Result, refuse } from '../kit/result.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import { MINOR_UNITS_MAX } from '../money/minor-units.ts';
import type { DocumentKind, RequiredFile } from '../product/product.ts';
import {
  type CreditFile,
  FACT_SHAPES,
  type FactName,
  type FactShape,
  type FactValue,
} from './fact.ts';

/** No count of ours is higher: months of a century, overdue instalments, employees. */
const COUNT_MAX = 1_000_000;
const TEXT_LENGTH_MAX = 500;

/**
 * Whether a fact has the form that its name asks for.
 *
 * @param field the name under which a refusal speaks of it.
 * @example
 * checkFact('home', { kind: 'choice', choice: 'castle' }, 'facts.home')
 * // invalid('facts.home', 'It is not among the choices.')
 */
export function checkFact(name: FactName, value: FactValue, field: string): Result<FactValue> {
  const shape: FactShape = FACT_SHAPES[name];
  if (shape.kind !== value.kind) return invalid(field, 'It does not have the right form.');
  switch (value.kind) {
    case 'money':
      if (value.amount < 0n) return invalid(field, 'It must not be negative.');
      return value.amount > MINOR_UNITS_MAX ? refuse('number_too_large', { field }) : ok(value);
    case 'count':
      return Number.isInteger(value.count) && value.count >= 0 && value.count <= COUNT_MAX
        ? ok(value)
        : invalid(field, `It must be a whole number from 0 to ${COUNT_MAX}.`);
    case 'choice':
      return shape.kind === 'choice' && shape.choices.includes(value.choice)
        ? ok(value)
        : invalid(field, 'It is not among the choices.');
    case 'text': {
      const length = value.text.trim().length;
      return length >= 1 && length <= TEXT_LENGTH_MAX
        ? ok(value)
        : invalid(field, `It must have 1 to ${TEXT_LENGTH_MAX} characters.`);
    }
  }
}

/** What the borrower says of each fact in the application. */
export type FiledFacts = Readonly<Partial<Record<FactName, FactValue>>>;

/**
 * Whether an application answers what its product asks, all of it and nothing else.
 *
 * @returns the facts, or `invalid_input` naming the first that is missing, malformed or not asked for.
 * @example
 * checkFiledFacts({ employees: { kind: 'count', count: 3 } }, { facts: [], documents: [] })
 * // invalid('facts.employees', 'The product does not ask for it.')
 */
export function checkFiledFacts(filed: FiledFacts, required: RequiredFile): Result<FiledFacts> {
  const asked = required.facts.filter(({ askedOf }) => askedOf === 'borrower');
  for (const { name } of asked) {
    const field = `facts.${name}`;
    const value = filed[name];
    if (value === undefined) return invalid(field, 'It is missing.');
    const formed = checkFact(name, value, field);
    if (!formed.ok) return formed;
  }
  const extra = Object.keys(filed).find((name) => !asked.some((one) => one.name === name));
  if (extra !== undefined) return invalid(`facts.${extra}`, 'The product does not ask for it.');
  return ok(filed);
}

/**
 * Whether a file is complete, and everything in it borne out that has to be.
 *
 * @returns the file; `file_incomplete` naming every missing fact and document; `fact_not_verified` naming the first.
 * @example
 * checkCreditFile({}, [], {
 *   facts: [{ name: 'home', askedOf: 'borrower', verified: false }], documents: ['credit_report'],
 * })
 * // refuse('file_incomplete', { items: 'home, credit_report' })
 */
export function checkCreditFile(
  file: CreditFile,
  documents: readonly DocumentKind[],
  required: RequiredFile,
): Result<CreditFile> {
  const missing = [
    ...required.facts.map(({ name }) => name).filter((name) => file[name] === undefined),
    ...required.documents.filter((kind) => !documents.includes(kind)),
  ];
  if (missing.length > 0) return refuse('file_incomplete', { items: missing.join(', ') });
  for (const { name, verified } of required.facts) {
    const fact = file[name];
    if (fact === undefined) continue;
    const formed = checkFact(name, fact.value, `facts.${name}`);
    if (!formed.ok) return formed;
    if (verified && !fact.verified) return refuse('fact_not_verified', { fact: name });
  }
  return ok(file);
}

/** The money of a fact; undefined where it is not known. @example moneyFact({}, 'monthly_income') // undefined */
export function moneyFact(file: CreditFile, name: FactName): MinorUnits | undefined {
  const value = file[name]?.value;
  if (value === undefined) return undefined;
  assert(value.kind === 'money', 'A fact has the form of its name.');
  return value.amount;
}

/** The number of a fact; undefined where it is not known. @example countFact({}, 'employees') // undefined */
export function countFact(file: CreditFile, name: FactName): number | undefined {
  const value = file[name]?.value;
  if (value === undefined) return undefined;
  assert(value.kind === 'count', 'A fact has the form of its name.');
  return value.count;
}

/** The choice of a fact; undefined where it is not known. @example choiceFact({}, 'home') // undefined */
export function choiceFact(file: CreditFile, name: FactName): string | undefined {
  const value = file[name]?.value;
  if (value === undefined) return undefined;
  assert(value.kind === 'choice', 'A fact has the form of its name.');
  return value.choice;
}
