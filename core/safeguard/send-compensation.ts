// Compensation is sent: the payer's money is held, its deposit first, and the custodian is asked to pay every lender's
// share.
import { distribute } from '../claim/distribution.ts';
import type { Circumstances } from '../decision.ts';
import { assert } from '../kit/assert.ts';
import type { Id } from '../kit/id.ts';
import { type AccountAddress, availableOf } from '../ledger/account.ts';
import { cashAccount, loanAccount } from '../ledger/addresses.ts';
import { pendingTransfer, type Transfer } from '../ledger/transfer.ts';
import type { CompensationDue } from '../loan/compensated.ts';
import type { Loan } from '../loan/loan.ts';
import type { WorkedServicing } from '../loan/repay/fall-due.ts';
import type { HolderPayment, RepaymentUnderWay, Servicing } from '../loan/servicing.ts';
import type { Currency } from '../money/currency.ts';
import { least, type MinorUnits, minus, plus, sum, ZERO } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import type { InstructionOrder } from '../wallet/instruction.ts';
import { mandateInForce } from '../wallet/payment-mandate.ts';
import type { World } from '../world.ts';
import type { GuaranteeCommitment } from './commitment.ts';
import { isOfLender } from './subrogation.ts';

/**
 * Where a guarantor's deposit stands.
 *
 * @example depositAccount('00000000-0000-7000-8000-000000000001', currency('CNY')).kind // 'guarantee_deposit'
 */
export function depositAccount(guarantorId: Id, currency: Currency): AccountAddress {
  return { kind: 'guarantee_deposit', owner: guarantorId, currency };
}

/**
 * What a payer has for its compensations: its deposit, and its cash.
 *
 * @example moneyOfPayer({ account: emptyAccount }, { guarantorId: 'a', currency: currency('CNY') }) // { deposit: ZERO, cash: ZERO }
 */
export function moneyOfPayer(
  world: Pick<World, 'account'>,
  { guarantorId, currency }: Pick<GuaranteeCommitment, 'guarantorId' | 'currency'>,
): { readonly deposit: MinorUnits; readonly cash: MinorUnits } {
  return {
    deposit: availableOf(world.account(depositAccount(guarantorId, currency))),
    cash: availableOf(world.account(cashAccount('partner', guarantorId, currency))),
  };
}

/**
 * The mandate under which a payer's compensation of a loan is paid; undefined where none covers it.
 *
 * @example compensationMandate({ list: () => [] }, { loanId: 'l', guarantorId: 'a' }, ZERO, dayOf(2026, 3, 2)) // undefined
 */
export function compensationMandate(
  world: Pick<World, 'list'>,
  { loanId, guarantorId }: Pick<GuaranteeCommitment, 'loanId' | 'guarantorId'>,
  amount: MinorUnits,
  day: Day,
): Id | undefined {
  const own = world
    .list('mandatesOfLoan', loanId)
    .filter(({ clientId }) => clientId === guarantorId);
  return mandateInForce(own, 'compensation', day, amount)?.id;
}

/**
 * Sends it. The amount is available, and nothing of the loan is under way. Without a mandate the custodian asks the
 * payer for this one payment.
 */
export function sendCompensation(
  world: World,
  loan: Loan,
  servicing: Servicing,
  { commitment, due }: { readonly commitment: GuaranteeCommitment; readonly due: CompensationDue },
  circumstances: Circumstances,
): WorkedServicing {
  assert(servicing.underWay === undefined, 'One payment of a loan is under way at a time.');
  const amount = plus(due.principal, due.interest);
  const holds = holdsOf(world, loan, commitment, amount, circumstances);
  const [first, second] = holds;
  assert(first !== undefined, 'What is paid is held.');
  const underWay: RepaymentUnderWay = {
    ...{ instructionId: circumstances.newId(), kind: 'compensation', day: circumstances.today },
    ...{ amount, holdId: first.id, ...(second !== undefined && { cashHoldId: second.id }) },
    ...{ parts: [], payments: lenderShares(world, loan, due), fees: [] },
  };
  const { id: commitmentId, guarantorId, place, cover } = commitment;
  const { currency, id: loanId } = loan;
  const order = compensationOrder(world, commitment, underWay);
  const mandateId = compensationMandate(world, commitment, amount, circumstances.today);
  const withMandate = { ...order, ...(mandateId !== undefined && { mandateId }) };
  const { instructionId: id } = underWay;
  return {
    servicing: { ...servicing, underWay },
    events: [
      {
        ...{ kind: 'CompensationClaimed', compensationId: circumstances.newId(), loanId },
        ...{ commitmentId, guarantorId, place, cover, ...due, currency, underWay },
      },
      {
        kind: 'InstructionMade',
        instruction: { id, currency, loanId, clientId: guarantorId, order: withMandate },
      },
    ],
    transfers: holds,
  };
}

/** Of the deposit first, then of the cash. */
function holdsOf(
  world: World,
  loan: Loan,
  commitment: GuaranteeCommitment,
  amount: MinorUnits,
  circumstances: Circumstances,
): readonly Transfer[] {
  const { guarantorId, currency } = commitment;
  const { deposit, cash } = moneyOfPayer(world, commitment);
  const ofDeposit = least(amount, deposit);
  const ofCash = minus(amount, ofDeposit);
  assert(ofCash <= cash, 'The payer has what is held.');
  const hold = (debit: AccountAddress, part: MinorUnits) =>
    pendingTransfer(circumstances, {
      ...{ code: 'compensation', debit, credit: loanAccount('loan_repayment', loan) },
      ...{ amount: part, subjectId: loan.id },
    });
  return [
    ...(ofDeposit > ZERO ? [hold(depositAccount(guarantorId, currency), ofDeposit)] : []),
    ...(ofCash > ZERO ? [hold(cashAccount('partner', guarantorId, currency), ofCash)] : []),
  ];
}

/** Split as a payment of the borrower would be; nobody pays a fee on it. */
export function lenderShares(
  world: World,
  { id }: Loan,
  { principal, interest }: CompensationDue,
): readonly HolderPayment[] {
  const lenders = world.list('claimsOfLoan', id).filter(isOfLender);
  const split = distribute({ principal, interest }, lenders);
  assert(split.ok, 'What is compensated can be split over the lenders.');
  return split.value.payments.map((payment, index) => {
    const lender = lenders.find((claim) => claim.id === payment.claimId);
    assert(lender !== undefined, 'Every share is of a claim.');
    const { roundingUnits } = split.value.claims[index] ?? lender;
    return { ...payment, claimId: lender.id, roundingUnits, fee: ZERO };
  });
}

/** One share for each lender's account, out of the partner's own. */
export function compensationOrder(
  world: World,
  { guarantorId, loanId }: Pick<GuaranteeCommitment, 'guarantorId' | 'loanId'>,
  { payments }: Pick<RepaymentUnderWay, 'payments'>,
): Extract<InstructionOrder, { readonly kind: 'distribute' }> {
  const payer = world.get('client', guarantorId)?.custodyAccounts.partner;
  assert(payer !== undefined, 'Who pays for borrowers has an account at the custodian.');
  const holders = new Map<string, Id>(
    world.list('claimsOfLoan', loanId).map(({ id, holderId }) => [id, holderId]),
  );
  const sums = new Map<string, MinorUnits>();
  for (const { claimId, principal, interest } of payments) {
    const account = world.get('client', holders.get(claimId) ?? '')?.custodyAccounts.lender;
    assert(account !== undefined, 'Who lends has an account at the custodian.');
    sums.set(account, sum([sums.get(account) ?? ZERO, principal, interest]));
  }
  const shares = [...sums]
    .filter(([, amount]) => amount > ZERO)
    .map(([account, amount]) => ({ account, amount }));
  return { kind: 'distribute', payer, shares, fees: ZERO };
}
