// What the platform published of the day: the monthly set of the rules, as on its public pages.
import { FIGURE_WORDS } from '@mutua/contract/disclosure/figure-words.ts';
import type { FigureOnWire } from '@mutua/contract/disclosure/figures.ts';
import { MONTHLY_INDICATORS } from '@mutua/core/disclosure/figure-catalogue.ts';
import { useRead } from '../../api/use-read.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { Go } from '../../ui/go.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { isNotThere } from '../is-not-there.ts';
import { SUPERVISE_FIGURES } from '../supervise-figures.ts';
import { DAY_WORDS } from './day-words.ts';
import { IndicatorList } from './indicator-list.tsx';

export function PublishedCard({ day }: { readonly day: string }) {
  const { t } = useWords(DAY_WORDS);
  const published = useRead('/api/disclosure/figures', { query: { day } });
  return (
    <Card
      title={t('publishedTitle')}
      note={t('publishedNote')}
      links={<Go to={`/statistics?day=${day}`}>{t('publishedMore')}</Go>}
    >
      {isNotThere(published) ? (
        <Empty why={t('publishedNone')} />
      ) : (
        <Shown read={published} lines={8}>
          {({ figures }) => <PublishedList figures={monthly(figures)} />}
        </Shown>
      )}
    </Card>
  );
}

function PublishedList({ figures }: { readonly figures: readonly FigureOnWire[] }) {
  const { language } = useWords(DAY_WORDS);
  const items = figures.map(({ figure, money, count, ratePpm }) => ({
    key: figure,
    name: <span data-plain="">{FIGURE_WORDS[figure].label[language]}</span>,
    definition: FIGURE_WORDS[figure].definition[language],
    value: (
      <Figure
        {...SUPERVISE_FIGURES.published}
        row={figure}
        money={money}
        count={money === undefined ? count : undefined}
        ratePpm={money === undefined && count === undefined ? ratePpm : undefined}
      />
    ),
  }));
  const half = Math.ceil(items.length / 2);
  return (
    <div className="supervise-columns">
      <IndicatorList items={items.slice(0, half)} />
      <IndicatorList items={items.slice(half)} />
    </div>
  );
}

function monthly(figures: readonly FigureOnWire[]): readonly FigureOnWire[] {
  return MONTHLY_INDICATORS.flatMap((id) => figures.find(({ figure }) => figure === id) ?? []);
}
