// Cases as the office reads them: the queue, what is due first standing first, and one case with its story; and what
// a borrower reads of the contacts about a loan and of the help that was asked for.

import { CONTACT_TEMPLATE_WORDS } from '@mutua/contract/words/contact-words.ts';
import type { Language } from '@mutua/contract/words/language.ts';
import type { CaseInOffice, CaseInQueue } from '@mutua/contract/work/case.ts';
import type { ContactOnWire, HardshipRequestOnWire } from '@mutua/contract/work/contact.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import { type Instant, isoOf } from '@mutua/core/time/instant.ts';
import type { Case, CaseEntry } from '@mutua/core/work/case.ts';
import { positionsOf } from '@mutua/core/work/case-checks.ts';
import { caseTermsOf } from '@mutua/core/work/case-kind.ts';
import type { CollectionCost } from '@mutua/core/work/collection-cost.ts';
import { collectionPlanOf } from '@mutua/core/work/collection-plan.ts';
import type { Contact, PromiseToPay } from '@mutua/core/work/contact.ts';
import { paidSince } from '@mutua/core/work/paid-so-far.ts';
import type pg from 'pg';
import type { PersonActor } from '../http/access.ts';
import type { PageRequest } from '../http/cursor.ts';
import { moneyOf, present } from '../http/read-fields.ts';
import { readLoan, readServicing, rowsOf } from '../loan/servicing-read.ts';
import { readNames, readStaffIn } from '../people/staff-names-read.ts';
import { actionsOn, isLateNow } from './case-actions.ts';
import { caseEntryTable, caseTable, contactTable, promiseTable } from './case-store.ts';
import { readCostsOfCase } from './collection-cost-read.ts';
import { readInterviewOf } from './interview-read.ts';

const CONTACTS_SHOWN = 100;

export interface QueueAsked {
  readonly state?: string;
  readonly caseKind?: string;
  readonly subjectId?: Id;
  readonly ownerId?: Id;
  readonly isLate?: boolean;
  readonly now: Instant;
  readonly actor: PersonActor;
}

/** Without a state, those that somebody still owes. */
export async function readCaseQueue(
  pool: pg.Pool,
  asked: QueueAsked,
  { after, readLimit }: PageRequest,
): Promise<readonly CaseInQueue[]> {
  const { state, caseKind, subjectId, ownerId, isLate = false, now, actor } = asked;
  const states = state === undefined ? ['open', 'in_progress', 'waiting', 'in_check'] : [state];
  const cases = await rowsOf(pool, caseTable, {
    name: 'case queue',
    text: `select ${caseTable.selected}
      from work.case
      where state = any($1::text[])
        and ($2::text is null or case_kind = $2)
        and ($3::uuid is null or subject_id = $3)
        and ($4::uuid is null or owner_id = $4)
        and (not $5 or (stopped_at is null and deadline_at <= $6::timestamptz))
        and ($7::timestamptz is null or (deadline_at, id) > ($7, $8::uuid))
      order by deadline_at, id
      limit $9`,
    values: [
      ...[states, caseKind ?? null, subjectId ?? null, ownerId ?? null, isLate, isoOf(now)],
      ...[after?.[0] ?? null, after?.[1] ?? null, readLimit],
    ],
    rows: -1,
  });
  const names = await readNames(
    pool,
    cases.flatMap(({ clientId, ownerId }) => (ownerId ? [clientId, ownerId] : [clientId])),
  );
  const nameOf = (id: string | undefined) => names.find(({ personId }) => personId === id)?.name;
  return cases.map((one) => ({
    ...caseFields(one, { now, actor }),
    ...present({ clientName: nameOf(one.clientId), ownerName: nameOf(one.ownerId) }),
  }));
}

export async function readCase(
  pool: pg.Pool,
  caseId: Id,
  asked: Pick<QueueAsked, 'now' | 'actor'> & { readonly language: Language },
): Promise<CaseInOffice | undefined> {
  const [found] = await rowsOf(pool, caseTable, caseTable.loadByKey([caseId]));
  if (found === undefined) return undefined;
  const { caseKind, fields, stepsDone, evidence, collection } = found;
  const own = caseFields(found, asked);
  const mayHandOver = own.actions.includes('hand_over');
  const { clientId, ownerId } = found;
  const [entries, contacts, promises, legal, costs, staff, names, interview] = await Promise.all([
    readEntries(pool, caseId),
    readContacts(pool, 'case_id = $1', caseId),
    readPromises(pool, caseId),
    legalOf(pool, found),
    readCostsOfCase(pool, caseId),
    mayHandOver ? readStaffIn(pool, positionsOf(found)) : [],
    readNames(pool, ownerId === undefined ? [clientId] : [clientId, ownerId]),
    readInterviewOf(pool, found, asked.actor),
  ]);
  const nameOf = (id: string | undefined) => names.find(({ personId }) => personId === id)?.name;
  const { steps, results } = caseTermsOf(caseKind);
  return {
    ...own,
    ...present({ clientName: nameOf(clientId), ownerName: nameOf(ownerId) }),
    colleagues: staff.filter(({ personId }) => personId !== ownerId),
    fields: Object.entries(fields).map(([name, text]) => ({ name, text })),
    steps: steps.map((step) => ({
      ...{ step: step.name, isDone: stepsDone.includes(step.name) },
      evidence: [...step.evidence],
    })),
    results: [...results],
    evidence: [...evidence],
    ...(collection !== undefined && { plan: planOf(collection.stage, asked.language) }),
    ...(legal !== undefined && { legal }),
    ...present({ interview }),
    costs: costs.map(costOfCase),
    contacts: contacts.map((one) => contactOnWire(one, asked.language)),
    promises: promises.map(promiseOnWire),
    story: entries.map(entryOnWire),
  };
}

/** The latest contacts about a loan, for its borrower; nothing for anybody else. */
export async function readOwnContacts(
  pool: pg.Pool,
  {
    loanId,
    clientId,
    language,
  }: { readonly loanId: Id; readonly clientId: Id; readonly language: Language },
): Promise<readonly ContactOnWire[] | undefined> {
  const loan = await readLoan(pool, loanId);
  if (loan?.borrowerId !== clientId) return undefined;
  const contacts = await readContacts(pool, 'loan_id = $1', loanId);
  return contacts.map((one) => contactOnWire(one, language));
}

/** What a borrower has asked for, the newest first. */
export async function readOwnHardshipRequests(
  pool: pg.Pool,
  clientId: Id,
  { after, readLimit }: PageRequest,
): Promise<readonly HardshipRequestOnWire[]> {
  const cases = await rowsOf(pool, caseTable, {
    name: 'own hardship requests',
    text: `select ${caseTable.selected}
      from work.case
      where client_id = $1
        and case_kind = 'hardship'
        and ($2::uuid is null or id < $2)
      order by id desc
      limit $3`,
    values: [clientId, after?.[0] ?? null, readLimit],
    rows: -1,
  });
  return cases.map(({ id, subjectId, fields, state, openedAt, result }) => ({
    ...{ caseId: id, loanId: subjectId, state, openedAt: isoOf(openedAt) },
    ...{ relief: fields.relief ?? '', circumstances: fields.circumstances ?? '' },
    // What a second person has not released is nobody's answer yet.
    ...present({ result: state === 'closed' ? result : undefined }),
  }));
}

function caseFields(found: Case, { now, actor }: Pick<QueueAsked, 'now' | 'actor'>): CaseInQueue {
  const { id, caseKind, state, subjectKind, subjectId, clientId, ownerId, openedAt } = found;
  const { deadlineAt, stoppedAt, escalationLevel, result, collection, interview } = found;
  return {
    ...{ caseId: id, caseKind, state, subject: { kind: subjectKind, id: subjectId }, clientId },
    ...present({ ownerId }),
    ...{ openedAt: isoOf(openedAt), deadlineAt: isoOf(deadlineAt) },
    ageSeconds: Math.max(0, Math.floor((now - openedAt) / 1_000)),
    ...{ isClockStopped: stoppedAt !== undefined, isLate: isLateNow(found, now) },
    escalationLevel,
    ...present({ result, stage: collection?.stage, daysOverdue: collection?.daysOverdue }),
    ...(interview !== undefined && { bookedAt: isoOf(interview.at) }),
    actions: actionsOn(found, actor),
  };
}

function planOf(stage: Parameters<typeof collectionPlanOf>[0], language: Language) {
  const plan = collectionPlanOf(stage);
  const { contactsPerDay, contactsPerWeek, promiseDaysMax, mayAct } = plan;
  const scripts = Object.entries(plan.scripts).flatMap(([channel, templates]) =>
    templates.map((template) => ({
      ...{ channel, template, text: CONTACT_TEMPLATE_WORDS[template][language] },
    })),
  );
  return { scripts, contactsPerDay, contactsPerWeek, promiseDaysMax, mayAct: [...mayAct] };
}

async function legalOf(pool: pg.Pool, { subjectId, collection }: Case) {
  if (collection?.legal === undefined) return undefined;
  const { decidedOn, decidedBy, courtStage, courtReference, paidBefore } = collection.legal;
  const servicing = await readServicing(pool, subjectId);
  const recovered = servicing === undefined ? 0n : paidSince(servicing, paidBefore);
  return {
    ...{ decidedOn: formatDay(decidedOn), decidedBy },
    ...present({ courtStage, courtReference }),
    recovered: moneyOf(recovered, collection.currency),
  };
}

function readEntries(pool: pg.Pool, caseId: Id): Promise<readonly CaseEntry[]> {
  return rowsOf(pool, caseEntryTable, {
    name: 'entries of a case',
    text: `select ${caseEntryTable.selected}
      from work.entry
      where case_id = $1
      order by number`,
    values: [caseId],
    rows: -1,
  });
}

function readContacts(
  pool: pg.Pool,
  whose: 'case_id = $1' | 'loan_id = $1',
  id: Id,
): Promise<readonly Contact[]> {
  return rowsOf(pool, contactTable, {
    name: `contacts by ${whose}`,
    text: `select ${contactTable.selected}
      from work.contact
      where ${whose}
      order by at desc, id desc
      limit ${CONTACTS_SHOWN}`,
    values: [id],
    rows: -1,
  });
}

function readPromises(pool: pg.Pool, caseId: Id): Promise<readonly PromiseToPay[]> {
  return rowsOf(pool, promiseTable, {
    name: 'promises of a case',
    text: `select ${promiseTable.selected}
      from work.promise
      where case_id = $1
      order by made_at`,
    values: [caseId],
    rows: -1,
  });
}

function contactOnWire(contact: Contact, language: Language): ContactOnWire {
  const { id, at, channel, template, outcome, note } = contact;
  return {
    ...{ contactId: id, at: isoOf(at), channel, template, outcome },
    text: CONTACT_TEMPLATE_WORDS[template][language],
    ...present({ note }),
  };
}

function promiseOnWire({ id, day, amount, currency, state, madeAt, paid }: PromiseToPay) {
  return {
    ...{ promiseId: id, day: formatDay(day), amount: moneyOf(amount, currency), state },
    madeAt: isoOf(madeAt),
    ...present({ paid: paid === undefined ? undefined : moneyOf(paid, currency) }),
  };
}

function costOfCase(cost: CollectionCost) {
  const { id, amount, currency, purpose, reference, payeeName, recordedOn, state } = cost;
  const { endedOn, reason } = cost;
  return {
    ...{ costId: id, amount: moneyOf(amount, currency), purpose, reference, payeeName, state },
    recordedOn: formatDay(recordedOn),
    ...present({ endedOn: endedOn && formatDay(endedOn), reason }),
  };
}

function entryOnWire({ event, state, actor, at, day, detail, reason }: CaseEntry) {
  return {
    ...{ event, state, actor, at: isoOf(at), day: formatDay(day) },
    ...present({ detail, reason }),
  };
}
