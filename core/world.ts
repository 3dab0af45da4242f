// The World: the facts of a batch of commands, which rules read and which events and transfers change.

import type { BusinessDay } from './calendar/business-day.ts';
import type { Claim } from './claim/claim.ts';
import { type Account, type AccountAddress, addressText } from './ledger/account.ts';
import type { Hold } from './ledger/transfer.ts';
import type { Bid } from './loan/fund/bid.ts';
import type { Loan, LoanTransition } from './loan/loan.ts';
import type { Servicing } from './loan/servicing.ts';
import type { Borrower, Client, Lender } from './people/client.ts';
import type { Instruction } from './wallet/instruction.ts';
import type { TopUp, Withdrawal } from './wallet/money-in-out.ts';

/** Every kind of fact, by the name under which rules ask for it. */
export interface Facts {
  readonly businessDay: BusinessDay;
  readonly account: Account;
  readonly hold: Hold;
  readonly client: Client;
  readonly lender: Lender;
  readonly borrower: Borrower;
  readonly loan: Loan;
  readonly transition: LoanTransition;
  readonly bid: Bid;
  readonly claim: Claim;
  readonly servicing: Servicing;
  readonly topUp: TopUp;
  readonly withdrawal: Withdrawal;
  readonly instruction: Instruction;
}

export type FactKind = keyof Facts;

/** Under which key a fact is found. */
export const KEY_OF: { readonly [Kind in FactKind]: (fact: Facts[Kind]) => string } = {
  businessDay: ({ id }) => id,
  account: addressText,
  hold: ({ id }) => String(id),
  client: ({ id }) => id,
  lender: ({ id }) => id,
  borrower: ({ id }) => id,
  loan: ({ id }) => id,
  transition: ({ loanId, number }) => `${loanId} ${number}`,
  bid: ({ id }) => id,
  claim: ({ id }) => id,
  servicing: ({ loanId }) => loanId,
  topUp: ({ id }) => id,
  withdrawal: ({ id }) => id,
  instruction: ({ id }) => id,
};

/** Lists of facts that belong to one thing, by the name under which rules ask for them. */
export const LISTS = {
  bidsOfLoan: listOf('bid', ({ loanId }) => loanId),
  bidsOfLoanAndLender: listOf('bid', ({ loanId, lenderId }) => `${loanId} ${lenderId}`),
  claimsOfLoan: listOf('claim', ({ loanId }) => loanId),
  instructionsOfLoan: listOf('instruction', ({ loanId }) => loanId),
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

/** One fact that differs from what is saved; `fact` is undefined where it is gone. */
export interface Change<Kind extends FactKind = FactKind> {
  readonly kind: Kind;
  readonly key: string;
  readonly fact: Facts[Kind] | undefined;
  /** The version that is saved; 0 where there is none. */
  readonly savedVersion: number;
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
