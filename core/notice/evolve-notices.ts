// What reminders and reading change. Notices themselves are no facts: they follow from events, and nothing reads
// them but their receiver.
import type { Evolutions } from '../evolutions.ts';
import { loanIn } from '../loan/take-step.ts';
import type { NoticeEvent } from './events.ts';

export const NOTICE_EVOLUTIONS: Evolutions<NoticeEvent> = {
  BorrowerReminded: (world, { loanId, reminderDay }) => {
    const { reminderDay: _, ...loan } = loanIn(world, loanId);
    world.put('loan', { ...loan, ...(reminderDay !== undefined && { reminderDay }) });
  },
  NoticesRead: (world, { clientId, sequence, place }) =>
    world.put('noticeReading', { clientId, sequence, place }),
};
