// Reads many fields out of an XML tree, one after the other, and remembers the first that cannot be read.
import { invalid, type Refused, type Result } from '@mutua/core/kit/result.ts';
import type { XmlElement } from './xml-tree.ts';

/** An element, and where it stands as the sender would say it: `Stmt.Ntry[3]`. */
export interface XmlPlace {
  readonly element: XmlElement;
  readonly path: string;
}

export interface XmlFields {
  /** The one child of that name, in its parent's namespace. */
  readonly one: (parent: XmlPlace, ...names: readonly string[]) => XmlPlace;
  readonly optional: (parent: XmlPlace, name: string) => XmlPlace | undefined;
  readonly many: (parent: XmlPlace, name: string) => readonly XmlPlace[];
  /** The text of an element, or of one further down. */
  readonly text: (place: XmlPlace, form: RegExp) => string;
  readonly attribute: (place: XmlPlace, name: string, form: RegExp) => string;
  /** The value, or the stand-in where it was refused. */
  readonly take: <Value>(read: Result<Value>, standIn: Value) => Value;
  readonly note: (refused: Refused) => void;
  /** The first refusal, if there was one: then nothing that was read may be used. */
  readonly refused: () => Refused | undefined;
}

const NOTHING: XmlElement = {
  name: '',
  namespace: '',
  attributes: new Map(),
  children: [],
  text: '',
};

export function startXmlFields(): XmlFields {
  let first: Refused | undefined;
  const note = (refused: Refused) => {
    first ??= refused;
  };
  const many = (parent: XmlPlace, name: string) =>
    childrenOf(parent, name).map((element, index) => ({
      element,
      path: `${pathTo(parent, name)}[${index + 1}]`,
    }));
  const optional = (parent: XmlPlace, name: string): XmlPlace | undefined => {
    const [element, ...others] = childrenOf(parent, name);
    const path = pathTo(parent, name);
    if (others.length > 0) note(invalid(path, 'It must stand there only once.'));
    return element === undefined ? undefined : { element, path };
  };
  const one = (parent: XmlPlace, ...names: readonly string[]): XmlPlace =>
    names.reduce<XmlPlace>((place, name) => {
      const path = pathTo(place, name);
      const child = optional(place, name);
      if (child === undefined) note(invalid(path, 'It is missing.'));
      return child ?? { element: NOTHING, path };
    }, parent);
  const formed = (text: string | undefined, path: string, form: RegExp): string => {
    if (text === undefined) note(invalid(path, 'It is missing.'));
    else if (!form.test(text)) note(invalid(path, 'It does not have the right form.'));
    return text ?? '';
  };
  return {
    one,
    optional,
    many,
    text: ({ element, path }, form) => formed(element.text, path, form),
    attribute: ({ element, path }, name, form) =>
      formed(element.attributes.get(name), `${path}.${name}`, form),
    take: (read, standIn) => {
      if (read.ok) return read.value;
      note(read);
      return standIn;
    },
    note,
    refused: () => first,
  };
}

function pathTo({ path }: XmlPlace, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function childrenOf({ element }: XmlPlace, name: string): readonly XmlElement[] {
  const { namespace } = element;
  return element.children.filter((child) => child.name === name && child.namespace === namespace);
}
