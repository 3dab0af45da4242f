// What an edition of a notice, a scorecard or a policy is called: their codes end in its number.
import { useWords } from '../../ui/words/declare-words.ts';
import { LOAN_WORDS } from './loan-words.ts';

const NAMED = ['natural_person', 'organisation', 'simple', 'as_recorded'] as const;

export interface Editions {
  /** The number alone, where the thing is named beside it. */
  readonly editionOf: (code: string) => string;
  /** For whom or what it is, and its number. */
  readonly namedEdition: (code: string) => string;
}

/** A code that does not end in a number is shown as it is. */
export function useEditions(): Editions {
  const { t } = useWords(LOAN_WORDS);
  const parts = (code: string) => /^(.+)_([0-9]+)$/.exec(code) ?? [];
  return {
    editionOf: (code) => {
      const [, , number] = parts(code);
      return number === undefined ? code : t('edition', { number });
    },
    namedEdition: (code) => {
      const [, name, number] = parts(code);
      const known = NAMED.find((one) => one === name);
      if (known === undefined || number === undefined) return code;
      return t('namedEdition', { name: t(known), number });
    },
  };
}
