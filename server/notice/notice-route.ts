// A client's own notices, how far they are read, and what the office sees of them.
import { Done } from '@mutua/contract/http/command.ts';
import { PageQuery } from '@mutua/contract/http/page.ts';
import { MarkNoticesReadBody, NoticeInOffice, NoticePage } from '@mutua/contract/notice/notice.ts';
import { refuse } from '@mutua/core/kit/result.ts';
import type { NoticePlace } from '@mutua/core/notice/notice.ts';
import type { FastifyInstance } from 'fastify';
import type { RoleAccess } from '../http/access.ts';
import { registerCommand } from '../http/command-route.ts';
import { KEY_PARTS, type Key, pageOf, readPageRequest } from '../http/cursor.ts';
import { orRefused, Refused } from '../http/problems.ts';
import { idIn } from '../http/read-fields.ts';
import { registerList, registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import {
  countUnread,
  isOwnNotice,
  readNoticesOfClient,
  readNoticesOfLoan,
  readOwnNotices,
} from './notice-read.ts';

const CLIENT: RoleAccess = { roles: ['borrower', 'lender', 'partner'] };

/** Those who answer for what clients were told. */
const READERS: RoleAccess = {
  roles: ['staff', 'regulator', 'auditor'],
  positions: [
    ...(['loan_officer', 'service_agent', 'collector', 'compliance_officer'] as const),
    ...(['internal_auditor', 'branch_officer'] as const),
  ],
};

/** The number of the command, and the place behind it. */
const KEY = [KEY_PARTS.number, KEY_PARTS.number];

export function registerNotices(app: FastifyInstance, { pool, lane }: RouteContext): void {
  registerRead(app, {
    url: '/api/notices',
    access: CLIENT,
    operationId: 'listNotices',
    tag: 'notice',
    summary: 'What you were told, the newest first, and how much of it you have not read',
    query: PageQuery,
    answer: NoticePage,
    read: async ({ actor, query, language }) => {
      if (actor === undefined) return undefined;
      const page = orRefused(readPageRequest(query, KEY), 'query');
      const [notices, unread] = await Promise.all([
        readOwnNotices(pool, actor.id, { ...page, language }),
        countUnread(pool, actor.id),
      ]);
      return { ...pageOf(notices, page, { key: keyOf, item: (notice) => notice }), unread };
    },
  });
  registerCommand(app, lane, {
    url: '/api/notices/read-mark',
    access: CLIENT,
    operationId: 'markNoticesRead',
    tag: 'notice',
    summary: 'Mark a notice, and all before it, as read',
    description: 'A mark never goes back: an older one than the one that stands changes nothing.',
    body: MarkNoticesReadBody,
    answer: Done,
    refusals: ['not_found'],
    read: async ({ body, actor }) => {
      const through = placeIn(body.through);
      const isOwn = await isOwnNotice(pool, actor.id, through);
      if (!isOwn) throw new Refused(refuse('not_found').refusal);
      return { kind: 'MarkNoticesRead', through };
    },
    write: () => ({}),
  });
}

export function registerOfficeNotices(app: FastifyInstance, { pool }: RouteContext): void {
  registerList(app, {
    url: '/api/office/loans/:loanId/notices',
    access: READERS,
    operationId: 'listNoticesOfLoan',
    tag: 'office',
    summary: 'What the two sides of a loan were told, the newest first',
    item: NoticeInOffice,
    key: KEY,
    read: async ({ path, page, language }) => {
      const loanId = idIn(path.loanId, 'loanId');
      const notices = await readNoticesOfLoan(pool, loanId, { ...page, language });
      return notices && pageOf(notices, page, { key: keyOf, item: (notice) => notice });
    },
  });
  registerList(app, {
    url: '/api/office/clients/:clientId/notices',
    access: READERS,
    operationId: 'listNoticesOfClient',
    tag: 'office',
    summary: 'What a client was told, the newest first',
    item: NoticeInOffice,
    key: KEY,
    read: async ({ path, page, language }) => {
      const clientId = idIn(path.clientId, 'clientId');
      const notices = await readNoticesOfClient(pool, clientId, { ...page, language });
      return notices && pageOf(notices, page, { key: keyOf, item: (notice) => notice });
    },
  });
}

/** The form of the id was checked by the schema. */
function placeIn(noticeId: string): NoticePlace {
  const [sequence = '', place = ''] = noticeId.split('-');
  return { sequence: BigInt(sequence), place: Number(place) };
}

function keyOf({ noticeId }: { readonly noticeId: string }): Key {
  return noticeId.split('-');
}
