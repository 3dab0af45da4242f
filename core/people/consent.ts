// Consent 同意: what a party has read and agreed to, each document in a version.
import { ok, type Result, refuse } from '../kit/result.ts';

/** What may be agreed to (glossary 4.1). */
export type ConsentDocument = (typeof CONSENT_DOCUMENTS)[number];

export const CONSENT_DOCUMENTS = [
  'service_agreement',
  'personal_data',
  'credit_inquiry',
  'loan_application',
] as const;

/** One document in the version that was read. */
export interface Consent {
  readonly document: ConsentDocument;
  readonly version: string;
}

/** Without which nobody is registered. */
export const REGISTRATION_CONSENTS: readonly ConsentDocument[] = [
  'service_agreement',
  'personal_data',
];

/** Without which no application is filed: the credit bureau may be asked only with the borrower's consent. */
export const APPLICATION_CONSENTS: readonly ConsentDocument[] = [
  'credit_inquiry',
  'loan_application',
];

/**
 * Whether everything that is needed was agreed to.
 *
 * @returns the consents; `consent_missing` naming the first document that is missing.
 * @example checkConsents([], ['personal_data']) // refuse('consent_missing', { document: 'personal_data' })
 */
export function checkConsents(
  given: readonly Consent[],
  needed: readonly ConsentDocument[],
): Result<readonly Consent[]> {
  const missing = needed.find(
    (document) => !given.some((one) => one.document === document && one.version.trim() !== ''),
  );
  return missing === undefined ? ok(given) : refuse('consent_missing', { document: missing });
}
