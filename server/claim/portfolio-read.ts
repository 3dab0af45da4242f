// One lender's whole account: what it is worth, what it is made of, and what it earned.
import type { PortfolioOnWire } from '@mutua/contract/claim/claim.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { accruedToLenders } from '@mutua/core/loan/repay/accrued.ts';
import { fraction } from '@mutua/core/money/fraction.ts';
import {
  type MinorUnits,
  minorUnits,
  minus,
  scale,
  sum,
  ZERO,
} from '@mutua/core/money/minor-units.ts';
import type { Day } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { readBusinessDate } from '../calendar/business-date-read.ts';
import { dayColumn } from '../database/column.ts';
import { moneyOf, present } from '../http/read-fields.ts';
import { servicingTable } from '../loan/loan-store.ts';
import { rowsOf } from '../loan/servicing-read.ts';
import { returnPpm } from './flows-read.ts';

/** In each currency in which there is something. */
export async function readPortfolio(
  pool: pg.Pool,
  lenderId: Id,
): Promise<readonly PortfolioOnWire[]> {
  const today = await readBusinessDate(pool);
  const { rows: accounts } = await pool.query<{
    accountId: bigint;
    currency: string;
    posted: bigint;
    held: bigint;
    out: bigint;
  }>(
    `select account.account_id as "accountId", account.currency, account.posted,
       account.pending_debit as held,
       coalesce((
         select sum(held) from wallet.withdrawal
         where client_id = $1 and role = 'lender' and currency = account.currency
           and state in ('requested', 'sent', 'unknown')
       ), 0)::bigint as out
     from ledger.account
     where account.owner = $1::text and account.kind = 'lender_cash'
     order by account.currency`,
    [lenderId],
  );
  return Promise.all(
    accounts.map(async ({ accountId, currency, posted, held, out }) => {
      const [border, claims, accrued] = await Promise.all([
        readBorder(pool, accountId),
        readClaimSums(pool, lenderId, currency),
        today === undefined ? ZERO : readAccrued(pool, { lenderId, currency, today }),
      ]);
      const say = (value: bigint) => moneyOf(value, currency);
      const [cash, outstanding] = [minorUnits(posted), sum(claims.map((one) => one.outstanding))];
      const value = sum([cash, outstanding, accrued]);
      const deposited = sum(border.filter(({ net }) => net > 0n).map(({ net }) => net));
      const withdrawn = minus(
        ZERO,
        sum(border.filter(({ net }) => net < 0n).map(({ net }) => net)),
      );
      const flows = border.map(({ day, net }) => ({ day, amount: minus(ZERO, net) }));
      const worth = today === undefined ? [] : [{ day: today, amount: value }];
      return {
        currency,
        accountValue: say(value),
        cash: say(minus(minus(cash, minorUnits(held)), ZERO)),
        heldForBids: say(held - out),
        onItsWayOut: say(out),
        outstanding: say(outstanding),
        accruedInterest: say(accrued),
        deposited: say(deposited),
        withdrawn: say(withdrawn),
        principalReceived: say(sum(claims.map((one) => one.principalReceived))),
        interestReceived: say(sum(claims.map((one) => one.interestReceived))),
        penaltyReceived: say(sum(claims.map((one) => one.penaltyReceived))),
        lost: say(sum(claims.map((one) => one.loss))),
        netGain: say(minus(value, minus(deposited, withdrawn))),
        ...present({ netReturnPpm: returnPpm([...flows, ...worth]) }),
        byLoanState: claims.map(({ state, claims: count, outstanding: left }) => ({
          ...{ state, claims: count, outstanding: say(left) },
        })),
      };
    }),
  );
}

/** What came into the account from outside and went out of it, day by day. */
async function readBorder(pool: pg.Pool, accountId: bigint) {
  const { rows } = await pool.query<{ day: string; net: bigint }>(
    `select booked_day as day, sum(signed)::bigint as net
     from (
       select booked_day, amount as signed from ledger.transfer
       where credit_account = $1 and kind in ('posted', 'post') and code between 100 and 199
       union all
       select booked_day, -amount from ledger.transfer
       where debit_account = $1 and kind in ('posted', 'post') and code between 100 and 199
     ) as line
     group by booked_day
     order by booked_day`,
    [accountId],
  );
  return rows.map(({ day, net }) => ({ day: dayColumn.read(day), net: minorUnits(net) }));
}

async function readClaimSums(pool: pg.Pool, lenderId: Id, currency: string) {
  const { rows } = await pool.query<{
    state: string;
    claims: number;
    outstanding: bigint;
    principalReceived: bigint;
    interestReceived: bigint;
    penaltyReceived: bigint;
    loss: bigint;
  }>(
    `select loan.state, count(*)::integer as claims, sum(claim.outstanding)::bigint as outstanding,
       sum(claim.principal_received)::bigint as "principalReceived",
       sum(claim.interest_received)::bigint as "interestReceived",
       sum(claim.penalty_received)::bigint as "penaltyReceived",
       coalesce(sum(claim.loss), 0)::bigint as loss
     from claim.claim
     join loan.loan on loan.id = claim.loan_id
     where claim.holder_id = $1 and loan.currency = $2
     group by loan.state
     order by loan.state`,
    [lenderId, currency],
  );
  return rows.map((row) => ({
    ...{ state: row.state, claims: row.claims, outstanding: minorUnits(row.outstanding) },
    principalReceived: minorUnits(row.principalReceived),
    interestReceived: minorUnits(row.interestReceived),
    penaltyReceived: minorUnits(row.penaltyReceived),
    loss: minorUnits(row.loss),
  }));
}

/** Interest earned since the last due days, by the share of each loan that is the lender's; never more than earned. */
async function readAccrued(
  pool: pg.Pool,
  {
    lenderId,
    currency,
    today,
  }: { readonly lenderId: Id; readonly currency: string; readonly today: Day },
): Promise<MinorUnits> {
  const { rows } = await pool.query<{ loanId: Id; own: bigint; whole: bigint }>(
    `select claim.loan_id as "loanId", sum(claim.outstanding)::bigint as whole,
       (sum(claim.outstanding) filter (where claim.holder_id = $1))::bigint as own
     from claim.claim
     join loan.loan on loan.id = claim.loan_id
     where loan.currency = $2 and claim.outstanding > 0
       and claim.loan_id in (
         select loan_id from claim.claim where holder_id = $1 and outstanding > 0
       )
     group by claim.loan_id`,
    [lenderId, currency],
  );
  const ids = rows.map(({ loanId }) => loanId);
  const servicings = await rowsOf(pool, servicingTable, servicingTable.loadByKey(ids));
  const shares = new Map(rows.map(({ loanId, own, whole }) => [loanId, fraction(own, whole)]));
  return sum(
    servicings.map((servicing) => {
      const share = shares.get(servicing.loanId);
      const accrued = accruedToLenders(servicing, today);
      return share === undefined ? ZERO : scale(accrued, share, 'down');
    }),
  );
}
