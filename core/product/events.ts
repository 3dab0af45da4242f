// What can happen to products.
import type { Id } from '../kit/id.ts';
import type { Day } from '../time/day.ts';
import type { ProductTerms } from './product.ts';

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

export type ProductEvent = ProductProposed | ProductApproved;
