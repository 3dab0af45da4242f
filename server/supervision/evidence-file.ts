// A sample as a file: a line that says how it was drawn, then a line for each loan with all that is kept of it, its
// lines in the book included. It is made loan by loan, so it needs no more room than one of them.
import type { LoanSample, TransferOfLoan } from '@mutua/contract/supervision/supervision.ts';
import { idOf } from '@mutua/core/kit/id.ts';
import type pg from 'pg';
import { readLoanEvidence, readTransfersOfLoan } from './loan-evidence-read.ts';

const TRANSFERS_AT_ONCE = 1_000;

/** How to draw the same sample without the platform, in words that stay with the file. */
export const SAMPLE_RULE =
  'Take the ids of all loans of the population. populationDigest is SHA-256 over them in ascending order, each followed by a line feed. For each, take SHA-256 of seed, a colon and the id, in UTF-8, as hexadecimal digits. The sample is the first loans in ascending order of that digest.';

export async function* sampleLines(pool: pg.Pool, sample: LoanSample): AsyncGenerator<string> {
  const { loans, ...drawn } = sample;
  yield line({ kind: 'sample', ...drawn, size: loans.length, rule: SAMPLE_RULE });
  for (const { place, digest, loanId } of loans) {
    const id = idOf(loanId);
    const evidence = await readLoanEvidence(pool, id);
    const transfers = await allTransfers(pool, id);
    yield line({ kind: 'loan', place, digest, ...evidence, transfers });
  }
}

async function allTransfers(
  pool: pg.Pool,
  loanId: Parameters<typeof readTransfersOfLoan>[1],
): Promise<readonly TransferOfLoan[]> {
  const all: TransferOfLoan[] = [];
  for (;;) {
    const last = all.at(-1)?.transferId;
    const after = last === undefined ? undefined : [last];
    const more = await readTransfersOfLoan(pool, loanId, { after, readLimit: TRANSFERS_AT_ONCE });
    all.push(...more);
    if (more.length < TRANSFERS_AT_ONCE) return all;
  }
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
