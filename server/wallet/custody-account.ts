// A client's own account at the custodian 开通存管账户: asked for with the client's verified data, and finished by
// the client on the custodian's page. That it is open says the custodian.
import type { OpenAccountAnswer } from '@mutua/contract/custodian/accounts.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { ok, type Result, refuse } from '@mutua/core/kit/result.ts';
import type { Currency } from '@mutua/core/money/currency.ts';
import type { ClientRole } from '@mutua/core/people/client.ts';
import type pg from 'pg';
import type { Custodian } from '../rails/custodian/custodian.ts';
import { readAccountOwner } from './account-owner-read.ts';

export interface CustodyAccountAsked {
  readonly clientId: Id;
  readonly role: ClientRole;
  readonly currency: Currency;
  readonly returnUrl?: string;
}

/**
 * The account's number and the page on which its owner sets the payment password; the same account however often
 * it is asked for.
 *
 * @returns `not_found`, `not_allowed` for a role that the client does not have, `client_frozen`, or
 * `identity_not_verified`. @throws RailSilent, RailRefused
 */
export async function openCustodyAccount(
  { pool, custodian }: { readonly pool: pg.Pool; readonly custodian: Custodian },
  { clientId, role, currency, returnUrl }: CustodyAccountAsked,
): Promise<Result<OpenAccountAnswer>> {
  const owner = await readAccountOwner(pool, clientId);
  if (owner === undefined) return refuse('not_found');
  if (!owner.roles.includes(role)) return refuse('not_allowed');
  if (owner.status === 'frozen') return refuse('client_frozen');
  const { name, number, mobile } = owner;
  if (owner.status === 'registered' || name === undefined || number === undefined) {
    return refuse('identity_not_verified');
  }
  return ok(
    await custodian.openAccount({
      ...{ clientId, class: role, name, identityNumber: number, currency },
      mobile: mobile ?? '00000',
      ...(returnUrl !== undefined && { returnUrl }),
    }),
  );
}
