// The way to court: another than whoever collects decides on it, and then the stages of the court come in their order.
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { type Family, isBlank, type Judge, leads, staffIs } from '../asked.ts';
import type { Town, TownCase } from '../town.ts';
import { isStillOwed, ownCase, workerOf } from './cases.ts';
import { CNY } from './people.ts';

const REASON = '多次催收无果';
const STAGES = ['filed', 'accepted', 'heard', 'judged', 'enforced'] as const;
const PAPERS = ['loan_contract', 'debt_statement'] as const;

const TO_COURT: Judge<'DecideLegalAction'> = (town, { actor, command }) => {
  const may =
    staffIs(actor, 'risk_analyst', 'committee_member') !== undefined || leads(actor, 'collector');
  if (!may || actor.kind !== 'person') return 'not_allowed';
  const one = town.cases.get(command.caseId);
  if (one === undefined) return 'not_found';
  if (one.kind !== 'collection' || !isStillOwed(one) || one.stage === 'legal') return 'wrong_stage';
  const state = town.loans.get(one.subjectId)?.state;
  if (state !== 'defaulted' && state !== 'written_off') return 'wrong_stage';
  if (one.ownerId === actor.id) return 'same_person';
  if (isBlank(command.reason)) return 'reason_missing';
  const has = (kind: string) => command.evidence.some((paper) => paper.kind === kind);
  if (!PAPERS.every(has)) return 'evidence_missing';
  return () => {
    one.stage = 'legal';
    one.court = 0;
  };
};

const COURT: Judge<'RecordCourtStage'> = (town, { actor, command }) => {
  const one = ownCase(town, actor, command.caseId);
  if (typeof one === 'string') return one;
  if (one.court === undefined) return 'wrong_stage';
  const place = STAGES.indexOf(command.courtStage);
  if (place < one.court) return 'invalid_input';
  if (place > one.court) return 'step_skipped';
  if (!command.evidence.some(({ kind }) => kind === 'court_document')) return 'evidence_missing';
  if (isBlank(command.reference)) return 'invalid_input';
  return () => {
    one.court = place + 1;
  };
};

/** It is written down; who pays it is another matter. */
const COST: Judge<'RecordCollectionCost'> = (town, { actor, command }) => {
  const one = ownCase(town, actor, command.caseId, ['in_progress', 'waiting']);
  if (typeof one === 'string') return one;
  if (one.kind !== 'collection') return 'wrong_stage';
  if (command.currency !== CNY) return 'currencies_mixed';
  if (command.amount <= 0n) return 'invalid_input';
  if (isBlank(command.purpose)) return 'reason_missing';
  const { payeeName, payeeAccount } = command;
  return isBlank(payeeName) || isBlank(payeeAccount) ? 'invalid_input' : () => undefined;
};

export const COURTS: Family = {
  judges: { DecideLegalAction: TO_COURT, RecordCourtStage: COURT, RecordCollectionCost: COST },
  moves: [
    { name: 'somebody is taken to court', weight: 3, isOfArrears: true, propose: suing },
    { name: 'a court goes on', weight: 4, isOfArrears: true, propose: going },
    { name: 'collecting costs something', weight: 1, isOfArrears: true, propose: spending },
  ],
};

function collections(town: Town, ...states: readonly TownCase['state'][]): TownCase[] {
  return [...town.cases.values()].filter(
    ({ kind, state }) => kind === 'collection' && states.includes(state),
  );
}

function suing(town: Town) {
  const one = town.chance.of(
    collections(town, 'open', 'in_progress', 'waiting').filter(({ subjectId, stage }) => {
      const state = town.loans.get(subjectId)?.state;
      return stage !== 'legal' && (state === 'defaulted' || state === 'written_off');
    }),
  );
  if (one === undefined) return undefined;
  const actor = town.officer(
    town.chance.among('risk_analyst', 'committee_member', 'collector_lead'),
  );
  const evidence = PAPERS.slice(town.chance.isIn(10) ? 1 : 0).map((kind) => ({
    kind,
    reference: 'P1',
  }));
  const told = { caseId: one.id, reason: REASON, evidence };
  return { actor, command: { kind: 'DecideLegalAction', ...told } } as const;
}

function going(town: Town) {
  const one = town.chance.of(
    collections(town, 'in_progress').filter(({ court = STAGES.length }) => court < STAGES.length),
  );
  const actor = one && workerOf(town, one);
  if (one === undefined || actor === undefined) return undefined;
  const courtStage = STAGES[(one.court ?? 0) + (town.chance.isIn(10) ? 1 : 0)] ?? 'filed';
  const kind = town.chance.isIn(90) ? 'court_document' : 'other_document';
  const told = { caseId: one.id, courtStage, reference: '(2026)民初1号' };
  const evidence = [{ kind, reference: 'C1' }] as const;
  return { actor, command: { kind: 'RecordCourtStage', ...told, evidence } } as const;
}

function spending(town: Town) {
  const one = town.chance.of(collections(town, 'in_progress', 'waiting'));
  const actor = one && workerOf(town, one);
  if (one === undefined || actor === undefined) return undefined;
  const payee = { payeeName: '公证处', payeeAccount: '6222 0001' };
  const told = { caseId: one.id, purpose: '公证费', reference: 'F1', currency: CNY, ...payee };
  const amount = minorUnits(5_000n);
  return { actor, command: { kind: 'RecordCollectionCost', ...told, amount } } as const;
}
