// The routes of the API as the code registers them: what each declares to refuse, and what its rule can refuse.
import { declaredCodes, isGiving } from './given-codes.ts';
import { aroundOf, keyOf, linkedNodes, nodesWithin, textOf } from './linked-tree.ts';
import { RefusalFlow } from './refusal-flow.ts';
import { calledName, isFunction } from './syntax.ts';
import { isNode, type Node, placeOf, type SourceFile } from './tree.ts';
import { Values } from './values.ts';

export interface Route {
  /** Of the operation. */
  readonly name: string;
  readonly place: string;
  readonly declared: ReadonlySet<string>;
  readonly given: ReadonlySet<string>;
}

const REGISTERS = ['registerCommand', 'registerPreview', 'registerRead', 'registerList'];
const RAW = /^app\.(get|post|put|delete|route)$/;
/** The schemas of the wire let no figure through that is too large for these. */
const BOUNDED = new Set(['parseMinorUnits', 'withinBook', 'checkFact', 'checkFee']);

const read = new WeakMap<readonly SourceFile[], readonly Route[]>();
const ruled = new WeakMap<readonly SourceFile[], Ruled>();

interface Ruled {
  readonly known: ReadonlySet<string>;
  readonly flow: RefusalFlow;
  readonly rules: ReadonlyMap<string, readonly string[]>;
}

/** Every route of the platform's own API but those of its frame. */
export function routesOf(files: readonly SourceFile[]): readonly Route[] {
  const known = read.get(files);
  if (known !== undefined) return known;
  const routes = readRoutes(files);
  read.set(files, routes);
  return routes;
}

/** The codes that each rule of the platform can give, by the kind of its command. */
export function codesOfRules(files: readonly SourceFile[]): ReadonlyMap<string, readonly string[]> {
  return ruledIn(files).rules;
}

function ruledIn(files: readonly SourceFile[]): Ruled {
  const before = ruled.get(files);
  if (before !== undefined) return before;
  const known = new Set(declaredCodes('RefusalCode', 'core/kit/refusal-codes.ts', files));
  const flow = new RefusalFlow(files, known);
  const found = { known, flow, rules: rulesOf(files, flow) };
  ruled.set(files, found);
  return found;
}

function readRoutes(files: readonly SourceFile[]): readonly Route[] {
  const { known, flow, rules } = ruledIn(files);
  const sources = files.filter(
    ({ path }) => isGiving(path) && /^server\/(?!sandbox\/|http\/)/.test(path),
  );
  const values = new Values(sources, (text) => known.has(text) || rules.has(text));
  return sources.flatMap((file) =>
    linkedNodes(file)
      .flatMap((call) => registered(call, file, values))
      .map(({ call, declared, pieces, kinds, name }) => {
        const own = pieces.flatMap((piece) => codesOf(flow, piece, file));
        const ruled = kinds.flatMap((kind) => [...(rules.get(kind) ?? [])]);
        // A read that finds nothing says so by itself.
        const isRead = /Read$|List$/.test(calledName(call) ?? '');
        const unfound = isRead ? declared.filter((code) => code === 'not_found') : [];
        const given = new Set([...own, ...ruled, ...unfound]);
        return { name, place: placeOf(file, call.start), declared: new Set(declared), given };
      }),
  );
}

function codesOf(flow: RefusalFlow, node: Node, file: SourceFile): readonly string[] {
  return [...flow.codesOf(node, file)]
    .filter(([code, by]) => code !== 'number_too_large' || by.some((name) => !BOUNDED.has(name)))
    .map(([code]) => code);
}

/** The codes that each rule can give, by the kind of its command. */
function rulesOf(
  files: readonly SourceFile[],
  flow: RefusalFlow,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const file of files.filter(({ path }) => /^core\/(.*\/)?(\w+-)?rules\.ts$/.test(path))) {
    for (const property of linkedNodes(file)) {
      if (property.type !== 'Property' || !isNode(property.value)) continue;
      const rule = flow.find(String(property.value.name), file);
      if (rule === undefined) continue;
      const [decide = rule.node] = valuesNamed('decide', [rule.node]);
      found.set(keyOf(property), codesOf(flow, decide, rule.file));
    }
  }
  return found;
}

interface Registered {
  readonly name: string;
  readonly call: Node;
  readonly declared: readonly string[];
  /** What runs for a request, besides the rule. */
  readonly pieces: readonly Node[];
  /** Of the commands that it asks for. */
  readonly kinds: readonly string[];
}

/** What a call registers: a route, or one for each row of the list that it runs over. */
function registered(call: Node, file: SourceFile, values: Values): readonly Registered[] {
  const called = call.type === 'CallExpression' ? (calledName(call) ?? '') : '';
  const route = REGISTERS.includes(called) ? (call.arguments as Node[]).at(-1) : undefined;
  if (route === undefined) return RAW.test(called) ? rawlyRegistered(call, file, values) : [];
  const read = values.fieldsNamed(route, 'read');
  const pieces = [route, ...read, ...values.fieldsNamed(route, 'write')];
  const commands = read.flatMap((one) => values.resultsOf(one));
  const isSaidHere = values.fieldsNamed(route, 'refusals').length > 0;
  const rows = isSaidHere ? [] : values.rowsAround(route);
  return (rows.length === 0 ? [route] : rows).map((one) => {
    const asked = rows.length === 0 ? commands : [one];
    const kinds = textsOf(
      values,
      asked.flatMap((command) => values.fieldsNamed(command, 'kind')),
    );
    const declared = textsOf(values, values.fieldsNamed(one, 'refusals'));
    const name = nameOf(values.fieldsNamed(one, 'operationId'), file);
    return { name, call, declared, pieces, kinds };
  });
}

/** A route that is told to the server itself: its schema stands in the same function as what runs. */
function rawlyRegistered(call: Node, file: SourceFile, values: Values): readonly Registered[] {
  const owner = aroundOf(call).find(isFunction);
  if (owner === undefined) return [];
  const operations = valuesNamed('operationId', [owner]);
  if (operations.length !== 1) return [];
  const pieces = [owner, ...callsOf(owner, file)];
  const declared = textsOf(values, valuesNamed('x-refusals', [owner]));
  const kinds = valuesNamed('kind', pieces).flatMap((kind) => textOf(kind) ?? []);
  return [{ name: nameOf(operations, file), call, declared, pieces, kinds }];
}

/** What stands in the fields of that name within some nodes. */
function valuesNamed(name: string, nodes: readonly Node[]): readonly Node[] {
  return nodes
    .flatMap((node) => nodesWithin(node))
    .filter((node) => node.type === 'Property' && keyOf(node) === name)
    .flatMap(({ value }) => (isNode(value) ? [value] : []));
}

function callsOf({ id }: Node, file: SourceFile): readonly Node[] {
  if (!isNode(id)) return [];
  const { name } = id;
  return linkedNodes(file).filter(
    (node) => node.type === 'CallExpression' && calledName(node) === name,
  );
}

function textsOf(values: Values, nodes: readonly Node[]): string[] {
  return nodes.flatMap((node) => [...values.textsIn(node)]).flatMap((text) => textOf(text) ?? []);
}

/** What the operation is called; where that is put together, as it stands in the code. */
function nameOf([node]: readonly Node[], file: SourceFile): string {
  if (node === undefined) return '?';
  return textOf(node) ?? file.text.slice(node.start, node.end);
}
