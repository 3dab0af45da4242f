// What the bank takes back of what it has paid out: the debt stands again as if it had never been paid.
import type { Id } from '@mutua/core/kit/id.ts';
import type { Day } from '@mutua/core/time/day.ts';
import { type Family, type Judge, NOTHING } from '../asked.ts';
import { place } from '../purses.ts';
import { BANK, type PaidOut, type Row, type SentRepayment, Town, type TownLoan } from '../town.ts';
import { bringUp, NAMES, nothing, openOf, plan, sumOf } from './loan-life.ts';
import { SERVICED } from './servicing.ts';

const TAKEN_BACK: Judge<'RecordRepaymentReversal'> = (town, { actor, command }) => {
  if (actor.kind !== 'custodian') return 'not_allowed';
  const { instructionId, bankReference } = command;
  const instruction = town.instructions.get(instructionId);
  if (instruction === undefined || instruction.for === 'withdraw') return 'not_found';
  const paid = town.paidOut.get(instructionId);
  if (paid?.reversedBy !== undefined)
    return paid.reversedBy === bankReference ? NOTHING : 'already_reversed';
  const loan = paid && town.loans.get(paid.loanId);
  if (paid === undefined || loan === undefined) return 'wrong_stage';
  if (!SERVICED.includes(loan.state)) return 'wrong_stage';
  if (loan.sent !== undefined) return 'money_in_transit';
  if (!isCovered(town, paid)) return 'balance_would_be_negative';
  return () => {
    paid.reversedBy = bankReference;
    bringUp(town, loan, 'due');
    giveBack(town, loan, paid);
    standAgain(town, loan, paid.before);
    plan(town, loan);
  };
};

/** Whether everybody who had a part of it has it still. */
function isCovered(town: Town, { sent }: PaidOut): boolean {
  const parts = new Map<Id, bigint>();
  for (const { claim, principal, interest, penalty, fee } of sent.shares) {
    const before = parts.get(claim.holderId) ?? 0n;
    parts.set(claim.holderId, before + principal + interest + penalty - fee);
  }
  return [...parts].every(([id, part]) => part <= town.purses.free(town.cash('lender', id)));
}

function giveBack(town: Town, loan: TownLoan, { sent, before }: PaidOut): void {
  const { purses } = town;
  for (const { claim, principal, interest, penalty, fee } of sent.shares) {
    purses.add(town.cash('lender', claim.holderId), fee - principal - interest - penalty);
    purses.add(place('platform_fees', 'lender_management'), -fee);
    claim.outstanding += principal;
    claim.received -= principal;
    claim.extras = before.claims.find(({ id }) => id === claim.id)?.extras ?? 0;
    town.client(claim.holderId).exposure += principal;
    town.borrowerOf(loan).owed += principal;
  }
  for (const [kind, amount] of sent.fees) purses.add(place('platform_fees', kind), -amount);
  purses.add(town.cash('borrower', loan.borrowerId), sent.amount);
  const { repayment, fees } = sent.mandates;
  const forOperator = [...sent.fees.values(), ...sent.shares.map(({ fee }) => fee)];
  if (repayment !== undefined) repayment.used -= sent.amount;
  if (fees !== undefined) fees.used -= sumOf(forOperator);
}

/** The days since then are counted again, and what is owed is what they come to. */
function standAgain(town: Town, loan: TownLoan, before: TownLoan): void {
  const { rows, fallen, ceiling, meterDay } = structuredClone(before);
  Object.assign(loan, { rows, fallen, ceiling }, meterDay === undefined ? {} : { meterDay });
  bringUp(town, loan, 'due');
  const owed = nothing();
  for (const [index, row] of loan.rows.entries()) {
    const open = openOf(row);
    owed.principal += open.principal;
    if (index >= loan.fallen) continue;
    for (const name of ['interest', 'penalty', 'fee'] as const) owed[name] += open[name];
  }
  const setTo = (account: string, amount: bigint) =>
    town.purses.add(account, amount - town.purses.of(account).posted);
  for (const name of NAMES) setTo(place(`loan_${name}`, loan.id), owed[name]);
  setTo(place('loan_owed', loan.id), sumOf(NAMES.map((name) => owed[name])));
}

/**
 * Whether this model can say what becomes of it: the last payment, and nothing but days has come to the loan since.
 * Whatever else was decided on the loan is looked at by tests of its own.
 */
export function isPlain(town: Town, instructionId: Id): boolean {
  const paid = town.paidOut.get(instructionId);
  const loan = paid && town.loans.get(paid.loanId);
  if (paid === undefined || loan === undefined || paid.reversedBy !== undefined) return true;
  if (!SERVICED.includes(loan.state) || loan.sent !== undefined) return true;
  const { sent, before } = paid;
  const last = [...town.paidOut.values()].findLast(({ loanId }) => loanId === loan.id);
  if (last !== paid || loan.isDecidedOn === true || sent.early !== undefined) return false;
  const then = lived(town, before, sent, town.today);
  const now = lived(town, loan, undefined, town.today);
  return then.length === now.length && then.every((text, index) => text === now[index]);
}

/** The loan with a payment, as it is on a day if nothing else comes. */
function lived(
  town: Town,
  loan: TownLoan,
  sent: SentRepayment | undefined,
  today: Day,
): readonly string[] {
  const copy = structuredClone(loan);
  const clients = new Map(town.clients).set(loan.borrowerId, { ...town.borrowerOf(loan) });
  const other = Object.assign(Object.create(Town.prototype), town, {
    ...{ purses: town.purses.copy(), clients, today },
  }) as Town;
  for (const { row, name, amount } of sent?.parts ?? []) {
    const paid = copy.rows[row]?.paid;
    if (paid !== undefined) paid[name] += amount;
  }
  bringUp(other, copy, 'due');
  return copy.rows.map((row) => textOf(row));
}

function textOf({ dueDay, due, paid, waived }: Row): string {
  return [dueDay, ...[due, paid, waived].flatMap((parts) => NAMES.map((name) => parts[name]))].join(
    ' ',
  );
}

export const REVERSALS: Family = {
  judges: { RecordRepaymentReversal: TAKEN_BACK },
  moves: [{ name: 'the bank takes a payment back', weight: 8, propose: takingBack }],
};

function takingBack(town: Town) {
  const all = [...town.paidOut].filter(([id, { loanId }]) => {
    return SERVICED.includes(town.loans.get(loanId)?.state ?? '') && isPlain(town, id);
  });
  const [instructionId, { reversedBy = '' } = {}] = town.chance.of(all) ?? [];
  if (instructionId === undefined) return undefined;
  if (reversedBy !== '' && !town.chance.isIn(30)) return undefined;
  const bankReference = town.chance.isIn(50) ? `V${instructionId}` : `W${instructionId}`;
  return {
    actor: BANK,
    command: {
      kind: 'RecordRepaymentReversal',
      ...{ instructionId, bankReference, bankDay: town.today },
    },
  } as const;
}
