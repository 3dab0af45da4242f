// Safeguards: who stands behind loans and with how much, the reserves, and what is pledged.
import { Tabs } from '../../ui/kit/tabs.tsx';
import { useQueryString } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { OfficeFrame } from '../office-frame.tsx';
import { CollateralCard } from './collateral-card.tsx';
import { GuarantorsCard } from './guarantors-card.tsx';
import { ReservesCard } from './reserves-card.tsx';
import { SAFEGUARD_WORDS } from './safeguard-words.ts';
import '../books/books.css';

const VIEWS = ['guarantors', 'reserves', 'collateral'] as const;

export function SafeguardsPage() {
  const { t } = useWords(SAFEGUARD_WORDS);
  const [query, change] = useQueryString();
  const view = VIEWS.find((one) => one === query.get('view')) ?? 'guarantors';
  return (
    <OfficeFrame
      title={t('title')}
      keys={[
        { keys: ['J', 'K'], does: t('keyMove') },
        { keys: ['↵'], does: t('keyOpen') },
      ]}
    >
      <Tabs
        label={t('views')}
        items={VIEWS.map((key) => ({ key, label: t(key) }))}
        current={view}
        onChange={(next) => change({ view: next === 'guarantors' ? undefined : next })}
      />
      {view === 'guarantors' && <GuarantorsCard />}
      {view === 'reserves' && <ReservesCard />}
      {view === 'collateral' && <CollateralCard />}
    </OfficeFrame>
  );
}
