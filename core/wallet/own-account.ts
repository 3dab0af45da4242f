// The operator's own accounts at the custodian: where its fees arrive. They hold no client's money.
import type { Currency } from '../money/currency.ts';

/** `fees`: what clients pay to the operator, which is its own money from then on. */
export type OwnAccountPurpose = 'fees';

export interface OwnAccount {
  readonly purpose: OwnAccountPurpose;
  readonly currency: Currency;
  /** Its number at the custodian. */
  readonly account: string;
}

/**
 * Under which key an own account is found.
 *
 * @example ownAccountKey({ purpose: 'fees', currency: currency('CNY') }) // 'fees CNY'
 */
export function ownAccountKey({
  purpose,
  currency,
}: Pick<OwnAccount, 'purpose' | 'currency'>): string {
  return `${purpose} ${currency}`;
}
