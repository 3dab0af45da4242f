// What a name can stand for in the tests, read from their syntax trees: the value of its constant, the rows of the
// table that it runs over, what the callers of its function hand to it.
import { aroundOf, childrenOf, keyOf, linkedNodes, textOf } from './linked-tree.ts';
import { calledName, isFunction } from './syntax.ts';
import { isNode, type Node, type SourceFile, syntaxTree } from './tree.ts';

/** Into a value: the place in a list, or the name of a field. */
type Step = number | string;
type Nodes = readonly Node[];

const WRAPPERS = ['TSAsExpression', 'TSSatisfiesExpression', 'ParenthesizedExpression'];
/** What is spread only on a condition. */
const MAYBE = ['ConditionalExpression', 'LogicalExpression'];
/** Methods that hand each item of a list to a function. */
const LOOPS = /\.(map|flatMap|forEach|every|some|filter|find)$/;

/** Many ways lead to the same place. */
function once(nodes: Nodes): Nodes {
  return nodes.length < 2 ? nodes : [...new Set(nodes)];
}

export class Values {
  /** By the last part of their paths. */
  readonly #files = new Map<string, SourceFile[]>();
  readonly #isAsked: (text: string) => boolean;
  /** By the name that is called: `bid`, and `.bid` of whatever object. */
  readonly #calls = new Map<string, { readonly call: Node; readonly file: SourceFile }[]>();
  readonly #fileOf = new Map<Node, SourceFile>();
  readonly #imports = new Map<SourceFile, ReadonlyMap<string, string>>();
  readonly #values = new Map<Node, Nodes>();
  readonly #parameters = new Map<Node, Map<string, Nodes | undefined>>();
  readonly #texts = new Map<Node, ReadonlySet<Node>>();

  /** @param isAsked whether a text is one of those that are looked for. */
  constructor(files: readonly SourceFile[], isAsked: (text: string) => boolean) {
    this.#isAsked = isAsked;
    for (const file of files) {
      const named = this.#files.get(fileNameOf(file.path)) ?? [];
      this.#files.set(fileNameOf(file.path), [...named, file]);
      this.#fileOf.set(syntaxTree(file), file);
      this.#imports.set(file, importsIn(file));
      for (const call of linkedNodes(file)) {
        if (call.type !== 'CallExpression') continue;
        const name = calledName(call)?.replace(/^.*\./, '.');
        if (name === undefined) continue;
        const known = this.#calls.get(name);
        if (known === undefined) this.#calls.set(name, [{ call, file }]);
        else known.push({ call, file });
      }
    }
  }

  fileOf(node: Node): SourceFile | undefined {
    const tree = aroundOf(node).at(-1) ?? node;
    return this.#fileOf.get(tree);
  }

  /** Every text that is asked for in an expression, and in what its names stand for. */
  textsIn(node: Node): ReadonlySet<Node> {
    const known = this.#texts.get(node);
    if (known !== undefined) return known;
    // A name that leads back to itself adds nothing.
    this.#texts.set(node, new Set());
    const text = textOf(node);
    const own = text !== undefined && this.#isAsked(text) ? [node] : [];
    const texts = new Set([
      ...own,
      ...this.#meantBy(node).flatMap((one) => [...this.textsIn(one)]),
    ]);
    this.#texts.set(node, texts);
    return texts;
  }

  /** What stands in the field of that name of the objects that an expression stands for. */
  fieldsNamed(node: Node, name: string): Nodes {
    return this.#valuesOf(node).flatMap((value) => this.#fieldOf(value, name));
  }

  /** What the functions give back that an expression stands for. */
  resultsOf(node: Node): Nodes {
    const functions = this.#valuesOf(node).filter(isFunction);
    return functions.flatMap(resultsOf).flatMap((result) => this.#valuesOf(result));
  }

  /** The rows of the list over which the nearest loop around a node runs. */
  rowsAround(node: Node): Nodes {
    const loop = aroundOf(node).find(({ type }) => type === 'ForOfStatement');
    return isNode(loop?.right) ? this.#items(loop.right) : [];
  }

  #meantBy(node: Node): Nodes {
    if (isFunction(node)) return resultsOf(node);
    if (node.type === 'Identifier' || node.type === 'MemberExpression') return this.#valuesOf(node);
    return childrenOf(node).filter((child) => {
      const isKey = node.type === 'Property' && child === node.key && child !== node.value;
      return !isKey && (!child.type.startsWith('TS') || WRAPPERS.includes(child.type));
    });
  }

  /** The expressions that a name or a field of one can stand for; nothing where that cannot be told. */
  #valuesOf(node: Node): Nodes {
    const known = this.#values.get(node);
    if (known !== undefined) return known;
    this.#values.set(node, []);
    const values = once(this.#lookUp(node));
    this.#values.set(node, values);
    return values;
  }

  #lookUp(node: Node): Nodes {
    if (node.type === 'Identifier') return this.#named(String(node.name), node);
    if (WRAPPERS.includes(node.type) && isNode(node.expression)) {
      return this.#valuesOf(node.expression);
    }
    if (node.type === 'AwaitExpression' && isNode(node.argument)) {
      return this.#valuesOf(node.argument);
    }
    if (node.type === 'CallExpression') return this.#resultsOfCall(node);
    if (node.type === 'ConditionalExpression') {
      const branches = [node.consequent, node.alternate].filter(isNode);
      return branches.flatMap((branch) => this.#valuesOf(branch));
    }
    if (node.type === 'MemberExpression' && isNode(node.object) && isNode(node.property)) {
      const step = node.computed === true ? node.property.value : node.property.name;
      const isKnown = typeof step === 'string' || typeof step === 'number';
      return isKnown ? this.#into([node.object], [step]) : [];
    }
    return [node];
  }

  /** What a function of ours gives back; the call itself where the function is none of ours. */
  #resultsOfCall(call: Node): Nodes {
    if (!isNode(call.callee) || call.callee.type !== 'Identifier') return [call];
    const isOurs = this.#valuesOf(call.callee).some(isFunction);
    return isOurs ? this.resultsOf(call.callee) : [call];
  }

  #into(nodes: Nodes, steps: readonly Step[]): Nodes {
    const [step, ...further] = steps;
    const values = once(nodes.flatMap((node) => this.#valuesOf(node)));
    if (step === undefined) return values;
    const next = values.flatMap((value) =>
      typeof step === 'number' ? elementAt(value, step) : this.#fieldOf(value, step),
    );
    return this.#into(once(next), further);
  }

  /** Of two fields of one name the later counts. @param within the objects that take this one's fields over. */
  #fieldOf(node: Node, name: string, within: Nodes = []): Nodes {
    if (node.type !== 'ObjectExpression' || within.includes(node)) return [];
    const found: Node[] = [];
    for (const property of (node.properties as Node[]).toReversed()) {
      if (property.type === 'SpreadElement' && isNode(property.argument)) {
        const spread = this.#valuesOf(property.argument);
        found.push(...spread.flatMap((value) => this.#fieldOf(value, name, [...within, node])));
        if (found.length > 0 && !MAYBE.includes(property.argument.type)) return found;
      }
      if (keyOf(property) !== name || !isNode(property.value)) continue;
      return [...found, property.value];
    }
    return found;
  }

  #named(name: string, node: Node): Nodes {
    for (const owner of aroundOf(node)) {
      const found = isFunction(owner) ? this.#parameter(name, owner) : this.#declared(name, owner);
      if (found !== undefined) return found;
    }
    return this.#imported(name, node);
  }

  /** What is handed to the function in the place where its parameter has that name. */
  #parameter(name: string, owner: Node): Nodes | undefined {
    const known = this.#parameters.get(owner) ?? new Map<string, Nodes | undefined>();
    this.#parameters.set(owner, known);
    if (!known.has(name)) {
      // A parameter that is handed on to itself adds nothing.
      known.set(name, []);
      known.set(name, this.#handedAs(name, owner));
    }
    return known.get(name);
  }

  #handedAs(name: string, owner: Node): Nodes | undefined {
    for (const [index, parameter] of (owner.params as Node[]).entries()) {
      const steps = stepsTo(name, parameter);
      if (steps !== undefined) return this.#into(this.#handedTo(owner, index), steps);
    }
    return undefined;
  }

  #handedTo(owner: Node, index: number): Nodes {
    const [parent] = aroundOf(owner);
    if (parent === undefined) return [];
    const isHandedOn = parent.type === 'CallExpression' && parent.callee !== owner;
    if (isHandedOn) return this.#itemsFor(parent, index);
    const name = nameOfFunction(owner, parent);
    const home = this.fileOf(owner);
    if (name === undefined || home === undefined) return [];
    const calls = (this.#calls.get(name) ?? []).filter(
      ({ file }) => name.startsWith('.') || file === home || this.#takes(file, name, home),
    );
    return calls.flatMap(({ call }) => {
      const given = (call.arguments as Node[])[index];
      return given === undefined || given.type === 'SpreadElement' ? [] : [given];
    });
  }

  /** Told by the last part of the path. */
  #takes(importer: SourceFile, name: string, home: SourceFile): boolean {
    return this.#imports.get(importer)?.get(name) === fileNameOf(home.path);
  }

  /** `it.each(rows)('…', (first, second) => …)`, and `rows.map((row) => …)`. */
  #itemsFor(call: Node, index: number): Nodes {
    const { callee } = call;
    if (!isNode(callee)) return [];
    if (callee.type === 'CallExpression' && /\.each$/.test(calledName(callee) ?? '')) {
      const [table] = callee.arguments as Node[];
      const rows = table === undefined ? [] : this.#items(table);
      return rows.flatMap((row) =>
        row.type === 'ArrayExpression' ? elementAt(row, index) : index === 0 ? [row] : [],
      );
    }
    const isLoop = LOOPS.test(calledName(call) ?? '') && isNode(callee.object);
    return isLoop && index === 0 ? this.#items(callee.object as Node) : [];
  }

  /** The items of a list, of an object's entries or of its values. */
  #items(node: Node): Nodes {
    return this.#valuesOf(node).flatMap((list) => {
      if (list.type === 'ArrayExpression') {
        return (list.elements as Node[]).flatMap((element) =>
          element.type === 'SpreadElement' && isNode(element.argument)
            ? this.#items(element.argument)
            : this.#valuesOf(element),
        );
      }
      const called = list.type === 'CallExpression' ? calledName(list) : undefined;
      const [object] = called === undefined ? [] : (list.arguments as Node[]);
      if (object === undefined || called !== 'Object.values') return [];
      return this.#valuesOf(object).flatMap(fieldsOf);
    });
  }

  #declared(name: string, owner: Node): Nodes | undefined {
    if (owner.type === 'ForOfStatement' && isNode(owner.left) && isNode(owner.right)) {
      for (const { id } of owner.left.declarations as Node[]) {
        const steps = isNode(id) ? stepsTo(name, id) : undefined;
        if (steps !== undefined) return this.#into(this.#items(owner.right), steps);
      }
    }
    if (owner.type !== 'BlockStatement' && owner.type !== 'Program') return undefined;
    for (const statement of owner.body as Node[]) {
      const found = this.#inStatement(name, statement);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #inStatement(name: string, statement: Node): Nodes | undefined {
    if (statement.type === 'ExportNamedDeclaration' && isNode(statement.declaration)) {
      return this.#inStatement(name, statement.declaration);
    }
    if (statement.type === 'FunctionDeclaration') {
      return isNode(statement.id) && statement.id.name === name ? [statement] : undefined;
    }
    if (statement.type !== 'VariableDeclaration') return undefined;
    for (const { id, init } of statement.declarations as Node[]) {
      const steps = isNode(id) && isNode(init) ? stepsTo(name, id) : undefined;
      if (steps !== undefined) return this.#into([init as Node], steps);
    }
    return undefined;
  }

  #imported(name: string, node: Node): Nodes {
    const file = this.fileOf(node);
    if (file === undefined) return [];
    const from = this.#imports.get(file)?.get(name);
    if (from === undefined) return [];
    const homes = this.#files.get(from) ?? [];
    return homes.flatMap((home) => this.#declared(name, syntaxTree(home)) ?? []);
  }
}

/** What a function gives back. */
function resultsOf({ body }: Node): Nodes {
  if (!isNode(body)) return [];
  return body.type === 'BlockStatement' ? returnedIn(body) : [body];
}

function returnedIn(node: Node): Nodes {
  if (isFunction(node)) return [];
  const own = node.type === 'ReturnStatement' && isNode(node.argument) ? [node.argument] : [];
  return [...own, ...childrenOf(node).flatMap(returnedIn)];
}

/** The way from a value into what a pattern calls by that name; nothing where the pattern does not. */
function stepsTo(name: string, pattern: Node): readonly Step[] | undefined {
  if (pattern.type === 'Identifier') return pattern.name === name ? [] : undefined;
  if (pattern.type === 'AssignmentPattern' && isNode(pattern.left)) {
    return stepsTo(name, pattern.left);
  }
  if (pattern.type === 'ArrayPattern') {
    for (const [index, element] of (pattern.elements as (Node | null)[]).entries()) {
      const steps = element === null ? undefined : stepsTo(name, element);
      if (steps !== undefined) return [index, ...steps];
    }
  }
  if (pattern.type === 'ObjectPattern') {
    for (const property of pattern.properties as Node[]) {
      const steps = isNode(property.value) ? stepsTo(name, property.value) : undefined;
      if (steps !== undefined) return [keyOf(property), ...steps];
    }
  }
  return undefined;
}

/** `name` of a function that has one, `.name` of a method. */
function nameOfFunction({ id }: Node, parent: Node): string | undefined {
  if (isNode(id)) return String(id.name);
  if (parent.type === 'VariableDeclarator' && isNode(parent.id)) return String(parent.id.name);
  const isMethod = parent.type === 'MethodDefinition' || parent.type === 'Property';
  return isMethod ? `.${keyOf(parent)}` : undefined;
}

/** Nothing behind a spread, where the place cannot be told. */
function elementAt(list: Node, index: number): Nodes {
  if (list.type !== 'ArrayExpression') return [];
  const elements = (list.elements as Node[]).slice(0, index + 1);
  const element = elements[index];
  const isKnown = element && !elements.some(({ type }) => type === 'SpreadElement');
  return isKnown ? [element] : [];
}

function fieldsOf(object: Node): Nodes {
  if (object.type !== 'ObjectExpression') return [];
  return (object.properties as Node[]).flatMap(({ value }) => (isNode(value) ? [value] : []));
}

/** Which names a file takes from other files, each with the last part of the other's path. */
function importsIn(file: SourceFile): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { type, source, specifiers } of syntaxTree(file).body as Node[]) {
    if (type !== 'ImportDeclaration' || !isNode(source)) continue;
    for (const { local } of specifiers as Node[]) {
      if (isNode(local)) found.set(String(local.name), fileNameOf(String(source.value)));
    }
  }
  return found;
}

function fileNameOf(path: string): string {
  return path.split('/').at(-1) ?? '';
}
