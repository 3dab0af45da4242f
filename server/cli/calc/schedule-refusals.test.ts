import { invalid, refuse } from '@mutua/core/kit/result.ts';
import { describe, expect, it } from 'vitest';
import { scheduleCalculation } from './schedule.ts';

type Inputs = Readonly<Record<string, unknown>>;

const plain = { principal: '10000.00', annualRatePercent: '12', installments: 3 };
const progressive = { ...plain, submittedOn: '2026-11-21', engine: 'PROGRESSIVE' };

function calculate(inputs: Inputs) {
  return scheduleCalculation.calculate({ id: 'a', inputs });
}

describe('mutua calc schedule refuses', () => {
  it.each<[Inputs, ReturnType<typeof refuse>]>([
    [{ principal: 10000 }, amount('principal')],
    [{ principal: '10,000' }, decimal('principal')],
    [{ principal: '10.005' }, invalid('inputs.principal', 'It must have at most 2 decimals.')],
    [{ principal: '9'.repeat(30) }, refuse('number_too_large', { field: 'inputs.principal' })],
    [{ principal: '0' }, invalid('inputs.principal', 'It must be greater than 0.')],
    [{ principal: undefined }, amount('principal')],
    [{ annualRatePercent: 'x' }, decimal('annualRatePercent')],
    [{ annualRatePercent: 1e-30 }, decimal('annualRatePercent')],
    [{ annualRatePercent: '-1' }, invalid('inputs.annualRatePercent', 'It must not be negative.')],
    [
      { annualRatePercent: '999999' },
      refuse('number_too_large', { field: 'inputs.annualRatePercent' }),
    ],
    [{ installments: 0 }, count('installments')],
    [{ installments: 1201 }, count('installments')],
    [{ installments: '3' }, count('installments')],
    [{ every: 0.5 }, count('every')],
    [
      { unit: 'MONTH' },
      invalid('inputs.unit', 'It must be one of "DAYS", "WEEKS", "MONTHS", "YEARS".'),
    ],
    [
      { engine: 'OTHER' },
      invalid('inputs.engine', 'It must be one of "MUTUA", "PROGRESSIVE", "CUMULATIVE".'),
    ],
    [{ submittedOn: '21.11.2026' }, date('submittedOn')],
    [{ submittedOn: '2026-02-30' }, invalid('inputs.submittedOn', 'There is no day 2026-02-30.')],
    [{ firstRepaymentDate: 'soon' }, date('firstRepaymentDate')],
    [
      { submittedOn: '2026-11-21', firstRepaymentDate: '2026-11-21' },
      invalid('inputs.firstRepaymentDate', 'It must be after the value day.'),
    ],
    [
      { dayCount: { year: '365', month: 'ACTUAL' } },
      invalid('inputs.submittedOn', 'It is missing, and the interest depends on the dates.'),
    ],
    [{ dayCount: 'Moon' }, refuse('unknown_convention', { name: 'Moon' })],
    [
      { dayCount: { year: '365', month: '30' } },
      invalid(
        'inputs.dayCount',
        'For this engine: 30 with 360, or ACTUAL with 360, 364, 365 or ACTUAL.',
      ),
    ],
    [{ currency: 'XYZ' }, currencyCode()],
    [
      { currency: 'JPY', currencyDecimals: 2 },
      invalid('inputs.currencyDecimals', 'JPY has 0 decimals.'),
    ],
    [
      { rounding: 'NEAREST' },
      invalid('inputs.rounding', 'It must be one of "HALF_EVEN", "HALF_UP", "UP", "DOWN".'),
    ],
    [
      { installmentMultipleOf: '0' },
      invalid('inputs.installmentMultipleOf', 'It must be greater than 0.'),
    ],
    [{ disbursements: [{ amount: '1' }] }, missingDate('disbursements[0].date')],
    [{ disbursements: [{ date: 'x' }] }, date('disbursements[0].date')],
    [
      { disbursements: [{ date: '2026-11-21', amount: '1' }] },
      invalid('inputs.disbursements[0].amount', 'It must be the principal.'),
    ],
    [
      { disbursements: [{ date: '2026-11-21' }, { date: '2026-11-22' }] },
      invalid(
        'inputs.disbursements[0].amount',
        'It is missing; with several disbursements each has its amount.',
      ),
    ],
    [
      {
        disbursements: [
          { date: '2026-11-21', amount: '1' },
          { date: '2026-11-22', amount: '1' },
        ],
      },
      invalid('inputs.disbursements', 'This engine lends the whole principal at once.'),
    ],
    [
      { graceOnInterest: 1, graceOnInterestCharged: 1 },
      invalid('inputs.graceOnInterestCharged', 'It cannot be given beside graceOnInterest.'),
    ],
    [
      { amortization: 'BULLET', interestMethod: 'FLAT' },
      invalid('inputs.interestMethod', 'With this amortization it must be "DECLINING_BALANCE".'),
    ],
    [{ amortization: 'CUSTOM' }, invalid('inputs.custom', 'It is missing; it says how to repay.')],
    [
      { custom: { kind: 'BALLOON', percent: '1' } },
      invalid('inputs.custom', 'It is given with amortization "CUSTOM" only.'),
    ],
    [
      { amortization: 'CUSTOM', custom: { kind: 'BALLOON' } },
      invalid('inputs.custom', 'It must have either amount or percent.'),
    ],
    [
      { amortization: 'CUSTOM', custom: { kind: 'STEPPED', steps: [{ from: 1, percent: 1 }] } },
      invalid(
        'inputs.custom.steps[0].from',
        'Steps must be at rising instalment numbers after the first.',
      ),
    ],
    [
      { fees: [{ charged: 'FINANCED' }] },
      invalid(
        'inputs.fees[0]',
        'It must have one of amount, percentOfPrincipal and percentOfOutstanding.',
      ),
    ],
    [
      { holidays: [{ interest: 'FREE' }] },
      invalid('inputs.holidays[0]', 'It must have either from (and to) or months.'),
    ],
  ])('%j, naming the field', (change, refusal) => {
    expect(calculate({ ...plain, ...change })).toEqual(refusal);
  });

  it.each<[Inputs, ReturnType<typeof refuse>]>([
    [
      { submittedOn: undefined },
      invalid('inputs.submittedOn', 'It is missing; this engine counts its days from it.'),
    ],
    [
      { amortization: 'BULLET' },
      invalid(
        'inputs.amortization',
        'This engine knows only "EQUAL_INSTALLMENTS" and "EQUAL_PRINCIPAL".',
      ),
    ],
    [
      { dayCount: 'Actual/365F' },
      invalid('inputs.dayCount', 'For this engine it must be an object with year and month.'),
    ],
    [
      { dayCount: { year: 366, month: '30' } },
      invalid('inputs.dayCount.year', 'It must be one of "360", "364", "365", "ACTUAL".'),
    ],
    [
      { dayCount: { year: 360, month: 31 } },
      invalid('inputs.dayCount.month', 'It must be one of "30", "ACTUAL".'),
    ],
    [{ periods: [['2026-11-21', 'x']] }, date('periods[0][1]')],
    [
      { periods: [['2026-11-21', '2026-12-21']] },
      invalid('inputs.periods', 'There must be as many as installments.'),
    ],
    [
      { graceOnPrincipal: 3 },
      invalid('inputs.graceOnPrincipal', 'It must be from 0 to 2: one row must pay.'),
    ],
    [
      { downPaymentPercent: '100' },
      invalid('inputs.downPaymentPercent', 'It must be from 0 to less than 100.'),
    ],
    [
      { disbursements: [{ date: '2030-01-01' }], repaymentStartDate: 'SUBMITTED_ON' },
      invalid('inputs.disbursements', 'Each must lie within the term, before the last due date.'),
    ],
    [
      { rateChanges: [{ date: '2026-12-01', annualRatePercent: '20000' }] },
      invalid('inputs.rateChanges', 'A rate must be from 0 to 10000, with at most 20 decimals.'),
    ],
    [
      { mathPrecisionDigits: 3 },
      invalid(
        'inputs.mathPrecisionDigits',
        'It must be a whole number, at least 7 and at most 50.',
      ),
    ],
  ])('%j of a peer, naming the field', (change, refusal) => {
    expect(calculate({ ...progressive, ...change })).toEqual(refusal);
  });

  it('a line without inputs', () => {
    expect(scheduleCalculation.calculate({ id: 'a' })).toEqual(
      invalid('inputs', 'It must be an object.'),
    );
    expect(scheduleCalculation.calculate({ inputs: {} })).toEqual(
      invalid(
        'inputs.principal',
        'It is missing; it must be an amount in decimal text such as "100.00".',
      ),
    );
  });
});

function amount(field: string) {
  return invalid(`inputs.${field}`, 'It must be an amount in decimal text such as "100.00".');
}

function decimal(field: string) {
  return invalid(`inputs.${field}`, 'It must be a decimal number such as 12.5.');
}

function date(field: string) {
  return invalid(`inputs.${field}`, 'It must be a date such as 2026-11-21.');
}

function missingDate(field: string) {
  return invalid(`inputs.${field}`, 'It is missing; it must be a date such as 2026-11-21.');
}

function count(field: string) {
  return invalid(`inputs.${field}`, 'It must be a whole number, at least 1 and at most 1200.');
}

function currencyCode() {
  return invalid('inputs.currency', 'It must be an active currency code of ISO 4217, such as CNY.');
}
