// The words of refusals of money and the ledger, of cases and of the calculator, exactly as the glossary gives them (8.12, 8.13, 8.14).
import type { Language } from './language.ts';

export const REFUSAL_WORDS_MONEY = {
  // 8.12 Money in and out, ledger, day close
  exceeds_available: {
    'zh-CN': '可提现金额为{available}。',
    en: 'You can withdraw up to {available}.',
  },
  withdrawal_limit: {
    'zh-CN': '超过单日提现限额{limit}。',
    en: 'This exceeds the daily limit of {limit}.',
  },
  card_not_verified: {
    'zh-CN': '请先绑定并验证本人银行卡。',
    en: 'Please verify your own bank card first.',
  },
  card_not_own: {
    'zh-CN': '只能提现至本人银行卡。',
    en: 'You can withdraw only to a card in your own name.',
  },
  safety_period: {
    'zh-CN': '您刚更改过{item}，为保障资金安全，{until}前不能提现。',
    en: 'You changed your {item}. For your protection no withdrawal can leave before {until}.',
  },
  signature_wrong: {
    'zh-CN': '签名校验未通过，消息未受理。',
    en: 'The signature is wrong. The message was not taken.',
  },
  payer_differs: {
    'zh-CN': '付款账户户名与实名信息不一致，款项将原路退回。',
    en: 'The paying account is not in your name. The money will be sent back.',
  },
  balance_would_be_negative: {
    'zh-CN': '账户余额不足，未入账。',
    en: 'The account would go negative. Nothing was posted.',
  },
  sides_mixed: {
    'zh-CN': '资金侧与债务侧账户不能互记。',
    en: 'Money side and debt side cannot meet in one transfer.',
  },
  classes_mixed: {
    'zh-CN': '不同类别的客户资金不得直接划转。',
    en: 'Money of different classes may not move directly.',
  },
  currencies_mixed: { 'zh-CN': '币种不同，不能入账。', en: 'The currencies differ.' },
  account_kind_unknown: {
    'zh-CN': '没有这种账户，也不允许设立资金池。',
    en: 'There is no such kind of account, and no fund pool can be opened.',
  },
  transfer_not_pending: {
    'zh-CN': '该笔流水已入账或已作废。',
    en: 'This transfer is no longer pending.',
  },
  already_reversed: { 'zh-CN': '该笔流水已冲正。', en: 'This transfer is already reversed.' },
  day_closed: {
    'zh-CN': '{day}已日结，不能再记入该日。',
    en: '{day} is closed. Nothing can be booked on it.',
  },
  previous_day_open: { 'zh-CN': '请先完成{day}的日结。', en: '{day} has to be closed first.' },
  break_open: {
    'zh-CN': '仍有{count}笔对账差异未说明，不能日结。',
    en: '{count} breaks are not explained, so the day cannot close.',
  },
  end_of_day_unfinished: {
    'zh-CN': '日终处理尚未完成：{steps}',
    en: 'End of day is not finished: {steps}',
  },
  // 8.13 Cases and disclosure
  not_case_owner: { 'zh-CN': '该事项由{owner}承办。', en: '{owner} is working on this case.' },
  step_skipped: { 'zh-CN': '请先完成“{step}”。', en: 'Please finish "{step}" first.' },
  feedback_missing: {
    'zh-CN': '投诉须答复客户后方可办结。',
    en: 'A complaint can be closed only after the client has been answered.',
  },
  figure_not_editable: {
    'zh-CN': '披露数据由账本生成，不能手工修改；如有差错，请办理更正。',
    en: 'Figures come from the ledger and cannot be typed in. Use a restatement.',
  },
  text_not_approved: {
    'zh-CN': '对外文案须经合规审批后发布。',
    en: 'Public text has to be approved before it appears.',
  },
  // 8.14 Calculator
  no_solution: { 'zh-CN': '该现金流没有对应的利率。', en: 'No rate fits these cash flows.' },
  several_solutions: {
    'zh-CN': '该现金流对应多个利率：{values}',
    en: 'Several rates fit these cash flows: {values}',
  },
  unknown_function: { 'zh-CN': '不支持的函数：{name}', en: 'Unknown function: {name}' },
  unknown_convention: { 'zh-CN': '不支持的口径：{name}', en: 'Unknown convention: {name}' },
  days_out_of_order: { 'zh-CN': '结束日早于起始日。', en: 'The end is before the start.' },
  number_too_large: {
    'zh-CN': '数值超出可精确计算的范围。',
    en: 'The number is too large to be exact.',
  },
} satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>;
