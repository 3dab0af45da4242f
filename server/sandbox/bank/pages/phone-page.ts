// The sandbox phone: what the bank has sent to one mobile number, for who holds the phone.
import type { Language } from '@mutua/contract/words/language.ts';
import { storedMoment } from '../books/amounts.ts';
import type { MessageRow } from '../books/rows.ts';
import { html, page, problem } from './html.ts';
import { messageWords } from './phone-words.ts';
import { type BankWord, say } from './words.ts';

export function lockedPhone(language: Language, mobile: string, fault?: BankWord): string {
  const body = html`${problem(fault, language)}<p class="note">${say('phoneNote', language)}</p>
<form method="post" action="?lang=${language}">
<label for="mobile">${say('mobile', language)}</label>
<input id="mobile" name="mobile" inputmode="tel" autocomplete="off" maxlength="20" value="${mobile}" required>
<label for="pin">${say('pin', language)}</label>
<input id="pin" name="pin" type="password" inputmode="numeric" autocomplete="off" maxlength="6" required>
<button>${say('unlock', language)}</button>
</form>`;
  return page({ language, title: say('phoneTitle', language), body });
}

/** @param unlocked opens the same phone again without its PIN. */
export function openPhone(
  language: Language,
  mobile: string,
  unlocked: string,
  messages: readonly MessageRow[],
): string {
  const body = html`<p><strong>${mobile}</strong></p>
<form method="post" action="?lang=${language}">
<input type="hidden" name="unlocked" value="${unlocked}">
<button class="quiet">${say('refresh', language)}</button>
</form>
${messages.length === 0 ? html`<p>${say('noMessages', language)}</p>` : undefined}
${messages.map(
  (message) => html`<section><p class="note">${showMoment(message.at)}</p>
<p>${messageWords(message, language)}</p></section>`,
)}`;
  return page({ language, title: say('phoneTitle', language), body });
}

function showMoment(milliseconds: number): string {
  return `${storedMoment(milliseconds).slice(0, 19).replace('T', ' ')} UTC`;
}
