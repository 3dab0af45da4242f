// The platform's API: accounts, top-ups, authorisations, mandates and batches of instructions.
import { OpenAccountRequest } from '@mutua/contract/custodian/accounts.ts';
import { AuthorisationRequest, MandateRequest } from '@mutua/contract/custodian/authorisations.ts';
import { BatchRequest } from '@mutua/contract/custodian/instructions.ts';
import { TopUpRequest } from '@mutua/contract/custodian/top-ups.ts';
import { readCurrency } from '@mutua/core/money/currency.ts';
import { parseDay } from '@mutua/core/time/day.ts';
import type { FastifyInstance } from 'fastify';
import type { Bank } from '../bank.ts';
import type { BatchRow } from '../books/rows.ts';
import { requestAccount } from '../dealings/accounts.ts';
import { requestAuthorisation, requestMandate, revokeMandate } from '../dealings/authorisations.ts';
import { requestTopUp } from '../dealings/top-ups.ts';
import { digestOf, type Remembered, workBatch } from '../instructions/batch.ts';
import { readOldBatch, readOldResults } from '../records/history.ts';
import { accountView, authorisationView, mandateView, openingView, topUpView } from './answers.ts';
import type { BankContext } from './context.ts';
import { answering, type IdParams } from './durable-answer.ts';
import { requireOpen, requireReturnUrl } from './owner-checks.ts';
import { found, RequestRefused, same } from './problems.ts';
import { registerStatementRoutes } from './statement-routes.ts';

export function registerPlatformRoutes(api: FastifyInstance, context: BankContext): void {
  registerAccountRoutes(api, context);
  registerAuthorisationRoutes(api, context);
  registerBatchRoutes(api, context);
  registerStatementRoutes(api, context);
}

function registerAccountRoutes(api: FastifyInstance, context: BankContext): void {
  const { bank } = context;
  api.post<{ Body: OpenAccountRequest }>(
    '/api/accounts',
    { schema: { body: OpenAccountRequest } },
    answering(context, async ({ body }) => {
      if (!readCurrency(body.currency, 'currency').ok) {
        throw new RequestRefused('currency_unknown', `There is no currency ${body.currency}.`);
      }
      requireReturnUrl(context, body.returnUrl);
      return bank.turn((turn) => openingView(bank, same(requestAccount(turn, body))));
    }),
  );
  api.get<{ Params: IdParams }>(
    '/api/accounts/:id',
    answering(context, async ({ params }) =>
      accountView(bank, found(bank.books.accounts.get(params.id), 'account')),
    ),
  );
  api.post<{ Body: TopUpRequest }>(
    '/api/top-ups',
    { schema: { body: TopUpRequest } },
    answering(context, async ({ body }) => {
      requireOpen(bank, body.account, body.amount.currency);
      requireReturnUrl(context, body.returnUrl);
      return bank.turn((turn) => topUpView(bank, same(requestTopUp(turn, body))));
    }),
  );
  api.get<{ Params: IdParams }>(
    '/api/top-ups/:id',
    answering(context, async ({ params }) =>
      topUpView(bank, found(bank.books.topUps.get(params.id), 'top-up')),
    ),
  );
}

function registerAuthorisationRoutes(api: FastifyInstance, context: BankContext): void {
  const { bank } = context;
  api.post<{ Body: AuthorisationRequest }>(
    '/api/authorisations',
    { schema: { body: AuthorisationRequest } },
    answering(context, async ({ body }) => {
      requireOpen(bank, body.account, body.amount.currency);
      requireReturnUrl(context, body.returnUrl);
      requireFields(body);
      return bank.turn((turn) => authorisationView(bank, same(requestAuthorisation(turn, body))));
    }),
  );
  api.get<{ Params: IdParams }>(
    '/api/authorisations/:id',
    answering(context, async ({ params }) =>
      authorisationView(bank, found(bank.books.authorisations.get(params.id), 'authorisation')),
    ),
  );
  api.post<{ Body: MandateRequest }>(
    '/api/mandates',
    { schema: { body: MandateRequest } },
    answering(context, async ({ body }) => {
      requireOpen(bank, body.account, body.cap.currency);
      requireReturnUrl(context, body.returnUrl);
      requireMandateFields(body);
      return bank.turn((turn) => mandateView(bank, same(requestMandate(turn, body))));
    }),
  );
  api.get<{ Params: IdParams }>(
    '/api/mandates/:id',
    answering(context, async ({ params }) =>
      mandateView(bank, found(bank.books.mandates.get(params.id), 'mandate')),
    ),
  );
  api.post<{ Params: IdParams }>(
    '/api/mandates/:id/revoke',
    answering(context, async ({ params }) =>
      bank.turn((turn) => {
        const row = found(turn.books.mandates.get(params.id), 'mandate');
        if (row.state === 'waiting' || row.state === 'granted') revokeMandate(turn, row);
        return mandateView(bank, turn.books.mandates.get(params.id) ?? row);
      }),
    ),
  );
}

function registerBatchRoutes(api: FastifyInstance, context: BankContext): void {
  const { bank } = context;
  api.post<{ Body: BatchRequest }>(
    '/api/batches',
    { schema: { body: BatchRequest } },
    answering(
      context,
      async ({ body }) => {
        const { batchId, instructions } = body;
        const old = await oldBatch(bank, batchId);
        if (old === undefined) {
          const remembered = await oldResults(bank, instructions);
          await bank.turn((turn) => same(workBatch(turn, body, remembered)));
        } else if (old.digest !== digestOf(instructions)) {
          same(undefined);
        }
        return { batchId };
      },
      202,
    ),
  );
  api.get<{ Params: IdParams }>(
    '/api/batches/:id',
    answering(context, async ({ params: { id } }) => {
      const { batches, results } = bank.books;
      const row = batches.get(id) ?? (await oldBatch(bank, id));
      const { batchId, day, results: first } = found(row, 'batch');
      // An instruction that waited for its owner may have its outcome by now. One that was refused because its id
      // is another's stays so: what became of that other one is not what became of it.
      const latest = first.map((one) =>
        one.reason === 'instruction_differs' ? one : (results.get(one.id)?.result ?? one),
      );
      return { batchId, day, results: latest };
    }),
  );
  api.get<{ Params: IdParams }>(
    '/api/instructions/:id',
    answering(context, async ({ params: { id } }) => {
      const row = bank.books.results.get(id) ?? (await oldResults(bank, [{ id }])).get(id);
      const { batchId, result } = found(row, 'instruction');
      return { batchId, result };
    }),
  );
}

/** A batch that is no longer in memory. */
async function oldBatch(bank: Bank, batchId: string): Promise<BatchRow | undefined> {
  const day = bank.books.oldBatches.get(batchId);
  return day === undefined ? undefined : readOldBatch(bank.journalFolder, batchId, day);
}

/** Those of these instructions' results that are no longer in memory. */
function oldResults(
  bank: Bank,
  instructions: readonly { readonly id: string }[],
): Promise<Remembered> {
  const dayById = new Map<string, string>();
  for (const { id } of instructions) {
    const day = bank.books.oldResults.get(id);
    if (day !== undefined) dayById.set(id, day);
  }
  return readOldResults(bank.journalFolder, dayById);
}

function requireFields({ kind, payee, loanId, fees }: AuthorisationRequest): void {
  const isComplete =
    (kind !== 'freeze' || payee !== undefined) && (kind === 'withdraw') === (loanId === undefined);
  const isTooMuch =
    (kind !== 'freeze' && payee !== undefined) || (kind !== 'distribute' && fees !== undefined);
  if (isComplete && !isTooMuch) return;
  throw new RequestRefused(
    'invalid_input',
    'A freeze names payee and loanId, a distribution loanId and perhaps fees, a withdrawal none of them.',
  );
}

function requireMandateFields({
  scope,
  loanId,
  cap,
  perInstructionCap,
  expiresDay,
}: MandateRequest): void {
  if ((scope === 'repayment' || scope === 'fees') && loanId === undefined) {
    throw new RequestRefused('invalid_input', `A mandate of scope ${scope} names its loanId.`);
  }
  if (perInstructionCap !== undefined && perInstructionCap.currency !== cap.currency) {
    throw new RequestRefused('invalid_input', 'body.perInstructionCap has another currency.');
  }
  if (!parseDay(expiresDay, 'expiresDay').ok) {
    throw new RequestRefused('invalid_input', 'body.expiresDay is no day.');
  }
}
