// The frame of a lender's and a borrower's own pages: who has not signed in is asked to; on a phone the places stand below.
import { useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { useSession } from '../../api/session.ts';
import { useLive } from '../../api/use-live.ts';
import { Go } from '../go.tsx';
import { useOpenPage } from '../page-route.ts';
import { useWords } from '../words/declare-words.ts';
import { Foot } from './foot.tsx';
import { FRAME_WORDS } from './frame-words.ts';
import { MenuIcon } from './menu-icon.tsx';
import { PageHead, type PageHeadProps } from './page-head.tsx';
import { isAt, type Place, TopBar } from './top-bar.tsx';

interface PersonFrameProps extends PageHeadProps {
  readonly area: 'lend' | 'borrow';
  readonly children: ReactNode;
  /** On a phone, above the menu: the figure that matters and the act. */
  readonly phoneBar?: ReactNode;
}

/** A page of a person who has signed in. */
export function PersonFrame({ area, children, phoneBar, ...head }: PersonFrameProps) {
  const session = useSession();
  useSignedIn(session.kind === 'nobody');
  useLive(session.kind === 'person');
  const places = usePlaces(area);
  return (
    <>
      <TopBar places={places} />
      <main className="content" id="content">
        <PageHead {...head} />
        {session.kind === 'person' && children}
      </main>
      <Foot />
      {phoneBar !== undefined && <div className="phone-bar">{phoneBar}</div>}
      <PhoneMenu places={places} />
    </>
  );
}

/** Sends who has not signed in to do so, and back again. */
export function useSignedIn(isNobody: boolean): void {
  const open = useOpenPage();
  useEffect(() => {
    if (!isNobody) return;
    const here = `${location.pathname}${location.search}`;
    open(`/sign-in?next=${encodeURIComponent(here)}`);
  }, [isNobody, open]);
}

function usePlaces(area: 'lend' | 'borrow'): readonly Place[] {
  const { t } = useWords(FRAME_WORDS);
  if (area === 'borrow') {
    return [
      { to: '/borrow', label: t('borrowHome') },
      { to: '/borrow/apply', label: t('apply') },
      { to: '/quote', label: t('quote') },
      { to: '/notices', label: t('notices') },
    ];
  }
  return [
    { to: '/lend', label: t('lendHome') },
    { to: '/market', label: t('market') },
    { to: '/lend/claims', label: t('lendClaims') },
    { to: '/lend/money', label: t('lendMoney') },
    { to: '/lend/statement', label: t('lendStatement') },
  ];
}

function PhoneMenu({ places }: { readonly places: readonly Place[] }) {
  const { t } = useWords(FRAME_WORDS);
  const here = useRouterState({ select: ({ location }) => location.pathname });
  return (
    <nav className="phone-menu" aria-label={`${t('navigation')} 2`}>
      {places.map(({ to, label }) => (
        <Go key={to} to={to} isCurrent={isAt(here, to)}>
          <MenuIcon of={to} />
          {label}
        </Go>
      ))}
    </nav>
  );
}
