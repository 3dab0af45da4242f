// A closed day for regulator and auditor: custody and money, flows, loans, what was published, who owes the most.
import type { SupervisedFigures } from '@mutua/contract/supervision/supervision.ts';
import { useRead } from '../../api/use-read.ts';
import { Card } from '../../ui/kit/card.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { AsOf, NotClosed, useAsOf } from '../as-of.tsx';
import { isNotThere } from '../is-not-there.ts';
import { SuperviseFrame } from '../supervise-frame.tsx';
import { SUPERVISE_WORDS } from '../supervise-words.ts';
import { CustodyStrip } from './custody-strip.tsx';
import { DayIndicators } from './day-indicators.tsx';
import { DAY_WORDS } from './day-words.ts';
import { LargestBorrowers } from './largest-borrowers.tsx';
import { PublishedCard } from './published-card.tsx';

/** `/supervise` */
export function DayPage() {
  const { t } = useWords(DAY_WORDS);
  return (
    <SuperviseFrame title={t('title')} lead={t('lead')}>
      <AsOf />
      <DayContent />
    </SuperviseFrame>
  );
}

function DayContent() {
  const day = useAsOf();
  const figures = useRead('/api/supervision/indicators', {
    query: { day },
    isOn: day !== undefined,
  });
  if (day === undefined) return null;
  if (isNotThere(figures)) return <NotClosed />;
  return (
    <>
      <Shown read={figures} lines={12}>
        {(value) => <DayFigures figures={value} />}
      </Shown>
      <PublishedCard day={day} />
    </>
  );
}

function DayFigures({ figures }: { readonly figures: SupervisedFigures }) {
  const { t } = useWords(DAY_WORDS);
  const { asOf, indicators, largestBorrowers } = figures;
  const of = (group: string) => indicators.filter((one) => one.group === group);
  return (
    <>
      <DayClosed asOf={asOf} />
      <CustodyStrip indicators={of('custody')} />
      <div className="supervise-three">
        {(['custody', 'flows', 'loans'] as const).map((group) => (
          <Card key={group} title={t(group)}>
            <DayIndicators indicators={of(group)} day={asOf.day} />
          </Card>
        ))}
      </div>
      <Card title={t('largest')}>
        <LargestBorrowers borrowers={largestBorrowers} />
      </Card>
    </>
  );
}

function DayClosed({ asOf: { closedAt, digest } }: Pick<SupervisedFigures, 'asOf'>) {
  const { t } = useWords(SUPERVISE_WORDS);
  return (
    <div className="supervise-facts">
      <Facts
        items={[
          { key: 'closed', label: t('closedAt'), value: <MomentOnPage at={closedAt} /> },
          { key: 'digest', label: t('digest'), value: <code>{digest}</code> },
        ]}
      />
    </div>
  );
}
