// What the first page, the sign-in page and a loan's public page must show, recomputed from rows and schedules.
import type { DisclosedFigure } from '@mutua/core/disclosure/disclosed-figure.ts';
import { readPacked } from '@mutua/server/database/packed-json.ts';
import type pg from 'pg';
import {
  bigintOf,
  countValue,
  type FigureQueries,
  type FigureQuery,
  moneyValue,
  rateValue,
} from './figure-query.ts';
import {
  type ListedLoan,
  listedLoan,
  outlookOf,
  type PlanRow,
  planOf,
  shareOf,
} from './listing-facts.ts';
import { fundedValue, lenders, MARKET_FIGURES } from './market-figures.ts';

const ofLoan =
  (read: (loan: ListedLoan) => string): FigureQuery =>
  async ({ db, row }) =>
    read(await listedLoan(db, row));

const column =
  (expression: string, write: (value: bigint) => string): FigureQuery =>
  async ({ db, row }) =>
    write(
      await bigintOf(
        db,
        `select ${expression} from loan.loan
         left join people.borrower on borrower.id = loan.borrower_id
         where loan.id = $1`,
        [row],
      ),
    );

const outlook =
  (name: 'termPdPpm' | 'exposurePpm' | 'lgdPpm' | 'termLossPpm' | 'expectedNetPpm'): FigureQuery =>
  async ({ db, row }) =>
    rateValue((await outlookOf(db, await listedLoan(db, row)))[name]);

/** A row of the schedule: the loan and the number of the instalment. */
const instalment =
  (read: (one: PlanRow) => bigint): FigureQuery =>
  async ({ db, row }) => {
    const [loanId = '', number] = row.split(' ');
    const one = (await planOf(db, loanId))[Number(number) - 1];
    return one === undefined ? '' : moneyValue(read(one));
  };

const total =
  (read: (one: PlanRow) => bigint): FigureQuery =>
  async ({ db, row }) =>
    moneyValue((await planOf(db, row)).reduce((sum, one) => sum + read(one), 0n));

/** Of an amount: the loan and the minor units. */
async function parts(db: pg.Pool, row: string) {
  const [loanId = '', digits = '0'] = row.split(' ');
  const amount = BigInt(digits);
  const rows = await shareOf(db, loanId, amount);
  const interest = rows.reduce((sum, one) => sum + one.interest, 0n);
  const fees = rows.reduce((sum, one) => sum + one.fee, 0n);
  const { termLossPpm } = await outlookOf(db, await listedLoan(db, loanId));
  const loss = (2n * amount * BigInt(termLossPpm) + 1_000_000n) / 2_000_000n;
  return { amount, interest, fees, loss };
}

const assessed = async (db: pg.Pool, loanId: string, name: 'result' | 'features') => {
  const { rows } = await db.query<{ json: string }>(
    `select ${name}::text as json from loan.assessment
     where loan_id = $1 order by number desc limit 1`,
    [loanId],
  );
  return readPacked(rows[0]?.json ?? 'null') as never;
};

const published =
  (name: string): FigureQuery =>
  async ({ db, row: of }) => {
    const { rows } = await db.query<{ figures: string }>(
      `select figures::text as figures from disclosure.published
       order by day desc, currency = 'CNY' desc, version desc limit 1`,
    );
    const figures = readPacked(rows[0]?.figures ?? '[]') as readonly DisclosedFigure[];
    const value = figures.find(({ figure, row }) => figure === name && row === of)?.value;
    switch (value?.kind) {
      case 'money':
        return moneyValue(value.amount);
      case 'count':
        return countValue(value.count);
      case 'rate':
        return rateValue(value.ppm);
      case undefined:
        return '';
    }
  };

/** The bid by its place on the loan, or by its own id. */
const bid = (expression: string): FigureQuery => {
  return async ({ db, row }) => {
    const [id, place] = row.split(' ');
    const amount = await bigintOf(
      db,
      `select ${expression} from (
         select *, row_number() over (order by placed_at, id) as place,
           coalesce(sum(amount) filter (where state in ('placed', 'accepted', 'converted'))
             over (order by placed_at, id), 0) as total
         from loan.bid
         where loan_id = coalesce((select loan_id from loan.bid where id = $1), $1)
       ) as book
       where case when $2::integer is null then id = $1 else place = $2::integer end`,
      [id, place ?? null],
    );
    return moneyValue(amount);
  };
};

const disclosed: FigureQuery = async ({ db, row }) => {
  const [loanId, item] = row.split(' ');
  const { rows } = await db.query<{ text: string }>(
    `select face -> 'items' ->> $2 as text from loan.listing where loan_id = $1`,
    [loanId, item],
  );
  return rows[0]?.text ?? '';
};

const PARTS: FigureQueries = {
  'loan.yourInterest': async ({ db, row }) => moneyValue((await parts(db, row)).interest),
  'loan.yourFees': async ({ db, row }) => moneyValue(-(await parts(db, row)).fees),
  'loan.yourLoss': async ({ db, row }) => moneyValue(-(await parts(db, row)).loss),
  'loan.yourGain': async ({ db, row }) => {
    const { interest, fees, loss } = await parts(db, row);
    return moneyValue(interest - fees - loss);
  },
  'loan.worst': async ({ row }) => moneyValue(-BigInt(row.split(' ')[1] ?? '0')),
  'loan.share': async ({ db, row }) => {
    const [loanId = '', number, amount = '0'] = row.split(' ');
    const one = (await shareOf(db, loanId, BigInt(amount)))[Number(number) - 1];
    return moneyValue((one?.principal ?? 0n) + (one?.interest ?? 0n));
  },
  'loan.sumShare': async ({ db, row }) => {
    const { amount, interest } = await parts(db, row);
    return moneyValue(amount + interest);
  },
};

const LOAN_FIGURES: FigureQueries = {
  ...PARTS,
  'loan.amount': ofLoan(({ amount }) => moneyValue(amount)),
  'loan.rate': ofLoan(({ annualRatePpm }) => rateValue(annualRatePpm)),
  'loan.net': outlook('expectedNetPpm'),
  'loan.allIn': column('loan.all_in_rate_ppm', rateValue),
  'loan.accepted': ofLoan(({ accepted }) => moneyValue(accepted)),
  'loan.left': ofLoan(({ amount, accepted }) => moneyValue(amount - accepted)),
  'loan.funded': ofLoan(fundedValue),
  'loan.lenders': async ({ db, row }) => countValue(await lenders(db, row)),
  'loan.firstInstalment': async ({ db, row }) => {
    const [first] = await planOf(db, row);
    return first === undefined ? '' : moneyValue(first.principal + first.interest + first.fee);
  },
  'loan.disclosed': disclosed,
  'loan.loansRepaid': column('coalesce(borrower.loans_repaid, 0)', countValue),
  'loan.worstDays': column('coalesce(borrower.worst_days_overdue, 0)', countValue),
  'loan.termPd': outlook('termPdPpm'),
  'loan.exposure': outlook('exposurePpm'),
  'loan.lgd': outlook('lgdPpm'),
  'loan.termLoss': outlook('termLossPpm'),
  'loan.score': async ({ db, row }) => {
    const { score } = (await assessed(db, row, 'result')) as { readonly score: number };
    return countValue(score);
  },
  'loan.points': async ({ db, row }) => {
    const [loanId = '', name] = row.split(' ');
    const features = (await assessed(db, loanId, 'features')) as readonly {
      readonly name: string;
      readonly points: number;
    }[];
    return countValue(features.find((one) => one.name === name)?.points ?? -1);
  },
  'loan.coverLeft': async ({ db, row }) =>
    moneyValue(
      await bigintOf(
        db,
        `select commitment.amount - coalesce((
           select sum(principal) from safeguard.compensation
           where commitment_id = commitment.id and state = 'paid'), 0)
         from safeguard.commitment where loan_id = $1 and guarantor_id = $2`,
        row.split(' '),
      ),
    ),
  'loan.principal': instalment(({ principal }) => principal),
  'loan.interest': instalment(({ interest }) => interest),
  'loan.due': instalment(({ principal, interest }) => principal + interest),
  'loan.balance': instalment(({ balance }) => balance),
  'loan.sumPrincipal': ofLoan(({ amount }) => moneyValue(amount)),
  'loan.sumInterest': total(({ interest }) => interest),
  'loan.sumDue': total(({ principal, interest }) => principal + interest),
  'loan.available': async ({ db, person }) =>
    moneyValue(
      await bigintOf(
        db,
        `select posted - pending_debit from ledger.account
         where owner = $1 and kind = 'lender_cash' and currency = 'CNY'`,
        [person?.personId],
      ),
    ),
  'loan.yourBids': async ({ db, row, person }) =>
    moneyValue(
      await bigintOf(
        db,
        `select sum(amount) from loan.bid
         where loan_id = $1 and lender_id = $2 and state in ('placed', 'accepted', 'converted')`,
        [row, person?.personId],
      ),
    ),
  'loan.bidAmount': bid('amount'),
  'loan.bidTotal': bid('total::bigint'),
};

export const PUBLIC_FIGURES: FigureQueries = {
  ...MARKET_FIGURES,
  ...LOAN_FIGURES,
  'home.balance': published('balance'),
  'home.loansOutstanding': published('loansOutstanding'),
  'home.netReturn': published('netReturn'),
  'home.lost': published('writtenOffLeft'),
  'home.lostRate': published('writeOffRate'),
  'loan.gradeExpectedByNow': published('gradeExpectedByNow'),
  'loan.gradeActualLoss': published('gradeActualLoss'),
  'loan.gradeExpectedLoss': published('gradeExpectedLoss'),
};
