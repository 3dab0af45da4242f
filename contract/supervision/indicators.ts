// What a regulator reads of a closed day, each indicator with its name, its definition and what its rows are. All of
// it is counted over the book as it stood when that day was closed.
import type { Label } from '../words/value-lists.ts';

/** What an indicator is made of, and what it is opened into. */
export type IndicatorRows = 'accounts' | 'transfers' | 'loans' | 'breaks';

export interface IndicatorDefinition {
  readonly unit: 'money' | 'count';
  readonly rows: IndicatorRows;
  readonly group: 'custody' | 'flows' | 'loans';
  readonly name: Label;
  readonly definition: Label;
}

export const SUPERVISED_INDICATORS = {
  custody_balance: {
    ...{ unit: 'money', rows: 'accounts', group: 'custody' },
    name: both('存管余额', 'Balance at the custodian'),
    definition: both(
      '当日关账时，存管科目的余额合计。',
      'What stood on the accounts of the custodian when the day was closed.',
    ),
  },
  clearing_balance: {
    ...{ unit: 'money', rows: 'accounts', group: 'custody' },
    name: both('支付通道在途', 'On its way through payment rails'),
    definition: both(
      '已记入客户账户、支付机构尚未结算到存管行的金额；为负表示尚待付出。',
      'Credited to clients and not yet settled into custody; negative where it has still to go out.',
    ),
  },
  client_money: {
    ...{ unit: 'money', rows: 'accounts', group: 'custody' },
    name: both('客户资金', 'Client money'),
    definition: both(
      '出借人、借款人、合作机构现金，募集与还款过渡户，保证金、风险准备金、待认领款和代扣税款的余额合计。',
      'Cash of lenders, borrowers and partners, money in funding and repayment, deposits, reserves, unmatched receipts and withheld tax.',
    ),
  },
  platform_money: {
    ...{ unit: 'money', rows: 'accounts', group: 'custody' },
    name: both('平台自有资金', 'Money of the platform'),
    definition: both(
      '平台收取的费用和自有资金的余额合计。存管余额加在途，等于客户资金加平台自有资金。',
      'Fees earned and own funds. Custody and clearing together equal client money and this.',
    ),
  },
  breaks_found: {
    ...{ unit: 'count', rows: 'breaks', group: 'custody' },
    name: both('对账差异', 'Breaks found'),
    definition: both(
      '账本与存管行、支付机构对账时，当日发现的差异笔数，已说明的也计入。',
      'Differences between the book and the rails that were found on the day, explained ones included.',
    ),
  },
  money_in: {
    ...{ unit: 'money', rows: 'transfers', group: 'flows' },
    name: both('当日入金', 'Money in'),
    definition: both(
      '当日经存管或支付通道记入客户账户的金额。',
      'Booked on the day from custody and rails to accounts of clients.',
    ),
  },
  money_out: {
    ...{ unit: 'money', rows: 'transfers', group: 'flows' },
    name: both('当日出金', 'Money out'),
    definition: both(
      '当日由客户账户经存管或支付通道付出的金额。',
      'Booked on the day from accounts of clients to custody and rails.',
    ),
  },
  disbursed: {
    ...{ unit: 'money', rows: 'transfers', group: 'flows' },
    name: both('当日放款', 'Lent'),
    definition: both(
      '当日由募集过渡户放给借款人的金额。',
      'Paid out on the day from funding to borrowers.',
    ),
  },
  repaid: {
    ...{ unit: 'money', rows: 'transfers', group: 'flows' },
    name: both('当日还款', 'Repaid'),
    definition: both(
      '当日借款人或代付人为借款付出的还款，减去当日被撤回的。',
      'Repayments taken on the day from borrowers or those who pay for them, less those taken back.',
    ),
  },
  loans_funding: {
    ...{ unit: 'count', rows: 'loans', group: 'loans' },
    name: both('募集中的标的', 'Open listings'),
    definition: both(
      '当日关账时已公布、尚未满标的标的笔数。',
      'Listings that were published and not yet full when the day was closed.',
    ),
  },
  loans_open: {
    ...{ unit: 'count', rows: 'loans', group: 'loans' },
    name: both('账上有本金的借款', 'Loans with principal on the book'),
    definition: both(
      '当日关账时账本上仍有待还本金的借款笔数；已核销的不计。',
      'Loans with principal on their accounts when the day was closed; written-off ones have none.',
    ),
  },
  principal_outstanding: {
    ...{ unit: 'money', rows: 'loans', group: 'loans' },
    name: both('账上待还本金', 'Principal on the book'),
    definition: both(
      '当日关账时全部借款账户上的待还本金合计，可与公布的借贷余额核对；事后补记前日的账，公布数会重述。',
      'What stood on the principal accounts of all loans when the day was closed, to be held against the balance that was published; what is booked later for an earlier day is a restatement there.',
    ),
  },
} as const satisfies Readonly<Record<string, IndicatorDefinition>>;

export type IndicatorId = keyof typeof SUPERVISED_INDICATORS;

export const INDICATOR_IDS = Object.keys(SUPERVISED_INDICATORS) as readonly IndicatorId[];

/** Of which loans a sample is drawn. */
export const SAMPLE_POPULATIONS = ['disbursed', 'open'] as const;
export type SamplePopulation = (typeof SAMPLE_POPULATIONS)[number];

function both(chinese: string, english: string): Label {
  return { 'zh-CN': chinese, en: english };
}
