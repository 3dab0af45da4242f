import { Instruction } from '@mutua/contract/custodian/instructions.ts';
import { idOf } from '@mutua/core/kit/id.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits, ZERO } from '@mutua/core/money/minor-units.ts';
import type { InstructionOrder } from '@mutua/core/wallet/instruction.ts';
import { Check } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import {
  needsOwnAccount,
  writeFreeze,
  writeInstruction,
  writeReceiptEnd,
} from './instruction-writing.ts';

const CNY = currency('CNY');
const [ID, LOAN, MANDATE, BID] = [1, 2, 3, 4].map((number) =>
  idOf(`00000000-0000-7000-8000-00000000000${number}`),
) as [
  ReturnType<typeof idOf>,
  ReturnType<typeof idOf>,
  ReturnType<typeof idOf>,
  ReturnType<typeof idOf>,
];
const money = (amount: bigint) => ({ minorUnits: String(amount), currency: 'CNY' });
const write = (order: InstructionOrder) =>
  writeInstruction({ id: ID, currency: CNY, loanId: LOAN, order }, '8809');

describe('an instruction', () => {
  it('that disburses names every freeze, the whole, and the fees under the borrower’s mandate', () => {
    const freezes = [
      { freezeId: BID, amount: minorUnits(60n) },
      { freezeId: MANDATE, amount: minorUnits(40n) },
    ];
    const order = { kind: 'disburse', payee: '8802', freezes, fees: minorUnits(3n) } as const;
    const written = write({ ...order, feesMandateId: MANDATE });
    expect(written).toMatchObject({
      ...{ total: money(100n), loanId: LOAN },
      fees: [{ account: '8809', amount: money(3n), authorisation: MANDATE }],
    });
    expect(Check(Instruction, written)).toBe(true);
    expect(Check(Instruction, write({ ...order, fees: ZERO }))).toBe(true);
    expect(write({ ...order, fees: ZERO })).not.toHaveProperty('fees');
  });

  it('that distributes has the operator’s part as a share of its own, and adds up', () => {
    const shares = [{ account: '8801', amount: minorUnits(70n) }];
    const order = { kind: 'distribute', payer: '8802', shares, fees: minorUnits(5n) } as const;
    const written = write({ ...order, mandateId: MANDATE, feesMandateId: MANDATE });
    expect(written).toMatchObject({
      ...{ authorisation: MANDATE, feesAuthorisation: MANDATE, total: money(75n) },
      shares: [
        { account: '8801', amount: money(70n) },
        { account: '8809', amount: money(5n) },
      ],
    });
    expect(Check(Instruction, written)).toBe(true);
    // Without a mandate the payer is asked.
    expect(write(order)).toHaveProperty('pageText');
    expect(Check(Instruction, write(order))).toBe(true);
  });

  it('that withdraws asks the owner every time', () => {
    const written = write({ kind: 'withdraw', account: '8801', amount: minorUnits(9n) });
    expect(written).toHaveProperty('pageText');
    expect(written).not.toHaveProperty('authorisation');
    expect(Check(Instruction, written)).toBe(true);
  });

  it('that withdraws names the fees beside the amount, and the operator’s account for them', () => {
    const order = { kind: 'withdraw', account: '8801', amount: minorUnits(9n) } as const;
    const written = write({ ...order, fees: minorUnits(2n) });
    expect(written).toMatchObject({
      amount: money(9n),
      fees: [{ account: '8809', amount: money(2n) }],
    });
    expect(Check(Instruction, written)).toBe(true);
    expect(write(order)).not.toHaveProperty('fees');
    expect(needsOwnAccount({ order })).toBe(false);
    expect(needsOwnAccount({ order: { ...order, fees: minorUnits(2n) } })).toBe(true);
  });

  it('that pays what the operator owes names the operator’s account, and asks nobody', () => {
    const order = {
      ...({ kind: 'own_payment', costId: BID, amount: minorUnits(9n) } as const),
      ...{ payeeName: '北京市朝阳区人民法院', payeeAccount: '6222 0001', remark: 'R-1' },
    };
    const written = write(order);
    expect(written).toMatchObject({ kind: 'own_payment', account: '8809', amount: money(9n) });
    expect(Check(Instruction, written)).toBe(true);
    expect(needsOwnAccount({ order })).toBe(true);
  });

  it('that releases names the freeze alone', () => {
    expect(write({ kind: 'release', freezeId: BID })).toEqual({
      kind: 'release',
      id: ID,
      freezeId: BID,
    });
  });

  it('waits for the operator’s account only where it pays fees', () => {
    const order = { kind: 'disburse', payee: '8802', freezes: [], fees: ZERO } as const;
    expect(needsOwnAccount({ order })).toBe(false);
    expect(needsOwnAccount({ order: { ...order, fees: minorUnits(1n) } })).toBe(true);
  });
});

it('a freeze is under a mandate, or the lender is asked', () => {
  const freeze = {
    ...{ bidId: BID, loanId: LOAN, currency: CNY, amount: minorUnits(5n) },
    ...{ account: '8801', payee: '8802' },
  };
  expect(Check(Instruction, writeFreeze(freeze))).toBe(true);
  expect(writeFreeze(freeze)).toHaveProperty('pageText');
  expect(writeFreeze({ ...freeze, mandateId: MANDATE })).toMatchObject({ authorisation: MANDATE });
});

it('a receipt is credited to a client’s account, or sent back', () => {
  const receipt = { receiptId: BID, instructionId: ID, bankReference: 'B1' };
  const claim = { kind: 'claim', clientId: LOAN, role: 'lender', account: '8801' } as const;
  for (const end of [claim, { kind: 'send_back' } as const]) {
    expect(Check(Instruction, writeReceiptEnd({ ...receipt, end }))).toBe(true);
  }
});
