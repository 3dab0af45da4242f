// Every figure that pages declare, found in their sources: `declareFigures('area', { name: … })`.
import { DISCLOSED_FIGURES } from '@mutua/core/disclosure/figure-catalogue.ts';
import { calledName } from '../../tidy/syntax.ts';
import {
  isNode,
  type Node,
  nodesOf,
  repositoryFiles,
  type SourceFile,
  syntaxTree,
} from '../../tidy/tree.ts';

/** The public figures are declared from their catalogue, one by one the same. */
const FROM_CATALOGUE: Readonly<Record<string, readonly string[]>> = {
  disclosed: Object.keys(DISCLOSED_FIGURES),
};

/** Their ids, such as `market.left`. @throws Error where the names of an area are not to be read in the source. */
export function declaredFigures(files = repositoryFiles()): readonly string[] {
  return files
    .filter(({ path }) => /^web\/.*\.tsx?$/.test(path))
    .filter(({ text }) => text.includes('declareFigures('))
    .flatMap(declaredIn);
}

function declaredIn(file: SourceFile): readonly string[] {
  return [...nodesOf(syntaxTree(file))]
    .filter((node) => node.type === 'CallExpression' && calledName(node) === 'declareFigures')
    .flatMap((call) => {
      const [area, figures] = argumentsOf(call);
      const name = area?.type === 'Literal' ? String(area.value) : undefined;
      if (name === undefined) throw new Error(`An area of figures in ${file.path} has no name.`);
      const names = FROM_CATALOGUE[name] ?? (figures && namesIn(figures));
      if (names === undefined) throw new Error(`The figures of ${name} are not to be read.`);
      return names.map((one) => `${name}.${one}`);
    });
}

function argumentsOf(call: Node): readonly Node[] {
  return Array.isArray(call.arguments) ? call.arguments.filter(isNode) : [];
}

function namesIn(figures: Node): readonly string[] | undefined {
  if (figures.type !== 'ObjectExpression' || !Array.isArray(figures.properties)) return undefined;
  const names = figures.properties.map((property: unknown) => {
    const key = isNode(property) && property.type === 'Property' ? property.key : undefined;
    return isNode(key) && key.type === 'Identifier' ? String(key.name) : undefined;
  });
  return names.every((name) => name !== undefined) ? names : undefined;
}
