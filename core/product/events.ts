// What can happen to products and tariffs.
import type { Id } from '../kit/id.ts';
import type { Day } from '../time/day.ts';
import type { ProductTerms } from './product.ts';
import type { Tariff } from './tariff.ts';

export interface ProductProposed {
  readonly kind: 'ProductProposed';
  readonly terms: ProductTerms;
  readonly makerId: Id;
}

/** Another person released the version: loans are made by it from its first day on. */
export interface ProductApproved {
  readonly kind: 'ProductApproved';
  readonly code: string;
  readonly version: number;
  readonly checkerId: Id;
  readonly approvedOn: Day;
}

export interface ClientTariffProposed {
  readonly kind: 'ClientTariffProposed';
  readonly number: number;
  readonly tariff: Tariff;
  readonly makerId: Id;
}

/** Another person released it: it is in force from its first day on. */
export interface ClientTariffApproved {
  readonly kind: 'ClientTariffApproved';
  readonly number: number;
  readonly checkerId: Id;
}

export type ProductEvent =
  | ProductProposed
  | ProductApproved
  | ClientTariffProposed
  | ClientTariffApproved;
