// A borrower's walk from the calculator over an interview to the payout and on to the close, from the one page of the loan
// and the bank's own pages, in either language and at any width. Every page on the way is looked at.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { PageLanguage } from '../rules/tried-platform.ts';
import { type BorrowerGround, DESK, type OpenedPage, type PHONE } from './borrower-ground.ts';
import type { BorrowerWords } from './borrower-walk-words.ts';
import { askForInterview, holdInterview } from './demo-interview.ts';

export interface BorrowerWalk {
  readonly language: PageLanguage;
  readonly viewport: typeof PHONE;
  readonly words: BorrowerWords;
}

/** The borrower's page with the words that stand on it, and the look at it as it stands. */
interface Way extends OpenedPage {
  readonly ground: BorrowerGround;
  readonly words: BorrowerWords;
  readonly look: (name: string) => Promise<void>;
}

const BORROWER = 'borrower';

/** From the first page to a loan that is repaid; afterwards the book is checked as a whole. */
export async function walkToTheClose(
  ground: BorrowerGround,
  { language, viewport, words }: BorrowerWalk,
): Promise<void> {
  const opened = await ground.opened(language, viewport);
  const look = (name: string) => ground.inspect(opened, { key: BORROWER, name });
  const way: Way = { ...opened, ground, words, look };
  await calculate(way);
  const loanId = await apply(way);
  await beApproved(way, loanId);
  await beFunded(way, loanId);
  await signAndBePaid(way);
  await repayInPart(way);
  await repayTheRest(way);
  await opened.context.close();
  await ground.expectSoundBook();
}

async function calculate({ ground, page, words: { quote, start }, look }: Way): Promise<void> {
  await page.goto(ground.url);
  await page.getByRole('link', { name: quote.borrow }).click();
  await page.locator('form .input > input').first().fill('30000');
  await page.getByText(quote.sixMonths, { exact: true }).click();
  await look('quote');
  // On a phone it stands in the bar at the foot, at a desk below the result: the other one is hidden.
  await page.getByRole('link', { name: quote.start }).click();
  await page.getByRole('heading', { name: start.threeSteps }).waitFor();
  await look('start');
}

/** Gives the loan's id. */
async function apply(way: Way): Promise<string> {
  const { ground, page, words, look } = way;
  await page.getByRole('link', { name: words.start.signIn }).click();
  await ground.signIn(page, BORROWER);
  await page.getByRole('link', { name: words.start.fillIn }).click();
  await fillIn(way);
  await page.getByText(words.form.creditConsent, { exact: false }).click();
  await page.getByText(words.form.truthConsent, { exact: false }).click();
  await look('apply-check');
  await page.getByRole('button', { name: words.form.send }).click();
  await page.waitForURL('**/borrow/loans/*');
  await inState(page, 'applied');
  await look('loan-applied');
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** The steps of the form; what is left out is asked for, and the draft is seen after the page was loaded anew. */
async function fillIn({ page, words: { form, documents, typed }, look }: Way): Promise<void> {
  const next = () => page.getByRole('button', { name: form.next }).click();
  expect(await page.getByLabel(form.amount).inputValue()).toBe('30000');
  expect(await page.getByLabel(form.term).inputValue()).toBe('6');
  await look('apply-loan');
  await next();
  await page.getByLabel(form.home).waitFor();
  await next();
  await page.getByText(form.missing).waitFor();
  await page.getByLabel(form.home).selectOption('owned');
  await next();
  await page.getByLabel(form.income).fill('30000');
  await page.getByLabel(form.months).fill('60');
  await page.getByLabel(form.industry).selectOption('services');
  await page.getByLabel(form.occupation).fill(typed.occupation);
  await page.getByLabel(form.source).fill(typed.source);
  await look('apply-work');
  await next();
  await page.getByLabel(form.payments).fill('500');
  await page.getByLabel(form.elsewhere).fill('10000');
  await next();
  await page.getByText(documents[0] ?? '').waitFor();
  await page.reload();
  for (const document of documents) await page.getByText(document).click();
  await next();
  await page.getByRole('heading', { name: form.summary }).waitFor();
  await page.getByRole('heading', { name: form.cost }).waitFor();
}

async function beApproved(way: Way, loanId: string): Promise<void> {
  const { ground, page, words, look } = way;
  await ground.actors.assess(loanId);
  await page.getByText(words.terms.decided, { exact: false }).waitFor();
  await beInterviewed(way, loanId);
  await ground.actors.approve(loanId);
  await page.getByRole('button', { name: words.terms.accept }).waitFor();
  await look('loan-approved');
}

/** Somebody of the staff asks for an interview; it is booked with the keyboard, moved once, and held on its day. */
async function beInterviewed(way: Way, loanId: string): Promise<void> {
  const { ground, page, words, look } = way;
  const { interview } = words;
  await askForInterview(ground.actors, loanId);
  await page.getByRole('heading', { name: interview.toBook }).waitFor();
  await page.getByRole('button', { name: interview.book }).click();
  await page.getByText(interview.needTime).waitFor();
  await look('interview-to-book');
  await page.getByRole('radio', { name: '09:00' }).press('Space');
  await page.getByRole('radio', { name: interview.branch }).press('Space');
  await page.getByRole('button', { name: interview.book }).press('Enter');
  const agreed = page.getByTestId('interview-booked');
  await agreed.getByText('09:00').waitFor();
  expect(await agreed.getByText(interview.branch).count()).toBe(1);
  await look('interview-booked');
  await page.getByRole('button', { name: interview.move, exact: true }).click();
  await page.getByRole('radio', { name: '10:30' }).check();
  await look('interview-to-move');
  await page.getByRole('button', { name: interview.moveNow }).click();
  await agreed.getByText('10:30').waitFor();
  await page.getByText(interview.fixed).waitFor();
  await look('interview-moved');
  await heldByAnOfficer(ground, loanId);
  await page.getByRole('heading', { name: interview.held }).waitFor();
  await look('interview-held');
}

/** At a desk, in the office’s own pages, which she reads in Chinese whatever the borrower reads. */
async function heldByAnOfficer(ground: BorrowerGround, loanId: string): Promise<void> {
  const { context, page, watch } = await ground.opened('zh-CN', DESK);
  await page.goto(`${ground.url}/sign-in?next=/office/interviews`);
  await ground.signIn(page, 'loan-officer');
  await holdInterview(ground.actors, page, loanId);
  expect(watch.failures()).toEqual([]);
  await context.close();
}

async function beFunded({ ground, context, page, words, look }: Way, loanId: string) {
  await page.getByRole('button', { name: words.terms.accept }).click();
  await page.getByText(words.terms.listed, { exact: false }).waitFor();
  await ground.actors.list(loanId);
  const bids = { 'lender-one': '1500000', 'lender-two': '600000', 'lender-institution': '900000' };
  await inState(page, 'funding');
  await ground.actors.fund(loanId, bids, context);
  await inState(page, 'funded');
  await look('loan-funded');
}

async function signAndBePaid(way: Way): Promise<void> {
  const { page, words, look } = way;
  await authorise(way, 'repayment');
  await look('loan-half-authorised');
  await authorise(way, 'fees');
  await page.getByRole('button', { name: words.terms.sign }).click();
  expect(await page.getByTestId('contract-hash').innerText()).toMatch(/^[0-9a-f]{64}$/);
  await page.locator('[data-state=repaying], [data-state=disbursed]').waitFor();
  await page.getByRole('heading', { name: words.terms.schedule }).waitFor();
  expect(await page.locator('.data-table').first().locator('tbody tr').count()).toBe(6);
  await look('loan-repaying');
}

/** From the page of the loan, until nothing of it is missing any more. */
async function authorise(way: Way, scope: 'repayment' | 'fees'): Promise<void> {
  const { page, words } = way;
  const row = page.getByTestId(`mandate-${scope}`);
  await row.getByRole('button', { name: words.bank.authorise }).click();
  await confirmAtBank(way, row);
  const done = page.locator(`[data-testid=mandate-${scope}][data-done=true]`);
  await done
    .or(page.getByRole('button', { name: words.terms.sign }))
    .first()
    .waitFor();
}

/** At the bank’s own page, in a tab of its own and the reader’s language, with the password that stands beside the link. */
async function confirmAtBank({ context, language, words }: Way, place: Locator): Promise<void> {
  const opening = context.waitForEvent('page');
  await place.getByRole('link', { name: words.bank.confirm }).click();
  const bank = await opening;
  await bank.locator('#password').fill(await place.locator('code').innerText());
  expect.soft(await bank.locator('html').getAttribute('lang'), 'the bank’s page').toBe(language);
  await bank.locator('button[value=confirm]').click();
  await bank.locator('.done').waitFor();
  await bank.close();
}

async function repayInPart({ page, words: { repay }, look }: Way): Promise<void> {
  await page.getByRole('link', { name: repay.early }).click();
  await page.getByTestId('payoff-total').waitFor();
  await look('early-in-full');
  await page.getByRole('button', { name: repay.inPart }).click();
  await page.getByLabel(repay.principal).fill('10000');
  await page.getByTestId('compared').waitFor();
  await page.getByTestId('sent-total').waitFor();
  await look('early-in-part');
  await page.getByRole('button', { name: repay.payPart }).click();
  await page.getByRole('heading', { name: repay.sent }).waitFor();
  await page.getByRole('link', { name: repay.back }).first().click();
  // The bank's answer comes after the page was read; nobody loads it again.
  await page.getByText(repay.wasInPart).first().waitFor();
  // One instalment is paid and one falls away: the plan, which was read before, is asked for anew.
  await page.locator('[data-figure="borrow.instalmentsLeft"][data-value="4"]').first().waitFor();
  await look('loan-after-early');
}

/** From the page of the loan: what is missing is paid in at the bank, and nothing is owed any more. */
async function repayTheRest(way: Way): Promise<void> {
  const { page, words, look } = way;
  const { repay } = words;
  await page.getByRole('link', { name: repay.early }).click();
  await page.getByTestId('payoff-total').waitFor();
  const payOff = page.getByRole('button', { name: repay.payOff });
  const topUp = page.getByRole('button', { name: repay.topUp });
  await payOff.or(topUp).first().waitFor();
  await look('early-the-rest');
  if ((await topUp.count()) > 0) {
    await topUp.click();
    await confirmAtBank(way, page.getByTestId('bank-step'));
  }
  await payOff.click();
  await page.getByRole('heading', { name: repay.sent }).waitFor();
  await page.getByRole('link', { name: repay.back }).first().click();
  await inState(page, 'closed');
  await page.getByRole('heading', { name: repay.closed }).waitFor();
  await page.locator('[data-figure="borrow.repaid"]').first().waitFor();
  await look('loan-closed');
}

async function inState(page: Page, state: string): Promise<void> {
  await page.locator(`[data-state=${state}]`).waitFor();
}
