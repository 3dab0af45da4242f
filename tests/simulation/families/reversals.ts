// What the bank takes back of what it has paid out: the debt stands again as if it had never been paid.
import type { Id } from '@mutua/core/kit/id.ts';
import { type Family, type Judge, NOTHING } from '../asked.ts';
import { place } from '../purses.ts';
import { BANK, type Town, type TownClaim, type TownLoan } from '../town.ts';
import type { Happening, PaidOut } from '../town-past.ts';
import { bringUp, plan, sumOf } from './loan-life.ts';
import { purseOf, SERVICED } from './servicing.ts';
import { correct, correctionOf, worstAfter } from './told-late-correction.ts';
import { pastOf } from './told-late-past.ts';

/** What is asked of the bank for no loan. */
const OF_NO_LOAN = ['withdraw', 'reserve_move'];

const TAKEN_BACK: Judge<'RecordRepaymentReversal'> = (town, { actor, command }) => {
  if (actor.kind !== 'custodian') return 'not_allowed';
  const { instructionId, bankReference } = command;
  const instruction = town.instructions.get(instructionId);
  if (instruction === undefined || OF_NO_LOAN.includes(instruction.for)) return 'not_found';
  const paid = town.paidOut.get(instructionId);
  if (paid?.reversedBy !== undefined)
    return paid.reversedBy === bankReference ? NOTHING : 'already_reversed';
  const loan = paid && town.loans.get(paid.loanId);
  if (paid === undefined || loan === undefined) return 'wrong_stage';
  if (!SERVICED.includes(loan.state)) return 'wrong_stage';
  if (loan.sent !== undefined) return 'money_in_transit';
  if (!isCovered(town, paid)) return 'balance_would_be_negative';
  const correction = correctionOf(town, loan, paid);
  if (typeof correction === 'string') return correction;
  return () => {
    paid.reversedBy = bankReference;
    const borrower = town.borrowerOf(loan);
    const worst = worstAfter(town, loan, borrower.worstBehind, correction);
    bringUp(town, loan, 'due');
    giveBack(town, loan, paid);
    correct(town, loan, correction);
    for (const claim of loan.claims) claim.extras = extrasOf(claim, pastOf(town, loan).happenings);
    borrower.worstBehind = worst;
    bringUp(town, loan, 'due');
    plan(town, loan);
  };
};

/** Whether everybody who had a part of it has it still. */
function isCovered(town: Town, paid: PaidOut): boolean {
  return [...partsOf(town, paid)].every(([account, part]) => part <= town.purses.free(account));
}

/** Where its money went. */
function partsOf(town: Town, { sent }: PaidOut): ReadonlyMap<string, bigint> {
  const parts = new Map<string, bigint>();
  const add = (account: string, amount: bigint) =>
    parts.set(account, (parts.get(account) ?? 0n) + amount);
  for (const { claim, principal, interest, penalty, fee } of sent.shares) {
    add(purseOf(town, claim), principal + interest + penalty - fee);
    add(place('platform_fees', 'lender_management'), fee);
  }
  for (const [kind, amount] of sent.fees) add(place('platform_fees', kind), amount);
  return parts;
}

function giveBack(town: Town, loan: TownLoan, paid: PaidOut): void {
  const { purses } = town;
  const { sent } = paid;
  for (const [account, amount] of partsOf(town, paid)) purses.add(account, -amount);
  purses.add(town.cash('borrower', loan.borrowerId), sent.amount);
  const { repayment, fees } = sent.mandates;
  const forOperator = [...sent.fees.values(), ...sent.shares.map(({ fee }) => fee)];
  if (repayment !== undefined) repayment.used -= sent.amount;
  if (fees !== undefined) fees.used -= sumOf(forOperator);
}

/** As the last payment that stands has left them. */
function extrasOf({ id }: TownClaim, happenings: readonly Happening[]): number {
  const last = happenings.findLast((one) => 'extras' in one && one.extras?.has(id));
  return last !== undefined && 'extras' in last ? (last.extras?.get(id) ?? 0) : 0;
}

export const REVERSALS: Family = {
  judges: { RecordRepaymentReversal: TAKEN_BACK },
  moves: [{ name: 'the bank takes a payment back', weight: 10, propose: takingBack }],
};

function takingBack(town: Town) {
  const all = [...town.paidOut].filter(([, { loanId }]) =>
    SERVICED.includes(town.loans.get(loanId)?.state ?? ''),
  );
  const [instructionId, { reversedBy = '' } = {}] = town.chance.of(all) ?? [];
  if (instructionId === undefined) return undefined;
  if (reversedBy !== '' && !town.chance.isIn(30)) return undefined;
  return { actor: BANK, command: takenBack(town, instructionId) } as const;
}

export function takenBack(town: Town, instructionId: Id) {
  const bankReference = town.chance.isIn(50) ? `V${instructionId}` : `W${instructionId}`;
  const told = { instructionId, bankReference, bankDay: town.today };
  return { kind: 'RecordRepaymentReversal', ...told } as const;
}
