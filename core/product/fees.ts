// What a tariff comes to: the fees of one loan, and the fee of one event.
import { assert } from '../kit/assert.ts';
import type { Instalment, ScheduleFee } from '../loan/schedule/terms.ts';
import { type Fraction, fraction } from '../money/fraction.ts';
import { type MinorUnits, plus, scale, ZERO } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import type { FeeKind, FeePayer, FeeRule, Tariff, TariffFee } from './tariff.ts';

const MILLION = 1_000_000;

/** What is known of a loan when its fees are reckoned. */
export interface FeeBasis {
  readonly loanAmount: MinorUnits;
  readonly disbursedOn: Day;
  /** The instalments in their order, without any down payment. */
  readonly rows: readonly Pick<Instalment, 'number' | 'dueDay' | 'principal' | 'balance'>[];
}

/** One fee of a loan that falls due on a day. */
export interface FeeLine {
  readonly kind: FeeKind;
  readonly payer: FeePayer;
  readonly dueDay: Day;
  /** `disbursement`, or the number of the instalment with which it falls due. */
  readonly dueWith: 'disbursement' | number;
  readonly amount: MinorUnits;
}

/**
 * Every fee that the borrower of a loan will owe by its schedule, in the order of the due days and then of
 * the tariff. Fees of events (an early repayment, an overdue instalment) come with the event: `feeFor`.
 *
 * @example
 * feesOf(freeTariff(currency('CNY'), dayOf(2026, 1, 1)), {
 *   loanAmount: minorUnits(1000000n), disbursedOn: dayOf(2026, 11, 22), rows: [],
 * })
 * // []
 */
export function feesOf(tariff: Tariff, loan: FeeBasis): readonly FeeLine[] {
  const fees = tariff.fees.filter(({ payer }) => payer === 'borrower');
  const lineOf = (
    fee: TariffFee,
    dueDay: Day,
    dueWith: FeeLine['dueWith'],
    outstanding: MinorUnits,
  ): FeeLine => {
    const bases = { amount: loan.loanAmount, outstanding, interest: ZERO };
    return {
      kind: fee.kind,
      payer: fee.payer,
      dueDay,
      dueWith,
      amount: feeAmount(fee.rule, bases, tariff),
    };
  };
  const lines = fees
    .filter(({ due }) => due === 'disbursement')
    .map((fee) => lineOf(fee, loan.disbursedOn, 'disbursement', loan.loanAmount));
  for (const [index, row] of loan.rows.entries()) {
    const outstanding = plus(row.principal, row.balance);
    for (const fee of fees) {
      if (fee.due === 'each_instalment' || (fee.due === 'first_due_day' && index === 0)) {
        lines.push(lineOf(fee, row.dueDay, row.number, outstanding));
      }
    }
  }
  return lines;
}

/** What a fee may be a share of. */
export interface FeeBases {
  readonly amount: MinorUnits;
  readonly outstanding: MinorUnits;
  readonly interest: MinorUnits;
}

function feeAmount(rule: FeeRule, bases: FeeBases, { rounding }: Pick<Tariff, 'rounding'>) {
  switch (rule.kind) {
    case 'fixed':
      return rule.amount;
    case 'share_of_amount':
      return scale(bases.amount, share(rule.sharePpm), rounding);
    case 'share_of_outstanding':
      return scale(bases.outstanding, share(rule.sharePpm), rounding);
    case 'share_of_interest':
      return scale(bases.interest, share(rule.sharePpm), rounding);
  }
}

function share(ppm: number): Fraction {
  return fraction(BigInt(ppm), BigInt(MILLION));
}

/**
 * One fee when the thing happens that it is for: a withdrawal, a claim payment, an early repayment; zero
 * where the tariff does not have it.
 *
 * @param bases what happened, in money; what is left out is zero.
 * @example
 * feeFor({
 *   ...freeTariff(currency('CNY'), dayOf(2026, 1, 1)),
 *   fees: [{
 *     kind: 'lender_management', payer: 'lender', due: 'each_instalment',
 *     rule: { kind: 'share_of_interest', sharePpm: 50000 },
 *   }],
 * }, 'lender_management', 'lender', { interest: minorUnits(1010n) })
 * // minorUnits(51n)
 */
export function feeFor(
  tariff: Tariff,
  kind: FeeKind,
  payer: FeePayer,
  bases: Partial<FeeBases>,
): MinorUnits {
  const fee = tariff.fees.find((one) => one.kind === kind && one.payer === payer);
  if (!fee) return ZERO;
  return feeAmount(fee.rule, { amount: ZERO, outstanding: ZERO, interest: ZERO, ...bases }, tariff);
}

/**
 * The fees of a tariff that a schedule carries in its own rows. A fee that falls due once, with the first
 * instalment, is not among them: it is charged beside the schedule.
 *
 * @example scheduleFees(freeTariff(currency('CNY'), dayOf(2026, 1, 1))) // []
 */
export function scheduleFees(tariff: Tariff): readonly ScheduleFee[] {
  return tariff.fees
    .filter(({ payer, due }) => payer === 'borrower' && due !== 'event' && due !== 'first_due_day')
    .map(({ kind, rule, due }) => ({
      name: kind,
      charged: due === 'disbursement' ? 'at_disbursement' : 'each_instalment',
      amount: scheduleAmount(rule),
    }));
}

function scheduleAmount(rule: FeeRule): ScheduleFee['amount'] {
  assert(rule.kind !== 'share_of_interest', 'No fee of a borrower is a share of interest.');
  switch (rule.kind) {
    case 'fixed':
      return { kind: 'fixed', amount: rule.amount };
    case 'share_of_amount':
      return { kind: 'share_of_principal', share: share(rule.sharePpm) };
    case 'share_of_outstanding':
      return { kind: 'share_of_outstanding', share: share(rule.sharePpm) };
  }
}

/**
 * A tariff under which nothing costs anything.
 *
 * @example freeTariff(currency('CNY'), dayOf(2026, 1, 1)).fees // []
 */
export function freeTariff(currency: Tariff['currency'], effectiveFrom: Day): Tariff {
  return { code: 'free', version: 1, currency, effectiveFrom, rounding: 'half_up', fees: [] };
}
