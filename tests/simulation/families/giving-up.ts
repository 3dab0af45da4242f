// Debt that is given up: what leaves the books, and what each lender has lost when the loan ends by it.
import { place } from '../purses.ts';
import type { Town, TownLoan } from '../town.ts';
import { NAMES, openOf, setDays } from './loan-life.ts';

/** Everything is due; of what had not fallen due only the principal is owed any more. */
export function becomeDue(loan: TownLoan): void {
  loan.rows = loan.rows.map((row, index) => {
    if (index < loan.fallen) return row;
    return { ...row, fees: [], due: { ...row.due, interest: 0n, fee: 0n, penalty: 0n } };
  });
  loan.fallen = loan.rows.length;
}

/** So much of one part of what is due, the oldest instalment first. */
export function giveUp(
  town: Town,
  loan: TownLoan,
  name: (typeof NAMES)[number],
  amount: bigint,
): void {
  let left = amount;
  for (const row of loan.rows.slice(0, loan.fallen)) {
    const open = openOf(row)[name];
    const part = open < left ? open : left;
    row.waived[name] += part;
    left -= part;
  }
  town.purses.add(place(`loan_${name}`, loan.id), -amount);
  town.purses.add(place('loan_owed', loan.id), -amount);
  if (name === 'principal') town.borrowerOf(loan).owed -= amount;
}

/** Nothing is owed any more, and the loan is at its end. */
export function endByGivingUp(town: Town, loan: TownLoan): void {
  becomeDue(loan);
  for (const name of NAMES)
    giveUp(
      town,
      loan,
      name,
      loan.rows.reduce((total, row) => total + openOf(row)[name], 0n),
    );
  closeWithLosses(town, loan);
}

/** What a claim has outstanding is lost. */
export function closeWithLosses(town: Town, loan: TownLoan): void {
  for (const claim of loan.claims.filter(({ closed, compensated }) => !closed && !compensated)) {
    claim.loss = claim.outstanding;
    if (!claim.hasSteppedIn) town.client(claim.holderId).exposure -= claim.outstanding;
    claim.outstanding = 0n;
    claim.closed = true;
  }
  loan.state = 'closed';
  setDays(loan, undefined, undefined);
  delete loan.proposal;
  delete loan.claimDay;
  delete loan.reserveDay;
}
