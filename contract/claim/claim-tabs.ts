// How the list of a lender's claims is divided.

/** Late ones run too; `passed_on` is what was sold, or paid by somebody else in the borrower's place. */
export const CLAIM_TABS = ['running', 'late', 'closed', 'lost', 'passed_on'] as const;
export type ClaimTab = (typeof CLAIM_TABS)[number];
