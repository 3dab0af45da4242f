// What a step of an application needs to show its fields, and what the product asks in it.
import type { ProductTermsOnWire } from '@mutua/contract/product/product.ts';
import type { FactName } from '@mutua/core/credit/fact.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '@mutua/core/product/product.ts';
import type { FilledIn } from './filled-in.ts';

export interface StepProps {
  readonly product: ProductTermsOnWire;
  /** Of the borrower: a person and an organisation are asked other things. */
  readonly kind: string;
  readonly filled: FilledIn;
  readonly change: (part: Partial<FilledIn>) => void;
  /** What is wrong with a field of the application, by its name. */
  readonly complaint: (field: string) => string | undefined;
}

/** Which facts the product asks of a borrower of this kind. */
export function askedFacts(product: ProductTermsOnWire, kind: string): readonly FactName[] {
  const facts = fileOf(product, kind)?.facts ?? [];
  return facts.filter(({ askedOf }) => askedOf === 'borrower').map(({ name }) => name);
}

/** Which documents the product asks of a borrower of this kind. */
export function askedDocuments(product: ProductTermsOnWire, kind: string): readonly DocumentKind[] {
  const file = fileOf(product, kind);
  return DOCUMENT_KINDS.filter((one) => file?.documents.includes(one));
}

function fileOf({ requiredFiles }: ProductTermsOnWire, kind: string) {
  return requiredFiles[kind === 'organisation' ? 'organisation' : 'natural_person'];
}
