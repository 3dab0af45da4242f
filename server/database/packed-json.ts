// JSON that keeps whole numbers of any size: a BigInt is written as "#123", and a text that begins with # as "##…".

/** The value as JSON; fields without a value are left out. */
export function writePacked(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'bigint') return `#${part}`;
    return typeof part === 'string' && part.startsWith('#') ? `#${part}` : part;
  });
}

/** What `writePacked` wrote. */
export function readPacked(json: string): unknown {
  return JSON.parse(json, (_, part: unknown) => {
    if (typeof part !== 'string' || !part.startsWith('#')) return part;
    return part.startsWith('##') ? part.slice(1) : BigInt(part.slice(1));
  });
}
