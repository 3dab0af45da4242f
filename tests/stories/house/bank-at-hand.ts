// The sandbox bank of a story: its own books as it says them itself, its pages, and its bad days.
import type { AccountAtBank, BalancesPage } from '@mutua/contract/custodian/accounts.ts';
import { type Currency, currency } from '@mutua/core/money/currency.ts';
import { type MinorUnits, minorUnits } from '@mutua/core/money/minor-units.ts';
import { instantOfMs } from '@mutua/core/time/instant.ts';
import { type Custodian, reachCustodian } from '@mutua/server/rails/custodian/custodian.ts';
import { readRailKeys } from '@mutua/server/rails/keys.ts';
import {
  codeFromMessages,
  confirmPage,
  openAccountPage,
} from '@mutua/server/sandbox/bank/customer.ts';
import type { RunningSandbox } from '@mutua/server/sandbox/launch.ts';
import type pg from 'pg';

/** With which every owner pays at the bank. */
export const PAYMENT_PASSWORD = '271828';
const CNY = currency('CNY');

type BalanceAtBank = BalancesPage['balances'][number];

export class BankAtHand {
  /** As the platform asks, with the platform's own key. */
  readonly asPlatform: Custodian;
  readonly #bank: () => RunningSandbox;

  constructor(bank: () => RunningSandbox, dataFolder: string) {
    this.#bank = bank;
    this.asPlatform = reachCustodian({
      url: () => bank().url,
      key: readRailKeys(dataFolder).key,
      clock: () => instantOfMs(Date.now()),
    });
  }

  get url(): string {
    return this.#bank().url;
  }

  /** The owner reads the page and confirms what it asks, or declines it. */
  async confirm(pageUrl: string, decision: 'confirm' | 'decline' = 'confirm'): Promise<void> {
    const { status, text } = await confirmPage(pageUrl, PAYMENT_PASSWORD, decision);
    if (status >= 400) throw new Error(`The bank’s page answered ${status}: ${text}`);
  }

  /** The owner sets a payment password and names a card. */
  async openAccount(
    pageUrl: string,
    owner: { readonly name: string; readonly mobile: string; readonly account: string },
  ): Promise<void> {
    const { url: bankUrl, sandboxKey } = this.#bank();
    const { name: holderName, mobile, account } = owner;
    const readCode = codeFromMessages({ bankUrl, sandboxKey, mobile, account });
    const { status, text } = await openAccountPage(
      pageUrl,
      { password: PAYMENT_PASSWORD, holderName },
      readCode,
    );
    if (status >= 400) throw new Error(`The bank did not open the account: ${status} ${text}`);
  }

  /** A control of the sandbox, such as `behaviours` or `accounts/…/debit`. */
  async control(target: string, content: object): Promise<unknown> {
    const { url, sandboxKey } = this.#bank();
    const answer = await fetch(`${url}/sandbox/${target}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'mutua-sandbox-key': sandboxKey },
      body: JSON.stringify(content),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${target}: ${text}`);
    return JSON.parse(text);
  }

  account(account: string): Promise<AccountAtBank> {
    return this.asPlatform.account(account);
  }

  /** Every account that it has. */
  async balances(): Promise<readonly BalanceAtBank[]> {
    const all: BalanceAtBank[] = [];
    let after: string | undefined;
    do {
      const { balances, next } = await this.asPlatform.balances(after);
      all.push(...balances);
      after = next;
    } while (after !== undefined);
    return all;
  }

  async totals(): Promise<readonly { readonly currency: Currency; readonly booked: MinorUnits }[]> {
    const booked = (await this.balances()).reduce(
      (total, one) => total + BigInt(one.booked.minorUnits),
      0n,
    );
    return booked === 0n ? [] : [{ currency: CNY, booked: minorUnits(booked) }];
  }

  /** Clients' accounts of which the bank and the ledger do not say the same. */
  async differences(pool: pg.Pool): Promise<readonly string[]> {
    const { rows } = await pool.query<{ account: string; posted: bigint; pending_debit: bigint }>(
      `select held.account, coalesce(sum(book.posted), 0)::bigint as posted,
              coalesce(sum(book.pending_debit), 0)::bigint as pending_debit
       from people.client client
       cross join lateral json_each_text(client.custody_accounts) held(role, account)
       left join ledger.account book on book.owner = client.id::text
         and (book.kind = held.role || '_cash' or book.kind = 'guarantee_deposit' and held.role = 'partner')
         or book.kind = 'risk_reserve' and held.role = 'partner' and book.owner in (
           select id::text from safeguard.reserve_scheme where trustee_id = client.id
         )
       group by held.account`,
    );
    const theirs = new Map((await this.balances()).map((one) => [one.account, one]));
    return rows.flatMap(({ account, posted, pending_debit }) => {
      const their = theirs.get(account);
      const said = `${their?.booked.minorUnits ?? 0} booked, ${their?.frozen.minorUnits ?? 0} frozen`;
      const ours = `${posted} booked, ${pending_debit} frozen`;
      return said === ours ? [] : [`${account}: the bank says ${said}; the ledger ${ours}`];
    });
  }
}
