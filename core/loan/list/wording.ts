// Words that no public text may have: promises of safety and return.
import { ok, type Result, refuse } from '../../kit/result.ts';
import { type RulePack, ruleInForce } from '../../law/rule-pack.ts';
import type { Day } from '../../time/day.ts';

const INVISIBLE = /\p{Cf}+/gu;
const SEPARATORS = /[\s\p{P}\p{S}]+/gu;
/** Where Chinese meets other letters or figures, in either order. */
const BORDERS =
  /(?<=\p{Script=Han})(?=[^\p{Script=Han} ])|(?<=[^\p{Script=Han} ])(?=\p{Script=Han})/gu;
const BETWEEN_HAN = /(?<=\p{Script=Han}) (?=\p{Script=Han})/gu;

/**
 * Whether public texts are free of forbidden phrases.
 *
 * Letters are compared without case and in their compatible forms (full width, half width). Between Chinese
 * characters blanks and signs do not count, so that 保·本 is 保本; a phrase in Latin letters is found as
 * whole words. A longer phrase that the pack permits (不保本) is no promise. This finds what is plainly
 * said; whether a text misleads is for the person who reviews it.
 *
 * @param texts every text of the listing that its borrower or the platform wrote.
 * @returns the texts, or `forbidden_words` naming each phrase once, with the clause.
 * @example
 * checkWording(['年化12%，保 本保息'], CN, dayOf(2026, 11, 22))
 * // refuse('forbidden_words', { words: '保本, 保息', clause: 'cn_measures_10_3' })
 */
export function checkWording(
  texts: readonly string[],
  pack: RulePack,
  today: Day,
): Result<readonly string[]> {
  const rule = ruleInForce(pack, 'forbidden_words', today);
  if (!rule) return ok(texts);
  const permitted = rule.value.permitted.map(phraseOf);
  const read = texts.map(plain);
  const found = rule.value.words.filter((word) => {
    const sought = phraseOf(word);
    // Only what speaks of this very word is taken out, and something stays in its place.
    const around = permitted.filter((phrase) => phrase.includes(sought));
    return read.some((text) => {
      const left = around.reduce((rest, phrase) => rest.replaceAll(phrase, ' \u0000 '), text);
      return left.includes(sought);
    });
  });
  if (found.length === 0) return ok(texts);
  return refuse('forbidden_words', { words: found.join(', '), clause: rule.clause });
}

/** Lower case, one blank around each Latin word or figure, nothing between Chinese characters. */
function plain(text: string): string {
  const words = text.normalize('NFKC').replace(INVISIBLE, '').toLowerCase();
  const spaced = words.replace(SEPARATORS, ' ').replace(BORDERS, ' ').trim();
  return ` ${spaced.replace(BETWEEN_HAN, '')} `;
}

/** The form in which a phrase is sought: a Chinese character at its end needs no blank beside it. */
function phraseOf(phrase: string): string {
  return plain(phrase)
    .replace(/^ (?=\p{Script=Han})/u, '')
    .replace(/(?<=\p{Script=Han}) $/u, '');
}
