// What writer and reader of camt.053 must agree on.
import type { StatementEntry } from '@mutua/contract/custodian-statement.ts';
import { type MinorUnits, sum } from '@mutua/core/money/minor-units.ts';

/** ISO 20022 BankToCustomerStatementV08. */
export const CAMT053_NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.08';

/** Ours, inside `SplmtryData/Envlp`. */
export const SUPPLEMENT_NAMESPACE = 'urn:mutua:custody-balances:1';

/** Credit or debit, as the standard says it. */
export type Indicator = 'CRDT' | 'DBIT';

/** One `Ntry`: an entry of the statement, or one half of an internal one. */
export interface Posting {
  readonly entryReference: string;
  readonly indicator: Indicator;
  /** Whether money only moved inside the custody. */
  readonly isInternal: boolean;
  readonly amount: MinorUnits;
  readonly count: number;
  /** All else that both halves of an internal entry have in common. */
  readonly rest: Omit<StatementEntry, 'entryReference' | 'direction' | 'count' | 'sum'>;
}

/** The suffix of an internal entry's halves. */
export const HALVES: Readonly<Record<Indicator, string>> = { CRDT: '/C', DBIT: '/D' };

/** How many postings there are of one direction, and what they come to. */
export function totalsOf(postings: readonly Posting[], indicator: Indicator) {
  const some = postings.filter((posting) => posting.indicator === indicator);
  return { count: some.length, total: sum(some.map(({ amount }) => amount)) };
}
