// An answer leaves only when all that it may speak of is on the disk.
import type { FastifyReply, FastifyRequest, RouteGenericInterface } from 'fastify';
import type { BankContext } from './context.ts';

export interface IdParams {
  readonly id: string;
}

/** A route that answers with what `act` gives, unless the sandbox was told that this answer never comes. */
export function answering<Route extends RouteGenericInterface>(
  { bank }: BankContext,
  act: (request: FastifyRequest<Route>) => Promise<unknown>,
  status = 200,
) {
  return async (request: FastifyRequest<Route>, reply: FastifyReply): Promise<unknown> => {
    let answer: unknown;
    try {
      answer = await act(request);
    } finally {
      // A refusal may follow from what is not durable yet, as much as an answer.
      await bank.settled();
    }
    if (request.method === 'POST' && bank.books.behaviours.length > 0) {
      const occasion = { of: 'answer', path: request.url } as const;
      const mishap = await bank.turn((turn) => turn.takeBehaviour(occasion));
      if (mishap !== undefined) {
        reply.hijack();
        return reply;
      }
    }
    return reply.status(status).type('application/json').send(JSON.stringify(answer));
  };
}
