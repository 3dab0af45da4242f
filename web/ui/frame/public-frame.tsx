// The frame of pages for everybody: the bar at the top, the content, the foot.
import type { ReactNode } from 'react';
import { useDemo } from '../../api/demo.ts';
import { useWords } from '../words/declare-words.ts';
import { Foot } from './foot.tsx';
import { FRAME_WORDS } from './frame-words.ts';
import { PageHead, type PageHeadProps } from './page-head.tsx';
import { type Place, TopBar } from './top-bar.tsx';

interface PublicFrameProps extends PageHeadProps {
  readonly children: ReactNode;
}

/** A page inside the public frame; on a phone the places stand in a row that scrolls by itself. */
export function PublicFrame({ children, ...head }: PublicFrameProps) {
  const { t } = useWords(FRAME_WORDS);
  const isDemo = useDemo().kind === 'demo';
  const places: readonly Place[] = [
    { to: '/market', label: t('market') },
    { to: '/quote', label: t('quote') },
    { to: '/statistics', label: t('statistics') },
    { to: '/learn', label: t('learn') },
    { to: '/fees', label: t('fees') },
    ...(isDemo ? ([{ to: '/tour', label: t('tour') }] as const) : []),
  ];
  return (
    <>
      <TopBar places={places} />
      <main className="content" id="content">
        <PageHead {...head} />
        {children}
      </main>
      <Foot />
    </>
  );
}
