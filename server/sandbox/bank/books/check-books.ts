// What must be true of the books at any moment.
import { type MinorUnits, minorUnits, plus, sum, ZERO } from '@mutua/core/money/minor-units.ts';
import type { Books } from './books.ts';

/** Every law of the books that is broken, as a sentence; none in sound books. */
export function brokenLaws(books: Books): string[] {
  const broken: string[] = [];
  const frozen = new Map<string, MinorUnits>();
  for (const { account, amount } of books.freezes.values()) {
    frozen.set(account, plus(frozen.get(account) ?? ZERO, minorUnits(BigInt(amount))));
  }
  for (const [account, balance] of books.balances) {
    if (balance.booked < 0n) broken.push(`${account} is negative.`);
    if (balance.frozen > balance.booked) broken.push(`${account} has more frozen than booked.`);
    if (balance.frozen !== (frozen.get(account) ?? ZERO)) {
      broken.push(`${account} has something frozen that no freeze explains.`);
    }
  }
  for (const [currency, totals] of books.totals) {
    const balances = [...books.balances.values()].filter((one) => one.currency === currency);
    const booked = sum(balances.map((balance) => balance.booked));
    const outside = books.outside.get(`outside/${currency}`) ?? ZERO;
    if (plus(booked, outside) !== 0n) broken.push(`${currency} does not sum to zero.`);
    if (totals.booked !== booked) broken.push(`${currency} has a wrong control total.`);
    if (totals.frozen !== sum(balances.map((balance) => balance.frozen))) {
      broken.push(`${currency} has a wrong control total of what is frozen.`);
    }
    if (totals.accounts !== balances.length) broken.push(`${currency} has a wrong count.`);
  }
  return broken;
}
