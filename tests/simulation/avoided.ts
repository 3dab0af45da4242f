// What the town does not try for now: there the platform breaks or says what it should not. What is mended is struck off.

import type { Asked } from './asked.ts';
import { isAgreed } from './families/loan-life.ts';
import type { Town, TownLoan } from './town.ts';

type Attempt = Omit<Asked, 'commandId'>;
type Avoided = (town: Town, loan: TownLoan, kind: Attempt['command']['kind']) => boolean;

/** Each asks what would be due if everything were. */
const PLANNING: readonly Attempt['command']['kind'][] = [
  ...(['AccelerateLoan', 'ProposeReschedule', 'RescheduleLoan'] as const),
];

const AVOIDED: readonly Avoided[] = [
  // An instalment whose due day is over, and which is asked for only after the weekend, falls due by what is asked.
  ({ today }, { rows, fallen }, kind) =>
    PLANNING.includes(kind) && (rows[fallen]?.dueDay ?? today + 1) <= today,
  // A write-off waits for the day of a compromise that still stands, of which the model says nothing.
  ({ today }, loan, kind) => kind === 'WriteOffLoan' && isAgreed(loan, today),
];

export function isAvoided(town: Town, { command }: Attempt): boolean {
  const loan = 'loanId' in command && command.loanId ? town.loans.get(command.loanId) : undefined;
  return loan !== undefined && AVOIDED.some((avoid) => avoid(town, loan, command.kind));
}
