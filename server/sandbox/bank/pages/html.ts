// The frame of the bank's pages, and how texts and amounts stand in them.
import type { Language } from '@mutua/contract/words/language.ts';
import { currency as currencyOf } from '@mutua/core/money/currency.ts';
import { formatMoney, money } from '@mutua/core/money/money.ts';
import { amountOf } from '../books/amounts.ts';
import { type BankWord, say } from './words.ts';

/** HTML that is safe to send; everything else is escaped on its way into it. */
export interface Html {
  readonly html: string;
}

type Part = string | Html | readonly Html[] | undefined;

/** A template in which every text is escaped. */
export function html(literals: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const text = literals.map((literal, index) => literal + insert(parts[index])).join('');
  return { html: text };
}

export interface Frame {
  readonly language: Language;
  readonly title: string;
  readonly body: Html;
  readonly returnUrl?: string | undefined;
}

export function page({ language, title, body, returnUrl }: Frame): string {
  const other = language === 'en' ? 'zh-CN' : 'en';
  const { html: text } = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Sandbox bank 沙箱存管银行</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header><strong>Sandbox bank 沙箱存管银行</strong><span>${say('sandboxNote', language)}</span>
<a href="?lang=${other}" lang="${other}">${say('otherLanguage', language)}</a></header>
<main>
<h1>${title}</h1>
${body}
${returnUrl === undefined ? undefined : html`<p><a href="${returnUrl}">${say('back', language)}</a></p>`}
</main>
</body>
</html>
`;
  return text;
}

/** A line of a list of facts. */
export function fact(word: BankWord, value: string, language: Language): Html {
  return html`<dt>${say(word, language)}</dt><dd>${value}</dd>`;
}

export function amountFact(word: BankWord, value: string, language: Language): Html {
  return html`<dt>${say(word, language)}</dt><dd class="amount">${value}</dd>`;
}

/** What is said at the top of a form: what is wrong with it, or what was done. */
export function problem(word: BankWord | undefined, language: Language): Html {
  if (word === undefined) return html``;
  const text = say(word, language);
  return GOOD_NEWS.has(word)
    ? html`<p class="done" role="status">${text}</p>`
    : html`<p class="problem" role="alert">${text}</p>`;
}

/** What is no fault of a form. */
export const GOOD_NEWS: ReadonlySet<BankWord> = new Set<BankWord>([
  'codeSent',
  'resetSent',
  'resetDone',
  'cardDone',
]);

/** The field for the code from a text message, and the button that sends one. */
export function codeField(language: Language): Html {
  return html`<label for="code">${say('code', language)}</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="12" required>`;
}

/** Stands last in its form, so that the return key does what the form is for. */
export function codeButton(language: Language): Html {
  return html`<button name="action" value="send" class="quiet" formnovalidate>${say('codeSend', language)}</button>`;
}

/** Enough of a mobile number for who has it. */
export function maskMobile(mobile: string): string {
  return `${mobile.slice(0, -8)}****${mobile.slice(-4)}`;
}

/** Major units with the currency, such as `1,234.50 CNY`. */
export function showAmount(minorUnits: string, currency: string): string {
  const major = formatMoney(money(amountOf(minorUnits), currencyOf(currency)));
  const [whole = '', decimals] = major.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${decimals === undefined ? grouped : `${grouped}.${decimals}`} ${currency}`;
}

/** Enough of a name for somebody who knows it. */
export function maskName(name: string): string {
  return `${[...name].slice(0, 1).join('')}**`;
}

function insert(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'string') return escapeHtml(part);
  return 'html' in part ? part.html : part.map((one) => one.html).join('\n');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
