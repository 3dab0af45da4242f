// The words of refusals everywhere, and of people, exactly as the glossary gives them (8.1, 8.2).
import type { Language } from './language.ts';

export const REFUSAL_WORDS_PEOPLE = {
  // 8.1 Everywhere
  invalid_input: { 'zh-CN': '“{field}”填写有误：{detail}', en: 'Please check "{field}": {detail}' },
  not_found: {
    'zh-CN': '没有找到相关内容，请核对编号或链接。',
    en: 'Nothing was found under this number or link.',
  },
  sign_in_required: { 'zh-CN': '请先登录。', en: 'Please sign in first.' },
  not_allowed: { 'zh-CN': '您没有办理此项操作的权限。', en: 'Your role does not allow this.' },
  step_up_required: {
    'zh-CN': '为保障资金安全，请先完成身份验证。',
    en: 'Please confirm your identity to continue.',
  },
  second_factor_wrong: {
    'zh-CN': '验证未通过，请重试。',
    en: 'The confirmation did not match. Please try again.',
  },
  wrong_stage: {
    'zh-CN': '当前状态为“{state}”，不能办理此项操作。',
    en: 'This cannot be done while the status is "{state}".',
  },
  same_person: {
    'zh-CN': '经办人不能复核自己提交的事项，请交由他人复核。',
    en: 'You prepared this, so another person has to check it.',
  },
  reason_missing: { 'zh-CN': '请填写理由。', en: 'Please give a reason.' },
  evidence_missing: { 'zh-CN': '缺少材料：{items}', en: 'Still needed: {items}' },
  consent_missing: {
    'zh-CN': '请先阅读并同意《{document}》。',
    en: 'Please read and agree to "{document}" first.',
  },
  command_id_reused: {
    'zh-CN': '该指令号已用于另一笔内容不同的操作，本次未受理。',
    en: 'This command id was already used for a different request. Nothing was done.',
  },
  changed_meanwhile: {
    'zh-CN': '内容刚刚有更新，请刷新后再试。',
    en: 'This was changed a moment ago. Please reload and try again.',
  },
  forbidden_by_rule: {
    'zh-CN': '依据{clause}，此项操作不予办理。',
    en: 'Not permitted under {clause}.',
  },
  platform_as_party: {
    'zh-CN': '平台及其运营机构不得作为出借人、借款人或担保人。',
    en: 'The platform and its operator may not be lender, borrower or guarantor.',
  },
  function_switched_off: {
    'zh-CN': '此功能暂停使用，恢复时间将另行公告。',
    en: 'This function is switched off for now. We will announce when it returns.',
  },
  too_many_requests: {
    'zh-CN': '操作过于频繁，请在{seconds}秒后再试。',
    en: 'Too many attempts. Please wait {seconds} seconds.',
  },
  busy: {
    'zh-CN': '当前访问人数较多，本次请求未受理，资金没有变动，请稍后再试。',
    en: 'We are very busy. Your request was not taken and no money moved. Please try again shortly.',
  },
  training_expired: {
    'zh-CN': '您的岗位培训已过期，完成培训后方可审批。',
    en: 'Your training has expired. Complete it before you approve.',
  },
  // 8.2 People and admission
  mobile_code_wrong: { 'zh-CN': '验证码不正确。', en: 'The code is not correct.' },
  mobile_code_expired: {
    'zh-CN': '验证码已过期，请重新获取。',
    en: 'The code has expired. Please request a new one.',
  },
  mobile_not_bound: { 'zh-CN': '请先绑定手机号。', en: 'Please confirm your mobile number first.' },
  identity_not_verified: {
    'zh-CN': '请先完成实名认证。',
    en: 'Please verify your identity first.',
  },
  identity_mismatch: {
    'zh-CN': '姓名与证件号码不一致，请核对后重新提交。',
    en: 'Name and identity number do not match. Please check them.',
  },
  identity_already_used: {
    'zh-CN': '该证件已完成实名认证，请使用原账号登录。',
    en: 'This identity is already verified under another sign-in. Please use that one.',
  },
  representative_mismatch: {
    'zh-CN': '法定代表人信息与登记信息不一致。',
    en: 'The legal representative differs from the register.',
  },
  age_not_met: { 'zh-CN': '须年满{age}周岁方可办理。', en: 'You must be at least {age}.' },
  screening_hold: {
    'zh-CN': '您的申请正在核实，如有疑问请联系客服。',
    en: 'We are still checking your details. Please contact us if you have a question.',
  },
  client_frozen: {
    'zh-CN': '账户已冻结，如需解冻请联系客服。',
    en: 'Your account is frozen. Please contact us to lift it.',
  },
  sign_in_locked: {
    'zh-CN': '登录失败次数过多，账号已锁定至{until}。',
    en: 'Too many failed attempts. Sign-in is locked until {until}.',
  },
  questionnaire_missing: {
    'zh-CN': '请先完成风险测评。',
    en: 'Please complete the risk questionnaire first.',
  },
  questionnaire_expired: {
    'zh-CN': '风险测评已于{day}过期，请重新测评。',
    en: 'Your risk questionnaire expired on {day}. Please take it again.',
  },
  source_of_funds_open: {
    'zh-CN': '请先补充资金来源证明，核实后即可继续。',
    en: 'Please show where the money comes from. You can go on once it is accepted.',
  },
  lender_not_qualified: {
    'zh-CN': '此标的仅面向符合以下条件的出借人：{conditions}',
    en: 'This listing is open only to lenders who meet: {conditions}',
  },
  education_missing: {
    'zh-CN': '请先完成风险知识学习。',
    en: 'Please complete the short course on risk first.',
  },
  nothing_paid_out: {
    'zh-CN': '您还没有已放款的借款或债权，有了之后即可参与满意度调查。',
    en: 'Nothing has been paid out to you or lent by you yet. Once it has, you can take part in the survey.',
  },
  survey_answered: {
    'zh-CN': '您本季度已参与满意度调查，{day}起可再次填写。',
    en: 'You have taken part in the survey this quarter. You can do so again from {day}.',
  },
} satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>;
