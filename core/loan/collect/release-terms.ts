// A second person releases a class, an acceleration, a waiver or a compromise.
import type { Circumstances, Decision, Rule } from '../../decision.ts';
import { assert } from '../../kit/assert.ts';
import type { Id } from '../../kit/id.ts';
import { invalid, ok, type Refused, type Result, refuse } from '../../kit/result.ts';
import { ZERO } from '../../money/minor-units.ts';
import type { World } from '../../world.ts';
import { defaultByAcceleration, dueAtOnce, interestAtOnce } from '../accelerated.ts';
import { catchUp, daysBehind } from '../arrears.ts';
import { assetClassOf, worseClass } from '../asset-class.ts';
import type { DebtWaived, LoanAccelerated } from '../collection-events.ts';
import type { Loan } from '../loan.ts';
import { reclassified } from '../reclassified.ts';
import type { CollectionProposal, CollectionStep, Servicing } from '../servicing.ts';
import { loanAfter, loanWorked, type UpToDate, upToDate } from '../up-to-date.ts';
import { closedByWaiver, isNothing, waivedToday, waiverTransfers, withWaiver } from '../waived.ts';
import { owedInAll } from '../written-off.ts';
import {
  checkerIn,
  refusedForCollector,
  refusedWhenDue,
  releasedStep,
  releaseNeeds,
  type StepAsked,
} from './step-checks.ts';

export interface ClassifyLoan extends StepAsked {
  readonly kind: 'ClassifyLoan';
}

export interface AccelerateLoan extends StepAsked {
  readonly kind: 'AccelerateLoan';
}

/** Never by whoever collects. */
export interface WaiveDebt extends StepAsked {
  readonly kind: 'WaiveDebt';
}

/** Never by whoever collects. */
export interface AgreeCompromise extends StepAsked {
  readonly kind: 'AgreeCompromise';
}

export const classifyLoan: Rule<ClassifyLoan> = {
  kind: 'ClassifyLoan',
  needs: releaseNeeds,
  decide: (world, asked, circumstances) => {
    const found = released(world, asked, 'asset_class', circumstances);
    return found.ok ? classify(found.value, asked, circumstances) : found;
  },
};

export const accelerateLoan: Rule<AccelerateLoan> = {
  kind: 'AccelerateLoan',
  needs: releaseNeeds,
  decide: (world, asked, circumstances) => {
    const found = released(world, asked, 'acceleration', circumstances);
    return found.ok ? accelerate(found.value, asked, circumstances) : found;
  },
};

export const waiveDebt: Rule<WaiveDebt> = {
  kind: 'WaiveDebt',
  needs: releaseNeeds,
  decide: (world, asked, circumstances) => {
    const barred = refusedForCollector(circumstances.actor);
    if (barred !== undefined) return barred;
    const found = released(world, asked, 'waiver', circumstances);
    return found.ok ? waive(world, found.value, asked, circumstances) : found;
  },
};

export const agreeCompromise: Rule<AgreeCompromise> = {
  kind: 'AgreeCompromise',
  needs: releaseNeeds,
  decide: (world, asked, circumstances) => {
    const barred = refusedForCollector(circumstances.actor);
    if (barred !== undefined) return barred;
    const found = released(world, asked, 'compromise', circumstances);
    return found.ok ? agree(found.value, asked, circumstances) : found;
  },
};

interface Released {
  readonly loan: Loan;
  readonly proposal: CollectionProposal;
  readonly people: { readonly makerId: Id; readonly checkerId: Id };
  readonly worked: UpToDate;
}

/** What one has prepared, another releases, and the loan on that day. */
function released(
  world: World,
  { loanId, reason }: StepAsked,
  step: CollectionStep,
  circumstances: Circumstances,
): Result<Released> {
  const checkerId = checkerIn(circumstances.actor);
  if (checkerId === undefined) return refuse('not_allowed');
  const loan = world.get('loan', loanId);
  if (loan === undefined) return refuse('not_found');
  const found = releasedStep(world, loan, step, { reason, checkerId }, circumstances);
  if (!found.ok) return found;
  const { servicing, proposal } = found.value;
  const worked = upToDate(loan, servicing, 'due_day', circumstances);
  const people = { makerId: proposal.makerId, checkerId };
  return ok({ loan, proposal, people, worked });
}

function classify(
  { loan, proposal, people, worked }: Released,
  { loanId, reason }: ClassifyLoan,
  { today }: Circumstances,
): Result<Decision> {
  const { assetClass: chosen } = proposal;
  assert(chosen !== undefined, 'A class that is proposed is named.');
  const byDays = assetClassOf(worked.daysOverdue);
  if (worseClass(byDays, chosen) !== chosen) return betterThanDays();
  const { servicing, events, transfers, daysOverdue } = worked;
  const { assetClass: from = 'normal' } = loanAfter(loan, worked);
  return ok({
    events: [
      ...events,
      {
        ...{ kind: 'AssetClassChanged', loanId, day: today, from, to: chosen, cause: 'decision' },
        ...{ chosen, ...people, reason },
      },
      loanWorked(loan, servicing, today, daysOverdue),
    ],
    transfers,
  });
}

function betterThanDays(): Refused {
  return invalid('assetClass', 'It must not be better than the days overdue say.');
}

function accelerate(
  { loan, people, worked }: Released,
  { loanId, reason }: AccelerateLoan,
  circumstances: Circumstances,
): Result<Decision> {
  const { today: day } = circumstances;
  const { servicing, daysOverdue } = worked;
  const late = refusedWhenDue(loan, servicing);
  if (late !== undefined) return late;
  const due = dueAtOnce(servicing, day);
  const event: LoanAccelerated = {
    ...{ kind: 'LoanAccelerated', loanId, day, ...due, ...people, reason },
  };
  const isDefaulted = loanAfter(loan, worked).state === 'defaulted';
  const { accounts, fallenDue } = servicing;
  const all = [...accounts.slice(0, fallenDue), due.account];
  const after: Servicing = { ...servicing, accounts: all, fallenDue: all.length };
  return ok({
    events: [
      ...worked.events,
      event,
      ...defaultByAcceleration(event, isDefaulted),
      loanWorked(loan, after, day, daysOverdue),
    ],
    transfers: [
      ...worked.transfers,
      ...interestAtOnce(loan, due.account.due.interest, circumstances),
    ],
  });
}

function waive(
  world: World,
  { loan, proposal, people, worked }: Released,
  { loanId, reason }: WaiveDebt,
  circumstances: Circumstances,
): Result<Decision> {
  const { waiver } = proposal;
  assert(waiver !== undefined, 'A waiver that is proposed says what is given up.');
  const { today: day } = circumstances;
  const { servicing, daysOverdue } = worked;
  const { amounts, rest } = waivedToday(servicing, waiver, day);
  if (isNothing(amounts)) return refuse('nothing_owed');
  const event: DebtWaived = {
    ...{ kind: 'DebtWaived', loanId, day, amounts, ...people, reason },
    ...(rest !== undefined && { rest }),
  };
  const after = withWaiver(servicing, event);
  const isEnded = after.accounts.every(({ settledDay }) => settledDay !== undefined);
  const claims = world.list('claimsOfLoan', loanId);
  return ok({
    events: [
      ...worked.events,
      event,
      ...(isEnded
        ? closedByWaiver(loanId, 'waived', claims)
        : [
            ...catchUp(loanAfter(loan, worked), after),
            ...reclassified(loanAfter(loan, worked), after, {
              ...{ daysOverdue: daysBehind(after, day), today: day },
            }),
            loanWorked(loan, after, day, daysOverdue),
          ]),
    ],
    transfers: [...worked.transfers, ...waiverTransfers(loan, amounts, circumstances)],
  });
}

function agree(
  { loan, proposal, people, worked }: Released,
  { loanId, reason }: AgreeCompromise,
  { today }: Circumstances,
): Result<Decision> {
  const { compromise: terms } = proposal;
  assert(terms !== undefined, 'A compromise that is proposed has its sum.');
  const { servicing, daysOverdue } = worked;
  if (terms.until < today) return invalid('until', 'It must not be before today.');
  if (terms.amount >= owedInAll(servicing)) {
    return invalid('amount', 'It must be less than what is owed.');
  }
  const compromise = { ...terms, agreedOn: today, paid: ZERO, ...people };
  return ok({
    events: [
      ...worked.events,
      { kind: 'CompromiseAgreed', loanId, compromise, reason },
      loanWorked(loan, servicing, today, daysOverdue),
    ],
    transfers: worked.transfers,
  });
}
