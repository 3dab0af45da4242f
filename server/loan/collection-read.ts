// What a loan has become whose borrower does not pay, for the borrower and for the office, and what may be done.
import type {
  ArrearsOnWire,
  CompromiseOnWire,
  PlanOnWire,
  ProposalOnWire,
  WriteOffInOffice,
  WriteOffOnWire,
} from '@mutua/contract/loan/collection.ts';
import { arrearsOf } from '@mutua/core/loan/arrears.ts';
import {
  type AssetClass,
  type OverdueBucket,
  overdueBucketOf,
} from '@mutua/core/loan/asset-class.ts';
import type { LoanState } from '@mutua/core/loan/life.ts';
import type { Loan } from '@mutua/core/loan/loan.ts';
import { type ComponentAmounts, totalOfAmounts } from '@mutua/core/loan/repay/components.ts';
import type {
  CollectionProposal,
  CollectionStep,
  PlanAsked,
  Servicing,
  WaiverAsked,
} from '@mutua/core/loan/servicing.ts';
import { wholeDebt } from '@mutua/core/loan/written-off.ts';
import type { Currency } from '@mutua/core/money/currency.ts';
import { minus, sum } from '@mutua/core/money/minor-units.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import { mayUse, type PersonActor, type RoleAccess } from '../http/access.ts';
import { moneyOf } from '../http/read-fields.ts';

/** Who may prepare a step, and who may release it. */
export const STEP_MAKERS: RoleAccess = {
  roles: ['staff'],
  positions: ['risk_analyst', 'finance_officer'],
};
export const STEP_CHECKERS: RoleAccess = {
  roles: ['staff'],
  positions: ['risk_analyst_lead', 'committee_member'],
};

/** For everybody who may see the loan. */
export function collectionFields(
  { currency }: Loan,
  servicing: Servicing | undefined,
  today: Day | undefined,
): {
  readonly arrears?: ArrearsOnWire;
  readonly writtenOff?: WriteOffOnWire;
  readonly planNumber?: number;
  readonly acceleratedOn?: string;
  readonly compromise?: CompromiseOnWire;
  readonly proposedPlan?: PlanOnWire;
} {
  if (servicing === undefined || today === undefined) return {};
  const writtenOff = writeWriteOff(servicing, currency);
  const arrears = writeArrears(servicing, today, currency);
  const { planNumber, accelerated, compromise, proposal } = servicing;
  return {
    ...(arrears && { arrears }),
    ...(writtenOff && { writtenOff }),
    ...(planNumber !== undefined && { planNumber }),
    ...(accelerated && { acceleratedOn: formatDay(accelerated.day) }),
    ...(compromise && {
      compromise: {
        ...{ amount: moneyOf(compromise.amount, currency), until: formatDay(compromise.until) },
        paid: moneyOf(compromise.paid, currency),
      },
    }),
    ...(proposal?.plan && { proposedPlan: writePlan(proposal.plan, proposal.acceptedOn) }),
  };
}

/** For the office: with who stands for what, and how the loan is classified. */
export function officeCollectionFields(
  loan: Loan,
  servicing: Servicing | undefined,
  today: Day | undefined,
): Omit<ReturnType<typeof collectionFields>, 'writtenOff'> & {
  readonly writtenOff?: WriteOffInOffice;
  readonly proposal?: ProposalOnWire;
  readonly assetClass?: AssetClass;
  readonly overdueBucket?: OverdueBucket;
} {
  const { writtenOff, ...fields } = collectionFields(loan, servicing, today);
  const { makerId = '', checkerId = '' } = servicing?.writtenOff ?? {};
  const { proposal } = servicing ?? {};
  const isRunning = servicing !== undefined && today !== undefined && loan.state !== 'closed';
  return {
    ...fields,
    ...(writtenOff && { writtenOff: { ...writtenOff, makerId, checkerId } }),
    ...(proposal && { proposal: writeProposal(proposal, loan.currency) }),
    ...(isRunning && {
      assetClass: loan.assetClass ?? ('normal' as const),
      overdueBucket: overdueBucketOf(arrearsOf(servicing, today)?.daysOverdue ?? 0),
    }),
  };
}

function writeProposal(
  {
    step,
    makerId,
    reason,
    proposedOn,
    assetClass,
    waiver,
    compromise,
    backDating,
  }: CollectionProposal,
  currency: Currency,
): ProposalOnWire {
  return {
    ...{ step, makerId, reason, proposedOn: formatDay(proposedOn) },
    ...(assetClass && { assetClass }),
    ...(waiver && { waiver: writeWaiver(waiver) }),
    ...(backDating && { backDating: { ...backDating, day: formatDay(backDating.day) } }),
    ...(compromise && {
      compromise: {
        amount: moneyOf(compromise.amount, currency),
        until: formatDay(compromise.until),
      },
    }),
  };
}

function writeWaiver(waiver: WaiverAsked) {
  if (waiver.how === 'whole') return { how: waiver.how };
  const { interest, penalty, fee } = waiver.amounts;
  const said = { interest: String(interest), penalty: String(penalty), fee: String(fee) };
  return { how: waiver.how, ...said };
}

function writePlan(plan: PlanAsked, acceptedOn: Day | undefined): PlanOnWire {
  const accepted = acceptedOn === undefined ? {} : { acceptedOn: formatDay(acceptedOn) };
  if (plan.how === 'payment_holiday') return { ...plan, ...accepted };
  const { firstDueDay, ...rest } = plan;
  return { ...rest, ...(firstDueDay && { firstDueDay: formatDay(firstDueDay) }), ...accepted };
}

/** Nothing where nothing is overdue, or where it is written off with the rest. */
function writeArrears(
  servicing: Servicing,
  today: Day,
  currency: Currency,
): ArrearsOnWire | undefined {
  const arrears = servicing.writtenOff === undefined ? arrearsOf(servicing, today) : undefined;
  if (arrears === undefined || arrears.daysOverdue === 0) return undefined;
  const { since, daysOverdue, amounts } = arrears;
  return { since: formatDay(since), daysOverdue, ...writeAmounts(amounts, currency) };
}

function writeWriteOff(servicing: Servicing, currency: Currency): WriteOffOnWire | undefined {
  if (servicing.writtenOff === undefined) return undefined;
  const { day, amounts } = servicing.writtenOff;
  const left = totalOfAmounts(wholeDebt(servicing));
  const givenUp = sum(servicing.accounts.map(({ waived }) => totalOfAmounts(waived)));
  const recovered = minus(minus(totalOfAmounts(amounts), left), givenUp);
  const say = (value: bigint) => moneyOf(value, currency);
  return {
    ...{ day: formatDay(day), ...writeAmounts(amounts, currency) },
    ...{ recovered: say(recovered), givenUp: say(givenUp), left: say(left) },
  };
}

function writeAmounts(amounts: ComponentAmounts, currency: Currency) {
  const { principal, interest, penalty, fee } = amounts;
  return {
    total: moneyOf(totalOfAmounts(amounts), currency),
    ...{ principal: String(principal), interest: String(interest) },
    ...{ penalty: String(penalty), fee: String(fee) },
  };
}

/** Who collects may prepare what gives nothing up. */
const COLLECTORS_STEPS: readonly CollectionStep[] = ['default', 'acceleration', 'reschedule'];

const STEPS: readonly {
  readonly step: CollectionStep;
  readonly states: readonly LoanState[];
  readonly release: string;
  readonly makers?: RoleAccess;
}[] = [
  { step: 'default', states: ['repaying', 'overdue'], release: 'declare_default' },
  {
    ...{ step: 'asset_class', states: ['repaying', 'overdue', 'defaulted'] },
    ...{ release: 'classify', makers: { roles: ['staff'], positions: ['risk_analyst'] } },
  },
  { step: 'acceleration', states: ['overdue', 'defaulted'], release: 'accelerate' },
  { step: 'waiver', states: ['repaying', 'overdue', 'defaulted'], release: 'waive' },
  { step: 'compromise', states: ['defaulted'], release: 'agree_compromise' },
  { step: 'reschedule', states: ['repaying', 'overdue', 'defaulted'], release: 'reschedule' },
  {
    ...{ step: 'back_dating', states: ['repaying', 'overdue', 'defaulted'] },
    ...{ release: 'back_date', makers: { roles: ['staff'], positions: ['finance_officer'] } },
  },
  { step: 'write_off', states: ['defaulted'], release: 'write_off' },
  { step: 'collection_end', states: ['written_off'], release: 'end_collection' },
];

/** What this member of staff may do next about a loan that is not paid; the maker of a step does not release it. */
export function collectionActions(
  { state }: Loan,
  proposal: CollectionProposal | undefined,
  actor: PersonActor,
): string[] {
  const isCollector = mayUse(actor, { roles: ['staff'], positions: ['collector'] });
  const isChecker = mayUse(actor, STEP_CHECKERS);
  const open = STEPS.filter(({ states }) => states.includes(state));
  const proposed = open.flatMap(({ step, makers = STEP_MAKERS }) => {
    const isOfCollectors = COLLECTORS_STEPS.includes(step);
    if (isCollector) return isOfCollectors ? [`propose_${step}`] : [];
    return mayUse(actor, makers) ? [`propose_${step}`] : [];
  });
  const released = open.filter(
    ({ step }) =>
      proposal?.step === step &&
      proposal.makerId !== actor.id &&
      isChecker &&
      (!isCollector || COLLECTORS_STEPS.includes(step)),
  );
  const isReady = proposal?.step !== 'reschedule' || proposal.acceptedOn !== undefined;
  const mayReturn = proposal !== undefined && (mayUse(actor, STEP_MAKERS) || released.length > 0);
  return [
    ...proposed,
    ...(isReady ? released.map(({ release }) => release) : []),
    ...(mayReturn ? ['return_step'] : []),
  ];
}
