// What regulator and auditor read, on the wire: a closed day with its indicators and their rows, a sample of loans
// that anybody can draw again, a loan with its evidence, and what they looked at themselves.
import Type, { type Static } from 'typebox';
import { IdOnWire } from '../http/command.ts';
import { PAGE_FIELDS } from '../http/page.ts';
import { TransitionOnWire } from '../loan/servicing.ts';
import { DayOnWire, InstantOnWire, MoneyOnWire, PpmOnWire } from '../money/on-wire.ts';
import { INDICATOR_IDS, SAMPLE_POPULATIONS } from './indicators.ts';

const count = (description: string) => Type.Integer({ minimum: 0, description });
const sha256 = (description: string) =>
  Type.String({ pattern: '^[0-9a-f]{64}$', description, examples: ['0'.repeat(64)] });
const asOf = Type.Optional(
  DayOnWire(
    'The closed day that is read; left out: the one closed last. One that is not closed is not there.',
  ),
);

export const SupervisedDay = Type.Object({
  day: DayOnWire('A business date that is closed.'),
  closedAt: InstantOnWire('When it was closed.'),
  transfers: count('How many lines it booked.'),
  digest: sha256('It names the digest of the day before.'),
});
export type SupervisedDay = Static<typeof SupervisedDay>;

export const AsOfQuery = Type.Object({ day: asOf }, { additionalProperties: false });

const indicatorId = Type.Enum([...INDICATOR_IDS], {
  description: 'Which indicator.',
  examples: ['client_money'],
});

const INDICATOR = Type.Object({
  indicatorId,
  name: Type.String({ description: 'In the language that was asked for.' }),
  definition: Type.String({ description: 'What is counted, in the language that was asked for.' }),
  group: Type.Enum(['custody', 'flows', 'loans'], { description: 'What it is about.' }),
  rows: Type.Enum(['accounts', 'transfers', 'loans', 'breaks'], {
    description: 'What it is made of.',
  }),
  money: Type.Optional(
    Type.Object(MoneyOnWire.properties, { additionalProperties: false, description: 'How much.' }),
  ),
  count: Type.Optional(count('How many.')),
});
export type IndicatorOnWire = Static<typeof INDICATOR>;

const LARGEST_BORROWER = Type.Object({
  borrowerId: IdOnWire('Which borrower.'),
  loans: count('How many loans have principal outstanding.'),
  outstanding: MoneyOnWire,
  sharePpm: PpmOnWire('Of the principal outstanding of all loans.'),
});
export type LargestBorrower = Static<typeof LARGEST_BORROWER>;

export const SupervisedFigures = Type.Object({
  asOf: SupervisedDay,
  indicators: Type.Array(INDICATOR, { description: 'The indicators of the day.' }),
  largestBorrowers: Type.Array(LARGEST_BORROWER, {
    description: 'The ten who owe the most principal, the largest first.',
  }),
});
export type SupervisedFigures = Static<typeof SupervisedFigures>;

export const INDICATOR_PATH = Type.Object({ indicatorId });

export const RowsQuery = Type.Object(
  { ...PAGE_FIELDS, day: asOf },
  { additionalProperties: false },
);

/** One of the things that an indicator is made of; what it has depends on what it is. */
export const IndicatorRow = Type.Object({
  rowId: Type.String({ description: 'The number or the id of the account, line, loan or break.' }),
  kind: Type.String({
    description:
      'The kind of the account, the code of the line, the state of the loan or the kind of the break.',
  }),
  ownerId: Type.Optional(Type.String({ description: 'Whose account it is.' })),
  subjectId: Type.Optional(
    Type.String({ description: 'The loan, or where there is none the person, whose line it is.' }),
  ),
  loanId: Type.Optional(
    Type.String({ description: 'The loan, where it is one or belongs to one.' }),
  ),
  reference: Type.Optional(Type.String({ description: 'What differs.' })),
  state: Type.Optional(Type.String({ description: 'How far the break has been explained.' })),
  isReversal: Type.Optional(
    Type.Boolean({ description: 'Whether it takes back an earlier line.' }),
  ),
  amount: Type.Optional(MoneyOnWire),
});
export type IndicatorRow = Static<typeof IndicatorRow>;

const seed = Type.String({
  pattern: '^[0-9A-Za-z._-]{1,64}$',
  description: 'Any text; the same one draws the same sample.',
  examples: ['2026-Q4-7'],
});
const size = Type.Integer({
  minimum: 1,
  maximum: 200,
  default: 50,
  description: 'How many loans are drawn at most.',
});
const population = Type.Enum([...SAMPLE_POPULATIONS], {
  description:
    'Of which loans: `disbursed`, all that had been paid out by the end of the day; `open`, those with principal outstanding then.',
});

export const SampleQuery = Type.Object(
  { seed, size: Type.Optional(size), population: Type.Optional(population), day: asOf },
  { additionalProperties: false },
);
export type SampleQuery = Static<typeof SampleQuery>;

const DRAWN_LOAN = Type.Object({
  place: Type.Integer({ minimum: 1, description: 'Its place in the sample.' }),
  loanId: IdOnWire('Which loan.'),
  digest: sha256('SHA-256 of `seed:loanId`; the loans with the smallest ones are drawn.'),
  state: Type.String({ description: 'How the loan stood when the day was closed.' }),
  loanAmount: MoneyOnWire,
  outstanding: MoneyOnWire,
});
export type DrawnLoan = Static<typeof DRAWN_LOAN>;

export const LoanSample = Type.Object({
  asOf: SupervisedDay,
  seed,
  population,
  populationSize: count('Of how many loans it was drawn.'),
  populationDigest: sha256('Over the ids of all of them, in order, each followed by a line feed.'),
  loans: Type.Array(DRAWN_LOAN, { description: 'The loans drawn, in the order of their digests.' }),
});
export type LoanSample = Static<typeof LoanSample>;

const CONTRACT = Type.Object({
  hash: sha256('SHA-256 of the text that was signed.'),
  signedAt: InstantOnWire('When the borrower signed.'),
});
const BID = Type.Object({
  bidId: Type.String({ format: 'uuid' }),
  lenderId: Type.String({ format: 'uuid', description: 'Whose bid it is.' }),
  amount: MoneyOnWire,
  state: Type.String(),
  placedAt: InstantOnWire('When it was placed.'),
});
const CLAIM = Type.Object({
  claimId: Type.String({ format: 'uuid' }),
  holderId: Type.String({ format: 'uuid' }),
  origin: Type.String({ description: 'How the claim came to its holder.' }),
  state: Type.String(),
  principal: MoneyOnWire,
  outstanding: MoneyOnWire,
});

/** All that is kept of a loan but its lines in the book, which come in pages. */
export const LoanEvidence = Type.Object({
  loanId: IdOnWire('Which loan.'),
  borrowerId: IdOnWire('Who borrowed.'),
  state: Type.String({ examples: ['repaying'] }),
  productCode: Type.String(),
  productVersion: Type.Integer(),
  loanAmount: MoneyOnWire,
  termMonths: Type.Integer(),
  repaymentMethod: Type.String(),
  purpose: Type.String(),
  annualRatePpm: Type.Optional(PpmOnWire('The contract rate.')),
  grade: Type.Optional(Type.String()),
  valueDay: Type.Optional(DayOnWire('From which day interest runs.')),
  outstanding: MoneyOnWire,
  transferCount: count('How many lines of the book are about it.'),
  contract: Type.Optional(CONTRACT),
  bids: Type.Array(BID, { description: 'The bids on it, the earliest first.' }),
  claims: Type.Array(CLAIM, { description: 'Who holds it.' }),
  timeline: Type.Array(TransitionOnWire, { description: 'Every change of its state.' }),
});
export type LoanEvidence = Static<typeof LoanEvidence>;

export const TransferOfLoan = Type.Object({
  transferId: Type.String({
    pattern: '^[1-9][0-9]{0,18}$',
    description: 'The number of the line in the book.',
  }),
  kind: Type.Enum(['posted', 'pending', 'post', 'void'], {
    description: 'Booked at once; held; a hold that was booked; a hold that was given back.',
  }),
  code: Type.String({ description: 'The transfer code: why it moved.', examples: ['bid'] }),
  fromKind: Type.String({ description: 'The kind of the account that was debited.' }),
  fromOwner: Type.String({ description: 'Whose account was debited.' }),
  toKind: Type.String({ description: 'The kind of the account that was credited.' }),
  toOwner: Type.String({ description: 'Whose account was credited.' }),
  amount: MoneyOnWire,
  isReversal: Type.Boolean({ description: 'Whether it takes back an earlier line.' }),
  bookedDay: DayOnWire('The business date on which it was booked.'),
  effectiveDay: DayOnWire('The day for which it counts.'),
  bookedAt: InstantOnWire('When it was booked.'),
  commandId: IdOnWire('The command that brought it about.'),
});
export type TransferOfLoan = Static<typeof TransferOfLoan>;

/** What an observer looked at. */
export const ObserverView = Type.Object({
  viewId: Type.String({ pattern: '^[1-9][0-9]{0,18}$', description: 'The number of the view.' }),
  at: InstantOnWire('When it was asked for.'),
  operation: Type.String({ description: 'What was asked, by its name in the API.' }),
  address: Type.String({ description: 'The address that was asked for.' }),
});
export type ObserverView = Static<typeof ObserverView>;
