// A borrower asks for help: contacts are paused until two persons have decided what becomes of it.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import type { Id } from '../kit/id.ts';
import { type Result, refuse } from '../kit/result.ts';
import type { LoanState } from '../loan/life.ts';
import { personIn } from '../people/actor.ts';
import type { World } from '../world.ts';
import { openCaseOf } from './case-checks.ts';
import { deadlineFrom } from './case-clock.ts';
import { caseTermsOf } from './case-kind.ts';

/** What would help, as the borrower sees it. */
export type ReliefAsked = (typeof RELIEFS_ASKED)[number];

export const RELIEFS_ASKED = ['reschedule', 'payment_holiday', 'other'] as const;

/** Asked by the borrower; the case gets the id of the command. */
export interface RequestHardship {
  readonly kind: 'RequestHardship';
  readonly loanId: Id;
  readonly relief: ReliefAsked;
  /** What has happened. */
  readonly circumstances: string;
}

/** Whoever is going to be in trouble may say so before. */
const STATES: readonly LoanState[] = ['repaying', 'overdue', 'defaulted', 'written_off'];

export const requestHardship: Rule<RequestHardship> = {
  kind: 'RequestHardship',
  needs: ({ loanId }) => [
    { fact: 'loan', key: loanId },
    { list: 'casesOfSubject', key: loanId },
  ],
  decide,
};

function decide(
  world: World,
  { loanId, relief, circumstances: told }: RequestHardship,
  circumstances: Circumstances,
): Result<Decision> {
  const clientId = personIn(circumstances.actor, ['borrower']);
  if (clientId === undefined) return refuse('not_allowed');
  const loan = world.get('loan', loanId);
  if (loan === undefined || loan.borrowerId !== clientId) return refuse('not_found');
  if (!STATES.includes(loan.state)) return refuse('wrong_stage', { state: loan.state });
  if (told.trim() === '') return refuse('reason_missing');
  const open = openCaseOf(world.list('casesOfSubject', loanId), 'hardship');
  if (open !== undefined) return refuse('case_open', { cases: 'hardship' });
  return decided({
    ...{ kind: 'CaseOpened', caseId: circumstances.commandId, caseKind: 'hardship', clientId },
    ...{ subject: { kind: 'loan', id: loanId }, cause: 'client_request' },
    fields: { relief, circumstances: told },
    ...deadlineFrom(caseTermsOf('hardship').clock, circumstances),
  });
}
