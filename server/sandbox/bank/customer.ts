// An owner of money at the bank's pages, for tests and stories: reads a page and fills its form as a person would.
import type { PhoneMessages } from '@mutua/contract/custodian/sandbox.ts';

export interface PageAnswer {
  readonly status: number;
  readonly text: string;
}

/** The code that the bank has sent to the owner's phone. */
export type ReadCode = () => Promise<string>;

/** Confirms what the page asks, or declines it. */
export function confirmPage(
  pageUrl: string,
  password: string,
  decision: 'confirm' | 'decline' = 'confirm',
): Promise<PageAnswer> {
  return submitPage(pageUrl, async () => ({ password, decision }));
}

/**
 * Opens a custody account: the page has the bank send a code, which is read and typed in with a new payment
 * password and a card.
 *
 * @param readCode such as `codeFromMessages` gives; it is asked after the page was opened.
 */
export function openAccountPage(
  pageUrl: string,
  owner: { readonly password: string; readonly holderName: string; readonly card?: string },
  readCode: ReadCode,
): Promise<PageAnswer> {
  const { password, holderName, card = '6222020200112233445' } = owner;
  return submitPage(pageUrl, async () => {
    const code = await readCode();
    return { code, password, passwordAgain: password, card, holderName };
  });
}

export interface MessagesToRead {
  readonly bankUrl: string;
  readonly sandboxKey: string;
  readonly mobile: string;
  /** Of which account the code has to speak, where several have the same number. */
  readonly account?: string;
}

/** Reads the newest code with the sandbox key, as tests do. */
export function codeFromMessages({
  bankUrl,
  sandboxKey,
  mobile,
  account,
}: MessagesToRead): ReadCode {
  return async () => {
    const target = `${bankUrl}/sandbox/messages?mobile=${encodeURIComponent(mobile)}`;
    const answer = await fetch(target, { headers: { 'mutua-sandbox-key': sandboxKey } });
    if (!answer.ok) throw new Error(`The messages cannot be read: ${await answer.text()}`);
    const { messages } = (await answer.json()) as PhoneMessages;
    const isCode = (one: PhoneMessages['messages'][number]) =>
      one.code !== undefined && (account === undefined || one.account === account);
    const code = messages.find(isCode)?.code;
    if (code === undefined) throw new Error(`No code has come to ${mobile}.`);
    return code;
  };
}

/** Reads the newest code on the sandbox phone, as a person does. The PIN is set if the phone has none. */
export function codeFromPhone(bankUrl: string, mobile: string, pin: string): ReadCode {
  return async () => {
    const { status, text } = await post(`${bankUrl}/phone?lang=en`, { mobile, pin });
    const code = /\b(\d{6}) is your code/.exec(text)?.[1];
    if (code === undefined) throw new Error(`No code is on the phone ${mobile} (${status}).`);
    return code;
  };
}

/** Revokes a mandate on the bank's page for owners. */
export function revokeMandatePage(
  bankUrl: string,
  owner: { readonly account: string; readonly password: string; readonly mandate: string },
): Promise<PageAnswer> {
  const { account, password, mandate } = owner;
  return post(`${bankUrl}/owner`, { account, password, revoke: mandate });
}

/** Sets a new payment password in place of a forgotten one. */
export async function resetPasswordPage(
  bankUrl: string,
  owner: { readonly account: string; readonly identityNumber: string; readonly password: string },
  readCode: ReadCode,
): Promise<PageAnswer> {
  const { account, identityNumber, password } = owner;
  await post(`${bankUrl}/reset`, { account, identityNumber, action: 'send' });
  const code = await readCode();
  const typed = { account, identityNumber, code, password, passwordAgain: password };
  return post(`${bankUrl}/reset`, { ...typed, action: 'change' });
}

/** Names another bank card. */
export async function changeCardPage(
  bankUrl: string,
  owner: {
    readonly account: string;
    readonly password: string;
    readonly card: string;
    readonly holderName: string;
  },
  readCode: ReadCode,
): Promise<PageAnswer> {
  const { account, password } = owner;
  const sent = await post(`${bankUrl}/card`, { account, password, action: 'send' });
  if (sent.status !== 200) return sent;
  return post(`${bankUrl}/card`, { ...owner, code: await readCode(), action: 'change' });
}

/**
 * Reads the page first, and posts to its form what is given.
 *
 * @param fields asked for when the page was read, and there is a form on it.
 */
export async function submitPage(
  pageUrl: string,
  fields: () => Promise<Readonly<Record<string, string>>>,
): Promise<PageAnswer> {
  const shown = await fetch(pageUrl);
  const text = await shown.text();
  const action = /<form method="post" action="([^"]*)">/.exec(text)?.[1];
  if (action === undefined) return { status: shown.status, text };
  return post(new URL(action.replaceAll('&amp;', '&'), pageUrl).href, await fields());
}

async function post(url: string, fields: Readonly<Record<string, string>>): Promise<PageAnswer> {
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
  return { status: answer.status, text: await answer.text() };
}
