// Who works for the operator, and how a client stands, as the office looks them up.
import type { ClientStanding, StaffInOffice } from '@mutua/contract/office/people-standing.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { ClientRole } from '@mutua/core/people/client.ts';
import type pg from 'pg';
import { readPacked } from '../database/packed-json.ts';
import { mayUse, type PersonActor, type RoleAccess } from '../http/access.ts';
import type { PageRequest } from '../http/cursor.ts';
import { moneyOf, present } from '../http/read-fields.ts';
import { readPurses } from '../wallet/own-money-read.ts';

/** Who needs to know by which number and telephone a client is who they say; the others see the name alone. */
const PERSONAL: RoleAccess = {
  roles: ['staff', 'regulator', 'auditor'],
  positions: ['compliance_officer', 'service_agent', 'loan_officer', 'internal_auditor'],
};

const THINGS_MAX = 50;

/** Staff, regulators and auditors, the newest first. */
export async function readStaff(
  pool: pg.Pool,
  { after, readLimit }: PageRequest,
): Promise<readonly StaffInOffice[]> {
  const { rows } = await pool.query<{
    personId: string;
    name: string | null;
    userKind: StaffInOffice['userKind'];
    positions: StaffInOffice['positions'];
    registeredAt: Date;
  }>({
    name: 'staff in the office',
    text: `select sign_in.person_id as "personId", identity.name, sign_in.kind as "userKind",
        sign_in.positions, sign_in.created_at as "registeredAt"
      from people.sign_in
      left join people.identity on identity.person_id = sign_in.person_id
      where sign_in.kind in ('staff', 'regulator', 'auditor')
        and ($1::timestamptz is null or (sign_in.created_at, sign_in.person_id) < ($1, $2::uuid))
      order by sign_in.created_at desc, sign_in.person_id desc
      limit $3`,
    values: [after?.[0] ?? null, after?.[1] ?? null, readLimit],
  });
  return rows.map(({ name, registeredAt, ...own }) => ({
    ...own,
    ...present({ name }),
    registeredAt: registeredAt.toISOString(),
  }));
}

interface Row {
  readonly roles: string;
  readonly mobile: string | null;
  readonly number: string | null;
  readonly verifiedAt: Date | null;
  readonly tolerance: number | null;
  readonly exposureCeiling: bigint | null;
  readonly exposure: bigint | null;
  readonly questionnaireUntil: string | null;
  readonly biddingStopped: boolean | null;
  readonly owed: bigint | null;
  readonly claims: number;
  readonly outstanding: bigint;
}

/** Nothing for somebody who is no client. */
export async function readClientStanding(
  pool: pg.Pool,
  clientId: Id,
  actor: PersonActor,
): Promise<ClientStanding | undefined> {
  const [found, loans, cases] = await Promise.all([
    pool.query<Row>({ name: 'client standing', text: STANDING, values: [clientId] }),
    readLoans(pool, clientId),
    readCases(pool, clientId),
  ]);
  const [row] = found.rows;
  if (row === undefined) return undefined;
  const purses = await readPurses(pool, clientId, readPacked(row.roles) as ClientRole[]);
  const maySeeAccounts = mayUse(actor, PERSONAL);
  return {
    clientId,
    ...(maySeeAccounts && personalPart(row)),
    ...present({ verifiedAt: row.verifiedAt?.toISOString() }),
    purses: purses.map(({ role, account, cash, held, available }) => ({
      ...{ role, cash, held, available },
      ...(maySeeAccounts ? present({ account }) : {}),
    })),
    ...lenderPart(row),
    ...borrowerPart(row, loans),
    loans: loans.slice(0, THINGS_MAX),
    cases: cases.slice(0, THINGS_MAX),
  };
}

function personalPart({ mobile, number }: Row) {
  return present({
    mobileMasked: mobile === null ? undefined : covered(mobile, 3),
    numberMasked: number === null ? undefined : covered(number, 4),
  });
}

function lenderPart(row: Row): Pick<ClientStanding, 'lender'> {
  const { tolerance, exposureCeiling, exposure, questionnaireUntil, biddingStopped } = row;
  if (tolerance === null) return {};
  return {
    lender: {
      ...{ tolerance, exposureCeiling: String(exposureCeiling), exposure: String(exposure) },
      ...{ biddingStopped: biddingStopped === true, ...present({ questionnaireUntil }) },
      ...{ claims: row.claims, outstanding: moneyOf(row.outstanding, 'CNY') },
    },
  };
}

const ENDED: readonly string[] = ['closed', 'rejected', 'withdrawn', 'failed'];
const BEHIND: readonly string[] = ['overdue', 'defaulted', 'written_off'];

function borrowerPart(
  { owed }: Row,
  loans: ClientStanding['loans'],
): Pick<ClientStanding, 'borrower'> {
  if (owed === null) return {};
  return {
    borrower: {
      loans: loans.length,
      openLoans: loans.filter(({ state }) => !ENDED.includes(state)).length,
      overdueLoans: loans.filter(({ state }) => BEHIND.includes(state)).length,
      owed: moneyOf(owed, 'CNY'),
    },
  };
}

async function readLoans(pool: pg.Pool, clientId: Id): Promise<ClientStanding['loans']> {
  const { rows } = await pool.query<{
    loanId: string;
    state: string;
    loanAmount: bigint;
    currency: string;
    termMonths: number;
  }>({
    name: 'loans of a client',
    text: `select id as "loanId", state, loan_amount as "loanAmount", currency,
        term_months as "termMonths"
      from loan.loan
      where borrower_id = $1
      order by id desc`,
    values: [clientId],
  });
  return rows.map(({ loanAmount, currency, ...own }) => ({
    ...own,
    loanAmount: moneyOf(loanAmount, currency),
  }));
}

async function readCases(pool: pg.Pool, clientId: Id): Promise<ClientStanding['cases']> {
  const { rows } = await pool.query<{
    caseId: string;
    caseKind: string;
    state: string;
    openedAt: Date;
  }>({
    name: 'cases of a client',
    text: `select id as "caseId", case_kind as "caseKind", state, opened_at as "openedAt"
      from work.case
      where client_id = $1
      order by id desc
      limit ${THINGS_MAX}`,
    values: [clientId],
  });
  return rows.map(({ openedAt, ...own }) => ({ ...own, openedAt: openedAt.toISOString() }));
}

/** The first signs and the last four, and stars between. */
function covered(text: string, first: number): string {
  const last = 4;
  if (text.length <= first + last) return '*'.repeat(text.length);
  return `${text.slice(0, first)}${'*'.repeat(text.length - first - last)}${text.slice(-last)}`;
}

const STANDING = `select client.roles, identity.mobile, identity.number,
    identity.verified_at as "verifiedAt", lender.tolerance,
    lender.exposure_ceiling as "exposureCeiling", lender.exposure,
    lender.questionnaire_until as "questionnaireUntil", lender.bidding_stopped as "biddingStopped",
    borrower.owed, coalesce(held.claims, 0) as claims, coalesce(held.outstanding, 0) as outstanding
  from people.client
  left join people.identity on identity.person_id = client.id
  left join people.lender on lender.id = client.id
  left join people.borrower on borrower.id = client.id
  left join lateral (
    select count(*)::integer as claims, sum(outstanding)::bigint as outstanding
    from claim.claim
    where holder_id = client.id and state in ('active', 'on_sale')
  ) as held on true
  where client.id = $1`;
