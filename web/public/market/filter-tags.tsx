// The filters that are set, each with the way to take it away; and what to loosen when nothing fits.
import type { MarketOnWire } from '@mutua/contract/market/market.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import type { ChangeSearch } from './change-search.ts';
import { choiceWord, titleOf } from './filter-rail.tsx';
import { CHOICES, chosen, type MarketSearch } from './market-search.ts';
import { MARKET_WORDS } from './market-words.ts';
import { percentOf } from './rate-range.tsx';

interface Tag {
  readonly key: string;
  readonly name: string;
  /** The facet that counts without it. */
  readonly facet: string;
  readonly without: Readonly<Record<string, string | undefined>>;
}

export function FilterTags(props: {
  readonly search: MarketSearch;
  readonly change: ChangeSearch;
}) {
  const { t } = useWords(MARKET_WORDS);
  const tags = useTags(props.search);
  return tags.map(({ key, name, without }) => (
    <button
      key={key}
      type="button"
      className="tag tag-set"
      aria-label={t('remove', { name })}
      onClick={() => props.change(without)}
    >
      <Plain>{name}</Plain> ×
    </button>
  ));
}

/** Names the filter without which the most would be left. */
export function NothingFits({
  search,
  change,
  market,
}: {
  readonly search: MarketSearch;
  readonly change: ChangeSearch;
  readonly market: MarketOnWire | undefined;
}) {
  const { t } = useWords(MARKET_WORDS);
  const tags = useTags(search);
  const counted = tags.map((tag) => ({ ...tag, count: countWithout(market, tag.facet) }));
  const [most] = counted.toSorted((left, right) => right.count - left.count);
  if (search.tab === 'listed' && tags.length === 0) {
    return (
      <p className="empty">
        {t('nothingComing')}{' '}
        <button type="button" className="link" onClick={() => change({ tab: undefined })}>
          {t('toOpen')}
        </button>
      </p>
    );
  }
  if (most === undefined || most.count === 0) return <p className="empty">{t('nothingAtAll')}</p>;
  return (
    <p className="empty">
      <Plain>{t('nothing', { name: most.name, count: most.count })}</Plain>{' '}
      <button type="button" className="link" onClick={() => change(most.without)}>
        {t('loosen')}
      </button>
    </p>
  );
}

function countWithout(market: MarketOnWire | undefined, facet: string): number {
  const values = market?.facets.find((one) => one.facet === facet)?.values ?? [];
  return values.reduce((sum, { count }) => sum + count, 0);
}

function useTags(search: MarketSearch): readonly Tag[] {
  const { t, language } = useWords(MARKET_WORDS);
  const { text, annualRatePpmMin, annualRatePpmMax } = search.filters;
  const between = language === 'en' ? ', ' : '、';
  const choices = CHOICES.flatMap((name): Tag[] => {
    const values = chosen(search, name);
    if (values.length === 0) return [];
    const words = values.map((value) => choiceWord(name, value, language, t)).join(between);
    return [
      {
        key: name,
        name: `${t(titleOf(name))} ${words}`,
        facet: name,
        without: { [name]: undefined },
      },
    ];
  });
  const isRange = annualRatePpmMin !== undefined || annualRatePpmMax !== undefined;
  const [from, to] = [percentOf(annualRatePpmMin) ?? 0, percentOf(annualRatePpmMax) ?? 36];
  return [
    ...choices,
    ...(isRange
      ? [
          {
            key: 'rate',
            name: t('rateRange', { from, to }),
            facet: 'annualRate',
            without: { annualRatePpmMin: undefined, annualRatePpmMax: undefined },
          },
        ]
      : []),
    ...(text === undefined
      ? []
      : [{ key: 'text', name: `“${text}”`, facet: '', without: { text: undefined } }]),
  ];
}
