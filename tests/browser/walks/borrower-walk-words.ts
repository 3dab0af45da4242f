// The words by which a borrower's walk finds its way through the pages, in both languages, and what is typed on it.

export const CHINESE_WORDS = {
  quote: { borrow: '我要借款', sixMonths: '6 个月', start: '开始申请' },
  start: { threeSteps: '三个准备步骤', signIn: '已有账户，登录', fillIn: '开始填写申请' },
  form: {
    ...{ next: '保存，下一步', missing: '此项必填' },
    ...{ amount: '借款金额', term: '借款期限', home: '居住状况' },
    ...{ income: '月收入', months: '现工作月数', industry: '行业' },
    ...{ occupation: '职业', source: '还款来源' },
    ...{ payments: '每月偿债支出', elsewhere: '在其他平台的借款余额' },
    ...{ summary: '您填写的内容', cost: '这笔借款的成本' },
    creditConsent: '我同意平台向征信机构查询',
    truthConsent: '我确认以上内容属实',
    send: /^提交申请/,
  },
  documents: ['身份证件', '收入证明', '征信报告'],
  typed: { occupation: '软件工程师', source: '工资收入' },
  interview: {
    ...{ toBook: '请预约面审', book: '确认预约', needTime: '请选择一个时段' },
    ...{ branch: '到网点面审', move: '改约', moveNow: '确认改约' },
    ...{ fixed: '时间已不能再改。', held: '面审已完成' },
  },
  terms: {
    ...{ decided: '由另一名工作人员作决定', listed: '工作人员正在编制标的' },
    ...{ accept: /^接受条件/, sign: /^签署合同并放款/, schedule: '还款计划' },
  },
  bank: { authorise: '去银行授权', confirm: '在银行页面确认' },
  repay: {
    ...{ early: '提前还款', inPart: '还一部分', principal: '提前归还的本金' },
    ...{ payPart: /^提前还款 /, payOff: /^提前结清 /, topUp: /^充值 / },
    ...{ sent: '还款已提交银行', back: '回到这笔借款', wasInPart: '部分提前还款' },
    closed: '这笔借款已经结清，不再欠任何款项。',
  },
};

export type BorrowerWords = typeof CHINESE_WORDS;

export const ENGLISH_WORDS: BorrowerWords = {
  quote: { borrow: 'I want to borrow', sixMonths: '6 mo', start: 'Start an application' },
  start: {
    ...{ threeSteps: 'Three steps before', signIn: 'I have an account: sign in' },
    fillIn: 'Fill in the application',
  },
  form: {
    ...{ next: 'Save and go on', missing: 'This is needed' },
    ...{ amount: 'Loan amount', term: 'Term', home: 'Home' },
    ...{ income: 'Income a month', months: 'Months in the present work', industry: 'Industry' },
    ...{ occupation: 'Occupation', source: 'Source of repayment' },
    ...{ payments: 'Payments on debts a month', elsewhere: 'Debts on other platforms' },
    ...{ summary: 'What you filled in', cost: 'What this loan costs' },
    creditConsent: 'I agree that the platform asks the credit bureau about me',
    truthConsent: 'I confirm that all of this is true',
    send: /^Send the application for/,
  },
  documents: ['Identity document', 'Proof of income', 'Credit report'],
  typed: { occupation: 'Software engineer', source: 'My salary' },
  interview: {
    ...{ toBook: 'Please book an interview', book: 'Book this time' },
    ...{ needTime: 'Please choose a time', branch: 'At our branch' },
    ...{ move: 'Change the time', moveNow: 'Take this time instead' },
    ...{ fixed: 'The time can no longer be changed.', held: 'Your interview was held' },
  },
  terms: {
    ...{ decided: 'another person decides', listed: 'the listing is being prepared' },
    ...{ accept: /^Accept the terms/, sign: /^Sign the contract and have paid out/ },
    schedule: 'Schedule',
  },
  bank: { authorise: 'Authorise at the bank', confirm: 'Confirm on the bank’s page' },
  repay: {
    ...{ early: 'Repay early', inPart: 'In part', principal: 'Principal to repay early' },
    ...{ payPart: /^Repay early /, payOff: /^Repay in full: /, topUp: /^Top up / },
    sent: 'The repayment was sent to the bank',
    ...{ back: 'Back to the loan', wasInPart: 'Early, in part' },
    closed: 'This loan is repaid; nothing is owed any more.',
  },
};
