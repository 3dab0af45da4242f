// The file of an application as its borrower sees it: what the product asks for, what is there, what is borne out.
import type { LoanFileOnWire } from '@mutua/contract/loan/own-loan.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { versionKey } from '@mutua/core/product/version-need.ts';
import type pg from 'pg';
import { clientTable } from '../people/client-store.ts';
import { productVersionTable } from '../product/product-store.ts';
import { applicationTable } from './application-store.ts';
import { writeFactValue } from './fact-values.ts';
import { readLoan, rowsOf } from './servicing-read.ts';

/** Nothing where the loan is not there or another's. */
export async function readOwnFile(
  pool: pg.Pool,
  borrowerId: Id,
  loanId: Id,
): Promise<LoanFileOnWire | undefined> {
  const [loan, [application], [client]] = await Promise.all([
    readLoan(pool, loanId),
    rowsOf(pool, applicationTable, applicationTable.loadByKey([loanId])),
    rowsOf(pool, clientTable, clientTable.loadByKey([borrowerId])),
  ]);
  if (loan === undefined || application === undefined || client === undefined) return undefined;
  if (loan.borrowerId !== borrowerId) return undefined;
  const key = versionKey(loan.productCode, loan.productVersion);
  const [version] = await rowsOf(pool, productVersionTable, productVersionTable.loadByKey([key]));
  const asked = version?.terms.requiredFiles[client.kind];
  if (asked === undefined) return undefined;
  const { file, documents } = application;
  return {
    facts: asked.facts.map(({ name, askedOf, verified }) => {
      const fact = file[name];
      return {
        ...{ name, askedOf, needsProof: verified, isBorneOut: fact?.verified === true },
        ...(fact === undefined ? {} : { value: writeFactValue(fact.value, loan.currency) }),
      };
    }),
    documents: asked.documents.map((document) => ({
      ...{ document, isThere: documents.includes(document) },
    })),
  };
}
