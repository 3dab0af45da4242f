// An instruction of the house in the words of the custodian.
import type { Instruction as InstructionOnWire } from '@mutua/contract/custodian/instructions.ts';
import { assert, never } from '@mutua/core/kit/assert.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { Currency } from '@mutua/core/money/currency.ts';
import { type MinorUnits, plus, sum, ZERO } from '@mutua/core/money/minor-units.ts';
import type { InstructionOrder } from '@mutua/core/wallet/instruction.ts';
import type { ReceiptEnd } from '@mutua/core/wallet/receipt.ts';
import { moneyOnRail } from '../wire.ts';

export interface FreezeToSend {
  readonly bidId: Id;
  readonly loanId: Id;
  readonly currency: Currency;
  readonly amount: MinorUnits;
  /** The numbers of the lender's and the borrower's accounts. */
  readonly account: string;
  readonly payee: string;
  /** Left out, the custodian asks the lender. */
  readonly mandateId?: Id;
}

export interface InstructionToSend {
  readonly id: Id;
  readonly currency: Currency;
  readonly loanId?: Id;
  readonly order: InstructionOrder;
}

export interface ReceiptToSend {
  readonly receiptId: Id;
  readonly instructionId: Id;
  readonly bankReference: string;
  readonly end: ReceiptEnd;
}

/** What the custodian's page says to the owner of the money, in both languages. */
const PAGE_TEXTS = {
  bid: '投标资金冻结 · Freeze for a bid',
  repayment: '还款 · Repayment',
  withdrawal: '提现至本人银行卡 · Withdrawal to your own card',
} as const;

export function writeFreeze({
  bidId,
  loanId,
  currency,
  amount,
  account,
  payee,
  mandateId,
}: FreezeToSend): InstructionOnWire {
  return {
    ...{ kind: 'freeze', id: bidId, account, payee, loanId },
    amount: moneyOnRail(amount, currency),
    ...(mandateId === undefined
      ? { pageText: `${PAGE_TEXTS.bid} (${loanId})` }
      : { authorisation: mandateId }),
  };
}

/** @param feeAccount the operator's own account, where its fees go and out of which it pays. */
export function writeInstruction(
  { id, currency, loanId, order }: InstructionToSend,
  feeAccount: string | undefined,
): InstructionOnWire {
  const money = (amount: MinorUnits) => moneyOnRail(amount, currency);
  const loan = () => {
    assert(loanId !== undefined, 'What moves a loan’s money names the loan.');
    return loanId;
  };
  const ownAccount = () => {
    assert(feeAccount !== undefined, 'Fees go to an account that is open.');
    return feeAccount;
  };
  switch (order.kind) {
    case 'release':
      return { kind: 'release', id, freezeId: order.freezeId };
    case 'withdraw': {
      const { account, amount, fees = ZERO } = order;
      return {
        ...{ kind: 'withdraw', id, account, amount: money(amount) },
        ...(fees > ZERO && { fees: [{ account: ownAccount(), amount: money(fees) }] }),
        pageText: PAGE_TEXTS.withdrawal,
      };
    }
    case 'disburse': {
      const { payee, freezes, fees, feesMandateId } = order;
      return {
        ...{ kind: 'disburse', id, payee, loanId: loan() },
        freezes: freezes.map(({ freezeId, amount }) => ({ freezeId, amount: money(amount) })),
        total: money(sum(freezes.map(({ amount }) => amount))),
        ...(fees > ZERO && {
          fees: [
            { account: ownAccount(), amount: money(fees), authorisation: feesMandateId ?? id },
          ],
        }),
      };
    }
    case 'distribute': {
      const { payer, shares, fees, mandateId, feesMandateId, reserveSchemeId } = order;
      const subject = reserveSchemeId ?? loan();
      const parts = shares.map(({ account, amount }) => ({ account, amount: money(amount) }));
      const own = fees > ZERO ? [{ account: ownAccount(), amount: money(fees) }] : [];
      return {
        ...{ kind: 'distribute', id, payer, loanId: subject, shares: [...parts, ...own] },
        total: money(plus(sum(shares.map(({ amount }) => amount)), fees)),
        ...(mandateId === undefined
          ? { pageText: `${PAGE_TEXTS.repayment} (${subject})` }
          : { authorisation: mandateId }),
        ...(feesMandateId !== undefined && { feesAuthorisation: feesMandateId }),
      };
    }
    case 'own_payment': {
      const { amount, payeeName, payeeAccount, remark } = order;
      return {
        ...{ kind: 'own_payment', id, account: ownAccount(), amount: money(amount) },
        ...{ payeeName, payeeAccount, remark },
      };
    }
    default:
      return never(order);
  }
}

export function writeReceiptEnd({
  instructionId: id,
  bankReference,
  end,
}: ReceiptToSend): InstructionOnWire {
  return end.kind === 'claim'
    ? { kind: 'claim_receipt', id, bankReference, account: end.account }
    : { kind: 'send_back', id, bankReference };
}

/** Whether it needs the operator's own account at the custodian. */
export function needsOwnAccount({ order }: Pick<InstructionToSend, 'order'>): boolean {
  if (order.kind === 'own_payment') return true;
  return order.kind !== 'release' && (order.fees ?? ZERO) > ZERO;
}
