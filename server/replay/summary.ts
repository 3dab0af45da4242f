// What a replay came to: by grade the ledger's figures beside the record's, what explains each difference, what the
// lenders earned, and whatever nothing explains.
import { GRADES } from '@mutua/core/credit/grade.ts';
import { formatMajor, type MinorUnits, minus, plus, ZERO } from '@mutua/core/money/minor-units.ts';
import {
  type ComparedFigure,
  DIFFERENCE_RULES,
  type DifferenceRule,
  netLossOf,
} from './agreement.ts';
import type { LenderReturnFound } from './replay-lenders.ts';
import type { Replayed, ReplayedLoan } from './run-replay.ts';

const CENTS = 2;
/** So many that nothing explains are named one by one. */
const NAMED_MAX = 50;

/** In decimal major units. */
export interface BothFigures {
  readonly ledger: string;
  readonly file: string;
}

export interface RuleTotal {
  readonly figure: ComparedFigure;
  readonly rule: DifferenceRule | 'unexplained';
  readonly loans: number;
  /** What the file has beyond the ledger, all together. */
  readonly difference: string;
}

export interface GradeSummary {
  readonly grade: string;
  readonly loans: number;
  readonly principal: BothFigures;
  readonly interest: BothFigures;
  readonly recoveries: BothFigures;
  readonly netLoss: BothFigures;
  readonly differences: readonly RuleTotal[];
}

export interface LenderRates {
  readonly lenders: number;
  readonly lowest?: number;
  readonly tenth?: number;
  readonly median?: number;
  readonly ninetieth?: number;
  readonly highest?: number;
}

export interface ReplaySummary {
  readonly loans: number;
  readonly lenders: number;
  /** Transfers of the book. */
  readonly lines: number;
  readonly byGrade: readonly GradeSummary[];
  readonly lenderRates: LenderRates;
  /** Loans whose instalment is not the one that follows from amount and rate. */
  readonly instalmentsThatDiffer: readonly string[];
  readonly unexplained: number;
  readonly unexplainedDifferences: readonly string[];
}

export function summaryOf({ loans, lenders, size, bookDifferences }: Replayed): ReplaySummary {
  const unexplained = [
    ...loans.flatMap(({ differences }) =>
      differences
        .filter(({ rule }) => rule === undefined)
        .map(({ id, figure, ledger, file }) => `${id} ${figure} ${say(ledger)} ${say(file)}`),
    ),
    ...bookDifferences.map((difference) => `custodian ${difference}`),
  ];
  return {
    ...{ loans: loans.length, lenders: lenders.length, lines: size.transfers },
    byGrade: GRADES.flatMap((grade) => {
      const ofGrade = loans.filter(({ record }) => record.grade === grade);
      return ofGrade.length === 0 ? [] : [gradeSummary(grade, ofGrade)];
    }),
    lenderRates: ratesOf(lenders),
    instalmentsThatDiffer: loans.flatMap(({ record, differences }) =>
      differences.some(({ figure }) => figure === 'instalment') ? [record.id] : [],
    ),
    unexplained: unexplained.length,
    unexplainedDifferences: unexplained.slice(0, NAMED_MAX),
  };
}

function gradeSummary(grade: string, loans: readonly ReplayedLoan[]): GradeSummary {
  const both = (
    ledger: (loan: ReplayedLoan) => MinorUnits,
    file: (record: ReplayedLoan['record']) => MinorUnits,
  ) => ({
    ledger: say(total(loans.map(ledger))),
    file: say(total(loans.map(({ record }) => file(record)))),
  });
  return {
    ...{ grade, loans: loans.length },
    principal: both(
      ({ principal }) => principal,
      ({ principal }) => principal,
    ),
    interest: both(
      ({ interest }) => interest,
      ({ interest }) => interest,
    ),
    recoveries: both(
      ({ recovered }) => recovered,
      ({ recoveries }) => recoveries,
    ),
    netLoss: both(({ netLoss }) => netLoss, netLossOf),
    differences: ruleTotals(loans),
  };
}

function ruleTotals(loans: readonly ReplayedLoan[]): readonly RuleTotal[] {
  const totals = new Map<
    string,
    { loans: number; difference: MinorUnits } & Pick<RuleTotal, 'figure' | 'rule'>
  >();
  for (const { differences } of loans) {
    for (const { figure, rule = 'unexplained', ledger, file } of differences) {
      const key = `${figure} ${rule}`;
      const before = totals.get(key) ?? { figure, rule, loans: 0, difference: ZERO };
      const difference = plus(before.difference, minus(file, ledger));
      totals.set(key, { figure, rule, loans: before.loans + 1, difference });
    }
  }
  const place = ({ rule }: { readonly rule: RuleTotal['rule'] }) =>
    [...DIFFERENCE_RULES, 'unexplained'].indexOf(rule);
  return [...totals.values()]
    .toSorted((one, other) => place(one) - place(other))
    .map(({ difference, ...rest }) => ({ ...rest, difference: say(difference) }));
}

function ratesOf(lenders: readonly LenderReturnFound[]): LenderRates {
  const rates = lenders
    .flatMap(({ rate }) => (rate === undefined ? [] : [rate]))
    .toSorted((one, other) => one - other);
  if (rates.length === 0) return { lenders: 0 };
  const at = (share: number) => rates[Math.round(share * (rates.length - 1))] ?? 0;
  return {
    ...{ lenders: rates.length, lowest: at(0), tenth: at(0.1), median: at(0.5) },
    ...{ ninetieth: at(0.9), highest: at(1) },
  };
}

function total(amounts: readonly MinorUnits[]): MinorUnits {
  return amounts.reduce(plus, ZERO);
}

function say(amount: MinorUnits): string {
  return formatMajor(amount, CENTS);
}
