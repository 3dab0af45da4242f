// What can happen to an application before it is decided. Facts of a credit file are personal.
import type { CreditFile, Fact, FactName } from '../../credit/fact.ts';
import type { Id } from '../../kit/id.ts';
import type { Currency } from '../../money/currency.ts';
import type { MinorUnits } from '../../money/minor-units.ts';
import type { Consent } from '../../people/consent.ts';
import type { ApplicationChannel, DocumentKind, Security } from '../../product/product.ts';
import type { QuotedMethod } from '../quote.ts';

export interface LoanApplied {
  readonly kind: 'LoanApplied';
  readonly loanId: Id;
  readonly borrowerId: Id;
  readonly productCode: string;
  readonly productVersion: number;
  readonly currency: Currency;
  readonly loanAmount: MinorUnits;
  readonly termMonths: number;
  readonly repaymentMethod: QuotedMethod;
  readonly purpose: string;
  readonly channel: ApplicationChannel;
  readonly security: Security;
  readonly documents: readonly DocumentKind[];
  readonly consents: readonly Consent[];
  readonly personal?: { readonly file: CreditFile };
}

/** A fact of the file was written down, or borne out by somebody else than the borrower. */
export interface FactRecorded {
  readonly kind: 'FactRecorded';
  readonly loanId: Id;
  readonly name: FactName;
  readonly source: string;
  readonly verified: boolean;
  /** The staff who did it; the borrower prepares nothing. */
  readonly makerId?: Id;
  readonly personal?: { readonly fact: Fact };
}

export interface DocumentRecorded {
  readonly kind: 'DocumentRecorded';
  readonly loanId: Id;
  readonly document: DocumentKind;
  readonly makerId?: Id;
}

export type ApplicationEvent = LoanApplied | FactRecorded | DocumentRecorded;
