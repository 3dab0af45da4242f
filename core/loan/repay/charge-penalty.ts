// Penalty of a live loan: the meter of its contract runs with the days, and what is new of it stands on the debt side.
//
// While a payment is under way the meter waits: it counts as paid on its day, or, where the bank refuses it, never
// was. Either way the days since are caught up when that is known.
import type { Circumstances } from '../../decision.ts';
import { loanAccount } from '../../ledger/addresses.ts';
import { posted } from '../../ledger/transfer.ts';
import { type MinorUnits, minus, sum, ZERO } from '../../money/minor-units.ts';
import type { Day } from '../../time/day.ts';
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
  const { meter: started, rules, underWay, writtenOff } = before;
  const { today } = circumstances;
  const nothing = { servicing: before, events: [], transfers: [] };
  if (rules.penalty === undefined || started === undefined || started.day >= today) return nothing;
  if (underWay !== undefined || writtenOff !== undefined) return nothing;
  const servicing = metered(before, today);
  const charges = servicing.accounts.flatMap(({ due }, index): ChargedPenalty[] => {
    const amount = minus(due.penalty, before.accounts[index]?.due.penalty ?? ZERO);
    return amount === ZERO ? [] : [{ number: index + 1, amount }];
  });
  const { meter = started } = servicing;
  if (charges.length === 0) return { servicing, events: [], transfers: [] };
  const amount: MinorUnits = sum(charges.map((charge) => charge.amount));
  return {
    servicing,
    events: [{ kind: 'PenaltyCharged', loanId: loan.id, day: today, amount, charges, meter }],
    transfers: [
      posted(circumstances, {
        ...{ code: 'penalty_charged', debit: loanAccount('loan_penalty', loan) },
        ...{ credit: loanAccount('loan_owed', loan), amount, subjectId: loan.id },
      }),
    ],
  };
}

/**
 * The money life with its meter run through a day; without a rule for lateness as it is.
 *
 * @example metered({ accounts: [], rules: {} }, dayOf(2026, 3, 2)).accounts // []
 */
export function metered(servicing: Servicing, day: Day): Servicing {
  const { accounts, meter, rules } = servicing;
  if (rules.penalty === undefined || meter === undefined || meter.day >= day) return servicing;
  return { ...servicing, ...runMeter(accounts, meter, day, rules.penalty, lateSince(servicing)) };
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
