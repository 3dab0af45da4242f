// Files for download: comma-separated values by RFC 4180, line by line, so that a long one needs little memory.

/** One line with its end. A cell that a spreadsheet would take for a formula gets an apostrophe. */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map((cell) => csvCell(String(cell))).join(',')}\r\n`;
}

function csvCell(text: string): string {
  const plain = /^[=+@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

const CHUNK_LINES = 200;

/** The lines in larger pieces, with a mark at the beginning by which spreadsheets know UTF-8. */
export function* csvChunks(lines: Iterable<string>): Generator<string> {
  let [chunk, count] = ['\uFEFF', 0];
  for (const line of lines) {
    chunk += line;
    count += 1;
    if (count % CHUNK_LINES !== 0) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
