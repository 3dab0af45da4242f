// What the office's loans and products must show, recomputed from accounts, lines, facts and the rules.
import { costOfContract } from '@mutua/core/credit/all-in.ts';
import { totalOfAmounts } from '@mutua/core/loan/repay/components.ts';
import { openAmounts } from '@mutua/core/loan/repay/instalment-account.ts';
import { makeSchedule } from '@mutua/core/loan/schedule/make-schedule.ts';
import { sum } from '@mutua/core/money/minor-units.ts';
import { scheduleTermsOf } from '@mutua/core/product/contract-terms.ts';
import { lenderReturn } from '@mutua/core/product/lender-fees.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import type { Tariff } from '@mutua/core/product/tariff.ts';
import type { Day } from '@mutua/core/time/day.ts';
import { readPacked } from '@mutua/server/database/packed-json.ts';
import type pg from 'pg';
import {
  bigintOf,
  countValue,
  type FigureAsk,
  type FigureQueries,
  type FigureQuery,
  moneyValue,
  rateValue,
} from './figure-query.ts';
import { arrearsFor, dayOf, servicingOf } from './office-cases.ts';

const ofLoan =
  (column: string, write: (value: bigint) => string): FigureQuery =>
  async ({ db, row }) =>
    write(await bigintOf(db, `select ${column} from loan.loan where id = $1`, [row]));

const money =
  (statement: string): FigureQuery =>
  async ({ db, row }) =>
    moneyValue(await bigintOf(db, statement, [row]));

type Part = 'principal' | 'interest' | 'penalty' | 'fee' | 'paid' | 'open';

/** Of one instalment, or of all together. */
function instalment(part: Part): FigureQuery {
  return async ({ db, row }) => {
    const [loanId = '', number] = row.split(' ');
    const accounts = (await servicingOf(db, loanId))?.accounts ?? [];
    const values = accounts.map((account) => {
      if (part === 'paid') return totalOfAmounts(account.paid);
      if (part === 'open') return totalOfAmounts(openAmounts(account));
      return account.due[part];
    });
    return moneyValue(number === 'all' ? sum(values) : (values[Number(number) - 1] ?? -1n));
  };
}

const LOST = `select posted from ledger.account where kind = 'loan_written_off' and owner = $1`;

async function writtenOff(db: pg.Pool, loanId: string): Promise<bigint> {
  const amounts = (await servicingOf(db, loanId))?.writtenOff?.amounts;
  return amounts === undefined ? 0n : totalOfAmounts(amounts);
}

async function givenUp(db: pg.Pool, loanId: string): Promise<bigint> {
  const accounts = (await servicingOf(db, loanId))?.accounts ?? [];
  return sum(accounts.map(({ waived }) => totalOfAmounts(waived)));
}

const REPAID: Readonly<Record<string, number>> = {
  principal: 610,
  interest: 611,
  penalty: 612,
  fee: 613,
};

/** Of a debt that is written off, whose sides have gone from the book: what went on to lenders and operator. */
const RECOVERED: Readonly<Record<string, string>> = {
  principal: 'code = 230',
  interest: 'code = 231',
  penalty: 'code = 232',
  fee: `code between 300 and 399 and from_kind = 'loan_repayment'`,
};
const WHOLE = 'code = 631';

/** What the command that told of it has booked on the side of the debt. */
const repayment: FigureQuery = async ({ db, row }) => {
  const [instructionId, part] = row.split(' ');
  const codes = part === undefined ? Object.values(REPAID) : [REPAID[part]];
  const recovered = part === undefined ? WHOLE : RECOVERED[part];
  return moneyValue(
    await bigintOf(
      db,
      `with lines as (
         select transfer.*, debit.kind as from_kind from ledger.transfer
         join ledger.account as debit on debit.account_id = debit_account
         where command_sequence in (
           select sequence from commit.command
           where events::text like '%RepaymentDistributed%' and events::text like '%' || $1 || '%'
         )
       )
       select sum(amount) from lines
       where case when exists (select 1 from lines where ${WHOLE})
         then ${recovered} else code = any($2) end`,
      [instructionId, codes],
    ),
  );
};

async function readTerms(db: pg.Pool, code: string, version?: string): Promise<ProductTerms> {
  const { rows } = await db.query<{ terms: string }>(
    `select terms::text as terms from product.product_version
     where code = $1 and ($2::integer is null or number = $2)
     order by number desc limit 1`,
    [code, version ?? null],
  );
  return readPacked(rows[0]?.terms ?? '{}') as ProductTerms;
}

const KEPT_MS = 5_000;
const kept = new Map<string, { readonly at: number; readonly read: Promise<ProductTerms> }>();

/** The same for all figures of a page, which are asked for together. */
function termsOf(db: pg.Pool, code: string, version?: string): Promise<ProductTerms> {
  const name = `${code} ${version ?? ''}`;
  const known = kept.get(name);
  const now = Date.now();
  if (known !== undefined && now - known.at <= KEPT_MS) return known.read;
  const read = readTerms(db, code, version);
  kept.set(name, { at: now, read });
  return read;
}

type Parts = Readonly<Record<string, unknown>>;

function write(value: unknown, field: string): string {
  if (typeof value === 'bigint') return moneyValue(value);
  return field.includes('Ppm') ? rateValue(Number(value)) : countValue(Number(value));
}

const term: FigureQuery = async ({ db, row }) => {
  const [code = '', version, field = ''] = row.split(' ');
  const terms: unknown = await termsOf(db, code, version);
  const value = field
    .split('.')
    .reduce<unknown>((part, name) => (part as Parts | undefined)?.[name], terms);
  return write(value, field);
};

const range = (field: 'amount' | 'termMonths' | 'annualRatePpm', end: 'minimum' | 'maximum') => {
  const query: FigureQuery = async ({ db, row }) =>
    write((await termsOf(db, row))[field][end], field);
  return query;
};

const fee: FigureQuery = async ({ db, row }) => {
  const [code = '', number = '', kind, payer] = row.split(' ');
  const { fees } =
    code === 'clients' ? await clientTariff(db, number) : (await termsOf(db, code, number)).tariff;
  const rule = fees.find((one) => one.kind === kind && one.payer === payer)?.rule;
  if (rule === undefined) return '';
  return rule.kind === 'fixed' ? moneyValue(rule.amount) : rateValue(rule.sharePpm);
};

async function clientTariff(db: pg.Pool, number: string): Promise<Tariff> {
  const { rows } = await db.query<{ tariff: string }>(
    'select tariff::text as tariff from product.client_tariff where number = $1',
    [number],
  );
  return readPacked(rows[0]?.tariff ?? '{}') as Tariff;
}

let day: { readonly at: number; readonly read: Promise<Day> } | undefined;

function businessDay(db: pg.Pool): Promise<Day> {
  const now = Date.now();
  if (day === undefined || now - day.at > KEPT_MS) {
    const asked = db.query<{ day: string }>('select day::text as day from calendar.business_day');
    day = { at: now, read: asked.then(({ rows }) => dayOf(rows[0]?.day ?? '')) };
  }
  return day.read;
}

/** What the page asks for at first: the largest loan for the longest term at the highest rate. */
async function preview({ db, row, address }: FigureAsk): Promise<string> {
  const product = await termsOf(db, address.pathname.split('/').at(-1) ?? '');
  const contract = {
    loanAmount: product.amount.maximum,
    termMonths: product.termMonths.maximum,
    annualRatePpm: product.annualRatePpm.maximum,
    repaymentMethod: product.repaymentMethods[0] as 'equal_instalments',
    valueDay: await businessDay(db),
  };
  const schedule = makeSchedule(scheduleTermsOf(product, contract));
  const cost = costOfContract(product, contract, 'cn_irr');
  if (!schedule.ok || !cost.ok) throw new Error('No schedule follows from the product.');
  const { fees, interest, totalRepaid, allInRatePpm } = cost.value;
  switch (row) {
    case 'allIn':
      return rateValue(allInRatePpm);
    case 'lender':
      return rateValue(lenderReturn(contract.annualRatePpm, product.tariff).lenderPpm);
    case 'interest':
      return moneyValue(interest);
    case 'fees':
      return moneyValue(sum(fees.map(({ amount }) => amount)));
    case 'repaid':
      return moneyValue(totalRepaid);
  }
  const [number, part] = row.split(' ');
  const found = schedule.value.rows[Number(number) - 1];
  if (found === undefined) throw new Error(`There is no instalment ${number}.`);
  const paid = sum(
    fees.filter(({ dueWith }) => dueWith === found.number).map(({ amount }) => amount),
  );
  const { principal, balance } = found;
  const parts: Readonly<Record<string, bigint>> = {
    ...{ principal, interest: found.interest, fee: paid, balance },
    total: principal + found.interest + paid,
  };
  return moneyValue(parts[part ?? ''] ?? -1n);
}

export const OFFICE_LOAN_FIGURES: FigureQueries = {
  'loans.loanAmount': ofLoan('loan_amount', moneyValue),
  'loans.outstanding': money(
    `select posted from ledger.account where kind = 'loan_principal' and owner = $1`,
  ),
  'loans.rate': async ({ db, row }) => {
    const rate = await bigintOf(
      db,
      'select coalesce(annual_rate_ppm, -1) from loan.loan where id = $1',
      [row],
    );
    return rate < 0n ? '' : rateValue(rate);
  },
  'loans.allIn': async ({ db, row }) => {
    const rate = await bigintOf(
      db,
      'select coalesce(all_in_rate_ppm, -1) from loan.loan where id = $1',
      [row],
    );
    return rate < 0n ? '' : rateValue(rate);
  },
  'loans.accepted': ofLoan('accepted', moneyValue),
  'loans.frozen': ofLoan('frozen', moneyValue),
  'loans.arrears': async ({ db, row }) => moneyValue((await arrearsFor(db, row)).amount),
  'loans.daysOverdue': async ({ db, row }) => countValue((await arrearsFor(db, row)).days),
  'loans.writtenOff': async ({ db, row }) => moneyValue(await writtenOff(db, row)),
  'loans.leftOver': money(LOST),
  'loans.recovered': async ({ db, row }) => {
    const left = await bigintOf(db, LOST, [row]);
    return moneyValue((await writtenOff(db, row)) - left - (await givenUp(db, row)));
  },
  'loans.principal': instalment('principal'),
  'loans.interest': instalment('interest'),
  'loans.penalty': instalment('penalty'),
  'loans.fee': instalment('fee'),
  'loans.paid': instalment('paid'),
  'loans.open': instalment('open'),
  'loans.claimPrincipal': money('select principal from claim.claim where id = $1'),
  'loans.claimOutstanding': money('select outstanding from claim.claim where id = $1'),
  'loans.claimLoss': money('select loss from claim.claim where id = $1'),
  'loans.commitment': money('select amount from safeguard.commitment where id = $1'),
  'loans.collateral': money('select value from safeguard.collateral where id = $1'),
  'loans.repayment': repayment,
  'products.amountFrom': range('amount', 'minimum'),
  'products.amountTo': range('amount', 'maximum'),
  'products.termFrom': range('termMonths', 'minimum'),
  'products.termTo': range('termMonths', 'maximum'),
  'products.rateFrom': range('annualRatePpm', 'minimum'),
  'products.rateTo': range('annualRatePpm', 'maximum'),
  'products.term': term,
  'products.feeAmount': fee,
  'products.feeShare': fee,
  'products.preview': preview,
};
