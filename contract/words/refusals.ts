// The words of every refusal in both languages, exactly as the glossary (section 8) gives them, and the
// one place that fills them in.
import { assert } from '@mutua/core/kit/assert.ts';
import type { Refusal, RefusalCode } from '@mutua/core/kit/result.ts';
import { inputDetail } from './input-details.ts';
import type { Language } from './language.ts';

/** One text a language; `{name}` stands for what the refusal's data has under that name. */
export const REFUSAL_WORDS: Readonly<Record<RefusalCode, Readonly<Record<Language, string>>>> = {
  invalid_input: {
    'zh-CN': '“{field}”填写有误：{detail}',
    en: 'Please check "{field}": {detail}',
  },
  no_solution: {
    'zh-CN': '该现金流没有对应的利率。',
    en: 'No rate fits these cash flows.',
  },
  several_solutions: {
    'zh-CN': '该现金流对应多个利率：{values}',
    en: 'Several rates fit these cash flows: {values}',
  },
  unknown_function: {
    'zh-CN': '不支持的函数：{name}',
    en: 'Unknown function: {name}',
  },
  unknown_convention: {
    'zh-CN': '不支持的口径：{name}',
    en: 'Unknown convention: {name}',
  },
  days_out_of_order: {
    'zh-CN': '结束日早于起始日。',
    en: 'The end is before the start.',
  },
  number_too_large: {
    'zh-CN': '数值超出可精确计算的范围。',
    en: 'The number is too large to be exact.',
  },
  currencies_mixed: {
    'zh-CN': '币种不同，不能入账。',
    en: 'The currencies differ.',
  },
  not_found: {
    'zh-CN': '没有找到相关内容，请核对编号或链接。',
    en: 'Nothing was found under this number or link.',
  },
  penalty_above_cap: {
    'zh-CN': '罚息与费用合计超过上限{cap}。',
    en: 'Penalty and fees together exceed the cap of {cap}.',
  },
  already_reversed: {
    'zh-CN': '该笔流水已冲正。',
    en: 'This transfer is already reversed.',
  },
};

/**
 * What a reader of that language is told.
 *
 * @throws BrokenInvariant when the refusal lacks the data that its text speaks of.
 */
export function refusalText(refusal: Refusal, language: Language): string {
  return REFUSAL_WORDS[refusal.code][language].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = refusal.data[name];
    assert(value !== undefined, `The refusal ${refusal.code} carries its "${name}".`);
    return name === 'detail' ? inputDetail(value, language) : value;
  });
}
