// What the office reads about money.
import { PAGE_FIELDS } from '@mutua/contract/http/page.ts';
import {
  AlarmOnWire,
  BreakOnWire,
  InstructionOnWire,
  ReceiptOnWire,
} from '@mutua/contract/office/money.ts';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import Type, { type Static, type TObject } from 'typebox';
import type { RoleAccess } from '../http/access.ts';
import { KEY_PARTS, type PageRequest, pageOf } from '../http/cursor.ts';
import { present } from '../http/read-fields.ts';
import { registerList } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import {
  type QueueAsked,
  readAlarms,
  readBreaks,
  readInstructions,
  readReceipts,
} from './office-money-read.ts';

const READERS: RoleAccess = {
  roles: ['staff', 'regulator', 'auditor'],
  positions: ['finance_officer', 'compliance_officer', 'internal_auditor'],
};

export function registerOfficeMoneyReads(app: FastifyInstance, { pool }: RouteContext): void {
  registerQueue(app, pool, {
    url: '/api/office/breaks',
    idName: 'breakId',
    operationId: 'listBreaks',
    summary: 'Differences between the books, the newest first',
    states: ['found', 'explained', 'mended'],
    item: BreakOnWire,
    readThem: readBreaks,
  });
  registerQueue(app, pool, {
    url: '/api/office/unmatched',
    idName: 'receiptId',
    operationId: 'listReceipts',
    summary: 'Money that came and is nobody’s yet, and what became of it',
    states: ['unmatched', 'proposed', 'instructed', 'sent', 'claimed', 'sent_back', 'settled'],
    item: ReceiptOnWire,
    readThem: readReceipts,
  });
  registerQueue(app, pool, {
    url: '/api/office/alarms',
    idName: 'alarmId',
    timeName: 'raisedAt',
    operationId: 'listAlarms',
    summary: 'Alarms, the newest first',
    states: ['open', 'ended'],
    item: AlarmOnWire,
    readThem: readAlarms,
  });
  registerQueue(app, pool, {
    url: '/api/office/instructions',
    idName: 'instructionId',
    operationId: 'listInstructions',
    summary: 'What the custodian was asked, and how it stands',
    states: ['created', 'sent', 'confirmed', 'refused', 'unknown', 'expired'],
    item: InstructionOnWire,
    readThem: readInstructions,
  });
}

interface Queue<Item extends TObject> {
  readonly url: string;
  readonly idName: string & keyof Static<Item>;
  /** Where the ids do not rise with time. */
  readonly timeName?: string & keyof Static<Item>;
  readonly operationId: string;
  readonly summary: string;
  readonly states: readonly string[];
  readonly item: Item;
  readonly readThem: (
    pool: pg.Pool,
    asked: QueueAsked,
    page: PageRequest,
  ) => Promise<readonly Static<Item>[]>;
}

function registerQueue<Item extends TObject>(
  app: FastifyInstance,
  pool: pg.Pool,
  { url, idName, timeName, operationId, summary, states, item, readThem }: Queue<Item>,
): void {
  const key = timeName === undefined ? [KEY_PARTS.id] : [KEY_PARTS.instant, KEY_PARTS.id];
  registerList(app, {
    ...{ url, access: READERS, operationId, tag: 'office', summary, item, key },
    query: Type.Object(
      { ...PAGE_FIELDS, state: Type.Optional(Type.Enum([...states])) },
      { additionalProperties: false },
    ),
    read: async ({ actor, page, query }) => {
      if (actor === undefined) return undefined;
      const { state } = present({ state: query.state });
      return pageOf(await readThem(pool, { state, actor }, page), page, {
        key: (one) => [
          ...(timeName === undefined ? [] : [String(one[timeName])]),
          String(one[idName]),
        ],
        item: (one) => one,
      });
    },
  });
}
