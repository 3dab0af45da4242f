// The instalments of a loan in one column, as short as they can be said: a row of a loan is written again with every
// payment, and as JSON its instalments would be most of what the database writes.
//
// Instalments stand behind one another, divided by `;`, the parts of one by `|`, with the empty ones at its end left
// out: the first day if it is not the due day before, the days from it to the due day, what is due, paid and waived,
// what was paid in advance and late, the days from the due day to the settlement, the fees, whether it is carried, and
// what was compensated: the payer's claim, principal, interest, what of each has come back, and the penalty before.
// Amounts stand as principal, interest, fee and penalty, divided by `,`, zeros at their end left out; `=` says that
// all that is due is paid. `|31|27513,1200|=||||0` is one that was paid on its due day.
import { assert } from '@mutua/core/kit/assert.ts';
import { idOf } from '@mutua/core/kit/id.ts';
import {
  type Component,
  type ComponentAmounts,
  NO_AMOUNTS,
  sameAmounts,
} from '@mutua/core/loan/repay/components.ts';
import type { CompensatedPart, FeePart, ServicedAccount } from '@mutua/core/loan/servicing.ts';
import { type MinorUnits, minorUnits, ZERO } from '@mutua/core/money/minor-units.ts';
import { addDays, type Day, dayOf, daysBetween } from '@mutua/core/time/day.ts';
import type { Column } from '../database/column.ts';

const ORDER: readonly Component[] = ['principal', 'interest', 'fee', 'penalty'];
const ALL_PAID = '=';
const NO_FEES: readonly FeePart[] = [];
/** From which the first day is counted. */
const FIRST = dayOf(1970, 1, 1);

/** Each field of an instalment has its place: a new one that is forgotten here does not compile. */
const PLACES = {
  fromDay: 0,
  dueDay: 1,
  due: 2,
  paid: 3,
  waived: 4,
  paidInAdvance: 5,
  paidLate: 6,
  settledDay: 7,
  fees: 8,
  isCarried: 9,
  compensated: 10,
} as const satisfies Record<keyof ServicedAccount, number>;

export const accountsColumn: Column<readonly ServicedAccount[]> = {
  type: 'text',
  write: (accounts) =>
    accounts.map((account, index) => textOf(account, accounts[index - 1]?.dueDay)).join(';'),
  read: (given) => {
    assert(typeof given === 'string', 'Instalments come as a text.');
    return readAccounts(given);
  },
};

/** The instalments of such a text. */
export function readAccounts(text: string): readonly ServicedAccount[] {
  if (text === '') return [];
  let before: Day | undefined;
  return text.split(';').map((one) => {
    const account = accountOf(one.split('|'), before);
    before = account.dueDay;
    return account;
  });
}

/** Instalments as they were written last: with each payment of a loan, all but one are written as they were. */
const WRITTEN = new WeakMap<ServicedAccount, { before: Day | undefined; text: string }>();

function textOf(account: ServicedAccount, before: Day | undefined): string {
  const written = WRITTEN.get(account);
  if (written !== undefined && written.before === before) return written.text;
  const text = newTextOf(account, before);
  WRITTEN.set(account, { before, text });
  return text;
}

function newTextOf(account: ServicedAccount, before: Day | undefined): string {
  const { fromDay, dueDay, due, paid, waived, paidInAdvance, paidLate, settledDay, fees } = account;
  const parts = [
    fromDay === before ? '' : String(daysBetween(FIRST, fromDay)),
    String(daysBetween(fromDay, dueDay)),
    amountsText(due),
    paidText(due, paid),
    amountsText(waived),
    amountText(paidInAdvance),
    amountText(paidLate),
    settledDay === undefined ? '' : String(daysBetween(dueDay, settledDay)),
    fees.map(({ kind, amount }) => `${kind}:${amount}`).join(','),
    account.isCarried === true ? '1' : '',
    compensatedText(account.compensated),
  ];
  while (parts.at(-1) === '') parts.pop();
  return parts.join('|');
}

function accountOf(parts: readonly string[], before: Day | undefined): ServicedAccount {
  const part = (field: keyof typeof PLACES) => parts[PLACES[field]] ?? '';
  const from = part('fromDay');
  const fromDay = from === '' ? before : addDays(FIRST, Number(from));
  assert(fromDay !== undefined, 'The first instalment has a first day.');
  const dueDay = addDays(fromDay, Number(part('dueDay')));
  const due = amountsOfText(part('due'));
  const settled = part('settledDay');
  const paid = part('paid');
  const account: ServicedAccount = {
    fromDay,
    dueDay,
    due,
    paid: paid === ALL_PAID ? due : amountsOfText(paid),
    waived: amountsOfText(part('waived')),
    paidInAdvance: amountOf(part('paidInAdvance')),
    paidLate: amountOf(part('paidLate')),
    settledDay: settled === '' ? undefined : addDays(dueDay, Number(settled)),
    fees: feesOf(part('fees')),
  };
  const [isCarried, compensated] = [part('isCarried') === '1', part('compensated')];
  // Most have neither, and there are very many of them.
  if (!isCarried && compensated === '') return account;
  return {
    ...account,
    ...(isCarried && { isCarried: true as const }),
    ...(compensated !== '' && { compensated: compensatedOf(compensated) }),
  };
}

function compensatedText(compensated: CompensatedPart | undefined): string {
  if (compensated === undefined) return '';
  const { claimId, principal, interest, recoveredPrincipal, recoveredInterest } = compensated;
  const amounts = [principal, interest, recoveredPrincipal, recoveredInterest];
  return [claimId, ...[...amounts, compensated.penaltyBefore].map(amountText)].join(',');
}

function compensatedOf(text: string): CompensatedPart {
  const [claimId = '', ...amounts] = text.split(',');
  const amount = (index: number) => amountOf(amounts[index] ?? '');
  return {
    ...{ claimId: idOf(claimId), principal: amount(0), interest: amount(1) },
    ...{ recoveredPrincipal: amount(2), recoveredInterest: amount(3), penaltyBefore: amount(4) },
  };
}

function paidText(due: ComponentAmounts, paid: ComponentAmounts): string {
  const text = amountsText(paid);
  return text !== '' && sameAmounts(due, paid) ? ALL_PAID : text;
}

function amountsText(amounts: ComponentAmounts): string {
  let length = ORDER.length;
  while (length > 0 && amounts[ORDER[length - 1] ?? 'penalty'] === ZERO) length -= 1;
  return ORDER.slice(0, length)
    .map((component) => String(amounts[component]))
    .join(',');
}

function amountsOfText(text: string): ComponentAmounts {
  if (text === '') return NO_AMOUNTS;
  const [principal = '', interest = '', fee = '', penalty = ''] = text.split(',');
  return {
    principal: amountOf(principal),
    interest: amountOf(interest),
    fee: amountOf(fee),
    penalty: amountOf(penalty),
  };
}

function amountText(amount: MinorUnits): string {
  return amount === ZERO ? '' : String(amount);
}

function amountOf(text: string): MinorUnits {
  return text === '' ? ZERO : minorUnits(BigInt(text));
}

function feesOf(text: string): readonly FeePart[] {
  if (text === '') return NO_FEES;
  return text.split(',').map((one) => {
    const [kind = '', amount = ''] = one.split(':');
    return { kind, amount: amountOf(amount) };
  });
}
