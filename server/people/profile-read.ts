// What a client sees of itself, and which step of the guided path is next.
import type { GuidedPath, PathStep, ProfileOnWire } from '@mutua/contract/people/client.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { ClientRole, ClientStatus } from '@mutua/core/people/client.ts';
import type { RegistrationFee } from '@mutua/core/product/tariff.ts';
import type pg from 'pg';
import { readPacked } from '../database/packed-json.ts';
import { moneyOf, present } from '../http/read-fields.ts';

interface Row {
  readonly clientNumber: number;
  readonly kind: string;
  readonly roles: string;
  readonly status: ClientStatus;
  readonly region: string | null;
  readonly custodyAccounts: string;
  readonly registrationFees: string | null;
  readonly name: string | null;
  readonly mobile: string | null;
  readonly number: string | null;
  readonly tolerance: number | null;
  readonly exposureCeiling: bigint | null;
  readonly exposure: bigint | null;
  readonly questionnaireUntil: string | null;
  readonly biddingStopped: boolean | null;
  readonly owed: bigint | null;
  readonly openLoanId: string | null;
  readonly openLoanState: string | null;
  readonly termsAccepted: boolean | null;
  readonly today: string | null;
  readonly hasToppedUp: boolean;
  readonly hasLent: boolean;
  readonly hasReceived: boolean;
  readonly hasApplied: boolean;
  readonly hasSigned: boolean;
  readonly hasRepaid: boolean;
}

/** Nothing for somebody who is no client. */
export async function readProfile(pool: pg.Pool, clientId: Id): Promise<ProfileOnWire | undefined> {
  const { rows } = await pool.query<Row>(
    `select
       client.client_number as "clientNumber", client.kind, client.roles, client.status, client.region,
       client.custody_accounts as "custodyAccounts",
       client.registration_fees as "registrationFees",
       identity.name, identity.mobile, identity.number,
       lender.tolerance, lender.exposure_ceiling as "exposureCeiling", lender.exposure,
       lender.questionnaire_until as "questionnaireUntil", lender.bidding_stopped as "biddingStopped",
       borrower.owed, borrower.open_loan_id as "openLoanId",
       open_loan.state as "openLoanState",
       open_loan.terms_accepted_at is not null as "termsAccepted",
       (select day from calendar.business_day) as today,
       exists (
         select 1 from wallet.top_up
         where client_id = client.id and role = 'lender' and state = 'credited'
       ) as "hasToppedUp",
       exists (select 1 from loan.bid where lender_id = client.id) as "hasLent",
       exists (
         select 1 from claim.claim
         where holder_id = client.id and principal_received + interest_received > 0
       ) as "hasReceived",
       exists (select 1 from loan.loan where borrower_id = client.id) as "hasApplied",
       exists (select 1 from loan.contract where borrower_id = client.id) as "hasSigned",
       exists (
         select 1 from loan.loan
         where borrower_id = client.id and state = 'closed' and close_reason <> 'collection_ended'
       ) as "hasRepaid"
     from people.client
     left join people.identity on identity.person_id = client.id
     left join people.lender on lender.id = client.id
     left join people.borrower on borrower.id = client.id
     left join loan.loan as open_loan on open_loan.id = borrower.open_loan_id
     where client.id = $1`,
    [clientId],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const roles = readPacked(row.roles) as ClientRole[];
  const accounts = readPacked(row.custodyAccounts) as Partial<Record<ClientRole, string>>;
  const paths = [
    ...(roles.includes('lender') ? [lenderPath(row, accounts)] : []),
    ...(roles.includes('borrower') ? [borrowerPath(row, accounts)] : []),
  ];
  const next = new Set(paths.flatMap(({ next: step }) => (step === undefined ? [] : [step])));
  return {
    ...{ clientId, clientNumber: row.clientNumber, kind: row.kind, roles, status: row.status },
    ...present({ name: row.name, region: row.region }),
    ...(row.mobile === null ? {} : { mobileMasked: masked(row.mobile, 3, 4) }),
    ...(row.number === null ? {} : { numberMasked: masked(row.number, 4, 4) }),
    custodyAccounts: Object.entries(accounts).map(([role, account]) => ({ role, account })),
    ...lenderPart(row),
    ...borrowerPart(row),
    ...registrationPart(row),
    paths,
    actions: actionsOf(row, roles, next),
  };
}

function lenderPart(row: Row): Pick<ProfileOnWire, 'lender'> {
  const { tolerance, exposureCeiling, exposure, questionnaireUntil, biddingStopped } = row;
  if (tolerance === null) return {};
  return {
    lender: {
      ...{ tolerance, exposureCeiling: String(exposureCeiling), exposure: String(exposure) },
      ...{ biddingStopped: biddingStopped === true, ...present({ questionnaireUntil }) },
    },
  };
}

function registrationPart({ registrationFees }: Row): Pick<ProfileOnWire, 'registrationFees'> {
  if (registrationFees === null) return {};
  const fees = readPacked(registrationFees) as readonly RegistrationFee[];
  return {
    registrationFees: fees.map(({ role, amount, currency }) => ({
      ...{ role, amount: moneyOf(amount, currency) },
    })),
  };
}

function borrowerPart({ owed, openLoanId }: Row): Pick<ProfileOnWire, 'borrower'> {
  if (owed === null) return {};
  return { borrower: { owed: String(owed), ...present({ openLoanId }) } };
}

type Accounts = Partial<Record<ClientRole, string>>;

/** FLW-02. What was done once and has lapsed, such as the questionnaire, is to be done again. */
function lenderPath(row: Row, accounts: Accounts): GuidedPath {
  const isAnswered = row.questionnaireUntil !== null && row.questionnaireUntil >= (row.today ?? '');
  return path('lender', [
    ['register', true],
    ['verify_identity', row.status !== 'registered'],
    ['open_custody_account', accounts.lender !== undefined],
    ['answer_questionnaire', isAnswered],
    ['top_up', row.hasToppedUp],
    ['lend', row.hasLent],
    ['receive', row.hasReceived],
  ]);
}

function borrowerPath(row: Row, accounts: Accounts): GuidedPath {
  const isBeyondTerms = row.openLoanState === null ? row.hasSigned : row.termsAccepted === true;
  return path('borrower', [
    ['register', true],
    ['verify_identity', row.status !== 'registered'],
    ['open_custody_account', accounts.borrower !== undefined],
    ['apply', row.openLoanState !== null || row.hasSigned],
    ['accept_terms', isBeyondTerms],
    ['sign_contract', row.hasSigned],
    ['repay', row.hasRepaid],
  ]);
}

function path(
  role: GuidedPath['role'],
  done: readonly (readonly [step: PathStep, isDone: boolean])[],
): GuidedPath {
  const next = done.find(([, isDone]) => !isDone)?.[0];
  const steps = done.map(([step, isDone]) => ({
    step,
    state: isDone ? ('done' as const) : step === next ? ('next' as const) : ('later' as const),
  }));
  return { role, steps, ...(next === undefined ? {} : { next }) };
}

function actionsOf(row: Row, roles: readonly ClientRole[], next: ReadonlySet<PathStep>): string[] {
  if (row.status === 'frozen' || row.status === 'closed') return [];
  const isLender = roles.includes('lender') && row.status !== 'registered';
  return [
    ...['verify_identity', 'open_custody_account'].filter((step) => next.has(step as PathStep)),
    ...(isLender ? ['answer_questionnaire'] : []),
    ...(isLender ? [row.biddingStopped === true ? 'resume_bidding' : 'stop_bidding'] : []),
    ...(next.has('apply') ? ['apply'] : []),
  ];
}

/** The first and the last characters, and stars between. */
function masked(text: string, first: number, last: number): string {
  if (text.length <= first + last) return '*'.repeat(text.length);
  const hidden = '*'.repeat(text.length - first - last);
  return `${text.slice(0, first)}${hidden}${text.slice(-last)}`;
}
