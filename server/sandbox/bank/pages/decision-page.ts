// A page on which an owner confirms or declines one thing with the payment password, and then its result.
import type { Language } from '@mutua/contract/words/language.ts';
import { fact, type Html, html, page, problem } from './html.ts';
import { type BankWord, say } from './words.ts';

export interface Decision {
  readonly title: BankWord;
  readonly note?: BankWord;
  readonly facts: readonly Html[];
  /** Of whom: the account and its owner. */
  readonly account: string;
  readonly owner: string;
  /** Whether the owner can still decide. */
  readonly isOpen: boolean;
  /** What is said when it is decided. */
  readonly result: BankWord;
  readonly expiresAt: string;
  readonly returnUrl?: string | undefined;
}

export function decisionPage(decision: Decision, language: Language, fault?: BankWord): string {
  const { account, owner, facts, isOpen, result, note, expiresAt, returnUrl } = decision;
  const list = html`<dl>${facts}${fact('account', account, language)}${fact('owner', owner, language)}
${isOpen ? fact('until', showMoment(expiresAt), language) : undefined}</dl>`;
  const title = say(decision.title, language);
  const body = isOpen
    ? html`${problem(fault, language)}${note && html`<p>${say(note, language)}</p>`}${list}${passwordForm(language)}`
    : html`<p class="${isGood(result) ? 'done' : 'problem'}">${say(result, language)}</p>${list}`;
  return page({ language, title, body, returnUrl: isOpen ? undefined : returnUrl });
}

function passwordForm(language: Language): Html {
  return html`<form method="post" action="?lang=${language}">
<label for="password">${say('password', language)}</label>
<input id="password" name="password" type="password" autocomplete="off" maxlength="64" required>
<button name="decision" value="confirm">${say('confirm', language)}</button>
<button name="decision" value="decline" class="quiet">${say('decline', language)}</button>
</form>
<p class="note"><a href="/reset?lang=${language}">${say('forgotten', language)}</a></p>`;
}

/** Good news stands on green. */
function isGood(result: BankWord): boolean {
  return !['done_failed', 'done_expired', 'done_reversed'].includes(result);
}

function showMoment(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}
