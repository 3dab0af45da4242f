// Which refusal codes there are, and which of them the sources can give: read from the syntax trees.
import { keyOf, linkedNodes, parentOf, textOf } from './linked-tree.ts';
import { calledName, isFunction } from './syntax.ts';
import { isCode, isNode, isTest, type Node, nodesOf, type SourceFile, syntaxTree } from './tree.ts';

/** What makes a refusal of a code: `refuse`, `httpProblem`, `faulty`, `new RequestRefused` … */
const GIVER = /refus|problem|fault/i;

/** The codes of a union of texts, or of a list of the wire (`Type.Enum`), by the name of its declaration. */
export function declaredCodes(name: string, path: string, files: readonly SourceFile[]): string[] {
  const file = files.find((candidate) => candidate.path === path);
  if (file === undefined) return [];
  return [...nodesOf(syntaxTree(file))]
    .filter(({ type }) => type === 'TSTypeAliasDeclaration' || type === 'VariableDeclarator')
    .filter(({ id }) => isNode(id) && id.name === name)
    .flatMap((declared) => [...nodesOf(declared)])
    .flatMap((node) => textOf(node) ?? []);
}

export interface GivenCode {
  readonly code: string;
  readonly file: SourceFile;
  readonly node: Node;
}

/** Every place of a file where a code is given: handed to what makes refusals of codes, or returned as one. */
export function codesGivenIn(file: SourceFile, known: ReadonlySet<string>): GivenCode[] {
  return linkedNodes(file).flatMap((node) => {
    const code = textOf(node) ?? '';
    return known.has(code) && isGiven(node) ? [{ code, file, node }] : [];
  });
}

function isGiven(node: Node): boolean {
  const parent = parentOf(node);
  if (parent === undefined) return false;
  switch (parent.type) {
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee !== node && GIVER.test(calledName(parent) ?? '');
    case 'ConditionalExpression':
      return parent.test !== node && isGiven(parent);
    case 'LogicalExpression':
      return isGiven(parent);
    case 'Property':
      return parent.value === node && ['code', 'reason'].includes(keyOf(parent));
    case 'ReturnStatement':
    case 'VariableDeclarator':
      return true;
    default:
      return isFunction(parent) && parent.body === node;
  }
}

/** Files of the rules, of the wire and of what runs, without what only tests use. */
export function isGiving(path: string): boolean {
  return isCode(path) && /^(core|contract|server)\//.test(path) && !isOfTests(path);
}

/** Files in which tests stand, and what only tests use. */
export function isOfTests(path: string): boolean {
  return isCode(path) && (isTest(path) || /(^|\/)trial-[^/]*$/.test(path));
}
