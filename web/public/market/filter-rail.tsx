// The filters of the market, each choice with the listings that it would show.
import type { ListingFacet } from '@mutua/contract/market/listing-filters.ts';
import type { MarketOnWire } from '@mutua/contract/market/market.ts';
import type { Language } from '@mutua/contract/words/language.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import { regionName } from '@mutua/contract/words/region-words.ts';
import {
  INDUSTRY_LABELS,
  PURPOSE_LABELS,
  REPAYMENT_METHOD_LABELS,
  SAFEGUARD_LABELS,
} from '@mutua/contract/words/value-lists.ts';
import { useId, useState } from 'react';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { MARKET_FIGURES as FIGURES } from '../../ui/figure/market-figures.ts';
import { type Say, useWords } from '../../ui/words/declare-words.ts';
import type { ChangeSearch } from './change-search.ts';
import { type Choice, chosen, type MarketSearch, toggled } from './market-search.ts';
import { MARKET_WORDS } from './market-words.ts';
import { RateRange } from './rate-range.tsx';

interface RailProps {
  readonly market: MarketOnWire | undefined;
  readonly search: MarketSearch;
  readonly change: ChangeSearch;
}

/** Longer lists show their first values until asked for all. */
const VALUES_SHOWN = 6;

const LISTS = [
  'termMonths',
  'safeguard',
  'repaymentMethod',
  'purpose',
  'region',
  'industry',
] as const;

export function FilterRail({ market, search, change }: RailProps) {
  const { t } = useWords(MARKET_WORDS);
  return (
    <div className="filters">
      <SearchText search={search} change={change} />
      <fieldset>
        <legend>{t('grade')}</legend>
        <div className="grade-tiles">
          {valuesOf(market, 'grade', search).map(({ value, count }) => (
            <button
              key={value}
              type="button"
              className="grade-tile"
              aria-pressed={chosen(search, 'grade').includes(value)}
              onClick={() => change({ grade: toggled(search, 'grade', value) })}
            >
              <strong className={`grade-letter grade-letter-${value.toLowerCase()}`}>
                {value}
              </strong>
              <Figure {...FIGURES.facet} count={count} row={`grade ${value}`} />
            </button>
          ))}
        </div>
      </fieldset>
      <RateRange steps={valuesOf(market, 'annualRate', search)} search={search} change={change} />
      {LISTS.map((name) => (
        <ChoiceList key={name} name={name} {...{ market, search, change }} />
      ))}
    </div>
  );
}

function SearchText({ search, change }: Omit<RailProps, 'market'>) {
  const { t } = useWords(MARKET_WORDS);
  const id = useId();
  return (
    <div className="filter-text">
      <label htmlFor={id} className="unseen">
        {t('search')}
      </label>
      <input
        id={id}
        type="search"
        data-market-search=""
        placeholder={t('search')}
        maxLength={60}
        value={search.filters.text ?? ''}
        onChange={(event) => change({ text: event.target.value })}
      />
    </div>
  );
}

function ChoiceList({ name, market, search, change }: RailProps & { readonly name: Choice }) {
  const { t, language } = useWords(MARKET_WORDS);
  const [isWhole, setWhole] = useState(false);
  const values = valuesOf(market, name, search);
  if (values.length === 0) return null;
  const isLong = values.length > VALUES_SHOWN + 1;
  const shown = values.filter(
    ({ value }, index) =>
      !isLong || isWhole || index < VALUES_SHOWN || chosen(search, name).includes(value),
  );
  return (
    <fieldset>
      <legend>{t(titleOf(name))}</legend>
      {shown.map(({ value, count }) => (
        <label key={value} className="filter-choice">
          <input
            type="checkbox"
            checked={chosen(search, name).includes(value)}
            onChange={() => change({ [name]: toggled(search, name, value) })}
          />
          <Plain>{choiceWord(name, value, language, t)}</Plain>
          <Figure {...FIGURES.facet} count={count} row={`${name} ${value}`} />
        </label>
      ))}
      {isLong && (
        <button
          type="button"
          className="link filter-more"
          aria-expanded={isWhole}
          data-plain=""
          onClick={() => setWhole(!isWhole)}
        >
          {isWhole ? t('fewerValues') : t('moreValues', { count: values.length })}
        </button>
      )}
    </fieldset>
  );
}

export function titleOf(name: Choice) {
  return name === 'termMonths' ? 'term' : name;
}

/** What a value of a filter is called. */
export function choiceWord(
  name: Choice,
  value: string,
  language: Language,
  t: Say<'months'>,
): string {
  switch (name) {
    case 'grade':
      return value;
    case 'termMonths':
      return t('months', { count: Number(value) });
    case 'safeguard':
      return wordOf(SAFEGUARD_LABELS, value, language);
    case 'repaymentMethod':
      return wordOf(REPAYMENT_METHOD_LABELS, value, language);
    case 'purpose':
      return wordOf(PURPOSE_LABELS, value, language);
    case 'industry':
      return wordOf(INDUSTRY_LABELS, value, language);
    case 'region':
      return regionName(value, language);
  }
}

/** With those that are chosen and have none. */
function valuesOf(market: MarketOnWire | undefined, name: ListingFacet, search: MarketSearch) {
  const values = market?.facets.find(({ facet }) => facet === name)?.values ?? [];
  if (name === 'annualRate') return values;
  const missing = chosen(search, name).filter((one) => values.every(({ value }) => value !== one));
  return [...values, ...missing.map((value) => ({ value, count: 0 }))];
}
