// The conventions of the all-in rate 综合年化成本: a rate without its convention says nothing.

/**
 * - `cn_irr` 年化综合成本（IRR）: (1 + m)^12 - 1, with m the monthly internal rate. 中国人民银行公告〔2021〕第3号:
 *   the compound way, which it prefers.
 * - `cn_simple` 单利年化: 12 × m. The simple way of the same notice.
 * - `eu_aprc`: effective. Directives 2008/48/EC and 2014/17/EU, Annex I.
 * - `uk_apr`: effective. FCA Handbook, CONC App 1.
 * - `us_apr`: nominal, unit-period rate × unit-periods a year. 12 CFR 1026 (Regulation Z), Appendix J.
 * - `in_kfs`: nominal, 12 × m. RBI/2024-25/18, Key Facts Statement, Annex B.
 * - `br_cet`: effective, days over 365. Resolução CMN 4.881/2020, Custo Efetivo Total.
 */
export type RateConvention =
  | 'cn_irr'
  | 'cn_simple'
  | 'eu_aprc'
  | 'uk_apr'
  | 'us_apr'
  | 'in_kfs'
  | 'br_cet';

export const RATE_CONVENTIONS: readonly RateConvention[] = [
  'cn_irr',
  'cn_simple',
  'eu_aprc',
  'uk_apr',
  'us_apr',
  'in_kfs',
  'br_cet',
];

/** What stands beside a rate wherever it is shown, in both languages; a law's own label is not translated. */
export const RATE_CONVENTION_LABELS: Readonly<
  Record<RateConvention, Readonly<Record<'zh-CN' | 'en', string>>>
> = {
  cn_irr: { 'zh-CN': '年化综合成本（IRR）', en: 'All-in rate (IRR, compound)' },
  cn_simple: { 'zh-CN': '单利年化', en: 'All-in rate (simple, 12 × monthly)' },
  eu_aprc: { 'zh-CN': 'APRC', en: 'APRC' },
  uk_apr: { 'zh-CN': 'APR (UK)', en: 'APR (UK)' },
  us_apr: { 'zh-CN': 'APR (US, nominal)', en: 'APR (US, nominal)' },
  in_kfs: { 'zh-CN': 'APR (India KFS, nominal)', en: 'APR (India KFS, nominal)' },
  br_cet: { 'zh-CN': 'CET', en: 'CET' },
};
