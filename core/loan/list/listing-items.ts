// What a listing says, item by item, from the facts of its loan: nothing here is typed in but title and summary.
//
// Texts are neutral: amounts, rates, days and codes, which the edge puts into the reader's language.
import { choiceFact, countFact, moneyFact } from '../../credit/credit-file.ts';
import type { CreditFile, FactName } from '../../credit/fact.ts';
import type { DisclosureItem } from '../../law/disclosure-item.ts';
import { moneyText, monthsText, rateText } from '../../money/figure-text.ts';
import type { MinorUnits } from '../../money/minor-units.ts';
import type { Client } from '../../people/client.ts';
import { lenderReturn } from '../../product/lender-fees.ts';
import type { Product, Safeguard, Security } from '../../product/product.ts';
import { type Instant, isoOf } from '../../time/instant.ts';
import type { LoanApplication } from '../application.ts';
import type { Loan } from '../loan.ts';
import type { ListingFace } from './disclosure.ts';
import { type Listing, RISK_NOTICE } from './listing.ts';

/** Everything from which a listing is made. */
export interface ListingSources {
  readonly listing: Listing;
  readonly loan: Loan;
  readonly application: LoanApplication;
  readonly client: Client;
  readonly owed: MinorUnits;
  readonly product: Product;
  readonly closesAt: Instant;
}

/** The face of the listing as it would be published now. */
export function faceOf(sources: ListingSources): ListingFace {
  const { loan, client, listing } = sources;
  const { safeguard, security } = loan;
  const items: Partial<Record<DisclosureItem, string>> = {};
  for (const [item, text] of Object.entries({
    ...itemsOfLoan(sources),
    ...itemsOfBorrower(sources),
  })) {
    if (text !== undefined && text.trim() !== '') items[item as DisclosureItem] = text;
  }
  return {
    borrowerKind: client.kind,
    items,
    ...(safeguard === undefined ? {} : { safeguard: safeguard as Safeguard }),
    ...(security === undefined ? {} : { security: security as Security }),
    collateralIds: listing.collateralIds,
  };
}

type Texts = Readonly<Partial<Record<DisclosureItem, string | undefined>>>;

function itemsOfLoan({ listing, loan, product, closesAt }: ListingSources): Texts {
  const { annualRatePpm, allInRatePpm, expectedLossPpm, currency } = loan;
  const rate = (ppm: number | undefined) => (ppm === undefined ? undefined : rateText(ppm));
  const returns =
    annualRatePpm === undefined ? undefined : lenderReturn(annualRatePpm, product.tariff);
  return {
    listing_name: listing.title,
    listing_summary: listing.summary,
    loan_amount: moneyText(listing.loanAmount, currency),
    term: monthsText(listing.termMonths),
    annual_rate: rate(annualRatePpm),
    purpose: loan.purpose,
    repayment_method: loan.repaymentMethod,
    value_day: 'day_of_disbursement',
    funding_deadline: isoOf(closesAt),
    all_in_rate: rate(allInRatePpm),
    expected_return: rate(returns?.lenderPpm),
    expected_loss: rate(expectedLossPpm),
    interest_spread: rate(returns?.spreadPpm),
    grade: loan.grade,
    risk_class: loan.riskClass,
    risk_notice: RISK_NOTICE,
  };
}

function itemsOfBorrower({ application, client, owed, loan }: ListingSources): Texts {
  const { file } = application;
  const money = (name: FactName) => {
    const amount = moneyFact(file, name);
    return amount === undefined ? undefined : moneyText(amount, loan.currency);
  };
  return {
    borrower_kind: client.kind,
    borrower_region: client.region,
    borrower_industry: choiceFact(file, 'industry'),
    borrower_income: money('monthly_income'),
    borrower_debts: moneyText(owed, loan.currency),
    overdue_past_6_months: countFact(file, 'overdue_past_6_months')?.toString(),
    debts_on_other_platforms: money('debt_elsewhere'),
    repayment_source: textFact(file, 'repayment_source'),
  };
}

/** The words of a fact; undefined where it is not known. */
export function textFact(file: CreditFile, name: FactName): string | undefined {
  const value = file[name]?.value;
  return value?.kind === 'text' ? value.text : undefined;
}
