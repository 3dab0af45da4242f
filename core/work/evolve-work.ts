// What the events of cases change, and the entry that each of them leaves in the story of its case.
import type { Stamp } from '../decision.ts';
import type { Evolutions } from '../evolutions.ts';
import { assert } from '../kit/assert.ts';
import type { Id } from '../kit/id.ts';
import { formatDay } from '../time/day.ts';
import type { WorldDraft } from '../world.ts';
import type { Case, CaseEntry, CollectionWork } from './case.ts';
import { INTERVIEW_STEP } from './case-kind.ts';
import type { CollectionCost } from './collection-cost.ts';
import type {
  CaseEscalated,
  CaseOpened,
  CasePaused,
  CollectionStageMoved,
  ContactRecorded,
  InterviewBooked,
  InterviewHeld,
  InterviewMoved,
  PromiseBroken,
  PromiseKept,
  PromiseMade,
  WorkEvent,
} from './events.ts';

export const WORK_EVOLUTIONS: Evolutions<WorkEvent> = {
  CaseOpened: evolveCaseOpened,
  CaseTaken: (world, { kind, caseId, ownerId }, stamp) =>
    change(world, caseId, { event: kind }, stamp, { state: 'in_progress', ownerId }),
  CaseHandedOver: (world, { kind, caseId, ownerId, reason }, stamp) =>
    change(world, caseId, { event: kind, reason }, stamp, { ownerId }),
  CasePaused: evolveCasePaused,
  CaseResumed: (world, { kind, caseId, cause, deadlineAt, nextActionDay }, stamp) => {
    without(world, caseId, ['stoppedAt']);
    const deadline = { deadlineAt, nextActionDay };
    const entry = { event: kind, detail: cause };
    change(world, caseId, entry, stamp, { state: 'in_progress', ...deadline });
  },
  CaseStepDone: (world, { kind, caseId, step, evidence, reason }, stamp) => {
    const found = caseIn(world, caseId);
    change(world, caseId, { event: kind, detail: step, reason }, stamp, {
      stepsDone: [...found.stepsDone, step],
      evidence: [...found.evidence, ...evidence],
    });
  },
  CaseSubmitted: (world, { kind, caseId, makerId, result, reason }, stamp) =>
    change(world, caseId, { event: kind, detail: result, reason }, stamp, {
      ...{ state: 'in_check', makerId, result },
    }),
  CaseSentBack: (world, { kind, caseId, reason }, stamp) => {
    without(world, caseId, ['result']);
    change(world, caseId, { event: kind, reason }, stamp, { state: 'in_progress' });
  },
  CaseClosed: (world, { kind, caseId, result, reason }, stamp) => {
    without(world, caseId, ['nextActionDay', 'stoppedAt']);
    const entry = { event: kind, detail: result, ...(reason !== undefined && { reason }) };
    change(world, caseId, entry, stamp, {
      state: 'closed',
      result,
    });
  },
  CaseReopened: (world, { kind, caseId, cause, reason, ...deadline }, stamp) => {
    without(world, caseId, ['result']);
    const { deadlineAt, nextActionDay } = deadline;
    const entry = { event: kind, detail: cause, ...(reason !== undefined && { reason }) };
    // Whom nobody had, nobody has again.
    const state = caseIn(world, caseId).ownerId === undefined ? 'open' : 'in_progress';
    change(world, caseId, entry, stamp, { state, late: false, deadlineAt, nextActionDay });
  },
  CaseCancelled: (world, { kind, caseId, reason }, stamp) => {
    without(world, caseId, ['nextActionDay', 'stoppedAt']);
    change(world, caseId, { event: kind, reason }, stamp, { state: 'cancelled' });
  },
  CaseEscalated: evolveCaseEscalated,
  CaseLookedAt: (world, { caseId, nextActionDay }, { day }) => {
    without(world, caseId, ['nextActionDay']);
    const next = nextActionDay === undefined ? {} : { nextActionDay };
    const looked = { ...caseIn(world, caseId), ...next };
    const { promiseDay } = looked.collection ?? {};
    // A promise whose day has come, and that was left open, is looked at again on the day that is named.
    const isWaiting = promiseDay !== undefined && promiseDay <= day;
    world.put('case', isWaiting ? looked : withPromiseDay(looked));
  },
  InterviewBooked: evolveInterviewBooked,
  InterviewMoved: evolveInterviewBooked,
  InterviewHeld: evolveInterviewHeld,
  CollectionStageMoved: evolveStageMoved,
  ContactRecorded: evolveContactRecorded,
  PromiseMade: evolvePromiseMade,
  PromiseKept: evolvePromiseEnded,
  PromiseBroken: evolvePromiseEnded,
  CourtStageReached: (world, event, stamp) => {
    const { kind, caseId, courtStage, reference, evidence, deadlineAt, nextActionDay } = event;
    const found = caseIn(world, caseId);
    const work = collectionIn(found);
    const { legal } = work;
    assert(legal !== undefined, 'A court has a case that went there.');
    change(world, caseId, { event: kind, detail: courtStage, reason: reference }, stamp, {
      ...{ deadlineAt, nextActionDay, late: false, evidence: [...found.evidence, ...evidence] },
      collection: { ...work, legal: { ...legal, courtStage, courtReference: reference } },
    });
  },
  CollectionCostRecorded: (world, { kind, caseId, cost }, stamp) => {
    world.put('collectionCost', { ...cost, caseId, recordedOn: stamp.day, state: 'recorded' });
    change(world, caseId, { event: kind, reason: cost.purpose }, stamp, {});
  },
  CollectionCostReleased: (world, { kind, costId, caseId, ...released }, stamp) => {
    const { reason: _, ...cost } = costIn(world, costId);
    world.put('collectionCost', { ...cost, ...released, state: 'under_way' });
    change(world, caseId, { event: kind, detail: cost.reference }, stamp, {});
  },
  CollectionCostDeclined: (world, { kind, costId, caseId, checkerId, reason }, stamp) => {
    const cost = costIn(world, costId);
    const ended = { state: 'declined', endedOn: stamp.day, checkerId, reason } as const;
    world.put('collectionCost', { ...cost, ...ended });
    change(world, caseId, { event: kind, detail: cost.reference, reason }, stamp, {});
  },
  CollectionCostPaid: (world, { kind, costId, caseId }, stamp) => {
    const cost = costIn(world, costId);
    world.put('collectionCost', { ...cost, state: 'paid', endedOn: stamp.day });
    change(world, caseId, { event: kind, detail: cost.reference }, stamp, {});
  },
  CollectionCostNotPaid: (world, { kind, costId, caseId, reason }, stamp) => {
    const { checkerId: _, instructionId: __, holdId: ___, ...cost } = costIn(world, costId);
    world.put('collectionCost', { ...cost, state: 'recorded', reason });
    change(world, caseId, { event: kind, detail: cost.reference, reason }, stamp, {});
  },
};

function evolveCaseOpened(world: WorldDraft, event: CaseOpened, stamp: Stamp): void {
  const { kind, caseId, caseKind, subject, clientId, cause, fields, reason } = event;
  const { deadlineAt, nextActionDay, collection } = event;
  world.put('case', {
    ...{ id: caseId, caseKind, subjectKind: subject.kind, subjectId: subject.id, clientId },
    ...{ state: 'open', entries: 0, fields, stepsDone: [], evidence: [] },
    ...{ openedAt: stamp.at, openedOn: stamp.day, deadlineAt, nextActionDay },
    ...{ late: false, escalationLevel: 0 },
    ...(collection !== undefined && { collection }),
  });
  const entry = { event: kind, detail: cause, ...(reason !== undefined && { reason }) };
  change(world, caseId, entry, stamp, {});
}

function evolveCasePaused(world: WorldDraft, event: CasePaused, stamp: Stamp): void {
  const { kind, caseId, cause, isClockStopped, reason, nextActionDay } = event;
  without(world, caseId, ['nextActionDay']);
  const entry = { event: kind, detail: cause, ...(reason !== undefined && { reason }) };
  change(world, caseId, entry, stamp, {
    state: 'waiting',
    ...(isClockStopped && { stoppedAt: stamp.at }),
    ...(nextActionDay !== undefined && { nextActionDay }),
  });
}

function evolveCaseEscalated(world: WorldDraft, event: CaseEscalated, stamp: Stamp): void {
  const { kind, caseId, cause, level, to, reason, nextActionDay } = event;
  without(world, caseId, ['nextActionDay']);
  const entry = { event: kind, detail: `${cause} ${to}`, ...(reason !== undefined && { reason }) };
  change(world, caseId, entry, stamp, {
    escalationLevel: level,
    ...(cause === 'late' && { late: true }),
    ...(nextActionDay !== undefined && { nextActionDay }),
  });
}

function evolveInterviewBooked(
  world: WorldDraft,
  event: InterviewBooked | InterviewMoved,
  stamp: Stamp,
): void {
  const { kind, caseId, slot, way, deadlineAt, nextActionDay } = event;
  const { held: _, moves = 0 } = caseIn(world, caseId).interview ?? {};
  const entry = { event: kind, detail: way, reason: `${formatDay(slot.day)} ${slot.time}` };
  change(world, caseId, entry, stamp, {
    ...{ deadlineAt, nextActionDay, late: false, bookedDay: slot.day },
    interview: { ...slot, way, moves: kind === 'InterviewMoved' ? moves + 1 : 0 },
  });
}

function evolveInterviewHeld(world: WorldDraft, event: InterviewHeld, stamp: Stamp): void {
  const { kind, caseId, interviewerId, recording, personal } = event;
  const { interview, stepsDone, evidence } = caseIn(world, caseId);
  assert(interview !== undefined, 'Who is interviewed has an appointment.');
  const paper = { kind: 'interview_recording', reference: recording } as const;
  change(world, caseId, { event: kind, detail: interview.way, reason: recording }, stamp, {
    stepsDone: [...stepsDone.filter((one) => one !== INTERVIEW_STEP), INTERVIEW_STEP],
    evidence: [...evidence, paper],
    interview: { ...interview, held: { interviewerId, heldOn: stamp.day, recording } },
    ...(personal !== undefined && { interviewSaid: personal.said }),
  });
}

function evolveStageMoved(world: WorldDraft, event: CollectionStageMoved, stamp: Stamp): void {
  const { kind, caseId, to, daysOverdue, legal, deadlineAt, nextActionDay } = event;
  const found = caseIn(world, caseId);
  const work = collectionIn(found);
  const entry = { event: kind, detail: to, ...(legal !== undefined && { reason: legal.reason }) };
  const file = legal !== undefined && {
    legal: { decidedOn: stamp.day, decidedBy: legal.decidedBy, paidBefore: legal.paidBefore },
  };
  // A promise keeps its day, and a clock that stands its deadline.
  const isWaiting = found.state === 'waiting' || found.state === 'closed';
  change(world, caseId, entry, stamp, {
    ...(!isWaiting && { deadlineAt, nextActionDay, late: false }),
    evidence: [...found.evidence, ...(legal?.evidence ?? [])],
    collection: { ...work, stage: to, daysOverdue, ...file },
  });
}

function evolveContactRecorded(world: WorldDraft, event: ContactRecorded, stamp: Stamp): void {
  const { kind, deadlineAt, nextActionDay, ...contact } = event;
  world.put('contact', { ...contact, at: stamp.at });
  const { caseId, channel, outcome } = contact;
  change(world, caseId, { event: kind, detail: `${channel} ${outcome}` }, stamp, {
    ...(nextActionDay !== undefined && { deadlineAt, nextActionDay, late: false }),
  });
}

function evolvePromiseMade(world: WorldDraft, { kind, ...promise }: PromiseMade, stamp: Stamp) {
  world.put('promise', { ...promise, state: 'open', madeAt: stamp.at });
  const { id: promiseId, caseId, day: promiseDay } = promise;
  const work = collectionIn(caseIn(world, caseId));
  change(world, caseId, { event: kind }, stamp, { collection: { ...work, promiseId, promiseDay } });
}

function evolvePromiseEnded(world: WorldDraft, event: PromiseKept | PromiseBroken, stamp: Stamp) {
  const { kind, promiseId, caseId, paid } = event;
  const promise = world.get('promise', promiseId);
  assert(promise !== undefined, 'A promise that ends was made.');
  world.put('promise', { ...promise, paid, state: kind === 'PromiseKept' ? 'kept' : 'broken' });
  const { promiseId: _, promiseDay: __, ...work } = collectionIn(caseIn(world, caseId));
  without(world, caseId, ['nextActionDay']);
  change(world, caseId, { event: kind }, stamp, { collection: work });
}

function change(
  world: WorldDraft,
  caseId: Id,
  entry: Pick<CaseEntry, 'event' | 'detail' | 'reason'>,
  stamp: Stamp,
  changes: Partial<Case>,
): void {
  const found = caseIn(world, caseId);
  const number = found.entries + 1;
  const changed = withPromiseDay({ ...found, ...changes, entries: number });
  world.put('case', changed);
  const { state, ownerId, collection } = changed;
  const standing = {
    ...(ownerId !== undefined && { ownerId }),
    ...(collection !== undefined && { stage: collection.stage }),
  };
  world.put('caseEntry', { caseId, number, state, ...standing, ...entry, ...stamp });
}

/** A promise is looked at on its day, whatever state its case is in. */
function withPromiseDay(found: Case): Case {
  const { promiseDay } = found.collection ?? {};
  const { nextActionDay } = found;
  if (promiseDay === undefined) return found;
  const isEarlier = nextActionDay !== undefined && nextActionDay < promiseDay;
  return isEarlier ? found : { ...found, nextActionDay: promiseDay };
}

function without(
  world: WorldDraft,
  caseId: Id,
  names: readonly ('nextActionDay' | 'stoppedAt' | 'result')[],
): void {
  const found = caseIn(world, caseId);
  const kept = Object.entries(found).filter(([name]) => !names.some((one) => one === name));
  world.put('case', Object.fromEntries(kept) as unknown as Case);
}

function caseIn(world: WorldDraft, caseId: Id): Case {
  const found = world.get('case', caseId);
  assert(found !== undefined, 'An event is about a case that exists.');
  return found;
}

function costIn(world: WorldDraft, id: Id): CollectionCost {
  const cost = world.get('collectionCost', id);
  assert(cost !== undefined, 'An event is about a cost that was recorded.');
  return cost;
}

function collectionIn({ collection }: Case): CollectionWork {
  assert(collection !== undefined, 'What is collected has a case of collection.');
  return collection;
}
