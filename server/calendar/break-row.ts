// A break as it is read for the close of a day, with whose account it is on.
import type { BreakInClose } from '@mutua/contract/office/day-close.ts';
import type { AccountKind } from '@mutua/core/ledger/chart.ts';
import type { PersonActor } from '../http/access.ts';

export interface BreakRow {
  readonly breakId: string;
  readonly rail: string;
  readonly day: string;
  readonly kind: string;
  readonly reference: string;
  readonly ours: string | null;
  readonly theirs: string | null;
  readonly state: BreakInClose['state'];
  readonly explanation: string | null;
  readonly explainedBy: string | null;
  readonly mendedBy: string | null;
  readonly explainedByName: string | null;
  readonly mendedByName: string | null;
  readonly account: string | null;
  readonly accountKind: AccountKind | null;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
}

export interface BreaksAsked {
  readonly day: string;
  readonly currency: string;
  readonly firstTransferId: bigint;
  readonly comparedAt: Date | undefined;
  readonly actor: PersonActor;
}
