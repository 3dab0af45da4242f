// JSON that keeps whole numbers of any size: a BigInt is written as "#123", and a text that begins with # as "##…".
//
// It is written by hand, since every command and every event passes through here: `JSON.stringify` with a function
// that it asks about each part takes several times as long.

/** The value as JSON; fields without a value are left out. */
export function writePacked(value: unknown): string {
  return packed(value, Object.keys) ?? 'null';
}

/** The same, but with the fields in the order of their names: equal values give equal texts. */
export function writePackedInOrder(value: unknown): string {
  return packed(value, sortedKeys) ?? 'null';
}

/** What `writePacked` wrote. */
export function readPacked(json: string): unknown {
  const value: unknown = JSON.parse(json);
  return json.includes('"#') ? unpacked(value) : value;
}

/** Arrays and objects stay what they are, with their parts exchanged: nobody else has seen them yet. */
function unpacked(value: unknown): unknown {
  if (typeof value === 'string') {
    if (!value.startsWith('#')) return value;
    return value.startsWith('##') ? value.slice(1) : BigInt(value.slice(1));
  }
  if (typeof value !== 'object' || value === null) return value;
  const parts = value as Record<string, unknown>;
  for (const name of Object.keys(parts)) {
    const part = parts[name];
    if (typeof part !== 'string' && typeof part !== 'object') continue;
    const read = unpacked(part);
    if (read !== part) parts[name] = read;
  }
  return value;
}

type KeysOf = (value: object) => readonly string[];

/** Undefined for what JSON has no word for. */
function packed(value: unknown, keysOf: KeysOf): string | undefined {
  if (typeof value === 'string') return quoted(value.startsWith('#') ? `#${value}` : value);
  if (typeof value === 'bigint') return `"#${value}"`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) {
    return `[${value.map((part) => packed(part, keysOf) ?? 'null').join(',')}]`;
  }
  let fields = '';
  for (const name of keysOf(value)) {
    const part = packed((value as Readonly<Record<string, unknown>>)[name], keysOf);
    if (part === undefined) continue;
    fields += `${fields === '' ? '' : ','}${quoted(name)}:${part}`;
  }
  return `{${fields}}`;
}

/** Most texts are ids and names, of which JSON writes nothing in another way. */
function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

const PLAIN = /^[\w -]*$/;

function sortedKeys(value: object): readonly string[] {
  return Object.keys(value).sort();
}
