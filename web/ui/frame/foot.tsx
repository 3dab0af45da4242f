// The foot of every public page: what the platform is, and which installation answers.
import { useDemo } from '../../api/demo.ts';
import { usePlatform } from '../../api/platform.ts';
import { Go } from '../go.tsx';
import { useWords } from '../words/declare-words.ts';
import { FRAME_WORDS } from './frame-words.ts';

/** What it is in one sentence, on every page. */
export function Foot() {
  const { t } = useWords(FRAME_WORDS);
  const isDemo = useDemo().kind === 'demo';
  return (
    <footer className="foot">
      <div className="foot-inside">
        <p>{t('intermediary')}</p>
        {isDemo && <p>{t('demo')}</p>}
        <p className="foot-links">
          <Go to="/learn">{t('learn')}</Go> <Go to="/fees">{t('fees')}</Go>{' '}
          {isDemo && <Go to="/tour">{t('tour')}</Go>} <a href="/api/openapi.json">{t('openapi')}</a>
        </p>
        <p data-testid="platform" data-plain="">
          <PlatformText />
        </p>
      </div>
    </footer>
  );
}

function PlatformText() {
  const { t } = useWords(FRAME_WORDS);
  const state = usePlatform();
  switch (state.kind) {
    case 'loading':
      return '\u00a0';
    case 'silent':
      return t('silent');
    case 'answered': {
      const { version, installationId, createdAt } = state.platform;
      const [id = ''] = installationId.split('-');
      const day = createdAt.slice(0, 10);
      return `${t('version', { version })}　${t('installation', { id, day })}`;
    }
  }
}
