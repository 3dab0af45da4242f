// Every refusal that somebody can meet is shown by a test that expects it by its code; and of every code that nothing
// gives yet, it is said what it waits for.
import type { RefusalCode } from '@mutua/core/kit/refusal-codes.ts';
import { expect, it } from 'vitest';
import { codesExpected } from './expected-codes.ts';
import { codesGivenIn, declaredCodes, type GivenCode, isGiving } from './given-codes.ts';
import { placeOf, type SourceFile } from './tree.ts';
import { asFiles, wall } from './wall.ts';

const REFUSALS = 'core/kit/refusal-codes.ts';
const PAYMENTS = 'contract/payment/payments.ts';

const AT_THE_BANK = 'the custodian says so, and the client is told custodian_refused with its word';
const PEOPLE = 'mobile codes, second factors and training of staff';
const LENDERS = 'lenders who qualify, the source of their funds, and what they learn of risk';
const ASSESSMENT = 'visits, two reviews, committees and models in the assessment';
const LIMITS = 'limits of concentration';
const AUTO_BID = 'auto-bid';
const TEMPLATES = 'approved templates of contracts';
const COLLECTING = 'work on a loan that somebody asks for though nothing is due';
const SALES = 'the sale of claims';
const CASH_OUT = 'daily limits of withdrawals, bound cards and the time after a change of them';
const DISCLOSURE = 'published figures and texts';

/** Codes of the glossary that nothing gives yet, with what each waits for. The list may only shrink. */
const NOT_GIVEN_YET: Readonly<Partial<Record<RefusalCode, string>>> = {
  step_up_required: PEOPLE,
  second_factor_wrong: PEOPLE,
  training_expired: PEOPLE,
  mobile_code_wrong: PEOPLE,
  mobile_code_expired: PEOPLE,
  mobile_not_bound: PEOPLE,
  source_of_funds_open: LENDERS,
  lender_not_qualified: LENDERS,
  education_missing: LENDERS,
  site_visit_missing: ASSESSMENT,
  dual_review_incomplete: ASSESSMENT,
  quorum_missing: ASSESSMENT,
  majority_missing: ASSESSMENT,
  conflict_of_interest: ASSESSMENT,
  model_below_floor: ASSESSMENT,
  portfolio_limit_reached: LIMITS,
  concentration_exceeded: LIMITS,
  mandate_too_wide: AUTO_BID,
  mandate_contradicts: AUTO_BID,
  mandate_expired: AUTO_BID,
  template_not_approved: TEMPLATES,
  authorisation_missing: AT_THE_BANK,
  payer_not_recognised: 'a notice to the payer; the money itself waits in unmatched',
  not_overdue: COLLECTING,
  scan_missing: 'contracts on paper',
  claim_not_held: SALES,
  assignment_not_offered: SALES,
  claim_not_assignable: SALES,
  assignment_limit_reached: SALES,
  price_out_of_band: SALES,
  part_too_small: SALES,
  related_seller_limit: SALES,
  batch_refused: SALES,
  bundle_refused: SALES,
  own_sale_offer: SALES,
  sale_offer_ended: SALES,
  withdrawal_limit: CASH_OUT,
  card_not_verified: CASH_OUT,
  card_not_own: AT_THE_BANK,
  safety_period: CASH_OUT,
  figure_not_editable: DISCLOSURE,
  text_not_approved: DISCLOSURE,
};

/** Who refuses, each with its own codes and its own tests: the tests of one do not show the same word of another. */
const SPEAKERS = [
  {
    isOwn: (path: string) => !path.startsWith('server/sandbox/'),
    lists: [
      { name: 'RefusalCode', path: REFUSALS },
      { name: 'HttpProblemCode', path: 'contract/http/problem.ts' },
    ],
    waiting: NOT_GIVEN_YET,
  },
  {
    isOwn: (path: string) => path.startsWith('server/sandbox/bank/'),
    lists: [
      { name: 'RefusalReason', path: 'contract/custodian/instructions.ts' },
      { name: 'BankProblemCode', path: 'contract/custodian/wire.ts' },
    ],
  },
  {
    isOwn: (path: string) => path.startsWith('server/sandbox/payment/'),
    lists: [
      { name: 'ProviderProblemCode', path: PAYMENTS },
      { name: 'PaymentFailure', path: PAYMENTS },
    ],
  },
] as const;

wall({
  rule: 'every refusal code that can be given is expected in a test, and of every other it is said what it waits for',
  violations: (files) =>
    SPEAKERS.flatMap((speaker) => {
      const { known, given, expected } = countCodes(files, speaker);
      const waiting: Readonly<Record<string, string>> = 'waiting' in speaker ? speaker.waiting : {};
      return [...known].flatMap((code) =>
        faultsOf(code, given.get(code), {
          isExpected: expected.has(code),
          waitsFor: waiting[code],
        }),
      );
    }),
  planted: [
    house({ test: 'expect(f()).toEqual(1);' }),
    house({ source: 'export const f = () => ok(1);' }),
    house({ source: "export const f = () => (isOdd ? refuse('no_luck') : ok(1));" }),
    house({ source: "export const f = () => { throw new RequestRefused('no_luck'); };" }),
    house({ source: "const codeOf = () => 'no_luck';" }),
    house({ test: "expect(f()).not.toEqual(refuse('no_luck'));" }),
    house({ test: "const codes = ['no_luck']; expect(codes).toContain(f().code);" }),
    house({ test: "it.each([['no_luck', 422]])('', (c, s) => { expect(statusOf(c)).toBe(s); });" }),
    house({
      test: "const bank = () => refuse('no_luck'); expect(f(bank)).toEqual({ code: 'no_luck' });",
    }),
    house({
      code: 'step_up_required',
      source: "export const f = () => refuse('step_up_required');",
      test: "expect(f()).toEqual(refuse('step_up_required'));",
    }),
  ],
  kept: house({ test: "expect(f()).toEqual(refuse('no_luck'));" }),
});

it.each([
  "expect(f().code).toBe('no_luck');",
  "expect(f()).toMatchObject({ body: { code: 'no_luck' } });",
  "const NONE = refuse('no_luck'); expect(f()).toEqual(NONE);",
  "it.each([[1, 'no_luck']])('', (n, code) => { expect(f(n)).toEqual(refuse(code)); });",
  "it.each([{ n: 1, code: 'no_luck' }])('', ({ n, code }) => { expect(f(n).code).toBe(code); });",
  "const ROWS = [[1, ['no_luck']]]; for (const [n, [code]] of ROWS) expect(f(n).code).toBe(code);",
  "function no(n, code) { expect(f(n)).toEqual(refuse(code)); } no(1, 'no_luck');",
  "const no = (data) => refuse('no_luck', data); expect(f()).toEqual(no({}));",
  "class Trial { no(code) { expect(f().code).toBe(code); } } new Trial().no('no_luck');",
])('a test is seen to expect a code: %s', (test) => {
  const expected = codesExpected(asFiles({ 'core/a.test.ts': test }), new Set(['no_luck']));
  expect([...expected.values()].flatMap((codes) => [...codes])).toEqual(['no_luck']);
});

interface Counted {
  readonly known: ReadonlySet<string>;
  /** The first place of each. */
  readonly given: ReadonlyMap<string, GivenCode>;
  readonly expected: ReadonlySet<string>;
}

function countCodes(
  files: readonly SourceFile[],
  { lists, isOwn }: (typeof SPEAKERS)[number],
): Counted {
  const known = new Set(lists.flatMap(({ name, path }) => declaredCodes(name, path, files)));
  const own = files.filter(({ path }) => isOwn(path));
  const given = new Map<string, GivenCode>();
  for (const file of own.filter(({ path }) => isGiving(path))) {
    for (const one of codesGivenIn(file, known)) given.set(one.code, given.get(one.code) ?? one);
  }
  const expected = [...codesExpected(own, known).values()].flatMap((codes) => [...codes]);
  return { known, given, expected: new Set(expected) };
}

function faultsOf(
  code: string,
  given: GivenCode | undefined,
  { isExpected, waitsFor }: { readonly isExpected: boolean; readonly waitsFor: string | undefined },
): string[] {
  if (given === undefined) {
    return waitsFor === undefined ? [`${code} is given nowhere, and nothing says why`] : [];
  }
  const place = placeOf(given.file, given.node.start);
  if (waitsFor !== undefined)
    return [`${place} gives ${code}, which is said to wait: strike it off`];
  return isExpected ? [] : [`${place} gives ${code}, which no test expects`];
}

/** One code, one file that gives it, and one test. */
function house({
  code = 'no_luck',
  source = "export const f = () => refuse('no_luck');",
  test = '',
}: {
  readonly code?: string;
  readonly source?: string;
  readonly test?: string;
}): Record<string, string> {
  return {
    [REFUSALS]: `export type RefusalCode = '${code}';`,
    'core/a.test.ts': test,
    'core/a.ts': source,
  };
}
