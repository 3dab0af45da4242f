// What fields say of a lender's account and claims.

export const LEND_FIELD_WORDS: Readonly<Record<string, string>> = {
  asOf: 'The business date of the figures.',
  heldForBids: 'What is held for bids on listings that are not disbursed yet.',
  impairment: 'What is not counted on, by the published rates.',
  impairmentPpm: 'The published rate. Parts per million.',
  netDeposited: 'What came in from outside less what went out.',
  feesPaid: 'What was paid to the platform.',
  'buckets.bucket': 'How late: `current`, `grace`, or until which day.',
  buckets: 'How the claims stand by how late they are.',
  'getClaimEvidence.claim': 'The claim, as its own page has it.',
  largestBorrower: 'The borrower with the most outstanding principal.',
  ahead: 'What is to come in the next days.',
  'items.year': 'The calendar year.',
  changePpm: 'What it gives or takes. Parts per million.',
  levelPpm: 'Where it leads. Parts per million.',
  month: 'The month.',
  months: 'The months, the oldest first.',
};
