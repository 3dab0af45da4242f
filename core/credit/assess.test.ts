import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invalid, ok, refuse } from '../kit/result.ts';
import { CN } from '../law/cn.ts';
import { minorUnits, ZERO } from '../money/minor-units.ts';
import { SMALL_CREDIT_LOAN } from '../product/catalogue.ts';
import type { ProductTerms } from '../product/product.ts';
import { dayOf } from '../time/day.ts';
import { assess } from './assess.ts';
import type { AssessmentRequest } from './assessment.ts';
import { checkFiledFacts, type FiledFacts } from './credit-file.ts';
import type { CreditFile, Fact, FactName, FactValue } from './fact.ts';
import { GRADES } from './grade.ts';

const TODAY = dayOf(2026, 11, 22);
const yuan = (amount: bigint) => minorUnits(amount * 100n);

function fact(value: FactValue, verified = true): Fact {
  return { value, source: verified ? 'bank_statement' : 'borrower', asOf: TODAY, verified };
}
const money = (amount: bigint) => fact({ kind: 'money', amount: yuan(amount) });
const count = (value: number) => fact({ kind: 'count', count: value });

/** A steady earner of 12,000 yuan a month who rents and owes a little elsewhere. */
const FILE: CreditFile = {
  monthly_income: money(12_000n),
  monthly_debt_payments: money(1_000n),
  debt_elsewhere: money(20_000n),
  employment_months: count(40),
  home: fact({ kind: 'choice', choice: 'rented' }, false),
  industry: fact({ kind: 'choice', choice: 'services' }, false),
  occupation: fact({ kind: 'text', text: 'teacher' }, false),
  repayment_source: fact({ kind: 'text', text: 'salary' }, false),
  overdue_past_6_months: count(0),
};

const REQUEST: AssessmentRequest = {
  borrower: { kind: 'natural_person', birthDay: dayOf(1990, 5, 5), owedHere: ZERO },
  application: {
    loanAmount: yuan(30_000n),
    termMonths: 12,
    repaymentMethod: 'equal_instalments',
    purpose: 'consumption',
    security: 'unsecured',
  },
  file: FILE,
  documents: ['identity_document', 'income_proof', 'credit_report'],
};

function assessed(
  file: CreditFile,
  change: Partial<AssessmentRequest> = {},
  product: ProductTerms = SMALL_CREDIT_LOAN,
) {
  const made = assess({ ...REQUEST, file: { ...FILE, ...file }, ...change }, product, CN, TODAY);
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value;
}

describe('an assessment', () => {
  it('adds the points of every feature to a score, a grade, a limit and a price', () => {
    const made = assessed({});
    // Burden: (30,000 at 12 % over 12 months, 2,665.46 + 30 a month, + 1,000) / 12,000 = 30.8 %.
    expect(made.features.map(({ name, points }) => [name, points])).toEqual([
      ['burden', 70],
      ['debt_to_income', 80],
      ['employment_months', 80],
      ['age', 80],
      ['home', 30],
      ['overdue_past_6_months', 150],
      ['loans_repaid_here', 40],
      ['worst_days_overdue_here', 100],
    ]);
    expect(made).toMatchObject({
      score: 830,
      abilityScore: 340,
      willingnessScore: 290,
      scorecard: 'natural_person_1',
      policyVersion: 'simple_1',
      grade: 'B',
      riskClass: 'personal_unsecured',
      expectedLossPpm: 10_000,
      limit: yuan(150_000n),
      decision: 'approve',
      ruleHits: [],
      reasonCodes: ['all_rules_met'],
      weakest: ['loans_repaid_here', 'burden', 'home'],
      assessedOn: TODAY,
    });
    expect(made.price).toMatchObject({
      annualRatePpm: 60_000,
      expectedLossPpm: 10_000,
      fundingReturnPpm: 50_000,
      costPpm: 0,
      marginPpm: 0,
    });
  });

  it('of an organisation weighs its trade, its age and its size', () => {
    const organisation: AssessmentRequest = {
      borrower: { kind: 'organisation', owedHere: ZERO },
      application: { ...REQUEST.application, purpose: 'working_capital' },
      file: {
        monthly_income: money(60_000n),
        monthly_costs: money(52_000n),
        monthly_debt_payments: money(0n),
        debt_elsewhere: money(0n),
        months_in_business: count(70),
        employees: count(12),
        industry: fact({ kind: 'choice', choice: 'trade' }, false),
        repayment_source: fact({ kind: 'text', text: 'sales' }, false),
        overdue_past_6_months: count(0),
      },
      documents: ['business_licence', 'bank_statement', 'credit_report'],
    };
    const made = assess(organisation, SMALL_CREDIT_LOAN, CN, TODAY);
    expect(made).toMatchObject({
      // Of 8,000 yuan a month that are left, a third goes into the loan.
      value: {
        scorecard: 'organisation_1',
        abilityScore: 70 + 80 + 170 + 80,
        grade: 'A',
        riskClass: 'business_unsecured',
      },
    });
  });

  it('gives the same result for the same facts, however often it is made', () => {
    expect(assessed({})).toEqual(assessed({}));
  });

  it.each([
    ['instalments_heavy', 'refer', { monthly_debt_payments: money(4_000n) }],
    ['instalments_exceed_means', 'reject', { monthly_debt_payments: money(5_000n) }],
    ['recent_overdue', 'refer', { overdue_past_6_months: count(1) }],
    ['several_recent_overdues', 'reject', { overdue_past_6_months: count(3) }],
    ['long_overdue_here', 'refer', { worst_days_overdue_here: count(31) }],
    ['past_default_here', 'reject', { worst_days_overdue_here: count(91) }],
    ['short_history', 'refer', { employment_months: count(5) }],
    ['amount_above_limit', 'refer', { home: fact({ kind: 'choice', choice: 'owned' }) }],
    ['grade_needs_review', 'refer', { overdue_past_6_months: count(2) }],
    [
      'grade_too_low',
      'reject',
      {
        overdue_past_6_months: count(2),
        debt_elsewhere: money(400_000n),
        employment_months: count(1),
      },
    ],
  ] as const)('says %s and so %s', (reason, outcome, file) => {
    const change =
      reason === 'amount_above_limit'
        ? { borrower: { ...REQUEST.borrower, owedHere: yuan(171_000n) } }
        : {};
    const made = assessed(file, change);
    expect(made.ruleHits).toContainEqual({ reason, outcome });
    expect(made.reasonCodes).toContain(reason);
    const rejected = made.ruleHits.some((hit) => hit.outcome === 'reject');
    expect(made.decision).toBe(rejected ? 'reject' : 'refer');
    expect(made.price === undefined).toBe(rejected);
  });

  it('grants no more than the room that the cap leaves', () => {
    const made = assessed({}, { borrower: { ...REQUEST.borrower, owedHere: yuan(170_050n) } });
    expect(made.limit).toBe(yuan(29_900n));
    const full = assessed({}, { borrower: { ...REQUEST.borrower, owedHere: yuan(170_000n) } });
    expect(full.limit).toBe(yuan(30_000n));
    expect(full.reasonCodes).not.toContain('amount_above_limit');
  });

  it('of a grade E is a person’s to decide with collateral, and refused without', () => {
    const weak: CreditFile = {
      overdue_past_6_months: count(2),
      debt_elsewhere: money(200_000n),
      employment_months: count(10),
    };
    const product = { ...SMALL_CREDIT_LOAN, securities: ['unsecured', 'mortgage'] as const };
    expect(assessed(weak, {}, product)).toMatchObject({ grade: 'E', decision: 'reject' });
    const application = { ...REQUEST.application, security: 'mortgage' } as const;
    expect(assessed(weak, { application }, product)).toMatchObject({
      grade: 'E',
      decision: 'refer',
      riskClass: 'personal_secured',
    });
  });
});

describe('an assessment is refused', () => {
  it('while the file is not complete, naming everything that is missing', () => {
    const { home: _home, monthly_income: _income, ...rest } = FILE;
    const made = assess(
      { ...REQUEST, file: rest, documents: ['income_proof'] },
      SMALL_CREDIT_LOAN,
      CN,
      TODAY,
    );
    expect(made).toEqual(
      refuse('file_incomplete', {
        items: 'monthly_income, home, identity_document, credit_report',
      }),
    );
  });

  it('while a fact is not borne out that has to be', () => {
    const file = { ...FILE, monthly_income: fact({ kind: 'money', amount: yuan(9_000n) }, false) };
    expect(assess({ ...REQUEST, file }, SMALL_CREDIT_LOAN, CN, TODAY)).toEqual(
      refuse('fact_not_verified', { fact: 'monthly_income' }),
    );
  });

  it('when a fact does not have the form of its name', () => {
    const forms: readonly (readonly [FactName, FactValue])[] = [
      ['home', { kind: 'choice', choice: 'castle' }],
      ['home', { kind: 'count', count: 1 }],
      ['occupation', { kind: 'text', text: '  ' }],
      ['occupation', { kind: 'text', text: 'x'.repeat(501) }],
      ['employment_months', { kind: 'count', count: -1 }],
      ['employment_months', { kind: 'count', count: 0.5 }],
      ['monthly_income', { kind: 'money', amount: minorUnits(-1n) }],
    ];
    for (const [name, value] of forms) {
      const file = { ...FILE, [name]: fact(value) };
      expect(assess({ ...REQUEST, file }, SMALL_CREDIT_LOAN, CN, TODAY)).toMatchObject({
        refusal: { code: 'invalid_input', data: { field: `facts.${name}` } },
      });
    }
  });

  it('when no lawful price is left', () => {
    const dear = {
      ...SMALL_CREDIT_LOAN,
      tariff: {
        ...SMALL_CREDIT_LOAN.tariff,
        fees: SMALL_CREDIT_LOAN.tariff.fees.map((fee) =>
          fee.kind === 'service'
            ? { ...fee, rule: { kind: 'share_of_amount', sharePpm: 5_000 } as const }
            : fee,
        ),
      },
    };
    expect(assess(REQUEST, dear, CN, TODAY)).toMatchObject({ refusal: { code: 'rate_above_cap' } });
    const narrow = {
      ...SMALL_CREDIT_LOAN,
      annualRatePpm: { minimum: 70_000, maximum: 120_000, step: 1_000 },
    };
    expect(assess(REQUEST, narrow, CN, TODAY)).toEqual(
      refuse('price_out_of_bounds', { part: 'annual_rate' }),
    );
    expect(assess(REQUEST, { ...SMALL_CREDIT_LOAN, creditPolicy: 'x' }, CN, TODAY)).toEqual(
      refuse('not_found'),
    );
  });
});

it('whatever the facts are, more overdues never make a better score, grade, price or decision', () => {
  const facts = fc.record({
    income: fc.bigInt({ min: 0n, max: 60_000n }),
    payments: fc.bigInt({ min: 0n, max: 20_000n }),
    debt: fc.bigInt({ min: 0n, max: 700_000n }),
    months: fc.integer({ min: 0, max: 120 }),
    overdues: fc.integer({ min: 0, max: 4 }),
    termMonths: fc.integer({ min: 1, max: 36 }),
  });
  const order = ['approve', 'refer', 'reject'];
  fc.assert(
    fc.property(facts, ({ income, payments, debt, months, overdues, termMonths }) => {
      const made = (worse: number) =>
        assess(
          {
            ...REQUEST,
            application: { ...REQUEST.application, termMonths },
            file: {
              ...FILE,
              monthly_income: money(income),
              monthly_debt_payments: money(payments),
              debt_elsewhere: money(debt),
              employment_months: count(months),
              overdue_past_6_months: count(overdues + worse),
            },
          },
          SMALL_CREDIT_LOAN,
          CN,
          TODAY,
        );
      const [better, worse] = [made(0), made(1)];
      if (!better.ok || !worse.ok) throw new Error('Every lawful grade has a lawful price.');
      expect(worse.value.score).toBeLessThanOrEqual(better.value.score);
      expect(GRADES.indexOf(worse.value.grade)).toBeGreaterThanOrEqual(
        GRADES.indexOf(better.value.grade),
      );
      expect(order.indexOf(worse.value.decision)).toBeGreaterThanOrEqual(
        order.indexOf(better.value.decision),
      );
      if (worse.value.price && better.value.price) {
        expect(worse.value.price.annualRatePpm).toBeGreaterThanOrEqual(
          better.value.price.annualRatePpm,
        );
      }
    }),
    { numRuns: 2_000 }, // Each case makes four schedules.
  );
});

describe('an application', () => {
  const required = SMALL_CREDIT_LOAN.requiredFiles.natural_person ?? { facts: [], documents: [] };
  const { overdue_past_6_months: _, ...stated } = FILE;
  const filed: FiledFacts = Object.fromEntries(
    Object.entries(stated).map(([name, { value }]) => [name, value]),
  );

  it('answers what its product asks of the borrower, and nothing else', () => {
    expect(checkFiledFacts(filed, required)).toEqual(ok(filed));
    const { home: _home, ...withoutHome } = filed;
    expect(checkFiledFacts(withoutHome, required)).toEqual(invalid('facts.home', 'It is missing.'));
    const told = { ...filed, overdue_past_6_months: { kind: 'count', count: 0 } } as const;
    expect(checkFiledFacts(told, required)).toEqual(
      invalid('facts.overdue_past_6_months', 'The product does not ask for it.'),
    );
    expect(checkFiledFacts({ ...filed, home: { kind: 'choice', choice: '' } }, required)).toEqual(
      invalid('facts.home', 'It is not among the choices.'),
    );
  });

  it('of two products asks for different facts', () => {
    const { organisation } = SMALL_CREDIT_LOAN.requiredFiles;
    if (!organisation) throw new Error('Organisations may apply.');
    expect(checkFiledFacts(filed, organisation)).toMatchObject({
      refusal: { data: { field: 'facts.monthly_costs' } },
    });
  });
});
