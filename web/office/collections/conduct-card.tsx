// What the rules of contact leave: at what hours, how often, and whether at all.
import type { ContactConductOnWire } from '@mutua/contract/work/collection-board.ts';
import { useRead } from '../../api/use-read.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { COLLECTION_FIGURES } from './collection-figures.ts';
import { COLLECTION_WORDS } from './collection-words.ts';

interface ConductCardProps {
  readonly caseId: string;
  readonly clientId: string;
}

const EVERY_MS = 60_000;

export function ConductCard({ caseId, clientId }: ConductCardProps) {
  const { t } = useWords(COLLECTION_WORDS);
  const conduct = useRead('/api/office/cases/:caseId/conduct', {
    path: { caseId },
    everyMs: EVERY_MS,
  });
  return (
    <Card title={t('conduct')} note={t('conductNote')}>
      <Shown read={conduct} lines={4}>
        {(value) => <ConductFacts conduct={value} clientId={clientId} />}
      </Shown>
    </Card>
  );
}

function ConductFacts({
  conduct,
  clientId,
}: {
  readonly conduct: ContactConductOnWire;
  readonly clientId: string;
}) {
  const { t } = useWords(COLLECTION_WORDS);
  const { today, todayMax, week, weekMax, from, to, localTime, timeZone } = conduct;
  const isAllowed = conduct.isWithinHours && !conduct.isPaused && today < todayMax;
  return (
    <>
      <p data-testid="conduct">
        <StatusMark
          status={isAllowed ? 'ok' : 'late'}
          word={t(conduct.isPaused ? 'paused' : isAllowed ? 'within' : 'outside')}
        />
      </p>
      <Facts
        isList
        items={[
          {
            ...{ key: 'hours', label: t('hours') },
            value: (
              <>
                <time>{from}</time>–<time>{to}</time>
              </>
            ),
          },
          {
            ...{ key: 'local', label: t('localTime') },
            value: (
              <>
                <time>{localTime}</time> <span className="quiet">{timeZone}</span>
              </>
            ),
          },
          {
            ...{ key: 'today', label: <FigureLabel {...COLLECTION_FIGURES.contactsToday} /> },
            value: (
              <>
                <Figure {...COLLECTION_FIGURES.contactsToday} row={clientId} count={today} /> /{' '}
                <span data-plain="">{todayMax}</span>
              </>
            ),
          },
          {
            ...{ key: 'week', label: <FigureLabel {...COLLECTION_FIGURES.contactsWeek} /> },
            value: (
              <>
                <Figure {...COLLECTION_FIGURES.contactsWeek} row={clientId} count={week} /> /{' '}
                <span data-plain="">{weekMax}</span>
              </>
            ),
          },
          {
            ...{ key: 'third', label: t('thirdParties') },
            value: t(conduct.mayContactThirdParties ? 'allowed' : 'forbidden'),
          },
        ]}
      />
    </>
  );
}
