// What the persons of the demo have to see: loans of their own in every state that matters, settled beforehand.
import { addDays, type Day } from '@mutua/core/time/day.ts';
import type { Settled } from './applying-steps.ts';
import type { Arrivals } from './arrivals.ts';
import type { LoanWanted } from './asked-loans.ts';
import type { Fate } from './borrower-behaviour.ts';

const AS_SCHEDULED: Fate = { kind: 'as_scheduled' };

/** Those that fit into the past. */
export function demoLoans(arrivals: Arrivals, firstDay: Day, today: Day): readonly Settled[] {
  const borrower = arrivals.demoPerson('borrower');
  const enterprise = arrivals.demoPerson('borrower-organisation');
  const lenders = ['lender-one', 'lender-institution'].map((key) => arrivals.demoPerson(key));
  const ago = (days: number) => addDays(today, -days);
  const all: readonly Settled[] = [
    // The borrower has repaid one loan, repays another, and is late with a third.
    { day: ago(640), borrower, wanted: wanted(30_000, 12), fate: AS_SCHEDULED },
    { day: ago(205), borrower, wanted: wanted(60_000, 24), fate: AS_SCHEDULED, lenders },
    { ...{ day: ago(79), borrower, wanted: wanted(20_000, 6) }, lenders, fate: stops(1) },
    {
      ...{ day: ago(310), borrower: enterprise, fate: AS_SCHEDULED, lenders },
      wanted: { ...wanted(80_000, 18, 'guaranteed_loan'), isOrganisation: true, purpose: 'trade' },
    },
    // What became of some of the first lender's claims: lost, in default, late, paid by the guarantor.
    { ...somebodys(460, 40_000, 12), lenders, fate: stops(3, 14) },
    { ...somebodys(430, 30_000, 12), lenders, fate: stops(2) },
    { ...somebodys(250, 30_000, 12), lenders, fate: stops(3) },
    { ...somebodys(160, 40_000, 12), lenders, fate: stops(3) },
    { ...somebodys(300, 50_000, 12, 'guaranteed_loan'), lenders, fate: stops(4) },
    { ...somebodys(120, 30_000, 12, 'guaranteed_loan'), lenders, fate: stops(2) },
    { ...somebodys(280, 50_000, 24), lenders, fate: { kind: 'early', after: 4 } },
    // The riskier end of the market today.
    ...[10, 9, 8, 7, 6, 5].map((days) => ({
      ...somebodys(days, 40_000 + 5_000 * days, 12, 'secured_loan'),
      ...{ wanted: poor(40_000 + 5_000 * days), fate: AS_SCHEDULED },
    })),
  ];
  return all.filter(({ day }) => day >= firstDay);

  function somebodys(
    days: number,
    yuan: number,
    months: number,
    product?: LoanWanted['product'],
  ): Settled {
    return { day: ago(days), borrower: 'somebody', wanted: wanted(yuan, months, product) };
  }
}

function poor(yuan: number): LoanWanted {
  const purpose = 'working_capital';
  return { ...wanted(yuan, 12, 'secured_loan'), standing: 'poor', purpose };
}

function stops(after: number, recoveredPercent = 0): Fate {
  return { kind: 'stops', after, recoveredPercent };
}

function wanted(
  yuan: number,
  termMonths: number,
  product: LoanWanted['product'] = 'small_credit_loan',
): LoanWanted {
  return {
    ...{ product, standing: 'good', isOrganisation: false, yuan, termMonths },
    ...{ method: 'equal_instalments', purpose: 'consumption' },
  };
}
