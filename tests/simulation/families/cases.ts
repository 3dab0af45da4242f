// Cases 事项: who takes one, hands it over, lets it wait and ends it, and what follows from loans that fall behind.
import type { MutuaEvent } from '@mutua/core/events.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { Actor, Position, StaffPosition } from '@mutua/core/people/actor.ts';
import { type Family, isBlank, type Judge, leads, staffIs, type Verdict } from '../asked.ts';
import type { Town, TownCase, TownLoan } from '../town.ts';
import { openAsSent, sumOf, totalOf } from './loan-life.ts';

const REASON = '按流程处理';
const STILL_OWED = ['open', 'in_progress', 'waiting', 'in_check'];
const STEPS = ['gather_facts', 'propose_relief'];
const RESULTS = {
  collection: ['promised'],
  hardship: ['reschedule', 'payment_holiday', 'refused'],
};

/** To whom a case goes up, one after the other. */
const UPWARDS: Readonly<Record<TownCase['kind'], readonly StaffPosition[]>> = {
  collection: ['collector_lead', 'risk_analyst_lead'],
  hardship: ['risk_analyst_lead', 'committee_member_lead'],
};

function postsOf({ kind, stage }: TownCase): readonly Position[] {
  if (kind === 'hardship') return ['collector', 'service_agent', 'risk_analyst'];
  if (stage === 'early') return ['service_agent', 'collector'];
  return stage === 'middle' ? ['collector'] : ['collector', 'risk_analyst'];
}

export function isStillOwed({ state }: TownCase): boolean {
  return STILL_OWED.includes(state);
}

export function openCase(town: Town, loanId: Id, kind: TownCase['kind']): TownCase | undefined {
  return [...town.cases.values()].find(
    (one) => one.loanId === loanId && one.kind === kind && isStillOwed(one),
  );
}

/** Whether it has come up to this person. */
function hasComeUpTo(actor: Actor, { kind, level }: TownCase): boolean {
  if (actor.kind !== 'person') return false;
  return UPWARDS[kind].slice(0, level).some((post) => actor.positions.includes(post));
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
  if (one.level >= UPWARDS[one.kind].length) return 'wrong_stage';
  if (isBlank(command.reason)) return 'reason_missing';
  return () => {
    one.level += 1;
  };
};

const STEP_DONE: Judge<'FinishCaseStep'> = (town, { actor, command }) => {
  const one = ownCase(town, actor, command.caseId);
  if (typeof one === 'string') return one;
  const place = one.kind === 'hardship' ? STEPS.indexOf(command.step) : -1;
  if (place < one.stepsDone) return 'invalid_input';
  if (place > one.stepsDone) return 'step_skipped';
  const isProven = command.evidence.some(({ kind }) => kind === 'hardship_proof');
  if (place === 0 && !isProven) return 'evidence_missing';
  if (isBlank(command.reason)) return 'reason_missing';
  return () => {
    one.stepsDone += 1;
  };
};

const SUBMITTED: Judge<'SubmitCase'> = (town, { actor, command }) => {
  const one = ownCase(town, actor, command.caseId, ['in_progress', 'waiting']);
  if (typeof one === 'string') return one;
  const { result } = command;
  if (!RESULTS[one.kind].includes(result)) return 'invalid_input';
  if (result === 'promised' && one.promise === undefined) return 'step_skipped';
  if (one.state === 'waiting' && result !== 'promised') return 'wrong_stage';
  if (one.kind === 'hardship' && one.stepsDone < STEPS.length) return 'step_skipped';
  if (isBlank(command.reason)) return 'reason_missing';
  const makerId = idOfStaff(actor);
  return () => {
    if (one.kind === 'collection') one.state = 'closed';
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
    const by = staffIs(actor, 'risk_analyst', 'committee_member');
    if (one.kind === 'collection' || by === undefined) return 'not_allowed';
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
  if (openCase(town, one.loanId, one.kind) !== undefined) return 'case_open';
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

export function paidSoFar({ rows, sent }: TownLoan): bigint {
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
    const loan = town.loans.get(one.loanId);
    if (promise === undefined || promise.day > town.today || loan === undefined) {
      for (const { level } of told.all('CaseEscalated')) one.level = level;
      return;
    }
    const isKept = paidSoFar(loan) - promise.before >= promise.amount;
    told.one(isKept ? 'PromiseKept' : 'PromiseBroken');
    delete one.promise;
    const isBehind = loan.rows.slice(0, loan.fallen).some((row) => openAsSent(loan, row) > 0n);
    if (one.state === 'waiting') one.state = 'in_progress';
    if (one.state === 'closed' && isKept && !isBehind) one.restsOnPayment = loan.sent !== undefined;
    if (one.state === 'closed' && (!isKept || isBehind)) reopen(one);
    if (!isKept && one.level < UPWARDS[one.kind].length) one.level += 1;
  };
};

/** What follows from loans: one that falls behind is collected, until nothing is due any more. */
export function followCases(town: Town, events: readonly MutuaEvent[]): void {
  for (const event of events) {
    if (!('caseId' in event)) continue;
    const one = town.cases.get(event.caseId);
    if (event.kind === 'CaseOpened' && event.caseKind === 'collection') {
      const { caseId: id, subject, collection } = event;
      const made = { id, kind: 'collection', loanId: subject.id, state: 'open' } as const;
      const stage = collection?.stage ?? 'early';
      town.cases.set(id, { ...made, stage, level: 0, stepsDone: 0 });
    }
    if (one === undefined) continue;
    if (event.kind === 'CollectionStageMoved') one.stage = event.to;
    if (event.kind === 'PromiseKept' || event.kind === 'PromiseBroken') delete one.promise;
    const isFollowing =
      event.kind === 'CaseClosed' && ['cured', 'loan_closed'].includes(event.result);
    if (isFollowing) one.state = 'closed';
  }
}

/** Whoever is behind is collected from, and nobody else. */
export function brokenCollections(town: Town): string[] {
  return [...town.loans.values()].flatMap((loan) => {
    const cases = [...town.cases.values()].filter(
      (one) => one.loanId === loan.id && one.kind === 'collection',
    );
    const worked = cases.filter((one) => isStillOwed(one) || one.promise !== undefined).length;
    const isBehind = ['overdue', 'defaulted', 'written_off'].includes(loan.state);
    // For now nobody collects again when the payment does not arrive that was to end the arrears.
    if (isBehind && worked === 0 && cases.some(({ restsOnPayment }) => restsOnPayment)) return [];
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
    const checker = town.officer(town.chance.among('risk_analyst_lead', 'committee_member'));
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
  const step = STEPS[one.stepsDone];
  if (step === undefined) {
    const result = town.chance.among('reschedule', 'payment_holiday', 'refused');
    return { actor, command: { kind: 'SubmitCase', ...told, result } } as const;
  }
  const evidence = town.chance.isIn(85)
    ? [{ kind: 'hardship_proof', reference: 'H1' } as const]
    : [];
  return { actor, command: { kind: 'FinishCaseStep', ...told, step, evidence } } as const;
}

function above(town: Town) {
  const one = town.chance.of([...town.cases.values()].filter(({ state }) => state !== 'cancelled'));
  if (one === undefined) return undefined;
  const actor = town.officer(town.chance.among('collector_lead', 'risk_analyst_lead'));
  const kind = one.state === 'closed' ? 'ReopenCase' : 'CancelCase';
  if (kind === 'CancelCase' && one.kind === 'hardship' && !town.chance.isIn(30)) return undefined;
  return { actor, command: { kind, caseId: one.id, reason: REASON } } as const;
}
