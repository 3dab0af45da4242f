// Interviews follow from what happens to applications: one is asked for where the product needs it, once the rules have
// let the application pass, and falls away with it.
import type { Circumstances } from '../decision.ts';
import type { MutuaEvent } from '../events.ts';
import type { Id } from '../kit/id.ts';
import type { Loan } from '../loan/loan.ts';
import { versionKey } from '../product/version-need.ts';
import type { KnownWorld, Need } from '../world.ts';
import { openCaseOf } from './case-checks.ts';
import { deadlineFrom } from './case-clock.ts';
import { caseTermsOf } from './case-kind.ts';
import { lastInterview } from './passed-interview.ts';

/** What the events of one command make of the interview about one loan. */
interface Applied {
  readonly loanId: Id;
  readonly change: 'passed' | 'ended';
}

/** The cases of the loans whose interviews these events may open or end. */
export function interviewFollowingNeeds(
  events: readonly MutuaEvent[],
  known: KnownWorld,
): readonly Need[] {
  return appliedIn(events)
    .filter((one) => isConcerned(known, one))
    .map(({ loanId }): Need => ({ list: 'casesOfSubject', key: loanId }));
}

/** The events of the interviews that follow. */
export function followingInterviews(
  world: KnownWorld,
  events: readonly MutuaEvent[],
  circumstances: Pick<Circumstances, 'now' | 'today' | 'newId'>,
): readonly MutuaEvent[] {
  return appliedIn(events)
    .filter((one) => isConcerned(world, one))
    .flatMap(({ loanId, change }): readonly MutuaEvent[] => {
      const loan = world.get('loan', loanId);
      if (loan === undefined) return [];
      const cases = world.list('casesOfSubject', loanId);
      if (change === 'passed') {
        return lastInterview(cases) === undefined ? [interviewAsked(loan, circumstances)] : [];
      }
      const open = openCaseOf(cases, 'interview');
      return open === undefined
        ? []
        : [{ kind: 'CaseClosed', caseId: open.id, result: 'application_ended' }];
    });
}

/** What a command has assessed it may also have rejected: then there was nothing to ask for, and nothing is open. */
function appliedIn(events: readonly MutuaEvent[]): readonly Applied[] {
  const ended = events.flatMap((event) =>
    event.kind === 'LoanRejected' || event.kind === 'LoanWithdrawn' ? [event.loanId] : [],
  );
  const passed = events.flatMap((event) =>
    event.kind === 'LoanAssessed' && !ended.includes(event.loanId) ? [event.loanId] : [],
  );
  return [
    ...passed.map((loanId): Applied => ({ loanId, change: 'passed' })),
    ...ended.map((loanId): Applied => ({ loanId, change: 'ended' })),
  ];
}

/** Whether there can be anything to do: the loan stands as it did before these events. */
function isConcerned(known: KnownWorld, { loanId, change }: Applied): boolean {
  const loan = known.get('loan', loanId);
  if (loan === undefined) return false;
  return change === 'passed' ? needsInterview(known, loan) : loan.state === 'assessed';
}

function needsInterview(
  known: KnownWorld,
  { productCode, productVersion }: Pick<Loan, 'productCode' | 'productVersion'>,
): boolean {
  const version = known.get('productVersion', versionKey(productCode, productVersion));
  return version?.terms.needsInterview === true;
}

function interviewAsked(
  { id, borrowerId: clientId }: Pick<Loan, 'id' | 'borrowerId'>,
  circumstances: Pick<Circumstances, 'now' | 'today' | 'newId'>,
): MutuaEvent {
  return {
    ...{ kind: 'CaseOpened', caseId: circumstances.newId(), caseKind: 'interview', clientId },
    ...{ subject: { kind: 'loan', id }, cause: 'loan_assessed', fields: {} },
    ...deadlineFrom(caseTermsOf('interview').clock, circumstances),
  };
}
