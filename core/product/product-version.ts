// A version of a product as a fact: found under the code and the number.
import type { Product } from './product.ts';

export interface ProductVersion {
  readonly code: string;
  readonly version: number;
  readonly product: Product;
}
