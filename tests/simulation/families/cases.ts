// Cases 事项: who takes one, hands it over, lets it wait and ends it, and what follows from loans that fall behind.
import type { MutuaEvent } from '@mutua/core/events.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { Actor, Position } from '@mutua/core/people/actor.ts';
import { type Family, isBlank, type Judge, leads, staffIs, type Verdict } from '../asked.ts';
import type { Town, TownCase, TownLoan } from '../town.ts';
import { HANDBOOK } from './case-kinds.ts';
import { openAsSent, openOf, sumOf, totalOf } from './loan-life.ts';

const REASON = '按流程处理';
const STILL_OWED = ['open', 'in_progress', 'waiting', 'in_check'];

function postsOf({ kind, stage }: TownCase): readonly Position[] {
  if (kind !== 'collection') return HANDBOOK[kind].posts;
  if (stage === 'early') return ['service_agent', 'collector'];
  return stage === 'middle' ? ['collector'] : ['collector', 'risk_analyst'];
}

export function isStillOwed({ state }: TownCase): boolean {
  return STILL_OWED.includes(state);
}

export function openCase(town: Town, subjectId: Id, kind: TownCase['kind']): TownCase | undefined {
  return [...town.cases.values()].find(
    (one) => one.subjectId === subjectId && one.kind === kind && isStillOwed(one),
  );
}

/** Whether it has come up to this person. */
function hasComeUpTo(actor: Actor, { kind, level }: TownCase): boolean {
  if (actor.kind !== 'person') return false;
  return HANDBOOK[kind].upwards.slice(0, level).some((post) => actor.positions.includes(post));
}

function isAbove(actor: Actor, one: TownCase): boolean {
  return leads(actor, ...postsOf(one)) || hasComeUpTo(actor, one);
}

function idOfStaff(actor: Actor): Id | undefined {
  return actor.kind === 'person' && actor.roles.includes('staff') ? actor.id : undefined;
}

function forStaff(town: Town, actor: Actor, caseId: Id) {
  if (idOfStaff(actor) === undefined) return 'not_allowed';
  const one = town.cases.get(caseId);
  if (one === undefined) return 'not_found';
  const may = staffIs(actor, ...postsOf(one)) !== undefined || hasComeUpTo(actor, one);
  return may ? one : 'not_allowed';
}

function isOthers({ ownerId }: TownCase, actor: Actor): boolean {
  return ownerId !== undefined && ownerId !== idOfStaff(actor);
}

/** The case of whoever asks, in one of these states. */
export function ownCase(
  town: Town,
  actor: Actor,
  caseId: Id,
  states: readonly TownCase['state'][] = ['in_progress'],
) {
  const one = forStaff(town, actor, caseId);
  if (typeof one === 'string') return one;
  if (!states.includes(one.state)) return 'wrong_stage';
  return isOthers(one, actor) ? 'not_case_owner' : one;
}

const TAKEN: Judge<'TakeCase'> = (town, { actor, command }) => {
  const one = forStaff(town, actor, command.caseId);
  if (typeof one === 'string') return one;
  if (one.state !== 'open') return isOthers(one, actor) ? 'not_case_owner' : 'wrong_stage';
  const ownerId = idOfStaff(actor);
  return () => Object.assign(one, { state: 'in_progress', ownerId });
};

const HANDED_OVER: Judge<'HandOverCase'> = (town, { actor, command }) => {
  const one = forStaff(town, actor, command.caseId);
  if (typeof one === 'string') return one;
  if (one.state !== 'in_progress' && one.state !== 'waiting') return 'wrong_stage';
  if (!isAbove(actor, one) && isOthers(one, actor)) return 'not_case_owner';
  if (isBlank(command.reason)) return 'reason_missing';
  const to = [...town.staff.values()].flat().find(({ id }) => id === command.toId);
  const may = to !== undefined && staffIs(to, ...postsOf(one)) !== undefined;
  if (!may || to.id === one.ownerId) return 'invalid_input';
  return () => {
    one.ownerId = to.id;
  };
};

const PAUSED: Judge<'PauseCase'> = (town, { actor, command }) => {
  const one = ownCase(town, actor, command.caseId);
  if (typeof one === 'string') return one;
  if (isBlank(command.reason)) return 'reason_missing';
  return () => {
    one.state = 'waiting';
  };
};

const RESUMED: Judge<'ResumeCase'> = (town, { actor, command }) => {
  const one = ownCase(town, actor, command.caseId, ['waiting']);
  if (typeof one === 'string') return one;
  return () => {
    one.state = 'in_progress';
  };
};

const PASSED_UP: Judge<'EscalateCase'> = (town, { actor, command }) => {
  const one = ownCase(town, actor, command.caseId, ['in_progress', 'waiting']);
  if (typeof one === 'string') return one;
  if (one.level >= HANDBOOK[one.kind].upwards.length) return 'wrong_stage';
  if (isBlank(command.reason)) return 'reason_missing';
  return () => {
    one.level += 1;
  };
};

const STEP_DONE: Judge<'FinishCaseStep'> = (town, { actor, command }) => {
  const one = ownCase(town, actor, command.caseId);
  if (typeof one === 'string') return one;
  const { steps } = HANDBOOK[one.kind];
  const place = steps.findIndex(({ name }) => name === command.step);
  if (place < one.stepsDone) return 'invalid_input';
  if (place > one.stepsDone) return 'step_skipped';
  const paper = steps[place]?.paper;
  const isProven = paper === undefined || command.evidence.some(({ kind }) => kind === paper);
  if (!isProven) return 'evidence_missing';
  if (isBlank(command.reason)) return 'reason_missing';
  return () => {
    one.stepsDone += 1;
  };
};

const SUBMITTED: Judge<'SubmitCase'> = (town, { actor, command }) => {
  const one = ownCase(town, actor, command.caseId, ['in_progress', 'waiting']);
  if (typeof one === 'string') return one;
  const { result } = command;
  if (!HANDBOOK[one.kind].results.includes(result)) return 'invalid_input';
  if (result === 'promised' && one.promise === undefined) return 'step_skipped';
  if (one.state === 'waiting' && result !== 'promised') return 'wrong_stage';
  const step = HANDBOOK[one.kind].steps[one.stepsDone]?.name;
  if (step !== undefined) return step === 'answer_client' ? 'feedback_missing' : 'step_skipped';
  if (isBlank(command.reason)) return 'reason_missing';
  const makerId = idOfStaff(actor);
  return () => {
    if (HANDBOOK[one.kind].checkers.length === 0) one.state = 'closed';
    else Object.assign(one, { state: 'in_check', makerId });
  };
};

function checking(state: 'closed' | 'in_progress') {
  return (
    town: Town,
    {
      actor,
      command,
    }: {
      readonly actor: Actor;
      readonly command: { readonly caseId: Id; readonly reason: string };
    },
  ): Verdict => {
    if (idOfStaff(actor) === undefined) return 'not_allowed';
    const one = town.cases.get(command.caseId);
    if (one === undefined) return 'not_found';
    const by = staffIs(actor, ...HANDBOOK[one.kind].checkers);
    if (by === undefined) return 'not_allowed';
    if (one.state !== 'in_check') return 'wrong_stage';
    if (one.makerId === by) return 'same_person';
    if (isBlank(command.reason)) return 'reason_missing';
    return () => {
      one.state = state;
    };
  };
}

const REOPENED: Judge<'ReopenCase'> = (town, { actor, command }) => {
  if (idOfStaff(actor) === undefined) return 'not_allowed';
  const one = town.cases.get(command.caseId);
  if (one === undefined) return 'not_found';
  if (!isAbove(actor, one)) return 'not_allowed';
  if (one.state !== 'closed') return 'wrong_stage';
  if (isBlank(command.reason)) return 'reason_missing';
  if (one.kind === 'collection' && one.promise === undefined) return 'wrong_stage';
  if (openCase(town, one.subjectId, one.kind) !== undefined) return 'case_open';
  return () => reopen(one);
};

function reopen(one: TownCase): void {
  one.state = one.ownerId === undefined ? 'open' : 'in_progress';
}

const CANCELLED: Judge<'CancelCase'> = (town, { actor, command }) => {
  if (idOfStaff(actor) === undefined) return 'not_allowed';
  const one = town.cases.get(command.caseId);
  if (one === undefined) return 'not_found';
  if (!isAbove(actor, one)) return 'not_allowed';
  if (!isStillOwed(one)) return 'wrong_stage';
  if (isBlank(command.reason)) return 'reason_missing';
  if (one.kind === 'collection') return 'wrong_stage';
  return () => {
    one.state = 'cancelled';
  };
};

export function paidSoFar({
  rows,
  sent,
}: {
  readonly rows: TownLoan['rows'];
  readonly sent?: TownLoan['sent'] | undefined;
}): bigint {
  const parts = (sent?.parts ?? []).map(({ amount }) => amount);
  return sumOf([...rows.map(({ paid }) => totalOf(paid)), ...parts]);
}

/** On its day a promise is kept or broken; when something is late is the platform's to say. */
const LOOKED_AT: Judge<'WorkCase'> = (town, { actor, command }) => {
  if (actor.kind !== 'calendar') return 'not_allowed';
  const one = town.cases.get(command.caseId);
  if (one === undefined) return 'not_found';
  return (told) => {
    const { promise } = one;
    const loan = town.loans.get(one.subjectId);
    if (promise === undefined || promise.day > town.today || loan === undefined) {
      for (const { level } of told.all('CaseEscalated')) one.level = level;
      return;
    }
    const due = loan.rows.slice(0, loan.fallen);
    const isKept = paidSoFar(loan) - promise.before >= promise.amount;
    const isBehind = due.some((row) => openAsSent(loan, row) > 0n);
    const hasCome = paidSoFar({ ...loan, sent: undefined }) - promise.before >= promise.amount;
    const isOwed = due.some((row) => totalOf(openOf(row)) > 0n);
    // Only what is on its way would make another of it: that is waited for.
    if (isKept !== hasCome || (!isKept || isBehind) !== (!hasCome || isOwed)) return;
    told.one(isKept ? 'PromiseKept' : 'PromiseBroken');
    delete one.promise;
    if (one.state === 'waiting') one.state = 'in_progress';
    if (one.state === 'closed' && (!isKept || isBehind)) reopen(one);
    if (!isKept && one.level < HANDBOOK[one.kind].upwards.length) one.level += 1;
  };
};

/** What follows from loans: one that falls behind is collected, until nothing is due any more. */
export function followCases(town: Town, events: readonly MutuaEvent[]): void {
  const isReturned = events.some(({ kind }) => kind === 'RepaymentReturned');
  for (const event of events) {
    if (!('caseId' in event)) continue;
    const one = town.cases.get(event.caseId);
    if (event.kind === 'CaseOpened' && event.caseKind === 'collection') {
      const { caseId: id, subject, collection } = event;
      const made = { id, kind: 'collection', subjectId: subject.id, state: 'open' } as const;
      const stage = collection?.stage ?? 'early';
      town.cases.set(id, { ...made, stage, level: 0, stepsDone: 0 });
    }
    if (one === undefined) continue;
    if (event.kind === 'CollectionStageMoved') one.stage = event.to;
    if (event.kind === 'PromiseKept' || event.kind === 'PromiseBroken') delete one.promise;
    // A promise that waited for a payment is judged when the bank has refused that.
    if (isReturned && event.kind === 'CaseResumed') one.state = 'in_progress';
    if (isReturned && event.kind === 'CaseReopened') reopen(one);
    if (isReturned && event.kind === 'CaseEscalated') one.level = event.level;
    const isFollowing =
      event.kind === 'CaseClosed' && ['cured', 'loan_closed'].includes(event.result);
    if (isFollowing) one.state = 'closed';
  }
}

/** Whoever is behind is collected from, and nobody else. */
export function brokenCollections(town: Town): string[] {
  return [...town.loans.values()].flatMap((loan) => {
    const cases = [...town.cases.values()].filter(
      (one) => one.subjectId === loan.id && one.kind === 'collection',
    );
    const worked = cases.filter((one) => isStillOwed(one) || one.promise !== undefined).length;
    const isBehind = ['overdue', 'defaulted', 'written_off'].includes(loan.state);
    return worked === (isBehind ? 1 : 0)
      ? []
      : [`loan ${loan.id} is ${loan.state}, and has ${worked} cases of collection`];
  });
}

export const CASES: Family = {
  judges: {
    TakeCase: TAKEN,
    HandOverCase: HANDED_OVER,
    PauseCase: PAUSED,
    ResumeCase: RESUMED,
    EscalateCase: PASSED_UP,
    FinishCaseStep: STEP_DONE,
    SubmitCase: SUBMITTED,
    CloseCase: checking('closed'),
    SendBackCase: checking('in_progress'),
    ReopenCase: REOPENED,
    CancelCase: CANCELLED,
    WorkCase: LOOKED_AT,
  },
  moves: [
    { name: 'somebody works on a case', weight: 14, isOfArrears: true, propose: working },
    { name: 'somebody above looks at a case', weight: 2, isOfArrears: true, propose: above },
  ],
};

/** Whoever has the case, or somebody who may take it. */
export function workerOf(town: Town, one: TownCase) {
  const staff = [...town.staff.values()].flat();
  const owner = staff.find(({ id }) => id === one.ownerId);
  return (
    owner ?? town.chance.of(staff.filter((who) => staffIs(who, ...postsOf(one)) !== undefined))
  );
}

function working(town: Town) {
  const one = town.chance.of([...town.cases.values()].filter(isStillOwed));
  const actor = one && workerOf(town, one);
  if (one === undefined || actor === undefined) return undefined;
  const told = { caseId: one.id, reason: REASON };
  const { caseId } = told;
  if (one.state === 'open') return { actor, command: { kind: 'TakeCase', caseId } } as const;
  if (one.state === 'in_check') {
    const others = one.kind === 'fraud' ? 'compliance_officer' : 'committee_member';
    const checker = town.officer(town.chance.among('risk_analyst_lead', others));
    const kind = town.chance.isIn(80) ? 'CloseCase' : 'SendBackCase';
    return { actor: checker, command: { kind, ...told } } as const;
  }
  const luck = town.chance.below(100);
  if (luck < 8) {
    const toId = town.officer(town.chance.among('collector', 'service_agent', 'risk_analyst')).id;
    return { actor, command: { kind: 'HandOverCase', ...told, toId } } as const;
  }
  if (luck < 14) return { actor, command: { kind: 'EscalateCase', ...told } } as const;
  if (one.state === 'waiting') {
    if (luck < 50) return { actor, command: { kind: 'ResumeCase', caseId } } as const;
    return { actor, command: { kind: 'SubmitCase', ...told, result: 'promised' } } as const;
  }
  if (luck < 25) return { actor, command: { kind: 'PauseCase', ...told } } as const;
  if (one.kind === 'collection') return undefined;
  const { steps, results } = HANDBOOK[one.kind];
  const { name: step, paper } = steps[one.stepsDone] ?? {};
  if (step === undefined || town.chance.isIn(8)) {
    const result = town.chance.of(results) ?? '';
    return { actor, command: { kind: 'SubmitCase', ...told, result } } as const;
  }
  const isBrought = paper !== undefined && town.chance.isIn(85);
  const evidence = isBrought ? [{ kind: paper, reference: 'H1' }] : [];
  return { actor, command: { kind: 'FinishCaseStep', ...told, step, evidence } } as const;
}

function above(town: Town) {
  const one = town.chance.of([...town.cases.values()].filter(({ state }) => state !== 'cancelled'));
  if (one === undefined) return undefined;
  const actor = town.officer(town.chance.among('collector_lead', 'risk_analyst_lead'));
  const kind = one.state === 'closed' ? 'ReopenCase' : 'CancelCase';
  if (kind === 'CancelCase' && one.kind !== 'collection' && !town.chance.isIn(30)) return undefined;
  return { actor, command: { kind, caseId: one.id, reason: REASON } } as const;
}
