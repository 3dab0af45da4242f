// What a new lender reads on the way to a first repayment, and what the fields are called, in both languages.

type Said =
  | 'register'
  | 'howItWorks'
  | 'readIt'
  | 'name'
  | 'identityNumber'
  | 'mobile'
  | 'region'
  | 'signInName'
  | 'password'
  | 'submit'
  | 'amount'
  | 'receipt'
  | 'toPath';

export interface LenderWords extends Readonly<Record<Said, string>> {
  readonly question: (number: number, count: number) => string;
  /** The edition of the risks, as it stands beside what is confirmed. */
  readonly edition: (number: string) => string;
}

export const CHINESE: LenderWords = {
  register: '开户',
  howItWorks: '怎么运作，钱在哪里，有什么风险',
  readIt: '读完了，去注册',
  name: '姓名',
  identityNumber: '身份证号',
  mobile: '手机号',
  region: '所在地区',
  signInName: '用户名',
  password: '密码',
  submit: '登记，下一步核验身份',
  amount: '金额',
  receipt: '投标已受理',
  toPath: '回到出借六步',
  question: (number, count) => `第 ${number} / ${count} 题`,
  edition: (number) => `（第 ${number} 版）`,
};

export const ENGLISH: LenderWords = {
  register: 'Register',
  howItWorks: 'How it works, where the money is, and the risks',
  readIt: 'I have read it: register',
  name: 'Name',
  identityNumber: 'Identity number',
  mobile: 'Mobile',
  region: 'Region',
  signInName: 'Sign-in name',
  password: 'Password',
  submit: 'Register; next, verification',
  amount: 'Amount',
  receipt: 'Your bid is accepted',
  toPath: 'Back to the six steps',
  question: (number, count) => `Question ${number} of ${count}`,
  edition: (number) => `(edition ${number})`,
};
