// What is wrong with one field, in the reader's language: the refusing code says it in English, and here
// the table has the same sentence in Chinese, with what was put in.
import { BOUND_WORDS, EXPECTED_WORDS, INPUT_DETAILS } from './input-detail-words.ts';
import type { Language } from './language.ts';

/** A sentence in which something is put in: how the English one is known, and how it reads in Chinese. */
interface Pattern {
  readonly english: RegExp;
  readonly names: readonly string[];
  readonly chinese: string;
}

interface Table {
  readonly exact: ReadonlyMap<string, string>;
  /** In the table's order, which decides where several fit. */
  readonly patterns: readonly Pattern[];
}

/** No sentence of ours is so long; words inside words are followed no deeper than such a one has room for. */
const SENTENCE_LENGTH_MAX = 5000;

const SENTENCES = tableOf(INPUT_DETAILS);
const EXPECTED = tableOf(EXPECTED_WORDS);
const BOUNDS = tableOf(BOUND_WORDS);

/**
 * The detail of an `invalid_input` for a reader of that language. A sentence that is not in the table
 * stays as it is.
 */
export function inputDetail(sentence: string, language: Language): string {
  if (language === 'en' || sentence.length > SENTENCE_LENGTH_MAX) return sentence;
  return chineseOf(sentence, SENTENCES) ?? sentence;
}

function chineseOf(words: string, table: Table): string | undefined {
  const exact = table.exact.get(words);
  if (exact !== undefined) return exact;
  for (const pattern of table.patterns) {
    const values = pattern.english.exec(words)?.slice(1);
    if (values) return fill(pattern, values);
  }
  return undefined;
}

/** What has words of its own is put in with them, and not at all where they are not known. */
function fill({ names, chinese }: Pattern, values: readonly string[]): string | undefined {
  const texts = new Map<string, string>();
  for (const [index, name] of names.entries()) {
    const value = values[index] ?? '';
    const translate = translationOf(name);
    const text = translate ? translate(value) : value;
    if (text === undefined) return undefined;
    texts.set(name, text);
  }
  return chinese.replace(/\{(\w+)\}/g, (placeholder, name: string, at: number) => {
    const text = texts.get(name) ?? placeholder;
    if (!translationOf(name)) return text;
    const [before, after] = [chinese.charAt(at - 1), chinese.charAt(at + placeholder.length)];
    return `${gap(before, text)}${text}${gap(text, after)}`;
  });
}

function translationOf(name: string): ((words: string) => string | undefined) | undefined {
  if (name === 'bounds' || name === 'bound') return boundsOf;
  return ['expected', 'values', 'branches', 'branch'].includes(name) ? expectedOf : undefined;
}

/** Words of the table, a constant as it is written, or a list of either. */
function expectedOf(words: string): string | undefined {
  if (/^("[^"]*"|-?\d+(\.\d+)?|true|false)$/.test(words)) return words;
  const known = chineseOf(words, EXPECTED);
  const parts = known === undefined ? words.split(', ') : [];
  if (parts.length < 2) return known;
  const texts = parts.map(expectedOf);
  return texts.includes(undefined) ? undefined : texts.join('、');
}

function boundsOf(words: string): string | undefined {
  return chineseOf(words, BOUNDS);
}

/** A space where a Chinese character and a code or figure would touch. */
function gap(left: string, right: string): string {
  const ends = `${left.slice(-1)}${right.slice(0, 1)}`;
  return /^(\p{Script=Han}[\w"-]|[\w"]\p{Script=Han})$/u.test(ends) ? ' ' : '';
}

function tableOf(sentences: Readonly<Record<string, string>>): Table {
  const entries = Object.entries(sentences);
  const isPattern = ([english]: readonly [string, string]) => english.includes('{');
  return {
    exact: new Map(entries.filter((entry) => !isPattern(entry))),
    patterns: entries.filter(isPattern).map(patternOf),
  };
}

function patternOf([english, chinese]: readonly [string, string]): Pattern {
  const names: string[] = [];
  // Every second part is a name.
  const parts = english.split(/\{(\w+)\}/).map((part, index) => {
    if (index % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    names.push(part);
    return translationOf(part) ? '(.+)' : '(\\S+)';
  });
  return { english: new RegExp(`^${parts.join('')}$`, 'u'), names, chinese };
}
