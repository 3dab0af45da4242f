// `mutua calc life`: the published terms as the terms of a life.
import { LIFE_OTHER_KINDS, type LifeTerms } from '@mutua/contract/calculator/life.ts';
import { invalid, ok, type Refused, type Result, refuse } from '@mutua/core/kit/result.ts';
import {
  RECALCULATED_INSTALMENTS_MAX,
  type RecalculationTerms,
} from '@mutua/core/loan/peer/life/life-interest.ts';
import {
  earnedEvenly,
  type LifeSchedule,
  type LifeScheduleRow,
  peerLifeSchedule,
} from '@mutua/core/loan/peer/life/schedule.ts';
import {
  type PeerAllocation,
  type PeerAllocationRule,
  type PeerLifeTerms,
  type PeerPaymentKind,
  type PeerStrategy,
  peerLifeTerms,
} from '@mutua/core/loan/peer/life/terms.ts';
import type { PeerDisbursement } from '@mutua/core/loan/peer/schedule/terms.ts';
import type { Component } from '@mutua/core/loan/repay/components.ts';
import {
  type Bucket,
  DEFAULT_WATERFALL,
  type InAdvanceRule,
  type WaterfallPlace,
} from '@mutua/core/loan/repay/waterfall.ts';
import type { Schedule } from '@mutua/core/loan/schedule/terms.ts';
import { type MinorUnits, plus } from '@mutua/core/money/minor-units.ts';
import { readScheduleFields, type ScheduleFields } from './schedule-fields.ts';
import { IGNORED_BY_OWN, makeOwnSchedule } from './schedule-own.ts';
import { IGNORED_BY_CUMULATIVE, IGNORED_BY_PEERS, readPeerTerms } from './schedule-peer.ts';

/** The terms of a life, and the decimals in which its money is written. */
export interface ReadLifeTerms {
  readonly terms: PeerLifeTerms;
  readonly decimals: number;
}

type Published<Field extends keyof LifeTerms> = NonNullable<LifeTerms[Field]>;

const STRATEGIES: Readonly<
  Record<Exclude<Published<'strategy'>, 'ADVANCED_PAYMENT_ALLOCATION'>, PeerStrategy>
> = {
  PENALTIES_FEES_INTEREST_PRINCIPAL_ORDER: 'penalties_fees_interest_principal',
  CREOCORE_UNIQUE: 'creocore_unique',
  INTEREST_PRINCIPAL_PENALTIES_FEES_ORDER: 'interest_principal_penalties_fees',
  PRINCIPAL_INTEREST_PENALTIES_FEES_ORDER: 'principal_interest_penalties_fees',
  OVERDUE_DUE_FEE_INTEREST_PRINCIPAL: 'overdue_due_fee_interest_principal',
  EARLY_REPAYMENT_STRATEGY: 'early_repayment',
  DUE_PENALTY_FEE_INTEREST_PRINCIPAL_IN_ADVANCE_PRINCIPAL_PENALTY_FEE_INTEREST:
    'due_penalty_fee_interest_principal_in_advance_principal_penalty_fee_interest',
  DUE_PENALTY_INTEREST_PRINCIPAL_FEE_IN_ADVANCE_PENALTY_INTEREST_PRINCIPAL_FEE:
    'due_penalty_interest_principal_fee_in_advance_penalty_interest_principal_fee',
};

/** Where money in advance goes, as it is published. */
export const IN_ADVANCE_RULES: Readonly<
  Record<'NEXT_INSTALLMENT' | 'LAST_INSTALLMENT' | 'REAMORTIZATION', InAdvanceRule>
> = {
  NEXT_INSTALLMENT: 'next_instalment',
  LAST_INSTALLMENT: 'last_instalment',
  REAMORTIZATION: 'reamortisation',
};

/** Kinds of payment, as they are published. */
export const PAYMENT_KINDS: Readonly<Record<Uppercase<PeerPaymentKind>, PeerPaymentKind>> = {
  REPAYMENT: 'repayment',
  DOWN_PAYMENT: 'down_payment',
  GOODWILL_CREDIT: 'goodwill_credit',
  MERCHANT_ISSUED_REFUND: 'merchant_issued_refund',
  PAYOUT_REFUND: 'payout_refund',
  INTEREST_PAYMENT_WAIVER: 'interest_payment_waiver',
  CHARGE_ADJUSTMENT: 'charge_adjustment',
  CHARGE_REFUND: 'charge_refund',
  INTEREST_REFUND: 'interest_refund',
  RECOVERY_REPAYMENT: 'recovery_repayment',
};

/**
 * The terms of a life. A strategy that is left out is the engine's own: of the house the default
 * waterfall, of the newer peer its rules, of the older one penalties, fees, interest, principal.
 */
export function readLifeTerms(published: LifeTerms): Result<ReadLifeTerms> {
  const fields = readScheduleFields(published);
  if (!fields.ok) return renamed(fields, 'terms.');
  const schedule = readSchedule(published, fields.value);
  if (!schedule.ok) return renamed(schedule, 'terms.');
  const expected = schedule.value.rows(fields.value.principal, []);
  if (!expected.ok) return renamed(expected, 'terms.');
  const byDefault = peerLifeTerms(schedule.value);
  const creditOrder = published.creditAllocation?.[0]?.order.map(componentOf);
  return ok({
    decimals: fields.value.decimals,
    terms: {
      ...byDefault,
      allocation: readAllocation(published, byDefault.allocation),
      downPaymentAutoRepaid: published.downPaymentAutoRepaid === true,
      ...(creditOrder && { creditOrder }),
      accrualActivity:
        published.accrualActivity ??
        (published.interestCalculationPeriod === 'DAILY' && published.engine !== 'MUTUA'),
      chargeAccrual: published.chargeAccrual === 'SUBMITTED_DATE' ? 'submitted_day' : 'due_day',
    },
  });
}

function readSchedule(published: LifeTerms, fields: ScheduleFields): Result<LifeSchedule> {
  if (fields.disbursements.length > 0) {
    return invalid('inputs.disbursements', 'In a life they are events.');
  }
  if (published.engine === 'PROGRESSIVE' || published.engine === 'CUMULATIVE') {
    const engine = published.engine === 'CUMULATIVE' ? 'cumulative' : 'progressive';
    const terms = readPeerTerms(published, fields, engine);
    if (!terms.ok) return terms;
    const schedule = peerLifeSchedule(terms.value, readRecalculation(published));
    if (schedule.interest && published.installments > RECALCULATED_INSTALMENTS_MAX) {
      const most = RECALCULATED_INSTALMENTS_MAX;
      return invalid('inputs.installments', `There must be at most ${most}.`);
    }
    return ok(schedule);
  }
  return readOwnSchedule(published, fields);
}

/** Interest follows the payments only where these are allocated by rules. */
function readRecalculation(published: LifeTerms): RecalculationTerms | undefined {
  const { interestRecalculation: read } = published;
  if (read === undefined || !hasRules(published)) return undefined;
  const { preClosure, rest = 'DAILY', compounding = 'NONE' } = read;
  if (compounding !== 'NONE' || rest === 'WEEKLY' || rest === 'MONTHLY') return undefined;
  return {
    payOffInterest: preClosure === 'TILL_REST_FREQUENCY_DATE' ? 'till_due_day' : 'till_pay_off_day',
    rest: rest === 'DAILY' ? 'daily' : 'same_as_repayment',
  };
}

/** Whether payments are allocated by rules, and not by a named strategy. */
function hasRules({ engine, strategy }: LifeTerms): boolean {
  return strategy === 'ADVANCED_PAYMENT_ALLOCATION' || (!strategy && engine !== 'CUMULATIVE');
}

/** The house's own engine, which lends the whole principal at once. */
function readOwnSchedule(published: LifeTerms, fields: ScheduleFields): Result<LifeSchedule> {
  const { submittedDay, principal, rounding } = fields;
  if (submittedDay === undefined) {
    return invalid('inputs.submittedOn', 'It is missing; a life counts its days from it.');
  }
  if (published.fees?.some(({ charged }) => charged === 'AT_DISBURSEMENT')) {
    return invalid('inputs.fees', 'In a life a fee at the disbursement is an event, a charge.');
  }
  const rows = (lent: MinorUnits, disbursements: readonly PeerDisbursement[]) => {
    const [first] = disbursements;
    const made = makeOwnSchedule(published, {
      ...fields,
      disbursements,
      principal: disbursements.length === 1 && first ? first.amount : lent,
    });
    return made.ok ? ok(made.value.rows.map(lifeRow)) : renamed(made, '');
  };
  return ok({
    ...{ engine: 'progressive', submittedDay, principal, rounding, rows },
    earned: earnedEvenly,
  });
}

function lifeRow(row: Schedule['rows'][number]): LifeScheduleRow {
  return {
    ...row,
    isDownPayment: row.kind === 'down_payment',
    total: plus(row.principal, row.interest),
  };
}

function readAllocation(published: LifeTerms, byDefault: PeerAllocation): PeerAllocation {
  const { strategy, processing, paymentAllocation = [] } = published;
  if (strategy === undefined && published.engine === 'CUMULATIVE') return byDefault;
  if (strategy !== undefined && strategy !== 'ADVANCED_PAYMENT_ALLOCATION') {
    return { kind: 'strategy', strategy: STRATEGIES[strategy] };
  }
  const isOwn = strategy === undefined && published.engine !== 'PROGRESSIVE';
  const { places, inAdvance } = DEFAULT_WATERFALL;
  const own: PeerAllocationRule[] = isOwn ? [{ transaction: 'default', inAdvance, places }] : [];
  return {
    kind: 'rules',
    processing: processing === 'VERTICAL' ? 'vertical' : 'horizontal',
    rules: [...paymentAllocation.flatMap(readRule), ...own],
  };
}

/** A rule for what no event of a life is says nothing here. */
function readRule(rule: Published<'paymentAllocation'>[number]): PeerAllocationRule[] {
  const { transaction, future = 'NEXT_INSTALLMENT', order } = rule;
  if (isOtherKind(transaction)) return [];
  return [
    {
      transaction: readTransaction(transaction),
      inAdvance: IN_ADVANCE_RULES[future],
      ...(order && { places: order.map(readPlace) }),
    },
  ];
}

function isOtherKind(transaction: string): transaction is (typeof LIFE_OTHER_KINDS)[number] {
  return LIFE_OTHER_KINDS.some((kind) => kind === transaction);
}

/** The kind of payment that a rule is for. */
export function readTransaction(
  transaction: 'DEFAULT' | keyof typeof PAYMENT_KINDS,
): PeerAllocationRule['transaction'] {
  return transaction === 'DEFAULT' ? 'default' : PAYMENT_KINDS[transaction];
}

/**
 * Terms that are known and that say nothing to this life.
 *
 * @param schedule the one that was read from them.
 */
export function unusedTerms(published: LifeTerms, { interest }: LifeSchedule): string[] {
  const ofSchedule = {
    MUTUA: IGNORED_BY_OWN,
    PROGRESSIVE: IGNORED_BY_PEERS,
    CUMULATIVE: IGNORED_BY_CUMULATIVE,
  }[published.engine ?? 'MUTUA'];
  const ofRules = hasRules(published) ? [] : (['paymentAllocation', 'processing'] as const);
  const ofInterest = interest ? [] : (['interestRecalculation'] as const);
  const unused = [...ofSchedule, ...ofRules, ...ofInterest, 'businessDate'] as const;
  return unused.filter((field) => published[field] !== undefined);
}

/** `PAST_DUE_PENALTY` is a bucket and a component. */
function readPlace(place: string): WaterfallPlace {
  const component = componentOf(place.slice(place.lastIndexOf('_') + 1));
  const bucket = place.slice(0, place.lastIndexOf('_'));
  return { bucket: BUCKET_NAMES[bucket] ?? 'in_advance', component };
}

const BUCKET_NAMES: Readonly<Record<string, Bucket>> = {
  PAST_DUE: 'past_due',
  DUE: 'due',
  IN_ADVANCE: 'in_advance',
};

function componentOf(name: string): Component {
  switch (name) {
    case 'PENALTY':
      return 'penalty';
    case 'FEE':
      return 'fee';
    case 'INTEREST':
      return 'interest';
    default:
      return 'principal';
  }
}

/** The refusal of a field of `inputs`, under another name. */
function renamed(refused: Refused, prefix: string): Refused {
  const { code, data } = refused.refusal;
  const field = data.field?.replace(/^inputs\./, '');
  return field === undefined ? refused : refuse(code, { ...data, field: `${prefix}${field}` });
}
