// The frame of every public page: the bar at the top, the content, the foot.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDemo } from '../api/demo.ts';
import { usePlatform } from '../api/platform.ts';
import { changeLanguage } from './words/language.ts';

interface FrameProps {
  readonly children: ReactNode;
  readonly current?: 'quote' | 'tour';
}

/** A page inside the public frame. */
export function Frame({ children, current = 'quote' }: FrameProps) {
  const { t, i18n } = useTranslation();
  const isDemo = useDemo().kind === 'demo';
  const other = i18n.language === 'en' ? 'zh-CN' : 'en';
  return (
    <>
      <header className="bar">
        <div className="bar-inside">
          <a className="brand" href="/">
            <BrandMark />
            <strong>Mutua</strong> <span className="brand-zh">互信</span>
          </a>
          <nav className="bar-links" aria-label={t('frame.navigation')}>
            <a href="/" {...markOf(current === 'quote')}>
              {t('quote.title')}
            </a>
            {isDemo && (
              <a href="/tour" {...markOf(current === 'tour')}>
                {t('tour.link')}
              </a>
            )}
            <a href="/api/openapi.json">{t('frame.openapi')}</a>
          </nav>
          <button
            type="button"
            className="link"
            lang={other}
            onClick={() => void changeLanguage(other)}
          >
            {other === 'en' ? 'English' : '中文'}
          </button>
        </div>
      </header>
      <main className="content">{children}</main>
      <Foot isDemo={isDemo} />
    </>
  );
}

function markOf(isHere: boolean) {
  return isHere ? ({ 'aria-current': 'page' } as const) : {};
}

function Foot({ isDemo }: { readonly isDemo: boolean }) {
  const { t } = useTranslation();
  return (
    <footer className="foot">
      <div className="foot-inside">
        <p>{t('frame.intermediary')}</p>
        <p>{t(isDemo ? 'frame.demo' : 'frame.stage')}</p>
        <p data-testid="platform">
          <PlatformText />
        </p>
      </div>
    </footer>
  );
}

function PlatformText() {
  const { t } = useTranslation();
  const state = usePlatform();
  switch (state.kind) {
    case 'loading':
      return '\u00a0';
    case 'silent':
      return t('frame.silent');
    case 'answered': {
      const { version, installationId, createdAt } = state.platform;
      const [id] = installationId.split('-');
      const day = createdAt.slice(0, 10);
      return `${t('frame.version', { version })}　${t('frame.installation', { id, day })}`;
    }
  }
}

function BrandMark() {
  return (
    <svg className="brand-mark" viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="8.5" cy="12" r="6" />
      <circle cx="15.5" cy="12" r="6" />
    </svg>
  );
}
