// An owner of money at the bank's pages, for tests and stories: reads a page and fills its form as a person would.

export interface PageAnswer {
  readonly status: number;
  readonly text: string;
}

/** Confirms what the page asks, or declines it. */
export function confirmPage(
  pageUrl: string,
  password: string,
  decision: 'confirm' | 'decline' = 'confirm',
): Promise<PageAnswer> {
  return submitPage(pageUrl, { password, decision });
}

/** Opens a custody account: sets the payment password and names a card. */
export function openAccountPage(
  pageUrl: string,
  owner: { readonly password: string; readonly holderName: string; readonly card?: string },
): Promise<PageAnswer> {
  const { password, holderName, card = '6222020200112233445' } = owner;
  return submitPage(pageUrl, { password, passwordAgain: password, card, holderName });
}

/** Revokes a mandate on the bank's page for owners. */
export function revokeMandatePage(
  bankUrl: string,
  owner: { readonly account: string; readonly password: string; readonly mandate: string },
): Promise<PageAnswer> {
  const { account, password, mandate } = owner;
  return post(`${bankUrl}/owner`, { account, password, revoke: mandate });
}

/** Reads the page first, and posts to its form what stands there and what is given. */
async function submitPage(
  pageUrl: string,
  fields: Readonly<Record<string, string>>,
): Promise<PageAnswer> {
  const shown = await fetch(pageUrl);
  const text = await shown.text();
  const action = /<form method="post" action="([^"]*)">/.exec(text)?.[1];
  if (action === undefined) return { status: shown.status, text };
  return post(new URL(action.replaceAll('&amp;', '&'), pageUrl).href, fields);
}

async function post(url: string, fields: Readonly<Record<string, string>>): Promise<PageAnswer> {
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
  return { status: answer.status, text: await answer.text() };
}
