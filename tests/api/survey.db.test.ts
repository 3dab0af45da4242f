// The survey of satisfaction over HTTP: who is asked, what the office reads of it, and what of it is published.
import type { Id } from '@mutua/core/kit/id.ts';
import { addDays, type Day, dayOf, formatDay } from '@mutua/core/time/day.ts';
import { runDaysUntil } from '@mutua/server/calendar/end-of-day.ts';
import { checkLaws, everyLaw } from '@mutua/server/check/check.ts';
import type { Statement } from '@mutua/server/database/fact-table.ts';
import { FIRST_DAY, newId, TrialHouse } from '@mutua/server/http/trial-house.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  aLender,
  anOffice,
  anOpenListing,
  bid,
  disburse,
  letTheBankAnswer,
} from './trial-life.ts';

const SCORES = [5, 5, 5, 4, 1] as const;
const COMMENT = '到账及时，账目清楚。';
const NEXT_QUARTER: Day = dayOf(2026, 4, 1);

let house: TrialHouse;
let borrower: Id;
let lenders: readonly Id[];
let newcomer: Id;

beforeAll(async () => {
  house = await TrialHouse.open();
  const office = await anOffice(house);
  borrower = await aClient(house, 'borrower');
  newcomer = await aLender(house, 0);
  const own: Id[] = [];
  for (const _ of SCORES) own.push(await aLender(house, 20_000));
  lenders = own;
  const loanId = await anOpenListing(house, borrower, office);
  for (const lender of lenders) await bid(house, lender, loanId, 10_000);
  await disburse(house, borrower, loanId);
}, 180_000);
afterAll(async () => {
  const checked = await checkLaws(house.pool, { laws: everyLaw() });
  await house.close();
  expect(checked.flatMap(({ violations }) => violations)).toEqual([]);
  expect(house.alarms).toEqual([]);
}, 60_000);

function answer(who: Id, said: Readonly<Record<string, unknown>>) {
  return house.ask(who, 'POST', '/api/survey-answers', { commandId: newId(), ...said });
}

async function standingOf(who: Id) {
  const { status, body } = await house.get(who, '/api/survey');
  expect(status).toBe(200);
  return body as unknown as { quarter: string; standings: readonly object[] };
}

async function liveUntil(day: Day): Promise<void> {
  const read = async ({ text, values }: Statement) =>
    (await house.pool.query<Record<string, unknown>>(text, [...values])).rows;
  for (let today = await house.today(); today < day; today = addDays(today, 1)) {
    const stayed = await runDaysUntil(addDays(today, 1), { lane: house.lane, read });
    if (stayed !== undefined) throw new Error(JSON.stringify(stayed));
    await letTheBankAnswer(house);
  }
}

interface OnWire {
  readonly figure: string;
  readonly row: string;
  readonly count?: number;
  readonly ratePpm?: number;
}

async function figuresOf(day: Day) {
  const { status, body } = await house.get(
    undefined,
    `/api/disclosure/figures?day=${formatDay(day)}`,
  );
  expect(status).toBe(200);
  const { figures } = body as unknown as { figures: readonly OnWire[] };
  return (figure: string, row = '') => {
    const found = figures.find((one) => one.figure === figure && one.row === row);
    return found?.count ?? found?.ratePpm;
  };
}

describe('the survey', () => {
  it('is open to whoever has lent or borrowed, and closed to a newcomer', async () => {
    for (const [who, role] of [[lenders[0], 'lender'] as const, [borrower, 'borrower'] as const]) {
      expect(await standingOf(who ?? newcomer)).toEqual({
        quarter: '2026-Q1',
        standings: [{ role, state: 'open' }],
      });
    }
    expect(await standingOf(newcomer)).toEqual({
      quarter: '2026-Q1',
      standings: [{ role: 'lender', state: 'closed' }],
    });
    expect(await answer(newcomer, { role: 'lender', score: 5 })).toMatchObject({
      ...{ status: 422, body: { code: 'nothing_paid_out' } },
    });
    expect(await answer(borrower, { role: 'lender', score: 5 })).toMatchObject({
      body: { code: 'not_allowed' },
    });
  });

  it('takes scores from 1 to 5, and at most 500 characters beside', async () => {
    const lender = lenders[0] ?? newcomer;
    for (const [said, field] of [
      [{ score: 0 }, 'score'],
      [{ score: 6 }, 'score'],
      [{ score: 2.5 }, 'score'],
      [{ score: 3, comment: '长'.repeat(501) }, 'comment'],
      [{ score: 3, role: 'partner' }, 'role'],
    ] as const) {
      expect(await answer(lender, { role: 'lender', ...said })).toMatchObject({
        ...{ status: 400, body: { code: 'invalid_input', errors: [{ field }] } },
      });
    }
    expect(await standingOf(lender)).toMatchObject({ standings: [{ state: 'open' }] });
  });

  it('is answered once in a quarter, and tells back what was given, to the client alone', async () => {
    for (const [place, lender] of lenders.entries()) {
      const comment = place === 0 ? { comment: ` ${COMMENT} ` } : {};
      const said = { role: 'lender', score: SCORES[place], ...comment };
      expect(await answer(lender, said)).toMatchObject({
        status: 200,
        body: { result: { quarter: '2026-Q1', nextDay: formatDay(NEXT_QUARTER) } },
      });
      expect(await answer(lender, { role: 'lender', score: 3 })).toMatchObject({
        ...{ status: 422, body: { code: 'survey_answered' } },
      });
    }
    expect(await standingOf(lenders[0] ?? newcomer)).toEqual({
      quarter: '2026-Q1',
      standings: [
        {
          ...{ role: 'lender', state: 'answered', score: 5, comment: COMMENT },
          ...{ answeredOn: formatDay(FIRST_DAY), nextDay: formatDay(NEXT_QUARTER) },
        },
      ],
    });
    for (const other of [lenders[1] ?? newcomer, borrower, newcomer]) {
      expect(JSON.stringify(await standingOf(other))).not.toContain(COMMENT);
    }
  });

  it('is answered the same at a repetition', async () => {
    const [, lender = newcomer] = lenders;
    const { rows } = await house.pool.query<{ id: string }>(
      'select id from people.survey_answer where client_id = $1',
      [lender],
    );
    const body = { commandId: rows[0]?.id, role: 'lender', score: SCORES[1] };
    expect(await house.ask(lender, 'POST', '/api/survey-answers', body)).toMatchObject({
      ...{ status: 200, body: { isRepeat: true, result: { quarter: '2026-Q1' } } },
    });
  });
});

describe('the office', () => {
  it('reads the answers of a quarter without whose they are, in service and compliance alone', async () => {
    for (const position of ['service_agent', 'compliance_officer'] as const) {
      const officer = await house.staff(position);
      const { status, body } = await house.get(officer, '/api/office/survey-answers');
      expect(status).toBe(200);
      const { items } = body as unknown as { items: { score: number; comment?: string }[] };
      expect(items.map(({ score }) => score).toSorted()).toEqual([...SCORES].toSorted());
      expect(items.map(({ comment }) => comment).filter(Boolean)).toEqual([COMMENT]);
      for (const item of items) {
        expect(item).toMatchObject({
          ...{ role: 'lender', segment: 'lender_person', quarter: '2026-Q1' },
          answeredOn: formatDay(FIRST_DAY),
        });
      }
      for (const lender of lenders) expect(JSON.stringify(body)).not.toContain(lender);
      const before = await house.get(officer, '/api/office/survey-answers?quarter=2025-Q4');
      expect(before).toMatchObject({ status: 200, body: { items: [] } });
    }
    for (const position of ['loan_officer', 'collector', 'administrator'] as const) {
      const officer = await house.staff(position);
      const answered = await house.get(officer, '/api/office/survey-answers');
      expect(answered).toMatchObject({ status: 403, body: { code: 'not_allowed' } });
    }
  });

  it('reads them page by page', async () => {
    const officer = await house.staff('service_agent');
    const seen: string[] = [];
    let next: string | undefined = '';
    while (next !== undefined) {
      const cursor: string = next === '' ? '' : `&cursor=${next}`;
      const { body } = await house.get(officer, `/api/office/survey-answers?limit=2${cursor}`);
      const page = body as unknown as { items: { answerId: string }[]; next?: string };
      seen.push(...page.items.map(({ answerId }) => answerId));
      next = page.next;
    }
    expect(new Set(seen).size).toBe(SCORES.length);
    expect(seen).toHaveLength(SCORES.length);
  });
});

describe('what is published', () => {
  it('is nothing of a quarter that has not ended, but who was active', async () => {
    await liveUntil(addDays(FIRST_DAY, 1));
    const of = await figuresOf(FIRST_DAY);
    expect(of('surveyAnswers')).toBe(0);
    expect(of('satisfaction')).toBeUndefined();
    expect(of('activeUsersBySegment', 'lender_person')).toBe(lenders.length + 1);
    expect(of('activeUsersBySegment', 'borrower_person')).toBe(1);
    expect(of('activeUsersBySegment', 'lender_organisation')).toBe(0);
  });

  it('has no comment in it, and neither has the log', async () => {
    for (const url of ['figures', 'headline', 'figures.csv', 'loan-book.csv']) {
      const { body } = await house.app.inject({ method: 'GET', url: `/api/disclosure/${url}` });
      expect(body, url).not.toContain(COMMENT);
    }
    const { rows } = await house.pool.query(
      `select kind from commit.command where events::text like '%' || $1 || '%'`,
      [COMMENT],
    );
    expect(rows).toEqual([]);
    const { rows: kept } = await house.pool.query<{ comment: string }>(
      'select comment from people.survey_answer where comment is not null',
    );
    expect(kept).toEqual([{ comment: COMMENT }]);
  });

  it('is the mean and the share of the content once the quarter has ended, of five answers and no fewer', async () => {
    await liveUntil(NEXT_QUARTER);
    const before = await figuresOf(addDays(NEXT_QUARTER, -2));
    expect(before('surveyAnswers')).toBe(0);
    expect(before('satisfaction')).toBeUndefined();
    const of = await figuresOf(addDays(NEXT_QUARTER, -1));
    expect(of('surveyAnswers')).toBe(5);
    expect(of('satisfaction')).toBe(750_000);
    expect(of('satisfiedShare')).toBe(800_000);
    expect(of('surveyAnswersBySegment', 'lender_person')).toBe(5);
    expect(of('satisfactionBySegment', 'lender_person')).toBe(750_000);
    expect(of('satisfactionBySegment', 'borrower_person')).toBeUndefined();
  }, 120_000);

  it('stays what it was while the next quarter is answered, for which everybody is asked anew', async () => {
    const lender = lenders[0] ?? newcomer;
    expect(await standingOf(lender)).toEqual({
      quarter: '2026-Q2',
      standings: [{ role: 'lender', state: 'open' }],
    });
    expect(await answer(lender, { role: 'lender', score: 1 })).toMatchObject({
      ...{ status: 200, body: { result: { quarter: '2026-Q2', nextDay: '2026-07-01' } } },
    });
    await liveUntil(addDays(NEXT_QUARTER, 1));
    const of = await figuresOf(NEXT_QUARTER);
    expect(of('surveyAnswers')).toBe(5);
    expect(of('satisfaction')).toBe(750_000);
  });
});
