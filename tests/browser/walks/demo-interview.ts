// The interview of a walk, as the staff have it: asked for, and held when its day has come.
import type { DayState } from '@mutua/contract/office/money.ts';
import type { CaseInOffice, CaseInQueue } from '@mutua/contract/work/case.ts';
import type { DemoActors } from './demo-actors.ts';

const DAY = '/api/office/days/current';

/** Somebody wants to see the applicant before the decision. */
export async function askForInterview(actors: DemoActors, loanId: string): Promise<void> {
  await actors.act('risk-analyst', '/api/office/cases', {
    ...{ caseKind: 'interview', subject: { kind: 'loan', id: loanId }, fields: [] },
    reason: '装修合同需要当面核对。',
  });
}

/** An officer takes it, days end until its own has come, and what was said is written down. */
export async function holdInterview(actors: DemoActors, loanId: string): Promise<void> {
  const officer = 'loan-officer';
  const { items } = await actors.read<{ items: readonly CaseInQueue[] }>(
    officer,
    '/api/office/cases?caseKind=interview',
  );
  const caseId = items.find(({ subject }) => subject.id === loanId)?.caseId;
  if (caseId === undefined) throw new Error('The interview stands in the queue.');
  const url = `/api/office/cases/${caseId}`;
  await actors.act(officer, `${url}/taking`);
  const { interview } = await actors.read<CaseInOffice>(officer, url);
  await endDaysThrough(actors, interview?.booked?.day ?? '');
  await actors.act(officer, `${url}/interview`, {
    answers: (interview?.questions ?? []).map((question) => ({
      ...{ question, answer: '与申请资料一致。', contradicts: false },
    })),
    ...{ recording: 'V-2026-0042', result: 'passed', reason: '资料一致，同意。' },
  });
}

/** One business day after the other, until it is that day. */
async function endDaysThrough(actors: DemoActors, until: string): Promise<void> {
  const today = async () => (await actors.read<DayState>('finance-officer', DAY)).day;
  for (let day = await today(); day < until; day = await today()) {
    await actors.act('finance-officer', `${DAY}/end-of-day`, { day });
    await actors.until(`the day after ${day}`, async () => (await today()) !== day);
  }
}
