// The page on which an owner opens the custody account: payment password, the code that came to the owner's phone,
// and own bank card.
import type { Language } from '@mutua/contract/words/language.ts';
import type { AccountRow } from '../books/rows.ts';
import { codeButton, codeField, fact, type Html, html, maskMobile, page, problem } from './html.ts';
import { type BankWord, say } from './words.ts';

export function accountPage(row: AccountRow, language: Language, said?: BankWord): string {
  const { account, name, returnUrl, state, mobile } = row;
  const facts = html`<dl>${fact('account', account, language)}${fact('owner', name, language)}</dl>`;
  const title = say('setUpTitle', language);
  if (state === 'open') {
    const misfit = row.card?.holderNameMatches === false ? 'cardDiffers' : undefined;
    const body = html`<p class="done">${say('setUpDone', language)}</p>${problem(misfit, language)}${facts}
<p><a href="/owner?lang=${language}">${say('manage', language)}</a></p>`;
    return page({ language, title, body, returnUrl });
  }
  const body = html`${problem(said, language)}${facts}
<p>${say('codeTo', language)} <strong>${maskMobile(mobile)}</strong></p>
<p class="note">${say('codeNote', language)} <a href="/phone?lang=${language}" target="_blank">${say('phoneOpen', language)}</a></p>
<form method="post" action="?lang=${language}">
${codeField(language)}
${passwordFields('password', language)}
${cardFields('card', language)}
<button name="action" value="open">${say('confirm', language)}</button>
${codeButton(language)}
</form>`;
  return page({ language, title, body, returnUrl });
}

/** The new payment password, twice. */
export function passwordFields(word: 'password' | 'newPassword', language: Language): Html {
  return html`<label for="password">${say(word, language)}</label>
<input id="password" name="password" type="password" autocomplete="new-password" minlength="6" maxlength="64" required>
<p class="note">${say('passwordNote', language)}</p>
<label for="passwordAgain">${say('passwordAgain', language)}</label>
<input id="passwordAgain" name="passwordAgain" type="password" autocomplete="new-password" required>`;
}

/** The owner's own card. */
export function cardFields(word: 'card' | 'newCard', language: Language): Html {
  return html`<label for="card">${say(word, language)}</label>
<input id="card" name="card" inputmode="numeric" autocomplete="off" required>
<label for="holderName">${say('holderName', language)}</label>
<input id="holderName" name="holderName" autocomplete="off" maxlength="100" required>`;
}
