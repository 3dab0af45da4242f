// The World: the facts of a batch of commands, which rules read and which events and transfers change.

import type { BusinessDay } from './calendar/business-day.ts';
import {
  type DayClose,
  type DayTotals,
  dayTotalsKey,
  type OpenWork,
} from './calendar/day-close.ts';
import type { Claim } from './claim/claim.ts';
import { type Account, type AccountAddress, addressText } from './ledger/account.ts';
import type { Hold } from './ledger/transfer.ts';
import type { LoanApplication } from './loan/application.ts';
import type { AssessmentRecord } from './loan/assess/assessment-record.ts';
import type { LoanContract } from './loan/contract.ts';
import type { Bid } from './loan/fund/bid.ts';
import type { Listing, MoneyAdvance } from './loan/list/listing.ts';
import type { Loan, LoanTransition } from './loan/loan.ts';
import type { LoanHistory } from './loan/loan-history.ts';
import type { Servicing } from './loan/servicing.ts';
import type { NoticeReading } from './notice/notice.ts';
import type { AuthorityTable } from './people/authority.ts';
import type { Borrower, Client, Lender } from './people/client.ts';
import type { Counter } from './people/counter.ts';
import type { Identity } from './people/identity.ts';
import type { Operator } from './people/operator.ts';
import type { QuestionnaireTaken } from './people/questionnaire-taken.ts';
import type { SignIn } from './people/sign-in.ts';
import { type SurveyAnswer, surveyKey } from './people/survey.ts';
import type { ClientTariff } from './product/client-tariff.ts';
import type { ProductVersion } from './product/product-version.ts';
import type { Collateral } from './safeguard/collateral.ts';
import type { GuaranteeCommitment } from './safeguard/commitment.ts';
import type { Compensation } from './safeguard/compensation.ts';
import type { Guarantor, GuarantorChange } from './safeguard/guarantor.ts';
import {
  type ReserveAccrual,
  type ReserveScheme,
  type ReserveSpending,
  type ReserveStanding,
  reserveDayKey,
} from './safeguard/reserve-scheme.ts';
import { formatDay } from './time/day.ts';
import type { Alarm } from './wallet/alarm.ts';
import type { BankMovement } from './wallet/bank-movement.ts';
import type { RecordedBreak } from './wallet/break.ts';
import type { CustodyBatch } from './wallet/custody-batch.ts';
import type { Instruction } from './wallet/instruction.ts';
import type { TopUp, Withdrawal } from './wallet/money-in-out.ts';
import { type OwnAccount, ownAccountKey } from './wallet/own-account.ts';
import type { PaymentMandate } from './wallet/payment-mandate.ts';
import type { ReceiptPayer, UnmatchedReceipt } from './wallet/receipt.ts';
import type { ClientDebt, TopUpReversal } from './wallet/top-up-reversal.ts';
import type { Case, CaseEntry } from './work/case.ts';
import type { CollectionCost } from './work/collection-cost.ts';
import type { Contact, PromiseToPay } from './work/contact.ts';

/** Every kind of fact, by the name under which rules ask for it. */
export interface Facts {
  readonly businessDay: BusinessDay;
  readonly dayClose: DayClose;
  readonly dayTotals: DayTotals;
  readonly openWork: OpenWork;
  readonly account: Account;
  readonly hold: Hold;
  readonly operator: Operator;
  readonly counter: Counter;
  readonly authority: AuthorityTable;
  readonly signIn: SignIn;
  readonly identity: Identity;
  readonly questionnaire: QuestionnaireTaken;
  readonly surveyAnswer: SurveyAnswer;
  readonly productVersion: ProductVersion;
  readonly clientTariff: ClientTariff;
  readonly application: LoanApplication;
  readonly assessment: AssessmentRecord;
  readonly listing: Listing;
  readonly advance: MoneyAdvance;
  readonly client: Client;
  readonly lender: Lender;
  readonly borrower: Borrower;
  readonly loan: Loan;
  readonly transition: LoanTransition;
  readonly bid: Bid;
  readonly claim: Claim;
  readonly servicing: Servicing;
  readonly loanHistory: LoanHistory;
  readonly topUp: TopUp;
  readonly withdrawal: Withdrawal;
  readonly instruction: Instruction;
  readonly contract: LoanContract;
  readonly mandate: PaymentMandate;
  readonly topUpReversal: TopUpReversal;
  readonly clientDebt: ClientDebt;
  readonly receipt: UnmatchedReceipt;
  readonly receiptPayer: ReceiptPayer;
  readonly custodyBatch: CustodyBatch;
  readonly ownAccount: OwnAccount;
  readonly bankMovement: BankMovement;
  readonly break: RecordedBreak;
  readonly alarm: Alarm;
  readonly noticeReading: NoticeReading;
  readonly case: Case;
  readonly caseEntry: CaseEntry;
  readonly contact: Contact;
  readonly promise: PromiseToPay;
  readonly collectionCost: CollectionCost;
  readonly guarantor: Guarantor;
  readonly guarantorChange: GuarantorChange;
  readonly commitment: GuaranteeCommitment;
  readonly collateral: Collateral;
  readonly compensation: Compensation;
  readonly reserveScheme: ReserveScheme;
  readonly reserveStanding: ReserveStanding;
  readonly reserveAccrual: ReserveAccrual;
  readonly reserveSpending: ReserveSpending;
}

export type FactKind = keyof Facts;

/** Under which key a fact is found. */
export const KEY_OF: { readonly [Kind in FactKind]: (fact: Facts[Kind]) => string } = {
  businessDay: ({ id }) => id,
  dayClose: ({ day }) => formatDay(day),
  dayTotals: dayTotalsKey,
  openWork: ({ day }) => formatDay(day),
  account: addressText,
  hold: ({ id }) => String(id),
  operator: ({ key }) => key,
  counter: ({ name }) => name,
  authority: ({ name, number }) => `${name} ${number}`,
  signIn: ({ personId }) => personId,
  identity: ({ personId }) => personId,
  questionnaire: ({ id }) => id,
  surveyAnswer: surveyKey,
  productVersion: ({ code, number }) => `${code} ${number}`,
  clientTariff: ({ name, number }) => `${name} ${number}`,
  application: ({ loanId }) => loanId,
  assessment: ({ loanId, number }) => `${loanId} ${number}`,
  listing: ({ loanId }) => loanId,
  advance: ({ id }) => id,
  client: ({ id }) => id,
  lender: ({ id }) => id,
  borrower: ({ id }) => id,
  loan: ({ id }) => id,
  transition: ({ loanId, number }) => `${loanId} ${number}`,
  bid: ({ id }) => id,
  claim: ({ id }) => id,
  servicing: ({ loanId }) => loanId,
  loanHistory: ({ loanId }) => loanId,
  topUp: ({ id }) => id,
  withdrawal: ({ id }) => id,
  instruction: ({ id }) => id,
  contract: ({ loanId }) => loanId,
  mandate: ({ id }) => id,
  topUpReversal: ({ id }) => id,
  clientDebt: ({ id }) => id,
  receipt: ({ id }) => id,
  receiptPayer: ({ receiptId }) => receiptId,
  custodyBatch: ({ id }) => id,
  ownAccount: ownAccountKey,
  bankMovement: ({ id }) => id,
  break: ({ id }) => id,
  alarm: ({ id }) => id,
  noticeReading: ({ clientId }) => clientId,
  case: ({ id }) => id,
  caseEntry: ({ caseId, number }) => `${caseId} ${number}`,
  contact: ({ id }) => id,
  promise: ({ id }) => id,
  collectionCost: ({ id }) => id,
  guarantor: ({ id }) => id,
  guarantorChange: ({ guarantorId, number }) => `${guarantorId} ${number}`,
  commitment: ({ id }) => id,
  collateral: ({ id }) => id,
  compensation: ({ id }) => id,
  reserveScheme: ({ id }) => id,
  reserveStanding: ({ schemeId }) => schemeId,
  reserveAccrual: reserveDayKey,
  reserveSpending: reserveDayKey,
};

/** Under which the related parties are found; of the other clients there is no list. */
export const RELATED_PARTY = 'true';

/** Lists of facts that belong to one thing, by the name under which rules ask for them. */
export const LISTS = {
  authorityTables: listOf('authority', ({ name }) => name),
  signInsOfName: listOf('signIn', ({ signInName }) => signInName),
  identitiesOfNumber: listOf('identity', ({ numberDigest }) => numberDigest),
  clientTariffs: listOf('clientTariff', ({ name }) => name),
  versionsOfProduct: listOf('productVersion', ({ code }) => code),
  listingsOfBorrower: listOf('listing', ({ borrowerId }) => borrowerId),
  advancesOfBorrower: listOf('advance', ({ borrowerId }) => borrowerId),
  bidsOfLoan: listOf('bid', ({ loanId }) => loanId),
  bidsOfLoanAndLender: listOf('bid', ({ loanId, lenderId }) => `${loanId} ${lenderId}`),
  claimsOfLoan: listOf('claim', ({ loanId }) => loanId),
  instructionsOfLoan: listOf('instruction', ({ loanId }) => loanId),
  mandatesOfLoan: listOf('mandate', ({ loanId }) => loanId),
  clientsOfNumber: listOf('client', ({ clientNumber }) => String(clientNumber)),
  clientsByRelation: listOf('client', ({ isRelatedParty }) =>
    isRelatedParty ? RELATED_PARTY : undefined,
  ),
  receiptsOfReference: listOf('receipt', ({ bankReference }) => bankReference),
  breaksOfDay: listOf('break', ({ rail, day }) => `${rail} ${formatDay(day)}`),
  breaksExplained: listOf('break', ({ rail, state }) => `${rail} ${state}`),
  casesOfSubject: listOf('case', ({ subjectId }) => subjectId),
  casesBookedForDay: listOf('case', ({ bookedDay }) =>
    bookedDay === undefined ? undefined : formatDay(bookedDay),
  ),
  contactsOfClientAndDay: listOf('contact', ({ clientId, day }) => `${clientId} ${formatDay(day)}`),
  loansAwaitingReserve: listOf('loan', ({ reserveAwaited }) => reserveAwaited),
  reservesOfCode: listOf('reserveScheme', ({ code }) => code),
  reservesOfTrustee: listOf('reserveScheme', ({ trusteeId }) => trusteeId),
  reserveMandates: listOf('mandate', ({ scope, clientId }) =>
    scope === 'reserve' ? clientId : undefined,
  ),
  commitmentsOfLoan: listOf('commitment', ({ loanId }) => loanId),
  commitmentsOfGuarantor: listOf('commitment', ({ guarantorId, state }) =>
    state === 'signed' ? guarantorId : undefined,
  ),
  compensationsOfLoan: listOf('compensation', ({ loanId }) => loanId),
  collateralOfLoan: listOf('collateral', ({ loanId }) => loanId),
  collateralOfNumber: listOf('collateral', ({ registrationNumber }) => registrationNumber),
} as const;

export type ListName = keyof typeof LISTS;
export type ListKind = { readonly [Name in ListName]: (typeof LISTS)[Name]['kind'] };

/** One fact, or one whole list, that a rule reads. */
export type Need =
  | { readonly fact: FactKind; readonly key: string }
  | { readonly list: ListName; readonly key: string };

/** What rules read. To ask for what no need named is a bug of the rule. */
export interface World extends KnownWorld {
  account(address: AccountAddress): Account;
}

/** What a rule sees while it says what it needs: what is not loaded yet is not there. */
export interface KnownWorld {
  get<Kind extends FactKind>(kind: Kind, key: string): Facts[Kind] | undefined;
  /** In the order of their keys. */
  list<Name extends ListName>(name: Name, key: string): readonly Facts[ListKind[Name]][];
}

/** What `evolve` changes. */
export interface WorldDraft extends World {
  put<Kind extends FactKind>(kind: Kind, fact: Facts[Kind]): void;
}

function listOf<Kind extends FactKind>(
  kind: Kind,
  keyOf: (fact: Facts[Kind]) => string | undefined,
) {
  return { kind, keyOf };
}

/**
 * The account of this address, as a need.
 *
 * @example accountNeed({ kind: 'custody', owner: 'custodian', currency: currency('CNY') }).key // 'custody/custodian/CNY'
 */
export function accountNeed(address: AccountAddress): Need {
  return { fact: 'account', key: addressText(address) };
}
