// Risk reserves, as everybody, their partners and the office read them.
import type {
  OwnReserve,
  ReserveInOffice,
  ReserveOnListing,
  ReserveOnWire,
} from '@mutua/contract/safeguard/reserve.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { ReserveRule } from '@mutua/core/loan/servicing.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import {
  type ReserveMove,
  type ReserveProposal,
  type ReserveShare,
  reserveTarget,
} from '@mutua/core/safeguard/reserve-scheme.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { readPacked } from '../database/packed-json.ts';
import { mayUse, type PersonActor } from '../http/access.ts';
import { moneyOf, present } from '../http/read-fields.ts';

const DAYS_MAX = 200;
const MILLION = 1_000_000n;

interface ReserveRow {
  readonly schemeId: string;
  readonly code: string;
  readonly names: string;
  readonly trusteeId: string;
  readonly contributorId: string;
  readonly trusteeName: string | null;
  readonly contributorName: string | null;
  readonly currency: string;
  readonly accrualPpm: number;
  readonly cover: ReserveOnWire['cover'];
  readonly ceilingPpm: number;
  readonly shortRule: ReserveOnWire['shortRule'];
  readonly state: ReserveOnWire['state'];
  readonly stateSince: string | null;
  readonly contributed: bigint;
  readonly released: bigint;
  readonly waiting: bigint;
  readonly shortSince: string | null;
  readonly missedSince: string | null;
  readonly move: string | null;
  readonly proposal: string | null;
  readonly balance: bigint;
  readonly outstanding: bigint;
  readonly spent: bigint;
}

/** Those that were set up, by their names; with the ones that are only proposed where somebody of the house asks. */
async function readRows(
  pool: pg.Pool,
  asked: { readonly schemeId?: Id; readonly partnerId?: Id; readonly withProposed?: boolean },
): Promise<readonly ReserveRow[]> {
  const { rows } = await pool.query<ReserveRow>(
    `select scheme.id as "schemeId", code, names, trustee_id as "trusteeId", contributor_id as "contributorId",
       trustee.name as "trusteeName", contributor.name as "contributorName", scheme.currency,
       accrual_ppm as "accrualPpm", cover, ceiling_ppm as "ceilingPpm", short_rule as "shortRule", scheme.state,
       state_since as "stateSince", contributed, released, waiting, short_since as "shortSince",
       missed_since as "missedSince", move, proposal, coalesce(account.posted, 0)::bigint as balance,
       coalesce((
         select sum(claim.outstanding)
         from loan.loan
         join claim.claim on claim.loan_id = loan.id
         where loan.reserve_scheme_id = scheme.id
           and claim.origin <> 'subrogation'
           and claim.state in ('active', 'on_sale')
       ), 0)::bigint as outstanding,
       coalesce((
         select sum(principal + interest)
         from safeguard.compensation
         where reserve_scheme_id = scheme.id and compensation.state = 'paid'
       ), 0)::bigint as spent
     from safeguard.reserve_scheme as scheme
     left join people.identity as trustee on trustee.person_id = trustee_id
     left join people.identity as contributor on contributor.person_id = contributor_id
     left join ledger.account on account.kind = 'risk_reserve'
       and account.owner = scheme.id::text
       and account.currency = scheme.currency
     where ($1::uuid is null or scheme.id = $1)
       and ($2::uuid is null or $2 in (trustee_id, contributor_id))
       and ($3::boolean or scheme.state <> 'proposed')
     order by code, scheme.id
     limit ${DAYS_MAX}`,
    [asked.schemeId ?? null, asked.partnerId ?? null, asked.withProposed === true],
  );
  return rows;
}

/** As everybody may see them. */
export async function readReserves(pool: pg.Pool): Promise<readonly ReserveOnWire[]> {
  return (await readRows(pool, {})).map(writeReserve);
}

/** Those that a partner keeps, and those into which it pays. */
export async function readOwnReserves(
  pool: pg.Pool,
  partnerId: Id,
): Promise<readonly OwnReserve[]> {
  return (await readRows(pool, { partnerId })).map((row) => ({
    ...{ ...writeReserve(row), ...writeMove(row) },
    part: row.trusteeId === partnerId ? 'trustee' : 'contributor',
  }));
}

/** With its days, and what may be done with it. */
export async function readOfficeReserves(
  pool: pg.Pool,
  actor: PersonActor,
  schemeId?: Id,
): Promise<readonly ReserveInOffice[]> {
  const rows = await readRows(pool, { ...present({ schemeId }), withProposed: true });
  return Promise.all(
    rows.map(async (row) => {
      const { currency } = row;
      const proposal =
        row.proposal === null ? undefined : (readPacked(row.proposal) as ReserveProposal);
      const [accruals, spendings] = await Promise.all([
        readAccruals(pool, row.schemeId, currency),
        readSpendings(pool, row.schemeId, currency),
      ]);
      return {
        ...{ ...writeReserve(row), ...writeMove(row), accruals, spendings },
        ...(proposal === undefined
          ? {}
          : { proposal: { ...proposal, proposedOn: formatDay(proposal.proposedOn) } }),
        actions: actionsOf(row, proposal, actor),
      };
    }),
  );
}

function actionsOf(
  { state }: ReserveRow,
  proposal: ReserveProposal | undefined,
  actor: PersonActor,
): string[] {
  const isAnalyst = mayUse(actor, { roles: ['staff'], positions: ['risk_analyst'] });
  const isFinance = mayUse(actor, { roles: ['staff'], positions: ['finance_officer'] });
  const isChecker = mayUse(actor, {
    ...{ roles: ['staff'], positions: ['risk_analyst_lead', 'compliance_officer_lead'] },
  });
  const mayApprove = proposal !== undefined && proposal.makerId !== actor.id && isChecker;
  return [
    ...(isAnalyst && state === 'active' ? ['propose_reserve_end'] : []),
    ...(mayApprove ? ['approve_reserve'] : []),
    ...(isFinance && state !== 'proposed' ? ['ask_reserve'] : []),
  ];
}

function writeReserve(row: ReserveRow): ReserveOnWire {
  const { currency, balance, outstanding, contributed, released, spent, waiting } = row;
  const { schemeId, code, names, trusteeId, contributorId, accrualPpm, cover, ceilingPpm } = row;
  const { shortRule, state, trusteeName, contributorName, stateSince, shortSince } = row;
  // What was recovered is what is there beyond what was paid in and not used.
  const refilled = balance + spent + released - contributed;
  const money = (amount: bigint) => moneyOf(amount, currency);
  return {
    ...{ schemeId, code, trusteeId, contributorId, currency, accrualPpm, cover, ceilingPpm },
    ...{ shortRule, state, names: readPacked(names) as ReserveOnWire['names'] },
    ...present({ trusteeName, contributorName, stateSince, shortSince }),
    ...{ balance: money(balance), outstanding: money(outstanding), spent: money(spent) },
    ...{ contributed: money(contributed), released: money(released), waiting: money(waiting) },
    target: money(reserveTarget(row, minorUnits(outstanding))),
    refilled: money(refilled),
    ...(outstanding > 0n && { reserveRatioPpm: Number((balance * MILLION) / outstanding) }),
  };
}

function writeMove({ move, missedSince, currency }: ReserveRow) {
  const known = move === null ? undefined : (readPacked(move) as ReserveMove);
  return {
    ...present({ missedSince }),
    ...(known !== undefined && { moving: moneyOf(known.amount, currency) }),
  };
}

interface AccrualRow {
  readonly day: string;
  readonly outstanding: bigint;
  readonly accrualPpm: number;
  readonly target: bigint;
  readonly balance: bigint;
  readonly funded: bigint;
  readonly asked: bigint;
  readonly state: ReserveInOffice['accruals'][number]['state'];
  readonly reason: string | null;
}

async function readAccruals(
  pool: pg.Pool,
  schemeId: string,
  currency: string,
): Promise<ReserveInOffice['accruals']> {
  const { rows } = await pool.query<AccrualRow>(
    `select day, outstanding, accrual_ppm as "accrualPpm", target, balance, funded, asked, state, reason
     from safeguard.reserve_accrual
     where scheme_id = $1
     order by day desc
     limit ${DAYS_MAX}`,
    [schemeId],
  );
  const money = (amount: bigint) => moneyOf(amount, currency);
  return rows.map(({ day, accrualPpm, state, reason, ...sums }) => ({
    ...{ day, accrualPpm, state, ...present({ reason }) },
    ...{ outstanding: money(sums.outstanding), target: money(sums.target) },
    ...{ balance: money(sums.balance), funded: money(sums.funded), asked: money(sums.asked) },
  }));
}

interface SpendingRow {
  readonly day: string;
  readonly available: bigint;
  readonly due: bigint;
  readonly paid: bigint;
  readonly shortRule: string;
  readonly shares: string;
}

async function readSpendings(
  pool: pg.Pool,
  schemeId: string,
  currency: string,
): Promise<ReserveInOffice['spendings']> {
  const { rows } = await pool.query<SpendingRow>(
    `select day, available, due, paid, short_rule as "shortRule", shares
     from safeguard.reserve_spending
     where scheme_id = $1
     order by day desc
     limit ${DAYS_MAX}`,
    [schemeId],
  );
  const money = (amount: bigint) => moneyOf(amount, currency);
  return rows.map(({ day, shortRule, shares, ...sums }) => ({
    ...{ day, shortRule, available: money(sums.available) },
    ...{ due: money(sums.due), paid: money(sums.paid) },
    shares: (readPacked(shares) as readonly ReserveShare[]).map((one) => ({
      ...{ loanId: one.loanId, since: formatDay(one.since) },
      ...{ due: money(one.due), paid: money(one.paid) },
    })),
  }));
}

interface CoverRow {
  readonly loanId: string;
  readonly schemeId: string;
  readonly names: string;
  readonly trusteeName: string | null;
  readonly shortRule: string;
  readonly currency: string;
  readonly rule: string;
  readonly balance: bigint;
  readonly paid: bigint;
}

/** The reserve behind each loan that one covers, with what is left of what it promised. */
export async function readReserveCovers(
  pool: pg.Pool,
  loanIds: readonly string[],
): Promise<ReadonlyMap<string, ReserveOnListing>> {
  const { rows } = await pool.query<CoverRow>(
    `select loan.id as "loanId", scheme.id as "schemeId", names, trustee.name as "trusteeName",
       short_rule as "shortRule", scheme.currency, loan.reserve as rule,
       coalesce(account.posted, 0)::bigint as balance,
       coalesce((
         select sum(principal)
         from safeguard.compensation
         where compensation.loan_id = loan.id
           and compensation.reserve_scheme_id = scheme.id
           and compensation.state = 'paid'
       ), 0)::bigint as paid
     from loan.loan
     join safeguard.reserve_scheme as scheme on scheme.id = loan.reserve_scheme_id
     left join people.identity as trustee on trustee.person_id = trustee_id
     left join ledger.account on account.kind = 'risk_reserve'
       and account.owner = scheme.id::text
       and account.currency = scheme.currency
     where loan.id = any ($1::uuid[])`,
    [loanIds],
  );
  return new Map(
    rows.map(({ loanId, schemeId, names, trusteeName, shortRule, currency, ...row }) => {
      const { cover, day, ceiling } = readPacked(row.rule) as ReserveRule;
      const left: bigint = ceiling - row.paid;
      return [
        loanId,
        {
          ...{ schemeId, names: readPacked(names) as ReserveOnListing['names'], shortRule },
          ...{ ...present({ trusteeName }), cover, compensationDay: day },
          ...{ balance: moneyOf(row.balance, currency), coverLeft: moneyOf(left, currency) },
        },
      ];
    }),
  );
}
