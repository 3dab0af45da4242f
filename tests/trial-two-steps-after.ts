// For tests: decisions that take two persons about a loan that was paid out, each up to its first step: what becomes of a
// debt, of what stands behind it, and of the work on it.
import { amountsOf } from '@mutua/core/loan/repay/components.ts';
import type { PlanAsked } from '@mutua/core/loan/servicing.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import { addDays, dayOf } from '@mutua/core/time/day.ts';
import { collectionOf, overdueLoan } from './trial-cases.ts';
import {
  ANALYST,
  ANALYST_LEAD,
  aDefaultedLoan,
  aPoorLoan,
  COLLECTOR,
  COMMITTEE,
  FINANCE_OFFICER,
  FIRST_DUE,
  REASON,
} from './trial-collection.ts';
import { CorrectedLoan } from './trial-corrections.ts';
import { aStaff } from './trial-house.ts';
import { BANK, CNY, type TrialLoan } from './trial-loan.ts';
import { ReservedLoan } from './trial-reserve.ts';
import { aFlat } from './trial-safeguard.ts';
import type { Decisions, TwoSteps } from './trial-two-steps.ts';
import { newTrialId } from './trial-world.ts';

type Second = AnyCommand['kind'];

const PROOF = { kind: 'hardship_proof', reference: 'H-1' } as const;
const PAPERS = [
  { kind: 'loan_contract', reference: 'C-1' },
  { kind: 'debt_statement', reference: 'S-1' },
] as const;

export const AFTER_THE_PAYOUT: Decisions = [
  step('a default that was found', 'DeclareDefault', overdue, { kind: 'ProposeDefault' }),
  step('a worse class of a loan', 'ClassifyLoan', overdue, {
    ...{ kind: 'ProposeAssetClass', assetClass: 'substandard' },
  }),
  step('that a whole loan falls due', 'AccelerateLoan', overdue, { kind: 'ProposeAcceleration' }),
  step('that a part of a debt is given up', 'WaiveDebt', overdue, {
    kind: 'ProposeWaiver',
    waiver: { how: 'in_part', amounts: amountsOf({ interest: minorUnits(100n) }) },
  }),
  step('a debt that ends for less', 'AgreeCompromise', accelerated, {
    ...{ kind: 'ProposeCompromise', amount: minorUnits(100_000n), until: dayOf(2026, 9, 30) },
  }),
  newPlan('a new plan', overdue, { how: 'reschedule', instalmentCount: 18 }),
  newPlan('a holiday of a borrower', aPoorLoan, {
    ...{ how: 'payment_holiday', instalments: 1, interest: 'paid', keeps: 'term' },
  }),
  step('the write-off of a debt', 'WriteOffLoan', aDefaultedLoan, { kind: 'ProposeWriteOff' }),
  step('the end of a collection', 'EndCollection', writtenOff, { kind: 'ProposeCollectionEnd' }),
  ['that a repayment counts from an earlier day', 'BackDateRepayment', backDating],
  ['the end of a reserve', 'ApproveReserve', reserveEnd],
  ['the sale of what secures a debt', 'DisposeCollateral', sale],
  ['the answer to a borrower who asks for help', 'CloseCase', () => answered('CloseCase')],
  ['that such an answer goes back', 'SendBackCase', () => answered('SendBackCase')],
  ['that a debt goes to court', 'DecideLegalAction', suit],
  ['what collecting costs', 'ReleaseCollectionCost', cost],
];

/** Proposed by a lead of risk, who might release it as well, and released by the committee. */
function step(
  what: string,
  second: Second,
  make: () => TrialLoan,
  first: Partial<AnyCommand>,
): Decisions[number] {
  const steps = (): TwoSteps => {
    const loan = make();
    const asked = { loanId: loan.loanId, reason: REASON };
    return {
      ...{ world: loan, maker: ANALYST_LEAD, checker: COMMITTEE },
      first: { ...first, ...asked } as AnyCommand,
      second: { kind: second, ...asked } as AnyCommand,
    };
  };
  return [what, second, steps];
}

/** The borrower has to agree in between. */
function newPlan(what: string, make: () => TrialLoan, plan: PlanAsked): Decisions[number] {
  const [, second, steps] = step(what, 'RescheduleLoan', make, {
    ...{ kind: 'ProposeReschedule', plan },
  });
  const agreed = (): TwoSteps => {
    const made = steps();
    const loan = made.world as TrialLoan;
    const between = () => {
      loan.done(loan.borrower, { kind: 'AcceptReschedule', loanId: loan.loanId });
    };
    return { ...made, between };
  };
  return [what, second, agreed];
}

function overdue(): TrialLoan {
  const loan = aPoorLoan();
  loan.goTo(addDays(FIRST_DUE, 10));
  return loan;
}

function accelerated(): TrialLoan {
  const loan = aDefaultedLoan();
  const asked = { loanId: loan.loanId, reason: REASON };
  loan.done(COLLECTOR, { kind: 'ProposeAcceleration', ...asked });
  loan.done(COMMITTEE, { kind: 'AccelerateLoan', ...asked });
  return loan;
}

function writtenOff(): TrialLoan {
  const loan = aDefaultedLoan();
  const asked = { loanId: loan.loanId, reason: REASON };
  loan.done(ANALYST_LEAD, { kind: 'ProposeWriteOff', ...asked });
  loan.done(COMMITTEE, { kind: 'WriteOffLoan', ...asked });
  return loan;
}

function backDating(): TwoSteps {
  const loan = new CorrectedLoan({});
  loan.disburse();
  loan.goTo(addDays(FIRST_DUE, 1));
  const [instructionId] = loan.repayments();
  if (instructionId === undefined) throw new Error('The first instalment is paid.');
  const asked = { loanId: loan.loanId, reason: REASON };
  return {
    ...{ world: loan, checker: COMMITTEE },
    maker: aStaff(newTrialId(), 'finance_officer', 'committee_member'),
    first: {
      ...{ kind: 'ProposeBackDating', ...asked, instructionId, day: addDays(FIRST_DUE, -1) },
      evidence: 'E1',
    },
    second: { kind: 'BackDateRepayment', ...asked },
  };
}

function reserveEnd(): TwoSteps {
  const loan = new ReservedLoan();
  const { schemeId } = loan;
  return {
    ...{ world: loan, maker: ANALYST_LEAD },
    checker: aStaff(newTrialId(), 'compliance_officer_lead'),
    first: { kind: 'ProposeReserveEnd', schemeId, reason: REASON },
    second: { kind: 'ApproveReserve', schemeId },
  };
}

function sale(): TwoSteps {
  const loan = aDefaultedLoan();
  const collateralId = newTrialId();
  loan.given('collateral', {
    ...{ ...aFlat(10_000n), id: collateralId, loanId: loan.loanId, state: 'registered' },
    ...{ makerId: newTrialId(), register: '登记中心', registrationNumber: 'BJ-2026-1' },
    registeredOn: dayOf(2026, 2, 2),
  });
  const command = {
    ...({ kind: 'DisposeCollateral', collateralId, currency: CNY, reason: '拍卖' } as const),
    proceeds: minorUnits(800_000n),
  };
  const people = { maker: ANALYST_LEAD, checker: aStaff(newTrialId(), 'finance_officer') };
  return { world: loan, ...people, first: command, second: command };
}

/** A request for help, answered by its owner. */
function answered(kind: 'CloseCase' | 'SendBackCase'): TwoSteps {
  const loan = overdueLoan(4);
  const { loanId } = loan;
  const caseId = loan.done(loan.borrower, {
    ...{ kind: 'RequestHardship', loanId, relief: 'payment_holiday', circumstances: '五月失业。' },
  });
  const [own, reason] = [{ caseId, reason: REASON }, REASON];
  loan.done(ANALYST, { kind: 'TakeCase', caseId });
  const finish = { kind: 'FinishCaseStep', ...own } as const;
  loan.done(ANALYST, { ...finish, step: 'gather_facts', evidence: [PROOF] });
  loan.done(ANALYST, { ...finish, step: 'propose_relief', evidence: [] });
  return {
    ...{ world: loan, maker: ANALYST, checker: COMMITTEE },
    first: { kind: 'SubmitCase', caseId, result: 'refused', reason },
    second: { kind, ...own },
  };
}

/** Who collects is not who decides, whatever else that person is. */
function suit(): TwoSteps {
  const loan = overdueLoan(91);
  const { id: caseId } = collectionOf(loan);
  return {
    ...{ world: loan, checker: ANALYST },
    maker: aStaff(newTrialId(), 'collector', 'risk_analyst'),
    first: { kind: 'TakeCase', caseId },
    second: { kind: 'DecideLegalAction', caseId, reason: REASON, evidence: PAPERS },
  };
}

/** Two costs of one person: the first one has its number already. */
function cost(): TwoSteps {
  const loan = overdueLoan(4);
  const { id: caseId } = collectionOf(loan);
  const maker = aStaff(newTrialId(), 'collector', 'finance_officer');
  const account = '8809';
  loan.given('ownAccount', { purpose: 'fees', currency: CNY, account });
  loan.done(BANK, {
    ...{ kind: 'RecordOwnFunds', bankReference: 'B1', account, currency: CNY },
    ...{ amount: minorUnits(5_000n), bankDay: loan.today },
  });
  loan.done(maker, { kind: 'TakeCase', caseId });
  const first = {
    ...({ kind: 'RecordCollectionCost', caseId, currency: CNY } as const),
    ...{ purpose: '诉讼费', reference: 'R-1', amount: minorUnits(5_000n) },
    ...{ payeeName: '北京市朝阳区人民法院', payeeAccount: '6222 0001' },
  };
  const costId = loan.done(maker, first);
  return {
    ...{ world: loan, maker, checker: FINANCE_OFFICER, first },
    second: { kind: 'ReleaseCollectionCost', costId },
  };
}
