// The figures of supervision: what each is, and where it is taken from.
import { declareFigures } from '../ui/figure/declare-figures.ts';

export const SUPERVISE_FIGURES = declareFigures('supervise', {
  indicator: {
    label: ['指标', 'Indicator'],
    definition: ['见各指标的口径。', 'As its definition says.'],
    source: ['账本与关账记录，按所选关账日。', 'The book and its closes, as of the chosen day.'],
  },
  published: {
    label: ['公布的指标', 'Published figure'],
    definition: ['见披露页的数据字典。', 'As the data dictionary says.'],
    source: ['当日公布的版本。', 'The version that was published of the day.'],
  },
  borrowerLoans: {
    label: ['借款笔数', 'Loans'],
    definition: [
      '该借款人有待还本金的借款笔数。',
      'Loans of the borrower with principal outstanding.',
    ],
    source: ['当日各借款本金账户的余额。', 'Principal accounts as of the day.'],
  },
  borrowerOutstanding: {
    label: ['待还本金', 'Outstanding'],
    definition: [
      '该借款人全部借款的待还本金。',
      'Principal outstanding of all loans of the borrower.',
    ],
    source: ['当日各借款本金账户的余额。', 'Principal accounts as of the day.'],
  },
  borrowerShare: {
    label: ['占比', 'Share'],
    definition: ['占全部待还本金的比例。', 'Of the principal outstanding of all loans.'],
    source: ['当日各借款本金账户的余额。', 'Principal accounts as of the day.'],
  },
  rowAmount: {
    label: ['金额', 'Amount'],
    definition: ['这一行计入指标的金额。', 'What this row adds to the indicator.'],
    source: ['账户余额、账本分录或借款。', 'The account, the line or the loan.'],
  },
  populationSize: {
    label: ['总体笔数', 'Population'],
    definition: ['从多少笔借款中抽样。', 'Of how many loans it was drawn.'],
    source: ['当日各借款本金账户。', 'Principal accounts as of the day.'],
  },
  drawnAmount: {
    label: ['借款金额', 'Loan amount'],
    definition: ['合同的借款金额。', 'The amount of the contract.'],
    source: ['借款登记。', 'The loan.'],
  },
  drawnOutstanding: {
    label: ['待还本金', 'Outstanding'],
    definition: ['当日关账时的待还本金。', 'Principal when the day was closed.'],
    source: ['当日该借款的本金账户。', 'Its principal account as of the day.'],
  },
  loanAmount: {
    label: ['借款金额', 'Loan amount'],
    definition: ['合同的借款金额。', 'The amount of the contract.'],
    source: ['借款登记。', 'The loan.'],
  },
  annualRate: {
    label: ['年利率', 'Contract rate'],
    definition: ['合同的年利率。', 'The yearly rate of the contract.'],
    source: ['借款登记。', 'The loan.'],
  },
  loanOutstanding: {
    label: ['现在的待还本金', 'Outstanding now'],
    definition: ['此刻账本上的待还本金。', 'What stands on the book now.'],
    source: ['该借款的本金账户。', 'Its principal account.'],
  },
  transferCount: {
    label: ['账本分录', 'Lines of the book'],
    definition: ['涉及该借款账户的分录笔数。', 'Lines that touch an account of the loan.'],
    source: ['账本。', 'The book.'],
  },
  bidAmount: {
    label: ['投标金额', 'Bid'],
    definition: ['投标的金额。', 'The amount of the bid.'],
    source: ['投标登记。', 'The bid.'],
  },
  claimPrincipal: {
    label: ['债权本金', 'Principal of the claim'],
    definition: ['债权设立时的本金。', 'Principal when the claim was made.'],
    source: ['债权登记。', 'The claim.'],
  },
  claimOutstanding: {
    label: ['待收本金', 'Outstanding'],
    definition: ['债权此刻的待收本金。', 'Principal of the claim that is outstanding now.'],
    source: ['债权登记。', 'The claim.'],
  },
  transferAmount: {
    label: ['金额', 'Amount'],
    definition: ['分录的金额。', 'The amount of the line.'],
    source: ['账本。', 'The book.'],
  },
});
