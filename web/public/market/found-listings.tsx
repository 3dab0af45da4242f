// The listings that a search finds: only those in sight are in the document, and none moves under the pointer.
import type { ListingRow } from '@mutua/contract/market/listing.ts';
import type { MarketOnWire } from '@mutua/contract/market/market.ts';
import { useEffect, useRef, useState } from 'react';
import type { PagedRead } from '../../api/use-read.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { VirtualRows } from '../../ui/kit/virtual-rows.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import type { ChangeSearch } from './change-search.ts';
import { NothingFits } from './filter-tags.tsx';
import { ListHead, ListingLine } from './listing-line.tsx';
import { type MarketSearch, queryOf } from './market-search.ts';
import { MARKET_WORDS } from './market-words.ts';
import { useSteadyRows } from './use-steady-rows.ts';

interface FoundProps {
  readonly list: PagedRead<ListingRow>;
  readonly market: MarketOnWire | undefined;
  readonly search: MarketSearch;
  readonly change: ChangeSearch;
}

const NEW_LISTINGS_MS = 30_000;
/** Whoever has scrolled further than so many is not asked again for all of it. */
const ROWS_ASKED_AGAIN = 500;
const ROW_HEIGHT = 48;
const CARD_HEIGHT = 180;

export function FoundListings({ list, market, search, change }: FoundProps) {
  const key = JSON.stringify(queryOf(search));
  useNewListings(list);
  return (
    <>
      <ListHead />
      <Shown read={list.state} lines={12}>
        {(rows) =>
          rows.length === 0 ? (
            <NothingFits search={search} change={change} market={market} />
          ) : (
            <SteadyList key={key} rows={rows} list={list} market={market} search={key} />
          )
        }
      </Shown>
    </>
  );
}

interface SteadyListProps extends Pick<FoundProps, 'list' | 'market'> {
  readonly rows: readonly ListingRow[];
  readonly search: string;
}

function SteadyList({ rows, list, market, search }: SteadyListProps) {
  const { t } = useWords(MARKET_WORDS);
  const [, setShown] = useState(0);
  const steady = useSteadyRows(rows, idOf, search);
  const place = useRef<HTMLDivElement>(null);
  useRowKeys(place);
  return (
    <div ref={place}>
      {steady.waiting > 0 && (
        <button
          type="button"
          className="fresh-line"
          data-plain=""
          onClick={() => {
            steady.show();
            setShown((times) => times + 1);
          }}
        >
          {t('fresh', { count: steady.waiting })}
        </button>
      )}
      <VirtualRows
        label={t('list')}
        rows={steady.rows}
        rowKey={idOf}
        rowHeight={window.innerWidth > 720 ? ROW_HEIGHT : CARD_HEIGHT}
        onEnd={() => {
          if (list.hasMore && !list.isReadingMore) list.more();
        }}
      >
        {(listing) => <ListingLine listing={listing} />}
      </VirtualRows>
      <p className="quiet list-foot">
        <Plain>
          {t('shown', { shown: steady.rows.length, count: market?.found.count ?? rows.length })}
        </Plain>
        {list.hasMore && <span> {t('more')}</span>}
        <span className="list-keys">{t('keys')}</span>
      </p>
    </div>
  );
}

function idOf({ loanId }: ListingRow): string {
  return loanId;
}

/** New listings come in while the page is open, and wait for the reader. */
function useNewListings({ state }: PagedRead<ListingRow>): void {
  const again = useRef<() => void>(undefined);
  useEffect(() => {
    again.current =
      state.kind === 'ready' && state.value.length <= ROWS_ASKED_AGAIN ? state.again : undefined;
  }, [state]);
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') again.current?.();
    }, NEW_LISTINGS_MS);
    return () => clearInterval(timer);
  }, []);
}

/** `J` and `K` go down and up, `/` to the search; off while a field has the focus. */
function useRowKeys(place: { readonly current: HTMLDivElement | null }): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof HTMLElement && event.target.matches('input,select,textarea');
      if (isTyping || event.metaKey || event.ctrlKey || event.altKey) return;
      if (event.key === '/') {
        event.preventDefault();
        document.querySelector<HTMLInputElement>('[data-market-search]')?.focus();
        return;
      }
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
      if (step === 0) return;
      const links = [...(place.current?.querySelectorAll<HTMLElement>('.listing-line') ?? [])];
      const at = links.findIndex((link) => link.matches(':focus'));
      links[at < 0 ? 0 : at + step]?.focus();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [place]);
}
