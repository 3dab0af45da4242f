import fc from 'fast-check';
import { describe, it } from 'vitest';
import type { Claim } from '../claim/claim.ts';
import { idOf } from '../kit/id.ts';
import { expectSame } from '../kit/laws-together.test.ts';
import { withRecovered } from '../loan/compensated.ts';
import { openAccount, openAmounts, payParts } from '../loan/repay/instalment-account.ts';
import { DEFAULT_WATERFALL, splitByWaterfall } from '../loan/repay/waterfall.ts';
import type { ServicedAccount } from '../loan/servicing.ts';
import { currency } from '../money/currency.ts';
import { least, minorUnits, minus, plus, sum, ZERO } from '../money/minor-units.ts';
import { freeTariff } from '../product/fees.ts';
import { dayOf } from '../time/day.ts';
import { paymentsToHolders } from './subrogation.ts';

const id = (last: string) => idOf(`00000000-0000-7000-8000-00000000000${last}`);
const TODAY = dayOf(2026, 9, 1);
const rules = { tariff: freeTariff(currency('CNY'), dayOf(2026, 1, 1)) } as never;

const amount = fc.bigInt({ min: 0n, max: 5_000n }).map(minorUnits);
const instalment = fc.record({ principal: amount, interest: amount, penalty: amount });
const life = fc.record({
  instalments: fc.array(instalment, { minLength: 1, maxLength: 5 }),
  /** So many were compensated, when so much of each one's penalty had been charged. */
  compensated: fc.nat({ max: 5 }),
  before: fc.nat({ max: 5_000 }),
  /** So much of each was the lenders' own still. */
  kept: amount,
  /** Paid at once beside them. */
  atOnce: amount,
  share: fc.nat({ max: 100 }),
  payments: fc.array(amount, { maxLength: 6 }),
});

type Life = typeof life extends fc.Arbitrary<infer Told> ? Told : never;

function loanOf({ instalments, compensated, before, kept, atOnce, share }: Life) {
  const accounts = instalments.map(({ principal, interest, penalty }, index): ServicedAccount => {
    const row = { fromDay: dayOf(2026, 1, 1 + index), dueDay: dayOf(2026, 2, 1 + index) };
    const account = openAccount({ ...row, principal, interest, fee: ZERO });
    const due = { ...account.due, penalty };
    const open = { ...account, due, fees: [], settledDay: undefined };
    if (index >= compensated) return open;
    const penaltyBefore = least(penalty, minorUnits(BigInt(before)));
    const nothing = { recoveredPrincipal: ZERO, recoveredInterest: ZERO };
    return {
      ...open,
      compensated: {
        ...{ claimId: id('9'), ...nothing, penaltyBefore },
        principal: minus(principal, least(kept, principal)),
        interest: minus(interest, least(kept, interest)),
      },
    };
  });
  const marked = sum(accounts.map((one) => one.compensated?.principal ?? ZERO));
  const left = minus(sum(instalments.map(({ principal }) => principal)), marked);
  const payer = plus(marked, least(atOnce, left));
  const lent = minus(left, least(atOnce, left));
  const first = minorUnits((lent * BigInt(share)) / 100n);
  const claim = (last: string, outstanding: typeof lent, origin: Claim['origin']): Claim => ({
    ...{ id: id(last), loanId: id('1'), borrowerId: id('2'), holderId: id(last), origin },
    ...{ state: 'active', principal: outstanding, outstanding, roundingUnits: 0 },
    units: origin === 'subrogation' ? 0n : BigInt(share) + 1n,
    ...{ principalReceived: ZERO, interestReceived: ZERO, penaltyReceived: ZERO },
  });
  const claims = [
    claim('3', first, 'disbursement'),
    claim('4', minus(lent, first), 'disbursement'),
    claim('9', payer, 'subrogation'),
  ];
  return { accounts, claims };
}

describe('what a borrower pays after a compensation', () => {
  it('goes to its holders to the last unit: to the payer first, and never more than it has paid', () => {
    fc.assert(
      fc.property(life, (told) => {
        let { accounts, claims }: { accounts: readonly ServicedAccount[]; claims: Claim[] } =
          loanOf(told);
        for (const paid of told.payments) {
          const open = accounts.map((one) => ({ dueDay: one.dueDay, open: openAmounts(one) }));
          const { parts } = splitByWaterfall(paid, TODAY, open, DEFAULT_WATERFALL);
          const of = (component: string) =>
            sum(parts.filter((one) => one.component === component).map((one) => one.amount));
          const components = {
            ...{ principal: of('principal'), interest: of('interest'), penalty: of('penalty') },
          };
          const asked = { parts, components };
          const payments = paymentsToHolders({ accounts, rules }, claims, asked);
          for (const component of ['principal', 'interest', 'penalty'] as const) {
            const shares = payments.map((payment) => payment[component]);
            expectSame(sum(shares), components[component]);
            expectSame(
              shares.find((share) => share < ZERO),
              undefined,
            );
          }
          const recovered = payments.flatMap((payment) => payment.recovered ?? []);
          accounts = withRecovered(payParts(accounts, parts, TODAY), recovered);
          claims = claims.map((claim) => {
            const own = payments.find(({ claimId }) => claimId === claim.id);
            const outstanding = minus(claim.outstanding, own?.principal ?? ZERO);
            const roundingUnits = own?.roundingUnits ?? claim.roundingUnits;
            return { ...claim, outstanding, roundingUnits };
          });
          expectSame(
            claims.find(({ outstanding }) => outstanding < ZERO),
            undefined,
          );
          for (const { compensated } of accounts) {
            if (compensated === undefined) continue;
            expectSame(compensated.recoveredPrincipal <= compensated.principal, true);
            expectSame(compensated.recoveredInterest <= compensated.interest, true);
          }
        }
        const owed = sum(accounts.map((one) => openAmounts(one).principal));
        expectSame(sum(claims.map(({ outstanding }) => outstanding)), owed);
      }),
    );
  });
});
