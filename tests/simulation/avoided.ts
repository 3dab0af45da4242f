// What the town does not try for now: there the platform breaks or says what it should not. What is mended is struck off.

import type { Asked } from './asked.ts';
import { daysBehind, isAgreed } from './families/loan-life.ts';
import type { Town, TownLoan } from './town.ts';

type Attempt = Omit<Asked, 'commandId'>;
type Avoided = (town: Town, loan: TownLoan, kind: Attempt['command']['kind']) => boolean;

/** Each asks what would end the loan today. */
const ASKING_FOR_PAYOFF: readonly Attempt['command']['kind'][] = [
  ...([
    'RepayLoan',
    'RepayEarly',
    'AccelerateLoan',
    'ProposeReschedule',
    'RescheduleLoan',
  ] as const),
];

const AVOIDED: readonly Avoided[] = [
  // Until a new plan's first instalment has fallen due, what was carried into it stands in the way of the payoff.
  (_, { rows, fallen }, kind) =>
    ASKING_FOR_PAYOFF.includes(kind) && rows[fallen - 1]?.isCarried === true,
  // An instalment whose due day is over, and which is asked for only after the weekend, stands in the way as well.
  ({ today }, { rows, fallen }, kind) =>
    ASKING_FOR_PAYOFF.slice(2).includes(kind) && (rows[fallen]?.dueDay ?? today + 1) <= today,
  // What is written off is not booked when a compromise that still stands is kept.
  ({ today }, loan, kind) => kind === 'WriteOffLoan' && isAgreed(loan, today),
  // While the days of grace run, nobody may say that a loan is as good as it is.
  ({ today }, loan, kind) => kind === 'ProposeAssetClass' && isInGrace(daysBehind(loan, today)),
];

function isInGrace(days: number): boolean {
  return days > 0 && days <= 3;
}

export function isAvoided(town: Town, { command }: Attempt): boolean {
  const loan = 'loanId' in command && command.loanId ? town.loans.get(command.loanId) : undefined;
  return loan !== undefined && AVOIDED.some((avoid) => avoid(town, loan, command.kind));
}
