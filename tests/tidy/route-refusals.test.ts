// What the description of the API says that a route may refuse is what its rule can refuse: all of it, and nothing else.
import { expect, it } from 'vitest';
import { type Route, routesOf } from './route-refusals.ts';
import { repositoryFiles } from './tree.ts';
import { wall } from './wall.ts';

/** Said of routes by what registers them: the guard, the schemas, the door. */
const SAID_BY_ITSELF = new Set([
  ...['not_allowed', 'sign_in_required', 'invalid_input', 'command_id_reused', 'busy'],
]);

const LESS_IS_LEFT = { number_too_large: 'what is left of a loan is less than the loan' };
const FOR_NO_LOAN = Object.fromEntries(
  ['not_found', 'wrong_stage'].map((code) => [code, 'it is for no one loan']),
);

/** What a rule can refuse, and never does for a request of this route. */
const NEVER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  applyForLoan: {
    platform_as_party: 'the operator can be no client',
    channel_suspended: 'no channel can be suspended yet',
  },
  withdrawLoan: { reason_missing: 'only staff have to give a reason' },
  pullLoan: { forbidden_by_rule: 'only the borrower is bound by it' },
  repayEarly: LESS_IS_LEFT,
  previewEarlyRepayment: LESS_IS_LEFT,
  requestBidMandate: FOR_NO_LOAN,
};

wall({
  rule: 'a route declares the refusals that its rule can give, and no others',
  violations: (files) => routesOf(files).flatMap(faultsOf),
  planted: [
    house({ refusals: '[]' }),
    house({ refusals: "['a_code', 'b_code']" }),
    house({ refusals: 'CODES' }),
    house({ decide: 'function decide() { return checkIt(); }' }),
    house({ decide: 'function decide() { const it = checkIt(); if (!it.ok) return it; }' }),
    house({ decide: "const decide = () => (isOdd ? refuse('b_code') : refuse('a_code'));" }),
    house({ read: "() => { orRefused(refuse('b_code')); return { kind: 'DoIt' }; }" }),
    house({
      route: `const STEPS = [{ kind: 'DoIt', operationId: 'doIt', refusals: ['b_code', 'a_code'] }];
        export function register(app, { lane }) {
          for (const { kind, ...step } of STEPS) {
            registerCommand(app, lane, { ...step, read: () => ({ kind }) });
          }
        }`,
    }),
    house({
      route: `export function register(app) {
        const schema = { operationId: 'doIt', 'x-refusals': ['a_code', 'b_code'] };
        app.post('/do-it', { schema }, () => commit({ kind: 'DoIt' }));
      }`,
    }),
    house({
      route: `registerRead(app, { operationId: 'doIt', read: () => orRefused(refuse('b_code')) });`,
    }),
  ],
  kept: house({
    decide: `function decide() {
      const plan = checkIt(); assert(plan.ok, '');
      return plan.value === undefined ? refuse('a_code') : refuse('not_allowed');
    }`,
  }),
});

it('routes of every kind are read', () => {
  const routes = routesOf(repositoryFiles());
  expect(routes.length).toBeGreaterThan(100);
  const given = new Map(routes.map((route) => [route.name, [...route.given]]));
  expect(given.get('placeBid')).toEqual(expect.arrayContaining(['own_loan', 'currencies_mixed']));
  expect(given.get('registerClient')).toContain('consent_missing');
  expect(given.get('signIn')).toContain('sign_in_locked');
  expect(given.get('getPayoff')).toContain('wrong_stage');
});

/** A rule that gives one code, and the route on which it is asked for. */
function house({
  decide = "const decide = () => refuse('a_code');",
  refusals = "['a_code']",
  read = "() => ({ kind: 'DoIt' })",
  route = `export function register(app, { lane }) {
    registerCommand(app, lane, { operationId: 'doIt', refusals: ${refusals}, read: ${read} });
  }`,
}: {
  readonly decide?: string;
  readonly refusals?: string;
  readonly read?: string;
  readonly route?: string;
}): Record<string, string> {
  return {
    'core/kit/refusal-codes.ts': "export type RefusalCode = 'a_code' | 'b_code' | 'not_allowed';",
    'core/check-it.ts':
      "export const checkIt = () => (isOdd ? refuse('a_code') : refuse('b_code'));",
    'core/do-it.ts': `import { checkIt } from './check-it.ts';
      export const doIt = { kind: 'DoIt', needs: () => [], decide }; ${decide}`,
    'core/rules.ts': "import { doIt } from './do-it.ts'; export const RULES = { DoIt: doIt };",
    'server/it/it-route.ts': route,
  };
}

function faultsOf({ name, place, declared, given }: Route): string[] {
  const never = Object.keys(NEVER[name] ?? {});
  const isSaid = (code: string) => declared.has(code) || SAID_BY_ITSELF.has(code);
  const faults = [
    ...[...given]
      .filter((code) => !isSaid(code) && !never.includes(code))
      .map((code) => `can give ${code}, and does not declare it`),
    ...[...declared]
      .filter((code) => !given.has(code) && !SAID_BY_ITSELF.has(code))
      .map((code) => `declares ${code}, and cannot give it`),
    ...never
      .filter((code) => !given.has(code) || declared.has(code))
      .map((code) => `is said never to give ${code}, in vain`),
  ];
  return faults.map((fault) => `${place} ${name} ${fault}`);
}
