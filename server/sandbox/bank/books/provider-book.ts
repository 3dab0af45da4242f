// The payment providers that the bank knows, and what they have settled.
import type { ProviderRow, SettlementRow, TopUpRow } from './rows.ts';

export class ProviderBook {
  /** Those that were named while the bank ran, by name. */
  readonly providers = new Map<string, ProviderRow>();
  /** By provider and its name of the settlement. */
  readonly settlements = new Map<string, SettlementRow>();
  /** By provider and its name of the reversal: the payment that was taken back. */
  readonly reversals = new Map<string, string>();

  putSettlement(row: SettlementRow): void {
    this.settlements.set(ownName(row.provider, row.settlementId), row);
  }

  noteReversal({ id, provider, reversal }: TopUpRow): void {
    if (provider === undefined || reversal?.reversalId === undefined) return;
    this.reversals.set(ownName(provider, reversal.reversalId), id);
  }
}

/** A name that a provider gave, told apart from the same name of another provider. */
export function ownName(provider: string, name: string): string {
  return `${provider} ${name}`;
}
