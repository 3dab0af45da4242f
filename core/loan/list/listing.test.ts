import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idOf } from '../../kit/id.ts';
import { ok, refuse } from '../../kit/result.ts';
import { CN } from '../../law/cn.ts';
import { DISCLOSURE_ITEMS, type DisclosureItem } from '../../law/disclosure-item.ts';
import { NEUTRAL } from '../../law/neutral.ts';
import { minorUnits } from '../../money/minor-units.ts';
import { GENERAL_LOAN, SMALL_CREDIT_LOAN } from '../../product/catalogue.ts';
import { dayOf } from '../../time/day.ts';
import { checkDisclosure, type ListingFace, missingItems } from './disclosure.ts';
import { checkSplitting } from './splitting.ts';
import { checkWording } from './wording.ts';

const TODAY = dayOf(2026, 11, 22);

const LISTING: ListingFace = {
  borrowerKind: 'natural_person',
  items: Object.fromEntries(DISCLOSURE_ITEMS.map((item) => [item, 'said'])),
  safeguard: 'none',
  security: 'unsecured',
  collateralIds: [],
};

function without(...items: readonly DisclosureItem[]): ListingFace {
  const rest = Object.entries(LISTING.items).filter(([item]) => !items.some((one) => one === item));
  return { ...LISTING, items: Object.fromEntries(rest) };
}

describe('a listing', () => {
  it('may be published when it says everything', () => {
    expect(checkDisclosure(LISTING, SMALL_CREDIT_LOAN, CN, TODAY)).toEqual(ok(LISTING));
  });

  const spread = new Set<DisclosureItem>(['interest_spread', 'safeguard', 'security']);
  it.each(DISCLOSURE_ITEMS.filter((item) => !spread.has(item)))(
    'may not without its %s, nor with nothing in it',
    (item) => {
      const refused = refuse('disclosure_incomplete', { items: item });
      expect(checkDisclosure(without(item), SMALL_CREDIT_LOAN, CN, TODAY)).toEqual(refused);
      const blank = { ...LISTING, items: { ...LISTING.items, [item]: ' ' } };
      expect(checkDisclosure(blank, SMALL_CREDIT_LOAN, CN, TODAY)).toEqual(refused);
    },
  );

  it('is told everything that it lacks at once', () => {
    const bare = { borrowerKind: 'natural_person', items: {}, collateralIds: [] } as const;
    const missing = missingItems(bare, SMALL_CREDIT_LOAN, CN, TODAY);
    const never = new Set<DisclosureItem>(['interest_spread', 'safeguard']);
    expect(new Set(missing)).toEqual(new Set(DISCLOSURE_ITEMS.filter((item) => !never.has(item))));
    expect(missing).toHaveLength(new Set(missing).size);
  });

  it('says an interest spread where one is taken', () => {
    const withSpread = (sharePpm: number) => ({
      ...SMALL_CREDIT_LOAN,
      tariff: {
        ...SMALL_CREDIT_LOAN.tariff,
        fees: [
          {
            kind: 'interest_spread',
            payer: 'lender',
            due: 'each_instalment',
            rule: { kind: 'share_of_interest', sharePpm },
          } as const,
        ],
      },
    });
    const silent = without('interest_spread');
    expect(checkDisclosure(silent, withSpread(0), CN, TODAY).ok).toBe(true);
    expect(checkDisclosure(silent, withSpread(1), CN, TODAY)).toEqual(
      refuse('disclosure_incomplete', { items: 'interest_spread' }),
    );
  });

  it('says who pays if the borrower does not, even if nobody does', () => {
    const { safeguard: _, ...silent } = LISTING;
    expect(checkDisclosure(silent, SMALL_CREDIT_LOAN, CN, TODAY)).toEqual(
      refuse('safeguard_missing'),
    );
    const other = { ...LISTING, safeguard: 'guarantee' } as const;
    expect(checkDisclosure(other, SMALL_CREDIT_LOAN, CN, TODAY)).toEqual(
      refuse('safeguard_missing'),
    );
  });

  it('has no reserve behind it where the pack forbids one', () => {
    const reserve = { ...LISTING, safeguard: 'reserve' } as const;
    const product = { ...GENERAL_LOAN, safeguards: ['none', 'reserve'] as const };
    expect(checkDisclosure(reserve, product, CN, TODAY)).toEqual(
      refuse('forbidden_by_rule', { clause: 'cn_circular_57' }),
    );
    expect(checkDisclosure(reserve, product, NEUTRAL, TODAY).ok).toBe(true);
  });

  it('states the legal nature of the claim, and a secured one has its collateral on record', () => {
    const { security: _, ...silent } = LISTING;
    expect(checkDisclosure(silent, SMALL_CREDIT_LOAN, CN, TODAY)).toEqual(
      refuse('disclosure_incomplete', { items: 'security' }),
    );
    const mortgage = { ...LISTING, security: 'mortgage' } as const;
    expect(checkDisclosure(mortgage, SMALL_CREDIT_LOAN, CN, TODAY).ok).toBe(false);
    expect(checkDisclosure(mortgage, GENERAL_LOAN, NEUTRAL, TODAY)).toEqual(
      refuse('collateral_missing'),
    );
    const recorded = { ...mortgage, collateralIds: ['c1'] };
    expect(checkDisclosure(recorded, GENERAL_LOAN, NEUTRAL, TODAY).ok).toBe(true);
  });
});

describe('one real loan is one listing', () => {
  const loan = (last: number) => idOf(`00000000-0000-7000-8000-00000000000${last}`);
  const contract = { contract: 'c1', loanAmount: minorUnits(5_000_000n), termMonths: 12 };
  const listing = { ...contract, loanId: loan(1) };

  it('whose term and amount are those of the contract', () => {
    expect(checkSplitting(listing, contract, [], CN, TODAY)).toEqual(ok(listing));
    const short = { ...listing, termMonths: 2 };
    const small = { ...listing, loanAmount: minorUnits(4_999_999n) };
    for (const pack of [CN, NEUTRAL]) {
      expect(checkSplitting(short, contract, [], pack, TODAY)).toMatchObject({
        refusal: { code: 'term_split' },
      });
      expect(checkSplitting(small, contract, [], pack, TODAY)).toMatchObject({
        refusal: { code: 'amount_split' },
      });
    }
    expect(checkSplitting(short, contract, [], { ...CN, rules: [] }, TODAY).ok).toBe(true);
  });

  it('and no second one of the same loan or the same contract', () => {
    const other = { ...listing, loanId: loan(2) };
    expect(checkSplitting(other, contract, [listing], CN, TODAY)).toEqual(
      refuse('listing_already_exists'),
    );
    const sameLoan = { ...listing, contract: 'c0' };
    expect(checkSplitting(listing, contract, [sameLoan], CN, TODAY)).toEqual(
      refuse('listing_already_exists'),
    );
    const unrelated = { ...other, contract: 'c2' };
    expect(checkSplitting(listing, contract, [unrelated], CN, TODAY).ok).toBe(true);
  });
});

describe('the words of a listing', () => {
  it.each([
    ['年化12%，保 本保息', '保本, 保息'],
    ['保·本 无\u200b忧', '保本'],
    ['稳赚不赔', '稳赚, 稳赚不赔'],
    ['本金100% 安全', '100%安全'],
    ['A GUARANTEED  Return!', 'guaranteed return'],
    ['ＮＯ　ＲＩＳＫ', 'no risk'],
    ['本产品risk-free，放心', 'risk-free'],
    ['gua\u200branteed return', 'guaranteed return'],
    ['不保本，但保息', '保息'],
    ['不保本，也保本', '保本'],
  ])('%s promise %s, and that is refused with the clause', (text, words) => {
    expect(checkWording(['平实的介绍', text], CN, TODAY)).toEqual(
      refuse('forbidden_words', { words, clause: 'cn_measures_10_3' }),
    );
  });

  it.each([
    '本标的不保本、不保息，可能无法收回。',
    '不承诺保本保息',
    'This loan is not risk-free.',
    'no riskier than others',
    '基本保障',
    '',
  ])('%s promise nothing', (text) => {
    expect(checkWording([text], CN, TODAY)).toEqual(ok([text]));
  });

  it('are free where a pack forbids none', () => {
    expect(checkWording(['保本'], { ...CN, rules: [] }, TODAY).ok).toBe(true);
  });

  it('are found wherever they stand and however they are spaced', () => {
    const gap = fc.stringMatching(/^[ ·、\-\u3000]{0,3}$/);
    fc.assert(
      fc.property(fc.string(), gap, fc.string(), (before, between, after) => {
        const text = `${before}。刚${between}兑。${after}`;
        expect(checkWording([text], CN, TODAY).ok).toBe(/打破$/.test(before));
      }),
    );
  });
});
