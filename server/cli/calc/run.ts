// Runs one calculation over a stream: a line in, a line out, in the same order and in bounded memory.
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { refusalText } from '@mutua/contract/words/refusals.ts';
import { assert } from '@mutua/core/kit/assert.ts';
import { invalid, type Refusal } from '@mutua/core/kit/result.ts';
import type { Calculation, Line } from './calculation.ts';
import { idText } from './id-text.ts';
import { type InputLine, LINE_BYTES_MAX, splitLines } from './lines.ts';

export interface Streams {
  readonly input: Readable;
  readonly output: Writable;
}

export interface Watchers {
  /** Told after each piece of input how many lines have been answered. */
  readonly onProgress?: (answered: number) => void;
  /** Told of a line on which the calculation itself broke. */
  readonly onFault?: (lineNumber: number, error: unknown) => void;
}

export interface Outcome {
  /** Lines that got an answer: a value, a refusal or a fault. */
  readonly answered: number;
  /** Lines among them that are no JSON object at all. */
  readonly unreadable: number;
  /** Lines among them on which the calculation broke: faults of ours, not of the line. */
  readonly faults: number;
}

/** One answer, and what kind of line it answers. */
interface Answer {
  readonly text: string;
  readonly kind: 'readable' | 'unreadable' | 'fault';
  readonly error?: unknown;
}

/** Answers are written in pieces of about so many characters. */
const OUTPUT_PIECE = 64 * 1024;

/**
 * Answers every line of the input. The output's own pace holds the input back.
 *
 * @throws what the input or the output throws; `EPIPE` when the output's reader went away.
 */
export async function runCalculation(
  calculation: Calculation,
  streams: Streams,
  watchers: Watchers = {},
): Promise<Outcome> {
  const counts = { answered: 0, unreadable: 0, faults: 0 };

  async function* answers(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
    for await (const lines of splitLines(source)) {
      let piece = '';
      for (const line of lines) {
        const answer = answerLine(calculation, line);
        counts.answered += 1;
        if (answer.kind === 'unreadable') counts.unreadable += 1;
        if (answer.kind === 'fault') {
          counts.faults += 1;
          watchers.onFault?.(line.number, answer.error);
        }
        piece += `${answer.text}\n`;
        if (piece.length >= OUTPUT_PIECE) {
          yield piece;
          piece = '';
        }
      }
      if (piece !== '') yield piece;
      watchers.onProgress?.(counts.answered);
    }
  }

  await pipeline(streams.input, answers, streams.output, { end: false });
  return counts;
}

/** The output line for one input line, without its line end. */
export function answerLine(calculation: Calculation, line: InputLine): Answer {
  if ('fault' in line) {
    const detail =
      line.fault === 'too_long'
        ? `It is longer than ${LINE_BYTES_MAX / (1024 * 1024)} MB.`
        : 'It is not UTF-8 text.';
    return unreadable(line.number, detail);
  }
  const fields = parseFields(line.text);
  if (!fields) return unreadable(line.number, 'It is not a JSON object.');
  const id = idOf(fields, line.text);
  if (id === undefined) {
    const { refusal } = invalid('id', 'It must be a text, a number or null.');
    return { text: answerText('null', { refusal: describe(refusal) }), kind: 'readable' };
  }
  return calculateLine(calculation, id, fields);
}

/**
 * Here alone an exception is caught to go on: a calculation is pure, so one that broke has left nothing
 * half done, and the lines after it are as sound as before. The line says so and the exit status too.
 */
function calculateLine(calculation: Calculation, id: string, fields: Line): Answer {
  try {
    const result = calculation.calculate(fields);
    const value = result.ok ? result.value : { refusal: describe(result.refusal) };
    return { text: answerText(id, value), kind: 'readable' };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const detail = `A fault in mutua itself, not in this line: ${said}`;
    const text = answerText(id, { error: { code: 'internal_error', detail } });
    return { text, kind: 'fault', error };
  }
}

function unreadable(lineNumber: number, detail: string): Answer {
  const { refusal } = invalid(`line ${lineNumber}`, detail);
  return { text: answerText('null', { refusal: describe(refusal) }), kind: 'unreadable' };
}

function parseFields(text: string): Line | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isObject(value) ? value : undefined;
}

function isObject(value: unknown): value is Line {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The id as JSON text: a number digit for digit as it was written, `null` where there is none. */
function idOf(fields: Line, text: string): string | undefined {
  const id = fields.id;
  if (id === undefined || id === null) return 'null';
  if (typeof id === 'string') return JSON.stringify(id);
  return typeof id === 'number' ? idText(text) : undefined;
}

function describe(refusal: Refusal): Line {
  const detail = refusalText(refusal, 'en');
  const { field } = refusal.data;
  return { code: refusal.code, detail, ...(field === undefined ? {} : { field }) };
}

function answerText(id: string, value: Line): string {
  const text = JSON.stringify(value);
  if (text.includes('null')) assertFinite(value);
  return text === '{}' ? `{"id":${id}}` : `{"id":${id},${text.slice(1)}`;
}

/** JSON has no word for NaN or infinity and writes `null`, which is an answer that nobody gave. */
function assertFinite(value: unknown): void {
  if (typeof value === 'number') {
    assert(Number.isFinite(value), 'Every figure of an answer is a finite number.');
  } else if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(assertFinite);
  }
}
