// For tests: a small town in the book and in the tables of the rooms, in which every law but the replayed log holds.
import { createHash } from 'node:crypto';
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import { amountsOf } from '@mutua/core/loan/repay/components.ts';
import { openAccount } from '@mutua/core/loan/repay/instalment-account.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { entry, type TrialBook } from '../ledger/trial-book.ts';
import { accountsColumn } from '../loan/accounts-column.ts';

export const ANNA = personId('a');
export const BEN = personId('b');
export const CARL = personId('c');
export const REPAYING = personId('d');
export const FUNDING = personId('e');
export const WRITTEN_OFF = personId('f');

/** SHA-256 of the word `text`. */
const HASH_OF_TEXT = createHash('sha256').update('text').digest('hex');
const custody = ['custody', 'custodian'] as const;
const anna = ['lender_cash', ANNA] as const;
const ben = ['lender_cash', BEN] as const;
const carl = ['borrower_cash', CARL] as const;

/**
 * Anna and Ben lend 80 and 20 to Carl, who has repaid 25; Anna bids 50 on another loan and withdraws 10. A loan of 30
 * from Ben is written off, of which 6 have come in since.
 */
export async function buildTown(book: TrialBook, owner: pg.ClientBase): Promise<void> {
  await addLoan(owner, { id: REPAYING, state: 'repaying', amount: 100, steps: LIFE });
  await addLoan(owner, { id: FUNDING, state: 'funding', amount: 200, steps: LIFE.slice(0, 5) });
  await add(owner, 'loan.listing', {
    ...{ loan_id: FUNDING, borrower_id: CARL, state: 'published', maker_id: ANNA, checker_id: BEN },
    ...{ loan_amount: 200, term_months: 12, face: '{}', review: '{}', published_on: '2026-03-02' },
  });
  await lendAndRepay(book, owner);
  await book.turn();
  await correct(book, owner);
  await bidAndWithdraw(book, owner);
  await writeOff(book, owner);
  await addPeople(owner);
  // Somebody who may stand behind loans, and stands behind none.
  await add(owner, 'safeguard.guarantor', {
    ...{ id: personId('9'), committed: 0, changes: 1, standing: '{"status":"active"}' },
  });
  await remindCarl(owner);
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
    interest: 4,
  });
  await addClaim(owner, {
    id: personId('2'),
    holderId: BEN,
    principal: 20,
    outstanding: 15,
    interest: 4,
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

/** One repayment is restated, and another taken back by the custodian. */
async function correct(book: TrialBook, owner: pg.ClientBase): Promise<void> {
  const ofLoan = { subjectId: REPAYING };
  const repayment = ['loan_repayment', REPAYING] as const;
  const interest = ['loan_interest', REPAYING] as const;
  const owed = ['loan_owed', REPAYING] as const;
  await book.write(entry('interest_due', interest, owed, 4, ofLoan));
  const wrong = await book.write(
    entry('repayment', carl, repayment, 4, ofLoan),
    entry('interest_paid', repayment, ben, 4, ofLoan),
    entry('interest_repaid', owed, interest, 4, ofLoan),
  );
  await book.write(...wrong.toReversed().map((reverses) => ({ reverses }) as const));
  const right = await book.write(
    entry('repayment', carl, repayment, 4, ofLoan),
    entry('interest_paid', repayment, ben, 3, ofLoan),
    entry('interest_paid', repayment, anna, 1, ofLoan),
    entry('interest_repaid', owed, interest, 4, ofLoan),
  );
  const restated = right[1];
  if (restated !== undefined) {
    await book.write({ reverses: restated }, entry('interest_paid', repayment, ben, 3, ofLoan));
  }
  await add(owner, 'wallet.instruction', {
    ...{ id: personId('7'), state: 'confirmed', currency: 'CNY', loan_id: REPAYING },
    ...{ order: '{}', created_at: '2026-03-02T00:00:00Z', reversed_by: 'B9' },
  });
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
    ...{ held: 10, state: 'requested', hold_id: withdrawal?.id },
  });
  const [tooMuch] = await book.write(entry('top_up', custody, ben, 7));
  if (tooMuch?.kind === 'posted') {
    await book.write({ reverses: tooMuch });
  }
}

async function writeOff(book: TrialBook, owner: pg.ClientBase): Promise<void> {
  const loan = { id: WRITTEN_OFF, state: 'written_off', amount: 30, steps: [...LIFE, ...LOSS] };
  await addLoan(owner, loan);
  const ofLoan = { subjectId: WRITTEN_OFF };
  const account = <Kind extends string>(kind: Kind) => [kind, WRITTEN_OFF] as const;
  const [funding, repayment] = [account('loan_funding'), account('loan_repayment')];
  const [owed, writtenOff] = [account('loan_owed'), account('loan_written_off')];
  const [principal, interest] = [account('loan_principal'), account('loan_interest')];
  const [hold] = await book.write(entry('bid', ben, funding, 30, { ...ofLoan, isPending: true }));
  const id = personId('5');
  await addBid(owner, { id, loanId: WRITTEN_OFF, lenderId: BEN, amount: 30, holdId: hold?.id });
  if (hold !== undefined) await book.write({ ends: hold, by: 'post' });
  await owner.query(
    `update loan.bid set state = 'converted', freeze_state = 'confirmed' where loan_id = $1`,
    [WRITTEN_OFF],
  );
  const lent = { loanId: WRITTEN_OFF, holderId: BEN, principal: 30, outstanding: 24, interest: 2 };
  await addClaim(owner, { id, ...lent });
  await book.write(
    entry('disbursement', funding, carl, 30, ofLoan),
    entry('principal_lent', principal, owed, 30, ofLoan),
    entry('interest_due', interest, owed, 3, ofLoan),
    entry('penalty_charged', account('loan_penalty'), owed, 1, ofLoan),
    entry('written_off', writtenOff, account('loan_penalty'), 1, ofLoan),
    entry('written_off', writtenOff, interest, 3, ofLoan),
    entry('written_off', writtenOff, principal, 30, ofLoan),
    entry('repayment', carl, repayment, 8, ofLoan),
    entry('principal_paid', repayment, ben, 6, ofLoan),
    entry('interest_paid', repayment, ben, 2, ofLoan),
    entry('written_off_recovered', owed, writtenOff, 8, ofLoan),
  );
}

/** Something is due on 5 March: Carl was reminded on the 2nd and on the 4th, and Anna was told of her claim. */
async function remindCarl(owner: pg.ClientBase): Promise<void> {
  const dueDay = dayOf(2026, 3, 5);
  const due = amountsOf({ interest: minorUnits(1n), principal: minorUnits(75n) });
  const row = { fromDay: dayOf(2026, 3, 2), dueDay, ...due };
  const account = { ...openAccount(row), fees: [] };
  await add(owner, 'loan.servicing', {
    ...{ loan_id: REPAYING, fallen_due: 0, changes: '[]', terms: '{}' },
    accounts: String(accountsColumn.write([account])),
    rules: JSON.stringify({ workingDayRule: 'none' }),
  });
  const ofLoan = { subject_kind: 'loan', subject_id: REPAYING, currency: 'CNY' };
  const toCarl = { ...ofLoan, client_id: CARL, role: 'borrower', kind: 'repayment_due' };
  for (const [place, daysBefore] of [3, 1].entries()) {
    const figures = JSON.stringify({ amount: '#76', day: dueDay, daysBefore });
    await add(owner, 'notice.notice', { ...toCarl, sequence: 1, place, figures });
  }
  const toAnna = { ...ofLoan, client_id: ANNA, role: 'lender', kind: 'claim_made' };
  await add(owner, 'notice.notice', { ...toAnna, sequence: 1, place: 2 });
}

const LOSS = ['LoanFellOverdue', 'LoanDefaulted', 'LoanWrittenOff'] as const;

const LIFE = [
  ...(['LoanApplied', 'LoanAssessed', 'LoanApproved', 'LoanListed', 'FundingOpened'] as const),
  ...(['LoanFunded', 'LoanDisbursed', 'RepaymentStarted'] as const),
];
const STATES = [
  ...(['applied', 'assessed', 'approved', 'listed', 'funding', 'funded', 'disbursed'] as const),
  ...(['repaying', 'overdue', 'defaulted', 'written_off'] as const),
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
  const [accepted, frozen] = state === 'funding' ? [50, 0] : [amount, amount];
  const contract = { loan_id: id, borrower_id: CARL, document: 'text', hash: HASH_OF_TEXT };
  const hasContract = state !== 'funding';
  await add(owner, 'loan.loan', {
    ...{ id, borrower_id: CARL, state, transitions: steps.length, loan_amount: amount },
    ...{ accepted, frozen, currency: 'CNY', term_months: 12, fees: '[]' },
    safeguard: 'none',
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
  /** Left out: the one that is repaid. */
  readonly loanId?: Id;
  readonly holderId: Id;
  readonly principal: number;
  readonly outstanding: number;
  readonly interest: number;
}

async function addClaim(
  owner: pg.ClientBase,
  { id, loanId = REPAYING, holderId, principal, outstanding, interest }: TrialClaim,
): Promise<void> {
  await add(owner, 'claim.claim', {
    ...{ id, loan_id: loanId, borrower_id: CARL, holder_id: holderId },
    ...{ origin: 'disbursement', state: 'active', principal, outstanding, units: principal },
    ...{ principal_received: principal - outstanding, interest_received: interest },
  });
}

async function addPeople(owner: pg.ClientBase): Promise<void> {
  const ceiling = { tolerance: 3, exposure_ceiling: 1000 };
  await add(owner, 'people.lender', { id: ANNA, exposure: 110, ...ceiling });
  await add(owner, 'people.lender', { id: BEN, exposure: 39, ...ceiling });
  await add(owner, 'people.borrower', { id: CARL, owed: 99 });
  for (const [index, [id, role]] of [
    [ANNA, 'lender'] as const,
    [BEN, 'lender'] as const,
    [CARL, 'borrower'] as const,
  ].entries()) {
    const client = { id, client_number: index + 1, kind: 'natural_person', status: 'active' };
    await add(owner, 'people.client', { ...client, roles: JSON.stringify([role]) });
  }
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
