// A borrower who does not pay: default, write-off and the end of collection, each prepared by one and released by another.
import type { RefusalCode } from '@mutua/core/kit/refusal-codes.ts';
import type { Actor, Position } from '@mutua/core/people/actor.ts';
import { type Family, isBlank, type Judge, staffIs, type Verdict } from '../asked.ts';
import { place } from '../purses.ts';
import type { Town, TownLoan, TownProposal } from '../town.ts';
import { isBeyond, limitsOf } from './decisions.ts';
import { becomeDue, closeWithLosses } from './giving-up.ts';
import {
  becomeDefaulted,
  bringUp,
  daysBehind,
  isAgreed,
  NAMES,
  openOf,
  plan,
  principalOpen,
  setDays,
  totalOf,
} from './loan-life.ts';

type Step = NonNullable<TownLoan['proposal']>['step'];

export const FROM: Readonly<Record<Step, readonly string[]>> = {
  default: ['repaying', 'overdue'],
  asset_class: ['repaying', 'overdue', 'defaulted'],
  acceleration: ['overdue', 'defaulted'],
  waiver: ['repaying', 'overdue', 'defaulted'],
  compromise: ['defaulted'],
  reschedule: ['repaying', 'overdue', 'defaulted'],
  back_dating: ['repaying', 'overdue', 'defaulted'],
  write_off: ['defaulted'],
  collection_end: ['written_off'],
};
/** Who collects gives nothing up. */
const LOSSES_OF_LENDERS: readonly Step[] = ['waiver', 'compromise', 'write_off', 'collection_end'];
export const RELEASES = {
  default: 'DeclareDefault',
  asset_class: 'ClassifyLoan',
  acceleration: 'AccelerateLoan',
  waiver: 'WaiveDebt',
  compromise: 'AgreeCompromise',
  reschedule: 'RescheduleLoan',
  back_dating: 'BackDateRepayment',
  write_off: 'WriteOffLoan',
  collection_end: 'EndCollection',
} as const;
const BEFORE_DEFAULT = ['disbursed', 'repaying', 'overdue'];
const REASON = '经核实，借款人已无还款来源。';

interface StepAsked {
  readonly loanId: TownLoan['id'];
  readonly reason: string;
}

/** @param refused what the terms of a step are refused for, before the state of the loan is looked at or after it. */
export function proposing(
  town: Town,
  terms: Omit<TownProposal, 'by'>,
  { loanId, reason }: StepAsked,
  actor: Actor,
  refused: {
    readonly before?: (loan: TownLoan) => RefusalCode | undefined;
    readonly after?: (loan: TownLoan) => RefusalCode | undefined;
  } = {},
): Verdict {
  const { step } = terms;
  const isLoss = LOSSES_OF_LENDERS.includes(step);
  if (isLoss && staffIs(actor, 'collector') !== undefined) return 'collector_may_not';
  const by = staffIs(actor, ...makersOf(step));
  if (by === undefined) return 'not_allowed';
  const loan = town.loans.get(loanId);
  if (loan === undefined) return 'not_found';
  if (step === 'write_off' && isBeforeDefault(loan)) return 'not_defaulted';
  const early = refused.before?.(loan);
  if (early !== undefined) return early;
  if (!FROM[step].includes(loan.state)) return 'wrong_stage';
  if (isBlank(reason)) return 'reason_missing';
  const late = refused.after?.(loan);
  if (late !== undefined) return late;
  return () => {
    loan.proposal = { ...terms, by };
  };
}

function makersOf(step: Step): readonly Position[] {
  if (step === 'asset_class') return ['risk_analyst'];
  return LOSSES_OF_LENDERS.includes(step)
    ? ['risk_analyst', 'finance_officer']
    : ['risk_analyst', 'finance_officer', 'collector'];
}

export function isBeforeDefault({ state }: TownLoan): boolean {
  return BEFORE_DEFAULT.includes(state);
}

/** The loan of a step that somebody else has prepared and this one may release. */
export function released(town: Town, step: Step, { loanId, reason }: StepAsked, actor: Actor) {
  if (LOSSES_OF_LENDERS.includes(step) && staffIs(actor, 'collector') !== undefined)
    return 'collector_may_not';
  const by = staffIs(actor, 'risk_analyst', 'committee_member');
  if (by === undefined) return 'not_allowed';
  const loan = town.loans.get(loanId);
  if (loan === undefined) return 'not_found';
  if (step === 'write_off' && isBeforeDefault(loan)) return 'not_defaulted';
  if (!FROM[step].includes(loan.state)) return 'wrong_stage';
  if (loan.proposal?.step !== step) return 'step_skipped';
  if (loan.proposal.by === by) return 'same_person';
  const limits = limitsOf(town, actor);
  // What two persons think of a loan is no matter of its amount.
  const isOpinion = step === 'asset_class';
  if (limits.length === 0 && !isOpinion) return 'not_allowed';
  if (isBlank(reason)) return 'reason_missing';
  if (isOpinion) return loan;
  if (loan.sent !== undefined) return 'money_in_transit';
  return isBeyond(limits, principalOpen(loan), loan.grade ?? 'G') ? 'authority_exceeded' : loan;
}

const DEFAULT: Judge<'DeclareDefault'> = (town, { actor, command }) => {
  const loan = released(town, 'default', command, actor);
  if (typeof loan === 'string') return loan;
  // By its days it is in default already, though nobody has looked at it today.
  if (daysBehind(loan, town.today) > 90) return 'wrong_stage';
  return () => {
    bringUp(town, loan, 'asked');
    becomeDefaulted(loan);
    plan(town, loan);
  };
};

const WRITE_OFF: Judge<'WriteOffLoan'> = (town, { actor, command }) => {
  const loan = released(town, 'write_off', command, actor);
  if (typeof loan === 'string') return loan;
  // What was agreed with the borrower holds until its day.
  if (isAgreed(loan, town.today)) return 'step_skipped';
  return () => {
    bringUp(town, loan, 'asked');
    becomeDue(loan);
    for (const name of NAMES) {
      const amount = loan.rows.reduce((total, row) => total + openOf(row)[name], 0n);
      town.purses.add(place(`loan_${name}`, loan.id), -amount);
      town.purses.add(place('loan_written_off', loan.id), amount);
    }
    loan.state = 'written_off';
    loan.writtenOff = town.today;
    setDays(loan, undefined, undefined);
    delete loan.proposal;
  };
};

const END: Judge<'EndCollection'> = (town, { actor, command }) => {
  const loan = released(town, 'collection_end', command, actor);
  if (typeof loan === 'string') return loan;
  return () => {
    const left = loan.rows.reduce((total, row) => total + totalOf(openOf(row)), 0n);
    town.purses.add(place('loan_owed', loan.id), -left);
    town.purses.add(place('loan_written_off', loan.id), -left);
    town.borrowerOf(loan).owed -= principalOpen(loan);
    closeWithLosses(town, loan);
    for (const row of loan.rows) {
      const open = openOf(row);
      for (const name of NAMES) row.waived[name] += open[name];
    }
  };
};

const RETURNED: Judge<'ReturnCollectionStep'> = (town, { actor, command }) => {
  if (staffIs(actor, 'risk_analyst', 'finance_officer', 'committee_member') === undefined)
    return 'not_allowed';
  const loan = town.loans.get(command.loanId);
  if (loan === undefined) return 'not_found';
  if (loan.proposal === undefined) return 'wrong_stage';
  if (isBlank(command.reason)) return 'reason_missing';
  return () => {
    delete loan.proposal;
  };
};

export const LOSSES: Family = {
  judges: {
    ProposeDefault: (town, { actor, command }) =>
      proposing(town, { step: 'default' }, command, actor),
    ProposeWriteOff: (town, { actor, command }) =>
      proposing(town, { step: 'write_off' }, command, actor),
    ProposeCollectionEnd: (town, { actor, command }) =>
      proposing(town, { step: 'collection_end' }, command, actor),
    DeclareDefault: DEFAULT,
    WriteOffLoan: WRITE_OFF,
    EndCollection: END,
    ReturnCollectionStep: RETURNED,
  },
  moves: [{ name: 'a loan is given up by a step', weight: 14, isOfArrears: true, propose: steps }],
};

function steps(town: Town) {
  const bad = [
    ...town.loansIn('overdue', 'defaulted', 'written_off'),
    ...town.loansIn('repaying').slice(0, 1),
  ];
  const loan = town.chance.of(bad);
  if (loan === undefined || (loan.state === 'repaying' && !town.chance.isIn(8))) return undefined;
  const told = { loanId: loan.id, reason: REASON };
  const { proposal } = loan;
  if (proposal !== undefined && FROM[proposal.step].includes(loan.state)) {
    const actor = town.officer(
      town.chance.among('committee_member', 'committee_member_lead', 'risk_analyst_lead'),
    );
    if (town.chance.isIn(10))
      return { actor, command: { kind: 'ReturnCollectionStep', ...told } } as const;
    const kind = RELEASES[proposal.step];
    return { actor, command: { kind, ...told } } as const;
  }
  if (loan.state === 'written_off') {
    // A while is given to what may still come.
    if (!town.chance.isIn(15)) return undefined;
    return {
      actor: town.officer('risk_analyst'),
      command: { kind: 'ProposeCollectionEnd', ...told },
    } as const;
  }
  const actor = town.officer(
    town.chance.among('risk_analyst', 'risk_analyst_lead', 'finance_officer'),
  );
  const kind = loan.state === 'defaulted' ? 'ProposeWriteOff' : 'ProposeDefault';
  return { actor, command: { kind, ...told } } as const;
}
