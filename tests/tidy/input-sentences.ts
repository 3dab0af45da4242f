// Every sentence that can become the detail of an `invalid_input`, read from the code that refuses: where
// a figure or a word is put in, the sentence has `{}`.
import { calledName, isFunction } from './syntax.ts';
import {
  isCode,
  isNode,
  isTest,
  type Node,
  nodesOf,
  placeOf,
  type SourceFile,
  syntaxTree,
} from './tree.ts';

export interface InputSentence {
  /** `path:line` of the refusal. */
  readonly place: string;
  /** Nothing where the sentence cannot be told from the code. */
  readonly sentence: string | undefined;
}

/** Where a text stands: in which file, inside which functions, the innermost first. */
interface Scope {
  readonly files: readonly SourceFile[];
  readonly file: SourceFile;
  readonly functions: readonly Node[];
  /** What is being read already, so that nothing is read in a circle. */
  readonly within: readonly Node[];
}

/** The sentences of all refusals of these files that are no tests. */
export function inputSentences(all: readonly SourceFile[]): InputSentence[] {
  const files = all.filter(({ path }) => isCode(path) && !isTest(path));
  return files.flatMap((file) =>
    refusalsOf(file).flatMap(({ place, detail, functions }) => {
      const texts = detail && textsOf(detail, { files, file, functions, within: [] });
      return (texts ?? [undefined]).map((sentence) => ({ place, sentence }));
    }),
  );
}

/** The calls of `invalid`, and of `refuse` with its code; what `invalid` itself hands on is its callers'. */
function refusalsOf(file: SourceFile) {
  const invalid = [...callsOf(file, 'invalid')].map((call) => ({
    ...call,
    detail: argumentAt(call.node, 1),
  }));
  const refuse = [...callsOf(file, 'refuse')]
    .filter(({ node }) => argumentAt(node, 0)?.value === 'invalid_input')
    .filter(({ functions }) => !functions.some(({ id }) => isNode(id) && id.name === 'invalid'))
    .map((call) => ({ ...call, detail: propertyOf(argumentAt(call.node, 1), 'detail') }));
  return [...invalid, ...refuse].map(({ node, ...rest }) => ({
    place: placeOf(file, node.start),
    ...rest,
  }));
}

function propertyOf(object: Node | undefined, name: string): Node | undefined {
  const properties = object?.type === 'ObjectExpression' ? (object.properties as Node[]) : [];
  const property = properties.find(({ key }) => isNode(key) && key.name === name);
  return isNode(property?.value) ? property.value : undefined;
}

interface Call {
  readonly node: Node;
  readonly functions: readonly Node[];
}

function* callsOf(file: SourceFile, name: string): Generator<Call> {
  if (!file.text.includes(`${name}(`)) return;
  const functions = [...nodesOf(syntaxTree(file))].filter(isFunction);
  for (const node of nodesOf(syntaxTree(file))) {
    if (node.type !== 'CallExpression' || calledName(node) !== name) continue;
    // Outer functions come before those inside them.
    const around = functions.filter(({ start, end }) => start < node.start && node.end <= end);
    yield { node, functions: around.reverse() };
  }
}

/** What an expression can say; nothing where that cannot be told. */
function textsOf(node: Node, scope: Scope): readonly string[] | undefined {
  if (scope.within.includes(node)) return undefined;
  const inside = { ...scope, within: [...scope.within, node] };
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node.value] : undefined;
    case 'TemplateLiteral':
      return templateTexts(node, inside);
    case 'ConditionalExpression':
      return eachOf([node.consequent, node.alternate], inside);
    case 'LogicalExpression':
      return eachOf([node.left, node.right], inside);
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'ParenthesizedExpression':
      return eachOf([node.expression], inside);
    case 'Identifier':
      return namedTexts(String(node.name), inside);
    default:
      return undefined;
  }
}

function eachOf(nodes: readonly unknown[], scope: Scope): readonly string[] | undefined {
  const texts = nodes.map((node) => (isNode(node) ? textsOf(node, scope) : undefined));
  return texts.every((some) => some !== undefined) ? texts.flat() : undefined;
}

/** Words that can be told are put in; all else is `{}`. */
function templateTexts(node: Node, scope: Scope): readonly string[] {
  const parts = node.quasis as readonly { value: { cooked: string } }[];
  return (node.expressions as Node[]).reduce<readonly string[]>(
    (texts, expression, index) => {
      const values = textsOf(expression, scope) ?? branchTexts(expression, scope) ?? ['{}'];
      const after = parts[index + 1]?.value.cooked ?? '';
      return texts.flatMap((text) => values.map((value) => `${text}${value}${after}`));
    },
    [parts[0]?.value.cooked ?? ''],
  );
}

/** Of two things to be put in, one may be words and the other a figure. */
function branchTexts(node: Node, scope: Scope): readonly string[] | undefined {
  if (node.type !== 'ConditionalExpression') return undefined;
  return [node.consequent, node.alternate].flatMap((branch) =>
    isNode(branch) ? (textsOf(branch, scope) ?? ['{}']) : [],
  );
}

/** A name is a parameter, and then what the callers give, or a constant of this file or another. */
function namedTexts(name: string, scope: Scope): readonly string[] | undefined {
  for (const [index, owner] of scope.functions.entries()) {
    const position = (owner.params as Node[]).findIndex(
      (parameter) => parameter.type === 'Identifier' && parameter.name === name,
    );
    if (position >= 0) return givenTexts(owner, position, scope);
    const value = constantIn(owner, name);
    if (value) return textsOf(value, { ...scope, functions: scope.functions.slice(index) });
  }
  const homes = [scope.file, ...scope.files.filter((file) => isImported(name, scope.file, file))];
  for (const file of homes) {
    const value = constantIn(syntaxTree(file), name);
    if (value) return textsOf(value, { ...scope, file, functions: [] });
  }
  return undefined;
}

/** What the callers of a function give it at that position. */
function givenTexts(owner: Node, position: number, scope: Scope): readonly string[] | undefined {
  const name = isNode(owner.id) ? String(owner.id.name) : undefined;
  if (name === undefined) return undefined;
  const callers = scope.files.filter(
    (file) => file === scope.file || isImported(name, file, scope.file),
  );
  const texts = callers.flatMap((file) =>
    [...callsOf(file, name)].map(({ node, functions }) => {
      const given = argumentAt(node, position);
      return given && textsOf(given, { ...scope, file, functions });
    }),
  );
  return texts.every((some) => some !== undefined) ? texts.flat() : undefined;
}

/** The value of a constant, looked for in a function's or file's text but not in the functions inside. */
function constantIn(owner: Node, name: string): Node | undefined {
  for (const node of ownNodesOf(owner)) {
    const { id, init } = node;
    const declares = node.type === 'VariableDeclarator' && isNode(id) && id.name === name;
    if (declares && isNode(init)) return init;
  }
  return undefined;
}

function* ownNodesOf(owner: Node): Generator<Node> {
  for (const value of Object.values(owner)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (!isNode(child) || isFunction(child)) continue;
      yield child;
      yield* ownNodesOf(child);
    }
  }
}

/** Whether `importer` takes that name from `home`, told by the last part of the path. */
function isImported(name: string, importer: SourceFile, home: SourceFile): boolean {
  if (importer === home) return false;
  const fileName = home.path.split('/').at(-1) ?? '';
  return (syntaxTree(importer).body as Node[]).some(({ type, source, specifiers }) => {
    if (type !== 'ImportDeclaration' || !isNode(source)) return false;
    const names = (specifiers as Node[]).map(({ local }) => (isNode(local) ? local.name : ''));
    return String(source.value).endsWith(`/${fileName}`) && names.includes(name);
  });
}

function argumentAt(call: Node, position: number): Node | undefined {
  const given = (call.arguments as Node[])[position];
  return given?.type === 'SpreadElement' ? undefined : given;
}
