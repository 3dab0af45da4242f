// A wall of the house: a rule over files that the repository keeps, and a planted violation it catches.
import { describe, expect, it } from 'vitest';
import { repositoryFiles, type SourceFile } from './tree.ts';

export interface Wall {
  /** What holds everywhere, as a sentence. */
  readonly rule: string;
  /** One line a violation, each beginning with its place; none where the rule is kept. */
  readonly violations: (files: readonly SourceFile[]) => readonly string[];
  /** Small trees, each of which breaks the rule once; `path` to text. */
  readonly planted: readonly Readonly<Record<string, string>>[];
  /** A small tree that comes close and keeps the rule. */
  readonly kept: Readonly<Record<string, string>>;
}

/** Tests the rule on the repository, and that it catches what was planted and nothing else. */
export function wall({ rule, violations, planted, kept }: Wall): void {
  describe(rule, () => {
    it('holds in the repository', () => {
      expect(violations(repositoryFiles())).toEqual([]);
    });
    it.each(planted.map((tree) => ({ tree, path: Object.keys(tree).at(-1) })))(
      'is seen to be broken when $path breaks it',
      ({ tree }) => {
        expect(violations(asFiles(tree))).toHaveLength(1);
      },
    );
    it('is not seen to be broken where it is kept', () => {
      expect(violations(asFiles(kept))).toEqual([]);
    });
  });
}

export function asFiles(tree: Readonly<Record<string, string>>): SourceFile[] {
  return Object.entries(tree).map(([path, text]) => ({ path, text }));
}
