import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invalid, ok, refuse } from '../kit/result.ts';
import { CN } from '../law/cn.ts';
import { NEUTRAL } from '../law/neutral.ts';
import { makeSchedule } from '../loan/schedule/make-schedule.ts';
import { currency } from '../money/currency.ts';
import { minorUnits, sum, ZERO } from '../money/minor-units.ts';
import { addDays, dayOf } from '../time/day.ts';
import {
  ARRANGEMENT_FEE_TARIFF,
  GENERAL_LOAN,
  SERVICE_FEE_TARIFF,
  SMALL_CREDIT_LOAN,
} from './catalogue.ts';
import { checkTariff } from './check-tariff.ts';
import { maximumBidOf, penaltyTermsOf, scheduleTermsOf } from './contract-terms.ts';
import { feeFor, feesOf, freeTariff } from './fees.ts';
import { FEE_KINDS, FEE_SHAPES, type FeeKind, type Tariff, type TariffFee } from './tariff.ts';

const TODAY = dayOf(2026, 11, 22);
const CNY = currency('CNY');
const yuan = (amount: bigint) => minorUnits(amount * 100n);

/** 50,000 yuan for a year in three rows: only what fees ask of a schedule. */
const LOAN = {
  loanAmount: yuan(50_000n),
  disbursedOn: TODAY,
  rows: [
    { number: 1, dueDay: dayOf(2026, 12, 22), principal: yuan(10_000n), balance: yuan(40_000n) },
    { number: 2, dueDay: dayOf(2027, 1, 22), principal: yuan(20_000n), balance: yuan(20_000n) },
    { number: 3, dueDay: dayOf(2027, 2, 22), principal: yuan(20_000n), balance: ZERO },
  ],
};

function tariffOf(...fees: readonly TariffFee[]): Tariff {
  return { ...freeTariff(CNY, TODAY), fees };
}

describe('the fees of a loan', () => {
  it('fall due when the tariff says, each with its instalment', () => {
    const rule = { kind: 'share_of_amount', sharePpm: 10_000 } as const;
    const lines = feesOf(
      tariffOf(
        { kind: 'service', payer: 'borrower', due: 'disbursement', rule },
        { kind: 'transaction', payer: 'borrower', due: 'first_due_day', rule },
        {
          kind: 'account_management',
          payer: 'borrower',
          due: 'each_instalment',
          rule: { kind: 'share_of_outstanding', sharePpm: 1_000 },
        },
      ),
      LOAN,
    );
    expect(lines.map(({ kind, dueWith, amount }) => [kind, dueWith, amount])).toEqual([
      ['service', 'disbursement', yuan(500n)],
      ['transaction', 1, yuan(500n)],
      ['account_management', 1, yuan(50n)],
      ['account_management', 2, yuan(40n)],
      ['account_management', 3, yuan(20n)],
    ]);
    expect(lines[0]?.dueDay).toBe(TODAY);
    expect(lines[4]?.dueDay).toBe(dayOf(2027, 2, 22));
  });

  it('may be nothing: registration is free, and a fee that is not there costs nothing', () => {
    expect(feeFor(SERVICE_FEE_TARIFF, 'registration', 'lender', {})).toBe(ZERO);
    for (const kind of FEE_KINDS) {
      expect(feeFor(freeTariff(CNY, TODAY), kind, 'borrower', { amount: yuan(1n) })).toBe(ZERO);
    }
  });

  it('are those of the tariff with which the loan was made, whatever later ones say', () => {
    const later = {
      ...SERVICE_FEE_TARIFF,
      version: 2,
      effectiveFrom: addDays(TODAY, 30),
      fees: [],
    };
    expect(feesOf(SERVICE_FEE_TARIFF, LOAN).map(({ amount }) => amount)).toEqual([
      yuan(50n),
      yuan(50n),
      yuan(50n),
    ]);
    expect(feesOf(later, LOAN)).toEqual([]);
  });

  it('stand in the rows of its schedule to the minor unit, for every product, amount and term', () => {
    const contract = fc.record({
      product: fc.constantFrom(SMALL_CREDIT_LOAN, GENERAL_LOAN),
      loanAmount: fc.bigInt({ min: 1_000_000n, max: 20_000_000n }).map(minorUnits),
      annualRatePpm: fc.integer({ min: 0, max: 240_000 }),
      termMonths: fc.integer({ min: 1, max: 36 }),
      repaymentMethod: fc.constantFrom(...GENERAL_LOAN.repaymentMethods),
    });
    fc.assert(
      fc.property(contract, ({ product, ...rest }) => {
        const terms = { ...rest, valueDay: TODAY };
        const schedule = makeSchedule(scheduleTermsOf(product, terms));
        if (!schedule.ok) throw new Error(schedule.refusal.code);
        const { rows, feeAtDisbursement } = schedule.value;
        const lines = feesOf(product.tariff, { ...terms, disbursedOn: TODAY, rows });
        const feesWith = (dueWith: 'disbursement' | number) =>
          sum(lines.filter((line) => line.dueWith === dueWith).map(({ amount }) => amount));
        expect(feesWith('disbursement')).toBe(feeAtDisbursement);
        expect(rows.map(({ number }) => feesWith(number))).toEqual(rows.map(({ fee }) => fee));
      }),
      { numRuns: 2_000 }, // Each case makes a whole schedule.
    );
  });
});

describe('a tariff', () => {
  const service: TariffFee = {
    kind: 'service',
    payer: 'borrower',
    due: 'each_instalment',
    rule: { kind: 'share_of_amount', sharePpm: 1_000 },
  };
  it('may take a fee at the disbursement only where the pack lets it', () => {
    expect(checkTariff(ARRANGEMENT_FEE_TARIFF, NEUTRAL)).toEqual(ok(ARRANGEMENT_FEE_TARIFF));
    expect(checkTariff(ARRANGEMENT_FEE_TARIFF, CN)).toEqual(
      refuse('fee_in_advance', { clause: 'cn_circular_141' }),
    );
    const free = { kind: 'fixed', amount: ZERO } as const;
    const [first] = ARRANGEMENT_FEE_TARIFF.fees;
    const said = tariffOf({ ...(first ?? service), rule: free });
    expect(checkTariff(said, CN).ok).toBe(true);
    const earlier = { ...ARRANGEMENT_FEE_TARIFF, effectiveFrom: dayOf(2017, 11, 30) };
    expect(checkTariff(earlier, CN).ok).toBe(true);
  });

  it.each([
    ['tariff.code', { ...tariffOf(), code: '1st' }],
    ['tariff.version', { ...tariffOf(), version: 1.5 }],
    ['tariff.effectiveTo', { ...tariffOf(), effectiveTo: TODAY }],
    ['tariff.fees.1.kind', tariffOf(service, service)],
    ['tariff.fees.0.payer', tariffOf({ ...service, payer: 'lender' })],
    ['tariff.fees.0.due', tariffOf({ ...service, due: 'event' })],
    ['tariff.fees.0.due', tariffOf({ ...service, kind: 'transaction' })],
    [
      'tariff.fees.0.due',
      tariffOf({ ...service, kind: 'lender_management', payer: 'lender', due: 'disbursement' }),
    ],
    ['tariff.fees.0.payer', tariffOf({ ...service, kind: 'account_management', payer: 'lender' })],
    [
      'tariff.fees.0.rule.amount',
      tariffOf({ ...service, rule: { kind: 'fixed', amount: minorUnits(-1n) } }),
    ],
    [
      'tariff.fees.0.rule.sharePpm',
      tariffOf({ ...service, rule: { kind: 'share_of_amount', sharePpm: 0.5 } }),
    ],
    [
      'tariff.fees.0.rule.sharePpm',
      tariffOf({ ...service, rule: { kind: 'share_of_amount', sharePpm: 1_000_001 } }),
    ],
    [
      'tariff.fees.0.rule.kind',
      tariffOf({ ...service, rule: { kind: 'share_of_interest', sharePpm: 1 } }),
    ],
    [
      'tariff.fees.0.rule.kind',
      tariffOf({
        ...service,
        due: 'first_due_day',
        rule: { kind: 'share_of_outstanding', sharePpm: 1 },
      }),
    ],
    [
      'tariff.fees.0.rule.kind',
      tariffOf({
        kind: 'interest_spread',
        payer: 'lender',
        due: 'each_instalment',
        rule: { kind: 'fixed', amount: yuan(1n) },
      }),
    ],
  ] as const)('is refused for its %s', (field, tariff) => {
    expect(checkTariff(tariff, NEUTRAL)).toMatchObject({
      refusal: { code: 'invalid_input', data: { field } },
    });
  });

  /** A fee of that kind in the first way in which there may be one. */
  function feeOfKind(kind: FeeKind, sharePpm: number): TariffFee {
    const [payer] = FEE_SHAPES[kind].payers;
    const [due] = FEE_SHAPES[kind].due;
    if (!payer || !due) throw new Error('Every kind has a shape.');
    if (kind === 'registration') {
      return { kind, payer, due, rule: { kind: 'fixed', amount: yuan(BigInt(sharePpm / 10_000)) } };
    }
    const share = payer === 'lender' && due !== 'event' ? 'share_of_interest' : 'share_of_amount';
    return { kind, payer, due, rule: { kind: share, sharePpm } };
  }

  it.each(FEE_KINDS)('has a fee of the kind %s where it is charged, and there alone', (kind) => {
    const charged = tariffOf(feeOfKind(kind, 20_000));
    const bases = { amount: yuan(100n), interest: yuan(100n) };
    expect(feeFor(charged, kind, FEE_SHAPES[kind].payers[0] ?? 'lender', bases)).toBe(yuan(2n));
    const elsewhere = {
      product: 'A fee of this kind stands in the tariff of a product.',
      clients: 'A fee of this kind stands in the tariff for clients.',
      none: 'The platform charges no fee of this kind.',
    }[FEE_SHAPES[kind].tariff];
    for (const place of ['product', 'clients'] as const) {
      const checked = checkTariff(charged, NEUTRAL, place);
      expect(checked).toEqual(
        FEE_SHAPES[kind].tariff === place ? ok(charged) : invalid('tariff.fees.0.kind', elsewhere),
      );
      const free = tariffOf({ ...feeOfKind(kind, 0), rule: { kind: 'fixed', amount: ZERO } });
      expect(checkTariff(free, CN, place)).toEqual(ok(free));
    }
  });

  it('has an interest spread only where the pack lets the operator keep interest', () => {
    const spread = feeOfKind('interest_spread', 100_000);
    expect(checkTariff(tariffOf(spread), NEUTRAL).ok).toBe(true);
    expect(checkTariff(tariffOf(spread), CN)).toEqual(
      refuse('forbidden_by_rule', { clause: 'cn_measures_20' }),
    );
    expect(checkTariff(tariffOf(feeOfKind('interest_spread', 0)), CN).ok).toBe(true);
    for (const kind of ['share_of_amount', 'share_of_outstanding'] as const) {
      const other = tariffOf({ ...spread, rule: { kind, sharePpm: 1 } });
      expect(checkTariff(other, NEUTRAL)).toEqual(
        invalid('tariff.fees.0.rule.kind', 'A spread is a share of the interest.'),
      );
    }
  });

  it('for clients takes nothing of a borrower where the pack lets no fee come before the first due day', () => {
    for (const kind of ['registration', 'withdrawal'] as const) {
      const ofBorrower = tariffOf({ ...feeOfKind(kind, 20_000), payer: 'borrower' });
      expect(checkTariff(ofBorrower, NEUTRAL, 'clients').ok).toBe(true);
      expect(checkTariff(ofBorrower, CN, 'clients')).toEqual(
        refuse('fee_in_advance', { clause: 'cn_circular_141' }),
      );
      const ofLender = tariffOf({ ...feeOfKind(kind, 20_000), payer: 'lender' });
      expect(checkTariff(ofLender, CN, 'clients').ok).toBe(true);
    }
  });

  it('has no registration that is a share, since nothing moves', () => {
    const rule = { kind: 'share_of_amount', sharePpm: 1 } as const;
    const fee: TariffFee = { kind: 'registration', payer: 'lender', due: 'event', rule };
    expect(checkTariff(tariffOf(fee), NEUTRAL, 'clients')).toMatchObject({
      refusal: { data: { field: 'tariff.fees.0.rule.kind' } },
    });
  });
});

describe('what a product makes of one loan', () => {
  it('a penalty of one and a half times the rate, under the cap of the contract’s day', () => {
    const low = penaltyTermsOf(SMALL_CREDIT_LOAN, CN, 70_000, TODAY);
    expect(low.annualRate).toEqual({ numerator: 105_000n, denominator: 1_000_000n });
    const high = penaltyTermsOf(SMALL_CREDIT_LOAN, CN, 100_000, TODAY);
    expect(high.annualRate).toEqual({ numerator: 120_000n, denominator: 1_000_000n });
    expect(high.ceilingAnnualRate).toEqual(high.annualRate);
    const free = penaltyTermsOf(SMALL_CREDIT_LOAN, { ...CN, rules: [] }, 100_000, TODAY);
    expect(free.ceilingAnnualRate).toBeUndefined();
  });

  it('the most of one lender in whole steps, never below one minimum bid', () => {
    expect(maximumBidOf(SMALL_CREDIT_LOAN, yuan(10_100n))).toBe(yuan(5_000n));
    const small = { ...SMALL_CREDIT_LOAN, bids: { ...SMALL_CREDIT_LOAN.bids, maximumSharePpm: 1 } };
    expect(maximumBidOf(small, yuan(10_000n))).toBe(yuan(100n));
  });
});
