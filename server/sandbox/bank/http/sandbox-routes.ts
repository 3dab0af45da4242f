// The sandbox's controls: the bank's day and clock, what people outside do, and bad days on order.
import {
  AddProvider,
  MoveClock,
  OwnFundsIn,
  PayIn,
  type PhoneMessages,
  type SandboxState,
  SetBehaviours,
  SetDay,
  TamperBalance,
  UnauthorisedDebit,
} from '@mutua/contract/custodian/sandbox.ts';
import { readCurrency } from '@mutua/core/money/currency.ts';
import { parseDay } from '@mutua/core/time/day.ts';
import { isoOf } from '@mutua/core/time/instant.ts';
import type { FastifyInstance } from 'fastify';
import Type, { type Static } from 'typebox';
import type { Bank } from '../bank.ts';
import { amountOf, storedMoment } from '../books/amounts.ts';
import { readStoredDay } from '../books/days.ts';
import { expire } from '../dealings/expiry.ts';
import {
  bookIncoming,
  bounceWithdrawal,
  debitUnauthorised,
  payInOwn,
  reverseDistribution,
  reverseTopUp,
  tamperBalance,
} from '../dealings/outside.ts';
import { messageWords } from '../pages/phone-words.ts';
import { readDone } from '../records/history.ts';
import type { BankContext } from './context.ts';
import { answering, type IdParams } from './durable-answer.ts';
import { found, RequestRefused } from './problems.ts';

/** Ten years at once. */
const DAYS_AT_ONCE = 3_660;
const UNDELIVERED_SHOWN = 100;

export function registerSandboxRoutes(app: FastifyInstance, context: BankContext): void {
  registerTimeRoutes(app, context);
  registerOutsideRoutes(app, context);
  registerOwnFunds(app, context);
  registerReversals(app, context);
  registerBehaviourRoutes(app, context);
  registerTestRoutes(app, context);
}

function registerTimeRoutes(app: FastifyInstance, context: BankContext): void {
  const { bank } = context;
  app.post<{ Body: SetDay }>(
    '/sandbox/day',
    { schema: { body: SetDay } },
    answering(context, async ({ body: { day } }) => {
      requireLaterDay(bank, day);
      await bank.setDay(day);
      return { day: bank.books.day };
    }),
  );
  app.post<{ Body: MoveClock }>(
    '/sandbox/clock',
    { schema: { body: MoveClock } },
    answering(context, async ({ body: { advanceMs } }) => {
      await bank.turn((turn) =>
        turn.put({ is: 'clock', offset: turn.books.clockOffset + advanceMs }),
      );
      await bank.turn((turn) => expire(turn));
      return { clock: isoOf(bank.now()) };
    }),
  );
}

function requireLaterDay(bank: Bank, day: string): void {
  const read = parseDay(day, 'day');
  if (!read.ok) throw new RequestRefused('invalid_input', `There is no day ${day}.`);
  const ahead = read.value - readStoredDay(bank.books.day);
  if (ahead < 0) {
    throw new RequestRefused('wrong_stage', `The bank's open day is ${bank.books.day}.`);
  }
  if (ahead > DAYS_AT_ONCE) {
    throw new RequestRefused('invalid_input', `At most ${DAYS_AT_ONCE} days pass at once.`);
  }
}

function registerOutsideRoutes(app: FastifyInstance, context: BankContext): void {
  const { bank } = context;
  app.post<{ Body: PayIn }>(
    '/sandbox/incoming-transfers',
    { schema: { body: PayIn } },
    answering(context, async ({ body }) => {
      if (!readCurrency(body.amount.currency, 'currency').ok) {
        throw new RequestRefused('currency_unknown', 'There is no such currency.');
      }
      return bank.turn((turn) => ({ bankReference: bookIncoming(turn, body) }));
    }),
  );
  app.post<{ Params: IdParams }>(
    '/sandbox/top-ups/:id/reverse',
    answering(context, async ({ params }) =>
      bank.turn((turn) => {
        const row = found(turn.books.topUps.get(params.id), 'top-up');
        if (row.state !== 'credited') throw wrongStage(`The top-up is ${row.state}.`);
        reverseTopUp(turn, row);
        return { state: 'reversed' };
      }),
    ),
  );
  app.post<{ Params: IdParams }>(
    '/sandbox/withdrawals/:id/bounce',
    answering(context, async ({ params }) =>
      bank.turn((turn) => {
        const row = found(turn.books.withdrawals.get(params.id), 'withdrawal');
        if (row.isBounced) throw wrongStage('The withdrawal came back already.');
        bounceWithdrawal(turn, row);
        return { state: 'bounced' };
      }),
    ),
  );
  app.post<{ Params: IdParams; Body: UnauthorisedDebit }>(
    '/sandbox/accounts/:id/debit',
    { schema: { body: UnauthorisedDebit } },
    answering(context, async ({ params: { id }, body: { amount } }) =>
      bank.turn((turn) => {
        requireAvailable(turn.books, id, amount.minorUnits);
        return { bankReference: debitUnauthorised(turn, id, amount.minorUnits) };
      }),
    ),
  );
  app.post<{ Params: IdParams; Body: TamperBalance }>(
    '/sandbox/accounts/:id/tamper',
    { schema: { body: TamperBalance } },
    answering(context, async ({ params: { id }, body: { by, against } }) =>
      bank.turn((turn) => {
        const loser = by === '1' ? against : id;
        found(turn.books.balances.get(id), 'account');
        if (against !== undefined) found(turn.books.balances.get(against), 'account');
        if (loser !== undefined) requireAvailable(turn.books, loser, '1');
        return { bankReference: tamperBalance(turn, id, by, against) };
      }),
    ),
  );
}

function registerOwnFunds(app: FastifyInstance, context: BankContext): void {
  const { bank } = context;
  app.post<{ Params: IdParams; Body: OwnFundsIn }>(
    '/sandbox/accounts/:id/own-funds',
    { schema: { body: OwnFundsIn } },
    answering(context, async ({ params: { id }, body: { amount } }) =>
      bank.turn((turn) => {
        const { class: of, currency } = found(turn.books.accounts.get(id), 'account');
        if (of !== 'platform') throw wrongStage('It is no account of the platform.');
        if (currency !== amount.currency) {
          throw new RequestRefused('currency_unknown', 'The account is in another currency.');
        }
        return { bankReference: payInOwn(turn, id, amount) };
      }),
    ),
  );
}

/** The bank takes back by itself what it distributed. */
function registerReversals(app: FastifyInstance, context: BankContext): void {
  const { bank } = context;
  app.post<{ Params: IdParams }>(
    '/sandbox/distributions/:id/reverse',
    answering(context, async ({ params: { id } }) => {
      const { books, journalFolder } = bank;
      const result = books.results.get(id)?.result;
      const day = found(result?.day ?? books.oldResults.get(id), 'distribution');
      await bank.settled();
      const done = await readDone(journalFolder, id, day);
      return bank.turn((turn) => {
        if (done.moved[0]?.code !== 'distribution') throw wrongStage('It distributed nothing.');
        if (books.reversedDistributions.has(id)) throw wrongStage('It was taken back already.');
        const bankReference = reverseDistribution(turn, id, done);
        if (bankReference !== undefined) return { bankReference };
        throw new RequestRefused('insufficient_funds', 'An account has less available.');
      });
    }),
  );
}

function requireAvailable(books: Bank['books'], account: string, minorUnits: string): void {
  found(books.balances.get(account), 'account');
  if (books.availableOf(account) >= amountOf(minorUnits)) return;
  throw new RequestRefused('insufficient_funds', 'The account has less available.');
}

function wrongStage(detail: string): RequestRefused {
  return new RequestRefused('wrong_stage', detail);
}

function registerBehaviourRoutes(app: FastifyInstance, context: BankContext): void {
  const { bank, attemptsOf, providers } = context;
  app.post<{ Body: SetBehaviours }>(
    '/sandbox/behaviours',
    { schema: { body: SetBehaviours } },
    answering(context, async ({ body: { behaviours, replace } }) =>
      bank.turn((turn) => {
        const kept = replace === true ? [] : turn.books.behaviours;
        const added = behaviours.map((one) => ({ ...one, left: one.count ?? 1 }));
        turn.put({ is: 'behaviours', rows: [...kept, ...added] });
        return { behaviours: turn.books.behaviours.length };
      }),
    ),
  );
  app.get(
    '/sandbox/state',
    answering(context, async (): Promise<SandboxState> => {
      const { books } = bank;
      return {
        day: books.day,
        clock: isoOf(bank.now()),
        behaviours: books.behaviours.map(({ left: _left, ...behaviour }) => behaviour),
        undelivered: [...books.callbacks.values()]
          .slice(0, UNDELIVERED_SHOWN)
          .map(({ callback: { id, sequence, kind } }) => ({
            id,
            sequence,
            kind,
            attempts: attemptsOf(id),
          })),
        undeliveredCount: books.callbacks.size,
        providers: [...providers.names],
      };
    }),
  );
  app.delete<{ Params: IdParams }>(
    '/sandbox/callbacks/:id',
    answering(context, async ({ params: { id } }) =>
      bank.turn((turn) => {
        found(turn.books.callbacks.get(id), 'callback');
        turn.put({ is: 'delivered', id });
        return { id };
      }),
    ),
  );
}

const MessagesQuery = Type.Object(
  { mobile: Type.String({ minLength: 1, maxLength: 20 }) },
  { additionalProperties: false },
);
type MessagesQuery = Static<typeof MessagesQuery>;

/** The phones of owners, and the payment providers whose advices are taken. */
function registerTestRoutes(app: FastifyInstance, context: BankContext): void {
  const { bank, providers } = context;
  app.get<{ Querystring: MessagesQuery }>(
    '/sandbox/messages',
    { schema: { querystring: MessagesQuery } },
    answering(
      context,
      // A plus sign in a query means a space.
      async ({ query: { mobile } }): Promise<PhoneMessages> => ({
        messages: messagesTo(bank, mobile.replace(/^ /, '+')),
      }),
    ),
  );
  app.post<{ Body: AddProvider }>(
    '/sandbox/providers',
    { schema: { body: AddProvider } },
    answering(context, async ({ body: { name, publicKey } }) => {
      const misfit = providers.misfitOf({ name, publicKey });
      if (misfit === 'key') {
        throw new RequestRefused('invalid_input', 'body.publicKey is no Ed25519 key in PEM.');
      }
      if (misfit === 'name') {
        throw new RequestRefused('request_differs', 'Name and key do not belong together.');
      }
      await bank.turn((turn) => turn.put({ is: 'provider', row: { name, publicKey } }));
      providers.refresh();
      return { name };
    }),
  );
}

function messagesTo(bank: Bank, mobile: string): PhoneMessages['messages'] {
  return (bank.books.phones.messages.get(mobile) ?? []).map((message) => ({
    ...message,
    at: storedMoment(message.at),
    words: { 'zh-CN': messageWords(message, 'zh-CN'), en: messageWords(message, 'en') },
  }));
}
