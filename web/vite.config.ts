import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

interface Theme {
  readonly type: {
    readonly family: string;
    readonly familyMono: string;
    readonly features: string;
  };
  readonly antd: Readonly<Record<Scheme, { readonly token: Readonly<Record<string, unknown>> }>>;
  readonly status: Readonly<
    Record<Scheme, Readonly<Record<string, Readonly<Record<string, string>>>>>
  >;
  readonly grade: Readonly<
    Record<Scheme, Readonly<Record<string, Readonly<Record<string, string>>>>>
  >;
  readonly chart: Readonly<Record<Scheme, Readonly<Record<string, unknown>>>>;
}
type Scheme = 'light' | 'dark';

const THEME_FILE = new URL('./ui/theme.json', import.meta.url);

/** `theme.json` is the one source of the look; this turns its colours into CSS custom properties. */
function themeAsCss(): Plugin {
  const id = 'virtual:theme.css';
  return {
    name: 'theme-as-css',
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load(resolved) {
      if (resolved !== `\0${id}`) return null;
      const theme = JSON.parse(readFileSync(THEME_FILE, 'utf8')) as Theme;
      const fonts = `--family:${theme.type.family};--family-mono:${theme.type.familyMono};--features:${theme.type.features};`;
      return [
        `:root{color-scheme:light dark;${fonts}${properties(theme, 'light')}}`,
        ...Object.keys(theme.grade.light).map((letter) => {
          const name = `--grade-${letter.toLowerCase()}`;
          return `.grade[data-grade="${letter}"]{color:var(${name}-text);background:var(${name}-bg)}`;
        }),
        `@media (prefers-color-scheme:dark){:root{${properties(theme, 'dark')}}}`,
      ].join('\n');
    },
  };
}

function properties(theme: Theme, scheme: Scheme): string {
  const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const colours = Object.entries(theme.antd[scheme].token)
    .filter(([name, value]) => name.startsWith('color') && typeof value === 'string')
    .map(([name, value]) => `--${kebab(name.slice(5)).slice(1)}:${value};`);
  const status = Object.entries(theme.status[scheme]).flatMap(([name, parts]) =>
    Object.entries(parts)
      .filter(([part]) => part !== 'mark')
      .map(([part, value]) => `--status-${kebab(name)}-${part}:${value};`),
  );
  const chart = Object.entries(theme.chart[scheme])
    .filter(([, value]) => typeof value === 'string')
    .map(([name, value]) => `--chart-${kebab(name)}:${value};`);
  const grades = Object.entries(theme.grade[scheme]).flatMap(([letter, parts]) =>
    Object.entries(parts).map(
      ([part, value]) => `--grade-${letter.toLowerCase()}-${part}:${value};`,
    ),
  );
  return [...colours, ...status, ...grades, ...chart].join('');
}

export default defineConfig({
  root: import.meta.dirname,
  // `public/` is the room of those who are not signed in, not Vite's folder of raw files.
  publicDir: false,
  plugins: [react(), themeAsCss()],
  build: { outDir: '../dist/web', emptyOutDir: true, sourcemap: true },
});
