// The custodian says that a client's own account is open; with the first one the client is active.
import { decided } from '../decided.ts';
import type { Rule } from '../decision.ts';
import type { Id } from '../kit/id.ts';
import { invalid, refuse } from '../kit/result.ts';
import type { Currency } from '../money/currency.ts';
import type { ClientRole } from './client.ts';

const ACCOUNT_LENGTH_MAX = 64;

export interface RecordCustodyAccount {
  readonly kind: 'RecordCustodyAccount';
  readonly clientId: Id;
  readonly role: ClientRole;
  /** The custodian's number of it. */
  readonly account: string;
  readonly currency: Currency;
}

export const recordCustodyAccount: Rule<RecordCustodyAccount> = {
  kind: 'RecordCustodyAccount',
  needs: ({ clientId }) => [{ fact: 'client', key: clientId }],
  decide(world, { clientId, role, account, currency }, { actor }) {
    if (actor.kind !== 'custodian') return refuse('not_allowed');
    const client = world.get('client', clientId);
    if (client === undefined) return refuse('not_found');
    // A freeze does not hide that nobody has verified who it is.
    const isUnverified = [client.status, client.statusBeforeFreeze].includes('registered');
    if (isUnverified) return refuse('identity_not_verified');
    if (client.isHeld === true) return refuse('screening_hold');
    if (client.status === 'closed') return refuse('wrong_stage', { state: client.status });
    if (!client.roles.includes(role)) return invalid('role', 'The client does not have it.');
    const opened = client.custodyAccounts[role];
    if (opened !== undefined && opened !== account) {
      return invalid('account', 'Another one is open already.');
    }
    if (!/^\S+$/.test(account) || account.length > ACCOUNT_LENGTH_MAX) {
      return invalid('account', 'It does not have the right form.');
    }
    // Told again, it is as it is.
    if (opened === account) return decided();
    return decided({ kind: 'CustodyAccountOpened', clientId, role, account, currency });
  },
};
