// Applications: what is filed and borne out, and what the rules say of it.
import type { FiledFacts } from '@mutua/core/credit/credit-file.ts';
import type { FactName } from '@mutua/core/credit/fact.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { LoanState } from '@mutua/core/loan/life.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import { PERSON_FACTS } from '../../trial-house.ts';
import { type Family, isBlank, type Judge, personIs, staffIs } from '../asked.ts';
import type { Town, TownClient, TownLoan } from '../town.ts';

const DOCUMENTS = ['identity_document', 'income_proof', 'credit_report'] as const;
const CONSENTS = [
  { document: 'credit_inquiry', version: '1' },
  { document: 'loan_application', version: '1' },
] as const;
/** What of the file somebody else has to bear out. */
export const TO_BEAR_OUT: readonly FactName[] = [
  'monthly_income',
  'debt_elsewhere',
  'overdue_past_6_months',
];
const ALLOWED_PURPOSES = ['consumption', 'renovation', 'education'] as const;

const APPLICATION: Judge<'ApplyForLoan'> = (town, { commandId, actor, command }) => {
  const id = personIs(actor, 'borrower');
  if (id === undefined) return 'not_allowed';
  const client = town.clients.get(id);
  if (client === undefined) return 'identity_not_verified';
  if (client.held === true) return 'screening_hold';
  if (client.status === 'frozen') return 'client_frozen';
  const product = town.products.findLast(
    ({ terms, approved }) =>
      terms.code === command.productCode && approved && terms.effectiveFrom <= town.today,
  )?.terms;
  if (product === undefined) return 'product_not_live';
  if (client.status === 'registered') return 'identity_not_verified';
  if (product.regions !== 'all') return 'region_not_covered';
  const { loanAmount: amount, termMonths: months, purpose } = command;
  if (amount < product.amount.minimum || amount > product.amount.maximum)
    return 'amount_out_of_range';
  if (amount % product.amount.step !== 0n) return 'invalid_input';
  if (months < product.termMonths.minimum || months > product.termMonths.maximum)
    return 'term_out_of_range';
  if (!product.repaymentMethods.some((one) => one === command.repaymentMethod))
    return 'invalid_input';
  if (!ALLOWED_PURPOSES.some((one) => one === purpose)) return 'purpose_forbidden';
  if (amount > product.offlineAbove) return 'offline_required';
  if (!product.securities.includes(command.security)) return 'invalid_input';
  const debt = refusedByDebt(client, product.packId, amount, moneyIn(command.facts));
  if (debt !== undefined) return debt;
  if (client.openLoan !== undefined) return 'application_already_open';
  if (command.channel === 'branch' && command.confirmedByBorrower !== true)
    return 'not_confirmed_by_borrower';
  if (client.related) return 'related_party_borrower';
  const agreed = command.consents.map(({ document }) => document);
  if (CONSENTS.some(({ document }) => !agreed.includes(document))) return 'consent_missing';
  if (command.facts.monthly_income === undefined) return 'invalid_input';
  if (DOCUMENTS.some((one) => !command.documents.includes(one))) return 'evidence_missing';
  return () => {
    client.openLoan = commandId;
    const filed = Object.keys(command.facts).map((name) => [name, false] as const);
    town.loans.set(commandId, {
      ...{ id: commandId, borrowerId: id, product, months, state: 'applied', amount },
      ...{ method: command.repaymentMethod, security: command.security },
      ...{ facts: new Map(filed), overdueElsewhere: { count: 0 }, changedSince: false },
      ...{ preparedBy: new Set(), assessments: 0, limit: 0n, termsAccepted: false },
      ...{
        rows: [],
        fallen: 0,
        ceiling: 0n,
        assetClass: 'normal',
        chosenClass: 'normal',
        changes: 0,
        claims: [],
        answered: 0,
        misses: [],
      },
    });
  };
};

/** In China a person may owe 200,000 yuan here and a million everywhere; elsewhere the town has no cap. */
export function refusedByDebt(
  client: TownClient,
  packId: string,
  amount: bigint,
  elsewhere: bigint,
) {
  if (packId !== 'cn') return undefined;
  if (client.owed + amount > 20_000_000n) return 'borrower_cap_exceeded';
  return client.owed + amount + elsewhere > 100_000_000n ? 'total_debt_cap_exceeded' : undefined;
}

function moneyIn({ debt_elsewhere: debt }: FiledFacts): bigint {
  return debt?.kind === 'money' ? debt.amount : 0n;
}

function fileOf(
  town: Town,
  actor: Actor,
  loanId: Id,
  may: 'borrower_too' | 'staff_only',
):
  | { readonly loan: TownLoan; readonly makerId?: Id }
  | 'not_allowed'
  | 'not_found'
  | 'wrong_stage' {
  const makerId = staffIs(actor, 'loan_officer', 'branch_officer', 'risk_analyst');
  const borrowerId = may === 'borrower_too' ? personIs(actor, 'borrower') : undefined;
  if (makerId === undefined && borrowerId === undefined) return 'not_allowed';
  const loan = town.loans.get(loanId);
  if (loan === undefined || (makerId === undefined && loan.borrowerId !== borrowerId))
    return 'not_found';
  if (loan.state !== 'applied' && loan.state !== 'assessed') return 'wrong_stage';
  return { loan, ...(makerId !== undefined && { makerId }) };
}

function prepare(loan: TownLoan, makerId: Id | undefined): void {
  if (makerId !== undefined) loan.preparedBy.add(makerId);
  loan.changedSince = true;
}

const BORNE_OUT: Judge<'VerifyFact'> = (town, { actor, command }) => {
  const found = fileOf(town, actor, command.loanId, 'staff_only');
  if (typeof found === 'string') return found;
  const { loan, makerId } = found;
  const { name, value, source } = command;
  if (isBlank(source)) return 'invalid_input';
  if (!TO_BEAR_OUT.includes(name)) return 'invalid_input';
  return () => {
    loan.facts.set(name, true);
    if (name === 'overdue_past_6_months' && value.kind === 'count')
      loan.overdueElsewhere.count = value.count;
    prepare(loan, makerId);
  };
};

const DOCUMENT: Judge<'RecordDocument'> = (town, { actor, command }) => {
  const found = fileOf(town, actor, command.loanId, 'borrower_too');
  if (typeof found === 'string') return found;
  return () => prepare(found.loan, found.makerId);
};

const NOTED: Judge<'RecordFact'> = (town, { actor, command }) => {
  const found = fileOf(town, actor, command.loanId, 'borrower_too');
  if (typeof found === 'string') return found;
  // What only a source can say is not the borrower's to write down.
  if (command.name === 'overdue_past_6_months' && found.makerId === undefined)
    return 'invalid_input';
  if (command.name === 'employees') return 'invalid_input';
  return () => {
    found.loan.facts.set(command.name, false);
    prepare(found.loan, found.makerId);
  };
};

const ASSESSMENT: Judge<'AssessLoan'> = (town, { actor, command }) => {
  const makerId = staffIs(actor, 'risk_analyst');
  if (makerId === undefined && actor.kind !== 'rule' && actor.kind !== 'calendar')
    return 'not_allowed';
  const loan = inState(town, command.loanId, 'applied', 'assessed');
  if (typeof loan === 'string') return loan;
  if (!loan.facts.has('overdue_past_6_months')) return 'file_incomplete';
  if (TO_BEAR_OUT.some((name) => loan.facts.get(name) !== true)) return 'fact_not_verified';
  // Nobody lends for so little, whatever the score; who is turned down needs no price.
  const isCheap = loan.product.annualRatePpm.maximum < 50_000;
  if (isCheap && !isHopeless(town, loan)) return 'price_out_of_bounds';
  return (told) => {
    const [assessed] = [...told.all('LoanAssessed'), ...told.all('LoanReassessed')];
    if (assessed === undefined) throw new Error('An assessment tells what it comes to.');
    const { grade, limit, decision } = assessed.assessment;
    Object.assign(loan, { grade, limit, decision });
    expectDecision(town, loan, decision);
    if (makerId !== undefined) loan.preparedBy.add(makerId);
    loan.state = 'assessed';
    loan.assessments += 1;
    loan.changedSince = false;
    delete loan.review;
    if (decision === 'reject') endBefore(town, loan, 'rejected');
  };
};

/** The score is the platform's own; that overdues elsewhere are looked at by a person, or end it, is not. */
function expectDecision(town: Town, loan: TownLoan, decision: string): void {
  const { count } = loan.overdueElsewhere;
  const isRight = isHopeless(town, loan)
    ? decision === 'reject'
    : count === 0 || decision !== 'approve';
  if (!isRight)
    throw new Error(`With ${count} overdues elsewhere a loan is not to be ${decision}.`);
}

/** Who was behind for too long here, or elsewhere too often, gets nothing. */
function isHopeless(town: Town, loan: TownLoan): boolean {
  return loan.overdueElsewhere.count >= 3 || town.borrowerOf(loan).worstBehind > 90;
}

/** The borrower may apply for another. */
export function endBefore(town: Town, loan: TownLoan, state: LoanState): void {
  loan.state = state;
  delete loan.nextWork;
  delete town.borrowerOf(loan).openLoan;
}

export function inState(town: Town, id: Id, ...states: readonly LoanState[]) {
  const loan = town.loans.get(id);
  if (loan === undefined) return 'not_found';
  return states.includes(loan.state) ? loan : 'wrong_stage';
}

export const APPLICATIONS: Family = {
  judges: {
    ApplyForLoan: APPLICATION,
    VerifyFact: BORNE_OUT,
    RecordFact: NOTED,
    RecordDocument: DOCUMENT,
    AssessLoan: ASSESSMENT,
  },
  moves: [
    { name: 'somebody applies', weight: 14, propose: applying },
    { name: 'a fact is borne out', weight: 50, propose: bearingOut },
  ],
};

function applying(town: Town) {
  const free = town
    .clientsAs('borrower', 'active')
    .filter(
      ({ openLoan, related, accounts }) =>
        openLoan === undefined && !related && accounts.has('borrower'),
    );
  const client = town.chance.of(free);
  const product = town.chance.of(
    town.products.filter(
      ({ approved, terms }) =>
        approved && terms.regions === 'all' && (terms.code !== 'cheap_loan' || town.chance.isIn(4)),
    ),
  )?.terms;
  if (client === undefined || product === undefined) return undefined;
  const isCheap = product.code === 'cheap_loan';
  const command = {
    kind: 'ApplyForLoan',
    productCode: product.code,
    purpose: town.chance.among(...ALLOWED_PURPOSES),
    termMonths: isCheap ? 12 : town.chance.among(1, 2, 3, 6, 12),
    loanAmount: minorUnits(10_000n * BigInt(town.chance.between(100, 500))),
    repaymentMethod: isCheap
      ? 'equal_instalments'
      : town.chance.among('equal_instalments', 'equal_principal', 'interest_first', 'bullet'),
    security:
      product.securities.includes('mortgage') && town.chance.isIn(25) ? 'mortgage' : 'unsecured',
    channel: 'online',
    facts: PERSON_FACTS,
    ...{ documents: DOCUMENTS, consents: CONSENTS },
  } as const;
  return { actor: client.actor, command };
}

function bearingOut(town: Town) {
  const open = town
    .loansIn('applied')
    .filter(({ facts }) => TO_BEAR_OUT.some((name) => facts.get(name) !== true));
  const loan = town.chance.of(open);
  const name = loan && TO_BEAR_OUT.find((one) => loan.facts.get(one) !== true);
  if (loan === undefined || name === undefined) return undefined;
  const actor = town.officer('loan_officer');
  if (!loan.facts.has('overdue_past_6_months') && town.chance.isIn(15)) {
    const value = { kind: 'count', count: 0 } as const;
    const told = { loanId: loan.id, name: 'overdue_past_6_months', value } as const;
    return { actor, command: { kind: 'RecordFact', ...told } } as const;
  }
  if (town.chance.isIn(5)) {
    return {
      actor,
      command: { kind: 'RecordDocument', loanId: loan.id, document: 'credit_report' },
    } as const;
  }
  const overdues = town.chance.isIn(70) ? 0 : town.chance.among(1, 2, 3);
  const value = PERSON_FACTS[name] ?? ({ kind: 'count', count: overdues } as const);
  const told = { loanId: loan.id, name, value, source: 'credit_bureau' };
  return { actor, command: { kind: 'VerifyFact', ...told } } as const;
}
