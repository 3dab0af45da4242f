// What a loan has become whose borrower does not pay, for the borrower and for the office, and what may be done.
import type {
  ArrearsOnWire,
  ProposalOnWire,
  WriteOffInOffice,
  WriteOffOnWire,
} from '@mutua/contract/loan/collection.ts';
import { arrearsOf } from '@mutua/core/loan/arrears.ts';
import type { LoanState } from '@mutua/core/loan/life.ts';
import type { Loan } from '@mutua/core/loan/loan.ts';
import { type ComponentAmounts, totalOfAmounts } from '@mutua/core/loan/repay/components.ts';
import type { CollectionProposal, CollectionStep, Servicing } from '@mutua/core/loan/servicing.ts';
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

/** For the borrower. */
export function collectionFields(
  { currency }: Loan,
  servicing: Servicing | undefined,
  today: Day | undefined,
): { readonly arrears?: ArrearsOnWire; readonly writtenOff?: WriteOffOnWire } {
  if (servicing === undefined || today === undefined) return {};
  const writtenOff = writeWriteOff(servicing, currency);
  const arrears = writeArrears(servicing, today, currency);
  return { ...(arrears && { arrears }), ...(writtenOff && { writtenOff }) };
}

/** For the office: with who stands for what. */
export function officeCollectionFields(
  loan: Loan,
  servicing: Servicing | undefined,
  today: Day | undefined,
): {
  readonly arrears?: ArrearsOnWire;
  readonly writtenOff?: WriteOffInOffice;
  readonly proposal?: ProposalOnWire;
} {
  const { writtenOff, arrears } = collectionFields(loan, servicing, today);
  const { makerId = '', checkerId = '' } = servicing?.writtenOff ?? {};
  const { proposal } = servicing ?? {};
  return {
    ...(arrears && { arrears }),
    ...(writtenOff && { writtenOff: { ...writtenOff, makerId, checkerId } }),
    ...(proposal && { proposal: { ...proposal, proposedOn: formatDay(proposal.proposedOn) } }),
  };
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

const STEPS: readonly {
  readonly step: CollectionStep;
  readonly states: readonly LoanState[];
  readonly release: string;
}[] = [
  { step: 'default', states: ['repaying', 'overdue'], release: 'declare_default' },
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
  const next = STEPS.find(({ states }) => states.includes(state));
  if (next === undefined) return [];
  const { step, release } = next;
  const isBarred = isCollector && step !== 'default';
  const isMaker = mayUse(actor, STEP_MAKERS) || (isCollector && step === 'default');
  const isOthers = proposal?.step === step && proposal.makerId !== actor.id;
  const mayRelease = isOthers && mayUse(actor, STEP_CHECKERS) && !isBarred;
  const mayReturn = proposal !== undefined && (mayUse(actor, STEP_MAKERS) || mayRelease);
  return [
    ...(isMaker && !isBarred ? [`propose_${step}`] : []),
    ...(mayRelease ? [release] : []),
    ...(mayReturn ? ['return_step'] : []),
  ];
}
