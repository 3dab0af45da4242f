// What the office reads of money, days, the ledger, people, safeguards and collection.
import type {
  AccountInBook,
  AccountKindInBook,
  TransferInBook,
} from '@mutua/contract/ledger/book.ts';
import type { LedgerStatement } from '@mutua/contract/ledger/statement.ts';
import type { LedgerTrace } from '@mutua/contract/ledger/trace.ts';
import type { AuthorityOnWire } from '@mutua/contract/office/authority.ts';
import type { ClosedDay, CloseView, DayJob } from '@mutua/contract/office/day-close.ts';
import type {
  AlarmOnWire,
  BreakOnWire,
  DayState,
  InstructionOnWire,
  ReceiptOnWire,
} from '@mutua/contract/office/money.ts';
import type {
  MoneyWaiting,
  TopUpInOffice,
  WithdrawalInOffice,
} from '@mutua/contract/office/money-flows.ts';
import type { ClientStanding, StaffInOffice } from '@mutua/contract/office/people-standing.ts';
import type { ClientInOffice } from '@mutua/contract/people/client.ts';
import type { CollateralOnWire } from '@mutua/contract/safeguard/collateral.ts';
import type { GuarantorInOffice, GuarantorOnWire } from '@mutua/contract/safeguard/guarantor.ts';
import type { ReserveInOffice } from '@mutua/contract/safeguard/reserve.ts';
import type { CaseInOffice, CaseInQueue } from '@mutua/contract/work/case.ts';
import type {
  CollectionBoard,
  ContactConductOnWire,
} from '@mutua/contract/work/collection-board.ts';
import type {
  CollectionCostOnWire,
  OwnAccountOnWire,
} from '@mutua/contract/work/collection-cost.ts';
import type { CollectorRecoveries } from '@mutua/contract/work/collector-recovery.ts';
import type { PageOf } from '../page-of.ts';

export interface OfficeMoneyReads {
  '/api/office/money-waiting': MoneyWaiting;
  '/api/office/top-ups': PageOf<TopUpInOffice>;
  '/api/office/withdrawals': PageOf<WithdrawalInOffice>;
  '/api/office/unmatched': PageOf<ReceiptOnWire>;
  '/api/office/instructions': PageOf<InstructionOnWire>;
  '/api/office/breaks': PageOf<BreakOnWire>;
  '/api/office/alarms': PageOf<AlarmOnWire>;
  '/api/office/own-accounts': { readonly items: readonly OwnAccountOnWire[] };
  '/api/office/days/current': DayState;
  '/api/office/days/current/close-view': CloseView;
  '/api/office/days/current/jobs': { readonly items: readonly DayJob[] };
  '/api/office/days': PageOf<ClosedDay>;
  '/api/office/account-kinds': { readonly items: readonly AccountKindInBook[] };
  '/api/office/account-kinds/:kind/accounts': PageOf<AccountInBook>;
  '/api/office/accounts/:kind/:owner/:currency/statement': LedgerStatement;
  '/api/office/transfers': PageOf<TransferInBook>;
  '/api/office/transfers/:transferId': TransferInBook;
  '/api/office/trace': LedgerTrace;
  '/api/office/collection-board': CollectionBoard;
  '/api/office/collector-recovery': CollectorRecoveries;
  '/api/office/cases': PageOf<CaseInQueue>;
  '/api/office/cases/:caseId': CaseInOffice;
  '/api/office/cases/:caseId/conduct': ContactConductOnWire;
  '/api/office/collection-costs': PageOf<CollectionCostOnWire>;
  '/api/office/clients': PageOf<ClientInOffice>;
  '/api/office/clients/:clientId': ClientInOffice;
  '/api/office/clients/:clientId/standing': ClientStanding;
  '/api/office/staff': PageOf<StaffInOffice>;
  '/api/office/authority-limits': PageOf<AuthorityOnWire>;
  '/api/office/guarantors': PageOf<GuarantorOnWire>;
  '/api/office/guarantors/:guarantorId': GuarantorInOffice;
  '/api/office/reserves': { readonly items: readonly ReserveInOffice[] };
  '/api/office/reserves/:schemeId': ReserveInOffice;
  '/api/office/collateral': PageOf<CollateralOnWire>;
}
