// The pages for the owners of money. A page's address is known only to whom the platform sends it; what it asks
// for is done only with the payment password, and the first one is set only with a code from the owner's phone.
import type { Language } from '@mutua/contract/words/language.ts';
import type { FastifyInstance } from 'fastify';
import type { Bank } from '../bank.ts';
import { openAccount } from '../dealings/accounts.ts';
import { decideAuthorisation, decideMandate } from '../dealings/authorisations.ts';
import { expire } from '../dealings/expiry.ts';
import { sendCode, sendFirstCode, takeCode } from '../dealings/owner-codes.ts';
import { hashSecret } from '../dealings/secrets.ts';
import { decideTopUp } from '../dealings/top-ups.ts';
import { accountPage } from '../pages/account-page.ts';
import { decisionPage } from '../pages/decision-page.ts';
import { authorisationDecision, mandateDecision, topUpDecision } from '../pages/decisions.ts';
import { html, page } from '../pages/html.ts';
import { type BankWord, say } from '../pages/words.ts';
import type { BankContext } from './context.ts';
import {
  cardIn,
  codeFault,
  type Form,
  newPasswordFault,
  passwordFault,
  readForms,
  type Shown,
  send,
  sentWord,
  statusOf,
} from './forms.ts';
import { registerOwnerPages } from './owner-routes.ts';
import { pageLanguage } from './page-language.ts';
import { registerPhone } from './phone-routes.ts';

interface TokenParams {
  readonly token: string;
}

export function registerPages(app: FastifyInstance, { bank }: BankContext): void {
  readForms(app);
  app.get<{ Params: TokenParams }>('/pages/:token', async (request, reply) => {
    const { token } = request.params;
    await sendCodeOnOpening(bank, token);
    return send(bank, reply, show(bank, token, pageLanguage(request)));
  });
  app.post<{ Params: TokenParams; Body: Form | undefined }>(
    '/pages/:token',
    async (request, reply) => {
      const { token } = request.params;
      const language = pageLanguage(request);
      const said = await decide(bank, token, request.body ?? {});
      return send(bank, reply, show(bank, token, language, said), statusOf(said));
    },
  );
  registerOwnerPages(app, bank);
  registerPhone(app, bank);
}

/** Who opens the page of a new account has to hold the owner's phone. */
async function sendCodeOnOpening(bank: Bank, token: string): Promise<void> {
  const { of, id = '' } = bank.books.pages.get(token) ?? {};
  if (of !== 'account' || bank.books.accounts.get(id)?.state !== 'opening') return;
  await bank.turn((turn) => {
    const row = turn.books.accounts.get(id);
    if (row?.state === 'opening') sendFirstCode(turn, row, 'set_up');
  });
}

/** The page of a token as things stand; nothing if there is none. */
function show(bank: Bank, token: string, language: Language, said?: BankWord): Shown {
  const { books } = bank;
  const { of, id } = books.pages.get(token) ?? { of: undefined, id: '' };
  const account = of === 'account' ? books.accounts.get(id) : undefined;
  if (account !== undefined) return { text: accountPage(account, language, said) };
  const [topUp, authorisation, mandate] = [
    of === 'top_up' ? books.topUps.get(id) : undefined,
    of === 'authorisation' ? books.authorisations.get(id) : undefined,
    of === 'mandate' ? books.mandates.get(id) : undefined,
  ];
  const decision =
    (topUp && topUpDecision(bank, topUp, language)) ??
    (authorisation && authorisationDecision(bank, authorisation, language)) ??
    (mandate && mandateDecision(bank, mandate, language));
  if (decision !== undefined) return { text: decisionPage(decision, language, said) };
  const title = say('notFound', language);
  return { text: page({ language, title, body: html`` }), isMissing: true };
}

/** Does what the form says, and gives what is wrong with it, if something is. */
async function decide(bank: Bank, token: string, form: Form): Promise<BankWord | undefined> {
  const { books } = bank;
  const { of, id } = books.pages.get(token) ?? { of: undefined, id: '' };
  if (of === undefined) return undefined;
  if (of === 'account') return setUp(bank, id, form);
  await bank.turn((turn) => expire(turn));
  if (!books.waiting.has(token)) return undefined;
  const rows = {
    top_up: books.topUps,
    authorisation: books.authorisations,
    mandate: books.mandates,
  };
  const { account = '' } = rows[of].get(id) ?? {};
  const fault = await passwordFault(bank, account, form);
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
  if (bank.books.accounts.get(account)?.state !== 'opening') return undefined;
  if (form.action === 'send') return sendAgain(bank, account);
  const fault = newPasswordFault(form);
  if (fault !== undefined) return fault;
  const card = cardIn(form);
  if (typeof card === 'string') return card;
  const password = await hashSecret(form.password ?? '');
  return bank.turn((turn) => {
    const row = turn.books.accounts.get(account);
    if (row?.state !== 'opening') return undefined;
    const answer = takeCode(turn, { account, purpose: 'set_up' }, form.code ?? '');
    if (answer === 'right') openAccount(turn, row, password, card);
    return codeFault(answer);
  });
}

async function sendAgain(bank: Bank, account: string): Promise<BankWord | undefined> {
  return bank.turn((turn) => {
    const row = turn.books.accounts.get(account);
    return row?.state === 'opening' ? sentWord(sendCode(turn, row, 'set_up')) : undefined;
  });
}
