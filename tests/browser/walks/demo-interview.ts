// The interview of a walk, as the staff have it: asked for, and held when its day has come.
import type { DayState } from '@mutua/contract/office/money.ts';
import { INTERVIEW_QUESTION_LABELS } from '@mutua/contract/words/interview-words.ts';
import type { CaseInOffice, CaseInQueue } from '@mutua/contract/work/case.ts';
import type { Page } from 'playwright-core';
import type { DemoActors } from './demo-actors.ts';

const DAY = '/api/office/days/current';
const OFFICER = 'loan-officer';

/** Somebody wants to see the applicant before the decision. */
export async function askForInterview(actors: DemoActors, loanId: string): Promise<void> {
  await actors.act('risk-analyst', '/api/office/cases', {
    ...{ caseKind: 'interview', subject: { kind: 'loan', id: loanId }, fields: [] },
    reason: '装修合同需要当面核对。',
  });
}

/** An officer takes it at her desk, days end until its own has come, and she writes down what was said. */
export async function holdInterview(actors: DemoActors, desk: Page, loanId: string): Promise<void> {
  const { items } = await actors.read<{ items: readonly CaseInQueue[] }>(
    OFFICER,
    '/api/office/cases?caseKind=interview',
  );
  const caseId = items.find(({ subject }) => subject.id === loanId)?.caseId;
  if (caseId === undefined) throw new Error('The interview stands in the queue.');
  await desk.locator(`a[href="/office/interviews/${caseId}"]`).click();
  await desk.getByRole('button', { name: /^领取事项/ }).click();
  await desk.getByText('尚未到约定的日子。').waitFor();
  const { interview } = await actors.read<CaseInOffice>(OFFICER, `/api/office/cases/${caseId}`);
  await endDaysThrough(actors, interview?.booked?.day ?? '');
  await desk.reload();
  for (const question of interview?.questions ?? []) {
    const label = INTERVIEW_QUESTION_LABELS[question]['zh-CN'];
    await desk.getByLabel(label, { exact: true }).fill('与申请资料一致。');
  }
  await desk.getByLabel('录音录像编号').fill('V-2026-0042');
  await desk.getByLabel('结论的理由').fill('资料一致，同意。');
  const save = desk.getByTestId('save-interview');
  // Neither result stands there before she has chosen one.
  if (await save.isEnabled()) throw new Error('An interview without a result can be saved.');
  await desk.getByLabel('结论', { exact: true }).selectOption('passed');
  await save.click();
  await desk.getByRole('heading', { name: '问题与回答' }).waitFor();
}

/** One business day after the other, until it is that day. */
async function endDaysThrough(actors: DemoActors, until: string): Promise<void> {
  const today = async () => (await actors.read<DayState>('finance-officer', DAY)).day;
  for (let day = await today(); day < until; day = await today()) {
    await actors.act('finance-officer', `${DAY}/end-of-day`, { day });
    await actors.until(`the day after ${day}`, async () => (await today()) !== day);
  }
}
