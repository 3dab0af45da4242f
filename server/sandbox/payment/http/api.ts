// What the platform may ask of the payment provider; every request here is signed.
import { PaymentRequest, RefundRequest } from '@mutua/contract/payment/payments.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PaymentRow } from '../books.ts';
import { paymentOf, paymentOnWire, requestPayment, reverse } from '../payments.ts';
import type { Provider } from '../provider.ts';
import { settlementsSince } from '../settlements.ts';
import type { Turn } from '../turn.ts';

export function registerApi(app: FastifyInstance, provider: Provider, ownUrl: () => string): void {
  const { books, configuration } = provider;
  const onWire = (row: PaymentRow) => paymentOnWire(row, `${ownUrl()}/pay/${row.token}`);

  /** Does it, and then answers, unless the sandbox was told not to. */
  const answer = async (
    request: FastifyRequest,
    reply: FastifyReply,
    work: (turn: Turn) => PaymentRow,
  ) => {
    const { row, isSilent } = await provider.act((turn) => ({
      row: work(turn),
      isSilent: turn.takeBehaviour({ of: 'answer', path: request.url }) !== undefined,
    }));
    if (!isSilent) return onWire(row);
    return reply.hijack();
  };

  app.post<{ Body: PaymentRequest }>(
    '/api/payments',
    { schema: { body: PaymentRequest } },
    (request, reply) => {
      const url = configuration.callbackUrl();
      const origin = url === undefined ? undefined : new URL(url).origin;
      return answer(request, reply, (turn) => requestPayment(turn, request.body, origin));
    },
  );

  app.post<{ Params: { id: string } }>(
    '/api/payments/:id/refund',
    { schema: { body: RefundRequest } },
    (request, reply) =>
      answer(request, reply, (turn) => reverse(turn, request.params.id, 'refund')),
  );

  app.get<{ Params: { id: string } }>('/api/payments/:id', ({ params }) =>
    provider.act(() => onWire(paymentOf(books, params.id))),
  );

  app.get<{ Params: { day: string }; Querystring: { since?: string } }>(
    '/api/settlements/:day',
    ({ params: { day }, query: { since = day } }) =>
      provider.act(() => ({
        day,
        settlements: settlementsSince(books, { since, day }, provider.settlesOn),
      })),
  );
}
