// What can happen to money that crosses the house's border.
import type { Id } from '../kit/id.ts';
import type { TransferId } from '../ledger/transfer.ts';
import type { Currency } from '../money/currency.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { ClientRole } from '../people/client.ts';

export interface TopUpRequested {
  readonly kind: 'TopUpRequested';
  readonly topUpId: Id;
  readonly clientId: Id;
  readonly role: ClientRole;
  readonly amount: MinorUnits;
  readonly currency: Currency;
}

/** The custodian says that the money is there. */
export interface TopUpCredited {
  readonly kind: 'TopUpCredited';
  readonly topUpId: Id;
  readonly transferId: TransferId;
  readonly bankReference: string;
}

export type WalletEvent = TopUpRequested | TopUpCredited;
