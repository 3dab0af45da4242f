// A case of collection on the board: who owes, how long, how much, who works on it and until when.

import { CASE_STATE_LABELS } from '@mutua/contract/words/case-words.ts';
import type { CollectionCard } from '@mutua/contract/work/collection-board.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { Go } from '../../ui/go.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { DayOnPage, MomentOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { StateMark } from '../books/label-text.tsx';
import { ShortId } from '../parts/short-id.tsx';
import { COLLECTION_FIGURES } from './collection-figures.ts';
import { COLLECTION_WORDS } from './collection-words.ts';

interface BoardCardProps {
  readonly card: CollectionCard;
  readonly isMarked: boolean;
}

/** The whole of it is the link. */
export function BoardCard({ card, isMarked }: BoardCardProps) {
  const { t } = useWords(COLLECTION_WORDS);
  const { caseId, loanId, clientName, daysOverdue, overdue, state, loanState } = card;
  return (
    <Go
      to={`/office/collections/${caseId}`}
      className={isMarked ? 'board-card board-card-marked' : 'board-card'}
    >
      <span className="row">
        <strong>{clientName ?? <ShortId id={loanId} />}</strong>
        <StateMark of={CASE_STATE_LABELS} state={state} />
      </span>
      <span className="row">
        <span>
          <Plain>{t('overdueDays', { count: daysOverdue })}</Plain>
        </span>
        {loanState === 'written_off' ? (
          t('writtenOff')
        ) : (
          <Figure {...COLLECTION_FIGURES.overdue} row={loanId} money={overdue} />
        )}
      </span>
      <span className="row quiet">
        <Owner card={card} />
        <Deadline card={card} />
      </span>
      <Latest card={card} />
    </Go>
  );
}

function Owner({ card: { ownerId, ownerName, isMine } }: { readonly card: CollectionCard }) {
  const { t } = useWords(COLLECTION_WORDS);
  if (ownerId === undefined) return <span>{t('nobody')}</span>;
  return <span>{isMine ? t('me') : (ownerName ?? <ShortId id={ownerId} />)}</span>;
}

function Deadline({
  card: { deadlineAt, isLate, isClockStopped },
}: {
  readonly card: CollectionCard;
}) {
  const { t } = useWords(COLLECTION_WORDS);
  if (isClockStopped) return <span>{t('clockStands')}</span>;
  return (
    <span>
      {isLate && (
        <>
          <StatusMark status="late" word={t('isLate')} />{' '}
        </>
      )}
      <MomentOnPage at={deadlineAt} />
    </span>
  );
}

function Latest({
  card: { caseId, promiseDay, promised, lastContactAt },
}: {
  readonly card: CollectionCard;
}) {
  const { t } = useWords(COLLECTION_WORDS);
  return (
    <span className="row row-wraps quiet">
      <span>
        {t('lastContact')}{' '}
        {lastContactAt === undefined ? t('never') : <MomentOnPage at={lastContactAt} />}
      </span>
      {promiseDay !== undefined && promised !== undefined && (
        <span>
          {t('promise')} <DayOnPage day={promiseDay} />{' '}
          <Figure {...COLLECTION_FIGURES.promised} row={`case ${caseId}`} money={promised} />
        </span>
      )}
    </span>
  );
}
