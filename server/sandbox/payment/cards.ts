// The cards of the sandbox, and what each does.
import type { PaymentFailure } from '@mutua/contract/payment/payments.ts';

/** Test cards. Every other number that could be a card's is one that no bank knows. */
export const TEST_CARDS = {
  good: '6222020000000015',
  noMoney: '6222020000000023',
  /** Whatever name is typed in: the bank says that the card is another person's. */
  otherHolder: '6222020000000031',
} as const;

/** A card number without the spaces between its groups; nothing where it could be no card's. */
export function readCardNumber(text: string): string | undefined {
  const digits = text.normalize('NFKC').replace(/[\s-]/g, '');
  return /^\d{12,19}$/.test(digits) && hasCheckDigit(digits) ? digits : undefined;
}

/** Why the card does not pay. @param isHolder whether the name typed in is the one that was asked for. */
export function failureOf(card: string, isHolder: boolean): PaymentFailure | undefined {
  switch (card) {
    case TEST_CARDS.good:
      return isHolder ? undefined : 'holder_differs';
    case TEST_CARDS.noMoney:
      return isHolder ? 'insufficient_funds' : 'holder_differs';
    case TEST_CARDS.otherHolder:
      return 'holder_differs';
    default:
      return 'card_unknown';
  }
}

/** A name as banks compare it: full-width signs as plain ones, without spaces, small letters as capitals. */
export function comparedName(name: string): string {
  return name.normalize('NFKC').replace(/\s/g, '').toUpperCase();
}

/** ISO/IEC 7812-1, annex B: every second digit from the right is doubled, the digits then add up to tens. */
function hasCheckDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
