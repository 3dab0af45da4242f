// The sandbox phone, which stands for holding the phone with a number: it is unlocked with a PIN that is set when
// the number is first used.
import { randomBytes } from 'node:crypto';
import { type Instant, plusMs } from '@mutua/core/time/instant.ts';
import type { FastifyInstance } from 'fastify';
import type { Bank } from '../bank.ts';
import { checkSecret, hashSecret } from '../dealings/secrets.ts';
import { lockedPhone, openPhone } from '../pages/phone-page.ts';
import type { BankWord } from '../pages/words.ts';
import { type Form, type FormRoute, send, statusOf } from './forms.ts';
import { pageLanguage } from './page-language.ts';

/** So long a phone stays unlocked. */
const UNLOCKED_MS = 30 * 60_000;

export function registerPhone(app: FastifyInstance, bank: Bank): void {
  const unlocked = new UnlockedPhones(bank);
  app.get('/phone', (request, reply) =>
    send(bank, reply, { text: lockedPhone(pageLanguage(request), '') }),
  );
  app.post<FormRoute>('/phone', async (request, reply) => {
    const language = pageLanguage(request);
    const form = request.body ?? {};
    const mobile = unlocked.mobileOf(form.unlocked ?? '') ?? numberIn(form);
    const fault = form.unlocked === undefined ? await unlock(bank, mobile, form) : undefined;
    if (fault !== undefined) {
      return send(bank, reply, { text: lockedPhone(language, mobile, fault) }, statusOf(fault));
    }
    const token = form.unlocked ?? unlocked.add(mobile);
    if (unlocked.mobileOf(token) === undefined) {
      return send(bank, reply, { text: lockedPhone(language, mobile) });
    }
    const messages = bank.books.phones.messages.get(mobile) ?? [];
    return send(bank, reply, { text: openPhone(language, mobile, token, messages) });
  });
}

function numberIn({ mobile = '' }: Form): string {
  return mobile.normalize('NFKC').replace(/[\s-]/g, '');
}

async function unlock(bank: Bank, mobile: string, form: Form): Promise<BankWord | undefined> {
  const pin = (form.pin ?? '').normalize('NFKC');
  if (!/^\+?\d{5,15}$/.test(mobile)) return 'mobileWrong';
  if (!/^\d{4,6}$/.test(pin)) return 'pinShort';
  const { pins } = bank.books.phones;
  if (!pins.has(mobile)) {
    const hashed = await hashSecret(pin);
    await bank.turn((turn) => {
      if (!pins.has(mobile)) turn.put({ is: 'phone_pin', mobile, pin: hashed });
    });
  }
  const answer = await checkSecret(bank, `phone/${mobile}`, () => pins.get(mobile), pin);
  if (answer === 'right') return undefined;
  return answer === 'wrong' ? 'pinWrong' : 'pinLocked';
}

/** Phones that were unlocked lately, by a token that nobody guesses. */
class UnlockedPhones {
  readonly #bank: Bank;
  readonly #phones = new Map<string, { readonly mobile: string; readonly until: Instant }>();

  constructor(bank: Bank) {
    this.#bank = bank;
  }

  add(mobile: string): string {
    const now = this.#bank.now();
    for (const [old, { until }] of this.#phones) if (until <= now) this.#phones.delete(old);
    const token = randomBytes(32).toString('base64url');
    this.#phones.set(token, { mobile, until: plusMs(now, UNLOCKED_MS) });
    return token;
  }

  mobileOf(token: string): string | undefined {
    const phone = this.#phones.get(token);
    return phone !== undefined && phone.until > this.#bank.now() ? phone.mobile : undefined;
  }
}
