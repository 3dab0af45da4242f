// All keys that a page of the office knows.
import { Sheet } from '../../ui/kit/sheet.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { KeyHint } from './key-hint.tsx';
import { ALL_PLACES } from './office-places.ts';
import { OFFICE_WORDS } from './office-words.ts';
import type { PageKey } from './page-key.ts';

interface KeySheetProps {
  readonly keys: readonly PageKey[];
  readonly onClose: () => void;
}

/** Opened with `?`. */
export function KeySheet({ keys, onClose }: KeySheetProps) {
  const { t } = useWords(OFFICE_WORDS);
  return (
    <Sheet title={t('allKeys')} onClose={onClose}>
      <h3>{t('keysOfPage')}</h3>
      <ul className="key-list">
        {keys.map(({ keys: names, does }) => (
          <li key={does}>
            <span>
              {names.map((name) => (
                <KeyHint key={name} name={name} />
              ))}
            </span>
            {does}
          </li>
        ))}
        <li>
          <KeyHint name="Ctrl K" /> {t('search')}
        </li>
      </ul>
      <h3>{t('keysOfPlaces')}</h3>
      <ul className="key-list">
        {ALL_PLACES.map(({ name, letter }) => (
          <li key={name}>
            <span>
              <KeyHint name="G" />
              <KeyHint name={letter} />
            </span>
            {t(name)}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
