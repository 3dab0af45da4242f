// The custodian bank as the platform sees it: what may be asked of it, over signed HTTP.
//
// A call that times out may have been carried out. So everything that is asked has an id of ours under which
// the bank does it once, and may be asked for again or asked after.
import type {
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
import type { BankProblem } from '@mutua/contract/custodian/wire.ts';
import type { Instant } from '@mutua/core/time/instant.ts';
import { type SigningKey, signRequest } from '../signed-request.ts';

const ANSWER_MS = 10_000;

/** The bank did not answer, or not in words that can be read: what was asked may have been done. */
export class CustodianSilent extends Error {
  override readonly name = 'CustodianSilent';
}

/** The bank answered no; nothing was done. */
export class CustodianRefused extends Error {
  override readonly name = 'CustodianRefused';
  readonly status: number;
  readonly problem: BankProblem;

  constructor(status: number, problem: BankProblem) {
    super(`${problem.code}: ${problem.detail}`);
    this.status = status;
    this.problem = problem;
  }
}

export interface CustodianOptions {
  /** Without a slash at its end. */
  readonly url: string;
  readonly key: SigningKey;
  readonly clock: () => Instant;
  readonly answerMs?: number;
}

/** Every method throws CustodianSilent or CustodianRefused where there is no answer to give. */
export interface Custodian {
  openAccount(request: OpenAccountRequest): Promise<OpenAccountAnswer>;
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
export function reachCustodian({
  url,
  key,
  clock,
  answerMs = ANSWER_MS,
}: CustodianOptions): Custodian {
  async function ask(method: 'GET' | 'POST', path: string, given?: unknown): Promise<string> {
    const body = given === undefined ? '' : JSON.stringify(given);
    const signature = signRequest(key, { method, path, body }, clock());
    const type = body === '' ? {} : { 'content-type': 'application/json' };
    let answer: Response;
    let text: string;
    try {
      answer = await fetch(`${url}${path}`, {
        method,
        headers: { ...type, ...signature },
        ...(body === '' ? {} : { body }),
        redirect: 'error',
        signal: AbortSignal.timeout(answerMs),
      });
      text = await answer.text();
    } catch (cause) {
      throw new CustodianSilent(`The bank did not answer ${method} ${path}.`, { cause });
    }
    if (answer.ok) return text;
    if (answer.status >= 500) {
      throw new CustodianSilent(`The bank answered ${method} ${path} with ${answer.status}.`);
    }
    throw new CustodianRefused(answer.status, parsed(text) as BankProblem);
  }

  const get = async <Answer>(path: string) => parsed(await ask('GET', path)) as Answer;
  const post = async <Answer>(path: string, body: unknown) =>
    parsed(await ask('POST', path, body)) as Answer;
  const after = (cursor: string | undefined, sign: '?' | '&') =>
    cursor === undefined ? '' : `${sign}after=${encodeURIComponent(cursor)}`;

  return {
    openAccount: (request) => post('/api/accounts', request),
    requestTopUp: (request) => post('/api/top-ups', request),
    topUp: (id) => get(`/api/top-ups/${id}`),
    requestAuthorisation: (request) => post('/api/authorisations', request),
    requestMandate: (request) => post('/api/mandates', request),
    revokeMandate: (id) => post(`/api/mandates/${id}/revoke`, {}),
    sendBatch: (batch) => post('/api/batches', batch),
    batch: (id) => get(`/api/batches/${id}`),
    instruction: (id) => get(`/api/instructions/${id}`),
    statementXml: (day) => ask('GET', `/api/statements/${day}.xml`),
    statementLines: (day, cursor) => get(`/api/statements/${day}/lines${after(cursor, '?')}`),
    balances: (cursor) => get(`/api/balances${after(cursor, '?')}`),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CustodianSilent('The bank answered something that is no JSON.', { cause });
  }
}
