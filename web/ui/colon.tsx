// A colon as the reader's language writes it, between two things that stand on the page.
import { useLanguage } from './words/declare-words.ts';

export function Colon() {
  return useLanguage() === 'en' ? ': ' : '：';
}
