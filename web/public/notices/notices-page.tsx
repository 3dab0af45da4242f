// What somebody was told, the newest first, and how far they have read.
import type { NoticeOnWire } from '@mutua/contract/notice/notice.ts';
import { useSession } from '../../api/session.ts';
import { useCommand } from '../../api/use-command.ts';
import { usePagedRead } from '../../api/use-read.ts';
import { PersonFrame } from '../../ui/frame/person-frame.tsx';
import { Go } from '../../ui/go.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { NOTICES_WORDS } from './notices-words.ts';
import './notices.css';

export function NoticesPage() {
  const { t } = useWords(NOTICES_WORDS);
  const session = useSession();
  const isLender = session.kind !== 'person' || session.person.roles.includes('lender');
  return (
    <PersonFrame area={isLender ? 'lend' : 'borrow'} title={t('title')} lead={t('lead')}>
      <Notices />
    </PersonFrame>
  );
}

function Notices() {
  const { t } = useWords(NOTICES_WORDS);
  const list = usePagedRead('/api/notices');
  const mark = useCommand('/api/notices/read-mark');
  return (
    <Card title={t('newest')}>
      <Shown read={list.state}>
        {(notices) => {
          const [newest] = notices;
          if (newest === undefined) return <p className="empty">{t('nothing')}</p>;
          return (
            <>
              <Refusal of={mark} />
              {notices.some(({ isRead }) => !isRead) && (
                <Button
                  isBusy={mark.state.kind === 'sending'}
                  onClick={() => void mark.send({ through: newest.noticeId })}
                >
                  {t('markRead')}
                </Button>
              )}
              <ul className="notices">
                {notices.map((notice) => (
                  <Notice key={notice.noticeId} notice={notice} />
                ))}
              </ul>
              {list.hasMore && <Button onClick={list.more}>{t('more')}</Button>}
            </>
          );
        }}
      </Shown>
    </Card>
  );
}

function Notice({ notice }: { readonly notice: NoticeOnWire }) {
  const { t } = useWords(NOTICES_WORDS);
  const { title, text, at, isRead, subject, role } = notice;
  return (
    <li>
      <p className="notice-head">
        <strong data-plain="">{title}</strong>
        {!isRead && <span className="tag-unread">{t('unread')}</span>}
        <MomentOnPage at={at} />
      </p>
      <p className="notice-text">
        <span data-plain="">{text}</span>
        {subject.kind === 'loan' && role === 'lender' && (
          <Go to={`/loans/${subject.id}`}>{t('open')}</Go>
        )}
        {subject.kind !== 'loan' && role === 'lender' && <Go to="/lend/money">{t('open')}</Go>}
        {role === 'borrower' && <Go to="/borrow">{t('open')}</Go>}
      </p>
    </li>
  );
}
