// Whether the money's owner has authorised a payment: by a mandate that covers it, or once, for exactly this.
import type { AuthorisedKind, MandateScope } from '@mutua/contract/custodian/authorisations.ts';
import type { RefusalReason } from '@mutua/contract/custodian/instructions.ts';
import { formatMinorUnits, type MinorUnits, plus } from '@mutua/core/money/minor-units.ts';
import { amountOf } from '../books/amounts.ts';
import type { AuthorisationRow, MandateRow } from '../books/rows.ts';
import type { Turn } from '../books/turn.ts';

/** What is to be covered. */
export interface Payment {
  readonly instructionId: string;
  readonly kind: AuthorisedKind;
  readonly account: string;
  readonly payee?: string;
  readonly loanId?: string;
  readonly amount: MinorUnits;
  /** The part of it that goes to the platform. */
  readonly fees: MinorUnits;
  /** The mandates that could cover it; none for a withdrawal. */
  readonly scopes: readonly MandateScope[];
}

/** Nothing if the authorisation covers the payment. */
export function refusedAuthority(
  turn: Turn,
  id: string | undefined,
  payment: Payment,
): RefusalReason | undefined {
  if (id === undefined) return 'authorisation_missing';
  const { mandates, authorisations } = turn.books;
  const mandate = mandates.get(id);
  if (mandate !== undefined) return refusedMandate(turn, mandate, payment);
  const authorisation = authorisations.get(id);
  if (authorisation === undefined) return 'authorisation_missing';
  return refusedOnce(turn, authorisation, payment);
}

/** Counts the payment against the authorisation that covers it. */
export function useAuthority(turn: Turn, id: string, amount: MinorUnits): void {
  const authorisation = turn.books.authorisations.get(id);
  if (turn.books.mandates.has(id)) {
    turn.put({ is: 'mandate_used', mandate: id, amount: formatMinorUnits(amount) });
  } else if (authorisation !== undefined) {
    turn.put({ is: 'authorisation', row: { ...authorisation, state: 'used' } });
  }
}

/** Whether it is the owner's consent to this one payment, rather than a mandate. */
export function isForOnePayment(turn: Turn, id: string | undefined): boolean {
  return id !== undefined && !turn.books.mandates.has(id);
}

function refusedMandate(
  turn: Turn,
  mandate: MandateRow,
  payment: Pick<Payment, 'account' | 'scopes' | 'loanId' | 'amount'>,
): RefusalReason | undefined {
  const { state, account, scope, loanId, cap, perInstructionCap, expiresDay } = mandate;
  if (state === 'expired') return 'authorisation_expired';
  if (state !== 'granted') return 'authorisation_missing';
  if (account !== payment.account || !payment.scopes.includes(scope)) {
    return 'authorisation_differs';
  }
  if (loanId !== undefined && loanId !== payment.loanId) return 'authorisation_differs';
  if (turn.books.day > expiresDay) return 'authorisation_expired';
  const used = plus(turn.books.usedOf(mandate.mandate), payment.amount);
  if (used > amountOf(cap)) return 'mandate_cap_exceeded';
  const isTooMuch = perInstructionCap !== undefined && payment.amount > amountOf(perInstructionCap);
  return isTooMuch ? 'mandate_cap_exceeded' : undefined;
}

function refusedOnce(
  turn: Turn,
  row: AuthorisationRow,
  payment: Payment,
): RefusalReason | undefined {
  const isThis =
    row.instructionId === payment.instructionId &&
    row.kind === payment.kind &&
    row.account === payment.account &&
    row.payee === payment.payee &&
    row.loanId === payment.loanId &&
    amountOf(row.amount) === payment.amount &&
    amountOf(row.fees ?? '0') === payment.fees;
  if (!isThis || row.state === 'used') return 'authorisation_differs';
  if (row.state === 'declined') return 'authorisation_declined';
  if (row.state === 'waiting') return 'authorisation_missing';
  return row.state === 'expired' || turn.now > row.expiresAt ? 'authorisation_expired' : undefined;
}

/** Nothing if mandates of the payer for fees cover them, several under one of them counted together. */
export function refusedFees(
  turn: Turn,
  payer: string,
  loanId: string,
  fees: readonly { readonly authorisation: string | undefined; readonly amount: MinorUnits }[],
): RefusalReason | undefined {
  const sums = new Map<string, MinorUnits>();
  for (const { authorisation, amount } of fees) {
    if (authorisation === undefined) return 'authorisation_missing';
    const before = sums.get(authorisation);
    sums.set(authorisation, before === undefined ? amount : plus(before, amount));
  }
  for (const [id, amount] of sums) {
    const mandate = turn.books.mandates.get(id);
    if (mandate === undefined) return 'authorisation_missing';
    const payment = { account: payer, scopes: ['fees'], loanId, amount } as const;
    const reason = refusedMandate(turn, mandate, payment);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
