// The words of the registration.
import { declareWords } from '../../ui/words/declare-words.ts';

export const REGISTER_WORDS = declareWords('public.register', {
  title: ['开户', 'Open an account'],
  lead: ['先登记身份，下一步由身份核验机构核对。', 'First who you are; next it is verified.'],
  role: ['您要', 'You want to'],
  lender: ['出借', 'Lend'],
  borrower: ['借款', 'Borrow'],
  kind: ['您是', 'You are'],
  person: ['个人', 'A person'],
  organisation: ['机构', 'An organisation'],
  name: ['姓名', 'Name'],
  nameHint: ['与身份证件一致', 'As on the identity document'],
  organisationName: ['机构名称', 'Name of the organisation'],
  number: ['身份证号', 'Identity number'],
  creditCode: ['统一社会信用代码', 'Unified social credit code'],
  mobile: ['手机号', 'Mobile'],
  region: ['所在地区', 'Region'],
  choose: ['请选择', 'Choose'],
  representative: ['法定代表人姓名', 'Legal representative'],
  representativeNumber: ['法定代表人身份证号', 'Their identity number'],
  signInName: ['用户名', 'Sign-in name'],
  signInNameHint: [
    '登录时使用，不分大小写',
    'For signing in; capitals and small letters are the same',
  ],
  password: ['密码', 'Password'],
  passwordHint: [
    '至少 10 个字符，不要用容易猜到的',
    'At least 10 characters, and none that is guessed first',
  ],
  consent: [
    '我已阅读并同意《用户服务协议》和《个人信息处理授权书》。',
    'I have read and agree to the service agreement and to the use of my personal data.',
  ],
  act: ['登记，下一步核验身份', 'Register; next, verification'],
  missing: ['必填。', 'It is needed.'],
  whyConsent: ['请先阅读并勾选。', 'Read and tick it first.'],
  known: ['已有账户？', 'You have an account?'],
  signIn: ['登录', 'Sign in'],
  where: ['数据怎么用', 'What happens with it'],
  whereNote: [
    '姓名、证件号和手机号只用于核验身份和联系您，其他人看到的都是脱敏的；出借人之间互不可见。',
    'Name, number and mobile serve to verify you and to reach you; others see them masked, and lenders do not see each other.',
  ],
  costs: ['开户不收费。', 'Opening an account is free.'],
});
