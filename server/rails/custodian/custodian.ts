// The custodian bank as the platform sees it: what may be asked of it, over signed HTTP.
import type {
  AccountAtBank,
  BalancesPage,
  OpenAccountAnswer,
  OpenAccountRequest,
} from '@mutua/contract/custodian/accounts.ts';
import type {
  AuthorisationAtBank,
  AuthorisationRequest,
  MandateAtBank,
  MandateRequest,
} from '@mutua/contract/custodian/authorisations.ts';
import type {
  BatchAtBank,
  BatchRequest,
  BatchTaken,
  InstructionAtBank,
} from '@mutua/contract/custodian/instructions.ts';
import type { StatementLinesPage } from '@mutua/contract/custodian/statement-lines.ts';
import type { TopUpAtBank, TopUpRequest } from '@mutua/contract/custodian/top-ups.ts';
import {
  RailRefused,
  RailSilent,
  SignedClient,
  type SignedClientOptions,
} from '../signed-client.ts';

/** It did not answer: what was asked may have been done. */
export const CustodianSilent = RailSilent;
/** It answered no; nothing was done. */
export const CustodianRefused = RailRefused;

export type CustodianOptions = SignedClientOptions;

/** Every method throws CustodianSilent or CustodianRefused where there is no answer to give. */
export interface Custodian {
  openAccount(request: OpenAccountRequest): Promise<OpenAccountAnswer>;
  account(account: string): Promise<AccountAtBank>;
  requestTopUp(request: TopUpRequest): Promise<TopUpAtBank>;
  topUp(id: string): Promise<TopUpAtBank>;
  requestAuthorisation(request: AuthorisationRequest): Promise<AuthorisationAtBank>;
  requestMandate(request: MandateRequest): Promise<MandateAtBank>;
  revokeMandate(id: string): Promise<MandateAtBank>;
  sendBatch(batch: BatchRequest): Promise<BatchTaken>;
  batch(id: string): Promise<BatchAtBank>;
  instruction(id: string): Promise<InstructionAtBank>;
  /** The end-of-day statement as the bank writes it: an ISO 20022 camt.053 document. */
  statementXml(day: string): Promise<string>;
  statementLines(day: string, after?: string): Promise<StatementLinesPage>;
  balances(after?: string): Promise<BalancesPage>;
}

/** The bank at that address. */
export function reachCustodian(options: CustodianOptions): Custodian {
  const client = new SignedClient(options);
  const after = (cursor: string | undefined) =>
    cursor === undefined ? '' : `?after=${encodeURIComponent(cursor)}`;
  return {
    openAccount: (request) => client.post('/api/accounts', request),
    account: (account) => client.get(`/api/accounts/${encodeURIComponent(account)}`),
    requestTopUp: (request) => client.post('/api/top-ups', request),
    topUp: (id) => client.get(`/api/top-ups/${id}`),
    requestAuthorisation: (request) => client.post('/api/authorisations', request),
    requestMandate: (request) => client.post('/api/mandates', request),
    revokeMandate: (id) => client.post(`/api/mandates/${id}/revoke`, {}),
    sendBatch: (batch) => client.post('/api/batches', batch),
    batch: (id) => client.get(`/api/batches/${id}`),
    instruction: (id) => client.get(`/api/instructions/${id}`),
    statementXml: (day) => client.ask('GET', `/api/statements/${day}.xml`),
    statementLines: (day, cursor) => client.get(`/api/statements/${day}/lines${after(cursor)}`),
    balances: (cursor) => client.get(`/api/balances${after(cursor)}`),
  };
}
