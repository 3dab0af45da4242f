// Risk reserves of a story: kept by one partner and paid into by another, each by its own mandate at the bank, and set up
// by two persons of the office.
import { addMonths, formatDay } from '@mutua/core/time/day.ts';
import type { Office } from './loan-stages.ts';
import type { StoryHouse } from './story-house.ts';
import { type Client, yuan } from './story-people.ts';

/** What a partner pays into a reserve, or out of it, granted on the bank's own page; the cap in yuan. */
export async function authoriseReserve(
  house: StoryHouse,
  partner: Client,
  cap: number,
): Promise<void> {
  const expiresDay = formatDay(addMonths(await house.today(), 60));
  const { commandId } = await house.do(partner, '/api/partner/reserve-mandates', {
    ...{ cap: yuan(cap), expiresDay },
  });
  const find = () =>
    house.read<{ state: string; pageUrl?: string }>(partner, `/api/mandates/${commandId}`);
  const page = await house.until('the page of the mandate', async () => (await find()).pageUrl);
  await house.bank.confirm(page);
  await house.until('the mandate', async () => (await find()).state === 'granted');
}

/** Prepared by one and set up by another. */
export async function aReserve(
  house: StoryHouse,
  { analyst, analystLead }: Office,
  { trustee, contributor }: { readonly trustee: Client; readonly contributor: Client },
  terms: object = {},
): Promise<string> {
  const { result } = await house.do(analyst, '/api/office/reserves', {
    ...{ code: 'general_reserve', names: { 'zh-CN': '通用风险准备金', en: 'General reserve' } },
    ...{ trusteeId: trustee.id, contributorId: contributor.id, currency: 'CNY' },
    ...{ accrualPpm: 100_000, cover: 'principal_and_interest', ceilingPpm: 1_000_000 },
    ...{ shortRule: 'pro_rata', reason: '与受托方已签约' },
    ...terms,
  });
  const { schemeId } = result as { readonly schemeId: string };
  const own = await house.command(analyst, `/api/office/reserves/${schemeId}/approval`);
  if (own.body.code !== 'same_person') throw new Error('Its maker set up a reserve.');
  await house.do(analystLead, `/api/office/reserves/${schemeId}/approval`);
  return schemeId;
}
