// Under which code each fee is booked.
import { assert } from '../kit/assert.ts';
import type { TransferCode } from '../ledger/transfer-codes.ts';

/** Where the fee is taken from. */
export type FeeSource = 'cash' | 'loan_repayment';

const CODES: Readonly<Record<FeeSource, Readonly<Record<string, TransferCode>>>> = {
  cash: {
    registration: 'fee_registration',
    service: 'fee_service',
    account_management: 'fee_account_management',
    transaction: 'fee_transaction',
    lender_management: 'fee_lender_management',
    withdrawal: 'fee_withdrawal',
  },
  loan_repayment: {
    service: 'fee_service',
    account_management: 'fee_account_management',
    early_repayment: 'fee_early_repayment',
    overdue: 'fee_overdue',
    interest_spread: 'fee_interest_spread',
  },
};

/**
 * Whether a fee of that kind can be taken from there.
 *
 * @example mayTakeFee('transaction', 'loan_repayment') // false
 */
export function mayTakeFee(kind: string, source: FeeSource): boolean {
  return Object.hasOwn(CODES[source], kind);
}

/**
 * The code of a fee.
 *
 * @example feeCode('service', 'loan_repayment') // 'fee_service'
 * @throws BrokenInvariant when no code takes a fee of that kind from there.
 */
export function feeCode(kind: string, source: FeeSource): TransferCode {
  const code = CODES[source][kind];
  assert(code !== undefined && mayTakeFee(kind, source), 'Every fee has a code of its own.');
  return code;
}
