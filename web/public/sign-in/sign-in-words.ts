// The words of the sign-in page.
import { declareWords } from '../../ui/words/declare-words.ts';

export const SIGN_IN_WORDS = declareWords('public.sign-in', {
  title: ['登录', 'Sign in'],
  slogan: [
    '钱从谁来，到谁去，每一笔都对得上。',
    'Whose money goes to whom, and every cent adds up.',
  ],
  what: [
    '互信是信息中介：核实借款人，评定风险，撮合，记账，披露。钱在存管银行，按您的授权走。我们不放贷、不担保、不设资金池，出借有可能损失本金。',
    'Mutua is an information intermediary: it checks borrowers, grades risks, matches, keeps the books and discloses. The money lies at the custodian bank and moves as you authorise. We never lend, guarantee or pool; lenders may lose principal.',
  ],
  name: ['用户名', 'Name'],
  password: ['密码', 'Password'],
  act: ['登录', 'Sign in'],
  whyName: ['请填写用户名。', 'Enter your name.'],
  whyPassword: ['请填写密码。', 'Enter your password.'],
  failed: ['没有得到回答，请稍后再试。', 'Nothing answered. Please try again later.'],
  promise: [
    '工作人员不会向您要密码或验证码。提现只到您本人名下的银行卡。',
    'Our staff never ask for passwords or codes. Withdrawals go to your own bank card only.',
  ],
  noAccount: ['还没有账户？', 'No account yet?'],
  openLender: ['开出借账户', 'Open a lender’s account'],
  openBorrower: ['我要借款', 'I want to borrow'],
  demo: ['演示账户', 'Demo accounts'],
  demoNote: ['只在演示模式出现，点一下即进入', 'In demo mode only; one click signs in'],
  demoWaits: ['正在准备演示账户……', 'The demo accounts are being prepared…'],
  demoAll: ['其他演示账户', 'Other demo accounts'],
  lender: ['出借人', 'Lender'],
  borrower: ['借款人', 'Borrower'],
  partner: ['合作机构', 'Partner'],
  staff: ['工作人员', 'Staff'],
  regulator: ['监管查看', 'Regulator'],
  auditor: ['审计查看', 'Auditor'],
});
