// The page on which an owner sees and revokes mandates.
import type { Language } from '@mutua/contract/words/language.ts';
import { formatMinorUnits } from '@mutua/core/money/minor-units.ts';
import type { Bank } from '../bank.ts';
import type { AccountRow, MandateRow } from '../books/rows.ts';
import { mandateFacts } from './decisions.ts';
import { fact, type Html, html, page, problem, showAmount } from './html.ts';
import { type BankWord, say } from './words.ts';

export function signInPage(language: Language, fault?: BankWord): string {
  const body = html`${problem(fault, language)}
<form method="post" action="?lang=${language}">
<label for="account">${say('accountNumber', language)}</label>
<input id="account" name="account" inputmode="numeric" autocomplete="off" required>
<label for="password">${say('password', language)}</label>
<input id="password" name="password" type="password" autocomplete="off" maxlength="64" required>
<button>${say('signIn', language)}</button>
</form>
<p><a href="/reset?lang=${language}">${say('forgotten', language)}</a></p>
<p><a href="/card?lang=${language}">${say('cardTitle', language)}</a></p>`;
  return page({ language, title: say('mandatesTitle', language), body });
}

/** @param fault what went wrong with the last revocation. */
export function mandatesPage(
  bank: Bank,
  owner: AccountRow,
  language: Language,
  fault?: BankWord,
): string {
  const { account, name, returnUrl } = owner;
  const mandates = [...bank.books.mandates.values()].filter(
    (row) => row.account === account && row.state === 'granted',
  );
  const body = html`${problem(fault, language)}
<dl>${fact('account', account, language)}${fact('owner', name, language)}</dl>
${mandates.length === 0 ? html`<p>${say('noMandates', language)}</p>` : undefined}
${mandates.map((row) => mandateSection(bank, row, owner, language))}`;
  return page({ language, title: say('mandatesTitle', language), body, returnUrl });
}

function mandateSection(
  bank: Bank,
  row: MandateRow,
  { account, currency }: AccountRow,
  language: Language,
): Html {
  const used = showAmount(formatMinorUnits(bank.books.usedOf(row.mandate)), currency);
  const field = `password-${row.mandate}`;
  return html`<section><dl>${mandateFacts(row, currency, language)}${fact('used', used, language)}</dl>
<form method="post" action="?lang=${language}">
<input type="hidden" name="account" value="${account}">
<input type="hidden" name="revoke" value="${row.mandate}">
<label for="${field}">${say('password', language)}</label>
<input id="${field}" name="password" type="password" autocomplete="off" maxlength="64" required>
<button class="quiet">${say('revoke', language)}</button>
</form></section>`;
}
