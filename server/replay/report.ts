// The table that a replay prints for people, in both languages.
import type { Language } from '@mutua/contract/words/language.ts';
import type { ComparedFigure } from './agreement.ts';
import type {
  BothFigures,
  GradeSummary,
  LenderRates,
  ReplaySummary,
  RuleTotal,
} from './summary.ts';

type Words = Readonly<Record<Language, string>>;

const HEADINGS = {
  grade: words('等级', 'grade'),
  loans: words('笔数', 'loans'),
  principal: words('本金', 'principal'),
  interest: words('利息', 'interest'),
  recoveries: words('核销后收回', 'recoveries'),
  netLoss: words('净损失', 'net loss'),
} as const;
const LEDGER = words('账本', 'ledger');
const FILE = words('档案', 'file');

const FIGURES: Readonly<Record<ComparedFigure, Words>> = {
  record: words('档案合计', 'sum of the record'),
  instalment: words('每期还款额', 'instalment'),
  principal: words('本金', 'principal'),
  interest: words('利息', 'interest'),
  late_fee: words('逾期费', 'late fee'),
  recoveries: words('核销后收回', 'recoveries'),
  net_loss: words('净损失', 'net loss'),
  to_lenders: words('付给出借人', 'paid to lenders'),
};

const RULES: Readonly<Record<RuleTotal['rule'], Words>> = {
  rounding: words('分位取整，5分以内', 'rounding, within 5 cents'),
  first_days: words(
    '起息晚若干整日（至多5日），分毫不差',
    'interest begins some whole days later (5 at most), to the cent',
  ),
  within_a_day: words('提前还款，一日应计利息以内', 'repaid early, within one day’s accrual'),
  late_days: words('晚还的日子，150日利息以内', 'late days, within 150 days’ interest'),
  interest_alone: words(
    '只付息的月份，240日利息以内',
    'months of interest alone, within 240 days’ interest',
  ),
  settlement: words('和解，150日利息以内', 'settlement, within 150 days’ interest'),
  late_fee: words('产品不收逾期费', 'the product has no late fee'),
  beyond_debt: words(
    '收回多于所欠，差额在一年利息以内',
    'recovered beyond all that was owed, within a year’s interest',
  ),
  restated: words('出借后改过条件的借款', 'the lender changed the loan after its issue'),
  unexplained: words('无法解释', 'UNEXPLAINED'),
};

/** The table by grade, the differences by rule, what lenders earned, and what nothing explains. */
export function reportOf(summary: ReplaySummary, language: Language): string {
  const { byGrade, instalmentsThatDiffer: listed, unexplained, unexplainedDifferences } = summary;
  const lines = [
    ...tableOf(byGrade, language),
    '',
    ...byGrade.flatMap(({ grade, differences }) =>
      differences.map((one) => `  ${grade}  ${differenceText(one, language)}`),
    ),
    '',
    ratesText(summary.lenderRates, language),
    ...(listed.length === 0
      ? []
      : [
          `${words('每期还款额不同的借款', 'Instalments that differ')[language]}: ${listed.join(' ')}`,
        ]),
    ...unexplainedDifferences.map((text) => `${RULES.unexplained[language]}: ${text}`),
    `${words('无法解释的差异', 'Unexplained differences')[language]}: ${unexplained}`,
  ];
  return `${lines.join('\n')}\n`;
}

function tableOf(grades: readonly GradeSummary[], language: Language): readonly string[] {
  const columns = ['principal', 'interest', 'recoveries', 'netLoss'] as const;
  const head = [
    HEADINGS.grade[language],
    HEADINGS.loans[language],
    ...columns.flatMap((column) => [
      `${HEADINGS[column][language]} ${LEDGER[language]}`,
      FILE[language],
    ]),
  ];
  const rows = grades.map((grade) => [
    grade.grade,
    String(grade.loans),
    ...columns.flatMap((column) => {
      const both: BothFigures = grade[column];
      return [both.ledger, both.file];
    }),
  ]);
  const widths = head.map((text, index) =>
    Math.max(width(text), ...rows.map((row) => width(row[index] ?? ''))),
  );
  return [head, ...rows].map((row) =>
    row
      .map((text, index) => `${' '.repeat((widths[index] ?? 0) - width(text))}${text}`)
      .join('  ')
      .trimEnd(),
  );
}

function differenceText(
  { figure, rule, loans, difference }: RuleTotal,
  language: Language,
): string {
  const said = `${FIGURES[figure][language]}: ${RULES[rule][language]}`;
  return `${said}: ${loans} (${difference})`;
}

function ratesText(rates: LenderRates, language: Language): string {
  const of = [rates.lowest, rates.tenth, rates.median, rates.ninetieth, rates.highest];
  const text = of.map((rate) => (rate === undefined ? '–' : `${(rate * 100).toFixed(2)}%`));
  const label = words(
    '出借人年化回报（XIRR）最低、10%、中位、90%、最高',
    'XIRR of the lenders, lowest, 10 %, median, 90 %, highest',
  );
  return `${label[language]}: ${text.join('  ')} (${rates.lenders})`;
}

/** A Chinese sign is as wide as two others. */
function width(text: string): number {
  return [...text].reduce((sum, sign) => sum + (sign > '⺀' ? 2 : 1), 0);
}

function words(chinese: string, english: string): Words {
  return { 'zh-CN': chinese, en: english };
}
