import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts', '**/*.test.tsx'],
    exclude: [...configDefaults.exclude, 'dist/**', '.mutua/**'],
    setupFiles: ['./tests/property-cases.ts'],
    maxWorkers: 2,
    // No file leaves anything behind in its process: what one has loaded and warmed up, the next one uses.
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
