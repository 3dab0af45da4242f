// What payment providers tell the bank of payments by card. Nothing else is open to them.
import {
  ProviderReversal,
  ProviderSettlement,
} from '@mutua/contract/custodian/provider-settlements.ts';
import { sum } from '@mutua/core/money/minor-units.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Bank } from '../bank.ts';
import { amountOf } from '../books/amounts.ts';
import { settlePayments, takeBackPayment } from '../dealings/settlements.ts';
import type { BankContext } from './context.ts';
import { answering } from './durable-answer.ts';
import { providerOf } from './guards.ts';
import { found, RequestRefused, same } from './problems.ts';

export function registerProviderRoutes(api: FastifyInstance, context: BankContext): void {
  const { bank } = context;
  api.post<{ Body: ProviderSettlement }>(
    '/api/provider/settlements',
    { schema: { body: ProviderSettlement } },
    answering(context, async (request) => {
      const { body } = request;
      requireOwnName(request, body.provider);
      return bank.turn((turn) => {
        requireSound(bank, body);
        return same(settlePayments(turn, body));
      });
    }),
  );
  api.post<{ Body: ProviderReversal }>(
    '/api/provider/reversals',
    { schema: { body: ProviderReversal } },
    answering(context, async (request) => {
      const { body } = request;
      requireOwnName(request, body.provider);
      return bank.turn((turn) => {
        const row = turn.books.topUps.get(body.paymentId);
        // What others brought is none of this provider's business.
        const own = row?.provider === body.provider ? row : undefined;
        return same(takeBackPayment(turn, found(own, 'settled payment'), body));
      });
    }),
  );
}

function requireOwnName(request: FastifyRequest, provider: string): void {
  if (providerOf(request) === provider) return;
  throw new RequestRefused('signature_wrong', `The signature is not that of ${provider}.`);
}

/** All of it or nothing: one line that cannot be credited spoils the advice. */
function requireSound(bank: Bank, { lines, total }: ProviderSettlement): void {
  const { currency } = total;
  const isTotal = sum(lines.map(({ amount }) => amountOf(amount.minorUnits)));
  if (
    isTotal !== amountOf(total.minorUnits) ||
    lines.some(({ amount }) => amount.currency !== currency)
  ) {
    throw new RequestRefused('total_differs', 'The lines do not come to the total.');
  }
  if (new Set(lines.map(({ paymentId }) => paymentId)).size < lines.length) {
    throw new RequestRefused('invalid_input', 'body.lines names a payment twice.');
  }
  for (const [index, { account }] of lines.entries()) {
    requireClient(bank, account, currency, `body.lines.${index}.account`);
  }
}

function requireClient(bank: Bank, account: string, currency: string, field: string): void {
  const row = bank.books.accounts.get(account);
  if (row === undefined) throw new RequestRefused('not_found', `${field} is no account.`);
  if (row.class === 'platform') {
    throw new RequestRefused('account_not_client', `${field} is no client’s account.`);
  }
  if (row.state !== 'open') {
    throw new RequestRefused('account_not_open', `${field} is not open yet.`);
  }
  if (row.currency !== currency) {
    throw new RequestRefused('invalid_input', `${field} is kept in ${row.currency}.`);
  }
}
