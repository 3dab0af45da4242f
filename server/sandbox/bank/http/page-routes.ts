// The pages for the owners of money. A page's address is known only to whom the platform sends it; what it asks
// for is done only with the payment password.
import type { Language } from '@mutua/contract/words/language.ts';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Bank } from '../bank.ts';
import type { AccountRow } from '../books/rows.ts';
import { openAccount } from '../dealings/accounts.ts';
import { decideAuthorisation, decideMandate, revokeMandate } from '../dealings/authorisations.ts';
import { expire } from '../dealings/expiry.ts';
import {
  checkPassword,
  hashPassword,
  PASSWORD_LENGTH_MAX,
  PASSWORD_LENGTH_MIN,
} from '../dealings/payment-password.ts';
import { decideTopUp } from '../dealings/top-ups.ts';
import { accountPage } from '../pages/account-page.ts';
import { decisionPage } from '../pages/decision-page.ts';
import { authorisationDecision, mandateDecision, topUpDecision } from '../pages/decisions.ts';
import { html, page } from '../pages/html.ts';
import { mandatesPage, signInPage } from '../pages/owner-page.ts';
import { type BankWord, say } from '../pages/words.ts';
import type { BankContext } from './context.ts';
import { pageLanguage } from './page-language.ts';

type Form = Readonly<Record<string, string>>;
interface TokenParams {
  readonly token: string;
}

export function registerPages(app: FastifyInstance, { bank }: BankContext): void {
  app.addContentTypeParser<string>(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body))),
  );
  app.get<{ Params: TokenParams }>('/pages/:token', async (request, reply) => {
    const { token } = request.params;
    return send(bank, reply, show(bank, token, pageLanguage(request)));
  });
  app.post<{ Params: TokenParams; Body: Form | undefined }>(
    '/pages/:token',
    async (request, reply) => {
      const { token } = request.params;
      const language = pageLanguage(request);
      const fault = await decide(bank, token, request.body ?? {});
      return send(bank, reply, show(bank, token, language, fault), statusOf(fault));
    },
  );
  registerOwnerPages(app, bank);
}

/** The page of a token as things stand; nothing if there is none. */
function show(bank: Bank, token: string, language: Language, fault?: BankWord): Shown {
  const { books } = bank;
  const { of, id } = books.pages.get(token) ?? { of: undefined, id: '' };
  const account = of === 'account' ? books.accounts.get(id) : undefined;
  if (account !== undefined) return { text: accountPage(account, language, fault) };
  const [topUp, authorisation, mandate] = [
    of === 'top_up' ? books.topUps.get(id) : undefined,
    of === 'authorisation' ? books.authorisations.get(id) : undefined,
    of === 'mandate' ? books.mandates.get(id) : undefined,
  ];
  const decision =
    (topUp && topUpDecision(bank, topUp, language)) ??
    (authorisation && authorisationDecision(bank, authorisation, language)) ??
    (mandate && mandateDecision(bank, mandate, language));
  if (decision !== undefined) return { text: decisionPage(decision, language, fault) };
  const title = say('notFound', language);
  return { text: page({ language, title, body: html`` }), isMissing: true };
}

interface Shown {
  readonly text: string;
  readonly isMissing?: true;
}

/** Does what the form says, and gives what is wrong with it, if something is. */
async function decide(bank: Bank, token: string, form: Form): Promise<BankWord | undefined> {
  const { books } = bank;
  const { of, id } = books.pages.get(token) ?? { of: undefined, id: '' };
  if (of === undefined) return undefined;
  if (of === 'account') return setUp(bank, id, form);
  await bank.turn((turn) => expire(turn));
  if (!books.waiting.has(token)) return undefined;
  const { account = '' } =
    books.topUps.get(id) ?? books.authorisations.get(id) ?? books.mandates.get(id) ?? {};
  const fault = await refusedPassword(bank, account, form);
  if (fault !== undefined) return fault;
  const agrees = form.decision !== 'decline';
  await bank.turn((turn) => {
    // Time has passed: somebody may have decided or revoked it, or its time may be over.
    expire(turn);
    const [topUp, authorisation, mandate] = [
      books.topUps.get(id),
      books.authorisations.get(id),
      books.mandates.get(id),
    ];
    if (of === 'top_up' && topUp?.state === 'requested') decideTopUp(turn, topUp, agrees);
    if (of === 'authorisation' && authorisation?.state === 'waiting') {
      decideAuthorisation(turn, authorisation, agrees);
    }
    if (of === 'mandate' && mandate?.state === 'waiting') decideMandate(turn, mandate, agrees);
  });
  return undefined;
}

async function setUp(bank: Bank, account: string, form: Form): Promise<BankWord | undefined> {
  const { password = '', passwordAgain = password, holderName = '' } = form;
  const number = (form.card ?? '').replace(/[\s-]/g, '');
  if (bank.books.accounts.get(account)?.state !== 'opening') return undefined;
  if (password.length < PASSWORD_LENGTH_MIN || password.length > PASSWORD_LENGTH_MAX) {
    return 'passwordShort';
  }
  if (password !== passwordAgain) return 'passwordsDiffer';
  if (!/^\d{12,19}$/.test(number)) return 'cardWrong';
  if (holderName.trim() === '' || holderName.length > 100) return 'holderMissing';
  const hashed = await hashPassword(password);
  await bank.turn((turn) => {
    const row = turn.books.accounts.get(account);
    if (row?.state === 'opening') openAccount(turn, row, hashed, { number, holderName });
  });
  return undefined;
}

function registerOwnerPages(app: FastifyInstance, bank: Bank): void {
  app.get('/owner', async (request, reply) =>
    send(bank, reply, { text: signInPage(pageLanguage(request)) }),
  );
  app.post<{ Body: Form | undefined }>('/owner', async (request, reply) => {
    const language = pageLanguage(request);
    const form = request.body ?? {};
    const owner = bank.books.accounts.get(form.account ?? '');
    const fault =
      owner === undefined ? 'accountUnknown' : await refusedPassword(bank, owner.account, form);
    if (fault !== undefined || owner === undefined) {
      return send(bank, reply, { text: signInPage(language, fault) }, statusOf(fault));
    }
    if (form.revoke !== undefined) await revokeOwn(bank, owner, form.revoke);
    return send(bank, reply, { text: mandatesPage(bank, owner, language) });
  });
}

async function revokeOwn(bank: Bank, owner: AccountRow, mandate: string): Promise<void> {
  await bank.turn((turn) => {
    const row = turn.books.mandates.get(mandate);
    const isOwn = row?.account === owner.account && row.state === 'granted';
    if (isOwn) revokeMandate(turn, row);
  });
}

async function refusedPassword(
  bank: Bank,
  account: string,
  form: Form,
): Promise<BankWord | undefined> {
  const answer = await checkPassword(bank, account, form.password ?? '');
  if (answer === 'right') return undefined;
  return answer === 'wrong' ? 'passwordWrong' : 'passwordLocked';
}

function statusOf(fault: BankWord | undefined): number {
  if (fault === undefined) return 200;
  if (fault === 'passwordLocked') return 429;
  return fault === 'passwordWrong' || fault === 'accountUnknown' ? 403 : 400;
}

async function send(
  bank: Bank,
  reply: FastifyReply,
  { text, isMissing }: Shown,
  status = 200,
): Promise<FastifyReply> {
  await bank.settled();
  return reply
    .status(isMissing ? 404 : status)
    .header('vary', 'accept-language')
    .type('text/html; charset=utf-8')
    .send(text);
}
