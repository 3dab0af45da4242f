// The sandbox's controls: days, clock, chargebacks, mistakes and bad days. They need the sandbox key.
import { MoveClock, SetDay } from '@mutua/contract/custodian/sandbox.ts';
import {
  Chargeback,
  type ProviderBehaviour,
  type ProviderState,
  SetProviderBehaviours,
  TamperSettlement,
} from '@mutua/contract/payment/sandbox.ts';
import { isoOf } from '@mutua/core/time/instant.ts';
import type { FastifyInstance } from 'fastify';
import type { BehaviourRow } from '../books.ts';
import { reverse } from '../payments.ts';
import type { Provider } from '../provider.ts';
import { openDay, tamperSettlement } from '../settlements.ts';
import type { Turn } from '../turn.ts';

const SHOWN = 100;

export function registerControls(app: FastifyInstance, provider: Provider): void {
  /** Does it, and shows how the sandbox then stands. */
  const control = async (work: (turn: Turn) => void): Promise<ProviderState> => {
    await provider.act(work);
    return stateOf(provider);
  };

  app.get('/sandbox/state', () => control(() => undefined));

  app.post<{ Body: SetDay }>('/sandbox/day', { schema: { body: SetDay } }, ({ body }) =>
    control((turn) => openDay(turn, body.day, provider.settlesOn)),
  );

  app.post<{ Body: MoveClock }>(
    '/sandbox/clock',
    { schema: { body: MoveClock } },
    async ({ body }) => {
      await provider.act((turn) => {
        turn.put({ is: 'clock', offset: turn.books.clockOffset + body.advanceMs });
      });
      // Whatever is over by the new time is over now.
      return control(() => undefined);
    },
  );

  app.post<{ Params: { id: string } }>(
    '/sandbox/payments/:id/reverse',
    { schema: { body: Chargeback } },
    ({ params }) =>
      control((turn) => {
        reverse(turn, params.id, 'chargeback');
      }),
  );

  app.post<{ Body: TamperSettlement }>(
    '/sandbox/settlements/tamper',
    { schema: { body: TamperSettlement } },
    ({ body }) => control((turn) => tamperSettlement(turn, body.paymentId, body.by)),
  );

  app.post<{ Body: SetProviderBehaviours }>(
    '/sandbox/behaviours',
    { schema: { body: SetProviderBehaviours } },
    ({ body }) =>
      control((turn) => {
        const added = body.behaviours.map((one) => ({ ...one, left: one.count ?? 1 }));
        const kept = body.replace === true ? [] : turn.books.behaviours;
        turn.put({ is: 'behaviours', rows: [...kept, ...added] });
      }),
  );
}

function stateOf(provider: Provider): ProviderState {
  const { books } = provider;
  const undelivered = [...books.callbacks.values()].slice(0, SHOWN);
  return {
    day: books.day,
    clock: isoOf(provider.now()),
    behaviours: books.behaviours.map(behaviourLeft),
    undelivered: undelivered.map(({ callback: { id, sequence, kind } }) => ({
      id,
      sequence,
      kind,
    })),
    undeliveredCount: books.callbacks.size,
    unadvised: [...books.unadvised.values()].reduce((count, ids) => count + ids.size, 0),
    advices: [...books.advices.values()].slice(0, SHOWN).map(({ id, kind }) => {
      const { count: attempts, refused } = provider.attemptsOf(id);
      return { id, kind, attempts, ...(refused !== undefined && { refused }) };
    }),
    adviceCount: books.advices.size,
  };
}

function behaviourLeft({ left, ...behaviour }: BehaviourRow): ProviderBehaviour {
  return behaviour.chancePpm === undefined ? { ...behaviour, count: left } : behaviour;
}
