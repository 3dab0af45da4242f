// Cases that somebody opens by hand: a suspicion of fraud, a complaint, an early warning.
import type { Id } from '@mutua/core/kit/id.ts';
import { type Family, isBlank, type Judge, staffIs } from '../asked.ts';
import type { Town } from '../town.ts';
import { HANDBOOK } from './case-kinds.ts';
import { openCase } from './cases.ts';

const REASON = '客户来电反映';
const BY_HAND = ['fraud', 'complaint', 'warning'] as const;

const OPENED: Judge<'OpenCase'> = (town, { commandId, actor, command }) => {
  const { caseKind, subject, fields, reason } = command;
  if (actor.kind !== 'person' || !actor.roles.includes('staff')) return 'not_allowed';
  const isThere =
    subject.kind === 'loan' ? town.loans.has(subject.id) : town.clients.has(subject.id);
  if (!isThere) return 'not_found';
  const { openers, about, fields: asked } = HANDBOOK[caseKind];
  if (staffIs(actor, ...openers) === undefined) return 'not_allowed';
  if (!about.includes(subject.kind)) return 'invalid_input';
  if (asked.some((name) => isBlank(fields[name] ?? ''))) return 'invalid_input';
  if (Object.keys(fields).some((name) => !asked.includes(name))) return 'invalid_input';
  const isAssessed = town.loans.get(subject.id)?.state === 'assessed';
  if (caseKind === 'interview' && !isAssessed) return 'wrong_stage';
  if (isBlank(reason)) return 'reason_missing';
  if (openCase(town, subject.id, caseKind) !== undefined) return 'case_open';
  return () => {
    const made = { id: commandId, kind: caseKind, subjectId: subject.id, state: 'open' } as const;
    town.cases.set(commandId, { ...made, level: 0, stepsDone: 0 });
  };
};

export const OPENED_CASES: Family = {
  judges: { OpenCase: OPENED },
  moves: [{ name: 'a case is opened by hand', weight: 2, propose: opening }],
};

function opening(town: Town) {
  const subject = something(town);
  if (subject === undefined) return undefined;
  const caseKind = town.chance.among(...BY_HAND);
  const { openers, fields: asked } = HANDBOOK[caseKind];
  const actor = town.officer(
    town.chance.of(openers.filter((one) => town.staff.has(one))) ?? 'collector',
  );
  const extra = town.chance.isIn(5) ? ['colour'] : [];
  const fields = Object.fromEntries(
    [...asked, ...extra].map((name) => [name, town.chance.isIn(95) ? '详见记录' : ' ']),
  );
  return {
    actor,
    command: { kind: 'OpenCase', caseKind, subject, fields, reason: REASON },
  } as const;
}

function something(town: Town): { readonly kind: 'loan' | 'client'; readonly id: Id } | undefined {
  const kind = town.chance.among('loan', 'client');
  const one = town.chance.of([...(kind === 'loan' ? town.loans : town.clients).keys()]);
  return one && { kind, id: one };
}
