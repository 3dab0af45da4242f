// Public figures that are of no loan alone, by a second program: cash, reserves, people, cost.
import { formatDay } from '@mutua/core/time/day.ts';
import {
  badDebt,
  bigSum,
  borrowersOf,
  lendersOf,
  lent,
  type NaiveDay,
  naiveDayOf,
  naiveShare,
  type Of,
  share,
} from './disclosure-day.ts';
import { bigintOf, countValue, type FigureQueries, moneyValue } from './figure-query.ts';

/** What stood on all accounts of a kind at the close of a day, counted from every transfer. */
function stoodOn(kind: string): Of {
  return ({ ask, day }) =>
    bigintOf(
      ask.db,
      `select coalesce(sum(signed), 0)::bigint from (
         select case when credit_account = account_id then amount else -amount end as signed
         from ledger.account
         join ledger.transfer on account_id in (debit_account, credit_account)
         where account.kind = $1 and currency = 'CNY' and transfer.kind in ('posted', 'post')
           and booked_day <= $2
       ) as line`,
      [kind, formatDay(day)],
    );
}

const lendersCash = stoodOn('lender_cash');
const reserve = stoodOn('risk_reserve');

const operatingCost: Of = ({ ask, day }) =>
  bigintOf(
    ask.db,
    `select coalesce(sum(case when reverses_id is null then amount else -amount end), 0)::bigint
     from ledger.transfer
     where code in (330, 331, 332, 500) and kind in ('posted', 'post') and booked_day <= $1`,
    [formatDay(day)],
  );

const working: Of = ({ open }) => bigSum(open, (one) => one.lendersPrincipal);

const covered = ({ made }: NaiveDay) => made.filter(({ loan }) => loan.isCovered);

/** Lenders' cash of thirty days, each counted anew, over what was lent in them. */
async function idleDays(day: NaiveDay): Promise<string> {
  let cash = 0n;
  for (let back = 0; back < 30; back += 1) {
    const then = { ...day, day: (day.day - back) as NaiveDay['day'] };
    const isClosed = await bigintOf(
      day.ask.db,
      'select count(*) from ledger.day_close where day = $1',
      [formatDay(then.day)],
    );
    if (isClosed === 1n) cash += await lendersCash(then);
  }
  const out = bigSum(
    day.made.filter(({ loan }) => loan.valueDay > day.day - 30),
    ({ loan }) => loan.amount,
  );
  const [down, rest] = [cash / out, cash % out];
  const isUp = rest * 2n > out || (rest * 2n === out && down % 2n === 1n);
  return countValue(isUp ? down + 1n : down);
}

const divided = (part: bigint, whole: bigint) => {
  const [down, rest] = [part / whole, part % whole];
  return rest * 2n > whole || (rest * 2n === whole && down % 2n === 1n) ? down + 1n : down;
};

export const HOUSE_FIGURES: FigureQueries = {
  'disclosed.reserveBalance': async (ask) => moneyValue(await reserve(await naiveDayOf(ask))),
  'disclosed.reserveRatio': share(reserve, (day) =>
    bigSum(covered(day), ({ principal }) => principal),
  ),
  'disclosed.reserveCoverage': share(reserve, (day) =>
    badDebt({ ...day, made: covered(day), open: [] }),
  ),
  'disclosed.compensationOnTime': async (ask) => {
    const day = formatDay((await naiveDayOf(ask)).day);
    const ended = (state: string) =>
      bigintOf(
        ask.db,
        `select count(*) from safeguard.compensation
         where currency = 'CNY' and ended_on <= $1 and ($2 = 'any' or state = $2)`,
        [day, state],
      );
    return naiveShare(await ended('paid'), await ended('any'));
  },
  'disclosed.fundUtilisation': share(
    working,
    async (day) => (await working(day)) + (await lendersCash(day)),
  ),
  'disclosed.idleDays': async (ask) => idleDays(await naiveDayOf(ask)),
  'disclosed.operatingCost': async (ask) => moneyValue(await operatingCost(await naiveDayOf(ask))),
  'disclosed.costPerLoan': async (ask) => {
    const day = await naiveDayOf(ask);
    return moneyValue(divided(await operatingCost(day), BigInt(day.made.length)));
  },
  'disclosed.costPerUnitLent': share(operatingCost, lent),
  'disclosed.averageLent': async (ask) => {
    const day = await naiveDayOf(ask);
    return moneyValue(divided(await lent(day), BigInt(lendersOf(day.made))));
  },
  'disclosed.averageBorrowed': async (ask) => {
    const day = await naiveDayOf(ask);
    return moneyValue(divided(await lent(day), BigInt(borrowersOf(day.made))));
  },
  'disclosed.registeredClients': async (ask) => {
    const { day } = await naiveDayOf(ask);
    const clients = await bigintOf(
      ask.db,
      `select count(*) from people.identity
       where verified_at is not null
         and verified_at < (select closed_at from ledger.day_close where day = $1)`,
      [formatDay(day)],
    );
    return countValue(clients);
  },
  'disclosed.activeUsers': async (ask) => {
    const { day } = await naiveDayOf(ask);
    const active = await bigintOf(
      ask.db,
      `select count(distinct actor) from commit.command
       where actor like 'person %' and business_date <= $1
         and date_trunc('month', business_date) = date_trunc('month', $1::date)`,
      [formatDay(day)],
    );
    return countValue(active);
  },
};
