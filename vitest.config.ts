import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// What takes minutes has a command of its own (`npm run test:long`).
const LONG = '**/*.long.test.ts';
const isLong = process.env.MUTUA_LONG === 'on';

/**
 * What takes longest begins first, so that small files fill every worker at the end. Of those with a browser the first
 * one lives the past that the others copy: meanwhile databases have their turn.
 */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => turnOf(one) - turnOf(other));
  }
}

function turnOf({ moduleId }: TestSpecification): number {
  if (/\/tests\/browser\/pages\./.test(moduleId)) return 0;
  if (/\/tests\/browser\//.test(moduleId)) return 2;
  return /\.db\.test\.ts$/.test(moduleId) ? 1 : 3;
}

export default defineConfig({
  test: {
    include: isLong ? [LONG] : ['**/*.test.ts', '**/*.test.tsx'],
    exclude: [...configDefaults.exclude, 'dist/**', '.mutua/**', ...(isLong ? [] : [LONG])],
    setupFiles: ['./tests/property-cases.ts'],
    sequence: { sequencer: LongestFirst },
    // One more than the cores of a small machine: many tests wait for a database or a bank.
    maxWorkers: 3,
    // No file leaves anything behind in its process: what one has loaded and warmed up, the next one uses.
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
