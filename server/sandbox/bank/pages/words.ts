// What the bank's pages say, in both languages.
import type { Language } from '@mutua/contract/words/language.ts';

type Words = Readonly<Record<Language, string>>;

export const BANK_WORDS = {
  bank: { 'zh-CN': '沙箱存管银行', en: 'Sandbox bank' },
  sandboxNote: {
    'zh-CN': '演示环境，不涉及真实资金',
    en: 'A sandbox: no real money is moved here',
  },
  otherLanguage: { 'zh-CN': 'English', en: '中文' },
  back: { 'zh-CN': '返回平台', en: 'Back to the platform' },
  manage: { 'zh-CN': '管理我的授权', en: 'Manage my mandates' },
  account: { 'zh-CN': '存管账户', en: 'Custody account' },
  owner: { 'zh-CN': '户名', en: 'Owner' },
  amount: { 'zh-CN': '金额', en: 'Amount' },
  payee: { 'zh-CN': '收款方', en: 'To' },
  purpose: { 'zh-CN': '平台说明', en: 'The platform says' },
  number: { 'zh-CN': '指令号', en: 'Instruction' },
  loan: { 'zh-CN': '借款编号', en: 'Loan' },
  until: { 'zh-CN': '有效期至', en: 'Valid until' },
  password: { 'zh-CN': '交易密码', en: 'Payment password' },
  passwordAgain: { 'zh-CN': '再次输入交易密码', en: 'Payment password again' },
  passwordNote: {
    'zh-CN': '至少6位。交易密码只有您本人和银行知道，平台无法获知。',
    en: 'At least 6 characters. Only you and the bank know it; the platform never does.',
  },
  card: { 'zh-CN': '本人银行卡号', en: 'Number of your own bank card' },
  holderName: { 'zh-CN': '持卡人姓名', en: 'Name on the card' },
  confirm: { 'zh-CN': '确认', en: 'Confirm' },
  decline: { 'zh-CN': '拒绝', en: 'Decline' },
  revoke: { 'zh-CN': '撤销授权', en: 'Revoke' },
  signIn: { 'zh-CN': '查看', en: 'Show' },
  setUpTitle: { 'zh-CN': '开立存管账户', en: 'Open your custody account' },
  setUpDone: { 'zh-CN': '存管账户已开立。', en: 'Your custody account is open.' },
  cardDiffers: {
    'zh-CN': '银行卡户名与您的姓名不一致，暂不能提现。',
    en: 'The card is not in your name, so no withdrawal can be paid to it.',
  },
  topUpTitle: { 'zh-CN': '确认充值', en: 'Confirm your top-up' },
  topUpFrom: { 'zh-CN': '付款卡', en: 'From card' },
  freezeTitle: { 'zh-CN': '授权冻结出借资金', en: 'Authorise a freeze for a bid' },
  freezeNote: {
    'zh-CN': '资金仍在您的账户中，仅可划转给所列收款方或解冻退回。',
    en: 'The money stays in your account. It can only go to the payee named here, or be released to you.',
  },
  distributeTitle: { 'zh-CN': '授权还款', en: 'Authorise a repayment' },
  distributePayee: { 'zh-CN': '该笔借款的出借人', en: 'The lenders of the loan' },
  fees: { 'zh-CN': '其中费用', en: 'Of it, fees' },
  withdrawTitle: { 'zh-CN': '确认提现', en: 'Confirm your withdrawal' },
  withdrawPayee: { 'zh-CN': '本人银行卡，尾号', en: 'Your own bank card ending in' },
  mandateTitle: { 'zh-CN': '授权委托', en: 'Grant a mandate' },
  mandateNote: {
    'zh-CN': '在下列限额和期限内，平台可代您发出指令，无需逐笔确认。您可随时撤销。',
    en: 'Within these limits the platform may instruct without asking you each time. You can revoke it at any time.',
  },
  scope: { 'zh-CN': '授权范围', en: 'For' },
  scopeBid: { 'zh-CN': '手动投标', en: 'Bids made by hand' },
  scopeAutoBid: { 'zh-CN': '自动投标', en: 'Automatic bids' },
  scopeRepayment: { 'zh-CN': '自动还款', en: 'Automatic repayment' },
  scopeFees: { 'zh-CN': '缴纳费用', en: 'Fees' },
  scopeReserve: { 'zh-CN': '缴存与动用风险准备金', en: 'Payments into and out of a risk reserve' },
  cap: { 'zh-CN': '累计限额', en: 'In all at most' },
  perInstructionCap: { 'zh-CN': '单笔限额', en: 'Each time at most' },
  used: { 'zh-CN': '已使用', en: 'Used so far' },
  expiresDay: { 'zh-CN': '有效期至', en: 'Through' },
  done_credited: { 'zh-CN': '充值成功。', en: 'The money is in your account.' },
  done_failed: {
    'zh-CN': '充值未成功，未扣款。',
    en: 'The top-up did not succeed. Nothing was taken.',
  },
  done_reversed: { 'zh-CN': '该笔充值已冲正。', en: 'This top-up was reversed.' },
  done_expired: {
    'zh-CN': '已超过有效期，请返回平台重新发起。',
    en: 'The time is over. Please start again on the platform.',
  },
  done_authorised: { 'zh-CN': '您已授权。', en: 'You have authorised it.' },
  done_used: {
    'zh-CN': '您已授权，银行已办理。',
    en: 'You have authorised it, and the bank has done it.',
  },
  done_declined: { 'zh-CN': '您已拒绝，资金没有变动。', en: 'You have declined. No money moved.' },
  done_granted: { 'zh-CN': '授权委托已生效。', en: 'The mandate holds from now on.' },
  done_revoked: { 'zh-CN': '授权委托已撤销。', en: 'The mandate is revoked.' },
  passwordWrong: {
    'zh-CN': '交易密码不正确，请重试。',
    en: 'The payment password is not right. Please try again.',
  },
  passwordLocked: {
    'zh-CN': '交易密码已连续输错5次，请15分钟后再试。',
    en: 'The payment password was wrong five times. Please try again in 15 minutes.',
  },
  passwordShort: {
    'zh-CN': '交易密码须为6至64位。',
    en: 'The payment password has 6 to 64 characters.',
  },
  passwordsDiffer: {
    'zh-CN': '两次输入的交易密码不一致。',
    en: 'The two passwords are not the same.',
  },
  cardWrong: {
    'zh-CN': '请填写12至19位银行卡号。',
    en: 'Please give the card number: 12 to 19 figures.',
  },
  holderMissing: { 'zh-CN': '请填写持卡人姓名。', en: 'Please give the name on the card.' },
  accountUnknown: {
    'zh-CN': '账号或交易密码不正确。',
    en: 'The account or the payment password is not right.',
  },
  code: { 'zh-CN': '短信验证码', en: 'Code from the text message' },
  codeTo: { 'zh-CN': '验证码已发送至', en: 'A code was sent to' },
  codeNote: {
    'zh-CN': '验证码为6位数字，10分钟内有效。仅持有本人手机者可以设置交易密码。',
    en: 'It has 6 figures and is good for 10 minutes. Only who holds your phone can set the password.',
  },
  codeSend: { 'zh-CN': '获取验证码', en: 'Send a code' },
  codeSent: { 'zh-CN': '已发送新的验证码。', en: 'A new code is on its way.' },
  codePaused: {
    'zh-CN': '验证码已发送，请一分钟后再获取。',
    en: 'A code was sent already. You can have a new one after a minute.',
  },
  codeWrong: { 'zh-CN': '验证码不正确，请重试。', en: 'The code is not right. Please try again.' },
  codeExpired: {
    'zh-CN': '验证码已失效，请重新获取。',
    en: 'The code is no longer good. Please request a new one.',
  },
  codeLocked: {
    'zh-CN': '验证码已连续输错5次，请15分钟后再试。',
    en: 'The code was wrong five times. Please try again in 15 minutes.',
  },
  phoneOpen: { 'zh-CN': '打开沙箱手机', en: 'Open the sandbox phone' },
  resetTitle: { 'zh-CN': '重置交易密码', en: 'Reset your payment password' },
  forgotten: { 'zh-CN': '忘记交易密码？', en: 'Forgotten your payment password?' },
  identityNumber: { 'zh-CN': '证件号码', en: 'Identity number' },
  newPassword: { 'zh-CN': '新交易密码', en: 'New payment password' },
  resetSent: {
    'zh-CN': '如账号与证件号码相符，验证码已发送至开户时登记的手机。',
    en: 'If account and identity number are right, a code is on its way to the phone with which the account was opened.',
  },
  resetWrong: {
    'zh-CN': '账号、证件号码或验证码不正确，或验证码已失效。',
    en: 'The account, the identity number or the code is not right, or the code is no longer good.',
  },
  resetDone: { 'zh-CN': '交易密码已重置。', en: 'Your payment password is changed.' },
  cardTitle: { 'zh-CN': '更换银行卡', en: 'Change your bank card' },
  newCard: { 'zh-CN': '新银行卡号', en: 'Number of your new bank card' },
  cardDone: { 'zh-CN': '银行卡已更换。', en: 'Your bank card is changed.' },
  phoneTitle: { 'zh-CN': '沙箱手机', en: 'Sandbox phone' },
  phoneNote: {
    'zh-CN': '沙箱没有短信网络，银行发出的短信在此查看。首次使用一个号码时设定手机PIN码。',
    en: 'The sandbox has no network of phones: what the bank sends to a number is read here. The PIN is set when a number is first used.',
  },
  mobile: { 'zh-CN': '手机号码', en: 'Mobile number' },
  pin: { 'zh-CN': '手机PIN码', en: 'PIN of the phone' },
  unlock: { 'zh-CN': '解锁', en: 'Unlock' },
  refresh: { 'zh-CN': '刷新', en: 'Look again' },
  noMessages: { 'zh-CN': '暂无短信。', en: 'There is no message.' },
  mobileWrong: { 'zh-CN': '请填写手机号码。', en: 'Please give the mobile number.' },
  pinShort: { 'zh-CN': 'PIN码须为4至6位数字。', en: 'The PIN has 4 to 6 figures.' },
  pinWrong: { 'zh-CN': 'PIN码不正确。', en: 'The PIN is not right.' },
  pinLocked: {
    'zh-CN': 'PIN码已连续输错5次，请15分钟后再试。',
    en: 'The PIN was wrong five times. Please try again in 15 minutes.',
  },
  mandatesTitle: { 'zh-CN': '我的授权委托', en: 'My mandates' },
  accountNumber: { 'zh-CN': '存管账号', en: 'Custody account number' },
  noMandates: { 'zh-CN': '目前没有授权委托。', en: 'There is no mandate at present.' },
  notFound: { 'zh-CN': '没有找到此页面。', en: 'There is no such page.' },
} as const satisfies Readonly<Record<string, Words>>;

export type BankWord = keyof typeof BANK_WORDS;

export function say(word: BankWord, language: Language): string {
  return BANK_WORDS[word][language];
}
