// What the platform reconciles with: the statement of a closed day, its lines, and all balances.
import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { BalancesPage } from '@mutua/contract/custodian/accounts.ts';
import type { BatchAtBank, Instruction } from '@mutua/contract/custodian/instructions.ts';
import type { StatementLinesPage } from '@mutua/contract/custodian/statement-lines.ts';
import type { CustodianStatement } from '@mutua/contract/custodian-statement.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signRequest } from '../../../rails/signed-request.ts';
import { readCamt053 } from '../../../rails/statement/camt053-read.ts';
import { checkStatement } from '../../../rails/statement/statement-laws.ts';
import { LOAN, problemCode, START_DAY, TrialBank, yuan } from '../trial-bank.ts';

let trial: TrialBank;
beforeEach(async () => {
  trial = await TrialBank.start();
});
afterEach(() => trial.end());

const NEXT_DAY = '2026-11-24';
const close = (day: string) => trial.control('/sandbox/day', { day });

async function statement(day: string): Promise<CustodianStatement> {
  const { body } = await trial.ask<CustodianStatement>('GET', `/api/statements/${day}`);
  expect(checkStatement(body)).toMatchObject({ ok: true });
  return body;
}

/** A loan of 900.00 by two lenders, less a fee of 9.00: one batch to freeze, one to disburse. */
async function lend() {
  const lenders = [await trial.funded('lender', '100000'), await trial.funded('lender', '50000')];
  const borrower = await trial.account('borrower');
  const platform = await trial.account('platform');
  const terms = { scope: 'fees', loanId: LOAN, cap: yuan('900') } as const;
  const fee = await trial.mandate(borrower, terms);
  const freezes: Instruction[] = [];
  for (const account of lenders) {
    const authorisation = await trial.mandate(account, {});
    const freeze = { kind: 'freeze', id: randomUUID(), account, payee: borrower } as const;
    freezes.push({ ...freeze, loanId: LOAN, amount: yuan('45000'), authorisation });
  }
  await trial.batch(...freezes);
  const batchId = randomUUID();
  const disburse = {
    kind: 'disburse',
    id: randomUUID(),
    payee: borrower,
    loanId: LOAN,
    freezes: freezes.map(({ id }) => ({ freezeId: id, amount: yuan('45000') })),
    total: yuan('90000'),
    fees: [{ account: platform, amount: yuan('900'), authorisation: fee }],
  };
  await trial.ask('POST', '/api/batches', { batchId, instructions: [disburse] });
  return { lenders, borrower, platform, batchId, disburse };
}

describe('the statement of a day', () => {
  it('has an entry for each batch and each single movement, and adds up', async () => {
    const { lenders, borrower, platform, batchId } = await lend();
    await close(NEXT_DAY);
    const made = await statement(START_DAY);
    expect(made).toMatchObject({
      day: START_DAY,
      currency: 'CNY',
      openingBooked: '0',
      closingBooked: '150000',
      controls: { accounts: 4, booked: '150000', frozen: '0' },
    });
    const plain = made.entries.map(({ kind, direction, count, sum }) => [
      kind,
      direction,
      count,
      sum,
    ]);
    expect(plain).toEqual([
      ['top_up', 'credit', 1, '100000'],
      ['top_up', 'credit', 1, '50000'],
      ['disbursement', 'internal', 2, '90000'],
      ['fee', 'internal', 1, '900'],
    ]);
    expect(made.entries.map((entry) => entry.batchId)).toEqual([
      undefined,
      undefined,
      batchId,
      batchId,
    ]);
    const standing = new Map(made.accounts.map(({ account, booked }) => [account, booked]));
    expect([...lenders, borrower, platform].map((account) => standing.get(account))).toEqual([
      '55000',
      '5000',
      '89100',
      '900',
    ]);
  });

  it('is there every day, even when nothing happened, and opens where the last one closed', async () => {
    await close(NEXT_DAY);
    expect(await statement(START_DAY)).toMatchObject({ closingBooked: '0', entries: [] });
    const lender = await trial.funded('lender', '500');
    await close('2026-11-27');
    expect(await statement(NEXT_DAY)).toMatchObject({ openingBooked: '0', closingBooked: '500' });
    const quiet = await statement('2026-11-26');
    expect(quiet).toMatchObject({ openingBooked: '500', entries: [], accounts: [] });
    await trial.topUp(lender, '1');
    await close('2026-11-28');
    expect(await statement('2026-11-27')).toMatchObject({ closingBooked: '501' });
  });

  it('is final: not there before the close, the same ever after, and the day does not go back', async () => {
    expect(problemCode(await trial.ask('GET', `/api/statements/${START_DAY}`))).toBe(
      'day_not_closed',
    );
    const lender = await trial.funded('lender', '500');
    await close(NEXT_DAY);
    const made = await statement(START_DAY);
    await trial.topUp(lender, '1');
    expect(await statement(START_DAY)).toEqual(made);
    expect(problemCode(await close(START_DAY))).toBe('wrong_stage');
    expect(problemCode(await close('2026-11-31'))).toBe('invalid_input');
    expect(problemCode(await close('2099-01-01'))).toBe('invalid_input');
    expect(problemCode(await trial.ask('GET', '/api/statements/2026-11-22'))).toBe('not_found');
  });

  it('is made again from the journal, the same, when its file is missing', async () => {
    await lend();
    await close(NEXT_DAY);
    const made = await statement(START_DAY);
    await trial.close();
    const folder = path.join(trial.folder, 'statements');
    for (const name of readdirSync(folder)) rmSync(path.join(folder, name));
    await trial.open();
    expect(await statement(START_DAY)).toEqual(made);
  });

  it('adds up with receipts, withdrawals, reversals and tampered balances', async () => {
    const lender = await trial.funded('lender', '10000');
    const other = await trial.funded('lender', '10000');
    const payIn = (payerName: string) =>
      trial.control<{ bankReference: string }>('/sandbox/incoming-transfers', {
        payerName,
        payerAccount: '62',
        amount: yuan('700'),
        remark: '',
      });
    const [claimed, back] = [await payIn('Li Na'), await payIn('Wang Wei')];
    await payIn('Zhang Min');
    await trial.batch(
      {
        kind: 'claim_receipt',
        id: randomUUID(),
        account: lender,
        bankReference: claimed.body.bankReference,
      },
      { kind: 'send_back', id: randomUUID(), bankReference: back.body.bankReference },
    );
    await trial.control(`/sandbox/accounts/${other}/tamper`, { by: '-1' });
    await trial.control(`/sandbox/accounts/${other}/tamper`, { by: '1', against: lender });
    await trial.control(`/sandbox/accounts/${other}/debit`, { amount: yuan('9') });
    await close(NEXT_DAY);
    const made = await statement(START_DAY);
    const of = (kind: string) => made.entries.filter((entry) => entry.kind === kind).length;
    expect([of('incoming_transfer'), of('correction'), of('other_debit')]).toEqual([3, 1, 1]);
    expect(made.controls).toEqual({ accounts: 5, booked: '21390', frozen: '0' });
    await close('2026-11-25');
    expect((await statement(NEXT_DAY)).controls).toEqual({
      accounts: 3,
      booked: '21390',
      frozen: '0',
    });
  });

  it('is served as camt.053 too', async () => {
    await lend();
    await close(NEXT_DAY);
    const target = `/api/statements/${START_DAY}.xml`;
    const asked = { method: 'GET', path: target, body: '' };
    const headers = { ...signRequest(trial.platformKey, asked, trial.now) };
    const answer = await fetch(`${trial.bank.url}${target}`, { headers });
    expect(answer.headers.get('content-type')).toContain('application/xml');
    const read = readCamt053(await answer.text());
    expect(read).toEqual({ ok: true, value: await statement(START_DAY) });
  });
});

describe('the lines of a day', () => {
  it('are the single movements behind the entries, page by page', async () => {
    const { lenders, borrower, platform, batchId, disburse } = await lend();
    await close(NEXT_DAY);
    const lines = async (query: string) =>
      (await trial.ask<StatementLinesPage>('GET', `/api/statements/${START_DAY}/lines${query}`))
        .body;
    const all = await lines('');
    expect(all.lines).toHaveLength(5);
    const [first] = (await lines(`?batch=${batchId}&limit=1`)).lines;
    expect(first).toMatchObject({
      batchId,
      instructionId: disburse.id,
      debit: lenders[0],
      credit: borrower,
      amount: yuan('45000'),
      code: 'disbursement',
    });
    const page = await lines(`?batch=${batchId}&after=2&limit=1`);
    expect(page.lines[0]).toMatchObject({ debit: borrower, credit: platform, code: 'fee' });
    expect(page.next).toBeUndefined();
    expect((await lines('?limit=4')).next).toBe('4');
  });
});

it('all balances are given page by page', async () => {
  const accounts = [];
  for (let count = 0; count < 5; count += 1) accounts.push(await trial.account('lender'));
  const seen: string[] = [];
  let after = '';
  for (;;) {
    const { body } = await trial.ask<BalancesPage>('GET', `/api/balances?limit=2${after}`);
    seen.push(...body.balances.map(({ account }) => account));
    if (body.next === undefined) break;
    after = `&after=${body.next}`;
  }
  expect(seen).toEqual(accounts);
});

it('results of long ago are read from the journal, and still hold', async () => {
  const lender = await trial.funded('lender', '1000');
  const payee = await trial.account('borrower');
  const authorisation = await trial.mandate(lender, { expiresDay: '2030-01-01' });
  const freeze = { kind: 'freeze', id: randomUUID(), account: lender, payee } as const;
  const instruction = { ...freeze, loanId: LOAN, amount: yuan('600'), authorisation };
  const content = { batchId: randomUUID(), instructions: [instruction] };
  await trial.ask('POST', '/api/batches', content);
  expect(await trial.outcome({ ...instruction, amount: yuan('1') })).toBe('instruction_differs');
  await close('2026-12-15');
  await trial.reopen();
  const { body } = await trial.ask<BatchAtBank>('GET', `/api/batches/${content.batchId}`);
  expect(body.results).toMatchObject([{ id: freeze.id, outcome: 'confirmed', day: START_DAY }]);
  expect((await trial.ask('GET', `/api/instructions/${freeze.id}`)).body).toMatchObject({
    result: body.results[0],
  });
  expect((await trial.ask('POST', '/api/batches', content)).status).toBe(202);
  expect(await trial.batch(instruction)).toEqual(body.results);
  expect(await trial.outcome({ ...instruction, amount: yuan('1') })).toBe('instruction_differs');
  const other = { ...content, instructions: [{ ...instruction, amount: yuan('1') }] };
  expect(problemCode(await trial.ask('POST', '/api/batches', other))).toBe('request_differs');
  expect(await trial.standing(lender)).toEqual(['1000', '600']);
});
