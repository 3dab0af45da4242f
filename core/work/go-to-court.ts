// The legal file of a loan: another person than whoever collects decides to go to court; then the stages of the court
// follow in their order, each with its paper, and what is to be paid for it is written down.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import { assert } from '../kit/assert.ts';
import { invalid, type Result, refuse } from '../kit/result.ts';
import type { Currency } from '../money/currency.ts';
import { type MinorUnits, ZERO } from '../money/minor-units.ts';
import { holdsPosition, leadsPosition } from '../people/actor.ts';
import type { World } from '../world.ts';
import {
  type CaseEvidence,
  COURT_STAGES,
  type CourtStage,
  type EvidenceKind,
  isCaseOpen,
} from './case.ts';
import { type CaseAsked, caseForOwner, caseNeeds } from './case-checks.ts';
import { deadlineFrom } from './case-clock.ts';
import { collectionPlanOf } from './collection-plan.ts';
import { paidSoFar } from './paid-so-far.ts';
import { servicingOfCase } from './record-promise.ts';

/** Asked by risk, the committee or the lead of collection, but not by the owner of the case. */
export interface DecideLegalAction extends CaseAsked {
  readonly kind: 'DecideLegalAction';
  readonly reason: string;
  readonly evidence: readonly CaseEvidence[];
}

/** Asked by the owner of the case. */
export interface RecordCourtStage extends CaseAsked {
  readonly kind: 'RecordCourtStage';
  readonly courtStage: CourtStage;
  /** The court's own number of the matter. */
  readonly reference: string;
  readonly evidence: readonly CaseEvidence[];
}

/** Asked by the owner of the case; the cost gets the id of the command. Another person releases its payment. */
export interface RecordCollectionCost extends CaseAsked {
  readonly kind: 'RecordCollectionCost';
  readonly amount: MinorUnits;
  readonly currency: Currency;
  readonly purpose: string;
  readonly reference: string;
  readonly payeeName: string;
  readonly payeeAccount: string;
}

/** Without them nobody goes to court. */
const NEEDED: readonly EvidenceKind[] = ['loan_contract', 'debt_statement'];

export const decideLegalAction: Rule<DecideLegalAction> = {
  kind: 'DecideLegalAction',
  needs: (command, known) => {
    const loanId = known.get('case', command.caseId)?.subjectId;
    return [
      ...caseNeeds(command, known),
      ...servicingOfCase(command, known),
      ...(loanId === undefined ? [] : [{ fact: 'loan' as const, key: loanId }]),
    ];
  },
  decide: decideAction,
};

export const recordCourtStage: Rule<RecordCourtStage> = {
  kind: 'RecordCourtStage',
  needs: caseNeeds,
  decide: decideCourtStage,
};

export const recordCollectionCost: Rule<RecordCollectionCost> = {
  kind: 'RecordCollectionCost',
  needs: caseNeeds,
  decide: decideCost,
};

function decideAction(
  world: World,
  { caseId, reason, evidence }: DecideLegalAction,
  circumstances: Circumstances,
): Result<Decision> {
  const { actor } = circumstances;
  const mayDecide =
    holdsPosition(actor, ['risk_analyst', 'committee_member']) ||
    leadsPosition(actor, ['collector']);
  if (!mayDecide || actor.kind !== 'person') return refuse('not_allowed');
  const found = world.get('case', caseId);
  if (found === undefined) return refuse('not_found');
  const { collection, state, subjectId: loanId } = found;
  if (collection === undefined || !isCaseOpen(found) || collection.stage === 'legal') {
    return refuse('wrong_stage', { state });
  }
  const loan = world.get('loan', loanId);
  const servicing = world.get('servicing', loanId);
  assert(loan !== undefined && servicing !== undefined, 'What is collected is serviced.');
  if (loan.state !== 'defaulted' && loan.state !== 'written_off') {
    return refuse('wrong_stage', { state: loan.state });
  }
  if (found.ownerId === actor.id) return refuse('same_person');
  if (reason.trim() === '') return refuse('reason_missing');
  const missing = NEEDED.filter((kind) => evidence.every((one) => one.kind !== kind));
  if (missing.length > 0) return refuse('evidence_missing', { items: missing.join(', ') });
  const { stage: from, daysOverdue } = collection;
  const paidBefore = paidSoFar(servicing);
  return decided({
    ...{ kind: 'CollectionStageMoved', caseId, loanId, from, to: 'legal', daysOverdue },
    ...deadlineFrom(collectionPlanOf('legal').clock, circumstances),
    legal: { decidedBy: actor.id, reason, evidence, paidBefore },
  });
}

function decideCourtStage(
  world: World,
  command: RecordCourtStage,
  circumstances: Circumstances,
): Result<Decision> {
  const given = caseForOwner(world, command, circumstances);
  if (!given.ok) return given;
  const { collection, state } = given.value.found;
  if (collection?.legal === undefined) return refuse('wrong_stage', { state });
  const { caseId, courtStage, reference, evidence } = command;
  const { courtStage: reached } = collection.legal;
  const place = reached === undefined ? -1 : COURT_STAGES.indexOf(reached);
  const asked = COURT_STAGES.indexOf(courtStage);
  if (asked <= place) return invalid('courtStage', 'It is not among the choices.');
  const next = COURT_STAGES[place + 1];
  if (next !== undefined && next !== courtStage) return refuse('step_skipped', { step: next });
  if (evidence.every(({ kind }) => kind !== 'court_document')) {
    return refuse('evidence_missing', { items: 'court_document' });
  }
  if (reference.trim() === '') return invalid('reference', 'It is missing.');
  return decided({
    ...{ kind: 'CourtStageReached', caseId, courtStage, reference, evidence },
    ...deadlineFrom(collectionPlanOf('legal').clock, circumstances),
  });
}

function decideCost(
  world: World,
  command: RecordCollectionCost,
  circumstances: Circumstances,
): Result<Decision> {
  const given = caseForOwner(world, command, circumstances, ['in_progress', 'waiting']);
  if (!given.ok) return given;
  const { found, personId: recordedBy } = given.value;
  const { collection, state, subjectId: loanId } = found;
  if (collection === undefined) return refuse('wrong_stage', { state });
  const { caseId, amount, currency, purpose, reference, payeeName, payeeAccount } = command;
  if (currency !== collection.currency) return refuse('currencies_mixed');
  if (amount <= ZERO) return invalid('amount', 'It must be greater than 0.');
  if (purpose.trim() === '') return refuse('reason_missing');
  if (payeeName.trim() === '') return invalid('payeeName', 'It is missing.');
  if (payeeAccount.trim() === '') return invalid('payeeAccount', 'It is missing.');
  const cost = {
    ...{ id: circumstances.commandId, loanId, amount, currency, purpose, reference },
    ...{ payeeName, payeeAccount, recordedBy },
  };
  return decided({ kind: 'CollectionCostRecorded', caseId, cost });
}
