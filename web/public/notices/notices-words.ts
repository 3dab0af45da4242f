// The words of the notices.
import { declareWords } from '../../ui/words/declare-words.ts';

export const NOTICES_WORDS = declareWords('public.notices', {
  title: ['通知', 'Notices'],
  lead: ['平台告诉过您的每一件事。', 'Everything that you were told.'],
  newest: ['新的在前', 'The newest first'],
  nothing: ['还没有通知。', 'Nothing yet.'],
  unread: ['未读', 'Unread'],
  markRead: ['全部标为已读', 'Mark all as read'],
  open: ['去看看', 'Open'],
  more: ['更早的通知', 'Earlier'],
});
