// What counts as overdue: three definitions that answer three questions, what others paid, and all bands of days.

import { FIGURE_WORDS } from '@mutua/contract/disclosure/figure-words.ts';
import { OVERDUE_BUCKET_LABELS } from '@mutua/contract/words/office-words.ts';
import type { FigureId } from '@mutua/core/disclosure/figure-catalogue.ts';
import { OVERDUE_BUCKETS, type OverdueBucket } from '@mutua/core/loan/asset-class.ts';
import { Card } from '../../ui/kit/card.tsx';
import { DataTable } from '../../ui/kit/data-table.tsx';
import { type Status, StatusMark } from '../../ui/kit/status-mark.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { Disclosed, DisclosedLabel } from './disclosed.tsx';
import type { FigureSet } from './disclosed-figures.ts';
import { STATISTICS_WORDS } from './statistics-words.ts';

const DEFINITIONS: readonly (readonly [FigureId, FigureId])[] = [
  ['overdueAmount', 'overdueAmountRate'],
  ['overduePrincipal', 'overdueRate'],
  ['over90Principal', 'over90Rate'],
  ['badDebt', 'badDebtRate'],
  ['compensatedAmount', 'compensatedLoans'],
];

export const BUCKET_STATUS: Readonly<Record<OverdueBucket, Status>> = {
  current: 'ok',
  d1_30: 'late',
  d31_60: 'lateDeep',
  d61_90: 'lateDeep',
  d91_180: 'lost',
  d180_plus: 'lost',
};

export function OverdueCard({ set }: { readonly set: FigureSet }) {
  const { t } = useWords(STATISTICS_WORDS);
  return (
    <Card title={t('overdueTitle')} note={t('overdueCardNote')}>
      <Definitions set={set} />
      <BandTable set={set} />
      <p className="quiet overdue-first-day" data-plain="">
        {t('firstDay')}
      </p>
    </Card>
  );
}

/** Each with its sentence, the amount and the rate. */
function Definitions({ set }: { readonly set: FigureSet }) {
  const { language } = useWords(STATISTICS_WORDS);
  return (
    <dl className="definitions">
      {DEFINITIONS.map(([id, beside]) => (
        <div key={id}>
          <dt>
            <DisclosedLabel id={id} />
            <span className="quiet" data-plain="">
              {FIGURE_WORDS[id].definition[language]}
            </span>
          </dt>
          <dd>
            <Disclosed of={set} id={id} sign={false} />
          </dd>
          <dd>
            <Disclosed of={set} id={beside} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** All bands of days; they add up to the whole. */
function BandTable({ set }: { readonly set: FigureSet }) {
  const { t } = useWords(STATISTICS_WORDS);
  return (
    <div className="narrow-table">
      <DataTable
        caption={t('bucket')}
        rows={OVERDUE_BUCKETS}
        rowKey={(bucket) => bucket}
        columns={[
          {
            key: 'bucket',
            head: t('bucket'),
            cell: (bucket) => <BucketName bucket={bucket} />,
          },
          {
            ...{ key: 'loans', head: t('count'), align: 'right' },
            cell: (bucket) => <Disclosed of={set} id="bucketLoans" row={bucket} />,
          },
          {
            ...{ key: 'principal', head: <DisclosedLabel id="bucketPrincipal" />, align: 'right' },
            cell: (bucket) => <Disclosed of={set} id="bucketPrincipal" row={bucket} sign={false} />,
          },
          {
            ...{ key: 'share', head: t('share'), align: 'right' },
            cell: (bucket) => <Disclosed of={set} id="bucketShare" row={bucket} />,
          },
        ]}
        foot={{
          bucket: <DisclosedLabel id="balance" />,
          loans: <Disclosed of={set} id="loansOutstanding" />,
          principal: <Disclosed of={set} id="balance" sign={false} />,
        }}
      />
    </div>
  );
}

export function BucketName({ bucket }: { readonly bucket: OverdueBucket }) {
  const { language } = useWords(STATISTICS_WORDS);
  return (
    <span data-plain="">
      <StatusMark status={BUCKET_STATUS[bucket]} word={OVERDUE_BUCKET_LABELS[bucket][language]} />
    </span>
  );
}
