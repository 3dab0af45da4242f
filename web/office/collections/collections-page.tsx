// Collection: the board of open cases by stage, what is due first standing first, what collecting costs, and for those
// who lead it what each collector recovered.

import { COLLECTION_STAGE_LABELS } from '@mutua/contract/words/case-words.ts';
import type { CollectionBoard, CollectionCard } from '@mutua/contract/work/collection-board.ts';
import { useRead } from '../../api/use-read.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { Tabs } from '../../ui/kit/tabs.tsx';
import { useOpenPage, useQueryString } from '../../ui/page-route.ts';
import { useLanguage, useWords } from '../../ui/words/declare-words.ts';
import { useListKeys } from '../books/use-list-keys.ts';
import { OfficeFrame } from '../office-frame.tsx';
import { BoardCard } from './board-card.tsx';
import { COLLECTION_FIGURES } from './collection-figures.ts';
import { COLLECTION_WORDS } from './collection-words.ts';
import { CostDesk } from './cost-desk.tsx';
import { RecoveryDesk, useMayReadRecovery } from './recovery-desk.tsx';
import '../books/books.css';

const ONLY = ['all', 'mine', 'late', 'untaken'] as const;
const VIEWS = ['board', 'costs', 'recovery'] as const;
const EVERY_MS = 30_000;

export function CollectionsPage() {
  const { t } = useWords(COLLECTION_WORDS);
  const [query, change] = useQueryString();
  const mayRecovery = useMayReadRecovery();
  const views = VIEWS.filter((one) => one !== 'recovery' || mayRecovery);
  const view = views.find((one) => one === query.get('view')) ?? 'board';
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
        items={views.map((key) => ({ key, label: t(key) }))}
        current={view}
        onChange={(next) => change({ view: next === 'board' ? undefined : next })}
      />
      {view === 'board' && <Board />}
      {view === 'costs' && <CostDesk />}
      {view === 'recovery' && <RecoveryDesk />}
    </OfficeFrame>
  );
}

function Board() {
  const { t } = useWords(COLLECTION_WORDS);
  const [query, change] = useQueryString();
  const only = ONLY.find((one) => one === query.get('only')) ?? 'all';
  const board = useRead('/api/office/collection-board', {
    query: { only: only === 'all' ? undefined : only },
    everyMs: EVERY_MS,
  });
  return (
    <>
      <div className="board-only">
        <Tabs
          label={t('only')}
          kind="segments"
          items={ONLY.map((key) => ({ key, label: t(key) }))}
          current={only}
          onChange={(next) => change({ only: next === 'all' ? undefined : next })}
        />
      </div>
      <Shown read={board} lines={12}>
        {(value) => <Stages board={value} />}
      </Shown>
    </>
  );
}

function Stages({ board: { stages, cards } }: { readonly board: CollectionBoard }) {
  const { t } = useWords(COLLECTION_WORDS);
  const language = useLanguage();
  const open = useOpenPage();
  const ordered = stages.flatMap(({ stage }) => cards.filter((one) => one.stage === stage));
  const { isMarked } = useListKeys(
    ordered,
    ({ caseId }: CollectionCard) => caseId,
    ({ caseId }) => open(`/office/collections/${caseId}`),
  );
  return (
    <div className="board">
      {stages.map(({ stage, count, late }) => {
        const own = cards.filter((one) => one.stage === stage);
        return (
          <Card
            key={stage}
            title={COLLECTION_STAGE_LABELS[stage][language]}
            note={
              <>
                <Figure {...COLLECTION_FIGURES.stageCount} row={stage} count={count} /> ·{' '}
                {t('late')} <Figure {...COLLECTION_FIGURES.stageLate} row={stage} count={late} />
              </>
            }
          >
            {own.length === 0 ? (
              <Empty why={t('noCards')} />
            ) : (
              <ul className="board-cards">
                {own.map((card) => (
                  <li key={card.caseId}>
                    <BoardCard card={card} isMarked={isMarked(card)} />
                  </li>
                ))}
              </ul>
            )}
          </Card>
        );
      })}
    </div>
  );
}
