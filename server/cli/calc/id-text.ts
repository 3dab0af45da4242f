// Finds the id of a line as it was written: a JSON number with many digits loses some of them when it
// is parsed, and an id that comes back changed finds no row.

/**
 * The text of the value of the top level's last field `id`, such as `9007199254740993`.
 *
 * @param line one JSON object that `JSON.parse` has accepted.
 * @returns nothing when there is no such field.
 */
export function idText(line: string): string | undefined {
  let found: string | undefined;
  let position = skipBlanks(line, line.indexOf('{') + 1);
  while (line[position] === '"') {
    const keyEnd = skipString(line, position);
    const key: unknown = JSON.parse(line.slice(position, keyEnd));
    const start = skipBlanks(line, line.indexOf(':', keyEnd) + 1);
    const end = skipValue(line, start);
    if (key === 'id') found = line.slice(start, end).trimEnd();
    position = line[end] === ',' ? skipBlanks(line, end + 1) : end;
  }
  return found;
}

/** The position of the comma or bracket after the value that starts here. */
function skipValue(line: string, start: number): number {
  let depth = 0;
  let position = start;
  while (position < line.length) {
    const sign = line[position];
    if (sign === '"') {
      position = skipString(line, position);
      continue;
    }
    if (depth === 0 && (sign === ',' || sign === '}')) return position;
    if (sign === '{' || sign === '[') depth += 1;
    if (sign === '}' || sign === ']') depth -= 1;
    position += 1;
  }
  return position;
}

/** The position after the string that starts here. */
function skipString(line: string, start: number): number {
  let position = start + 1;
  while (position < line.length && line[position] !== '"') {
    position += line[position] === '\\' ? 2 : 1;
  }
  return position + 1;
}

function skipBlanks(line: string, start: number): number {
  let position = start;
  while (/[ \t\n\r]/.test(line[position] ?? '')) position += 1;
  return position;
}
