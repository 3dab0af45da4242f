// The words of the page before an application.
import { declareWords } from '../../ui/words/declare-words.ts';

export const START_WORDS = declareWords('borrow.start', {
  title: ['开始申请借款', 'Start an application'],
  lead: [
    '先看需要什么，再做三件事：注册、核验身份、在存管银行开户。做过的不用再做。',
    'See what is needed, then three things: register, have your identity verified, open an account at the custodian bank. What is done stays done.',
  ],
  needs: ['需要准备', 'What is needed'],
  needIdentity: ['身份证号码和本人姓名', 'Your name and identity number'],
  needIncome: ['收入和工作情况，以及能证明它的材料', 'Income and work, and papers that prove them'],
  needDebts: ['现有负债，包括在其他平台的借款', 'What you owe, on other platforms too'],
  needCard: [
    '本人的银行卡，放款和还款都走它',
    'A bank card of your own: payout and repayments use it',
  ],
  needTime: [
    '填写大约要十分钟，随时可以停下，换设备接着填。',
    'It takes about ten minutes. Stop whenever you like and go on from any device.',
  ],
  steps: ['三个准备步骤', 'Three steps before'],
  register: ['注册', 'Register'],
  verify_identity: ['核验身份', 'Verify your identity'],
  open_custody_account: ['开立存管账户', 'Open a custody account'],
  registerWhy: [
    '告诉我们您是谁，设一个登录名和密码。',
    'Say who you are, and choose a name and a password.',
  ],
  verifyWhy: [
    '身份核验机构只回答姓名和号码是否一致。',
    'The identity source says whether name and number belong together, and nothing else.',
  ],
  accountWhy: [
    '账户开在银行、在您自己名下；平台碰不到里面的钱。',
    'The account is at the bank in your own name; the platform cannot touch its money.',
  ],
  done: ['已完成', 'Done'],
  now: ['现在办', 'Now'],
  later: ['之后办', 'Later'],
  doRegister: ['注册并开始', 'Register and start'],
  signIn: ['已有账户，登录', 'I have an account: sign in'],
  doVerify: ['核验身份', 'Verify my identity'],
  doAccount: ['去银行开户', 'Open the account at the bank'],
  apply: ['开始填写申请', 'Fill in the application'],
  held: ['核验已提交，工作人员会先看一下。', 'Submitted; somebody will look at it first.'],
  notBorrower: [
    '当前登录的账户没有借款人身份。请退出后以借款人身份注册。',
    'The account that has signed in is no borrower’s. Please sign out and register as a borrower.',
  ],
  after: ['之后会怎样', 'What happens then'],
  afterCheck: [
    '核实与审批：资料由专人核实，决定须两人作出。',
    'Check and decision: what you stated is verified, and two persons decide.',
  ],
  afterFund: [
    '募集：出借人投标，满标后您在银行授权还款并签合同。',
    'Funding: lenders bid; when it is full you authorise repayments at the bank and sign.',
  ],
  afterPay: [
    '放款：银行把全部本金打给您，一分不扣。',
    'Payout: the bank pays you the whole principal; nothing is deducted.',
  ],
});
