// The facts of a loan's money that everybody reads who lets it be paid, written off or closed.
import type { Id } from '../kit/id.ts';
import { cashAccount, loanAccount } from '../ledger/addresses.ts';
import { accountNeed, type KnownWorld, type Need } from '../world.ts';

/**
 * A loan with its money life, its claims and their holders, its borrower and what the borrower authorised.
 *
 * @example servicingNeeds('l', { get: () => undefined }) // [{ fact: 'loan', key: 'l' }]
 */
export function servicingNeeds(loanId: Id, known: KnownWorld): readonly Need[] {
  const loan = known.get('loan', loanId);
  if (loan === undefined) return [{ fact: 'loan', key: loanId }];
  const { borrowerId, currency } = loan;
  const servicing = known.get('servicing', loanId);
  const claims = known.list('claimsOfLoan', loanId);
  return [
    { fact: 'loan', key: loanId },
    { fact: 'servicing', key: loanId },
    { list: 'claimsOfLoan', key: loanId },
    { list: 'mandatesOfLoan', key: loanId },
    { fact: 'client', key: borrowerId },
    { fact: 'borrower', key: borrowerId },
    accountNeed(cashAccount('borrower', borrowerId, currency)),
    ...LOAN_ACCOUNTS.map((kind) => accountNeed(loanAccount(kind, loan))),
    ...claims.flatMap(({ holderId }) => [
      { fact: 'client' as const, key: holderId },
      { fact: 'lender' as const, key: holderId },
    ]),
    ...(servicing?.underWay === undefined
      ? []
      : [servicing.underWay.holdId, servicing.underWay.cashHoldId]
          .filter((id) => id !== undefined)
          .map((id) => ({ fact: 'hold' as const, key: String(id) }))),
  ];
}

/** On which the loan's money and debt stand. */
const LOAN_ACCOUNTS = [
  'loan_repayment',
  'loan_principal',
  'loan_interest',
  'loan_penalty',
  'loan_fee',
  'loan_written_off',
  'loan_owed',
] as const;
