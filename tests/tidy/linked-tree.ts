// Syntax trees in which each node knows what stands around it, and what such a node says.
import { isNode, type Node, type SourceFile, syntaxTree } from './tree.ts';

// Not a weak one: the trees stay as long as the files do, and weak keys by the million are slow to collect.
const parents = new Map<Node, Node>();
const lists = new WeakMap<SourceFile, readonly Node[]>();

/** Every node of a file, each before what stands inside it; from here on `parentOf` knows them. */
export function linkedNodes(file: SourceFile): readonly Node[] {
  const known = lists.get(file);
  if (known !== undefined) return known;
  const nodes = nodesWithin(syntaxTree(file), (child, node) => parents.set(child, node));
  lists.set(file, nodes);
  return nodes;
}

/** A node and all below it, each before what stands inside it. */
export function nodesWithin(
  root: Node,
  meet: (child: Node, parent: Node) => void = () => undefined,
): readonly Node[] {
  const nodes = [root];
  // The list grows while it is read, until nothing is inside.
  for (const node of nodes) {
    for (const child of childrenOf(node)) {
      meet(child, node);
      nodes.push(child);
    }
  }
  return nodes;
}

export function parentOf(node: Node): Node | undefined {
  return parents.get(node);
}

/** What stands around a node, the nearest first. */
export function aroundOf(node: Node): readonly Node[] {
  const around: Node[] = [];
  for (let one = parentOf(node); one !== undefined; one = parentOf(one)) around.push(one);
  return around;
}

export function childrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  for (const name in node) {
    const value = node[name];
    if (Array.isArray(value)) children.push(...value.filter(isNode));
    else if (isNode(value)) children.push(value);
  }
  return children;
}

export function textOf(node: Node): string | undefined {
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}

/** The name of a field or a method, in quotes or not. */
export function keyOf({ key, computed }: Node): string {
  return isNode(key) && computed !== true ? String(key.name ?? key.value) : '';
}
