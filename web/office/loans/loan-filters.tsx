// The filters over all loans; each stands in the address, so that a list can be cited.
import {
  ASSET_CLASS_LABELS,
  LOAN_STATE_LABELS,
  wordOf,
} from '@mutua/contract/words/office-words.ts';
import { type Label, PURPOSE_LABELS } from '@mutua/contract/words/value-lists.ts';
import { GRADES } from '@mutua/core/credit/grade.ts';
import { Input, Select } from 'antd';
import { useRef, useState } from 'react';
import { Button } from '../../ui/kit/button.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { useKeys } from '../parts/use-keys.ts';
import { LOANS_WORDS } from './loans-words.ts';

interface LoanFiltersProps {
  readonly query: URLSearchParams;
  readonly onChange: (change: Readonly<Record<string, string | undefined>>) => void;
}

/** Groups of states stand before the single ones. */
export function LoanFilters({ query, onChange }: LoanFiltersProps) {
  const { t, language } = useWords(LOANS_WORDS);
  const options = (labels: Readonly<Record<string, Label>>) =>
    Object.entries(labels).map(([value, label]) => ({ value, label: label[language] }));
  const states = [
    { value: 'disbursed,repaying,overdue,defaulted', label: t('running') },
    { value: 'applied,assessed,approved,listed,funding,funded', label: t('preparing') },
    { value: 'closed,rejected,withdrawn,failed', label: t('ended') },
    ...options(LOAN_STATE_LABELS),
  ];
  const asked = query.get('state') ?? '';
  const isGroup = asked.includes(',') && !states.some(({ value }) => value === asked);
  // A link may ask for other states together than the groups that stand here.
  const words = asked.split(',').map((state) => wordOf(LOAN_STATE_LABELS, state, language));
  const offered = isGroup ? [{ value: asked, label: words.join(' · ') }, ...states] : states;
  const grades = GRADES.map((grade) => ({ value: grade, label: grade }));
  const pick = (name: string, any: string, list: readonly { value: string; label: string }[]) => (
    <Select
      aria-label={any}
      className="loan-filter"
      value={query.get(name) ?? ''}
      options={[{ value: '', label: any }, ...list]}
      onChange={(value: string) => onChange({ [name]: value })}
    />
  );
  return (
    <div className="office-filters" data-plain="">
      <SearchBox text={query.get('search') ?? ''} onSearch={(search) => onChange({ search })} />
      {pick('state', t('anyState'), offered)}
      {pick('grade', t('anyGrade'), grades)}
      {pick('purpose', t('anyPurpose'), options(PURPOSE_LABELS))}
      {pick('assetClass', t('anyClass'), options(ASSET_CLASS_LABELS))}
      {query.size > 0 && (
        <Button
          kind="link"
          onClick={() =>
            onChange(Object.fromEntries([...query.keys()].map((name) => [name, undefined])))
          }
        >
          {t('clear')}
        </Button>
      )}
    </div>
  );
}

interface SearchBoxProps {
  readonly text: string;
  readonly onSearch: (text: string) => void;
}

function SearchBox({ text, onSearch }: SearchBoxProps) {
  const { t } = useWords(LOANS_WORDS);
  const [typed, setTyped] = useState(text);
  const box = useRef<HTMLDivElement>(null);
  useKeys({ '/': () => box.current?.querySelector('input')?.focus() });
  return (
    <div ref={box} className="loan-search">
      <Input
        allowClear
        maxLength={64}
        aria-label={t('search')}
        placeholder={t('search')}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          if (target.value === '') onSearch('');
        }}
        onPressEnter={() => onSearch(typed.trim())}
      />
    </div>
  );
}
