import { importsOf, workspaceOf } from './import-graph.ts';
import { isTest, type SourceFile } from './tree.ts';
import { wall } from './wall.ts';

const STAGES = ['apply', 'assess', 'list', 'fund', 'disburse', 'repay', 'collect', 'close'];

const PERSONS = ['public', 'borrow', 'lend', 'office', 'supervise'];

/** What the tests beside the files of `core` and `contract` may use besides what these may. */
const TEST_PACKAGES = new Set(['vitest', 'fast-check']);

wall({
  rule: 'core imports only itself and what core/allowed.json lists with a reason',
  violations: (files) => {
    const allowed = allowedPackages(files);
    return importsOf(files)
      .filter(({ from }) => workspaceOf(from.path) === 'core')
      .filter(({ from, path, packageName }) => {
        const inTest = isTest(from.path);
        if (path !== undefined) {
          return workspaceOf(path) !== 'core' && !(inTest && path.startsWith('tests/vectors/'));
        }
        const name = packageName ?? '';
        return !allowed.has(name) && !(inTest && (TEST_PACKAGES.has(name) || name === 'node:fs'));
      })
      .map(({ place, path, packageName }) => `${place} imports ${path ?? packageName}`);
  },
  planted: [
    { 'core/money/a.ts': "import { readFileSync } from 'node:fs';" },
    { 'core/money/b.ts': "export type { Pool } from 'pg';" },
    { 'core/money/c.ts': "const { post } = await import('../../server/ledger/post.ts');" },
    { 'core/money/d.ts': "import { words } from '@mutua/contract/words/refusals.ts';" },
    { 'core/money/e.ts': "type Pool = import('pg').Pool;" },
    {
      'core/allowed.json': '[{ "package": "@noble/hashes" }]',
      'core/money/without-reason.ts': "import { sha256 } from '@noble/hashes/sha256';",
    },
  ],
  kept: {
    'core/allowed.json': '[{ "package": "@noble/hashes", "reason": "SHA-256 without Node." }]',
    'core/money/a.ts': `import { sha256 } from '@noble/hashes/sha256';
      import { assert } from '../kit/assert.ts';
      // import { Pool } from 'pg';`,
    'core/money/a.test.ts': `import { it } from 'vitest';
      import cases from '../../tests/vectors/returns.json' with { type: 'json' };`,
  },
});

wall({
  rule: 'each workspace imports only those below it',
  violations: (files) => {
    const mayImport: Readonly<Record<string, readonly string[]>> = {
      core: ['core'],
      contract: ['contract', 'core'],
      web: ['web', 'contract', 'core'],
      server: ['server', 'contract', 'core', 'setup'],
      bench: ['bench', 'server', 'contract', 'core'],
      setup: ['setup'],
    };
    return importsOf(files)
      .filter(({ from, path }) => {
        const allowed = mayImport[workspaceOf(from.path)];
        if (!allowed || path === undefined || allowed.includes(workspaceOf(path))) return false;
        if (isTest(from.path) && path.startsWith('tests/')) return false;
        // The command offers the benchmarks and names its version; nothing else reaches up.
        const fromCommand = from.path.startsWith('server/cli/');
        return !(fromCommand && (workspaceOf(path) === 'bench' || path === 'package.json'));
      })
      .map(({ place, path }) => `${place} imports ${path}`);
  },
  planted: [
    { 'web/lend/page.tsx': "import { post } from '@mutua/server/ledger/post.ts';" },
    { 'web/lend/page.tsx': "import type { Row } from '../../server/ledger/row.ts';" },
    { 'contract/loan.ts': "import { Page } from '@mutua/web/lend/page.tsx';" },
    { 'server/loan/route.ts': "import { words } from '../../web/ui/words/en.ts';" },
    { 'server/loan/route.ts': "import { schedule } from '@mutua/bench/schedule.ts';" },
    { 'server/loan/route.ts': "import vectors from '../../tests/vectors/returns.json';" },
  ],
  kept: {
    'web/lend/page.tsx': "import { formatMajor } from '@mutua/core/money/minor-units.ts';",
    'server/cli/bench.ts': "import { benchmarks } from '@mutua/bench/benchmarks.ts';",
    'server/loan/route.test.ts': "import { town } from '../../tests/stories/town.ts';",
  },
});

wall({
  rule: 'contract uses no package but typebox',
  violations: (files) =>
    importsOf(files)
      .filter(({ from }) => workspaceOf(from.path) === 'contract')
      .filter(({ from, packageName = 'typebox' }) => {
        return packageName !== 'typebox' && !(isTest(from.path) && TEST_PACKAGES.has(packageName));
      })
      .map(({ place, packageName }) => `${place} imports ${packageName}`),
  planted: [{ 'contract/loan.ts': "import Fastify from 'fastify';" }],
  kept: {
    'contract/loan.ts': "import { Type } from 'typebox'; import { Value } from 'typebox/value';",
  },
});

wall({
  rule: 'no stage of a loan imports another stage',
  violations: (files) =>
    importsOf(files)
      .map((one) => ({ ...one, stage: stageOf(one.from.path), other: stageOf(one.path ?? '') }))
      .filter(({ stage, other }) => stage && other && stage !== other)
      .map(({ place, other }) => `${place} imports the stage ${other}`),
  planted: [
    { 'core/loan/repay/waterfall.ts': "import { bid } from '../fund/bid.ts';" },
    {
      'core/loan/collect/stop.ts':
        "import type { Repaid } from '@mutua/core/loan/repay/repaid.ts';",
    },
  ],
  kept: {
    'core/loan/repay/waterfall.ts': "import { terms } from '../terms.ts'; import './share.ts';",
    'core/loan/life.ts': "import './fund/bid.ts'; import './repay/waterfall.ts';",
  },
});

wall({
  rule: "the pages of one person import none of another's",
  violations: (files) =>
    importsOf(files)
      .map((one) => ({ ...one, person: personOf(one.from.path), other: personOf(one.path ?? '') }))
      .filter(({ person, other }) => person && other && person !== other)
      .map(({ place, other }) => `${place} imports from ${other}`),
  planted: [{ 'web/lend/page.tsx': "import { Quote } from '../borrow/quote.tsx';" }],
  kept: { 'web/lend/page.tsx': "import '../ui/money-text.tsx'; import './bid.tsx';" },
});

wall({
  rule: 'imports go round in no circle',
  violations: (files) => circles(files).map((circle) => `${circle.join(' → ')}`),
  planted: [
    { 'core/a.ts': "import './a.ts';" },
    {
      'core/a.ts': "import { b } from './b.ts';",
      'core/b.ts': "export { c } from './deep/c.ts';",
      'core/deep/c.ts': "import type { A } from '@mutua/core/a.ts';",
    },
  ],
  kept: {
    'core/a.ts': "import './b.ts'; import './c.ts';",
    'core/b.ts': "import './c.ts';",
    'core/c.ts': 'export const c = 1;',
  },
});

wall({
  rule: 'a package is used only where package.json names it',
  violations: (files) => {
    const atRoot = declaredPackages(files, '');
    const anywhere = new Set(
      files
        .filter(({ path }) => /^(\w+\/)?package\.json$/.test(path))
        .flatMap(({ path }) => [...declaredPackages(files, workspaceOf(path))]),
    );
    return importsOf(files)
      .filter(({ from, path, packageName = '' }) => {
        const workspace = workspaceOf(from.path);
        const name = path === undefined ? packageName : `@mutua/${workspaceOf(path)}`;
        if (name.includes(':')) return false; // Node's own, or made by the bundler.
        if (path !== undefined && (workspaceOf(path) === workspace || !isWorkspace(files, path))) {
          return false;
        }
        if (path?.startsWith('tests/') && isTest(from.path)) return false;
        // The tests at large use what they test, and each workspace names its own.
        if (workspace === 'tests') return path === undefined && !anywhere.has(name);
        return !declaredPackages(files, workspace).has(name) && !atRoot.has(name);
      })
      .map(({ place, path, packageName }) => `${place} imports ${path ?? packageName}`);
  },
  planted: [
    {
      'package.json': '{ "devDependencies": { "vitest": "4.1.12" } }',
      'server/package.json': '{ "dependencies": { "@mutua/core": "0.1.0" } }',
      'server/http/app.ts': "import Fastify from 'fastify';",
    },
    {
      'core/package.json': '{}',
      'server/package.json': '{}',
      'server/http/app.ts': "import { ok } from '@mutua/core/kit/result.ts';",
    },
  ],
  kept: {
    'package.json': '{ "devDependencies": { "vitest": "4.1.12" } }',
    'server/package.json': '{ "dependencies": { "fastify": "5.12.8" } }',
    'server/http/app.ts': `import Fastify from 'fastify'; import { join } from 'node:path';
      import { waitForLock } from '../../setup/lock.mjs';`,
    'server/http/app.test.ts': "import { it } from 'vitest'; import './app.ts';",
  },
});

function allowedPackages(files: readonly SourceFile[]): ReadonlySet<string> {
  const list = files.find(({ path }) => path === 'core/allowed.json');
  const entries = JSON.parse(list?.text ?? '[]') as { package: string; reason?: string }[];
  return new Set(entries.filter(({ reason }) => reason).map((entry) => entry.package));
}

function declaredPackages(files: readonly SourceFile[], workspace: string): ReadonlySet<string> {
  const path = workspace === '' ? 'package.json' : `${workspace}/package.json`;
  const manifest = JSON.parse(files.find((file) => file.path === path)?.text ?? '{}') as Readonly<
    Record<string, Readonly<Record<string, string>> | undefined>
  >;
  const groups = ['dependencies', 'devDependencies', 'optionalDependencies'];
  return new Set(groups.flatMap((group) => Object.keys(manifest[group] ?? {})));
}

function isWorkspace(files: readonly SourceFile[], path: string): boolean {
  return files.some((file) => file.path === `${workspaceOf(path)}/package.json`);
}

function stageOf(path: string): string | undefined {
  const [workspace, room, stage] = path.split('/');
  return workspace === 'core' && room === 'loan' && STAGES.includes(stage ?? '')
    ? stage
    : undefined;
}

function personOf(path: string): string | undefined {
  const [workspace, person] = path.split('/');
  return workspace === 'web' && PERSONS.includes(person ?? '') ? person : undefined;
}

/** Every circle that a walk along the imports comes upon, from the file where it closes. */
function circles(files: readonly SourceFile[]): string[][] {
  const edges = new Map<string, string[]>();
  for (const { from, path } of importsOf(files)) {
    if (path !== undefined) edges.set(from.path, [...(edges.get(from.path) ?? []), path]);
  }
  const found: string[][] = [];
  const finished = new Set<string>();
  const walk = (path: string, trail: readonly string[]): void => {
    const closesAt = trail.indexOf(path);
    if (closesAt >= 0) found.push([...trail.slice(closesAt), path]);
    if (closesAt >= 0 || finished.has(path)) return;
    for (const next of edges.get(path) ?? []) walk(next, [...trail, path]);
    finished.add(path);
  };
  for (const path of edges.keys()) walk(path, []);
  return found;
}
