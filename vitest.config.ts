import { configDefaults, defineConfig } from 'vitest/config';

// What takes minutes has a command of its own (`npm run test:long`).
const LONG = '**/*.long.test.ts';
const isLong = process.env.MUTUA_LONG === 'on';

export default defineConfig({
  test: {
    include: isLong ? [LONG] : ['**/*.test.ts', '**/*.test.tsx'],
    exclude: [...configDefaults.exclude, 'dist/**', '.mutua/**', ...(isLong ? [] : [LONG])],
    setupFiles: ['./tests/property-cases.ts'],
    // One more than the cores of a small machine: many tests wait for a database or a bank.
    maxWorkers: 3,
    // No file leaves anything behind in its process: what one has loaded and warmed up, the next one uses.
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
