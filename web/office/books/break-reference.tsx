// What a break is about: the reference of the comparison, with the word at its end in the reader's language.
import { MARK_LABELS } from '@mutua/contract/words/book-words.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { BREAK_WORDS } from './break-words.ts';

const PARTS = ['booked', 'held', 'accounts', 'reversal'] as const;
/** A number or an account, what of it, and which of several. */
const REFERENCE = /^(?:(?<name>.+) )?(?<part>[a-z_]+)(?<count> #\d+)?$/;
const UNMATCHED = 'unmatched/';

export function BreakReference({ reference }: { readonly reference: string }) {
  const { t, language } = useWords(BREAK_WORDS);
  const { name = '', part = '', count = '' } = REFERENCE.exec(reference)?.groups ?? {};
  const own = PARTS.find((one) => one === part);
  const word = own === undefined ? MARK_LABELS[part]?.[language] : t(own);
  if (word === undefined) return <Plain>{reference}</Plain>;
  const about = name.startsWith(UNMATCHED)
    ? `${t('unmatched')} ${name.slice(UNMATCHED.length)}`
    : name;
  return <Plain>{`${about} ${word}${count}`.trim()}</Plain>;
}
