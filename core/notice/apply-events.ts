// What happened is applied to the facts, and whoever waits for it is told: both follow from the event alone, so the
// log, played again, gives the same facts and the same notices.
import type { Stamp } from '../decision.ts';
import type { MutuaEvent } from '../events.ts';
import { evolve } from '../evolve.ts';
import { plus } from '../money/minor-units.ts';
import type { KnownWorld, Need, WorldDraft } from '../world.ts';
import { ARREARS_NOTICE_NEEDS, ARREARS_NOTICES } from './arrears-notices.ts';
import { LOAN_NOTICES } from './loan-notices.ts';
import { MONEY_NOTICES } from './money-notices.ts';
import { MONEY_FIGURES, type Notice, type NoticeFigures } from './notice.ts';
import type { NoticeNeedTable, NoticeTable } from './notice-parts.ts';
import { REPAYMENT_NOTICE_NEEDS, REPAYMENT_NOTICES } from './repayment-notices.ts';
import { SAFEGUARD_NOTICE_NEEDS, SAFEGUARD_NOTICES } from './safeguard-notices.ts';
import { WORK_NOTICE_NEEDS, WORK_NOTICES } from './work-notices.ts';

/** An entry of the table, whatever its kind: it is called with the event under whose kind it stands. */
type Give = (
  world: KnownWorld,
  event: MutuaEvent,
  events: readonly MutuaEvent[],
) => readonly Notice[];

/** What most events give: a bid is placed, and nobody is told. */
const NOTICES: NoticeTable = {
  ...LOAN_NOTICES,
  ...REPAYMENT_NOTICES,
  ...ARREARS_NOTICES,
  ...MONEY_NOTICES,
  ...SAFEGUARD_NOTICES,
  ...WORK_NOTICES,
};

const NO_NEEDS: readonly Need[] = [];

const NEEDS: NoticeNeedTable = {
  ...REPAYMENT_NOTICE_NEEDS,
  ...ARREARS_NOTICE_NEEDS,
  ...WORK_NOTICE_NEEDS,
  ...SAFEGUARD_NOTICE_NEEDS,
};

/**
 * Applies the events of one command, and gives the notices that follow from them, in their order. A notice is made
 * of the facts as they are right after its event. Several of one kind about one thing to one receiver are one, with
 * their sums.
 *
 * @example applyEvents({}, [], {}) // []
 */
export function applyEvents(
  world: WorldDraft,
  events: readonly MutuaEvent[],
  stamp: Stamp,
): readonly Notice[] {
  const given: Notice[] = [];
  for (const event of events) {
    evolve(world, event, stamp);
    const give = NOTICES[event.kind] as Give | undefined;
    if (give === undefined) continue;
    for (const notice of give(world, event, events)) given.push(notice);
  }
  return given.length < 2 ? given : merged(given);
}

/**
 * Facts that the notices of these events read, and the events' own changes do not.
 *
 * @example noticeNeeds([]) // []
 */
export function noticeNeeds(events: readonly MutuaEvent[]): readonly Need[] {
  let all = NO_NEEDS;
  for (const event of events) {
    const needs = NEEDS[event.kind] as ((event: MutuaEvent) => readonly Need[]) | undefined;
    if (needs !== undefined) all = [...all, ...needs(event)];
  }
  return all;
}

function merged(notices: readonly Notice[]): readonly Notice[] {
  const byKey = new Map<string, Notice>();
  for (const notice of notices) {
    const { receiverId, role, kind, subject, figures } = notice;
    const { day, daysBefore, reason } = figures;
    const key = [receiverId, role, kind, subject.id, day, daysBefore, reason].join(' ');
    const before = byKey.get(key);
    byKey.set(
      key,
      before === undefined ? notice : { ...before, figures: summed(before.figures, figures) },
    );
  }
  return [...byKey.values()];
}

function summed(left: NoticeFigures, right: NoticeFigures): NoticeFigures {
  const sums = MONEY_FIGURES.flatMap((name) => {
    const [first, second] = [left[name], right[name]];
    if (first === undefined || second === undefined) return [];
    return [[name, plus(first, second)] as const];
  });
  return { ...left, ...Object.fromEntries(sums) };
}
