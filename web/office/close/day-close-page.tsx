// The close of a day: what it goes through, the books side by side, the break in sight, and the two who sign.
import type { CloseView } from '@mutua/contract/office/day-close.ts';
import { useRef, useState } from 'react';
import { useRead } from '../../api/use-read.ts';
import { Card } from '../../ui/kit/card.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { OfficeFrame } from '../office-frame.tsx';
import { useKeys } from '../parts/use-keys.ts';
import { BreakCard } from './break-card.tsx';
import { breakGroups } from './break-groups.ts';
import { ClosedDaysCard, LawsCard, RecentBreaksCard } from './close-lists.tsx';
import { CloseSteps } from './close-steps.tsx';
import { CLOSE_WORDS } from './close-words.ts';
import { SignOff } from './sign-off.tsx';
import { ThreeWayTable } from './three-way-table.tsx';
import '../books/books.css';

const EVERY_MS = 10_000;

export function DayClosePage() {
  const { t } = useWords(CLOSE_WORDS);
  const view = useRead('/api/office/days/current/close-view', { everyMs: EVERY_MS });
  return (
    <OfficeFrame
      title={t('title')}
      crumbs={view.kind === 'ready' && <DayOnPage day={view.value.day} />}
      keys={[
        { keys: ['J', 'K'], does: t('keyMove') },
        { keys: ['T', 'C', 'R'], does: t('keyTreat') },
        { keys: ['E'], does: t('keyWrite') },
        { keys: ['Ctrl ↵'], does: t('keySubmit') },
      ]}
    >
      <Shown read={view} lines={12}>
        {(value) => <CloseBody view={value} />}
      </Shown>
    </OfficeFrame>
  );
}

function CloseBody({ view }: { readonly view: CloseView }) {
  const { t } = useWords(CLOSE_WORDS);
  const field = useRef<HTMLTextAreaElement>(null);
  const groups = breakGroups(view.breaks);
  const [place, setPlace] = useState(0);
  const at = Math.min(place, Math.max(0, groups.length - 1));
  const group = groups[at];
  const move = (by: 1 | -1) =>
    setPlace(Math.min(Math.max(0, at + by), Math.max(0, groups.length - 1)));
  useKeys({ j: () => move(1), k: () => move(-1), e: () => field.current?.focus() });
  return (
    <>
      <CloseSteps steps={view.steps} />
      <ThreeWayTable view={view} />
      <div className="close-body">
        <div className="close-left">
          {group === undefined ? (
            <Card title={t('breaks')}>
              <Empty why={t(view.comparedAt === undefined ? 'noBreaksYet' : 'noBreaks')} />
            </Card>
          ) : (
            <BreakCard group={group} place={at + 1} onMove={groups.length > 1 ? move : undefined} />
          )}
          <div className="office-row office-row-2">
            <LawsCard laws={view.laws} />
            <RecentBreaksCard breaks={view.recentBreaks} />
          </div>
          <ClosedDaysCard days={view.closed} />
        </div>
        <SignOff view={view} group={group} field={field} />
      </div>
    </>
  );
}
