// The office's home: what blocks the day, the four blocks, what waits, and how the day goes.
import type { OfficeDesk } from '@mutua/contract/office/home.ts';
import { useRead } from '../../api/use-read.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { ButtonLink } from '../../ui/kit/button.tsx';
import { NoticeBox } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { OfficeFrame, useDesk } from '../office-frame.tsx';
import { OFFICE_WORDS } from '../parts/office-words.ts';
import { BlockCard } from './block-card.tsx';
import { DueCard } from './due-card.tsx';
import { HOME_FIGURES } from './home-figures.ts';
import { HOME_WORDS } from './home-words.ts';
import { JobCard } from './job-card.tsx';
import { MoneyCard } from './money-card.tsx';
import { QueueCard } from './queue-card.tsx';
import { WarningCard } from './warning-card.tsx';

/** The page `/office`. */
export function OfficeHomePage() {
  const { t } = useWords(HOME_WORDS);
  const { t: say } = useWords(OFFICE_WORDS);
  return (
    <OfficeFrame
      title={t('title')}
      keys={[
        { keys: ['G', 'R'], does: say('review') },
        { keys: ['G', 'D'], does: say('close') },
        { keys: ['G', 'B'], does: say('ledger') },
        { keys: ['G', 'L'], does: say('listings') },
        { keys: ['G', 'K'], does: say('collections') },
      ]}
    >
      <HomeContent />
    </OfficeFrame>
  );
}

function HomeContent() {
  const desk = useDesk();
  const home = useRead('/api/office/home');
  return (
    <Shown read={desk} lines={8}>
      {(standing) => (
        <>
          <Blocked desk={standing} />
          <Shown read={home} lines={16}>
            {({ day, blocks, money, due, jobs, warnings }) => (
              <>
                <div className="office-row office-row-4">
                  {blocks.map((block) => (
                    <BlockCard key={block.block} block={block} />
                  ))}
                </div>
                <div className="office-row office-row-2-1">
                  <QueueCard queues={standing.queues} />
                  <MoneyCard money={money} day={day} />
                </div>
                <div className="office-row office-row-3">
                  <JobCard jobs={jobs} desk={standing} />
                  <DueCard due={due} />
                  <WarningCard warnings={warnings} />
                </div>
              </>
            )}
          </Shown>
        </>
      )}
    </Shown>
  );
}

function Blocked({ desk }: { readonly desk: OfficeDesk }) {
  const { t } = useWords(HOME_WORDS);
  const breaks = desk.queues.find(({ queue }) => queue === 'break')?.count ?? 0;
  if (breaks === 0) {
    return (
      <NoticeBox>
        <StatusMark status="ok" word={t('unblocked')} />
      </NoticeBox>
    );
  }
  return (
    <NoticeBox tone="late">
      <div className="office-blocked">
        <p>
          <StatusMark status="late" word="" />
          <strong data-plain="">{t('blocked', { day: desk.day })}</strong>{' '}
          <Figure {...HOME_FIGURES.breaks} count={breaks} /> {t('blockedBreaks')}
          {desk.lastClosedDay !== undefined && (
            <>
              {' · '}
              {t('publicUntil')} <DayOnPage day={desk.lastClosedDay} />
            </>
          )}
        </p>
        <ButtonLink to="/office/close" kind="primary">
          {t('goAndSee')}
        </ButtonLink>
      </div>
    </NoticeBox>
  );
}
