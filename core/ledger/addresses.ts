// Where the accounts of a client and of a loan stand.
import type { Id } from '../kit/id.ts';
import type { Currency } from '../money/currency.ts';
import type { AccountAddress } from './account.ts';
import type { AccountKind, CASH_KINDS } from './chart.ts';

export type CashRole = 'lender' | 'borrower' | 'partner';
type LoanAccountKind = Extract<AccountKind, `loan_${string}`>;

/**
 * The cash of a client in one of its roles.
 *
 * @example cashAccount('lender', idOf('00000000-0000-7000-8000-000000000001'), currency('CNY')).kind // 'lender_cash'
 */
export function cashAccount(role: CashRole, clientId: Id, currency: Currency): AccountAddress {
  const kind: (typeof CASH_KINDS)[number] = `${role}_cash`;
  return { kind, owner: clientId, currency };
}

/**
 * An account of one loan.
 *
 * @example loanAccount('loan_funding', { id: idOf('00000000-0000-7000-8000-000000000001'), currency: currency('CNY') }).kind
 * // 'loan_funding'
 */
export function loanAccount(
  kind: LoanAccountKind,
  loan: { readonly id: Id; readonly currency: Currency },
): AccountAddress {
  return { kind, owner: loan.id, currency: loan.currency };
}

/**
 * The mirror of what lies at the custodian.
 *
 * @example custodyAccount(currency('CNY')).owner // 'custodian'
 */
export function custodyAccount(currency: Currency): AccountAddress {
  return { kind: 'custody', owner: 'custodian', currency };
}

/**
 * The operator's income of one fee kind.
 *
 * @example feeAccount('service', currency('CNY')).kind // 'platform_fees'
 */
export function feeAccount(feeKind: string, currency: Currency): AccountAddress {
  return { kind: 'platform_fees', owner: feeKind, currency };
}

/**
 * The operator's own money at the custodian, beside what it earned in fees.
 *
 * @example ownFundsAccount(currency('CNY')).kind // 'platform_funds'
 */
export function ownFundsAccount(currency: Currency): AccountAddress {
  return { kind: 'platform_funds', owner: 'own', currency };
}

/**
 * The money of a risk reserve, apart from everybody's cash.
 *
 * @example reserveAccount(idOf('00000000-0000-7000-8000-000000000001'), currency('CNY')).kind // 'risk_reserve'
 */
export function reserveAccount(schemeId: Id, currency: Currency): AccountAddress {
  return { kind: 'risk_reserve', owner: schemeId, currency };
}

/**
 * Money that reached the custody and is nobody's yet: one account for each receipt.
 *
 * @example unmatchedAccount(idOf('00000000-0000-7000-8000-000000000001'), currency('CNY')).kind // 'unmatched'
 */
export function unmatchedAccount(receiptId: Id, currency: Currency): AccountAddress {
  return { kind: 'unmatched', owner: receiptId, currency };
}
