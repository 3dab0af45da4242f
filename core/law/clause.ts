// Clauses 条款: the article of a law, or the rule of the house, that a control or a refusal cites.

/** One text for each language in which the platform speaks. */
export type InBothLanguages = Readonly<Record<'zh-CN' | 'en', string>>;

/**
 * How well the clause is known.
 *
 * - `text_read`: its text was read.
 * - `excerpt_read`: a part of it, or a report of it, was read.
 * - `recalled`: from general knowledge; to be confirmed before it is shown to anybody as the law.
 * - `house`: no law, but a rule of this platform.
 */
export type ClauseEvidence = 'text_read' | 'excerpt_read' | 'recalled' | 'house';

export interface Clause {
  readonly words: InBothLanguages;
  readonly evidence: ClauseEvidence;
}

const MEASURES = {
  'zh-CN': '《网络借贷信息中介机构业务活动管理暂行办法》（2016年第1号令）',
  en: 'the Interim Measures for Online Lending Intermediaries (CBRC, MIIT, MPS, CAC Order 2016 No. 1)',
};
const PRIVATE_LENDING = {
  'zh-CN': '最高人民法院《关于审理民间借贷案件适用法律若干问题的规定》（2020年12月29日修正）',
  en: "the Supreme People's Court's rules on private lending (text of 29 December 2020)",
};

/** All clauses that a rule of a pack may cite, by their code. A refusal's data carries the code. */
export const CLAUSES = {
  house_identity: house('平台规则：实名与年龄', 'House rule on identity and age'),
  house_price: house('平台规则：利率合理范围', 'House rule on sane rates'),
  house_intermediary: house(
    '平台规则：信息中介、不自融、不拆标',
    'House rule: an intermediary, no self-financing, no splitting',
  ),
  house_disclosure: house(
    '平台规则：信息披露与文案',
    'House rule on disclosure and public wording',
  ),
  house_suitability: house('平台规则：风险测评', 'House rule on the risk questionnaire'),
  house_life: house('平台规则：借款流程', "House rule on the loan's life"),
  house_collection: house('平台规则：催收行为', 'House rule on the conduct of collection'),
  house_purpose: house('平台规则：禁止的借款用途', 'House rule on forbidden purposes'),
  cn_measures_10_1: measures('第十条第（一）项', 'Article 10 (1)', 'excerpt_read'),
  cn_measures_10_3: measures('第十条第（三）项', 'Article 10 (3)', 'excerpt_read'),
  cn_measures_10_6: measures('第十条第（六）项', 'Article 10 (6)', 'excerpt_read'),
  cn_measures_10_11: measures('第十条第（十一）项', 'Article 10 (11)', 'recalled'),
  cn_measures_17: measures('第十七条', 'Article 17', 'excerpt_read'),
  cn_measures_19: measures('第十九条', 'Article 19', 'recalled'),
  cn_measures_20: measures('第二十条', 'Article 20', 'recalled'),
  cn_measures_26: measures('第二十六条', 'Article 26', 'excerpt_read'),
  cn_disclosure_annex: {
    words: {
      'zh-CN': '《网络借贷信息中介机构业务活动信息披露指引》（银监办发〔2017〕113号）附件',
      en: 'Annex to the Disclosure Guideline for Online Lending Intermediaries (CBRC General Office 2017 No. 113)',
    },
    evidence: 'recalled',
  },
  cn_circular_57: {
    words: {
      'zh-CN': '整治办函〔2017〕57号',
      en: 'Rectification Office Letter 2017 No. 57',
    },
    evidence: 'recalled',
  },
  cn_circular_141: {
    words: {
      'zh-CN': '整治办函〔2017〕141号',
      en: 'Rectification Office Letter 2017 No. 141',
    },
    evidence: 'recalled',
  },
  cn_private_lending_25: privateLending('第二十五条、第二十九条', 'Articles 25 and 29'),
  cn_private_lending_2015_26: {
    words: {
      'zh-CN': '最高人民法院法释〔2015〕18号第二十六条',
      en: "the Supreme People's Court's Interpretation 2015 No. 18, Article 26",
    },
    evidence: 'recalled',
  },
  cn_pboc_2021_3: {
    words: {
      'zh-CN': '中国人民银行公告〔2021〕第3号',
      en: "People's Bank of China Announcement 2021 No. 3",
    },
    evidence: 'recalled',
  },
  cn_collection_convention: {
    words: {
      'zh-CN': '中国互联网金融协会《互联网金融逾期债务催收自律公约（试行）》（2018年）',
      en: 'the Convention on the Collection of Overdue Debts (National Internet Finance Association of China, 2018, trial)',
    },
    evidence: 'recalled',
  },
  cn_civil_code_17: civilCode('第十七条', 'Article 17'),
  cn_civil_code_679: civilCode('第六百七十九条', 'Article 679'),
} as const satisfies Readonly<Record<string, Clause>>;

export type ClauseCode = keyof typeof CLAUSES;

/**
 * A clause by the code that a refusal carries; undefined for any other text.
 *
 * @example clauseOfCode('cn_measures_17')?.evidence // 'excerpt_read'
 */
export function clauseOfCode(code: string): Clause | undefined {
  return Object.hasOwn(CLAUSES, code) ? CLAUSES[code as ClauseCode] : undefined;
}

function house(chinese: string, english: string): Clause {
  return { words: { 'zh-CN': chinese, en: english }, evidence: 'house' };
}

function measures(article: string, english: string, evidence: ClauseEvidence): Clause {
  return {
    words: { 'zh-CN': `${MEASURES['zh-CN']}${article}`, en: `${english} of ${MEASURES.en}` },
    evidence,
  };
}

function privateLending(article: string, english: string): Clause {
  return {
    words: {
      'zh-CN': `${PRIVATE_LENDING['zh-CN']}${article}`,
      en: `${english} of ${PRIVATE_LENDING.en}`,
    },
    evidence: 'text_read',
  };
}

function civilCode(article: string, english: string): Clause {
  return {
    words: { 'zh-CN': `《中华人民共和国民法典》${article}`, en: `${english} of the Civil Code` },
    evidence: 'recalled',
  };
}
