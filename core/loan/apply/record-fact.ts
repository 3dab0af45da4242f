// Facts and documents that come to an application's file after it was filed, and facts that are borne out.
import { checkFact } from '../../credit/credit-file.ts';
import type { FactName, FactValue } from '../../credit/fact.ts';
import { decided } from '../../decided.ts';
import type { Circumstances, Decision, Rule } from '../../decision.ts';
import type { Id } from '../../kit/id.ts';
import { invalid, ok, type Result, refuse } from '../../kit/result.ts';
import { personIn, staffIn } from '../../people/actor.ts';
import type { DocumentKind } from '../../product/product.ts';
import { productOfLoan, versionNeed } from '../../product/version-need.ts';
import type { KnownWorld, Need, World } from '../../world.ts';
import type { Loan } from '../loan.ts';

const SOURCE_LENGTH_MAX = 100;

/** Written down by the borrower or by staff; nobody has borne it out yet. */
export interface RecordFact {
  readonly kind: 'RecordFact';
  readonly loanId: Id;
  readonly name: FactName;
  readonly value: FactValue;
}

/** Borne out by staff, with what they found and where. */
export interface VerifyFact {
  readonly kind: 'VerifyFact';
  readonly loanId: Id;
  readonly name: FactName;
  readonly value: FactValue;
  /** Who bore it out: `credit_bureau`, `bank_statement`, … */
  readonly source: string;
}

export interface RecordDocument {
  readonly kind: 'RecordDocument';
  readonly loanId: Id;
  readonly document: DocumentKind;
}

export const recordFact: Rule<RecordFact> = {
  kind: 'RecordFact',
  needs: needsOf,
  decide(world, { loanId, name, value }, circumstances) {
    const asked = checkAsked(world, loanId, circumstances, 'borrower_too');
    if (!asked.ok) return asked;
    return record(world, asked.value, { name, value, verified: false }, circumstances);
  },
};

export const verifyFact: Rule<VerifyFact> = {
  kind: 'VerifyFact',
  needs: needsOf,
  decide(world, { loanId, name, value, source }, circumstances) {
    const asked = checkAsked(world, loanId, circumstances, 'staff_only');
    if (!asked.ok) return asked;
    const { length } = source.trim();
    if (length < 1 || length > SOURCE_LENGTH_MAX) {
      return invalid('source', `It must have 1 to ${SOURCE_LENGTH_MAX} characters.`);
    }
    // What only the borrower says is not borne out by anybody.
    if (source.trim() === 'borrower') return invalid('source', 'It is not among the choices.');
    return record(world, asked.value, { name, value, source, verified: true }, circumstances);
  },
};

export const recordDocument: Rule<RecordDocument> = {
  kind: 'RecordDocument',
  needs: needsOf,
  decide(world, { loanId, document }, circumstances) {
    const asked = checkAsked(world, loanId, circumstances, 'borrower_too');
    if (!asked.ok) return asked;
    const { makerId } = asked.value;
    const maker = makerId === undefined ? {} : { makerId };
    return decided({ kind: 'DocumentRecorded', loanId, document, ...maker });
  },
};

function needsOf({ loanId }: { readonly loanId: Id }, known: KnownWorld): readonly Need[] {
  const loan = known.get('loan', loanId);
  return [
    { fact: 'loan', key: loanId },
    { fact: 'application', key: loanId },
    ...(loan === undefined
      ? []
      : [{ fact: 'client' as const, key: loan.borrowerId }, versionNeed(loan)]),
  ];
}

/** Whose loan it is, in which stage, and which staff prepare it. */
interface Asked {
  readonly loan: Loan;
  readonly makerId?: Id;
}

function checkAsked(
  world: World,
  loanId: Id,
  { actor }: Circumstances,
  who: 'borrower_too' | 'staff_only',
): Result<Asked> {
  const makerId = staffIn(actor, ['loan_officer', 'branch_officer', 'risk_analyst']);
  const borrowerId = who === 'borrower_too' ? personIn(actor, ['borrower']) : undefined;
  if (makerId === undefined && borrowerId === undefined) return refuse('not_allowed');
  const loan = world.get('loan', loanId);
  // Another's loan is not there for a borrower.
  if (loan === undefined || (makerId === undefined && loan.borrowerId !== borrowerId)) {
    return refuse('not_found');
  }
  if (loan.state !== 'applied' && loan.state !== 'assessed') {
    return refuse('wrong_stage', { state: loan.state });
  }
  return ok({ loan, ...(makerId === undefined ? {} : { makerId }) });
}

function record(
  world: World,
  { loan, makerId }: Asked,
  found: {
    readonly name: FactName;
    readonly value: FactValue;
    readonly source?: string;
    readonly verified: boolean;
  },
  { today }: Circumstances,
): Result<Decision> {
  const { name, value, verified } = found;
  const kind = world.get('client', loan.borrowerId)?.kind ?? 'natural_person';
  const required = productOfLoan(world, loan).requiredFiles[kind]?.facts ?? [];
  const asked = required.find((one) => one.name === name);
  // What only a source can say is not the borrower's to write down.
  if (asked === undefined || (asked.askedOf === 'source' && makerId === undefined)) {
    return invalid('name', 'The product does not ask for it.');
  }
  const formed = checkFact(name, value, 'value');
  if (!formed.ok) return formed;
  const source = found.source ?? (makerId === undefined ? 'borrower' : 'staff');
  return decided({
    kind: 'FactRecorded',
    ...{ loanId: loan.id, name, source, verified },
    ...(makerId === undefined ? {} : { makerId }),
    personal: { fact: { value, source, asOf: today, verified } },
  });
}
