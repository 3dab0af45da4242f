// The fund pool 资金池: many owners' money in one place, from which the later ones pay the earlier ones. It is tried
// through every door that there is: over HTTP by everybody, at the bank with the platform's own key, and in the tables
// with the application's rights.
import { ACCOUNT_KINDS } from '@mutua/core/ledger/chart.ts';
import { TRANSFER_CODES } from '@mutua/core/ledger/transfer-codes.ts';
import { checkLaws, everyLaw } from '@mutua/server/check/check.ts';
import { v7 as newUuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Colleague, everyColleague, everyObserver } from './house/everybody.ts';
import { forge } from './house/forgery.ts';
import { anApprovedLoan, anOffice, bid, disburse, openListing } from './house/loan-stages.ts';
import { type Person, StoryHouse } from './house/story-house.ts';
import { aClient, aLender, atBank, available, type Client, yuan } from './house/story-people.ts';
import { alarmLines, refusalOf } from './house/watch.ts';

let house: StoryHouse;
let colleagues: readonly Colleague[];
let observers: readonly Person[];
let earlier: Client;
let later: Client;
let borrower: Client;
let loanId: string;

beforeAll(async () => {
  house = await StoryHouse.open();
  const office = await anOffice(house);
  [colleagues, observers, earlier, later, borrower] = await Promise.all([
    everyColleague(house),
    everyObserver(house),
    aLender(house, 12_000, { name: '韩梅梅' }),
    aLender(house, 3_000, { name: '李雷' }),
    aClient(house, { roles: ['borrower'] }),
  ]);
  // The earlier lender's money is lent; the later one's lies free.
  loanId = await anApprovedLoan(house, office, borrower, { amount: 10_000, months: 3 });
  await openListing(house, office, loanId, {});
  await bid(house, earlier, loanId, 5_000);
  const other = await aLender(house, 5_000);
  await bid(house, other, loanId, 5_000);
  await disburse(house, borrower, loanId);
});
afterAll(async () => {
  await house?.close();
});

const holding = (position: string): Person => {
  const found = colleagues.find((one) => one.position === position);
  if (found === undefined) throw new Error(`Nobody is ${position}.`);
  return found;
};

describe('a pool', () => {
  it('is no account that anybody can have opened, of whatever kind', async () => {
    const may = ['finance_officer', 'administrator'];
    const everybody = [...colleagues, ...observers, earlier, borrower, undefined];
    for (const who of everybody) {
      const position = who !== undefined && 'position' in who ? String(who.position) : '';
      const isLetIn = may.includes(position.replace(/_lead$/, ''));
      for (const accountKind of ['pool', 'lender_cash', 'risk_reserve', 'platform_funds']) {
        const refused = accountKind === 'pool' ? 'account_kind_unknown' : 'forbidden_by_rule';
        const closed = who === undefined ? '401 sign_in_required' : '403 not_allowed';
        const said = await refusalOf(house, who, '/api/office/accounts', { accountKind });
        expect([position, accountKind, said]).toEqual([
          ...[position, accountKind, isLetIn ? `422 ${refused}` : closed],
        ]);
      }
    }
    expect([...new Set(await alarmLines(house, observers[0] as Person))]).toEqual([
      'red_line_tried account_kind_unknown',
      'red_line_tried forbidden_by_rule',
    ]);
  });

  it('is no product that anybody can offer', async () => {
    const officer = holding('product_officer');
    interface Version {
      readonly terms: { readonly code: string; readonly version: number };
    }
    const [offered] = await house.list<Version>(officer, '/api/products');
    const today = await house.read<{ day: string }>(officer, '/api/office/days/current');
    const terms = {
      ...offered?.terms,
      ...{ version: (offered?.terms.version ?? 0) + 1, effectiveFrom: today.day },
    };
    for (const who of [...colleagues, ...observers, earlier, borrower]) {
      const isLetIn = 'position' in who && String(who.position).startsWith('product_officer');
      const said = await refusalOf(house, who, '/api/office/products', {
        ...{ terms, clientMoney: 'pool' },
      });
      expect(said).toBe(isLetIn ? '422 forbidden_by_rule' : '403 not_allowed');
    }
    // What stands in the way is the pool alone.
    await house.do(officer, '/api/office/products', { terms, clientMoney: 'own_accounts' });
  });

  it('is no account at the bank: one of the operator’s own takes no client’s money, by whatever name', async () => {
    const { account: pool } = await house.bank.asPlatform.openAccount({
      ...{ clientId: 'pool', class: 'platform', name: '互信资金池', identityNumber: 'X' },
      ...{ mobile: '00000', currency: 'CNY' as never },
    });
    const amount = yuan(1_000);
    const shares = [{ account: pool, amount }];
    const lender = later.accounts.lender ?? '';
    const ofBorrower = borrower.accounts.borrower ?? '';
    const tries = [
      await forge(house, { kind: 'freeze', account: lender, payee: pool, loanId, amount }),
      await forge(house, { kind: 'distribute', payer: lender, loanId, total: amount, shares }),
      await forge(house, { kind: 'distribute', payer: ofBorrower, loanId, total: amount, shares }),
    ];
    expect(tries).toEqual(['class_differs', 'class_differs', 'authorisation_missing']);
    expect((await house.bank.account(pool)).booked.minorUnits).toBe('0');
  });
});

describe('money of a later lender', () => {
  it('is not claimed for an earlier one by the office', async () => {
    await house.bank.control('incoming-transfers', {
      ...{ payerName: later.name, payerAccount: '62220001', amount: yuan(700), remark: '充值' },
    });
    const finance = holding('finance_officer');
    interface Receipt {
      readonly receiptId: string;
      readonly bankReference: string;
    }
    const receipt = await house.until('the receipt', async () => {
      return (await house.list<Receipt>(finance, '/api/office/unmatched'))[0];
    });
    const url = `/api/office/unmatched/${receipt.receiptId}/claim`;
    const note = '先行兑付';
    for (const who of colleagues) {
      const isLetIn = who.position.startsWith('finance_officer');
      expect(await refusalOf(house, who, url, { clientId: earlier.id, role: 'lender', note })).toBe(
        isLetIn ? '422 payer_differs' : '403 not_allowed',
      );
    }
    const { bankReference } = receipt;
    const account = earlier.accounts.lender ?? '';
    expect(await forge(house, { kind: 'claim_receipt', bankReference, account })).toBe(
      'payer_differs',
    );
  });

  it('pays no claim of an earlier one at the bank, neither free nor lent on', async () => {
    const [from, to] = [later.accounts.lender ?? '', earlier.accounts.lender ?? ''];
    const amount = yuan(1_000);
    const shares = [{ account: to, amount }];
    const direct = { payer: from, loanId, total: amount, shares };
    expect(await forge(house, { kind: 'distribute', ...direct })).toBe('class_differs');
    const frozen = { account: from, payee: to, loanId, amount };
    expect(await forge(house, { kind: 'freeze', ...frozen })).toBe('class_differs');
    // Through the borrower of another loan, under whose mandate only its own lenders are paid.
    const elsewhere = { payer: borrower.accounts.borrower ?? '', loanId: newUuid() };
    expect(await forge(house, { kind: 'distribute', ...elsewhere, total: amount, shares })).toBe(
      'payee_differs',
    );
    expect(await available(house, later, 'lender')).toBe(300_000n);
    expect((await atBank(house, later, 'lender')).booked).toBe(300_000n);
  });
});

describe('the book', () => {
  /** What the database says to the application's role, which then has changed nothing. */
  const tried = async (text: string): Promise<string> => {
    const client = await house.pool.connect();
    try {
      await client.query('begin');
      await client.query(text);
      return 'written';
    } catch (error) {
      const { code, constraint } = error as { code?: string; constraint?: string };
      return constraint ?? String(code);
    } finally {
      await client.query('rollback');
      client.release();
    }
  };

  it('has no account for a pool, and none without an owner', async () => {
    const account = (number: string, kind: string, owner: string) =>
      tried(`insert into ledger.account
        values (${number}, '${kind}', ${owner}, 'CNY', 0, 0, 0, 1)`);
    expect(await account('32017140000000001', 'pool', `'x'`)).toBe('number_fits_kind');
    expect(await account('20017140000000999', 'pool', `'x'`)).toBe('number_fits_kind');
    expect(await account('32017140000000001', 'lender_cash', `'x'`)).toBe('number_fits_kind');
    expect(await account('20017140000000999', 'lender_cash', 'null')).toBe('23502');
    expect(await account('20017140000000999', 'lender_cash', `''`)).toBe('owner_is_a_name');
    expect(ACCOUNT_KINDS.filter((kind) => kind.includes('pool'))).toEqual([]);
  });

  it('takes between any two of its accounts what a code is for, and nothing else', async () => {
    // As the application, inside the database: every code, and what is none, between all accounts that there are. The
    // exception at the end takes everything back.
    const codes = Object.values(TRANSFER_CODES).flatMap(({ number }) => [number, number + 50]);
    const everyTry = `
      do $$
      declare
        pair record;
        written text[] := '{}';
      begin
        for pair in
          select debit.account_id as debit, debit.kind as from_kind, credit.account_id as credit,
            credit.kind as to_kind, code
          from (select distinct on (kind) * from ledger.account) as debit
          cross join (
            select *, row_number() over (partition by kind order by account_id desc) as place from ledger.account
          ) as credit
          cross join (select distinct unnest('{0, 999, ${codes.join(', ')}}'::integer[]) as code) as codes
          where credit.place = 1
            and debit.account_id <> credit.account_id
        loop
          begin
            insert into ledger.transfer
            values (900000, '${loanId}', 'posted', pair.code, pair.debit, pair.credit, 1,
              '2026-03-02', '2026-03-02', 1, null, null);
            written := written || format('%s %s %s', pair.code, pair.from_kind, pair.to_kind);
            raise exception 'enough' using errcode = 'P0002';
          exception when check_violation or no_data_found then null;
          end;
        end loop;
        raise exception '%', array_to_string(written, ', ');
      end $$`;
    const error = await house.pool.query(everyTry).catch((one: unknown) => one);
    const written = (error as Error).message.split(', ');
    const kinds = await house.pool.query<{ kind: string }>(
      'select kind, count(*) from ledger.account group by kind',
    );
    const present = new Set(kinds.rows.map(({ kind }) => kind));
    const allowed = Object.values(TRANSFER_CODES).flatMap(({ number, pairs }) =>
      pairs.flatMap(({ debit, credit }) =>
        debit
          .filter((from) => present.has(from))
          .flatMap((from) =>
            credit.filter((to) => present.has(to)).map((to) => `${number} ${from} ${to}`),
          ),
      ),
    );
    expect([...new Set(written)].toSorted()).toEqual(allowed.toSorted());
    expect(written.filter((line) => / lender_cash lender_cash$/.test(line))).toEqual([]);
  });

  it('names what stands without an owner, or came from nowhere, to whoever checks it', async () => {
    const found = async (text: string) => {
      await house.pastTheDoor(text);
      const checked = await checkLaws(house.pool, { laws: everyLaw() });
      return checked.filter(({ broken }) => broken > 0).map(({ law }) => law.name);
    };
    expect(
      await found(`insert into ledger.account
        values (20017140000000999, 'lender_cash', 'nobody', 'CNY', 0, 0, 0, 1)`),
    ).toEqual(['accounts_have_their_owner', 'log_gives_the_tables']);
    expect(
      await found('update ledger.account set posted = 100 where account_id = 20017140000000999'),
    ).toEqual([
      'balances_equal_lines',
      'custody_equals_client_money',
      'accounts_have_their_owner',
      'log_gives_the_tables',
    ]);
    await house.pastTheDoor('delete from ledger.account where account_id = 20017140000000999');
  });

  it('and the bank’s have every yuan in the name of its one owner, after all that', async () => {
    const { rows } = await house.pool.query<{ id: string }>('select id::text from people.client');
    const clients = new Set(rows.map(({ id }) => id));
    for (const { account, booked } of await house.bank.balances()) {
      if (account.startsWith('unmatched/') || booked.minorUnits === '0') continue;
      const { clientId, class: of } = await house.bank.account(account);
      expect(of === 'platform' ? clientId === 'fees' : clients.has(clientId)).toBe(true);
    }
    expect(await house.violations()).toEqual([]);
  });
});
