// A client: a natural person or an organisation that borrows, lends or stands behind loans.
import type { Id } from '../kit/id.ts';
import type { Currency } from '../money/currency.ts';
import { type MinorUnits, ZERO } from '../money/minor-units.ts';
import type { RegistrationFee } from '../product/tariff.ts';
import type { Day } from '../time/day.ts';

export type ClientKind = 'natural_person' | 'organisation';
export type ClientRole = 'borrower' | 'lender' | 'partner';
export type ClientStatus = 'registered' | 'verified' | 'active' | 'dormant' | 'frozen' | 'closed';

/** What a partner does by trade (glossary 4.1). */
export type PartnerKind = (typeof PARTNER_KINDS)[number];

export const PARTNER_KINDS = [
  'guarantee_company',
  'small_loan_company',
  'factoring_company',
  'leasing_company',
  'asset_manager',
  'securities_company',
  'bank',
  'core_enterprise',
  'commerce_partner',
] as const;

/** A freeze or its end that one compliance officer asked for and another has to bear out. */
export interface FreezeAsked {
  readonly asked: 'freeze' | 'unfreeze';
  readonly makerId: Id;
  readonly reason: string;
}

/** What the house knows of a client beside the personal data, which no event carries. */
export interface Client {
  readonly id: Id;
  /** Counted from 1; the code that a client writes on a transfer slip is made from it. */
  readonly clientNumber: number;
  readonly kind: ClientKind;
  readonly roles: readonly ClientRole[];
  readonly status: ClientStatus;
  /** Birthday of a natural person, once the identity was verified. */
  readonly birthDay?: Day;
  /** Linked to the operator by shares, votes, office or influence (glossary: related party). */
  readonly isRelatedParty: boolean;
  /** The number of the client's own account at the custodian, for each role, once it is open there. */
  readonly custodyAccounts: Readonly<Partial<Record<ClientRole, string>>>;
  /** In which currency each of them is. */
  readonly custodyCurrencies?: Readonly<Partial<Record<ClientRole, Currency>>>;
  /** Code of the region of the address. */
  readonly region?: string;
  /** An organisation that lends as an institution: its money is told apart from that of persons. */
  readonly isInstitution?: boolean;
  readonly partnerKind?: PartnerKind;
  /** Somebody has to look before this client goes on; nobody is told why. */
  readonly isHeld?: boolean;
  readonly freezeAsked?: FreezeAsked;
  /** What is still to be paid for the registration; fixed by the tariff of that day. */
  readonly registrationFees?: readonly RegistrationFee[];
  /** What the status was before the freeze. */
  readonly statusBeforeFreeze?: ClientStatus;
}

/** A client as a lender: what the questionnaire allows, and what is committed. */
export interface Lender {
  readonly id: Id;
  /** 1 to 5, from the questionnaire; 0 without one. */
  readonly tolerance: number;
  /** The most outstanding principal and held bids together. */
  readonly exposureCeiling: MinorUnits;
  /** The last day on which the questionnaire counts. */
  readonly questionnaireUntil?: Day;
  readonly biddingStopped: boolean;
  /** Outstanding principal of the claims, and bids that are held. */
  readonly exposure: MinorUnits;
}

/** A client as a borrower: what is owed here, and what is under way. */
export interface Borrower {
  readonly id: Id;
  /** Outstanding principal of all loans. */
  readonly owed: MinorUnits;
  /** The one loan that is not disbursed yet, if there is one. */
  readonly openLoanId?: Id;
  /** Loans that were paid off here, and the worst days overdue on any loan here. */
  readonly loansRepaid?: number;
  readonly worstDaysOverdue?: number;
}

/**
 * A lender who has answered no questionnaire and committed nothing.
 *
 * @example newLender(idOf('00000000-0000-7000-8000-000000000001')).tolerance // 0
 */
export function newLender(id: Id): Lender {
  return { id, tolerance: 0, exposureCeiling: ZERO, biddingStopped: false, exposure: ZERO };
}

/**
 * A borrower who owes nothing.
 *
 * @example newBorrower(idOf('00000000-0000-7000-8000-000000000001')).owed // ZERO
 */
export function newBorrower(id: Id): Borrower {
  return { id, owed: ZERO };
}
