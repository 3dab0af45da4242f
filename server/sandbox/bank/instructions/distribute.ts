// Distribution: a repayment goes to those to whom it is owed.
import type {
  DistributeInstruction,
  RefusalReason,
} from '@mutua/contract/custodian/instructions.ts';
import { formatMinorUnits, type MinorUnits, sum } from '@mutua/core/money/minor-units.ts';
import { amountOf } from '../books/amounts.ts';
import type { Turn } from '../books/turn.ts';
import { isForOnePayment, refusedAuthority, refusedFees, useAuthority } from './authority.ts';
import { awaiting, confirmed, type Outcome, refused, type Source } from './outcome.ts';
import { refusedParties, refusedParty } from './parties.ts';

export function distribute(
  turn: Turn,
  instruction: DistributeInstruction,
  source: Source,
): Outcome {
  const { payer, loanId, total, shares, authorisation, feesAuthorisation } = instruction;
  const { currency } = total;
  const classes = ['borrower', 'partner'] as const;
  const misfit =
    refusedParty(turn, { account: payer, classes, currency }) ?? refusedShares(turn, instruction);
  if (misfit !== undefined) return refused(misfit);
  const amount = amountOf(total.minorUnits);
  const fees = feePart(turn, instruction);
  const hasFunds = turn.books.availableOf(payer) >= amount;
  if (authorisation === undefined && instruction.pageText !== undefined) {
    return hasFunds ? ask(instruction, instruction.pageText, fees) : refused('insufficient_funds');
  }
  if (authorisation === undefined) return refused('authorisation_missing');
  const reason = refusedOwner(turn, instruction, fees);
  if (reason !== undefined) return refused(reason);
  if (!hasFunds) return refused('insufficient_funds');
  const bankReference = turn.newReference();
  useAuthority(turn, authorisation, amount);
  if (fees > 0n && !isForOnePayment(turn, authorisation) && feesAuthorisation !== undefined) {
    useAuthority(turn, feesAuthorisation, fees);
  }
  if (isPartner(turn, payer) && !turn.books.isHolder(loanId, payer)) {
    // Who pays instead of the borrower stands in the lenders' place from then on.
    turn.put({ is: 'holder', loanId, account: payer });
  }
  for (const share of shares) {
    const { account: credit, amount: part } = share;
    const moved = { debit: payer, credit, amount: part.minorUnits, code: 'distribution' } as const;
    turn.move({ bankReference, ...source, ...moved });
  }
  return confirmed(bankReference);
}

function refusedShares(turn: Turn, instruction: DistributeInstruction): RefusalReason | undefined {
  const { payer, loanId, shares, total } = instruction;
  const classes = ['lender', 'partner', 'platform'] as const;
  const parties = shares.map(({ account, amount }) => ({
    account,
    classes,
    currency: amount.currency,
  }));
  const reason = refusedParties(turn, parties);
  if (reason !== undefined) return reason;
  if (shares.some(({ account }) => account === payer)) return 'class_differs';
  if (shares.some(({ account }) => isStranger(turn, loanId, account))) return 'payee_differs';
  if (shares.some(({ amount }) => amount.currency !== total.currency)) return 'currency_differs';
  const shared = sum(shares.map(({ amount }) => amountOf(amount.minorUnits)));
  return shared === amountOf(total.minorUnits) ? undefined : 'amount_differs';
}

/** A lender who lent nothing of this loan; so no mandate to repay pays anybody else. */
function isStranger(turn: Turn, loanId: string, account: string): boolean {
  const { accounts } = turn.books;
  return accounts.get(account)?.class === 'lender' && !turn.books.isHolder(loanId, account);
}

function isPlatform(turn: Turn, account: string): boolean {
  return turn.books.accounts.get(account)?.class === 'platform';
}

function isPartner(turn: Turn, account: string): boolean {
  return turn.books.accounts.get(account)?.class === 'partner';
}

/**
 * What the platform takes for itself, and a partner that holds nothing of the loan, needs the payer's word
 * for it, so that a mandate to repay pays no fees.
 */
function feePart(turn: Turn, { loanId, shares }: DistributeInstruction): MinorUnits {
  return sum(
    shares
      .filter(
        ({ account }) =>
          isPlatform(turn, account) ||
          (isPartner(turn, account) && !turn.books.isHolder(loanId, account)),
      )
      .map(({ amount }) => amountOf(amount.minorUnits)),
  );
}

function ask(
  { payer, loanId, total, returnUrl }: DistributeInstruction,
  text: string,
  fees: MinorUnits,
): Outcome {
  return awaiting({
    kind: 'distribute',
    account: payer,
    loanId,
    amount: total.minorUnits,
    ...(fees > 0n && { fees: formatMinorUnits(fees) }),
    text,
    ...(returnUrl !== undefined && { returnUrl }),
  });
}

function refusedOwner(
  turn: Turn,
  instruction: DistributeInstruction,
  fees: MinorUnits,
): RefusalReason | undefined {
  const { id, payer, loanId, total, authorisation, feesAuthorisation } = instruction;
  const reason = refusedAuthority(turn, authorisation, {
    instructionId: id,
    kind: 'distribute',
    account: payer,
    loanId,
    amount: amountOf(total.minorUnits),
    fees,
    scopes: isPartner(turn, payer) ? ['repayment', 'reserve'] : ['repayment'],
  });
  if (reason !== undefined || fees === 0n || isForOnePayment(turn, authorisation)) return reason;
  // Whoever keeps a reserve and whoever pays into it are partners; neither lets the platform have any of it.
  if (turn.books.mandates.get(authorisation ?? '')?.scope === 'reserve') {
    return instruction.shares.some(({ account }) => isPlatform(turn, account))
      ? 'authorisation_differs'
      : undefined;
  }
  return refusedFees(turn, payer, loanId, [{ authorisation: feesAuthorisation, amount: fees }]);
}
