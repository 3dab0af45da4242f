// The market: what can be lent on, searched and filtered, with what each filter leaves.
import type { MarketOnWire } from '@mutua/contract/market/market.ts';
import { useEffect, useState } from 'react';
import { usePagedRead, useRead } from '../../api/use-read.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { MARKET_FIGURES as FIGURES } from '../../ui/figure/market-figures.ts';
import { Facts } from '../../ui/kit/facts.tsx';
import { Sheet } from '../../ui/kit/sheet.tsx';
import { Tabs } from '../../ui/kit/tabs.tsx';
import { useQueryString } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import type { ChangeSearch } from './change-search.ts';
import { FilterRail } from './filter-rail.tsx';
import { FilterTags } from './filter-tags.tsx';
import { FoundListings } from './found-listings.tsx';
import { LenderOrPublicFrame } from './lender-or-public-frame.tsx';
import { cleared, countSet, type MarketSearch, queryOf, searchIn } from './market-search.ts';
import { MARKET_WORDS } from './market-words.ts';
import './market.css';

const PAGE = 100;
const ASK_AGAIN_MS = 20_000;

export function MarketPage() {
  const { t } = useWords(MARKET_WORDS);
  const [query, change] = useQueryString();
  const search = searchIn(query);
  const { sort: _sort, ...filters } = queryOf(search);
  const market = useRead('/api/market', { query: filters, everyMs: ASK_AGAIN_MS });
  const known = useLast(market.kind === 'ready' ? market.value : undefined);
  const list = usePagedRead('/api/listings', { query: { ...queryOf(search), limit: PAGE } });
  return (
    <LenderOrPublicFrame
      title={t('title')}
      lead={t('lead')}
      {...(search.tab === 'funding' ? { acts: <Totals market={known} /> } : {})}
    >
      <div className="market">
        <div className="market-rail">
          <FilterHead search={search} change={change} />
          <FilterRail market={known} search={search} change={change} />
        </div>
        <div className="market-main">
          <div className="market-tabs">
            <Tabs
              label={t('tabs')}
              current={search.tab}
              onChange={(tab) => change({ tab: tab === 'listed' ? tab : undefined })}
              items={[
                {
                  key: 'funding',
                  label: t('tabOpen'),
                  ...countOf(known?.open.count, search, 'funding'),
                },
                { key: 'listed', label: t('tabComing'), ...countOf(known?.coming, search, 'any') },
              ]}
            />
            <PhoneFilters market={known} search={search} change={change} />
          </div>
          <FoundLine market={known} search={search} change={change} />
          <FoundListings list={list} market={known} search={search} change={change} />
        </div>
      </div>
    </LenderOrPublicFrame>
  );
}

function countOf(count: number | undefined, { tab }: MarketSearch, of: 'funding' | 'any') {
  return count === undefined || (of !== 'any' && tab !== of) ? {} : { count };
}

/** What was there last, while something newer is awaited. */
function useLast<Value>(value: Value | undefined): Value | undefined {
  const [last, setLast] = useState(value);
  useEffect(() => {
    if (value !== undefined) setLast(value);
  }, [value]);
  return value ?? last;
}

function Totals({ market }: { readonly market: MarketOnWire | undefined }) {
  const open = market?.open;
  const [left] = open?.remaining ?? [];
  return (
    <Facts
      items={[
        {
          key: 'open',
          label: <FigureLabel {...FIGURES.open} />,
          value: <Figure {...FIGURES.open} count={open?.count} size="figure" />,
        },
        {
          key: 'left',
          label: <FigureLabel {...FIGURES.left} />,
          value: <Figure {...FIGURES.left} money={left} size="figure" />,
        },
        {
          key: 'rate',
          label: <FigureLabel {...FIGURES.rate} />,
          value: <Figure {...FIGURES.rate} ratePpm={open?.annualRatePpm} size="figure" />,
        },
        {
          key: 'net',
          label: <FigureLabel {...FIGURES.net} />,
          value: (
            <span className="yours">
              <Figure {...FIGURES.net} ratePpm={open?.expectedNetPpm} size="figure" />
            </span>
          ),
        },
      ]}
    />
  );
}

interface SearchProps {
  readonly search: MarketSearch;
  readonly change: ChangeSearch;
}

function FilterHead({ search, change }: SearchProps) {
  const { t } = useWords(MARKET_WORDS);
  const count = countSet(search);
  return (
    <div className="filter-head">
      <h2>{t('filters')}</h2>
      {count > 0 && (
        <button type="button" className="link" data-plain="" onClick={() => change(cleared())}>
          {t('clear', { count })}
        </button>
      )}
    </div>
  );
}

function PhoneFilters({
  market,
  search,
  change,
}: SearchProps & { readonly market: MarketOnWire | undefined }) {
  const { t } = useWords(MARKET_WORDS);
  const [isOpen, setOpen] = useState(false);
  const count = countSet(search);
  return (
    <div className="phone-filters">
      <button type="button" className="button" data-plain="" onClick={() => setOpen(true)}>
        {count === 0 ? t('filters') : t('filtersSet', { count })}
      </button>
      {isOpen && (
        <Sheet title={t('filters')} onClose={() => setOpen(false)}>
          <FilterRail market={market} search={search} change={change} />
          <button
            type="button"
            className="button button-primary filter-done"
            data-plain=""
            onClick={() => setOpen(false)}
          >
            {t('show', { count: market?.found.count ?? 0 })}
          </button>
        </Sheet>
      )}
    </div>
  );
}

function FoundLine({
  market,
  search,
  change,
}: SearchProps & { readonly market: MarketOnWire | undefined }) {
  const { t } = useWords(MARKET_WORDS);
  const [left] = market?.found.remaining ?? [];
  const sorts = [
    ['closing', t('sortClosing')],
    ['newest', t('sortNewest')],
    ['rate', t('sortRate')],
    ['remaining', t('sortRemaining')],
  ] as const;
  return (
    <div className="found-line">
      <FilterTags search={search} change={change} />
      <span>
        <Figure {...FIGURES.found} count={market?.found.count} /> {t('found')}{' '}
        <Figure {...FIGURES.foundLeft} money={left} />
      </span>
      <label className="found-sort">
        <span className="quiet">{t('sort')}</span>
        <select value={search.sort} onChange={(event) => change({ sort: event.target.value })}>
          {sorts.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
