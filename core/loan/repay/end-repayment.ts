// The custodian has paid a repayment out, or has not: it is booked as it was sent, or its money is free again.
import type { Circumstances, Decision } from '../../decision.ts';
import type { MutuaEvent } from '../../events.ts';
import { assert } from '../../kit/assert.ts';
import type { Id } from '../../kit/id.ts';
import { feeAccount, loanAccount } from '../../ledger/addresses.ts';
import {
  type Hold,
  type Movement,
  posted,
  postOfHold,
  type Transfer,
  voidOfHold,
} from '../../ledger/transfer.ts';
import type { TransferCode } from '../../ledger/transfer-codes.ts';
import { type MinorUnits, sum, ZERO } from '../../money/minor-units.ts';
import { holderAccount } from '../../safeguard/subrogation.ts';
import type { Instruction, InstructionOrder } from '../../wallet/instruction.ts';
import type { InstructionEnd, InstructionOutcome } from '../../wallet/instruction-end.ts';
import type { World } from '../../world.ts';
import { catchUp } from '../arrears.ts';
import { withRecovered } from '../compensated.ts';
import { isMet, withPaid } from '../compromise.ts';
import { feeCode } from '../fee-codes.ts';
import type { Loan } from '../loan.ts';
import { applyChange } from '../schedule/apply-change.ts';
import { keepingAhead, paidAhead, servicedAccounts } from '../serviced-accounts.ts';
import type { HolderPayment, RepaymentUnderWay, ServicedAccount, Servicing } from '../servicing.ts';
import { servicingNeeds } from '../servicing-needs.ts';
import { loanWorked, upToDate } from '../up-to-date.ts';
import { closedByWaiver, waiverTransfers } from '../waived.ts';
import { wholeDebt } from '../written-off.ts';
import {
  COMPONENTS,
  type ComponentAmounts,
  NO_AMOUNTS,
  plusAmounts,
  totalOfAmounts,
} from './components.ts';
import { debtsDue, type WorkedServicing } from './fall-due.ts';
import { openAmounts, payParts } from './instalment-account.ts';
import { rowsPassed, scheduleOf } from './payoff.ts';

/** The end of a repayment, and the loan brought up to the business date after it. */
export const repaymentEnd: InstructionEnd = {
  needs: ({ loanId }, known) => (loanId === undefined ? [] : servicingNeeds(loanId, known)),
  end,
};

function end(
  world: World,
  { id, loanId = id, order }: Instruction,
  { outcome, reason }: InstructionOutcome,
  circumstances: Circumstances,
): Decision {
  const loan = world.get('loan', loanId);
  const servicing = world.get('servicing', loanId);
  assert(loan !== undefined && servicing !== undefined, 'A repayment is of a loan.');
  const { underWay } = servicing;
  assert(underWay?.instructionId === id, 'A repayment that is open is the one under way.');
  const ended =
    outcome === 'confirmed'
      ? distributeRepayment(world, loan, servicing, underWay, circumstances)
      : returnRepayment(world, servicing, underWay, reason, circumstances);
  const used = outcome === 'confirmed' ? mandatesUsed(order, underWay) : [];
  if (outcome === 'confirmed' && isMet(ended.servicing)) {
    const rest = endByCompromise(world, loan, ended.servicing, underWay, circumstances);
    return {
      events: [...ended.events, ...used, ...rest.events],
      transfers: [...ended.transfers, ...rest.transfers],
    };
  }
  const worked = upToDate(loan, ended.servicing, 'asking_day', circumstances);
  const caughtUp = outcome === 'confirmed' ? catchUp(loan, worked.servicing) : [];
  return {
    events: [
      ...ended.events,
      ...used,
      ...worked.events,
      ...caughtUp,
      loanWorked(loan, worked.servicing, circumstances.today, worked.daysOverdue),
    ],
    transfers: [...ended.transfers, ...worked.transfers],
  };
}

/** The agreed sum is paid: the rest is given up, and the loan is at its end. */
function endByCompromise(
  world: World,
  loan: Loan,
  { compromise, accounts }: Servicing,
  { day, payments }: RepaymentUnderWay,
  circumstances: Circumstances,
): Decision {
  assert(compromise !== undefined, 'What is met was agreed.');
  const { makerId, checkerId } = compromise;
  const amounts = wholeDebt({ accounts });
  const claims = world.list('claimsOfLoan', loan.id);
  const people = { makerId, checkerId, reason: 'compromise' };
  return {
    events: [
      { kind: 'DebtWaived', loanId: loan.id, day, amounts, ...people },
      ...closedByWaiver(loan.id, 'compromise', claims, payments),
    ],
    transfers: waiverTransfers(loan, amounts, circumstances),
  };
}

/** What counts against the caps of the borrower's mandates. */
function mandatesUsed(order: InstructionOrder, underWay: RepaymentUnderWay): MutuaEvent[] {
  if (order.kind !== 'distribute') return [];
  const { mandateId, feesMandateId, fees } = order;
  const used = (id: Id | undefined, amount: MinorUnits): MutuaEvent[] =>
    id === undefined || amount === ZERO ? [] : [{ kind: 'MandateUsed', mandateId: id, amount }];
  return [...used(mandateId, underWay.amount), ...used(feesMandateId, fees)];
}

/** Not paid out: what was held is free, and everything is owed as before. */
function returnRepayment(
  world: World,
  servicing: Servicing,
  underWay: RepaymentUnderWay,
  reason: string,
  circumstances: Circumstances,
): WorkedServicing {
  const { underWay: _, ...after } = servicing;
  const { loanId } = servicing;
  return {
    servicing: after,
    events: [{ kind: 'RepaymentReturned', loanId, instructionId: underWay.instructionId, reason }],
    transfers: [voidOfHold(circumstances, holdOfRepayment(world, underWay))],
  };
}

/** Paid out: into the loan's repayment account and out of it again, to every holder and for every fee. */
function distributeRepayment(
  world: World,
  loan: Loan,
  servicing: Servicing,
  underWay: RepaymentUnderWay,
  circumstances: Circumstances,
): WorkedServicing {
  const { early, payments, fees } = underWay;
  const transfers: Transfer[] = [];
  const book = (movement: Omit<Movement, 'subjectId'>) => {
    if (movement.amount === ZERO) return;
    transfers.push(posted(circumstances, { ...movement, subjectId: loan.id }));
  };
  if (early !== undefined) {
    transfers.push(...debtsDue(loan, early, underWay.day, circumstances));
  }
  transfers.push(postOfHold(circumstances, holdOfRepayment(world, underWay)));
  for (const payment of payments) payHolder(world, loan, payment, book);
  for (const { kind, amount } of fees) {
    const debit = loanAccount('loan_repayment', loan);
    const credit = feeAccount(kind, loan.currency);
    book({ code: feeCode(kind, 'loan_repayment'), debit, credit, amount });
  }
  const paid = paidAmounts(underWay);
  const debit = loanAccount('loan_owed', loan);
  if (servicing.writtenOff === undefined) {
    for (const component of COMPONENTS) {
      const credit = loanAccount(`loan_${component}`, loan);
      book({ code: REPAID[component], debit, credit, amount: paid[component] });
    }
  } else {
    const credit = loanAccount('loan_written_off', loan);
    book({ code: 'written_off_recovered', debit, credit, amount: totalOfAmounts(paid) });
  }
  const change = early === undefined ? undefined : changedAccounts(servicing, early);
  const after = withRepayment(servicing, underWay, change);
  return { servicing: after, events: eventsOf(loan, underWay, paid, change), transfers };
}

const REPAID: Readonly<Record<keyof ComponentAmounts, TransferCode>> = {
  principal: 'principal_repaid',
  interest: 'interest_repaid',
  penalty: 'penalty_repaid',
  fee: 'fee_repaid',
};

function payHolder(
  world: World,
  loan: Loan,
  payment: HolderPayment,
  book: (movement: Omit<Movement, 'subjectId'>) => void,
): void {
  const claim = world.get('claim', payment.claimId);
  assert(claim !== undefined, 'Every share is of a claim.');
  const debit = loanAccount('loan_repayment', loan);
  const cash = holderAccount(claim, loan.currency);
  if (claim.reserveSchemeId !== undefined) {
    const amount = sum([payment.principal, payment.interest, payment.penalty]);
    book({ code: 'reserve_refilled', debit, credit: cash, amount });
    return;
  }
  book({ code: 'principal_paid', debit, credit: cash, amount: payment.principal });
  book({ code: 'interest_paid', debit, credit: cash, amount: payment.interest });
  book({ code: 'penalty_paid', debit, credit: cash, amount: payment.penalty });
  const credit = feeAccount('lender_management', loan.currency);
  const code = feeCode('lender_management', 'cash');
  book({ code, debit: cash, credit, amount: payment.fee });
}

function paidAmounts({ parts, early }: RepaymentUnderWay): ComponentAmounts {
  const due = parts.reduce<ComponentAmounts>(
    (total, { component, amount }) => plusAmounts(total, { ...NO_AMOUNTS, [component]: amount }),
    NO_AMOUNTS,
  );
  if (early === undefined) return due;
  const { principal, interest, fee } = early;
  return plusAmounts(due, { ...NO_AMOUNTS, principal, interest, fee });
}

/** What an early repayment makes of the instalments from its own row on. */
function changedAccounts(
  servicing: Servicing,
  { change }: NonNullable<RepaymentUnderWay['early']>,
): readonly ServicedAccount[] {
  const { fallenDue, accounts, rules, earlierRows = 0 } = servicing;
  const changed = applyChange(scheduleOf(servicing), change);
  assert(changed.ok, 'An early repayment that was sent can be applied.');
  const firstFees = earlierRows > 0 ? [] : rules.firstFees;
  const all = servicedAccounts(changed.value, { firstFees });
  for (const [index, account] of accounts.slice(earlierRows, fallenDue).entries()) {
    const same = all[index];
    assert(
      same?.dueDay === account.dueDay && same.due.principal === account.due.principal,
      'What has fallen due stays as it is.',
    );
  }
  const [row, ...rest] = all.slice(rowsPassed(servicing));
  assert(row !== undefined, 'An early repayment has a row of its own.');
  const ahead = paidAhead(servicing);
  if (rest.length === 0) return keepingAhead([row], ahead, change.day);
  return [row, ...keepingAhead(rest, ahead, change.day)];
}

/**
 * The money life after a repayment: a pure step, for the rule that decides it and for the event that tells it.
 *
 * @example
 * withRepayment({ accounts: [] }, { parts: [], payments: [], amount: ZERO, day: dayOf(2026, 3, 2) }, undefined).accounts
 * // []
 */
export function withRepayment(
  { underWay: _, ...before }: Servicing,
  {
    parts,
    early,
    day,
    amount,
    payments,
  }: Pick<RepaymentUnderWay, 'parts' | 'early' | 'day' | 'amount' | 'payments'>,
  changed: readonly ServicedAccount[] | undefined,
): Servicing {
  const { compromise } = before;
  const servicing =
    compromise === undefined ? before : { ...before, compromise: withPaid(compromise, amount) };
  const recovered = payments.flatMap((payment) => payment.recovered ?? []);
  const paid = withRecovered(payParts(servicing.accounts, parts, day), recovered);
  if (early === undefined || changed === undefined) return { ...servicing, accounts: paid };
  const { fallenDue, changes } = servicing;
  const [row, ...rest] = changed;
  assert(row !== undefined, 'An early repayment has a row of its own.');
  const open = openAmounts(row);
  const whole = COMPONENTS.filter((component) => open[component] > ZERO).map((component) => ({
    ...{ index: 0, component, amount: open[component] },
  }));
  return {
    ...servicing,
    changes: [...changes, early.change],
    accounts: [...paid.slice(0, fallenDue), ...payParts([row], whole, day), ...rest],
    fallenDue: fallenDue + 1,
  };
}

function eventsOf(
  loan: Loan,
  underWay: RepaymentUnderWay,
  paid: ComponentAmounts,
  changed: readonly ServicedAccount[] | undefined,
): MutuaEvent[] {
  const { instructionId, kind, day, amount, parts, early, payments, fees } = underWay;
  return [
    {
      ...{ kind: 'RepaymentDistributed', loanId: loan.id, instructionId, repayment: kind, day },
      ...{ amount, paid, parts, payments, fees },
      ...(early !== undefined && changed !== undefined && { early, changed }),
    },
  ];
}

function holdOfRepayment(world: World, { holdId }: RepaymentUnderWay): Hold {
  const hold = world.get('hold', String(holdId));
  assert(hold !== undefined, 'The money of a repayment under way is held.');
  return hold;
}
