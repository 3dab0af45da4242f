// What the pages of claims, statements and tax years must show, recomputed from lines and facts.
import { newClaims } from '@mutua/core/claim/distribution.ts';
import { lenderSchedules } from '@mutua/core/claim/lender-schedule.ts';
import { scheduleOf } from '@mutua/core/loan/repay/payoff.ts';
import type { Servicing } from '@mutua/core/loan/servicing.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { internalRateOfDays } from '@mutua/core/rate/dated-flows.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import { servicingTable } from '@mutua/server/loan/loan-store.ts';
import type pg from 'pg';
import { yearlyOfDays } from '../../api/independent-rates.ts';
import {
  bigintOf,
  type FigureAsk,
  type FigureQueries,
  moneyValue,
  rateValue,
} from './figure-query.ts';
import { dayNamed, type Held, type HeldLine, heldBy } from './lend-holdings.ts';

const PRINCIPAL = [230, 411, 422];
const INTEREST = [231, 412, 423];

const own = ({ db, person }: FigureAsk): Promise<Held> => heldBy(db, person?.personId ?? '');
const total = (rows: readonly { readonly amount: bigint }[]) =>
  rows.reduce((all, { amount }) => all + amount, 0n);
const isFee = ({ code }: HeldLine) => code >= 300 && code < 330;

const column = (expression: string) => async (ask: FigureAsk) =>
  moneyValue(
    await bigintOf(
      ask.db,
      `select ${expression} from claim.claim where id = $1 and holder_id = $2`,
      [ask.row, ask.person?.personId],
    ),
  );

interface PlanRow {
  readonly day: string;
  readonly number: number;
  readonly principal: bigint;
  readonly interest: bigint;
  readonly fee: bigint;
}

/** The claim's own part of every instalment, split anew from what all lenders lent. */
async function planOf(db: pg.Pool, claimId: string): Promise<readonly PlanRow[]> {
  const { rows } = await db.query<{ id: string; amount: string; loanId: string }>(
    `select id, principal::text as amount, loan_id as "loanId" from claim.claim
     where origin = 'disbursement'
       and loan_id = (select loan_id from claim.claim where id = $1)`,
    [claimId],
  );
  const servicing = await servicingOf(db, rows[0]?.loanId ?? '');
  if (servicing === undefined) return [];
  const claims = newClaims(
    rows.map(({ id, amount }) => ({ id, amount: minorUnits(BigInt(amount)) })),
  );
  const plan = servicing.earlierRows === undefined ? scheduleOf(servicing) : wholePlan(servicing);
  const split = lenderSchedules(plan, claims, servicing.rules.tariff);
  if (!split.ok) return [];
  const found = split.value.find((one) => one.claimId === claimId)?.rows ?? [];
  return found.map(({ number, dueDay, principal, interest, fee }) => ({
    ...{ number, day: formatDay(dueDay), principal, interest, fee },
  }));
}

function wholePlan({ accounts }: Servicing): Parameters<typeof lenderSchedules>[0] {
  const rows = accounts.map(({ dueDay, due: { principal, interest } }, index) => ({
    ...{ number: index + 1, dueDay, principal, interest },
  }));
  return { rows };
}

async function servicingOf(db: pg.Pool, loanId: string): Promise<Servicing | undefined> {
  const { text, values } = servicingTable.loadByKey([loanId as never]);
  const { rows } = await db.query<Record<string, unknown>>(text, [...values]);
  const [row] = rows;
  return row === undefined ? undefined : servicingTable.read(row).fact;
}

const planned = (part: 'principal' | 'interest' | 'fee') => async (ask: FigureAsk) => {
  const [claimId = '', number = ''] = ask.row.split(':');
  const rows = (await planOf(ask.db, claimId)).filter(
    (row) => number === 'all' || String(row.number) === number,
  );
  return moneyValue(rows.reduce((all, row) => all + row[part], 0n));
};

async function expectedReturn({ db, row }: FigureAsk): Promise<string> {
  const rows = await planOf(db, row);
  const { rows: lent } = await db.query<{ day: string; amount: string }>(
    `select value_day::text as day, principal::text as amount from claim.claim
     join loan.loan on loan.id = claim.loan_id where claim.id = $1`,
    [row],
  );
  const flows = [
    { day: lent[0]?.day ?? '', amount: -Number(lent[0]?.amount ?? 0) },
    ...rows.map(({ day, principal, interest, fee }) => ({
      day,
      amount: Number(principal + interest - fee),
    })),
  ];
  return rateValue(Math.round(yearlyOfDays(flows)));
}

async function realisedReturn(ask: FigureAsk): Promise<string> {
  const held = await own(ask);
  const loanId = held.claims.find(({ claimId }) => claimId === ask.row)?.loanId;
  const lines = held.lines.filter((line) => line.isBooked && line.loanId === loanId);
  const left = held.claims
    .filter((claim) => claim.loanId === loanId)
    .reduce((all, { outstanding }) => all + outstanding, 0n);
  const flows = lines.map(({ day, amount }) => ({ day, amount: Number(amount) }));
  const isLost = held.claims.some(
    (one) => one.loanId === loanId && one.loanState === 'written_off',
  );
  const now = isLost ? 0 : Number(left);
  const end = left === 0n ? [] : [{ day: held.today, amount: now }];
  const found = internalRateOfDays(
    [...flows, ...end].map(({ day, amount }) => ({ day: dayNamed(day), amount })),
  );
  return found.ok ? rateValue(Math.round(found.value.rate * 1_000_000)) : '';
}

/** Of a claim in a list: all principal and interest; else `loan:day:part`. */
async function came(ask: FigureAsk): Promise<string> {
  const [loanId, day, part] = ask.row.split(':');
  if (day === undefined) return column('principal_received + interest_received')(ask);
  const held = await own(ask);
  const lines = held.lines.filter(
    (line) => line.isBooked && line.loanId === loanId && line.day === day && line.code !== 200,
  );
  const sums: Readonly<Record<string, bigint>> = {
    principal: total(lines.filter(({ code }) => PRINCIPAL.includes(code))),
    interest: total(lines.filter(({ code }) => INTEREST.includes(code))),
    penalty: total(lines.filter(({ code }) => code === 232)),
    fee: -total(lines.filter(isFee)),
    net: total(lines),
  };
  return moneyValue(sums[part ?? ''] ?? 0n);
}

/** From the address, or what the page takes where it says nothing. */
async function spanOf(ask: FigureAsk): Promise<readonly [from: string, to: string]> {
  const { today } = await own(ask);
  const { searchParams } = ask.address;
  return [searchParams.get('from') ?? `${today.slice(0, 7)}-01`, searchParams.get('to') ?? today];
}

const STATEMENT: FigureQueries = {
  'lend.statement.opening': async (ask) => {
    const [from] = await spanOf(ask);
    const { lines } = await own(ask);
    return moneyValue(total(lines.filter(({ isBooked, day }) => isBooked && day < from)));
  },
  'lend.statement.closing': async (ask) => {
    const [, to] = await spanOf(ask);
    const { lines } = await own(ask);
    return moneyValue(total(lines.filter(({ isBooked, day }) => isBooked && day <= to)));
  },
  'lend.statement.amount': async (ask) => {
    const line = (await own(ask)).lines.find(({ transferId }) => String(transferId) === ask.row);
    const amount = line?.amount ?? 0n;
    return moneyValue(line?.isBooked === false && amount < 0n ? -amount : amount);
  },
  'lend.statement.balance': async (ask) => {
    const { lines } = await own(ask);
    const until = BigInt(ask.row);
    return moneyValue(
      total(lines.filter(({ isBooked, transferId }) => isBooked && transferId <= until)),
    );
  },
};

const ofYear = (find: (lines: readonly HeldLine[]) => bigint) => async (ask: FigureAsk) => {
  const { lines } = await own(ask);
  return moneyValue(find(lines.filter(({ isBooked, day }) => isBooked && day.startsWith(ask.row))));
};
const coded = (lines: readonly HeldLine[], codes: readonly number[]) =>
  total(lines.filter(({ code }) => codes.includes(code)));

const TAX: FigureQueries = {
  'lend.tax.principal': ofYear((lines) => coded(lines, PRINCIPAL)),
  'lend.tax.interest': ofYear((lines) => coded(lines, INTEREST)),
  'lend.tax.penalty': ofYear((lines) => coded(lines, [232])),
  'lend.tax.fees': ofYear((lines) => -total(lines.filter(isFee))),
  'lend.tax.loss': async ({ db, row, person }) =>
    moneyValue(
      await bigintOf(
        db,
        `select sum(loss) from claim.claim
         where holder_id = $1 and loss is not null and (
           select extract(year from max(day)) from loan.transition
           where loan_id = claim.loan_id and "to" = 'closed'
         ) = $2::integer`,
        [person?.personId, row],
      ),
    ),
};

export const LEND_CLAIM_FIGURES: FigureQueries = {
  'lend.claim.principal': column('principal'),
  'lend.claim.outstanding': column('outstanding'),
  'lend.claim.principalReceived': column('principal_received'),
  'lend.claim.interestReceived': column('interest_received'),
  'lend.claim.penaltyReceived': column('penalty_received'),
  'lend.claim.loss': column('loss'),
  'lend.claim.rate': async ({ db, row }) =>
    rateValue(
      await bigintOf(
        db,
        `select annual_rate_ppm from loan.loan
         where id = (select loan_id from claim.claim where id = $1)`,
        [row],
      ),
    ),
  'lend.claim.next': async (ask) => {
    const claim = (await own(ask)).claims.find(({ claimId }) => claimId === ask.row);
    return moneyValue(claim?.toCome[0]?.amount ?? 0n);
  },
  'lend.claim.expectedReturn': expectedReturn,
  'lend.claim.realisedReturn': realisedReturn,
  'lend.claim.rowPrincipal': planned('principal'),
  'lend.claim.rowInterest': planned('interest'),
  'lend.claim.rowFee': planned('fee'),
  'lend.claim.came': came,
  'lend.bid.amount': async ({ db, row }) =>
    moneyValue(await bigintOf(db, 'select amount from loan.bid where id = $1', [row])),
  ...STATEMENT,
  ...TAX,
};
