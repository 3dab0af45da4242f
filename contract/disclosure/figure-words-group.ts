// What the public figures are called that stand in tables, and how they are reckoned.
import { words } from './figure-words-of.ts';

export const GROUP_FIGURE_WORDS = {
  bucketLoans: words(
    ['笔数，按逾期天数', '按借款人最早一期未还清的应还日起算的天数分段的未结清借款笔数。'],
    [
      'Loans by days overdue',
      'Open loans by the days since their oldest unpaid instalment was due.',
    ],
  ),
  bucketPrincipal: words(
    ['余额，按逾期天数', '各段借款的未还本金；各段之和等于借贷余额。'],
    ['Principal by days overdue', 'Outstanding principal of each band; they add up to the whole.'],
  ),
  bucketShare: words(
    ['占比，按逾期天数', '各段未还本金 ÷ 借贷余额。'],
    ['Share by days overdue', 'Outstanding principal of each band ÷ outstanding principal.'],
  ),
  gradeLoans: words(
    ['笔数', '该等级已放款的借款笔数；等级以上架时为准。'],
    ['Loans', 'Loans of the grade that were paid out; the grade is that of publication.'],
  ),
  gradeLent: words(
    ['发放本金', '该等级已放款借款的本金之和。'],
    ['Lent', 'Principal of the grade’s loans.'],
  ),
  gradeRepaidShare: words(
    ['已还', '已还和追回的本金 ÷ 发放本金。'],
    ['Repaid', 'Principal repaid and recovered ÷ lent.'],
  ),
  gradeBalance: words(['余额', '该等级的未还本金。'], ['Outstanding', 'Outstanding principal.']),
  gradeRate: words(
    ['合同年利率', '各借款合同年利率，按发放本金加权。'],
    ['Contract rate', 'Yearly rates of the contracts, weighted by what was lent.'],
  ),
  gradeExpectedLoss: words(
    ['全期预期损失', '上架时冻结的年度损失预测，按合同计划每日未还本金计至到期 ÷ 发放本金。'],
    [
      'Expected, whole life',
      'The yearly forecast frozen at publication, on what the contract has outstanding to its end ÷ lent.',
    ],
  ),
  gradeExpectedByNow: words(
    ['应至今', '同一预测，只计至当日 ÷ 发放本金。'],
    ['Due by now', 'The same forecast, up to the day ÷ lent.'],
  ),
  gradeActualLoss: words(
    ['实际至今', '（已核销且未追回 + 已减免 + 逾期 90 天以上余额的 70%）÷ 发放本金。'],
    [
      'Actual so far',
      '(Written off and not recovered + given up + 70 % of what is over 90 days late) ÷ lent.',
    ],
  ),
  gradeNetReturn: words(
    [
      '实际净年化',
      '（利息 + 罚息 − 出借人服务费 − 损失）÷ 每日未还本金之和 × 365；按余额平均，不计收付先后，不是内部收益率。',
    ],
    [
      'Actual net, a year',
      '(Interest + penalty − lenders’ fees − losses) ÷ what was outstanding day by day, a year; an average that asks not when money came, and no internal rate.',
    ],
  ),
  yearLoans: words(['笔数', '当年放款的借款笔数。'], ['Loans', 'Loans paid out in the year.']),
  yearLent: words(['发放本金', '当年放款的本金。'], ['Lent', 'Principal paid out in the year.']),
  yearRepaidShare: words(
    ['已还本金', '当年放款的借款已还和追回的本金 ÷ 发放本金。'],
    ['Repaid', 'What came back of the year’s loans ÷ lent.'],
  ),
  yearExpectedLoss: words(
    ['上架时全期预期损失', '当年放款的借款上架时冻结的预测 ÷ 发放本金。'],
    ['Expected, whole life', 'The forecast of the year’s loans, frozen at publication ÷ lent.'],
  ),
  yearExpectedByNow: words(
    ['应至今', '同一预测，只计至当日 ÷ 发放本金。'],
    ['Due by now', 'The same forecast, up to the day ÷ lent.'],
  ),
  yearActualLoss: words(
    ['实际至今', '当年放款的借款至今的损失 ÷ 发放本金。'],
    ['Actual so far', 'Losses of the year’s loans so far ÷ lent.'],
  ),
  yearBadDebtRate: words(
    ['坏账率', '当年放款的借款的坏账 ÷ 发放本金。'],
    ['Bad-debt rate', 'Bad debt of the year’s loans ÷ lent.'],
  ),
  vintageShare: words(
    [
      '账龄曲线',
      '该季度放款中曾逾期 90 天以上的借款在首次超过 90 天时的未还本金 ÷ 该季度放款本金，按放款后月数累计；只算到全季都已到龄的月份。',
    ],
    [
      'Vintage curve',
      'Of a quarter’s loans, what was outstanding when each was first more than 90 days late ÷ lent, by months since payout; only as far as the whole quarter has come.',
    ],
  ),
  rollPrincipal: words(
    ['30 天前的余额', '30 天前各段借款的未还本金。'],
    ['Principal 30 days ago', 'Outstanding principal of each band thirty days ago.'],
  ),
  rollShare: words(
    ['30 天迁徙', '30 天前在该段的本金，当日处于各段、已还或已核销的比例；每行合计 100%。'],
    [
      '30-day roll',
      'Where a band’s principal of thirty days ago is on the day; each row adds up to 100 %.',
    ],
  ),
  gradeRateInMonth: words(
    ['各等级合同年利率，按月', '当月放款借款的合同年利率，按本金加权。'],
    ['Contract rate by month', 'Yearly rates of the month’s loans, weighted by principal.'],
  ),
  historyBalance: words(
    ['借贷余额，月末', '各月末的未还本金，不含已核销；最后一行为当日。'],
    [
      'Outstanding principal, month by month',
      'At the end of each month, without what is written off; the last is the day itself.',
    ],
  ),
  historyOverdue: words(
    ['逾期余额，月末', '各月末有任何一期未还清的借款的未还本金。'],
    [
      'Overdue principal, month by month',
      'At the end of each month, of loans with any unpaid due instalment.',
    ],
  ),
  historyLent: words(
    ['放款，按月', '当月放款的本金。'],
    ['Lent by month', 'Principal paid out in the month.'],
  ),
  historyRepaid: words(
    ['还款本金，按月', '当月偿还和追回的本金。'],
    ['Repaid by month', 'Principal repaid and recovered in the month.'],
  ),
  historyLoans: words(
    ['未结清笔数，月末', '各月末尚有未还本金的借款笔数；最后一行为当日。'],
    [
      'Loans outstanding, month by month',
      'Loans with outstanding principal at the end of each month; the last is the day itself.',
    ],
  ),
  historyBorrowers: words(
    ['借款人数量，月末', '各月末有未还本金的借款人数量，每人只计一次。'],
    [
      'Borrowers, month by month',
      'Borrowers with outstanding principal at the end of each month, each counted once.',
    ],
  ),
  historyLenders: words(
    ['出借人数量，月末', '各月末有待收本金的出借人数量，每人只计一次。'],
    [
      'Lenders, month by month',
      'Lenders with principal outstanding to them at the end of each month, each counted once.',
    ],
  ),
  stageCases: words(
    ['催收事项数', '曾在该阶段停留的催收事项数量，含仍在该阶段的；一日之内只按日终所在的阶段计。'],
    [
      'Cases',
      'Cases of collection that were ever at the stage, those that still are with them; of each day the stage at its close counts.',
    ],
  ),
  stageAssigned: words(
    [
      '移交催收金额',
      '事项进入该阶段之日日终，借款人已到期未还的本金和利息之和，不含罚息和费用；再次进入的按进入时重新计算。',
    ],
    [
      'Assigned',
      'Principal and interest that the borrower owed and that were overdue at the close of the day on which a case came to the stage, without penalty and fees; a case that comes again is assigned again.',
    ],
  ),
  stageRecovered: words(
    [
      '催收追回金额',
      '进入次日起至离开该阶段之日，借款人偿还的本金、利息和核销后追回的款项，每次停留不超过其移交金额；代偿不计。凭承诺还款办结的事项，兑现或违约前仍计。',
    ],
    [
      'Recovered',
      'Principal and interest that borrowers paid, and what came after a write-off, from the day after a case came to the stage through the day on which it left it, of each stay at most what was assigned; compensations do not count. A case closed on a promise counts until the promise is kept or broken.',
    ],
  ),
  recoveryByStage: words(
    ['追回率，按催收阶段', '催收追回金额 ÷ 移交催收金额，按催收阶段，含仍在催收中的。'],
    [
      'Recovery rate by stage',
      'Recovered ÷ assigned, by the stage of collection, what is still collected with it.',
    ],
  ),
  assignedInMonth: words(
    [
      '移交催收金额，按月',
      '当月在催收中的事项，在上月末日终（当月进入的，在进入之日日终）借款人已到期未还的本金和利息之和；月末日进入的计入次月。',
    ],
    [
      'Assigned by month',
      'Principal and interest overdue of cases collected in the month, at the close of the month before or of the day on which they came; what comes on its last day counts in the next.',
    ],
  ),
  recoveredInMonth: words(
    [
      '催收追回金额，按月',
      '上述事项的借款人当月在催收期间偿还的本金、利息和核销后追回的款项，每件不超过其移交金额。',
    ],
    [
      'Recovered by month',
      'Principal and interest that their borrowers paid in the month while they were collected, and what came after a write-off, of each at most what was assigned.',
    ],
  ),
  recoveryInMonth: words(
    ['追回率，按月', '当月催收追回金额 ÷ 当月移交催收金额。'],
    ['Recovery rate by month', 'Recovered ÷ assigned, of the month.'],
  ),
  regionLoans: words(
    ['笔数，按地区', '该地区借款人的借款笔数。'],
    ['Loans by region', 'Loans to borrowers of the region.'],
  ),
  regionLent: words(
    ['发放本金，按地区', '该地区借款人的借款本金。'],
    ['Lent by region', 'Principal paid out to the region.'],
  ),
  regionBalance: words(
    ['余额，按地区', '该地区的未还本金。'],
    ['Outstanding by region', 'Outstanding principal of the region.'],
  ),
  regionBadDebtRate: words(
    ['坏账率，按地区', '该地区的坏账 ÷ 发放本金。'],
    ['Bad-debt rate by region', 'Bad debt ÷ lent, of the region.'],
  ),
  regionBorrowers: words(
    ['当前借款人，按地区', '该地区仍有未还本金的借款人数量，每人只计一次。'],
    ['Current borrowers by region', 'Borrowers of the region with principal outstanding.'],
  ),
  regionLenders: words(
    [
      '当前出借人，按地区',
      '本人在该地区、仍有待收本金的出借人数量；各地区之和等于当前出借人数量。',
    ],
    [
      'Current lenders by region',
      'Lenders of the region, their own, with principal outstanding to them; they add up to all current lenders.',
    ],
  ),
  productLoans: words(
    ['笔数，按产品', '该产品的借款笔数。'],
    ['Loans by product', 'Loans of the product.'],
  ),
  productLent: words(
    ['发放本金，按产品', '该产品的借款本金。'],
    ['Lent by product', 'Principal paid out under the product.'],
  ),
  productBalance: words(
    ['余额，按产品', '该产品的未还本金。'],
    ['Outstanding by product', 'Outstanding principal of the product.'],
  ),
  productBadDebtRate: words(
    ['坏账率，按产品', '该产品的坏账 ÷ 发放本金。'],
    ['Bad-debt rate by product', 'Bad debt ÷ lent, of the product.'],
  ),
  productBorrowerCost: words(
    [
      '借款综合成本',
      '该产品全部借款人与他人之间实际资金往来（含费用）的年化内部收益率，未还本金及其截至当日的利息视同当日还清。',
    ],
    [
      'Borrower’s cost',
      'Yearly internal rate of all that moved between the product’s borrowers and others, fees included, what is outstanding and its interest to the day counted as if repaid on it.',
    ],
  ),
  productNetReturn: words(
    [
      '出借人净年化',
      '该产品全部出借人实际资金往来的年化内部收益率：起息日借出本金，之后各日收到的本金、利息与罚息（含代偿）减去出借人服务费；待收本金及其截至当日应计未收的利息视同当日收回，逾期 90 天以上的只按待收本金的 30% 计，不计利息。',
    ],
    [
      'Lenders’ net return',
      'Yearly internal rate of all that moved between the product’s loans and their lenders: out on the value day, in by day principal, interest and penalty, compensations with them, less lenders’ fees. What is outstanding to them and its interest to the day count as if paid out on it; of what is over 90 days late 30 % of the principal, and no interest.',
    ],
  ),
  purposeLoans: words(
    ['笔数，按用途', '该用途的借款笔数。'],
    ['Loans by purpose', 'Loans for the purpose.'],
  ),
  purposeBalance: words(
    ['余额，按用途', '该用途的未还本金。'],
    ['Outstanding by purpose', 'Outstanding principal of the purpose.'],
  ),
  industryLoans: words(
    ['笔数，按行业', '该行业借款人的借款笔数；行业以上架时公示的为准，个人为其从业行业。'],
    [
      'Loans by industry',
      'Loans to borrowers of the industry as the listing published it; of persons, the one in which they work.',
    ],
  ),
  industryBalance: words(
    ['余额，按行业', '该行业的未还本金；各行业与未公示的之和等于借贷余额。'],
    [
      'Outstanding by industry',
      'Outstanding principal of the industry; with those unstated they add up to the whole.',
    ],
  ),
};
