// What a schema's refusal of one field says, in both languages.
import { NAME_PATTERN } from '../people/name.ts';
import type { Language } from '../words/language.ts';

type Words = Readonly<Record<Language, string>>;

const TYPE_WORDS: Readonly<Record<string, Words>> = {
  string: { 'zh-CN': '文本', en: 'a text' },
  integer: { 'zh-CN': '整数', en: 'a whole number' },
  number: { 'zh-CN': '数字', en: 'a number' },
  boolean: { 'zh-CN': '布尔值（true 或 false）', en: 'true or false' },
  object: { 'zh-CN': '对象', en: 'an object' },
  array: { 'zh-CN': '列表', en: 'a list' },
  null: { 'zh-CN': '空值（null）', en: 'null' },
};

const FORMAT_WORDS: Readonly<Record<string, Words>> = {
  date: { 'zh-CN': '日期，例如 2026-11-21', en: 'a date such as 2026-11-21' },
  'date-time': {
    'zh-CN': '时间，例如 2026-11-21T08:00:00Z',
    en: 'an instant such as 2026-11-21T08:00:00Z',
  },
  uuid: { 'zh-CN': '编号（UUID）', en: 'a UUID' },
  email: { 'zh-CN': '电子邮箱地址', en: 'an e-mail address' },
};

// Each keyword of JSON Schema that a contract uses, with `{limit}` standing for its value.
const KEYWORD_WORDS: Readonly<Record<string, Words>> = {
  required: { 'zh-CN': '此项必填。', en: 'It is missing.' },
  additionalProperties: { 'zh-CN': '没有此项。', en: 'There is no such field.' },
  type: { 'zh-CN': '须为{limit}。', en: 'It must be {limit}.' },
  format: { 'zh-CN': '须为{limit}。', en: 'It must be {limit}.' },
  const: { 'zh-CN': '须为 {limit}。', en: 'It must be {limit}.' },
  enum: { 'zh-CN': '须为以下之一：{limit}。', en: 'It must be one of {limit}.' },
  minimum: { 'zh-CN': '不得小于 {limit}。', en: 'It must be at least {limit}.' },
  maximum: { 'zh-CN': '不得大于 {limit}。', en: 'It must be at most {limit}.' },
  exclusiveMinimum: { 'zh-CN': '须大于 {limit}。', en: 'It must be greater than {limit}.' },
  exclusiveMaximum: { 'zh-CN': '须小于 {limit}。', en: 'It must be less than {limit}.' },
  multipleOf: { 'zh-CN': '须为 {limit} 的整数倍。', en: 'It must be a multiple of {limit}.' },
  minLength: { 'zh-CN': '至少 {limit} 个字符。', en: 'It must have at least {limit} characters.' },
  maxLength: { 'zh-CN': '至多 {limit} 个字符。', en: 'It must have at most {limit} characters.' },
  minItems: { 'zh-CN': '至少 {limit} 项。', en: 'It must have at least {limit} entries.' },
  maxItems: { 'zh-CN': '至多 {limit} 项。', en: 'It must have at most {limit} entries.' },
  maxProperties: { 'zh-CN': '至多 {limit} 项。', en: 'It must have at most {limit} fields.' },
  uniqueItems: { 'zh-CN': '各项不得重复。', en: 'Its entries must differ.' },
  patternProperties: { 'zh-CN': '名称格式不符：{limit}', en: 'Its names must match {limit}' },
  pattern: { 'zh-CN': '格式不符：{limit}', en: 'It must match {limit}' },
  form: { 'zh-CN': '格式不符，例如 {limit}。', en: 'It must have a form such as {limit}.' },
  text: { 'zh-CN': '含有文本中不能出现的字符。', en: 'It has a character that no text can have.' },
};

/** What some patterns ask for, in words. */
const PATTERN_WORDS: Readonly<Record<string, Words>> = {
  [NAME_PATTERN]: {
    'zh-CN': '须为一行文字，不含换行等控制字符。',
    en: 'It must be one line, without control characters.',
  },
};

/** Whether there are words for what that pattern asks for. */
export function hasPatternWords(pattern: unknown): boolean {
  return typeof pattern === 'string' && Object.hasOwn(PATTERN_WORDS, pattern);
}

const OTHERWISE: Words = { 'zh-CN': '内容不符合要求。', en: 'It does not have the form required.' };

/**
 * One sentence about one field.
 *
 * @param keyword the keyword of JSON Schema that the field does not satisfy.
 * @param limit the keyword's value, such as 600 for `maximum`.
 */
export function validationText(keyword: string, limit: unknown, language: Language): string {
  const pattern = keyword === 'pattern' ? PATTERN_WORDS[String(limit)] : undefined;
  const words = pattern ?? KEYWORD_WORDS[keyword] ?? OTHERWISE;
  return words[language].replace('{limit}', () => limitText(keyword, limit, language));
}

function limitText(keyword: string, limit: unknown, language: Language): string {
  const named = keyword === 'type' ? TYPE_WORDS : keyword === 'format' ? FORMAT_WORDS : {};
  const values = Array.isArray(limit) ? limit : [limit];
  return values
    .map((value) => named[String(value)]?.[language] ?? String(value))
    .join(language === 'en' ? ', ' : '、');
}
