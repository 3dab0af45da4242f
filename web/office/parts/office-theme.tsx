// Ant Design in our colours: those of theme.json, light and dark, in the reader's language.
import { ConfigProvider, theme as themes } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { type ReactNode, useMemo, useSyncExternalStore } from 'react';
import look from '../../ui/theme.json' with { type: 'json' };
import { useLanguage } from '../../ui/words/declare-words.ts';

const DARK = '(prefers-color-scheme: dark)';

function followScheme(changed: () => void): () => void {
  const query = matchMedia(DARK);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

/** Puts everything within it into the look of the office. */
export function OfficeTheme({ children }: { readonly children: ReactNode }) {
  const language = useLanguage();
  const isDark = useSyncExternalStore(followScheme, () => matchMedia(DARK).matches);
  const theme = useMemo(() => themeOf(isDark ? 'dark' : 'light'), [isDark]);
  return (
    <ConfigProvider
      theme={theme}
      locale={language === 'en' ? enUS : zhCN}
      componentSize="small"
      button={{ autoInsertSpace: false }}
      csp={{ nonce: styleNonce() }}
    >
      {children}
    </ConfigProvider>
  );
}

/** What the page's policy asks of every style that is put into it. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';
}

function themeOf(scheme: 'light' | 'dark') {
  const { token, components } = look.antd[scheme];
  const { colorPrimary, colorWarning, colorError, colorSuccess, colorInfo } = token;
  const kept = { colorPrimary, colorWarning, colorError, colorSuccess, colorInfo };
  // The dark algorithm dulls these five, so they are put back behind it.
  const putBack = (_: object, derived?: object) => ({ ...derived, ...kept });
  return {
    token: { ...token, fontFamily: look.type.family },
    components,
    cssVar: { key: 'antd-office' },
    algorithm: scheme === 'dark' ? [themes.darkAlgorithm, putBack as never] : [],
  };
}
