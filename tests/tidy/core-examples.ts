// The examples in the docstrings of core: where each stands, and whether it is true.
import { importsOfFile } from './import-graph.ts';
import { isFunction } from './syntax.ts';
import { isCode, isNode, isTest, lineOf, type Node, type SourceFile, syntaxTree } from './tree.ts';

/** `@example expression // expected`, from the docstring of an exported function. */
export interface Example {
  readonly place: string;
  readonly functionName: string;
  readonly expression: string;
  readonly expected: string;
}

export interface Exported {
  readonly place: string;
  readonly name: string;
  readonly kind: 'function' | 'value' | 'type';
  /** The docstring's text without its stars; empty where there is none. */
  readonly docstring: string;
  /** Whether it says of itself that it never returns. */
  readonly neverReturns: boolean;
}

/** Every name that the modules of core export, other than those it hands on. */
export function exportsOfCore(files: readonly SourceFile[]): readonly Exported[] {
  return files
    .filter(({ path }) => path.startsWith('core/') && isCode(path) && !isTest(path))
    .flatMap((file) =>
      (syntaxTree(file).body as Node[])
        .filter(({ type, declaration }) => type === 'ExportNamedDeclaration' && isNode(declaration))
        .flatMap((statement) => exportedBy(file, statement)),
    );
}

function exportedBy(file: SourceFile, statement: Node): Exported[] {
  const declaration = statement.declaration as Node;
  const shared = {
    place: `${file.path}:${lineOf(file.text, statement.start)}`,
    docstring: docstringBefore(file.text, statement.start),
  };
  if (declaration.type === 'VariableDeclaration') {
    return (declaration.declarations as Node[]).map(({ id, init }) => ({
      ...shared,
      name: nameOf(id),
      kind: isNode(init) && isFunction(init) ? ('function' as const) : ('value' as const),
      neverReturns: isNode(init) && returnsNever(init),
    }));
  }
  const isType = /^TS(Interface|TypeAlias)Declaration$/.test(declaration.type);
  const kind = isFunction(declaration) ? 'function' : isType ? 'type' : 'value';
  const neverReturns = returnsNever(declaration);
  return [{ ...shared, name: nameOf(declaration.id), kind, neverReturns }];
}

/** The `@example`s of a docstring; each runs to the next tag, the next empty line or the end. */
export function examplesIn({ place, name, docstring }: Exported): readonly Example[] {
  return docstring
    .split(/@(?=\w)/)
    .filter((part) => part.startsWith('example'))
    .map((part) => part.slice('example'.length).split(/\n\s*\n/)[0] ?? '')
    .map((text) => {
      const [expression = '', ...others] = text.split(/(?<=\s)\/\/\s/).map(oneLine);
      // What is expected may be set over several lines, each behind its own slashes.
      const expected = /\n\s*\/\/.*\n\s*\/\//.test(text) ? others.join(' ') : others.join(' // ');
      return { place, functionName: name, expression, expected };
    });
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/**
 * What is wrong with the exports of core as documentation: a public function without an example, or one
 * name for two things. Public is what is used beyond its own folder, or not used yet.
 */
export function exportFaults(files: readonly SourceFile[]): readonly string[] {
  const exported = exportsOfCore(files);
  const inside = namesKeptInside(files);
  const places = new Map<string, string>();
  return exported.flatMap((one) => {
    const faults: string[] = [];
    const other = places.get(one.name);
    if (other !== undefined) faults.push(`${one.place} exports ${one.name}, as does ${other}`);
    places.set(one.name, one.place);
    if (one.kind !== 'function' || one.neverReturns) return faults;
    const examples = examplesIn(one);
    if (examples.length === 0 && !inside.has(`${fileOf(one.place)} ${one.name}`)) {
      faults.push(`${one.place} ${one.name} has no @example`);
    }
    for (const { expression, expected } of examples) {
      const spoken = expression !== '' && expected !== '' && !expected.includes(' // ');
      if (!spoken) faults.push(`${one.place} ${one.name}: an @example is "expression // expected"`);
    }
    return faults;
  });
}

/** Both sides of an example, reckoned with what the scope has. */
export function evaluateExample(
  { expression, expected }: Example,
  scope: Readonly<Record<string, unknown>>,
): { readonly actual: unknown; readonly expected: unknown } {
  const evaluate = (text: string): unknown =>
    new Function(...Object.keys(scope), `'use strict'; return (${text});`)(...Object.values(scope));
  return { actual: evaluate(expression), expected: evaluate(expected) };
}

/** `path name` of what only the files of the same folder use. */
function namesKeptInside(files: readonly SourceFile[]): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  for (const file of files.filter(({ path }) => isCode(path) && !isTest(path))) {
    for (const { path, names } of importsOfFile(file)) {
      for (const name of path === undefined ? [] : names) {
        const key = `${path} ${name}`;
        users.set(key, [...(users.get(key) ?? []), file.path]);
      }
    }
  }
  return new Set(
    [...users]
      .filter(([key, paths]) => paths.every((path) => folderOf(path) === folderOf(fileOf(key))))
      .map(([key]) => key),
  );
}

/** The path in `core/a.ts:12` or `core/a.ts name`. */
function fileOf(text: string): string {
  return text.split(/[: ]/)[0] ?? '';
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

/** The text of the comment that ends just before `offset`, if it is a docstring. */
function docstringBefore(text: string, offset: number): string {
  const comment = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*$/.exec(text.slice(0, offset));
  return (comment?.[1] ?? '').replace(/^[ \t]*\*[ \t]?/gm, '').trim();
}

function returnsNever(node: Node): boolean {
  const annotation = isNode(node.returnType) ? node.returnType.typeAnnotation : undefined;
  return isNode(annotation) && annotation.type === 'TSNeverKeyword';
}

function nameOf(id: unknown): string {
  return isNode(id) ? String(id.name) : '';
}
