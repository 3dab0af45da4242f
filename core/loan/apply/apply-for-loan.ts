// A borrower applies for a loan: under the version of the product that is in force, with the facts that it asks for.

import { checkFiledFacts, type FiledFacts } from '../../credit/credit-file.ts';
import type { CreditFile, Fact, FactName } from '../../credit/fact.ts';
import { decided } from '../../decided.ts';
import type { Circumstances, Decision, Rule } from '../../decision.ts';
import { assert } from '../../kit/assert.ts';
import { invalid, ok, type Refused, type Result, refuse } from '../../kit/result.ts';
import { rulePackOf } from '../../law/packs.ts';
import type { Purpose } from '../../law/rule-pack.ts';
import { type MinorUnits, ZERO } from '../../money/minor-units.ts';
import { personIn } from '../../people/actor.ts';
import { type Client, newBorrower } from '../../people/client.ts';
import { APPLICATION_CONSENTS, type Consent, checkConsents } from '../../people/consent.ts';
import { type ApplicationTerms, checkApplication } from '../../product/check-application.ts';
import type {
  ApplicationChannel,
  DocumentKind,
  Product,
  RequiredFile,
  Security,
} from '../../product/product.ts';
import { productInForce, versionsNeed } from '../../product/version-need.ts';
import type { Day } from '../../time/day.ts';
import type { Need, World } from '../../world.ts';
import type { QuotedMethod } from '../quote.ts';

/** Asked by a borrower who is signed in; the loan gets the id of the command. */
export interface ApplyForLoan {
  readonly kind: 'ApplyForLoan';
  readonly productCode: string;
  readonly loanAmount: MinorUnits;
  readonly termMonths: number;
  readonly repaymentMethod: QuotedMethod;
  readonly purpose: Purpose;
  readonly security: Security;
  readonly channel: ApplicationChannel;
  /** Entered by a branch and confirmed by the borrower; asked for in that channel only. */
  readonly confirmedByBorrower?: boolean;
  /** What the borrower says; the product says what is asked. */
  readonly facts: FiledFacts;
  readonly documents: readonly DocumentKind[];
  readonly consents: readonly Consent[];
}

export const applyForLoan: Rule<ApplyForLoan> = { kind: 'ApplyForLoan', needs, decide };

function needs(
  { productCode }: ApplyForLoan,
  _: unknown,
  { actor }: Circumstances,
): readonly Need[] {
  const borrowerId = personIn(actor, ['borrower']);
  if (borrowerId === undefined) return [];
  return [
    { fact: 'client', key: borrowerId },
    { fact: 'borrower', key: borrowerId },
    ...versionsNeed(productCode),
  ];
}

function decide(
  world: World,
  command: ApplyForLoan,
  circumstances: Circumstances,
): Result<Decision> {
  const { actor, commandId, today } = circumstances;
  const borrowerId = personIn(actor, ['borrower']);
  if (borrowerId === undefined) return refuse('not_allowed');
  const client = world.get('client', borrowerId);
  if (client === undefined) return refuse('identity_not_verified');
  if (client.isHeld === true) return refuse('screening_hold');
  if (client.status === 'frozen') return refuse('client_frozen');
  const found = productInForce(world, command.productCode, today);
  if (!found.ok) return found;
  const product = found.value;
  const allowed = checkTerms(world, command, client, product, today);
  if (!allowed.ok) return allowed;
  const agreed = checkConsents(command.consents, APPLICATION_CONSENTS);
  if (!agreed.ok) return agreed;
  const file = checkFile(command, product.requiredFiles[client.kind], today);
  if (!file.ok) return file;

  const { loanAmount, termMonths, repaymentMethod, purpose, security, channel } = command;
  const { code: productCode, version: productVersion, currency } = product;
  return decided({
    kind: 'LoanApplied',
    loanId: commandId,
    ...{ borrowerId, productCode, productVersion, currency, loanAmount, termMonths },
    ...{ repaymentMethod, purpose, security, channel },
    documents: command.documents,
    consents: command.consents,
    personal: { file: file.value },
  });
}

/** Glossary 8.3, in its order. */
function checkTerms(
  world: World,
  command: ApplyForLoan,
  client: Client,
  product: Product,
  today: Day,
): Result<ApplicationTerms> {
  const pack = rulePackOf(product.packId);
  assert(pack.ok, 'A product that is offered has its pack.');
  const borrower = world.get('borrower', client.id) ?? newBorrower(client.id);
  const elsewhere = command.facts.debt_elsewhere;
  return checkApplication(
    product,
    pack.value,
    command,
    {
      kind: client.kind,
      identityVerified: client.status !== 'registered' && client.status !== 'closed',
      ...(client.birthDay === undefined ? {} : { birthDay: client.birthDay }),
      region: client.region ?? '',
      // The operator can be no client at all.
      isOperator: false,
      isRelatedParty: client.isRelatedParty,
      hasOpenApplication: borrower.openLoanId !== undefined,
      owedHere: borrower.owed,
      owedElsewhere: elsewhere?.kind === 'money' ? elsewhere.amount : ZERO,
    },
    today,
  );
}

/** Exactly the facts for which the product asks the borrower, each in its form, and all documents. */
function checkFile(
  { facts, documents }: ApplyForLoan,
  required: RequiredFile | undefined,
  today: Day,
): Result<CreditFile> {
  assert(required !== undefined, 'The product is for borrowers of this kind.');
  const filed = checkFiledFacts(facts, required);
  if (!filed.ok) return filed;
  const refused = refusedForDocuments(documents, required);
  if (refused !== undefined) return refused;
  const file: Partial<Record<FactName, Fact>> = {};
  for (const { name } of required.facts) {
    const value = facts[name];
    if (value === undefined) continue;
    file[name] = { value, source: 'borrower', asOf: today, verified: false };
  }
  return ok(file);
}

function refusedForDocuments(
  documents: readonly DocumentKind[],
  required: RequiredFile,
): Refused | undefined {
  if (new Set(documents).size < documents.length) {
    return invalid('documents', 'None may stand there twice.');
  }
  const missing = required.documents.filter((kind) => !documents.includes(kind));
  return missing.length > 0 ? refuse('evidence_missing', { items: missing.join(', ') }) : undefined;
}
