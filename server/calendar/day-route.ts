// The business day: how it stands, and what the office does to end it.
import { Done } from '@mutua/contract/http/command.ts';
import {
  DayBody,
  DayState,
  EndDaysThroughBody,
  OperatorTimeBody,
} from '@mutua/contract/office/money.ts';
import type { FastifyInstance } from 'fastify';
import { registerCommand } from '../http/command-route.ts';
import { orRefused } from '../http/problems.ts';
import { dayIn } from '../http/read-fields.ts';
import { registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { readCutOff } from './cut-off.ts';
import { readDayState } from './day-read.ts';
import { zoneOffsets } from './zone-offsets.ts';

const FINANCE = { roles: ['staff'], positions: ['finance_officer'] } as const;

export function registerDays(app: FastifyInstance, { lane, pool, clock }: RouteContext): void {
  registerRead(app, {
    url: '/api/office/days/current',
    access: { roles: ['staff', 'regulator', 'auditor'] },
    operationId: 'getDay',
    tag: 'office',
    summary: 'The business day, and what stands between it and its close',
    answer: DayState,
    read: ({ actor }) => readDayState(pool, clock(), actor),
  });
  registerCommand(app, lane, {
    url: '/api/office/days/current/end-of-day',
    access: FINANCE,
    operationId: 'startEndOfDay',
    tag: 'office',
    summary: 'Begin the end of the day',
    description: 'From now on the day only waits to be closed; nothing that is due is left undone.',
    body: DayBody,
    answer: Done,
    refusals: ['not_found', 'day_closed', 'previous_day_open', 'wrong_stage'],
    read: ({ body: { day } }) => ({ kind: 'StartEndOfDay', day: dayIn(day, 'day') }),
    write: () => ({}),
  });
  registerCommand(app, lane, {
    url: '/api/office/days/current/close',
    access: FINANCE,
    operationId: 'closeDay',
    tag: 'office',
    summary: 'Close the day',
    description:
      'Refused while a break is not explained or a step of the end of the day is not done.',
    body: DayBody,
    answer: Done,
    refusals: [
      ...(['not_found', 'day_closed', 'previous_day_open'] as const),
      ...(['break_open', 'end_of_day_unfinished'] as const),
    ],
    read: ({ body: { day } }) => ({ kind: 'CloseDay', day: dayIn(day, 'day') }),
    write: () => ({}),
  });
}

export function registerDayClock(app: FastifyInstance, { lane }: RouteContext): void {
  registerCommand(app, lane, {
    url: '/api/office/days/end-through',
    access: FINANCE,
    operationId: 'endDaysThrough',
    tag: 'office',
    summary: 'Set the business date: end every day through this one',
    description:
      'One after the other, by themselves; yesterday means that no further day ends. Where days follow the clock, none ends before its time.',
    body: EndDaysThroughBody,
    answer: Done,
    refusals: ['not_found', 'function_switched_off'],
    read: ({ body: { day } }) => ({ kind: 'EndDaysThrough', day: dayIn(day, 'day') }),
    write: () => ({}),
  });
  registerCommand(app, lane, {
    url: '/api/office/operator/time',
    access: { roles: ['staff'], positions: ['administrator'] },
    operationId: 'setOperatorTime',
    tag: 'office',
    summary: 'Say by which clock business dates end',
    description: 'It holds from the day that is open on; a business date never goes back.',
    body: OperatorTimeBody,
    answer: Done,
    refusals: ['not_found'],
    read: ({ body: { timeZone: zone, cutOff, daysEnd } }) => {
      const offsets = orRefused(zoneOffsets(zone, 'timeZone'));
      const cutOffMinutes = orRefused(readCutOff(cutOff, 'cutOff'));
      return { kind: 'SetOperatorTime', time: { zone, offsets, cutOffMinutes, daysEnd } };
    },
    write: () => ({}),
  });
}
