// What a loan of a product would cost at the lowest and at the highest rate of the product.
import type { ApplicationPreview } from '@mutua/contract/loan/application.ts';
import { costOfContract } from '@mutua/core/credit/all-in.ts';
import { assert } from '@mutua/core/kit/assert.ts';
import { invalid, refuse } from '@mutua/core/kit/result.ts';
import { rulePackOf } from '@mutua/core/law/packs.ts';
import { ruleInForce } from '@mutua/core/law/rule-pack.ts';
import type { QuotedMethod } from '@mutua/core/loan/quote.ts';
import { makeSchedule } from '@mutua/core/loan/schedule/make-schedule.ts';
import { moneyText, monthsText } from '@mutua/core/money/figure-text.ts';
import { type MinorUnits, plus, sum } from '@mutua/core/money/minor-units.ts';
import { type ContractTerms, scheduleTermsOf } from '@mutua/core/product/contract-terms.ts';
import type { Product } from '@mutua/core/product/product.ts';
import { productOfVersion } from '@mutua/core/product/product-version.ts';
import { versionInForce } from '@mutua/core/product/versions.ts';
import type { RateConvention } from '@mutua/core/rate/all-in/rate-convention.ts';
import type pg from 'pg';
import { readBusinessDate } from '../calendar/business-date-read.ts';
import { orRefused, Refused } from '../http/problems.ts';
import { productVersionTable } from '../product/product-store.ts';
import { writeRateParts } from '../product/rate-parts.ts';
import { rowsOf } from './servicing-read.ts';

export interface PreviewAsked {
  readonly productCode: string;
  readonly loanAmount: MinorUnits;
  readonly termMonths: number;
  readonly repaymentMethod: QuotedMethod;
}

export async function previewApplication(
  pool: pg.Pool,
  asked: PreviewAsked,
): Promise<ApplicationPreview> {
  const [versions, today] = await Promise.all([
    rowsOf(
      pool,
      productVersionTable,
      productVersionTable.loadList('versionsOfProduct', [asked.productCode]),
    ),
    readBusinessDate(pool),
  ]);
  if (today === undefined) throw new Refused(refuse('product_not_live').refusal);
  const product = orRefused(versionInForce(versions.map(productOfVersion), today));
  requireOffered(product, asked);
  const pack = rulePackOf(product.packId);
  assert(pack.ok, 'A product that is offered has its pack.');
  const convention = ruleInForce(pack.value, 'all_in_rate', today)?.value.convention ?? 'cn_irr';
  const { loanAmount, termMonths, repaymentMethod } = asked;
  const at = (annualRatePpm: number) =>
    costAt(
      product,
      { loanAmount, termMonths, repaymentMethod, annualRatePpm, valueDay: today },
      convention,
    );
  const { minimum, maximum } = product.annualRatePpm;
  const [lowest, highest] = [at(minimum), at(maximum)];
  return { currency: product.currency, rateConvention: convention, lowest, highest };
}

function requireOffered(product: Product, asked: PreviewAsked): void {
  const { amount, termMonths: term, currency, repaymentMethods } = product;
  const { loanAmount, termMonths, repaymentMethod } = asked;
  if (loanAmount < amount.minimum || loanAmount > amount.maximum) {
    const [minimum, maximum] = [amount.minimum, amount.maximum].map((one) =>
      moneyText(one, currency),
    );
    throw new Refused(
      refuse('amount_out_of_range', { minimum: minimum ?? '', maximum: maximum ?? '' }).refusal,
    );
  }
  if (termMonths < term.minimum || termMonths > term.maximum) {
    const range = { minimum: monthsText(term.minimum), maximum: monthsText(term.maximum) };
    throw new Refused(refuse('term_out_of_range', range).refusal);
  }
  if (repaymentMethods.some((method) => method === repaymentMethod)) return;
  throw new Refused(invalid('repaymentMethod', 'The product does not offer it.').refusal);
}

function costAt(
  product: Product,
  contract: ContractTerms,
  convention: RateConvention,
): ApplicationPreview['lowest'] {
  const cost = orRefused(costOfContract(product, contract, convention));
  const [first] = orRefused(makeSchedule(scheduleTermsOf(product, contract))).rows;
  const feesWithFirst = cost.fees.filter(({ dueWith }) => dueWith === 1);
  const firstInstalment =
    first === undefined
      ? 0n
      : plus(plus(first.principal, first.interest), sum(feesWithFirst.map((fee) => fee.amount)));
  return {
    annualRatePpm: contract.annualRatePpm,
    rateParts: writeRateParts(contract.annualRatePpm, product.tariff),
    allInRatePpm: cost.allInRatePpm,
    firstInstalment: String(firstInstalment),
    interest: String(cost.interest),
    fees: String(sum(cost.fees.map(({ amount }) => amount))),
    totalRepaid: String(cost.totalRepaid),
  };
}
