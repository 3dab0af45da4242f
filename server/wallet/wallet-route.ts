// What a client reads about its money.
import {
  MandateOnWire,
  PurseOnWire,
  TopUpOnWire,
  TransferSlip,
  WithdrawalOnWire,
} from '@mutua/contract/wallet/money-in-out.ts';
import type { ClientRole } from '@mutua/core/people/client.ts';
import { topUpCodeOf } from '@mutua/core/wallet/slip.ts';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import type { Static, TObject } from 'typebox';
import Type from 'typebox';
import { KEY_PARTS, pageOf } from '../http/cursor.ts';
import { idIn } from '../http/read-fields.ts';
import { registerList, registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import {
  type OwnAsked,
  readClientNumber,
  readMandates,
  readPurses,
  readTopUps,
  readWithdrawals,
} from './own-money-read.ts';

const CLIENT = { roles: ['lender', 'borrower', 'partner'] } as const;
const CLIENT_ROLES: readonly ClientRole[] = ['lender', 'borrower', 'partner'];

export function registerWalletReads(app: FastifyInstance, { pool }: RouteContext): void {
  registerRead(app, {
    url: '/api/accounts',
    access: CLIENT,
    operationId: 'listAccounts',
    tag: 'wallet',
    summary: 'Your purses: cash, what of it is held, what is available',
    answer: Type.Object({ items: Type.Array(PurseOnWire) }),
    read: async ({ actor }) => {
      if (actor === undefined) return undefined;
      const roles = CLIENT_ROLES.filter((role) => actor.roles.includes(role));
      return { items: [...(await readPurses(pool, actor.id, roles))] };
    },
  });
  registerRead(app, {
    url: '/api/top-up-code',
    access: CLIENT,
    operationId: 'getTopUpCode',
    tag: 'wallet',
    summary: 'The code to write on a bank transfer, so that it is known to be yours',
    answer: TransferSlip,
    refusals: ['not_found'],
    read: async ({ actor }) => {
      const number = actor && (await readClientNumber(pool, actor.id));
      return number === undefined ? undefined : { code: topUpCodeOf(number) };
    },
  });
  registerOwn(app, pool, {
    url: '/api/top-ups',
    idName: 'topUpId',
    thing: 'TopUp',
    words: 'top-ups',
    item: TopUpOnWire,
    readThem: readTopUps,
  });
  registerOwn(app, pool, {
    url: '/api/withdrawals',
    idName: 'withdrawalId',
    thing: 'Withdrawal',
    words: 'withdrawals',
    item: WithdrawalOnWire,
    readThem: readWithdrawals,
  });
  registerOwn(app, pool, {
    url: '/api/mandates',
    idName: 'mandateId',
    thing: 'Mandate',
    words: 'mandates for payments',
    item: MandateOnWire,
    readThem: readMandates,
  });
}

interface OwnThings<Item extends TObject> {
  readonly url: string;
  readonly idName: string & keyof Static<Item>;
  readonly thing: string;
  readonly words: string;
  readonly item: Item;
  readonly readThem: (
    pool: pg.Pool,
    asked: OwnAsked,
  ) => Promise<readonly (Static<Item> & { readonly requestedAt: string })[]>;
}

/** A list of a client's own things, and each of them. */
function registerOwn<Item extends TObject>(
  app: FastifyInstance,
  pool: pg.Pool,
  { url, idName, thing, words, item, readThem }: OwnThings<Item>,
): void {
  registerList(app, {
    url,
    access: CLIENT,
    operationId: `list${thing}s`,
    tag: 'wallet',
    summary: `Your ${words}, the newest first`,
    item,
    key: [KEY_PARTS.instant, KEY_PARTS.id],
    read: async ({ actor, page }) =>
      actor &&
      pageOf(await readThem(pool, { clientId: actor.id, page }), page, {
        key: (one) => [one.requestedAt, String(one[idName])],
        item: (one) => one,
      }),
  });
  registerRead(app, {
    url: `${url}/:${idName}`,
    access: CLIENT,
    operationId: `get${thing}`,
    tag: 'wallet',
    summary: `One of your ${words}`,
    answer: item,
    read: async ({ actor, path }) => {
      const id = idIn(path[idName], idName);
      return actor && (await readThem(pool, { clientId: actor.id, id }))[0];
    },
  });
}
