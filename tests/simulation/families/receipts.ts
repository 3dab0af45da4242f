// Between the house and the bank: money that is nobody's yet.

import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { topUpCodeOf } from '@mutua/core/wallet/slip.ts';
import { type Family, isBlank, type Judge, NOTHING, staffIs } from '../asked.ts';
import { CUSTODY, place } from '../purses.ts';
import { BANK, type Town, type TownClient } from '../town.ts';
import type { CashRole } from '../town-money.ts';
import type { TownReceipt } from '../town-office.ts';
import { CNY } from './people.ts';

export const OPERATOR_NAME = '互信网络借贷信息中介有限公司';
const NOTE = '已核对';

const INCOMING: Judge<'RecordIncomingTransfer'> = (town, { commandId, actor, command }) => {
  const { bankReference: reference, amount, payerName, remark } = command;
  if (actor.kind !== 'custodian') return 'not_allowed';
  if (amount <= 0n) return 'invalid_input';
  const known = [...town.receipts.values()].find((one) => one.reference === reference);
  if (known !== undefined) {
    if (!known.unreadable || known.state !== 'unmatched' || payerName === undefined) return NOTHING;
    return () => {
      town.receipts.set(known.id, { ...known, payerName, unreadable: false });
    };
  }
  return (told) => {
    const own = { id: commandId, reference, amount, payerName: payerName ?? '' };
    const receipt: TownReceipt = {
      ...own,
      state: 'unmatched',
      unreadable: remark === undefined || payerName === undefined,
    };
    const payee = named(town, remark);
    const purse = payee === undefined ? undefined : onlyPurse(payee);
    if (payee !== undefined && purse !== undefined && payerName === payee.name) {
      receipt.state = 'instructed';
      receipt.end = { clientId: payee.id, role: purse };
      const { instructionId } = told.one('ReceiptRecorded');
      if (instructionId !== undefined) receipt.instructionId = instructionId;
    }
    town.receipts.set(commandId, receipt);
    town.purses.add(CUSTODY, amount);
    town.purses.add(place('unmatched', commandId), amount);
    noteAdvance(town, payerName, payeeOf(town, remark), told.all('AdvanceRecorded')[0]?.advanceId);
    for (const { alarm } of told.all('AlarmRaised')) town.alarms.set(alarm.id, 'open');
  };
};

/** Whose code the payer wrote, if the identity is known. */
function named(town: Town, remark: string | undefined): TownClient | undefined {
  const payee = payeeOf(town, remark);
  return payee?.status === 'registered' ? undefined : payee;
}

function payeeOf(town: Town, remark: string | undefined): TownClient | undefined {
  return [...town.clients.values()].find(({ number }) => remark === topUpCodeOf(number));
}

function onlyPurse({ accounts }: TownClient): CashRole | undefined {
  const [first, ...others] = accounts.keys();
  return others.length === 0 ? first : undefined;
}

/** Money from the operator's side for a borrower keeps the borrower's listings back. */
function noteAdvance(
  town: Town,
  payerName: string | undefined,
  payee: TownClient | undefined,
  advanceId: TownClient['id'] | undefined,
): void {
  if (payee === undefined || payerName === undefined || !payee.roles.includes('borrower')) return;
  const isLinked = [...town.clients.values()].some(
    (one) => one.related && one !== payee && one.status !== 'registered' && one.name === payerName,
  );
  const isAdvance = isLinked || payerName === OPERATOR_NAME;
  if (isAdvance !== (advanceId !== undefined)) throw new Error('An advance is not seen as one.');
  if (advanceId !== undefined)
    town.advances.set(advanceId, { borrowerId: payee.id, explained: false });
}

function proposable(town: Town, id: TownReceipt['id'], note: string) {
  const receipt = town.receipts.get(id);
  if (receipt === undefined) return 'not_found';
  if (receipt.state !== 'unmatched') return 'wrong_stage';
  return isBlank(note) ? 'reason_missing' : receipt;
}

const CLAIMED: Judge<'ClaimReceipt'> = (town, { actor, command }) => {
  const makerId = staffIs(actor, 'finance_officer');
  if (makerId === undefined) return 'not_allowed';
  const receipt = proposable(town, command.receiptId, command.note);
  if (typeof receipt === 'string') return receipt;
  const client = town.clients.get(command.clientId);
  if (client === undefined) return 'not_found';
  if (client.status === 'registered') return 'identity_not_verified';
  if (!client.accounts.has(command.role)) return 'custody_account_missing';
  if (receipt.payerName !== client.name) return 'payer_differs';
  return () => {
    Object.assign(receipt, {
      state: 'proposed',
      makerId,
      end: { clientId: client.id, role: command.role },
    });
  };
};

const BACK: Judge<'SendBackReceipt'> = (town, { actor, command }) => {
  const makerId = staffIs(actor, 'finance_officer');
  if (makerId === undefined) return 'not_allowed';
  const receipt = proposable(town, command.receiptId, command.note);
  if (typeof receipt === 'string') return receipt;
  return () => {
    Object.assign(receipt, { state: 'proposed', makerId, end: 'send_back' });
  };
};

const CONFIRMED: Judge<'ConfirmReceiptEnd'> = (town, { actor, command }) => {
  const checkerId = staffIs(actor, 'finance_officer');
  if (checkerId === undefined) return 'not_allowed';
  const receipt = town.receipts.get(command.receiptId);
  if (receipt === undefined) return 'not_found';
  if (receipt.state !== 'proposed') return 'wrong_stage';
  if (receipt.makerId === checkerId) return 'same_person';
  return (told) => {
    receipt.state = 'instructed';
    receipt.instructionId = told.one('ReceiptEndConfirmed').instructionId;
  };
};

const DROPPED: Judge<'DropReceiptEnd'> = (town, { actor, command }) => {
  if (staffIs(actor, 'finance_officer') === undefined) return 'not_allowed';
  const receipt = town.receipts.get(command.receiptId);
  if (receipt === undefined) return 'not_found';
  if (receipt.state !== 'proposed') return 'wrong_stage';
  if (isBlank(command.note)) return 'reason_missing';
  return () => {
    receipt.state = 'unmatched';
  };
};

const RECEIPT_ENDED: Judge<'RecordReceiptEnd'> = (town, { actor, command }) => {
  if (actor.kind !== 'custodian') return 'not_allowed';
  const receipt = town.receipts.get(command.receiptId);
  if (receipt === undefined) return 'not_found';
  if (receipt.state !== 'sent' || receipt.instructionId !== command.instructionId) return NOTHING;
  return () => {
    if (command.outcome === 'refused') {
      receipt.state = 'unmatched';
      return;
    }
    const { end, amount, id } = receipt;
    town.purses.add(place('unmatched', id), -amount);
    if (end === undefined || end === 'send_back') {
      town.purses.add(CUSTODY, -amount);
      receipt.state = 'sent_back';
    } else {
      town.purses.add(town.cash(end.role, end.clientId), amount);
      receipt.state = 'claimed';
    }
  };
};

const OWN: Judge<'RecordOwnAccount'> = (town, { actor, command }) => {
  if (actor.kind !== 'custodian') return 'not_allowed';
  if (town.ownAccount === undefined) {
    return () => {
      town.ownAccount = command.account;
    };
  }
  return town.ownAccount === command.account ? NOTHING : 'changed_meanwhile';
};

export const RECEIPTS: Family = {
  judges: {
    RecordIncomingTransfer: INCOMING,
    ClaimReceipt: CLAIMED,
    SendBackReceipt: BACK,
    ConfirmReceiptEnd: CONFIRMED,
    DropReceiptEnd: DROPPED,
    RecordReceiptEnd: RECEIPT_ENDED,
    RecordOwnAccount: OWN,
  },
  moves: [
    { name: 'money comes by bank transfer', weight: 3, propose: transfers },
    { name: 'finance looks at what came', weight: 4, propose: receipts },
    {
      name: 'the bank names the own account',
      weight: 1,
      propose: (town) => {
        const account = town.ownAccount ?? 'own-1';
        const told = { purpose: 'fees', currency: CNY, account } as const;
        return { actor: BANK, command: { kind: 'RecordOwnAccount', ...told } };
      },
    },
  ],
};

function transfers(town: Town) {
  const client = town.chance.of([...town.clients.values()]);
  if (client === undefined) return undefined;
  const code = topUpCodeOf(client.number);
  const remark = town.chance.among(code, code, code, '还款', undefined);
  const payerName = town.chance.among(
    client.name,
    client.name,
    client.name,
    '居民1',
    OPERATOR_NAME,
    undefined,
  );
  const number = town.receipts.size + 1;
  const unread = [...town.receipts.values()].find(
    ({ unreadable, state }) => unreadable && state === 'unmatched',
  );
  const command = {
    kind: 'RecordIncomingTransfer',
    bankReference: town.chance.isIn(10) && unread !== undefined ? unread.reference : `I${number}`,
    ...{
      currency: CNY,
      amount: minorUnits(BigInt(town.chance.between(100, 5_000)) * 100n),
      bankDay: town.today,
    },
    ...(payerName !== undefined && { payerName, payerAccount: '6222' }),
    ...(remark !== undefined && { remark }),
  } as const;
  return { actor: BANK, command };
}

function receipts(town: Town) {
  const receipt = town.chance.of(
    [...town.receipts.values()].filter(({ state }) =>
      ['unmatched', 'proposed', 'sent'].includes(state),
    ),
  );
  if (receipt === undefined) return undefined;
  const { id: receiptId, state, payerName, instructionId } = receipt;
  const actor = town.officer('finance_officer');
  if (state === 'sent' && instructionId !== undefined) {
    const outcome = town.chance.isIn(80) ? 'confirmed' : 'refused';
    return {
      actor: BANK,
      command: { kind: 'RecordReceiptEnd', receiptId, instructionId, outcome },
    } as const;
  }
  if (state === 'proposed') {
    if (town.chance.isIn(15))
      return { actor, command: { kind: 'DropReceiptEnd', receiptId, note: NOTE } } as const;
    return { actor, command: { kind: 'ConfirmReceiptEnd', receiptId } } as const;
  }
  const client = [...town.clients.values()].find(({ name }) => name === payerName);
  const [role] = client?.accounts.keys() ?? [];
  if (client === undefined || role === undefined || town.chance.isIn(30)) {
    return { actor, command: { kind: 'SendBackReceipt', receiptId, note: NOTE } } as const;
  }
  return {
    actor,
    command: { kind: 'ClaimReceipt', receiptId, clientId: client.id, role, note: NOTE },
  } as const;
}
