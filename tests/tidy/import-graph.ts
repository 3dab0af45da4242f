// Who imports whom: every import of a file, and the file or package that it means.
import { posix } from 'node:path';
import {
  isCode,
  isNode,
  type Node,
  nodesOf,
  placeOf,
  type SourceFile,
  syntaxTree,
} from './tree.ts';

export interface Import {
  readonly from: SourceFile;
  /** `path:line` of the import. */
  readonly place: string;
  /** A path from the repository's root, for what is ours. */
  readonly path?: string;
  /** The names that are taken from there. */
  readonly names: readonly string[];
  /** A package's name, or `node:…`, for what is not. */
  readonly packageName?: string;
}

const WORKSPACE = /^@mutua\/([^/]+)\/(.+)$/;

/** Static, dynamic and type-only imports and re-exports of every file of code. */
export function importsOf(files: readonly SourceFile[]): readonly Import[] {
  return files.filter(({ path }) => isCode(path)).flatMap(importsOfFile);
}

const known = new WeakMap<SourceFile, readonly Import[]>();

export function importsOfFile(file: SourceFile): readonly Import[] {
  const found = known.get(file);
  if (found !== undefined) return found;
  const imports: Import[] = [];
  for (const node of nodesOf(syntaxTree(file))) {
    const specifier = specifierOf(node);
    if (specifier === undefined) continue;
    const place = placeOf(file, node.start);
    imports.push({ from: file, place, names: namesIn(node), ...target(file.path, specifier) });
  }
  known.set(file, imports);
  return imports;
}

function specifierOf(node: Node): string | undefined {
  const source = node.type === 'TSImportType' ? (node.source ?? node.argument) : node.source;
  const imports = [
    'ImportDeclaration',
    'ExportNamedDeclaration',
    'ExportAllDeclaration',
    'ImportExpression',
    'TSImportType',
  ].includes(node.type);
  if (!imports || !isNode(source)) return undefined;
  const literal = isNode(source.literal) ? source.literal : source;
  return typeof literal.value === 'string' ? literal.value : undefined;
}

function namesIn({ specifiers }: Node): string[] {
  if (!Array.isArray(specifiers)) return [];
  return specifiers.flatMap(({ imported, local }: Node) => {
    const named = isNode(imported) ? imported : local;
    return isNode(named) && typeof named.name === 'string' ? [named.name] : [];
  });
}

function target(importer: string, specifier: string): { path: string } | { packageName: string } {
  if (specifier.startsWith('.')) {
    return { path: posix.join(posix.dirname(importer), specifier.replace(/\?.*$/, '')) };
  }
  const workspace = WORKSPACE.exec(specifier);
  if (workspace) return { path: `${workspace[1]}/${workspace[2]}` };
  if (specifier.startsWith('node:')) return { packageName: specifier };
  const parts = specifier.split('/');
  return { packageName: parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/') };
}

/** The first folder of a path: `core`, `server` …; empty for a file at the root. */
export function workspaceOf(path: string): string {
  return path.includes('/') ? (path.split('/')[0] ?? '') : '';
}
