// Decisions on applications: by people within their limits, and by the borrower who accepts the terms.
import { GRADES } from '@mutua/core/credit/grade.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import { addDays } from '@mutua/core/time/day.ts';
import { type Family, isBlank, type Judge, NOTHING, personIs, staffIs } from '../asked.ts';
import { RULE, type Town } from '../town.ts';
import { endBefore, inState, refusedByDebt, TO_BEAR_OUT } from './applications.ts';

const REASON = '符合准入条件';

const REVIEW: Judge<'ReviewLoan'> = (town, { actor, command }) => {
  const makerId = staffIs(actor, 'risk_analyst');
  if (makerId === undefined) return 'not_allowed';
  const loan = inState(town, command.loanId, 'assessed');
  if (typeof loan === 'string') return loan;
  if (isBlank(command.reason)) return 'reason_missing';
  if (loan.changedSince) return 'changed_meanwhile';
  return () => {
    loan.preparedBy.add(makerId);
    loan.review = command.opinion;
  };
};

/** Up to which amount and grade somebody may decide, as it stands in the town's own by-laws. */
const USUAL_LIMITS = [
  { position: 'risk_analyst_lead', most: 10_000_000n, worst: 'C' },
  { position: 'committee_member', most: 50_000_000n, worst: 'E' },
  { position: 'committee_member_lead', most: 100_000_000n, worst: 'G' },
] as const;

export function limitsOf(
  town: Town,
  actor: Actor,
): readonly { readonly most: bigint; readonly worst: string }[] {
  if (actor.kind !== 'person' || !actor.roles.includes('staff')) return [];
  const changed = town.authorities.findLast(({ approved, from }) => approved && from <= town.today);
  // The town changes one thing at most: from then on only the lead of the committee decides.
  const limits = changed === undefined ? USUAL_LIMITS : USUAL_LIMITS.slice(2);
  return limits.filter(({ position }) => actor.positions.includes(position));
}

export function isBeyond(
  limits: readonly { readonly most: bigint; readonly worst: string }[],
  amount: bigint,
  grade: string,
): boolean {
  const rank = (letter: string) => GRADES.join('').indexOf(letter);
  return !limits.some(({ most, worst }) => amount <= most && rank(grade) <= rank(worst));
}

const APPROVAL: Judge<'ApproveLoan'> = (town, { actor, command }) => {
  const checkerId = staffIs(actor, 'risk_analyst', 'committee_member');
  if (checkerId === undefined) return 'not_allowed';
  const loan = inState(town, command.loanId, 'assessed');
  if (typeof loan === 'string') return loan;
  if (loan.preparedBy.has(checkerId)) return 'same_person';
  const limits = limitsOf(town, actor);
  if (limits.length === 0) return 'not_allowed';
  const client = town.borrowerOf(loan);
  if (client.held === true) return 'screening_hold';
  if (client.status === 'frozen') return 'client_frozen';
  if (isBlank(command.reason)) return 'reason_missing';
  if (loan.changedSince) return 'changed_meanwhile';
  if (loan.decision === 'refer' && loan.review !== 'approve') return 'step_skipped';
  const amount: bigint = command.loanAmount ?? loan.amount;
  if (amount < loan.product.amount.minimum || amount > loan.amount) return 'amount_out_of_range';
  if (amount % loan.product.amount.step !== 0n) return 'invalid_input';
  if (amount > loan.limit || isBeyond(limits, amount, loan.grade ?? 'G'))
    return 'authority_exceeded';
  // What is owed elsewhere, everybody here says to be 10,000 yuan.
  const debt = refusedByDebt(client, loan.product.packId, amount, 1_000_000n);
  if (debt !== undefined) return debt;
  if (!loan.product.safeguards.includes(command.safeguard)) return 'safeguard_missing';
  return (told) => {
    const { price } = told.one('LoanApproved');
    loan.state = 'approved';
    loan.safeguard = command.safeguard;
    loan.amount = amount;
    loan.allInRatePpm = price.allInRatePpm;
    loan.annualRatePpm = price.annualRatePpm;
    loan.approvedUntil = addDays(town.today, 30);
    loan.nextWork = addDays(town.today, 31);
  };
};

const REJECTION: Judge<'RejectLoan'> = (town, { actor, command }) => {
  const checkerId = staffIs(actor, 'risk_analyst', 'committee_member');
  if (checkerId === undefined) return 'not_allowed';
  const loan = inState(town, command.loanId, 'applied', 'assessed');
  if (typeof loan === 'string') return loan;
  if (loan.preparedBy.has(checkerId)) return 'same_person';
  if (limitsOf(town, actor).length === 0) return 'not_allowed';
  if (isBlank(command.reason)) return 'reason_missing';
  return () => endBefore(town, loan, 'rejected');
};

const ACCEPTANCE: Judge<'AcceptTerms'> = (town, { actor, command }) => {
  const id = personIs(actor, 'borrower');
  if (id === undefined) return 'not_allowed';
  if (town.loans.get(command.loanId)?.borrowerId !== id) return 'not_found';
  const loan = inState(town, command.loanId, 'approved');
  if (typeof loan === 'string') return loan;
  const client = town.borrowerOf(loan);
  if (client.status === 'frozen') return 'client_frozen';
  if (loan.approvedUntil !== undefined && loan.approvedUntil < town.today) return 'wrong_stage';
  if (!client.accounts.has('borrower')) return 'custody_account_missing';
  if (command.allInRatePpm !== loan.allInRatePpm) return 'quote_differs';
  return () => {
    loan.termsAccepted = true;
  };
};

const APPROVAL_OVER: Judge<'ExpireApproval'> = (town, { actor, command }) => {
  if (actor.kind !== 'calendar') return 'not_allowed';
  const loan = inState(town, command.loanId, 'approved');
  if (typeof loan === 'string') return loan;
  if (loan.approvedUntil === undefined || town.today <= loan.approvedUntil) return NOTHING;
  return () => {
    endBefore(town, loan, 'withdrawn');
  };
};

export const DECISIONS: Family = {
  judges: {
    ReviewLoan: REVIEW,
    ApproveLoan: APPROVAL,
    RejectLoan: REJECTION,
    AcceptTerms: ACCEPTANCE,
    ExpireApproval: APPROVAL_OVER,
  },
  moves: [
    { name: 'an application is decided', weight: 40, propose: deciding },
    {
      name: 'a borrower accepts the terms',
      weight: 30,
      propose: (town) => {
        const open = town.loansIn('approved').filter(({ termsAccepted }) => !termsAccepted);
        const loan = town.chance.of(open);
        if (loan === undefined) return undefined;
        const { id: loanId, allInRatePpm = 0 } = loan;
        return {
          actor: town.borrowerOf(loan).actor,
          command: { kind: 'AcceptTerms', loanId, allInRatePpm },
        };
      },
    },
  ],
};

function deciding(town: Town) {
  const loan = town.chance.of([
    ...town
      .loansIn('applied')
      .filter(({ facts }) => TO_BEAR_OUT.every((name) => facts.get(name) === true)),
    ...town.loansIn('assessed'),
  ]);
  if (loan === undefined) return undefined;
  const { id: loanId } = loan;
  if (loan.state === 'assessed' && town.chance.isIn(4)) {
    const actor = town.borrowerOf(loan).actor;
    return {
      actor,
      command: { kind: 'RecordDocument', loanId, document: 'credit_report' },
    } as const;
  }
  if (loan.state === 'applied' || loan.changedSince) {
    const actor = town.chance.isIn(70) ? RULE : town.officer('risk_analyst');
    return { actor, command: { kind: 'AssessLoan', loanId } } as const;
  }
  if (loan.decision === 'refer' && loan.review === undefined) {
    const opinion = town.chance.isIn(85) ? 'approve' : 'reject';
    const actor = town.officer('risk_analyst');
    return { actor, command: { kind: 'ReviewLoan', loanId, opinion, reason: REASON } } as const;
  }
  const actor = town.officer(
    town.chance.among('risk_analyst_lead', 'committee_member', 'committee_member_lead'),
  );
  if (loan.review === 'reject' || town.chance.isIn(6)) {
    return { actor, command: { kind: 'RejectLoan', loanId, reason: REASON } } as const;
  }
  const { safeguards } = loan.product;
  const isDouble = safeguards.includes('dual_guarantee') && town.chance.isIn(50);
  const safeguard = isDouble ? 'dual_guarantee' : (town.chance.of(safeguards) ?? 'none');
  return { actor, command: { kind: 'ApproveLoan', loanId, safeguard, reason: REASON } } as const;
}
