// What the town does not try for now: there the platform breaks or says what it should not. What is mended is struck off.
import type { Asked } from './asked.ts';
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
];

export function isAvoided(town: Town, { command }: Attempt): boolean {
  const loan = 'loanId' in command && command.loanId ? town.loans.get(command.loanId) : undefined;
  return loan !== undefined && AVOIDED.some((avoid) => avoid(town, loan, command.kind));
}
