// The pages for owners that no link of the platform leads to: mandates, a forgotten payment password, another card.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Bank } from '../bank.ts';
import type { AccountRow } from '../books/rows.ts';
import { revokeMandate } from '../dealings/authorisations.ts';
import { sendCode, takeCode } from '../dealings/owner-codes.ts';
import { changeCard, resetPassword } from '../dealings/payment-password.ts';
import { hashSecret } from '../dealings/secrets.ts';
import { cardPage, resetPage } from '../pages/change-pages.ts';
import { mandatesPage, signInPage } from '../pages/owner-page.ts';
import type { BankWord } from '../pages/words.ts';
import {
  cardIn,
  codeFault,
  type Form,
  type FormRoute,
  newPasswordFault,
  passwordFault,
  send,
  sentWord,
  statusOf,
} from './forms.ts';
import { pageLanguage } from './page-language.ts';

export function registerOwnerPages(app: FastifyInstance, bank: Bank): void {
  registerMandatesPage(app, bank);
  for (const [path, show, change] of [
    ['/reset', resetPage, reset],
    ['/card', cardPage, replaceCard],
  ] as const) {
    app.get(path, (request, reply) => send(bank, reply, { text: show(pageLanguage(request), {}) }));
    app.post<FormRoute>(path, async (request, reply) => {
      const form = request.body ?? {};
      const said = await change(bank, form);
      const text = show(pageLanguage(request), form, said);
      return send(bank, reply, { text }, statusOf(said));
    });
  }
}

function registerMandatesPage(app: FastifyInstance, bank: Bank): void {
  app.get('/owner', async (request: FastifyRequest, reply) =>
    send(bank, reply, { text: signInPage(pageLanguage(request)) }),
  );
  app.post<FormRoute>('/owner', async (request, reply) => {
    const language = pageLanguage(request);
    const form = request.body ?? {};
    const owner = bank.books.accounts.get(form.account ?? '');
    const fault =
      owner === undefined ? 'accountUnknown' : await passwordFault(bank, owner.account, form);
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

/** Never says which of account, identity number and code is wrong. */
async function reset(bank: Bank, form: Form): Promise<BankWord | undefined> {
  const { account = '', code = '', identityNumber = '' } = form;
  const isOwner = (row: AccountRow) => row.identityNumber === identityNumber.trim();
  if (form.action === 'send') {
    await bank.turn((turn) => {
      const row = openedBy(turn.books.accounts.get(account));
      if (row !== undefined && isOwner(row)) sendCode(turn, row, 'reset_password');
    });
    return 'resetSent';
  }
  const fault = newPasswordFault(form);
  if (fault !== undefined) return fault;
  const password = await hashSecret(form.password ?? '');
  return bank.turn((turn) => {
    const row = openedBy(turn.books.accounts.get(account));
    if (row === undefined) return 'resetWrong';
    const subject = { account, purpose: 'reset_password' } as const;
    const answer = takeCode(turn, subject, code, isOwner(row));
    if (answer === 'locked') return 'codeLocked';
    if (answer !== 'right') return 'resetWrong';
    resetPassword(turn, row, password);
    return 'resetDone';
  });
}

/** Needs the payment password before anything is sent or said. */
async function replaceCard(bank: Bank, form: Form): Promise<BankWord | undefined> {
  const { account = '', code = '' } = form;
  const card = form.action === 'send' ? undefined : cardIn(form);
  if (typeof card === 'string') return card;
  if (openedBy(bank.books.accounts.get(account)) === undefined) return 'accountUnknown';
  const fault = await passwordFault(bank, account, form);
  if (fault !== undefined) return fault;
  return bank.turn((turn) => {
    const row = openedBy(turn.books.accounts.get(account));
    if (row === undefined) return 'accountUnknown';
    if (card === undefined) return sentWord(sendCode(turn, row, 'change_card'));
    const answer = takeCode(turn, { account, purpose: 'change_card' }, code);
    if (answer !== 'right') return codeFault(answer);
    changeCard(turn, row, card);
    return 'cardDone';
  });
}

/** An account whose owner has a payment password: the platform's own have none. */
function openedBy(row: AccountRow | undefined): AccountRow | undefined {
  return row?.password === undefined ? undefined : row;
}
