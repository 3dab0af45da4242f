// What the pages of supervision must show, recomputed from accounts, lines and facts.
import type { FigureAsk, FigureQueries } from './figure-query.ts';
import { bigintOf, countValue, moneyValue, rateValue } from './figure-query.ts';

/** The day of the page; without one, the day that was closed last. */
async function dayOf({ db, address }: FigureAsk): Promise<string> {
  const asked = address.searchParams.get('day');
  if (asked !== null) return asked;
  const { rows } = await db.query<{ day: string }>(
    'select max(day)::text as day from ledger.day_close',
  );
  return rows[0]?.day ?? '';
}

/** Every account at the end of the day, as its last line in the list of balances says. */
const STANDING = `select distinct on (account_id) account_id, posted
  from ledger.day_balance
  where day <= $1::date
  order by account_id, day desc`;

const KIND = 'account_id / 1000000000000000';

const standingOf = (...kinds: readonly number[]) =>
  `select coalesce(sum(posted), 0) from (${STANDING}) as standing where ${KIND} in (${kinds.join(', ')})`;

const CLIENT_KINDS = [20, 21, 22, 23, 24, 25, 26, 27, 28, 29];

const flow = (
  where: string,
) => `select coalesce(sum(case when reverses_id is null then amount else -amount end), 0)
  from ledger.transfer
  where booked_day = $1::date and kind in ('posted', 'post') and ${where}`;

const between = (debit: string, credit: string) =>
  `debit_account / 1000000000000000 in (${debit}) and credit_account / 1000000000000000 in (${credit})`;

const MONEY: Readonly<Record<string, string>> = {
  custody_balance: standingOf(10),
  clearing_balance: standingOf(11),
  client_money: standingOf(...CLIENT_KINDS),
  platform_money: standingOf(30, 31),
  principal_outstanding: standingOf(40),
  money_in: flow(between('10, 11', CLIENT_KINDS.join(', '))),
  money_out: flow(between(CLIENT_KINDS.join(', '), '10, 11')),
  disbursed: flow('code = 210'),
  repaid: flow('code in (220, 221)'),
};

const COUNTS: Readonly<Record<string, string>> = {
  breaks_found: 'select count(*) from ledger.break where day = $1::date',
  loans_open: `select count(*) from (${STANDING}) as standing where ${KIND} = 40 and posted > 0`,
  loans_funding: `select count(*)
    from (
      select distinct on (loan_id) "to"
      from loan.transition
      where day <= $1::date
      order by loan_id, number desc
    ) as latest
    where "to" in ('listed', 'funding')`,
};

async function indicator(ask: FigureAsk): Promise<string> {
  const day = await dayOf(ask);
  const [money, count] = [MONEY[ask.row], COUNTS[ask.row]];
  if (money !== undefined) return moneyValue(await bigintOf(ask.db, money, [day]));
  if (count !== undefined) return countValue(await bigintOf(ask.db, count, [day]));
  throw new Error(`No SQL recomputes the indicator ${ask.row}.`);
}

/** As the version in force says it; the SQL of what it says stands with the public pages. */
async function published(ask: FigureAsk): Promise<string> {
  const { rows } = await ask.db.query<{ kind: string; said: string }>(
    `select figure -> 'value' ->> 'kind' as kind,
       coalesce(figure -> 'value' ->> 'amount', figure -> 'value' ->> 'count', figure -> 'value' ->> 'ppm') as said
     from (
       select figures from disclosure.published
       where day = $1::date
       order by version desc
       limit 1
     ) as latest, json_array_elements(latest.figures) as figure
     where figure ->> 'figure' = $2`,
    [await dayOf(ask), ask.row],
  );
  const [found] = rows;
  if (found === undefined) return '';
  const said = BigInt(found.said.replace('#', ''));
  if (found.kind === 'money') return moneyValue(said);
  return found.kind === 'count' ? countValue(said) : rateValue(said);
}

const BORROWERS = `select loan.borrower_id, count(*) as loans, sum(standing.posted) as outstanding,
    sum(sum(standing.posted)) over () as total
  from (${STANDING}) as standing
  join ledger.account using (account_id)
  join loan.loan on loan.id::text = account.owner
  where ${KIND} = 40 and standing.posted > 0
  group by loan.borrower_id`;

async function ofBorrower(ask: FigureAsk, column: string): Promise<bigint> {
  const text = `select ${column} from (${BORROWERS}) as borrower where borrower_id = $2`;
  return bigintOf(ask.db, text, [await dayOf(ask), ask.row]);
}

/** A row of an indicator: an account, a line or a loan. */
async function rowAmount(ask: FigureAsk): Promise<string> {
  const [name = '', id = ''] = ask.row.split(' ');
  const day = await dayOf(ask);
  if (name === 'principal_outstanding' || name === 'loans_open')
    return moneyValue(await owed(ask, id));
  if (name === 'loans_funding') return moneyValue(await amountOf(ask, id));
  if (['money_in', 'money_out', 'disbursed', 'repaid'].includes(name)) {
    const text = `select case when reverses_id is null then amount else -amount end
      from ledger.transfer where transfer_id = $1`;
    return moneyValue(await bigintOf(ask.db, text, [id]));
  }
  const text = `select posted from (${STANDING}) as standing where account_id = $2`;
  return moneyValue(await bigintOf(ask.db, text, [day, id]));
}

/** The principal of a loan at the end of the page's day. */
async function owed(ask: FigureAsk, loanId: string): Promise<bigint> {
  return bigintOf(
    ask.db,
    `select standing.posted from (${STANDING}) as standing
     join ledger.account using (account_id)
     where ${KIND} = 40 and account.owner = $2`,
    [await dayOf(ask), loanId],
  );
}

function amountOf({ db }: FigureAsk, loanId: string): Promise<bigint> {
  return bigintOf(db, 'select loan_amount from loan.loan where id = $1', [loanId]);
}

/** Everything that was ever booked on the principal of a loan, line by line. */
const PRINCIPAL_NOW = `select coalesce(sum(case when debit.kind = 'loan_principal' then amount else -amount end), 0)
  from ledger.transfer
  join ledger.account as debit on debit.account_id = debit_account
  join ledger.account as credit on credit.account_id = credit_account
  where (debit.kind = 'loan_principal' and debit.owner = $1)
    or (credit.kind = 'loan_principal' and credit.owner = $1)`;

const TRANSFERS_OF_LOAN = `select count(*)
  from ledger.transfer
  where debit_account in (select account_id from ledger.account where owner = $1)
    or credit_account in (select account_id from ledger.account where owner = $1)`;

const moneyBy =
  (text: string) =>
  async ({ db, row }: FigureAsk) =>
    moneyValue(await bigintOf(db, text, [row]));

export const SUPERVISE_FIGURES: FigureQueries = {
  'supervise.indicator': indicator,
  'supervise.published': published,
  'supervise.borrowerLoans': async (ask) => countValue(await ofBorrower(ask, 'loans')),
  'supervise.borrowerOutstanding': async (ask) => moneyValue(await ofBorrower(ask, 'outstanding')),
  'supervise.borrowerShare': async (ask) =>
    rateValue(await ofBorrower(ask, 'round(outstanding * 1000000 / total)')),
  'supervise.rowAmount': rowAmount,
  'supervise.populationSize': async (ask) => {
    const least = ask.row === 'open' ? 1 : 0;
    const text = `select count(*) from (${STANDING}) as standing where ${KIND} = 40 and posted >= $2`;
    return countValue(await bigintOf(ask.db, text, [await dayOf(ask), least]));
  },
  'supervise.drawnAmount': async (ask) => moneyValue(await amountOf(ask, ask.row)),
  'supervise.drawnOutstanding': async (ask) => moneyValue(await owed(ask, ask.row)),
  'supervise.loanAmount': async (ask) => moneyValue(await amountOf(ask, ask.row)),
  'supervise.annualRate': async ({ db, row }) => {
    const { rows } = await db.query<{ rate: number | null }>(
      'select annual_rate_ppm as rate from loan.loan where id = $1',
      [row],
    );
    const [loan] = rows;
    return typeof loan?.rate === 'number' ? rateValue(loan.rate) : '';
  },
  'supervise.loanOutstanding': moneyBy(PRINCIPAL_NOW),
  'supervise.transferCount': async ({ db, row }) =>
    countValue(await bigintOf(db, TRANSFERS_OF_LOAN, [row])),
  'supervise.bidAmount': moneyBy('select amount from loan.bid where id = $1'),
  'supervise.claimPrincipal': moneyBy('select principal from claim.claim where id = $1'),
  'supervise.claimOutstanding': moneyBy('select outstanding from claim.claim where id = $1'),
  'supervise.transferAmount': moneyBy('select amount from ledger.transfer where transfer_id = $1'),
};
