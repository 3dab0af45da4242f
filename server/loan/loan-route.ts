// What a borrower reads about loans, and what one would cost before it is applied for.
import { ApplicationPreview, PreviewApplicationBody } from '@mutua/contract/loan/application.ts';
import { LoanForBorrower, LoanRow, PayoffOnWire } from '@mutua/contract/loan/servicing.ts';
import { DayOnWire } from '@mutua/contract/money/on-wire.ts';
import { parseDay } from '@mutua/core/time/day.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import Type, { type Static } from 'typebox';
import { readBusinessDate } from '../calendar/business-date-read.ts';
import { KEY_PARTS, pageOf } from '../http/cursor.ts';
import { orRefused } from '../http/problems.ts';
import { idIn, moneyIn } from '../http/read-fields.ts';
import { registerList, registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { previewApplication } from './application-preview.ts';
import { requireProductCurrency } from './loan-currency-read.ts';
import { readBorrowerLoan, readBorrowerLoans } from './loan-read.ts';
import { payoffOn } from './payoff-read.ts';
import { readLoan, readServicing } from './servicing-read.ts';

const BORROWER = { roles: ['borrower'] } as const;

export function registerBorrowing(app: FastifyInstance, { pool, clock }: RouteContext): void {
  registerList(app, {
    url: '/api/loans',
    access: BORROWER,
    operationId: 'listLoans',
    tag: 'loan',
    summary: 'Your loans and applications, the newest first',
    item: LoanRow,
    key: [KEY_PARTS.id],
    read: async ({ actor, page }) =>
      actor &&
      pageOf(await readBorrowerLoans(pool, actor.id, page), page, {
        key: ({ loanId }) => [loanId],
        item: (loan) => loan,
      }),
  });
  registerRead(app, {
    url: '/api/loans/:loanId',
    access: BORROWER,
    operationId: 'getLoan',
    tag: 'loan',
    summary: 'One of your loans: schedule, contract, timeline, and what comes next',
    answer: LoanForBorrower,
    read: async ({ actor, path }) =>
      actor && readBorrowerLoan(pool, actor.id, idIn(path.loanId, 'loanId')),
  });
  registerRead(app, {
    url: '/api/loans/:loanId/payoff',
    access: BORROWER,
    operationId: 'getPayoff',
    tag: 'loan',
    summary: 'What ends one of your loans on a day',
    description: 'Today if no day is given. The early repayment itself refuses another amount.',
    query: Type.Object(
      { day: Type.Optional(DayOnWire('Today or later.')) },
      { additionalProperties: false },
    ),
    answer: PayoffOnWire,
    refusals: ['wrong_stage'],
    read: async ({ actor, path, query }) => {
      const loanId = idIn(path.loanId, 'loanId');
      const [loan, servicing, today] = await Promise.all([
        readLoan(pool, loanId),
        readServicing(pool, loanId),
        readBusinessDate(pool),
      ]);
      if (loan === undefined || today === undefined || loan.borrowerId !== actor?.id) {
        return undefined;
      }
      const day = query.day === undefined ? today : orRefused(parseDay(query.day, 'day'), 'query');
      return orRefused(payoffOn(loan, servicing, day, { today, now: clock() }), 'query');
    },
  });
}

/** Anybody may ask what a loan would cost. */
export function registerApplicationPreview(app: FastifyInstance, { pool }: RouteContext): void {
  const schema = {
    operationId: 'previewApplication',
    tags: ['loan'],
    summary: 'What a loan of a product would cost, at its lowest and its highest rate',
    description: 'Nothing is stored, and nobody has to sign in; the assessment fixes the rate.',
    body: PreviewApplicationBody,
    response: { 200: { description: 'What it would cost.', ...ApplicationPreview } },
    'x-refusals': [
      ...['product_not_live', 'amount_out_of_range', 'term_out_of_range', 'currencies_mixed'],
      ...['no_solution', 'number_too_large'],
    ],
  };
  type Preview = FastifyRequest<{ Body: Static<typeof PreviewApplicationBody> }>;
  const config = { access: 'public' } as const;
  app.post('/api/loans/preview', { schema, config }, async (request: Preview) => {
    const { productCode, loanAmount, termMonths, repaymentMethod } = request.body;
    const { amount, currency } = moneyIn(loanAmount, 'loanAmount');
    await requireProductCurrency(pool, productCode, [currency]);
    const asked = { productCode, loanAmount: amount, termMonths, repaymentMethod };
    return previewApplication(pool, asked);
  });
}
