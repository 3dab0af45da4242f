// Questions to a syntax tree that more than one wall asks.
import { isNode, type Node, nodesOf } from './tree.ts';

/**
 * Every identifier that speaks of something outside itself, as a value or as a type: not the name of a
 * property after a point or of a field in an object, a type or a class.
 */
export function* mentionsOf(tree: Node): Generator<{ readonly name: string; readonly node: Node }> {
  const names = new Set<unknown>();
  for (const node of nodesOf(tree)) {
    if (!node.computed) {
      if (node.type === 'MemberExpression') names.add(node.property);
      if (!node.shorthand && 'key' in node) names.add(node.key);
    }
    if (node.type === 'TSQualifiedName') names.add(node.right);
    if (node.type === 'Identifier' && !names.has(node) && typeof node.name === 'string') {
      yield { name: node.name, node };
    }
  }
}

/** `Math.random` for a plain member of a plain name; nothing for anything else. */
export function memberName(node: Node): string | undefined {
  if (node.type !== 'MemberExpression' || !isNode(node.property)) return undefined;
  const name = node.computed ? node.property.value : node.property.name;
  if (typeof name !== 'string') return undefined;
  const object = isNode(node.object) && node.object.type === 'Identifier' ? node.object.name : '';
  return `${object}.${name}`;
}

/** The name that is called: `parseFloat`, `Math.pow`, `.toFixed`. */
export function calledName(node: Node): string | undefined {
  const callee = node.callee;
  if (!isNode(callee)) return undefined;
  return callee.type === 'Identifier' ? String(callee.name) : memberName(callee);
}

/** The text of a string, or of a template with `?` for what is put in. */
export function literalText(node: Node): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node.quasis)) return undefined;
  return node.quasis.map((part: { value: { raw: string } }) => part.value.raw).join('?');
}

const FUNCTIONS = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'];

export function isFunction(node: Node): boolean {
  return FUNCTIONS.includes(node.type);
}
