// POST /api/quotes: what a loan would cost. Nothing is stored and nobody has to sign in.
import { QuoteOnWire, QuoteRequestOnWire } from '@mutua/contract/loan/quote.ts';
import { ok, type Result } from '@mutua/core/kit/result.ts';
import { type Quote, type QuoteRequest, quoteLoan } from '@mutua/core/loan/quote.ts';
import { readCurrency } from '@mutua/core/money/currency.ts';
import { parseMinorUnits } from '@mutua/core/money/minor-units.ts';
import { formatDay, parseDay } from '@mutua/core/time/day.ts';
import type { FastifyInstance } from 'fastify';
import { Refused } from '../http/problems.ts';

export function registerQuote(app: FastifyInstance): void {
  const schema = {
    operationId: 'quoteLoan',
    tags: ['loan'],
    summary: 'What a loan would cost',
    description:
      'Calculates schedule and all-in rate by the rules of the contract. Nothing is stored; the same request always gets the same answer.',
    body: QuoteRequestOnWire,
    response: { 200: { description: 'The quote.', ...QuoteOnWire } },
    'x-refusals': ['number_too_large'],
  };
  const config = { access: 'public' } as const;
  app.post<{ Body: QuoteRequestOnWire }>('/api/quotes', { schema, config }, (request) => {
    const read = readRequest(request.body);
    if (!read.ok) throw new Refused(read.refusal);
    const quote = quoteLoan(read.value);
    if (!quote.ok) throw new Refused(quote.refusal);
    return writeQuote(request.body.currency, quote.value);
  });
}

/** From the words of the wire to the words of the rules. */
function readRequest(body: QuoteRequestOnWire): Result<QuoteRequest> {
  const currency = readCurrency(body.currency, 'currency');
  if (!currency.ok) return currency;
  const loanAmount = parseMinorUnits(body.loanAmount, 'loanAmount');
  if (!loanAmount.ok) return loanAmount;
  const feePerInstalment = parseMinorUnits(body.feePerInstalment ?? '0', 'feePerInstalment');
  if (!feePerInstalment.ok) return feePerInstalment;
  const takenInAdvance = parseMinorUnits(body.takenInAdvance ?? '0', 'takenInAdvance');
  if (!takenInAdvance.ok) return takenInAdvance;
  const disbursedOn = parseDay(body.disbursedOn, 'disbursedOn');
  if (!disbursedOn.ok) return disbursedOn;
  return ok({
    loanAmount: loanAmount.value,
    annualRatePpm: BigInt(body.annualRatePpm),
    repaymentMethod: body.repaymentMethod,
    instalmentCount: body.instalmentCount,
    disbursedOn: disbursedOn.value,
    feePerInstalment: feePerInstalment.value,
    takenInAdvance: takenInAdvance.value,
  });
}

function writeQuote(currency: string, quote: Quote): QuoteOnWire {
  return {
    currency,
    amountReceived: quote.amountReceived.toString(),
    instalments: quote.instalments.map((row) => ({
      number: row.number,
      dueDay: formatDay(row.dueDay),
      principal: row.principal.toString(),
      interest: row.interest.toString(),
      fee: row.fee.toString(),
      total: row.total.toString(),
      balance: row.balance.toString(),
    })),
    interest: quote.interest.toString(),
    fees: quote.fees.toString(),
    totalCost: quote.totalCost.toString(),
    totalRepaid: quote.totalRepaid.toString(),
    allInRate: quote.allInRate === null ? null : writeRate(quote.allInRate),
  };
}

function writeRate(rate: NonNullable<Quote['allInRate']>): NonNullable<QuoteOnWire['allInRate']> {
  const { simpleParts } = rate;
  return {
    cnIrrPpm: Number(rate.cnIrrPpm),
    cnSimplePpm: Number(rate.cnSimplePpm),
    simpleParts: {
      rate: Number(simpleParts.rate),
      fee: Number(simpleParts.fee),
      advance: Number(simpleParts.advance),
    },
  };
}
