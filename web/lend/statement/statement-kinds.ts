// Which lines of a statement are of which kind, and what a line did to the balance.
import type { StatementLine } from '@mutua/contract/ledger/statement.ts';
import { type MinorUnits, minorUnits, negate, ZERO } from '@mutua/core/money/minor-units.ts';

export const LINE_KINDS = ['all', 'border', 'lent', 'came', 'fees'] as const;
export type LineKind = (typeof LINE_KINDS)[number];

const CODES: Readonly<Record<Exclude<LineKind, 'all' | 'fees'>, readonly string[]>> = {
  border: [
    ...['top_up', 'unmatched_claimed', 'withdrawal', 'withdrawal_bounced', 'custody_interest'],
  ],
  lent: ['bid', 'purchase', 'sale_proceeds'],
  came: [
    ...['principal_paid', 'interest_paid', 'penalty_paid', 'compensated_principal'],
    ...['compensated_interest', 'reserve_principal', 'reserve_interest'],
  ],
};

/** Whether a line is of that kind. */
export function isOfKind({ code }: StatementLine, kind: LineKind): boolean {
  if (kind === 'all') return true;
  return kind === 'fees' ? code.startsWith('fee_') : CODES[kind].includes(code);
}

/** Whether a line moved money; else it only held it or gave it back. */
export function isBooked({ kind }: Pick<StatementLine, 'kind'>): boolean {
  return kind === 'posted' || kind === 'post';
}

/** What a line added to the balance. */
export function movedBy(line: StatementLine): MinorUnits {
  if (!isBooked(line)) return ZERO;
  const amount = minorUnits(BigInt(line.amount));
  return line.side === 'credit' ? amount : negate(amount);
}
