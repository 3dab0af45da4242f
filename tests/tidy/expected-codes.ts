// Which codes the tests expect by name: what stands in a matcher after `expect(…)`, or comes to stand there by way
// of a constant, a row of a table or an argument of one of the tests' own functions.
import { codesGivenIn, isOfTests } from './given-codes.ts';
import { linkedNodes, textOf } from './linked-tree.ts';
import { calledName } from './syntax.ts';
import { isNode, type Node, type SourceFile } from './tree.ts';
import { Values } from './values.ts';

/** The codes that each file of tests expects. */
export function codesExpected(
  files: readonly SourceFile[],
  known: ReadonlySet<string>,
): ReadonlyMap<SourceFile, ReadonlySet<string>> {
  const tests = files.filter(({ path }) => isOfTests(path));
  const values = new Values(tests, (text) => known.has(text));
  const expected = new Set(
    tests
      .filter(({ text }) => text.includes('expect('))
      .flatMap((file) => linkedNodes(file).filter(isMatcher))
      .flatMap((matcher) => matcher.arguments as Node[])
      .flatMap((argument) => [...values.textsIn(argument)]),
  );
  const byFile = new Map(tests.map((file) => [file, new Set<string>()]));
  for (const text of expected) {
    const file = values.fileOf(text);
    if (file !== undefined) byFile.get(file)?.add(textOf(text) ?? '');
  }
  for (const [file, codes] of byFile) {
    for (const code of codesBrought(file, known, expected)) codes.delete(code);
  }
  return byFile;
}

/** A test that brings a refusal itself, as the answer of somebody whom it plays, does not show who gives it. */
function codesBrought(
  file: SourceFile,
  known: ReadonlySet<string>,
  expected: ReadonlySet<Node>,
): readonly string[] {
  return codesGivenIn(file, known)
    .filter(({ node }) => !expected.has(node))
    .map(({ code }) => code);
}

/** `expect(…).toEqual`, `await expect(…).rejects.toThrow`: not those that expect something not to be. */
function isMatcher(node: Node): boolean {
  if (node.type !== 'CallExpression' || !isNode(node.callee)) return false;
  if (node.callee.type !== 'MemberExpression') return false;
  let { object } = node.callee;
  while (isNode(object) && object.type === 'MemberExpression') {
    if (isNode(object.property) && object.property.name === 'not') return false;
    object = object.object;
  }
  return isNode(object) && object.type === 'CallExpression' && calledName(object) === 'expect';
}
