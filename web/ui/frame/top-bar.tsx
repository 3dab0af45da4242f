// The bar at the top of the pages of the public, of lenders and of borrowers.
import { useRouterState } from '@tanstack/react-router';
import { homeOf, signOut, useSession } from '../../api/session.ts';
import { Go } from '../go.tsx';
import type { PageAddress } from '../page-address.ts';
import { useWords } from '../words/declare-words.ts';
import { changeLanguage } from '../words/language.ts';
import { Brand } from './brand.tsx';
import { FRAME_WORDS } from './frame-words.ts';

export interface Place {
  readonly to: PageAddress;
  readonly label: string;
}

/** Name, places, and who has signed in. */
export function TopBar({ places }: { readonly places: readonly Place[] }) {
  const { t, language } = useWords(FRAME_WORDS);
  const here = useRouterState({ select: ({ location }) => location.pathname });
  const other = language === 'en' ? 'zh-CN' : 'en';
  return (
    <header className="bar">
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <div className="bar-inside">
        <Brand />
        <nav className="bar-links" aria-label={t('navigation')}>
          {places.map(({ to, label }) => (
            <Go key={to} to={to} isCurrent={isAt(here, to)}>
              {label}
            </Go>
          ))}
        </nav>
        <div className="bar-end">
          <WhoSignedIn places={places} />
          <button
            type="button"
            className="link"
            lang={other}
            onClick={() => void changeLanguage(other)}
          >
            {t('language')}
          </button>
        </div>
      </div>
    </header>
  );
}

function WhoSignedIn({ places }: { readonly places: readonly Place[] }) {
  const { t } = useWords(FRAME_WORDS);
  const session = useSession();
  if (session.kind === 'loading') return null;
  if (session.kind === 'nobody') {
    return (
      <>
        <Go to="/sign-in">{t('signIn')}</Go>
        <Go to="/register" className="bar-register">
          {t('register')}
        </Go>
      </>
    );
  }
  const home = homeOf(session.person);
  const isThere = (place: PageAddress) => places.some(({ to }) => to === place);
  return (
    <>
      {isThere('/lend') && <Go to="/notices">{t('notices')}</Go>}
      {!isThere(home) && <Go to={home}>{t('mine')}</Go>}
      <button type="button" className="link" onClick={() => void signOut()}>
        {t('signOut')}
      </button>
    </>
  );
}

/** Below these stand the other places of the bar. */
const HOMES = ['/', '/lend', '/borrow', '/supervise'];

/** Whether an address stands at a place or below it. */
export function isAt(here: string, to: string): boolean {
  return here === to || (!HOMES.includes(to) && here.startsWith(`${to}/`));
}
