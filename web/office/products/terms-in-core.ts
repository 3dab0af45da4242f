// What a loan under the terms of a version would come to, by the rules of the house, in the browser.
import type { ProductTermsOnWire } from '@mutua/contract/product/product.ts';
import { costOfContract } from '@mutua/core/credit/all-in.ts';
import type { QuotedMethod } from '@mutua/core/loan/quote.ts';
import { makeSchedule } from '@mutua/core/loan/schedule/make-schedule.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { type MinorUnits, minorUnits, plus, sum } from '@mutua/core/money/minor-units.ts';
import { scheduleTermsOf } from '@mutua/core/product/contract-terms.ts';
import { lenderReturn } from '@mutua/core/product/lender-fees.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import type { FeeRule, Tariff } from '@mutua/core/product/tariff.ts';
import { type Day, formatDay, parseDay } from '@mutua/core/time/day.ts';

export interface FlowAsked {
  readonly loanAmount: MinorUnits;
  readonly termMonths: number;
  readonly annualRatePpm: number;
  readonly repaymentMethod: string;
  /** From which interest runs. */
  readonly valueDay: string;
}

export interface FlowRow {
  readonly number: number;
  readonly dueDay: string;
  readonly principal: MinorUnits;
  readonly interest: MinorUnits;
  readonly fee: MinorUnits;
  readonly total: MinorUnits;
  readonly balance: MinorUnits;
}

export interface Flows {
  readonly rows: readonly FlowRow[];
  readonly interest: MinorUnits;
  readonly fees: MinorUnits;
  readonly totalRepaid: MinorUnits;
  readonly allInRatePpm: number;
  readonly lenderPpm: number;
}

/** Nothing where no schedule follows from the terms. */
export function flowsOf(terms: ProductTermsOnWire, asked: FlowAsked): Flows | undefined {
  const product = termsInCore(terms);
  const valueDay = dayOfText(asked.valueDay);
  if (product === undefined || valueDay === undefined) return undefined;
  const repaymentMethod = asked.repaymentMethod as QuotedMethod;
  const contract = { ...asked, repaymentMethod, valueDay };
  const schedule = makeSchedule(scheduleTermsOf(product, contract));
  const cost = costOfContract(product, contract, 'cn_irr');
  if (!schedule.ok || !cost.ok) return undefined;
  const feesWith = (number: number) =>
    sum(cost.value.fees.filter(({ dueWith }) => dueWith === number).map(({ amount }) => amount));
  const rows = schedule.value.rows.map(({ number, dueDay, principal, interest, balance }) => {
    const fee = feesWith(number);
    const total = plus(plus(principal, interest), fee);
    return { number, dueDay: formatDay(dueDay), principal, interest, fee, total, balance };
  });
  const { lenderPpm } = lenderReturn(asked.annualRatePpm, product.tariff);
  return {
    ...{ rows, lenderPpm, interest: cost.value.interest },
    fees: sum(cost.value.fees.map(({ amount }) => amount)),
    ...{ totalRepaid: cost.value.totalRepaid, allInRatePpm: cost.value.allInRatePpm },
  };
}

/** Sums, days and currencies as the rules have them; everything else has one form. */
function termsInCore(terms: ProductTermsOnWire): ProductTerms | undefined {
  const effectiveFrom = dayOfText(terms.effectiveFrom);
  const { amount, earlyRepayment, bids } = terms;
  const tariff = tariffInCore(terms.tariff);
  if (effectiveFrom === undefined || tariff === undefined) return undefined;
  const { effectiveTo: _, ...own } = terms;
  const product = {
    ...own,
    ...{ effectiveFrom, currency: currency(terms.currency), tariff },
    amount: {
      ...{ minimum: amountOf(amount.minimum), maximum: amountOf(amount.maximum) },
      step: amountOf(amount.step),
    },
    offlineAbove: amountOf(terms.offlineAbove),
    earlyRepayment: { ...earlyRepayment, partMinimum: amountOf(earlyRepayment.partMinimum) },
    bids: { ...bids, minimum: amountOf(bids.minimum), step: amountOf(bids.step) },
  };
  return product as unknown as ProductTerms;
}

function tariffInCore(tariff: ProductTermsOnWire['tariff']): Tariff | undefined {
  const effectiveFrom = dayOfText(tariff.effectiveFrom);
  if (effectiveFrom === undefined) return undefined;
  const { effectiveTo: _, fees, ...own } = tariff;
  return {
    ...own,
    ...{ effectiveFrom, currency: currency(tariff.currency) },
    fees: fees.map((fee) => ({
      ...fee,
      rule: (fee.rule.kind === 'fixed'
        ? { kind: 'fixed', amount: amountOf(fee.rule.amount) }
        : fee.rule) as FeeRule,
    })),
  };
}

function amountOf(digits: string): MinorUnits {
  return minorUnits(BigInt(digits));
}

function dayOfText(text: string): Day | undefined {
  const day = parseDay(text, 'day');
  return day.ok ? day.value : undefined;
}
