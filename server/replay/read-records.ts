// Reads a file of past loans as a stream, plain or compressed, row by row.
import fs from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import {
  RECORD_COLUMNS,
  type RecordedLoan,
  type RecordRow,
  readRecord,
  UnreadableRecord,
} from './recorded-loan.ts';

/** Longer than any row of such a file. */
const ROW_BYTES_MAX = 65_536;

/**
 * The loans of a file, in its order.
 *
 * @throws UnreadableRecord naming the line, or the column that is missing.
 */
export async function* readRecords(file: string): AsyncGenerator<RecordedLoan> {
  const parser = parse({
    columns: requiredColumns,
    bom: true,
    info: true,
    skip_empty_lines: true,
    max_record_size: ROW_BYTES_MAX,
  });
  const source: Readable = fs.createReadStream(file);
  const parts = file.endsWith('.gz') ? [source, createGunzip(), parser] : [source, parser];
  // What goes wrong on the way is thrown where the rows are read.
  pipeline(parts, () => undefined);
  try {
    for await (const read of parser) {
      const { record, info } = read as { record: RecordRow; info: { lines: number } };
      try {
        yield readRecord(record);
      } catch (error) {
        if (!(error instanceof UnreadableRecord)) throw error;
        throw new UnreadableRecord(`line ${info.lines}: ${error.message}`);
      }
    }
  } catch (error) {
    if (error instanceof UnreadableRecord) throw error;
    throw new UnreadableRecord(error instanceof Error ? error.message : String(error));
  } finally {
    source.destroy();
  }
}

function requiredColumns(header: readonly string[]): string[] {
  const missing = RECORD_COLUMNS.filter((column) => !header.includes(column));
  if (missing.length > 0) throw new UnreadableRecord(`columns missing: ${missing.join(', ')}`);
  return [...header];
}
