import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTrialApp } from './trial-app.ts';

const QUOTE = {
  currency: 'CNY',
  loanAmount: '6000000',
  annualRatePpm: 126_000,
  repaymentMethod: 'equal_instalments',
  instalmentCount: 18,
  disbursedOn: '2026-11-22',
};
const METHODS = ['equal_instalments', 'equal_principal', 'interest_first', 'bullet', 'flat'];

let app: FastifyInstance;

beforeAll(async () => {
  app = await buildTrialApp();
});

afterAll(() => app.close());

async function quote(change: object, language: string) {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/quotes',
    headers: { 'accept-language': language },
    payload: { ...QUOTE, ...change },
  });
  return { status: answer.statusCode, problem: answer.json() };
}

describe('a request for a quote that is refused', () => {
  it.each([
    // By the schema, each keyword once.
    [{ currency: undefined }, 'currency', 'It is missing.', '此项必填。'],
    [{ term: 18 }, 'term', 'There is no such field.', '没有此项。'],
    [{ loanAmount: 60 }, 'loanAmount', 'It must be a text.', '须为文本。'],
    [{ annualRatePpm: 1.5 }, 'annualRatePpm', 'It must be a whole number.', '须为整数。'],
    [{ currency: 'cny' }, 'currency', 'It must have a form such as CNY.', '格式不符，例如 CNY。'],
    [{ instalmentCount: 0 }, 'instalmentCount', 'It must be at least 1.', '不得小于 1。'],
    [{ instalmentCount: 601 }, 'instalmentCount', 'It must be at most 600.', '不得大于 600。'],
    [
      { repaymentMethod: 'annuity' },
      'repaymentMethod',
      `It must be one of ${METHODS.join(', ')}.`,
      `须为以下之一：${METHODS.join('、')}。`,
    ],
    [
      { disbursedOn: '2026-02-30' },
      'disbursedOn',
      'It must be a date such as 2026-11-21.',
      '须为日期，例如 2026-11-21。',
    ],
    // By the rules.
    [
      { currency: 'XXY' },
      'currency',
      'It must be an active currency code of ISO 4217, such as CNY.',
      '须为 ISO 4217 现行的货币代码，例如 CNY。',
    ],
    [
      { disbursedOn: '0000-01-01' },
      'disbursedOn',
      'There is no day 0000-01-01.',
      '没有 0000-01-01 这一天。',
    ],
    [
      { takenInAdvance: '6000000' },
      'takenInAdvance',
      'It must be less than the loan amount.',
      '须小于借款金额。',
    ],
    [
      { loanAmount: '5' },
      'instalmentCount',
      'The principal is too small for so many instalments.',
      '本金过小，不足以分为这么多期。',
    ],
  ])('says so in the reader’s language: %j', async (change, field, english, chinese) => {
    expect(await quote(change, 'en')).toMatchObject({
      status: 400,
      problem: {
        detail: `Please check "${field}": ${english}`,
        errors: [{ in: 'body', field, detail: english }],
      },
    });
    expect(await quote(change, 'zh-CN')).toMatchObject({
      status: 400,
      problem: {
        detail: `“${field}”填写有误：${chinese}`,
        errors: [{ in: 'body', field, detail: chinese }],
      },
    });
  });
});
