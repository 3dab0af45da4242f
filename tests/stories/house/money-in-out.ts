// Money that crosses the bank's border in a story, step by step: asked for here, confirmed by its owner there.
import type { StoryHouse } from './story-house.ts';
import { type Client, type Purse, yuan } from './story-people.ts';

interface InOrOut {
  readonly topUpId?: string;
  readonly withdrawalId?: string;
  readonly state: string;
  readonly pageUrl?: string;
}

/** Asked for, and not confirmed by its owner yet. */
export async function askTopUp(
  house: StoryHouse,
  client: Client,
  role: Purse,
  amount: number,
  rail: 'custodian' | 'card' = 'custodian',
): Promise<{ readonly topUpId: string; readonly page: string }> {
  const asked = { role, amount: yuan(amount), rail };
  const { commandId } = await house.do(client, '/api/top-ups', asked);
  const page = await house.until('the page of the top-up', async () => {
    return (await inOrOut(house, client, commandId))?.pageUrl;
  });
  return { topUpId: commandId, page };
}

/** Paid to the owner's own card, or refused: how it ended. */
export async function withdraw(
  house: StoryHouse,
  client: Client,
  role: Purse,
  amount: number,
): Promise<string> {
  const { commandId } = await house.do(client, '/api/withdrawals', { role, amount: yuan(amount) });
  const find = () => inOrOut(house, client, commandId);
  const page = await house.until('the page of the withdrawal', async () => (await find())?.pageUrl);
  await house.bank.confirm(page);
  return house.until('the end of the withdrawal', async () => {
    const { state = '' } = (await find()) ?? {};
    return ['paid', 'refused', 'bounced', 'cancelled'].includes(state) && state;
  });
}

/** How a top-up or a withdrawal of a client stands. */
export async function inOrOut(
  house: StoryHouse,
  client: Client,
  id: string,
): Promise<InOrOut | undefined> {
  const [topUps, withdrawals] = await Promise.all([
    house.list<InOrOut>(client, '/api/top-ups'),
    house.list<InOrOut>(client, '/api/withdrawals'),
  ]);
  return (
    topUps.find(({ topUpId }) => topUpId === id) ??
    withdrawals.find(({ withdrawalId }) => withdrawalId === id)
  );
}
