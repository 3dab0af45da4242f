import { describe, expect, it } from 'vitest';
import { isNode, lineOf, nodesOf, placeOf, repositoryFiles, syntaxTree } from './tree.ts';

describe('the files that the walls look at', () => {
  const paths = repositoryFiles().map(({ path }) => path);

  it('are all of ours', () => {
    for (const path of ['package.json', 'core/kit/result.ts', 'server/cli/main.ts', '.gitignore']) {
      expect(paths).toContain(path);
    }
    expect(paths).toContain('tests/tidy/tree.test.ts');
    expect(new Set(paths).size).toBe(paths.length);
  });

  it('are ours alone', () => {
    const foreign = /(^|\/)(node_modules|dist|\.git|\.mutua|\.cache)\//;
    expect(paths.filter((path) => foreign.test(path))).toEqual([]);
  });
});

describe('a syntax tree', () => {
  const file = {
    path: 'core/a.ts',
    text: 'const a = 1;\n\nexport const b = (c: any) => [c, a, `x`];\n',
  };

  it('is walked to its last leaf', () => {
    const types = [...nodesOf(syntaxTree(file))].map(({ type }) => type);
    expect(types).toContain('TSAnyKeyword');
    expect(types).toContain('TemplateLiteral');
    expect(types.filter((type) => type === 'Identifier')).toHaveLength(5);
  });

  it('says where something stands', () => {
    const found = [...nodesOf(syntaxTree(file))].find(({ type }) => type === 'TSAnyKeyword');
    expect(isNode(found) && placeOf(file, found.start)).toBe('core/a.ts:3');
    expect([0, 12, 13, 14].map((offset) => lineOf(file.text, offset))).toEqual([1, 1, 2, 3]);
  });

  it('is not to be had of a file that is no code', () => {
    expect(() => syntaxTree({ path: 'core/broken.ts', text: 'const = ;' })).toThrow();
  });
});
