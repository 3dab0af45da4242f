// What the guided path of a lender and the pages of money in and out read.
import type { ProfileOnWire, QuestionnaireOnWire } from '@mutua/contract/people/client.ts';
import type {
  MandateOnWire,
  PurseOnWire,
  TopUpOnWire,
  TransferSlip,
  WithdrawalOnWire,
} from '@mutua/contract/wallet/money-in-out.ts';
import type { PageOf } from '../page-of.ts';

export interface LendPathReads {
  '/api/clients/me': ProfileOnWire;
  '/api/questionnaire': QuestionnaireOnWire;
  '/api/accounts': PageOf<PurseOnWire>;
  '/api/top-up-code': TransferSlip;
  '/api/top-ups': PageOf<TopUpOnWire>;
  '/api/withdrawals': PageOf<WithdrawalOnWire>;
  '/api/mandates': PageOf<MandateOnWire>;
}
