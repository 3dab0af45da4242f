// A product 借款产品: the dated, approved rules under which loans are made. A product is data; a new one
// needs no code.

import type { FactName } from '../credit/fact.ts';
import type { Id } from '../kit/id.ts';
import type { InBothLanguages } from '../law/clause.ts';
import type { Purpose } from '../law/rule-pack.ts';
import type { Waterfall } from '../loan/repay/waterfall.ts';
import type {
  EarlyRepaymentEffect,
  InterestBasis,
  OddFirstPeriod,
  RepaymentMethod,
} from '../loan/schedule/terms.ts';
import type { Currency } from '../money/currency.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { Rounding } from '../money/rounding.ts';
import type { ClientKind } from '../people/client.ts';
import type { WorkingDayRule } from '../time/calendar.ts';
import type { Day } from '../time/day.ts';
import type { CollateralTerms, SafeguardTerms } from './safeguard-terms.ts';
import type { Tariff } from './tariff.ts';

/** Who pays if the borrower does not (glossary 4.1). */
export type Safeguard = (typeof SAFEGUARDS)[number];

export const SAFEGUARDS = [
  'none',
  'guarantee',
  'dual_guarantee',
  'reserve',
  'principal_only',
] as const;

/** What the platform does for the two sides (glossary 4.1, service). */
export type ProductService = (typeof PRODUCT_SERVICES)[number];

/** They make a platform: no product is without them. */
export const ESSENTIAL_SERVICES = ['listing', 'rating', 'matching', 'contract', 'custody'] as const;

export const PRODUCT_SERVICES = [
  ...ESSENTIAL_SERVICES,
  'collection',
  'compensation',
  'reserve',
] as const;

/** What stands behind the debt (glossary 4.1). */
export type Security = (typeof SECURITIES)[number];

export const SECURITIES = ['unsecured', 'mortgage', 'pledge', 'receivable', 'lease'] as const;

/** Where an application comes in: by the borrower alone, or through a branch. */
export type ApplicationChannel = 'online' | 'branch';

/** What a borrower hands in beside the facts (glossary 4.1, document). */
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export const DOCUMENT_KINDS = [
  'identity_document',
  'income_proof',
  'credit_report',
  'bank_statement',
  'business_licence',
  'articles_of_association',
] as const;

/** From the least to the most, both allowed. */
export interface Range<Value> {
  readonly minimum: Value;
  readonly maximum: Value;
}

/** What a product asks about one fact of the borrower. */
export interface FactRequirement {
  readonly name: FactName;
  /** Whether the application asks the borrower for it, or it comes from a source such as the credit bureau. */
  readonly askedOf: 'borrower' | 'source';
  /** Whether somebody else than the borrower has to bear it out before the loan is approved. */
  readonly verified: boolean;
}

/** What a borrower of one kind brings. */
export interface RequiredFile {
  readonly facts: readonly FactRequirement[];
  readonly documents: readonly DocumentKind[];
}

/** The rule for money that is repaid early; its fee, if any, stands in the tariff. */
export interface EarlyRepaymentRule {
  readonly fullAllowed: boolean;
  readonly partAllowed: boolean;
  /** The least principal of an early repayment in part. */
  readonly partMinimum: MinorUnits;
  /** What an early repayment in part does to the rest. */
  readonly effect: EarlyRepaymentEffect;
}

/** The rule for money that is overdue; the cap of the pack lies over it. */
export interface PenaltyRule {
  /** The penalty rate as a share of the loan's annual rate: 1500000 is one and a half times. */
  readonly ofAnnualRatePpm: number;
  readonly base: 'principal' | 'principal_and_interest';
  readonly graceDays: number;
  readonly daysInYear: 360 | 365;
  readonly rounding: Rounding;
}

/** Most lenders of one loan: they are paid by one instruction to the custodian. */
export const LENDERS_MAX = 10_000;

/** How bids on a loan of the product are taken. */
export interface BidRule {
  readonly minimum: MinorUnits;
  readonly step: MinorUnits;
  /** The largest share of one loan that one lender may have. */
  readonly maximumSharePpm: number;
  readonly allocation: 'first_come';
  /** Whether a lender may bid beyond the own tolerance after a second confirmation, and by how many grades. */
  readonly gradesBeyondTolerance: number;
}

/** The rules of a product, whatever person made them. */
export interface ProductTerms {
  /** Snake case; the same in all versions. */
  readonly code: string;
  readonly version: number;
  readonly names: InBothLanguages;
  readonly effectiveFrom: Day;
  readonly effectiveTo?: Day;
  readonly packId: string;
  readonly currency: Currency;

  readonly borrowerKinds: readonly ClientKind[];
  readonly purposes: readonly Purpose[];
  /** Region codes as the borrower's address has them, or every region. */
  readonly regions: 'all' | readonly string[];
  readonly channels: readonly ApplicationChannel[];
  readonly requiredFiles: Readonly<Partial<Record<ClientKind, RequiredFile>>>;
  /** Whether nobody is approved who was not interviewed; left out: no. */
  readonly needsInterview?: boolean;

  readonly amount: Range<MinorUnits> & { readonly step: MinorUnits };
  readonly termMonths: Range<number>;
  readonly annualRatePpm: Range<number> & { readonly step: number };
  /** Above it a loan is handled in person and needs collateral. */
  readonly offlineAbove: MinorUnits;
  readonly securities: readonly Security[];
  readonly safeguards: readonly Safeguard[];
  /** For each safeguard but `none`, who pays, when, and what. */
  readonly safeguardTerms?: SafeguardTerms;
  /** Where loans may be secured. */
  readonly collateral?: CollateralTerms;
  /**
   * What the platform does for loans of the product. Without `collection` it asks for what is due on its day and
   * leaves what is overdue to the two sides.
   */
  readonly services: readonly ProductService[];

  readonly repaymentMethods: readonly Exclude<RepaymentMethod, 'custom'>[];
  readonly interestBasis: InterestBasis;
  readonly oddFirstPeriod: OddFirstPeriod;
  readonly rounding: { readonly interest: Rounding; readonly instalment: Rounding };
  readonly workingDayRule: WorkingDayRule;
  /** So many days before the due day its borrowers are reminded, the most first; left out: 3, 1 and on the day. */
  readonly reminderDays?: readonly number[];
  readonly waterfall: Waterfall;
  readonly earlyRepayment: EarlyRepaymentRule;
  readonly penalty: PenaltyRule;

  readonly bids: BidRule;
  readonly fundingDays: number;
  readonly approvalValidDays: number;
  /** The fees of loans made under this version, for their whole life. */
  readonly tariff: Tariff;
  /** The version of the credit policy by which its loans are assessed. */
  readonly creditPolicy: string;
}

/** A version of a product with those who stand for it. Without a checker it is a draft, and no loan is made by it. */
export interface Product extends ProductTerms {
  readonly maker: Id;
  readonly approval?: { readonly checker: Id; readonly approvedOn: Day };
}
