// Which refusal codes can come out of a piece of the sources: those that it gives itself, and those of every function
// that it calls, but for those whose refusal it does not hand on.
import { isGiving } from './given-codes.ts';
import { aroundOf, keyOf, linkedNodes, nodesWithin, parentOf, textOf } from './linked-tree.ts';
import { calledName, isFunction } from './syntax.ts';
import { isNode, type Node, type SourceFile, syntaxTree } from './tree.ts';

/** A node of a file: what stands behind a name. */
interface Declared {
  readonly name: string;
  readonly node: Node;
  readonly file: SourceFile;
}

/** What a piece gives itself, and what it calls. */
interface Read {
  readonly given: readonly string[];
  readonly called: readonly Declared[];
}

interface Taken {
  readonly home: string;
  readonly name: string;
}

export class RefusalFlow {
  readonly #known: ReadonlySet<string>;
  readonly #files: ReadonlyMap<string, SourceFile>;
  readonly #declared = new Map<SourceFile, ReadonlyMap<string, Node>>();
  readonly #pieces = new Map<Node, Read>();
  readonly #taken = new Map<SourceFile, ReadonlyMap<string, Taken>>();

  constructor(files: readonly SourceFile[], known: ReadonlySet<string>) {
    this.#known = known;
    const sources = files.filter(({ path }) => isGiving(path));
    this.#files = new Map(sources.map((file) => [file.path, file]));
    for (const file of sources) {
      linkedNodes(file);
      this.#declared.set(file, declarationsIn(file));
      this.#taken.set(file, importsIn(file));
    }
  }

  /** What a name stands for in a file: declared there at the top, or in the file from which it is taken. */
  find(name: string, file: SourceFile): Declared | undefined {
    const own = this.#declared.get(file)?.get(name);
    if (own !== undefined) return { name, node: own, file };
    const taken = this.#taken.get(file)?.get(name);
    const home = taken && this.#files.get(taken.home);
    return taken && home && this.find(taken.name, home);
  }

  /** Every code that can come out of what stands in a node of that file, with the names of what gives it. */
  codesOf(node: Node, file: SourceFile): ReadonlyMap<string, readonly string[]> {
    const codes = new Map<string, string[]>();
    const pieces: Declared[] = [{ name: '', node, file }];
    const seen = new Set<Node>();
    // The list grows while it is read, until nothing new is called.
    for (const piece of pieces) {
      if (seen.has(piece.node)) continue;
      seen.add(piece.node);
      const { given, called } = this.#read(piece);
      for (const code of given) codes.set(code, [...(codes.get(code) ?? []), piece.name]);
      pieces.push(...called);
    }
    return codes;
  }

  #read(piece: Declared): Read {
    const known = this.#pieces.get(piece.node);
    if (known !== undefined) return known;
    const read = { given: this.#givenIn(piece.node), called: [...this.#calledIn(piece)] };
    this.#pieces.set(piece.node, read);
    return read;
  }

  #givenIn(node: Node): readonly string[] {
    return nodesWithin(node)
      .filter((call) => call.type === 'CallExpression' && calledName(call) === 'refuse')
      .flatMap(({ arguments: given }) => nodesWithin((given as Node[])[0] ?? node))
      .flatMap((part) => textOf(part) ?? [])
      .filter((text) => this.#known.has(text));
  }

  *#calledIn({ node: piece, file }: Declared): Generator<Declared> {
    for (const node of nodesWithin(piece)) {
      if (node.type === 'MemberExpression') yield* this.#method(node, file);
      if (node.type !== 'Identifier' || isNameOnly(node) || isSwallowed(node)) continue;
      const found = this.find(String(node.name), file);
      if (found !== undefined && found.node !== piece) yield found;
    }
  }

  /** `currencies.require`, where `currencies` is of a class of ours. */
  *#method({ object, property, computed }: Node, file: SourceFile): Generator<Declared> {
    if (!isNode(object) || object.type !== 'Identifier' || !isNode(property)) return;
    const kind = computed === true ? undefined : classOf(String(object.name), object);
    const home = kind === undefined ? undefined : this.find(kind, file);
    if (home?.node.type !== 'ClassDeclaration') return;
    for (const member of nodesWithin(home.node)) {
      const isAsked = member.type === 'MethodDefinition' && keyOf(member) === property.name;
      if (isAsked) yield { name: keyOf(member), node: member, file: home.file };
    }
  }
}

function declarationsIn(file: SourceFile): ReadonlyMap<string, Node> {
  const found = new Map<string, Node>();
  for (const statement of syntaxTree(file).body as Node[]) {
    const declared = isNode(statement.declaration) ? statement.declaration : statement;
    if (isNode(declared.id)) found.set(String(declared.id.name), declared);
    for (const { id, init } of (declared.declarations ?? []) as Node[]) {
      if (isNode(id) && isNode(init)) found.set(String(id.name), init);
    }
  }
  return found;
}

function importsIn(file: SourceFile): ReadonlyMap<string, Taken> {
  const found = new Map<string, Taken>();
  for (const { type, source, specifiers } of syntaxTree(file).body as Node[]) {
    if (type !== 'ImportDeclaration' || !isNode(source)) continue;
    const home = pathFrom(file.path, String(source.value));
    for (const { local, imported } of specifiers as Node[]) {
      if (!isNode(local) || !isNode(imported)) continue;
      found.set(String(local.name), { home, name: String(imported.name) });
    }
  }
  return found;
}

/** `../kit/result.ts` and `@mutua/core/kit/result.ts` as paths of the repository. */
function pathFrom(importer: string, source: string): string {
  if (source.startsWith('@mutua/')) return source.slice('@mutua/'.length);
  const parts = importer.split('/').slice(0, -1);
  for (const part of source.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** The class of which a constant near a node is made, or which a parameter names as its type. */
function classOf(name: string, node: Node): string | undefined {
  for (const owner of aroundOf(node).filter(isFunction)) {
    for (const part of nodesWithin(owner)) {
      const { type, id, init } = part;
      const isMade =
        isNode(id) && id.name === name && isNode(init) && init.type === 'NewExpression';
      if (isMade && isNode(init.callee)) return String(init.callee.name);
      const isTyped = type === 'Identifier' && part.name === name && isNode(part.typeAnnotation);
      const typed = isTyped ? typeNameOf(part.typeAnnotation as Node) : undefined;
      if (typed !== undefined) return typed;
    }
  }
  return undefined;
}

function typeNameOf({ typeAnnotation }: Node): string | undefined {
  const name = isNode(typeAnnotation) ? typeAnnotation.typeName : undefined;
  return isNode(name) && name.type === 'Identifier' ? String(name.name) : undefined;
}

/** The name of a field, of a type, or of what is declared here: nothing is called by it. */
function isNameOnly(node: Node): boolean {
  const parent = parentOf(node);
  if (parent === undefined || parent.type.startsWith('TS')) return true;
  if (parent.type === 'MemberExpression') return parent.property === node && !parent.computed;
  if (parent.type === 'Property') return parent.key === node && parent.value !== node;
  return parent.id === node;
}

/** `const plan = planFor(…)`, of which only `plan.ok` and `plan.value` are read: its refusal goes nowhere. */
function isSwallowed(node: Node): boolean {
  const call = parentOf(node);
  if (call?.type !== 'CallExpression' || call.callee !== node) return false;
  if (pathBehind(call) === '.ok') return true;
  const declared = parentOf(call);
  const owner = aroundOf(node).find(isFunction);
  const id = declared?.type === 'VariableDeclarator' ? declared.id : undefined;
  if (!isNode(id) || id.type !== 'Identifier' || owner === undefined) return false;
  return nodesWithin(owner)
    .filter((one) => one.type === 'Identifier' && one.name === id.name && one !== id)
    .every((mention) => isNameOnly(mention) || READ_ONLY.test(pathBehind(mention)));
}

/** What may be read of a result without its code: that it is one, its value, the data of its refusal. */
const READ_ONLY = /^\.(ok|value|refusal\.data)\b/;

/** `.refusal.data` behind the name in `allowed.refusal.data`. */
function pathBehind(node: Node): string {
  const parent = parentOf(node);
  const isBehind = parent?.type === 'MemberExpression' && parent.object === node;
  if (!isBehind || !isNode(parent.property)) return '';
  return `.${parent.property.name}${pathBehind(parent)}`;
}
