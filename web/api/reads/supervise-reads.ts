// What supervision reads.
import type { FiguresOfDay } from '@mutua/contract/disclosure/figures.ts';
import type {
  IndicatorRow,
  LoanEvidence,
  LoanSample,
  ObserverView,
  SupervisedDay,
  SupervisedFigures,
  TransferOfLoan,
} from '@mutua/contract/supervision/supervision.ts';
import type { PageOf } from '../page-of.ts';

export interface SuperviseReads {
  '/api/supervision/days': PageOf<SupervisedDay>;
  '/api/supervision/indicators': SupervisedFigures;
  '/api/supervision/indicators/:indicatorId/rows': PageOf<IndicatorRow>;
  '/api/supervision/samples': LoanSample;
  '/api/supervision/loans/:loanId': LoanEvidence;
  '/api/supervision/loans/:loanId/transfers': PageOf<TransferOfLoan>;
  '/api/supervision/access-log': PageOf<ObserverView>;
  '/api/disclosure/figures': FiguresOfDay;
}
