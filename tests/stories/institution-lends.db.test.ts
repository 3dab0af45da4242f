// A natural person and an organisation borrow, each by its own file and limits; an institution lends to both beside
// persons, and the two sources of money stay apart in every book.

import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organisationRegistration } from '../trial-house.ts';
import { type Movement, movements, sumOf } from './house/bank-statement.ts';
import {
  anApprovedLoan,
  anOffice,
  application,
  bid,
  disburse,
  type Office,
  openListing,
  stateOf,
} from './house/loan-stages.ts';
import { PASSWORD, StoryHouse } from './house/story-house.ts';
import { aClient, aLender, atBank, type Client, topUp, yuan } from './house/story-people.ts';
import { releaseProduct } from './house/story-products.ts';

interface Case {
  readonly borrower: Client;
  readonly loanId: string;
}

let house: StoryHouse;
let office: Office;
let institution: Client;
let persons: readonly Client[];
let ofPerson: Case;
let ofOrganisation: Case;
let productCode: string;

const LOAN = 1_000_000n;
/** In yuan: of the institution, and of each person. */
const PARTS = [5_000, 3_000, 2_000] as const;
const OPEN = { status: 200 };

/** Larger loans than the house's own product, for whoever may owe them. */
const WIDER = {
  ...SMALL_CREDIT_LOAN,
  code: 'wider_credit_loan',
  amount: { ...SMALL_CREDIT_LOAN.amount, maximum: minorUnits(30_000_000n) },
  offlineAbove: minorUnits(30_000_000n),
};

beforeAll(async () => {
  house = await StoryHouse.open();
  office = await anOffice(house);
  productCode = await releaseProduct(house, WIDER);
  [institution, ...persons] = await Promise.all([
    aLender(house, 20_000, { isOrganisation: true, name: '恒信基金' }),
    aLender(house, 9_000),
    aLender(house, 6_000),
  ]);
});
afterAll(async () => {
  await house?.close();
});

describe('borrowers of both kinds', () => {
  it('have fields of their own', async () => {
    const [person, organisation] = await Promise.all([
      aClient(house, { roles: ['borrower'] }),
      aClient(house, { roles: ['borrower'], isOrganisation: true }),
    ]);
    const asked = { amount: 10_000, months: 1, changes: { productCode } };
    for (const [borrower, isOrganisation, field] of [
      [person, true, 'facts.employment_months'],
      [organisation, false, 'facts.monthly_costs'],
    ] as const) {
      const others = application({ ...asked, isOrganisation });
      const refused = await house.command(borrower, '/api/loans', others);
      expect(refused).toMatchObject({ status: 400, body: { errors: [{ field }] } });
    }
    const unsigned = await house.command(undefined, '/api/clients', {
      ...{ clientKind: 'organisation', name: '无人代表商贸', roles: ['borrower'] },
      ...{ mobile: '13800009999', region: '110000', number: organisationRegistration().number },
      ...{ signInName: 'unsigned', password: PASSWORD },
      consents: [
        { document: 'service_agreement', version: '1' },
        { document: 'personal_data', version: '1' },
      ],
    });
    expect(unsigned).toMatchObject({
      ...{ status: 400, body: { errors: [{ field: 'authorisedSignatory' }] } },
    });
  });

  it('have limits of their own: what is too much for a person an organisation may owe', async () => {
    const [person, organisation] = await Promise.all([
      aClient(house, { roles: ['borrower'] }),
      aClient(house, { roles: ['borrower'], isOrganisation: true }),
    ]);
    const ask = (borrower: Client, amount: number, isOrganisation: boolean) =>
      house.command(
        borrower,
        '/api/loans',
        application({ amount, months: 12, isOrganisation, changes: { productCode } }),
      );
    expect(await ask(person, 200_100, false)).toMatchObject({
      ...{ status: 422, body: { code: 'borrower_cap_exceeded' } },
    });
    expect(await ask(person, 200_000, false)).toMatchObject(OPEN);
    expect(await ask(organisation, 300_000, true)).toMatchObject(OPEN);
  });

  it('both reach disbursement, funded by an institution and by persons', async () => {
    const fund = async (isOrganisation: boolean): Promise<Case> => {
      const borrower = await aClient(house, { roles: ['borrower'], isOrganisation });
      const asked = { amount: 10_000, months: 1, isOrganisation, changes: { productCode } };
      const loanId = await anApprovedLoan(house, office, borrower, asked);
      await openListing(house, office, loanId);
      for (const [index, lender] of [institution, ...persons].entries()) {
        await bid(house, lender, loanId, PARTS[index] ?? 0);
      }
      await disburse(house, borrower, loanId);
      return { borrower, loanId };
    };
    ofPerson = await fund(false);
    ofOrganisation = await fund(true);
    for (const { borrower, loanId } of [ofPerson, ofOrganisation]) {
      expect(await atBank(house, borrower, 'borrower')).toEqual({ booked: LOAN, frozen: 0n });
      const { contract } = await house.read<{ contract?: { document: string } }>(
        borrower,
        `/api/loans/${loanId}`,
      );
      for (const lender of [institution, ...persons]) {
        expect(contract?.document).toContain(lender.id);
      }
    }
    const found = await house.read(office.finance, `/api/office/clients/${institution.id}`);
    expect(found).toMatchObject({ kind: 'organisation', isInstitution: true });
  });
});

interface StatementLine {
  readonly transferId: string;
  readonly code: string;
  readonly side: string;
  readonly kind: string;
  readonly amount: string;
  readonly subjectId: string;
}

const statementOf = async (lender: Client) => {
  const account = `/api/office/accounts/lender_cash/${lender.id}/CNY`;
  const url = `${account}/statement?from=2026-03-02&to=2026-04-03`;
  return (await house.read<{ lines: readonly StatementLine[] }>(office.finance, url)).lines;
};

describe('the two sources', () => {
  let moved: readonly Movement[];

  it('come back apart, each with its own part of every instalment', async () => {
    for (const { borrower } of [ofPerson, ofOrganisation]) {
      await topUp(house, borrower, 'borrower', 200);
    }
    await house.goTo(dayOf(2026, 4, 3));
    moved = await movements(house);
    for (const { borrower, loanId } of [ofPerson, ofOrganisation]) {
      expect(await stateOf(house, loanId)).toBe('closed');
      const shares = [institution, ...persons].map(({ accounts }) =>
        sumOf(
          moved.filter(
            ({ from, to }) => from === borrower.accounts.borrower && to === accounts.lender,
          ),
        ),
      );
      // By share: half of what came is the institution's, and no cent is lost or made.
      const total = shares.reduce((sum, one) => sum + one, 0n);
      for (const [index, share] of shares.entries()) {
        const exact = (Number(total) * (PARTS[index] ?? 0)) / 10_000;
        expect(Math.abs(Number(share) - exact)).toBeLessThan(1.5);
      }
    }
  });

  it('are told apart in the ledger, line by line', async () => {
    for (const { loanId } of [ofPerson, ofOrganisation]) {
      const lent = new Map<boolean, bigint>();
      for (const lender of [institution, ...persons]) {
        const { isInstitution } = await house.read<{ isInstitution: boolean }>(
          office.finance,
          `/api/office/clients/${lender.id}`,
        );
        for (const { subjectId, code, kind, amount } of await statementOf(lender)) {
          if (subjectId !== loanId || code !== 'bid' || kind !== 'post') continue;
          lent.set(isInstitution, (lent.get(isInstitution) ?? 0n) + BigInt(amount));
        }
      }
      expect(Object.fromEntries(lent)).toEqual({ true: 500_000n, false: 500_000n });
    }
  });

  it('are traced from the lender to the borrower and back, never through one another', async () => {
    interface Trace {
      readonly hops: readonly { readonly code: string; readonly fromKind: string }[];
      readonly ends: readonly { readonly where: string; readonly amount: string }[];
    }
    const posted = (await statementOf(institution)).filter(
      ({ code, kind }) => code === 'bid' && kind === 'post',
    );
    expect(posted.map(({ subjectId }) => subjectId)).toEqual([
      ofPerson.loanId,
      ofOrganisation.loanId,
    ]);
    for (const { transferId, amount } of posted) {
      const url = `/api/trace?transferId=${transferId}&direction=forwards`;
      const { hops, ends } = await house.read<Trace>(institution, url);
      expect(hops.map(({ code }) => code)).toContain('disbursement');
      expect(ends.reduce((sum, one) => sum + BigInt(one.amount), 0n)).toBe(BigInt(amount));
      const strange = await house.ask(persons[0], 'GET', url);
      expect(strange.status).toBe(404);
    }
    for (const [index, lender] of [institution, ...persons].entries()) {
      const part = yuan(PARTS[index] ?? 0);
      const claims = await house.list(lender, '/api/claims');
      expect(claims).toMatchObject([{ principal: part }, { principal: part }]);
    }
    expect(await house.violations()).toEqual([]);
  });
});
