// The pages on which an owner resets a forgotten payment password, or changes the bank card. Both need a code that
// comes to the owner's phone.
import type { Language } from '@mutua/contract/words/language.ts';
import { cardFields, passwordFields } from './account-page.ts';
import { codeButton, codeField, type Html, html, page, problem } from './html.ts';
import { type BankWord, say } from './words.ts';

/** What was typed in before and may be shown again. */
export interface Typed {
  readonly account?: string | undefined;
  readonly identityNumber?: string | undefined;
}

export function resetPage(language: Language, typed: Typed, said?: BankWord): string {
  const { account = '', identityNumber = '' } = typed;
  return changePage(
    'resetTitle',
    language,
    said,
    html`${accountField(account, language)}
<label for="identityNumber">${say('identityNumber', language)}</label>
<input id="identityNumber" name="identityNumber" autocomplete="off" maxlength="40" value="${identityNumber}" required>
${codeField(language)}
${passwordFields('newPassword', language)}`,
  );
}

export function cardPage(language: Language, { account = '' }: Typed, said?: BankWord): string {
  return changePage(
    'cardTitle',
    language,
    said,
    html`${accountField(account, language)}
<label for="password">${say('password', language)}</label>
<input id="password" name="password" type="password" autocomplete="off" maxlength="64" required>
${codeField(language)}
${cardFields('newCard', language)}`,
  );
}

function changePage(
  title: 'resetTitle' | 'cardTitle',
  language: Language,
  said: BankWord | undefined,
  fields: Html,
): string {
  const isDone = said === 'resetDone' || said === 'cardDone';
  const form = html`<p class="note"><a href="/phone?lang=${language}" target="_blank">${say('phoneOpen', language)}</a></p>
<form method="post" action="?lang=${language}">
${fields}
<button name="action" value="change">${say('confirm', language)}</button>
${codeButton(language)}
</form>`;
  const body = html`${problem(said, language)}${isDone ? undefined : form}
<p><a href="/owner?lang=${language}">${say('manage', language)}</a></p>`;
  return page({ language, title: say(title, language), body });
}

function accountField(account: string, language: Language): Html {
  return html`<label for="account">${say('accountNumber', language)}</label>
<input id="account" name="account" inputmode="numeric" autocomplete="off" value="${account}" required>`;
}
