// In which sections the figures that stand alone are shown.
import type { FigureId } from '@mutua/core/disclosure/figure-catalogue.ts';

type Section = 'money' | 'people' | 'month' | 'concentration' | 'overdue' | 'safeguards';

export const INDICATOR_SECTIONS: readonly (readonly [Section, readonly FigureId[]])[] = [
  [
    'money',
    [
      ...(['totalLent', 'principalRepaid', 'writtenOffLeft', 'principalWaived'] as const),
      ...(['balance', 'loansMade', 'loansRepaid', 'loansWrittenOff'] as const),
      ...(['loansOutstanding', 'interestOutstanding', 'interestToLenders'] as const),
      ...(['writeOffRate', 'recoveredAfterWriteOff', 'netReturn'] as const),
    ],
  ],
  [
    'people',
    [
      ...(['lendersEver', 'borrowersEver', 'lendersCurrent', 'borrowersCurrent'] as const),
      ...(['averageLent', 'averageBorrowed', 'registeredClients', 'activeUsers'] as const),
      ...(['surveyAnswers', 'satisfaction', 'satisfiedShare'] as const),
    ],
  ],
  ['month', ['monthLent', 'monthLoans', 'monthPrincipalRepaid', 'monthInterest']],
  [
    'concentration',
    [
      ...(['topTenShare', 'topOneShare', 'largestLoanShare', 'largestRegionShare'] as const),
      ...(['largestIndustryShare', 'largestGuarantorShare'] as const),
      ...(['relatedPrincipal', 'relatedLoans'] as const),
    ],
  ],
  [
    'overdue',
    [
      ...(['overdueAmount', 'overdueLoans', 'overdueAmountRate', 'overdueLoanRate'] as const),
      ...(['overduePrincipal', 'overdueRate', 'over90Principal', 'over90Loans'] as const),
      ...(['over90Rate', 'badDebt', 'badDebtRate'] as const),
    ],
  ],
  [
    'safeguards',
    [
      ...(['compensatedAmount', 'compensatedLoans', 'compensationOnTime'] as const),
      ...(['compensationRate', 'reserveBalance', 'reserveRatio', 'reserveCoverage'] as const),
      ...(['defaultRecovery', 'fundUtilisation', 'idleDays', 'operatingCost'] as const),
      ...(['costPerLoan', 'costPerUnitLent'] as const),
    ],
  ],
];
