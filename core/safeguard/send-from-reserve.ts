// A payment of a risk reserve is sent: its money is held, and the custodian is asked to pay every lender's share out of
// the account of its trustee.
import type { Circumstances } from '../decision.ts';
import { assert } from '../kit/assert.ts';
import { loanAccount, reserveAccount } from '../ledger/addresses.ts';
import { pendingTransfer } from '../ledger/transfer.ts';
import type { CompensationDue } from '../loan/compensated.ts';
import type { Loan } from '../loan/loan.ts';
import type { WorkedServicing } from '../loan/repay/fall-due.ts';
import type { RepaymentUnderWay, Servicing } from '../loan/servicing.ts';
import { plus } from '../money/minor-units.ts';
import { mandateInForce } from '../wallet/payment-mandate.ts';
import type { World } from '../world.ts';
import { RESERVE_PLACE } from './compensation.ts';
import type { ReserveScheme } from './reserve-scheme.ts';
import { compensationOrder, lenderShares } from './send-compensation.ts';

/** Sends it. The amount is there, the trustee has authorised it, and nothing of the loan is under way. */
export function sendFromReserve(
  world: World,
  loan: Loan,
  servicing: Servicing,
  { scheme, due }: { readonly scheme: ReserveScheme; readonly due: CompensationDue },
  circumstances: Circumstances,
): WorkedServicing {
  assert(servicing.underWay === undefined, 'One payment of a loan is under way at a time.');
  const { id: reserveSchemeId, trusteeId: guarantorId } = scheme;
  const { currency, id: loanId } = loan;
  const amount = plus(due.principal, due.interest);
  const hold = pendingTransfer(circumstances, {
    ...{ code: 'reserve_spent', debit: reserveAccount(reserveSchemeId, currency) },
    ...{ credit: loanAccount('loan_repayment', loan), amount, subjectId: loanId },
  });
  const { today: day } = circumstances;
  const id = circumstances.newId();
  const underWay: RepaymentUnderWay = {
    ...{ instructionId: id, kind: 'compensation', day, amount, holdId: hold.id },
    ...{ parts: [], payments: lenderShares(world, loan, due), fees: [] },
  };
  const mandate = mandateInForce(
    world.list('reserveMandates', guarantorId),
    'reserve',
    day,
    amount,
  );
  assert(mandate !== undefined, 'What a reserve pays its trustee has authorised.');
  const order = {
    ...compensationOrder(world, { guarantorId, loanId }, underWay),
    mandateId: mandate.id,
  };
  const cover = servicing.rules.reserve?.cover === 'principal' ? 'principal' : 'accelerated';
  return {
    servicing: { ...servicing, underWay },
    events: [
      {
        ...{ kind: 'CompensationClaimed', compensationId: circumstances.newId(), loanId },
        ...{
          reserveSchemeId,
          guarantorId,
          place: RESERVE_PLACE,
          cover,
          ...due,
          currency,
          underWay,
        },
      },
      {
        kind: 'InstructionMade',
        instruction: { id, currency, loanId, clientId: guarantorId, order },
      },
    ],
    transfers: [hold],
  };
}
