// Whether an application may be filed: a ladder of named refusals, in the order of the glossary (8.3).
import { invalid, ok, type Refused, type Result, refuse } from '../kit/result.ts';
import { checkBorrowerDebt } from '../law/borrower-cap.ts';
import { checkAge, checkAllowed, checkPurpose } from '../law/checks.ts';
import type { Purpose, RulePack } from '../law/rule-pack.ts';
import type { QuotedMethod } from '../loan/quote.ts';
import { exponentOf } from '../money/currency.ts';
import { moneyText, monthsText } from '../money/figure-text.ts';
import { formatMajor, isMultipleOf, type MinorUnits } from '../money/minor-units.ts';
import type { ClientKind } from '../people/client.ts';
import type { Day } from '../time/day.ts';
import type { ApplicationChannel, Product, ProductTerms, Security } from './product.ts';
import { isLive } from './versions.ts';

/** What somebody applies for. */
export interface ApplicationTerms {
  readonly loanAmount: MinorUnits;
  readonly termMonths: number;
  readonly purpose: Purpose;
  readonly repaymentMethod: QuotedMethod;
  readonly security: Security;
  readonly channel: ApplicationChannel;
  /** Entered by a branch and confirmed by the borrower; asked for in that channel only. */
  readonly confirmedByBorrower?: boolean;
}

/** What is known of who applies. */
export interface ApplicantFacts {
  readonly kind: ClientKind;
  readonly identityVerified: boolean;
  /** Of a natural person, from the verified identity. */
  readonly birthDay?: Day;
  readonly region: string;
  readonly isOperator: boolean;
  readonly isRelatedParty: boolean;
  readonly hasOpenApplication: boolean;
  /** Outstanding principal here and on other platforms, in the currency of the product. */
  readonly owedHere: MinorUnits;
  readonly owedElsewhere: MinorUnits;
  /** The promoter or partner through which it came is suspended. */
  readonly isChannelSuspended?: boolean;
}

/**
 * Whether the application may be filed under this version of the product.
 *
 * @returns the application, or the first refusal that fits.
 * @example
 * checkApplication(
 *   draftProduct(SMALL_CREDIT_LOAN, idOf('00000000-0000-7000-8000-000000000001')), CN,
 *   {
 *     loanAmount: minorUnits(5000000n), termMonths: 12, purpose: 'consumption',
 *     repaymentMethod: 'equal_instalments', security: 'unsecured', channel: 'online',
 *   },
 *   {
 *     kind: 'natural_person', identityVerified: true, birthDay: dayOf(1990, 1, 1), region: '110000',
 *     isOperator: false, isRelatedParty: false, hasOpenApplication: false, owedHere: ZERO, owedElsewhere: ZERO,
 *   },
 *   dayOf(2026, 11, 22),
 * )
 * // refuse('product_not_live')
 */
export function checkApplication(
  product: Product,
  pack: RulePack,
  application: ApplicationTerms,
  applicant: ApplicantFacts,
  today: Day,
): Result<ApplicationTerms> {
  const refused =
    checkApplicant(pack, applicant, today) ??
    checkOffered(product, applicant, today) ??
    checkAsked(product, pack, application, today) ??
    checkDebt(product, pack, application, applicant, today) ??
    checkOrigin(pack, application, applicant, today);
  return refused ?? ok(application);
}

function checkApplicant(
  pack: RulePack,
  { isOperator, identityVerified, kind, birthDay }: ApplicantFacts,
  today: Day,
): Refused | undefined {
  if (isOperator) return refuse('platform_as_party');
  if (!identityVerified) return refuse('identity_not_verified');
  if (kind === 'natural_person') {
    if (birthDay === undefined) return refuse('identity_not_verified');
    const age = checkAge(pack, birthDay, today);
    if (!age.ok) return age;
  }
  return undefined;
}

function checkOffered(
  product: Product,
  { region, kind }: ApplicantFacts,
  today: Day,
): Refused | undefined {
  if (!isLive(product, today)) return refuse('product_not_live');
  const covered = product.regions === 'all' || product.regions.includes(region);
  if (!covered) return refuse('region_not_covered');
  return product.borrowerKinds.includes(kind)
    ? undefined
    : invalid('productCode', 'The product is not for borrowers of this kind.');
}

function checkAsked(
  product: ProductTerms,
  pack: RulePack,
  application: ApplicationTerms,
  today: Day,
): Refused | undefined {
  const { amount, termMonths: term, currency, offlineAbove } = product;
  const { loanAmount, termMonths, purpose, repaymentMethod, security, channel } = application;
  if (loanAmount < amount.minimum || loanAmount > amount.maximum) {
    return refuse('amount_out_of_range', {
      minimum: moneyText(amount.minimum, currency),
      maximum: moneyText(amount.maximum, currency),
    });
  }
  if (!isMultipleOf(loanAmount, amount.step)) {
    const step = formatMajor(amount.step, exponentOf(currency));
    return invalid('loanAmount', `It must be a multiple of ${step}.`);
  }
  const whole = Number.isInteger(termMonths);
  if (!whole || termMonths < term.minimum || termMonths > term.maximum) {
    return refuse('term_out_of_range', {
      minimum: monthsText(term.minimum),
      maximum: monthsText(term.maximum),
    });
  }
  if (!product.repaymentMethods.some((method) => method === repaymentMethod)) {
    return invalid('repaymentMethod', 'The product does not offer it.');
  }
  const lawful = checkPurpose(pack, purpose, today);
  if (!lawful.ok) return lawful;
  if (!product.purposes.includes(purpose)) return refuse('purpose_forbidden', { purpose });
  const atBranch = channel === 'branch' && security !== 'unsecured';
  if (loanAmount > offlineAbove && !atBranch) {
    return refuse('offline_required', { threshold: moneyText(offlineAbove, currency) });
  }
  if (!product.securities.includes(security)) {
    return invalid('security', 'The product does not offer it.');
  }
  return product.channels.includes(channel)
    ? undefined
    : invalid('channel', 'The product does not offer it.');
}

function checkDebt(
  { currency }: ProductTerms,
  pack: RulePack,
  { loanAmount }: ApplicationTerms,
  { kind, owedHere, owedElsewhere, hasOpenApplication }: ApplicantFacts,
  today: Day,
): Refused | undefined {
  const debt = { kind, currency, owedHere, owedElsewhere };
  const allowed = checkBorrowerDebt(pack, debt, loanAmount, today);
  if (!allowed.ok) return allowed;
  return hasOpenApplication ? refuse('application_already_open') : undefined;
}

function checkOrigin(
  pack: RulePack,
  { channel, confirmedByBorrower }: ApplicationTerms,
  { isRelatedParty, isChannelSuspended }: ApplicantFacts,
  today: Day,
): Refused | undefined {
  if (channel === 'branch' && confirmedByBorrower !== true) {
    return refuse('not_confirmed_by_borrower');
  }
  if (isRelatedParty) {
    const allowed = checkAllowed(pack, 'related_party_borrower', today);
    if (!allowed.ok) return refuse('related_party_borrower', allowed.refusal.data);
  }
  return isChannelSuspended === true ? refuse('channel_suspended') : undefined;
}
