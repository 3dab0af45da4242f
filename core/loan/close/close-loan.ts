// A loan ends when nothing is owed any more: its accounts are at zero, and so is every claim.
import type { Decision } from '../../decision.ts';
import { assert } from '../../kit/assert.ts';
import type { Id } from '../../kit/id.ts';
import { type AccountAddress, addressText } from '../../ledger/account.ts';
import { loanAccount } from '../../ledger/addresses.ts';
import { CHART } from '../../ledger/chart.ts';
import type { Transfer } from '../../ledger/transfer.ts';
import { type MinorUnits, minus, plus, ZERO } from '../../money/minor-units.ts';
import type { World } from '../../world.ts';
import type { RepaymentDistributed } from '../events.ts';
import type { CloseReason } from '../life.ts';
import type { Loan } from '../loan.ts';
import type { HolderPayment } from '../servicing.ts';

/** The accounts that rest at zero when a loan is closed. */
const RESTING = [
  'loan_repayment',
  'loan_principal',
  'loan_interest',
  'loan_penalty',
  'loan_fee',
  'loan_written_off',
  'loan_owed',
] as const;

/**
 * What was decided, with the close of the loan if nothing is owed after it. A loan that is closed needs no
 * further day of work.
 *
 * @example closeIfRepaid({ get: () => undefined }, undefined, { events: [], transfers: [] }).events // []
 */
export function closeIfRepaid(world: World, loanId: Id | undefined, decision: Decision): Decision {
  const { events, transfers } = decision;
  // What was given up with the last payment has closed it already.
  if (events.some(({ kind }) => kind === 'LoanClosed')) return decision;
  const repaid = events.find((event) => event.kind === 'RepaymentDistributed');
  if (repaid?.kind !== 'RepaymentDistributed') return decision;
  const loan = world.get('loan', loanId ?? '');
  assert(loan !== undefined, 'A repayment is of a loan.');
  const balance = (kind: (typeof RESTING)[number]) =>
    balanceAfter(world, loanAccount(kind, loan), transfers);
  if (balance('loan_owed') !== ZERO) return decision;
  for (const kind of RESTING) assert(balance(kind) === ZERO, 'A closed loan owes nothing.');
  const last = new Map<string, HolderPayment>(repaid.payments.map((one) => [one.claimId, one]));
  const claims = world
    .list('claimsOfLoan', loan.id)
    .filter(({ state }) => state === 'active' || state === 'on_sale');
  for (const { id, outstanding } of claims) {
    assert(outstanding === (last.get(id)?.principal ?? ZERO), 'Every claim ends at zero.');
  }
  const closeReason = reasonOf(loan, repaid);
  return {
    events: [
      ...events,
      ...claims.map(({ id }) => ({ kind: 'ClaimClosed' as const, claimId: id })),
      { kind: 'LoanClosed', loanId: loan.id, closeReason },
    ],
    transfers,
  };
}

function reasonOf({ state }: Loan, { repayment }: RepaymentDistributed): CloseReason {
  if (state === 'written_off') return 'recovered';
  return repayment === 'early_in_full' ? 'repaid_early' : 'repaid';
}

/** What is booked on an account once these transfers are. */
function balanceAfter(
  world: World,
  address: AccountAddress,
  transfers: readonly Transfer[],
): MinorUnits {
  const own = addressText(address);
  const isDebit = CHART[address.kind].normal === 'debit';
  let balance = world.account(address).posted;
  for (const { kind, debit, credit, amount } of transfers) {
    if (kind === 'pending' || kind === 'void') continue;
    if (addressText(debit) === own) balance = (isDebit ? plus : minus)(balance, amount);
    if (addressText(credit) === own) balance = (isDebit ? minus : plus)(balance, amount);
  }
  return balance;
}
