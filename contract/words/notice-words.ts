// The words of every notice in both languages: a title, and one or two sentences with what to do next.
//
// `{name}` stands for the figure of that name. What stands in brackets is left out where a figure in it is nothing.
import type { NoticeKind } from '@mutua/core/notice/notice.ts';
import type { Language } from './language.ts';
import { CORRECTION_NOTICE_WORDS } from './notice-words-correction.ts';
import { INTERVIEW_NOTICE_WORDS } from './notice-words-interview.ts';
import { PARTNER_NOTICE_WORDS } from './notice-words-partner.ts';

type Words = Readonly<Record<Language, string>>;

export interface NoticeWords {
  readonly title: Words;
  readonly text: Words;
}

function words(
  chinese: readonly [string, string],
  english: readonly [string, string],
): NoticeWords {
  return {
    title: { 'zh-CN': chinese[0], en: english[0] },
    text: { 'zh-CN': chinese[1], en: english[1] },
  };
}

export const NOTICE_WORDS: Readonly<Record<NoticeKind, NoticeWords>> = {
  loan_approved: words(
    ['借款已获批', '您的借款申请已获批，金额{amount}。请在{day}前（含当日）确认借款条件。'],
    ['Loan approved', 'Your loan of {amount} is approved. Please accept its terms by {day}.'],
  ),
  loan_rejected: words(
    ['借款申请未通过', '您的借款申请未通过，原因可在借款详情中查看。'],
    ['Loan not approved', 'Your loan was not approved. You find the reason with the loan.'],
  ),
  loan_listed: words(
    ['标的已发布', '您的{amount}借款已发布为标的，开放募集后即可接受投标。'],
    ['Listing published', 'Your loan of {amount} is listed. Bids are taken once funding opens.'],
  ),
  loan_funded: words(
    ['已满标', '您的{amount}借款已满标。请尽快签署合同，签署后由存管银行放款。'],
    [
      'Fully funded',
      'Your loan of {amount} is fully funded. Please sign the contract soon; the custodian then pays it out.',
    ],
  ),
  funding_failed: words(
    ['未满标', '您的{amount}借款在募集期内未满标，已投资金退回出借人。您可以重新申请。'],
    [
      'Not fully funded',
      'Your loan of {amount} was not fully funded in time, and all bids were returned. You may apply again.',
    ],
  ),
  loan_withdrawn: words(
    ['借款已撤回', '您的借款已撤回，原因：{reason}。'],
    ['Loan withdrawn', 'Your loan was withdrawn: {reason}.'],
  ),
  loan_disbursed: words(
    ['已放款', '{amount}借款已放款至您的存管账户，首个还款日为{day}，请届时备足资金。'],
    [
      'Loan paid out',
      'Your loan of {amount} is in your custody account. The first due day is {day}; please have the money there by then.',
    ],
  ),
  repayment_due: words(
    ['还款提醒', '您的借款应于{day}还款{amount}，请在当日前将资金存入存管账户。'],
    [
      'Repayment due',
      '{amount} of your loan is due on {day}. Please have it in your custody account by then.',
    ],
  ),
  repayment_collected: words(
    [
      '还款成功',
      '已收到您的还款{amount}，其中本金{principal}、利息{interest}[、罚息{penalty}][、费用{fee}]。到期应还款项已还清。',
    ],
    [
      'Repayment received',
      '{amount} was collected: principal {principal}, interest {interest}[, penalty {penalty}][, fees {fee}]. Nothing more is due now.',
    ],
  ),
  repayment_collected_in_part: words(
    ['部分还款', '已收到您的还款{amount}，到期应还款项仍欠{remaining}，请尽快充值还款。'],
    [
      'Repayment received in part',
      '{amount} was collected; {remaining} is still due. Please top up and repay it soon.',
    ],
  ),
  repayment_not_collected: words(
    ['还款未成功', '您的借款应于{day}还款{amount}，未能扣款。请尽快充值还款，以免逾期。'],
    [
      'Repayment not collected',
      '{amount} of your loan was due on {day} and could not be collected. Please top up and repay it soon, before it is overdue.',
    ],
  ),
  repayment_returned: words(
    [
      '还款被退回',
      '存管银行未完成本次还款，资金已退回您的可用余额。[到期应还款项为{remaining}，请尽快还款。]',
    ],
    [
      'Repayment returned',
      'The custodian did not carry out the repayment; the money is available to you again.[ {remaining} is due; please repay it soon.]',
    ],
  ),
  early_repayment_made: words(
    [
      '提前还款成功',
      '已收到您的提前还款{amount}，其中本金{principal}、利息{interest}[、罚息{penalty}][、费用{fee}]。',
    ],
    [
      'Early repayment received',
      'Your early repayment of {amount} was received: principal {principal}, interest {interest}[, penalty {penalty}][, fees {fee}].',
    ],
  ),
  loan_overdue: words(
    [
      '借款已逾期',
      '您的借款应于{day}还款，已逾期{daysOverdue}，到期未还共{amount}。请立即充值还款。',
    ],
    [
      'Loan overdue',
      'Your loan was due on {day} and is {daysOverdue} overdue. {amount} is due in all. Please top up and repay it now.',
    ],
  ),
  arrears_cleared: words(
    ['欠款已还清', '您的借款到期未还款项已全部还清，借款恢复正常还款。'],
    ['Arrears cleared', 'Nothing of your loan is overdue any more. Repayment goes on as planned.'],
  ),
  loan_defaulted: words(
    [
      '借款已违约',
      '您的借款已被认定为违约[，逾期{daysOverdue}，到期未还共{amount}]。请尽快还款或与平台联系。',
    ],
    [
      'Loan in default',
      'Your loan is in default[: {daysOverdue} overdue, {amount} due in all]. Please repay it, or get in touch with us.',
    ],
  ),
  loan_accelerated: words(
    [
      '借款加速到期',
      '按合同约定，您的借款自{day}起全部到期，应还共{amount}。请尽快还款或与平台联系。',
    ],
    [
      'Loan due at once',
      'By the contract your whole loan is due from {day}: {amount} in all. Please repay it, or get in touch with us.',
    ],
  ),
  debt_waived: words(
    ['欠款已减免', '您借款的欠款已减免{amount}。'],
    ['Debt waived', '{amount} of what you owe on your loan was waived.'],
  ),
  compromise_agreed: words(
    ['已达成和解减免', '您于{day}前还清{amount}，借款即告了结。'],
    ['Compromise agreed', 'Your loan is at its end once you have paid {amount} by {day}.'],
  ),
  compromise_lapsed: words(
    ['和解减免已失效', '未按期还清{amount}，和解减免已失效，应还共{remaining}。'],
    [
      'Compromise lapsed',
      'The agreed {amount} was not paid in time, so that {remaining} is due as before.',
    ],
  ),
  reschedule_proposed: words(
    ['还款计划调整待确认', '平台为您的借款提出了新的还款计划，请查看并确认。'],
    [
      'New plan proposed',
      'A new repayment plan is proposed for your loan. Please look at it and agree.',
    ],
  ),
  loan_rescheduled: words(
    [
      '还款计划已调整',
      '您的借款已按新的还款计划执行，剩余本金{principal}，下一还款日{day}，应还{amount}。',
    ],
    [
      'New plan in force',
      'Your loan has a new plan for the principal of {principal}: {amount} is due next, on {day}.',
    ],
  ),
  loan_written_off: words(
    ['借款已核销', '您的借款已核销，欠款{amount}仍须偿还。请尽快还款或与平台联系。'],
    [
      'Loan written off',
      'Your loan was written off; the debt of {amount} is still owed. Please repay it, or get in touch with us.',
    ],
  ),
  loan_closed: words(
    ['借款已了结', '您的{amount}借款已了结：{reason}。'],
    ['Loan closed', 'Your loan of {amount} is closed: {reason}.'],
  ),

  bid_returned: words(
    ['投标资金已退回', '您的投标未成交（{reason}），{amount}已退回您的可用余额。'],
    ['Bid returned', 'Your bid came to nothing ({reason}). {amount} is available to you again.'],
  ),
  claim_made: words(
    ['债权已生效', '您投标的借款已放款，您持有债权本金{amount}[，首个还款日为{day}]。'],
    [
      'Claim made',
      'A loan that you bid on was paid out: you hold a claim of {amount}[, first due on {day}].',
    ],
  ),
  claim_paid: words(
    [
      '回款到账',
      '收到回款{amount}，其中本金{principal}、利息{interest}[、罚息{penalty}][；已扣除出借管理费{fee}]。',
    ],
    [
      'Claim payment received',
      'You received {amount}: principal {principal}, interest {interest}[, penalty {penalty}][; a fee of {fee} was taken].',
    ],
  ),
  claim_paid_in_part: words(
    [
      '部分回款到账',
      '借款人部分还款，收到回款{amount}，其中本金{principal}、利息{interest}[、罚息{penalty}][；已扣除出借管理费{fee}]。其余款项收到后另行通知。',
    ],
    [
      'Claim payment received in part',
      'The borrower paid in part. You received {amount}: principal {principal}, interest {interest}[, penalty {penalty}][; a fee of {fee} was taken]. You will hear of the rest when it comes.',
    ],
  ),
  claim_paid_early: words(
    [
      '提前回款到账',
      '借款人提前还款，收到回款{amount}，其中本金{principal}、利息{interest}[、罚息{penalty}][；已扣除出借管理费{fee}]。',
    ],
    [
      'Early claim payment received',
      'The borrower repaid early. You received {amount}: principal {principal}, interest {interest}[, penalty {penalty}][; a fee of {fee} was taken].',
    ],
  ),
  claim_not_paid: words(
    ['回款未到账', '您的债权应于{day}回款，借款人尚未还款，收到后另行通知。'],
    [
      'Claim payment missing',
      'A payment on your claim was due on {day} and the borrower has not paid yet. You will hear of it when it comes.',
    ],
  ),
  claim_overdue: words(
    ['债权已逾期', '您的债权应于{day}回款，借款人已逾期{daysOverdue}，收到还款后另行通知。'],
    [
      'Claim overdue',
      'A payment on your claim was due on {day}; the borrower is {daysOverdue} overdue. You will hear of it when money comes.',
    ],
  ),
  claim_arrears_cleared: words(
    ['逾期已还清', '借款人已还清您债权的逾期款项，借款恢复正常还款。'],
    [
      'Arrears cleared',
      'The borrower has paid what was overdue on your claim. Repayment goes on as planned.',
    ],
  ),
  claim_defaulted: words(
    ['债权已违约', '您债权对应的借款已被认定为违约[，逾期{daysOverdue}]。收到还款后另行通知。'],
    [
      'Claim in default',
      'The loan of your claim is in default[, {daysOverdue} overdue]. You will hear of it when money comes.',
    ],
  ),
  claim_downgraded: words(
    ['债权风险分类下调', '您债权对应的借款风险分类已调整为{reason}。'],
    ['Claim downgraded', 'The loan of your claim is now classified as {reason}.'],
  ),
  claim_accelerated: words(
    ['债权加速到期', '您债权对应的借款自{day}起全部到期。'],
    ['Claim due at once', 'The whole loan of your claim is due from {day}.'],
  ),
  claim_debt_waived: words(
    [
      '债权对应欠款减免',
      '您债权对应的借款减免欠款共{amount}[，其中利息{interest}][、罚息{penalty}][；本金{principal}]。',
    ],
    [
      'Debt waived',
      'On the loan of your claim {amount} was waived in all[: {interest} of interest][, {penalty} of penalty][, {principal} of principal].',
    ],
  ),
  claim_compromise_agreed: words(
    ['达成和解减免', '借款人于{day}前还清{amount}，您债权对应的借款即告了结，其余不再追偿。'],
    [
      'Compromise agreed',
      'The loan of your claim is at its end once {amount} is paid by {day}; the rest is given up then.',
    ],
  ),
  claim_compromise_lapsed: words(
    ['和解减免已失效', '您债权对应的借款未按期还清{amount}，和解减免已失效，欠款不变。'],
    [
      'Compromise lapsed',
      'The agreed {amount} was not paid in time; everything is owed on the loan of your claim as before.',
    ],
  ),
  claim_rescheduled: words(
    [
      '债权还款计划已调整',
      '您债权对应的借款已按新的还款计划执行，剩余本金共{principal}，下一还款日{day}。',
    ],
    [
      'New plan in force',
      'The loan of your claim has a new plan for its principal of {principal}; the next payment is due on {day}.',
    ],
  ),
  loan_in_legal_action: words(
    ['借款已进入司法程序', '您的借款已决定通过诉讼追偿。您仍可还款，或与我们商定还款安排。'],
    [
      'Loan goes to court',
      'It was decided to claim your loan in court. You may still repay it, or agree with us how to.',
    ],
  ),
  hardship_received: words(
    ['困难申请已收到', '您的困难申请已收到。在答复之前，不会就该笔债务联系您。'],
    [
      'Request for help received',
      'Your request for help is being examined. Until it is answered nobody contacts you about the debt.',
    ],
  ),
  hardship_answered: words(
    ['困难申请已答复', '您的困难申请已答复，结果为{reason}，详情可在困难申请中查看。'],
    ['Request for help answered', 'Your request for help was answered: {reason}.'],
  ),
  claim_in_legal_action: words(
    ['债权已进入司法程序', '您债权对应的借款已决定通过诉讼追偿，追回款项将按债权份额分配给您。'],
    [
      'Claim goes to court',
      'It was decided to claim the loan in court. You get your share of whatever comes.',
    ],
  ),
  claim_written_off: words(
    ['债权已核销', '您债权对应的借款已核销，借款人仍须偿还，追回款项将按债权份额分配给您。'],
    [
      'Claim written off',
      'The loan of your claim was written off. The borrower still owes it, and you get your share of whatever comes.',
    ],
  ),
  claim_closed: words(
    [
      '债权已了结',
      '您的债权已了结，累计收到{amount}，其中本金{principal}、利息{interest}[、罚息{penalty}][；未收回本金{loss}]。',
    ],
    [
      'Claim closed',
      'Your claim is closed. You received {amount} in all: principal {principal}, interest {interest}[, penalty {penalty}][; principal of {loss} is lost].',
    ],
  ),

  ...CORRECTION_NOTICE_WORDS,
  ...INTERVIEW_NOTICE_WORDS,
  ...PARTNER_NOTICE_WORDS,
  top_up_credited: words(
    ['充值到账', '充值{amount}已到账，可以使用。'],
    ['Top-up received', 'Your top-up of {amount} has arrived and can be used.'],
  ),
  top_up_failed: words(
    ['充值未成功', '充值{amount}未成功，款项未入账。如仍需充值，请重新发起。'],
    [
      'Top-up failed',
      'Your top-up of {amount} did not go through. Please start it again if you still want it.',
    ],
  ),
  top_up_reversed: words(
    [
      '充值被冲正',
      '您的充值{amount}被银行冲正，已扣回{debited}[，尚欠{shortfall}，请尽快补足；补足前不能投标和提现]。',
    ],
    [
      'Top-up reversed',
      'The bank took back your top-up of {amount}: {debited} was taken from your cash[, and you owe {shortfall}. Please pay it in; until then you cannot bid or withdraw].',
    ],
  ),
  withdrawal_paid: words(
    ['提现成功', '提现{amount}已由存管银行付出，到账时间以收款银行为准。'],
    [
      'Withdrawal paid',
      'Your withdrawal of {amount} was paid out; when it arrives depends on your bank.',
    ],
  ),
  withdrawal_refused: words(
    ['提现未成功', '提现{amount}未成功，资金已退回您的可用余额。'],
    [
      'Withdrawal refused',
      'Your withdrawal of {amount} was not carried out; the money is available to you again.',
    ],
  ),
  withdrawal_bounced: words(
    [
      '提现被退回',
      '提现{amount}被收款银行退回，资金连同已收取的费用已退回您的可用余额。请核对银行卡后重新提现。',
    ],
    [
      'Withdrawal returned',
      'Your bank sent back your withdrawal of {amount}; the money, and any fee taken with it, is available to you again. Please check your card and withdraw again.',
    ],
  ),
};
