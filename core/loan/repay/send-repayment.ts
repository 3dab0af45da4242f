// A repayment is sent: the borrower's cash is held, and the custodian is asked to pay every holder's share.

import type { Claim } from '../../claim/claim.ts';
import type { Circumstances } from '../../decision.ts';
import { assert } from '../../kit/assert.ts';
import type { Id } from '../../kit/id.ts';
import { cashAccount, loanAccount } from '../../ledger/addresses.ts';
import { pendingTransfer } from '../../ledger/transfer.ts';
import { type MinorUnits, minus, plus, sum, ZERO } from '../../money/minor-units.ts';
import { interestSpread, spreadOfPart } from '../../product/lender-fees.ts';
import { holderRole, paymentsToHolders } from '../../safeguard/subrogation.ts';
import type { Day } from '../../time/day.ts';
import type { CustodyShare, InstructionOrder } from '../../wallet/instruction.ts';
import { mandateInForce } from '../../wallet/payment-mandate.ts';
import type { World } from '../../world.ts';
import type { Loan } from '../loan.ts';
import { askingDay, feePartsPaid, feesByKind, feeTotal } from '../serviced-accounts.ts';
import type { EarlyRepaymentPart, FeePart, RepaymentUnderWay, Servicing } from '../servicing.ts';
import type { WorkedServicing } from './fall-due.ts';
import { openAmounts } from './instalment-account.ts';
import { type OpenInstalment, splitByWaterfall, type WaterfallPart } from './waterfall.ts';

/** What is to be paid: so much of what is due, and an early repayment beside it. */
export interface RepaymentAsked {
  readonly kind: RepaymentUnderWay['kind'];
  /** No more than is due and unpaid. */
  readonly due: MinorUnits;
  readonly early?: EarlyRepaymentPart;
}

/**
 * Sends a repayment. The amount is available, and nothing is under way.
 *
 * @param mandates under which it is paid; without one the custodian asks the borrower.
 */
export function sendRepayment(
  world: World,
  loan: Loan,
  servicing: Servicing,
  asked: RepaymentAsked,
  circumstances: Circumstances,
): WorkedServicing {
  assert(servicing.underWay === undefined, 'One repayment of a loan is under way at a time.');
  const split = splitRepayment(world, servicing, asked, circumstances);
  const { currency } = loan;
  const hold = pendingTransfer(circumstances, {
    code: 'repayment',
    debit: cashAccount('borrower', loan.borrowerId, currency),
    credit: loanAccount('loan_repayment', loan),
    amount: split.amount,
    subjectId: loan.id,
  });
  const underWay: RepaymentUnderWay = {
    ...{ instructionId: circumstances.newId(), kind: asked.kind, day: circumstances.today },
    ...{ holdId: hold.id, ...split },
    ...(asked.early !== undefined && { early: asked.early }),
  };
  const order = orderOf(world, loan, underWay, circumstances);
  return {
    servicing: { ...servicing, underWay },
    events: [
      { kind: 'RepaymentSent', loanId: loan.id, underWay },
      {
        kind: 'InstructionMade',
        instruction: { id: underWay.instructionId, currency, loanId: loan.id, order },
      },
    ],
    transfers: [hold],
  };
}

/** What a repayment comes to with its early part. */
export function amountAsked({ due, early }: Pick<RepaymentAsked, 'due' | 'early'>): MinorUnits {
  if (early === undefined) return due;
  return sum([due, early.principal, early.interest, early.fee]);
}

type RepaymentSplit = Pick<RepaymentUnderWay, 'amount' | 'parts' | 'payments' | 'fees'>;

function splitRepayment(
  world: World,
  servicing: Servicing,
  asked: RepaymentAsked,
  { today }: Circumstances,
): RepaymentSplit {
  const { rules, loanId } = servicing;
  const open = openInstalments(servicing, today);
  const { parts, left } = splitByWaterfall(asked.due, today, open, rules.waterfall);
  assert(left === ZERO, 'No more is paid than is due.');
  const { early } = asked;
  const paid = (component: WaterfallPart['component'], more: MinorUnits = ZERO) =>
    plus(
      sum(parts.filter((part) => part.component === component).map((part) => part.amount)),
      more,
    );
  const forHolders = partsForHolders(servicing, parts);
  const spread = plus(
    minus(amountOfParts(parts), amountOfParts(forHolders)),
    early === undefined ? ZERO : interestSpread(rules.tariff, early.interest),
  );
  const components = {
    principal: paid('principal', early?.principal),
    interest: minus(paid('interest', early?.interest), spread),
    penalty: paid('penalty'),
  };
  const earlyFee = early === undefined ? [] : [{ kind: 'early_repayment', amount: early.fee }];
  const fees = feesByKind([...feesPaid(servicing, parts), ...earlyFee]);
  assert(feeTotal(fees) === paid('fee', early?.fee), 'Every fee that is paid has its kind.');
  const payments = paymentsToHolders(servicing, world.list('claimsOfLoan', loanId), {
    ...{ parts: forHolders, components },
  });
  return {
    amount: amountAsked(asked),
    parts,
    payments,
    fees: [...fees, { kind: 'interest_spread', amount: spread }].filter(
      ({ amount }) => amount > ZERO,
    ),
  };
}

/**
 * What has fallen due, by the day on which it is asked for, and never in advance; once it is written off, the whole
 * debt, of that day at the latest.
 *
 * @example openInstalments({ accounts: [], fallenDue: 0, rules: {} }, dayOf(2026, 3, 2)) // []
 */
export function openInstalments(
  {
    accounts,
    fallenDue,
    writtenOff,
    rules,
  }: Pick<Servicing, 'accounts' | 'fallenDue' | 'writtenOff' | 'rules'>,
  today: Day,
): OpenInstalment[] {
  const latest = writtenOff?.day ?? today;
  return accounts.slice(0, fallenDue).map((account) => {
    const asked = askingDay(rules, account.dueDay);
    return { dueDay: asked <= latest ? asked : latest, open: openAmounts(account) };
  });
}

/** The kinds of the fees that the parts pay. */
function feesPaid({ accounts }: Servicing, parts: readonly WaterfallPart[]): readonly FeePart[] {
  const before = new Map<number, MinorUnits>();
  return parts.flatMap(({ index, component, amount }) => {
    const account = accounts[index];
    if (component !== 'fee' || account === undefined) return [];
    const paid = before.get(index) ?? account.paid.fee;
    before.set(index, plus(paid, amount));
    return feePartsPaid(account.fees, paid, amount);
  });
}

function amountOfParts(parts: readonly WaterfallPart[]): MinorUnits {
  return sum(parts.map(({ amount }) => amount));
}

/** The parts without what of the interest stays with the operator. */
function partsForHolders(
  { accounts, rules }: Servicing,
  parts: readonly WaterfallPart[],
): readonly WaterfallPart[] {
  const before = new Map<number, MinorUnits>();
  return parts.map((part) => {
    const { index, component, amount } = part;
    const account = accounts[index];
    if (component !== 'interest' || account === undefined) return part;
    const paid = before.get(index) ?? account.paid.interest;
    before.set(index, plus(paid, amount));
    return { ...part, amount: minus(amount, spreadOfPart(rules.tariff, paid, amount)) };
  });
}

/** What the custodian is asked: one share for each account, less the fees, which go to the operator. */
function orderOf(
  world: World,
  loan: Loan,
  { amount, payments, fees }: RepaymentUnderWay,
  { today }: Circumstances,
): InstructionOrder {
  const payer = world.get('client', loan.borrowerId)?.custodyAccounts.borrower;
  assert(payer !== undefined, 'Who borrows has an account at the custodian.');
  const claims = new Map<string, Claim>(
    world.list('claimsOfLoan', loan.id).map((claim) => [claim.id, claim]),
  );
  const sums = new Map<string, MinorUnits>();
  for (const { claimId, principal, interest, penalty, fee } of payments) {
    const account = holderAccount(world, claims.get(claimId));
    const net = minus(sum([principal, interest, penalty]), fee);
    sums.set(account, plus(sums.get(account) ?? ZERO, net));
  }
  const shares: CustodyShare[] = [...sums]
    .filter(([, share]) => share > ZERO)
    .map(([account, share]) => ({ account, amount: share }));
  const toOperator = plus(feeTotal(fees), sum(payments.map(({ fee }) => fee)));
  const mandates = coveringMandates(world, loan, { amount, fees: toOperator }, today);
  return { kind: 'distribute', payer, shares, fees: toOperator, ...mandates };
}

/** The mandates of the borrower that cover a payment and its fees; nothing where either is not covered. */
function coveringMandates(
  world: World,
  { id }: Loan,
  { amount, fees }: { readonly amount: MinorUnits; readonly fees: MinorUnits },
  today: Circumstances['today'],
): { readonly mandateId?: Id; readonly feesMandateId?: Id } {
  const mandates = world.list('mandatesOfLoan', id);
  const repayment = mandateInForce(mandates, 'repayment', today, amount);
  if (repayment === undefined) return {};
  if (fees === ZERO) return { mandateId: repayment.id };
  const forFees = mandateInForce(mandates, 'fees', today, fees);
  return forFees === undefined ? {} : { mandateId: repayment.id, feesMandateId: forFees.id };
}

function holderAccount(world: World, claim: Claim | undefined): string {
  assert(claim !== undefined, 'Every share is of a claim.');
  const account = world.get('client', claim.holderId)?.custodyAccounts[holderRole(claim)];
  assert(account !== undefined, 'Who holds a claim has an account at the custodian.');
  return account;
}
