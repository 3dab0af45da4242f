// The frame of regulator and auditor: they look, change nothing, and what they look at is written down.
import type { ReactNode } from 'react';
import { useSession } from '../api/session.ts';
import { Foot } from '../ui/frame/foot.tsx';
import { PageHead, type PageHeadProps } from '../ui/frame/page-head.tsx';
import { useSignedIn } from '../ui/frame/person-frame.tsx';
import { TopBar } from '../ui/frame/top-bar.tsx';
import { useWords } from '../ui/words/declare-words.ts';
import { SUPERVISE_WORDS } from './supervise-words.ts';
import './supervise.css';

interface SuperviseFrameProps extends PageHeadProps {
  readonly children: ReactNode;
}

/** A page of supervision. It follows no live events: each view is a line in a log, and none is to come by itself. */
export function SuperviseFrame({ children, ...head }: SuperviseFrameProps) {
  const { t } = useWords(SUPERVISE_WORDS);
  const session = useSession();
  useSignedIn(session.kind === 'nobody');
  return (
    <>
      <TopBar
        places={[
          { to: '/supervise', label: t('day') },
          { to: '/supervise/samples', label: t('samples') },
          { to: '/supervise/access-log', label: t('accessLog') },
          { to: '/statistics', label: t('published') },
        ]}
      />
      <main className="content supervise" id="content">
        <PageHead {...head} />
        <p className="supervise-note">{t('watched')}</p>
        {session.kind === 'person' && children}
      </main>
      <Foot />
    </>
  );
}
