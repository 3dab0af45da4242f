// What each kind of decision shows its owner: how much, to whom, for what.
import type { Language } from '@mutua/contract/words/language.ts';
import type { Bank } from '../bank.ts';
import { storedMoment } from '../books/amounts.ts';
import type { AuthorisationRow, MandateRow, TopUpRow } from '../books/rows.ts';
import type { Decision } from './decision-page.ts';
import { amountFact, fact, type Html, maskName, showAmount } from './html.ts';
import { type BankWord, say } from './words.ts';

export function topUpDecision(bank: Bank, row: TopUpRow, language: Language): Decision {
  const { account, amount, state } = row;
  const { currency, lastFour, ...of } = ownerOf(bank, account);
  return {
    ...of,
    title: 'topUpTitle',
    facts: [
      amountFact('amount', showAmount(amount, currency), language),
      fact('topUpFrom', row.provider ?? `**** ${lastFour}`, language),
    ],
    isOpen: state === 'requested',
    result: state === 'requested' ? 'topUpTitle' : `done_${state}`,
    expiresAt: storedMoment(row.expiresAt),
    returnUrl: row.returnUrl,
  };
}

const TITLES = {
  freeze: 'freezeTitle',
  distribute: 'distributeTitle',
  withdraw: 'withdrawTitle',
} as const;

export function authorisationDecision(
  bank: Bank,
  row: AuthorisationRow,
  language: Language,
): Decision {
  const { account, amount, kind, state, fees, loanId, text, instructionId } = row;
  const { currency, lastFour, ...of } = ownerOf(bank, account);
  const payee = {
    freeze: maskName(bank.books.accounts.get(row.payee ?? '')?.name ?? ''),
    distribute: say('distributePayee', language),
    withdraw: `${say('withdrawPayee', language)} ${lastFour}`,
  }[kind];
  return {
    ...of,
    title: TITLES[kind],
    ...(kind === 'freeze' && { note: 'freezeNote' }),
    facts: [
      amountFact('amount', showAmount(amount, currency), language),
      fact('payee', payee, language),
      ...(fees === undefined ? [] : [fact('fees', showAmount(fees, currency), language)]),
      ...(loanId === undefined ? [] : [fact('loan', loanId, language)]),
      fact('purpose', text, language),
      fact('number', instructionId, language),
    ],
    isOpen: state === 'waiting',
    result: state === 'waiting' ? TITLES[kind] : `done_${state}`,
    expiresAt: storedMoment(row.expiresAt),
    returnUrl: row.returnUrl,
  };
}

export const SCOPE_WORDS = {
  bid: 'scopeBid',
  auto_bid: 'scopeAutoBid',
  repayment: 'scopeRepayment',
  fees: 'scopeFees',
  reserve: 'scopeReserve',
} as const satisfies Record<MandateRow['scope'], BankWord>;

export function mandateDecision(bank: Bank, row: MandateRow, language: Language): Decision {
  const { account, state } = row;
  const { currency, lastFour: _lastFour, ...of } = ownerOf(bank, account);
  return {
    ...of,
    title: 'mandateTitle',
    note: 'mandateNote',
    facts: mandateFacts(row, currency, language),
    isOpen: state === 'waiting',
    result: state === 'waiting' ? 'mandateTitle' : `done_${state}`,
    expiresAt: storedMoment(row.expiresAt),
    returnUrl: row.returnUrl,
  };
}

export function mandateFacts(row: MandateRow, currency: string, language: Language): Html[] {
  const { scope, cap, perInstructionCap, loanId, expiresDay, text } = row;
  const each = perInstructionCap;
  return [
    fact('scope', say(SCOPE_WORDS[scope], language), language),
    amountFact('cap', showAmount(cap, currency), language),
    ...(each === undefined
      ? []
      : [fact('perInstructionCap', showAmount(each, currency), language)]),
    ...(loanId === undefined ? [] : [fact('loan', loanId, language)]),
    fact('expiresDay', expiresDay, language),
    ...(text === undefined ? [] : [fact('purpose', text, language)]),
  ];
}

function ownerOf({ books }: Bank, account: string) {
  const row = books.accounts.get(account);
  const currency = row?.currency ?? books.currency;
  return {
    account,
    owner: row?.name ?? '',
    currency,
    lastFour: row?.card?.number.slice(-4) ?? '',
  };
}
