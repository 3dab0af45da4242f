// The operator's own accounts at the custodian: where its fees arrive. They hold no client's money.
import { decided } from '../decided.ts';
import type { Rule } from '../decision.ts';
import { refuse } from '../kit/result.ts';
import type { Currency } from '../money/currency.ts';

/** `fees`: what clients pay to the operator, which is its own money from then on. */
export type OwnAccountPurpose = 'fees';

export interface OwnAccount {
  readonly purpose: OwnAccountPurpose;
  readonly currency: Currency;
  /** Its number at the custodian. */
  readonly account: string;
}

/** Told by the custodian. */
export interface RecordOwnAccount extends OwnAccount {
  readonly kind: 'RecordOwnAccount';
}

export const recordOwnAccount: Rule<RecordOwnAccount> = {
  kind: 'RecordOwnAccount',
  needs: (command) => [{ fact: 'ownAccount', key: ownAccountKey(command) }],
  decide: (world, { purpose, currency, account }, { actor }) => {
    if (actor.kind !== 'custodian') return refuse('not_allowed');
    const known = world.get('ownAccount', ownAccountKey({ purpose, currency }));
    if (known?.account === account) return decided();
    // The custodian gives one number for ever: another one is another account, which nobody opened.
    if (known !== undefined) return refuse('changed_meanwhile');
    return decided({ kind: 'OwnAccountOpened', purpose, currency, account });
  },
};

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
