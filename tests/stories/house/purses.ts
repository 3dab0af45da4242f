// What is the clients' own and nobody else's to change: their money in both books, and the keys to it.
import type { StoryHouse } from './story-house.ts';

interface Money {
  readonly posted: bigint;
  readonly available: bigint;
  readonly booked: bigint;
}

export interface Purses {
  /** By the number of the account at the bank. */
  readonly money: ReadonlyMap<string, Money>;
  /** By client: accounts, cards, mandates, sign-in and telephone number, as one text each. */
  readonly keys: ReadonlyMap<string, string>;
}

/** As things stand when everything that can be done is done. */
export async function readPurses(house: StoryHouse): Promise<Purses> {
  await house.finish();
  const { rows } = await house.pool.query<{
    account: string;
    client: string;
    posted: bigint;
    held: bigint;
    keys: string;
  }>(
    `select held.account, client.id::text as client,
       coalesce(book.posted, 0) as posted, coalesce(book.pending_debit, 0) as held,
       concat_ws(' ', client.custody_accounts::text, identity.name, identity.number, identity.mobile,
         sign_in.sign_in_name, sign_in.password_hash,
         (select string_agg(mandate.id || mandate.state || mandate.cap, ' ' order by mandate.id)
          from wallet.mandate where mandate.client_id = client.id)) as keys
     from people.client
     join people.identity on identity.person_id = client.id
     join people.sign_in on sign_in.person_id = client.id
     cross join lateral json_each_text(client.custody_accounts) held(role, account)
     left join ledger.account book on book.owner = client.id::text and book.kind = held.role || '_cash'`,
  );
  const booked = new Map(
    (await house.bank.balances()).map((one) => [one.account, BigInt(one.booked.minorUnits)]),
  );
  const money = rows.map(
    ({ account, posted, held }) =>
      [account, { posted, available: posted - held, booked: booked.get(account) ?? 0n }] as const,
  );
  return {
    money: new Map(money),
    keys: new Map(rows.map(({ client, keys }) => [client, keys])),
  };
}

/** Every account that has less than before, and everybody whose keys are not what they were: none. */
export function losses(before: Purses, after: Purses): readonly string[] {
  const lost = [...before.money].flatMap(([account, was]) => {
    const is = after.money.get(account);
    const isWhole =
      is !== undefined &&
      is.posted >= was.posted &&
      is.available >= was.available &&
      is.booked >= was.booked;
    const said = (money: Money | undefined) =>
      `${money?.posted} posted, ${money?.available} available, ${money?.booked} at the bank`;
    return isWhole ? [] : [`${account} had ${said(was)}; now ${said(is)}`];
  });
  const opened = [...before.keys].flatMap(([client, was]) =>
    after.keys.get(client) === was ? [] : [`The keys of ${client} are others.`],
  );
  return [...lost, ...opened];
}
