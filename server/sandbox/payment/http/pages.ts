// The provider's pages, where the payer pays: plain HTML without script, for phones, in Chinese and English.
import type { Language } from '@mutua/contract/words/language.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { formatMoney, money } from '@mutua/core/money/money.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PaymentRow } from '../books.ts';
import { readCardNumber, TEST_CARDS } from '../cards.ts';
import { pay, paymentOfPage } from '../payments.ts';
import type { Provider } from '../provider.ts';
import { PAGE_WORDS, type PageWords } from './page-words.ts';

const NAME_LENGTH_MAX = 100;

interface PayRequest {
  readonly Params: { readonly token: string };
  readonly Body: { readonly card?: unknown; readonly holderName?: unknown } | undefined;
}

export function registerPages(app: FastifyInstance, provider: Provider): void {
  app.get('/style.css', (_, reply) => reply.type('text/css; charset=utf-8').send(STYLE));

  app.get<PayRequest>('/pay/:token', async (request, reply) => {
    const row = await provider.act(({ books }) => rowOfPage(books, request.params.token));
    return row === undefined ? sendMissing(request, reply) : sendPage(request, reply, row);
  });

  app.post<PayRequest>('/pay/:token', async (request, reply) => {
    const { token } = request.params;
    const words = PAGE_WORDS[languageOf(request)];
    const { card, holderName } = request.body ?? {};
    const number = readCardNumber(String(card ?? ''));
    const name = String(holderName ?? '').trim();
    const problem =
      number === undefined
        ? words.cardWrong
        : name === '' || name.length > NAME_LENGTH_MAX
          ? words.holderWrong
          : undefined;
    const row = await provider.act((turn) => {
      const found = rowOfPage(turn.books, token);
      if (found === undefined || number === undefined || problem !== undefined) return found;
      return pay(turn, token, { card: number, holderName: name });
    });
    if (row === undefined) return sendMissing(request, reply);
    if (problem !== undefined && row.state === 'requested') {
      return sendPage(request, reply.status(422), row, problem);
    }
    return reply.redirect(`/pay/${token}`, 303);
  });
}

function rowOfPage(books: Provider['books'], token: string): PaymentRow | undefined {
  return books.paymentsByToken.has(token) ? paymentOfPage(books, token) : undefined;
}

function sendMissing(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const language = languageOf(request);
  const { notFound, title } = PAGE_WORDS[language];
  return sendHtml(reply.status(404), language, title, `<p role="alert">${text(notFound)}</p>`);
}

function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  row: PaymentRow,
  problem?: string,
): FastifyReply {
  const language = languageOf(request);
  const words = PAGE_WORDS[language];
  const amount = formatMoney(money(minorUnits(BigInt(row.amount)), currency(row.currency)));
  const parts = [
    `<p class="sandbox">${text(words.sandbox)}</p>`,
    `<p>${text(words.amount)}<br><strong>${text(`${row.currency} ${amount}`)}</strong></p>`,
    row.state === 'requested' ? formHtml(row, words, problem) : outcomeHtml(row, words),
    row.returnUrl === undefined
      ? ''
      : `<p><a href="${text(row.returnUrl)}">${text(words.back)}</a></p>`,
  ];
  return sendHtml(reply, language, words.title, parts.join('\n'));
}

function formHtml(row: PaymentRow, words: PageWords, problem: string | undefined): string {
  const { good, noMoney, otherHolder } = TEST_CARDS;
  const cards = [
    [good, words.good],
    [noMoney, words.noMoney],
    [otherHolder, words.otherHolder],
  ].map(([card = '', does = '']) => `<li><code>${card}</code> ${text(does)}</li>`);
  const payer =
    row.holderName === undefined
      ? ''
      : `<p>${text(words.payer)}<br><strong>${text(row.holderName)}</strong></p>`;
  return `${payer}
${problem === undefined ? '' : `<p role="alert">${text(problem)}</p>`}
<form method="post">
<label>${text(words.card)}<input name="card" inputmode="numeric" autocomplete="cc-number" required maxlength="40"></label>
<label>${text(words.holder)}<input name="holderName" autocomplete="cc-name" required maxlength="${NAME_LENGTH_MAX}"></label>
<button>${text(words.pay)}</button>
</form>
<p>${text(words.cards)}</p>
<ul>${cards.join('')}</ul>`;
}

function outcomeHtml({ state, failure }: PaymentRow, words: PageWords): string {
  const reason = failure === undefined ? '' : `<p>${text(words[failure])}</p>`;
  return `<p role="status" data-state="${state}"><strong>${text(words[state])}</strong></p>${reason}`;
}

function sendHtml(
  reply: FastifyReply,
  language: Language,
  title: string,
  body: string,
): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('vary', 'accept-language')
    .send(`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)}</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<main>
<h1>${text(title)}</h1>
${body}
</main>
</body>
</html>
`);
}

/** Chinese, unless the browser asks for English before Chinese. */
function languageOf({ headers }: FastifyRequest): Language {
  const first = /\b(zh|en)\b/i.exec(headers['accept-language'] ?? '')?.[1]?.toLowerCase();
  return first === 'en' ? 'en' : 'zh-CN';
}

function text(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const STYLE = `:root { color-scheme: light dark; font: 1.0625rem/1.5 system-ui, sans-serif; }
main { max-width: 24rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.25rem; }
strong { font-size: 1.25rem; overflow-wrap: anywhere; }
label { display: block; margin: 1rem 0; }
input, button { box-sizing: border-box; width: 100%; min-height: 3rem; margin-top: 0.25rem; font: inherit; padding: 0 0.75rem; }
button { cursor: pointer; }
.sandbox { border: 1px solid; padding: 0.5rem 0.75rem; }
[role='alert'] { border-inline-start: 0.25rem solid #c33; padding-inline-start: 0.75rem; }
`;
