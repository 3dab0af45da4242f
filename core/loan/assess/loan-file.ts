// What every rule of this stage reads of one loan.
import { assert } from '../../kit/assert.ts';
import type { Id } from '../../kit/id.ts';
import { ok, type Result, refuse } from '../../kit/result.ts';
import { rulePackOf } from '../../law/packs.ts';
import type { RulePack } from '../../law/rule-pack.ts';
import { type Borrower, type Client, newBorrower } from '../../people/client.ts';
import type { Product } from '../../product/product.ts';
import { productOfLoan, versionNeed } from '../../product/version-need.ts';
import type { KnownWorld, Need, World } from '../../world.ts';
import type { LoanApplication } from '../application.ts';
import type { LoanState } from '../life.ts';
import type { Loan } from '../loan.ts';
import type { AssessmentRecord } from './assessment-record.ts';

export interface LoanFile {
  readonly loan: Loan;
  readonly application: LoanApplication;
  readonly client: Client;
  readonly borrower: Borrower;
  readonly product: Product;
  readonly pack: RulePack;
  /** The last one. */
  readonly assessment?: AssessmentRecord;
}

export function loanFileNeeds(
  { loanId }: { readonly loanId: Id },
  known: KnownWorld,
): readonly Need[] {
  const loan = known.get('loan', loanId);
  const assessments = known.get('application', loanId)?.assessments ?? 0;
  return [
    { fact: 'loan', key: loanId },
    { fact: 'application', key: loanId },
    ...(loan === undefined
      ? []
      : [
          { fact: 'client' as const, key: loan.borrowerId },
          { fact: 'borrower' as const, key: loan.borrowerId },
          versionNeed(loan),
        ]),
    ...(assessments === 0
      ? []
      : [{ fact: 'assessment' as const, key: `${loanId} ${assessments}` }]),
  ];
}

/**
 * The loan with all that belongs to it.
 *
 * @returns `not_found`, or `wrong_stage` where it is in none of these states.
 */
export function loanFileIn(
  world: World,
  loanId: Id,
  states: readonly LoanState[],
): Result<LoanFile> {
  const loan = world.get('loan', loanId);
  if (loan === undefined) return refuse('not_found');
  if (!states.includes(loan.state)) return refuse('wrong_stage', { state: loan.state });
  const application = world.get('application', loanId);
  const client = world.get('client', loan.borrowerId);
  assert(application !== undefined && client !== undefined, 'A loan was applied for by a client.');
  const product = productOfLoan(world, loan);
  const pack = rulePackOf(product.packId);
  if (!pack.ok) return pack;
  const { assessments } = application;
  const assessment =
    assessments === 0 ? undefined : world.get('assessment', `${loanId} ${assessments}`);
  return ok({
    ...{ loan, application, client, product, pack: pack.value },
    borrower: world.get('borrower', loan.borrowerId) ?? newBorrower(loan.borrowerId),
    ...(assessment === undefined ? {} : { assessment }),
  });
}
