// The repository's own files, as the walls look at them, and the syntax tree of each.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'rolldown/parseAst';

/** One file: its path from the repository's root with `/`, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** A node of the syntax tree (ESTree with TypeScript), read without knowing every kind of it. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NOT_OURS = new Set(['node_modules', 'dist', '.git', '.mutua', '.cache', 'coverage']);
const BINARY = /\.(png|jpe?g|webp|ico|woff2?|ttf|otf|gz|br|pdf|zip)$/;

let files: readonly SourceFile[] | undefined;

/** Every text file of the work tree, whether it is committed or not. */
export function repositoryFiles(): readonly SourceFile[] {
  files ??= listPaths('').map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
  return files;
}

function listPaths(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name) || entry.name.endsWith('.log')) return [];
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return listPaths(path);
    return entry.isFile() && !BINARY.test(entry.name) ? [path] : [];
  });
}

export function isCode(path: string): boolean {
  return /\.(ts|tsx|mjs)$/.test(path);
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith('tests/');
}

const trees = new WeakMap<SourceFile, Node>();

/** The syntax tree of a file of code. */
export function syntaxTree(file: SourceFile): Node {
  let tree = trees.get(file);
  if (!tree) {
    const lang = file.path.endsWith('.tsx') ? 'tsx' : file.path.endsWith('.ts') ? 'ts' : 'js';
    tree = parseAst(file.text, { lang }, file.path) as unknown as Node;
    trees.set(file, tree);
  }
  return tree;
}

const lists = new WeakMap<Node, readonly Node[]>();

/** Every node below `node`, itself first, each before what stands inside it. */
export function nodesOf(node: Node): readonly Node[] {
  if (node.type !== 'Program') return collectNodes(node, []);
  // Many walls ask for all nodes of a file.
  const list = lists.get(node) ?? collectNodes(node, []);
  lists.set(node, list);
  return list;
}

function collectNodes(node: Node, found: Node[]): Node[] {
  found.push(node);
  for (const field in node) {
    const value = node[field];
    if (Array.isArray(value)) {
      for (const child of value) if (isNode(child)) collectNodes(child, found);
    } else if (isNode(value)) {
      collectNodes(value, found);
    }
  }
  return found;
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** `path:line`, counting lines from 1. */
export function placeOf(file: SourceFile, offset: number): string {
  return `${file.path}:${lineOf(file.text, offset)}`;
}

export function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
