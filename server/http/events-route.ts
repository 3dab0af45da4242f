// GET /api/events: what a person may see move, as it moves.
import { LIVE_EVENTS } from '@mutua/contract/http/live-event.ts';
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { SIGNED_IN, sessionOf } from './access.ts';
import type { RouteContext } from './route-context.ts';

export function registerEvents(
  app: FastifyInstance,
  { eventStreams, liveFeed }: Pick<RouteContext, 'eventStreams' | 'liveFeed'>,
): void {
  const schema = {
    operationId: 'followEvents',
    tags: ['platform'],
    summary: 'What moves, as it moves',
    description:
      'Server-sent events. Your own bids, top-ups, withdrawals and loans, that you were told something, and how far listings are funded. After a break, send the last id as `Last-Event-ID`; where what followed it is no longer kept, one event `read_anew` comes instead. `x-events` says what each event carries.',
    response: {
      200: {
        description: 'A stream that stays open.',
        content: { 'text/event-stream': { schema: Type.String() } },
      },
    },
    'x-events': LIVE_EVENTS,
    'x-refusals': ['busy', 'too_many_requests'],
  };
  const config = { access: { ...SIGNED_IN, isBackground: true } };
  app.get('/api/events', { schema, config }, async (request, reply) => {
    const { personId, roles } = sessionOf(request);
    await eventStreams.answer(request, reply, liveFeed.sourceFor({ personId, roles }));
  });
}
