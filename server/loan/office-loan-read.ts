// Loans as the office sees them: the queue of a state with how long each has waited, and one with everything.
import type { LoanInOffice, LoanInQueue } from '@mutua/contract/office/queues.ts';
import type { FactName } from '@mutua/core/credit/fact.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { mayHappen } from '@mutua/core/loan/life.ts';
import type { Loan } from '@mutua/core/loan/loan.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import type { Instant } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import { readBusinessDate } from '../calendar/business-date-read.ts';
import { claimTable } from '../claim/claim-store.ts';
import { mayUse, type PersonActor, type RoleAccess } from '../http/access.ts';
import type { PageRequest } from '../http/cursor.ts';
import { moneyOf, present } from '../http/read-fields.ts';
import { readNames } from '../people/staff-names-read.ts';
import { applicationTable, assessmentTable } from './application-store.ts';
import { collectionActions, officeCollectionFields } from './collection-read.ts';
import { writeFactValue } from './fact-values.ts';
import { loanFields } from './loan-read.ts';
import { loanTable, servicingTable } from './loan-store.ts';
import { writeSchedule } from './schedule-read.ts';
import { rowsOf } from './servicing-read.ts';
import { readTimeline } from './timeline-read.ts';

export interface QueueAsked {
  readonly state: string;
  readonly now: Instant;
  readonly actor: PersonActor;
}

/** The one that has waited longest first. */
export async function readLoanQueue(
  pool: pg.Pool,
  { state, now, actor }: QueueAsked,
  { after, readLimit }: PageRequest,
): Promise<readonly LoanInQueue[]> {
  const { rows } = await pool.query<{ id: Id; since: Date; preparedBy: string | null }>(
    `select loan.id, transition.at as since, application.prepared_by as "preparedBy"
     from loan.loan
     join loan.transition
       on transition.loan_id = loan.id and transition.number = loan.transitions
     left join loan.application on application.loan_id = loan.id
     where loan.state = $1
       and ($2::timestamptz is null or (transition.at, loan.id) > ($2, $3::uuid))
     order by transition.at, loan.id
     limit $4`,
    [state, after?.[0] ?? null, after?.[1] ?? null, readLimit],
  );
  const ids = rows.map(({ id }) => id);
  const [loans, servicings, today] = await Promise.all([
    rowsOf(pool, loanTable, loanTable.loadByKey(ids)),
    rowsOf(pool, servicingTable, servicingTable.loadByKey(ids)),
    readBusinessDate(pool),
  ]);
  const byId = new Map(loans.map((loan) => [loan.id, loan]));
  const servicingOf = new Map(servicings.map((one) => [one.loanId, one]));
  return rows.flatMap(({ id, since, preparedBy }) => {
    const loan = byId.get(id);
    if (loan === undefined) return [];
    const isOwn = (preparedBy ?? '').includes(actor.id);
    const servicing = servicingOf.get(id);
    return [
      {
        ...loanFields(loan),
        borrowerId: loan.borrowerId,
        since: since.toISOString(),
        waitedSeconds: Math.max(0, Math.floor((now - since.getTime()) / 1_000)),
        accepted: moneyOf(loan.accepted, loan.currency),
        ...officeCollectionFields(loan, servicing, today),
        actions: [
          ...officeActions(loan, actor, isOwn),
          ...collectionActions(loan, servicing?.proposal, actor),
        ],
      },
    ];
  });
}

export async function readOfficeLoan(
  pool: pg.Pool,
  loanId: Id,
  actor: PersonActor,
): Promise<LoanInOffice | undefined> {
  const [[loan], [servicing], [application], claims, timeline, today] = await Promise.all([
    rowsOf(pool, loanTable, loanTable.loadByKey([loanId])),
    rowsOf(pool, servicingTable, servicingTable.loadByKey([loanId])),
    rowsOf(pool, applicationTable, applicationTable.loadByKey([loanId])),
    rowsOf(pool, claimTable, claimTable.loadList('claimsOfLoan', [loanId])),
    readTimeline(pool, loanId, 'office'),
    readBusinessDate(pool),
  ]);
  if (loan === undefined || today === undefined) return undefined;
  const count = application?.assessments ?? 0;
  const keys = Array.from({ length: count }, (_, index) => `${loanId} ${index + 1}`);
  const assessments = await rowsOf(pool, assessmentTable, assessmentTable.loadByKey(keys));
  const isOwn = application?.preparedBy.includes(actor.id) === true;
  const persons = timeline.flatMap((one) => /^person (.+)$/.exec(one.actor)?.[1] ?? []);
  const names = await readNames(pool, [loan.borrowerId, ...persons]);
  return {
    ...loanFields(loan),
    borrowerId: loan.borrowerId,
    names: [...names],
    accepted: moneyOf(loan.accepted, loan.currency),
    frozen: moneyOf(loan.frozen, loan.currency),
    ...(application === undefined
      ? {}
      : { application: writeApplication(application, loan, mayUse(actor, FILE_READERS)) }),
    assessments: assessments
      .toSorted((a, b) => a.number - b.number)
      .map(({ number, assessedOn, result }) => ({
        ...{ number, assessedOn: formatDay(assessedOn), policyVersion: result.policyVersion },
        ...{ decision: result.decision, grade: result.grade, score: result.score },
        ...{ limit: String(result.limit), reasonCodes: [...result.reasonCodes] },
      })),
    ...present({ contractHash: loan.contractHash }),
    schedule: servicing === undefined ? [] : writeSchedule(servicing, today),
    claims: claims.map(({ id, holderId, state, principal, outstanding, loss }) => ({
      ...{ claimId: id, holderId, state },
      ...{ principal: String(principal), outstanding: String(outstanding) },
      ...present({ loss: loss?.toString() }),
    })),
    ...officeCollectionFields(loan, servicing, today),
    isMoneyInTransit: servicing?.underWay !== undefined,
    timeline,
    actions: [
      ...officeActions(loan, actor, isOwn),
      ...collectionActions(loan, servicing?.proposal, actor),
    ],
  };
}

/** Who works on the file; the others see that there is one. */
export const FILE_READERS: RoleAccess = {
  roles: ['staff', 'regulator', 'auditor'],
  positions: [
    ...(['loan_officer', 'branch_officer', 'risk_analyst', 'committee_member'] as const),
    ...(['compliance_officer', 'internal_auditor'] as const),
  ],
};

type Application = Parameters<typeof applicationTable.save>[0][number]['fact'] & object;

function writeApplication(
  { channel, file, documents, preparedBy, changedSince, review }: Application,
  { currency }: Loan,
  maySeeFacts: boolean,
): NonNullable<LoanInOffice['application']> {
  const names = maySeeFacts ? (Object.keys(file) as FactName[]) : [];
  return {
    channel,
    facts: names.flatMap((name) => {
      const fact = file[name];
      if (fact === undefined) return [];
      const { value, source, asOf, verified } = fact;
      const written = writeFactValue(value, currency);
      return [{ name, value: written, source, asOf: formatDay(asOf), verified }];
    }),
    documents: [...documents],
    preparedBy: [...preparedBy],
    changedSince,
    ...present({ review }),
  };
}

const staff = (...positions: NonNullable<RoleAccess['positions']>): RoleAccess => ({
  roles: ['staff'],
  positions,
});

const PULLERS = staff('loan_officer_lead', 'risk_analyst_lead', 'compliance_officer_lead');

/** What each state lets whom do; whoever prepared it does not decide on it. */
export function officeActions({ state }: Loan, actor: PersonActor, isOwn: boolean): string[] {
  const may = (access: RoleAccess) => mayUse(actor, access);
  const isApplication = state === 'applied' || state === 'assessed';
  const decides = may(staff('risk_analyst_lead', 'committee_member')) && !isOwn;
  return [
    ...(isApplication && may(staff('loan_officer', 'branch_officer', 'risk_analyst'))
      ? ['verify_fact']
      : []),
    ...(isApplication && may(staff('risk_analyst')) ? ['assess'] : []),
    ...(state === 'assessed' && may(staff('risk_analyst')) ? ['review'] : []),
    ...(state === 'assessed' && decides ? ['approve'] : []),
    ...(isApplication && decides ? ['reject'] : []),
    ...(state === 'approved' && may(staff('loan_officer')) ? ['prepare_listing'] : []),
    ...(state === 'funded' && may(staff('finance_officer')) ? ['disburse'] : []),
    ...(mayHappen('LoanWithdrawn', state) && may(PULLERS) ? ['pull'] : []),
  ];
}
