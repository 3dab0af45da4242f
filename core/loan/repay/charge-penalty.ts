// Penalty of a live loan: the meter of its contract runs with the days, and what is new of it stands on the debt side.
//
// While a payment is under way the meter waits: it counts as paid on its day, or, where the bank refuses it, never
// was. Either way the days since are caught up when that is known.
import type { Circumstances } from '../../decision.ts';
import { loanAccount } from '../../ledger/addresses.ts';
import { posted } from '../../ledger/transfer.ts';
import { type MinorUnits, minus, sum, ZERO } from '../../money/minor-units.ts';
import type { Loan } from '../loan.ts';
import { askingDay } from '../serviced-accounts.ts';
import type { ChargedPenalty, ServicedAccount, Servicing } from '../servicing.ts';
import type { WorkedServicing } from './fall-due.ts';
import { chargeAccount } from './instalment-account.ts';
import { type LateSince, runMeter } from './penalty.ts';

/**
 * Runs the meter through the business date and books what is new, once for the loan (code 602). A loan without a
 * rule for lateness, or that is written off, is left as it is.
 *
 * @param before what has come has fallen due.
 * @example chargePenalty({}, { accounts: [], rules: {} }, { today: dayOf(2026, 3, 2) }).events // []
 */
export function chargePenalty(
  loan: Loan,
  before: Servicing,
  circumstances: Circumstances,
): WorkedServicing {
  const { meter, rules, underWay, writtenOff } = before;
  const { today } = circumstances;
  const nothing = { servicing: before, events: [], transfers: [] };
  if (rules.penalty === undefined || meter === undefined || meter.day >= today) return nothing;
  if (underWay !== undefined || writtenOff !== undefined) return nothing;
  const ran = runMeter(before.accounts, meter, today, rules.penalty, lateSince(before));
  const servicing = { ...before, ...ran };
  const charges = ran.accounts.flatMap(({ due }, index): ChargedPenalty[] => {
    const amount = minus(due.penalty, before.accounts[index]?.due.penalty ?? ZERO);
    return amount === ZERO ? [] : [{ number: index + 1, amount }];
  });
  if (charges.length === 0) return { servicing, events: [], transfers: [] };
  const amount: MinorUnits = sum(charges.map((charge) => charge.amount));
  return {
    servicing,
    events: [
      { kind: 'PenaltyCharged', loanId: loan.id, day: today, amount, charges, meter: ran.meter },
    ],
    transfers: [
      posted(circumstances, {
        ...{ code: 'penalty_charged', debit: loanAccount('loan_penalty', loan) },
        ...{ credit: loanAccount('loan_owed', loan), amount, subjectId: loan.id },
      }),
    ],
  };
}

/** An instalment is late since the day on which it was asked for, after the working-day rule. */
function lateSince({ rules, fallenDue }: Servicing): LateSince<ServicedAccount> {
  return ({ dueDay, isCarried }, index) =>
    index < fallenDue && !isCarried ? askingDay(rules, dueDay) : undefined;
}

/**
 * The instalments with what was charged on them.
 *
 * @example withPenalty([], []) // []
 */
export function withPenalty(
  accounts: readonly ServicedAccount[],
  charges: readonly ChargedPenalty[],
): readonly ServicedAccount[] {
  const after = [...accounts];
  for (const { number, amount } of charges) {
    const account = after[number - 1];
    if (account !== undefined) after[number - 1] = chargeAccount(account, 'penalty', amount);
  }
  return after;
}
