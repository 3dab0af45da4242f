// A lender's year for the tax office as a file: the same rows as CSV and as a spreadsheet, with their sum at the end.
import type { Language } from '@mutua/contract/words/language.ts';
import { currency as currencyOf, exponentOf } from '@mutua/core/money/currency.ts';
import { formatMajor, type MinorUnits } from '@mutua/core/money/minor-units.ts';
import writeXlsxFile from 'write-excel-file/node';
import { csvChunks, csvLine } from '../disclosure/csv.ts';
import { type TaxLine, taxTotal } from './tax-year-read.ts';

const HEAD: Readonly<Record<Language, readonly string[]>> = {
  'zh-CN': [
    '年度',
    '借款编号',
    '借款标题',
    '币种',
    '收回本金',
    '利息',
    '罚息',
    '支付费用',
    '本金损失',
  ],
  en: [
    ...['Year', 'Loan', 'Title', 'Currency', 'Principal received', 'Interest', 'Penalty'],
    ...['Fees paid', 'Principal lost'],
  ],
};
const OF_ACCOUNT: Readonly<Record<Language, string>> = {
  'zh-CN': '账户费用（不属于单笔借款）',
  en: 'Fees of the account, of no single loan',
};
const TOTAL: Readonly<Record<Language, string>> = { 'zh-CN': '合计', en: 'Total' };
const MONEY_PARTS = ['principal', 'interest', 'penalty', 'fees', 'loss'] as const;
const WIDTHS = [8, 38, 30, 8, 14, 12, 12, 12, 12];

export interface TaxYearAsked {
  readonly year: number;
  readonly currency: string;
  readonly language: Language;
}

/** A line of the file: its words, and its amounts as texts with their decimals. */
export interface TaxFileRow {
  readonly words: readonly string[];
  readonly amounts: readonly string[];
}

/** Each loan, the fees of the account, and the sum of all. */
export function taxFileRows(
  lines: readonly TaxLine[],
  { year, currency, language }: TaxYearAsked,
): readonly TaxFileRow[] {
  const exponent = exponentOf(currencyOf(currency));
  const amountsOf = (sums: Readonly<Record<(typeof MONEY_PARTS)[number], MinorUnits>>) =>
    MONEY_PARTS.map((part) => formatMajor(sums[part], exponent));
  const rows = lines.map((line) => ({
    words: [
      ...[String(year), line.loanId ?? ''],
      ...[line.loanId === undefined ? OF_ACCOUNT[language] : line.title, currency],
    ],
    amounts: amountsOf(line),
  }));
  const total = { words: [String(year), '', TOTAL[language], currency] };
  return [...rows, { ...total, amounts: amountsOf(taxTotal(lines)) }];
}

/** By RFC 4180, in UTF-8. */
export function writeTaxCsv(rows: readonly TaxFileRow[], language: Language): string {
  const lines = [HEAD[language], ...rows.map(({ words, amounts }) => [...words, ...amounts])];
  return [...csvChunks(lines.map((cells) => csvLine(cells)))].join('');
}

/** A spreadsheet, whose amounts are numbers: what is below 2 to the power of 53 is exact to the minor unit. */
export function writeTaxSheet(
  rows: readonly TaxFileRow[],
  { year, currency, language }: TaxYearAsked,
): Promise<Buffer> {
  const exponent = exponentOf(currencyOf(currency));
  const format = exponent === 0 ? '#,##0' : `#,##0.${'0'.repeat(exponent)}`;
  const head = HEAD[language].map((value) => ({ value, fontWeight: 'bold' as const }));
  const body = rows.map(({ words, amounts }) => [
    ...words,
    ...amounts.map((amount) => ({ value: Number.parseFloat(amount), format })),
  ]);
  return writeXlsxFile([head, ...body], {
    sheet: String(year),
    columns: WIDTHS.map((width) => ({ width })),
    stickyRowsCount: 1,
  }).toBuffer();
}
