// The frame of the office: places at the left, the business date above, the keys of the page below.

import type { OfficeDesk } from '@mutua/contract/office/home.ts';
import { useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { useSession } from '../api/session.ts';
import { useLive } from '../api/use-live.ts';
import { type ReadState, useRead } from '../api/use-read.ts';
import { useSignedIn } from '../ui/frame/person-frame.tsx';
import { useOpenPage } from '../ui/page-route.ts';
import { useWords } from '../ui/words/declare-words.ts';
import { GoToAnything } from './parts/go-to-anything.tsx';
import { KeyHint } from './parts/key-hint.tsx';
import { KeySheet } from './parts/key-sheet.tsx';
import { OfficeBar } from './parts/office-bar.tsx';
import { OfficeNav } from './parts/office-nav.tsx';
import { ALL_PLACES } from './parts/office-places.ts';
import { OfficeTheme } from './parts/office-theme.tsx';
import { OFFICE_WORDS } from './parts/office-words.ts';
import type { PageKey } from './parts/page-key.ts';
import { useGoKeys, useKeys } from './parts/use-keys.ts';
import './office.css';
import './office-parts.css';

interface OfficeFrameProps {
  readonly title: string;
  /** Small, behind the title: of what. */
  readonly crumbs?: ReactNode;
  /** At the right of the bar: the one primary act of the page. */
  readonly acts?: ReactNode;
  readonly keys?: readonly PageKey[];
  /** For screens that need the width: the menu is a rail of letters, and the page scrolls in its columns. */
  readonly isWide?: boolean;
  /** What is said at the right of the keys. */
  readonly note?: ReactNode;
  readonly children: ReactNode;
}

/** A page of the office. */
export function OfficeFrame(props: OfficeFrameProps) {
  const { title, crumbs, acts, keys = [], isWide = false, note, children } = props;
  const session = useSession();
  useSignedIn(session.kind === 'nobody');
  useLive(session.kind === 'person');
  const desk = useDesk(session.kind === 'person');
  const [over, setOver] = useState<'keys' | 'search' | undefined>();
  usePlaceKeys();
  useKeys({ '?': () => setOver('keys'), 'mod+k': () => setOver('search') });
  useEffect(() => {
    document.title = `${title} · Mutua 互信`;
  }, [title]);
  const close = () => setOver(undefined);
  return (
    <OfficeTheme>
      <div className={isWide ? 'office office-wide' : 'office'}>
        <OfficeNav desk={desk} isRail={isWide} />
        <OfficeBar
          title={title}
          crumbs={crumbs}
          acts={acts}
          onSearch={() => setOver('search')}
          desk={desk}
        />
        <main className="office-main" id="content">
          {session.kind === 'person' && children}
        </main>
        <KeyBar keys={keys} note={note} onAll={() => setOver('keys')} />
      </div>
      {over === 'keys' && <KeySheet keys={keys} onClose={close} />}
      {over === 'search' && <GoToAnything onClose={close} />}
    </OfficeTheme>
  );
}

const EVERY_MS = 30_000;

/** What waits at every desk, and the business date; shared by the parts of a page. */
export function useDesk(isOn = true): ReadState<OfficeDesk> {
  return useRead('/api/office/desk', { isOn, everyMs: EVERY_MS });
}

function usePlaceKeys(): void {
  const open = useOpenPage();
  const here = useRouterState({ select: ({ location }) => location.pathname });
  const acts = ALL_PLACES.map(
    ({ letter, to }) => [letter.toLowerCase(), () => (here === to ? undefined : open(to))] as const,
  );
  useGoKeys(Object.fromEntries(acts));
}

function KeyBar({
  keys,
  note,
  onAll,
}: {
  readonly keys: readonly PageKey[];
  readonly note: ReactNode;
  readonly onAll: () => void;
}) {
  const { t } = useWords(OFFICE_WORDS);
  return (
    <footer className="office-keys">
      {keys.map(({ keys: names, does }) => (
        <span key={does} className="office-key">
          {names.map((name) => (
            <KeyHint key={name} name={name} />
          ))}
          {does}
        </span>
      ))}
      <span className="office-keys-end">
        {note}
        <button type="button" className="office-key link" onClick={onAll}>
          <KeyHint name="?" /> {t('allKeys')}
        </button>
      </span>
    </footer>
  );
}
