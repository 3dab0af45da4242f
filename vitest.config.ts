import { configDefaults, defineConfig } from 'vitest/config';

/** Nothing in them outlives a test: what one file has loaded, the next one uses. */
const PURE = ['core/**/*.test.ts', 'contract/**/*.test.ts', 'tests/rules/**/*.test.ts'];

export default defineConfig({
  test: {
    exclude: [...configDefaults.exclude, 'dist/**', '.mutua/**'],
    setupFiles: ['./tests/property-cases.ts'],
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'pure', include: PURE, isolate: false } },
      {
        extends: true,
        test: { name: 'platform', include: ['**/*.test.ts', '**/*.test.tsx'], exclude: PURE },
      },
    ],
  },
});
