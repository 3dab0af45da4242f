// Every public figure, with what it counts in and what its rows are. Its words stand in the contract.

/** What the rows of a figure are. */
export type FigureRows =
  | 'none'
  | 'bucket'
  | 'grade'
  | 'year'
  | 'month'
  | 'month_and_grade'
  | 'quarter_and_age'
  | 'bucket_to_bucket'
  | 'region'
  | 'product'
  | 'purpose'
  | 'industry'
  | 'stage'
  | 'segment';

interface CatalogueEntry {
  readonly unit: 'money' | 'count' | 'rate';
  readonly rows: FigureRows;
}

const money = { unit: 'money', rows: 'none' } as const;
const count = { unit: 'count', rows: 'none' } as const;
const rate = { unit: 'rate', rows: 'none' } as const;

/** In the order in which they are published. */
export const DISCLOSED_FIGURES = {
  // Where the money came from and went; the first less the next three is the balance.
  totalLent: money,
  principalRepaid: money,
  writtenOffLeft: money,
  principalWaived: money,
  balance: money,
  loansMade: count,
  loansRepaid: count,
  loansWrittenOff: count,
  loansOutstanding: count,
  interestToLenders: money,
  writeOffRate: rate,
  recoveredAfterWriteOff: money,
  interestOutstanding: money,
  // People.
  lendersEver: count,
  borrowersEver: count,
  lendersCurrent: count,
  borrowersCurrent: count,
  averageLent: money,
  averageBorrowed: money,
  registeredClients: count,
  activeUsers: count,
  surveyAnswers: count,
  satisfaction: rate,
  satisfiedShare: rate,
  // The month of the day, up to the day.
  monthLent: money,
  monthLoans: count,
  monthPrincipalRepaid: money,
  monthInterest: money,
  // Concentration.
  topTenShare: rate,
  topOneShare: rate,
  largestLoanShare: rate,
  largestRegionShare: rate,
  largestIndustryShare: rate,
  largestGuarantorShare: rate,
  relatedPrincipal: money,
  relatedLoans: count,
  // Overdue, by three definitions.
  overdueAmount: money,
  overdueLoans: count,
  overdueAmountRate: rate,
  overdueLoanRate: rate,
  overduePrincipal: money,
  overdueRate: rate,
  over90Principal: money,
  over90Loans: count,
  over90Rate: rate,
  badDebt: money,
  badDebtRate: rate,
  bucketLoans: { unit: 'count', rows: 'bucket' },
  bucketPrincipal: { unit: 'money', rows: 'bucket' },
  bucketShare: { unit: 'rate', rows: 'bucket' },
  // What others paid, reserves, recovery, cost.
  compensatedAmount: money,
  compensatedLoans: count,
  compensationOnTime: rate,
  compensationRate: rate,
  reserveBalance: money,
  reserveRatio: rate,
  reserveCoverage: rate,
  defaultRecovery: rate,
  fundUtilisation: rate,
  idleDays: count,
  operatingCost: money,
  costPerLoan: money,
  costPerUnitLent: rate,
  netReturn: rate,
  // Expected against actual.
  gradeLoans: { unit: 'count', rows: 'grade' },
  gradeLent: { unit: 'money', rows: 'grade' },
  gradeRepaidShare: { unit: 'rate', rows: 'grade' },
  gradeBalance: { unit: 'money', rows: 'grade' },
  gradeRate: { unit: 'rate', rows: 'grade' },
  gradeExpectedLoss: { unit: 'rate', rows: 'grade' },
  gradeExpectedByNow: { unit: 'rate', rows: 'grade' },
  gradeActualLoss: { unit: 'rate', rows: 'grade' },
  gradeNetReturn: { unit: 'rate', rows: 'grade' },
  yearLoans: { unit: 'count', rows: 'year' },
  yearLent: { unit: 'money', rows: 'year' },
  yearRepaidShare: { unit: 'rate', rows: 'year' },
  yearExpectedLoss: { unit: 'rate', rows: 'year' },
  yearExpectedByNow: { unit: 'rate', rows: 'year' },
  yearActualLoss: { unit: 'rate', rows: 'year' },
  yearBadDebtRate: { unit: 'rate', rows: 'year' },
  // How things went over time.
  vintageShare: { unit: 'rate', rows: 'quarter_and_age' },
  rollPrincipal: { unit: 'money', rows: 'bucket' },
  rollShare: { unit: 'rate', rows: 'bucket_to_bucket' },
  gradeRateInMonth: { unit: 'rate', rows: 'month_and_grade' },
  historyBalance: { unit: 'money', rows: 'month' },
  historyOverdue: { unit: 'money', rows: 'month' },
  historyLent: { unit: 'money', rows: 'month' },
  historyRepaid: { unit: 'money', rows: 'month' },
  historyLoans: { unit: 'count', rows: 'month' },
  historyBorrowers: { unit: 'count', rows: 'month' },
  historyLenders: { unit: 'count', rows: 'month' },
  // What collection was assigned and what of it came.
  stageCases: { unit: 'count', rows: 'stage' },
  stageAssigned: { unit: 'money', rows: 'stage' },
  stageRecovered: { unit: 'money', rows: 'stage' },
  recoveryByStage: { unit: 'rate', rows: 'stage' },
  assignedInMonth: { unit: 'money', rows: 'month' },
  recoveredInMonth: { unit: 'money', rows: 'month' },
  recoveryInMonth: { unit: 'rate', rows: 'month' },
  // Where and what for.
  regionLoans: { unit: 'count', rows: 'region' },
  regionLent: { unit: 'money', rows: 'region' },
  regionBalance: { unit: 'money', rows: 'region' },
  regionBadDebtRate: { unit: 'rate', rows: 'region' },
  regionBorrowers: { unit: 'count', rows: 'region' },
  regionLenders: { unit: 'count', rows: 'region' },
  productLoans: { unit: 'count', rows: 'product' },
  productLent: { unit: 'money', rows: 'product' },
  productBalance: { unit: 'money', rows: 'product' },
  productBadDebtRate: { unit: 'rate', rows: 'product' },
  productBorrowerCost: { unit: 'rate', rows: 'product' },
  productNetReturn: { unit: 'rate', rows: 'product' },
  purposeLoans: { unit: 'count', rows: 'purpose' },
  purposeBalance: { unit: 'money', rows: 'purpose' },
  industryLoans: { unit: 'count', rows: 'industry' },
  industryBalance: { unit: 'money', rows: 'industry' },
  // Who they are.
  activeUsersBySegment: { unit: 'count', rows: 'segment' },
  surveyAnswersBySegment: { unit: 'count', rows: 'segment' },
  satisfactionBySegment: { unit: 'rate', rows: 'segment' },
  satisfiedShareBySegment: { unit: 'rate', rows: 'segment' },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

export type FigureId = keyof typeof DISCLOSED_FIGURES;

/** What a Chinese platform publishes each month, in the order of the rules. */
export const MONTHLY_INDICATORS: readonly FigureId[] = [
  ...(['totalLent', 'loansMade', 'balance', 'loansOutstanding', 'interestOutstanding'] as const),
  ...(['lendersEver', 'lendersCurrent', 'borrowersEver', 'borrowersCurrent'] as const),
  ...(['topTenShare', 'topOneShare', 'relatedPrincipal', 'relatedLoans'] as const),
  ...(['overdueAmount', 'overdueLoans', 'over90Principal', 'over90Loans'] as const),
  ...(['overdueAmountRate', 'overdueLoanRate', 'compensatedAmount', 'compensatedLoans'] as const),
];

/**
 * The figure of that name, where there is one.
 *
 * @example figureIdOf('balance') // 'balance'
 */
export function figureIdOf(name: string): FigureId | undefined {
  return Object.hasOwn(DISCLOSED_FIGURES, name) ? (name as FigureId) : undefined;
}
