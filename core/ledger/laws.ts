// The laws that the accounts of one loan obey after every commit (glossary 6), as sentences that name what is broken.
import type { Claim } from '../claim/claim.ts';
import type { Bid } from '../loan/fund/bid.ts';
import type { Loan } from '../loan/loan.ts';
import { NO_AMOUNTS, totalOfAmounts } from '../loan/repay/components.ts';
import { openAmounts } from '../loan/repay/instalment-account.ts';
import { dueAmounts } from '../loan/serviced-accounts.ts';
import type { Servicing } from '../loan/servicing.ts';
import { type MinorUnits, sum, ZERO } from '../money/minor-units.ts';
import type { Account, AccountAddress } from './account.ts';
import { loanAccount } from './addresses.ts';

/** One loan with everything that is kept of its money. */
export interface LoanBooks {
  readonly loan: Loan;
  readonly bids: readonly Bid[];
  readonly claims: readonly Claim[];
  readonly servicing?: Servicing;
  account(address: AccountAddress): Account;
}

type LoanAccountKind = Parameters<typeof loanAccount>[0];

const COMPONENT_KINDS = [
  'loan_principal',
  'loan_interest',
  'loan_penalty',
  'loan_fee',
  'loan_written_off',
] as const;

/**
 * The laws that are broken; none if all is well.
 *
 * - Of the chart: law 2 (components = owed), 3 (claims = principal, written off or not), 4 (held bids = pending
 *   funding), 5 (nothing rests on the repayment account), and a closed loan is at zero everywhere.
 * - Between the books: the sums kept on the loan are those of its bids, and what the instalments have open is
 *   what the debt accounts say: those of the components, or once it is written off the one of that.
 *
 * @example
 * loanLaws({
 *   loan: { id: 'l', currency: currency('CNY'), state: 'funding', accepted: minorUnits(5n), frozen: ZERO },
 *   bids: [], claims: [], account: emptyAccount,
 * })
 * // ['The accepted bids are not what the loan says.']
 */
export function loanLaws(books: LoanBooks): readonly string[] {
  const laws = [...fundingLaws(books), ...debtLaws(books), ...servicingLaws(books)];
  return laws.flatMap(([holds, sentence]) => (holds ? [] : [sentence]));
}

type Law = readonly [holds: boolean, sentence: string];

function fundingLaws({ loan, bids, account }: LoanBooks): Law[] {
  const funding = account(loanAccount('loan_funding', loan));
  const standing = bids.filter(({ state }) => state === 'accepted' || state === 'placed');
  const counted = bids.filter(({ state }) => state === 'accepted' || state === 'converted');
  const frozen = counted.filter(({ freezeState }) => freezeState === 'confirmed');
  return [
    [funding.pendingCredit === amountsOf(standing), 'The held bids are not what funding awaits.'],
    [funding.posted === ZERO, 'Money rests on the funding account.'],
    [loan.accepted === amountsOf(counted), 'The accepted bids are not what the loan says.'],
    [loan.frozen === amountsOf(frozen), 'The frozen bids are not what the loan says.'],
  ];
}

function debtLaws({ loan, claims, servicing, account }: LoanBooks): Law[] {
  const posted = (kind: LoanAccountKind) => account(loanAccount(kind, loan)).posted;
  const outstanding = sum(claims.map((claim) => claim.outstanding));
  const owed = posted('loan_owed');
  const isClosed = loan.state === 'closed';
  const isWrittenOff = servicing?.writtenOff !== undefined;
  const principal = isWrittenOff ? dueAmounts(servicing).principal : posted('loan_principal');
  return [
    [sum(COMPONENT_KINDS.map(posted)) === owed, 'The components of the debt are not what is owed.'],
    [outstanding === principal, 'The claims are not the principal of the loan.'],
    [posted('loan_repayment') === ZERO, 'Money rests on the repayment account.'],
    [
      claims.every(
        (claim) =>
          claim.outstanding >= ZERO &&
          sum([claim.outstanding, claim.principalReceived, claim.loss ?? ZERO]) === claim.principal,
      ),
      'A claim is not what was lent less what came back.',
    ],
    [
      claims.every((claim) => claim.loss === undefined || isClosed),
      'A loss is known before the loan is closed.',
    ],
    [!isClosed || owed === ZERO, 'A closed loan is owed something.'],
    [
      !isClosed || claims.every(({ state }) => state !== 'active' && state !== 'on_sale'),
      'A closed loan has a claim that is not closed.',
    ],
  ];
}

function servicingLaws({ loan, servicing, account }: LoanBooks): Law[] {
  if (servicing === undefined) return [];
  const of = (kind: LoanAccountKind) => account(loanAccount(kind, loan));
  const due = dueAmounts(servicing);
  const open = sum(servicing.accounts.map((one) => openAmounts(one).principal));
  const underWay = servicing.underWay?.amount ?? ZERO;
  const isWrittenOff = servicing.writtenOff !== undefined;
  const { interest, penalty, fee } = isWrittenOff ? NO_AMOUNTS : due;
  const principal = isWrittenOff ? ZERO : open;
  const writtenOff = isWrittenOff ? totalOfAmounts(due) : ZERO;
  return [
    [of('loan_principal').posted === principal, 'The instalments are not the principal.'],
    [of('loan_interest').posted === interest, 'The interest due is not in the book.'],
    [of('loan_penalty').posted === penalty, 'The penalty due is not in the book.'],
    [of('loan_fee').posted === fee, 'The fees due are not in the book.'],
    [of('loan_written_off').posted === writtenOff, 'What is written off is not in the book.'],
    [of('loan_repayment').pendingCredit === underWay, 'What is under way is not what is held.'],
    [
      !isWrittenOff || loan.state === 'written_off' || loan.state === 'closed',
      'A loan that is written off goes on as if it were not.',
    ],
  ];
}

function amountsOf(bids: readonly Bid[]): MinorUnits {
  return sum(bids.map(({ amount }) => amount));
}
