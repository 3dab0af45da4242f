// The custodian says which account is the operator's own.
import { decided } from '../decided.ts';
import type { Rule } from '../decision.ts';
import { refuse } from '../kit/result.ts';
import { type OwnAccount, ownAccountKey } from './own-account.ts';

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
