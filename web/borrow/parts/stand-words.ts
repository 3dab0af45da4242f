// What comes next on a loan, in words for its borrower.
import { declareWords } from '../../ui/words/declare-words.ts';

export const STAND_WORDS = declareWords('borrow.stand', {
  accept_terms: ['请确认批准的借款条件', 'Please look at the approved terms and accept them'],
  accept_reschedule: ['请确认新的还款安排', 'A new plan is proposed; please look at it'],
  request_mandate: ['请在银行授权还款', 'Please authorise the repayments at the bank'],
  sign_contract: ['请签署合同', 'Please sign the contract'],
  repay: ['有到期应还的款项', 'Something is due'],
  wait_check: ['正在核实资料', 'What you said is being checked'],
  wait_decision: ['正在审批', 'The decision is being made'],
  wait_listing: ['条件已确认，等待发布标的', 'Accepted; the listing is being prepared'],
  wait_funding: ['正在募集', 'Lenders are bidding'],
  wait_payout: ['等待银行放款', 'The bank is paying out'],
  wait_due: ['按期还款即可', 'On track; the next payment is collected on its day'],
  ended: ['已结束', 'Ended'],
});
