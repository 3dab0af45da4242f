// The custodian has disbursed: every hold is posted, the whole principal reaches the borrower, fees follow each
// as its own movement, and every bid is a claim.
import { newClaims } from '../../claim/distribution.ts';
import type { Circumstances, Decision } from '../../decision.ts';
import type { MutuaEvent } from '../../events.ts';
import { assert } from '../../kit/assert.ts';
import type { Id } from '../../kit/id.ts';
import { cashAccount, feeAccount, loanAccount } from '../../ledger/addresses.ts';
import { type Movement, posted, postOfHold, type Transfer } from '../../ledger/transfer.ts';
import { nextReminderDay } from '../../notice/reminder.ts';
import { productOfLoan } from '../../product/version-need.ts';
import type { Instruction } from '../../wallet/instruction.ts';
import type { InstructionEnd } from '../../wallet/instruction-end.ts';
import type { Facts, KnownWorld, Need, World } from '../../world.ts';
import { feeCode } from '../fee-codes.ts';
import type { Loan } from '../loan.ts';
import { askingDay, feeTotal } from '../serviced-accounts.ts';
import { disbursementNeeds } from './disburse-loan.ts';
import { type DisbursementPlan, planDisbursement } from './plan-disbursement.ts';

type Bid = Facts['bid'];

/** Refused, a disbursement stays to be asked for again by staff. */
export const disbursementEnd: InstructionEnd = {
  needs: ({ loanId }, known) => (loanId === undefined ? [] : needsOf(loanId, known)),
  end: (world, instruction, { outcome }, circumstances) =>
    outcome === 'confirmed'
      ? endDisbursement(world, instruction, circumstances)
      : { events: [], transfers: [] },
};

function needsOf(loanId: Id, known: KnownWorld): readonly Need[] {
  const loan = known.get('loan', loanId);
  const bids = known.list('bidsOfLoan', loanId).filter(({ state }) => state === 'accepted');
  return [
    ...disbursementNeeds(loanId, known),
    ...(loan === undefined ? [] : [{ fact: 'borrower' as const, key: loan.borrowerId }]),
    ...bids.map(({ holdId }) => ({ fact: 'hold' as const, key: String(holdId) })),
  ];
}

function endDisbursement(
  world: World,
  { order, loanId }: Instruction,
  circumstances: Circumstances,
): Decision {
  const loan = world.get('loan', loanId ?? '');
  assert(loan !== undefined && order.kind === 'disburse', 'A disbursement is of a loan.');
  assert(loan.state === 'funded', 'A loan is disbursed once.');
  const product = productOfLoan(world, loan);
  const plan = planDisbursement(loan, product, order.payee, circumstances.today);
  assert(plan.ok, 'What was sent for disbursement can be disbursed.');
  assert(feeTotal(plan.value.fees) === order.fees, 'The fees are those that were sent.');
  const bids = world.list('bidsOfLoan', loan.id).filter(({ state }) => state === 'accepted');
  return {
    events: [
      ...eventsOf(loan, plan.value, bids),
      ...(order.feesMandateId === undefined
        ? []
        : [
            {
              ...{ kind: 'MandateUsed' as const, mandateId: order.feesMandateId },
              amount: order.fees,
            },
          ]),
    ],
    transfers: transfersOf(world, loan, plan.value, bids, circumstances),
  };
}

function eventsOf(loan: Loan, plan: DisbursementPlan, bids: readonly Bid[]): MutuaEvent[] {
  const { terms, rules, accounts } = plan;
  const { valueDay } = terms;
  const [first] = accounts;
  assert(first !== undefined, 'A schedule has at least one instalment.');
  const next = askingDay(rules, first.dueDay);
  const reminderDay = nextReminderDay({ accounts, rules }, valueDay);
  const lenders = new Map<string, Bid>(bids.map((bid) => [bid.id, bid]));
  return [
    {
      ...{ kind: 'LoanDisbursed', loanId: loan.id, valueDay, terms, rules, accounts },
      nextActionDay: next,
      ...(reminderDay !== undefined && { reminderDay }),
    },
    ...newClaims(bids).flatMap((standing): MutuaEvent[] => {
      const bid = lenders.get(standing.id);
      assert(bid !== undefined, 'Every claim comes from a bid.');
      const { id, lenderId, amount } = bid;
      const parties = { loanId: loan.id, borrowerId: loan.borrowerId, holderId: lenderId };
      return [
        { kind: 'BidConverted', bidId: id },
        { kind: 'ClaimMade', claimId: id, ...parties, principal: amount, units: standing.units },
      ];
    }),
    { kind: 'RepaymentStarted', loanId: loan.id },
  ];
}

function transfersOf(
  world: World,
  loan: Loan,
  { fees }: DisbursementPlan,
  bids: readonly Bid[],
  circumstances: Circumstances,
): Transfer[] {
  const subjectId = loan.id;
  const cash = cashAccount('borrower', loan.borrowerId, loan.currency);
  const book = (movement: Omit<Movement, 'subjectId'>) =>
    posted(circumstances, { ...movement, subjectId });
  const lent = bids.map(({ holdId }) => {
    const hold = world.get('hold', String(holdId));
    assert(hold !== undefined, 'The money of a bid that stands is held.');
    return postOfHold(circumstances, hold);
  });
  return [
    ...lent,
    book({
      ...{ code: 'disbursement', debit: loanAccount('loan_funding', loan), credit: cash },
      amount: loan.loanAmount,
    }),
    ...fees.map(({ kind, amount }) =>
      book({
        ...{ code: feeCode(kind, 'cash'), debit: cash },
        ...{ credit: feeAccount(kind, loan.currency), amount },
      }),
    ),
    book({
      ...{ code: 'principal_lent', debit: loanAccount('loan_principal', loan) },
      ...{ credit: loanAccount('loan_owed', loan), amount: loan.loanAmount },
    }),
  ];
}
