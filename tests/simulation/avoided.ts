// What the town does not try for now: there the platform breaks or says what it should not. What is mended is struck off.

import type { Asked } from './asked.ts';
import { wordsAsked } from './families/commitments.ts';
import { claimDayOf, fallenBy } from './families/loan-life.ts';
import { isPlain } from './families/reversals.ts';
import { claimsOf } from './families/shares.ts';
import type { Town, TownLoan } from './town.ts';

type Attempt = Omit<Asked, 'commandId'>;
type Avoided = (town: Town, command: Attempt['command']) => boolean;

const AVOIDED: readonly Avoided[] = [
  // Who has paid everything at once has nobody left to pay, and the platform breaks instead of saying so; and before
  // anything is unpaid it takes what is paid at once.
  (town, command) => {
    if (command.kind !== 'PayCompensation') return false;
    const word = town.commitments.get(command.commitmentId);
    const loan = word && town.loans.get(word.loanId);
    if (loan === undefined || loan.rows.length === 0) return false;
    return claimsOf(loan, 'lent').length === 0 || claimDayOf(loan, 0) === undefined;
  },
  // Of a loan that is not there the platform looks for the commitments, and breaks.
  (town, command) =>
    command.kind === 'RequestMandate' &&
    command.scope === 'compensation' &&
    command.loanId !== undefined &&
    !town.loans.has(command.loanId),
  // Between the due day of an instalment and the working day on which it is asked for nobody can pay all at once.
  (town, command) => {
    const loan = loanOfCompensation(town, command);
    if (loan === undefined || wordsAsked(loan)?.cover !== 'accelerated') return false;
    const next = loan.rows[fallenBy(loan, town.today, 'asked')];
    return next !== undefined && next.dueDay <= town.today;
  },
  // What else has come to the loan since then is beyond this model.
  (town, command) =>
    command.kind === 'RecordRepaymentReversal' && !isPlain(town, command.instructionId),
  // Odd cents are dealt out as they were after the payment before, though that one was taken back itself.
  (town, command) => {
    if (command.kind !== 'RecordRepaymentReversal') return false;
    const paid = town.paidOut.get(command.instructionId);
    return [...town.paidOut.values()].some(
      (one) => one !== paid && one.loanId === paid?.loanId && one.reversedBy !== undefined,
    );
  },
  // What a guarantor has paid of an instalment is planned anew as if nobody had: it is asked to pay it once more.
  (town, command) =>
    command.kind === 'RescheduleLoan' &&
    (town.loans.get(command.loanId)?.rows ?? []).some(
      ({ covered }) =>
        covered !== undefined &&
        covered.principal + covered.interest > covered.back.principal + covered.back.interest,
    ),
];

function loanOfCompensation(town: Town, command: Attempt['command']): TownLoan | undefined {
  switch (command.kind) {
    case 'ClaimCompensation':
      return town.loans.get(command.loanId);
    case 'PayCompensation': {
      const word = town.commitments.get(command.commitmentId);
      return word && town.loans.get(word.loanId);
    }
    case 'RecordInstruction': {
      const instruction = town.instructions.get(command.instructionId);
      return instruction?.for === 'compensate' ? town.loans.get(instruction.subject) : undefined;
    }
    default:
      return undefined;
  }
}

export function isAvoided(town: Town, { command }: Attempt): boolean {
  return AVOIDED.some((avoid) => avoid(town, command));
}
