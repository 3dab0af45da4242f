// What a product says for the calculator: its bounds, its highest rate, and its fee in every instalment.
import type { ProductTermsOnWire } from '@mutua/contract/product/product.ts';
import { exponentOf, currency as knownCurrency } from '@mutua/core/money/currency.ts';
import { fraction } from '@mutua/core/money/fraction.ts';
import {
  formatMajor,
  type MinorUnits,
  minorUnits,
  parseMajor,
  plus,
  scale,
  ZERO,
} from '@mutua/core/money/minor-units.ts';
import { type AmountBounds, BOUNDS, EXPONENT, type QuoteInput } from './quote-input.ts';

const PPM = 1_000_000n;
const FIRST_PRODUCT = 'small_credit_loan';

/** The one that the page reckons with: that of the address, else the small credit loan. */
export function productFor(
  products: readonly ProductTermsOnWire[],
  code: string | null,
): ProductTermsOnWire | undefined {
  const own = products.filter(({ currency }) => exponentOf(knownCurrency(currency)) === EXPONENT);
  return own.find((one) => one.code === (code ?? FIRST_PRODUCT)) ?? own[0];
}

/** The highest rate, so that nothing gets dearer than the page said, and the fee of this amount. */
export function termsOfProduct(
  product: ProductTermsOnWire,
  amount: string,
): Pick<QuoteInput, 'annualRate' | 'fee'> {
  return {
    annualRate: percentText(product.annualRatePpm.maximum),
    fee: feeText(product, amount),
  };
}

/** 126000 parts per million are 12.6 percent. */
export function percentText(ppm: number): string {
  return String(ppm / 10_000);
}

function feeText({ tariff }: ProductTermsOnWire, typed: string): string {
  const amount = parseMajor(typed.replace(/[,，\s]/g, ''), EXPONENT, '');
  let fee: MinorUnits = ZERO;
  for (const { payer, due, rule } of tariff.fees) {
    if (payer !== 'borrower' || due !== 'each_instalment') continue;
    if (rule.kind === 'fixed') fee = plus(fee, minorUnits(BigInt(rule.amount)));
    if (rule.kind === 'share_of_amount' && amount.ok) {
      fee = plus(fee, scale(amount.value, fraction(BigInt(rule.sharePpm), PPM), 'half_up'));
    }
  }
  return formatMajor(fee, EXPONENT).replace(/\.00$/, '');
}

/** Of the amount, in whole yuan: the product's, else those of the page. */
export function boundsOf(product: ProductTermsOnWire | undefined): AmountBounds {
  if (product === undefined) return BOUNDS.amount;
  const { minimum, maximum } = product.amount;
  return { minimum: wholeUnits(minimum), maximum: wholeUnits(maximum) };
}

function wholeUnits(digits: string): string {
  return formatMajor(minorUnits(BigInt(digits)), EXPONENT).split('.')[0] ?? '';
}
