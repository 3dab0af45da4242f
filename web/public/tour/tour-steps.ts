// The ten steps of the tour: who acts in each, and how the API's answers show that it is done.
import type { LoanInOffice } from '@mutua/contract/office/queues.ts';
import type { LoanState } from '@mutua/core/loan/life.ts';
import { ZERO } from '@mutua/core/money/minor-units.ts';
import { shortfallOf } from './tour-amounts.ts';
import type { LenderKey, PersonKey } from './tour-client.ts';
import { collectedDay, hasBeen, type Standing } from './tour-standing.ts';

export type ActKey =
  | 'apply'
  | 'assess'
  | 'approve'
  | 'accept'
  | 'prepare'
  | 'publish'
  | 'opens'
  | `bid-${LenderKey}`
  | 'full'
  | 'mandate-repayment'
  | 'mandate-fees'
  | 'sign'
  | 'payout'
  | 'days'
  | 'top-up'
  | 'repay';

export interface Act {
  readonly key: ActKey;
  /** Who presses the button; nobody where it comes about by itself. */
  readonly actor?: PersonKey;
  readonly isDone: (standing: Standing) => boolean;
  /** Asked for, and not there yet: the bank's page, if its owner has to go there now. */
  readonly waitsFor?: (standing: Standing) => { readonly pageUrl?: string } | undefined;
}

export const STEPS = [
  'application',
  'decision',
  'terms',
  'listing',
  'bids',
  'funded',
  'contract',
  'payout',
  'days',
  'close',
] as const;
export type StepKey = (typeof STEPS)[number];

const ACTS_OF: Readonly<Record<StepKey, readonly Act[]>> = {
  application: [{ key: 'apply', actor: 'borrower', isDone: () => true }],
  decision: [
    {
      ...{ key: 'assess', actor: 'risk-analyst' },
      isDone: ({ loan, office }) => hasBeen(loan, 'assessed') && !needsReview(office),
    },
    {
      ...{ key: 'approve', actor: 'risk-analyst-lead' },
      isDone: ({ loan }) => hasBeen(loan, 'approved'),
    },
  ],
  terms: [
    {
      ...{ key: 'accept', actor: 'borrower' },
      isDone: ({ loan }) => loan.termsAcceptedAt !== undefined,
    },
  ],
  listing: [
    {
      ...{ key: 'prepare', actor: 'loan-officer' },
      isDone: ({ loan, listing }) => listing !== undefined || hasBeen(loan, 'listed'),
    },
    {
      ...{ key: 'publish', actor: 'loan-officer-lead' },
      isDone: ({ loan }) => hasBeen(loan, 'listed'),
    },
    byItself('opens', 'funding'),
  ],
  bids: [bidBy('lender-one'), bidBy('lender-two'), bidBy('lender-institution')],
  funded: [byItself('full', 'funded')],
  contract: [
    mandateFor('repayment'),
    mandateFor('fees'),
    {
      ...{ key: 'sign', actor: 'borrower' },
      isDone: ({ loan }) => loan.contract !== undefined,
    },
  ],
  payout: [byItself('payout', 'disbursed')],
  days: [
    {
      ...{ key: 'days', actor: 'finance-officer' },
      isDone: ({ loan }) => collectedDay(loan) !== undefined,
    },
  ],
  close: [
    {
      ...{ key: 'top-up', actor: 'borrower' },
      isDone: (standing) => hasEnough(standing),
      waitsFor: ({ topUp }) => topUp && pageOf(topUp),
    },
    {
      ...{ key: 'repay', actor: 'borrower' },
      isDone: ({ loan }) => loan.state === 'closed',
      waitsFor: ({ loan }) => (loan.isMoneyInTransit ? {} : undefined),
    },
  ],
};

export function actsOf(step: StepKey): readonly Act[] {
  return ACTS_OF[step];
}

const STATES_OF: Readonly<Partial<Record<StepKey, readonly LoanState[]>>> = {
  application: ['applied'],
  decision: ['assessed', 'approved'],
  listing: ['listed', 'funding'],
  funded: ['funded'],
  payout: ['disbursed', 'repaying'],
  close: ['closed'],
};

/** Through which states the loan has gone in a step. */
export function statesIn(step: StepKey, { loan }: Standing): readonly LoanState[] {
  return (STATES_OF[step] ?? []).filter((state) => hasBeen(loan, state));
}

/** What is to be done next; nothing when the tour is over. */
export function currentAct(
  standing: Standing | undefined,
): { readonly step: StepKey; readonly act: Act } | undefined {
  for (const step of STEPS) {
    const act = ACTS_OF[step].find((one) => standing === undefined || !one.isDone(standing));
    if (act !== undefined) return { step, act };
  }
  return undefined;
}

/** Whether something comes about without a button of this page. */
export function isWaiting(act: Act, standing: Standing): boolean {
  return act.actor === undefined || act.waitsFor?.(standing) !== undefined;
}

/** The rule referred it to people, and the first of them has not spoken. */
export function needsReview({ assessments, application, timeline }: LoanInOffice): boolean {
  if (timeline.some(({ to }) => to === 'approved')) return false;
  return assessments.at(-1)?.decision === 'refer' && application?.review === undefined;
}

const ENDS: readonly string[] = ['rejected', 'withdrawn', 'failed'];
const LATE: readonly string[] = ['overdue', 'defaulted', 'written_off'];

/** Whether the loan went another way than the tour goes. */
export function isAstray({ loan: { state } }: Standing): boolean {
  return ENDS.includes(state) || LATE.includes(state);
}

function byItself(key: 'opens' | 'full' | 'payout', state: LoanState): Act {
  return { key, isDone: ({ loan }) => hasBeen(loan, state) };
}

function bidBy(key: LenderKey): Act {
  return {
    ...{ key: `bid-${key}`, actor: key },
    isDone: ({ bids, loan }) => bids[key]?.freezeState === 'confirmed' || hasBeen(loan, 'funded'),
    waitsFor: ({ bids }) => bids[key] && pageOf(bids[key]),
  };
}

function mandateFor(scope: 'repayment' | 'fees'): Act {
  return {
    ...{ key: `mandate-${scope}`, actor: 'borrower' },
    isDone: ({ mandates, loan }) =>
      loan.contract !== undefined ||
      mandates.some((one) => one.scope === scope && one.state === 'granted'),
    waitsFor: ({ mandates }) => {
      const asked = mandates.find((one) => one.scope === scope);
      return asked && pageOf(asked);
    },
  };
}

function pageOf({ pageUrl }: { readonly pageUrl?: string }): { readonly pageUrl?: string } {
  return pageUrl === undefined ? {} : { pageUrl };
}

function hasEnough({ loan, payoff, purse }: Standing): boolean {
  if (loan.state === 'closed' || loan.isMoneyInTransit) return true;
  if (payoff === undefined || purse === undefined) return false;
  return shortfallOf(payoff, purse.available) === ZERO;
}
