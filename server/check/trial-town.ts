// For tests: a small town in the book and in the tables of the rooms, in which every law but the replayed log holds.
import { createHash } from 'node:crypto';
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import type pg from 'pg';
import { entry, type TrialBook } from '../ledger/trial-book.ts';

export const ANNA = personId('a');
export const BEN = personId('b');
export const CARL = personId('c');
export const REPAYING = personId('d');
export const FUNDING = personId('e');

/** SHA-256 of the word `text`. */
const HASH_OF_TEXT = createHash('sha256').update('text').digest('hex');
const custody = ['custody', 'custodian'] as const;
const anna = ['lender_cash', ANNA] as const;
const ben = ['lender_cash', BEN] as const;
const carl = ['borrower_cash', CARL] as const;

/** Anna and Ben lend 80 and 20 to Carl, who has repaid 25; Anna bids 50 on another loan and withdraws 10. */
export async function buildTown(book: TrialBook, owner: pg.ClientBase): Promise<void> {
  await addLoan(owner, { id: REPAYING, state: 'repaying', amount: 100, steps: LIFE });
  await addLoan(owner, { id: FUNDING, state: 'funding', amount: 200, steps: LIFE.slice(0, 5) });
  await lendAndRepay(book, owner);
  await book.turn();
  await bidAndWithdraw(book, owner);
  await addPeople(owner);
}

async function lendAndRepay(book: TrialBook, owner: pg.ClientBase): Promise<void> {
  const ofLoan = { subjectId: REPAYING };
  const [funding, repayment] = [
    ['loan_funding', REPAYING] as const,
    ['loan_repayment', REPAYING] as const,
  ];
  await book.write(entry('top_up', custody, anna, 200), entry('top_up', custody, ben, 50));
  const holds = await book.write(
    entry('bid', anna, funding, 80, { ...ofLoan, isPending: true }),
    entry('bid', ben, funding, 20, { ...ofLoan, isPending: true }),
  );
  await addBid(owner, {
    id: personId('1'),
    loanId: REPAYING,
    lenderId: ANNA,
    amount: 80,
    holdId: holds[0]?.id,
  });
  await addBid(owner, {
    id: personId('2'),
    loanId: REPAYING,
    lenderId: BEN,
    amount: 20,
    holdId: holds[1]?.id,
  });
  await book.write(
    ...holds.map((ends) => ({ ends, by: 'post' }) as const),
    entry('disbursement', funding, carl, 100, ofLoan),
    entry('fee_service', carl, ['platform_fees', 'service'], 5, ofLoan),
    entry('principal_lent', ['loan_principal', REPAYING], ['loan_owed', REPAYING], 100, ofLoan),
  );
  await owner.query(
    `update loan.bid set state = 'converted', freeze_state = 'confirmed' where loan_id = $1`,
    [REPAYING],
  );
  await addClaim(owner, {
    id: personId('1'),
    holderId: ANNA,
    principal: 80,
    outstanding: 60,
    interest: 3,
  });
  await addClaim(owner, {
    id: personId('2'),
    holderId: BEN,
    principal: 20,
    outstanding: 15,
    interest: 1,
  });
  await book.write(
    entry('interest_due', ['loan_interest', REPAYING], ['loan_owed', REPAYING], 4, ofLoan),
    entry('repayment', carl, repayment, 29, ofLoan),
    entry('principal_paid', repayment, anna, 20, ofLoan),
    entry('principal_paid', repayment, ben, 5, ofLoan),
    entry('interest_paid', repayment, anna, 3, ofLoan),
    entry('interest_paid', repayment, ben, 1, ofLoan),
    entry('principal_repaid', ['loan_owed', REPAYING], ['loan_principal', REPAYING], 25, ofLoan),
    entry('interest_repaid', ['loan_owed', REPAYING], ['loan_interest', REPAYING], 4, ofLoan),
  );
}

async function bidAndWithdraw(book: TrialBook, owner: pg.ClientBase): Promise<void> {
  const [bid] = await book.write(
    entry('bid', anna, ['loan_funding', FUNDING], 50, { subjectId: FUNDING, isPending: true }),
  );
  await addBid(owner, {
    id: personId('3'),
    loanId: FUNDING,
    lenderId: ANNA,
    amount: 50,
    holdId: bid?.id,
  });
  const [withdrawal] = await book.write(
    entry('withdrawal', anna, custody, 10, { subjectId: ANNA, isPending: true }),
  );
  await add(owner, 'wallet.withdrawal', {
    ...{ id: personId('4'), client_id: ANNA, role: 'lender', currency: 'CNY', amount: 10 },
    ...{ state: 'requested', hold_id: withdrawal?.id },
  });
  const [tooMuch] = await book.write(entry('top_up', custody, ben, 7));
  if (tooMuch?.kind === 'posted') {
    await book.write({ reverses: tooMuch });
  }
}

const LIFE = [
  ...(['LoanApplied', 'LoanAssessed', 'LoanApproved', 'LoanListed', 'FundingOpened'] as const),
  ...(['LoanFunded', 'LoanDisbursed', 'RepaymentStarted'] as const),
];
const STATES = [
  ...(['applied', 'assessed', 'approved', 'listed', 'funding', 'funded', 'disbursed'] as const),
  'repaying',
];

interface TrialLoan {
  readonly id: Id;
  readonly state: string;
  readonly amount: number;
  readonly steps: readonly string[];
}

async function addLoan(
  owner: pg.ClientBase,
  { id, state, amount, steps }: TrialLoan,
): Promise<void> {
  const [accepted, frozen] = state === 'funding' ? [50, 0] : [100, 100];
  const contract = { loan_id: id, borrower_id: CARL, document: 'text', hash: HASH_OF_TEXT };
  const hasContract = state === 'repaying';
  await add(owner, 'loan.loan', {
    ...{ id, borrower_id: CARL, state, transitions: steps.length, loan_amount: amount },
    ...{ accepted, frozen, currency: 'CNY', term_months: 12, fees: '[]' },
    ...(hasContract ? { contract_hash: HASH_OF_TEXT } : {}),
  });
  if (hasContract) await add(owner, 'loan.contract', contract);
  for (const [index, event] of steps.entries()) {
    await add(owner, 'loan.transition', {
      ...{ loan_id: id, number: index + 1, event, to: STATES[index] },
      from: STATES[index - 1] ?? null,
    });
  }
}

interface TrialBid {
  readonly id: Id;
  readonly loanId: Id;
  readonly lenderId: Id;
  readonly amount: number;
  readonly holdId: bigint | undefined;
}

async function addBid(owner: pg.ClientBase, bid: TrialBid): Promise<void> {
  await add(owner, 'loan.bid', {
    ...{ id: bid.id, loan_id: bid.loanId, lender_id: bid.lenderId, amount: bid.amount },
    ...{ source: 'manual', state: 'accepted', hold_id: bid.holdId, freeze_state: 'created' },
  });
}

interface TrialClaim {
  readonly id: Id;
  readonly holderId: Id;
  readonly principal: number;
  readonly outstanding: number;
  readonly interest: number;
}

async function addClaim(
  owner: pg.ClientBase,
  { id, holderId, principal, outstanding, interest }: TrialClaim,
): Promise<void> {
  await add(owner, 'claim.claim', {
    ...{ id, loan_id: REPAYING, borrower_id: CARL, holder_id: holderId },
    ...{ origin: 'disbursement', state: 'active', principal, outstanding, units: principal },
    ...{ principal_received: principal - outstanding, interest_received: interest },
  });
}

async function addPeople(owner: pg.ClientBase): Promise<void> {
  const ceiling = { tolerance: 3, exposure_ceiling: 1000 };
  await add(owner, 'people.lender', { id: ANNA, exposure: 110, ...ceiling });
  await add(owner, 'people.lender', { id: BEN, exposure: 15, ...ceiling });
  await add(owner, 'people.borrower', { id: CARL, owed: 75 });
}

/** What a column that the town does not speak of has, by its type. */
const FILLERS: Readonly<Record<string, unknown>> = {
  ...{ text: 'x', uuid: ANNA, boolean: false, json: '{}', date: '2026-03-02' },
  ...{ integer: 1, bigint: 0, smallint: 1, 'timestamp with time zone': '2026-03-02T02:00:00Z' },
};

/** Adds a row; a column that must not be empty and is not named is filled with whatever its type allows. */
async function add(
  owner: pg.ClientBase,
  table: string,
  row: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { rows } = await owner.query<{ name: string; type: string }>(
    `select column_name as name, data_type as type
     from information_schema.columns
     where table_schema || '.' || table_name = $1 and is_nullable = 'NO' and column_default is null`,
    [table],
  );
  const fillers = rows.map(({ name, type }) => [name, FILLERS[type]]);
  const whole = { ...Object.fromEntries(fillers), ...row };
  const names = Object.keys(whole).map((name) => `"${name}"`);
  const places = names.map((_, index) => `$${index + 1}`);
  await owner.query(
    `insert into ${table} (${names.join(', ')})
     values (${places.join(', ')})`,
    Object.values(whole),
  );
}

function personId(last: string): Id {
  return idOf(`00000000-0000-7000-8000-00000000000${last}`);
}
