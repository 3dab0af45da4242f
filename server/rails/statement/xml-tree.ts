// XML from outside as a tree: no document type, no entities, bounded in size and depth, names resolved.
import { invalid, ok, type Result } from '@mutua/core/kit/result.ts';
import { XMLParser, XMLValidator } from 'fast-xml-parser';

export interface XmlElement {
  /** Without prefix. */
  readonly name: string;
  /** What its prefix, or the lack of one, stands for there; empty for none. */
  readonly namespace: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The text directly inside, without white space around it. */
  readonly text: string;
}

const MB = 1_000_000;
const SIZE_MAX_MB = 32;
const DEPTH_MAX = 30;

const TEXT = '#text';
const ATTRIBUTES = ':@';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  // A text such as `&amp;` stays as it stands: nothing that a statement must hold needs an entity.
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: DEPTH_MAX,
});

/**
 * Reads a document of at most 32 million characters and 30 levels.
 *
 * A document type declaration is refused wherever it stands, and with it whatever entities could be made to
 * grow to or fetch.
 *
 * @param field the name under which a refusal speaks of the document.
 */
export function readXml(document: string, field: string): Result<XmlElement> {
  if (document.length > SIZE_MAX_MB * MB) {
    return invalid(field, `It is longer than ${SIZE_MAX_MB} MB.`);
  }
  if (/<!(doctype|entity)/i.test(document)) {
    return invalid(field, 'It must not declare a document type.');
  }
  const [root, ...others] = XMLValidator.validate(document) === true ? parse(document) : [];
  if (root === undefined || others.length > 0) return invalid(field, 'It is not well-formed XML.');
  return ok(elementOf(root, new Map()));
}

/** What the parser makes of an element or of a text between elements. */
type ParsedNode = Readonly<Record<string, unknown>>;

/** The elements at the top; none where the parser finds something that it will not read. */
function parse(document: string): readonly ParsedNode[] {
  try {
    const nodes: readonly ParsedNode[] = parser.parse(document);
    return nodes.filter((node) => !(TEXT in node));
  } catch (error) {
    if (error instanceof Error) return [];
    throw error;
  }
}

function elementOf(node: ParsedNode, scope: ReadonlyMap<string, string>): XmlElement {
  const qualifiedName = Object.keys(node).find((key) => key !== ATTRIBUTES) ?? '';
  const attributes = new Map(Object.entries((node[ATTRIBUTES] ?? {}) as Record<string, string>));
  const inside = scopeWithin(scope, attributes);
  const content = (node[qualifiedName] ?? []) as readonly ParsedNode[];
  const texts = content.map((child) => child[TEXT]).filter((text) => typeof text === 'string');
  const [name = '', prefix = ''] = qualifiedName.split(':').reverse();
  return {
    name,
    namespace: inside.get(prefix) ?? '',
    attributes,
    children: content.filter((child) => !(TEXT in child)).map((child) => elementOf(child, inside)),
    text: texts.join('').trim(),
  };
}

/** Prefixes to namespaces, with those that the element itself declares; the empty prefix is the default one. */
function scopeWithin(
  scope: ReadonlyMap<string, string>,
  attributes: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const declared = [...attributes]
    .filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'))
    .map(([name, namespace]): [string, string] => [name.slice('xmlns:'.length), namespace]);
  return declared.length === 0 ? scope : new Map([...scope, ...declared]);
}
