// What each public figure is called and how it is reckoned, in both languages: the definitions of the pages, of the
// files and of the API's dictionary are these.
import type { FigureId } from '@mutua/core/disclosure/figure-catalogue.ts';
import type { Label } from '../words/value-lists.ts';
import { GROUP_FIGURE_WORDS } from './figure-words-group.ts';
import { type FigureWords, words } from './figure-words-of.ts';
import { PEOPLE_FIGURE_WORDS } from './figure-words-people.ts';

export const FIGURE_WORDS: Readonly<Record<FigureId, FigureWords>> = {
  totalLent: words(
    ['累计借贷金额', '自平台开业至当日，全部已放款借款的本金之和，不含利息。'],
    ['Total lent', 'Principal of all loans paid out since the start, without interest.'],
  ),
  principalRepaid: words(
    ['已还本金（含追回）', '借款人已偿还的本金，加上核销后追回的本金。'],
    [
      'Principal repaid',
      'What borrowers repaid of the principal, and what was recovered after a write-off.',
    ],
  ),
  writtenOffLeft: words(
    ['已核销本金', '已核销借款的本金，减去核销后追回的本金。'],
    ['Written off', 'Principal of loans written off, less what was recovered of it.'],
  ),
  principalWaived: words(
    ['已减免本金', '经和解或减免、出借人不再收取的本金。'],
    ['Given up', 'Principal that lenders gave up in a compromise or waiver.'],
  ),
  balance: words(
    ['借贷余额', '累计借贷金额 − 已还本金 − 已核销本金 − 已减免本金；不含利息。'],
    ['Outstanding principal', 'Total lent − repaid − written off − given up; without interest.'],
  ),
  loansMade: words(
    ['累计借贷笔数', '自开业至当日已放款的借款笔数。'],
    ['Loans made', 'Loans paid out since the start.'],
  ),
  loansRepaid: words(
    ['已结清笔数', '本金已全部偿还、未经核销的借款笔数。'],
    ['Loans repaid', 'Loans whose principal came back without a write-off.'],
  ),
  loansWrittenOff: words(
    ['已核销笔数', '曾经核销的借款笔数。'],
    ['Loans written off', 'Loans that were written off.'],
  ),
  loansOutstanding: words(
    ['借贷余额笔数', '尚有未还本金的借款笔数，不含已核销。'],
    ['Loans outstanding', 'Loans with outstanding principal, without those written off.'],
  ),
  interestToLenders: words(
    ['已付出借人利息与罚息', '出借人累计收到的利息与罚息，含代偿利息，未扣除服务费。'],
    [
      'Interest paid to lenders',
      'Interest and penalty that lenders received, compensated interest included, before fees.',
    ],
  ),
  writeOffRate: words(
    ['核销率', '已核销本金 ÷ 累计借贷金额。'],
    ['Write-off rate', 'Written off ÷ total lent.'],
  ),
  recoveredAfterWriteOff: words(
    ['核销后追回', '借款核销之后收回的本金。'],
    ['Recovered after write-off', 'Principal that came back after a write-off.'],
  ),
  interestOutstanding: words(
    ['利息余额', '未结清借款按当日有效的还款计划尚未支付的全部利息，不含本金。'],
    [
      'Interest outstanding',
      'Interest of open loans by the plan in force on the day that is not yet paid.',
    ],
  ),
  lendersEver: words(
    ['累计出借人数量', '曾经出借成功的出借人，每人只计一次。'],
    ['Lenders so far', 'Everybody who ever lent, each counted once.'],
  ),
  borrowersEver: words(
    ['累计借款人数量', '曾经获得放款的借款人，每人只计一次。'],
    ['Borrowers so far', 'Everybody to whom a loan was paid out, each counted once.'],
  ),
  lendersCurrent: words(
    ['当前出借人数量', '仍有待收本金的出借人数量。'],
    ['Current lenders', 'Lenders with principal outstanding.'],
  ),
  borrowersCurrent: words(
    ['当前借款人数量', '仍有未还本金的借款人数量。'],
    ['Current borrowers', 'Borrowers with principal outstanding.'],
  ),
  averageLent: words(
    ['人均累计出借金额', '累计借贷金额 ÷ 累计出借人数量。'],
    ['Lent per lender', 'Total lent ÷ lenders so far.'],
  ),
  averageBorrowed: words(
    ['人均累计借款金额', '累计借贷金额 ÷ 累计借款人数量。'],
    ['Borrowed per borrower', 'Total lent ÷ borrowers so far.'],
  ),
  registeredClients: words(
    ['累计实名用户', '截至当日日结时已通过实名认证的用户数量。'],
    ['Verified clients', 'Clients whose identity was verified by the close of the day.'],
  ),
  activeUsers: words(
    ['当月活跃用户', '当月一日至当日在平台办理过任何业务的用户数量，含工作人员。'],
    [
      'Active users this month',
      'Users who did something from the first of the month through the day, staff included.',
    ],
  ),
  monthLent: words(
    ['本月放款', '当月一日至当日放款的本金。'],
    ['Lent this month', 'Principal paid out from the first of the month through the day.'],
  ),
  monthLoans: words(
    ['本月放款笔数', '当月一日至当日放款的借款笔数。'],
    ['Loans this month', 'Loans paid out from the first of the month through the day.'],
  ),
  monthPrincipalRepaid: words(
    ['本月还款本金', '当月一日至当日偿还和追回的本金。'],
    [
      'Principal repaid this month',
      'Principal repaid and recovered from the first of the month through the day.',
    ],
  ),
  monthInterest: words(
    ['本月付息', '当月一日至当日出借人收到的利息与罚息。'],
    [
      'Interest paid this month',
      'Interest and penalty that lenders received from the first of the month through the day.',
    ],
  ),
  topTenShare: words(
    ['前十大借款人待还金额占比', '未还本金最多的十名借款人的未还本金之和 ÷ 借贷余额。'],
    [
      'Ten largest borrowers',
      'Outstanding principal of the ten largest borrowers ÷ outstanding principal.',
    ],
  ),
  topOneShare: words(
    ['最大单一借款人待还金额占比', '未还本金最多的一名借款人的未还本金 ÷ 借贷余额。'],
    ['Largest borrower', 'Outstanding principal of the largest borrower ÷ outstanding principal.'],
  ),
  largestLoanShare: words(
    ['最大单笔借款占比', '未还本金最多的一笔借款 ÷ 借贷余额。'],
    ['Largest loan', 'Outstanding principal of the largest loan ÷ outstanding principal.'],
  ),
  largestRegionShare: words(
    ['最大地区占比', '未还本金最多的一个地区 ÷ 借贷余额。'],
    ['Largest region', 'Outstanding principal of the largest region ÷ outstanding principal.'],
  ),
  largestIndustryShare: words(
    [
      '最大行业占比',
      '未还本金最多的一个行业 ÷ 借贷余额。行业为借款人申报、上架时公示的行业，个人为其从业行业；没有上架公示的借款只计入分母。',
    ],
    [
      'Largest industry',
      'Outstanding principal of the largest industry ÷ outstanding principal. The industry is what the borrower stated and the listing published, for a person the one in which he or she works; loans without a listing count in the whole alone.',
    ],
  ),
  largestGuarantorShare: words(
    ['最大担保机构占比', '由同一担保机构担保的未还本金的最大值 ÷ 借贷余额。'],
    [
      'Largest guarantor',
      'Outstanding principal behind which the largest guarantor stands ÷ outstanding principal.',
    ],
  ),
  relatedPrincipal: words(
    ['关联关系借款余额', '借款人与平台存在关联关系的借款的未还本金。'],
    [
      'Lent to related parties',
      'Outstanding principal of loans to parties related to the operator.',
    ],
  ),
  relatedLoans: words(
    ['关联关系借款笔数', '借款人与平台存在关联关系的未结清借款笔数。'],
    ['Loans to related parties', 'Open loans to parties related to the operator.'],
  ),
  overdueAmount: words(
    [
      '逾期金额',
      '截至当日出借人按合同应收到而未收到的本金和利息。自应还日次日起算，不设宽限；代偿款到账即不再计入。',
    ],
    [
      'Overdue amount',
      'Principal and interest that lenders should have by the contract and have not, from the day after the due day on. A compensation that has arrived ends it.',
    ],
  ),
  overdueLoans: words(
    ['逾期笔数', '逾期金额大于零的借款笔数。'],
    ['Overdue loans', 'Loans with an overdue amount.'],
  ),
  overdueAmountRate: words(
    ['金额逾期率', '逾期金额 ÷（借贷余额 + 利息余额）。'],
    ['Overdue amount rate', 'Overdue amount ÷ (outstanding principal + interest outstanding).'],
  ),
  overdueLoanRate: words(
    ['项目逾期率', '逾期笔数 ÷ 借贷余额笔数。'],
    ['Overdue loan rate', 'Overdue loans ÷ loans outstanding.'],
  ),
  overduePrincipal: words(
    ['逾期余额', '借款人有任何一期未还清的借款的全部未还本金。'],
    [
      'Overdue principal',
      'The whole outstanding principal of loans of which any instalment is due and unpaid.',
    ],
  ),
  overdueRate: words(
    ['逾期率', '逾期余额 ÷ 借贷余额。'],
    ['Overdue rate', 'Overdue principal ÷ outstanding principal.'],
  ),
  over90Principal: words(
    [
      '逾期 90 天（不含）以上金额',
      '出借人超过 90 天未收到应收款的借款的未还本金，第 90 天不含在内。',
    ],
    [
      'Over 90 days',
      'Outstanding principal of loans whose lenders have been unpaid for more than 90 days.',
    ],
  ),
  over90Loans: words(
    ['逾期 90 天（不含）以上笔数', '出借人超过 90 天未收到应收款的借款笔数。'],
    ['Loans over 90 days', 'Loans whose lenders have been unpaid for more than 90 days.'],
  ),
  over90Rate: words(
    ['逾期 90 天以上占比', '逾期 90 天（不含）以上金额 ÷ 借贷余额。'],
    ['Over 90 days, share', 'Over 90 days ÷ outstanding principal.'],
  ),
  badDebt: words(
    ['坏账', '已违约借款的未还本金与已核销本金之和。'],
    ['Bad debt', 'Unpaid principal of loans that are in default or written off.'],
  ),
  badDebtRate: words(
    ['坏账率', '坏账 ÷ 累计借贷金额。'],
    ['Bad-debt rate', 'Bad debt ÷ total lent.'],
  ),
  compensatedAmount: words(
    ['累计代偿金额', '借款人和平台以外的第三方累计为借款人支付给出借人的本金和利息。'],
    [
      'Compensated',
      'Principal and interest that third parties, neither borrower nor platform, have paid to lenders.',
    ],
  ),
  compensatedLoans: words(
    ['累计代偿笔数', '发生过代偿的借款笔数。'],
    ['Loans compensated', 'Loans for which a third party has paid.'],
  ),
  compensationOnTime: words(
    ['代偿及时率', '按约定日完成的代偿 ÷ 已到约定日的代偿，按次数计。'],
    [
      'Compensation on time',
      'Compensations that were paid when they were due ÷ compensations due, by number.',
    ],
  ),
  compensationRate: words(
    ['当月代偿率', '当月代偿金额 ÷ 月初有保障措施的借贷余额。'],
    [
      'Compensation rate this month',
      'Compensated in the month ÷ safeguarded outstanding principal at its start.',
    ],
  ),
  reserveBalance: words(
    ['风险准备金余额', '存管银行风险准备金专户的账面余额。'],
    ['Risk reserve', 'Balance of the reserve accounts at the custodian.'],
  ),
  reserveRatio: words(
    ['准备金比例', '风险准备金余额 ÷ 准备金覆盖借款的借贷余额。'],
    ['Reserve ratio', 'Risk reserve ÷ outstanding principal of the loans that it covers.'],
  ),
  reserveCoverage: words(
    ['准备金覆盖率', '风险准备金余额 ÷ 准备金覆盖借款的坏账。'],
    ['Reserve coverage', 'Risk reserve ÷ bad debt of the loans that it covers.'],
  ),
  defaultRecovery: words(
    ['违约后回收率', '首次违约之后收回的本金 ÷ 首次违约时的未还本金。'],
    [
      'Recovery after default',
      'Principal that came back after the first default ÷ what was outstanding then.',
    ],
  ),
  fundUtilisation: words(
    ['资金利用率', '出借人待收本金 ÷（出借人待收本金 + 出借人现金，含冻结）。'],
    [
      'Fund utilisation',
      'Lenders’ outstanding principal ÷ (lenders’ outstanding principal + their cash, held cash included).',
    ],
  ),
  idleDays: words(
    ['平均站岗天数', '最近 30 天每日出借人现金之和 ÷ 同期放款金额，四舍五入到天。'],
    [
      'Idle days',
      'Lenders’ cash of each of the last 30 days, added up ÷ what was lent in them, in whole days.',
    ],
  ),
  operatingCost: words(
    [
      '累计运营支出',
      '自开业以来平台自有资金支出的催收费用、奖励、佣金和差错补偿；人工和系统成本不在账本内。',
    ],
    [
      'Operating cost',
      'Collection costs, bonuses, commissions and corrections paid of the operator’s own funds. Staff and machines are not in this book.',
    ],
  ),
  costPerLoan: words(
    ['单笔运营成本', '累计运营支出 ÷ 累计借贷笔数。'],
    ['Cost per loan', 'Operating cost ÷ loans made.'],
  ),
  costPerUnitLent: words(
    ['每元运营成本', '累计运营支出 ÷ 累计借贷金额。'],
    ['Cost per yuan lent', 'Operating cost ÷ total lent.'],
  ),
  netReturn: words(
    [
      '全部账户实际净年化',
      '（利息 + 罚息 − 出借人服务费 − 损失）÷ 每日未还本金之和 × 365。损失为已核销、已减免，以及逾期 90 天以上余额的 70%。含亏损账户。按余额平均的算术口径，不计收付先后；计收付先后的内部收益率见各产品的“出借人净年化”。',
    ],
    [
      'Net return, all accounts',
      '(Interest + penalty − lenders’ fees − losses) ÷ what was outstanding day by day, a year of 365 days. Losses are what was written off and given up, and 70 % of what is over 90 days late. It is an average that asks not when money came; the internal rate, which does, is the lenders’ net return of each product.',
    ],
  ),
  ...GROUP_FIGURE_WORDS,
  ...PEOPLE_FIGURE_WORDS,
};

/** The name of a figure in a language. */
export function figureLabel(figure: FigureId): Label {
  return FIGURE_WORDS[figure].label;
}
