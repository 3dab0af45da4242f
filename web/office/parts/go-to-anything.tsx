// The search over everything: a page by its name, or a loan by its number or its borrower.
import { useState } from 'react';
import { Sheet } from '../../ui/kit/sheet.tsx';
import { useOpenPage } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { ALL_PLACES } from './office-places.ts';
import { OFFICE_WORDS } from './office-words.ts';

interface Found {
  readonly key: string;
  readonly label: string;
  readonly to: string;
}

/** Enter opens the first that was found. */
export function GoToAnything({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords(OFFICE_WORDS);
  const openPage = useOpenPage();
  const [text, setText] = useState('');
  const found = useFound(text);
  const open = (one: Found | undefined) => {
    if (one === undefined) return;
    onClose();
    openPage(one.to);
  };
  return (
    <Sheet title={t('search')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          open(found[0]);
        }}
      >
        <span className="text-input">
          <input
            aria-label={t('searchHint')}
            placeholder={t('searchHint')}
            value={text}
            maxLength={64}
            onChange={(event) => setText(event.target.value)}
          />
        </span>
      </form>
      <ul className="found-list">
        {found.map((one) => (
          <li key={one.key}>
            <button type="button" className="link" data-plain="" onClick={() => open(one)}>
              {one.label}
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function useFound(text: string): readonly Found[] {
  const { t } = useWords(OFFICE_WORDS);
  const asked = text.trim().toLowerCase();
  const places = ALL_PLACES.filter(({ name }) => t(name).toLowerCase().includes(asked)).map(
    ({ name, to }) => ({ key: name, label: t(name), to }),
  );
  if (asked === '') return places;
  const to = `/office/loans?search=${encodeURIComponent(text.trim())}`;
  return [...places, { key: 'loans-found', label: t('searchLoans', { text: text.trim() }), to }];
}
