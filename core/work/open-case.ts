// Somebody of the staff opens a case by hand, of a kind that does not follow from what happened.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import { invalid, type Refused, type Result, refuse } from '../kit/result.ts';
import type { Loan } from '../loan/loan.ts';
import { holdsPosition, personIn } from '../people/actor.ts';
import type { World } from '../world.ts';
import type { CaseKind, CaseSubject } from './case.ts';
import { openCaseOf } from './case-checks.ts';
import { deadlineFrom } from './case-clock.ts';
import { type CaseKindTerms, caseTermsOf } from './case-kind.ts';

/** Asked by those who open cases of the kind; the case gets the id of the command. */
export interface OpenCase {
  readonly kind: 'OpenCase';
  readonly caseKind: CaseKind;
  readonly subject: CaseSubject;
  readonly fields: Readonly<Record<string, string>>;
  readonly reason: string;
}

export const openCase: Rule<OpenCase> = {
  kind: 'OpenCase',
  needs: ({ subject: { kind, id } }) => [
    { fact: kind, key: id },
    { list: 'casesOfSubject', key: id },
  ],
  decide,
};

function decide(
  world: World,
  { caseKind, subject, fields, reason }: OpenCase,
  circumstances: Circumstances,
): Result<Decision> {
  const { actor, commandId: caseId } = circumstances;
  if (personIn(actor, ['staff']) === undefined) return refuse('not_allowed');
  const clientId = clientOf(world, subject);
  if (clientId === undefined) return refuse('not_found');
  const terms = caseTermsOf(caseKind);
  if (!holdsPosition(actor, terms.openers)) return refuse('not_allowed');
  const loan = subject.kind === 'loan' ? world.get('loan', subject.id) : undefined;
  const refused = refusedForEntries(terms, subject, fields) ?? refusedForStage(terms, loan);
  if (refused !== undefined) return refused;
  if (reason.trim() === '') return refuse('reason_missing');
  const open = openCaseOf(world.list('casesOfSubject', subject.id), caseKind);
  if (open !== undefined) return refuse('case_open', { cases: caseKind });
  return decided({
    ...{ kind: 'CaseOpened', caseId, caseKind, subject, clientId, cause: 'by_hand' },
    ...{ fields, reason, ...deadlineFrom(terms.clock, circumstances) },
  });
}

/** `wrong_stage` where cases of the kind are not about loans that stand there. */
export function refusedForStage(
  { loanStates }: Pick<CaseKindTerms, 'loanStates'>,
  loan: Pick<Loan, 'state'> | undefined,
): Refused | undefined {
  if (loanStates === undefined || loan === undefined) return undefined;
  return loanStates.includes(loan.state) ? undefined : refuse('wrong_stage', { state: loan.state });
}

function clientOf(world: World, { kind, id }: CaseSubject) {
  return kind === 'loan' ? world.get('loan', id)?.borrowerId : world.get('client', id)?.id;
}

function refusedForEntries(
  { subjects, fields: asked }: CaseKindTerms,
  subject: CaseSubject,
  fields: OpenCase['fields'],
): Refused | undefined {
  if (!subjects.includes(subject.kind))
    return invalid('subject.kind', 'It is not among the choices.');
  const missing = asked.find((name) => (fields[name] ?? '').trim() === '');
  if (missing !== undefined) return invalid(`fields.${missing}`, 'It is missing.');
  const unknown = Object.keys(fields).find((name) => !asked.includes(name));
  return unknown === undefined
    ? undefined
    : invalid(`fields.${unknown}`, 'It is not among the choices.');
}
