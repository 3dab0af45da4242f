// What comes to a loan from outside is written down, one thing after the other.
import type { Day } from '@mutua/core/time/day.ts';
import type { Parts, SentRepayment, Share, Town, TownLoan } from '../town.ts';
import type { CameIn, Happening, Past, Standing } from '../town-past.ts';
import { nothing, sumOf } from './loan-life.ts';

export function beginPast(town: Town, loan: TownLoan): void {
  town.pasts.set(loan.id, { start: standingOf(loan), happenings: [] });
}

export function pastOf(town: Town, { id }: TownLoan): Past {
  const past = town.pasts.get(id);
  if (past === undefined) throw new Error('What was paid out has a past.');
  return past;
}

export function note(town: Town, loan: TownLoan, happening: Happening): void {
  pastOf(town, loan).happenings = [...pastOf(town, loan).happenings, happening];
}

/** Instalments that people have changed, or that others have paid. */
export function noteTurn(
  town: Town,
  loan: TownLoan,
  day: Day,
  shares: readonly Share[] = [],
): void {
  note(town, loan, { kind: 'turn', day, standing: standingOf(loan), extras: extrasOf(shares) });
}

export function noteWaiver(
  town: Town,
  loan: TownLoan,
  given: readonly { readonly name: keyof Parts; readonly amount: bigint }[],
): void {
  const amounts = nothing();
  for (const { name, amount } of given) amounts[name] = amount;
  note(town, loan, { kind: 'waiver', day: town.today, amounts });
}

/** What a payment brings back to who had paid an instalment, while the rows stand as they were when it was sent. */
export function backOf(loan: TownLoan, { shares }: SentRepayment): CameIn['back'] {
  return shares.flatMap(({ back }) =>
    [...(back ?? [])].map(([row, parts]) => ({ ...parts, row: loan.rows.indexOf(row) })),
  );
}

export function notePayment(
  town: Town,
  loan: TownLoan,
  sent: SentRepayment,
  back: CameIn['back'],
): void {
  const { instructionId, day, amount, fees, shares, early } = sent;
  const forFees = sumOf([...fees.values()]);
  note(town, loan, {
    ...{ kind: 'payment', instructionId, day, forFees, rest: amount - forFees, back },
    ...(early !== undefined && { standing: standingOf(loan) }),
    extras: extrasOf(shares),
  });
  const brought = new Map(
    shares.map(({ claim, principal, interest, penalty }) => [
      claim.id,
      { principal, interest, penalty },
    ]),
  );
  town.paidOut.set(instructionId, { loanId: loan.id, sent, brought });
}

function standingOf({ rows, fallen, meterDay, ceiling }: TownLoan): Standing {
  const standing = { rows, fallen, ceiling, ...(meterDay !== undefined && { meterDay }) };
  return structuredClone(standing);
}

function extrasOf(shares: readonly Share[]): CameIn['extras'] {
  return new Map(shares.map(({ claim, extras }) => [claim.id, extras]));
}
