// The words of the card by which a client answers the survey of satisfaction.
import { declareWords } from '../words/declare-words.ts';

export const SURVEY_WORDS = declareWords('ui.survey', {
  title: ['您对平台满意吗', 'How satisfied are you with us?'],
  note: ['每季度一次，只公布汇总数', 'Once a quarter; only sums are published'],
  asLender: ['作为出借人，您对平台', 'As a lender, I am'],
  asBorrower: ['作为借款人，您对平台', 'As a borrower, I am'],
  comment: ['想说的话（可不填）', 'Anything you would like to say (optional)'],
  commentHint: [
    '只有客服和合规人员能看到，且不显示您是谁。',
    'Read by service and compliance alone, without your name.',
  ],
  send: ['提交', 'Send'],
  thanks: ['谢谢，已收到您本季度的评价：', 'Thank you. Your answer for this quarter:'],
  said: ['您还写道：', 'You also wrote:'],
  next: ['下次可填写：', 'You can answer again from'],
});
