// Transfer codes: the business reasons for which money or debt may move, and between which kinds of account.
//
// Numbers and names never change once used (glossary 7). A pair that stands under no code cannot be booked,
// so the classes of client money never mix: nothing leads from one lender's cash to another's.
import { type AccountKind, CASH_KINDS } from './chart.ts';

/** From which kinds to which: every debit kind with every credit kind. */
export interface CodePair {
  readonly debit: readonly AccountKind[];
  readonly credit: readonly AccountKind[];
}

export interface CodeRow {
  readonly number: number;
  readonly pairs: readonly CodePair[];
  /** Whether it may first be pending, as a hold. */
  readonly mayBePending: boolean;
}

export type TransferCode = keyof typeof ROWS;

/** Those who may hold claims: lenders, and guarantors by subrogation. */
const HOLDER_CASH: readonly AccountKind[] = ['lender_cash', 'partner_cash'];
const BORROWER_OR_REPAYMENT: readonly AccountKind[] = ['borrower_cash', 'loan_repayment'];
const COMPONENT_ACCOUNTS: readonly AccountKind[] = [
  'loan_principal',
  'loan_interest',
  'loan_penalty',
  'loan_fee',
];

const ROWS = {
  top_up: code(100, ['custody', 'rails_clearing'], CASH_KINDS),
  top_up_unmatched: code(101, ['custody'], ['unmatched']),
  unmatched_claimed: code(102, ['unmatched'], CASH_KINDS),
  unmatched_sent_back: code(103, ['unmatched'], ['custody']),
  withdrawal: pending(code(110, CASH_KINDS, ['custody', 'rails_clearing'])),
  withdrawal_bounced: code(111, ['custody'], CASH_KINDS),
  rail_settled: {
    number: 120,
    pairs: [
      { debit: ['custody'], credit: ['rails_clearing'] },
      { debit: ['rails_clearing'], credit: ['custody'] },
    ],
    mayBePending: false,
  },
  custody_interest: code(130, ['custody'], [...CASH_KINDS, 'platform_funds']),

  bid: pending(code(200, ['lender_cash'], ['loan_funding'])),
  disbursement: code(210, ['loan_funding'], ['borrower_cash']),
  entrusted_payment: code(211, ['borrower_cash'], ['partner_cash', 'custody']),
  repayment: pending(code(220, ['borrower_cash'], ['loan_repayment'])),
  payer_repayment: code(221, ['partner_cash'], ['loan_repayment']),
  principal_paid: code(230, ['loan_repayment'], HOLDER_CASH),
  interest_paid: code(231, ['loan_repayment'], HOLDER_CASH),
  penalty_paid: code(232, ['loan_repayment'], HOLDER_CASH),
  purchase: pending(code(240, ['lender_cash'], ['claim_sale'])),
  sale_proceeds: code(241, ['claim_sale'], ['lender_cash']),

  fee_registration: code(300, CASH_KINDS, ['platform_fees']),
  fee_service: code(301, BORROWER_OR_REPAYMENT, ['platform_fees']),
  fee_account_management: code(302, [...CASH_KINDS, 'loan_repayment'], ['platform_fees']),
  fee_transaction: code(303, CASH_KINDS, ['platform_fees']),
  fee_lender_management: code(304, ['lender_cash'], ['platform_fees']),
  fee_assignment: code(305, ['claim_sale'], ['platform_fees']),
  fee_withdrawal: code(306, CASH_KINDS, ['platform_fees']),
  fee_early_repayment: code(307, ['loan_repayment'], ['platform_fees', ...HOLDER_CASH]),
  fee_overdue: code(308, ['loan_repayment'], ['platform_fees']),
  fee_interest_spread: code(309, ['loan_repayment'], ['platform_fees']),
  fee_refund: code(320, ['platform_fees'], CASH_KINDS),
  revenue_share: code(321, ['platform_fees'], ['partner_cash']),
  own_funds_out: code(322, ['platform_fees', 'platform_funds'], ['custody']),
  own_funds_in: code(323, ['custody'], ['platform_funds']),
  bonus: code(330, ['platform_funds'], CASH_KINDS),
  commission: code(331, ['platform_funds'], CASH_KINDS),
  correction_paid: code(332, ['platform_funds'], CASH_KINDS),
  tax_withheld: code(340, HOLDER_CASH, ['tax_withheld']),
  tax_paid: code(341, ['tax_withheld'], ['custody']),

  guarantee_deposit_in: code(400, ['partner_cash'], ['guarantee_deposit']),
  guarantee_deposit_out: code(401, ['guarantee_deposit'], ['partner_cash']),
  guarantee_fee: code(402, BORROWER_OR_REPAYMENT, ['partner_cash']),
  compensation: pending(code(410, ['partner_cash', 'guarantee_deposit'], ['loan_repayment'])),
  compensated_principal: code(411, ['loan_repayment'], ['lender_cash']),
  compensated_interest: code(412, ['loan_repayment'], ['lender_cash']),
  reserve_contribution: pending(code(420, ['borrower_cash', 'partner_cash'], ['risk_reserve'])),
  reserve_spent: pending(code(421, ['risk_reserve'], ['loan_repayment'])),
  reserve_principal: code(422, ['loan_repayment'], ['lender_cash']),
  reserve_interest: code(423, ['loan_repayment'], ['lender_cash']),
  reserve_refilled: code(424, ['loan_repayment'], ['risk_reserve']),
  reserve_released: pending(code(425, ['risk_reserve'], ['borrower_cash', 'partner_cash'])),

  collection_cost: pending(code(500, ['platform_funds'], ['custody'])),
  collection_cost_recovered: code(501, ['loan_repayment'], ['platform_funds']),

  principal_lent: code(600, ['loan_principal'], ['loan_owed']),
  interest_due: code(601, ['loan_interest'], ['loan_owed']),
  penalty_charged: code(602, ['loan_penalty'], ['loan_owed']),
  fee_due: code(603, ['loan_fee'], ['loan_owed']),
  principal_repaid: code(610, ['loan_owed'], ['loan_principal']),
  interest_repaid: code(611, ['loan_owed'], ['loan_interest']),
  penalty_repaid: code(612, ['loan_owed'], ['loan_penalty']),
  fee_repaid: code(613, ['loan_owed'], ['loan_fee']),
  debt_waived: code(620, ['loan_owed'], COMPONENT_ACCOUNTS),
  interest_capitalised: code(621, ['loan_principal'], ['loan_interest']),
  written_off: code(630, ['loan_written_off'], COMPONENT_ACCOUNTS),
  written_off_recovered: code(631, ['loan_owed'], ['loan_written_off']),
  written_off_ended: code(632, ['loan_owed'], ['loan_written_off']),
} satisfies Readonly<Record<string, CodeRow>>;

/** Every code with its number, its pairs, and whether it may be pending first. */
export const TRANSFER_CODES: Readonly<Record<TransferCode, CodeRow>> = ROWS;

const BY_NUMBER: ReadonlyMap<number, TransferCode> = new Map(
  Object.entries(TRANSFER_CODES).map(([name, { number }]) => [number, name as TransferCode]),
);

const PAIRS: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries(TRANSFER_CODES).map(([name, { pairs }]) => [
    name,
    new Set(
      pairs.flatMap(({ debit, credit }) =>
        debit.flatMap((from) => credit.map((to) => `${from}>${to}`)),
      ),
    ),
  ]),
);

/**
 * Whether money or debt may move from the one kind to the other for this reason.
 *
 * @example mayMove('bid', 'lender_cash', 'borrower_cash') // false
 */
export function mayMove(reason: TransferCode, debit: AccountKind, credit: AccountKind): boolean {
  return PAIRS[reason]?.has(`${debit}>${credit}`) === true;
}

/**
 * The code with this number, under which it is stored.
 *
 * @example codeOfNumber(200) // 'bid'
 */
export function codeOfNumber(number: number): TransferCode | undefined {
  return BY_NUMBER.get(number);
}

/**
 * Whether there is such a code.
 *
 * @example isTransferCode('pool_in') // false
 */
export function isTransferCode(text: string): text is TransferCode {
  return Object.hasOwn(ROWS, text);
}

function code(
  number: number,
  debit: readonly AccountKind[],
  credit: readonly AccountKind[],
): CodeRow {
  return { number, pairs: [{ debit, credit }], mayBePending: false };
}

function pending(row: CodeRow): CodeRow {
  return { ...row, mayBePending: true };
}
