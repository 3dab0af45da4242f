// What all towns together have to meet: every refusal code, transfer code and transition of a loan that exists so far,
// and every command; and what they cannot meet, with the reason. What comes to have a model is struck off here.
import type { RefusalCode } from '@mutua/core/kit/refusal-codes.ts';
import type { TransferCode } from '@mutua/core/ledger/transfer-codes.ts';
import type { TransitionName } from '@mutua/core/loan/life.ts';
import type { CommandKind } from '@mutua/core/rules.ts';

/** Where codes are given of which the model knows nothing. */
export const WITHOUT_MODEL: readonly (readonly [path: RegExp, reason: string])[] = [
  [/^(server|contract|web)\//, 'the edge: HTTP, sign-in, rails and what runs'],
  [
    /^core\/(rate|money|time|kit|ledger)\//,
    'arithmetic, and the law of the book, which no rule breaks',
  ],
  [/^core\/loan\/(schedule|peer)\/|^core\/loan\/quote/, 'calculators of schedules'],
  [/^core\/loan\/repay\/(penalty|repayment-life)/, 'calculators of what lateness costs'],
];

const SURVEY = 'what clients answer in the survey changes nothing that the model tells';

const INTERVIEWS = 'no product of the towns asks for an interview, and none of their staff does';

/** Of the rooms that have a model. */
export const REFUSALS_NOT_MET: Readonly<Partial<Record<RefusalCode, string>>> = {
  cancel_too_late: 'no pack gives lenders a reflection period',
  payee_differs: 'the custodian never gives a borrower another account',
  contract_check_failed: 'the tariffs of the town have only fees that can be taken',
  custodian_refused:
    'the word that stands for a missing reason of the custodian, and no refusal of a rule',
  channel_suspended: 'promoters are not there yet',
  reschedule_changes_total: 'a plan of the platform keeps the principal: the word is a guard',
  number_too_large: 'nobody in the town has so much',
  interview_missing: INTERVIEWS,
  interview_slot_taken: INTERVIEWS,
  interview_fixed: INTERVIEWS,
  interview_not_due: INTERVIEWS,
  nothing_paid_out: SURVEY,
  survey_answered: SURVEY,
};

const SALES = 'claims are not sold yet';
const OPERATOR = 'the own money of the operator has no model yet';
const TARIFFS = 'the tariffs of the town have no such fee';

export const TRANSFERS_NOT_MET: Readonly<Partial<Record<TransferCode, string>>> = {
  rail_settled: OPERATOR,
  custody_interest: OPERATOR,
  entrusted_payment: 'nobody is paid on behalf of a borrower yet',
  payer_repayment: 'nobody repays in the name of another yet',
  purchase: SALES,
  sale_proceeds: SALES,
  fee_assignment: SALES,
  fee_account_management: TARIFFS,
  fee_transaction: TARIFFS,
  fee_overdue: TARIFFS,
  fee_interest_spread: TARIFFS,
  revenue_share: OPERATOR,
  own_funds_out: OPERATOR,
  own_funds_in: OPERATOR,
  bonus: OPERATOR,
  commission: OPERATOR,
  correction_paid: OPERATOR,
  tax_withheld: 'no pack withholds a tax',
  tax_paid: 'no pack withholds a tax',
  guarantee_fee: TARIFFS,
  collection_cost: OPERATOR,
  collection_cost_recovered: OPERATOR,
  interest_capitalised: 'what is owed stays what it is in a new plan: nothing is capitalised',
};

export const TRANSITIONS_NOT_MET: Readonly<Partial<Record<TransitionName, string>>> = {};

/** Commands of rooms without a family here: by the beginning of what they ask for, or by the whole of it. */
export const COMMANDS_WITHOUT_MODEL: readonly (readonly [kind: RegExp, reason: string])[] = [
  [/(Release|Decline)CollectionCost|RecordOwnFunds/, OPERATOR],
  [/Replay|Record(ed)?Loan/, 'loans of the past are lived through by the replay'],
  [/AnswerSurvey/, SURVEY],
  [/(Book|Record)Interview/, INTERVIEWS],
];

/** Of those with a model, commands that are refused to everybody. */
export const COMMANDS_NOT_ACCEPTED: Readonly<Partial<Record<CommandKind, string>>> = {
  CancelBid: 'no pack gives lenders a reflection period',
  OpenAccount: 'accounts open by themselves, each for the one owner that the chart names',
};

export function isModelled(kind: CommandKind): boolean {
  return !COMMANDS_WITHOUT_MODEL.some(([outside]) => outside.test(kind));
}
