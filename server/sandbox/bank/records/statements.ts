// Statements of closed days, a file each. They follow from the journal, so a missing one is made again.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CustodianStatement } from '@mutua/contract/custodian-statement.ts';

/** Keeps the statement; one that is there already is final. */
export function keepStatement(folder: string, statement: CustodianStatement): void {
  const target = statementPath(folder, statement.day, statement.currency);
  if (existsSync(target)) return;
  writeFileSync(`${target}.draft`, JSON.stringify(statement), { mode: 0o600, flush: true });
  renameSync(`${target}.draft`, target);
}

/** @returns nothing when the day is not closed, or had no account in the currency. */
export function readStatement(
  folder: string,
  day: string,
  currency: string,
): CustodianStatement | undefined {
  const target = statementPath(folder, day, currency);
  if (!existsSync(target)) return undefined;
  return JSON.parse(readFileSync(target, 'utf8')) as CustodianStatement;
}

function statementPath(folder: string, day: string, currency: string): string {
  return path.join(folder, `${day}.${currency}.json`);
}
