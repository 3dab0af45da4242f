// What the platform is told of accounts, top-ups, authorisations and mandates.
import type { AccountAtBank, OpenAccountAnswer } from '@mutua/contract/custodian/accounts.ts';
import type {
  AuthorisationAtBank,
  MandateAtBank,
} from '@mutua/contract/custodian/authorisations.ts';
import type { TopUpAtBank } from '@mutua/contract/custodian/top-ups.ts';
import { ZERO } from '@mutua/core/money/minor-units.ts';
import type { Bank } from '../bank.ts';
import { moneyOf, storedMoment } from '../books/amounts.ts';
import type { AccountRow, AuthorisationRow, MandateRow, TopUpRow } from '../books/rows.ts';

export function openingView(bank: Bank, { account, state, token }: AccountRow): OpenAccountAnswer {
  return { account, state, ...(state === 'opening' && { pageUrl: bank.pageUrl(token) }) };
}

export function accountView(bank: Bank, row: AccountRow): AccountAtBank {
  const { account, clientId, state, currency, card } = row;
  const { booked, frozen } = bank.books.balances.get(account) ?? { booked: ZERO, frozen: ZERO };
  return {
    account,
    clientId,
    class: row.class,
    state,
    booked: moneyOf(booked, currency),
    frozen: moneyOf(frozen, currency),
    available: moneyOf(bank.books.availableOf(account), currency),
    ...(card !== undefined && {
      card: { lastFour: card.number.slice(-4), holderNameMatches: card.holderNameMatches },
    }),
  };
}

export function topUpView(bank: Bank, row: TopUpRow): TopUpAtBank {
  const { id, account, amount, state, token, expiresAt, bankReference, day } = row;
  const { provider, settlementId } = row;
  return {
    id,
    account,
    amount: { minorUnits: amount, currency: currencyOf(bank, account) },
    state,
    pageUrl: bank.pageUrl(token),
    expiresAt: storedMoment(expiresAt),
    ...(bankReference !== undefined && { bankReference }),
    ...(day !== undefined && { day }),
    ...(provider !== undefined && { provider }),
    ...(settlementId !== undefined && { settlementId }),
  };
}

export function authorisationView(bank: Bank, row: AuthorisationRow): AuthorisationAtBank {
  const { authorisation, instructionId, state, token, expiresAt } = row;
  return {
    authorisation,
    instructionId,
    state,
    pageUrl: bank.pageUrl(token),
    expiresAt: storedMoment(expiresAt),
  };
}

export function mandateView(bank: Bank, row: MandateRow): MandateAtBank {
  const { mandate, account, scope, state, token, expiresAt } = row;
  return {
    mandate,
    account,
    scope,
    state,
    used: moneyOf(bank.books.usedOf(mandate), currencyOf(bank, account)),
    pageUrl: bank.pageUrl(token),
    expiresAt: storedMoment(expiresAt),
  };
}

export function currencyOf(bank: Bank, account: string): string {
  return bank.books.balances.get(account)?.currency ?? '';
}
