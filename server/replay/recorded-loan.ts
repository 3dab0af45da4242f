// One loan of the past as its record says: a row of the file, read into money, months and rates.
import type { Grade } from '@mutua/core/credit/grade.ts';
import { GRADES } from '@mutua/core/credit/grade.ts';
import { type MinorUnits, minorUnits, sum } from '@mutua/core/money/minor-units.ts';
import { type Day, parseDay } from '@mutua/core/time/day.ts';

export interface Settlement {
  /** The first day of its month. */
  readonly day: Day | undefined;
  /** In months; 0 where the record says nothing. */
  readonly term: number;
}

export interface RecordedLoan {
  readonly id: string;
  readonly status: 'fully_paid' | 'charged_off';
  /** The first day of the month of issue: the record has no days. */
  readonly issueMonth: Day;
  readonly region: string;
  readonly grade: Grade;
  readonly subGrade: string;
  readonly instalment: MinorUnits;
  readonly annualRatePpm: number;
  readonly loanAmount: MinorUnits;
  /** Everything that was paid, recoveries with it. */
  readonly paid: MinorUnits;
  /** Before a charge-off. */
  readonly principal: MinorUnits;
  readonly interest: MinorUnits;
  readonly lateFees: MinorUnits;
  /** After a charge-off, gross. */
  readonly recoveries: MinorUnits;
  readonly collectionFee: MinorUnits;
  readonly settlement?: Settlement;
}

/** The columns without which a file cannot be replayed. */
export const RECORD_COLUMNS = [
  ...(['id', 'loan_status', 'issue_d', 'zip_code_prefix', 'grade', 'sub_grade'] as const),
  ...(['installment', 'int_rate', 'collection_recovery_fee', 'recoveries'] as const),
  ...(['debt_settlement_flag', 'settlement_date', 'settlement_term', 'total_pymnt'] as const),
  ...(['total_rec_int', 'total_rec_late_fee', 'total_rec_prncp', 'loan_amnt_est'] as const),
] as const;

export type RecordRow = Readonly<Record<(typeof RECORD_COLUMNS)[number], string>>;

const CENTS_MAX = 1e11;

/** What cannot be read of a row: the column, and what is wrong with it. */
export class UnreadableRecord extends Error {
  override readonly name = 'UnreadableRecord';
}

/** @throws UnreadableRecord */
export function readRecord(row: RecordRow): RecordedLoan {
  const status = statusOf(row.loan_status);
  const grade = GRADES.find((one) => one === row.grade);
  if (grade === undefined || !/^[1-5]$/.test(row.sub_grade.slice(1)) || row.sub_grade[0] !== grade)
    throw new UnreadableRecord(`sub_grade: "${row.sub_grade}" is no step of grade "${row.grade}"`);
  if (row.id.trim() === '') throw new UnreadableRecord('id: it is missing');
  const isSettled = row.debt_settlement_flag === 'Y';
  return {
    ...{ id: row.id, status, grade, subGrade: row.sub_grade },
    issueMonth: monthOf(row, 'issue_d'),
    region: regionOf(row.zip_code_prefix),
    instalment: amountOf(row, 'installment'),
    annualRatePpm: ratePpmOf(row),
    loanAmount: amountOf(row, 'loan_amnt_est'),
    paid: amountOf(row, 'total_pymnt'),
    principal: amountOf(row, 'total_rec_prncp'),
    interest: amountOf(row, 'total_rec_int'),
    lateFees: amountOf(row, 'total_rec_late_fee'),
    recoveries: amountOf(row, 'recoveries'),
    collectionFee: amountOf(row, 'collection_recovery_fee'),
    ...(isSettled && { settlement: settlementOf(row) }),
  };
}

/** The four parts of what was paid; the record says that they are all of it. */
export function partsPaid(loan: RecordedLoan): MinorUnits {
  return sum([loan.principal, loan.interest, loan.lateFees, loan.recoveries]);
}

function statusOf(text: string): RecordedLoan['status'] {
  if (text === 'Fully Paid') return 'fully_paid';
  if (text === 'Charged Off') return 'charged_off';
  throw new UnreadableRecord(`loan_status: "${text}" is neither "Fully Paid" nor "Charged Off"`);
}

/** A decimal with more digits than cents is rounded to the nearest: the record has figures like 6702.288664394599. */
function amountOf(row: RecordRow, column: keyof RecordRow): MinorUnits {
  const text = row[column].trim();
  const cents = Math.round(Number(text === '' ? '0' : text) * 100);
  // Next to nothing, as -5.1e-09, is nothing.
  if (!Number.isFinite(cents) || cents < 0 || cents > CENTS_MAX) {
    throw new UnreadableRecord(`${column}: "${text}" is no amount`);
  }
  return minorUnits(BigInt(cents));
}

function ratePpmOf({ int_rate: text }: RecordRow): number {
  const percent = Number(text.replace('%', '').trim() || 'missing');
  if (!Number.isFinite(percent) || percent <= 0 || percent > 100) {
    throw new UnreadableRecord(`int_rate: "${text}" is no rate a year in per cent`);
  }
  return Math.round(percent * 10_000);
}

function monthOf(row: RecordRow, column: keyof RecordRow): Day {
  const text = row[column];
  const day = parseDay(`${text.slice(0, 7)}-01`, column);
  if (!day.ok) throw new UnreadableRecord(`${column}: "${text}" is no month`);
  return day.value;
}

/** The platform's regions have two characters at least. */
function regionOf(prefix: string): string {
  const text = prefix.replace(/[^0-9A-Za-z]/g, '').toUpperCase();
  return `US-${text === '' ? '000' : text.slice(0, 5)}`;
}

function settlementOf(row: RecordRow): Settlement {
  const term = Math.trunc(Number(row.settlement_term || '0'));
  return {
    day: row.settlement_date === '' ? undefined : monthOf(row, 'settlement_date'),
    term: Number.isFinite(term) && term > 0 ? term : 0,
  };
}
