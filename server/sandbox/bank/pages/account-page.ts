// The page on which an owner opens the custody account: payment password and own bank card.
import type { Language } from '@mutua/contract/words/language.ts';
import type { AccountRow } from '../books/rows.ts';
import { fact, html, page, problem } from './html.ts';
import { type BankWord, say } from './words.ts';

export function accountPage(row: AccountRow, language: Language, fault?: BankWord): string {
  const { account, name, returnUrl, state } = row;
  const facts = html`<dl>${fact('account', account, language)}${fact('owner', name, language)}</dl>`;
  const title = say('setUpTitle', language);
  if (state === 'open') {
    const misfit = row.card?.holderNameMatches === false ? 'cardDiffers' : undefined;
    const body = html`<p class="done">${say('setUpDone', language)}</p>${problem(misfit, language)}${facts}
<p><a href="/owner?lang=${language}">${say('manage', language)}</a></p>`;
    return page({ language, title, body, returnUrl });
  }
  const body = html`${problem(fault, language)}${facts}
<form method="post" action="?lang=${language}">
<label for="password">${say('password', language)}</label>
<input id="password" name="password" type="password" autocomplete="new-password" minlength="6" maxlength="64" required>
<p class="note">${say('passwordNote', language)}</p>
<label for="passwordAgain">${say('passwordAgain', language)}</label>
<input id="passwordAgain" name="passwordAgain" type="password" autocomplete="new-password" required>
<label for="card">${say('card', language)}</label>
<input id="card" name="card" inputmode="numeric" autocomplete="off" required>
<label for="holderName">${say('holderName', language)}</label>
<input id="holderName" name="holderName" autocomplete="off" maxlength="100" required>
<button>${say('confirm', language)}</button>
</form>`;
  return page({ language, title, body, returnUrl });
}
