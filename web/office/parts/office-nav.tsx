// The menu of the office: every place, what waits there, and who sits at the desk.
import type { OfficeDesk } from '@mutua/contract/office/home.ts';
import { ROLE_LABELS } from '@mutua/contract/words/case-words.ts';
import { positionLabel, wordOf } from '@mutua/contract/words/office-words.ts';
import { useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { signOut, useSession } from '../../api/session.ts';
import type { ReadState } from '../../api/use-read.ts';
import { Brand } from '../../ui/frame/brand.tsx';
import { Go } from '../../ui/go.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { changeLanguage } from '../../ui/words/language.ts';
import { OFFICE_PLACES, type OfficePlace } from './office-places.ts';
import { OFFICE_WORDS } from './office-words.ts';
import { PlaceIcon } from './place-icon.tsx';

interface OfficeNavProps {
  readonly desk: ReadState<OfficeDesk>;
  readonly isRail: boolean;
}

/** On a phone the places are folded behind one button. */
export function OfficeNav({ desk, isRail }: OfficeNavProps) {
  const { t } = useWords(OFFICE_WORDS);
  const here = useRouterState({ select: ({ location }) => location.pathname });
  const [isOpen, setOpen] = useState(false);
  return (
    <aside className="office-nav" aria-label={t('menu')} data-open={isOpen ? '' : undefined}>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <div className="office-nav-head">
        <Brand />
        <button
          type="button"
          className="link office-menu"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {t('menu')}
        </button>
      </div>
      <nav aria-label={t('navigation')}>
        {OFFICE_PLACES.map(({ name, places }) => (
          <div key={name ?? 'home'} className="office-places">
            {name !== undefined && <p className="quiet">{t(name)}</p>}
            {places.map((place) => (
              <PlaceLink key={place.to} place={place} desk={desk} isRail={isRail} here={here} />
            ))}
          </div>
        ))}
      </nav>
      <WhoWorks isRail={isRail} />
    </aside>
  );
}

interface PlaceLinkProps extends OfficeNavProps {
  readonly place: OfficePlace;
  readonly here: string;
}

function PlaceLink({ place, desk, isRail, here }: PlaceLinkProps) {
  const { t } = useWords(OFFICE_WORDS);
  const { name, to, letter, queues = [] } = place;
  const isHere = here === to || (to !== '/office' && here.startsWith(`${to}/`));
  const waiting = desk.kind === 'ready' ? countOf(desk.value, queues) : 0;
  return (
    <Go to={to} isCurrent={isHere}>
      <span className="office-place">
        {isRail && <PlaceIcon name={name} />}
        <span className={isRail ? 'unseen' : ''}>{t(name)}</span>
      </span>
      {waiting > 0 && (
        <span className="unseen" data-plain="">
          {t('waiting', { count: waiting })}
        </span>
      )}
      <span className="office-badge" data-badge={badgeOf(waiting, letter, isRail)} />
    </Go>
  );
}

/** Drawn, not written: the name of the link stays its name. */
function badgeOf(waiting: number, letter: string, isRail: boolean): string {
  if (waiting > 0) return String(waiting);
  return isRail ? '' : `G ${letter}`;
}

function countOf({ queues }: OfficeDesk, names: OfficePlace['queues'] = []): number {
  return queues.reduce((sum, one) => sum + (names.includes(one.queue) ? one.count : 0), 0);
}

function WhoWorks({ isRail }: { readonly isRail: boolean }) {
  const { t, language } = useWords(OFFICE_WORDS);
  const session = useSession();
  if (session.kind !== 'person') return null;
  const { positions, kind } = session.person;
  const other = language === 'en' ? 'zh-CN' : 'en';
  const posts = positions.map((held) => positionLabel(held, language)).join(' · ');
  // Who looks on from outside holds no post.
  const who = posts === '' ? wordOf(ROLE_LABELS, kind, language) : posts;
  return (
    <div className="office-who">
      {!isRail && (
        <>
          <strong>{who}</strong>
          <p className="quiet">{kind === 'staff' ? t('fourEyes') : t('lookOn')}</p>
        </>
      )}
      <p className="office-who-links">
        <button
          type="button"
          className="link"
          lang={other}
          onClick={() => void changeLanguage(other)}
        >
          {t('language')}
        </button>
        <button type="button" className="link" onClick={() => void signOut()}>
          {t('signOut')}
        </button>
      </p>
    </div>
  );
}
