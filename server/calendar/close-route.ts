// What the office reads of days: the close of the open one, its jobs, and those that are closed.
import { PageQuery } from '@mutua/contract/http/page.ts';
import { ClosedDay, CloseView, DayJob } from '@mutua/contract/office/day-close.ts';
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { RoleAccess } from '../http/access.ts';
import { KEY_PARTS, pageOf } from '../http/cursor.ts';
import { registerList, registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { readCloseView } from './close-view-read.ts';
import { readClosedDays } from './closed-days-read.ts';
import { readJobsOfToday } from './day-jobs-read.ts';

/** Those who keep the books and those who look into them. */
const BOOKKEEPERS: RoleAccess = {
  roles: ['staff', 'regulator', 'auditor'],
  positions: ['finance_officer', 'compliance_officer', 'internal_auditor'],
};

export function registerDayCloseReads(app: FastifyInstance, { pool, clock }: RouteContext): void {
  registerRead(app, {
    url: '/api/office/days/current/close-view',
    access: BOOKKEEPERS,
    operationId: 'getCloseView',
    tag: 'office',
    summary: 'The close of the open day: its steps, the books side by side, breaks and laws',
    answer: CloseView,
    read: async ({ actor }) => actor && readCloseView(pool, clock(), actor),
  });
  registerRead(app, {
    url: '/api/office/days/current/jobs',
    access: { roles: ['staff', 'regulator', 'auditor'] },
    operationId: 'listDayJobs',
    tag: 'office',
    summary: 'The jobs of the end of the day: what waits for each, and what each has worked',
    answer: Type.Object({ items: Type.Array(DayJob) }),
    read: async () => ({ items: [...(await readJobsOfToday(pool))] }),
  });
  registerList(app, {
    url: '/api/office/days',
    access: { roles: ['staff', 'regulator', 'auditor'] },
    operationId: 'listClosedDays',
    tag: 'office',
    summary: 'The days that are closed, the newest first',
    query: PageQuery,
    item: ClosedDay,
    key: [KEY_PARTS.day],
    read: async ({ page }) =>
      pageOf(await readClosedDays(pool, page), page, {
        key: ({ day }) => [day],
        item: (one) => one,
      }),
  });
}
